"""Whether a Zstandard file is whole: the decoder takes one that was cut off for a shorter one."""

import io
import struct
from typing import IO

import zstandard

SKIPPABLE = range(0x184D2A50, 0x184D2A60)
MAX_HEADER_BYTES = 18
LONGEST = 1 << 40  # blocks are passed over by seeking, never past this


def is_whole(stream: IO[bytes]) -> bool:
    """
    Return whether `stream`, read from its start, ends where its last frame does.

    Only the headers of frames and blocks are read.

    Source: RFC 8878, 3.1.1.

    Raises
    ------
    zstandard.ZstdError
        If what should be a frame is none.

    """
    end = stream.seek(0, io.SEEK_END)
    at = 0
    while at < end:
        stream.seek(at)
        header = stream.read(MAX_HEADER_BYTES)
        if len(header) < 8:
            return False
        magic, length = struct.unpack("<II", header[:8])
        at = at + 8 + length if magic in SKIPPABLE else _pass_frame(stream, at, header)
    return at == end


def _pass_frame(stream: IO[bytes], at: int, header: bytes) -> int:
    """Return where the frame at `at` ends, past any end of the stream if it is cut off."""
    at += zstandard.frame_header_size(header)
    while True:
        stream.seek(at)
        block = stream.read(3)
        if len(block) < 3:
            return LONGEST
        value = int.from_bytes(block, "little")
        is_last, is_run, size = value & 1, (value >> 1) & 3 == 1, value >> 3
        at += 3 + (1 if is_run else size)
        if is_last:
            return at + 4 * zstandard.get_frame_parameters(header).has_checksum
