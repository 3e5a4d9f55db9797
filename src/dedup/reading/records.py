"""RECORDS: what a reader found in each record, and ARTICLES made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import polars as pl

from ..languages import find_languages
from ..schema import ARTICLES, MARK, MARKS
from .skips import Skip
from .sources import QUOTED_CHARS
from .wrapped import unwrap_texts

BETWEEN = "\n\n"  # a blank line parts title, text and captions
# What is quoted for every name or time found in it.
QUOTED = ("published", "modified", "captured", "author", "credit", "site")

RECORDS = pl.Schema(
    {
        "path": pl.String(),
        "line": pl.UInt32(),  # 0 where the record is a whole file
        "id": pl.String(),  # the record's own, "" if it has none
        "outlet": pl.String(),
        "title": pl.String(),
        "language": pl.String(),
        "text": pl.String(),
        "captions": pl.List(pl.String()),
        "whole": pl.Boolean(),  # `text` is the page: title and captions stand in it already
        "marks": MARKS,  # of a whole page
        "url": pl.String(),
        "published": pl.String(),
        "modified": pl.String(),
        "captured": pl.String(),
        "author": pl.String(),
        "credit": pl.String(),
        "site": pl.String(),
        "encoding": pl.String(),
        "encoding_confidence": pl.Float32(),
        "sources": pl.String(),
    }
)


@dataclass(slots=True, kw_only=True)
class Record:
    """One row of RECORDS, for readers that find articles one at a time."""

    path: str
    line: int = 0
    id: str = ""
    outlet: str = ""
    title: str = ""
    language: str = ""
    text: str = ""
    captions: list[str] = field(default_factory=list)
    whole: bool = False
    marks: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    published: str = ""
    modified: str = ""
    captured: str = ""
    author: str = ""
    credit: str = ""
    site: str = ""
    encoding: str = "utf-8"
    encoding_confidence: float = 1.0
    sources: str = ""


def add_metadata(record: Record, said: Mapping[str, str]) -> Record:
    """Return `record` with what was said of it, which goes before what it says itself."""
    return replace(record, **said) if said else record  # type: ignore[arg-type]


# What a reader yields: one article, many, or input it could not read.
Part = Record | pl.DataFrame | Skip

NESTED = ("captions", "marks")
SPAN = pl.Schema({"begin": pl.UInt32(), "end": pl.UInt32(), "mark": MARK})
NAMES = [member.name for member in fields(Record)]


def make_frame(records: list[Record]) -> pl.DataFrame:
    """Return RECORDS with one row for each of `records`, in their order."""
    flat = {name: [getattr(record, name) for record in records] for name in NAMES if name not in NESTED}
    captions = [(row, text) for row, record in enumerate(records) for text in record.captions]
    spans = [
        (row, mark["begin"], mark["end"], mark["mark"])
        for row, record in enumerate(records)
        for mark in record.marks
    ]
    frame = pl.DataFrame(flat, {name: RECORDS[name] for name in flat}).with_row_index("_row")
    # A list column made of Python lists costs a series a row.
    texts = pl.DataFrame(captions, {"_row": pl.UInt32, "captions": pl.String}, orient="row")
    marks = pl.DataFrame(spans, pl.Schema({"_row": pl.UInt32(), **SPAN}), orient="row")
    nested = [
        texts.group_by("_row", maintain_order=True).agg("captions"),
        marks.group_by("_row", maintain_order=True).agg(marks=pl.struct(*SPAN)),
    ]
    for lists in nested:
        frame = frame.join(lists, on="_row", how="left", maintain_order="left")
    return frame.select(pl.col(name).fill_null([]) if name in NESTED else name for name in RECORDS)


def make_articles(records: pl.DataFrame) -> pl.DataFrame:
    """
    Return ARTICLES for RECORDS, row by row: `article` from 0, `article_id` as found.

    Text is title, text and captions with blank lines between; the title is left out
    where the text begins with it.  What stands where is in `marks`.  Paragraphs that were
    broken into lines are put together.
    """
    composed = _place_marks(_compose_text(records))
    composed = composed.with_columns(unwrap_texts(composed["text"]))
    named = pl.when(pl.col("language") == "").then(find_languages(composed["text"])).otherwise("language")
    return composed.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("article"),
        pl.col("id").alias("article_id"),
        "path",
        _name_outlet(),
        "title",
        named.alias("language"),
        *(pl.col(name).str.head(QUOTED_CHARS) if name in QUOTED else name for name in list(ARTICLES)[6:]),
    )


def _name_outlet() -> pl.Expr:
    # A page with no folder to go by: who it says it is, else where it says it stands.
    host = pl.col("url").str.extract(r"^https?://(?:www\.)?([^/:?#]+)").fill_null("")
    said = pl.when(pl.col("site") != "").then("site").otherwise(host)
    return pl.when(pl.col("outlet") != "").then("outlet").otherwise(said).alias("outlet")


def _compose_text(records: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS with the text whole, and `title_at`, where the title stands in it."""
    title = pl.col("title").str.strip_chars()
    captions = (
        pl.col("captions")
        .list.eval(pl.element().str.strip_chars())
        .list.eval(pl.element().filter(pl.element() != ""))
    )
    tidy = records.with_columns(language=_tidy_language(), title=title, captions=captions)
    body = pl.col("text")
    begins = body.str.slice(0, pl.col("title").str.len_chars() + 64)
    opening = begins.str.strip_chars_start()
    has_title = (pl.col("title") != "") & ~pl.col("whole")
    added = has_title & ~opening.str.starts_with(pl.col("title"))
    head = pl.when(added).then(
        pl.col("title") + pl.when(body == "").then(pl.lit("")).otherwise(pl.lit(BETWEEN))
    )
    tail = pl.when(~pl.col("whole") & (pl.col("captions").list.len() > 0)).then(
        pl.lit(BETWEEN) + pl.col("captions").list.join(BETWEEN)
    )
    blank = begins.str.len_chars() - opening.str.len_chars()
    return tidy.with_columns(
        text=pl.concat_str(head.otherwise(pl.lit("")), body, tail.otherwise(pl.lit(""))),
        title_at=pl.when(has_title).then(pl.when(added).then(0).otherwise(blank)),
    )


def _tidy_language() -> pl.Expr:
    # "vi-VN", "en_US": the primary subtag; a name in words says nothing.
    return (
        pl.col("language").str.extract(r"^\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$").str.to_lowercase().fill_null("")
    )


def _place_marks(composed: pl.DataFrame) -> pl.DataFrame:
    """Return `composed` with the spans of title and captions added to its marks."""
    rows = composed.with_row_index("_row")
    spans = pl.concat([_place_titles(rows), _place_captions(rows)]).sort("_row", "begin")
    placed = spans.group_by("_row", maintain_order=True).agg(
        pl.struct("begin", "end", "mark").alias("_marks")
    )
    joined = rows.join(placed, on="_row", how="left", maintain_order="left")
    marks = pl.when(pl.col("whole") | pl.col("_marks").is_null()).then("marks").otherwise("_marks")
    return joined.with_columns(marks=marks.cast(MARKS))


def _place_titles(rows: pl.DataFrame) -> pl.DataFrame:
    titled = rows.filter(pl.col("title_at").is_not_null())
    end = pl.col("title_at") + pl.col("title").str.len_chars()
    # "Title: and on it goes" in one line is no headline.
    alone = pl.col("text").str.slice(end, 1).is_in(["", "\n", "\r"])
    return _name_spans(titled.filter(alone).with_columns(begin="title_at", end=end), "headline")


def _place_captions(rows: pl.DataFrame) -> pl.DataFrame:
    captioned = rows.filter(~pl.col("whole"), pl.col("captions").list.len() > 0)
    # Captions end the text: their places are counted from its end.
    each = captioned.select("_row", "captions", size=pl.col("text").str.len_chars()).explode("captions")
    lengths = pl.col("captions").str.len_chars()
    behind = (lengths + len(BETWEEN)).cum_sum(reverse=True).over("_row") - len(BETWEEN)
    begin = pl.col("size") - behind
    return _name_spans(each.with_columns(begin=begin, end=begin + lengths), "caption")


def _name_spans(spans: pl.DataFrame, mark: str) -> pl.DataFrame:
    return spans.select("_row", pl.col("begin", "end").cast(pl.UInt32), pl.lit(mark, MARK).alias("mark"))
