"""PUBLISHED -> what time and place tell of two articles: an update of one, or its form filled in again."""

from datetime import timedelta

import numpy as np
import polars as pl

from .kernels.sets import DIGIT
from .kernels.words import hash_keys
from .tokens import Words, gather_words, word_ranges

# A story is updated within hours; what comes later with other numbers is the form's next filling.
UPDATED = timedelta(days=2)
# What one publisher says under one headline within the half of a day is one story, whatever its figures.
SOON = timedelta(hours=12)


def describe_issues(
    blocks: pl.DataFrame, words: Words, outlets: pl.DataFrame, published: pl.DataFrame
) -> pl.DataFrame:
    """
    Return article, earliest, latest, owner, headline, worded: of the last three a number, null if unknown.

    What is `worded` alike is one headline but for its numbers.

    Parameters
    ----------
    blocks : frame with article, ordinal, key, role, words, token_begin
        Of ROLED or of UNITS.
    words : Words
        What `token_begin` points into.
    outlets : frame (article, outlet)
        The owner's name in place of those that belong to it, "" where unknown.
    published : PUBLISHED

    """
    heads = blocks.filter(pl.col("role") == "headline", pl.col("key") != 0)
    heads = heads.unique("article", keep="first", maintain_order=True)
    heads = heads.select("article", headline="key", worded=_hash_without_numbers(heads, words))
    owners = outlets.filter(pl.col("outlet") != "").select("article", owner=pl.col("outlet").rank("dense"))
    told = owners.join(heads, on="article", how="full", coalesce=True)
    times = published.select("article", "earliest", "latest")
    return told.join(times, on="article", how="full", coalesce=True)


def _hash_without_numbers(blocks: pl.DataFrame, words: Words) -> pl.Series:
    """Return a key of each block's words but those with a digit, null where no other is left."""
    begin, end = word_ranges(blocks)
    own = gather_words(words, begin, end - begin, np.empty).hashes
    kept = own & DIGIT == 0
    ends = np.concatenate(([0], np.cumsum(kept)))[np.concatenate(([0], np.cumsum(end - begin)))]
    keys = np.zeros(len(blocks), dtype=np.uint64)
    hash_keys(own[kept], ends[:-1], ends[1:], keys)
    return pl.Series(keys).replace(0, None)


def place_in_time(measures: pl.DataFrame, issued: pl.DataFrame | None) -> pl.DataFrame:
    """
    Add `apart`, whether two articles were surely published longer from each other than updates are.

    And `again`, whether by one owner; `next_day`, whether by one owner and surely no longer within hours;
    `updated`, whether surely within hours, by one owner, under one headline; `counted`, the same where the
    numbers of the headline may differ; and whether they are `headed` alike.
    """
    if issued is None:
        names = ("apart", "again", "next_day", "updated", "counted", "headed")
        return measures.with_columns(pl.lit(value=False).alias(name) for name in names)
    for side in "ab":
        named = issued.select(
            pl.col("article").alias(side), pl.all().exclude("article").name.suffix(f"_{side}")
        )
        measures = measures.join(named, on=side, how="left", maintain_order="left")
    between = pl.max_horizontal(pl.col(f"earliest_{b}") - pl.col(f"latest_{a}") for a, b in ("ab", "ba"))
    begin, end = pl.min_horizontal("earliest_a", "earliest_b"), pl.max_horizontal("latest_a", "latest_b")
    apart, later, soon = between > UPDATED, between > SOON, end - begin <= SOON
    kinds = ("owner", "headline", "worded")
    ours, headed, worded = (pl.col(f"{name}_a") == pl.col(f"{name}_b") for name in kinds)
    told = {"apart": apart, "again": apart & ours, "next_day": later & ours}
    told |= {"updated": soon & ours & headed, "counted": soon & ours & worded, "headed": headed}
    return measures.with_columns(**{name: said.fill_null(value=False) for name, said in told.items()})
