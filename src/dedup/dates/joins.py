"""Date lines that a page prints on two lines: a label above its date, a time of day or a change below it."""

import polars as pl

from . import forms
from .labels import CHANGE, PUBLISHING, begins_with, is_one_of
from .patterns import join_names

# More characters than this are a line of their own.
SHORT_CHARS = 60
# Lines with more between them than one line break, CRLF or not, are paragraphs apart.
MAX_GAP = 2

# A time of day says that it is one: "01:42" alone is how long a film lasts.
FIGURES = r"[0-9]{1,2}(?:[:.][0-9]{2}(?::[0-9]{2})?|\s?(?:h|giờ|時|时|點|点|시)\s?[0-9]{2})"
HOURS = r"[0-9]{1,2}\s?(?:h|giờ|時|时|點|点|시)\s?[0-9]{2}(?:['’]|\s?(?:phút|分|분))?"
UNIT = r"(?:['’]|\s?(?:h|uhr|hs|hrs|[ap]\.?m\.?|sa|ch|giờ))"
ZONE = r"[\s(]*(?:(?:gmt|utc)\s?(?:[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?)?|[a-z]{3,4})\)?"
BESIDE = rf"(?:{join_names(forms.FILLERS.split('|'))})\s+"
CLOCK_ONLY = rf"(?i)^\W*(?:{BESIDE}{FIGURES}|{HOURS}|{FIGURES}(?:{UNIT}|{ZONE}))(?:{UNIT})?(?:{ZONE})?[\s.]*$"
HAS_CLOCK = r"[0-9]\s?[:hg時时點点시]\s?[0-9]{2}"


def join_lines(likely: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    """
    Return the likely date lines with the label above and the time of day below them.

    Parameters
    ----------
    likely : DataFrame
        As `select_likely` returns it.
    pages : DataFrame
        article, ordinal, begin and text of every block of the same articles.

    Returns
    -------
    DataFrame
        `likely` with `begin` and `head` extended, and `noted`: whether the next line tells of
        a change.  A line break inside `head` is as many spaces, so that it still spans the text.

    """
    rows, blocks = likely.lazy(), pages.lazy()
    near = [blocks.join(beside(rows, step), on=["article", "ordinal"]) for step in (-1, 1)]
    above, below = (
        lines.filter(pl.col("text").str.len_chars() <= SHORT_CHARS).select(
            "article",
            "line",
            text="text",
            start="begin",
            stop=pl.col("begin") + pl.col("text").str.len_chars(),
        )
        for lines in near
    )
    label = above.filter(is_one_of(pl.col("text"), [*PUBLISHING, *CHANGE]))
    clock = below.filter(pl.col("text").str.contains(CLOCK_ONLY))
    changed = begins_with(pl.col("text"), CHANGE) & pl.col("text").str.contains("[0-9]")
    noted = below.filter(changed).select("article", "line", noted=True)
    keyed = rows.rename({"ordinal": "line"})
    on = ["article", "line"]
    joined = keyed.join(label, on=on, how="left").join(clock, on=on, how="left", suffix="_below")
    joined = joined.join(noted, on=on, how="left").rename({"line": "ordinal"})
    together = put_together(joined).select(*likely.columns, pl.col("noted").fill_null(value=False))
    return together.collect(engine="in-memory")


def beside(likely: pl.LazyFrame, step: int) -> pl.LazyFrame:
    """Return article and ordinal of the block `step` away from each line, which is called `line`."""
    place = (pl.col("ordinal").cast(pl.Int64) + step).cast(pl.UInt32, strict=False)
    short = likely.filter(~pl.col("long")).select("article", line="ordinal", ordinal=place)
    return short.drop_nulls()


def put_together(joined: pl.LazyFrame) -> pl.LazyFrame:
    """Return the lines with what stands above and below them, where only a line break is between."""
    head = pl.col("head")
    before = pl.col("begin").cast(pl.Int64) - pl.col("stop")
    after = pl.col("start_below").cast(pl.Int64) - pl.col("begin") - head.str.len_chars()
    timed = after.is_between(1, MAX_GAP) & ~head.str.contains(HAS_CLOCK)
    labelled = before.is_between(1, MAX_GAP)
    gaps = [pl.when(gap == 1).then(pl.lit(" ")).otherwise(pl.lit("  ")) for gap in (before, after)]
    return joined.with_columns(
        head=pl.concat_str(
            pl.when(labelled).then(pl.concat_str("text_right", gaps[0])).otherwise(pl.lit("")),
            head,
            pl.when(timed).then(pl.concat_str(gaps[1], "text_below")).otherwise(pl.lit("")),
        ),
        begin=pl.when(labelled).then("start").otherwise("begin"),
    )
