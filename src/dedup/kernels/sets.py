"""
The set of hashes of each text, and what two sets share.

A set lists its hashes in the order in which they first stand in the text, and is looked
into through a table: slots of positions in that list, most of them free, so that a hash
is found or missed in about one look.  Nothing is sorted.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .xxh64 import hash_runs

FREE = np.int32(-1)
DIGIT = np.uint64(1)  # lowest bit of the hash of a word that holds one
ROOMY = 1 << 16  # slots that stay in a core's caches: up to here eight a hash, beyond two


@inline
def clear_table(table: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Return an empty table for `count` hashes: the front of `table`, or a new one if that is too short."""
    slots = 4
    while slots < 2 * count or slots < min(8 * count, ROOMY):
        slots *= 2
    fresh = table[:slots] if slots <= table.shape[0] else np.empty(slots, dtype=np.int32)
    fresh[:] = FREE
    return fresh


@inline
def find_slot(table: NDArray[np.int32], values: NDArray[np.uint64], value: np.uint64) -> np.uint64:
    """Return the slot that says where `value` is in `values`, or the free one where that belongs."""
    mask = np.uint64(table.shape[0] - 1)
    slot = value & mask
    while table[slot] != FREE and values[table[slot]] != value:
        slot = (slot + np.uint64(1)) & mask
    return slot


@inline
def fill_table(table: NDArray[np.int32], values: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Return a table of the distinct `values`, in the memory of `table` if that is enough."""
    filled = clear_table(table, values.shape[0])
    for at in range(values.shape[0]):
        filled[find_slot(filled, values, values[at])] = at
    return filled


@inline
def find_longest(begin: NDArray[np.int64], end: NDArray[np.int64], texts: NDArray[np.int64]) -> int:
    """Return how many words the longest of some texts has, 1 at least."""
    most = 1
    for text in texts:
        most = max(most, end[text] - begin[text])
    return most


@kernel
def make_sets(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngram: int,
    place: NDArray[np.int64],
    values: NDArray[np.uint64],
    order: NDArray[np.int32],
    count: NDArray[np.int64],
) -> None:
    """
    Make the set of shingles of every unit.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
        Word range of each unit.
    ngram : int
        Words per shingle.
    place : int64 array, shape (N,)
        Where in `values` and `order` each unit's begin; end - begin places are enough.
    values : uint64 array
        The shingles, each once; written in place.
    order : int32 array
        For every shingle of the text, in its order, which of its set it is; written in place.
    count : int64 array, shape (N,)
        Distinct shingles of each unit; written in place.

    """
    memory = np.empty(1 << 12, dtype=np.int32)
    for row in range(begin.shape[0]):
        total = max(end[row] - begin[row] - ngram + 1, 0)
        own, ranks = values[place[row] : place[row] + total], order[place[row] : place[row] + total]
        hash_runs(words, begin[row], ngram, own)
        count[row] = keep_first(clear_table(memory, total), own, ranks)


@inline
def keep_first(table: NDArray[np.int32], values: NDArray[np.uint64], order: NDArray[np.int32]) -> int:
    """
    Keep at the front of `values` each distinct one, in order of first appearance.

    `order` is told which of them each was; `table` is free for as many.  Returns how
    many are kept.
    """
    distinct = 0
    for i in range(values.shape[0]):
        value = values[i]
        slot = find_slot(table, values, value)
        if table[slot] == FREE:
            table[slot], values[distinct] = distinct, value
            distinct += 1
        order[i] = table[slot]
    return distinct


@inline
def keep_numbers(words: NDArray[np.uint64], kept: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the words that hold a digit, written at the front of `kept`."""
    total = 0
    for word in words:
        kept[total] = word  # kept only if it counts
        total += 1 if word & DIGIT else 0
    return kept[:total]


@inline
def keep_flagged(
    words: NDArray[np.uint64], flags: NDArray[np.uint8], flag: int, kept: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Return the words that have a flag, written at the front of `kept`."""
    total = 0
    for at in range(words.shape[0]):
        kept[total] = words[at]
        total += (flags[at] & flag) != 0
    return kept[:total]


@inline
def place_apart(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a table of few distinct `values` in which each stands alone in the slot of its low bits."""
    slots = 4
    while True:
        table = ~np.arange(slots).astype(np.uint64)  # what is free holds what belongs elsewhere
        mask = np.uint64(slots - 1)
        for value in values:
            table[value & mask] = value
        alone = 0
        for value in values:
            alone += table[value & mask] == value
        if alone == values.shape[0]:
            return table
        slots *= 2


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
        Distinct, and so few that a table of their squared number is small.
    count : int64 array, shape (N,)
        Written in place.

    """
    table = place_apart(wanted)
    mask = np.uint64(table.shape[0] - 1)
    for row in range(begin.shape[0]):
        total = 0
        for i in range(begin[row], end[row]):
            total += table[words[i] & mask] == words[i]
        count[row] = total


@kernel
def count_flagged(
    flags: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    flag: int,
    count: NDArray[np.int64],
) -> None:
    """
    Count the words of each unit that have a flag.

    Parameters
    ----------
    flags : uint8 array
        Of each word.
    begin, end : int64 arrays, shape (N,)
    flag : int
        One bit.
    count : int64 array, shape (N,)
        Written in place.

    """
    for row in range(begin.shape[0]):
        total = 0
        for i in range(begin[row], end[row]):
            total += (flags[i] & flag) != 0
        count[row] = total


@kernel
def count_shared(
    values: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    shared: NDArray[np.int64],
) -> None:
    """
    Count the hashes that the sets of the two units of each pair share.

    Parameters
    ----------
    values : uint64 array
        Distinct within each unit.
    begin, end : int64 arrays, shape (N,)
        Range in `values` of each unit.
    a, b : int64 arrays, shape (P,)
        Rows of `begin` and `end`; cheapest where equal `a` stand together.
    shared : int64 array, shape (P,)
        Written in place.

    """
    memory = np.empty(1 << 12, dtype=np.int32)
    table = memory[:0]
    for pair in range(a.shape[0]):
        own = values[begin[a[pair]] : end[a[pair]]]
        if pair == 0 or a[pair] != a[pair - 1]:
            table = fill_table(memory, own)
        total = 0
        for at in range(begin[b[pair]], end[b[pair]]):
            total += table[find_slot(table, own, values[at])] != FREE
        shared[pair] = total
