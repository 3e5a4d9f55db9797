"""UNITS, bands, SAMPLES -> BUCKETS: where two units can meet."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.runs import keep_met
from .schema import BUCKETS, SAMPLES, conform

SPARSE = 3  # log2 of the bits a hash has in a filter: one in twelve that meets nobody is kept


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
    bits = 1 << max(len(units).bit_length() + SPARSE - 3, 0)

    def work(first: int, last: int) -> None:
        seen, rows = np.empty((2, bits), dtype=np.uint8), np.empty(len(units), dtype=np.uint32)
        for band in range(first, last):
            met[band] = rows[: keep_met(bands[band], seen, rows)].copy()

    spread(work, np.arange(len(bands) + 1, dtype=np.int64) * len(units))
    rows = np.concatenate(met)
    hashes = np.concatenate([band[kept] for band, kept in zip(bands, met, strict=True)])
    return conform(pl.DataFrame({"bucket": hashes, "unit": units.to_numpy()[rows]}), BUCKETS)


def make_sampled_buckets(samples: pl.DataFrame) -> pl.DataFrame:
    """Return BUCKETS: a row for every sampled shingle of every unit."""
    return conform(conform(samples, SAMPLES).rename({"shingle": "bucket"}), BUCKETS)
