"""
Findings as SARIF 2.1.0, within the limits of GitHub code scanning.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0";
GitHub documentation, "SARIF support for code scanning" (limits).
"""

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from ..rules import RULES, Rule
from .findings import CheckReport
from .guard import guard_line
from .jsons import escape_controls

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 5_000  # GitHub shows so many of a run and ignores results beyond 25,000
MAX_MESSAGE = 1_000  # characters; longer ones are cut in the list of alerts


def format_report(report: CheckReport) -> str:
    """Return the fresh findings as one SARIF run, the gravest first; what is left out is said."""
    order = {"error": 0, "warning": 1, "note": 2}
    rows = sorted(report.fresh, key=lambda row: order[row["severity"]])
    left_out = len(rows) - MAX_RESULTS
    notes = [f"{left_out} further findings are left out: code scanning shows {MAX_RESULTS} of a run"]
    run: dict[str, Any] = {
        "tool": {"driver": _describe_tool()},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "the folder dedup ran in"}}},
        "results": [_make_result(row) for row in rows[:MAX_RESULTS]],
        "invocations": [_describe_run(report, notes if left_out > 0 else [])],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape_controls(json.dumps(log, ensure_ascii=True, indent=1))


def _describe_tool() -> dict[str, Any]:
    return {
        "name": "dedup",
        "semanticVersion": version("dedup-news"),
        "rules": [_describe_rule(rule_id, rule) for rule_id, rule in RULES.items()],
    }


def _describe_rule(rule_id: str, rule: Rule) -> dict[str, Any]:
    return {
        "id": rule_id,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": f"{rule.says} {rule.why}"},
        "help": {"text": f"{rule.why}\n\nExample: {rule.example}\n\nSee: dedup rules {rule_id}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _make_result(row: dict[str, Any]) -> dict[str, Any]:
    result = {
        "ruleId": row["rule"],
        "ruleIndex": list(RULES).index(row["rule"]),
        "level": row["severity"],
        "message": {"text": _plain(row["message"])[:MAX_MESSAGE]},
        "locations": [_locate(row["file"], row["line"])],
        "partialFingerprints": {"dedupText/v1": row["fingerprint"]},
    }
    if row["other_in"] == "batch":
        result["relatedLocations"] = [_locate(row["other_file"], 1) | {"message": {"text": "the other copy"}}]
    return result


def _locate(file: str, line: int) -> dict[str, Any]:
    place = {"uri": quote(file, safe="/"), "uriBaseId": "ROOT"}
    return {"physicalLocation": {"artifactLocation": place, "region": {"startLine": max(line, 1)}}}


def _plain(text: str) -> str:
    """Return a message in which nothing is a link or a placeholder (SARIF 3.11.5, 3.11.6)."""
    escaped = guard_line(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return escaped.replace("{", "{{").replace("}", "}}")


def _describe_run(report: CheckReport, notes: list[str]) -> dict[str, Any]:
    skipped = [
        f"{row['path']} was skipped: {row['reason']} ({row['detail']})" for row in report.skipped[:100]
    ]
    said = [{"level": "warning", "message": {"text": _plain(text)}} for text in [*skipped, *notes]]
    return {"executionSuccessful": True, "toolExecutionNotifications": said}
