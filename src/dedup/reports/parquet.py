"""The tables of a run as Parquet: typed, unguarded, complete."""

from pathlib import Path

import polars as pl

from .contract import SCHEMA_VERSION
from .dossier import Dossier
from .outlets import make_outlet_totals
from .versions import make_versions_table


def write_parquet(dossier: Dossier, folder: Path) -> list[Path]:
    """Write the tables of a run, and the totals of its outlets, into `folder`, and return the files."""
    tables: dict[str, pl.DataFrame] = {
        "articles": dossier.articles,
        "clusters": dossier.clusters,
        "members": dossier.members,
        "outlets": dossier.outlets,
        "outlet_totals": make_outlet_totals(dossier),
        "versions": make_versions_table(dossier),
    }
    paths = [folder / f"{name}.parquet" for name in tables]
    for path, table in zip(paths, tables.values(), strict=True):
        table.write_parquet(path, compression="zstd", metadata={"schema_version": str(SCHEMA_VERSION)})
    return paths
