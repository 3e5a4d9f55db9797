"""XML -> elements: entities and DTDs are never resolved, and nothing is fetched."""

import re
from collections.abc import Mapping
from html.entities import name2codepoint
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from .encodings import Decoded, decode_text
from .options import ReadOptions
from .skips import SkippedInput
from .streams import Source

MAX_DEPTH = 200  # of elements; news formats stay under 30

DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,200}\?>")
DECLARED = re.compile(rb"""<\?xml\b[^>]{0,80}?encoding\s*=\s*["']([\w:.-]{2,30})["']""")
# Feeds use HTML's names without declaring them; the five of XML itself stay.
NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]{1,9});")

# What element names begin with here; "" for the formats' own names.
# Source: RSS 1.0 and 2.0 modules, RFC 4287, Media RSS 1.5.1, NewsML-G2 and NITF 3 specifications.
PREFIXES = {
    "": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/Atom": "",
    "http://iptc.org/std/nar/2006-10-01/": "",
    "http://iptc.org/std/NITF/2006-10-18/": "",
    "http://www.w3.org/1999/xhtml": "",
    "http://purl.org/dc/elements/1.1/": "dc_",
    "http://purl.org/dc/terms/": "dcterms_",
    "http://purl.org/rss/1.0/modules/content/": "content_",
    "http://search.yahoo.com/mrss/": "media_",
    "http://search.yahoo.com/mrss": "media_",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf_",
    "http://www.w3.org/XML/1998/namespace": "xml_",
}


def read_xml(source: Source, options: ReadOptions) -> tuple[Element, Decoded]:
    """
    Return the root of an XML file, and how its letters were told.

    Raises
    ------
    SkippedInput
        `malformed` for what is not well-formed, nests too deeply or declares
        entities; `too_long` past `max_bytes`.

    """
    data = source.read_whole(options.max_bytes)
    declared = DECLARED.search(data[:256])
    decoded = decode_text(
        data, encoding=options.encoding, declared=declared[1].decode("ascii") if declared else ""
    )
    return parse_xml(decoded.text), decoded


def parse_xml(text: str) -> Element:
    """
    Return the root element of `text`; see `read_xml`.

    A tag is the element's name, preceded by the short name of its module
    ("dc_creator"); elements of modules nobody reads begin with "other_".

    >>> [child.tag for child in parse_xml('<rss><item xmlns:d="urn:x"><d:y/></item></rss>').iter()]
    ['rss', 'item', 'other_y']
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse_declarations
    parser.EntityDeclHandler = reader.refuse_entity
    parser.StartElementHandler = reader.open
    parser.EndElementHandler = reader.close
    parser.CharacterDataHandler = reader.builder.data
    try:
        parser.Parse(NAMED.sub(_spell_out, DECLARATION.sub("", text.lstrip("\ufeff"), count=1)), True)
    except expat.ExpatError as error:
        raise SkippedInput("malformed", f"not XML: {error}", error.lineno) from error
    except UnicodeError as error:
        raise SkippedInput("malformed", f"not XML: {error}") from error
    return reader.builder.close()


class _Reader:
    """Builds the elements as the parser meets them."""

    def __init__(self) -> None:
        self.builder: TreeBuilder = TreeBuilder()
        self.depth = 0

    def refuse_declarations(self, name: str, *rest: Any) -> None:
        """Raise SkippedInput for a document type that is written out; `rest` ends with whether it is."""
        # NITF and old RSS name a DTD, which stays unread; one written out can declare bombs.
        if rest[-1]:
            raise SkippedInput("malformed", f"declarations in <!DOCTYPE {name} [...]> are not read")

    def refuse_entity(self, name: str, *_rest: Any) -> None:
        """Raise SkippedInput for an entity that is declared: what it stands for may have no end."""
        raise SkippedInput("malformed", f"the entity {name} is declared; entities are not read")

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element; raise SkippedInput for one inside MAX_DEPTH others."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise SkippedInput("malformed", f"elements nested deeper than {MAX_DEPTH}")
        self.builder.start(_shorten(tag), {_shorten(name): value for name, value in attributes.items()})

    def close(self, tag: str) -> None:
        """End the innermost element."""
        self.depth -= 1
        self.builder.end(_shorten(tag))


def _shorten(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return PREFIXES.get(space, "other_") + local


def _spell_out(match: re.Match[str]) -> str:
    code = name2codepoint.get(match[1])
    return f"&#{code};" if code else match[0]


def say_text(element: Element | None) -> str:
    """Return all text in an element, its spaces as one; "" for no element."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def find_texts(element: Element, *paths: str) -> list[str]:
    """Return the texts at the first of `paths` that leads to any."""
    for path in paths:
        if texts := [text for found in element.findall(path) if (text := say_text(found))]:
            return texts
    return []


def find_text(element: Element, *paths: str) -> str:
    """Return the first text at the first of `paths` that leads to one, else ""."""
    return next(iter(find_texts(element, *paths)), "")
