"""
The matching key's table: what each code point contributes to a word.

One 32-bit entry a code point: 21 bits of folded code point, 3 bits of class, 8 bits
of extra.  A code point that folds to several (a precomposed letter) is MULTI and
points into a pool of entries.  The table is shipped as `folding.npz`, so that keys
do not change with the interpreter; `characters` makes it.
"""

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
# Extra of a TONE: which of grave, acute, tilde, hook above, dot below.
TONES = "\u0300\u0301\u0303\u0309\u0323"
# Extra of a SEPARATOR: a quotation mark, by what it looks like, or what a sentence or a bracket ends with.
(
    UPPER_OPEN, UPPER_CLOSE, LOWER_OPEN, STRAIGHT, POINTS_LEFT, POINTS_RIGHT, POINT_LEFT, POINT_RIGHT,
    CORNER_OPEN, CORNER_CLOSE, SINGLE_OPEN, SINGLE_CLOSE, SINGLE_LOWER, ENDING,
) = range(1, 15)  # fmt: skip


@cache
def load_table() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """
    Return the shipped table of all code points and the pool that MULTI entries point into.

    Returns
    -------
    table : uint32 array, shape (0x110000,)
    pool : uint32 array, shape (P,)
        A MULTI entry's code is an index into it and its extra the number of entries.

    """
    with np.load(TABLE_FILE) as arrays:
        return arrays["table"] ^ np.arange(0x110000, dtype=np.uint32), arrays["pool"]
