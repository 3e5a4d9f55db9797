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
from .xxh64 import hash_lanes

EMPTY = np.uint32(0xFFFFFFFF)  # the minhash of no shingles, as in datasketch


@inline
def mix(value: np.uint32) -> np.uint32:
    """Spread a 32-bit hash (MurmurHash3's `fmix32`)."""
    value = np.uint32(value ^ (value >> np.uint32(16)))
    value = np.uint32(value * np.uint32(0x85EBCA6B))
    value = np.uint32(value ^ (value >> np.uint32(13)))
    value = np.uint32(value * np.uint32(0xC2B2AE35))
    return np.uint32(value ^ (value >> np.uint32(16)))


@kernel
def hash_shingles(
    words: NDArray[np.uint64], begin: int, end: int, ngram: int, out: NDArray[np.uint64]
) -> int:
    """
    Hash every run of `ngram` words in `words[begin:end]`, in order, repeats kept.

    A text of fewer words than a shingle has none: it matches by exact key only.

    Parameters
    ----------
    words : uint64 array
    begin, end, ngram : int
    out : uint64 array, shape (>= end - begin,)
        Written in place.

    Returns
    -------
    count : int
        Shingles written: max(end - begin - ngram + 1, 0).

    """
    count = max(end - begin - ngram + 1, 0)
    for i in range(count):
        out[i] = hash_lanes(words, begin + i, ngram)
    return count


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
    for row in range(begin.shape[0]):
        signature = minhashes[row]
        signature[:] = EMPTY
        for i in range(begin[row], end[row] - ngram + 1):
            mixed = mix(np.uint32(hash_lanes(words, i, ngram) >> np.uint64(32)))
            for p in range(multipliers.shape[0]):
                value = np.uint32(multipliers[p] * mixed + offsets[p])
                signature[p] = min(signature[p], value)


@kernel
def hash_bands(minhashes: NDArray[np.uint32], bands: int, rows: int, buckets: NDArray[np.uint64]) -> None:
    """
    Hash each band of each signature to a bucket.

    Parameters
    ----------
    minhashes : uint32 array, shape (N, P), P >= bands * rows
    bands, rows : int
    buckets : uint64 array, shape (N, bands)
        Written in place.  The band's number is hashed too: equal rows in two
        different bands are no evidence.

    """
    lanes = np.empty(rows // 2 + 2, dtype=np.uint64)
    for row in range(minhashes.shape[0]):
        for band in range(bands):
            lanes[:] = np.uint64(0)
            lanes[0] = np.uint64(band)
            for i in range(rows):
                value = np.uint64(minhashes[row, band * rows + i])
                lanes[1 + i // 2] |= value << np.uint64(32 * (i % 2))
            buckets[row, band] = hash_lanes(lanes, 0, 1 + (rows + 1) // 2)


@kernel
def sample_shingles(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngram: int,
    limit: np.uint64,
    place: NDArray[np.int64],
    samples: NDArray[np.uint64],
    count: NDArray[np.int64],
) -> None:
    """
    Keep of every unit the distinct shingles whose hash lies below `limit`.

    Parameters
    ----------
    words, begin, end, ngram
        As in `make_minhashes`.
    limit : uint64
        2^64 / c keeps one shingle in c, the same ones in every unit.
    place : int64 array, shape (N,)
        Where in `samples` each unit's go; end - begin places are enough.
    samples : uint64 array
        Written in place, ascending within a unit.
    count : int64 array, shape (N,)
        Samples kept of each unit; written in place.

    """
    for row in range(begin.shape[0]):
        out = place[row]
        for i in range(begin[row], end[row] - ngram + 1):
            shingle = hash_lanes(words, i, ngram)
            if shingle < limit:
                samples[out] = shingle
                out += 1
        count[row] = keep_distinct(samples[place[row] : out])


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
