"""Blocks with roles -> PAGES: is this an article at all."""

import polars as pl

from ..schema import PAGES, conform
from ..turns import iter_groups
from .contents import WALL, count_contents
from .notices import NOTICE
from .telling import number_first

# A brief of one real sentence is an article if nothing else is on the page.
ARTICLE_MIN_WORDS = 40
BRIEF_MIN_WORDS = 15
# So is a table or a list, if markup says that its short lines are the text.
BRIEF_MIN_LINES = 5
# Captions that outweigh the text this many times over make a gallery.
GALLERY_MIN_CAPTIONS = 3
GALLERY_SURE_CAPTIONS = 5
GALLERY_SHARE = 0.7
# Paragraphs one after another tell a story, however many pictures stand under it.
REPORT_MIN_PARAGRAPHS, REPORT_MIN_WORDS = 3, 100
BOARD_MIN_ROWS = 5
# A front page is titles and one-sentence teasers in turn.
INDEX_MIN_TITLES = 8
INDEX_MIN_LONELY = 0.6
INDEX_TEASER_MAX_WORDS = 45
INDEX_MIN_CUT = 4
# Between two times of day stands an entry of a live page; in a stream of news it has a title.
INDEX_MIN_SIGNED = 3
# On a page of other people's stories their paragraphs outweigh the run taken for its text.
APART_MIN_SHARE = 2.0
# What stands under a film, or above a wall, is seldom longer.
FILM_MAX_WORDS, WALLED_MAX_WORDS, OFFER_MAX_WORDS = 60, 60, 40
FILM_MAX_LINES = 3
BLURB_MAX_WORDS = 130  # where the headline says that it is a film, or a line that there is no such page

_WORDS, _CAPTIONS = pl.col("own_words"), pl.col("caption_words")
_BARE = _WORDS < ARTICLE_MIN_WORDS
_LISTED = pl.col("listed") >= INDEX_MIN_TITLES
# Below the wall stands what it costs, and nothing of the story.
_OFFERED = (pl.col("opened") == 1) & (pl.col("offered") <= OFFER_MAX_WORDS)
_CUT_OFF = _OFFERED & (_WORDS - pl.col("offered") < WALLED_MAX_WORDS)
_WALLED = (pl.col("walls") > 0) & (((pl.col("prose") <= 1) & (_WORDS < WALLED_MAX_WORDS)) | _CUT_OFF)
# A brief stands under its headline and above the list of other stories, however long that is.
_HEADED = pl.col("headed") & (pl.col("listed_above") <= 1) & (pl.col("titles_above") < INDEX_MIN_CUT)
# Two paragraphs under one picture are a brief; one may be what the picture shows.
_PICTURE = (pl.col("captions") == 1) & (pl.col("prose") >= 2) & (_WORDS > _CAPTIONS)
_ALONE = (_PICTURE | (pl.col("captions") == 0)) & (~_LISTED | _HEADED) & (pl.col("walls") == 0)
_SENTENCE = (pl.col("longest") >= BRIEF_MIN_WORDS) & (pl.col("sentences") >= 1)
_BRIEF = (_SENTENCE | (pl.col("prose") >= BRIEF_MIN_LINES)) & _ALONE
_PICTURED = pl.col("captions") >= GALLERY_MIN_CAPTIONS
# Not even a wall or a notice of cookies makes so many a stub.
_MANY_PICTURES = pl.col("captions") >= GALLERY_SURE_CAPTIONS
_REPORT = (pl.col("running") >= REPORT_MIN_PARAGRAPHS) & (pl.col("running_words") >= REPORT_MIN_WORDS)
_OUTWEIGHED = (_CAPTIONS >= GALLERY_SHARE * (_WORDS + _CAPTIONS)) & ~_REPORT
# An agency's caption may be longer than any line; one paragraph may be a story that somebody signs.
_CREDITED = (pl.col("uncredited") == 0) & (pl.col("prose") > 1)
_SHORT = pl.col("longest") <= INDEX_TEASER_MAX_WORDS
_TITLED = (pl.col("titles") >= INDEX_MIN_TITLES) & (pl.col("titles") > pl.col("prose"))
_LONELY = (pl.col("lonely") >= INDEX_MIN_LONELY * pl.col("prose")) & ((pl.col("prose") > 2) | ~_HEADED)
# Lines without a sentence name the sections of a front page, and its features.
_STATED = (pl.col("stated") >= INDEX_MIN_TITLES) & (pl.col("teasers") >= INDEX_MIN_LONELY * pl.col("stated"))
_PARTED = (pl.col("parted") >= INDEX_MIN_LONELY * pl.col("prose")) | _STATED
# Of a list as marked up the paragraphs are text, and the titles over them, which are links, are none.
_PARTED &= (pl.col("listed") > pl.col("prose")) | (pl.col("outside") >= INDEX_MIN_LONELY * pl.col("prose"))

# A list may be shown as a film too.
_FILMED = (pl.col("films") > 0) & (_WORDS < FILM_MAX_WORDS) & (pl.col("prose") <= FILM_MAX_LINES)
# A story stands under its date; under the teasers of a list stand theirs.
_ITEMS = pl.col("prose") + pl.col("apart")
_DATED = (pl.col("dated") >= INDEX_MIN_CUT) & (pl.col("dated") >= INDEX_MIN_LONELY * _ITEMS)

# Where the headline says that pictures are shown, a sentence each tells what they show.
_OF_SENTENCES = pl.col("sentences") < 1.5 * pl.col("prose")

# A picture and its caption, and at most one teaser taken for text: no front page.
_FEW = (pl.col("prose") <= 1) & (pl.col("titles") == 0)
_TEASERS = pl.col("prose") >= INDEX_MIN_TITLES
# One teaser of many was long enough to be taken for the text.
_CUT = (pl.col("prose") <= 1) & (pl.col("cut") >= INDEX_MIN_CUT)
# Whole teasers stand among cut ones; a story's box of them stands under it.
_AMID = (pl.col("amid") >= INDEX_MIN_CUT) & (pl.col("amid") >= pl.col("prose"))
# More stories are signed than told.
_SIGNED = (pl.col("signed") >= INDEX_MIN_SIGNED) & (pl.col("signed") >= pl.col("prose"))

# A table alone is a board of scores or prices; a story has a sentence about it.
_BOARD = (pl.col("figures") >= BOARD_MIN_ROWS) & (2 * pl.col("figures") >= pl.col("uncredited"))
_BOARD &= (pl.col("stated") == 0) & (pl.col("signed") == 0)

RULES = [  # when, kind, reason; the first that holds
    (_MANY_PICTURES & _OUTWEIGHED, "gallery", "captions outweigh the text"),
    (_WALLED & _HEADED, "stub", WALL),
    (_FILMED & _HEADED, "stub", "video page"),
    ((pl.col("missing") > 0) & (_WORDS < BLURB_MAX_WORDS), "stub", "no such page"),
    (_PICTURED & _OUTWEIGHED, "gallery", "captions outweigh the text"),
    (_PICTURED & _CREDITED, "gallery", "a credit under every paragraph"),
    (pl.col("pictures") & _SHORT & _OF_SENTENCES, "gallery", "lines under a gallery's title"),
    (pl.col("of_others") > 0, "index", "titles of other pages"),
    (_TITLED & (_SHORT | (pl.col("titles") > 3 * pl.col("prose"))), "index", "titles outnumber paragraphs"),
    (_BARE & _FEW & (pl.col("captions") > 0), "stub", "captions only"),
    (_LONELY & _SHORT & _LISTED, "index", "short paragraphs among titles"),
    (_PARTED & _SHORT & _TEASERS, "index", "short paragraphs apart from each other"),
    (_SHORT & _SIGNED, "index", "more bylines than paragraphs"),
    (_SHORT & _DATED, "index", "a date under each paragraph"),
    (_SHORT & _LISTED & (pl.col("apart_words") > APART_MIN_SHARE * _WORDS), "index", "mostly other stories"),
    ((pl.col("film_titles") > 0) & (pl.col("prose") <= 1) & (_WORDS < BLURB_MAX_WORDS), "stub", "video page"),
    (_FILMED, "stub", "video page"),
    ((_BARE & _CUT) | (_SHORT & _AMID), "index", "teasers cut off"),
    (_BARE & ~_BRIEF & (pl.col("titles") + pl.col("listed") >= INDEX_MIN_TITLES), "index", "only titles"),
    ((pl.col("notices") > 0) & (_WORDS == 0), "stub", NOTICE),
    (_BOARD, "index", "rows of figures"),
    (~_BARE | _BRIEF, "article", ""),
    (pl.col("noticed"), "stub", WALL),
    (pl.col("captions") > 0, "stub", "captions only"),
    (pl.lit(value=True), "stub", "no paragraph of its own"),
]
_FIRST = number_first(when for when, _, _ in RULES)
_KINDS = pl.Series([kind for _, kind, _ in RULES], dtype=PAGES["page_kind"])
_REASONS = pl.Series([reason for _, _, reason in RULES])


def find_page_kinds(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAGES for every article that has a block, from settled roles alone.

    `blocks` are the columns of ROLED with or without `text`, sorted by article and
    ordinal.  An article without any block has no row.
    """
    return pl.concat([_find_kinds(turn) for turn in iter_groups(blocks, "article")])


def _find_kinds(blocks: pl.DataFrame) -> pl.DataFrame:
    pages = count_contents(blocks)
    number = pages.select(first=_FIRST)["first"]
    return conform(
        pages.select("article", page_kind=_KINDS.gather(number), page_reason=_REASONS.gather(number)), PAGES
    )
