"""
Short texts inside longer ones: the ends of the short ones looked up while the long ones are read.

A run of RUN words is hashed as a polynomial of its words' hashes, which the next run
reuses.  The upper bits of a hash choose a bit of a filter and a slot of a table, so that
a run no short text begins or ends with costs one look.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .sets import DIGIT

RUN = 6  # words; fewer lead to every text that names the same office
BASE = np.uint64(0x9E3779B97F4A7C15)
LAST = np.uint64(pow(0x9E3779B97F4A7C15, RUN - 1, 2**64))
SPREAD = np.uint64(0xC2B2AE3D27D4EB4F)  # odd: brings the lower bits of a sum into the upper ones
FOLLOWED = 64  # words followed for each word read; news need a hundredth, one word repeated any number


@inline
def find_shift(size: int) -> np.uint64:
    """Return by how many bits a hash is shifted to choose one of `size` = 2^k places."""
    shift = 64
    while size > 1:
        size //= 2
        shift -= 1
    return np.uint64(shift)


@inline
def roll(run: np.uint64, leaving: np.uint64, entering: np.uint64) -> np.uint64:
    """Return the polynomial of the run that begins a word later."""
    return (run - leaving * LAST) * BASE + entering


@kernel
def hash_anchors(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    keys: NDArray[np.uint64],
    places: NDArray[np.int64],
) -> None:
    """
    Hash the first, the middle and the last run of every text.

    A word that differs between two copies breaks one of the three, or two that overlap.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
        RUN words or more each.
    keys : uint64 array, shape (N, 3)
    places : int64 array, shape (N, 3)
        Words of the text before each run.  Both are written in place.

    """
    for row in range(begin.shape[0]):
        last = end[row] - begin[row] - RUN
        for n in range(3):
            places[row, n] = n * last // 2
            run = np.uint64(0)
            for i in range(RUN):
                run = run * BASE + words[begin[row] + places[row, n] + i]
            keys[row, n] = run * SPREAD


@kernel
def fill_filter(keys: NDArray[np.uint64], bits: NDArray[np.uint8]) -> None:
    """Set the bit that the upper bits of each key choose, of the 2^k in `bits`; written in place."""
    shift = find_shift(bits.shape[0] * 8)
    for key in keys:
        bit = key >> shift
        bits[bit >> np.uint64(3)] |= np.uint8(1) << np.uint8(bit & np.uint64(7))


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
    bits: NDArray[np.uint8],
    directory: NDArray[np.int32],
    keys: NDArray[np.uint64],
    holders: NDArray[np.int32],
    places: NDArray[np.int64],
    origin: NDArray[np.int64],
    text_begin: NDArray[np.int64],
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
    bits : uint8 array, shape (2^k / 8,)
        As `fill_filter` leaves it.
    directory : int32 array, shape (2^d + 1,)
        Where the keys of each slot begin.
    keys, holders, places : arrays, shape (T,)
        Ascending; the row of the short text, and the place of the run in it.
    origin : int64 array, shape (M,)
        Where each short text begins in `words`, if it is of them: it is no passage of itself.
    text_begin, text_end : int64 arrays, shape (M,)
        Range of each short text in `texts`.
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
    bit_shift, slot_shift = find_shift(bits.shape[0] * 8), find_shift(directory.shape[0] - 1)
    count = 0
    for row in range(begin.shape[0]):
        long = words[begin[row] : end[row]]
        run, budget = np.uint64(0), FOLLOWED * long.shape[0]
        for i in range(long.shape[0]):
            run = roll(run, long[i - RUN] if i >= RUN else np.uint64(0), long[i])
            key = run * SPREAD
            bit = key >> bit_shift
            set_bit = (bits[bit >> np.uint64(3)] >> np.uint8(bit & np.uint64(7))) & 1
            if not set_bit or i + 1 < RUN:
                continue
            slot = key >> slot_shift
            for at in range(directory[slot], directory[slot + np.uint64(1)]):
                holder = holders[at]
                short = texts[text_begin[holder] : text_end[holder]]
                own = origin[holder] == begin[row] or short.shape[0] > long.shape[0]
                if keys[at] != key or own or budget < 0:
                    continue
                budget -= short.shape[0]
                most = int(differ * short.shape[0])
                errors, left, right = follow(short, places[at], long, i + 1 - RUN, most)
                if errors > most:
                    continue
                if count < found.shape[0]:
                    found[count, 0], found[count, 1] = holder, row
                    found[count, 2], found[count, 3] = left, right
                count += 1
    return count
