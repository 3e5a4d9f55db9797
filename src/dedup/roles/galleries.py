"""Slide shows and photo essays: captions under numbers, and paragraphs that end with a credit."""

import polars as pl

from ..schema import OWN_ROLES
from .labels import is_worded
from .shapes import mark_rows
from .telling import tell

# One photographer under a paragraph may be the next picture's; several make it the page's habit.
GALLERY_MIN_PHOTOS = 3
# A caption this long tells more than what is seen.
ESSAY_MIN_WORDS = 18
# A slide has a caption, said once or twice.
SLIDE_ROWS = 2
COUNT = r"^\W*([0-9]{1,3})\s?(?:/|of|trên)\s?([0-9]{1,3})\W*$"

_OWN = pl.col("role").is_in(OWN_ROLES)


def tell_slides(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what a slide show's counters say of them.

    Under "Image 3 of 15" stands a caption, once or twice, and then its credit; under "3/15" too,
    where the page counts on from it.
    """
    named = blocks["row"].filter(blocks["label"] == "counter")
    counters = pl.concat([named, _find_counted(blocks)])
    if counters.is_empty():
        return blocks
    row, counter = pl.col("row"), mark_rows(counters, blocks.height)
    blocks = tell(blocks, _OWN & counter, "boilerplate", "stock line")
    last = pl.when("counter").then("row").forward_fill().over("article")
    since = blocks.select("row", "article", counter=counter).select(row - last).to_series()
    slide = _OWN & (since <= SLIDE_ROWS).fill_null(value=False)
    return tell(blocks, slide, "caption", "under a slide's number")


def _find_counted(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows of three numbers or more of one number, each of which counts on from the one above."""
    short = (pl.col("role") == "boilerplate") & pl.col("words").is_between(2, 3)
    rows = blocks.select("row", "article", "text", "role", "words").filter(short)
    rows = rows.filter(pl.col("text").str.contains(COUNT))
    at, of = (pl.col("text").str.extract(COUNT, group).cast(pl.UInt16) for group in (1, 2))
    rows = rows.select("row", "article", at=at, of=of)
    beside = (pl.col("article") == pl.col("article").shift(1)) & (pl.col("of") == pl.col("of").shift(1))
    part = (~(beside & (pl.col("at") == pl.col("at").shift(1) + 1)).fill_null(value=False)).cum_sum()
    return rows.filter(pl.len().over(part) >= GALLERY_MIN_PHOTOS)["row"]


def tell_essays(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with the captions of a photo essay as body: there they tell the story.

    An essay's captions are paragraphs that end with a credit; a gallery's are a line each, or
    stand under numbers, or are an agency's, which dates each of them in full.
    """
    paragraph = (pl.col("role_reason") == "picture credit at its end") & (pl.col("length") >= ESSAY_MIN_WORDS)
    if not blocks.select(paragraph.any()).item():
        return blocks
    words, captions = pl.col("words"), pl.col("role") == "caption"
    pages = (
        blocks.select("article", "words", "role", "role_reason", "length", "text")
        .filter(find_habits(blocks, paragraph))
        .with_columns(agency=paragraph & is_worded("picture"))
        .group_by("article")
        .agg(
            told=words.filter(paragraph).sum(),
            dated=words.filter("agency").sum(),
            rest=words.filter(_OWN | (captions & ~paragraph)).sum(),
        )
    )
    essays = pages.filter(pl.col("told") > pl.col("rest"), 2 * pl.col("dated") < pl.col("told"))["article"]
    return tell(blocks, paragraph & pl.col("article").is_in(essays.implode()), "body", "paragraph")


def find_habits(blocks: pl.DataFrame, when: pl.Expr, least: int = GALLERY_MIN_PHOTOS) -> pl.Expr:
    """Say of each block whether `when` holds of `least` blocks of its page or more."""
    counts = blocks.select("article", when=when).filter("when")["article"].value_counts()
    pages = counts.filter(pl.col("count") >= least)["article"]
    return pl.col("article").is_in(pages.implode())
