"""WARC -> records: the pages of a crawl, each capture by itself; captures of one address are versions."""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import zstandard

from .encodings import decode_text
from .formats import is_markup
from .options import ReadOptions
from .pages import CHARSET, DECLARED_WITHIN, read_html
from .records import Part, Record
from .skips import Skip, SkippedInput, show_raw
from .sources import find_host
from .streams import Source
from .warc_members import HEADER_END, Member, read_members

MARKUP = ("text/html", "application/xhtml+xml")
# Types that say nothing: what they are of must be seen from the content.
# Source: WHATWG MIME Sniffing, 7; and what servers send for files they do not know.
NO_TYPES = ("", "unknown/unknown", "application/unknown", "*/*", "application/octet-stream")
PLAIN = "text/plain"  # what Common Crawl's WET files hold
LABEL = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,30})""", re.IGNORECASE)
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
MARKUP_WITHIN = 1024
CHUNK = re.compile(rb"\r?\n?([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")


class Page(NamedTuple):
    """A page as it was served, transfer and content codings undone."""

    kind: str  # its media type, "" where only its content can say
    charset: str  # as the server declared it
    data: bytes


def read_warc(source: Source, options: ReadOptions) -> Iterator[Part]:
    """
    Yield a Record for every page captured, and a Skip for every damaged record.

    Pages are responses of status 200, resources and conversions that hold HTML or
    text; all else in a crawl (requests, pictures, redirects, revisits) is no article.

    Raises
    ------
    SkippedInput
        `empty`, where there are records and no page among them.

    """
    records = found = False
    for member in read_members(source, options.max_bytes):
        path = f"{source.file.path}#{member.number if isinstance(member, Member) else member.line}"
        if isinstance(member, Skip):
            found = True
            yield member._replace(path=path)
            continue
        records = True
        try:
            page = read_capture(member, options.max_bytes)
            if page is not None:
                found = True
                yield make_capture(member, page, path, options)
        except SkippedInput as skipped:
            found = True
            yield skipped.skip._replace(path=path, line=member.number)
    if records and not found:
        raise SkippedInput("empty", "holds records, but none is a page that was served")


def read_capture(member: Member, max_bytes: int) -> Page | None:
    """
    Return the page in a WARC record, None if it holds none.

    Raises
    ------
    SkippedInput
        `malformed` for codings that cannot be undone, `unreadable` for unknown ones,
        `too_long` past `max_bytes`.

    """
    kind = member.header.get("content-type", "")
    if member.header.get("warc-type") in ("resource", "conversion"):
        return _keep_page(_name_page(kind, member.block))
    if member.header.get("warc-type") != "response" or not _is_served(member):
        return None
    end = HEADER_END.search(member.block)
    if end is None:
        raise SkippedInput("malformed", "an HTTP response without an end to its header")
    fields = (line.partition(":") for line in member.block[: end.start()].decode("latin-1").splitlines()[1:])
    header = {name.strip().lower(): value.strip() for name, _, value in fields}
    page = _name_page(header.get("content-type", ""), member.block[end.end() :])
    # Text that a site serves is robots.txt and the like.
    if page is None or page.kind == PLAIN:
        return None
    data = page.data
    if "chunked" in header.get("transfer-encoding", "").lower():
        data = _join_chunks(data, may_be_cut="warc-truncated" in member.header)
    return _keep_page(
        page._replace(data=_unpack(data, header.get("content-encoding", "").lower(), max_bytes))
    )


def _is_served(member: Member) -> bool:
    """Tell whether a response is of status 200; raises SkippedInput for one of HTTP that has no status."""
    status = STATUS.match(member.block)
    if status is None and member.header.get("warc-target-uri", "").strip("<").lower().startswith("http"):
        raise SkippedInput("malformed", "an HTTP response without a status line")
    return status is not None and status[1] == b"200"


def _keep_page(page: Page | None) -> Page | None:
    """Return the page; None for one of no type whose content is no markup either."""
    if page is None or page.kind:
        return page
    return page._replace(kind=MARKUP[0]) if is_markup(page.data) else None


def make_capture(member: Member, page: Page, path: str, options: ReadOptions) -> Record:
    """Return the Record of a captured page."""
    url = member.header.get("warc-target-uri", "").strip("<>")
    declared = CHARSET.search(page.data[:DECLARED_WITHIN])
    inside = declared[1].decode("ascii") if declared else ""
    decoded = decode_text(page.data, encoding=options.encoding, declared=page.charset or inside)
    if page.kind == PLAIN:
        record = Record(path=path, text=decoded.text, whole=True, url=url)
    else:
        record = read_html(decoded.text, path, url)
    record.line, record.captured = member.number, member.header.get("warc-date", "")
    record.outlet = find_host(url)
    record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
    return record


def _name_page(kind: str, data: bytes) -> Page | None:
    name, _, rest = kind.partition(";")
    name, label = name.strip().lower(), LABEL.search(rest)
    if name in MARKUP or name == PLAIN:
        return Page(PLAIN if name == PLAIN else MARKUP[0], label[1] if label else "", data)
    return Page("", "", data) if name in NO_TYPES else None


def _join_chunks(data: bytes, *, may_be_cut: bool) -> bytes:
    """Return a chunked body whole; some crawlers undo the coding and leave the header."""
    # Packed bytes open with no number, and neither does markup.
    if not CHUNK.match(data) and (b"<" in data[:MARKUP_WITHIN] or data[:1] < b" "):
        return data
    parts, at = [], 0
    while found := CHUNK.match(data, at):
        at = found.end() + int(found[1], 16)
        parts.append(data[found.end() : at])
        if at == found.end():
            return b"".join(parts)
    if data[at:].strip() or (at > len(data) and not may_be_cut):
        fault = "cut off in a chunk" if at > len(data) else "a chunk without its length"
        raise SkippedInput("malformed", f"damaged transfer coding: {fault}")
    return b"".join(parts)


def _is_open(data: bytes) -> bool:
    """Tell whether a body is markup already, whatever coding is declared for it."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _unpack(data: bytes, coding: str, max_bytes: int) -> bytes:
    """Return a body without its content coding; one that has none already stays."""
    if coding in ("", "identity") or not data or _is_open(data):
        return data
    try:
        if coding in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
            unpacked = zlib.decompressobj(31).decompress(data, max_bytes + 1)
        elif coding == "deflate":
            wrapped = 15 if data[:1] == b"\x78" else -15
            unpacked = zlib.decompressobj(wrapped).decompress(data, max_bytes + 1)
        elif coding == "zstd":
            unpacked = zstandard.ZstdDecompressor().stream_reader(data).read(max_bytes + 1)
        elif coding in ("gzip", "x-gzip"):
            return data
        else:
            raise SkippedInput("unreadable", f"its content coding '{show_raw(coding, 40)}' has no reader")
    except (zlib.error, zstandard.ZstdError) as error:
        raise SkippedInput("malformed", f"damaged content coding {coding}: {error}") from error
    if len(unpacked) > max_bytes:
        raise SkippedInput("too_long", f"longer than {max_bytes:,} bytes once unpacked (--max-bytes)")
    return unpacked
