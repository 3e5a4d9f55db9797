"""Roles of a page without furniture: what was set apart by its place alone is its text."""

import polars as pl

from ..schema import ROLED

# Nothing but its place says that such a block is not the story's.
GUESSED = [
    *["above the text", "under the text", "title under the text", "paragraph apart from the text"],
    *["number alone", "date of another story"],
]

MOST_STOCK = 1  # who strips a page may leave a button
MOST_SIGNED = 2  # who wrote a story, above it and under it; more sign a list of stories

_OWN = pl.col("role").is_in(["lead", "body"])
_APART = pl.col("role").is_in(["boilerplate", "sidebar"]) & (pl.col("words") > 0)
_GUESS = _APART & pl.col("role_reason").is_in(GUESSED)
_STOCK = pl.col("role_reason") == "stock line"
_STRAY = pl.col("role_reason") == "stray words"
_SIGNED = pl.col("role_reason") == "byline"


def keep_bare_pages(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return settled `blocks` with the text of bare pages made whole.

    A page is bare when none of its blocks is known for furniture by its words, by a
    repetition or by markup, nobody signs one story after another, and most of its words were
    set apart by their place: lists, lyrics, tables, lines of a fixed length.  What was set
    apart there is body.
    """
    words = pl.col("words")
    suspects = blocks.filter(_GUESS).select(pl.col("article").unique())
    bare = (
        blocks.join(suspects, on="article", how="semi")
        .group_by("article")
        .agg(
            furniture=(_APART & ~_GUESS & ~_STRAY & ~_STOCK).any(),
            stock=(_APART & _STOCK).sum(),
            signed=_SIGNED.sum(),
            guessed=words.filter(_GUESS).sum(),
            own=words.filter(_OWN).sum(),
        )
        .filter(~pl.col("furniture"), pl.col("stock") <= MOST_STOCK, pl.col("signed") <= MOST_SIGNED)
        .filter(pl.col("guessed") > pl.col("own"))
    )
    text = _GUESS & pl.col("article").is_in(bare["article"].implode())
    return blocks.with_columns(
        role=pl.when(text).then(pl.lit("body", ROLED["role"])).otherwise("role"),
        role_reason=pl.when(text)
        .then(pl.lit("no furniture on the page").cast(blocks.schema["role_reason"]))
        .otherwise("role_reason"),
    )
