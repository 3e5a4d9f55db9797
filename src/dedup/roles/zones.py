"""Where the text of a page begins and ends: its headline, first and last paragraph."""

import polars as pl

# A headline is a title of so many words; shorter ones are section names and buttons.
HEADLINE_MIN_WORDS = 5
HEADLINE_MAX_WORDS = 40
# What share of the text may follow a line and the line still end it: briefs have several end
# marks, comments may outweigh a short story, boxes of links stand inside long ones.
MARK_MAX_SHARE = 0.25
COMMENTS_MAX_SHARE = 0.5
LIST_MAX_SHARE = 0.05
HEADING_MAX_WORDS = 6
# Bylines and agency names stand this close under the text.
CLOSING_LINES = 4


# What a block says for or against the text running through it, in words.
WORTH_MAX = 80
LINK_WORTH = -8
STRAY_WORTH = -2
LIST_WORTH = -20
# Under or over a title, a paragraph this short may be another story's teaser.
TEASER_MAX_WORDS = 40
TEASER_WORTH = 4
# Lines between a standfirst and the rest of the text: buttons, or a box of links.
REACH = 8


def find_zones(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with the rows where the page's own text begins and ends.

    Adds `own_prose` (a paragraph that can be the page's own), `first`, `last` (rows
    of the first and last such paragraph, null without one), `closed` (the block stands under
    the end mark or a list that ends the page) and `headline` (row, null without one).

    Notes
    -----
    The text is the run of blocks with the largest sum of worths: paragraphs count for
    it, titles, links and lists against it.

    Source: Pasternack & Roth, "Extracting article text from the web with maximum
    subsequence segmentation", 2009.

    """
    blocks = _find_prose(blocks)
    runs = _find_run(blocks.with_columns(worth=_weigh()))
    blocks = blocks.join(runs, on="article", how="left", maintain_order="left")
    blocks = blocks.join(_find_ends(blocks), on="article", how="left", maintain_order="left")
    blocks = blocks.with_columns(closed=(pl.col("row") >= pl.col("end_row")).fill_null(value=False))
    blocks = blocks.with_columns(last=_draw_back())
    headlines = _find_headlines(blocks, articles)
    blocks = blocks.join(headlines, on="article", how="left", maintain_order="left")
    return blocks.with_columns(first=_reach_standfirst())


def _reach_standfirst() -> pl.Expr:
    """Return `first`, moved up to a paragraph under the headline that a box parts from the text."""
    near = (pl.col("row") > pl.col("headline")) & (pl.col("row") + REACH >= pl.col("first"))
    standfirst = pl.col("row").filter(near & pl.col("own_prose") & ~pl.col("closed")).min().over("article")
    return pl.min_horizontal("first", standfirst)


def _weigh() -> pl.Expr:
    """Return the worth of a block for the text around it."""
    same_above = pl.col("article") == pl.col("article").shift(1)
    same_below = pl.col("article") == pl.col("article").shift(-1)
    beside_prose = (pl.col("own_prose").shift(1) & same_above) | (pl.col("own_prose").shift(-1) & same_below)
    beside_prose = beside_prose.fill_null(value=False)
    alone = ~beside_prose & ~pl.col("fragment") & (pl.col("length") <= TEASER_MAX_WORDS)
    marked = pl.col("mark_first").is_not_null()
    listed = pl.col("label").is_in(["sidebar", "comments"]).fill_null(value=False)
    return (
        pl.when(pl.col("own_prose")).then(pl.when(alone & ~marked).then(TEASER_WORTH).otherwise(pl.col("length").clip(1, WORTH_MAX)))
        .when(marked).then(0)
        .when(pl.col("fragment") & pl.col("label").is_null()).then(pl.when(beside_prose).then(pl.col("length")).otherwise(0))
        .when(listed).then(LIST_WORTH)
        .when(pl.col("titled") & pl.col("label").is_null()).then(LINK_WORTH)
        .otherwise(STRAY_WORTH)
        .cast(pl.Int64)
    )  # fmt: skip


def _find_run(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return article, first, last: the rows between which the worths sum highest."""
    total = pl.col("worth").cum_sum().over("article")
    sums = blocks.select(
        "article",
        "row",
        text=pl.col("own_prose") | (pl.col("worth") > 0),
        before=total - pl.col("worth"),
        total=total,
    )
    sums = sums.with_columns(low=pl.col("before").cum_min().over("article"))
    gain = pl.col("total") - pl.col("low")
    ends = (
        sums.filter(pl.col("text"))
        .group_by("article")
        .agg(last=pl.col("row").get(gain.arg_max()), floor=pl.col("low").get(gain.arg_max()))
    )
    starts = sums.join(ends, on="article").filter(
        (pl.col("row") <= pl.col("last")) & (pl.col("before") == pl.col("floor"))
    )
    return starts.group_by("article").agg(first=pl.col("row").max(), last=pl.col("last").first())


def _find_prose(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with `own_prose`; where markup says what body is, only there."""
    marked = pl.col("mark").is_in(["body", "lead"])
    spans = (
        blocks.filter(marked)
        .group_by("article")
        .agg(mark_first=pl.col("row").min(), mark_last=pl.col("row").max())
    )
    blocks = blocks.join(spans, on="article", how="left", maintain_order="left")
    inside = pl.col("row").is_between("mark_first", "mark_last").fill_null(value=True)
    shaped = pl.col("prose") & pl.col("label").is_null() & inside
    alone = ~pl.col("twin") | pl.col("doubled_page")
    by_shape = shaped & pl.col("mark").is_null() & alone & ~pl.col("follows_twin")
    by_mark = marked & (pl.col("label").is_null() | pl.col("prose")) & alone & ~pl.col("follows_twin")
    return blocks.with_columns(own_prose=(by_shape | by_mark).fill_null(value=False))


def _find_ends(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, end_row: the first row under the page's own text, where a line says so.

    The end mark, a heading of comments and a heading of other stories each end the text if
    no more than their share of it follows.  A paragraph right under a title is no
    text here: in such lists it is a teaser.
    """
    text = pl.col("own_prose") & pl.col("row").is_between("first", "last").fill_null(value=False)
    teaser = (pl.col("titled") & ~pl.col("own_prose")).shift(1, fill_value=False)
    mass = pl.when(text & ~teaser).then(pl.col("length").cast(pl.Int64)).otherwise(0)
    headed = pl.col("mark").is_null() & (pl.col("words") <= HEADING_MAX_WORDS)
    share = (
        pl.when(pl.col("closes") & ~pl.col("twin") & ~pl.col("follows_twin")).then(MARK_MAX_SHARE)
        .when(headed & (pl.col("label") == "comments")).then(COMMENTS_MAX_SHARE)
        .when(headed & (pl.col("label") == "sidebar")).then(LIST_MAX_SHARE)
    )  # fmt: skip
    ends = blocks.select("article", "row", "first", "closes", share=share, mass=mass, sum=mass.cum_sum())
    pages = ends.group_by("article").agg(all=pl.col("mass").sum(), top=pl.col("sum").max())
    found = ends.filter(pl.col("share").is_not_null(), pl.col("row") > pl.col("first"))
    found = found.join(pages, on="article", how="left")
    little = pl.col("top") - pl.col("sum") <= pl.col("share") * pl.col("all")
    at = pl.col("row") + pl.col("closes").cast(pl.UInt32)
    return found.filter(little).group_by("article").agg(end_row=at.min())


def _draw_back() -> pl.Expr:
    """Return `last`, moved up to the last paragraph above the end."""
    open_text = (
        (pl.col("own_prose") | pl.col("fragment")) & ~pl.col("closed") & (pl.col("row") <= pl.col("last"))
    )
    return pl.col("row").filter(open_text).max().over("article")


def _find_headlines(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, headline (a row): marked, else as metadata titles it, else by shape."""
    titles = articles.select("article", pl.col("title").fill_null("").str.strip_chars())
    above = (pl.col("row") <= pl.col("first")).fill_null(pl.col("ordinal") < 12)
    shaped = (
        pl.col("words").is_between(3, HEADLINE_MAX_WORDS) & pl.col("label").is_null() & ~pl.col("truncated")
    )
    candidates = blocks.filter(
        (pl.col("mark") == "headline").fill_null(value=False) | (above & shaped & pl.col("mark").is_null())
    ).join(titles, on="article", how="left", maintain_order="left")
    text, title = pl.col("text"), pl.col("title")
    named = (title != "") & (
        text.str.starts_with(title) | (title.str.starts_with(text) & (pl.col("words") >= 4))
    )
    score = (
        pl.when(pl.col("mark") == "headline").then(5)
        .when(named & (text.str.len_chars() <= title.str.len_chars() + 40)).then(4)
        .when(pl.col("titled") & (pl.col("row") != pl.col("first").fill_null(0)) & (pl.col("words") >= HEADLINE_MIN_WORDS) & ~pl.col("named"))
        .then(pl.when(pl.col("twin")).then(2).otherwise(3))
        .when(pl.col("titled") & ~pl.col("named") & (pl.col("row") != pl.col("first").fill_null(0))).then(1)
        .otherwise(0)
    )  # fmt: skip
    return (
        candidates.select("article", "row", score=score)
        .filter(pl.col("score") > 0)
        .sort(["article", "score", "row"], descending=[False, True, False])
        .group_by("article", maintain_order=True)
        .agg(headline=pl.col("row").first())
    )
