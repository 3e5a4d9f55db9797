"""What two texts share: sorted shingle sets, and the words that shared shingles cover."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .minhash import keep_distinct
from .words import QUOTED
from .xxh64 import hash_lanes

# A phrase exchanged breaks the shingles on both its sides; more words are a clause of their own.
GAP = 12


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
    # Open addressing, at most a quarter full: a shingle is found or missed in about one look.
    slots = 4
    while slots < 4 * others.shape[0]:
        slots *= 2
    table, mask = np.zeros(slots, dtype=np.uint64), np.uint64(slots - 1)
    for shingle in others:
        slot = shingle & mask
        while table[slot] != 0:
            slot = (slot + np.uint64(1)) & mask
        table[slot] = shingle
    zero = others.shape[0] > 0 and others[0] == 0  # which marks an empty slot
    reach = 0
    for i in range(words.shape[0] - ngram + 1):
        shingle = hash_lanes(words, i, ngram)
        slot = shingle & mask
        while table[slot] != 0 and table[slot] != shingle:
            slot = (slot + np.uint64(1)) & mask
        if table[slot] != 0 or (shingle == 0 and zero):
            for k in range(max(i, reach), i + ngram):
                covered[k] = 1
            reach = i + ngram


@kernel
def collect_numbers(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    place: NDArray[np.int64],
    numbers: NDArray[np.uint64],
    count: NDArray[np.int64],
) -> None:
    """
    Collect the distinct words of each unit that hold a digit.

    Parameters
    ----------
    words : uint64 array
        As `words.hash_words` writes them: the lowest bit says digit.
    begin, end : int64 arrays, shape (N,)
    place : int64 array, shape (N,)
        Where in `numbers` each unit's go; end - begin places are enough.
    numbers : uint64 array
        Written in place, ascending within a unit.
    count : int64 array, shape (N,)
        Written in place.

    """
    for row in range(begin.shape[0]):
        out = place[row]
        for i in range(begin[row], end[row]):
            if words[i] & np.uint64(1):
                numbers[out] = words[i]
                out += 1
        count[row] = keep_distinct(numbers[place[row] : out])


@kernel
def count_held(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    wanted: NDArray[np.uint64],
    count: NDArray[np.int64],
) -> None:
    """
    Count the words of each unit that are among `wanted`.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
    wanted : uint64 array
        Ascending.
    count : int64 array, shape (N,)
        Written in place.

    """
    for row in range(begin.shape[0]):
        total = 0
        for i in range(begin[row], end[row]):
            total += holds(wanted, words[i])
        count[row] = total


@kernel
def measure_cover(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    shingles: NDArray[np.uint64],
    set_begin: NDArray[np.int64],
    set_end: NDArray[np.int64],
    ngram: int,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    tally: NDArray[np.int64],
) -> None:
    """
    Tally the words of each side of each pair that shared shingles cover.

    Parameters
    ----------
    words, flags : uint64, uint8 arrays
    begin, end : int64 arrays, shape (N,)
        Word range of each unit.
    shingles : uint64 array
    set_begin, set_end : int64 arrays, shape (N,)
        Range in `shingles` of each unit's set, distinct and ascending.
    ngram : int
    a, b : int64 arrays, shape (P,)
    tally : int64 array, shape (P, 9)
        Words of a covered, those of them inside quotation marks, those of them among as
        many of its first as b has, the words covered or between two covered ones at most
        GAP apart; the same four of b; the longest covered run of a.  Written in place.

    """
    for pair in range(a.shape[0]):
        for side in range(2):
            unit, other = (a[pair], b[pair]) if side == 0 else (b[pair], a[pair])
            size = end[other] - begin[other]
            covered = np.zeros(end[unit] - begin[unit], dtype=np.uint8)
            others = shingles[set_begin[other] : set_end[other]]
            cover_words(words[begin[unit] : end[unit]], ngram, others, covered)
            total, quoted, opening, bridged, run, last = 0, 0, 0, 0, 0, -1 - GAP
            for i in range(covered.shape[0]):
                run = run + 1 if covered[i] else 0
                if covered[i]:
                    bridged += i - last if i - last <= GAP else 1
                    last = i
                total += covered[i]
                opening += covered[i] if i < size else 0
                quoted += covered[i] & flags[begin[unit] + i] & QUOTED
                if side == 0:
                    tally[pair, 8] = max(tally[pair, 8], run)
            tally[pair, 4 * side], tally[pair, 4 * side + 1] = total, quoted
            tally[pair, 4 * side + 2], tally[pair, 4 * side + 3] = opening, bridged


@kernel
def overlap_covers(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    shingles: NDArray[np.uint64],
    set_begin: NDArray[np.int64],
    set_end: NDArray[np.int64],
    ngram: int,
    page: NDArray[np.int64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    tally: NDArray[np.int64],
) -> None:
    """
    Tally how much of a page two other texts cover, each and both.

    Parameters
    ----------
    words, begin, end, shingles, set_begin, set_end, ngram
        As in `measure_cover`.
    page, first, second : int64 arrays, shape (P,)
        Units: the one covered and the two that cover it.
    tally : int64 array, shape (P, 3)
        Words of `page` that `first` covers, that `second` covers, that both cover;
        written in place.

    """
    for row in range(page.shape[0]):
        unit = page[row]
        covers = np.zeros((2, end[unit] - begin[unit]), dtype=np.uint8)
        for side in range(2):
            other = first[row] if side == 0 else second[row]
            others = shingles[set_begin[other] : set_end[other]]
            cover_words(words[begin[unit] : end[unit]], ngram, others, covers[side])
        tally[row] = 0
        for i in range(covers.shape[1]):
            tally[row, 0] += covers[0, i]
            tally[row, 1] += covers[1, i]
            tally[row, 2] += covers[0, i] & covers[1, i]


@kernel
def count_uncovered(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    shingles: NDArray[np.uint64],
    set_begin: NDArray[np.int64],
    set_end: NDArray[np.int64],
    ngram: int,
    page: NDArray[np.int64],
    place: NDArray[np.int64],
    others: NDArray[np.int64],
    own: NDArray[np.int64],
) -> None:
    """
    Count the words of each page that none of its other texts covers.

    Parameters
    ----------
    words, begin, end, shingles, set_begin, set_end, ngram
        As in `measure_cover`.
    page : int64 array, shape (P,)
    place : int64 array, shape (P + 1,)
        Range in `others` of each page's.
    others : int64 array
    own : int64 array, shape (P,)
        Written in place.

    """
    for row in range(page.shape[0]):
        unit = page[row]
        covered = np.zeros(end[unit] - begin[unit], dtype=np.uint8)
        for at in range(place[row], place[row + 1]):
            held = shingles[set_begin[others[at]] : set_end[others[at]]]
            cover_words(words[begin[unit] : end[unit]], ngram, held, covered)
        own[row] = covered.shape[0] - covered.sum()
