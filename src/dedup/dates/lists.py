"""DATES, PAGES, BLOCKS -> DATES: a list of other pages is not published when one of them was."""

import polars as pl

from ..schema import DATES, conform
from .places import OF_ANOTHER_STORY

# A page that was only taken for a list shows when it was published and when it was changed.
LEAST_DATED = 3


def leave_out_items(dates: pl.DataFrame, pages: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES without what lines of pages of kind `index` say of a publication or a change.

    A list dates its items: LEAST_DATED of `blocks`, roled, are nothing but dates.  What such
    a page states of itself in its metadata stays.
    """
    lists = pages.filter(pl.col("page_kind").cast(pl.String) == "index").select("article")
    lines = blocks.join(lists, on="article", how="semi")
    stamp = (pl.col("role") == "dateline") | (pl.col("role_reason") == OF_ANOTHER_STORY)
    stamped = lines.filter(stamp)["article"].value_counts().filter(pl.col("count") >= LEAST_DATED)
    said = pl.col("kind").cast(pl.String).is_in(["published", "modified"]) & (pl.col("source") == "text")
    return conform(dates, DATES).filter(~(said & pl.col("article").is_in(stamped["article"].implode())))
