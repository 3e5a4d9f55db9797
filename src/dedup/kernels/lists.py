"""UTF-8 bytes -> how many words of a text stand in each of a few lists."""

import numpy as np
from numpy.typing import NDArray

from .compiling import kernel

SPACE, NEWLINE = 32, 10
# Source: Fowler, Noll & Vo, "FNV hash", 64 bits, variant 1a.
OFFSET, PRIME = 0xCBF29CE484222325, 0x100000001B3


def hash_name(word: str) -> int:
    """Return the hash by which `count_listed` knows a word."""
    value = OFFSET
    for byte in word.encode():
        value = (value ^ byte) * PRIME % 2**64
    return value


@kernel
def count_listed(
    text: NDArray[np.uint8],
    stops: NDArray[np.int64],
    known: NDArray[np.uint64],
    lists: NDArray[np.uint8],
    counts: NDArray[np.int64],
) -> None:
    """
    Count of every text the words of each list that stand between two spaces, and the spaces.

    Parameters
    ----------
    text : uint8 array
        UTF-8; the end of a line is a space.
    stops : int64 array, shape (N + 1,)
        Byte before which each text begins; the last is where they end.
    known : uint64 array, shape (K,)
        Hashes of all words, ascending.
    lists : uint8 array, shape (K, L)
        1 where a list has the word.
    counts : int64 array, shape (N, L + 1)
        Zero throughout; written in place, spaces last.

    """
    for row in range(stops.shape[0] - 1):
        value, begun = np.uint64(OFFSET), False
        for byte in text[stops[row] : stops[row + 1]]:
            if byte != SPACE and byte != NEWLINE:
                value = (value ^ np.uint64(byte)) * np.uint64(PRIME)
                continue
            at = np.searchsorted(known, value) if begun else known.shape[0]
            if at < known.shape[0] and known[at] == value:
                counts[row, :-1] += lists[at]
            counts[row, -1] += 1
            value, begun = np.uint64(OFFSET), True
