"""CLUSTERS -> CLUSTERS: how alike the members of a cluster truly are."""

from functools import partial

import polars as pl

from .measures import count_turn, measure_resemblance
from .params import LevelParams
from .schema import CLUSTERS, conform
from .tokens import Words
from .turns import keep_rows, work_groups

COMPARED_TEXTS = 500  # different texts of a cluster up to which every pair is compared
TURN_PAIRS = 1 << 20  # compared at a time


def measure_cohesion(
    clusters: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """
    Return CLUSTERS with the least and the mean resemblance of any two members.

    Up to COMPARED_TEXTS different texts both are computed from every pair.  Of a larger cluster
    those farthest from the core are compared.  As 1 - resemblance is a metric, no other pair is
    less alike than 1 - (d1 + d2), with d1 the largest distance from the core and d2 the largest of
    a text that was not compared; where this is lower than what was found, it stands for the least.
    The mean is that to the core there.  Templates and partial rows are left out.

    Source of the metric: Levandowsky & Winter, "Distance between sets", 1971.
    """
    if clusters.is_empty():
        return conform(clusters, CLUSTERS)
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
    texts = texts.join(weighed, on=["cluster", "key"]).sort("cluster", "similarity", "unit")
    far = pl.int_range(pl.len()).over("cluster") < COMPARED_TEXTS
    found = pl.concat([_compare(turn, units, words, level) for turn in _take_turns(texts.filter(far))])
    found = pl.concat([found, _bound(texts, found)]).unique("cluster", keep="last")
    rest = clusters.drop("similarity_min", "similarity_mean")
    return conform(rest.join(found, on="cluster", how="left").sort("cluster", "unit"), CLUSTERS)


def _take_turns(texts: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the rows of `texts`, those of a cluster together, in parts of some TURN_PAIRS pairs."""
    sizes = texts.group_by("cluster", maintain_order=True).len().with_columns(pl.col("len").cast(pl.Int64))
    turns = sizes.select("cluster", turn=(pl.col("len") * (pl.col("len") - 1) // 2).cum_sum() // TURN_PAIRS)
    turned = texts.join(turns, on="cluster", maintain_order="left")
    return turned.partition_by("turn", maintain_order=True, include_key=False) or [texts]


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


def _bound(texts: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Return for each cluster of which not all pairs were compared the least that is sure, and the mean."""
    distance = 1 - pl.col("similarity")
    large = texts.group_by("cluster").agg(
        pl.len(),
        bound=(1 - distance.first() - distance.get(COMPARED_TEXTS, null_on_oob=True)).clip(0, 1),
        mean=pl.col("similarity").mean(),
    )
    large = large.filter(pl.col("len") > COMPARED_TEXTS).join(found, on="cluster")
    return large.select(
        "cluster",
        similarity_min=pl.min_horizontal("similarity_min", "bound").cast(pl.Float32),
        similarity_mean=pl.col("mean").cast(pl.Float32),
    )
