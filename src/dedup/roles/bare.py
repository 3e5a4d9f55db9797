"""Roles of a page without furniture: what was set apart by its place alone is its text."""

import polars as pl

from ..schema import FURNITURE, OWN_ROLES
from .headlines import WHY as WHY_HEADLINE
from .indexes import TITLE_WORDS
from .rules import FIRST_TITLE
from .shapes import PROSE_MIN_WORDS, above
from .telling import retell

# Nothing but its place says that such a block is not the story's.
UNDER = ["under the text", "title under the text", "paragraph apart from the text"]
GUESSED = [*UNDER, "above the text", "number alone", "date of another story"]

MOST_STOCK = 1  # who strips a page may leave a button
MOST_SIGNED = 2  # who wrote a story, above it and under it; more sign a list of stories
SECTION_MIN_WORDS = 15  # a line that sells a subscription is shorter
# A list of other stories: its heading, and titles; above it are fewer of them than lines of a text.
LIST, HEADING_MAX_WORDS, LINK_MIN_WORDS = "heading or link to other stories", 8, 4
LEAST_LINKS, MOST_TITLES = 3, 0.5
WHY = "no furniture on the page"

_OWN = pl.col("role").is_in(OWN_ROLES)
_APART = pl.col("role").is_in(FURNITURE) & (pl.col("words") > 0)
_GUESS = _APART & pl.col("role_reason").is_in(GUESSED)
_STOCK = pl.col("role_reason") == "stock line"
_STRAY = pl.col("role_reason").is_in(["stray words", "signature of a post", "who speaks next"])
_SIGNED = pl.col("role_reason") == "byline"
_UNDER = _APART & pl.col("role_reason").is_in(UNDER)
_TITLE = (pl.col("ordinal") == 0) & pl.col("role_reason").is_in(["above the text", *WHY_HEADLINE])
_TITLE &= pl.col("words").is_between(*TITLE_WORDS) & (pl.col("sentences") == 0)
_OPENING = above(_TITLE) & (pl.col("role_reason") == UNDER[-1]) & (pl.col("words") >= PROSE_MIN_WORDS)
_SECTION = (pl.col("role_reason") == UNDER[-1]) & (pl.col("words") >= SECTION_MIN_WORDS)


def keep_bare_pages(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return settled `blocks` with the text of bare pages made whole.

    A page is bare when none of its blocks is known for furniture by its words, by a
    repetition or by markup, and nobody signs one story after another.  If most of its words
    were set apart by their place, as lists, lyrics, tables and lines of a fixed length are,
    what was set apart is body.  If only a few under the text were, they are body down to the
    last paragraph: a short section and the crosshead over it.  Where a title and a paragraph
    are the first lines, they are headline and text, however long the list under them is.

    What markup heads anew under the text is another story.  Above a list of other stories a page may be
    bare too (`_drop_lists`).
    """
    suspects = blocks.filter(_GUESS).select(pl.col("article").unique())
    columns = ["article", "ordinal", "words", "sentences", "role", "role_reason"]
    pages = blocks.select(columns).with_row_index("row")
    pages = _drop_lists(_drop_next_stories(pages.join(suspects, on="article", how="semi")))
    bare, most = _find_bare(pages), pl.col("guessed") > pl.col("own")
    whole = pages.filter(_GUESS).join(bare.filter(most), on="article", how="semi")["row"]
    ended = pages.join(bare.filter(~most, ~pl.col("beside")), on="article", how="semi")
    heads, text = _find_openings(pages.join(bare.filter(~most), on="article", how="semi"))
    rows = pl.concat([whole, _find_sections(ended), text])
    return retell(blocks, pl.concat([_change(rows, "body", WHY), _change(heads, "headline", FIRST_TITLE)]))


def _drop_next_stories(pages: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks of `pages` above the headline that stands under their text, if one does."""
    text, row = pl.col("row").filter(_OWN).max().over("article"), pl.col("row")
    headline = (pl.col("role") == "headline") & (pl.col("role_reason") == "markup")
    after = row.filter(headline & (row > text)).min().over("article")
    return pages.filter((row < after).fill_null(value=True))


def _drop_lists(pages: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks of `pages` above the heading of a list of other stories, if all the text is there."""
    row, words = pl.col("row"), pl.col("words")
    at = row.filter((pl.col("role_reason") == LIST) & (words <= HEADING_MAX_WORDS)).min().over("article")
    title = (pl.col("sentences") == 0) & (words >= LINK_MIN_WORDS)
    lines = pages.with_columns(at=at, title=title, above=row < at).filter(
        pl.col("at").is_not_null(), words > 0
    )
    above = pl.col("above")
    lists = lines.group_by("article").agg(
        text=(_OWN & above).any() & ~(_OWN & ~above).any() & ~(pl.col("role") == "caption").any(),
        told=above.sum(),
        titles=(title & above).sum(),
        links=(title & ~above).sum(),
    )
    few = pl.col("titles") <= MOST_TITLES * pl.col("told")
    lists = lists.filter("text", few, pl.col("links") >= LEAST_LINKS)
    inside = pl.col("article").is_in(lists["article"].implode()) & (row >= at)
    return pages.filter(~inside.fill_null(value=False))


def _change(rows: pl.Series, role: str, reason: str) -> pl.DataFrame:
    return rows.alias("row").to_frame().with_columns(role=pl.lit(role), role_reason=pl.lit(reason))


def _find_bare(pages: pl.DataFrame) -> pl.DataFrame:
    """Return article, guessed, own (words) and beside (something apart that is not under the text)."""
    words = pl.col("words")
    return (
        pages.group_by("article")
        .agg(
            furniture=(_APART & ~_GUESS & ~_STRAY & ~_STOCK).any(),
            beside=(_APART & ~_UNDER & ~_STRAY).any(),
            stock=(_APART & _STOCK).sum(),
            signed=_SIGNED.sum(),
            guessed=words.filter(_GUESS).sum(),
            own=words.filter(_OWN).sum(),
        )
        .filter(~pl.col("furniture"), pl.col("stock") <= MOST_STOCK, pl.col("signed") <= MOST_SIGNED)
    )


def _find_sections(pages: pl.DataFrame) -> pl.Series:
    """Return the rows under the text of `pages` down to the last paragraph; who signs it ends it."""
    row = pl.col("row")
    end = row.filter(_OWN).max().over("article")
    signature = row.filter((pl.col("role") == "byline") & (row > end)).min().over("article")
    last = row.filter(_SECTION & (signature.is_null() | (row < signature))).max().over("article")
    return pages.filter(_UNDER & row.is_between(end, last))["row"]


def _find_openings(pages: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return two kinds of rows: titles on top of `pages` with a paragraph right under them, and that text."""
    opened = pages.filter(_OPENING).select("article")
    lines = pages.join(opened, on="article", how="semi")
    row = pl.col("row")
    lower = row < row.filter(_OWN).min().over("article")
    text = lines.filter(lower & (pl.col("ordinal") > 0) & (_GUESS | (pl.col("role") == "headline")))
    return lines.filter(pl.col("ordinal") == 0)["row"], text["row"]
