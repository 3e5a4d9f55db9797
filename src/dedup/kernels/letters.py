"""
UTF-8 bytes -> one word: decode, fold and hash.

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
    ENDING,
    EXTRA_SHIFT,
    HYPHEN,
    LETTER,
    LOWER,
    MARK,
    MULTI,
    SEPARATOR,
    SINGLE_CLOSE,
    SOLO,
    TONE,
)
from .marks import quote
from .xxh64 import hash_lanes

MAX_LETTERS = 256  # a longer run is several words: base64 and rows of dashes are no language
QUOTED = 1  # flag of a word that stands inside quotation marks


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
def ends_word(kind: int, first: np.uint32, held: int) -> bool:
    """Say whether a code point of this class cannot belong to the open word."""
    if kind == LETTER:
        return held >= MAX_LETTERS or (first >> CLASS_SHIFT) & 7 == SOLO
    return kind in (SEPARATOR, SOLO, HYPHEN)


@inline
def look_ahead(
    text: NDArray[np.uint8], at: int, stop: int, table: NDArray[np.uint32], pool: NDArray[np.uint32]
) -> np.uint32:
    """Return the entry of what follows, 0 for nothing."""
    while at < stop:
        code, width = decode(text, at)
        entry = table[code]
        head = pool[entry & CODE_MASK] if (entry >> CLASS_SHIFT) & 7 == MULTI else entry
        if (head >> CLASS_SHIFT) & 7 != DROP:
            return head
        at += width
    return np.uint32(0)


@inline
def joins(head: np.uint32) -> bool:
    """Say whether what follows a hyphen is a lower-case letter: Cu-ba, but not Nam-Cuba."""
    return (head >> CLASS_SHIFT) & 7 == LETTER and (head >> EXTRA_SHIFT) & LOWER != 0


@inline
def leaves_free(entry: np.uint32) -> bool:
    """Say whether what follows may begin a quotation: no word and no end of one stands right before it."""
    kind = (entry >> CLASS_SHIFT) & 7
    return bool(kind == HYPHEN or (kind == SEPARATOR and entry >> EXTRA_SHIFT in (0, SINGLE_CLOSE)))


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


@kernel
def fold_word(
    text: NDArray[np.uint8],
    start: int,
    at: int,
    stop: int,
    quoted: int,
    table: NDArray[np.uint32],
    pool: NDArray[np.uint32],
    letters: NDArray[np.uint32],
    lanes: NDArray[np.uint64],
) -> tuple[int, int, int, int, np.uint64]:
    """
    Fold and hash the first word from byte `at` on.

    Parameters
    ----------
    text : uint8 array
        Valid UTF-8.
    start, at, stop : int
        `start` is where the block begins.
    quoted : int
        The quotation marks that are open at `at`, as `marks.quote` gives them.
    table, pool : uint32 arrays
        As `folding.load_table` gives them.
    letters, lanes : uint32, uint64 arrays
        Room to work in, as `make_room` gives it.

    Returns
    -------
    begin, end : int
        Of the word in bytes; `stop` is the end if there is none.
    quoted : int
        As given, at the word.
    held : int
        Letters of the word; 0 if there is none.
    word : uint64

    """
    begin, held, tones = at, 0, 0
    free = at == start or (text[at - 1] < 0x80 and leaves_free(table[text[at - 1]]))
    while at < stop:
        code, width = decode(text, at)
        entry = table[code]
        head = pool[entry & CODE_MASK] if (entry >> CLASS_SHIFT) & 7 == MULTI else entry
        kind = (head >> CLASS_SHIFT) & 7
        joined = kind == HYPHEN and held > 0 and joins(look_ahead(text, at + width, stop, table, pool))
        if held > 0 and not joined and ends_word(kind, letters[0], held):
            break
        if held == 0:
            begin = at
        if kind == LETTER or kind == SOLO or held > 0:
            held, tones = add_letters(entry, pool, letters, held, tones)
        elif kind == HYPHEN:
            free = True
        elif kind == SEPARATOR:
            mark = int(head >> EXTRA_SHIFT)
            if 0 < mark < ENDING:
                after = look_ahead(text, at + width, stop, table, pool)
                quoted = quote(mark, quoted, free, int((after >> CLASS_SHIFT) & 7))
            free = leaves_free(head) or (free and mark != ENDING)
        at += width
    word = hash_word(letters, held, tones, lanes) if held > 0 else np.uint64(0)
    return begin, at, quoted, held, word


@inline
def make_room() -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Return what `fold_word` works in: the letters of a word, and the lanes they are hashed in."""
    # One code point folds to at most four letters.
    return np.empty(MAX_LETTERS + 8, dtype=np.uint32), np.empty(MAX_LETTERS // 2 + 8, dtype=np.uint64)
