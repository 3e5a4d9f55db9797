"""run.json: what was asked, what was read, what was left out and why."""

import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from ..params import Params, ScanOptions
from ..run import Run
from .contract import SCHEMA_VERSION
from .tables import Tables

LIBRARIES = ("click", "datasketch", "numba", "numpy", "polars", "scipy", "selectolax", "xxhash")


def make_manifest(run: Run, tables: Tables, params: Params, options: ScanOptions) -> dict[str, Any]:
    """Return run.json: only `timings` differs between two runs over the same input."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": "dedup-news",
        "version": version("dedup-news"),
        "params": asdict(params),
        "options": {name: _plain(value) for name, value in asdict(options).items()},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "counts": make_counts(run, tables),
        "timings": {stage: round(seconds, 4) for stage, seconds in run.timings.items()},
        "skipped": run.skipped.sort("path", "line").to_dicts(),
    }


def make_counts(run: Run, tables: Tables) -> dict[str, Any]:
    """Return what was found, read, skipped and clustered; read + skipped = found."""
    clusters = tables.clusters.select("level", "kind", "role", "first_verdict").collect()
    return {
        **run.counts,
        "found": run.articles.height + run.skipped.height,
        "read": run.articles.height,
        "skipped": run.skipped.height,
        "skipped_by_reason": count_by(run.skipped, "reason"),
        "outlets": run.articles.filter(pl.col("outlet") != "")["outlet"].n_unique(),
        "languages": count_by(run.articles, "language"),
        "page_kinds": count_by(run.pages, "page_kind"),
        "blocks": run.blocks.height,
        "article_clusters": count_by(clusters.filter(pl.col("level") == "article"), "kind"),
        "block_clusters": {
            role: count_by(clusters.filter(pl.col("level") == "block", pl.col("role") == role), "kind")
            for role in count_by(clusters.filter(pl.col("level") == "block"), "role")
        },
        "block_clusters_explained": tables.explained,
        "verdicts": count_by(clusters.filter(pl.col("level") == "article"), "first_verdict"),
    }


def count_by(frame: pl.DataFrame, column: str) -> dict[str, int]:
    """Return how many rows hold each value, most frequent first, "unknown" for none."""
    value = pl.col(column).cast(pl.String).replace("", None).fill_null("unknown").alias("value")
    tally = frame.group_by(value).agg(rows=pl.len()).sort("rows", "value", descending=[True, False])
    return dict(tally.iter_rows())


def write_manifest(manifest: dict[str, Any], path: Path) -> None:
    """Write run.json, readable by eye."""
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value
