"""BLOCKS by role -> the few pieces of text in which a credit can stand."""

import polars as pl

from ..classes import quicken
from ..schema import FURNITURE, OWN_ROLES
from .patterns import CLOSE, DASH, OPEN
from .pictures import drop_torn, is_of_picture

SIGNED = ("byline", "credit", "dateline")
BESIDE = ("caption", "headline", "sidebar")  # tell what a credit line is of

# Source: FACTS of wire practice: a dateline is over within 120 characters; a
# photographer, two agencies and a copyright notice fit in 160.
HEAD_CHARS = 160
TAIL_CHARS = 200
SIGNATURE_CHARS = 140  # three authors, their house, and when it was published and changed
FAR = 8  # own blocks, of which the first may be a deck, an author, a question to the readers

# "OLLERUP, Denmark (AP) — "
PLACED = quicken(
    rf"^\s*\p{{Lu}}[^\n()（）]{{1,50}}{OPEN}([^\n()（）/]{{2,30}})(?:/\w{{2,4}})?{CLOSE}\s*{DASH}\s"
)
# With a name of the table: "By Jo Tan Associated Press", "Jo Tan, Reuters", "Reuters | May 1, 2018".
SIGNED_BY = r"^\s*(?:By|BY)\s|[,|•–—]|\s-\s|(?:19|20)\d\d"

MARKS = " \u00a0•·|–—-"  # part a name from what stands beside it

LINES = pl.Schema(
    {
        "article": pl.UInt32(),
        "after_caption": pl.Boolean(),  # the line is a picture's
        "base": pl.UInt32(),  # where the piece begins in the article
        "piece": pl.String(),
    }
)


def make_opening_lines(blocks: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """
    Return the heads of each article's first two own blocks and of its date lines.

    Furniture that was read as text may stand above those: further down a dateline counts that
    has one of `names` in its brackets.
    """
    role = pl.col("role")
    own, told = role.is_in(OWN_ROLES), _count_within(role.is_in(OWN_ROLES))
    far = (own | (role == "credit")) & (told <= FAR)
    near = (own | (role == "dateline")) & (told <= 2)
    heads = _cut_heads(blocks.filter(near))
    further = _cut_heads(blocks.filter(far & ~near))
    named = pl.col("piece").str.extract(PLACED).is_in(names.implode())
    return pl.concat([heads, further.filter(named)])


def make_head_lines(blocks: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """Return the lines with one of `names` that may be a signature above the text, read as text."""
    role = pl.col("role")
    told = blocks.filter(role.is_in([*OWN_ROLES, "headline", "sidebar"]))
    told = told.with_columns(_shift("role", 1, "last_role"), total=_count_within(role.is_in(OWN_ROLES)))
    text, under = pl.col("text"), (role == "sidebar") & (pl.col("last_role") == "headline")
    above = (role.is_in(OWN_ROLES) & (pl.col("total") <= 2)) | (under & (pl.col("total") == 0))
    short = told.filter(above).filter(text.str.len_chars() <= SIGNATURE_CHARS)
    heads = short.filter(text.str.contains(SIGNED_BY)).filter(text.str.contains_any(names.to_list()))
    ended = pl.col("text").str.strip_chars_end(MARKS)
    return _cut_tails(heads.with_columns(ended, after_caption=pl.lit(value=False)))


def make_closing_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return each article's last two own lines, and its bylines and credit lines."""
    role = pl.col("role")
    told = blocks.filter(role.is_in([*OWN_ROLES, *SIGNED, *BESIDE])).with_row_index("row")
    # What follows a credit says what it is of; furniture between them does not.
    told = told.with_columns(_shift("role", -1, "next_role"))
    kept = told.filter(role != "sidebar").with_columns(
        _shift("role", 1, "last_role"), own=role.is_in(OWN_ROLES)
    )
    counted = kept.with_columns(total=_count_within(pl.col("own"))).with_columns(
        left=_last_within(pl.col("total")) - pl.col("total")
    )
    closing = counted.filter((pl.col("own") & (pl.col("left") < 2)) | role.is_in(SIGNED))
    # Of these few alone: a column of texts is dear to shift.
    below = told["text"].gather(closing["row"] + 1, null_on_oob=True)
    next_text = pl.when(pl.col("next_role") == "").then(pl.lit("")).otherwise(below)
    closing = drop_torn(closing.with_columns(next_text=next_text))
    signed = closing.filter(role != "credit").with_columns(after_caption=pl.lit(value=False))
    lines = closing.filter(role == "credit").with_columns(after_caption=is_of_picture())
    return _cut_tails(pl.concat([signed, lines]))


def make_first_lines(blocks: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """
    Return the head of each article's first own block, and of that under what may be a standfirst.

    Under one that markup shows it is the first of the text.
    """
    own = blocks.filter(pl.col("role").is_in(OWN_ROLES))
    told = own.with_columns(_shift("role", 1, "above"), _shift("role_reason", 1, "reason"))
    under = pl.col("above") == "lead"
    deck = under & pl.col("reason").str.starts_with("markup")
    return _cut_heads(told.filter((pl.col("above") == "") | deck)), _cut_heads(told.filter(under & ~deck))


def make_under_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the head of the first line of furniture under each article's text, with who signs between."""
    role = pl.col("role")
    told = blocks.filter(role.is_in([*OWN_ROLES, *FURNITURE]))
    counted = told.with_columns(own=role.is_in(OWN_ROLES), total=_count_within(role.is_in(OWN_ROLES)))
    first = pl.col("own").shift(1).fill_null(value=False) & ~pl.col("own")
    return _cut_heads(
        counted.filter(first & (pl.col("total") > 0) & (pl.col("total") == _last_within(pl.col("total"))))
    )


def make_over_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the head of the line of furniture right under each article's headline, or under its date there.

    The name of a section stands in the menu, too.
    """
    role, furniture = pl.col("role"), blocks.filter(pl.col("role").is_in(FURNITURE))
    above = [_shift("role", step, name) for step, name in ((1, "last_role"), (2, "before"))]
    dated = (pl.col("last_role") == "dateline") & (pl.col("before") == "headline")
    under = dated | (pl.col("last_role") == "headline")
    told = blocks.with_columns(above).filter(role.is_in(FURNITURE) & under)
    lines = furniture.join(told, on=["article", "text"], how="semi")
    again = lines.filter(pl.len().over("article", "text") > 1)
    return _cut_heads(told.join(again, on=["article", "text"], how="anti"))


def make_caption_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the tails of captions."""
    captions = blocks.filter(pl.col("role") == "caption")
    return _cut_tails(captions.with_columns(after_caption=pl.lit(value=True)))


def make_paragraph_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the paragraphs of articles' own text, whole."""
    own = blocks.filter(pl.col("role").is_in(OWN_ROLES))
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
