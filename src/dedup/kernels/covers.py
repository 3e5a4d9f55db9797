"""Which words of a text stand in another: those inside a shingle that both hold."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .graphs import NOBODY
from .places import chain_places, find_places
from .sets import FREE, fill_table, find_longest, find_slot


@inline
def meet_units(
    table: NDArray[np.int32],
    own: NDArray[np.uint64],
    units: NDArray[np.int64],
    sets: tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]],
    met: NDArray[np.int32],
    turn: int,
    where: NDArray[np.int32],
) -> NDArray[np.int32]:
    """
    Return the places in `own` of what stands in the set of any of `units` too, NOBODY having none.

    Each once a turn: `met` holds the last turn of each place.  They are written at the front of `where`.
    """
    (values, begin, end), count = sets, 0
    for unit in units:
        if unit != NOBODY:
            for value in values[begin[unit] : end[unit]]:
                at = table[find_slot(table, own, value)]
                if at != FREE and met[at] != turn:
                    where[count], met[at] = at, turn
                    count += 1
    return where[:count]


@inline
def count_covered(places: NDArray[np.int32], ngram: int) -> int:
    """Return how many words shingles at these places cover."""
    covered, end = 0, 0
    for place in places:
        covered += place + ngram - max(place, end)
        end = place + ngram
    return covered


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
    Tally how much of a page one text covers and several others together, and how much is of both.

    What is of both is counted in shingles: a set phrase that two stories have stands in the part
    of either, and each time `ngram` words of the page are covered.

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
        Units: the one covered, and one that covers it, or NOBODY.  Cheapest where equal
        `page`, and of these equal `first`, stand together.
    place : int64 array, shape (P + 1,)
        Range in `others` of each page's.
    others : int64 array
        Units.
    tally : int64 array, shape (P, 4)
        Words of `page` that `first` covers, and that any of its `others` covers; shingles of it
        that both hold, and that the one holds which holds fewer; written in place.

    """
    most, sets = find_longest(begin, end, page), (values, set_begin, set_end)
    memory, met, chains = np.empty(1 << 12, np.int32), np.zeros(most, np.int32), np.empty((2, most), np.int32)
    where, places, marked = np.empty(most, np.int32), np.empty(most, np.int32), np.zeros(most, np.uint8)
    table, turn, words, alone = memory[:0], 0, 0, 0
    for row in range(page.shape[0]):
        unit = page[row]
        own, size = values[set_begin[unit] : set_end[unit]], end[unit] - begin[unit]
        ranks = order[set_begin[unit] :][: max(size - ngram + 1, 0)]
        known = row > 0 and unit == page[row - 1]
        if not known:
            table = fill_table(memory, own)
            chain_places(ranks, chains[0, : own.shape[0]], chains[1])
        if not known or first[row] != first[row - 1]:
            turn += 1
            found = meet_units(table, own, first[row : row + 1], sets, met, turn, where)
            marked[: own.shape[0]] = 0
            marked[found] = 1
            alone = found.shape[0]
            words = count_covered(find_places(found, ranks, met, turn, chains, places), ngram)
        turn += 1
        found = meet_units(table, own, others[place[row] : place[row + 1]], sets, met, turn, where)
        tally[row, 2], tally[row, 3] = marked[found].sum(), min(alone, found.shape[0])
        covered = count_covered(find_places(found, ranks, met, turn, chains, places), ngram)
        tally[row, 0], tally[row, 1] = words, covered
