"""Short texts inside longer ones: found by a run of theirs, and followed from there both ways."""

import numpy as np
from numpy.typing import NDArray

from .anchors import ANCHORS, RUN, SPREAD, find_entries, place_anchor, roll
from .compiling import inline, kernel
from .sets import DIGIT

FOLLOWED = 64  # words followed for each word read; news need a hundredth, one word repeated any number


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
