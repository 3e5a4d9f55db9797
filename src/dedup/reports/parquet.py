"""The tables of a run as Parquet: typed, unguarded, complete."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import polars as pl

from ..writing import name_refusal
from .contract import SCHEMA_VERSION
from .files import replace_file


def write_parquet(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write each table into `folder`, as a file of its name."""
    marks = {"schema_version": str(SCHEMA_VERSION)}
    for name, table in tables.items():
        replace_file(folder / f"{name}.parquet", partial(_write_table, table, marks))


def _write_table(table: pl.DataFrame, marks: dict[str, str], path: Path) -> None:
    with name_refusal():
        table.write_parquet(path, compression="zstd", metadata=marks)
