"""Which title is the page's: the one marked, else the one its metadata or its text knows."""

import polars as pl

from .shapes import above, below, is_heading, is_stamp, mark_rows, near

# A headline is a title of so many words; shorter ones are section names and buttons.
HEADLINE_MIN_WORDS = 5
HEADLINE_MAX_WORDS = 40
# Shorter ones are names of sections, but for one on top with the date or the text right under it.
TITLE_MIN_WORDS = 3
# Between headline and text: date, byline, buttons, a picture's credit.
HEADLINE_MAX_ROWS = 11
# ... or a film, a summary, the tools to share it: then the text must have the title's words.
HEADLINE_FAR_ROWS = 40
# A page without any paragraph has its headline at the top if anywhere.
TOP_BLOCKS = 12
# "Headline | Outlet" and such in metadata, or a headline with a word added on the page.
TITLE_SLACK_CHARS = 40
# A story says again most of what its headline says, and soon; buttons and forms share little with it.
SHARED_MIN = 0.5
SHARED_LEAST = 0.33  # of a title that no other beats
SHARED_SURE = 0.8  # so much of another title is the text's that no date makes up for it
TEXT_ROWS = 25
# Words that are short say nothing of what a text is about, but for a Chinese character.
WORD = r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]{3,}"
# Scores from here on say more than shape and place.
CERTAIN = 5.0


def find_headlines(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, headline (a row): marked, else as metadata has it, else by shape, place and words."""
    titles = articles.select("article", pl.col("title").fill_null("").str.strip_chars())
    marked = (pl.col("mark") == "headline").fill_null(value=False)
    top = (pl.col("row") <= pl.col("first")).fill_null(pl.col("ordinal") < TOP_BLOCKS)
    short = (pl.col("words") <= HEADLINE_MAX_WORDS) & ~pl.col("truncated")
    inside = pl.lit(mark_rows(_find_titles_in_body(blocks, titles), blocks.height))
    # "Video: …" is a link to one, but right above the page's date.
    shown = (pl.col("label") == "sidebar").fill_null(value=False) & _stamped()
    plain = pl.col("label").is_null() | shown
    shaped = short & plain & ((top & pl.col("mark").is_null()) | inside)
    candidates = blocks.with_columns(
        opens=_opens(),
        stamped=_stamped(),
        teased=_teased(),
        shown=shown,
        listed=above(is_heading()),
        dated=near((pl.col("label") == "dateline").fill_null(value=False), below),
        signed=_stamped() | below(pl.col("named")),
    )
    candidates = candidates.filter(marked | shaped)
    candidates = candidates.join(titles, on="article", how="left", maintain_order="left")
    told = ["article", "row", "text", "first", "stamped", "signed", "listed", "dated"]
    scored = candidates.select(*told, score=_score())
    scored = scored.filter(pl.col("score") > 0)
    scored = scored.join(_find_known(scored, blocks), on="row", how="left", maintain_order="left")
    return (
        scored.with_columns(score=_weigh_words())
        .group_by("article", maintain_order=True)
        .agg(headline=pl.col("row").get(pl.col("score").arg_max()))
    )


def _opens() -> pl.Expr:
    """Say whether a block is a word or two on top of a page, right above its date, names or text."""
    told = pl.col("label").is_not_null() | pl.col("named") | pl.col("own_prose")
    brief = (pl.col("words") < TITLE_MIN_WORDS) & ~pl.col("named") & ~pl.col("stops")
    return brief & (pl.col("ordinal") == 0) & below(told)


def _find_titles_in_body(blocks: pl.DataFrame, titles: pl.DataFrame) -> pl.Series:
    """Return the rows of titles in what markup takes for the text: above it, or known from metadata."""
    body = blocks.filter(pl.col("mark") == "body").join(
        titles, on="article", how="left", maintain_order="left"
    )
    paragraph = pl.col("row").filter(pl.col("own_prose") & pl.col("prose")).min().over("article")
    title = pl.col("titled") & ~pl.col("prose") & ~pl.col("named")
    return body.filter(title & ((pl.col("row") < paragraph) | _is_known()))["row"]


def _is_known() -> pl.Expr:
    """Say whether a block is the title that metadata has, up to the name of the site."""
    text, title = pl.col("text"), pl.col("title")
    same = text.str.starts_with(title) | (title.str.starts_with(text) & (pl.col("words") > 3))
    return same & (title != "") & (text.str.len_chars() <= title.str.len_chars() + TITLE_SLACK_CHARS)


def _stamped() -> pl.Expr:
    """Say whether the date or the author stands right under a block."""
    return below(is_stamp())


def _teased() -> pl.Expr:
    """Say whether a title stands twice over a teaser."""
    teaser = pl.col("follows_twin")
    return pl.col("twin") & ~pl.col("doubled_page") & (below(teaser) | below(below(teaser)))


def _tops_page() -> pl.Expr:
    """Say whether a title stands twice on top of the page, right above its date or its author."""
    return (pl.col("ordinal") == 1) & pl.col("again") & pl.col("stamped")


def _score() -> pl.Expr:
    """Return how much speaks for a block being the headline, 0 for nothing; the first of equals wins."""
    shaped = pl.col("titled") & ~pl.col("named") & (pl.col("row") != pl.col("first")).fill_null(value=True)
    inside = (pl.col("mark") == "body").fill_null(value=False)
    shaped = pl.when(inside).then(pl.col("stamped")).otherwise(shaped)
    long = pl.col("words") >= HEADLINE_MIN_WORDS
    near = _distance() <= HEADLINE_MAX_ROWS
    return (
        pl.when(pl.col("mark") == "headline").then(CERTAIN + 1)
        .when(_is_known()).then(CERTAIN)
        .when(shaped & near & long & pl.col("teased")).then(0.5)
        .when(shaped & near & long & pl.col("shown")).then(2.5)
        .when(shaped & near & long & (~pl.col("twin") | _tops_page())).then(4.0)
        .when(shaped & near & long).then(3.0)
        .when(shaped & near).then(2.0)
        # Far above the text stand menus: there the lowest title is the likeliest.
        .when(shaped & long).then(1.0 / _distance())
        .when("opens").then(0.001)
        .otherwise(0.0)
    )  # fmt: skip


def _distance() -> pl.Expr:
    return (pl.col("first").cast(pl.Int64) - pl.col("row").cast(pl.Int64)).fill_null(0)


def _find_known(scored: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, shared of the titles that vie for a page: the share of their words that its text has."""
    rivals = scored.filter(
        pl.len().over("article") > 1, pl.col("score").max().over("article") < CERTAIN, _distance() > 0
    )
    if rivals.is_empty():
        return rivals.select("row", shared=pl.lit(None, pl.Float64))
    begins = pl.col("row").is_between(pl.col("first"), pl.col("first") + TEXT_ROWS)
    text = blocks.select("article", "row", "first", "text", "own_prose").filter(
        pl.col("own_prose") & begins, pl.col("article").is_in(rivals["article"].unique().implode())
    )
    said = list_words(text, "article").select("article", "word", known=pl.lit(value=True)).unique()
    words = list_words(rivals, "article", "row").join(said, on=["article", "word"], how="left")
    return words.group_by("row").agg(shared=pl.col("known").is_not_null().mean())


def list_words(blocks: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Return the columns `keys` and word, for every word of the blocks."""
    word = pl.col("text").str.to_lowercase().str.extract_all(WORD)
    return blocks.select(*keys, word=word).explode("word").drop_nulls()


def _tops_box() -> pl.Expr:
    """
    Say whether a dated title is the first of a box of other stories, and the page's own stands below.

    The first stands right under a heading of such boxes, as a headline does under the name of its
    section; but then no other title with a date of its own follows, or one that the text knows better.
    """
    row, rival = pl.col("row"), ~pl.col("listed") & (_distance() > 0)
    dated = row.filter(rival & pl.col("dated")).max().over("article")
    known = row.filter(rival & pl.col("signed") & (pl.col("shared") >= SHARED_MIN)).max().over("article")
    strange = (known > row) & (pl.col("shared") < SHARED_MIN)
    item = pl.col("listed") & pl.col("stamped") & pl.col("dated")
    return (item & ((dated > row) | strange)).fill_null(value=False)


def _weigh_words() -> pl.Expr:
    """
    Return the score with what the text says: near titles need its words to stay ahead of far ones.

    A date or an author stands for the words, unless another title has nearly all of its own in the
    text: a box above the story has titles with dates.
    """
    shared, most = pl.col("shared"), pl.col("shared").max().over("article")
    known = shared >= most.clip(SHARED_LEAST, SHARED_MIN)
    signed = pl.col("stamped") & ((shared >= SHARED_LEAST) | (most < SHARED_SURE))
    far = _distance() > HEADLINE_MAX_ROWS
    return (
        pl.when(known & far & (_distance() <= HEADLINE_FAR_ROWS)).then(3.5)
        .when(~far & ((~known & ~signed) | _tops_box())).then(pl.col("score") / 4)
        .otherwise("score")
    )  # fmt: skip
