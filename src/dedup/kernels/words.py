"""
UTF-8 bytes -> the words of many blocks, each hashed; and what is done with runs of them.

What a word is and how it is hashed, `letters` says.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .letters import fold_word, make_room
from .xxh64 import PRIME_1, PRIME_2, hash_lanes

RUN = 16  # bytes of a word that a memo's entry has room for
SLOT_BITS = 14  # 512 KiB of memo: it stays in a core's second cache
OTHER, PLAIN, GAP = range(3)


def sort_bytes() -> NDArray[np.uint8]:
    """
    Return what each byte is to the quick path: shape (256,), PLAIN in a word, GAP between two, or OTHER.

    Quotation marks and hyphens are OTHER, as what they do hangs on what stands around them; so are
    the scripts without spaces, whose runs make many words.
    """
    kinds = np.full(256, OTHER, dtype=np.uint8)
    kinds[:0x80] = [PLAIN if chr(byte).isalnum() else GAP for byte in range(0x80)]
    kinds[[ord('"'), ord("-")]] = OTHER
    kinds[0x80:0xC0] = PLAIN  # inside a code point
    kinds[0xC3:0xE0] = kinds[0xE1] = PLAIN  # letters and marks of two bytes, and the Vietnamese ones of three
    return kinds


BYTES = sort_bytes()


@inline
def read_run(text: NDArray[np.uint8], at: int, stop: int) -> tuple[int, np.uint64, np.uint64, int]:
    """
    Read bytes of a word from `at` on: one more than a memo's entry has room for, at most.

    Returns
    -------
    end : int
    low, high : uint64
        The bytes, which differ between any two runs that fit.
    points : int
        Code points read.

    """
    low, high, points, last = np.uint64(0), np.uint64(0), 0, min(stop, at + RUN + 1)
    while at < last and BYTES[text[at]] == PLAIN:
        high = high << np.uint64(8) | low >> np.uint64(56)
        low = low << np.uint64(8) | np.uint64(text[at])
        points += text[at] & 0xC0 != 0x80
        at += 1
    return at, low, high, points


@inline
def is_closed(text: NDArray[np.uint8], begin: int, end: int, stop: int) -> bool:
    """Say whether a run fits a memo's entry, and ends where no later byte changes its words."""
    return 0 < end - begin <= RUN and (end == stop or BYTES[text[end]] == GAP)


@kernel
def hash_words(
    text: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    table: NDArray[np.uint32],
    pool: NDArray[np.uint32],
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    spans: NDArray[np.uint32],
    count: NDArray[np.int64],
) -> None:
    """
    Hash the words of every block.

    A language has few words and repeats them, so each is folded once: a memo keeps what
    a run of bytes between two plain separators came to, until another run needs its slot.

    Parameters
    ----------
    text : uint8 array, shape (T,)
        Valid UTF-8.
    begin, end : int64 arrays, shape (N,)
        Byte range of each block.
    table, pool : uint32 arrays
        As `folding.load_table` gives them.
    words : uint64 array, shape (W,)
        Written in place, one block's after another's.  A block of B bytes has at most
        (B + 1) // 2 words: two of them are parted by a separator or are three bytes each.
    flags : uint8 array, shape (W,) or (0,)
        QUOTED or 0 for each word; written in place unless empty.
    spans : uint32 array, shape (W, 2) or (0, 2)
        Code points from the block's start to the word's begin and end; written in
        place unless empty.
    count : int64 array, shape (N,)
        Words of each block; written in place.

    """
    letters, lanes = make_room()
    memo = np.zeros((1 << SLOT_BITS, 4), dtype=np.uint64)  # low, high, word; the fourth aligns
    out = 0
    for row in range(begin.shape[0]):
        at, stop, before = begin[row], end[row], out
        position, quoted = 0, 0
        while at < stop:
            while at < stop and BYTES[text[at]] == GAP:
                at, position = at + 1, position + 1
            run, low, high, last = read_run(text, at, stop)
            closed = is_closed(text, at, run, stop)
            slot = np.int64((low * PRIME_1 ^ high * PRIME_2) >> np.uint64(64 - SLOT_BITS))
            if closed and memo[slot, 0] == low and memo[slot, 1] == high:
                at, first, held, word = run, 0, 1, memo[slot, 2]
            else:
                at, first, last, quoted, held, word = fold_word(
                    text, at, stop, quoted, table, pool, letters, lanes
                )
                if closed and at == run and held > 0:  # this word is all the run made
                    memo[slot, 0], memo[slot, 1], memo[slot, 2] = low, high, word
            if held > 0:
                words[out] = word
                if flags.shape[0] > 0:
                    flags[out] = quoted
                if spans.shape[0] > 0:
                    spans[out, 0], spans[out, 1] = position + first, position + last
                out += 1
            position += last
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
