"""Which blocks of a page can be its date line: those around the headline, and those that close it."""

import polars as pl

# Blocks that a date line can be away from the headline: what stands between is standfirst,
# author, topic links and buttons.
BEFORE_BLOCKS = 3
AFTER_BLOCKS = 25
STORY_BLOCKS = 3
CLOSING_BLOCKS = 3
# A paragraph of running text, and how closely three of them follow where a text begins.
PARAGRAPH_WORDS = 15
DENSE_BLOCKS = 14

# A line of more characters is text.
LINE_CHARS = 200

MAYBE_DATE = (
    r"[1１][9９]\d\d|[2２][0０]\d\d|(?i)\d\s?(?:phút|giờ|ngày)\s+trước|\bago\b|\bvor \d|\bhace \d|\bil y a \d"
    r"|\bhá \d|\blalu\b|\bgeleden\b|\bsiden\b|\bsedan\b|[分时時間天日]前|[분간]\s?전"
)


def select_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks that could be date lines, with their distance from the headline."""
    ordinal = pl.col("ordinal").cast(pl.Int64)
    lines = blocks.join(place_stories(blocks), on="article").with_columns(distance=ordinal - pl.col("top"))
    header = ordinal.is_between(pl.col("opens") - BEFORE_BLOCKS, pl.col("settled") + AFTER_BLOCKS)
    closing = (ordinal - pl.col("last")).is_between(0, CLOSING_BLOCKS).fill_null(value=False)
    lines = lines.filter(header | closing).with_columns(
        closing=~header,
        head=pl.col("text").str.head(LINE_CHARS),
        long=pl.col("text").str.len_chars() > LINE_CHARS,
    )
    mute = pl.col("role").is_in(["sidebar", "caption"]).fill_null(value=False)
    likely = lines.filter(~mute, pl.col("head").str.contains(MAYBE_DATE))
    return likely.select(
        "article",
        "begin",
        "head",
        "role",
        "distance",
        "titled",
        "closing",
        "long",
        late=ordinal - pl.col("settled"),
    ).sort("article", "begin")


def place_stories(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return for each article where its headline stands and where its text begins.

    The text begins where paragraphs follow closely; a lone paragraph above is a notice or a
    teaser.  A headline further above than a date line can be is some other title.
    """
    ordinal = pl.col("ordinal").cast(pl.Int64)
    story = blocks.filter(pl.col("role").is_in(["lead", "body"])).select("article", "words", ordinal)
    paragraph = pl.col("words") >= PARAGRAPH_WORDS
    dense = pl.col("ordinal").shift(1 - STORY_BLOCKS) - pl.col("ordinal") <= DENSE_BLOCKS
    third = pl.col("ordinal").shift(1 - STORY_BLOCKS)
    texts = story.filter(paragraph).group_by("article", maintain_order=True).agg(
        start=pl.coalesce(pl.col("ordinal").filter(dense).first(), pl.col("ordinal").first()),
        settled=pl.coalesce(third.filter(dense).first(), third.first(), pl.col("ordinal").last()),
    )  # fmt: skip
    ends = story.group_by("article").agg(first=pl.col("ordinal").min(), last=pl.col("ordinal").max())
    places = (
        blocks.select("article")
        .unique()
        .join(texts, on="article", how="left")
        .join(ends, on="article", how="left")
    )
    places = places.with_columns(start=pl.coalesce("start", "first", 0))
    titles = blocks.filter(pl.col("role") == "headline").select("article", title=ordinal)
    near = titles.join(places, on="article").filter(
        pl.col("title").is_between(pl.col("start") - AFTER_BLOCKS, pl.col("start"))
    )
    found = near.group_by("article").agg(title=pl.col("title").max())
    placed = places.join(found, on="article", how="left")
    return placed.select(
        "article",
        "last",
        top=pl.coalesce("title", "start"),
        titled=pl.col("title").is_not_null(),
        opens=pl.coalesce("title", pl.col("start") - AFTER_BLOCKS // 2),
        settled=pl.coalesce("settled", pl.col("start") + AFTER_BLOCKS),
    )
