"""MATCHES, CLUSTERS -> CLUSTERS: articles that nobody copied, though half of them stands elsewhere."""

import polars as pl

from .components import turn_pairs
from .schema import CLUSTERS, KIND, LEVEL, MATCHES, RELATION, ROLE, conform

HALF = 0.5  # of a text's shingles; a page that holds less of them holds background
# Of one page, those it holds most of: a live blog of thousands would go through itself for each.
MOST_TEXTS = 100


def find_partials(matches: pl.DataFrame, clusters: pl.DataFrame) -> pl.DataFrame:
    """
    Return CLUSTERS of one member and the pages that hold half of it or more, numbered after `clusters`.

    Of two texts the one of which more is held is the member, so a mash-up is listed with
    each of its stories.  What holds part of a text that has copies is listed with those,
    and a text half of which stands in such a text is told of there: its pages are not all
    that have this half, and the earliest of them would pass for the first.

    Parameters
    ----------
    matches : MATCHES
        Between distinct units of the article level.
    clusters : CLUSTERS
        Of the same units.

    """
    clusters = conform(clusters, CLUSTERS)
    copied = clusters.filter(pl.col("kind") != "template", pl.col("relation") != "partial")["unit"].implode()
    matches = conform(matches, MATCHES).filter(pl.col("relation") == "partial", ~pl.col("same_text"))
    held = turn_pairs(matches).select(
        "relation",
        core="a",
        unit="b",
        similarity="resemblance",
        containment="containment_a",
        more=pl.col("containment_a") - pl.col("containment_b"),
    )
    held = held.filter(pl.col("containment") >= HALF, ~pl.col("core").is_in(copied))
    told = held.filter(pl.col("unit").is_in(copied))
    # Of two that hold as much of each other the one that was found first.
    more = (pl.col("more") > 0) | ((pl.col("more") == 0) & (pl.col("core") < pl.col("unit")))
    cores = held.filter(more).join(told, on="core", how="anti")
    parts = held.join(cores, on="core", how="semi").drop("more")
    parts = parts.sort("containment", "core", descending=[True, False])
    parts = parts.filter(pl.int_range(pl.len()).over("unit") < MOST_TEXTS)
    whole = {"similarity": pl.lit(1, pl.Float32), "containment": pl.lit(1, pl.Float32)}
    cores = parts.select("core").unique()
    cores = cores.select(pl.lit("identical", RELATION).alias("relation"), "core", unit="core", **whole)
    rows = pl.concat([cores, parts]).with_columns(
        cluster=(pl.col("core").rank("dense") - 1 + clusters["cluster"].n_unique()).cast(pl.UInt32),
        level=pl.lit("article", LEVEL),
        kind=pl.lit("partial", KIND),
        role=pl.lit(None, ROLE),
        similarity_min=pl.lit(None, pl.Float32),
        similarity_mean=pl.lit(None, pl.Float32),
    )
    return conform(rows.sort("cluster", pl.col("unit") != pl.col("core"), "unit"), CLUSTERS)
