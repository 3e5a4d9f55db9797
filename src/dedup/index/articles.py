"""INGEST -> what an index keeps of articles: a row of the catalog each, and their words."""

from typing import Any

import numpy as np
import polars as pl
import xxhash
from numpy.typing import NDArray

from ..dates import choose_published
from ..ingest import Ingest
from ..kernels.compiling import add_up
from ..kernels.words import hash_keys
from ..schema import OWN_ROLES, PAGE_KIND, PAGES, ROLE
from ..tokens import Words, gather_words
from ..units import COMPARED_ROLES
from .catalog import COLUMNS
from .layout import Segment
from .texts import Texts, unpack_texts

CONTENT = ("title", "outlet", "published", "modified", "credit", "url", "text")
# A photo credit says nothing about the text, and who is cited has not written it.
TEXT_CREDITS = ("text", "self", "via")

CATALOG = pl.Schema(
    {
        name: pl.Int64
        if name in {"number", "version", "content", "words", "earliest", "latest", "added", "replaced_by"}
        else pl.String
        for name in COLUMNS
    }
)


def frame_rows(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    """Return rows of the catalog as a frame, CATALOG."""
    return pl.DataFrame(rows, schema=CATALOG, orient="row")


def describe_articles(ingest: Ingest) -> pl.DataFrame:
    """Return a row for every article: the columns of the catalog that do not depend on the index."""
    published = choose_published(ingest.dates).select(
        "article",
        pl.col("earliest", "latest").cast(pl.Int64),
        pl.col("precision").cast(pl.String),
        basis=pl.struct(
            pl.col("zone_basis", "grade", "kind").cast(pl.String), "raw", "source", "begin", "conflict"
        ).struct.json_encode(),
    )
    credited = ingest.credits.filter(pl.col("role").is_in(TEXT_CREDITS)).group_by("article")
    own = ingest.blocks.filter(pl.col("role").is_in(OWN_ROLES)).group_by("article")
    rows = ingest.articles.select(
        "article",
        "article_id",
        "path",
        "outlet",
        "language",
        title=_titles(ingest),
        content=_hash_content(ingest),
    )
    for frame in (
        ingest.pages.select("article", pl.col("page_kind").cast(pl.String)),
        own.agg(pl.col("words").sum().cast(pl.Int64)),
        published,
        credited.agg(credits=_quote_credits()),
    ):
        rows = rows.join(frame, on="article", how="left", maintain_order="left")
    return rows.with_columns(
        pl.col("words").fill_null(0), pl.col("precision", "basis", "credits").fill_null("")
    )


def _quote_credits() -> pl.Expr:
    said = pl.struct(
        pl.col("role").cast(pl.String), "creditor", "raw", "source", "begin", "end"
    ).struct.json_encode()
    return pl.format("[{}]", said.str.join(","))


def _titles(ingest: Ingest) -> pl.Series:
    """Return the title of every article: of its metadata, else its first headline."""
    heads = ingest.blocks.filter(pl.col("role") == "headline").sort("article", "ordinal")
    heads = heads.unique("article", keep="first", maintain_order=True).select("article", "begin", "end")
    placed = ingest.articles.select("article", "title", "text").join(
        heads, on="article", how="left", maintain_order="left"
    )
    shown = pl.col("text").str.slice(pl.col("begin"), pl.col("end") - pl.col("begin")).fill_null("")
    title = pl.when(pl.col("title") == "").then(shown.str.head(200)).otherwise("title")
    return placed.select(title.alias("title"))["title"]


def _hash_content(ingest: Ingest) -> pl.Series:
    """Return 64 bits of everything that is kept or compared of an article: equal means unchanged."""
    whole = ingest.articles.select(pl.concat_str(CONTENT, separator="\x1f"))["title"].to_list()
    digests = np.fromiter((xxhash.xxh3_64_intdigest(text.encode()) for text in whole), np.uint64, len(whole))
    return pl.Series(digests.view(np.int64))  # SQLite knows signed numbers only


def take_texts(ingest: Ingest, articles: NDArray[np.int64]) -> Texts:
    """Return the texts of `articles`, ascending, numbered from 0."""
    order = pl.DataFrame({"article": articles.astype(np.uint32), "row": np.arange(len(articles))})
    compared = pl.col("role").is_in(COMPARED_ROLES) & (pl.col("words") > 0)
    blocks = ingest.blocks.filter(compared).join(order, on="article").sort("row", "ordinal")
    begin, count = (blocks[name].to_numpy().astype(np.int64) for name in ("token_begin", "words"))
    kinds = order.join(ingest.pages, on="article", how="left", maintain_order="left")["page_kind"]
    numbers = kinds.to_physical().to_numpy().astype(np.uint8)
    frame = blocks.select("role", "words", article="row")
    return Texts(numbers, frame, gather_words(ingest.words, begin, count))


def frame_texts(texts: Texts) -> tuple[pl.DataFrame, pl.DataFrame, Words]:
    """Return `texts` as what units are made of: blocks, pages and words; `article` is the row."""
    count = texts.blocks["words"].to_numpy().astype(np.int64)
    end = np.cumsum(count)
    keys = np.zeros(len(count), dtype=np.uint64)
    hash_keys(texts.words.hashes, end - count, end, keys)
    blocks = texts.blocks.select(
        pl.col("article").cast(pl.UInt32),
        "role",
        pl.col("words").cast(pl.UInt32),
        ordinal=pl.int_range(pl.len(), dtype=pl.UInt32).over("article"),
        key=pl.Series(keys),
        token_begin=pl.Series((end - count).astype(np.uint64)),
    )
    pages = pl.DataFrame({"page_kind": texts.kinds}).select(
        pl.col("page_kind").cat.to(PAGE_KIND),
        article=pl.int_range(pl.len(), dtype=pl.UInt32),
        page_reason=pl.lit(""),
    )
    return blocks, pages.select(PAGES.names()), texts.words


def gather_texts(
    segments: list[Segment], numbers: list[NDArray[np.int64]], wanted: NDArray[np.int64]
) -> Texts:
    """
    Return the texts of the articles with these numbers, in ascending order of number.

    Raises
    ------
    IndexMismatch
        If a segment is damaged.

    """
    parts, order = [], []
    for segment, held in zip(segments, numbers, strict=True):
        within = wanted[wanted <= held[-1]]
        rows = np.searchsorted(held, within)
        rows = rows[held[rows] == within]
        if len(rows):
            parts.append(unpack_texts(segment, rows))
            segment.release()
            order.append(held[rows])
    if not parts:
        return unpack_nothing()
    return sort_texts(join_texts(parts), np.argsort(np.concatenate(order), kind="stable"))


def unpack_nothing() -> Texts:
    """Return no texts at all."""
    blocks = pl.DataFrame(schema={"article": pl.Int64, "role": ROLE, "words": pl.Int64})
    empty = Words(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.uint8))
    return Texts(np.empty(0, dtype=np.uint8), blocks, empty)


def join_texts(parts: list[Texts]) -> Texts:
    """Return several texts as one, numbered on."""
    firsts = add_up([len(part.kinds) for part in parts[:-1]]).tolist()
    frames = [
        part.blocks.select(pl.col("article").cast(pl.Int64) + first, "role", pl.col("words").cast(pl.Int64))
        for part, first in zip(parts, firsts, strict=True)
    ]
    words = Words(*(np.concatenate([part.words[i] for part in parts]) for i in range(2)))
    return Texts(np.concatenate([part.kinds for part in parts]), pl.concat(frames), words)


def sort_texts(texts: Texts, order: NDArray[np.int64]) -> Texts:
    """Return `texts` in another order."""
    if (np.diff(order) == 1).all():
        return texts
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    count = texts.blocks["words"].to_numpy().astype(np.int64)
    blocks = texts.blocks.with_columns(
        article=pl.Series(place[texts.blocks["article"].to_numpy()]),
        begin=pl.Series(np.cumsum(count) - count),
    ).sort("article", "begin")
    begin, count = (blocks[name].to_numpy().astype(np.int64) for name in ("begin", "words"))
    return Texts(texts.kinds[order], blocks.drop("begin"), gather_words(texts.words, begin, count))
