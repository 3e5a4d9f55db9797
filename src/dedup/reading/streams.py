"""A file as bytes: decompressed by what it holds, read no further than asked."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, cast

import zstandard

from .files import STDIN, FoundFile
from .skips import SkippedInput
from .zstd_frames import is_whole

HEAD_BYTES = 1 << 16  # enough to see what a file is
CHUNK_BYTES = 1 << 23

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"

READ_ERRORS = (OSError, EOFError, zlib.error, zstandard.ZstdError)


@dataclass(slots=True)
class Source:
    """An open file: its first bytes, and the rest of it."""

    file: FoundFile
    head: bytes
    stream: IO[bytes]
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
        """
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
        `unreadable`, with what the system said, also for what fails inside the block.

    """
    try:
        with _open_raw(file) as raw:
            stream = _decompress(raw)
            head = _peek_warc(raw) or _read_head(stream)
            if not head and isinstance(stream, zstandard.ZstdDecompressionReader):
                _require_whole(raw)
            yield Source(file, head, stream, raw)
            if isinstance(stream, zstandard.ZstdDecompressionReader):
                _require_whole(raw)
    except READ_ERRORS as error:
        raise SkippedInput("unreadable", say_error(error)) from error


@contextmanager
def _open_raw(file: FoundFile) -> Iterator[io.BufferedReader]:
    if file.location == STDIN:
        yield cast("io.BufferedReader", sys.stdin.buffer)
        return
    with open(file.location, "rb") as raw:
        yield raw


def _decompress(stream: io.BufferedReader) -> IO[bytes]:
    begin = stream.peek(4)[:4]
    if begin.startswith(GZIP):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if begin == ZSTD:
        reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return cast("IO[bytes]", reader)
    return stream


def _require_whole(raw: io.BufferedReader) -> None:
    # A pipe cannot be looked at twice.
    if raw.seekable() and not is_whole(raw):
        raise SkippedInput("unreadable", "cut off: the compressed data end too soon")


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


def _read_head(stream: IO[bytes]) -> bytes:
    head = b""
    while len(head) < HEAD_BYTES and (more := stream.read(HEAD_BYTES - len(head))):
        head += more
    return head


def say_error(error: BaseException) -> str:
    """Return what went wrong without the path, which stands beside it."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"damaged compressed data: {error}"
