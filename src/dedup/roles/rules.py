"""Which role a block has: rules over its shapes, its label and its place, first come first served."""

import polars as pl

from .shapes import above, below

Rule = tuple[pl.Expr, str, str]  # when, role ("mark": what markup says), reason

# A photographer, an agency and a place; more words describe the picture too.
CREDIT_MAX_WORDS = 12
# Dates in full stand in prose too, where no line this short does.
DATELINE_MAX_WORDS = 10
# A caption is a sentence or three; a paragraph that happens to say "in this photo" is longer.
CAPTION_MAX_WORDS = 60
CAPTION_MAX_SENTENCES = 3
# Shorter titles are buttons, section names and fragments of menus.
TITLE_MIN_WORDS = 5
STANDFIRST_MIN_WORDS = 6
# Between a standfirst and the text: date, byline, buttons, a picture and its caption.
STANDFIRST_MAX_ROWS = 20
TWIN_MIN_WORDS = 3
NAME_MAX_WORDS = 4
STRAY_MAX_WORDS = 2
# Bylines and agency names stand this close under an end mark.
CLOSING_LINES = 4

# The rules of `headlines` say which it is and why.
FIRST_TITLE = "first title"
# What only all pages of an outlet tell: a title or a teaser of another page, inside the text of this.
CARD = "card of another page of the outlet"

_WORDS = pl.col("words")
_HEADER = pl.col("header")
_AFTER = pl.col("after")
_OWN_PROSE = pl.col("own_prose")
_ECHO = _OWN_PROSE & pl.col("echo")
_TWIN = pl.col("twin") & ~pl.col("doubled_page") & ~_OWN_PROSE
_TEASER = pl.col("follows_twin") & ~pl.col("doubled_page")


def is_credit() -> pl.Expr:
    """Say whether a block is as short as a credit that describes nothing."""
    return (pl.col("words") <= CREDIT_MAX_WORDS) & (pl.col("sentences") == 0)


def _label(*names: str) -> pl.Expr:
    return pl.col("label").is_in(names).fill_null(value=False)


_PICTURED = _label("photo", "caption") | (_label("signed") & ~pl.col("signs_off"))
_MARKED = (pl.col("mark").is_not_null() & (pl.col("mark") != "body")).fill_null(value=False)
_AT_END = _AFTER | (pl.col("row") == pl.col("last")).fill_null(value=False)
_BARE_CREDIT = is_credit()
_ONE_SENTENCE = (_WORDS <= CAPTION_MAX_WORDS) & (pl.col("sentences") <= 1)
_CAPTION_SIZED = (_WORDS <= CAPTION_MAX_WORDS) & (pl.col("sentences") <= CAPTION_MAX_SENTENCES)
_CREDITED = pl.col("before_photo") & (pl.col("titled") | pl.col("gallery"))
_OVER_CREDIT = _CAPTION_SIZED & (_CREDITED | pl.col("over_credit"))
_NEAR_END = ~pl.col("closed") | (pl.col("lines_after") <= CLOSING_LINES)
# Who wrote a text, or where it is from, stands under its last paragraph, whatever card is above that.
_SIGNATURE = pl.col("named") | _label("byline", "credit")
_CARDED = above(pl.col("follows_twin") | pl.col("twin")) & ~pl.col("glued") & below(_SIGNATURE)
_SIGNED_LAST = _CARDED & ~pl.col("closed") & (pl.col("lines_after") <= CLOSING_LINES)
_NAMES = pl.col("named") & (_WORDS <= NAME_MAX_WORDS)

# Where markup says what the text is, what it passes over is not: buttons, links, names of sections.
_UNMARKED = pl.col("mark_first").is_not_null() & pl.col("mark").is_null()

# Who comments signs with the time, above what is said.
_ASIDE = (pl.col("mark") == "boilerplate").fill_null(value=False)
_COMMENTED = _label("dateline") & _ASIDE & below(_ASIDE & pl.col("prose"))

_OVER_HEADLINE = (pl.col("row") < pl.col("headline")).fill_null(value=False)

_STANDFIRST = (
    pl.col("below_headline") & pl.col("prose") & (pl.col("row") + STANDFIRST_MAX_ROWS >= pl.col("first"))
)

BY_WORDS: list[Rule] = [
    (_label("missing"), "boilerplate", "no such page"),
    (_label("posted"), "sidebar", "date of another story"),
    (_label("teaser"), "sidebar", "teaser in a box of links"),
    (_COMMENTED, "sidebar", "date of a comment"),
    (_MARKED, "mark", "markup"),
    (pl.col("is_headline"), "headline", FIRST_TITLE),
    (_label("boilerplate", "imprint", "counted", "keywords"), "boilerplate", "stock line"),
    (_label("number"), "boilerplate", "number alone"),
    (_label("post"), "boilerplate", "signature of a post"),
    (_label("speaker", "shouted") & pl.col("spoken"), "boilerplate", "who speaks next"),
    (_label("wall"), "boilerplate", "paywall or cookie notice"),
    (_label("player"), "boilerplate", "video player"),
    (_label("comments"), "sidebar", "heading of comments"),
    (_label("sidebar") & ~pl.col("prose"), "sidebar", "heading or link to other stories"),
    (_label("dateline") & (_HEADER | _AFTER | (_WORDS <= DATELINE_MAX_WORDS)), "dateline", "date line"),
    (_label("byline") & (_HEADER | _AFTER | below(_label("dateline"))), "byline", "byline"),
    (_label("crew"), "credit", "contributors"),
    (_label("bio") & _AT_END, "byline", "about the author"),
    (_label("photo") & _BARE_CREDIT, "credit", "credit line"),
    (_label("credit"), "credit", "credit line"),
    (_label("caption") & _BARE_CREDIT & above(pl.col("over_credit")), "credit", "credit line"),
    (_PICTURED & ~pl.col("closed"), "caption", "picture credit at its end"),
]

IN_HEADER: list[Rule] = [
    (_HEADER & pl.col("echoes_headline"), "headline", "repeats the headline"),
    (_HEADER & _label("picture"), "caption", "worded like a caption"),
    (_HEADER & pl.col("before_photo") & pl.col("prose"), "caption", "above a picture's credit"),
    (_HEADER & pl.col("twin"), "sidebar", "title stands twice"),
    (_HEADER & (pl.col("named") | _label("slashed")) & pl.col("below_headline"), "byline", "names alone"),
    (
        _HEADER & pl.col("standfirst") & (pl.col("length") >= STANDFIRST_MIN_WORDS),
        "lead",
        "under the headline",
    ),
    (_HEADER & _STANDFIRST & _UNMARKED, "lead", "under the headline"),
    (_HEADER & _OWN_PROSE, "sidebar", "paragraph apart from the text"),
    (_HEADER & (pl.col("first").is_not_null() | _OVER_HEADLINE), "boilerplate", "above the text"),
]

AFTER_TEXT: list[Rule] = [
    (_AFTER & _NEAR_END & (pl.col("named") | _label("slashed")), "byline", "names under the text"),
    (_AFTER & pl.col("closed"), "sidebar", "under the end of the text"),
    (_AFTER & pl.col("twin"), "sidebar", "title stands twice"),
    (_AFTER & pl.col("follows_twin"), "sidebar", "teaser under a doubled title"),
    (_AFTER & pl.col("before_photo") & pl.col("prose"), "caption", "above a picture's credit"),
    (_AFTER & _OWN_PROSE & _SIGNED_LAST, "body", "paragraph"),
    (_AFTER & _OWN_PROSE, "sidebar", "paragraph apart from the text"),
    (_AFTER & pl.col("titled") & (_WORDS >= TITLE_MIN_WORDS), "sidebar", "title under the text"),
    (_AFTER, "boilerplate", "under the text"),
]

IN_TEXT: list[Rule] = [
    (pl.col("doubled_page") & pl.col("again"), "boilerplate", "repeats the block above"),
    (_label("slashed"), "credit", "credit line"),
    (_TWIN & ~pl.col("prose") & (_WORDS >= TWIN_MIN_WORDS), "sidebar", "title stands twice"),
    (_TWIN & (_WORDS >= TWIN_MIN_WORDS), "caption", "sentence stands twice"),
    (_TEASER, "sidebar", "teaser under a doubled title"),
    (pl.col("echoes_headline"), "caption", "headline as a picture's text"),
    (_OVER_CREDIT, "caption", "above a picture's credit"),
    (_label("picture") & _CAPTION_SIZED, "caption", "worded like a caption"),
    (pl.col("truncated") & pl.col("under_title"), "sidebar", "cut-off teaser"),
    (pl.col("carded"), "sidebar", "teaser in a box of links"),
    (pl.col("boxed") & ~_OWN_PROSE & pl.col("titled"), "sidebar", "in a box of links"),
    (_label("barred") & _CAPTION_SIZED, "caption", "a name behind a bar at its end"),
    (_ECHO & _ONE_SENTENCE & ~pl.col("retold"), "caption", "repeats a sentence of the text"),
    (_ECHO, "boilerplate", "repeats a paragraph"),
    (_OWN_PROSE, "body", "paragraph"),
    (pl.col("fragment"), "body", "part of a sentence"),
    (pl.col("figures"), "body", "row of figures"),
    (pl.col("items"), "body", "item of a list"),
    (_NAMES & ~pl.col("between"), "byline", "names alone"),
    (pl.col("named") & pl.col("between"), "body", "line between paragraphs"),
    ((_WORDS <= STRAY_MAX_WORDS) & ~pl.col("stops"), "boilerplate", "stray words"),
    (_UNMARKED & pl.col("titled") & (_WORDS >= TITLE_MIN_WORDS), "sidebar", "outside the marked text"),
    (_UNMARKED & pl.col("titled"), "boilerplate", "outside the marked text"),
    (pl.col("titled"), "body", "line between paragraphs"),
    (pl.lit(value=True), "body", "short sentence"),
]  # fmt: skip

RULES = [*BY_WORDS, *IN_HEADER, *AFTER_TEXT, *IN_TEXT]
