"""ARTICLES -> BLOCKS: the lines of every text, trimmed, with their character spans."""

import polars as pl

from .schema import ARTICLES, BLOCKS, conform

# Every character Unicode calls a line break; each is one character, so spans hold.
LINE_BREAKS = r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]"

# Unicode White_Space, controls, and the marks that are invisible at the edge of a line.
BLANK = "".join(
    map(
        chr,
        [
            *range(0x21),
            *range(0x7F, 0xA1),
            0xAD,
            0x61C,
            0x1680,
            0x180E,
            *range(0x2000, 0x2010),
            *range(0x2028, 0x2030),
            *range(0x205F, 0x2070),
            0x3000,
            0xFEFF,
        ],
    )
)

# One white-space character of any width in UTF-8, or two or three plain spaces.
SEPARATOR_BYTES = 3
# "Hà Nội Hà Nội" is how people sing; a title of three words twice is a page's alt text and link.
DOUBLED_MIN_WORDS = 3


def split_blocks(articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return BLOCKS of ARTICLES: one row a non-blank line, trimmed, in reading order.

    A line holding a text twice ("X X") is two blocks, and a line that a mark
    begins or ends inside is cut there.  Marks of one article should not overlap;
    where they do, the one that begins last holds from there on.
    """
    articles = conform(articles, ARTICLES)
    lines = _trim(_split_lines(articles))
    marks = _list_marks(articles)
    if marks.height:
        lines = _mark(_cut(lines, marks), marks)
    else:
        lines = lines.with_columns(pl.lit(None, BLOCKS["mark"]).alias("mark"))
    blocks = _split_doubled(lines)
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    first = pl.when(pl.col("article").ne_missing(pl.col("article").shift())).then(row).forward_fill()
    return conform(blocks.with_columns(ordinal=row - first), BLOCKS)


def _split_lines(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, begin and text of every line, empty ones included."""
    texts = articles.select("article", pl.col("text").fill_null(""))
    if texts["text"].str.contains(LINE_BREAKS).any():
        texts = texts.with_columns(pl.col("text").str.replace_all(LINE_BREAKS, "\n"))
    # Both sums run over the whole batch: their difference is the place inside the article.
    # Step by step: an expression that stands twice in one step is computed twice.
    size = pl.col("text").str.len_chars().cast(pl.UInt64) + 1
    behind = pl.col("size").cum_sum() - pl.col("size")
    return (
        texts.with_columns(size=size)
        .select("article", pl.col("text").str.split("\n"), start=behind)
        .explode("text")
        .with_columns(size=size)
        .select("article", begin=(behind - pl.col("start")).cast(pl.UInt32), text="text")
    )


def _trim(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that hold something, without the blanks around it, with `end`."""
    text, whole = pl.col("text"), pl.col("whole")
    # Few lines begin or end in a blank: the others are not looked at again.
    trimmed = pl.when(text.str.len_bytes() < whole.str.len_bytes()).then(whole)
    lead = whole.str.len_chars() - whole.str.strip_chars_start(BLANK).str.len_chars()
    return (
        lines.with_columns(whole=text, text=text.str.strip_chars(BLANK))
        .filter(text.str.len_bytes() > 0)
        .with_columns(whole=trimmed)
        .with_columns(begin=pl.col("begin") + lead.fill_null(0))
        .with_columns(end=pl.col("begin") + text.str.len_chars())
        .drop("whole")
    )


def _list_marks(articles: pl.DataFrame) -> pl.DataFrame:
    """Return one row a mark of positive length, in the order of `_place`."""
    return (
        articles.select("article", "marks")
        .filter(pl.col("marks").list.len() > 0)
        .explode("marks")
        .unnest("marks")
        .filter(pl.col("begin") < pl.col("end"))
        .sort("article", "begin", "end", maintain_order=True)
    )


def _place(begin: str) -> pl.Expr:
    """Return article and `begin` as one number, by which the rows of a batch are in order."""
    return (pl.col("article").cast(pl.UInt64) * 2**32 + pl.col(begin)).alias("place")


def _cut(lines: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the lines cut wherever a mark begins or ends inside one."""
    lines = lines.with_columns(_place("begin"))
    bounds = pl.concat([marks.select("article", at=pl.col(side)) for side in ("begin", "end")])
    bounds = bounds.unique().with_columns(_place("at")).sort("place")
    cuts = bounds.join_asof(lines.rename({"article": "page"}), on="place").filter(
        pl.col("article") == pl.col("page"), pl.col("begin") < pl.col("at"), pl.col("at") < pl.col("end")
    )
    lines = lines.drop("place")
    if cuts.is_empty():
        return lines
    whole = lines.join(cuts, on=["article", "begin"], how="anti")
    return pl.concat([whole, _trim(_part_lines(cuts))]).sort("article", "begin")


def _part_lines(cuts: pl.DataFrame) -> pl.DataFrame:
    """Return article, begin and text of every piece; `cuts` are sorted, a row each with its line."""
    line = ["article", "begin", "end", "text"]
    starts = cuts.select(*line, at="begin").unique(["article", "begin"], maintain_order=True)
    pieces = pl.concat([starts, cuts.select(*line, "at")]).sort("article", "at")
    until = pl.col("at").shift(-1).over("article", "begin").fill_null(pl.col("end"))
    piece = pl.col("text").str.slice(pl.col("at") - pl.col("begin"), until - pl.col("at"))
    return pieces.select("article", piece, begin="at").select("article", "begin", "text")


def _mark(lines: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with the mark that covers each, null where none does."""
    marks = marks.select(_place("begin"), "mark", page="article", until="end")
    covered = (pl.col("page") == pl.col("article")) & (pl.col("until") > pl.col("begin"))
    return (
        lines.with_columns(_place("begin"))
        .join_asof(marks, on="place")
        .with_columns(pl.when(covered).then(pl.col("mark")).alias("mark"))
        .drop("place", "page", "until")
    )


def _split_doubled(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines, with two rows for each that says its text twice."""
    lines = lines.with_row_index("line")
    # Past the middle stands half the separator, rounded up.
    doubled = pl.concat([_find_doubled(lines, place) for place in (1, 2)])
    if doubled.is_empty():
        return lines.drop("line")
    raw = pl.col("text").cast(pl.Binary)
    first = raw.bin.slice(0, pl.col("half")).cast(pl.String)
    rest = raw.bin.slice(pl.col("half")).cast(pl.String)
    second = (pl.col("begin") + first.str.len_chars()).alias("begin")
    halves = pl.concat([doubled.with_columns(first), doubled.with_columns(rest, second)])
    single = lines.join(doubled, on="line", how="anti")
    return pl.concat([single, _trim(halves.drop("half"))]).sort("article", "begin").drop("line")


def _find_doubled(lines: pl.DataFrame, place: int) -> pl.DataFrame:
    """
    Return the lines "X X" whose second X begins `place` bytes after the middle, with the bytes of X.

    Bytes, because a slice of bytes costs nothing and a slice of characters reads
    the whole line.
    """
    raw, second = pl.col("text").cast(pl.Binary), pl.col("second")
    size = pl.col("text").str.len_bytes().cast(pl.Int64)
    half, gap = size - second, 2 * second - size
    # Half a character is no text: the cast gives null, and the line is left alone.
    between = raw.bin.slice(half, gap).cast(pl.String, strict=False)
    words = pl.col("text").str.count_matches(r"\S+")
    return (
        lines.with_columns(second=size // 2 + place)
        .filter(raw.bin.starts_with(raw.bin.slice(second)), half > 0)
        .filter(gap <= SEPARATOR_BYTES, words >= 2 * DOUBLED_MIN_WORDS)
        .filter(between.str.strip_chars(BLANK).str.len_bytes() == 0)
        .select(*lines.columns, half=half)
    )
