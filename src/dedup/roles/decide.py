"""TOKENISED -> ROLED: what every block is on its page, and why."""

import polars as pl

from ..mojibake import mend_texts
from ..schema import ARTICLES, ROLED, TOKENISED, conform
from .echoes import find_echoes
from .labels import find_signs
from .rules import RULES, Rule
from .shapes import above, below, describe_blocks
from .zones import find_zones

# A standfirst is a paragraph or two; a first block longer than this is the text itself.
LEAD_MAX_WORDS = 120
# Longer lines that speak of other stories are no headings of a box of them.
BOX_HEADING_MAX_WORDS = 8
# A line under the headline is a standfirst if the text is near, else the next link of a menu.
STANDFIRST_MAX_ROWS = 5
# One photographer under a paragraph may be the next picture's; several make it the page's habit.
GALLERY_MIN_PHOTOS = 3
# A caption this long tells more than what is seen.
ESSAY_MIN_WORDS = 18
# A slide has a caption, said once or twice.
SLIDE_ROWS = 2
# A headline that says so stands over a player; what is under it is a blurb.
FILM = (
    r"^(?i:\W*(?:watch live|live ?stream|watch|video|clip|live video|trực tiếp)\s?[:\]|–-])"
    r"|(?i:[\[(](?:video|clip|watch)[\])]\W*$)"
)
# A name between the last paragraphs signs the text; higher up it is a subheading.
SIGNATURE_ROWS = 2

_OWN = pl.col("role").is_in(["lead", "body"])


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
    verdict = _find_first(RULES)
    blocks = blocks.with_columns(verdict.alias("verdict")).unnest("verdict")
    blocks = _tell_essays(_tell_slides(_tell_films(blocks)))
    return conform(_find_lead(blocks).with_columns(written["text"]), ROLED)


def _mend_blocks(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with `signs` (see `find_signs`) and without mojibake."""
    blocks = blocks.with_columns(pl.col("article").set_sorted(), signs=find_signs(blocks["text"]))
    rows = blocks["signs"].arg_true()
    garbled = blocks["text"].gather(rows)
    mended = mend_texts(garbled)
    return blocks if mended is garbled else blocks.with_columns(blocks["text"].scatter(rows, mended))


def _find_first(rules: list[Rule]) -> pl.Expr:
    """Return role and role_reason of the first rule that holds; the last always does."""
    conditions, roles, reasons = zip(*rules, strict=True)
    number = pl.coalesce(pl.when(when).then(pl.lit(i, pl.UInt8)) for i, when in enumerate(conditions))
    marked = pl.Series([None if role == "mark" else role for role in roles], dtype=ROLED["role"])
    role = pl.coalesce(pl.lit(marked).gather(number), "mark")
    return pl.struct(role.alias("role"), pl.lit(pl.Series(reasons)).gather(number).alias("role_reason"))


def _place(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with where each stands and what stands beside it."""
    first, last, row, prose = pl.col("first"), pl.col("last"), pl.col("row"), pl.col("own_prose")
    headline = (row == pl.col("headline")).fill_null(value=False)
    headline_key = pl.col("key").filter(headline).first().over("article")
    heads = (pl.col("label") == "sidebar") & (pl.col("words") <= BOX_HEADING_MAX_WORDS) & ~pl.col("closed")
    opener = pl.when(heads).then(1).when(prose).then(0)
    before_photo = below(pl.col("label") == "photo") & pl.col("label").is_null()
    return blocks.with_columns(
        header=(row < first).fill_null(value=True) & ~pl.col("closed"),
        after=(row > last).fill_null(value=False) | pl.col("closed"),
        is_headline=headline,
        standfirst=above(headline) & (row + STANDFIRST_MAX_ROWS >= first).fill_null(value=True),
        below_headline=(row > pl.col("headline")).fill_null(value=False),
        echoes_headline=(pl.col("key") == headline_key).fill_null(value=False),
        boxed=(opener.forward_fill().over("article") == 1).fill_null(value=False),
        lines_after=row.cast(pl.Int64) - last.cast(pl.Int64),
        before_photo=before_photo,
        gallery=(before_photo & pl.col("prose")).sum().over("article") >= GALLERY_MIN_PHOTOS,
        under_title=above(pl.col("titled") & ~pl.col("prose") & ~headline),
        between=(above(prose) & below(prose) & (row + SIGNATURE_ROWS < last)).fill_null(value=False),
    )


def _tell_films(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the headlines that say that they are a film's."""
    headlines = blocks.filter(pl.col("role") == "headline")
    films = headlines.filter(pl.col("text").str.contains(FILM))["row"]
    titled = pl.when(pl.col("row").is_in(films.implode())).then(pl.lit("title of a film"))
    return blocks.with_columns(role_reason=titled.otherwise("role_reason"))


def _tell_slides(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what a slide show's counters say of them.

    Under "Image 3 of 15" stands a caption, once or twice, and then its credit.
    """
    row, counter = pl.col("row"), (pl.col("label") == "counter").fill_null(value=False)
    since = row - pl.when(counter).then(row).forward_fill().over("article")
    slide = _OWN & (since <= SLIDE_ROWS).fill_null(value=False)
    return blocks.with_columns(
        role=pl.when(_OWN & counter).then(pl.lit("boilerplate", ROLED["role"]))
        .when(slide).then(pl.lit("caption", ROLED["role"]))
        .otherwise("role"),
        role_reason=pl.when(_OWN & counter).then(pl.lit("stock line"))
        .when(slide).then(pl.lit("under a slide's number"))
        .otherwise("role_reason"),
    )  # fmt: skip


def _tell_essays(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with the captions of a photo essay as body: there they tell the story.

    An essay's captions are paragraphs that end with a credit; a gallery's are a line each, or
    stand under numbers.
    """
    paragraph = (pl.col("role_reason") == "picture credit at its end") & (pl.col("length") >= ESSAY_MIN_WORDS)
    told = pl.col("words").filter(paragraph).sum().over("article")
    rest = pl.col("words").filter(_OWN | ((pl.col("role") == "caption") & ~paragraph)).sum().over("article")
    essay = paragraph & (paragraph.sum().over("article") >= GALLERY_MIN_PHOTOS) & (told > rest)
    return blocks.with_columns(
        role=pl.when(essay).then(pl.lit("body", ROLED["role"])).otherwise("role"),
        role_reason=pl.when(essay).then(pl.lit("paragraph")).otherwise("role_reason"),
    )


def _find_lead(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the first paragraph as lead where more text follows."""
    opens = (pl.col("row") == pl.col("first")) & (pl.col("row") < pl.col("last")) & (pl.col("role") == "body")
    opens = (opens & (pl.col("words") <= LEAD_MAX_WORDS)).fill_null(value=False)
    lead = pl.lit("lead", ROLED["role"])
    return blocks.with_columns(
        pl.when(opens).then(lead).otherwise(pl.col("role")).alias("role"),
        pl.when(opens).then(pl.lit("first paragraph")).otherwise(pl.col("role_reason")).alias("role_reason"),
    )
