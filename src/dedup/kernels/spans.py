"""Spans of characters -> spans of UTF-8 bytes."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel

STRIDE = 32  # bytes whose characters are counted at once, in vectors


@inline
def pass_characters(text: NDArray[np.uint8], at: int, stop: int, count: int) -> int:
    """Return the byte `count` characters behind `at`, or `stop` where there are fewer."""
    while count >= STRIDE and at + STRIDE <= stop:
        begun = 0
        for i in range(STRIDE):
            begun += text[at + i] & 0xC0 != 0x80
        at, count = at + STRIDE, count - begun
    while at < stop and text[at] & 0xC0 == 0x80:  # of a character that begins before
        at += 1
    while count > 0 and at < stop:
        lead = text[at]
        at += 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)
        count -= 1
    return at


@kernel
def find_bytes(
    text: NDArray[np.uint8],
    stops: NDArray[np.int64],
    rows: NDArray[np.int64],
    spans: NDArray[np.int64],
    found: NDArray[np.int64],
) -> None:
    """
    Find the bytes of each span, passing once over each text.

    Parameters
    ----------
    text : uint8 array, shape (T,)
        Valid UTF-8: all texts, one after another.
    stops : int64 array, shape (N + 1,)
        Byte before which each text begins; the last is T.
    rows : int64 array, shape (S,)
        The text that each span is of.
    spans : int64 array, shape (S, 2)
        Begin and end in characters of the text; ascending by text, then by begin.
    found : int64 array, shape (S, 2)
        First byte and number of bytes, both of the text; written in place.

    """
    row, at, passed, last, until = -1, 0, 0, 0, 0
    for i in range(rows.shape[0]):
        if rows[i] != row:
            row, last, until = rows[i], stops[rows[i]], 0
            at, passed = last, until
        begin, end = spans[i]
        if begin >= until:
            at, passed = last, until
        at, passed = pass_characters(text, at, stops[row + 1], begin - passed), begin
        last, until = pass_characters(text, at, stops[row + 1], end - begin), end
        found[i, 0], found[i, 1] = at - stops[row], last - at
