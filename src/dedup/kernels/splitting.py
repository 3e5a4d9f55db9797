"""
UTF-8 bytes -> the words of texts as a reader sees them, punctuation and all.

A word ends with the blanks after it; in scripts without spaces every letter is one.  The
words of `words` are what texts are compared by; these are what is shown of a change.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .letters import decode
from .sets import clear_table, keep_first
from .xxh64 import PRIME_5, absorb, finish, hash_lanes

OTHER, BLANK, SINGLE = 0, 1, 2
SPACE, LINE_FEED = np.uint8(0x20), np.uint8(0x0A)
EDGES = np.array([chr(byte) in " .,;:!?" for byte in range(256)])  # what no passage begins or ends with
PARTED = np.frombuffer(" … ".encode(), dtype=np.uint8)  # between passages that do not follow each other


@inline
def name_kind(code: int) -> int:
    """Return whether a code point is a BLANK, a SINGLE letter that is a word, or any OTHER."""
    if code < 0x0E00:
        narrow = 0x09 <= code <= 0x0D or 0x1C <= code <= 0x20
        return BLANK if narrow or code == 0x85 or code == 0xA0 else OTHER
    thai, burmese, khmer = code <= 0x0EFF, 0x1000 <= code <= 0x109F, 0x1780 <= code <= 0x17FF
    kana, chinese = 0x2E80 <= code <= 0x30FF, 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF
    if thai or burmese or khmer or kana or chinese:
        return SINGLE
    wide = 0x2000 <= code <= 0x200A or code == 0x2028 or code == 0x2029 or code == 0x202F
    return BLANK if wide or code == 0x205F or code == 0x1680 else OTHER


@inline
def find_end(text: NDArray[np.uint8], at: int, stop: int, wanted: int) -> int:
    """Return where the run of code points of the kind `wanted` that begins at byte `at` ends."""
    while at < stop:
        code, width = decode(text, at)
        # The ideographic space is a letter of its own, as any other of its row, and a blank after one.
        kind = BLANK if wanted == BLANK and code == 0x3000 else name_kind(code)
        if kind != wanted:
            break
        at += width
    return at


@inline
def hash_bytes(text: NDArray[np.uint8], begin: int, end: int) -> np.uint64:
    """Hash a run of bytes, eight to a lane."""
    digest, lane = PRIME_5 + np.uint64(end - begin), np.uint64(0)
    for at in range(begin, end):
        lane = lane << np.uint64(8) | np.uint64(text[at])
        if (at - begin) & 7 == 7:
            digest, lane = absorb(digest, lane), np.uint64(0)
    return finish(absorb(digest, lane))


@kernel
def split_texts(
    text: NDArray[np.uint8],
    stops: NDArray[np.int64],
    begin: NDArray[np.int64],
    words: NDArray[np.uint64],
    whole: NDArray[np.uint64],
    count: NDArray[np.int64],
) -> int:
    """
    Split texts into words, and hash each word and each text.

    Parameters
    ----------
    text : uint8 array, shape (T,)
        Valid UTF-8: all texts, one after another.
    stops : int64 array, shape (N + 1,)
        Byte before which each text begins; the last is T.
    begin : int64 array, shape (W,)
        Byte at which each word begins; it ends where the next begins.  Written in place:
        of B bytes and N texts are B // 2 + 2 N words at most.
    words : uint64 array, shape (W,)
        Hash of each word without the blanks after it; of nothing, where a text begins
        with blanks.  Written in place.
    whole : uint64 array, shape (N,)
        Hash of each text, blanks aside; written in place.
    count : int64 array, shape (N,)
        Words of each text; written in place.

    Returns
    -------
    total : int
        Words of all.

    """
    out = 0
    for row in range(stops.shape[0] - 1):
        at, stop, before = stops[row], stops[row + 1], out
        while at < stop:
            begin[out], code = at, decode(text, at)
            end = at + code[1] if name_kind(code[0]) == SINGLE else find_end(text, at, stop, OTHER)
            words[out] = hash_bytes(text, at, end)
            at = find_end(text, end, stop, BLANK)
            out += 1
        count[row], whole[row] = out - before, hash_lanes(words, before, out - before)
    return out


@kernel
def number_hashes(hashes: NDArray[np.uint64], order: NDArray[np.int32]) -> int:
    """
    Number hashes in the order of their first appearance.

    `order` is told the number of each; of `hashes` each distinct one is kept at the front.
    Returns how many these are.
    """
    return keep_first(clear_table(np.empty(0, dtype=np.int32), hashes.shape[0]), hashes, order)


@inline
def write_line(text: NDArray[np.uint8], begin: int, end: int, line: NDArray[np.uint8]) -> int:
    """
    Write of a text what fits into a line: one space for blanks, and no stops and commas around it.

    Returns how many bytes were written.
    """
    at, out, told = begin, 0, 0
    while at < end and out + 4 <= line.shape[0]:
        after = find_end(text, at, end, BLANK)
        width = 1 if after > at else decode(text, at)[1]
        line[out : out + width] = text[at : at + width]
        if after > at:
            line[out] = SPACE
        edge = EDGES[line[out]]
        at = max(after, at + width)
        out += 0 if edge and told == 0 else width
        told = told if edge else out
    return told if at == end else out


@kernel
def write_passages(
    text: NDArray[np.uint8], spans: NDArray[np.int64], rows: int, most: int, lines: NDArray[np.uint8]
) -> int:
    """
    Write passages of a text, those of a row on one line.

    Parameters
    ----------
    text : uint8 array
        Valid UTF-8.
    spans : int64 array, shape (S, 3)
        Row, begin and end in bytes; ascending by row.
    rows : int
    most : int
        Bytes of a line; what follows is left out.
    lines : uint8 array
        Written in place, a line feed after each.  Ten bytes more than each passage has,
        and one a row, are enough.

    Returns
    -------
    total : int
        Bytes written.

    """
    out, begin, row = 0, 0, 0
    for at in range(spans.shape[0]):
        while row < spans[at, 0]:
            lines[out], begin, row = LINE_FEED, out + 1, row + 1
            out = begin
        if out < begin + most:
            if at > 0 and spans[at - 1, 0] == row:
                lines[out : out + PARTED.shape[0]] = PARTED
                out += PARTED.shape[0]
            out += write_line(text, spans[at, 1], spans[at, 2], lines[out : begin + most])
    lines[out : out + rows - row] = LINE_FEED
    return out + rows - row
