"""UTF-8 bytes -> which words are names: those that begin with a capital and open no sentence."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline
from .letters import decode

NAME = 2  # flag of a word that is written as a name

# Whether a code point is a capital; of scripts beyond these none has any in the news.
CAPITALS = np.array([chr(point).isupper() for point in range(0x2000)])
# After these and a blank a sentence goes on.
GOES_ON = np.array([byte < 0x80 and (chr(byte).isalnum() or byte == ord(",")) for byte in range(256)])
SIGNS = 0xE2  # first byte of dashes, quotation marks and dots, and of no letter of an alphabet


@inline
def is_name(text: NDArray[np.uint8], begin: int, at: int) -> bool:
    """
    Say whether the word at byte `at` begins with a capital, and goes on a sentence.

    It does where one blank stands between it and a word or a comma; `begin` is where its block begins.
    """
    if at < begin + 2 or text[at - 1] != 0x20:
        return False
    before = text[at - 2]
    if not GOES_ON[before] and (before < 0x80 or (at >= begin + 4 and text[at - 4] == SIGNS)):
        return False
    if text[at] < 0x80:
        return CAPITALS[text[at]]
    point = decode(text, at)[0]
    return point < CAPITALS.shape[0] and CAPITALS[point]
