"""
What two texts share: how many shingles, pairs of words and numbers, and which of their words.

The longer text of a pair is looked into through tables, which serve for all its pairs; the
shorter is read.  So a page that holds a hundred stories costs its own length once, and theirs.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .sets import FREE, clear_table, find_slot, keep_first, keep_numbers
from .tallies import LONG, LONGEST, NUMBERS, PAIRS, SIDE, add_numbers, tally_places
from .xxh64 import hash_runs

SHORT = 2  # words of the shorter of two kinds of shingles
SPARSE = 4  # times as many words as another: its places are looked up, not gone through


@inline
def keep_set(
    memory: NDArray[np.int32], values: NDArray[np.uint64], order: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Return a table of `values`, and them each once; `order` is told which of these each is."""
    table = clear_table(memory, values.shape[0])
    return table, values[: keep_first(table, values, order)]


@inline
def read_shingles(
    words: NDArray[np.uint64], begin: int, end: int, ngram: int, room: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Return the shingles of the words from `begin` to `end`, written at the front of `room`."""
    read = room[: max(end - begin - ngram + 1, 0)]
    hash_runs(words, begin, ngram, read)
    return read


@inline
def meet(
    table: NDArray[np.int32],
    values: NDArray[np.uint64],
    met: NDArray[np.int32],
    turn: int,
    read: NDArray[np.uint64],
    held: NDArray[np.int32],
    where: NDArray[np.int32],
    ranks: NDArray[np.int32],
) -> tuple[int, int]:
    """
    Look up all that is read of one text in the set of another.

    Writes at the front of `held` the places in `read` of what is in the set, at the front
    of `where` every value that is, and `turn` into its `met`; into `ranks` which value each
    place has, FREE for none.  Returns how many places, and how many values.
    """
    count, shared = 0, 0
    for at in range(read.shape[0]):
        value = ranks[at] = table[find_slot(table, values, read[at])]
        if value != FREE:
            held[count], where[shared] = at, value
            count += 1
            shared += met[value] != turn
            met[value] = turn
    return count, shared


@inline
def list_places(order: NDArray[np.int32], met: NDArray[np.int32], turn: int, held: NDArray[np.int32]) -> int:
    """Write where in a text shingles stand that were met in this turn; return how many."""
    count = 0
    for at in range(order.shape[0]):
        held[count] = at  # kept only if it counts
        count += met[order[at]] == turn
    return count


@inline
def chain_places(order: NDArray[np.int32], heads: NDArray[np.int32], following: NDArray[np.int32]) -> None:
    """Write where each value stands first in a text, and after every place of it the next; FREE for none."""
    heads[:] = FREE
    for at in range(order.shape[0] - 1, -1, -1):
        following[at], heads[order[at]] = heads[order[at]], at


@inline
def follow_places(
    where: NDArray[np.int32], heads: NDArray[np.int32], following: NDArray[np.int32], held: NDArray[np.int32]
) -> int:
    """Write as `list_places` does, but from where the values that were met stand in their set."""
    count = 0
    for value in where:
        at = heads[value]
        while at != FREE:
            held[count], at = at, following[at]
            count += 1
    held[:count].sort()
    return count


@inline
def find_run(
    held: NDArray[np.int32], ranks: NDArray[np.int32], others: NDArray[np.int32], first: NDArray[np.int32]
) -> int:
    """
    Return how many shingles two texts share in one run, the same one after another in both.

    `held` are the places in one of what both have; `ranks` and `others` tell which shingle
    stands at every place of the one and the other; `first` has room for each shingle.  What
    the other has twice is taken where it goes on from what was before, else where it stands
    first.
    """
    for at in range(others.shape[0] - 1, -1, -1):
        if others[at] != FREE:
            first[others[at]] = at
    longest, run, before, there = 0, 0, -2, 0
    for at in held:
        on = at == before + 1 and there + 1 < others.shape[0] and others[there + 1] == ranks[at]
        run, there = (run + 1, there + 1) if on else (1, first[ranks[at]])
        longest, before = max(longest, run), at
    return longest


@kernel
def measure_overlaps(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngram: int,
    longer: NDArray[np.int64],
    shorter: NDArray[np.int64],
    tally: NDArray[np.int64],
) -> None:
    """
    Tally what the two texts of each pair share.

    Parameters
    ----------
    words, flags : uint64, uint8 arrays
        As `words.hash_words` writes them.
    begin, end : int64 arrays, shape (N,)
        Word range of each text.
    ngram : int
    longer, shorter : int64 arrays, shape (P,)
        Cheapest where equal `longer` stand together.
    tally : int64 array, shape (P, 16)
        What `tally_places` tells of the longer, its opening as long as the shorter; the same of the
        shorter; shingles, pairs of words and numbers shared; the words of the longest run in
        common: SIDE twice, and SHARED.  Written in place, zero before.

    """
    most = 1
    for pair in range(longer.shape[0]):
        most = max(most, end[longer[pair]] - begin[longer[pair]])
    memory = np.empty((3, clear_table(np.empty(0, dtype=np.int32), most).shape[0]), dtype=np.int32)
    read, order = np.empty((4, most), dtype=np.uint64), np.empty((3, most), dtype=np.int32)
    met, chains = np.zeros((3, most), dtype=np.int32), np.empty((2, most), dtype=np.int32)
    before = np.empty((2, most + 1), dtype=np.int32)
    held, where, chained = np.empty(most, dtype=np.int32), np.empty(most + 1, dtype=np.int32), False
    for pair in range(longer.shape[0]):
        row, other, turn = longer[pair], shorter[pair], pair + 1
        size, less = end[row] - begin[row], end[other] - begin[other]
        if pair == 0 or row != longer[pair - 1]:
            add_numbers(words[begin[row] : end[row]], before[0])
            shingles = read_shingles(words, begin[row], end[row], ngram, read[0])
            ranks, chained = order[0, : shingles.shape[0]], False
            table, values = keep_set(memory[0], shingles, ranks)
            shingles = read_shingles(words, begin[row], end[row], SHORT, read[1])
            pairs, doubles = keep_set(memory[1], shingles, order[1])
            found = keep_numbers(words[begin[row] : end[row]], read[2])
            digits, numbers = keep_set(memory[2], read[2, :found], order[1])
        found = keep_numbers(words[begin[other] : end[other]], read[3])
        tally[pair, NUMBERS] = meet(digits, numbers, met[2], turn, read[3, :found], held, where, order[1])[1]
        shingles = read_shingles(words, begin[other], end[other], SHORT, read[3])
        tally[pair, PAIRS] = meet(pairs, doubles, met[1], turn, shingles, held, where, order[1])[1]
        shingles = read_shingles(words, begin[other], end[other], ngram, read[3])
        count, tally[pair, LONG] = meet(table, values, met[0], turn, shingles, held, where, order[1])
        add_numbers(words[begin[other] : end[other]], before[1])
        said = flags[begin[other] : end[other]]
        tally_places(held[:count], ngram, before[1], said, size, tally[pair, len(SIDE) : LONG])
        if size < SPARSE * less:
            count = list_places(ranks, met[0], turn, held)
        else:
            if not chained:
                chain_places(ranks, chains[0, : values.shape[0]], chains[1])
                chained = True
            count = follow_places(where[: tally[pair, LONG]], chains[0], chains[1], held)
        said = flags[begin[row] : end[row]]
        tally_places(held[:count], ngram, before[0], said, less, tally[pair, : len(SIDE)])
        run = find_run(held[:count], ranks, order[1, : shingles.shape[0]], order[2])
        tally[pair, LONGEST] = run + ngram - 1 if run else 0


@kernel
def count_sets(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngrams: NDArray[np.int64],
    count: NDArray[np.int64],
) -> None:
    """
    Count the distinct shingles of each unit, and its distinct words that hold a digit.

    Parameters
    ----------
    words : uint64 array
        As `words.hash_words` writes them: the lowest bit says digit.
    begin, end : int64 arrays, shape (N,)
        Word range of each unit.
    ngrams : int64 array, shape (K,)
        Words per shingle, of each kind of shingles.
    count : int64 array, shape (N, K + 1)
        Written in place, numbers last.

    """
    memory, most = np.empty(1 << 12, dtype=np.int32), 0
    for row in range(begin.shape[0]):
        most = max(most, end[row] - begin[row])
    values, order = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.int32)
    for row in range(begin.shape[0]):
        for kind in range(ngrams.shape[0]):
            own = read_shingles(words, begin[row], end[row], ngrams[kind], values)
            count[row, kind] = keep_first(clear_table(memory, own.shape[0]), own, order)
        own = values[: keep_numbers(words[begin[row] : end[row]], values)]
        count[row, ngrams.shape[0]] = keep_first(clear_table(memory, own.shape[0]), own, order)
