"""RSS and Atom -> records: one for each item, its text as complete as the feed has it."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from xml.etree.ElementTree import Element, tostring

from .options import ReadOptions
from .pages import is_html_field, split_html_field
from .records import Part, Record
from .skips import Skip, SkippedInput
from .sources import Source as Said
from .sources import find_host, write_sources
from .streams import Source
from .xml_trees import find_text, find_texts, read_xml, say_text

ITEMS = ("channel/item", "item", "entry")
DATE_TAGS = ("pubDate", "published", "dcterms_issued", "dcterms_created", "dc_date")
CHANGES = ("updated", "dcterms_modified", "other_updated")
MEDIA = (".//media_content", ".//media_thumbnail", ".//media_group")


def read_feed(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield a Record for every item of a feed; `source` and `atom:source` say where it came from."""
    root, decoded = read_xml(source, options)
    items = [root] if root.tag == "entry" else [item for path in ITEMS for item in root.findall(path)]
    channel = root.find("channel")
    home = _describe_feed(root if channel is None else channel)
    for number, item in enumerate(items, 1):
        path = f"{source.file.path}#{number}"
        try:
            record = replace(_make_record(item, path, home), **home)  # type: ignore[arg-type]
        except SkippedInput as skipped:
            yield skipped.skip._replace(path=path)
            continue
        record.outlet = record.outlet or find_host(record.url)
        record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
        yield record if record.text else Skip("empty", "an item without text", 0, path)


def _describe_feed(channel: Element) -> dict[str, str]:
    """Return what a feed says of all its items."""
    outlet = find_host(_find_link(channel)) or find_host(find_text(channel, "id"))
    language = find_text(channel, "language", "dc_language") or channel.get("xml_lang", "")
    return {"outlet": outlet, "language": language}


def _make_record(item: Element, path: str, home: dict[str, str]) -> Record:
    text, captions = _read_text(item)
    authors = find_texts(item, "dc_creator", "author/name", "author")
    return Record(
        path=path,
        id=find_text(item, "guid", "id"),
        url=_find_link(item),
        title=unescape(find_text(item, "title", "dc_title")),
        text=text,
        captions=[*captions, *(caption for caption in _list_captions(item) if caption not in captions)],
        published=find_text(item, *DATE_TAGS),
        modified=find_text(item, *CHANGES),
        author=", ".join(authors),
        sources=write_sources(_list_sources(item, home["outlet"])),
    )


def _read_text(item: Element) -> tuple[str, list[str]]:
    """Return the fullest text of an item, and the captions in it."""
    for name in ("content_encoded", "content", "description", "summary"):
        found = item.find(name)
        raw = _say_markup(found) if found is not None else ""
        if is_html_field(raw):
            return split_html_field(raw)
        if raw.strip():
            return split_html_field(f"<p>{raw}</p>") if "<" in raw or "&" in raw else (raw.strip(), [])
    return "", []


def _say_markup(element: Element) -> str:
    # Atom allows XHTML as it is; the others escape what they hold.
    if len(element):
        return "".join(tostring(child, encoding="unicode", method="html") for child in element)
    return element.text or ""


def _find_link(element: Element) -> str:
    for link in element.findall("link"):
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return link.get("href", "").strip()
    return next((text for link in element.findall("link") if (text := say_text(link))), "")


def _list_captions(item: Element) -> list[str]:
    captions = [
        text for path in (*MEDIA, ".") for each in item.findall(path)
        for text in find_texts(each, "media_description")
    ]  # fmt: skip
    return list(dict.fromkeys(captions))


def _list_sources(item: Element, outlet: str) -> Iterator[Said]:
    for found in item.findall("source"):
        # RSS: the feed it came from; Atom: the feed's own head, with its id and links.
        address = found.get("url") or _find_link(found) or find_text(found, "id")
        named = find_host(address) or find_text(found, "title") or (found.text or "")
        if find_host(address) != outlet:
            yield Said("via", "source", address if find_host(address) else named)
    for media in item.iter():
        for credit in media.findall("media_credit"):
            yield Said("photo", "media:credit", say_text(credit), find_text(media, "media_description"))
