"""What a reader sees: one state of the index, whatever is written meanwhile."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..kernels.runs import REPRESENTATIVES
from ..params import LevelParams, Params
from .articles import frame_rows, gather_texts
from .catalog import Catalog
from .layout import Segment
from .postings import SAMPLE, SHORT_TEXT, TEXT, Postings, find_hits
from .segments import SegmentMissing, open_segment
from .texts import Texts

TRIES = 5  # a compaction may delete a segment between our reading its name and opening it
NAMED_COPIES = 8  # articles named of those that hold a block or a text


class Snapshot(NamedTuple):
    """The catalog, inside a transaction, and the segments it named when that began."""

    catalog: Catalog
    segments: list[Segment]
    numbers: list[NDArray[np.int64]]  # of each segment's rows
    removed: NDArray[np.int64]


@contextmanager
def open_snapshot(folder: Path, params: Params | None) -> Iterator[Snapshot]:
    """
    Give the present state of an index; with `params`, only if it was made with them.

    Raises
    ------
    IndexMismatch
        If the index is missing, made by other rules, or damaged.

    """
    catalog, segments = _open(folder, params, TRIES)
    with closing(catalog):
        numbers = [segment.array("numbers").astype(np.int64) for segment in segments]
        yield Snapshot(catalog, segments, numbers, np.array(catalog.removed(), dtype=np.int64))


def _open(folder: Path, params: Params | None, tries: int) -> tuple[Catalog, list[Segment]]:
    catalog = Catalog(folder, write=False)
    try:
        if params is not None:
            catalog.check_rules(params)
        return catalog, [open_segment(folder, entry) for entry in catalog.segments()]
    except BaseException as problem:
        catalog.close()
        if isinstance(problem, SegmentMissing) and tries > 1:
            return _open(folder, params, tries - 1)
        raise


def find_candidates(snapshot: Snapshot, asked: Postings, params: Params) -> pl.DataFrame:
    """
    Return the indexed articles that may share text with those asked about.

    Returns
    -------
    frame (article, number: Int64, whole: Boolean, more: Boolean), sorted
        `article` of `asked`, `number` of the index.  `whole`: their own texts may be alike,
        for they have `min_shared` samples or a posting of a text in common; else they meet
        in a block only.  `more`: so may be those of others, which are not named.

    """
    level = params.article
    hits = _find_hits(snapshot, asked, level)
    named = hits.filter(pl.col("number").rank("ordinal").over("which") <= pl.col("at_most"))
    enough = pl.col("sample").sum() >= level.min_shared
    met = named.group_by("article", "number").agg(
        whole=enough | pl.col("kind").is_in([TEXT, SHORT_TEXT]).any(), lone=pl.col("sample").all()
    )
    met = met.filter(pl.col("whole") | ~pl.col("lone")).drop("lone")
    met = met.join(_count_holders(hits, level), on="article", how="left")
    alike = pl.min_horizontal(pl.col("whole").sum().over("article"), level.max_frequency)
    more = (pl.col("holders") > alike).fill_null(value=False)
    return met.select("article", "number", "whole", more=more).sort("article", "number")


def _find_hits(snapshot: Snapshot, asked: Postings, level: LevelParams) -> pl.DataFrame:
    """
    Return article, kind, sample, which, number, total, at_most: a row for a posting and who holds it.

    `which` posting of `asked` it is; of the `total` that hold it, or more, `at_most` are to be named.
    """
    found, total = [], np.zeros(len(asked.hashes), dtype=np.int64)
    for segment, numbers in zip(snapshot.segments, snapshot.numbers, strict=True):
        gone = np.isin(numbers, snapshot.removed)
        which, rows, count = find_hits(segment, asked.hashes, gone, level.max_frequency + 1)
        segment.release()
        total += count
        found.append(pl.DataFrame({"which": which, "number": numbers[rows]}))
    hits = pl.concat(found) if found else pl.DataFrame(schema={"which": pl.Int64, "number": pl.Int64})
    which = hits["which"].to_numpy()
    hits = hits.with_columns(
        article=pl.Series(asked.articles[which]),
        kind=pl.Series(asked.kinds[which]),
        sample=pl.Series(asked.kinds[which] == SAMPLE),
        total=pl.Series(total[which]),
    )
    # Two articles stand for all that hold a stock phrase, as two units do for a large bucket.
    frequent = pl.col("sample") & (pl.col("total") > level.max_frequency)
    at_most = (
        pl.when(frequent)
        .then(REPRESENTATIVES)
        .when("sample")
        .then(level.max_frequency)
        .otherwise(NAMED_COPIES)
    )
    return hits.with_columns(at_most=at_most)


def _count_holders(hits: pl.DataFrame, level: LevelParams) -> pl.DataFrame:
    """
    Return article, holders: how many have its text, or as many parts of it as a copy has.

    Of those alone of whom not all are named; beyond `max_frequency` they are not counted.
    """
    cut = hits.filter(pl.col("total") > pl.col("at_most")).unique("which")
    cut = cut.filter(pl.col("kind").is_in([TEXT, SAMPLE, SHORT_TEXT]))
    parts = pl.col("total").filter(pl.col("kind") != TEXT).top_k(level.min_shared)
    parts = pl.when(parts.len() == level.min_shared).then(parts.min())
    text = pl.col("total").filter(pl.col("kind") == TEXT).max()
    return cut.group_by("article").agg(holders=pl.max_horizontal(text, parts))


def read_rows(snapshot: Snapshot, numbers: list[int]) -> pl.DataFrame:
    """Return the catalog's rows of these articles, sorted by number."""
    return frame_rows(snapshot.catalog.find("number", numbers))


def read_texts(snapshot: Snapshot, wanted: NDArray[np.int64]) -> Texts:
    """Return the texts of the articles with these numbers; see `gather_texts`."""
    return gather_texts(snapshot.segments, snapshot.numbers, wanted)
