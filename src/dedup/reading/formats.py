"""What a file is: by what it holds first, by its name where that does not say."""

import json
import re
from typing import Literal

from .encodings import WIDE, find_mark
from .files import COMPRESSED
from .skips import SkippedInput
from .streams import HEAD_BYTES

Format = Literal["text", "html", "json", "lines", "table", "parquet", "feed", "newsml", "nitf", "warc"]

EXTENSIONS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
}

# First bytes of what is never text, though some of it has no NUL early on.
BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"BZh",
)
NUL_WITHIN = 1024

JSON_START = re.compile(r'\{\s*(?:"|\})|\[\s*(?:\{\s*(?:"|\})|\])')
HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
XML_START = re.compile(r"<\?xml[^>]{0,200}>\s*")
# What stands before the root of an XML file, and the root itself.
PROLOGUE = re.compile(
    r"(?:\s|<\?[^>]{0,400}>|<!--.{0,4000}?-->|<!DOCTYPE\b[^>\[]{0,400}(?:\[.{0,4000}?\]\s*)?>)*", re.DOTALL
)
ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,60})")
ROOTS: dict[str, Format] = {
    "rss": "feed",
    "RDF": "feed",
    "feed": "feed",
    "entry": "feed",
    "newsItem": "newsml",
    "newsMessage": "newsml",
    "packageItem": "newsml",
    "nitf": "nitf",
}
WARC_START = re.compile(rb"WARC/\d\.\d\r?\n")

SAYS_JSON = ("json", "lines")
JSON_GAP = " \t\r\n,\x1e"  # between values; RFC 7464 puts a record separator before each


def find_format(head: bytes, name: str) -> Format:
    """
    Return how to read a file that begins with `head` and is called `name`.

    Raises
    ------
    SkippedInput
        `empty`, `binary`, or `unreadable` for a format there is no reader for.

    """
    if not head:
        raise SkippedInput("empty", "0 bytes")
    if head.startswith(b"PAR1"):
        return "parquet"
    if WARC_START.match(head):
        return "warc"
    text = _sample_text(head)
    by_name = EXTENSIONS.get(find_extension(name))
    if JSON_START.match(text) and (
        by_name in SAYS_JSON or _begins_as_json(text, whole=len(head) < HEAD_BYTES)
    ):
        return _find_json_format(text, by_name)
    if HTML_START.match(_pass_comments(text)):
        return "html"
    if text.startswith("<") and (found := _find_xml_format(text)):
        return found
    if by_name == "parquet":
        raise SkippedInput("malformed", "not a Parquet file")
    return by_name or "text"


def find_extension(name: str) -> str:
    """
    Return the last extension of `name` but for compression, in lower case.

    >>> find_extension("a/Wire.JSONL.zst")
    '.jsonl'
    """
    parts = name.lower().rsplit("/", 1)[-1].split(".")[1:]
    while parts and f".{parts[-1]}" in COMPRESSED:
        parts.pop()
    return f".{parts[-1]}" if parts else ""


def _sample_text(head: bytes) -> str:
    mark = find_mark(head)
    if not mark.startswith(WIDE) and (b"\0" in head[:NUL_WITHIN] or head.startswith(BINARY)):
        raise SkippedInput("binary", "not text")
    return head.decode(mark or "utf-8", "ignore").lstrip()


def is_markup(head: bytes) -> bool:
    """
    Return whether what begins with `head` is a page of HTML, by its content alone.

    >>> is_markup(b" <!-- x --><!DOCTYPE html>"), is_markup(b"<svg>")
    (True, False)
    """
    mark = find_mark(head)
    text = head[:HEAD_BYTES].decode(mark or "utf-8", "ignore").lstrip()
    return HTML_START.match(_pass_comments(text)) is not None


def _pass_comments(text: str) -> str:
    declaration = XML_START.match(text)
    at = declaration.end() if declaration else 0
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        if end < 0:
            break
        at = end + 3
        while at < len(text) and text[at].isspace():
            at += 1
    return text[at : at + 40]


def _find_xml_format(text: str) -> Format | None:
    """Return the format that the root element names; XML of another kind is refused by name."""
    prologue = PROLOGUE.match(text)
    root = ROOT.match(text, prologue.end() if prologue else 0)
    if root and root[1] in ROOTS:
        return ROOTS[root[1]]
    if XML_START.match(text):
        named = f"<{root[1]}>" if root else text[:20].split(maxsplit=1)[0]
        raise SkippedInput("unreadable", f"there is no reader for XML that begins {named}")
    return None


def _begins_as_json(text: str, *, whole: bool) -> bool:
    """Whether `text` is a JSON value, alone or before another, and cut off only if it is not the `whole`."""
    try:
        _, end = json.JSONDecoder(strict=False).raw_decode(text)
    except json.JSONDecodeError as error:
        return not whole and is_cut_off(error)
    except (ValueError, RecursionError):
        return True  # as deep, or with a number as long, as no prose has it
    rest = text[end:].lstrip(JSON_GAP)
    return not rest or JSON_START.match(rest) is not None


def is_cut_off(error: json.JSONDecodeError) -> bool:
    """Whether what is no JSON may be the beginning of some: a string without end, a fault at the very end."""
    return error.pos > len(error.doc) - 16 or error.msg.startswith("Unterminated")


def _find_json_format(text: str, by_name: Format | None) -> Format:
    if text.startswith("["):
        return "json"
    first, _, rest = text.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # Longer than the sample, or broken: the name decides; alone it is one object.
        return by_name if by_name in SAYS_JSON else "json"
    return "lines" if by_name == "lines" or rest.strip() else "json"
