"""Compressed files as the bytes they hold: all of them up to a damage, and then what is wrong."""

import io
import zlib
from collections.abc import Iterator

import zstandard

from .zstd_frames import is_whole

BLOCK = 1 << 16  # compressed, read at a time
PIECE = 1 << 20  # unpacked, of gzip
ZSTD_PIECE = 1 << 17  # as much as one block of a frame holds: no more is lost with a damaged one

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"

CUT_OFF = "cut off: the compressed data end too soon"


class Unpacked:
    """
    What a gzip or Zstandard file holds, up to its end or its damage.

    `fault` says what is wrong, once reading has come to it; `lines` counts the line ends
    read so far.
    """

    def __init__(self, raw: io.BufferedReader, kind: bytes) -> None:
        self.is_gzip = kind == GZIP
        self.fault, self.lines = "", 0
        self._pieces = filter(None, _unpack_gzip(raw) if self.is_gzip else _unpack_zstd(raw))
        self._rest = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer only at the end."""
        taken, missing = [], size
        while missing > 0 and (self._rest or self._fill()):
            taken.append(self._rest[:missing])
            self._rest = self._rest[missing:]
            missing -= len(taken[-1])
        data = b"".join(taken)
        self.lines += data.count(b"\n")
        return data

    def _fill(self) -> bool:
        try:
            self._rest = memoryview(next(self._pieces, b""))
        except EOFError:
            self.fault = CUT_OFF
        except (zlib.error, zstandard.ZstdError) as error:
            self.fault = f"damaged compressed data: {error}"
        return len(self._rest) > 0


def _unpack_gzip(raw: io.BufferedReader) -> Iterator[bytes]:
    """Yield what the members of a gzip file hold; EOFError or zlib.error at a damage."""
    data = raw.read(BLOCK)
    while data:
        unpacker = zlib.decompressobj(31)
        while not unpacker.eof:
            data = data or raw.read(BLOCK)
            if not data:
                raise EOFError
            before = unpacker.copy()
            try:
                piece = unpacker.decompress(data, PIECE)
            except zlib.error:
                yield _salvage(before, data)
                raise
            yield piece
            data = unpacker.unconsumed_tail
        data = _pass_padding(unpacker.unused_data, raw)
        if data and not data.startswith(GZIP):
            raise zlib.error("what stands behind their end is no gzip")


def _salvage(unpacker: "zlib._Decompress", data: bytes) -> bytes:
    """Return what `data` hold before their fault, found byte by byte."""
    held = bytearray()
    for at in range(len(data)):
        try:
            held += unpacker.decompress(data[at : at + 1])
        except zlib.error:
            break
    return bytes(held)


def _pass_padding(data: bytes, raw: io.BufferedReader) -> bytes:
    # Tapes are filled up with zeros.
    while not (data := data.lstrip(b"\0")) and (more := raw.read(BLOCK)):
        data = more
    return data + raw.read(1) if len(data) == 1 else data


def _unpack_zstd(raw: io.BufferedReader) -> Iterator[bytes]:
    """Yield what the frames of a Zstandard file hold; EOFError or ZstdError at a damage."""
    reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    while piece := reader.read(ZSTD_PIECE):
        yield piece
    # The decoder takes a file that was cut off for a shorter one; a pipe cannot be looked at twice.
    if raw.seekable():
        end = raw.tell()
        whole = is_whole(raw)
        raw.seek(end)
        if not whole:
            raise EOFError
