"""Findings as JUnit XML: a test case an article, a failure for its errors, output for the rest."""

import html
import re
from collections import defaultdict
from typing import Any

from .findings import CheckReport, tell_finding
from .guard import guard_line

# Source: XML 1.0, production 2 [Char]; a reader refuses the whole file for one of these.
_NO_CHAR = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_report(report: CheckReport) -> str:
    """Return one suite: every article passes, or fails by a finding that is an error."""
    by_article = defaultdict(list)
    for row in report.fresh:
        by_article[row["article_id"]].append(row)
    cases = [_make_case(article, by_article[article["article_id"]]) for article in report.articles]
    skipped = [_make_skipped(row) for row in report.skipped]
    failures = sum(any(row["severity"] == "error" for row in rows) for rows in by_article.values())
    counts = f'tests="{len(cases) + len(skipped)}" failures="{failures}" skipped="{len(skipped)}" errors="0"'
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="dedup check" {counts}>'
    return "\n".join([head, *cases, *skipped, "</testsuite>", "</testsuites>"])


def _make_case(article: dict[str, str], rows: list[dict[str, Any]]) -> str:
    name = f"<testcase classname={_attribute(article['path'])} name={_attribute(article['article_id'])}"
    errors = [row for row in rows if row["severity"] == "error"]
    others = [row for row in rows if row["severity"] != "error"]
    inside = ""
    if errors:
        first = f"type={_attribute(errors[0]['rule'])} message={_attribute(errors[0]['message'])}"
        inside += f"<failure {first}>{_tell(errors)}</failure>"
    if others:
        inside += f"<system-out>{_tell(others)}</system-out>"
    return f"{name}>{inside}</testcase>" if inside else f"{name}/>"


def _make_skipped(row: dict[str, Any]) -> str:
    name = f"<testcase classname={_attribute(row['path'])} name={_attribute(row['path'])}>"
    return f"{name}<skipped message={_attribute(row['reason'])}/></testcase>"


def _tell(rows: list[dict[str, Any]]) -> str:
    return html.escape(_clean("\n".join(map(tell_finding, rows))))


def _attribute(text: str) -> str:
    return f'"{html.escape(_clean(guard_line(text)))}"'


def _clean(text: str) -> str:
    return _NO_CHAR.sub("\ufffd", text)
