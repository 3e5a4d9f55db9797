"""The tables of a run as Parquet: typed, unguarded, complete."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from .contract import SCHEMA_VERSION


def write_parquet(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write each table into `folder`, as a file of its name."""
    marks = {"schema_version": str(SCHEMA_VERSION)}
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet", compression="zstd", metadata=marks)
