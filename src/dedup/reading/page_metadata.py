"""What a page says of itself: JSON-LD, Open Graph, meta, microdata, links."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .fields import list_values, say_value
from .page_links import choose_address, find_canonical, list_links
from .sources import write_sources

ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "LiveBlogPosting")
MAX_NODES = 5000  # of one page's JSON-LD

MAX_STEPS_UP = 5  # from a headline to what holds its time too
MAX_TIMES = 2  # published and modified
MAX_NEXT = 2  # a summary may stand between the headline and its date
BEFORE_CHARS = 30  # before a time: "Last updated: "
CHANGED = re.compile(
    r"(?i)updat|modif|cập nhật|sửa|mis à jour|actuali[zs]|aktuali[sz]|aggiorna|atualiza|обновл"
)

FIRST = re.compile(r"(?i)publi|entry-date|posted|created|đăng|xuất bản")  # WordPress calls one time both

# Our field -> names in JSON-LD, best first.
LINKED = {
    "text": ("articleBody",),
    "title": ("headline", "name"),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "author": ("author",),
    "credit": ("creditText", "sourceOrganization", "provider"),
    "site": ("publisher",),
    "url": ("mainEntityOfPage", "url"),
    "language": ("inLanguage",),
}
# Our field -> names of <meta>, best first; compared in lower case.
# Source: Open Graph protocol, Dublin Core, Parse.ly, Sailthru and Cxense documentation.
META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "published": (
        "article:published_time",
        "article:published",
        "article:published:time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "dcterms.date",
        "dc.date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "article.published",
        "rnews:datepublished",
        "vr:published_time",
        "date",
    ),
    "modified": (
        "article:modified_time",
        "article:modified:time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "lastmod",
        "last-modified",
    ),
    "author": ("author", "article:author_name", "parsely-author", "dc.creator", "sailthru.author"),
    "credit": ("article:source",),
    "site": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "content-language", "language"),
}


def read_metadata(tree: LexborHTMLParser, address: str = "") -> dict[str, str]:
    """
    Return what `tree` says of itself, by field of Record; a field it lacks is left out.

    `address` is where the page was met, "" where only the page itself can say.
    """
    linked = _read_linked(tree)
    meta = _read_meta(tree)
    said = {
        **_read_elements(tree),
        **_pick(meta, META),
        **_pick(linked, LINKED),
    }
    # og:title is the title as shared; JSON-LD's `name` is often the site's.
    canonical = find_canonical(tree)
    said["sources"] = write_sources(list_links(tree, meta, linked))
    said["url"] = address or choose_address(canonical, said.get("url", ""))
    if not said.get("published"):
        said["published"] = _find_time(tree)
    # Some systems escape what they embed once more.
    return {ours: unescape(text).strip() for ours, text in said.items() if text.strip()}


def _pick(said: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    picked = {
        ours: next((text for name in theirs if (text := say_value(said.get(name)))), "")
        for ours, theirs in names.items()
    }
    return {ours: text for ours, text in picked.items() if text}


def _read_linked(tree: LexborHTMLParser) -> Mapping[str, Any]:
    """Return the JSON-LD object of the article, {} if there is none."""
    found = [
        node for script in tree.css('script[type="application/ld+json" i]') for node in _list_nodes(script)
    ]
    articles = [node for node in found if _is_article(node)]
    return next((node for node in articles if node.get("datePublished")), articles[0] if articles else {})


def _list_nodes(script: LexborNode) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads((script.text_content or script.text(deep=True)).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting, seen = [value], 0
    while waiting and seen < MAX_NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(
                node[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(name), dict | list)
            )


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind.endswith(ARTICLE_TYPES) for kind in list_values(node.get("@type")))


def _read_meta(tree: LexborHTMLParser) -> dict[str, str]:
    said: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        content = (attributes.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            if name and content:
                said.setdefault(name, content)
    return said


def _read_elements(tree: LexborHTMLParser) -> dict[str, str]:
    """Return what microdata, <title> and <html lang> say."""
    title = tree.css_first("title")
    html = tree.css_first("html")
    return {
        "title": title.text(deep=True) if title else "",
        "language": (html.attributes.get("lang") or "") if html else "",
        "published": _say_time(tree, '[itemprop="datePublished" i]'),
        "modified": _say_time(tree, '[itemprop="dateModified" i]'),
    }


def _say_time(tree: LexborHTMLParser, selector: str) -> str:
    for node in tree.css(selector):
        attributes = node.attributes
        said = attributes.get("datetime") or attributes.get("content") or node.text(deep=True)
        if said and said.strip() and len(said) < 100:
            return said.strip()
    return ""


def _find_time(tree: LexborHTMLParser) -> str:
    """Return the machine-readable time that stands by the headline, "" if none does."""
    headline = tree.css_first("h1")
    for _ in range(MAX_STEPS_UP):
        around = headline.parent if headline else None
        if headline is None or around is None:
            break
        # What is beside a headline on top of the page is the whole page.
        beside = _list_next(headline) if around.tag == "body" else [around]
        times = [time for node in beside for time in node.css("time[datetime]")]
        if times or around.tag == "body":
            # More of them date a list of other pages.
            told = [time for time in times if not _says_changed(time)] if len(times) <= MAX_TIMES else []
            return (told[0].attributes.get("datetime") or "").strip() if told else ""
        headline = around
    return ""


def _list_next(node: LexborNode) -> list[LexborNode]:
    """Return the elements right behind one: the line under a headline."""
    found: list[LexborNode] = []
    after = node.next
    while after is not None and len(found) < MAX_NEXT:
        if after.is_element_node:
            found.append(after)
        after = after.next
    return found


def _says_changed(time: LexborNode) -> bool:
    """Say whether a time is that of the last change: by its class, its words or those before it."""
    before = time.prev.text(deep=True) if time.prev else ""
    named = " ".join(time.attributes.get(name) or "" for name in ("class", "itemprop"))
    # "13 May 2026, 9:51 | Updated: 14 May": its machine-readable time is the one before the label.
    text = time.text(deep=True)
    label = CHANGED.search(text)
    first = text[: label.start()] if label else ""
    day = (time.attributes.get("datetime") or "")[8:10].lstrip("0")
    text = first if day and re.search(rf"(?<!\d)0?{re.escape(day)}(?!\d)", first) else text
    said = f"{named} {text} {before[-BEFORE_CHARS:]}"
    return CHANGED.search(said) is not None and FIRST.search(said) is None
