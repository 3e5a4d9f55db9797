"""Where on a page its story stands: its headline and text, the site's menu above, cards and lists beside."""

import polars as pl

from ..schema import OWN_ROLES
from .forms import HOME
from .labels import is_one_of
from .patterns import MASTHEAD_NAMES

AFTER_BLOCKS = 25  # that a date line can be under the headline: between are authors, topic links, buttons
# From a headline over an author to the date under that.
HEADED_BLOCKS = 2
# A paragraph of running text, and how closely so many of them follow where a text begins.
PARAGRAPH_WORDS = 15
STORY_BLOCKS = 3
DENSE_BLOCKS = 14
BETWEEN_PARAGRAPHS = "line between paragraphs"
TITLE_WORDS = 4  # fewer may be the name of an author or of a section
# What stands on top of a site: the link to its first page, a login, "Hotline: 0900 100 200".
TOP_NAMES = (*HOME.split("|"), *MASTHEAD_NAMES)
TOP_WORDS = 5
FIGURE_SIGNS = "0123456789 .:-"
# What a text is signed with at its end, and what is only known to stand there: the words of a comment.
SIGNING = ("byline", "credit", "dateline")
UNDER_TEXT = ["under the text", "paragraph apart from the text"]


def place_headed(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return article, ordinal, headed of the lines right under an author or an agency under a headline.

    The headline that is nearest to the text may be the name of a picture, in the same words.
    """
    role, same = pl.col("role").cast(pl.String), pl.col("article") == pl.col("article").shift(HEADED_BLOCKS)
    headed = same & (role.shift(HEADED_BLOCKS) == "headline") & role.shift(1).is_in(["byline", "credit"])
    return blocks.filter(headed).select("article", "ordinal", headed=pl.lit(value=True))


def place_carded(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return article, ordinal and carded of the lines right under what may be a title, but no headline.

    A card's is one beside the text; a line right under any other is an `entry` of a list at least.
    """
    above = {name: pl.col(name).shift(1) for name in ("article", "role", "role_reason", "words")}
    role = above["role"].cast(pl.String)
    entry = (above["article"] == pl.col("article")) & (above["words"] >= TITLE_WORDS)
    entry &= ~role.is_in(["headline", "dateline"])
    carded = (role == "sidebar") | (above["role_reason"] == BETWEEN_PARAGRAPHS)
    placed = blocks.select("article", "ordinal", carded=carded, entry=entry)
    return placed.filter("entry")


def place_stories(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return for each article where its headline stands and where its text begins.

    A headline further above the text than a date line can be is some other title.
    """
    places = place_texts(blocks)
    titles = blocks.filter(pl.col("role") == "headline").select(
        "article", title=pl.col("ordinal").cast(pl.Int64)
    )
    near = titles.join(places, on="article").filter(
        pl.col("title").is_between(pl.col("start") - AFTER_BLOCKS, pl.col("start"))
    )
    found = near.group_by("article").agg(title=pl.col("title").max())
    places = places.join(found, on="article", how="left").with_columns(top=pl.coalesce("title", "start"))
    return places.join(place_menus(blocks, places), on="article", how="left").select(
        "article",
        "last",
        "aside",
        "other",
        "start",
        "told",
        "menu",
        "top",
        titled=pl.col("title").is_not_null(),
        # Without a paragraph the headline may be any title of a list: all dates above it are looked at.
        opens=pl.when(pl.col("told"))
        .then(pl.coalesce("title", pl.col("start") - AFTER_BLOCKS // 2))
        .otherwise(0),
        settled=pl.coalesce("settled", pl.col("start") + AFTER_BLOCKS),
    )


def place_menus(blocks: pl.LazyFrame, places: pl.LazyFrame) -> pl.LazyFrame:
    """Return the last of what stands on top of a site above the `top` of each article, as `menu`."""
    named = is_one_of(pl.col("text").str.strip_chars_end(FIGURE_SIGNS), TOP_NAMES)
    homes = blocks.filter(pl.col("words") <= TOP_WORDS).filter(named)
    homes = homes.select("article", menu=pl.col("ordinal").cast(pl.Int64)).join(places, on="article")
    return homes.filter(pl.col("menu") < pl.col("top")).group_by("article").agg(pl.col("menu").max())


def place_texts(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return for each article where its text begins, has settled and ends, and what stands behind it.

    That is the first `aside`, and the first `other` than a date or whose text it is: the text
    itself, if only words of nobody knows whom stand there.  The text begins where paragraphs follow
    closely; a lone paragraph above is a notice or a teaser.  `told` is whether there is any.
    """
    ordinal = pl.col("ordinal").cast(pl.Int64)
    story = blocks.filter(pl.col("role").is_in(OWN_ROLES)).select("article", "words", ordinal)
    third = pl.col("ordinal").shift(1 - STORY_BLOCKS)
    dense = third - pl.col("ordinal") <= DENSE_BLOCKS
    paragraphs = story.filter(pl.col("words") >= PARAGRAPH_WORDS)
    texts = paragraphs.group_by("article", maintain_order=True).agg(
        start=pl.coalesce(pl.col("ordinal").filter(dense).first(), pl.col("ordinal").first()),
        settled=pl.coalesce(third.filter(dense).first(), third.first(), pl.col("ordinal").last()),
    )
    ends = story.group_by("article").agg(first=pl.col("ordinal").min(), last=pl.col("ordinal").max())
    role = pl.col("role").cast(pl.String).fill_null("")
    behind = blocks.select("article", "role_reason", ordinal, role=role).join(ends, on="article")
    other = ~role.is_in(SIGNING)
    unknown = (pl.col("role_reason").filter(other).first().is_in(UNDER_TEXT)).fill_null(value=False)
    behind = (
        behind.filter(pl.col("ordinal") > pl.col("last"))
        .group_by("article")
        .agg(
            aside=pl.col("ordinal").filter(role == "sidebar").min(),
            other=pl.when(unknown)
            .then(pl.col("last").first())
            .otherwise(pl.col("ordinal").filter(other).min()),
        )
    )
    places = blocks.select("article").unique()
    for place in (texts, ends, behind):
        places = places.join(place, on="article", how="left")
    return places.with_columns(told=pl.col("start").is_not_null(), start=pl.coalesce("start", "first", 0))
