"""CLUSTERS -> COVERS: how much of a page that holds a part of a cluster's text is that part."""

import numpy as np
import polars as pl

from .measures import Texts, count_own_words, take_texts, take_turns
from .params import LevelParams
from .schema import CLUSTERS, COVERS, conform
from .tokens import Words

LEAST = 0.01  # of the core's words; who holds none of them holds what one member has beside the story
MEMBERS = 8  # different texts of a cluster, its core among them; more add little to what these cover


def measure_covers(
    clusters: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """
    Return COVERS: a row for every `partial` row of the clusters of articles.

    A roundup that holds a whole dispatch is covered by a third and holds all of it; a
    page with a pasted paragraph is covered by as little as it holds.
    """
    rows = conform(clusters, CLUSTERS).filter(pl.col("level") == "article")
    # What a longer version adds may be another story.
    told = ~pl.col("relation").is_in(["partial", "extended"])
    members = rows.filter(told).join(units.select("unit", "key"), on="unit")
    members = members.sort("cluster", pl.col("unit") != pl.col("core"), "unit").unique(
        ["cluster", "key"], keep="first", maintain_order=True
    )
    members = members.group_by("cluster", maintain_order=True).head(MEMBERS)
    partial = rows.filter(pl.col("relation") == "partial").select("cluster", "unit", "core")
    held = partial.join(members.select("cluster", other="unit"), on="cluster").sort(
        "cluster", "unit", "other"
    )
    turns = [_measure_turn(turn, units, words, level) for turn in take_turns(held, "cluster", units)]
    return conform(pl.concat(turns), COVERS)


def drop_strangers(clusters: pl.DataFrame, covers: pl.DataFrame) -> pl.DataFrame:
    """Return CLUSTERS without the `partial` rows that hold next to nothing of the story, by COVERS."""
    strangers = covers.filter(pl.col("core_share") < LEAST)
    return clusters.join(strangers, on=["cluster", "unit"], how="anti", maintain_order="left")


def _measure_turn(held: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return COVERS of rows cluster, unit, core, other."""
    texts = take_texts(units, pl.concat([held["unit"], held["other"], held["core"]]), words)
    there = held.group_by("cluster", "unit", "core", maintain_order=True).agg("other")
    page = _measure_share(texts, level, there["unit"], there["other"])
    core = _measure_share(texts, level, there["core"], there.select(pl.concat_list("unit")).to_series())
    return there.with_columns(page_share=page, core_share=core).drop("core", "other")


def _measure_share(texts: Texts, level: LevelParams, pages: pl.Series, others: pl.Series) -> pl.Series:
    """Return the share of each page's words that its list of other texts covers."""
    rows = texts.rows(pages)
    listed = texts.rows(others.explode(empty_as_null=False))
    own = count_own_words(texts, level.ngram, rows, others.list.len().to_numpy(), listed)
    return pl.Series(1 - own / np.maximum((texts.end - texts.begin)[rows], 1), dtype=pl.Float32)
