"""What the first page says in numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from ..dossier import Dossier
from ..owing import SHARED

VERDICTS = ("first", "tie", "undetermined")
MOST_OUTLETS = 15  # bars on the first page; the page of outlets has every one
MOST_SKIPPED = 500  # rows of the page; run.json has every one


def make_overview(
    dossier: Dossier, rows: Sequence[Mapping[str, Any]], outlets: pl.DataFrame, ui: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values of the template: counts, verdicts, outlets, what was skipped."""
    counts = dossier.manifest["counts"]
    shared = dossier.clusters.filter(SHARED)
    verdicts = dict(shared["first_verdict"].value_counts().iter_rows())
    return {
        "counts": {
            "articles": dossier.articles.height,
            "outlets": outlets.filter(pl.col("outlet") != "").height,
            "stories": shared.height,
            "copies": int(shared["copies"].sum()),
            "blocks": dossier.clusters.filter(pl.col("level") == "block").height,
            "skipped": dossier.skipped.height,
            "found": dossier.articles.height + dossier.skipped.height,
            "dated": dossier.articles["published_at"].count(),
            "uncredited": sum(row["uncredited"] for row in rows),
        },
        "verdicts": [(name, verdicts.get(name, 0)) for name in VERDICTS],
        "copied": outlets.filter(pl.col("outlet") != "").head(MOST_OUTLETS).to_dicts(),
        "top": [row for row in rows if row["level"] == "article"][:10],
        "skipped": dossier.skipped.head(MOST_SKIPPED).to_dicts(),
        "skipped_hidden": max(dossier.skipped.height - MOST_SKIPPED, 0),
        "reasons": _name_counts("reason", counts["skipped_by_reason"], ui),
        "kinds": _name_counts("page", counts["page_kinds"], ui),
        "spoken": [(name or ui["unknown"], n) for name, n in counts["languages"].items()],
        "version": dossier.manifest["version"],
        "options": [(name, value) for name, value in dossier.manifest["options"].items() if value],
    }


def _name_counts(prefix: str, counts: Mapping[str, int], ui: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(ui.get(f"{prefix}_{name}", name), n) for name, n in counts.items()]
