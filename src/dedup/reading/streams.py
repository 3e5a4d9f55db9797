"""A file as bytes: decompressed by what it holds, read no further than asked."""

import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, cast

from .files import FoundFile
from .roots import STDIN
from .skips import SkippedInput
from .unpacking import GZIP, ZSTD, Unpacked

HEAD_BYTES = 1 << 16  # enough to see what a file is
CHUNK_BYTES = 1 << 23


class Stream(Protocol):
    """What can be read on."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


@dataclass(slots=True)
class Source:
    """An open file: its first bytes, and the rest of it."""

    file: FoundFile
    head: bytes
    stream: Stream
    raw: io.BufferedReader

    def tell(self) -> int:
        """Return how many bytes of the file itself are behind us; 0 for a pipe."""
        return self.raw.tell() if self.file.location != STDIN and self.raw.seekable() else 0

    def is_plain_file(self) -> bool:
        """Whether it can be opened by its name and read as it is."""
        return self.stream is self.raw and self.raw.seekable() and self.file.location != STDIN

    def read_whole(self, max_bytes: int) -> bytes:
        """Return all of it; raises SkippedInput `too_long` past `max_bytes`."""
        data = self.head + self.stream.read(max(0, max_bytes + 1 - len(self.head)))
        if len(data) > max_bytes:
            raise SkippedInput("too_long", f"longer than {max_bytes:,} bytes (--max-bytes)")
        return data

    def read_chunks(self) -> Iterator[bytes]:
        """Yield all of it, some MiB at a time."""
        yield self.head
        while chunk := self.stream.read(CHUNK_BYTES):
            yield chunk

    def read_lines(self, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
        """
        Yield (number of its first line, whole lines), some MiB at a time.

        A line longer than `max_bytes` is passed over without being held: None stands
        in its place.

        Raises
        ------
        SkippedInput
            `too_long`, where blank lines go on for more than `max_bytes`: a few KiB
            unpack to billions of them.

        """
        blank = 0
        for line, piece in self._cut_lines(max_bytes):
            blank = blank + len(piece) if piece is not None and piece.isspace() else 0
            if blank > max_bytes:
                detail = f"blank lines of more than {max_bytes:,} bytes (--max-bytes); the rest is not read"
                raise SkippedInput("too_long", detail, line)
            yield line, piece

    def _cut_lines(self, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
        line, rest, overlong = 1, bytearray(), False
        for chunk in self.read_chunks():
            begin = 0
            if overlong and (begin := chunk.find(b"\n") + 1):
                yield line, None
                line, overlong = line + 1, False
            end = 0 if overlong else chunk.rfind(b"\n") + 1
            if end > begin:
                piece = b"".join((rest, memoryview(chunk)[begin:end]))
                yield line, piece
                line += piece.count(b"\n")
                rest.clear()
            if not overlong:
                rest += memoryview(chunk)[max(begin, end) :]
            if len(rest) > max_bytes:
                rest.clear()
                overlong = True
        if overlong or rest:
            yield line, None if overlong else bytes(rest)


@contextmanager
def open_source(file: FoundFile) -> Iterator[Source]:
    """
    Open `file` for the block, decompressing gzip and Zstandard whatever its name says.

    Raises
    ------
    SkippedInput
        `unreadable`, with what the system said, also for what fails inside the block; and
        behind it where the compressed data were damaged: what stands before was read.

    """
    try:
        with _open_raw(file) as raw:
            stream = _decompress(raw)
            try:
                yield Source(file, _peek_warc(raw) or _read_head(stream), stream, raw)
            except SkippedInput:
                # What is cut off is faulty in its format too.
                _require_sound(stream)
                raise
            _require_sound(stream)
    except OSError as error:
        raise SkippedInput("unreadable", say_error(error)) from error


@contextmanager
def _open_raw(file: FoundFile) -> Iterator[io.BufferedReader]:
    if file.location == STDIN:
        yield cast("io.BufferedReader", sys.stdin.buffer)
        return
    with open(file.location, "rb") as raw:
        yield raw


def _decompress(raw: io.BufferedReader) -> Stream:
    begin = raw.peek(4)[:4]
    kind = next((kind for kind in (GZIP, ZSTD) if begin.startswith(kind)), None)
    return Unpacked(raw, kind) if kind else raw


def _require_sound(stream: Stream) -> None:
    if isinstance(stream, Unpacked) and stream.fault:
        line = stream.lines + 1 if stream.lines else 0
        where = f"; read up to line {line:,}" if line else ""
        raise SkippedInput("unreadable", f"{stream.fault}{where}", line)


def _peek_warc(raw: io.BufferedReader) -> bytes:
    """
    Return the first bytes of a compressed crawl, b"" for all else; the file stays where it is.

    Its records are compressed one by one, and a damaged one must not cost the others,
    as it would here.
    """
    begin = raw.peek(512)
    if not (raw.seekable() and begin.startswith(GZIP)):
        return b""
    try:
        head = zlib.decompressobj(31).decompress(begin, HEAD_BYTES)
    except zlib.error:
        return b""
    return head if head.startswith(b"WARC/") else b""


def _read_head(stream: Stream) -> bytes:
    head = b""
    while len(head) < HEAD_BYTES and (more := stream.read(HEAD_BYTES - len(head))):
        head += more
    return head


def say_error(error: OSError) -> str:
    """Return what went wrong without the path, which stands beside it."""
    return error.strerror.lower() if error.strerror else str(error)
