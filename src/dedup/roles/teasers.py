"""Other posts teased above a text: each between a line that dates it and the same time again."""

import polars as pl

from .shapes import is_stamp

# Day, year, hour and minute, whatever names the month.
LEAST_FIGURES = 4
# The line that dates a post has its author beside the time.
MOST_WORDS = 16
# From that line to the time below the teaser, and at most to the next post.
POST_ROWS, NEXT_ROWS = 2, 5


def tell_posts(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with the dates and teasers of other posts labelled `posted` and `teaser`.

    One alone may be the page's own date around its standfirst; two of different times, one right under
    the other, are a list.
    """
    said = pl.col("text").str.extract_all("[0-9]+")
    stamps = blocks.filter(is_stamp()).select("article", "row", said=said)
    stamps = stamps.filter(pl.col("said").list.len() >= LEAST_FIGURES)
    closes = stamps.filter(~pl.col("row").is_in((stamps["row"] + 1).implode()))
    closes = closes.with_columns(pl.col("row").cast(pl.Int64) - POST_ROWS)
    opens = blocks.select("article", "text", "words", row=pl.col("row").cast(pl.Int64))
    opens = opens.join(closes.select("article", "row"), on=["article", "row"], how="semi")
    opens = opens.filter(pl.col("words") <= MOST_WORDS).select("article", "row", said=said)
    posts = opens.join(closes, on=["article", "row", "said"], how="semi").sort("row")
    follows = (pl.col("row").diff() <= NEXT_ROWS) & (pl.col("said") != pl.col("said").shift())
    follows = (follows & (pl.col("article") == pl.col("article").shift())).fill_null(value=False)
    rows = posts.filter(follows | follows.shift(-1, fill_value=False))["row"]
    if rows.is_empty():
        return blocks
    row, posted = pl.col("row"), pl.concat([rows, rows + POST_ROWS])
    told = pl.when(row.is_in((rows + 1).implode())).then(pl.lit("teaser")).otherwise("label")
    return blocks.with_columns(
        label=pl.when(row.is_in(posted.implode())).then(pl.lit("posted")).otherwise(told)
    )
