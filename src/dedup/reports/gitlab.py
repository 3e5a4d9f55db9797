"""
Findings as a GitLab code quality report.

Source: GitLab documentation, "Code Quality report format".
"""

import hashlib
import json
from collections import Counter

from .findings import CheckReport
from .guard import guard_line
from .jsons import escape_controls

SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def format_report(report: CheckReport) -> str:
    """Return the fresh findings; GitLab drops equal fingerprints, so each place has its own."""
    seen: Counter[str] = Counter()
    rows = []
    for row in report.fresh:
        base = f"{row['article_id']} {row['fingerprint']}"
        mark = hashlib.sha256(f"{base} {seen[base]}".encode()).hexdigest()
        seen[base] += 1
        rows.append(
            {
                "description": guard_line(f"{row['rule']} {row['message']}"),
                "check_name": row["rule"],
                "fingerprint": mark,
                "severity": SEVERITIES[row["severity"]],
                "location": {"path": row["file"], "lines": {"begin": row["line"]}},
            }
        )
    return escape_controls(json.dumps(rows, ensure_ascii=True, indent=1))
