"""ARTICLES -> BLOCKS: the lines of every text, trimmed, with their character spans."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.lines import find_lines
from .schema import ARTICLES, BLOCKS, conform
from .texts import lay_out

LINES = pl.Schema(dict.fromkeys(["row", "at", "size", "begin", "end"], pl.UInt32()))


def split_blocks(articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return BLOCKS of ARTICLES: one row a non-blank line, trimmed, in reading order.

    A line holding a text twice ("X X") is two blocks, and a line that a mark
    begins or ends inside is cut there.  Marks of one article should not overlap;
    where they do, the one that begins last holds from there on.
    """
    articles = conform(articles, ARTICLES)
    marks = _list_marks(articles)
    lines = _split_lines(articles, marks)
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    first = pl.when(pl.col("article").ne_missing(pl.col("article").shift())).then(row).forward_fill()
    return conform(_mark(lines, marks).with_columns(ordinal=row - first), BLOCKS)


def _list_marks(articles: pl.DataFrame) -> pl.DataFrame:
    """Return row of the article, begin, end and mark of every mark of positive length, in order."""
    return (
        articles.select("marks", row=pl.int_range(pl.len(), dtype=pl.UInt32))
        .filter(pl.col("marks").list.len() > 0)
        .explode("marks")
        .unnest("marks")
        .filter(pl.col("begin") < pl.col("end"))
        .sort("row", "begin", "end", maintain_order=True)
    )


def _split_lines(articles: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Return row, article, begin, end and text of every block."""
    # One chunk: gathering from several puts them together anew.
    texts = articles["text"].fill_null("").rechunk()
    lines = pl.DataFrame(find_lines(*lay_out(texts), *_list_cuts(marks, len(texts))), LINES)
    # Bytes, because a slice of characters reads the whole text up to it.
    whole = texts.cast(pl.Binary).gather(lines["row"])
    piece = pl.col("text").bin.slice(pl.col("at"), pl.col("size")).cast(pl.String)
    number = articles["article"].gather(lines["row"])
    return lines.with_columns(whole.alias("text"), number).with_columns(piece).drop("at", "size")


def _list_cuts(marks: pl.DataFrame, height: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where marks begin and end, and where those of each of `height` texts begin."""
    bounds = pl.concat([marks.select("row", at=pl.col(side).cast(pl.Int64)) for side in ("begin", "end")])
    bounds = bounds.sort("row", "at")
    return bounds["at"].to_numpy(), bounds["row"].to_numpy().searchsorted(np.arange(height + 1))


def _mark(lines: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with the mark that covers each, null where none does."""
    marks = marks.select(_place("begin"), "mark", page="row", until="end")
    covered = (pl.col("page") == pl.col("row")) & (pl.col("until") > pl.col("begin"))
    marked = lines.with_columns(_place("begin")).join_asof(marks, on="place")
    return marked.with_columns(pl.when(covered).then(pl.col("mark")).alias("mark"))


def _place(begin: str) -> pl.Expr:
    """Return row and `begin` as one number, by which the rows of a batch are in order."""
    return (pl.col("row").cast(pl.UInt64) * 2**32 + pl.col(begin)).alias("place")
