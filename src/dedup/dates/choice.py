"""DATES -> the best publication evidence of each article, with what contradicts it."""

import polars as pl

from ..schema import DATES, PRECISION, PUBLISHED, conform

# In the order they are believed when grade and precision are equal.
PUBLICATION = pl.Enum(["published", "feed", "url"])


def choose_published(dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return PUBLISHED: one row for every article of DATES that says when it was published.

    The best grade wins, then the finest precision, then the known zone, then what stands
    first.  A time of day in an unknown zone has the precision of a day.

    Parameters
    ----------
    dates : DataFrame
        DATES.

    Returns
    -------
    DataFrame
        PUBLISHED, sorted by article.

    """
    dates = conform(dates, DATES)
    claims = find_claims(dates).sort(
        "article", "grade", "precision", "zone_basis", pl.col("kind").cast(pl.String).cast(PUBLICATION),
        "begin", "earliest", "latest", "raw",
    )  # fmt: skip
    chosen = claims.group_by("article", maintain_order=True).first().select(DATES.names())
    # A minute in an unknown zone lies anywhere in more than a day: that is what is known.
    nowhere = (pl.col("zone_basis") == "unknown") & (pl.col("precision") < "day")
    precision = pl.when(nowhere).then(pl.lit("day", PRECISION)).otherwise("precision")
    conflict = find_conflicts(chosen, claims, dates)
    return conform(chosen.with_columns(precision=precision, conflict=conflict).sort("article"), PUBLISHED)


def find_claims(dates: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of DATES that claim a publication time."""
    named = pl.col("kind").cast(pl.String).is_in(PUBLICATION.categories.to_list())
    return dates.filter(named & pl.col("earliest").is_not_null() & (pl.col("grade") < "E"))


def find_conflicts(chosen: pl.DataFrame, claims: pl.DataFrame, dates: pl.DataFrame) -> pl.Series:
    """Return what contradicts each row of `chosen`, in its order."""
    day = pl.duration(days=1)
    changed = (
        dates.filter(pl.col("kind") == "modified").group_by("article").agg(changed=pl.col("latest").max())
    )
    captured = (
        dates.filter(pl.col("kind") == "captured").group_by("article").agg(captured=pl.col("latest").min())
    )
    spread = claims.filter(pl.col("kind") != "url").group_by("article").agg(
        others_end=pl.col("latest").min(), others_begin=pl.col("earliest").max()
    )  # fmt: skip
    held = chosen.select("article", "earliest", "latest")
    for bound in (changed, captured, spread):
        held = held.join(bound, on="article", how="left", maintain_order="left")
    future = pl.col("earliest") >= pl.col("captured") + day
    rules = {
        "published after modified": pl.col("earliest") >= pl.col("changed"),
        "published after captured": (pl.col("earliest") >= pl.col("captured")) & ~future,
        "date line and metadata differ by more than 24 h": pl.col("others_begin") - pl.col("others_end")
        > day,
        "in the future of the capture": future,
    }
    said = [pl.when(rule).then(pl.lit(name)) for name, rule in rules.items()]
    return held.select(conflict=pl.concat_str(said, separator="; ", ignore_nulls=True))["conflict"]
