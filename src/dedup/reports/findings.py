"""The findings of a check, as every format takes them."""

from dataclasses import dataclass
from typing import Any

from .guard import guard_line


@dataclass(frozen=True, slots=True)
class CheckReport:
    """
    What a check found.

    `findings`: rows of FINDINGS, sorted, with `known`, true where a baseline accepts it,
    and `file` and `other_file`, relative to the working folder.
    `articles`: article_id and path of all that was read.  `skipped`: rows of SKIPPED.
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


def tell_finding(row: dict[str, Any]) -> str:
    """Return a finding as one line, as compilers print them."""
    return guard_line(f"{row['file']}:{row['line']}: {row['severity']} {row['rule']} {row['message']}")


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
    articles = f"{len(report.articles):,} article{'s' * (len(report.articles) != 1)}"
    return f"Checked {articles}: {told}{tail}"
