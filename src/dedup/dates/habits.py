"""DATES -> DATES: what all pages of an outlet show of how it dates them."""

import polars as pl

from ..schema import DATES, conform
from .choice import DAY, find_claims

# So many pages that bear one hour in their metadata, and name other days themselves, were put in then.
LEAST_IMPORTED = 3


def settle_habits(dates: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return DATES of `articles`, frame (article, outlet), as the pages of each outlet together show them."""
    return distrust_imports(conform(dates, DATES), articles.filter(pl.col("outlet") != ""))


def distrust_imports(dates: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES in which the hour of an import is no time of publication: grade E, a bound.

    Most pages of an outlet that bear one hour in their metadata, and say on a line when they were
    published, name days before it, and not all the same: then that is when a system took them in.
    No year is inferred from it.
    """
    house = articles.select("article", "outlet")
    claims = find_claims(dates).filter(pl.col("kind") == "published").join(house, on="article")
    line = pl.col("source") == "text"
    fields = claims.filter(~line).with_columns(hour=pl.col("earliest").dt.truncate("1h"))
    fields = fields.select("article", "outlet", "hour", "source", field="earliest")
    lines = claims.filter(line).group_by("article").agg(line=pl.col("latest").max())
    shown = fields.join(lines, on="article")
    before = pl.col("field") - pl.col("line") > DAY
    old = pl.col("line").filter(before)
    hours = shown.group_by("outlet", "hour").agg(
        pages=pl.len(), earlier=before.sum(), apart=old.max() - old.min()
    )
    most = (pl.col("earlier") >= LEAST_IMPORTED) & (2 * pl.col("earlier") > pl.col("pages"))
    hours = hours.filter(most, pl.col("apart") >= DAY)
    imported = fields.join(hours, on=["outlet", "hour"], how="semi")
    return demote(dates, imported.select("article", "source"))


def demote(dates: pl.DataFrame, imported: pl.DataFrame) -> pl.DataFrame:
    """Return DATES with the fields of `imported` for a bound, and without the years inferred from them."""
    imported = imported.with_columns(imported=pl.lit(value=True))
    marked = dates.join(imported, on=["article", "source"], how="left", maintain_order="left")
    bound = pl.col("imported").fill_null(value=False) & (pl.col("kind") == "published")
    guessed = pl.col("year_inferred") & pl.col("article").is_in(imported["article"].implode())
    kept = pl.when(~guessed)
    return conform(
        marked.with_columns(
            kept.then("earliest").alias("earliest"),
            kept.then("latest").alias("latest"),
            kept.then("precision").otherwise(pl.lit("unknown", DATES["precision"])).alias("precision"),
            year_inferred=pl.col("year_inferred") & ~guessed,
            grade=pl.when(bound).then(pl.lit("E", DATES["grade"])).otherwise("grade"),
        ),
        DATES,
    )
