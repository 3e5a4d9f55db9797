"""CLUSTERS -> CLUSTERS: how alike the members of a cluster truly are."""

from functools import partial

import polars as pl

from .measures import count_turn, measure_resemblance
from .params import LevelParams
from .schema import CLUSTERS, conform
from .tokens import Words
from .turns import keep_rows, work_groups

ALL_PAIRS = 48  # distinct texts of a cluster up to which every pair is compared


def measure_cohesion(
    clusters: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """
    Return CLUSTERS with the least and the mean resemblance of any two members.

    Up to ALL_PAIRS distinct texts both are computed from every pair.  A larger cluster
    gets the bound that the triangle inequality gives, since 1 - resemblance is a metric:
    no two members are less alike than 1 - (d1 + d2), with d1 and d2 the two largest
    distances from the core.  Templates and partial rows are left out.

    Source of the metric: Levandowsky & Winter, "Distance between sets", 1971.
    """
    kept = keep_rows(units, clusters, ["unit"])
    measure = partial(_measure_turn, units=kept, words=words, level=level)
    return work_groups(conform(clusters, CLUSTERS), "cluster", measure, count_turn(kept))


def _measure_turn(
    clusters: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """Return some of the CLUSTERS, measured."""
    keys = units.select("unit", "key").join(clusters.select("unit"), on="unit", how="semi")
    members = clusters.filter(pl.col("relation") != "partial").join(keys, on="unit")
    texts = members.unique(["cluster", "key"], keep="first", maintain_order=True)
    weighed = members.group_by("cluster", "key").len("copies")
    texts = texts.join(weighed, on=["cluster", "key"]).sort("cluster", "unit")
    several = pl.len().over("cluster") > ALL_PAIRS
    found = pl.concat([_compare(texts.filter(~several), units, words, level), _bound(texts.filter(several))])
    rest = clusters.drop("similarity_min", "similarity_mean")
    return conform(rest.join(found, on="cluster", how="left").sort("cluster", "unit"), CLUSTERS)


def _compare(texts: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return the least and the mean resemblance of each cluster, from every pair of texts."""
    side = texts.select("cluster", "unit", "copies")
    pairs = side.join(side, on="cluster", suffix="_b").filter(pl.col("unit") < pl.col("unit_b"))
    pairs = pairs.rename({"unit": "a", "unit_b": "b"}).sort("a", "b")
    pairs = pairs.with_columns(likeness=measure_resemblance(pairs.select("a", "b"), units, words, level))
    weight = pl.col("copies") * pl.col("copies_b")
    found = pairs.group_by("cluster").agg(
        similarity_min=pl.col("likeness").min(),
        alike=(pl.col("likeness") * weight).sum(),
        weight=weight.sum(),
    )
    # Exact copies are pairs of resemblance 1 among themselves.
    count = pl.col("copies").cast(pl.Float64)
    same = side.group_by("cluster").agg(same=(count * (count - 1) / 2).sum())
    joined = same.join(found, on="cluster", how="left").with_columns(pl.col("alike", "weight").fill_null(0))
    mean = (pl.col("alike") + pl.col("same")) / (pl.col("weight") + pl.col("same"))
    return joined.select(
        "cluster",
        similarity_min=pl.col("similarity_min").fill_null(1.0).cast(pl.Float32),
        similarity_mean=mean.cast(pl.Float32),
    )


def _bound(texts: pl.DataFrame) -> pl.DataFrame:
    """Return for each large cluster what no pair can fall below, and the mean likeness to the core."""
    farthest = (1 - pl.col("similarity")).top_k(2).sum()
    return texts.group_by("cluster").agg(
        similarity_min=(1 - farthest).clip(0, 1).cast(pl.Float32),
        similarity_mean=pl.col("similarity").mean().cast(pl.Float32),
    )
