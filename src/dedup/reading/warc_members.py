"""A WARC file -> its records as bytes; a damaged one costs no other."""

import re
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from .skips import Skip
from .streams import Source
from .unpacking import BLOCK, GZIP, Unpacked

MAX_HEADER_BYTES = 1 << 16
VERSION = re.compile(rb"WARC/\d\.\d\r?\n")
HEADER_END = re.compile(rb"\r?\n\r?\n")
NUMBER = re.compile(r"\s*\d{1,18}\s*")


class Member(NamedTuple):
    """One record: its number in the file, its header in lower case, and its block."""

    number: int
    header: dict[str, str]
    block: bytes


class _Bytes:
    """Bytes still to come, looked at before they are taken."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.held = pieces, bytearray()

    def fill(self, count: int) -> bool:
        """Hold at least `count` bytes, if there are as many."""
        while len(self.held) < count:
            piece = next(self.pieces, None)
            if piece is None:
                return False
            self.held += piece
        return True

    def drop(self, count: int) -> bool:
        """Pass over `count` bytes; False if there are fewer."""
        while count > len(self.held):
            count -= len(self.held)
            self.held.clear()
            if not self.fill(1):
                return False
        del self.held[:count]
        return True


def read_members(source: Source, max_bytes: int) -> Iterator[Member | Skip]:
    """
    Yield the records of a WARC file in order, and a Skip for each that is damaged.

    In a .warc.gz every record is compressed by itself, so reading goes on at the next
    one; in a plain file at the next line that opens a record.  A block longer than
    `max_bytes` is passed over without being held.

    Source: ISO 28500 (WARC 1.1), 4 and annex A.
    """
    if source.raw.seekable() and isinstance(source.stream, Unpacked) and source.stream.is_gzip:
        yield from _read_compressed(source.raw, max_bytes)
        return
    yield from _read_stream(_Bytes(source.read_chunks()), max_bytes)


def _read_stream(data: _Bytes, max_bytes: int, number: int = 0) -> Iterator[Member | Skip]:
    damaged = False
    while data.fill(1):
        lost = _find_version(data)
        if lost and not damaged:
            number += 1
            yield Skip("malformed", f"record {number}: {lost} bytes that are no record", number)
        if not data.held:
            return
        number += 1
        part = _read_record(data, number, max_bytes)
        # What is left of a damaged record is no second one.
        damaged = isinstance(part, Skip)
        yield part


def _find_version(data: _Bytes) -> int:
    """Drop what stands before the next record, and count it; line ends between records are none."""
    lost = 0
    while data.fill(1):
        data.fill(BLOCK)
        found = VERSION.search(data.held)
        end = found.start() if found else max(1, len(data.held) - 16)
        lost += len(bytes(data.held[:end]).strip())
        if not found and len(data.held) < BLOCK:
            end, lost = len(data.held), lost + len(bytes(data.held[end:]).strip())
        del data.held[:end]
        if found:
            break
    return lost


def _read_record(data: _Bytes, number: int, max_bytes: int) -> Member | Skip:
    data.fill(MAX_HEADER_BYTES)
    end = HEADER_END.search(data.held)
    header = _read_header(bytes(data.held[: end.start()])) if end else {}
    length = header.get("content-length", "")
    if end is None or not NUMBER.fullmatch(length):
        data.drop(8)  # so that the next search does not find this one again
        return Skip("malformed", f"record {number}: no Content-Length", number)
    data.drop(end.end())
    size = int(length)
    if size > max_bytes:
        whole = data.drop(size)
        reason = f"record {number}: longer than {max_bytes:,} bytes (--max-bytes)"
        return Skip("too_long", reason, number) if whole else _cut_off(number)
    if not data.fill(size):
        return _resume(data, number)
    block = bytes(data.held[:size])
    data.drop(size)
    if data.fill(2) and data.held[0] not in b"\r\n":
        return Skip("malformed", f"record {number}: its length is not that of its content", number)
    return Member(number, header, block)


def _resume(data: _Bytes, number: int) -> Skip:
    """Keep what follows inside a block that ends too soon: a wrong length must not eat the rest."""
    found = VERSION.search(data.held)
    del data.held[: found.start() if found else len(data.held)]
    return _cut_off(number)


def _cut_off(number: int) -> Skip:
    return Skip("malformed", f"record {number}: cut off", number)


def _read_header(raw: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in raw.decode("utf-8", "replace").splitlines()[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _read_compressed(raw: IO[bytes], max_bytes: int) -> Iterator[Member | Skip]:
    raw.seek(0)
    pending, number = b"", 0
    while pending or (pending := raw.read(BLOCK)):
        number += 1
        pieces = _Unpacking(raw, pending)
        last = number
        for part in _read_stream(_Bytes(iter(pieces)), max_bytes, number - 1):
            if not (pieces.fault and isinstance(part, Skip)):
                yield part
            last = max(last, part.number if isinstance(part, Member) else part.line)
        number = last
        if pieces.fault:
            yield Skip("malformed", f"record {number}: {pieces.fault}", number)
        pending = pieces.rest


class _Unpacking:
    """One gzip member of a file, and what stands behind it."""

    def __init__(self, raw: IO[bytes], begin: bytes) -> None:
        self.raw, self.rest, self.fault = raw, begin, ""

    def __iter__(self) -> Iterator[bytes]:
        unpacker, data = zlib.decompressobj(31), self.rest
        try:
            while not unpacker.eof:
                data = data or self.raw.read(BLOCK)
                if not data:
                    self.fault = "the compressed data end too soon"
                    break
                if piece := unpacker.decompress(data, BLOCK * 16):
                    yield piece
                data = unpacker.unconsumed_tail
            self.rest = unpacker.unused_data
        except zlib.error as error:
            self.fault = f"damaged compressed data: {error}"
            self.rest = _find_member(data[1:], self.raw)


def _find_member(data: bytes, raw: IO[bytes]) -> bytes:
    """Return what begins with the next gzip member that opens a record, b"" if there is none."""
    while True:
        at = data.find(GZIP)
        while at >= 0:
            if _opens_record(data[at : at + 512]):
                return data[at:]
            at = data.find(GZIP, at + 1)
        more = raw.read(BLOCK)
        if not more:
            return b""
        data = data[-512:] + more


def _opens_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, 5) == b"WARC/"
    except zlib.error:
        return False
