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


def find_page_kinds(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAGES for every article that has a block, from settled roles alone.

    `blocks` are the columns of ROLED with or without `text`.  An article without any
    block has no row.
    """
    pages = _weigh(blocks)
    kind, reason = _judge()
    return conform(pages.select("article", kind.alias("page_kind"), reason.alias("page_reason")), PAGES)


def _weigh(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return one row an article with the words and blocks of what it holds."""
    own = pl.col("role").is_in(["lead", "body"])
    prose = own & pl.col("role_reason").is_in(
        ["paragraph", "first paragraph", "under the headline", "markup"]
    )
    words = pl.col("words")
    lonely = prose & ~_beside(own, 1) & ~_beside(own, -1)
    title = own & (pl.col("role_reason") == "line between paragraphs")
    listed = (pl.col("role") == "sidebar").sum()
    return (
        blocks.group_by("article")
        .agg(
            blocks=pl.len(),
            own_words=words.filter(own).sum(),
            prose=prose.sum(),
            prose_words=words.filter(prose).sum(),
            sentences=pl.col("sentences").filter(own).sum(),
            longest=words.filter(own).max().fill_null(0),
            titles=title.sum(),
            captions=(pl.col("role") == "caption").sum(),
            caption_words=words.filter(pl.col("role") == "caption").sum(),
            listed=listed,
            lonely=lonely.sum(),
            apart_words=words.filter(pl.col("role_reason") == "paragraph apart from the text").sum(),
            films=(pl.col("role_reason") == "video player").sum(),
            walls=(pl.col("role_reason") == "paywall or cookie notice").sum(),
        )
        .sort("article")
    )


def _beside(own: pl.Expr, step: int) -> pl.Expr:
    """Say whether the next block up or down the page is its own text, or a line that parts it."""
    text = own | pl.col("role_reason").is_in(["stock line", "on many pages of the outlet"])
    return text.shift(step).fill_null(value=False)


def _judge() -> tuple[pl.Expr, pl.Expr]:
    """Return the kind and the reason of the first rule that holds."""
    own, captions = pl.col("own_words"), pl.col("caption_words")
    bare = own < ARTICLE_MIN_WORDS
    alone = (pl.col("captions") == 0) & (pl.col("listed") < INDEX_MIN_TITLES) & (pl.col("walls") == 0)
    brief = (pl.col("longest") >= BRIEF_MIN_WORDS) & (pl.col("sentences") >= 1) & alone
    pictured = (pl.col("captions") >= GALLERY_MIN_CAPTIONS) & (captions >= GALLERY_SHARE * (own + captions))
    titles = pl.col("titles") + pl.col("listed")
    front = (pl.col("titles") >= INDEX_MIN_TITLES) & (pl.col("titles") > pl.col("prose"))
    front = front & ((pl.col("longest") <= TEASER_MAX_WORDS) | (pl.col("titles") > 3 * pl.col("prose")))
    lonely = pl.col("lonely") >= INDEX_MIN_LONELY * pl.col("prose")
    teasers = lonely & (pl.col("longest") <= TEASER_MAX_WORDS) & (pl.col("listed") >= INDEX_MIN_TITLES)
    others = (pl.col("apart_words") > APART_MIN_SHARE * own) & (pl.col("longest") <= TEASER_MAX_WORDS)
    film = (pl.col("films") > 0) & (own < FILM_MAX_WORDS)
    rules = [
        (pictured, "gallery", "captions outweigh the text"),
        (front, "index", "titles outnumber paragraphs"),
        (teasers, "index", "short paragraphs among titles"),
        (others & (pl.col("listed") >= INDEX_MIN_TITLES), "index", "more of other stories than of its own"),
        (film, "stub", "video page"),
        (bare & ~brief & (titles >= INDEX_MIN_TITLES), "index", "a list of other stories"),
        (~bare | brief, "article", ""),
        (pl.col("walls") > 0, "stub", "paywall or cookie notice"),
        (pl.col("captions") > 0, "stub", "captions only"),
        (pl.lit(value=True), "stub", "no paragraph of its own"),
    ]
    kind = pl.coalesce(pl.when(when).then(pl.lit(name)) for when, name, _ in rules)
    reason = pl.coalesce(pl.when(when).then(pl.lit(why)) for when, _, why in rules)
    return kind.cast(PAGES["page_kind"]), reason
