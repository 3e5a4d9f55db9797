"""Where something on a page says that its own text has ended."""

import polars as pl

from .shapes import above, below, is_stamp
from .stories import find_stories

# What share of the text may follow a line and the line still end it: briefs have several end
# marks, comments may outweigh a short story, boxes of links stand inside long ones.
MARK_MAX_SHARE = 0.25
COMMENTS_MAX_SHARE = 0.5
BOXED_MAX_SHARE = 0.75  # under a box of links no button stands in for the heading
# An address and some numbers may outweigh a brief above them.
IMPRINT_MAX_WORDS = 40
# Of readers who sign with the time, two are enough: no other text is written so under such a heading.
LEAST_READERS = 2
LIST_MAX_SHARE = 0.05
HEADING_MAX_WORDS = 6


def find_ends(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, end_row: the first row under the page's own text, where a line says so.

    The end mark, a heading of comments, one of keywords, one of other stories and a line of the
    imprint each end the text if no more than their share of it follows, or a few words.  A paragraph
    right under a title is no text here: in such lists it is a teaser.  The headline of another story with
    its own date ends the text whatever follows.
    """
    text = pl.col("own_prose") & pl.col("row").is_between("first", "last").fill_null(value=False)
    stamp = is_stamp()
    teaser = above(pl.col("titled") & ~pl.col("own_prose") & ~stamp)
    listed = pl.col("own_prose") & teaser
    # So is what closes a list of two or more: a notice, or a teaser without a title.
    closing = above(listed) & above(above(above(listed))) & ~below(pl.col("own_prose"))
    mass = pl.when(text & ~teaser & ~closing).then(pl.col("length").cast(pl.Int64)).otherwise(0)
    bare, brief = pl.col("mark").is_null(), pl.col("words") <= HEADING_MAX_WORDS
    # A page of nothing but divs has its comments in the element that holds the text.
    held = bare | (pl.col("mark") == "body").fill_null(value=False)
    comments = held & brief & (pl.col("label") == "comments")
    signed = (pl.col("label") == "dateline").fill_null(value=False) & below(pl.col("prose"))
    readers = signed.cast(pl.UInt32).cum_sum(reverse=True).over("article")
    share = (
        pl.when(pl.col("closes") & ~pl.col("twin") & ~pl.col("follows_twin")).then(MARK_MAX_SHARE)
        .when((comments | (held & (pl.col("label") == "counted"))) & (readers >= LEAST_READERS)).then(1.0)
        .when(comments & above(pl.col("follows_twin"))).then(BOXED_MAX_SHARE)
        .when(comments).then(COMMENTS_MAX_SHARE)
        .when(held & brief & (pl.col("label") == "sidebar")).then(LIST_MAX_SHARE)
        .when(held & (pl.col("label") == "keywords")).then(MARK_MAX_SHARE)
        .when(pl.lit(find_stories(blocks))).then(1.0)
        .when(pl.col("label") == "imprint").then(MARK_MAX_SHARE)
    )  # fmt: skip
    ends = blocks.select(
        "article", "row", "first", "closes", "label", share=share, mass=mass, sum=mass.cum_sum()
    )
    pages = ends.group_by("article").agg(all=pl.col("mass").sum(), top=pl.col("sum").max())
    found = ends.filter(pl.col("share").is_not_null(), pl.col("row") > pl.col("first"))
    found = found.join(pages, on="article", how="left")
    most = pl.when(pl.col("label") == "imprint").then(IMPRINT_MAX_WORDS).otherwise(0)
    little = pl.col("top") - pl.col("sum") <= pl.max_horizontal(pl.col("share") * pl.col("all"), most)
    at = pl.col("row") + pl.col("closes").cast(pl.UInt32)
    return found.filter(little).group_by("article").agg(end_row=at.min())
