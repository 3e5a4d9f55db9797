"""What a page says of itself: JSON-LD, Open Graph, meta, microdata, links."""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain, islice
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .fields import list_values, say_value
from .page_links import choose_address, find_canonical, list_links
from .page_publisher import (
    find_publisher_host,
    is_address,
    list_publishers,
    look_up_publisher,
    name_publisher,
)
from .page_times import find_time, fold_title, is_beside, list_items, say_time
from .sources import write_sources

ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "LiveBlogPosting")
MAX_NODES = 5000  # of one page's JSON-LD, whatever number of scripts it is in
MAX_TITLES = 20  # of one page, of each kind, that tell which story of its JSON-LD is its own

# Our field -> names in JSON-LD, best first.
LINKED = {
    "text": ("articleBody",),
    "title": ("headline", "name"),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "author": ("author",),
    "credit": ("creditText", "sourceOrganization", "provider"),
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
    items = list_items(tree)
    meta = _read_meta(tree, items)
    linked, publishers = _read_linked(tree, meta)
    said = {
        **_read_elements(tree, items),
        **_pick(meta, META),
        **_pick(linked, LINKED),
    }
    # An id names nobody; the site in it does where the page says nothing else of itself.
    site = "" if is_address(said.get("site", "")) else said.get("site", "")
    said["site"] = name_publisher(linked) or site or look_up_publisher(linked, publishers)
    # og:title is the title as shared; JSON-LD's `name` is often the site's.
    canonical = find_canonical(tree)
    said["sources"] = write_sources(list_links(tree, meta, linked))
    said["url"] = address or choose_address(canonical, said.get("url", ""))
    if not (said["site"] or said["url"]):
        said["site"] = find_publisher_host(linked)
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


class _Own(NamedTuple):
    """What tells a page's own story from others in its JSON-LD."""

    addresses: set[str]
    titles: list[str]  # folded


def _read_linked(
    tree: LexborHTMLParser, meta: Mapping[str, str]
) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Return the JSON-LD object of the article, {} if there is none; and id -> name of its objects."""
    values = chain.from_iterable(map(_list_values, tree.css('script[type="application/ld+json" i]')))
    nodes = list(islice(values, MAX_NODES))
    articles = [value for value in nodes if isinstance(value, dict) and _is_article(value)]
    if len({say_value(node.get("headline")) for node in articles}) > 1:
        # They are of other stories too: this page's has its address or its headline.
        own = _describe_page(tree, meta)
        articles = [node for node in articles if _tells_of(node, own)]
    article = next((node for node in articles if node.get("datePublished")), articles[0] if articles else {})
    return article, list_publishers(nodes)


def _describe_page(tree: LexborHTMLParser, meta: Mapping[str, str]) -> _Own:
    """Return the addresses and titles that a page gives itself."""
    addresses = {_bare(find_canonical(tree)), _bare(meta.get("og:url", ""))} - {""}
    shown = [title.text(deep=True) for tag in ("h1", "title") for title in tree.css(tag)[:MAX_TITLES]]
    titles = [title for title in (*shown, meta.get("og:title", "")) if title]
    return _Own(addresses, list(dict.fromkeys(map(fold_title, titles))))


def _tells_of(node: Mapping[str, Any], own: _Own) -> bool:
    """Say whether an article of JSON-LD has the address or the headline of the page."""
    page = node.get("mainEntityOfPage")
    said = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    headline = fold_title(say_value(node.get("headline")))
    titled = headline and any(headline in title or title in headline for title in own.titles)
    return bool(titled) or any(_bare(say_value(address)) in own.addresses for address in said if address)


def _bare(address: str) -> str:
    """Return an address without what may differ between two writings of it."""
    path = re.split("[?#]", address.strip(), maxsplit=1)[0].removesuffix("/")
    return re.sub(r"^https?://(?:www\.)?", "", path)


def _list_values(script: LexborNode) -> Iterator[Any]:
    """Yield the values of a script of JSON-LD in which its objects stand, from the outermost."""
    try:
        value = json.loads((script.text_content or script.text(deep=True)).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting = deque([value])
    while waiting:
        node = waiting.popleft()
        yield node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(
                node[name]
                for name in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(name), dict | list)
            )


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind.endswith(ARTICLE_TYPES) for kind in list_values(node.get("@type")))


def _read_meta(tree: LexborHTMLParser, items: dict[int, bool]) -> dict[str, str]:
    """Return the names in lower case and contents of <meta>, without those of other stories' `items`."""
    said: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        content = (attributes.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            if name and content and not (key == "itemprop" and is_beside(meta, items)):
                said.setdefault(name, content)
    return said


def _read_elements(tree: LexborHTMLParser, items: dict[int, bool]) -> dict[str, str]:
    """Return what microdata, <title> and <html lang> say."""
    title = tree.css_first("title")
    html = tree.css_first("html")
    return {
        "title": title.text(deep=True) if title else "",
        "language": (html.attributes.get("lang") or "") if html else "",
        "published": say_time(tree, '[itemprop="datePublished" i]', items),
        "modified": say_time(tree, '[itemprop="dateModified" i]', items),
    }
