"""
Words -> shingles -> signatures, samples and LSH bands.

The permutations are datasketch's `affine32`: h -> a * h + b mod 2^32 over a hash that
MurmurHash3's finaliser has mixed, so a signature here equals
`datasketch.MinHash(num_perm, seed).update_batch(...)` over the same shingles.

Source: Broder, "On the resemblance and containment of documents", 1997 (shingles,
minhashes); Irber et al., "Lightweight compositional analysis of metagenomes with
FracMinHash and minimum metagenome covers", 2022 (samples).
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel
from .xxh64 import PRIME_1, hash_runs

EMPTY = np.uint32(0xFFFFFFFF)  # the minhash of no shingles, as in datasketch
TOGETHER = 4  # hashes that meet a permutation at once: it and its minimum are then read once for all
LANES = 16  # 32-bit numbers in the widest vector register: whole registers need no rest loop


@inline
def mix(value: np.uint32) -> np.uint32:
    """Spread a 32-bit hash (MurmurHash3's `fmix32`)."""
    value = np.uint32(value ^ (value >> np.uint32(16)))
    value = np.uint32(value * np.uint32(0x85EBCA6B))
    value = np.uint32(value ^ (value >> np.uint32(13)))
    value = np.uint32(value * np.uint32(0xC2B2AE35))
    return np.uint32(value ^ (value >> np.uint32(16)))


@inline
def lower_minima(
    mixed: NDArray[np.uint32],
    at: int,
    factors: NDArray[np.uint32],
    terms: NDArray[np.uint32],
    best: NDArray[np.uint32],
) -> None:
    """Lower each minimum in `best` to the least its permutation makes of TOGETHER hashes from `at` on."""
    h0, h1, h2, h3 = mixed[at], mixed[at + 1], mixed[at + 2], mixed[at + 3]
    for p in range(best.shape[0]):
        a, b = factors[p], terms[p]
        low = min(np.uint32(a * h0 + b), np.uint32(a * h1 + b))
        high = min(np.uint32(a * h2 + b), np.uint32(a * h3 + b))
        best[p] = min(best[p], low, high)


@kernel
def make_minhashes(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngram: int,
    multipliers: NDArray[np.uint32],
    offsets: NDArray[np.uint32],
    minhashes: NDArray[np.uint32],
) -> None:
    """
    Compute the signature of every unit.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
        Word range of each unit.
    ngram : int
        Words per shingle.
    multipliers, offsets : uint32 arrays, shape (P,)
        The permutations; multipliers odd.
    minhashes : uint32 array, shape (N, P)
        Written in place; EMPTY throughout for a unit without shingles.

    """
    count = multipliers.shape[0]
    width = (count + LANES - 1) // LANES * LANES
    factors, terms = np.zeros(width, dtype=np.uint32), np.zeros(width, dtype=np.uint32)
    factors[:count], terms[:count] = multipliers, offsets
    best = np.empty(width, dtype=np.uint32)
    longest = (end - begin).max() if begin.shape[0] else 0
    shingles, mixed = np.empty(longest, dtype=np.uint64), np.empty(longest + TOGETHER, dtype=np.uint32)
    for row in range(begin.shape[0]):
        total = max(end[row] - begin[row] - ngram + 1, 0)
        hash_runs(words, begin[row], ngram, shingles[:total])
        for i in range(total):
            mixed[i] = mix(np.uint32(shingles[i] >> np.uint64(32)))
        for i in range(total, total + TOGETHER):  # the last again, which changes no minimum
            mixed[i] = mixed[max(total - 1, 0)]
        best[:] = EMPTY
        for i in range(0, total, TOGETHER):
            lower_minima(mixed, i, factors, terms, best)
        minhashes[row] = best[:count]


@kernel
def hash_bands(minhashes: NDArray[np.uint32], rows: int, bands: NDArray[np.uint64]) -> None:
    """
    Hash each band of each signature.

    Parameters
    ----------
    minhashes : uint32 array, shape (N, P), P >= B * rows
    rows : int
        Minhashes a band.
    bands : uint64 array, shape (B, N)
        Written in place.  The band's number comes first: equal rows in two different
        bands are no evidence.  Each step is a bijection of the hash so far, so two bands
        that differ in one minhash never fall together.

    """
    for row in range(minhashes.shape[0]):
        signature, at = minhashes[row], np.uint64(0)  # unsigned: no index is checked for its sign
        for band in range(bands.shape[0]):
            digest = np.uint64(band)
            for _ in range(rows):
                digest = (digest ^ np.uint64(signature[at])) * PRIME_1
                digest ^= digest >> np.uint64(32)
                at += np.uint64(1)
            bands[band, row] = digest


@kernel
def sample_shingles(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngram: int,
    limits: NDArray[np.uint64],
    samples: NDArray[np.uint64],
    count: NDArray[np.int64],
) -> int:
    """
    Keep of every unit the distinct shingles whose hash lies below its limit.

    Parameters
    ----------
    words, begin, end, ngram
        As in `make_minhashes`.
    limits : uint64 array, shape (N,)
        2^64 / c keeps one shingle in c, the same ones in every unit.
    samples : uint64 array, shape (>= sum(end - begin),)
        Written in place, one unit after another, ascending within each.
    count : int64 array, shape (N,)
        Samples kept of each unit; written in place.

    Returns
    -------
    total : int
        Samples kept.

    """
    total = 0
    for row in range(begin.shape[0]):
        shingles = samples[total : total + max(end[row] - begin[row] - ngram + 1, 0)]
        hash_runs(words, begin[row], ngram, shingles)
        kept = 0
        for i in range(shingles.shape[0]):
            # Written in any case, and kept by moving on: no branch to mispredict.
            shingles[kept] = shingles[i]
            kept += shingles[kept] < limits[row]
        count[row] = keep_distinct(shingles[:kept])
        total += count[row]
    return total


@kernel
def keep_distinct(values: NDArray[np.uint64]) -> int:
    """Sort `values` in place with repeats dropped; return how many are left at the front."""
    if values.shape[0] == 0:
        return 0
    values.sort()
    kept = 1
    for i in range(1, values.shape[0]):
        if values[i] != values[kept - 1]:
            values[kept] = values[i]
            kept += 1
    return kept
