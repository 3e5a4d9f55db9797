"""
Quotation marks -> whether what follows one is quoted.

A mark that opens in one language closes in another: “…”, „…“, ”…”; «…», »…«, »…».  So it is kept which
marks are open, the innermost in the lowest four bits, and a mark is first asked what it closes.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .compiling import inline
from .folding import (
    CORNER_CLOSE,
    CORNER_OPEN,
    LETTER,
    LOWER_OPEN,
    POINT_LEFT,
    POINT_RIGHT,
    POINTS_LEFT,
    POINTS_RIGHT,
    SINGLE_CLOSE,
    SINGLE_LOWER,
    SINGLE_OPEN,
    SOLO,
    STRAIGHT,
    UPPER_CLOSE,
    UPPER_OPEN,
)

BITS, INNERMOST = 4, 15
MOST_OPEN = 1 << 2 * BITS  # three at a time; what stands inside them is quoted anyway


def _set_bits(closing: Mapping[int, Sequence[int]]) -> NDArray[np.int64]:
    """Return for each mark a bit for every mark that closes it."""
    return np.array([sum(1 << mark for mark in closing.get(opened, ())) for opened in range(16)])


CLOSED_BY = _set_bits(
    {
        UPPER_OPEN: [UPPER_CLOSE],
        UPPER_CLOSE: [UPPER_CLOSE],
        LOWER_OPEN: [UPPER_OPEN, UPPER_CLOSE],
        STRAIGHT: [STRAIGHT],
        POINTS_LEFT: [POINTS_RIGHT],
        POINTS_RIGHT: [POINTS_LEFT, POINTS_RIGHT],
        POINT_LEFT: [POINT_RIGHT],
        POINT_RIGHT: [POINT_LEFT, POINT_RIGHT],
        CORNER_OPEN: [CORNER_CLOSE],
        SINGLE_OPEN: [SINGLE_CLOSE],
        SINGLE_LOWER: [SINGLE_OPEN, SINGLE_CLOSE],
    }
)
# Keyboards have a straight mark alone, and editors turn one the wrong way round.
MISTAKEN = _set_bits(
    {
        UPPER_OPEN: [UPPER_OPEN, STRAIGHT],
        UPPER_CLOSE: [UPPER_OPEN, STRAIGHT],
        LOWER_OPEN: [STRAIGHT],
        STRAIGHT: [UPPER_OPEN, UPPER_CLOSE],
    }
)
OPENING = np.zeros(16, dtype=np.uint8)  # of a mark's two sides, those that must show that it opens
OPENING[[UPPER_OPEN, LOWER_OPEN, STRAIGHT, POINTS_LEFT, POINT_LEFT, CORNER_OPEN, SINGLE_OPEN]] = 1
OPENING[[UPPER_CLOSE, POINTS_RIGHT, POINT_RIGHT, SINGLE_LOWER]] = 2


@inline
def close(mark: int, opened: int, closing: NDArray[np.int64]) -> int:
    """Return which marks stay open where `mark` closes one, -1 where it closes none."""
    while opened > 0:
        if (closing[opened & INNERMOST] >> mark) & 1:
            return opened >> BITS
        opened >>= BITS
    return -1


@inline
def is_open(mark: int, opened: int) -> bool:
    """Say whether `mark` is among those that are open."""
    while opened > 0:
        if opened & INNERMOST == mark:
            return True
        opened >>= BITS
    return False


@inline
def quote(mark: int, opened: int, free: bool, after: int) -> int:
    """
    Return which marks are open behind a mark; 0 is none.

    Parameters
    ----------
    mark : int
        A sign of `folding`.
    opened : int
        Which are open before it.
    free : bool
        Whether no word and no end of one stands right before it.
    after : int
        Class of what stands right behind it.

    """
    if mark == SINGLE_CLOSE and after == LETTER:  # an apostrophe
        return opened
    begins = after == LETTER or after == SOLO
    nested = mark == STRAIGHT and free and begins  # of the same mark, which says nothing else
    left = -1 if nested else close(mark, opened, CLOSED_BY)
    if left < 0 and not (free and begins):
        left = close(mark, opened, MISTAKEN)
    if left >= 0:
        return left
    single = mark == SINGLE_OPEN or mark == SINGLE_LOWER
    if opened >= MOST_OPEN or (single and opened > 0) or (is_open(mark, opened) and not nested):
        return opened
    return opened << BITS | mark if 0 < OPENING[mark] <= int(free) + int(begins) else opened
