"""INGEST, index -> POOL: new articles and their candidates, as units of one numbering."""

import json
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ..dates import choose_published
from ..index.articles import frame_texts
from ..index.snapshot import Snapshot, read_rows, read_texts
from ..ingest import Ingest
from ..schema import CREDITS, LABELLED, PUBLISHED, TIME
from ..tokens import Words
from ..units import make_article_units, make_block_units
from .furniture import take_out_furniture

BLOCK = ("article", "ordinal", "role", "key", "words", "token_begin")


class Pool(NamedTuple):
    """
    New articles and indexed ones, `article` counting on from the new.

    `others` has a row an indexed article: article, and the columns of the catalog.
    """

    new: int  # so many articles are new
    others: pl.DataFrame
    units: pl.DataFrame  # UNITS, article level, `unit` equal to `article`
    own: Words
    blocks: pl.DataFrame  # UNITS, block level
    words: Words


def gather_pool(ingest: Ingest, snapshot: Snapshot | None, numbers: list[int]) -> Pool:
    """Return the articles of `ingest` and, if there is an index, those of it with these numbers."""
    new, before = len(ingest.articles), len(ingest.words.hashes)
    blocks, pages, words = ingest.blocks.select(BLOCK), ingest.pages, ingest.words
    others = pl.DataFrame(schema={"article": pl.UInt32})
    if snapshot is not None:
        rows = read_rows(snapshot, numbers)
        others = rows.with_columns(article=pl.int_range(new, new + pl.len(), dtype=pl.UInt32))
        kept = read_texts(snapshot, np.array(numbers, dtype=np.int64))
        old_blocks, old_pages, old_words = frame_texts(kept)
        shift = pl.col("article") + pl.lit(new, dtype=pl.UInt32)
        old_blocks = old_blocks.with_columns(shift, pl.col("token_begin") + before)
        outlets = pl.concat([ingest.articles.select("article", "outlet"), others.select("article", "outlet")])
        blocks = take_out_furniture(pl.concat([blocks, old_blocks.select(BLOCK)]), outlets, new)
        pages = pl.concat([pages, old_pages.with_columns(shift)])
        words = Words(*(np.concatenate([words[i], old_words[i]]) for i in range(2)))
    units, own = make_article_units(blocks, pages, words)
    return Pool(new, others, units, own, make_block_units(blocks, first=len(units)), words)


def describe_sources(pool: Pool, ingest: Ingest) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return LABELLED, PUBLISHED and CREDITS of all, as origins takes them."""
    rows = pool.others.to_dicts()
    names = ("article", "article_id", "path", "outlet", "title", "language")
    articles = [{name: row[name] for name in names} for row in rows]
    dates = [row | json.loads(row["basis"]) for row in rows if row["basis"]]
    credited = [
        {"article": row["article"], **said}
        for row in rows
        if row["credits"]
        for said in json.loads(row["credits"])
    ]
    return (
        pl.concat([ingest.articles.select(LABELLED.names()), pl.DataFrame(articles, schema=LABELLED)]),
        pl.concat([choose_published(ingest.dates), _frame_published(dates)]),
        pl.concat([ingest.credits, pl.DataFrame(credited, schema=CREDITS)]),
    )


def _frame_published(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return PUBLISHED of rows in which times are microseconds and enumerated values texts."""
    plain = {name: pl.Int64() if kind == TIME else kind for name, kind in PUBLISHED.items()}
    found = pl.DataFrame(rows, schema=plain).cast(PUBLISHED)
    sure = pl.when(pl.col("conflict") == "")  # the index keeps of a contradiction only what it is
    return found.with_columns(surely_from=sure.then("earliest"), surely_to=sure.then("latest"))
