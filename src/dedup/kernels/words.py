"""
UTF-8 bytes -> words: decode, fold, split and hash in one pass.

A word is a run of letters, marks and digits after folding (see `folding`).  Its hash
is XXH64 over 16-bit units: first the tones, then the folded letters as UTF-16, zero
padded to whole 64-bit lanes.  The lowest bit of the hash says whether the word holds a
digit, so that later stages can compare the numbers of two texts without their letters.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .folding import (
    CLASS_SHIFT,
    CODE_MASK,
    DIGIT,
    DROP,
    EXTRA_SHIFT,
    HYPHEN,
    LETTER,
    LOWER,
    MARK,
    MULTI,
    QUOTE_EITHER,
    QUOTE_OPEN,
    SEPARATOR,
    SOLO,
    TONE,
)
from .xxh64 import PRIME_1, PRIME_2, hash_lanes

MAX_LETTERS = 256  # a longer run is several words: base64 and rows of dashes are no language
QUOTED = 1  # flag of a word that stands inside quotation marks
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
def decode(text: NDArray[np.uint8], at: int) -> tuple[int, int]:
    """Return the code point at byte `at` of valid UTF-8, and its length in bytes."""
    lead = int(text[at])
    if lead < 0x80:
        return lead, 1
    if lead < 0xE0:
        return (lead & 0x1F) << 6 | (text[at + 1] & 0x3F), 2
    if lead < 0xF0:
        return (lead & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | (text[at + 2] & 0x3F), 3
    high = (lead & 0x07) << 18 | (text[at + 1] & 0x3F) << 12
    return high | (text[at + 2] & 0x3F) << 6 | (text[at + 3] & 0x3F), 4


@inline
def is_mark(entry: np.uint32) -> bool:
    """Say whether an entry is a combining mark that Unicode reorders."""
    return bool((entry >> CLASS_SHIFT) & 7 == MARK and entry >> EXTRA_SHIFT > 0)


@inline
def append(part: np.uint32, letters: NDArray[np.uint32], held: int, tones: int) -> tuple[int, int]:
    """
    Add a folded entry to the open word; return how many letters it holds, and its tones.

    Marks are kept in canonical order, by the combining class in their extra bits, so
    that NFC equals NFD.  A tone adds one to its three-bit count.
    """
    kind = (part >> CLASS_SHIFT) & 7
    if kind == TONE:
        shift = 3 * int(part >> EXTRA_SHIFT)
        if (tones >> shift) & 7 < 7:
            tones += 1 << shift
        return held, tones
    if kind not in (LETTER, SOLO, MARK) or held >= MAX_LETTERS + 4:
        return held, tones
    at = held
    if is_mark(part):
        while at > 0 and is_mark(letters[at - 1]) and letters[at - 1] >> EXTRA_SHIFT > part >> EXTRA_SHIFT:
            letters[at] = letters[at - 1]
            at -= 1
    letters[at] = part
    return held + 1, tones


@inline
def ends_word(kind: int, first: np.uint32, held: int) -> bool:
    """Say whether a code point of this class cannot belong to the open word."""
    if kind == LETTER:
        return held >= MAX_LETTERS or (first >> CLASS_SHIFT) & 7 == SOLO
    return kind in (SEPARATOR, SOLO, HYPHEN)


@inline
def joins(
    text: NDArray[np.uint8], at: int, stop: int, table: NDArray[np.uint32], pool: NDArray[np.uint32]
) -> bool:
    """Say whether what follows a hyphen is a lower-case letter: Cu-ba, but not Nam-Cuba."""
    while at < stop:
        code, width = decode(text, at)
        entry = table[code]
        head = pool[entry & CODE_MASK] if (entry >> CLASS_SHIFT) & 7 == MULTI else entry
        kind = (head >> CLASS_SHIFT) & 7
        if kind != DROP:
            return kind == LETTER and (head >> EXTRA_SHIFT) & LOWER != 0
        at += width
    return False


@inline
def quotation(mark: int, quoted: int) -> int:
    """Return whether what follows a separator stands inside quotation marks."""
    if mark == 0:
        return quoted
    return QUOTED if mark == QUOTE_OPEN or (mark == QUOTE_EITHER and quoted == 0) else 0


@inline
def hash_word(letters: NDArray[np.uint32], held: int, tones: int, lanes: NDArray[np.uint64]) -> np.uint64:
    """Hash the word in `letters`; the lowest bit says whether it holds a digit."""
    lane, filled, count, digit = np.uint64(tones), 16, 0, np.uint64(0)
    for i in range(held):
        entry = letters[i]
        code = np.uint64(entry & CODE_MASK)
        if (entry >> CLASS_SHIFT) & 7 == LETTER and (entry >> EXTRA_SHIFT) & DIGIT:
            digit = np.uint64(1)
        units = 1
        if code > 0xFFFF:  # a surrogate pair, high half first
            offset = code - np.uint64(0x10000)
            low = np.uint64(0xDC00) | offset & np.uint64(0x3FF)
            code = low << np.uint64(16) | np.uint64(0xD800) | offset >> np.uint64(10)
            units = 2
        for _ in range(units):
            if filled == 64:
                lanes[count] = lane
                count += 1
                lane, filled = np.uint64(0), 0
            lane |= (code & np.uint64(0xFFFF)) << np.uint64(filled)
            code >>= np.uint64(16)
            filled += 16
    lanes[count] = lane
    return hash_lanes(lanes, 0, count + 1) & ~np.uint64(1) | digit


@inline
def add_letters(
    entry: np.uint32, pool: NDArray[np.uint32], letters: NDArray[np.uint32], held: int, tones: int
) -> tuple[int, int]:
    """Add what a code point folds to to the open word; return as `append` does."""
    kind = (entry >> CLASS_SHIFT) & 7
    if kind in (LETTER, SOLO):
        letters[held] = entry
        return held + 1, tones
    if kind != MULTI:
        return append(entry, letters, held, tones)
    for i in range(entry >> EXTRA_SHIFT):
        held, tones = append(pool[(entry & CODE_MASK) + i], letters, held, tones)
    return held, tones


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
    letters = np.empty(MAX_LETTERS + 8, dtype=np.uint32)  # one code point folds to at most 4
    lanes = np.empty(MAX_LETTERS // 2 + 8, dtype=np.uint64)
    memo = np.zeros((1 << SLOT_BITS, 4), dtype=np.uint64)  # low, high, word; the fourth aligns
    out = 0
    for row in range(begin.shape[0]):
        at, stop, before = begin[row], end[row], out
        position, first, held, tones, quoted = 0, 0, 0, 0, 0
        while at < stop or held > 0:
            whole = False
            if held == 0:
                while at < stop and BYTES[text[at]] == GAP:
                    at, position = at + 1, position + 1
                run, low, high, points = read_run(text, at, stop)
                first, expected = position, out
                closed = is_closed(text, at, run, stop)
                slot = np.int64((low * PRIME_1 ^ high * PRIME_2) >> np.uint64(64 - SLOT_BITS))
                if closed and memo[slot, 0] == low and memo[slot, 1] == high:
                    whole, word = True, memo[slot, 2]
                    at, position = run, position + points
            if not whole:
                code, width = decode(text, at) if at < stop else (0, 1)  # NUL closes the last word
                entry = table[code]
                head = pool[entry & CODE_MASK] if (entry >> CLASS_SHIFT) & 7 == MULTI else entry
                kind = (head >> CLASS_SHIFT) & 7
                joined = kind == HYPHEN and held > 0 and joins(text, at + width, stop, table, pool)
                whole = held > 0 and not joined and ends_word(kind, letters[0], held)
                if whole:
                    word = hash_word(letters, held, tones, lanes)
                    held, tones = 0, 0
                    if closed and at == run and out == expected:  # this word is all the run made
                        memo[slot, 0], memo[slot, 1], memo[slot, 2] = low, high, word
            if whole:
                words[out] = word
                if flags.shape[0] > 0:
                    flags[out] = quoted
                if spans.shape[0] > 0:
                    spans[out, 0], spans[out, 1] = first, position
                out += 1
                continue
            if kind == LETTER or kind == SOLO or held > 0:
                held, tones = add_letters(entry, pool, letters, held, tones)
            elif kind == SEPARATOR:
                quoted = quotation(head >> EXTRA_SHIFT, quoted)
            at += width
            position += 1
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
