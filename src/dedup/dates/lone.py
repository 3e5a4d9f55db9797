"""
The only day that a page names above its text, where its headline or its text was not recognised.

A guess by elimination: graded as one, and made only where nothing else dates the page.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from ..schema import OWN_ROLES
from .claims import Claim, is_date_line, is_of_source
from .grammar import read_line
from .header import is_masthead, write_row
from .pages import Page, choose_day
from .places import SENTENCE_END
from .stories import DENSE_BLOCKS, PARAGRAPH_WORDS, STORY_BLOCKS, place_menus

# So many words are the text itself, whatever the page looks like.
TEXT_WORDS = 40
# A date line stands this near to a standfirst or a paragraph; a masthead stands among menus.
NEAR_BLOCKS = 5
# The furthest a date line is above the text: many authors, and what else they wrote, can be between.
ABOVE_BLOCKS = 40


def select_lone_lines(likely: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the date lines above the text of each page, for when nothing else dates it.

    Parameters
    ----------
    likely : DataFrame
        As `select_likely` returns it.
    blocks : DataFrame
        article, ordinal, role, text and words of every block of the same articles.

    Returns
    -------
    DataFrame
        article, begin, head, role, distance from the text and over_menu, sorted by place.

    """
    story = pl.col("role").is_in(OWN_ROLES).fill_null(value=False)
    sentence = story & pl.col("head").str.contains(SENTENCE_END)
    lines = likely.lazy().filter(~pl.col("long"), ~pl.col("boxed"), ~sentence)
    lines = lines.with_columns(pl.col("ordinal").cast(pl.Int64))
    texts, paragraphs = place_long_texts(blocks.lazy().join(lines, on="article", how="semi"))
    above = lines.join(texts, on="article").filter(
        (pl.col("start") - pl.col("ordinal")).is_between(1, ABOVE_BLOCKS)
    )
    near = (pl.col("paragraph") - pl.col("ordinal")).abs() <= NEAR_BLOCKS
    beside = above.join(paragraphs, on="article").filter(near)
    placed = above.join(beside, on=["article", "ordinal"], how="semi")
    menus = place_menus(blocks.lazy(), texts.rename({"start": "top"}))
    lone = placed.join(menus, on="article", how="left").with_columns(
        distance=pl.col("ordinal") - pl.col("start"),
        over_menu=(pl.col("ordinal") < pl.col("menu")).fill_null(value=False),
    )
    lone = lone.select("article", "begin", "head", "role", "distance", "over_menu").sort("article", "begin")
    return lone.collect(engine="in-memory")


def place_long_texts(blocks: pl.LazyFrame) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Return where the text of each article begins by its length alone, and all its paragraphs."""
    ordinal = pl.col("ordinal").cast(pl.Int64)
    told = blocks.filter(pl.col("words") >= PARAGRAPH_WORDS, pl.col("role").cast(pl.String) != "caption")
    told = told.select("article", "words", paragraph=ordinal)
    # A notice of forty words stands alone; the text goes on.
    third = pl.col("paragraph").shift(1 - STORY_BLOCKS).over("article")
    texts = told.filter(third - pl.col("paragraph") <= DENSE_BLOCKS, pl.col("words") >= TEXT_WORDS)
    return texts.group_by("article").agg(start=pl.col("paragraph").min()), told


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
        # What opens the page can be its masthead; how far other lines are from the headline is not known.
        distance = row["distance"] if row["begin"] == 0 else 0
        claim = Claim(
            written,
            reading,
            begin=row["begin"],
            distance=distance,
            titled=False,
            closing=False,
            touches=False,
            told=True,
            over_menu=row["over_menu"],
            entry=False,
            marked=False,
            whole=True,
            placed=True,
        )
        if written.lasts or is_of_source(reading, written, late=0):
            continue
        opens = reading.lead_words == 0 or row["role"] == "dateline"
        if is_masthead(claim) or not (opens and is_date_line(reading, written, story=False)):
            continue
        ours = not reading.elsewhere and written.label != "modified"
        yield claim._replace(day=choose_day(written, page) if ours else None)
