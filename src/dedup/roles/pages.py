"""Blocks with roles -> PAGES: is this an article at all."""

import polars as pl

from ..schema import PAGES, conform

# A brief of one real sentence is an article if nothing else is on the page.
ARTICLE_MIN_WORDS = 40
BRIEF_MIN_WORDS = 15
# Captions that outweigh the text this many times over make a gallery.
GALLERY_MIN_CAPTIONS = 3
GALLERY_SHARE = 0.7
# A front page is titles and one-sentence teasers in turn.
INDEX_MIN_TITLES = 8
INDEX_MIN_LONELY = 0.6
TEASER_MAX_WORDS = 45
# On a page of other people's stories their paragraphs outweigh the run taken for its text.
APART_MIN_SHARE = 2.0
# What stands under a film is seldom longer.
FILM_MAX_WORDS = 60
BLURB_MAX_WORDS = 130  # where the headline says that it is a film


_OWN_ROLE = pl.col("role").is_in(["lead", "body"])
_PROSE_REASONS = ["paragraph", "first paragraph", "under the headline", "markup"]
_PARTING_REASONS = ["stock line", "on many pages of the outlet"]

_OWN, _CAPTIONS = pl.col("own_words"), pl.col("caption_words")
_BARE = _OWN < ARTICLE_MIN_WORDS
_LISTED = pl.col("listed") >= INDEX_MIN_TITLES
# A brief stands under its headline and above the list of other stories, however long that is.
_HEADED = pl.col("headed") & (pl.col("listed_above") == 0)
_ALONE = (pl.col("captions") == 0) & (~_LISTED | _HEADED) & (pl.col("walls") == 0)
_BRIEF = (pl.col("longest") >= BRIEF_MIN_WORDS) & (pl.col("sentences") >= 1) & _ALONE
_PICTURED = pl.col("captions") >= GALLERY_MIN_CAPTIONS
_SHORT = pl.col("longest") <= TEASER_MAX_WORDS
_TITLED = (pl.col("titles") >= INDEX_MIN_TITLES) & (pl.col("titles") > pl.col("prose"))
_LONELY = (pl.col("lonely") >= INDEX_MIN_LONELY * pl.col("prose")) & ((pl.col("prose") > 2) | ~_HEADED)
_PARTED = (pl.col("parted") >= INDEX_MIN_LONELY * pl.col("prose")) & (pl.col("listed") > pl.col("prose"))

# A picture and its caption, and at most one teaser taken for text: no front page.
_FEW = (pl.col("prose") <= 1) & (pl.col("titles") == 0)
_TEASERS = pl.col("prose") >= INDEX_MIN_TITLES

RULES = [  # when, kind, reason; the first that holds
    (_BARE & _HEADED & (pl.col("prose") <= 1) & (pl.col("walls") > 0), "stub", "paywall or cookie notice"),
    (_PICTURED & (_CAPTIONS >= GALLERY_SHARE * (_OWN + _CAPTIONS)), "gallery", "captions outweigh the text"),
    (_TITLED & (_SHORT | (pl.col("titles") > 3 * pl.col("prose"))), "index", "titles outnumber paragraphs"),
    (_BARE & _FEW & (pl.col("captions") > 0), "stub", "captions only"),
    (_LONELY & _SHORT & _LISTED, "index", "short paragraphs among titles"),
    (_PARTED & _SHORT & _TEASERS, "index", "short paragraphs apart from each other"),
    (_SHORT & _LISTED & (pl.col("apart_words") > APART_MIN_SHARE * _OWN), "index", "mostly other stories"),
    ((pl.col("film_titles") > 0) & (pl.col("prose") <= 1) & (_OWN < BLURB_MAX_WORDS), "stub", "video page"),
    ((pl.col("films") > 0) & (_OWN < FILM_MAX_WORDS), "stub", "video page"),
    (_BARE & ~_BRIEF & (pl.col("titles") + pl.col("listed") >= INDEX_MIN_TITLES), "index", "only titles"),
    (~_BARE | _BRIEF, "article", ""),
    (pl.col("walls") > 0, "stub", "paywall or cookie notice"),
    (pl.col("captions") > 0, "stub", "captions only"),
    (pl.lit(value=True), "stub", "no paragraph of its own"),
]


def find_page_kinds(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAGES for every article that has a block, from settled roles alone.

    `blocks` are the columns of ROLED with or without `text`, sorted by article and
    ordinal.  An article without any block has no row.
    """
    pages = blocks.group_by("article").agg(*_count_blocks(), *_count_words()).sort("article")
    kind = pl.coalesce(pl.when(when).then(pl.lit(name)) for when, name, _ in RULES)
    reason = pl.coalesce(pl.when(when).then(pl.lit(why)) for when, _, why in RULES)
    kind = kind.cast(PAGES["page_kind"])
    return conform(pages.select("article", kind.alias("page_kind"), reason.alias("page_reason")), PAGES)


def _count_blocks() -> list[pl.Expr]:
    """Return how many blocks of a page are what."""
    reason, role = pl.col("role_reason"), pl.col("role")
    prose = _OWN_ROLE & reason.is_in(_PROSE_REASONS)
    return [
        prose.sum().alias("prose"),
        (prose & ~_beside(1) & ~_beside(-1)).sum().alias("lonely"),
        (prose & ~_own_beside(1) & ~_own_beside(-1)).sum().alias("parted"),
        (role == "headline").any().alias("headed"),
        (role == "sidebar").filter(~_OWN_ROLE.cum_max()).sum().alias("listed_above"),
        (_OWN_ROLE & (reason == "line between paragraphs")).sum().alias("titles"),
        ((role == "caption") | _captioned()).sum().alias("captions"),
        (role == "sidebar").sum().alias("listed"),
        (reason == "title of a film").sum().alias("film_titles"),
        (reason == "video player").sum().alias("films"),
        (reason == "paywall or cookie notice").sum().alias("walls"),
    ]


def _count_words() -> list[pl.Expr]:
    """Return how many words of a page are what, and the sentences of its own."""
    words = pl.col("words")
    apart = pl.col("role_reason") == "paragraph apart from the text"
    return [
        words.filter(_OWN_ROLE & ~_captioned()).sum().alias("own_words"),
        words.filter(_OWN_ROLE).max().fill_null(0).alias("longest"),
        pl.col("sentences").filter(_OWN_ROLE).sum().alias("sentences"),
        words.filter((pl.col("role") == "caption") | _captioned()).sum().alias("caption_words"),
        words.filter(apart).sum().alias("apart_words"),
    ]


def _captioned() -> pl.Expr:
    """Say whether a block of the own text is word for word a caption of the page."""
    caption = pl.col("key").filter((pl.col("role") == "caption") & (pl.col("words") > 0))
    return _OWN_ROLE & pl.col("key").is_in(caption.implode())


def _own_beside(step: int) -> pl.Expr:
    """Say whether the next block up or down the page is its own text."""
    return _OWN_ROLE.shift(step).fill_null(value=False)


def _beside(step: int) -> pl.Expr:
    """Say whether the next block up or down the page is its own text, or a line that parts it."""
    text = _OWN_ROLE | pl.col("role_reason").is_in(_PARTING_REASONS)
    return text.shift(step).fill_null(value=False)
