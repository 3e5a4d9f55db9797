"""The days that a text names: two numbers side by side, as in "ngày 26/3"."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .sets import DIGIT

MONTHS, DAYS = 12, 31
# A lead and the first sentence under it: what stands further down may be of the past.
# Source: pairs of `scale_vi` and `aggregator_vi` that were read, docs/decisions/relation-rules.md.
OPENING = 60  # words


@inline
def find_word(word: np.uint64, words: NDArray[np.uint64]) -> int:
    """Return where a word stands in `words`, ascending, or -1."""
    place = int(np.searchsorted(words, word))
    return place if place < words.shape[0] and words[place] == word else -1


@inline
def find_days(
    words: NDArray[np.uint64],
    signs: NDArray[np.uint64],
    numbers: NDArray[np.uint64],
    values: NDArray[np.int64],
    named: NDArray[np.uint32],
) -> tuple[int, int]:
    """
    Return month and day of the day that a text names first, 0 and 0 if none stands in its opening.

    A sign stands before it, or the two may be one number with a comma.  Of each month `named` is
    told a bit for every day that may stand anywhere in the text.
    """
    first, before = (0, 0), 0
    for at in range(words.shape[0]):
        place = find_word(words[at], numbers) if words[at] & DIGIT else -1
        value = values[place] if place >= 0 else 0
        if before > 0 and 0 < value <= MONTHS:
            named[value] |= np.uint32(1) << np.uint32(before)
            if first[0] == 0 and 1 < at < OPENING and find_word(words[at - 2], signs) >= 0:
                first = (value, before)
        before = value
    return first


@inline
def names_since(named: NDArray[np.uint32], month: int, day: int) -> bool:
    """Say whether a text names a day or one in the month from it on, of which `named` is told."""
    rest = named[month] >> np.uint32(day)
    following = named[month % MONTHS + 1] & ((np.uint32(1) << np.uint32(day)) - np.uint32(1))
    return rest != 0 or following != 0


@kernel
def count_other_days(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    signs: NDArray[np.uint64],
    numbers: NDArray[np.uint64],
    values: NDArray[np.int64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    count: NDArray[np.int64],
) -> None:
    """
    Count of the days that two texts name first, one each, those that the other does not know.

    It does not name them, nor any day in the month from them on: it may be older.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
        Word range of each text.
    signs : uint64 array
        Hashes of words that stand before a day, ascending.
    numbers : uint64 array
        Hashes of the words for 1 to `DAYS`, ascending; `values` says which each is.
    a, b : int64 arrays, shape (P,)
        Texts.
    count : int64 array, shape (P,)
        Written in place; 0 where one of them names no day in its opening.

    """
    texts = begin.shape[0]
    first = np.empty((texts, 2), dtype=np.int64)
    named = np.zeros((texts, MONTHS + 1), dtype=np.uint32)
    for row in range(texts):
        first[row] = find_days(words[begin[row] : end[row]], signs, numbers, values, named[row])
    for pair in range(a.shape[0]):
        count[pair] = 0
        if first[a[pair], 0] > 0 and first[b[pair], 0] > 0:
            for one, other in ((a[pair], b[pair]), (b[pair], a[pair])):
                if not names_since(named[other], first[one, 0], first[one, 1]):
                    count[pair] += 1
