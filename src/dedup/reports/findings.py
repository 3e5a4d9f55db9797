"""The findings of a check, and the door to every format they are written in."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from ..errors import DedupError
from .guard import guard_line
from .jsons import format_json


@dataclass(frozen=True, slots=True)
class CheckReport:
    """
    What a check found.

    `findings`: rows of FINDINGS, sorted, with `known`, true where a baseline accepts it,
    and `file` and `other_file`, relative to the working folder.
    `articles`: article_id, path and title of all that was read.  `skipped`: rows of SKIPPED.
    """

    findings: list[dict[str, Any]]
    articles: list[dict[str, str]]
    skipped: list[dict[str, Any]]
    against: str
    failed: bool

    @property
    def fresh(self) -> list[dict[str, Any]]:
        """The findings that no baseline accepts."""
        return [row for row in self.findings if not row["known"]]


def format_text(report: CheckReport) -> str:
    """Return a line a finding, as compilers print them, and a summary."""
    lines = [
        guard_line(f"{row['file']}:{row['line']}: {row['severity']} {row['rule']} {row['message']}")
        for row in report.fresh
    ]
    return "\n".join([*lines, summarise(report)])


def summarise(report: CheckReport) -> str:
    """Return one sentence: how much was checked, and what came of it."""
    fresh = report.fresh
    counts = {name: sum(row["severity"] == name for row in fresh) for name in ("error", "warning", "note")}
    told = (
        ", ".join(f"{count} {name}{'s' * (count != 1)}" for name, count in counts.items() if count)
        or "no findings"
    )
    known = len(report.findings) - len(fresh)
    tail = f"; {known} known from the baseline" if known else ""
    tail += f"; {len(report.skipped)} skipped" if report.skipped else ""
    return f"Checked {len(report.articles):,} articles: {told}{tail}"


def format_object(report: CheckReport) -> str:
    """Return the whole report as one JSON object."""
    return format_json(
        {
            "schema_version": 1,
            "against": report.against,
            "failed": report.failed,
            "articles": len(report.articles),
            "findings": report.findings,
            "skipped": report.skipped,
        }
    )


def format_lines(report: CheckReport) -> str:
    """Return one JSON object a finding and line, everything but ASCII escaped."""
    return "\n".join(json.dumps(row, ensure_ascii=True) for row in report.findings)


FORMATTERS: dict[str, str | Callable[[CheckReport], str]] = {
    "text": format_text,
    "json": format_object,
    "jsonl": format_lines,
    "csv": "findings_csv",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
}


def write_report(report: CheckReport, name: str, file: Path | None) -> None:
    """
    Write the report in one format to a file, or to standard output; `github` adds the job's summary.

    Raises
    ------
    DedupError
        If the file cannot be written.

    """
    chosen = FORMATTERS[name]
    module = import_module(f".{chosen}", __package__) if isinstance(chosen, str) else None
    text = module.format_report(report) if module else chosen(report)  # type: ignore[operator]
    if file is None:
        sys.stdout.write(text + "\n" * bool(text) if not text.endswith("\n") else text)
    else:
        replace_file(file, text if text.endswith("\n") else text + "\n")
    if module and hasattr(module, "write_extras"):
        module.write_extras(report)


def replace_file(file: Path, text: str) -> None:
    """Put `text` in the place of `file`: whole, or the old one stays."""
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
                out.write(text)
            # mkstemp is private to its owner; a report is as readable as any new file.
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(draft, 0o666 & ~umask)
            os.replace(draft, file)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise DedupError(f"cannot write {file}: {problem.strerror or problem}") from None
