"""
UTF-8 bytes -> the words of many blocks, each hashed; and what is done with runs of them.

What a word is and how it is hashed, `letters` says.
"""

import numpy as np
from numpy.typing import NDArray

from .capitals import NAME, is_name
from .compiling import inline, kernel
from .letters import QUOTED, fold_word, make_room
from .xxh64 import PRIME_1, PRIME_2, hash_lanes

SLOT_BITS = 15  # 768 KiB of memo: it stays in a core's second cache
RUN = 15  # bytes of a run that a memo's entry has room for, and one that is no part of it
# Bytes that part two words whatever stands around them, unlike a hyphen; and leave quotations alone.
GAPS = np.array([byte < 0x80 and not chr(byte).isalnum() and chr(byte) not in '"-' for byte in range(256)])

EACH = np.uint64(0x0101010101010101)  # times a byte: that byte eight times
HIGH = np.uint64(0x80) * EACH
BELOW = np.uint64(0x80 - ord("0")) * EACH  # lifts into the high bit what is no less than a digit
PLACES = np.uint64(0x0001020304050607)  # times 256^n: the highest byte is n


def make_memo() -> NDArray[np.uint64]:
    """Return an empty memo: for each slot the two halves of a run of bytes, and the word it is."""
    return np.zeros((1 << SLOT_BITS, 3), dtype=np.uint64)


@inline
def read_lane(lanes: NDArray[np.uint64], at: int) -> np.uint64:
    """Return the eight bytes from byte `at` on."""
    # Unsigned throughout: no index is checked for its sign.
    lane, shift = np.uint64(at) >> np.uint64(3), (np.uint64(at) & np.uint64(7)) << np.uint64(3)
    return lanes[lane] >> shift | (lanes[lane + np.uint64(1)] << np.uint64(1)) << (shift ^ np.uint64(63))


@inline
def cut_run(lane: np.uint64) -> tuple[np.uint64, int]:
    """
    Return the bytes of a lane up to the first that sorts below the digits, and how many.

    Such are blanks and most punctuation, and no part of any code point of several bytes.
    """
    ends = ~(lane | ((lane & ~HIGH) + BELOW)) & HIGH
    if ends == 0:
        return lane, 8
    first = (ends & (~ends + np.uint64(1))) >> np.uint64(7)  # 256^n, where n bytes come before
    return lane & (first - np.uint64(1)), int(np.int64(first * PLACES >> np.uint64(56)))


@inline
def keep_bytes(lane: np.uint64, count: int) -> np.uint64:
    """Return a lane with all but its first bytes zero."""
    if count >= 8:
        return lane
    return lane & ((np.uint64(1) << np.uint64(8 * max(count, 0))) - np.uint64(1))


@inline
def read_open_run(lanes: NDArray[np.uint64], at: int) -> tuple[int, np.uint64, np.uint64]:
    """Read a run as `read_run` does, beyond the end of its block if it goes on there."""
    low, size = cut_run(read_lane(lanes, at))
    if size < 8:  # a branch is guessed while the lane is on its way; a choice would wait for it
        return size, low, np.uint64(0)
    high, more = cut_run(read_lane(lanes, at + 8))
    return size + more, low, high


@inline
def read_run(lanes: NDArray[np.uint64], at: int, stop: int) -> tuple[int, np.uint64, np.uint64]:
    """
    Read the run of bytes from `at` on that sort no lower than the digits: RUN + 1 at most.

    Returns
    -------
    size : int
        0 where there are too few lanes to read from.
    low, high : uint64
        The bytes, zeros after them: they differ between any two runs of up to RUN.

    """
    if at + 24 > 8 * lanes.shape[0]:
        return 0, np.uint64(0), np.uint64(0)
    size, low, high = read_open_run(lanes, at)
    if at + size <= stop:
        return size, low, high
    size = stop - at
    return size, keep_bytes(low, size), keep_bytes(high, size - 8)


@inline
def skip_gaps(text: NDArray[np.uint8], at: int, stop: int) -> int:
    """Return the first byte from `at` on that is none of GAPS, `stop` if all are."""
    while at < stop and GAPS[text[at]]:
        at += 1
    return at


@kernel
def hash_words(
    text: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    table: NDArray[np.uint32],
    pool: NDArray[np.uint32],
    memo: NDArray[np.uint64],
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    spans: NDArray[np.int64],
    count: NDArray[np.int64],
) -> None:
    """
    Hash the words of every block.

    A language has few words and repeats them, so each is folded once: a memo keeps which
    word a run of bytes between two gaps is, until another run needs its slot.

    Parameters
    ----------
    text : uint8 array, shape (T,)
        Valid UTF-8.
    begin, end : int64 arrays, shape (N,)
        Byte range of each block.
    table, pool : uint32 arrays
        As `folding.load_table` gives them.
    memo : uint64 array, shape (2^SLOT_BITS, 3)
        As `make_memo` gives it, or as an earlier call left it.
    words : uint64 array, shape (W,)
        Written in place, one block's after another's.  A block of B bytes has at most
        (B + 1) // 2 words: two of them are parted by a separator or are three bytes each.
    flags : uint8 array, shape (W,)
        QUOTED and NAME for each word that is so; written in place.
    spans : int64 array, shape (W, 2) or (0, 2)
        Begin and end of each word, in bytes of `text`; written in place unless empty.
    count : int64 array, shape (N,)
        Words of each block; written in place.

    """
    letters, room = make_room()
    lanes = text[: text.shape[0] // 8 * 8].view(np.uint64)
    out = 0
    for row in range(begin.shape[0]):
        stop, before, quoted = end[row], out, 0
        at = skip_gaps(text, begin[row], stop)
        while at < stop:
            size, low, high = read_run(lanes, at, stop)
            run = at + size
            closed = 0 < size <= RUN and (run == stop or GAPS[text[run]])
            slot = (low * PRIME_1 ^ high * PRIME_2) >> np.uint64(64 - SLOT_BITS)
            if closed and memo[slot, 0] == low and memo[slot, 1] == high:
                first, at, held, word = at, run, 1, memo[slot, 2]
            else:
                start = at
                first, at, quoted, held, word = fold_word(
                    text, begin[row], at, stop, quoted, table, pool, letters, room
                )
                if closed and held > 0 and first == start and at == run:
                    memo[slot, 0], memo[slot, 1], memo[slot, 2] = low, high, word
            if held > 0:
                words[out], flags[out] = word, QUOTED if quoted else 0
                flags[out] |= NAME if is_name(text, begin[row], first) else 0
                if spans.shape[0] > 0:
                    spans[out, 0], spans[out, 1] = first, at
                out += 1
            at = skip_gaps(text, at, stop)
        count[row] = out - before


@kernel
def hash_keys(
    words: NDArray[np.uint64], begin: NDArray[np.int64], end: NDArray[np.int64], keys: NDArray[np.uint64]
) -> None:
    """
    Hash the word sequence of every unit to one key.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
    keys : uint64 array, shape (N,)
        Equal for equal sequences, 0 for no words; written in place.

    """
    for row in range(begin.shape[0]):
        empty = begin[row] == end[row]
        keys[row] = np.uint64(0) if empty else hash_lanes(words, begin[row], end[row] - begin[row])


@kernel
def close_gaps(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    begin: NDArray[np.int64],
    target: NDArray[np.int64],
    packed_words: NDArray[np.uint64],
    packed_flags: NDArray[np.uint8],
) -> None:
    """
    Copy each unit's words to where they stand one after another.

    Parameters
    ----------
    words, flags : uint64, uint8 arrays
    begin : int64 array, shape (N,)
        Where each unit's words begin.
    target : int64 array, shape (N + 1,)
        Where they go; a unit's number of words is the difference.
    packed_words, packed_flags : uint64, uint8 arrays
        Written in place.

    """
    for row in range(begin.shape[0]):
        for i in range(target[row + 1] - target[row]):
            packed_words[target[row] + i] = words[begin[row] + i]
            packed_flags[target[row] + i] = flags[begin[row] + i]


@kernel
def find_starts(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    whole: NDArray[np.uint64],
    whole_begin: NDArray[np.int64],
    whole_end: NDArray[np.int64],
    start: NDArray[np.int64],
) -> None:
    """
    Find where each run of `words` begins in the text it was cut from: words before it, or 0.

    Parameters
    ----------
    words, begin, end
        The runs, shape (N,).
    whole, whole_begin, whole_end
        The texts, shape (N,).
    start : int64 array, shape (N,)
        Written in place.

    """
    for row in range(begin.shape[0]):
        size = end[row] - begin[row]
        start[row] = 0
        for skip in range(whole_end[row] - whole_begin[row] - size + 1):
            same = 0
            while same < size and whole[whole_begin[row] + skip + same] == words[begin[row] + same]:
                same += 1
            if same == size:
                start[row] = skip
                break
