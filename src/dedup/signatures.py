"""UNITS -> SAMPLES, and the bands of signatures: small sketches of shingle sets."""

from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import add_up, each_range, spread
from .kernels.minhash import hash_bands, make_minhashes, sample_shingles
from .params import LevelParams
from .schema import SAMPLES, UNITS, conform
from .scratch import Growing, empty
from .tokens import word_ranges
from .turns import TURN_ROWS

FINER_BELOW = 250  # the median of Vietnamese and US news pages is twice as long
SHORT_FINER = 4
STEP = 4_096  # units whose signatures are held at once, half a kilobyte each: they stay in the cache


def make_bands(
    units: pl.DataFrame, hashes: NDArray[np.uint64], level: LevelParams, seed: int
) -> NDArray[np.uint64]:
    """
    Return the hash of every band of the signature of every row of UNITS, shape (bands, N).

    A signature equals the hash values of `datasketch.MinHash(num_perm, seed=seed)` updated with the upper
    32 bits of the unit's shingle hashes; it is all ones for a unit without shingles.  Signatures are many
    times larger than texts, so they are made and hashed in passing.
    """
    units = conform(units, UNITS)
    bands = empty((level.bands, len(units)), np.uint64)
    for at in range(0, len(units), TURN_ROWS):
        rows = slice(at, at + TURN_ROWS)
        _fill_bands(units[rows], hashes, level, seed, bands[:, rows])
    return bands


def _fill_bands(
    units: pl.DataFrame, hashes: NDArray[np.uint64], level: LevelParams, seed: int, bands: NDArray[np.uint64]
) -> None:
    multipliers, offsets = make_permutations(level.num_perm, seed)
    begin, end = word_ranges(units)

    def work(first: int, last: int) -> None:
        minhashes = np.empty((min(STEP, last - first), level.num_perm), dtype=np.uint32)
        for at in range(first, last, STEP):
            rows = slice(at, min(at + STEP, last))
            made = minhashes[: rows.stop - at]
            make_minhashes(hashes, begin[rows], end[rows], level.ngram, multipliers, offsets, made)
            hash_bands(made, level.rows, bands[:, rows])

    spread(work, add_up(end - begin))


def make_samples(units: pl.DataFrame, hashes: NDArray[np.uint64], level: LevelParams) -> pl.DataFrame:
    """
    Return SAMPLES: of every unit the 1 in `sample_one_in` shingles that hash lowest.

    A short unit keeps SHORT_FINER times as many: of a brief of a hundred words that was cut to
    a third, 1 in 8 would leave four shingles to be found by.
    """
    units = conform(units, UNITS)
    begin, end = word_ranges(units)
    usual = np.uint64(2**64 // level.sample_one_in - 1)
    finer = np.uint64(2**64 // max(level.sample_one_in // SHORT_FINER, 1) - 1)
    limits = np.where(end - begin < FINER_BELOW, finer, usual)
    numbers, count = units["unit"].to_numpy(), np.zeros(len(units), dtype=np.int64)
    place = add_up(end - begin)
    sampled, shingles = Growing(np.uint32), Growing(np.uint64)

    def work(first: int, last: int) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
        rows, room = slice(first, last), np.empty(place[last] - place[first], dtype=np.uint64)
        total = sample_shingles(hashes, begin[rows], end[rows], level.ngram, limits[rows], room, count[rows])
        return np.repeat(numbers[rows], count[rows]), room[:total]

    for holders, found in each_range(work, place):
        sampled.append(holders)
        shingles.append(found)
    frame = pl.DataFrame({"unit": sampled.finish(), "shingle": shingles.finish()})
    return conform(frame, SAMPLES)


@lru_cache
def make_permutations(num_perm: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """
    Return datasketch's `affine32` permutations h -> a * h + b mod 2^32.

    Returns
    -------
    a, b : uint32 arrays, shape (num_perm,)
        Every `a` is odd, which makes its map a bijection.

    Source: datasketch 2.0, `MinHash._init_permutations`; drawn here in the same order
    from the same generator, because importing datasketch costs a second.

    """
    generator = np.random.RandomState(seed)
    a = generator.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    b = generator.randint(0, 1 << 32, num_perm, dtype=np.uint32)
    return a, b
