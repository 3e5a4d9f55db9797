"""Findings as a CSV file: the guards and the form of a run's tables."""

import tempfile
from pathlib import Path

import polars as pl

from .csvs import write_csv
from .findings import CheckReport

COLUMNS = {
    **dict.fromkeys(("rule", "severity", "article_id", "path"), pl.String),
    **dict.fromkeys(("line", "begin", "end"), pl.UInt32),
    **dict.fromkeys(("message", "other_id", "other_path", "other_in", "relation"), pl.String),
    "share": pl.Float64,
    "fingerprint": pl.String,
    "known": pl.Boolean,
    "file": pl.String,
    "other_file": pl.String,
}


def format_report(report: CheckReport) -> str:
    """Return a row a finding, in the order of COLUMNS."""
    table = pl.DataFrame(report.findings, schema=COLUMNS)
    # A fingerprint of digits and one "e" is a number to a spreadsheet.
    table = table.with_columns(pl.format("f-{}", "fingerprint").alias("fingerprint"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "findings.csv"
        write_csv(table, path)
        return path.read_bytes().decode()
