"""ROLED -> pages that may tell of more than one story: what they carry under its headline, and live pages."""

from typing import NamedTuple

import polars as pl

from .schema import OWN_ROLES
from .turns import work_through

STORY_WORDS = 60  # a card that links to a story has its headline and a sentence or two of it
MOST_PAGES = 8  # of one headline: a series has hundreds

CARRIED = pl.Schema({"page": pl.UInt32, "story": pl.UInt32})
CLOCK_MAX_WORDS = 2  # "10:42", "10h42"
LEAST_CLOCKS = 3  # two may be when the page was published and changed

_OWN = pl.col("role").is_in(OWN_ROLES)
_ABOVE = pl.col("ordinal") < pl.col("head")
_BELOW = pl.col("ordinal") > pl.col("head")


class Several(NamedTuple):
    """Articles that may tell several stories: CARRIED, and those of `live` pages."""

    carried: pl.DataFrame
    live: pl.Series


def find_several(blocks: pl.DataFrame) -> Several:
    """Return what can be told of ROLED blocks: see `find_carried` and `find_live`."""
    return Several(find_carried(blocks), find_live(blocks))


def find_carried(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return (page, story), UInt32: articles of which the first goes on to the text of the second.

    A page that never ends shows the next story under the one that was asked for, a digest several.
    Inside the page's text stands the headline of the other; above it are `STORY_WORDS` words that
    the other does not have, below it as many that it has, paragraph by paragraph.

    Parameters
    ----------
    blocks : frame with article, ordinal, key, words, role
        Of ROLED or of UNITS, with the roles that all pages together give.

    """
    placed = blocks.select("article", "ordinal", "key", "words", "role")
    heads = placed.filter(pl.col("role") == "headline", pl.col("key") != 0).select("key", story="article")
    keys = heads["key"].unique().implode()
    lines = work_through(placed, lambda turn: turn.filter(_OWN, pl.col("key").is_in(keys)))
    few = heads.sort("key", "story").group_by("key", maintain_order=True).head(MOST_PAGES)
    own_headline = heads.rename({"story": "article"})
    inside = lines.join(own_headline, on=["article", "key"], how="anti").join(few, on="key")
    inside = inside.group_by("article", "story").agg(head=pl.col("ordinal").min())
    known = pl.concat([inside["article"], inside["story"]]).unique().implode()
    texts = work_through(placed, lambda turn: turn.filter(_OWN, pl.col("article").is_in(known)))
    told = texts.with_columns(told=pl.col("words").cast(pl.Int64).cum_sum().over("article") - pl.col("words"))
    told = told.select("article", "told", head="ordinal")
    # A page of thousands of titles goes through the stories under them, and not through itself for each.
    theirs = texts.select("key", story="article").unique().join(inside, on="story")
    shared = theirs.join(texts.select("article", "key", "ordinal", "words"), on=["article", "key"])
    counts = shared.group_by("article", "story", "head").agg(
        above=pl.col("words").filter(_ABOVE).sum(), below=pl.col("words").filter(_BELOW).sum()
    )
    counts = counts.join(told, on=["article", "head"]).with_columns(above=pl.col("told") - pl.col("above"))
    carried = counts.filter(pl.min_horizontal("above", "below") >= STORY_WORDS)
    return carried.select("story", page="article").select(CARRIED.names()).sort("page", "story")


def find_live(blocks: pl.DataFrame) -> pl.Series:
    """
    Return the articles whose text stands between times of day, as column `article`.

    A live page adds up what happens: its entries may be of several stories.

    Parameters
    ----------
    blocks : frame with article, words, role
        Of ROLED or of UNITS.

    """
    stamps = work_through(blocks.select("article", "words", "role"), lambda turn: turn.filter(is_clock()))
    counts = stamps.group_by("article").len()
    return counts.filter(pl.col("len") >= LEAST_CLOCKS)["article"].sort()


def is_clock() -> pl.Expr:
    """Say of each block with a role whether it is a time of day alone: above an entry of a live page."""
    return (pl.col("role") == "dateline") & (pl.col("words") <= CLOCK_MAX_WORDS)
