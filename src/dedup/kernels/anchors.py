"""
The runs of words that short texts begin and end with, hashed and indexed to be looked up.

A run of RUN words is hashed as a polynomial of its words' hashes, which the next run
reuses.  The upper bits of a hash choose a bit of a filter and a slot of a table, so that
a run no short text begins or ends with costs one look; the lower ones give way to the number
of the text and of its run.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel

RUN = 6  # words; fewer lead to every text that names the same office
ANCHORS = 3  # runs of a short text: one at either end, one between
FILTER_BITS = 5  # bits of the filter for every slot of the table, as a power of two
BASE = np.uint64(0x9E3779B97F4A7C15)
LAST = np.uint64(pow(0x9E3779B97F4A7C15, RUN - 1, 2**64))
SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)  # odd: brings the lower bits of a sum into the upper ones


@inline
def roll(run: np.uint64, leaving: np.uint64, entering: np.uint64) -> np.uint64:
    """Return the polynomial of the run that begins a word later."""
    return (run - leaving * LAST) * BASE + entering


@inline
def place_anchor(n: int, size: int) -> int:
    """Return the words of a text of `size` before its anchor `n`."""
    return n * (size - RUN) // (ANCHORS - 1)


@kernel
def hash_anchors(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    low_bits: int,
    entries: NDArray[np.uint64],
) -> None:
    """
    Hash the first, the middle and the last run of every text.

    A word that differs between two copies breaks one of the three, or two that overlap.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
        RUN words or more each.
    low_bits : int
        Lower bits of an entry: ANCHORS times the row of its text, and which run of it.
    entries : uint64 array, shape (ANCHORS * N,)
        Hashes above those; written in place.

    """
    low = np.uint64(low_bits)
    for row in range(begin.shape[0]):
        for n in range(ANCHORS):
            run, first = np.uint64(0), begin[row] + place_anchor(n, end[row] - begin[row])
            for i in range(RUN):
                run = run * BASE + words[first + i]
            number = ANCHORS * row + n
            entries[number] = (run * SPREAD >> low << low) | np.uint64(number)


@kernel
def keep_rare(entries: NDArray[np.uint64], low_bits: int, most: int) -> int:
    """Move those of the ascending `entries` whose hash `most` or fewer have to the front; return how many."""
    low, kept, first = np.uint64(low_bits), 0, 0
    while first < entries.shape[0]:
        last = first + 1
        while last < entries.shape[0] and (entries[last] ^ entries[first]) >> low == 0:
            last += 1
        if last - first <= most:
            for at in range(first, last):
                entries[kept] = entries[at]
                kept += 1
        first = last
    return kept


@kernel
def index_entries(
    entries: NDArray[np.uint64], low_bits: int, bits: NDArray[np.uint8], directory: NDArray[np.int32]
) -> None:
    """
    Fill the filter and the directory that `find_entries` asks.

    Parameters
    ----------
    entries : uint64 array
        Ascending.
    low_bits : int
        As many upper bits choose the slot of an entry, and FILTER_BITS more its bit.
    bits : uint8 array, shape (2^(low_bits + FILTER_BITS) / 8,)
        A bit is set where an entry chooses it.
    directory : int32 array, shape (2^low_bits + 1,)
        Where the entries of each slot begin.  Both are zero, and written in place.

    """
    for entry in entries:
        bit = entry >> np.uint64(64 - FILTER_BITS - low_bits)
        bits[bit >> np.uint64(3)] |= np.uint8(1) << np.uint8(bit & np.uint64(7))
        directory[(entry >> np.uint64(64 - low_bits)) + np.uint64(1)] += 1
    for slot in range(1, directory.shape[0]):
        directory[slot] += directory[slot - 1]


@inline
def find_entries(
    key: np.uint64, low_bits: int, bits: NDArray[np.uint8], directory: NDArray[np.int32]
) -> tuple[np.int32, np.int32]:
    """Return the range of the entries that may be of `key`, of nearly all keys an empty one."""
    bit = key >> np.uint64(64 - FILTER_BITS - low_bits)
    if not (bits[bit >> np.uint64(3)] >> np.uint8(bit & np.uint64(7))) & 1:
        return np.int32(0), np.int32(0)
    slot = key >> np.uint64(64 - low_bits)
    return directory[slot], directory[slot + np.uint64(1)]
