"""Date lines that a page prints on two lines: a label above its date, a time of day or a change below it."""

import polars as pl

from ..classes import quicken
from . import forms
from .labels import CHANGE, PUBLISHING, begins_with, ends_with, is_one_of
from .patterns import join_names

# More bytes than this are a line of their own.
SHORT_BYTES = 90
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
# "Broadcast on / 5 March 2024 / .": a date that was a link amid a sentence.
GOES_ON = r"^[.)]\s*(?:$|\p{Lu})"
POST = r"\(@\w+\)(?:\s\w{2,4})?\s*$"  # "A post shared by Ann Lee (@annlee) on / 5 March 2024"


def join_lines(likely: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    """
    Return the likely date lines with the label above and the time of day below them.

    Parameters
    ----------
    likely : DataFrame
        As `select_likely` returns it.
    pages : DataFrame
        article, ordinal, begin and text of every block of the same articles, in reading order.

    Returns
    -------
    DataFrame
        `likely` with `begin` and `head` extended, and `noted`: whether the next line tells of
        a change.  A line break inside `head` is as many spaces, so that it still spans the text.
        A date amid a sentence of three lines, and that of a quoted post, are left out.

    """
    on = ["article", "ordinal"]
    beside = pages.lazy().with_columns(*read_beside(1, "above"), *read_beside(-1, "below"))
    beside = beside.select(*on, "above", "above_begin", "below", "below_begin")
    # Only the neighbours of these lines are read.
    lines = likely.lazy().join(beside, on=on, how="left")
    torn = pl.col("below").str.contains(GOES_ON) | pl.col("above").str.contains(POST)
    lines, alone = lines.filter(~torn.fill_null(value=False)), ~pl.col("long")
    # "Ann Lee Updated": markup may part a label from its date, and not from the author.
    label = is_one_of(pl.col("above"), PUBLISHING) | ends_with(pl.col("above"), CHANGE)
    clock = alone & pl.col("below").str.contains(quicken(CLOCK_ONLY))
    noted = alone & begins_with(pl.col("below"), CHANGE) & pl.col("below").str.contains("[0-9]")
    told = lines.with_columns(
        above=pl.when(alone & label).then("above"),
        below=pl.when(clock).then("below"),
        noted=noted.fill_null(value=False),
    )
    return put_together(told).select(*likely.columns, "noted").collect(engine="in-memory")


def read_beside(step: int, name: str) -> list[pl.Expr]:
    """Return text and begin of the block `step` rows up, where it is short and of the same article."""
    text = pl.col("text").shift(step)
    same = pl.col("article").shift(step) == pl.col("article")
    near = same & (text.str.len_bytes() <= SHORT_BYTES)
    return [
        pl.when(near).then(text).alias(name),
        pl.when(near).then(pl.col("begin").shift(step)).alias(f"{name}_begin"),
    ]


def put_together(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return the lines with what stands above and below them, where only a line break is between."""
    head = pl.col("head")
    begin = pl.col("begin").cast(pl.Int64)
    before = begin - pl.col("above_begin") - pl.col("above").str.len_chars()
    after = pl.col("below_begin").cast(pl.Int64) - begin - head.str.len_chars()
    labelled = before.is_between(1, MAX_GAP)
    timed = after.is_between(1, MAX_GAP) & pl.col("below").is_not_null() & ~head.str.contains(HAS_CLOCK)
    gaps = [pl.when(gap == 1).then(pl.lit(" ")).otherwise(pl.lit("  ")) for gap in (before, after)]
    return lines.with_columns(
        head=pl.concat_str(
            pl.when(labelled).then(pl.concat_str("above", gaps[0])).otherwise(pl.lit("")),
            head,
            pl.when(timed).then(pl.concat_str(gaps[1], "below")).otherwise(pl.lit("")),
        ),
        begin=pl.when(labelled).then("above_begin").otherwise("begin"),
    )
