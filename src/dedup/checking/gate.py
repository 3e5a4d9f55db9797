"""Paths, an index and rules -> the report of a check: what `dedup check` does from end to end."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from ..baselines import mark_known, read_baseline
from ..corpus import Known, Report
from ..errors import ParameterError
from ..index.snapshot import open_snapshot
from ..index.store import add_articles
from ..ingest import read_ingests
from ..params import Params, ScanOptions
from ..reading import find_files
from ..reports.findings import CheckReport
from ..rules import RuleOptions
from .check import check_ingest
from .findings import make_findings


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
    if add and not against:
        raise ParameterError("nothing to add to: name the index with --against INDEX")
    accepted = read_baseline(baseline) if baseline else {}
    known = Known.read(reading)
    # The index is opened first: a wrong path is said before anything is read.
    with open_snapshot(against, params) if against else nullcontext() as snapshot:
        (ingest,) = read_ingests(paths, reading, report, whole=True)
        findings = make_findings(check_ingest(ingest, snapshot, known, params), rules)
    told = locate_findings(mark_known(findings, accepted), paths, reading)
    failed = any(row["severity"] == "error" and not row["known"] for row in told)
    if add and against and not failed:
        add_articles(against, [ingest], params, wait_seconds=wait_seconds)
    articles = ingest.articles.select("article_id", "path").to_dicts()
    return CheckReport(told, articles, ingest.skipped.to_dicts(), str(against or ""), failed=failed)


def locate_findings(
    findings: list[dict[str, Any]], paths: Sequence[str], reading: ScanOptions
) -> list[dict[str, Any]]:
    """
    Return the findings with `file` and `other_file`: where they are for whoever runs this.

    A path counts from the root that was read; an annotation must name a file from the
    folder the command runs in.  `other_file` is "" for what is only in the index.
    """
    files = find_files(paths, meta=reading.meta, root=reading.root, steady=reading.steady)
    places = {file.path: file.location for file in files}
    folders = {name: os.path.realpath(os.path.dirname(name)) for name in paths}
    named = {os.path.join(folder, os.path.basename(name)): name for name, folder in folders.items()}
    here = os.path.realpath(".")

    @cache  # thousands of records are one file
    def show(place: str) -> str:
        """Return the path of an opened file from here, as it can be printed."""
        # A pipe has no place: it is shown as the user named it.
        if not os.path.isfile(place):
            return named.get(place, "")
        shown = os.path.relpath(os.path.realpath(place), here).replace(os.sep, "/")
        # A name that is not UTF-8 must still be printable.
        return os.fsencode(shown).decode("utf-8", "backslashreplace")

    def locate(path: str) -> str:
        """Return the file that a path of a finding is in, or that path where it is in none."""
        # A file that really has "#L12" in its name is found under its whole name.
        return show(places.get(path) or places.get(path.partition("#L")[0], "")) or path

    return [
        row
        | {
            "file": locate(row["path"]),
            "other_file": locate(row["other_path"]) if row["other_in"] == "batch" else "",
        }
        for row in findings
    ]
