"""An index -> Parquet, and one index into another."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from ..errors import IndexMismatch
from ..params import Params
from ..writing import name_refusal
from .articles import frame_rows
from .catalog import COLUMNS, Catalog
from .known import add_known
from .segments import BATCH, MAX_ARTICLES, merge_small, put_segment
from .snapshot import Snapshot, open_snapshot, read_texts
from .store import Added, write_catalog
from .texts import Texts

TIMES = ("earliest", "latest", "added")


def export_index(folder: Path, file: Path) -> int:
    """
    Write a row for every article and version to a Parquet file; return how many.

    The columns are those of the catalog, times as timestamps in UTC, and `roles` and
    `block_words`: of each block in order, what it is and how many words it has.
    """
    with open_snapshot(folder, None) as snapshot:
        rows = frame_rows(list(snapshot.catalog.listed()))
        shapes = [_describe_blocks(snapshot, part) for part in rows.select("number").iter_slices(BATCH)]
    table = rows.join(pl.concat(shapes), on="number", how="left", maintain_order="left") if shapes else rows
    table = table.with_columns(
        pl.from_epoch(pl.col(name), "us").dt.replace_time_zone("UTC") for name in TIMES
    )
    with name_refusal():
        table.write_parquet(file, compression="zstd")
    return len(table)


def _describe_blocks(snapshot: Snapshot, part: pl.DataFrame) -> pl.DataFrame:
    numbers = part["number"].to_numpy()
    blocks = read_texts(snapshot, numbers).blocks
    listed = blocks.group_by("article", maintain_order=True).agg(
        roles=pl.col("role").cast(pl.String), block_words=pl.col("words").cast(pl.UInt32)
    )
    names = pl.DataFrame({"number": numbers, "article": np.arange(len(numbers))})
    return names.join(listed.with_columns(pl.col("article").cast(pl.Int64)), on="article", how="left").drop(
        "article"
    )


def merge_index(folder: Path, other: Path, params: Params, *, wait_seconds: float = 0.0) -> Added:
    """
    Take the articles of another index in: all, or none.

    An article that is new here comes with all its versions.  One that is known comes with
    its newest, as a new version, if that has other content.

    Raises
    ------
    IndexMismatch
        If either was made by other rules, is missing or damaged, or both are one.

    """
    if folder.resolve() == other.resolve():
        raise IndexMismatch(f"{other} is the index to merge into; name another")
    with write_catalog(folder, params, wait_seconds) as catalog, open_snapshot(other, params) as theirs:
        rows = add_known(catalog, frame_rows(list(theirs.catalog.listed())))
        newest = pl.col("replaced_by").is_null()
        fresh = rows.filter(
            pl.col("old_number").is_null() | (newest & (pl.col("content") != pl.col("old_content")))
        )
        for part in fresh.iter_slices(MAX_ARTICLES):
            _copy_segment(catalog, theirs, part["number"], _renumber(catalog, fresh, part["number"]), params)
        _insert(catalog, fresh)
        merge_small(catalog, params)
    changed = fresh.filter(pl.col("old_number").is_not_null())
    added = fresh.filter(pl.col("old_number").is_null() & newest)
    return Added(len(added), len(changed), len(rows.filter(newest)) - len(added) - len(changed))


def _copy_segment(
    catalog: Catalog, theirs: Snapshot, numbers: pl.Series, ours: pl.Series, params: Params
) -> None:
    """Make a segment of articles of another index, numbered as ours."""

    def read() -> Iterator[Texts]:
        for batch in np.split(numbers.to_numpy(), range(BATCH, len(numbers), BATCH)):
            yield read_texts(theirs, batch)

    put_segment(catalog, ours.to_numpy(), read, [], params)


def _renumber(catalog: Catalog, fresh: pl.DataFrame, numbers: pl.Series) -> pl.Series:
    """Return the numbers that theirs get here; null stays null."""
    first = int(catalog.meta["next_number"])
    ours = pl.int_range(first, first + len(fresh), eager=True)
    return numbers.replace_strict(fresh["number"], ours, default=None, return_dtype=pl.Int64)


def _insert(catalog: Catalog, fresh: pl.DataFrame) -> None:
    placed = fresh.with_columns(
        number=_renumber(catalog, fresh, fresh["number"]),
        replaced_by=_renumber(catalog, fresh, fresh["replaced_by"]),
        version=pl.when(pl.col("old_number").is_null()).then("version").otherwise(pl.col("old_version") + 1),
    )
    catalog.insert(placed.select(COLUMNS).rows())
    catalog.replace(placed.filter(pl.col("old_number").is_not_null()).select("number", "old_number").rows())
    catalog.set_meta(next_number=str(int(catalog.meta["next_number"]) + len(fresh)))
