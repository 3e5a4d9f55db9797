"""What two texts share: sorted shingle sets, and the words that shared shingles cover."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .words import QUOTED
from .xxh64 import hash_lanes


@inline
def holds(ordered: NDArray[np.uint64], value: np.uint64) -> bool:
    """Say whether an ascending array holds `value`."""
    at = np.searchsorted(ordered, value)
    return at < ordered.shape[0] and ordered[at] == value


@kernel
def count_shared(
    shingles: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    shared: NDArray[np.int64],
) -> None:
    """
    Count the shingles that the two units of each pair share.

    Parameters
    ----------
    shingles : uint64 array
        Distinct and ascending within each unit.
    begin, end : int64 arrays, shape (N,)
        Range in `shingles` of each unit.
    a, b : int64 arrays, shape (P,)
        Rows of `begin` and `end`.
    shared : int64 array, shape (P,)
        Written in place.

    """
    for pair in range(a.shape[0]):
        i, i_end = begin[a[pair]], end[a[pair]]
        j, j_end = begin[b[pair]], end[b[pair]]
        total = 0
        while i < i_end and j < j_end:
            left, right = shingles[i], shingles[j]
            total += left == right
            i += left <= right
            j += right <= left
        shared[pair] = total


@kernel
def cover_words(
    words: NDArray[np.uint64], ngram: int, others: NDArray[np.uint64], covered: NDArray[np.uint8]
) -> None:
    """
    Mark every word of a unit that lies in a shingle which another text holds.

    Parameters
    ----------
    words : uint64 array, shape (W,)
        The unit's words in order.
    ngram : int
    others : uint64 array
        The other text's shingles, distinct and ascending.
    covered : uint8 array, shape (W,)
        Set to 1 where covered, else left; written in place.

    """
    reach = 0
    for i in range(words.shape[0] - ngram + 1):
        if holds(others, hash_lanes(words, i, ngram)):
            for k in range(max(i, reach), i + ngram):
                covered[k] = 1
            reach = i + ngram


@kernel
def measure_cover(
    words: NDArray[np.uint64], flags: NDArray[np.uint8], covered: NDArray[np.uint8], tally: NDArray[np.int64]
) -> None:
    """
    Tally what covered words are.

    Parameters
    ----------
    words, flags, covered : uint64, uint8, uint8 arrays, shape (W,)
    tally : int64 array, shape (3,)
        Words covered, those of them inside quotation marks, and the longest covered
        run; written in place.

    """
    total, quoted, run, longest = 0, 0, 0, 0
    for i in range(words.shape[0]):
        if covered[i]:
            total += 1
            quoted += flags[i] & QUOTED
            run += 1
            longest = max(longest, run)
        else:
            run = 0
    tally[0], tally[1], tally[2] = total, quoted, longest
