"""NITF -> a record, and the text of NITF and XHTML inside other formats."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from .options import ReadOptions
from .pages import split_html_field
from .records import Part, Record
from .sources import Source as Said
from .sources import write_sources
from .streams import Source
from .xml_trees import find_text, find_texts, read_xml, say_text

# NITF's names for what HTML has other names for.
# Source: IPTC NITF 3.6 documentation.
AS_HTML = {
    "hl1": "h1",
    "hl2": "h2",
    "media": "figure",
    "media-caption": "figcaption",
    "fn": "aside",
    "block": "div",
    "nitf-table": "table",
    "bq": "blockquote",
    "lang": "span",
    "person": "span",
    "org": "span",
    "location": "span",
    "num": "span",
    "chron": "span",
    "event": "span",
}
# Of a picture, kept as its credit and no text.
UNSAID = ("media-metadata", "media-producer", "media-reference", "media-object")


def read_nitf(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield the one Record of a NITF file."""
    root, decoded = read_xml(source, options)
    record = make_nitf_record(root, source.file.path)
    record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
    yield record


def make_nitf_record(root: Element, path: str) -> Record:
    """Return the Record of a `nitf` element."""
    data, body = root.find("head/docdata"), root.find("body")
    data = Element("docdata") if data is None else data
    body = Element("body") if body is None else body
    sources = write_sources(_list_sources(data, body))
    text, captions = read_story(body)
    return Record(
        path=path,
        id=_say_attribute(data, "doc-id", "id-string"),
        outlet=_say_attribute(root, "head/pubdata", "name"),
        title=find_text(body, "body.head/hedline/hl1") or find_text(root, "head/title"),
        language=root.get("xml_lang", "") or body.get("xml_lang", ""),
        text=text,
        captions=captions,
        published=_say_attribute(data, "date.release", "norm")
        or _say_attribute(data, "date.issue", "norm")
        or _say_attribute(root, "head/pubdata", "date.publication"),
        author=", ".join(find_texts(body, "body.head/byline/person", "body.head/byline")),
        credit=find_text(body, "body.head/distributor") or _say_attribute(data, "doc-id", "regsrc"),
        sources=sources,
    )


def read_story(body: Element) -> tuple[str, list[str]]:
    """Return the paragraphs of a NITF or XHTML body, and the captions in it; it is changed on the way."""
    inner = body.find("body.content")
    dateline = find_text(body, "body.head/dateline/location", "body.head/dateline")
    markup = _make_html(body if inner is None else inner)
    text, captions = split_html_field(f"<div>{markup}</div>")
    abstract = "" if text else find_text(body, "body.head/abstract")
    return "\n\n".join(part for part in (dateline, abstract, text) if part), captions


def _make_html(content: Element) -> str:
    for element in list(content.iter()):
        element.tag = AS_HTML.get(element.tag, element.tag)
        for child in [child for child in element if child.tag in UNSAID]:
            element.remove(child)
    return "".join(tostring(child, encoding="unicode", method="html") for child in content)


def _say_attribute(element: Element, path: str, name: str) -> str:
    found = element.find(path)
    return found.get(name, "").strip() if found is not None else ""


def _list_sources(data: Element, body: Element) -> Iterator[Said]:
    for holder in data.findall("doc.copyright"):
        yield Said("via", "doc.copyright", holder.get("holder", ""))
    for media in body.iter():
        for producer in media.findall("media-producer"):
            yield Said("photo", "media-producer", say_text(producer), find_text(media, "media-caption"))
