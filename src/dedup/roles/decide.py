"""TOKENISED -> ROLED: what every block is on its page, and why."""

import polars as pl

from ..carried import is_clock
from ..mojibake import mend_texts
from ..schema import ARTICLES, OWN_ROLES, ROLED, TOKENISED, conform
from .echoes import find_echoes
from .ends import LEAST_READERS
from .galleries import find_habits, tell_essays, tell_slides
from .headlines import WHY as WHY_HEADLINE
from .labels import find_signs
from .notices import NOTICE, tell_notices
from .rules import FIRST_TITLE, RULES, TITLE_MIN_WORDS, is_credit
from .shapes import above, below, describe_blocks, is_heading, is_stamp, mark_rows, match_where
from .shows import SHOWS, tell_shows
from .telling import number_first, retell, tell
from .zones import find_zones

# A standfirst is a paragraph or two; a first block longer than this is the text itself.
LEAD_MAX_WORDS = 120
# Longer lines that speak of other stories are no headings of a box of them.
BOX_HEADING_MAX_WORDS = 8
# A line under the headline is a standfirst if the text is near, else the next link of a menu.
UNMARKED_MAX_ROWS = 5
# ... but for one that markup tells: no menu stands under it.
MARKED_MAX_ROWS = 20
# A sentence this short over a photographer's name tells what is seen, where paragraphs run longer.
BRIEF_MAX_WORDS = 20
BRIEF_TIMES = 1.5
# In brackets an agency is a picture's credit; "Theo AP" alone is the source of the text above.
BRACKETED = r"^\((?:(?i:nguồn|source)\s?:|[^()]*\b(?i:photo)\b)"
ADDRESS = "^[!-~]+/[!-~]+$"
# A name between the last paragraphs signs the text; higher up it is a subheading.
SIGNATURE_ROWS = 2

# Numbers until the end: a column of strings costs as much as all the rules.
_SAID = ["first paragraph", "under a slide's number", "date of another story", NOTICE, *SHOWS, *WHY_HEADLINE]
REASON = pl.Enum(list(dict.fromkeys([*(reason for _, _, reason in RULES), *_SAID])))

# Put together once: of so many rules it takes as long as a small page's whole judgement.
_FIRST = number_first(when for when, _, _ in RULES)
_ROLES = pl.Series([None if role == "mark" else role for _, role, _ in RULES], dtype=ROLED["role"])
_REASONS = pl.Series([reason for _, _, reason in RULES], dtype=REASON)
_WHY_HEADLINE = pl.Series(WHY_HEADLINE, dtype=REASON)

_OWN = pl.col("role").is_in(OWN_ROLES)


def find_roles(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return ROLED for every block of TOKENISED, in the same order.

    Markup decides where it speaks, except that "body" only says where the text is:
    inside it, as in a dump without markup, a block is judged by its shape, its place and what
    repeats on the page.
    """
    written = conform(blocks, TOKENISED)
    blocks = find_echoes(describe_blocks(_mend_blocks(written)))
    blocks = find_zones(blocks, conform(articles, ARTICLES))
    blocks = _place(blocks)
    blocks = _judge(blocks)
    blocks = tell_notices(_tell_readers(_tell_dates(tell_essays(tell_slides(tell_shows(blocks))))))
    blocks = _find_lead(blocks).with_columns(written["text"], pl.col("role_reason").cast(pl.String))
    return conform(blocks, ROLED)


def _mend_blocks(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with `signs` (see `find_signs`) and without mojibake."""
    blocks = blocks.with_columns(pl.col("article").set_sorted(), signs=find_signs(blocks["text"]))
    rows = blocks["signs"].arg_true()
    garbled = blocks["text"].gather(rows)
    mended = mend_texts(garbled)
    return blocks if mended is garbled else blocks.with_columns(blocks["text"].scatter(rows, mended))


def _judge(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with role and role_reason of the first rule that holds; the last always does."""
    number = blocks.select(first=_FIRST)["first"]
    blocks = blocks.with_columns(role=_ROLES.gather(number), role_reason=_REASONS.gather(number))
    return _tell_titles(blocks.with_columns(pl.coalesce("role", "mark").alias("role")))


def _tell_titles(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with why each headline is its page's."""
    titles = blocks.select("row", "role", "role_reason", "headline_rule")
    titles = titles.filter(pl.col("role_reason") == FIRST_TITLE)
    return retell(blocks, titles.with_columns(role_reason=_WHY_HEADLINE.gather(titles["headline_rule"])))


def _place(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with where each stands and what stands beside it."""
    first, last, row, prose = pl.col("first"), pl.col("last"), pl.col("row"), pl.col("own_prose")
    headline = (row == pl.col("headline")).fill_null(value=False)
    headline_key = pl.col("key").filter(headline).first().over("article")
    reach = pl.when(above(pl.col("mark") == "headline")).then(MARKED_MAX_ROWS).otherwise(UNMARKED_MAX_ROWS)
    heads = (pl.col("label") == "sidebar") & (pl.col("words") <= BOX_HEADING_MAX_WORDS) & ~pl.col("closed")
    opener = pl.when(heads).then(1).when(prose | headline).then(0)
    plain = pl.col("label").is_null()
    before_photo = below(pl.col("label").is_in(["photo", "slashed"])) & plain
    return blocks.with_columns(
        header=(row < first).fill_null(value=True) & ~pl.col("closed"),
        after=(row > last).fill_null(value=False) | pl.col("closed"),
        is_headline=headline,
        standfirst=above(headline) & (row + reach >= first).fill_null(value=True) & ~_repeats_above(),
        below_headline=(row > pl.col("headline")).fill_null(value=False),
        echoes_headline=(pl.col("key") == headline_key).fill_null(value=False),
        boxed=(opener.forward_fill().over("article") == 1).fill_null(value=False),
        carded=_is_card(),
        lines_after=row.cast(pl.Int64) - last.cast(pl.Int64),
        before_photo=before_photo,
        over_credit=plain
        & pl.col("prose")
        & (_is_hung(blocks) | _is_brief())
        & (row < last).fill_null(value=False),
        gallery=find_habits(blocks, before_photo & pl.col("prose")),
        spoken=_is_transcript(blocks),
        under_title=above(pl.col("titled") & ~pl.col("prose") & ~headline),
        between=(above(prose) & below(prose) & (row + SIGNATURE_ROWS < last)).fill_null(value=False),
    )


def _is_transcript(blocks: pl.DataFrame) -> pl.Expr:
    """Say of each block whether on its page people speak in turn, by their office or again and again."""
    label = pl.col("label")
    speaks = (label == "speaker") | ((label == "shouted") & pl.col("echo"))
    return find_habits(blocks, speaks.fill_null(value=False), least=1)


def _repeats_above() -> pl.Expr:
    """Say whether a block ends with the words of the one above: a headline again, behind its kicker."""
    return pl.col("text").str.ends_with(pl.col("text").shift(1)).fill_null(value=False)


def _is_card() -> pl.Expr:
    """Say whether a block is the last of three lines set apart: a heading of links, a title, a teaser."""
    title = pl.col("titled") & pl.col("glued") & above(is_heading())
    return pl.col("prose") & pl.col("glued") & above(title) & ~below(pl.col("glued"))


def _is_hung(blocks: pl.DataFrame) -> pl.Expr:
    """Say of each block whether a credit hangs on it, and blank lines part the two from what is around."""
    label, glued = pl.col("label"), pl.col("glued")
    bracketed = match_where(blocks, label.is_in(["credit", "caption"]), BRACKETED)
    credit = ((label == "photo") | pl.lit(bracketed)) & is_credit()
    return ~glued & below(credit & glued & below(~glued))


def _is_brief() -> pl.Expr:
    """Say of each block whether it is a short sentence over a photographer, above a longer paragraph."""
    told = pl.col("own_prose") & (pl.col("length") >= BRIEF_TIMES * pl.col("length").shift(2))
    short = (pl.col("words") <= BRIEF_MAX_WORDS) & (pl.col("sentences") <= 1)
    return short & below((pl.col("label") == "photo") & below(told)) & (pl.col("row") > pl.col("first"))


def _tell_dates(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the dates in lists of other stories as sidebar: none of them is the page's."""
    # A box that only its heading tells may hold the page's own date, but not right at one of its titles.
    title = (pl.col("words") >= TITLE_MIN_WORDS) & (pl.col("role_reason") != "in a box of links")
    # An address alone names where more of the text stands.
    titles = blocks.filter(title & (pl.col("role") == "sidebar")).select("row", "text")
    titles = titles.filter(~pl.col("text").str.contains(ADDRESS))
    other = pl.lit(mark_rows(titles["row"], blocks.height))
    beside = ~pl.col("header") & (above(other) | below(other))
    listed = (pl.col("role") == "dateline") & (beside | _is_boxed() | pl.col("dated_box"))
    return tell(blocks, listed, "sidebar", "date of another story")


def _is_boxed() -> pl.Expr:
    """Say whether a block stands at a title under a heading of other stories, but for titles and dates."""
    title = pl.col("titled") & pl.col("label").is_null() & ~pl.col("named") & ~pl.col("is_headline")
    title &= pl.col("words") >= TITLE_MIN_WORDS
    item = title | (pl.col("label") == "dateline").fill_null(value=False)
    box = pl.when(is_heading()).then(1).when(~item).then(0).forward_fill().over("article") == 1
    return box & (above(title) | (above(is_heading()) & below(title)))


def _tell_readers(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what readers say as sidebar where nothing else looks like text, as under a film.

    Under the heading of comments stands nothing but their names with a date and what each says.
    """
    heads = pl.col("label").is_in(["comments", "counted"]) & (pl.col("row") < pl.col("first"))
    pages = blocks.filter(heads).group_by("article").agg(heading=pl.col("row").max())
    if pages.is_empty():
        return blocks
    signed = (pl.col("role") == "dateline") & ~is_clock()
    said = blocks.with_columns(signed=signed, said=_OWN & above(signed)).join(pages, on="article")
    below_heading = pl.col("row") > pl.col("heading")
    readers = said.group_by("article").agg(
        at_once=((pl.col("row") == pl.col("heading") + 1) & pl.col("signed")).any(),
        many=(pl.col("said") & below_heading).sum() >= LEAST_READERS,
        alone=(~_OWN | pl.col("said")).all(),
        stamped=(is_stamp() & (pl.col("row") < pl.col("heading"))).any(),
    )
    told = readers.filter("at_once", "many", "alone", "stamped")["article"]
    rows = said.filter(below_heading & (_OWN | pl.col("signed")), pl.col("article").is_in(told.implode()))
    return tell(blocks, pl.lit(mark_rows(rows["row"], blocks.height)), "sidebar", "date of a comment")


def _find_lead(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the first paragraph as lead where more text follows."""
    opens = (pl.col("row") == pl.col("first")) & (pl.col("row") < pl.col("last")) & (pl.col("role") == "body")
    opens = (opens & (pl.col("words") <= LEAD_MAX_WORDS)).fill_null(value=False)
    return tell(blocks, opens, "lead", "first paragraph")
