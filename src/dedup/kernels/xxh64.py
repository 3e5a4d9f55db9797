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
def merge_all(v1: np.uint64, v2: np.uint64, v3: np.uint64, v4: np.uint64) -> np.uint64:
    """Fold the four stripe accumulators into one digest."""
    digest = rotate(v1, 1) + rotate(v2, 7) + rotate(v3, 12) + rotate(v4, 18)
    return merge(merge(merge(merge(digest, v1), v2), v3), v4)


@inline
def absorb(digest: np.uint64, lane: np.uint64) -> np.uint64:
    """Mix one lane after the last whole stripe into the digest."""
    return rotate(digest ^ stir(np.uint64(0), lane), 27) * PRIME_1 + PRIME_4


@inline
def finish(digest: np.uint64) -> np.uint64:
    """Spread every bit of the digest over all (the specification's avalanche)."""
    digest = (digest ^ (digest >> np.uint64(33))) * PRIME_2
    digest = (digest ^ (digest >> np.uint64(29))) * PRIME_3
    return digest ^ (digest >> np.uint64(32))


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
    done, digest = 0, PRIME_5
    if count >= 4:
        v1, v2, v3, v4 = START_1, PRIME_2, np.uint64(0), START_4
        while done + 4 <= count:
            v1 = stir(v1, lanes[begin + done])
            v2 = stir(v2, lanes[begin + done + 1])
            v3 = stir(v3, lanes[begin + done + 2])
            v4 = stir(v4, lanes[begin + done + 3])
            done += 4
        digest = merge_all(v1, v2, v3, v4)
    digest += np.uint64(8 * count)
    while done < count:
        digest = absorb(digest, lanes[begin + done])
        done += 1
    return finish(digest)


@inline
def hash_runs(lanes: NDArray[np.uint64], begin: int, count: int, digests: NDArray[np.uint64]) -> None:
    """
    Hash the `count` lanes from each place on, `begin` and those after it, as `hash_lanes` does.

    Step by step for all runs rather than run by run: such loops fill vector registers.

    Parameters
    ----------
    lanes : uint64 array
    begin, count : int
    digests : uint64 array, shape (R,)
        Of R runs; written in place.

    """
    if count >= 8:
        for i in range(digests.shape[0]):
            digests[i] = hash_lanes(lanes, begin + i, count)
        return
    lanes, size = lanes[begin:], np.uint64(8 * count)
    if count >= 4:
        for i in range(digests.shape[0]):
            v1, v2 = stir(START_1, lanes[i]), stir(PRIME_2, lanes[i + 1])
            v3, v4 = stir(np.uint64(0), lanes[i + 2]), stir(START_4, lanes[i + 3])
            digests[i] = merge_all(v1, v2, v3, v4) + size
    else:
        digests[:] = PRIME_5 + size
    for at in range(count // 4 * 4, count):
        for i in range(digests.shape[0]):
            digests[i] = absorb(digests[i], lanes[i + at])
    for i in range(digests.shape[0]):
        digests[i] = finish(digests[i])
