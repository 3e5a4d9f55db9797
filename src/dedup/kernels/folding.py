"""
The matching key's table: what each code point contributes to a word.

One 32-bit entry a code point: 21 bits of folded code point, 3 bits of class, 8 bits
of extra.  A code point that folds to several (a precomposed letter) is MULTI and
points into a pool of entries.  The table is built from Python's `unicodedata` and
shipped as `folding.npz`, so that keys do not change with the interpreter; rebuild
with `python -m dedup.kernels.folding` and raise KEY_VERSION.
"""

import unicodedata
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

KEY_VERSION = 2
TABLE_FILE = Path(__file__).with_name("folding.npz")

SEPARATOR, LETTER, MARK, TONE, DROP, HYPHEN, SOLO, MULTI = range(8)
CLASS_SHIFT, EXTRA_SHIFT = 21, 24
CODE_MASK = (1 << CLASS_SHIFT) - 1
LOWER, DIGIT = 1, 2  # extra bits of a LETTER
# Extra of a SEPARATOR: a quotation mark, by what it looks like, or what a sentence or a bracket ends with.
(
    UPPER_OPEN, UPPER_CLOSE, LOWER_OPEN, STRAIGHT, POINTS_LEFT, POINTS_RIGHT, POINT_LEFT, POINT_RIGHT,
    CORNER_OPEN, CORNER_CLOSE, SINGLE_OPEN, SINGLE_CLOSE, SINGLE_LOWER, ENDING,
) = range(1, 15)  # fmt: skip

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
HYPHENS = "-\u2010\u2011"
# Đ is written with the Icelandic or the African letter on pages that passed through old code pages.
D_WITH_STROKE = str.maketrans("ÐðƉ", "ĐđĐ")
SIGNS = (
    dict(zip("“”„\"«»‹›‘’‚", (
        UPPER_OPEN, UPPER_CLOSE, LOWER_OPEN, STRAIGHT, POINTS_LEFT, POINTS_RIGHT, POINT_LEFT, POINT_RIGHT,
        SINGLE_OPEN, SINGLE_CLOSE, SINGLE_LOWER,
    ), strict=True))
    | dict.fromkeys("「『《〝", CORNER_OPEN)
    | dict.fromkeys("」』》〞〟", CORNER_CLOSE)
    | dict.fromkeys(".,;!?…%)]}。、】〕", ENDING)
)  # fmt: skip
# Han, kana, Thai, Lao, Myanmar, Khmer: written without spaces, so a character is a word.
SOLO_RANGES = (
    (0x0E01, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF), (0x20000, 0x3FFFD),
)  # fmt: skip


def fold_character(character: str) -> str:
    """
    Return the canonically decomposed, case-folded, narrow form of a character.

    >>> [f"{ord(c):04x}" for c in fold_character("Ộ")]
    ['006f', '0323', '0302']
    >>> fold_character("Ð") == fold_character("Đ") == "đ"
    True
    >>> fold_character("Ａ")
    'a'
    """
    width = unicodedata.decomposition(character).startswith(("<wide>", "<narrow>"))
    narrow = unicodedata.normalize("NFKD" if width else "NFD", character)
    return unicodedata.normalize("NFD", narrow.translate(D_WITH_STROKE).casefold())


def entry_of(folded: str, lower: bool) -> int:
    """Return the table entry of one code point that is already folded."""
    code, category = ord(folded), unicodedata.category(folded)
    if folded in TONES:
        return _pack(code, TONE, TONES.index(folded))
    if folded in HYPHENS:
        return _pack(code, HYPHEN, 0)
    if category == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or folded == "\u034f":
        return _pack(code, DROP, 0)
    if category[0] == "M":
        return _pack(code, MARK, unicodedata.combining(folded))
    if category[0] in "LN":
        solo = any(first <= code <= last for first, last in SOLO_RANGES)
        return _pack(code, SOLO if solo else LETTER, LOWER * lower | DIGIT * (category == "Nd"))
    return _pack(code, SEPARATOR, SIGNS.get(folded, 0))


def build_table() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """
    Return the table of all code points and the pool that MULTI entries point into.

    Returns
    -------
    table : uint32 array, shape (0x110000,)
    pool : uint32 array, shape (P,)
        A MULTI entry's code is an index into it and its extra the number of entries.

    """
    table = np.zeros(0x110000, dtype=np.uint32)
    pool: list[int] = []
    for code in range(0x110000):
        if 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
            continue  # surrogates and private use: separators
        character = chr(code)
        # Lower case is asked of the letter itself, before folding makes all lower.
        lower = unicodedata.category(unicodedata.normalize("NFD", character)[0]) == "Ll"
        entries = [entry_of(folded, lower) for folded in fold_character(character)]
        if len(entries) == 1:
            table[code] = entries[0]
        else:
            table[code] = _pack(len(pool), MULTI, len(entries))
            pool.extend(entries)
    return table, np.array(pool, dtype=np.uint32)


@cache
def load_table() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the shipped table and pool; shapes as in `build_table`."""
    with np.load(TABLE_FILE) as arrays:
        return arrays["table"] ^ np.arange(0x110000, dtype=np.uint32), arrays["pool"]


def save_table() -> None:
    """Write the table as differences from the identity: few letters fold, so it packs well."""
    table, pool = build_table()
    np.savez_compressed(TABLE_FILE, table=table ^ np.arange(len(table), dtype=np.uint32), pool=pool)


def _pack(code: int, kind: int, extra: int) -> int:
    return code | kind << CLASS_SHIFT | extra << EXTRA_SHIFT


if __name__ == "__main__":
    save_table()
