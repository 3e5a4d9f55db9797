"""DD005 to DD008: what an article says of itself, or does not."""

import polars as pl

from ..schema import PAGES
from .check import Checked
from .drafts import add_head


def find_uncredited(checked: Checked) -> pl.DataFrame:
    """Return DD005: new articles whose text is an agency's and who do not say so."""
    rows = checked.uncredited.filter(pl.col("cluster") == pl.col("article")).sort("article", "agency")
    rows = rows.unique("article", keep="first", maintain_order=True)
    told = pl.format("the text is {}'s and is not credited: {}", "agency", "evidence")
    return _lone(add_head(rows, checked), "DD005", told)


def find_lone(checked: Checked) -> list[pl.DataFrame]:
    """Return DD006, DD007, DD008: what an article says of itself."""
    pages = checked.ingest.pages.select(PAGES.names())
    published = checked.published.filter(pl.col("article") < checked.pool.new)
    conflicts = published.filter(pl.col("conflict") != "").select("article", "conflict")
    undated = pages.filter(pl.col("page_kind") == "article").join(published, on="article", how="anti")
    others = pages.filter(pl.col("page_kind") != "article")
    reason = pl.format("no article, but {}: {}", pl.col("page_kind").cast(pl.String), "page_reason")
    return [
        _lone(
            add_head(conflicts, checked),
            "DD006",
            pl.format("the dates contradict each other: {}", "conflict"),
        ),
        _lone(add_head(undated, checked), "DD007", pl.lit("no time of publication was found")),
        _lone(add_head(others, checked), "DD008", reason),
    ]


def _lone(rows: pl.DataFrame, rule: str, told: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "article", "key", "begin", "end",
        rule=pl.lit(rule), other=pl.lit(None, dtype=pl.UInt32), relation=pl.lit(""),
        share=pl.lit(None, dtype=pl.Float64), message=told,
    )  # fmt: skip
