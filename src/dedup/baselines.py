"""Findings that are known and accepted: by content, counted per article, so that only new ones fail."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from .errors import ParameterError

VERSION = 1
Key = tuple[str, str]  # article_id, fingerprint


def count_findings(findings: list[dict[str, Any]]) -> Counter[Key]:
    """Return how often each article has each finding."""
    return Counter((row["article_id"], row["fingerprint"]) for row in findings)


def format_baseline(findings: list[dict[str, Any]]) -> str:
    """Return the baseline that accepts exactly these findings: sorted, a finding a line, kind to diffs."""
    rules = {(row["article_id"], row["fingerprint"]): row["rule"] for row in findings}
    lines = [
        json.dumps({"article_id": article, "rule": rules[article, mark], "fingerprint": mark, "count": count})
        for (article, mark), count in sorted(count_findings(findings).items())
    ]
    body = ",\n    ".join(lines)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n    {body}\n  ]\n}}\n'


def read_baseline(path: Path) -> dict[Key, int]:
    """
    Return how often each finding is accepted.

    Raises
    ------
    ParameterError
        If the file cannot be read, or is no baseline of this version.

    """
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["version"] != VERSION:
            raise ParameterError(
                f"{path}: expected baseline version {VERSION}, got {held['version']}; "
                "write it anew: dedup baseline"
            )
        return {(row["article_id"], row["fingerprint"]): int(row["count"]) for row in held["findings"]}
    except OSError as problem:
        raise ParameterError(f"cannot read {path}: {problem.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise ParameterError(f"{path} is not a baseline; write one: dedup baseline") from None


def mark_known(findings: pl.DataFrame, baseline: dict[Key, int]) -> list[dict[str, Any]]:
    """Return the findings as rows with `known`: true for as many of each as the baseline accepts."""
    left, rows = dict(baseline), findings.to_dicts()
    for row in rows:
        key = (row["article_id"], row["fingerprint"])
        row["known"] = left.get(key, 0) > 0
        left[key] = left.get(key, 0) - 1
    return rows
