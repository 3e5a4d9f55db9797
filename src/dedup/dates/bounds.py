"""DATES -> not before, not after: what is known of an article that nobody dated."""

import polars as pl

from ..schema import BOUNDS, DATES, conform
from .choice import find_claims


def find_bounds(dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return BOUNDS of every article of DATES without publication evidence.

    A text is not published before the event it reports or the dateline it bears, nor after
    it was captured, changed or taken in by its outlet's system.  Either bound is null where nothing gives it.

    Parameters
    ----------
    dates : DataFrame
        DATES.

    Returns
    -------
    DataFrame
        BOUNDS; only articles with a bound, sorted by article.

    """
    dates = conform(dates, DATES)
    undated = dates.join(find_claims(dates), on="article", how="anti")
    lower = pl.col("earliest").filter(pl.col("kind").is_in(["event", "dateline"])).max()
    seen = pl.col("latest").filter(pl.col("kind").is_in(["captured", "modified"])).min()
    taken_in = pl.col("latest").filter(pl.col("kind") == "published").max()
    upper = pl.min_horizontal(seen, taken_in)
    bounds = undated.group_by("article").agg(not_before=lower, not_after=upper)
    known = bounds.filter(pl.any_horizontal(pl.col("not_before", "not_after").is_not_null()))
    return conform(known.sort("article"), BOUNDS)
