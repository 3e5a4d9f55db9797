"""TOKENISED -> ROLED: what every block is on its page, and why."""

import polars as pl

from ..schema import ARTICLES, ROLED, TOKENISED, conform
from .echoes import find_echoes
from .shapes import describe_blocks
from .zones import CLOSING_LINES, find_zones

# A standfirst is a paragraph or two; a first block longer than this is the text itself.
LEAD_MAX_WORDS = 120
# A photographer, an agency and a place; more words describe the picture too.
CREDIT_MAX_WORDS = 12
# One photographer under a paragraph may be the next picture's; several make it the page's habit.
GALLERY_MIN_PHOTOS = 3


def find_roles(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return ROLED for every block of TOKENISED, in the same order.

    Markup decides where it speaks, except that "body" only says where the text is:
    inside it, as in a dump without markup, a block is judged by its shape, its place and what
    repeats on the page.
    """
    blocks = conform(blocks, TOKENISED)
    blocks = find_echoes(describe_blocks(blocks))
    blocks = find_zones(blocks, conform(articles, ARTICLES))
    blocks = _place(blocks)
    verdict = _first_of([*_by_mark(), *_by_label(), *_in_header(), *_after_text(), *_in_text()])
    blocks = blocks.with_columns(verdict.alias("verdict")).unnest("verdict")
    return conform(_find_lead(blocks), ROLED)


Rule = tuple[pl.Expr, str | pl.Expr, str]


def _first_of(rules: list[Rule]) -> pl.Expr:
    """Return role and role_reason of the first rule that holds; the last always does."""
    number = pl.coalesce(pl.when(when).then(i) for i, (when, _, _) in enumerate(rules))
    roles = [role if isinstance(role, str) else "" for _, role, _ in rules]
    reasons = [reason for _, _, reason in rules]
    order = list(range(len(rules)))
    role = number.replace_strict(order, roles, return_dtype=pl.String)
    role = pl.when(role == "").then(pl.col("mark").cast(pl.String)).otherwise(role)
    reason = number.replace_strict(order, reasons, return_dtype=pl.String)
    return pl.struct(role.cast(ROLED["role"]).alias("role"), reason.alias("role_reason"))


def _place(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with where each stands, as columns of their own."""
    first, last, row = pl.col("first"), pl.col("last"), pl.col("row")
    headline_key = pl.col("key").filter(row == pl.col("headline")).first().over("article")
    listed = pl.col("label") == "sidebar"
    heads = (listed & (pl.col("words") <= 8) & ~pl.col("closed")).fill_null(value=False)
    opener = pl.when(heads).then(1).when(pl.col("own_prose")).then(0)
    before_photo = (pl.col("label").shift(-1) == "photo") & (pl.col("article") == pl.col("article").shift(-1))
    before_photo = (before_photo & pl.col("label").is_null()).fill_null(value=False)
    return blocks.with_columns(
        header=(row < first).fill_null(value=True) & ~pl.col("closed"),
        after=(row > last).fill_null(value=False) | pl.col("closed"),
        is_headline=(row == pl.col("headline")).fill_null(value=False),
        echoes_headline=(pl.col("key") == headline_key).fill_null(value=False),
        boxed=(opener.forward_fill().over("article") == 1).fill_null(value=False),
        since=pl.col("row").cast(pl.Int64) - last.cast(pl.Int64).fill_null(-1000),
        before_photo=before_photo,
        gallery=(before_photo & pl.col("prose")).sum().over("article") >= GALLERY_MIN_PHOTOS,
        under_title=(
            pl.col("titled") & ~pl.col("prose") & (pl.col("row") != pl.col("headline")).fill_null(value=True)
        ).shift(1, fill_value=False),
        between=(pl.col("own_prose").shift(1) & pl.col("own_prose").shift(-1) & (row + 2 < last)).fill_null(
            value=False
        ),
    )


def _label(*names: str) -> pl.Expr:
    return pl.col("label").is_in(names).fill_null(value=False)


def _by_mark() -> list[Rule]:
    known = pl.col("mark").is_not_null() & (pl.col("mark") != "body")
    return [(known.fill_null(value=False), pl.lit(""), "markup")]


def _by_label() -> list[Rule]:
    outside = pl.col("header") | pl.col("after")
    return [
        (pl.col("is_headline"), "headline", "first title"),
        (_label("boilerplate"), "boilerplate", "stock line"),
        (_label("wall"), "boilerplate", "paywall or cookie notice"),
        (_label("player"), "boilerplate", "video player"),
        (_label("comments"), "sidebar", "heading of comments"),
        (_label("sidebar") & ~pl.col("prose"), "sidebar", "heading or link to other stories"),
        (_label("dateline") & (outside | (pl.col("words") <= 10)), "dateline", "date line"),
        (_label("byline") & outside, "byline", "byline"),
        (_label("crew"), "credit", "contributors"),
        (_label("bio") & pl.col("after") | _label("bio") & (pl.col("row") == pl.col("last")), "byline", "about the author"),
        (_label("photo") & (pl.col("words") <= CREDIT_MAX_WORDS) & (pl.col("sentences") == 0), "credit", "credit line"),
        (_label("credit"), "credit", "credit line"),
        (_label("photo", "caption") & ~pl.col("closed"), "caption", "picture credit at its end"),
    ]  # fmt: skip


def _in_header() -> list[Rule]:
    header = pl.col("header")
    return [
        (header & pl.col("echoes_headline"), "headline", "repeats the headline"),
        (header & _label("picture"), "caption", "worded like a caption"),
        (header & pl.col("before_photo") & pl.col("prose"), "caption", "above a picture's credit"),
        (header & pl.col("twin"), "sidebar", "title stands twice"),
        (header & pl.col("follows_twin"), "sidebar", "teaser under a doubled title"),
        (header & pl.col("named") & (pl.col("row") > pl.col("headline")).fill_null(value=False), "byline", "names alone"),
        (header & (pl.col("row") == pl.col("headline") + 1).fill_null(value=False) & (pl.col("words") >= 6), "lead", "under the headline"),
        (header & pl.col("own_prose"), "sidebar", "paragraph apart from the text"),
        (header & pl.col("first").is_not_null(), "boilerplate", "above the text"),
    ]  # fmt: skip


def _after_text() -> list[Rule]:
    after = pl.col("after")
    near = ~pl.col("closed") | (pl.col("since") <= CLOSING_LINES)
    return [
        (after & near & pl.col("named"), "byline", "names under the text"),
        (after & pl.col("closed"), "sidebar", "under the end of the text"),
        (after & pl.col("twin"), "sidebar", "title stands twice"),
        (after & pl.col("follows_twin"), "sidebar", "teaser under a doubled title"),
        (after & pl.col("before_photo") & (pl.col("words") >= 8), "caption", "above a picture's credit"),
        (after & pl.col("own_prose"), "sidebar", "paragraph apart from the text"),
        (after & pl.col("titled") & (pl.col("words") >= 5), "sidebar", "title under the text"),
        (after, "boilerplate", "under the text"),
    ]


def _in_text() -> list[Rule]:
    title_twin = pl.col("twin") & ~pl.col("prose") & (pl.col("words") >= 3)
    doubled = pl.col("doubled_page")
    return [
        (doubled & pl.col("again"), "boilerplate", "repeats the block above"),
        (title_twin & ~doubled, "sidebar", "title stands twice"),
        (pl.col("twin") & ~doubled & (pl.col("words") >= 3), "caption", "sentence stands twice"),
        (pl.col("follows_twin") & ~doubled, "sidebar", "teaser under a doubled title"),
        (pl.col("echoes_headline"), "caption", "headline as a picture's text"),
        (
            pl.col("before_photo") & (pl.col("titled") | pl.col("gallery")),
            "caption",
            "above a picture's credit",
        ),
        (
            _label("picture") & (pl.col("words") <= 60) & (pl.col("sentences") <= 3),
            "caption",
            "worded like a caption",
        ),
        (pl.col("truncated") & pl.col("under_title"), "sidebar", "cut-off teaser"),
        (pl.col("boxed") & ~pl.col("own_prose") & pl.col("titled"), "sidebar", "in a box of links"),
        (
            pl.col("own_prose") & pl.col("echo") & (pl.col("sentences") <= 1) & (pl.col("words") <= 60),
            "caption",
            "repeats a sentence of the text",
        ),
        (pl.col("own_prose") & pl.col("echo"), "boilerplate", "repeats a paragraph"),
        (pl.col("own_prose"), "body", "paragraph"),
        (pl.col("fragment"), "body", "part of a sentence"),
        (pl.col("named") & (pl.col("words") <= 4) & ~pl.col("between"), "byline", "names alone"),
        (pl.col("named") & pl.col("between"), "body", "line between paragraphs"),
        ((pl.col("words") <= 2) & ~pl.col("stops"), "boilerplate", "stray words"),
        (pl.col("titled"), "body", "line between paragraphs"),
        (pl.lit(value=True), "body", "short sentence"),
    ]


def _find_lead(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the first paragraph as lead where more text follows."""
    opens = (pl.col("row") == pl.col("first")) & (pl.col("row") < pl.col("last")) & (pl.col("role") == "body")
    opens = (opens & (pl.col("words") <= LEAD_MAX_WORDS)).fill_null(value=False)
    lead = pl.lit("lead", ROLED["role"])
    return blocks.with_columns(
        pl.when(opens).then(lead).otherwise(pl.col("role")).alias("role"),
        pl.when(opens).then(pl.lit("first paragraph")).otherwise(pl.col("role_reason")).alias("role_reason"),
    )
