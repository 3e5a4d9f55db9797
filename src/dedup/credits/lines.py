"""BLOCKS by role -> the few pieces of text in which a credit can stand."""

import polars as pl

OWN = ("lead", "body")
SIGNED = ("byline", "credit", "dateline")

# Source: FACTS of wire practice: a dateline is over within 120 characters; a
# photographer, two agencies and a copyright notice fit in 160.
HEAD_CHARS = 160
TAIL_CHARS = 200

LINES = pl.Schema(
    {
        "article": pl.UInt32(),
        "after_caption": pl.Boolean(),  # the line is a picture's, or stands under one
        "base": pl.UInt32(),  # where the piece begins in the article
        "piece": pl.String(),
    }
)


def make_opening_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the heads of each article's first two own blocks and of its date lines."""
    role = pl.col("role").cast(pl.String)
    own = blocks.filter(role.is_in(OWN) | (role == "dateline")).sort("article", "ordinal")
    rank = (pl.col("role").cast(pl.String) != "dateline").cum_sum().over("article")
    return _cut_heads(own.filter(rank <= 2))


def make_closing_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return each article's last two own lines, and its bylines and credit lines."""
    role = pl.col("role").cast(pl.String)
    kept = blocks.filter(role.is_in([*OWN, *SIGNED, "caption"])).sort("article", "ordinal")
    kept = kept.with_columns(
        own=role.is_in(OWN),
        after_caption=(role.shift(1).over("article") == "caption").fill_null(value=False),
    )
    left = pl.col("own").reverse().cum_sum().reverse().over("article")
    # A credit under a picture in the middle of the text is the picture's.
    kept = kept.with_columns(after_caption=pl.col("after_caption") & (role == "credit") & (left > 0))
    return _cut_tails(kept.filter((pl.col("own") & (left <= 2)) | role.is_in(SIGNED)))


def make_caption_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the tails of captions."""
    captions = blocks.filter(pl.col("role").cast(pl.String) == "caption")
    return _cut_tails(captions.with_columns(after_caption=pl.lit(value=True)))


def make_paragraph_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the paragraphs of articles' own text, whole."""
    own = blocks.filter(pl.col("role").cast(pl.String).is_in(OWN))
    return _keep(
        own.select("article", pl.lit(value=False).alias("after_caption"), base="begin", piece="text")
    )


def _cut_heads(blocks: pl.DataFrame) -> pl.DataFrame:
    head = pl.col("text").str.slice(0, HEAD_CHARS)
    return _keep(
        blocks.select("article", pl.lit(value=False).alias("after_caption"), base="begin", piece=head)
    )


def _cut_tails(blocks: pl.DataFrame) -> pl.DataFrame:
    # The last line: a block may hold a paragraph and the credit under it.
    line = pl.col("text").str.strip_chars_end().str.extract(r"([^\n]*)$")
    tail = line.str.slice(-TAIL_CHARS)
    ended = pl.col("text").str.strip_chars_end().str.len_chars()
    base = (pl.col("begin") + ended - tail.str.len_chars()).cast(pl.UInt32)
    return _keep(blocks.select("article", "after_caption", base=base, piece=tail))


def _keep(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.filter(pl.col("piece") != "").select(LINES.names())
