"""CHECK REPORT -> any format, to a file or to standard output."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from . import findings_csv, github, gitlab, junit, sarif
from .contract import SCHEMA_VERSION
from .files import write_text
from .findings import CheckReport, summarise, tell_finding
from .jsons import escape_controls, format_json


def format_text(report: CheckReport) -> str:
    """Return a line a finding, and a summary."""
    return "\n".join([*map(tell_finding, report.fresh), summarise(report)])


def format_object(report: CheckReport) -> str:
    """Return the whole report as one JSON object."""
    return format_json(
        {
            "schema_version": SCHEMA_VERSION,
            "against": report.against,
            "failed": report.failed,
            "articles": len(report.articles),
            "findings": report.findings,
            "skipped": report.skipped,
        }
    )


def format_lines(report: CheckReport) -> str:
    """Return one JSON object a finding and line, everything but ASCII escaped."""
    return escape_controls("\n".join(json.dumps(row, ensure_ascii=True) for row in report.findings))


FORMATTERS: dict[str, Callable[[CheckReport], str]] = {
    "text": format_text,
    "json": format_object,
    "jsonl": format_lines,
    "csv": findings_csv.format_report,
    "sarif": sarif.format_report,
    "junit": junit.format_report,
    "github": github.format_report,
    "gitlab": gitlab.format_report,
}


def write_report(report: CheckReport, name: str, file: Path | None) -> None:
    """
    Write the report in one format to a file, or to standard output; `github` adds the job's summary.

    Raises
    ------
    DedupError
        If the file cannot be written.

    """
    text = FORMATTERS[name](report)
    ended = text if text.endswith("\n") or not text else text + "\n"
    if file is None:
        sys.stdout.write(ended)
    else:
        write_text(ended, file)
    if name == "github":
        github.append_summary(report)
