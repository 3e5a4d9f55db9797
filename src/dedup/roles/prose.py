"""Which blocks are paragraphs that can be the page's own."""

import polars as pl

from .shapes import PROSE_MIN_WORDS, above, below, mark_rows, near
from .short_texts import find_ranks, find_short_texts
from .verses import find_verses

# Under a picture, a last paragraph that an agency signs is told from a caption by its length.
SIGNED_MIN_WORDS = 45


def find_prose(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with `own_prose` and `signs_off`; where markup says what body is, only there.

    Adds the rows where markup begins and ends the body, `mark_first` and `mark_last`, null without any.
    """
    marked = pl.col("mark").is_in(["body", "lead"])
    spans = (
        blocks.filter(marked)
        .group_by("article")
        .agg(mark_first=pl.col("row").min(), mark_last=pl.col("row").max())
    )
    blocks = blocks.join(spans, on="article", how="left", maintain_order="left")
    inside = pl.col("row").is_between("mark_first", "mark_last").fill_null(value=True)
    blocks = blocks.with_columns(signs_off=_signs_off())
    shaped = pl.col("prose") & (pl.col("label").is_null() | pl.col("signs_off")) & inside
    alone = ~pl.col("twin") | pl.col("doubled_page")
    told = pl.lit(mark_rows(_find_told_twice(blocks), blocks.height))
    by_shape = shaped & pl.col("mark").is_null() & (alone | told) & ~pl.col("follows_twin")
    by_mark = marked & (pl.col("label").is_null() | pl.col("prose")) & alone & ~pl.col("follows_twin")
    by_mark &= ~_signs_on()
    short = pl.lit(mark_rows(find_short_texts(blocks), blocks.height)) & inside
    # A list above the paragraphs is at times outside of what markup takes for the text, and so is verse.
    outside = pl.concat([find_ranks(blocks), find_verses(blocks)])
    short |= pl.lit(mark_rows(outside, blocks.height))
    return blocks.with_columns(own_prose=(by_shape | by_mark | short).fill_null(value=False))


def _find_told_twice(blocks: pl.DataFrame) -> pl.Series:
    """
    Return the rows of the last paragraphs of pages that stand twice there.

    Some pages end with their summary, which may be that paragraph.  What stands twice higher up, or
    shorter, is a caption and the text of its picture, or the title of another story.
    """
    long = (pl.col("length") >= PROSE_MIN_WORDS) & pl.col("points") & pl.col("label").is_null()
    first = pl.col("twin") & ~pl.col("again") & long
    if not blocks.select(first.any()).item():
        return blocks["row"].clear()
    last = pl.col("row").filter("prose").max().over("article")
    pages = blocks.select("article", "row", "prose", "doubled_page", first=first)
    pages = pages.filter(pl.col("first").any().over("article"), ~pl.col("doubled_page"))
    return pages.filter(pl.col("first") & (pl.col("row") + 1 == last))["row"]


def _signs_on() -> pl.Expr:
    """Say whether a block is the name of who wrote the text, between its headline and first paragraph."""
    headed = near(pl.col("mark") == "headline", above) & ~above(pl.col("prose"))
    return pl.col("named") & headed & near(pl.col("prose"), below)


def _signs_off() -> pl.Expr:
    """Say whether a block that ends with an agency's name is the last paragraph, and no picture's text."""
    signed = (pl.col("label") == "signed").fill_null(value=False) & pl.col("prose")
    told = above(pl.col("prose") & pl.col("label").is_null()) | (pl.col("length") >= SIGNED_MIN_WORDS)
    return signed & told & ~below(pl.col("prose"))
