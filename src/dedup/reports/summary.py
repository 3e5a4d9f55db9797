"""What a run found, in one small value: the terminal and JSON say the same because of it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from ..run import Run
from .contract import SCHEMA_VERSION, TABLES
from .manifests import make_counts
from .published import find_published
from .tables import Tables

# How much of a time its precision lets us say; a finer one would be invented.
_SHOWN = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "hour": "%Y-%m-%d %H:00 UTC"}
_TO_THE_MINUTE = "%Y-%m-%d %H:%M UTC"


def make_summary(run: Run, tables: Tables, *, folder: Path, files: list[str], top: int) -> dict[str, Any]:
    """
    Return counts, the `top` best ranked clusters and the files of a run, as plain values.

    Every cluster has the columns of clusters.csv, `oldest_known` (the article its first
    row in members.csv is of), `partial` (pages that hold a part of it, and how much),
    `versions` (what an outlet changed in its own story) and `first_shown`: its first known
    publication as far as its precision goes; a day is the day of the newsroom, not of UTC.
    """
    ranked = tables.clusters.head(top).collect()
    shown = _show_times(ranked, run)
    members, updates = (
        table.join(ranked.lazy(), on="cluster_id", how="semi", maintain_order="left").collect()
        for table in (tables.members, tables.versions)
    )
    oldest = members.unique("cluster_id", keep="first", maintain_order=True)
    oldest = oldest.select("cluster_id", oldest_known="article_id")
    ranked = ranked.join(oldest, on="cluster_id", how="left", maintain_order="left")
    parts, versions = _list_partial(members), _list_versions(updates)
    rows = [
        row
        | {"first_shown": text, "partial": parts.get(row["cluster_id"], [])}
        | {"versions": versions.get(row["cluster_id"], [])}
        for row, text in zip(ranked.to_dicts(), shown, strict=True)
    ]
    sizes = {f"{name}.csv": _count_rows(getattr(tables, name)) for name in TABLES}
    return {
        "schema_version": SCHEMA_VERSION,
        "counts": make_counts(run, tables),
        "clusters": rows,
        "clusters_listed": sizes["clusters.csv"],
        "output": str(folder),
        "files": {name: sizes.get(name) for name in files},
    }


def _count_rows(table: pl.LazyFrame) -> int:
    return int(table.select(pl.len()).collect().item())


def _list_partial(members: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return by cluster the pages that hold a part of it, the one that holds most first."""
    rows = members.filter(pl.col("relation") == "partial").sort(
        "core_share", "article_id", descending=[True, False], nulls_last=True
    )
    told = pl.struct("article_id", "outlet", pl.col("page_share", "core_share").round(4))
    return dict(rows.group_by("cluster_id", maintain_order=True).agg(told.alias("partial")).iter_rows())


def _list_versions(versions: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return by cluster what each later version of an outlet changed, in the order of time."""
    return versions.rows_by_key("cluster_id", named=True)


def _show_times(ranked: pl.DataFrame, run: Run) -> list[str]:
    """Return each first publication as text; "" where it is not known."""
    ends = (
        find_published(run.dates)
        .group_by(
            first_published_at="published_at", first_precision=pl.col("published_precision").cast(pl.String)
        )
        .agg(pl.col("published_until").min())
    )
    dated = ranked.join(
        ends, on=["first_published_at", "first_precision"], how="left", maintain_order="left"
    ).select("first_published_at", "published_until", "first_precision")
    return [_show_time(*row) for row in dated.iter_rows()]


def _show_time(begin: datetime | None, end: datetime | None, precision: str) -> str:
    if begin is None:
        return ""
    pattern = _SHOWN.get(precision, _TO_THE_MINUTE)
    # The middle of a day in any inhabited zone falls on that day in UTC; its midnight need not.
    middle = begin + (end - begin) / 2 if end is not None and "H" not in pattern else begin
    return middle.strftime(pattern)
