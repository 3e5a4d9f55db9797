"""Boxes of other stories in a page of lines: what stands under a heading with no blank line between."""

import polars as pl

from .shapes import above, is_heading

# One title and two dates are the page's own, its masthead's among them.
LEAST_LISTED = 2
# Blank lines part the paragraphs of a page unless more than this share of them follow a line at once.
MOST_GLUED = 0.5
TITLE_MIN_WORDS = 5


def find_dated_boxes(blocks: pl.DataFrame) -> pl.Series:
    """
    Say of each block whether it stands in a box of titles with their dates, as a dump has it.

    Its lines stand under a heading of other stories without a blank line, where blank lines part
    paragraphs; and two of them or more are titles, and as many are dates, each under another line.
    """
    heading, glued = is_heading(), pl.col("glued")
    # A heading, or a line after a blank one, begins what is looked at.
    begins = heading | ~glued
    runs = blocks.select(
        "article", "label", "row", "titled", "words", "named", "prose", glued=glued, heading=heading,
        run=begins.cum_sum(), over_date=above(pl.col("label") == "dateline"),
    )  # fmt: skip
    date = (pl.col("label") == "dateline").fill_null(value=False)
    title = pl.col("titled") & pl.col("label").is_null() & ~pl.col("named") & ~pl.col("prose")
    found = runs.group_by("run").agg(
        pl.col("article").first(),
        headed=pl.col("heading").first(),
        dates=(date & ~pl.col("over_date")).sum(),
        titles=(title & (pl.col("words") >= TITLE_MIN_WORDS)).sum(),
    )
    found = found.filter("headed", pl.col("dates") >= LEAST_LISTED, pl.col("titles") >= LEAST_LISTED)
    spaced = runs.filter("prose", pl.col("article").is_in(found["article"].unique().implode()))
    spaced = spaced.group_by("article").agg(pl.col("glued").mean()).filter(pl.col("glued") < MOST_GLUED)
    found = found.join(spaced, on="article", how="semi")
    return runs.select(pl.col("run").is_in(found["run"].implode()) & ~pl.col("heading")).to_series()
