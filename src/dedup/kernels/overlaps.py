"""
What two texts share: how many shingles, pairs of words, numbers and names, and which of their words.

The longer text of a pair is looked into through tables, which serve for all its pairs; the
shorter is read.  So a page that holds a hundred stories costs its own length once, and theirs.
"""

import numpy as np
from numpy.typing import NDArray

from .capitals import NAME
from .compiling import inline, kernel
from .places import chain_places, find_places
from .sets import FREE, clear_table, find_longest, find_slot, keep_first, keep_flagged, keep_numbers
from .tallies import LONG, LONGEST, NAMES, NUMBERS, PAIRS, SIDE, add_numbers, tally_places
from .xxh64 import hash_runs

SHORT = 2  # words of the shorter of two kinds of shingles


@inline
def keep_set(
    memory: NDArray[np.int32], values: NDArray[np.uint64], order: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
    """Return a table of `values`, and them each once; `order` is told which of these each is."""
    table = clear_table(memory, values.shape[0])
    return table, values[: keep_first(table, values, order)]


@inline
def read_shingles(text: NDArray[np.uint64], ngram: int, room: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the shingles of a text of words, written at the front of `room`."""
    read = room[: max(text.shape[0] - ngram + 1, 0)]
    hash_runs(text, 0, ngram, read)
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
    tally : int64 array, shape (P, 17)
        What `tally_places` tells of the longer, its opening as long as the shorter; the same of the
        shorter; shingles, pairs of words, numbers and names shared; the words of the longest run
        in common: SIDE twice, and SHARED.  Written in place, zero before.

    """
    most = find_longest(begin, end, longer)
    memory = np.empty((4, clear_table(np.empty(0, dtype=np.int32), most).shape[0]), dtype=np.int32)
    read, order = np.empty((5, most), dtype=np.uint64), np.empty((3, most), dtype=np.int32)
    met, chains = np.zeros((4, most), dtype=np.int32), np.empty((2, most), dtype=np.int32)
    before = np.empty((2, most + 1), dtype=np.int32)
    held, where = np.empty(most, dtype=np.int32), np.empty(most + 1, dtype=np.int32)
    for pair in range(longer.shape[0]):
        row, other, turn = longer[pair], shorter[pair], pair + 1
        own, theirs = words[begin[row] : end[row]], words[begin[other] : end[other]]
        marks, marked = flags[begin[row] : end[row]], flags[begin[other] : end[other]]
        if pair == 0 or row != longer[pair - 1]:
            add_numbers(own, before[0])
            capitals, names = keep_set(memory[3], keep_flagged(own, marks, NAME, read[4]), order[1])
            digits, numbers = keep_set(memory[2], keep_numbers(own, read[2]), order[1])
            pairs, doubles = keep_set(memory[1], read_shingles(own, SHORT, read[1]), order[1])
            shingles = read_shingles(own, ngram, read[0])
            ranks = order[0, : shingles.shape[0]]
            table, values = keep_set(memory[0], shingles, ranks)
            chain_places(ranks, chains[0, : values.shape[0]], chains[1])
        said = keep_flagged(theirs, marked, NAME, read[3])
        tally[pair, NAMES] = meet(capitals, names, met[3], turn, said, held, where, order[1])[1]
        said = keep_numbers(theirs, read[3])
        tally[pair, NUMBERS] = meet(digits, numbers, met[2], turn, said, held, where, order[1])[1]
        shingles = read_shingles(theirs, SHORT, read[3])
        tally[pair, PAIRS] = meet(pairs, doubles, met[1], turn, shingles, held, where, order[1])[1]
        shingles = read_shingles(theirs, ngram, read[3])
        count, shared = meet(table, values, met[0], turn, shingles, held, where, order[1])
        add_numbers(theirs, before[1])
        tally_places(held[:count], ngram, before[1], marked, own.shape[0], tally[pair, len(SIDE) : LONG])
        places = find_places(where[:shared], ranks, met[0], turn, chains, held)
        tally_places(places, ngram, before[0], marks, theirs.shape[0], tally[pair, : len(SIDE)])
        run = find_run(places, ranks, order[1, : shingles.shape[0]], order[2])
        tally[pair, LONG], tally[pair, LONGEST] = shared, run + ngram - 1 if run else 0


@kernel
def count_sets(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngrams: NDArray[np.int64],
    count: NDArray[np.int64],
) -> None:
    """
    Count the distinct shingles of each unit, and its distinct words that hold a digit or are names.

    Parameters
    ----------
    words, flags : uint64, uint8 arrays
        As `words.hash_words` writes them: the lowest bit of a word says digit.
    begin, end : int64 arrays, shape (N,)
        Word range of each unit.
    ngrams : int64 array, shape (K,)
        Words per shingle, of each kind of shingles.
    count : int64 array, shape (N, K + 2)
        Written in place, numbers and names last.

    """
    memory, most = np.empty(1 << 12, dtype=np.int32), find_longest(begin, end, np.arange(begin.shape[0]))
    values, order = np.empty(most, dtype=np.uint64), np.empty(most, dtype=np.int32)
    for row in range(begin.shape[0]):
        text = words[begin[row] : end[row]]
        for kind in range(ngrams.shape[0]):
            own = read_shingles(text, ngrams[kind], values)
            count[row, kind] = keep_first(clear_table(memory, own.shape[0]), own, order)
        own = keep_numbers(text, values)
        count[row, ngrams.shape[0]] = keep_first(clear_table(memory, own.shape[0]), own, order)
        own = keep_flagged(text, flags[begin[row] : end[row]], NAME, values)
        count[row, ngrams.shape[0] + 1] = keep_first(clear_table(memory, own.shape[0]), own, order)
