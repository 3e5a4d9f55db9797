"""Where a page goes on to another story: the next article of a page that has no end."""

import polars as pl

from .headlines import SHARED_MIN, share_words
from .rules import TITLE_MIN_WORDS
from .shapes import below, mark_rows, match_where

# On both sides of the headline; what live blogs stamp is shorter.
STORY_WORDS = 60
# In these paragraphs a story says again most of what its headline says.
OPENING = 3
FULL_DATE = r"(?-u:\b)(?:19|20)\d\d(?-u:\b)"


def find_stories(blocks: pl.DataFrame) -> pl.Series:
    """
    Say of each block whether it is the headline of a further story, under one that was told.

    It has a date of its own, and the paragraphs under it say its words, as those above do not:
    a card that links to another story has a title and a date too, and the story goes on under it.
    """
    own = pl.when(pl.col("own_prose")).then(pl.col("length").cast(pl.Int64)).otherwise(0)
    rows = blocks.select("row", "own_prose", "text", told=own, heads=_find_heads(blocks))
    if not rows["heads"].any():
        return rows["heads"]
    rows = rows.with_columns(stretch=(rows["heads"] | (blocks["ordinal"] == 0)).cum_sum())
    stretches = rows.group_by("stretch", maintain_order=True).agg(
        pl.col("row", "heads").first(), pl.col("told").sum()
    )
    long = pl.col("told") >= STORY_WORDS
    stretches = stretches.filter("heads", long & (pl.col("told").shift(1) >= STORY_WORDS))
    if stretches.is_empty():
        return mark_rows(stretches["row"], blocks.height)
    near = pl.concat([stretches["stretch"], stretches["stretch"] - 1])
    told = rows.filter("own_prose", pl.col("stretch").is_in(near.implode()))
    opening = told.filter(pl.int_range(pl.len()).over("stretch") < OPENING)
    titles = rows.join(stretches.select("row"), on="row", how="semi")
    under = share_words(titles, opening, "stretch")
    before = share_words(titles.with_columns(pl.col("stretch") - 1), told, "stretch")
    both = under.join(before, on="row", suffix="_before")
    further = both.filter(pl.col("shared") >= SHARED_MIN, pl.col("shared") > pl.col("shared_before"))
    return mark_rows(further["row"], blocks.height)


def _find_heads(blocks: pl.DataFrame) -> pl.Expr:
    """Say whether a block inside the text is a title, right above a date in full or an author and one."""
    label, inside = pl.col("label"), pl.col("row").is_between("first", "last", closed="right")
    stamped = pl.lit(match_where(blocks, label == "dateline", FULL_DATE))
    signed = below(stamped) | (below(label == "byline") & below(below(stamped)))
    bare = label.is_null() & ~pl.col("named") & ~pl.col("own_prose")
    title = pl.col("titled") & bare & (pl.col("words") >= TITLE_MIN_WORDS)
    return (title & signed & inside).fill_null(value=False)
