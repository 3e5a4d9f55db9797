"""
What each code point contributes to a word, by Unicode: how the table of `folding` is made.

The table is built from Python's `unicodedata` and shipped; where another Unicode or another rule
changes it, rebuild it with `python -m dedup.kernels.characters` and raise KEY_VERSION.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

from .folding import (
    CLASS_SHIFT,
    CORNER_CLOSE,
    CORNER_OPEN,
    DIGIT,
    DROP,
    ENDING,
    EXTRA_SHIFT,
    HYPHEN,
    LETTER,
    LOWER,
    LOWER_OPEN,
    MARK,
    MULTI,
    POINT_LEFT,
    POINT_RIGHT,
    POINTS_LEFT,
    POINTS_RIGHT,
    SEPARATOR,
    SINGLE_CLOSE,
    SINGLE_LOWER,
    SINGLE_OPEN,
    SOLO,
    STRAIGHT,
    TABLE_FILE,
    TONE,
    TONES,
    UPPER_CLOSE,
    UPPER_OPEN,
)

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
    """Return the table and the pool; shapes as in `folding.load_table`."""
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


def save_table() -> None:
    """Write the table as differences from the identity: few letters fold, so it packs well."""
    table, pool = build_table()
    np.savez_compressed(TABLE_FILE, table=table ^ np.arange(len(table), dtype=np.uint32), pool=pool)


def _pack(code: int, kind: int, extra: int) -> int:
    return code | kind << CLASS_SHIFT | extra << EXTRA_SHIFT


if __name__ == "__main__":
    save_table()
