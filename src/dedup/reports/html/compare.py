"""Two articles compared -> one HTML page without any script."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from ..clock import show_count
from ..guard import PICTURES
from ..pairs import Pair, Row
from ..wording import load_wording
from .templating import render_template

_PICTURES = str.maketrans(PICTURES)


def format_comparison(pair: Pair, *, language: str = "en") -> str:
    """Return the page of two articles: verdict, scores, evidence, and the texts side by side."""
    ui = load_wording(language)
    facts = _clean(pair.facts)
    return render_template(
        "compare.html.j2",
        ui=ui,
        language=language,
        facts=facts,
        scores=_name_scores(facts["scores"], facts["words"], ui),
        rows=[Row(*_clean(tuple(row))) for row in pair.rows],
        version=version("dedup-news"),
    )


def _name_scores(
    scores: Mapping[str, Any], words: Mapping[str, int], ui: Mapping[str, str]
) -> list[tuple[str, str]]:
    shares = {
        ui["score_resemblance"]: scores["resemblance"],
        ui["score_contained"]: scores["containment_a"],
        ui["score_contained_back"]: scores["containment_b"],
    }
    counts = {ui["score_longest"]: scores["longest_run"]}
    counts |= {ui[f"col_{name}"]: words[name] for name in ("kept", "added", "cut", "changed")}
    return [
        *((name, f"{100 * share:.0f} %") for name, share in shares.items()),
        *((name, ui["n_words"].format(n=show_count(n, ui))) for name, n in counts.items()),
    ]


def _clean(value: Any) -> Any:
    """Return plain values with control and override characters shown as pictures."""
    if isinstance(value, str):
        return " ".join(value.split()).translate(_PICTURES) + (" " if value[-1:].isspace() else "")
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list | tuple) else value
