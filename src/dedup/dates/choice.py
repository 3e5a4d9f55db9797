"""DATES -> the best publication evidence of each article, with what contradicts it."""

import polars as pl

from ..schema import DATES, PRECISION, PUBLISHED, conform
from .intervals import EASTMOST, STEPS, WESTMOST

# In the order they are believed when grade and precision are equal.
PUBLICATION = pl.Enum(["published", "feed", "url"])
DAY = pl.duration(days=1)
# What is told where only the lines of a page are believed.
IMPORTED = "metadata not believed, as pages of several days bear the same hour"
# A time of day in no known zone can be any within so long.
ANYWHERE = EASTMOST + WESTMOST


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
    chosen = chosen.with_columns(clock=name_clock(), clock_to=pass_clock())
    # A minute in an unknown zone lies anywhere in more than a day: that is what is known.
    nowhere = (pl.col("zone_basis") == "unknown") & (pl.col("precision") < "day")
    precision = pl.when(nowhere).then(pl.lit("day", PRECISION)).otherwise("precision")
    doubts = find_doubts(chosen, claims, dates)
    chosen = chosen.with_columns(precision=precision).join(doubts, on="article", maintain_order="left")
    return conform(chosen.sort("article"), PUBLISHED)


def name_clock() -> pl.Expr:
    """
    Return which clock of an outlet a time in no known zone was read from; null of any other time.

    Times in one of several zones are of one clock where they are as exact, and as wide.
    """
    length = pl.col("latest") - pl.col("earliest")
    width = pl.when(length <= ANYWHERE).then(length.dt.total_seconds()).cast(pl.String).fill_null("")
    parts = [pl.col("grade").cast(pl.String), pl.col("source"), width]
    unknown = pl.col("zone_basis").cast(pl.String) == "unknown"
    return pl.when(unknown).then(pl.concat_str(parts, separator=" "))


def pass_clock() -> pl.Expr:
    """Return the `earliest` from which on another time of the same clock is later, wherever the outlet is."""
    earliest, latest = pl.col("earliest"), pl.col("latest")
    narrow = latest - earliest <= ANYWHERE
    return pl.when(narrow).then(earliest + STEPS["minute"]).otherwise(latest - ANYWHERE)


def find_claims(dates: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of DATES that claim a publication time."""
    named = pl.col("kind").cast(pl.String).is_in(PUBLICATION.categories.to_list())
    return dates.filter(named & pl.col("earliest").is_not_null() & (pl.col("grade") < "E"))


def find_doubts(chosen: pl.DataFrame, claims: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, conflict, surely_from, surely_to: what contradicts each row of `chosen`.

    Of two times of publication either may be the true one.  Systems release in the evening what was
    saved for the last time in the afternoon: a change less than a day before the publication says no
    more than that.  One longer ago looks like an old page under a new date, and a capture before the
    publication leaves open when that was.
    """
    earliest, latest, changed = pl.col("earliest"), pl.col("latest"), pl.col("changed")
    said = {
        "modified": [pl.col("latest").max().alias("changed"), pl.col("earliest").min().alias("saved")],
        "captured": [pl.col("latest").min().alias("captured")],
    }
    fields = dates.filter(pl.col("kind") == "published", pl.col("grade") == "E", pl.col("source") != "text")
    # Two rows of one field are the two days that it may mean.
    imported = fields.filter(pl.len().over("article", "source") == 1)["article"]
    held = chosen.select("article", "earliest", "latest")
    for kind, times in said.items():
        found = dates.filter(pl.col("kind") == kind).group_by("article").agg(times)
        held = held.join(found, on="article", how="left", maintain_order="left")
    others = claims.filter(pl.col("kind") != "url").group_by("article").agg(
        first_begin=earliest.min(), first_end=latest.min(), last_begin=earliest.max(), last_end=latest.max()
    )  # fmt: skip
    held = held.join(others, on="article", how="left", maintain_order="left")
    future = earliest >= pl.col("captured") + DAY
    late, seen = earliest >= changed, (earliest >= pl.col("captured")) & ~future
    apart = pl.col("last_begin") - pl.col("first_end") > DAY
    rules = {
        "published after modified": late,
        "published after captured": seen,
        "date line and metadata differ by more than 24 h": apart,
        "in the future of the capture": future,
        IMPORTED: pl.col("article").is_in(imported.implode()),
    }
    open_ = (late & (earliest - changed >= DAY)) | seen | future
    known = pl.when(~open_.fill_null(value=False))
    begin = pl.min_horizontal(earliest, pl.when(late).then("saved"), pl.when(apart).then("first_begin"))
    end = pl.max_horizontal(latest, pl.when(apart).then("last_end"))
    told = [pl.when(rule).then(pl.lit(name)) for name, rule in rules.items()]
    return held.select(
        "article",
        conflict=pl.concat_str(told, separator="; ", ignore_nulls=True),
        surely_from=known.then(begin),
        surely_to=known.then(end),
    )
