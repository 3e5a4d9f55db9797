"""
Short texts inside longer ones: the ends of the short ones looked up while the long ones are read.

A run of RUN words is hashed as a polynomial of its words' hashes, which the next run
reuses.  The upper bits of a hash choose a bit of a filter and a slot of a table, so that
a run no short text begins or ends with costs one look; the lower ones give way to the number
of the text and of its run.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .sets import DIGIT

RUN = 6  # words; fewer lead to every text that names the same office
ANCHORS = 3  # runs of a short text: one at either end, one between
FILTER_BITS = 5  # bits of the filter for every slot of the table, as a power of two
BASE = np.uint64(0x9E3779B97F4A7C15)
LAST = np.uint64(pow(0x9E3779B97F4A7C15, RUN - 1, 2**64))
SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)  # odd: brings the lower bits of a sum into the upper ones
FOLLOWED = 64  # words followed for each word read; news need a hundredth, one word repeated any number


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


@inline
def walk(
    short: NDArray[np.uint64], a: int, long: NDArray[np.uint64], b: int, step: int, most: int
) -> tuple[int, int]:
    """
    Follow two texts word by word from a place where they agree, to the end of the first.

    Returns
    -------
    errors : int
        Words of the first that the second lacks or has others for, and words it has
        more; above `most` where there are more, or where numbers differ.
    b : int
        How far the second was followed.

    """
    a_stop, b_stop = (short.shape[0], long.shape[0]) if step > 0 else (-1, -1)
    errors = 0
    while a != a_stop and errors <= most:
        if b == b_stop:
            return errors + abs(a_stop - a), b
        if short[a] == long[b]:
            a, b = a + step, b + step
            continue
        if (short[a] | long[b]) & DIGIT:
            return most + 1, b
        errors += 1
        room_a, room_b = a + step != a_stop, b + step != b_stop
        if room_a and room_b and short[a + step] == long[b + step]:
            a, b = a + step, b + step
        elif room_b and short[a] == long[b + step]:
            b += step
        elif room_a and short[a + step] == long[b]:
            a += step
        else:
            a, b = a + step, b + step
    return errors, b


@inline
def follow(
    short: NDArray[np.uint64], place: int, long: NDArray[np.uint64], at: int, most: int
) -> tuple[int, int, int]:
    """
    Follow a run both ways through a short text and a long one.

    Parameters
    ----------
    place, at : int
        Where the run stands in the short text, and in the long one.
    most : int
        Words that may differ.

    Returns
    -------
    errors : int
        As `walk` counts them; above `most` where the texts part.
    left, right : int
        The passage of the long text.

    """
    for i in range(RUN):
        if short[place + i] != long[at + i]:  # part of their hashes is the same, by chance
            return most + 1, at, at
    before, left = walk(short, place - 1, long, at - 1, -1, most)
    if before > most:
        return before, at, at
    after, right = walk(short, place + RUN, long, at + RUN, 1, most - before)
    return before + after, left + 1, right


@kernel
def meet_runs(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    entries: NDArray[np.uint64],
    low_bits: int,
    bits: NDArray[np.uint8],
    directory: NDArray[np.int32],
    origin: NDArray[np.int64],
    text_end: NDArray[np.int64],
    texts: NDArray[np.uint64],
    differ: float,
    found: NDArray[np.int64],
) -> int:
    """
    Find the passages of long texts that are a short text of the table.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
        The texts that are searched.
    entries, low_bits, bits, directory
        The runs of the short texts, as `hash_anchors` and `index_entries` leave them.
    origin : int64 array, shape (M,)
        Where each short text begins in `words`, if it is of them: it is no passage of itself.
    text_end : int64 array, shape (M + 1,)
        Where each short text ends in `texts`, and the next begins; the first is 0.
    texts : uint64 array
        The words of the short texts.
    differ : float
        Share of the short text's words that may differ, numbers never.
    found : int64 array, shape (F, 4)
        Row of the short text and of the long one, begin and end of the passage in words
        of the latter; written in place as far as there is room.

    Returns
    -------
    count : int
        Passages found, some as often as three times.

    """
    low, count = np.uint64(low_bits), 0
    for row in range(begin.shape[0]):
        long = words[begin[row] : end[row]]
        run, budget = np.uint64(0), FOLLOWED * long.shape[0]
        for i in range(long.shape[0]):
            run = roll(run, long[i - RUN] if i >= RUN else np.uint64(0), long[i])
            key = run * SPREAD
            first, last = find_entries(key, low_bits, bits, directory)
            if i + 1 < RUN:
                continue
            for at in range(first, last):
                holder, n = divmod(int(np.int64(entries[at] & ~(~np.uint64(0) << low))), ANCHORS)
                short = texts[text_end[holder] : text_end[holder + 1]]
                own = origin[holder] == begin[row] or short.shape[0] > long.shape[0]
                if (entries[at] ^ key) >> low != 0 or own or budget < 0:
                    continue
                budget -= short.shape[0]
                most = int(differ * short.shape[0])
                errors, left, right = follow(short, place_anchor(n, short.shape[0]), long, i + 1 - RUN, most)
                if errors <= most:
                    if count < found.shape[0]:
                        found[count] = holder, row, left, right
                    count += 1
    return count
