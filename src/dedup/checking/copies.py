"""DD001, DD002: articles that are another's text, or hold paragraphs of it."""

import polars as pl

from ..components import MIRRORED, turn_pairs
from ..matches import HELD
from ..rules import RuleOptions
from .check import Checked
from .drafts import add_head, count_others, name_other, say_more


def find_same(checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Return DD001: the best match that makes an article another's text; of two new ones, the later."""
    rows = _turn(checked).filter("same_text", pl.col("held") >= options.threshold("DD001"))
    rows = _drop_partners(rows, checked, options)
    rows = count_others(rows, checked, "article").with_columns(
        more=pl.col("article").is_in(checked.more.implode())
    )
    rows = rows.sort("article", "resemblance", "other", descending=[False, True, False])
    best = rows.unique("article", keep="first", maintain_order=True)
    best = best.join(
        checked.origins.select("verdict", "first_article", "why", article="cluster"), on="article", how="left"
    )
    told = pl.format(
        "{} {} ({}){}{}",
        pl.col("relation").replace_strict(_SAYS, default="the text of", return_dtype=pl.String),
        name_other(), _say_how_much(), say_more(), _say_first(),
    )  # fmt: skip
    return add_head(best, checked).select(
        "article", "other", "key", "begin", "end", pl.col("relation").cast(pl.String),
        rule=pl.lit("DD001"), share="held", message=told,
    )  # fmt: skip


_SAYS = {
    "identical": "identical to",
    "near": "nearly the text of",
    "extended": "extended from",
    "excerpt": "a cut of",
}


def _say_how_much() -> pl.Expr:
    """Say how alike the two are, or how much of the one stands in the other where that makes them one."""
    held, holds, resemblance = pl.col("held"), pl.col("holds"), pl.col("resemblance")
    part = (pl.max_horizontal(held, holds) >= HELD) & (resemblance < HELD)
    return (
        pl.when(part & (held >= holds))
        .then(pl.format("{} of this text stands there", held.round(2)))
        .when(part)
        .then(pl.format("holds {} of that text", holds.round(2)))
        .otherwise(pl.format("resemblance {}", resemblance.round(2)))
    )


def _say_first() -> pl.Expr:
    mine = pl.col("first_article") == pl.col("article")
    first = (
        pl.when(mine)
        .then(pl.lit("; this copy is the earliest known"))
        .otherwise(pl.lit("; the other is earlier"))
    )
    return (
        pl.when(pl.col("verdict").cast(pl.String) == "first")
        .then(first)
        .otherwise(pl.lit("; who was first is not known"))
    )


def _turn(checked: Checked) -> pl.DataFrame:
    """
    Return a row for each new article and match: article, other, relation of the article to the other.

    Of two new articles the one that is not known to be earlier is the copy.
    """
    new = checked.pool.new
    dates = checked.published.select("article", "earliest", "latest")
    rows = checked.compared.matches.join(dates, left_on="a", right_on="article", how="left")
    rows = rows.join(dates, left_on="b", right_on="article", how="left", suffix="_b")
    # b copies a unless both are new and b is known to be earlier, or only a is new.
    b_is_copy = (pl.col("b") < new) & ~(pl.col("latest_b") <= pl.col("earliest")).fill_null(value=False)
    turned = pl.col("relation").cast(pl.String).replace(MIRRORED)
    return rows.select(
        "resemblance",
        "same_text",
        article=pl.when(b_is_copy).then("b").otherwise("a"),
        other=pl.when(b_is_copy).then("a").otherwise("b"),
        relation=pl.when(b_is_copy).then(pl.col("relation").cast(pl.String)).otherwise(turned),
        held=pl.when(b_is_copy).then("containment_b").otherwise("containment_a"),
        holds=pl.when(b_is_copy).then("containment_a").otherwise("containment_b"),
    )


def _drop_partners(rows: pl.DataFrame, checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Leave out what an outlet carries of a partner: that was agreed."""
    given = pl.DataFrame(sorted(options.partners), schema=checked.partners.schema, orient="row")
    agreed = pl.concat([given, checked.partners])
    if agreed.is_empty():
        return rows
    outlets = checked.sources.select("article", "outlet")
    named = rows.join(outlets, on="article").join(
        outlets.rename({"article": "other"}), on="other", suffix="_b"
    )
    return named.join(agreed, on=["outlet", "outlet_b"], how="anti").select(rows.columns)


def find_reprinted(checked: Checked, same: pl.DataFrame, options: RuleOptions) -> pl.DataFrame:
    """Return DD002: much of the body stands elsewhere, and the article is no copy."""
    rows = checked.compared.reprinted.filter(pl.col("share") >= options.threshold("DD002"))
    rows = rows.join(same, on="article", how="anti")
    copies = checked.compared.matches.filter("same_text")
    for side in ("a", "b"):  # what has a copy is told of there, whichever of the two is the copy
        rows = rows.join(copies.select(article=side), on="article", how="anti")
    pasted = turn_pairs(checked.compared.pasted)
    pairs = pasted.select(article="a", other="b").unique().sort("article", "other")
    pairs = count_others(_drop_partners(pairs, checked, options), checked, "article")
    pairs = pairs.with_columns(more=pl.col("more") | pl.col("article").is_in(checked.more.implode()))
    rows = rows.join(pairs.unique("article", keep="first", maintain_order=True), on="article")
    rows = add_head(rows, checked)
    told = pl.format(
        "{} % of its {} words stand in {}{}",
        (100 * pl.col("share")).round(0).cast(pl.Int64),
        "words",
        name_other(),
        say_more(),
    )
    return rows.select(
        "article", "other", "key", "begin", "end", "share",
        rule=pl.lit("DD002"), relation=pl.lit("partial"), message=told,
    )  # fmt: skip
