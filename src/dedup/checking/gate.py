"""Paths, an index and rules -> the report of a check: what `dedup check` does from end to end."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import polars as pl

from ..baselines import mark_known, read_baseline
from ..index.snapshot import open_snapshot
from ..index.store import add_articles
from ..ingest import Ingest, read_ingests
from ..params import Params, ScanOptions
from ..pipeline import Known
from ..reports.findings import CheckReport
from ..rules import RuleOptions
from .check import check_ingest
from .findings import make_findings

Report = Callable[[str, int, int], None]  # stage, done, total


def run_check(
    paths: Sequence[str],
    reading: ScanOptions,
    rules: RuleOptions,
    params: Params,
    report: Report,
    *,
    against: Path | None = None,
    add: bool = False,
    baseline: Path | None = None,
    wait_seconds: float = 0.0,
) -> CheckReport:
    """
    Check what is under `paths`; with `add`, put it into the index if nothing failed.

    Raises
    ------
    InputError
        If nothing is found under `paths`.
    ParameterError
        If the baseline is none, or `add` has no index.
    IndexMismatch
        If the index is missing, made by other rules, damaged, or cannot be written.

    """
    known = read_baseline(baseline) if baseline else {}
    agencies = Known.read(reading).agencies
    # The index is opened first: a wrong path is said before anything is read.
    with open_snapshot(against, params) if against else nullcontext() as snapshot:
        (ingest,) = read_ingests(paths, reading, report, whole=True)
        findings = make_findings(check_ingest(ingest, snapshot, agencies, params), rules)
    told = mark_known(findings, known)
    failed = any(row["severity"] == "error" and not row["known"] for row in told)
    if add and against and not failed:
        add_articles(against, [ingest], params, wait_seconds=wait_seconds)
    return CheckReport(
        told, _list_articles(ingest), ingest.skipped.to_dicts(), str(against or ""), failed=failed
    )


def _list_articles(ingest: Ingest) -> list[dict[str, str]]:
    return ingest.articles.select("article_id", "path", pl.col("title")).to_dicts()
