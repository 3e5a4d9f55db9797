"""What an element is for, by its tag and by the words of its class and id."""

import itertools
import re
from collections.abc import Iterable, Mapping

DROPPED_NAMES = (
    "script style noscript template svg math head iframe object embed applet canvas audio video select "
    "textarea button input datalist map progress meter dialog"
)
DROPPED = frozenset(DROPPED_NAMES.split())
BREAKING_NAMES = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section "
    "summary table tbody tfoot thead tr ul"
)
BREAKING = frozenset(BREAKING_NAMES.split())
TAG_MARKS = {
    "figcaption": "caption",
    "caption": "caption",
    "aside": "sidebar",
    "nav": "boilerplate",
    "footer": "boilerplate",
    "form": "boilerplate",
    "h1": "headline",
    "time": "dateline",
}

# Names as pages write them, cut into words: "PhotoCMS_Caption" is photo, cms, caption.
# Source: class names of Vietnamese news CMSs (ASP.NET and PHP, 2008 to now), WordPress,
# Arc, Drupal, and the containers of Taboola and Outbrain.
WORDS: dict[str, str] = {
    "caption": "caption captions figcaption imgcaption imagecaption photocaption cation chuthich piccaption"
    " imgdesc imagedesc legende bildunterschrift",
    "sidebar": "related lienquan tinlienquan docnhieu sidebar boxtin tinmoi tinkhac tincungloai recommended"
    " recommendations recirc recirculation outbrain taboola trending xemthem docthem readmore upnext"
    " tinnoibat promo promos teaser teasers rightbar relate mostread mostpopular morestories rail rightrail",
    "boilerplate": "cookie cookies consent gdpr share sharing social socials breadcrumb breadcrumbs comment"
    " comments subscribe newsletter advert adverts advertisement ad ads login signup menu navbar copyright"
    " toolbar footer binhluan cmt cmts quangcao disqus popup modal masthead skip topbar hashtags"
    " kommentare kommentar commentaires comentarios replies regwall ccpa onetrust authwall tooltip",
    "byline": "byline author authors tacgia journalist reporter bylines autor auteur",
    "dateline": "date datetime pubdate timestamp ngaydang publishdate publishtime posttime datepublished"
    " postdate published pubtime",
    "lead": "sapo chapeau standfirst chapo dek lede subheadline subheading",
}
COMMENTS = frozenset(
    "comment comments binhluan cmt cmts disqus kommentare commentaires comentarios replies".split()  # noqa: SIM905
)
# Two words side by side.
PHRASES = {
    "tin lien": "sidebar",
    "lien quan": "sidebar",
    "box tin": "sidebar",
    "tin moi": "sidebar",
    "tin khac": "sidebar",
    "cung chuyen": "sidebar",
    "doc nhieu": "sidebar",
    "most read": "sidebar",
    "most viewed": "sidebar",
    "most popular": "sidebar",
    "read more": "sidebar",
    "read next": "sidebar",
    "see also": "sidebar",
    "up next": "sidebar",
    "right col": "sidebar",
    "right column": "sidebar",
    "sign in": "boilerplate",
    "more stories": "sidebar",
    "more news": "sidebar",
    "latest news": "sidebar",
    "photo desc": "caption",
    "image desc": "caption",
    "wp caption": "caption",
    "photo credit": "caption",
    "image credit": "caption",
    "tac gia": "byline",
    "ngay dang": "dateline",
    "publish time": "dateline",
}
MARK_OF = {word: mark for mark, words in WORDS.items() for word in words.split()}
ITEM_MARKS = {"author": "byline", "datepublished": "dateline", "headline": "headline", "articlebody": "body"}

# Characters an element of this mark may hold: a wrapper named after one part is not that part.
MAX_CHARS = {"caption": 1500, "byline": 200, "dateline": 120, "lead": 1500, "headline": 400}

# Source: HTML5 Boilerplate, Bootstrap, Tailwind and WordPress style sheets.
HIDING = frozenset(
    ["hidden", "d-none", "is-hidden", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"]
)

# Names of a whole layout, not of one part: "has-sidebar", "no-comments", "with-related".
LAYOUT_WORDS = "has no with without wrap wrapper page layout grid columns container"
LAYOUT = frozenset(LAYOUT_WORDS.split())
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def mark_element(tag: str, attributes: Mapping[str, str | None]) -> str:
    """
    Return the mark that an element's tag and names give it, "" for none.

    >>> mark_element("td", {"class": "PhotoCMS_Caption"})
    'caption'
    >>> mark_element("div", {"class": "content has-sidebar"})
    ''
    """
    item = (attributes.get("itemprop") or "").lower()
    if item in ITEM_MARKS:
        return ITEM_MARKS[item]
    if tag in TAG_MARKS:
        return TAG_MARKS[tag]
    if attributes.get("rel") == "author":
        return "byline"
    if attributes.get("role") == "navigation":
        return "boilerplate"
    return _mark_names(f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split())


def _mark_names(names: Iterable[str]) -> str:
    for name in names:
        words = [word.lower() for word in WORD.findall(name)]
        if not words or not LAYOUT.isdisjoint(words):
            continue
        phrase = next(
            (PHRASES[two] for two in map(" ".join, itertools.pairwise(words)) if two in PHRASES), ""
        )
        mark = phrase or next((MARK_OF[word] for word in reversed(words) if word in MARK_OF), "")
        if mark:
            return mark
    return ""


def holds_comments(attributes: Mapping[str, str | None]) -> bool:
    """
    Whether an element is named after what readers say.

    >>> holds_comments({"class": "stream comment-vars"})
    True
    """
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return not COMMENTS.isdisjoint(word.lower() for word in WORD.findall(names))


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether a reader of the page does not see the element."""
    if "hidden" in attributes:
        # React streams late parts of a page hidden and has a script put them in place.
        return not (attributes.get("id") or "").startswith("S:")
    if _is_hidden_by_class((attributes.get("class") or "").lower().split()):
        return True
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _is_hidden_by_class(names: list[str]) -> bool:
    # "hidden md:block", "d-none d-lg-flex": shown where the screen is wide.
    shown_if_wide = any(":" in name or (name.startswith("d-") and name != "d-none") for name in names)
    return not HIDING.isdisjoint(names) and not shown_if_wide
