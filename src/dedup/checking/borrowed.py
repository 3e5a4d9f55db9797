"""DD003, DD004: blocks of an article that stand in another, whose text is not the same."""

import polars as pl

from ..components import turn_pairs
from .check import Checked
from .drafts import count_others, name_other, say_more

MISPLACED = ("sidebar", "boilerplate", "headline")


def find_captions(checked: Checked) -> pl.DataFrame:
    """Return DD003: a caption that another article has too, unless the two are one text."""
    rows = _turn_blocks(checked).filter(pl.col("role") == "caption", pl.col("other_role") == "caption")
    told = pl.format("the caption stands in {}{} too", name_other(), say_more())
    return _tell_blocks(rows, checked, "DD003", told)


def find_misplaced(checked: Checked) -> pl.DataFrame:
    """Return DD004: a paragraph of the article's own that is furniture elsewhere."""
    rows = _turn_blocks(checked).filter(
        # A lead stands in teasers of its own article: that is no furniture.
        pl.col("role") == "body",
        pl.col("other_role").is_in(MISPLACED),
        pl.col("relation") == "identical",
    )
    outlets = checked.sources.select("article", "outlet")
    rows = rows.join(outlets, on="article").join(
        outlets.rename({"article": "other"}), on="other", suffix="_b"
    )
    # What another outlet prints beside its stories may be a teaser of this one.
    rows = rows.filter((pl.col("outlet") == pl.col("outlet_b")) | (pl.col("outlet") == ""))
    told = pl.format("the paragraph is a {} in {}{}", "other_role", name_other(), say_more())
    return _tell_blocks(rows, checked, "DD004", told)


def _turn_blocks(checked: Checked) -> pl.DataFrame:
    """Return a row for each block of a new article and its match in another that is not the same text."""
    units = checked.pool.blocks.select("unit", "article", "ordinal", "key", pl.col("role").cast(pl.String))
    matches = checked.compared.block_matches.filter("same_text").select("a", "b", "resemblance", "relation")
    rows = turn_pairs(matches).join(units.drop("role"), left_on="b", right_on="unit")
    # As it was read: what the index says of the block is the other's role.
    read = checked.ingest.blocks.select("article", "ordinal", pl.col("role").cast(pl.String))
    rows = rows.join(read, on=["article", "ordinal"])
    other = units.select(a="unit", other="article", other_role="role")
    rows = rows.join(other, on="a").filter(pl.col("article") != pl.col("other"))
    # Of two new articles the later in order is told of.
    rows = rows.filter((pl.col("other") >= checked.pool.new) | (pl.col("other") < pl.col("article")))
    same = checked.compared.matches.filter("same_text").select("a", "b")
    same = turn_pairs(same).rename({"a": "article", "b": "other"})
    return rows.join(same, on=["article", "other"], how="anti").with_columns(
        pl.col("relation").cast(pl.String)
    )


def _tell_blocks(rows: pl.DataFrame, checked: Checked, rule: str, told: pl.Expr) -> pl.DataFrame:
    rows = count_others(rows, checked, "article", "ordinal")
    rows = rows.sort("article", "ordinal", "resemblance", "other", descending=[False, False, True, False])
    rows = rows.unique(["article", "ordinal"], keep="first", maintain_order=True)
    rows = rows.join(
        checked.ingest.blocks.select("article", "ordinal", "begin", "end"), on=["article", "ordinal"]
    )
    return rows.select(
        "article", "other", "key", "begin", "end", "relation",
        rule=pl.lit(rule), share=pl.lit(None, dtype=pl.Float64), message=told,
    )  # fmt: skip
