"""Which words of a text stand in another: those inside a shingle that both hold."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .sets import FREE, fill_table, find_slot


@inline
def mark_held(
    table: NDArray[np.int32],
    own: NDArray[np.uint64],
    others: NDArray[np.uint64],
    held: NDArray[np.uint8],
    found: NDArray[np.uint8],
) -> int:
    """
    Mark what two sets share: in `held` by its place in `own`, in `found` by its place in `others`.

    `table` is that of `own`.  Returns how many they share.
    """
    shared = 0
    for at in range(others.shape[0]):
        where = table[find_slot(table, own, others[at])]
        if where != FREE:
            held[where], found[at] = 1, 1
            shared += 1
    return shared


@inline
def find_cover(
    order: NDArray[np.int32], held: NDArray[np.uint8], ngram: int, at: int, total: int
) -> tuple[int, int]:
    """
    Find the next run of words of a text that lie in shingles that are `held`.

    Parameters
    ----------
    order : int32 array
        For every shingle of the text, in its order, which of its set it is.
    held : uint8 array
        1 for each of the set that is held.
    ngram : int
    at, total : int
        Shingle to begin with, and how many the text has.

    Returns
    -------
    begin, end : int
        Words; `begin` is no less than `total` if there is none.  The next run begins
        after `end`.

    """
    while at < total and not held[order[at]]:
        at += 1
    begin, end = at, at + ngram
    while at < total and at <= end:
        if held[order[at]]:
            end = at + ngram
        at += 1
    return begin, end


@inline
def cover_words(
    order: NDArray[np.int32], held: NDArray[np.uint8], ngram: int, covered: NDArray[np.uint8]
) -> None:
    """Set to 1 those of `covered`, one a word, that lie in a shingle that is `held`; see `find_cover`."""
    total = covered.shape[0] - ngram + 1
    begin, end = find_cover(order, held, ngram, 0, total)
    while begin < total:
        covered[begin:end] = 1
        begin, end = find_cover(order, held, ngram, end + 1, total)


@kernel
def overlap_covers(
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    values: NDArray[np.uint64],
    order: NDArray[np.int32],
    set_begin: NDArray[np.int64],
    set_end: NDArray[np.int64],
    ngram: int,
    page: NDArray[np.int64],
    first: NDArray[np.int64],
    place: NDArray[np.int64],
    others: NDArray[np.int64],
    tally: NDArray[np.int64],
) -> None:
    """
    Tally how much of a page one text covers, several others together, and both.

    Parameters
    ----------
    begin, end : int64 arrays, shape (N,)
        Word range of each unit.
    values, order : uint64, int32 arrays
        As `sets.make_sets` writes them.
    set_begin, set_end : int64 arrays, shape (N,)
        Range in `values` of each unit's set; its `order` begins there too.
    ngram : int
    page, first : int64 arrays, shape (P,)
        Units: the one covered and one that covers it.
    place : int64 array, shape (P + 1,)
        Range in `others` of each page's.
    others : int64 array
        Units.
    tally : int64 array, shape (P, 3)
        Words of `page` that `first` covers, that any of its `others` covers, that both
        do; written in place.

    """
    memory = np.empty(1 << 12, dtype=np.int32)
    for row in range(page.shape[0]):
        unit = page[row]
        own = values[set_begin[unit] : set_end[unit]]
        table = fill_table(memory, own)
        covers = np.zeros((2, end[unit] - begin[unit]), dtype=np.uint8)
        for side in range(2):
            held = np.zeros(own.shape[0], dtype=np.uint8)
            for at in range(place[row], place[row + 1] if side else place[row] + 1):
                other = others[at] if side else first[row]
                theirs = values[set_begin[other] : set_end[other]]
                mark_held(table, own, theirs, held, np.zeros(theirs.shape[0], dtype=np.uint8))
            cover_words(order[set_begin[unit] :], held, ngram, covers[side])
        tally[row] = 0
        for i in range(covers.shape[1]):
            tally[row, 0] += covers[0, i]
            tally[row, 1] += covers[1, i]
            tally[row, 2] += covers[0, i] & covers[1, i]


@kernel
def count_uncovered(
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    values: NDArray[np.uint64],
    order: NDArray[np.int32],
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
    begin, end, values, order, set_begin, set_end, ngram
        As in `overlap_covers`.
    page : int64 array, shape (P,)
    place : int64 array, shape (P + 1,)
        Range in `others` of each page's.
    others : int64 array
    own : int64 array, shape (P,)
        Written in place.

    """
    memory = np.empty(1 << 12, dtype=np.int32)
    for row in range(page.shape[0]):
        unit = page[row]
        mine = values[set_begin[unit] : set_end[unit]]
        table, held = fill_table(memory, mine), np.zeros(mine.shape[0], dtype=np.uint8)
        for at in range(place[row], place[row + 1]):
            theirs = values[set_begin[others[at]] : set_end[others[at]]]
            mark_held(table, mine, theirs, held, np.zeros(theirs.shape[0], dtype=np.uint8))
        covered = np.zeros(end[unit] - begin[unit], dtype=np.uint8)
        cover_words(order[set_begin[unit] :], held, ngram, covered)
        own[row] = covered.shape[0] - covered.sum()
