"""What stands on a page, counted: paragraphs, titles, captions, walls, and the words of each."""

import polars as pl

from ..carried import is_clock
from ..schema import OWN_ROLES
from .indexes import OTHER_TITLE
from .notices import NOTICE
from .rules import CARD, STRAY_MAX_WORDS, TITLE_MIN_WORDS
from .shapes import above, below, since

WALL = "paywall or cookie notice"

_OWN = pl.col("role").is_in(OWN_ROLES)
_PROSE_REASONS = ["paragraph", "first paragraph", "under the headline", "markup"]
# Where the text would stand, a page has this, or a wall.
_INSTEAD = [NOTICE, "no such page", "video player"]
_PARTING_REASONS = ["stock line", "number alone", "on many pages of the outlet"]


def count_contents(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return one row for every article of settled blocks: what the rules of `pages` ask of it, sorted."""
    described = _describe_blocks(blocks).group_by("article").agg(*_count_blocks(), *_count_words())
    return described.sort("article")


def _describe_blocks(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with what each counts as."""
    role, reason = pl.col("role"), pl.col("role_reason")
    # An index is made of cards: left out, a page of them would pass for a short article.
    card = reason == CARD
    blocks = blocks.with_columns(
        pl.col("article").set_sorted(),
        own=_OWN | card,
        told=(_OWN & reason.is_in(_PROSE_REASONS)) | (card & (pl.col("sentences") > 0)),
        caption=role == "caption",
        parting=_OWN | card | (role == "caption") | reason.is_in(_PARTING_REASONS),
        clock=is_clock(),
    )
    # A notice of cookies on top of a page is no wall before its text.
    headed = role == "headline"
    wall = (reason == WALL) & (since(headed) | ~headed.any().over("article"))
    blocks = blocks.with_row_index("row").with_columns(wall=wall)
    worded = pl.col("row").is_in(_find_captioned(blocks).implode())
    # Beside a paragraph that no caption says it is one too.
    untold = pl.col("told") & ~worded
    said = worded & ~(pl.col("told") & (above(untold) | below(untold)))
    own, told, parting, clock = (pl.col(name) for name in ("own", "told", "parting", "clock"))
    stamp = (role == "dateline") | (reason == "date of another story")
    entry = above(clock) & below(clock)
    # In a chronicle a paragraph follows on each date, in a list a title.
    paragraph = told | (reason == "paragraph apart from the text")
    return blocks.with_columns(
        caption=pl.col("caption") | said,
        text=_OWN & ~said,
        lonely=told & ~above(parting) & ~below(parting) & ~entry,
        parted=told & ~above(own) & ~below(own) & ~entry,
        running=untold & (above(untold) | below(untold)),
        uncredited=own & ~below(pl.col("role") == "credit"),
        early=~since(own | reason.is_in(_INSTEAD) | pl.col("wall")),
        dated=stamp & ~clock & above(paragraph) & ~below(paragraph),
        walled=since(pl.col("wall")),
    )


def _find_captioned(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows of the own text that are word for word a caption of their page."""
    captions = blocks.filter("caption", pl.col("words") > 0).select("article", "key")
    likely = blocks.filter("own", pl.col("key").is_in(captions["key"].implode()))
    return likely.join(captions, on=["article", "key"], how="semi")["row"]


def _count_blocks() -> list[pl.Expr]:
    """Return how many blocks of a page are what."""
    reason, role = pl.col("role_reason"), pl.col("role")
    # The name of the outlet may stand at the foot of its page.
    said = pl.col("own") & (pl.col("sentences") > 0)
    cut, last = reason == "cut-off teaser", pl.col("row").filter(said).max()
    title = pl.col("words") >= TITLE_MIN_WORDS  # "News" in a menu is the name of a section
    return [
        pl.col("told").sum().alias("prose"),
        pl.col("lonely", "parted", "dated", "running").sum(),
        (pl.col("told") & (pl.col("sentences") > 0)).sum().alias("stated"),
        (pl.col("parted") & (pl.col("sentences") > 0)).sum().alias("teasers"),
        (role == "headline").any().alias("headed"),
        (pl.col("early") & (role == "sidebar") & title).sum().alias("listed_above"),
        ((reason == "above the text") & title).sum().alias("titles_above"),
        (pl.col("own") & ~pl.col("told") & reason.is_in(["line between paragraphs", CARD]))
        .sum()
        .alias("titles"),
        pl.col("caption").sum().alias("captions"),
        (role == "sidebar").sum().alias("listed"),
        ((reason == "outside the marked text") & (pl.col("words") > STRAY_MAX_WORDS)).sum().alias("outside"),
        pl.col("uncredited").sum(),
        (reason == "title of a film").sum().alias("film_titles"),
        (reason == "title of a gallery").any().alias("pictures"),
        (reason == "paragraph apart from the text").sum().alias("apart"),
        cut.sum().alias("cut"),
        (cut & (pl.col("row") < last)).sum().alias("amid"),
        (reason == "byline").sum().alias("signed"),
        (reason == "video player").sum().alias("films"),
        (pl.col("own") & (reason == "row of figures")).sum().alias("figures"),
        pl.col("wall").sum().alias("walls"),
        (reason == WALL).any().alias("noticed"),
        (pl.col("told") & ~pl.col("walled")).sum().alias("opened"),
        (reason == "no such page").sum().alias("missing"),
        (reason == OTHER_TITLE).sum().alias("of_others"),
        (reason == NOTICE).sum().alias("notices"),
    ]


def _count_words() -> list[pl.Expr]:
    """Return how many words of a page are what, and the sentences of its own."""
    words = pl.col("words")
    return [
        words.filter("text").sum().alias("own_words"),
        words.filter("text", "walled").sum().alias("offered"),
        words.filter("running").sum().alias("running_words"),
        words.filter("own").max().fill_null(0).alias("longest"),
        pl.col("sentences").filter("own").sum().alias("sentences"),
        words.filter("caption").sum().alias("caption_words"),
        words.filter(pl.col("role_reason") == "paragraph apart from the text").sum().alias("apart_words"),
    ]
