"""The clusters of a run, one JSON object a line: the form other programs read."""

import json
from collections.abc import Iterator

from .contract import SCHEMA_VERSION
from .dossier import Dossier
from .jsons import escape_controls, write_time


def format_jsonl(dossier: Dossier) -> Iterator[str]:
    """
    Yield one line for every cluster, best first: its columns, `schema_version`, `members` and `versions`.

    Nothing is cut or guarded: texts are as they stand in the corpus, times ISO 8601 in UTC.
    """
    members, versions = (
        table.rows_by_key("cluster_id", named=True, include_key=True)
        for table in (dossier.members, dossier.versions)
    )
    for cluster in dossier.clusters.iter_rows(named=True):
        line = {
            "schema_version": SCHEMA_VERSION,
            **cluster,
            "members": members.get(cluster["cluster_id"], []),
            "versions": versions.get(cluster["cluster_id"], []),
        }
        yield escape_controls(json.dumps(line, ensure_ascii=False, default=write_time)) + "\n"
