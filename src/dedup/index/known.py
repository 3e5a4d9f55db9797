"""Which article of an index a new one is a version of: the one of its id and its outlet."""

import polars as pl

from .articles import frame_rows
from .catalog import Catalog

OLD = ("old_number", "old_version", "old_content")


def is_same_article() -> pl.Expr:
    """
    Return whether `old_id` of `old_outlet` names the article that `article_id` of `outlet` does.

    Outlets number their articles from 1 as they like, so an id of a record's own is one
    outlet's.  A path names one page, also where one of its versions did not tell the outlet.
    """
    unknown = (pl.col("outlet") == "") | (pl.col("old_outlet") == "")
    one_outlet = pl.col("outlet") == pl.col("old_outlet")
    return (pl.col("article_id") == pl.col("old_id")) & (
        one_outlet | (unknown & (pl.col("article_id") == pl.col("path")))
    )


def add_known(catalog: Catalog, rows: pl.DataFrame) -> pl.DataFrame:
    """
    Return `rows` with OLD: the newest indexed version of each article, null where there is none.

    `rows` is frame (article_id, outlet, path, ...).
    """
    held = frame_rows(catalog.find("article_id", rows["article_id"].unique().to_list()))
    held = held.filter(pl.col("replaced_by").is_null()).select(
        old_id="article_id",
        old_outlet="outlet",
        old_number="number",
        old_version="version",
        old_content="content",
    )
    rows = rows.with_row_index("_row")
    met = rows.join(held, left_on="article_id", right_on="old_id", coalesce=False).filter(is_same_article())
    best = met.sort("_row", pl.col("outlet") == pl.col("old_outlet"), "old_number")
    best = best.unique("_row", keep="last", maintain_order=True).select("_row", *OLD)
    return rows.join(best, on="_row", how="left", maintain_order="left").drop("_row")
