"""The tables of a run as Parquet: typed, unguarded, complete."""

from pathlib import Path

import polars as pl

from .contract import SCHEMA_VERSION
from .dossier import Dossier
from .outlets import make_links_table, make_outlets_table
from .versions import make_versions_table


def write_parquet(dossier: Dossier, folder: Path) -> list[Path]:
    """Write articles, clusters, members, outlets, versions and links into `folder`, and return the files."""
    tables: dict[str, pl.DataFrame] = {
        "articles": dossier.articles,
        "clusters": dossier.clusters,
        "members": dossier.members,
        "outlets": make_outlets_table(dossier),
        "versions": make_versions_table(dossier),
        "links": make_links_table(dossier),
    }
    paths = [folder / f"{name}.parquet" for name in tables]
    for path, table in zip(paths, tables.values(), strict=True):
        table.write_parquet(path, compression="zstd", metadata={"schema_version": str(SCHEMA_VERSION)})
    return paths
