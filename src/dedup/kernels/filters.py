"""Hashes -> the rows that share theirs with another, told by bits instead of a table of all."""

import numpy as np
from numpy.typing import NDArray

from .compiling import kernel

BITS = 3  # log2 of those a hash has: one in twelve that meets nobody is kept


def find_met(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the rows whose hash another row has too, and a few more, in a fraction of a table's room."""
    seen = np.empty((2, count_filter_bytes(len(hashes))), dtype=np.uint8)
    rows = np.empty(len(hashes), dtype=np.uint32)
    return rows[: keep_met(hashes, seen, rows)].copy()


def count_filter_bytes(hashes: int) -> int:
    """Return how many bytes each half of the filter of so many hashes has, a power of two."""
    return 1 << max(hashes.bit_length() + BITS - 3, 0)


@kernel
def keep_met(hashes: NDArray[np.uint64], seen: NDArray[np.uint8], rows: NDArray[np.uint32]) -> int:
    """
    Keep the rows whose hash another row has too, and a few more.

    Parameters
    ----------
    hashes : uint64 array, shape (N,)
    seen : uint8 array, shape (2, 2^k)
        Scratch: a bit for what came once, and one for what came again.  The more bits a
        hash, the fewer rows are kept that are alone.
    rows : uint32 array, shape (N,)
        Written in place.

    Returns
    -------
    kept : int
        How many rows were written.

    """
    once, again = seen
    mask = np.uint64(8 * once.shape[0] - 1)
    seen[:] = 0
    for i in range(hashes.shape[0]):
        at = hashes[i] & mask
        bit = np.uint8(1) << np.uint8(at & np.uint64(7))
        again[at >> np.uint64(3)] |= once[at >> np.uint64(3)] & bit
        once[at >> np.uint64(3)] |= bit
    kept = 0
    for i in range(hashes.shape[0]):
        at = hashes[i] & mask
        rows[kept] = i
        kept += (again[at >> np.uint64(3)] >> np.uint8(at & np.uint64(7))) & np.uint8(1)
    return kept
