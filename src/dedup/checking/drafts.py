"""What findings of all rules are made of: the article's own text, the other, and how both are named."""

import polars as pl

from ..index.snapshot import NAMED_COPIES
from ..schema import OWN_ROLES
from .check import Checked

# What a rule says; where and about whom is added for all alike.
DRAFT = pl.Schema(
    {
        "rule": pl.String(),
        "article": pl.UInt32(),
        "other": pl.UInt32(),  # null where the finding is about the article alone
        "key": pl.UInt64(),  # of the text it is about
        "begin": pl.UInt32(),
        "end": pl.UInt32(),
        "relation": pl.String(),
        "share": pl.Float64(),
        "message": pl.String(),
    }
)


def add_head(rows: pl.DataFrame, checked: Checked) -> pl.DataFrame:
    """Add where the article's own text begins, and its key and length."""
    own = checked.ingest.blocks.filter(pl.col("role").is_in(OWN_ROLES)).sort("article", "ordinal")
    spans = own.group_by("article").agg(pl.col("begin").min(), pl.col("end").max())
    keys = checked.pool.units.select("article", "key", "words")
    rows = rows.join(keys, on="article", how="left").join(spans, on="article", how="left")
    return rows.with_columns(pl.col("begin", "end").fill_null(0))


def name_sources(checked: Checked) -> pl.DataFrame:
    """Return id, path and outlet of every article as `other`."""
    names = checked.sources.select("article_id", "path", "outlet", other="article")
    return names.rename({"article_id": "other_id", "path": "other_path", "outlet": "other_outlet"})


def name_other() -> pl.Expr:
    """Name the other article, and its outlet if that is known."""
    known = pl.col("other_outlet") != ""
    return pl.when(known).then(pl.format("{} ({})", "other_id", "other_outlet")).otherwise("other_id")


def count_others(rows: pl.DataFrame, checked: Checked, *about: str) -> pl.DataFrame:
    """
    Add how each other is named, how many there are in all rows `about` one thing, and if that is a part.

    `copies` counts the versions of one article once; there are `more` where as many hold a block
    as are compared.
    """
    rows = rows.join(name_sources(checked), on="other", how="left")
    indexed = pl.col("other") >= checked.pool.new
    held = (pl.col("other").filter(part).n_unique().over(about) for part in (indexed, ~indexed))
    copies = pl.struct("other_id", "other_outlet").n_unique().over(about)
    return rows.with_columns(copies=copies, more=pl.max_horizontal(*held) >= NAMED_COPIES)


def say_more() -> pl.Expr:
    """Say how many there are beside the one that is named."""
    others = pl.col("copies") - 1
    return (
        pl.when((others > 0) & pl.col("more"))
        .then(pl.format(" and at least {} more", others))
        .when(others > 0)
        .then(pl.format(" and {} more", others))
        .when("more")
        .then(pl.lit(" and perhaps more"))
        .otherwise(pl.lit(""))
    )
