"""A parsed page -> the links by which it says that its text is another's."""

from collections.abc import Iterator, Mapping
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .fields import list_values, say_value
from .sources import Source, find_host

# Source: Google News "syndication-source" and "original-source" (2010); both still in use.
SYNDICATED = ("syndication-source", "original-source")
ROBOTS = ("robots", "googlebot", "googlebot-news")
BASED_ON = ("isBasedOn", "isBasedOnUrl", "translationOfWork")
# What may name whose the text is, for all that most name the site or a person.
NAMING = (
    "article:author", "source", "dc.source", "dcterms.source", "copyright", "rights", "dc.rights",
    "dcterms.rights", "copyrightholder",
)  # fmt: skip
LAST_LINKS, LAST_LOGOS, LOGO_WORDS = 10, 3, 5  # of one story; words under a logo
NAMED = ("url", "@id", "name")
# Source: schema.org ImageObject, as Google reads it for licensable images.
CREDITED = ("creditText", "creator", "copyrightHolder", "copyrightNotice")


def find_canonical(tree: LexborHTMLParser) -> str:
    """Return the address that the page gives as the one to keep, "" if it gives none."""
    link = tree.css_first('link[rel="canonical" i]')
    href = (link.attributes.get("href") or "").strip() if link else ""
    return href if find_host(href) else ""


def choose_address(canonical: str, said: str) -> str:
    """
    Return a page's own address: the canonical one, unless the page says it stands on another site.

    >>> choose_address("https://goc.example/a", "https://chep.example/b")
    'https://chep.example/b'
    """
    elsewhere = find_host(said) and find_host(canonical) != find_host(said)
    return said if elsewhere or not canonical else canonical


def list_links(
    tree: LexborHTMLParser, meta: Mapping[str, str], linked: Mapping[str, Any]
) -> Iterator[Source]:
    """
    Yield where a page says that its text comes from.

    A canonical address may be the page's own; who reads this knows the outlet.

    Parameters
    ----------
    tree : LexborHTMLParser
    meta : mapping of str to str
        Names in lower case and contents of <meta>.
    linked : mapping
        The JSON-LD object of the article.

    """
    yield Source("via", "canonical", find_canonical(tree))
    for name in SYNDICATED:
        yield Source("via", name, meta.get(name, ""))
    for name in BASED_ON:
        for value in _list_works(linked.get(name)):
            yield Source("via", name, value)
    for name in NAMING:
        yield Source("names", name, meta.get(name, ""))
    for image in _list_images(linked.get("image")):
        credit = next((name for name in CREDITED if list_values(image.get(name))), "")
        caption = say_value(image.get("caption")) or say_value(image.get("description"))
        yield Source("photo", f"image {credit}", say_value(image.get(credit)), caption)
    if any("noindex" in meta.get(name, "").lower() for name in ROBOTS):
        yield Source("via", "robots", "noindex")


def list_shown(story: LexborNode) -> Iterator[Source]:
    """Yield which sites the element that holds a story links to at its end, and what its last logos say."""
    for link in story.css('a[href^="http"]')[-LAST_LINKS:]:
        yield Source("names", "link", find_host(link.attributes.get("href") or ""))
    for image in story.css("img[alt]")[-LAST_LOGOS:]:
        alt = image.attributes.get("alt") or ""
        yield Source("names", "image", alt if len(alt.split()) <= LOGO_WORDS else "")


def _list_images(value: Any) -> list[Mapping[str, Any]]:
    return [image for image in (value if isinstance(value, list) else [value]) if isinstance(image, dict)]


def _list_works(value: Any) -> list[str]:
    """Return the address or else the name of each work, whose own text is of no use here."""
    works = value if isinstance(value, list) else [value]
    return [
        next((said[0] for name in NAMED if (said := list_values(work.get(name)))), "")
        if isinstance(work, dict)
        else next(iter(list_values(work)), "")
        for work in works
    ]
