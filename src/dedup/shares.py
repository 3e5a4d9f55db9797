"""CLUSTERS -> SHARES: how much of each article is its own."""

from datetime import UTC, datetime

import numpy as np
import polars as pl

from .measures import count_own_words, take_texts, take_turns
from .params import LevelParams
from .schema import CLUSTERS, LABELLED, ORIGINS, SHARES, TIME, conform
from .tokens import Words

# Later copies of an early text add little to what the earliest ones cover, and a
# story in a thousand outlets must not cost a million comparisons.  As many again hold a part.
EARLIEST = 8

NEVER_OVER = pl.lit(datetime(9999, 12, 31, tzinfo=UTC), TIME)


def date_followers(
    published: pl.DataFrame, clusters: pl.DataFrame, origins: pl.DataFrame, articles: pl.DataFrame
) -> pl.DataFrame:
    """
    Return `published` with undated copies too: from the end of the first on, where a verdict says so.

    A verdict of `first` rests on every other outlet's copy being later, by credit if not by
    the clock.  A page that prints "Theo TTXVN" and no day is not all its own.

    Parameters
    ----------
    published : frame with article, earliest, latest
    clusters, origins, articles : DataFrame
        CLUSTERS, ORIGINS of the same numbers, LABELLED.

    """
    known, clusters = published.select("article", "earliest", "latest"), conform(clusters, CLUSTERS)
    houses = conform(articles, LABELLED).select("article", "outlet")
    first = conform(origins, ORIGINS).filter(pl.col("verdict") == "first")
    first = first.select("cluster", article="first_article").join(known, on="article")
    first = first.join(houses, on="article").select("cluster", from_="latest", leader="outlet")
    copies = clusters.filter(
        pl.col("level") == "article", ~pl.col("relation").eq("partial").fill_null(value=False)
    )
    copies = copies.select("cluster", article="unit").join(known, on="article", how="anti")
    later = copies.join(houses, on="article").join(first, on="cluster")
    later = later.filter(pl.col("outlet") != pl.col("leader"))
    later = later.select("article", earliest="from_", latest=NEVER_OVER).unique("article")
    return pl.concat([known, later.cast(known.schema)])


def make_shares(
    clusters: pl.DataFrame, units: pl.DataFrame, published: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """
    Return SHARES: of each article, the share of its own words in no earlier member of its clusters.

    Parameters
    ----------
    clusters : CLUSTERS
        Of the article level; partial rows count as members here.
    units : UNITS
        Of the article level.
    published : frame with article, earliest, latest
        Earlier means: its interval ends before the other begins.  What is not known to
        be earlier takes nothing away.

    """
    part = pl.col("relation").eq("partial").fill_null(value=False)
    members = conform(clusters, CLUSTERS).select("cluster", "unit", part=part)
    dated = members.join(published.select("earliest", "latest", unit="article"), on="unit")
    earliest = dated.sort("latest", "unit").group_by("cluster", "part", maintain_order=True).head(EARLIEST)
    owed = dated.join(earliest, on="cluster", suffix="_b").filter(pl.col("latest_b") <= pl.col("earliest"))
    owed = owed.select("unit", other="unit_b").unique().sort("unit", "other")
    kept = pl.concat([_measure_turn(turn, units, words, level) for turn in take_turns(owed, "unit", units)])
    shares = units.select("article").join(kept, on="article", how="left", maintain_order="left")
    return conform(shares.with_columns(pl.col("own_share").fill_null(1.0).cast(pl.Float32)), SHARES)


def _measure_turn(owed: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return article, own_share of rows unit, other: a text and one that was there before it."""
    texts = take_texts(units, pl.concat([owed["unit"], owed["other"]]), words)
    later = owed["unit"].unique().sort()
    pages, others = texts.rows(later), texts.rows(owed["other"])
    counts = owed.group_by("unit").len().sort("unit")["len"].to_numpy()
    own = count_own_words(texts, level.ngram, pages, counts, others)
    words_of = (texts.end - texts.begin)[pages]
    return pl.DataFrame({"article": later, "own_share": own / np.maximum(words_of, 1)})
