"""What changes an index: create, add, remove, compact.  A change is one transaction or did not happen."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ..errors import IndexMismatch
from ..ingest import Ingest
from ..params import Params
from .articles import describe_articles, join_texts, lay_out, sort_texts, take_texts, tuple_rows
from .catalog import COLUMNS, FILE, Catalog, create_catalog, describe_rules, name_failures
from .layout import SUFFIX, Entry, Segment, flush_folder, write_segment
from .locks import lock_writer
from .postings import make_postings, pack_postings
from .texts import Texts, pack_texts, unpack_texts

SEGMENTS = "segments"
FANOUT = 4  # segments of about one size that are merged, so that n articles stand in O(log n) segments
MAX_ARTICLES = 1 << 17  # of a merged segment: merging needs about 12 KB of memory an article


class Added(NamedTuple):
    """What adding did, in articles."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def create_index(folder: Path, params: Params) -> None:
    """
    Make an empty index.

    Raises
    ------
    IndexMismatch
        If there is anything at `folder`, or it cannot be written.

    """
    with name_failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise IndexMismatch(
                f"{folder} is not empty; name a new folder, or use dedup index add {folder} PATH..."
            )
        (folder / SEGMENTS).mkdir()
        create_catalog(folder, params)
        flush_folder(folder)


def add_articles(
    folder: Path, ingests: Iterable[Ingest], params: Params, *, wait_seconds: float = 0.0
) -> Added:
    """
    Add all articles of all batches, or none.

    An article that is there with the same content is left alone; with other content it
    becomes a new version, and the old one is kept as an old version.

    Raises
    ------
    IndexMismatch
        If the index is missing, made by other rules, being written, or cannot be written.

    """
    with write_catalog(folder, params, wait_seconds) as catalog:
        done = [_add_batch(catalog, ingest, params) for ingest in ingests]
        merge_small(catalog, params)
    return Added(*(sum(column) for column in zip(*done, strict=True))) if done else Added()


def remove_articles(
    folder: Path, where: list[tuple[str, tuple[Any, ...]]], params: Params, *, wait_seconds: float = 0.0
) -> int:
    """Remove the articles, all versions, for which any of `where` (SQL condition, values) holds."""
    with write_catalog(folder, params, wait_seconds) as catalog:
        return sum(catalog.remove(condition, *values) for condition, values in where)


def compact_index(
    folder: Path, params: Params, *, wait_seconds: float = 0.0, migrate: bool = False
) -> tuple[int, int]:
    """
    Merge segments and drop what was removed; return the bytes of all segments before and after.

    With `migrate`, an index made with other params is made again with these.
    """
    with write_catalog(folder, None if migrate else params, wait_seconds) as catalog:
        before = catalog.segments()
        if migrate:
            catalog.set_meta(params=describe_rules(params)["params"])
            catalog.check_rules(params)
        for batch in _fill(before):
            merge_segments(catalog, batch, params)
        after = catalog.segments()
    return sum(entry.file_bytes for entry in before), sum(entry.file_bytes for entry in after)


@contextmanager
def write_catalog(folder: Path, params: Params | None, wait_seconds: float) -> Iterator[Catalog]:
    """Give the catalog to one writer and commit at the end; after any failure nothing has changed."""
    if not (folder / FILE).is_file():
        Catalog(folder, write=True)  # says what is missing
    with lock_writer(folder, wait_seconds):
        catalog = Catalog(folder, write=True)
        try:
            if params is not None:
                catalog.check_rules(params)
            sweep(catalog)
            yield catalog
            catalog.commit()
            sweep(catalog)
        finally:
            catalog.close()


def sweep(catalog: Catalog) -> None:
    """Delete files that no catalog names: left by a writer that died, or merged away."""
    named = {entry.name + SUFFIX for entry in catalog.segments()}
    with name_failures(catalog.folder):
        for path in sorted((catalog.folder / SEGMENTS).iterdir()):
            if path.name not in named and path.name.endswith((SUFFIX, ".tmp")):
                path.unlink(missing_ok=True)


def _add_batch(catalog: Catalog, ingest: Ingest, params: Params) -> Added:
    rows = describe_articles(ingest)
    known = find_known(catalog, rows["article_id"].to_list())
    rows = rows.join(known, on="article_id", how="left", maintain_order="left")
    fresh = rows.filter(pl.col("old_content").is_null() | (pl.col("old_content") != pl.col("content")))
    if fresh.is_empty():
        return Added(unchanged=len(rows))
    first = int(catalog.meta["next_number"])
    fresh = fresh.with_columns(
        number=pl.int_range(first, first + pl.len()),
        version=pl.col("old_version").fill_null(0) + 1,
        added=pl.lit(time.time_ns() // 1000),
        replaced_by=pl.lit(None, dtype=pl.Int64),
    )
    texts = take_texts(ingest, fresh["article"].to_numpy().astype(np.int64))
    put_segment(catalog, texts, fresh["number"].to_numpy(), [], params)
    changed = fresh.filter(pl.col("old_number").is_not_null())
    catalog.insert(tuple_rows(fresh, COLUMNS))
    catalog.replace(changed.select("number", "old_number").rows())
    catalog.set_meta(next_number=str(first + len(fresh)))
    return Added(len(fresh) - len(changed), len(changed), len(rows) - len(fresh))


def find_known(catalog: Catalog, ids: list[str]) -> pl.DataFrame:
    """Return article_id, old_number, old_version, old_content of the newest versions of these ids."""
    found = [dict(zip(COLUMNS, row, strict=True)) for row in catalog.find("article_id", ids)]
    rows = [
        (row["article_id"], row["number"], row["version"], row["content"])
        for row in found
        if row["replaced_by"] is None
    ]
    names = ["article_id", "old_number", "old_version", "old_content"]
    kinds = dict(zip(names, [pl.String, pl.Int64, pl.Int64, pl.Int64], strict=True))
    return pl.DataFrame(rows, schema=kinds, orient="row")


def put_segment(
    catalog: Catalog, texts: Texts, numbers: np.ndarray[Any, Any], old: list[Entry], params: Params
) -> None:
    """Write `texts` as a segment and let it take the place of `old`."""
    name = int(catalog.meta["next_segment"])
    arrays = {"numbers": numbers.astype("<u4"), **pack_texts(texts)}
    arrays |= pack_postings(make_postings(*lay_out(texts), params))
    with name_failures(catalog.folder):
        entry = write_segment(catalog.folder / SEGMENTS, f"{name:08d}", arrays)
    catalog.swap_segments(old, entry)
    catalog.set_meta(next_segment=str(name + 1))


def merge_small(catalog: Catalog, params: Params) -> None:
    """Merge segments of about one size until fewer than FANOUT of any size are left."""
    while True:
        tiers: dict[int, list[Entry]] = {}
        for entry in catalog.segments():
            tiers.setdefault(entry.articles.bit_length() // 2, []).append(entry)
        full = [
            part[:FANOUT]
            for _, part in sorted(tiers.items())
            if len(part) >= FANOUT and sum(entry.articles for entry in part[:FANOUT]) <= MAX_ARTICLES
        ]
        if not full:
            return
        merge_segments(catalog, full[0], params)


def merge_segments(catalog: Catalog, entries: list[Entry], params: Params) -> None:
    """Make one segment of several, without what was removed."""
    removed = np.array(catalog.removed(), dtype=np.int64)
    parts, numbers = [], []
    for entry in entries:
        segment = open_segment(catalog.folder, entry)
        held = segment.array("numbers").astype(np.int64)
        rows = np.flatnonzero(~np.isin(held, removed))
        parts.append(unpack_texts(segment, rows))
        numbers.append(held[rows])
        catalog.forget_removed(np.intersect1d(held, removed).tolist())
    kept = np.concatenate(numbers)
    if len(kept):
        # A merged segment is named after younger ones and holds older articles than they.
        order = np.argsort(kept)
        put_segment(catalog, sort_texts(join_texts(parts), order), kept[order], entries, params)
    else:
        catalog.swap_segments(entries, None)


def open_segment(folder: Path, entry: Entry) -> Segment:
    """Map a segment; see `Segment`."""
    try:
        return Segment(folder / SEGMENTS, entry)
    except FileNotFoundError:
        path = folder / SEGMENTS / (entry.name + SUFFIX)
        raise IndexMismatch(
            f"{path} is missing; restore it, or see what is lost with dedup index verify"
        ) from None


def _fill(entries: list[Entry]) -> list[list[Entry]]:
    """Part segments into runs of at most MAX_ARTICLES articles."""
    batches: list[list[Entry]] = []
    for entry in entries:
        room = MAX_ARTICLES - sum(each.articles for each in batches[-1]) if batches else 0
        if entry.articles <= room:
            batches[-1].append(entry)
        else:
            batches.append([entry])
    return batches
