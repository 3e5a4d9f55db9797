"""What changes an index: create, add, remove, compact.  A change is one transaction or did not happen."""

import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ..errors import IndexMismatch
from ..ingest import Ingest
from ..params import Params
from .agreement import describe_rules
from .articles import describe_articles, take_texts
from .catalog import COLUMNS, FILE, Catalog, create_catalog, name_failures
from .known import add_known
from .layout import SUFFIX, flush_folder
from .locks import lock_writer
from .segments import FOLDER, fill_segments, merge_segments, merge_small, put_segment


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
        (folder / FOLDER).mkdir()
        create_catalog(folder, params)
        flush_folder(folder)


def add_articles(
    folder: Path, ingests: Iterable[Ingest], params: Params, *, wait_seconds: float = 0.0
) -> Added:
    """
    Add all articles of all batches, or none.

    An article that is there with the same content is left alone; with other content it
    becomes a new version, and the old one is kept as an old version.  The same id of
    another outlet is another article.

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
        for batch in fill_segments(before):
            merge_segments(catalog, batch, params)
        after = catalog.segments()
    return sum(entry.file_bytes for entry in before), sum(entry.file_bytes for entry in after)


@contextmanager
def write_catalog(folder: Path, params: Params | None, wait_seconds: float) -> Iterator[Catalog]:
    """Give the catalog to one writer and commit at the end; after any failure nothing has changed."""
    if not (folder / FILE).is_file():
        Catalog(folder, write=True)  # says what is missing
    with lock_writer(folder, wait_seconds), closing(Catalog(folder, write=True)) as catalog:
        if params is not None:
            catalog.check_rules(params)
        sweep(catalog)
        yield catalog
        catalog.commit()
        sweep(catalog)


def sweep(catalog: Catalog) -> None:
    """Delete files that no catalog names: left by a writer that died, or merged away."""
    named = {entry.name + SUFFIX for entry in catalog.segments()}
    with name_failures(catalog.folder):
        for path in sorted((catalog.folder / FOLDER).iterdir()):
            if path.name not in named and path.name.endswith((SUFFIX, ".tmp")):
                path.unlink(missing_ok=True)


def _add_batch(catalog: Catalog, ingest: Ingest, params: Params) -> Added:
    rows = add_known(catalog, describe_articles(ingest))
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
    put_segment(catalog, fresh["number"].to_numpy(), lambda: iter([texts]), [], params)
    changed = fresh.filter(pl.col("old_number").is_not_null())
    catalog.insert(fresh.select(COLUMNS).rows())
    catalog.replace(changed.select("number", "old_number").rows())
    catalog.set_meta(next_number=str(first + len(fresh)))
    return Added(len(fresh) - len(changed), len(changed), len(rows) - len(fresh))
