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
_TOLD = _OWN | (pl.col("role") == "caption")
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
    Inside the page's text stands the headline of the other; below it are `STORY_WORDS` words that
    the other has, paragraph by paragraph, and above it, or under the last of these, as many that it
    does not have.  What links repeat passes for a link, so the line may be of any role; but under the last
    only what stands inside the text is sure to be no link, unless the page goes on to one story anyway.

    Parameters
    ----------
    blocks : frame with article, ordinal, key, words, role
        Of ROLED or of UNITS, with the roles that all pages together give.

    """
    placed = blocks.select("article", "ordinal", "key", "words", "role")
    inside = _find_inside(placed)
    known = pl.concat([inside["article"], inside["story"]]).unique().implode()
    texts = work_through(placed, lambda turn: turn.filter(_TOLD, pl.col("article").is_in(known)))
    # What a story's picture is called may be the headline that it had at first.
    pictures = texts.filter(~_OWN).select("article", pl.col("ordinal") - 1, picture=True)
    inside = inside.join(pictures, on=["article", "ordinal"], how="left")
    inside = inside.select("article", "story", "picture", head="ordinal", own=_OWN)
    counts = _count_words(inside, texts.filter(_OWN))
    above, below, rest = (pl.col(name) >= STORY_WORDS for name in ("above", "below", "rest"))
    # Links stand anywhere in the text, a headline alone between its story and the end of the one before.
    headed = pl.col("own") | ((pl.col("last") + 1 == pl.col("head")) & (pl.col("begun") == pl.col("told")))
    rest &= pl.col("picture").is_null()
    counts = counts.filter(below).with_columns(sure=(headed & above) | (pl.col("own") & rest))
    # The first story of a digest stands right under the headline of both.
    digest = pl.col("sure").any().over("article") & rest
    carried = counts.filter(pl.col("sure") | digest).select(page="article", story="story")
    return carried.unique().sort("page", "story")


def _find_inside(placed: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that are headlines of a `story`, not of their page, and have text under them."""
    heads = placed.filter(pl.col("role") == "headline", pl.col("key") != 0).select("key", story="article")
    keys = heads["key"].unique().implode()
    lines = work_through(placed, lambda turn: turn.filter(pl.col("key").is_in(keys)))
    ends = work_through(placed, lambda turn: turn.filter(_OWN).select("article", end="ordinal"))
    lines = lines.join(ends.group_by("article").agg(pl.col("end").max()), on="article")
    few = heads.sort("key", "story").group_by("key", maintain_order=True).head(MOST_PAGES)
    own_headline = heads.rename({"story": "article"})
    lines = lines.filter(pl.col("ordinal") < pl.col("end")).join(
        own_headline, on=["article", "key"], how="anti"
    )
    return lines.join(few, on="key")


def _count_words(inside: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """
    Return the lines `inside` under which a paragraph of their story stands, and words of their page.

    `above` are those above the line that the story does not have, `below` those under it that it has;
    `told` all above the line, which end in block `last`, `begun` all above the first of those below,
    and `rest` all under the last.
    """
    words = pl.col("words").cast(pl.Int64)
    texts = texts.with_columns(told=words.cum_sum().over("article"), whole=words.sum().over("article"))
    # A page of thousands of titles goes through the stories under them, and not through itself for each.
    theirs = texts.select("key", story="article").unique().join(inside, on="story")
    shared = theirs.join(texts.drop("role"), on=["article", "key"])
    counts = shared.group_by(inside.columns).agg(
        above=pl.col("words").filter(_ABOVE).sum(),
        below=pl.col("words").filter(_BELOW).sum(),
        begun=(pl.col("told") - pl.col("words")).filter(_BELOW).min(),
        rest=(pl.col("whole") - pl.col("told")).filter(_BELOW).min(),
    )
    before = texts.select("article", "told", last="ordinal", head="ordinal").sort("head")
    counts = counts.sort("head").join_asof(
        before, on="head", by="article", allow_exact_matches=False, check_sortedness=False
    )
    counts = counts.with_columns(pl.col("told").fill_null(0))
    return counts.with_columns(above=pl.col("told") - pl.col("above"))


def find_live(blocks: pl.DataFrame) -> pl.Series:
    """
    Return the articles whose text stands between times of day, as column `article`.

    A live page adds up what happens: its entries may be of several stories.  A list of news beside
    a text has times too, and none of the text under each.

    Parameters
    ----------
    blocks : frame with article, ordinal, words, role
        Of ROLED or of UNITS.

    """
    placed = blocks.select("article", "ordinal", "words", "role")
    clocks = work_through(placed, lambda turn: turn.filter(is_clock()).select("article", "ordinal"))
    clocks = clocks.filter(pl.len().over("article") >= LEAST_CLOCKS).sort("ordinal")
    known = clocks["article"].unique().implode()
    texts = work_through(placed, lambda turn: turn.filter(_OWN, pl.col("article").is_in(known)))
    texts = texts.select("article", "ordinal", text="ordinal").sort("ordinal")
    entries = clocks.join_asof(texts, on="ordinal", by="article", strategy="forward", check_sortedness=False)
    counts = entries.group_by("article").agg(pl.col("text").drop_nulls().n_unique())
    return counts.filter(pl.col("text") >= LEAST_CLOCKS)["article"].sort()


def is_clock() -> pl.Expr:
    """Say of each block with a role whether it is a time of day alone: above an entry of a live page."""
    return (pl.col("role") == "dateline") & (pl.col("words") <= CLOCK_MAX_WORDS)
