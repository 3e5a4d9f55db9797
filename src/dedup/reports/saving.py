"""A run saved: its tables as CSV files, its dossier and, on request, every block."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from ..params import Params, ScanOptions
from ..run import Run
from ..writing import name_refusal
from .contract import BLOCKS_TABLE, TABLES, settle
from .csvs import write_csv
from .dossier import draw_frames
from .folder import replace_folder
from .manifests import make_manifest, write_manifest
from .members import find_copies, is_member
from .saved import DOSSIER_FILE, write_dossier
from .tables import Tables


def write_run(folder: Path, run: Run, tables: Tables, params: Params, options: ScanOptions) -> list[str]:
    """
    Save a run in `folder`, whole or not at all, and return the names of its files.

    Raises
    ------
    DedupError
        If `folder` holds something else than a run, or cannot be written.

    """
    with replace_folder(folder) as fresh, ThreadPoolExecutor(1) as aside:
        written = aside.submit(_write_csvs, tables, fresh)
        if options.keep_blocks:
            blocks = make_blocks_table(run, find_copies(run))
            with name_refusal():
                blocks.write_parquet(fresh / "blocks.parquet", compression="zstd")
        manifest = make_manifest(run, tables, params, options)
        write_manifest(manifest, fresh / "run.json")
        write_dossier(draw_frames(run, tables), manifest, fresh / DOSSIER_FILE)
        written.result()
        return sorted(entry.name for entry in fresh.iterdir())


def _write_csvs(tables: Tables, folder: Path) -> None:
    for name, schema in TABLES.items():
        write_csv(getattr(tables, name).select(schema.names()), folder / f"{name}.csv")


def make_blocks_table(run: Run, copies: pl.DataFrame) -> pl.DataFrame:
    """Return blocks.parquet: every block of every page, with its block cluster or none."""
    members = copies.filter(pl.col("level") == "block", is_member())
    clustered = members.group_by("article", "ordinal").agg(pl.col("cluster_id").min())
    table = (
        run.blocks.join(run.articles.select("article", "article_id"), on="article", how="left")
        .join(clustered, on=["article", "ordinal"], how="left")
        .sort("article_id", "ordinal")
    )
    return settle(table, BLOCKS_TABLE)
