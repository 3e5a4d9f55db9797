"""
XXH64 of whole 64-bit lanes, bit-identical to `xxhash.xxh64` over their bytes.

Source: the xxHash specification, "XXH64 Algorithm Description".
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline

PRIME_1 = np.uint64(0x9E3779B185EBCA87)
PRIME_2 = np.uint64(0xC2B2AE3D27D4EB4F)
PRIME_3 = np.uint64(0x165667B19E3779F9)
PRIME_4 = np.uint64(0x85EBCA77C2B2AE63)
PRIME_5 = np.uint64(0x27D4EB2F165667C5)
START_1 = np.uint64(0x60EA27EEADC0B5D6)  # PRIME_1 + PRIME_2
START_4 = np.uint64(0x61C8864E7A143579)  # -PRIME_1


@inline
def rotate(value: np.uint64, bits: int) -> np.uint64:
    """Rotate left."""
    return (value << np.uint64(bits)) | (value >> np.uint64(64 - bits))


@inline
def stir(accumulator: np.uint64, lane: np.uint64) -> np.uint64:
    """Mix one lane into an accumulator (the specification's `round`)."""
    return rotate(accumulator + lane * PRIME_2, 31) * PRIME_1


@inline
def merge(accumulator: np.uint64, other: np.uint64) -> np.uint64:
    """Fold one of the four stripe accumulators into the result."""
    return (accumulator ^ stir(np.uint64(0), other)) * PRIME_1 + PRIME_4


@inline
def hash_lanes(lanes: NDArray[np.uint64], begin: int, count: int) -> np.uint64:
    """
    Hash `lanes[begin:begin + count]` as little-endian bytes, seed 0.

    Parameters
    ----------
    lanes : uint64 array
    begin, count : int
        In lanes; 8 bytes each.

    """
    done = 0
    if count >= 4:
        v1, v2, v3, v4 = START_1, PRIME_2, np.uint64(0), START_4
        while done + 4 <= count:
            v1 = stir(v1, lanes[begin + done])
            v2 = stir(v2, lanes[begin + done + 1])
            v3 = stir(v3, lanes[begin + done + 2])
            v4 = stir(v4, lanes[begin + done + 3])
            done += 4
        digest = rotate(v1, 1) + rotate(v2, 7) + rotate(v3, 12) + rotate(v4, 18)
        digest = merge(merge(merge(merge(digest, v1), v2), v3), v4)
    else:
        digest = PRIME_5
    digest += np.uint64(8 * count)
    while done < count:
        digest = rotate(digest ^ stir(np.uint64(0), lanes[begin + done]), 27) * PRIME_1 + PRIME_4
        done += 1
    digest = (digest ^ (digest >> np.uint64(33))) * PRIME_2
    digest = (digest ^ (digest >> np.uint64(29))) * PRIME_3
    return digest ^ (digest >> np.uint64(32))
