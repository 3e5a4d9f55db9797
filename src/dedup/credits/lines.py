"""BLOCKS by role -> the few pieces of text in which a credit can stand."""

import polars as pl

from .pictures import is_of_picture, is_torn

OWN = ("lead", "body")
SIGNED = ("byline", "credit", "dateline")
BESIDE = ("caption", "headline", "sidebar")  # tell what a credit line is of

# Source: FACTS of wire practice: a dateline is over within 120 characters; a
# photographer, two agencies and a copyright notice fit in 160.
HEAD_CHARS = 160
TAIL_CHARS = 200

LINES = pl.Schema(
    {
        "article": pl.UInt32(),
        "after_caption": pl.Boolean(),  # the line is a picture's
        "base": pl.UInt32(),  # where the piece begins in the article
        "piece": pl.String(),
    }
)


def make_opening_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the heads of each article's first two own blocks and of its date lines."""
    role = pl.col("role")
    own = role.is_in(OWN)
    return _cut_heads(blocks.filter((own | (role == "dateline")) & (_count_within(own) <= 2)))


def make_closing_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return each article's last two own lines, and its bylines and credit lines."""
    role = pl.col("role")
    told = blocks.filter(role.is_in([*OWN, *SIGNED, *BESIDE]))
    # What follows a credit says what it is of; furniture between them does not.
    told = told.with_columns(_shift("role", -1, "next_role"), _shift("text", -1, "next_text"))
    kept = told.filter(role != "sidebar").with_columns(_shift("role", 1, "last_role"), own=role.is_in(OWN))
    counted = kept.with_columns(total=_count_within(pl.col("own"))).with_columns(
        left=_last_within(pl.col("total")) - pl.col("total")
    )
    closing = counted.filter((pl.col("own") & (pl.col("left") < 2)) | role.is_in(SIGNED))
    signed = closing.filter(role != "credit").with_columns(after_caption=pl.lit(value=False))
    lines = closing.filter((role == "credit") & ~is_torn()).with_columns(after_caption=is_of_picture())
    return _cut_tails(pl.concat([signed, lines]))


def make_caption_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the tails of captions."""
    captions = blocks.filter(pl.col("role") == "caption")
    return _cut_tails(captions.with_columns(after_caption=pl.lit(value=True)))


def make_paragraph_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the paragraphs of articles' own text, whole."""
    own = blocks.filter(pl.col("role").is_in(OWN))
    return _keep(own.select("article", after_caption=pl.lit(value=False), base="begin", piece="text"))


def _cut_heads(blocks: pl.DataFrame) -> pl.DataFrame:
    head = pl.col("text").str.slice(0, HEAD_CHARS)
    return _keep(blocks.select("article", after_caption=pl.lit(value=False), base="begin", piece=head))


def _cut_tails(blocks: pl.DataFrame) -> pl.DataFrame:
    ended = blocks.with_columns(pl.col("text").str.strip_chars_end())
    # The last line: a block may hold a paragraph and the credit under it.
    tails = ended.with_columns(piece=pl.col("text").str.slice(-TAIL_CHARS).str.split("\n").list.last())
    before = pl.col("text").str.len_chars() - pl.col("piece").str.len_chars()
    return _keep(tails.with_columns(base=(pl.col("begin") + before).cast(pl.UInt32)))


def _keep(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.filter(pl.col("piece") != "").select(LINES.names())


def _shift(column: str, by: int, name: str) -> pl.Expr:
    """Return the value of the row `by` rows before, "" where that is another article's."""
    same = (pl.col("article").shift(by) == pl.col("article")).fill_null(value=False)
    value = pl.when(same).then(pl.col(column).cast(pl.String).shift(by))
    return value.otherwise(pl.lit("")).alias(name)


# Shifted by hand: as windows over "article" these two take 0.28 s instead of 0.08 for the 780,000 blocks
# of 40,000 articles.
def _count_within(flag: pl.Expr) -> pl.Expr:
    """Return how often `flag` held in the article so far, this row included; blocks are in reading order."""
    total = flag.cast(pl.UInt32).cum_sum()
    starts = pl.col("article") != pl.col("article").shift(1)
    before = pl.when(starts.fill_null(value=True)).then(total - flag.cast(pl.UInt32)).forward_fill()
    return total - before


def _last_within(value: pl.Expr) -> pl.Expr:
    """Return the value of the article's last row."""
    ends = (pl.col("article") != pl.col("article").shift(-1)).fill_null(value=True)
    return pl.when(ends).then(value).backward_fill()
