"""The clusters of a run, one JSON object a line: the form other programs read."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl

from .contract import SCHEMA_VERSION
from .dossier import Dossier

# JSON may hold these raw; a terminal, or a log page, would obey some of them.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def format_jsonl(dossier: Dossier) -> Iterator[str]:
    """
    Yield one line for every cluster, best first: its columns, `schema_version`, `members` and `versions`.

    Nothing is cut or guarded: texts are as they stand in the corpus, times ISO 8601 in UTC.
    """
    members = _gather(dossier.members)
    versions = _gather(dossier.versions)
    for cluster in dossier.clusters.iter_rows(named=True):
        line = {
            "schema_version": SCHEMA_VERSION,
            **cluster,
            "members": members.get(cluster["cluster_id"], []),
            "versions": versions.get(cluster["cluster_id"], []),
        }
        text = json.dumps(line, ensure_ascii=False, default=_plain)
        yield _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def _gather(table: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.iter_rows(named=True):
        found.setdefault(row["cluster_id"], []).append(row)
    return found


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
