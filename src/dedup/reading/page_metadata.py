"""What a page says of itself: JSON-LD, Open Graph, meta, microdata, links."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .fields import list_values, say_value
from .page_links import choose_address, find_canonical, list_links
from .page_times import find_time, fold_title, is_beside, say_time
from .sources import write_sources

ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "LiveBlogPosting")
MAX_NODES = 5000  # of one page's JSON-LD

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
        said["published"] = find_time(tree)
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
    if len({say_value(node.get("headline")) for node in articles}) > 1:
        # They are of other stories too: this page's has its address or its headline.
        articles = [node for node in articles if _tells_of(node, tree)]
    return next((node for node in articles if node.get("datePublished")), articles[0] if articles else {})


def _tells_of(node: Mapping[str, Any], tree: LexborHTMLParser) -> bool:
    """Say whether an article of JSON-LD has the address or the headline of the page."""
    meta = _read_meta(tree)
    own = {_bare(find_canonical(tree)), _bare(meta.get("og:url", ""))} - {""}
    page = node.get("mainEntityOfPage")
    said = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    shown = [title.text(deep=True) for title in tree.css("h1, title")] + [meta.get("og:title", "")]
    headline = fold_title(say_value(node.get("headline")))
    titled = headline and any(
        headline in title or title in headline for title in map(fold_title, shown) if title
    )
    return bool(titled) or any(_bare(say_value(address)) in own for address in said if address)


def _bare(address: str) -> str:
    """Return an address without what may differ between two writings of it."""
    return re.sub(r"^https?://(?:www\.)?|/?(?:[?#].*)?$", "", address.strip())


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
    headline = tree.css_first("h1")
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        content = (attributes.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            if key == "itemprop" and name and headline and is_beside(meta, headline):
                continue
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
        "published": say_time(tree, '[itemprop="datePublished" i]'),
        "modified": say_time(tree, '[itemprop="dateModified" i]'),
    }
