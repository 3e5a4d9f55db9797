"""UNITS, bands, SAMPLES -> BUCKETS: where two units can meet."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.filters import count_filter_bytes, keep_met
from .schema import BUCKETS, SAMPLES, conform
from .scratch import empty, hold


def make_lsh_buckets(units: pl.Series, bands: NDArray[np.uint64]) -> pl.DataFrame:
    """
    Return BUCKETS: a row for every band of a signature that another unit seems to have too.

    Nearly all bands are of one unit alone.  They are left out before anything is sorted;
    the few that stay by chance meet nobody later.

    Parameters
    ----------
    units : UInt32 series, length N
    bands : uint64 array, shape (B, N)
        The hashes of their bands.

    """
    met: list[NDArray[np.uint32]] = [np.empty(0, dtype=np.uint32)] * len(bands)
    size = count_filter_bytes(len(units))

    def work(first: int, last: int) -> None:
        seen, rows = np.empty((2, size), dtype=np.uint8), empty((len(units),), np.uint32)
        for band in range(first, last):
            met[band] = hold(rows[: keep_met(bands[band], seen, rows)].copy())

    spread(work, np.arange(len(bands) + 1, dtype=np.int64) * len(units))
    buckets, numbers = empty((sum(map(len, met)),), np.uint64), empty((sum(map(len, met)),), np.uint32)
    unit, at = units.to_numpy(), 0
    for band, kept in zip(bands, met, strict=True):
        rows = slice(at, at + len(kept))
        buckets[rows], numbers[rows], at = band[kept], unit[kept], rows.stop
    return conform(pl.DataFrame({"bucket": buckets, "unit": numbers}), BUCKETS)


def make_sampled_buckets(samples: pl.DataFrame) -> pl.DataFrame:
    """Return BUCKETS: a row for every sampled shingle of every unit."""
    return conform(conform(samples, SAMPLES).rename({"shingle": "bucket"}), BUCKETS)
