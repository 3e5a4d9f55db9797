"""ROLED -> UNITS: what is compared, an article's own text or one block."""

import numpy as np
import polars as pl

from .kernels.words import hash_keys
from .schema import LEVEL, OWN_ROLES, ROLE, UNITS, conform
from .tokens import Words, gather_words

# Bylines, datelines and credits repeat on every page of an outlet and are no finding.
COMPARED_ROLES = ("headline", "lead", "body", "caption", "sidebar", "boilerplate")


def make_article_units(blocks: pl.DataFrame, pages: pl.DataFrame, words: Words) -> tuple[pl.DataFrame, Words]:
    """
    Return UNITS, one a page numbered like its article, and the words they point into.

    Parameters
    ----------
    blocks : ROLED, `text` not needed
    pages : PAGES
        A page that is no article has a unit of no words: it matches nothing.
    words : Words
        What `token_begin` of `blocks` points into.

    """
    own = blocks.join(pages.filter(pl.col("page_kind") == "article"), on="article", how="semi")
    own = own.filter(pl.col("role").is_in(OWN_ROLES)).sort("article", "ordinal")
    begin, count = (own[name].to_numpy().astype(np.int64) for name in ("token_begin", "words"))
    own_words = gather_words(words, begin, count)
    counts = own.group_by("article").agg(pl.col("words").sum())
    articles = pages.select("article").sort("article")
    units = articles.join(counts, on="article", how="left", maintain_order="left").select(
        unit="article",
        article="article",
        level=pl.lit("article", dtype=LEVEL),
        role=pl.lit(None, dtype=ROLE),
        ordinal=pl.lit(None, dtype=pl.UInt32),
        words=pl.col("words").fill_null(0).cast(pl.UInt32),
    )
    ends = units["words"].to_numpy().astype(np.int64).cumsum()
    begins = ends - units["words"].to_numpy()
    keys = np.zeros(len(units), dtype=np.uint64)
    hash_keys(own_words.hashes, begins, ends, keys)
    units = units.with_columns(key=pl.Series(keys), token_begin=pl.Series(begins.astype(np.uint64)))
    return conform(units, UNITS), own_words


def make_block_units(blocks: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return UNITS, one a block of a role that is compared, numbered from `first`."""
    compared = pl.col("role").is_in(COMPARED_ROLES) & (pl.col("words") > 0)
    number = pl.int_range(first, first + pl.len(), dtype=pl.UInt32)
    units = blocks.filter(compared).sort("article", "ordinal")
    units = units.with_columns(unit=number, level=pl.lit("block", dtype=LEVEL))
    return conform(units, UNITS)


def collapse_copies(units: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Part the UNITS of a level into the first of every key and its exact copies.

    Returns
    -------
    distinct : UNITS
        One unit a key, those without words left out.
    copies : frame (a, b), UInt32
        `a` the distinct unit, `b` a copy of it; sorted.

    """
    spoken = conform(units, UNITS).filter(pl.col("words") > 0).sort("unit")
    first = spoken["key"].is_first_distinct()
    distinct, rest = spoken.filter(first), spoken.filter(~first)
    copies = rest.select("key", b="unit").join(distinct.select("key", a="unit"), on="key")
    return distinct, copies.select("a", "b").sort("a", "b")
