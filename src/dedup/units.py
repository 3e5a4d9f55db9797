"""ROLED -> UNITS: what is compared, an article's own text or one block."""

from functools import partial

import numpy as np
import polars as pl

from .kernels.filters import find_met
from .kernels.words import hash_keys
from .schema import LEVEL, OWN_ROLES, ROLE, UNITS, conform
from .tokens import Words, gather_words
from .turns import work_through

# Own text first, furniture last.  Bylines, datelines and credits repeat on every page of an outlet
# and are no finding.
COMPARED_ROLES = (*OWN_ROLES, "headline", "caption", "sidebar", "boilerplate")


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
    told = pages.filter(pl.col("page_kind") == "article")["article"]
    own = work_through(_in_order(blocks), partial(_take_own, articles=told))
    own_words = gather_words(words, own["token_begin"].to_numpy(), own["words"].to_numpy())
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


def _in_order(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return `blocks` by article and ordinal, as they are read."""
    return blocks if blocks["article"].is_sorted() else blocks.sort("article", "ordinal")


def _take_own(blocks: pl.DataFrame, articles: pl.Series) -> pl.DataFrame:
    """Return article, token_begin, words of the blocks that are one of the `articles`' own text."""
    own = blocks.select("article", "token_begin", "words", "role").filter(pl.col("role").is_in(OWN_ROLES))
    return own.drop("role").join(articles.to_frame(), on="article", how="semi", maintain_order="left")


def make_block_units(blocks: pl.DataFrame, first: int) -> pl.DataFrame:
    """Return UNITS, one a block of a role that is compared, numbered from `first`."""
    compared = pl.col("role").is_in(COMPARED_ROLES) & (pl.col("words") > 0)
    named = blocks.with_columns(unit=pl.lit(0, pl.UInt32), level=pl.lit("block", dtype=LEVEL))
    units = work_through(_in_order(named), lambda turn: conform(turn.filter(compared), UNITS))
    return units.with_columns(unit=pl.int_range(first, first + pl.len(), dtype=pl.UInt32))


def collapse_copies(units: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Part the UNITS of a level into one of every key and its exact copies.

    Returns
    -------
    distinct : UNITS
        One unit a key, those without words left out: the first of the first role of COMPARED_ROLES.
    copies : frame (a, b), UInt32
        `a` the distinct unit, `b` a copy of it; sorted.

    """
    units = conform(units, UNITS)
    units = units if units["unit"].is_sorted() else units.sort("unit")
    keys, spoken = units["key"].to_numpy(), units["words"].to_numpy() > 0
    # Most texts stand once in all the corpus: what is left to compare is little.
    met = find_met(keys)
    few = units.select("key", "unit", rank=rank_roles())[met].with_columns(row=pl.Series(met))
    # What stands for a paragraph must not be a sidebar for the name of the folder that it is in.
    few = few.filter(pl.Series(spoken[met])).sort("rank", "unit")
    first = few["key"].is_first_distinct()
    rest = few.filter(~first)
    spoken[rest["row"].to_numpy()] = False
    copies = rest.select("key", b="unit").join(few.filter(first).select("key", a="unit"), on="key")
    distinct = units.with_columns(spoken=pl.Series(spoken))
    distinct = work_through(distinct, lambda turn: turn.filter("spoken").drop("spoken"))
    return distinct, copies.select("a", "b").sort("a", "b")


def rank_roles() -> pl.Expr:
    """Return the place in COMPARED_ROLES of each of the UNITS, 0 of an article."""
    places = {role: place for place, role in enumerate(COMPARED_ROLES)}
    return pl.col("role").replace_strict(places, default=0, return_dtype=pl.UInt8)
