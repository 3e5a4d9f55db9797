"""
The only day that a page names above its text, where its headline or its text was not recognised.

A guess by elimination: graded as one, and made only where nothing else dates the page.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from .claims import Claim, is_date_line
from .grammar import read_line
from .header import is_masthead, write_row
from .pages import Page, choose_day
from .places import DENSE_BLOCKS, PARAGRAPH_WORDS, STORY_BLOCKS

# So many words are the text itself, whatever the page looks like.
TEXT_WORDS = 40
# A date line stands this near to a standfirst or a paragraph; a masthead stands among menus.
NEAR_BLOCKS = 5
# The furthest a date line is above the text: many authors, and what else they wrote, can be between.
ABOVE_BLOCKS = 40


def select_lone_lines(likely: pl.DataFrame, blocks: pl.DataFrame, dated: pl.Series) -> pl.DataFrame:
    """
    Return the date lines above the text of pages that nothing dates.

    Parameters
    ----------
    likely : DataFrame
        As `select_likely` returns it.
    blocks : DataFrame
        article, ordinal, role and words of every block of the same articles.
    dated : Series
        Articles that say when they were published or changed.

    Returns
    -------
    DataFrame
        article, begin, head and role, sorted by place.

    """
    lines = likely.filter(~pl.col("long"), ~pl.col("article").is_in(dated.implode()))
    lines = lines.select("article", "begin", "head", "role", line=pl.col("ordinal").cast(pl.Int64))
    told = blocks.filter(pl.col("words") >= PARAGRAPH_WORDS, pl.col("role").cast(pl.String) != "caption")
    told = told.join(lines, on="article", how="semi").select(
        "article", "words", ordinal=pl.col("ordinal").cast(pl.Int64)
    )
    # A notice of forty words stands alone; the text goes on.
    goes_on = pl.col("ordinal").shift(1 - STORY_BLOCKS).over("article") - pl.col("ordinal") <= DENSE_BLOCKS
    texts = told.filter(goes_on, pl.col("words") >= TEXT_WORDS)
    texts = texts.group_by("article").agg(text=pl.col("ordinal").min())
    beside = lines.join(told, on="article").filter((pl.col("ordinal") - pl.col("line")).abs() <= NEAR_BLOCKS)
    above = lines.join(texts, on="article").filter(
        (pl.col("text") - pl.col("line")).is_between(1, ABOVE_BLOCKS)
    )
    placed = above.join(beside, on=["article", "line"], how="semi")
    return placed.select("article", "begin", "head", "role").sort("article", "begin")


def find_lone_dates(lines: pl.DataFrame, pages: dict[int, Page]) -> Iterator[dict[str, Any]]:
    """Yield a row of DATES for every article whose `lines` all name one day."""
    for article, group in groupby(lines.iter_rows(named=True), key=itemgetter("article")):
        page = pages[article]
        claims = [claim for row in group for claim in read_lone(row, page)]
        if len({claim.day for claim in claims}) == 1 and claims[0].day:
            for row in write_row(claims[0], page, None):
                yield {**row, "grade": "D"}


def read_lone(row: dict[str, Any], page: Page) -> Iterator[Claim]:
    """Yield the dates of a line; that of an edition or of a change has no day, and so agrees with none."""
    reading = read_line(row["head"])
    said = [written for written in reading.dates if written.label == "published"]
    for written in said or reading.dates:
        # distance 0, no headline, not closing, not touching the text; a whole line in its place
        claim = Claim(written, reading, row["begin"], 0, False, False, False, True, True)
        opens = reading.lead_words == 0 or row["role"] == "dateline"
        if is_masthead(claim) or not (opens and is_date_line(reading, written, story=False)):
            continue
        ours = not reading.elsewhere and written.label != "modified"
        yield replace(claim, day=choose_day(written, page) if ours else None)
