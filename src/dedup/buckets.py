"""SIGNATURES, SAMPLES -> BUCKETS: where two units can meet."""

import numpy as np
import polars as pl

from .kernels.compiling import spread
from .kernels.minhash import hash_bands
from .params import LevelParams
from .schema import BUCKETS, DOOR, SAMPLES, conform


def make_lsh_buckets(signatures: pl.DataFrame, level: LevelParams) -> pl.DataFrame:
    """Return BUCKETS: a row for every band of every signature."""
    minhashes = signatures["minhashes"].to_numpy()
    buckets = np.empty((len(signatures), level.bands), dtype=np.uint64)

    def work(first: int, last: int) -> None:
        hash_bands(minhashes[first:last], level.bands, level.rows, buckets[first:last])

    spread(work, np.arange(len(signatures) + 1, dtype=np.int64) * level.num_perm)
    units = np.repeat(signatures["unit"].to_numpy(), level.bands)
    return _make("lsh", buckets.reshape(-1), units)


def make_sampled_buckets(samples: pl.DataFrame) -> pl.DataFrame:
    """Return BUCKETS: a row for every sampled shingle of every unit."""
    samples = conform(samples, SAMPLES)
    return _make("sampled", samples["shingle"].to_numpy(), samples["unit"].to_numpy())


def _make(door: str, buckets: object, units: object) -> pl.DataFrame:
    frame = pl.DataFrame({"bucket": buckets, "unit": units})
    return conform(frame.with_columns(door=pl.lit(door, dtype=DOOR)), BUCKETS)
