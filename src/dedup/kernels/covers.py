"""Which words of a text stand in another: those inside a shingle that both hold."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .graphs import NOBODY
from .overlaps import SPARSE, chain_places, follow_places, list_places
from .sets import FREE, fill_table, find_slot


@inline
def meet_values(
    table: NDArray[np.int32],
    own: NDArray[np.uint64],
    others: NDArray[np.uint64],
    met: NDArray[np.int32],
    turn: int,
    where: NDArray[np.int32],
) -> int:
    """
    Write at the front of `where` the places in `own` of what stands in `others` too.

    Each once a turn: `met` holds the last turn of each place.  Returns how many.
    """
    count = 0
    for value in others:
        at = table[find_slot(table, own, value)]
        if at != FREE and met[at] != turn:
            where[count], met[at] = at, turn
            count += 1
    return count


@inline
def find_places(
    where: NDArray[np.int32],
    order: NDArray[np.int32],
    met: NDArray[np.int32],
    turn: int,
    chains: NDArray[np.int32],
    places: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Return where in a text the values `where`, all that were met in this turn, stand; ascending."""
    if SPARSE * where.shape[0] < order.shape[0]:
        return places[: follow_places(where, chains[0], chains[1], places)]
    return places[: list_places(order, met, turn, places)]


@inline
def count_covered(places: NDArray[np.int32], ngram: int, marked: NDArray[np.uint8]) -> tuple[int, int]:
    """Return how many words shingles at these places cover, and how many of them are marked."""
    covered, both, end = 0, 0, 0
    for place in places:
        for mark in marked[max(place, end) : place + ngram]:
            both += mark
        covered += place + ngram - max(place, end)
        end = place + ngram
    return covered, both


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
        Units: the one covered, and one that covers it, or NOBODY.  Cheapest where equal
        `page`, and of these equal `first`, stand together.
    place : int64 array, shape (P + 1,)
        Range in `others` of each page's.
    others : int64 array
        Units.
    tally : int64 array, shape (P, 3)
        Words of `page` that `first` covers, that any of its `others` covers, that both
        do; written in place.

    """
    most = 1
    for unit in page:
        most = max(most, end[unit] - begin[unit])
    memory, met, chains = np.empty(1 << 12, np.int32), np.zeros(most, np.int32), np.empty((2, most), np.int32)
    where, places, marked = np.empty(most, np.int32), np.empty(most, np.int32), np.zeros(most, np.uint8)
    table, turn, alone = memory[:0], 0, 0
    for row in range(page.shape[0]):
        unit = page[row]
        own = values[set_begin[unit] : set_end[unit]]
        size = end[unit] - begin[unit]
        ranks = order[set_begin[unit] :][: max(size - ngram + 1, 0)]
        known = row > 0 and unit == page[row - 1]
        if not known:
            table = fill_table(memory, own)
            chain_places(ranks, chains[0, : own.shape[0]], chains[1])
        if not known or first[row] != first[row - 1]:
            turn += 1
            count = 0
            if first[row] != NOBODY:
                theirs = values[set_begin[first[row]] : set_end[first[row]]]
                count = meet_values(table, own, theirs, met, turn, where)
            held = find_places(where[:count], ranks, met, turn, chains, places)
            alone, marked[:size] = count_covered(held, ngram, marked[:0])[0], 0
            for at in held:
                marked[at : at + ngram] = 1
        turn, count = turn + 1, 0
        for other in others[place[row] : place[row + 1]]:
            theirs = values[set_begin[other] : set_end[other]]
            count += meet_values(table, own, theirs, met, turn, where[count:])
        held = find_places(where[:count], ranks, met, turn, chains, places)
        tally[row, 0] = alone
        tally[row, 1], tally[row, 2] = count_covered(held, ngram, marked)
