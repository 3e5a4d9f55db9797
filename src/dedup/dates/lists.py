"""DATES, PAGES, BLOCKS -> DATES: what all pages of a scan show to be the date of another page."""

import polars as pl

from ..schema import DATES, OWN_ROLES, conform
from .places import OF_ANOTHER_STORY

# A page that was only taken for a list shows when it was published and when it was changed.
LEAST_DATED = 3
# Of an article's text one stretch stands under its date; above it may stand a sentence or two.
LEAST_ENTRIES = 2
# On so many pages of other texts one time beside the same words is that of another page.
MIN_PAGES = 3
# Fewer words are buttons, which stand beside any time.
BESIDE_WORDS = 4
# Of paragraphs so long two pages share more than this part if one is a copy or a version of the other.
TEXT_WORDS, COPY_MIN_SHARE = 13, 0.5

_SAID = pl.col("kind").cast(pl.String).is_in(["published", "modified"]) & (pl.col("source") == "text")


def leave_out_others(
    dates: pl.DataFrame, articles: pl.DataFrame, pages: pl.DataFrame, blocks: pl.DataFrame
) -> pl.DataFrame:
    """Return DATES of `articles`, frame (article, outlet), without those of other pages."""
    return leave_out_items(leave_out_cards(dates, articles, blocks), pages, blocks)


def leave_out_items(dates: pl.DataFrame, pages: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES without what lines say of a publication or a change that is not the page's.

    A page of kind `index` dates its items: LEAST_DATED of `blocks`, roled, are nothing but dates.  A page
    that adds up entries says above each how long ago it was, and not when the page was published.  What such
    pages state of themselves in their metadata stays.
    """
    dates = conform(dates, DATES)
    lists = pages.filter(pl.col("page_kind").cast(pl.String) == "index").select("article")
    lines = blocks.join(lists, on="article", how="semi")
    stamp = (pl.col("role") == "dateline") | (pl.col("role_reason") == OF_ANOTHER_STORY)
    stamped = lines.filter(stamp)["article"].value_counts().filter(pl.col("count") >= LEAST_DATED)
    listed = _SAID & pl.col("article").is_in(stamped["article"].implode())
    return _leave_out_entries(dates.filter(~listed), blocks)


def _leave_out_entries(dates: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return DATES without ages that stand between two stretches of text, each under such a line."""
    ages = dates.filter(_SAID & (pl.col("grade") == "D")).select("article", "begin")
    own, stamp = pl.col("role").is_in(OWN_ROLES), pl.col("role") == "dateline"
    text = blocks.join(ages, on="article", how="semi").select("article", "role", "begin", "end")
    above, entry = own.cum_max().over("article"), stamp.cum_sum().over("article")
    placed = text.with_columns(above=above, entry=entry).group_by("article", "entry", maintain_order=True)
    entries = placed.agg(pl.col("begin", "end", "above").first(), told=own.any())
    entries = entries.filter("told", pl.col("entry") > 0)
    inside = entries.filter(pl.len().over("article") >= LEAST_ENTRIES, pl.col("above"))
    told = ages.join(inside.select("article", start="begin", stop="end"), on="article")
    told = told.filter(pl.col("begin") >= pl.col("start"), pl.col("begin") < pl.col("stop"))
    return dates.join(told, on=["article", "begin"], how="anti")


def leave_out_cards(dates: pl.DataFrame, articles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES without the times that an outlet shows beside the same words on pages of other texts.

    What stands beside such a time is the title or the teaser of another page, unless it is the headline
    of them all: those are parts of one story.  A day alone is that of many pages, and so are the words of
    an age; and pages that share more of their text are copies or versions of one.
    """
    exact = (pl.col("source") == "text") & (pl.col("precision") < "day") & (pl.col("grade") != "D")
    stamps = conform(dates, DATES).filter(exact, pl.col("begin").is_not_null())
    stamps = stamps.select("article", "begin", "raw")
    houses = articles.select("article", "outlet").filter(pl.col("outlet") != "")
    stamps = stamps.join(houses, on="article").filter(_is_often("outlet", "raw"))
    if stamps.is_empty():
        return dates
    lines = blocks.join(stamps, on="article", how="semi").sort("article", "ordinal")
    words = pl.when(pl.col("words") >= BESIDE_WORDS, pl.col("key") != 0).then("key")
    line = pl.struct(key=words, ours=pl.col("role").is_in(["headline", "byline"]))
    sides = [line.shift(step).over("article") for step in (1, -1)]
    beside = lines.select("article", "begin", beside=pl.concat_list(sides)).explode("beside").unnest("beside")
    beside = stamps.join(beside.drop_nulls(), on=["article", "begin"])
    card = ("outlet", "raw", "key")
    cards = beside.filter(_is_often(*card), ~pl.col("ours").all().over(card)).drop("ours")
    cards = cards.with_columns(card=pl.struct("outlet", "raw", "key").rank("dense"))
    own = lines.filter(pl.col("role").is_in(OWN_ROLES), pl.col("words") >= TEXT_WORDS)
    own = own.join(cards.select("key").unique(), on="key", how="anti").select("article", "words", "key")
    others = cards.join(_count_texts(cards, own).filter(pl.col("texts") >= MIN_PAGES), on="card", how="semi")
    return dates.join(others, on=["article", "begin", "raw"], how="anti", maintain_order="left")


def _is_often(*columns: str) -> pl.Expr:
    return pl.col("article").n_unique().over(columns) >= MIN_PAGES


def _count_texts(cards: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Return card, texts: how many texts that are no copies of each other the pages of each card tell."""
    told = cards.select("card", "article").unique().join(own, on="article")
    shared = pl.col("article").n_unique().over("card", "key") > 1
    told = told.with_columns(shared=pl.when(shared).then("words").otherwise(0))
    longest = pl.col("key").sort_by("shared", "key", descending=True).first()
    pages = told.group_by("card", "article").agg(pl.col("words", "shared").sum(), longest=longest)
    copied = pl.col("shared") > COPY_MIN_SHARE * pl.col("words")
    text = pl.when(copied).then("longest").otherwise(pl.col("article").cast(pl.UInt64))
    return pages.group_by("card").agg(texts=text.n_unique())
