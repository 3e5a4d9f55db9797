"""
Findings as annotations of GitHub Actions, and the job's summary page.

Source: GitHub documentation, "Workflow commands for GitHub Actions" (escapes and limits).
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

from .findings import CheckReport, summarise
from .guard import escape_markdown, guard_line

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN_PER_KIND = 10  # GitHub shows so many annotations of a kind in a step
MAX_SUMMARY_BYTES = 1 << 20
SUMMARY_ROWS = 500


def format_report(report: CheckReport) -> str:
    """Return the first ten findings of every severity as workflow commands, and how many there are."""
    shown: Counter[str] = Counter()
    lines = []
    for row in report.fresh:
        shown[row["severity"]] += 1
        if shown[row["severity"]] <= SHOWN_PER_KIND:
            lines.append(_annotate(row))
    return "\n".join([*lines, summarise(report)])


def _annotate(row: dict[str, Any]) -> str:
    place = {"file": row["file"], "line": str(row["line"]), "title": row["rule"]}
    properties = ",".join(f"{name}={_escape_property(value)}" for name, value in place.items())
    return f"::{COMMANDS[row['severity']]} {properties}::{_escape(row['message'])}"


def _escape(text: str) -> str:
    r"""
    Return text that cannot end the command it stands in, nor begin another.

    >>> _escape("100%\n::error::")
    '100%25␊::error::'
    """
    return guard_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def append_summary(report: CheckReport) -> None:
    """Append the summary to the page that GITHUB_STEP_SUMMARY names, if there is one."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if not target:
        return
    with Path(target).open("a", encoding="utf-8") as page:
        page.write(format_summary(report))


def format_summary(report: CheckReport) -> str:
    """Return the findings as a Markdown table of at most a megabyte."""
    head = ["## dedup check", "", escape_markdown(summarise(report)), ""]
    rows = report.fresh[:SUMMARY_ROWS]
    table = ["| Rule | Where | What |", "| --- | --- | --- |"] if rows else []
    table += [
        f"| {row['rule']} | {escape_markdown(row['path'])}:{row['line']} "
        f"| {escape_markdown(row['message'])} |"
        for row in rows
    ]
    more = len(report.fresh) - len(rows)
    tail = ["", f"{more} more"] if more > 0 else []
    text = "\n".join([*head, *table, *tail]) + "\n"
    return text.encode()[: MAX_SUMMARY_BYTES - 1].decode(errors="ignore")
