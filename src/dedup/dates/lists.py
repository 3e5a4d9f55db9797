"""DATES, PAGES, BLOCKS -> DATES: what tells of several stories is not published when one of them was."""

import polars as pl

from ..schema import DATES, OWN_ROLES, conform
from .places import OF_ANOTHER_STORY

# A page that was only taken for a list shows when it was published and when it was changed.
LEAST_DATED = 3
# Of an article's text one stretch stands under its date; above it may stand a sentence or two.
LEAST_ENTRIES = 2

_SAID = pl.col("kind").cast(pl.String).is_in(["published", "modified"]) & (pl.col("source") == "text")


def leave_out_items(dates: pl.DataFrame, pages: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES without what lines say of a publication or a change that is not the page's.

    A page of kind `index` dates its items: LEAST_DATED of `blocks`, roled, are nothing but dates.  A page
    that adds up entries says above each how long ago it was, and not when the page was published.  What such
    pages state of themselves in their metadata stays.
    """
    dates = conform(dates, DATES)
    lists = pages.filter(pl.col("page_kind").cast(pl.String) == "index").select("article")
    lines = blocks.join(lists, on="article", how="semi")
    stamp = (pl.col("role") == "dateline") | (pl.col("role_reason") == OF_ANOTHER_STORY)
    stamped = lines.filter(stamp)["article"].value_counts().filter(pl.col("count") >= LEAST_DATED)
    listed = _SAID & pl.col("article").is_in(stamped["article"].implode())
    return _leave_out_entries(dates.filter(~listed), blocks)


def _leave_out_entries(dates: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return DATES without ages that stand between two stretches of text, each under such a line."""
    ages = dates.filter(_SAID & (pl.col("grade") == "D")).select("article", "begin")
    own, stamp = pl.col("role").is_in(OWN_ROLES), pl.col("role") == "dateline"
    text = blocks.join(ages, on="article", how="semi").select("article", "role", "begin", "end")
    above, entry = own.cum_max().over("article"), stamp.cum_sum().over("article")
    placed = text.with_columns(above=above, entry=entry).group_by("article", "entry", maintain_order=True)
    entries = placed.agg(pl.col("begin", "end", "above").first(), told=own.any())
    entries = entries.filter("told", pl.col("entry") > 0)
    inside = entries.filter(pl.len().over("article") >= LEAST_ENTRIES, pl.col("above"))
    told = ages.join(inside.select("article", start="begin", stop="end"), on="article")
    told = told.filter(pl.col("begin") >= pl.col("start"), pl.col("begin") < pl.col("stop"))
    return dates.join(told, on=["article", "begin"], how="anti")
