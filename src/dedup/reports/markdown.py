"""A digest for a morning mail: the counts and the best clusters, as Markdown."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from .clock import choose_zone, name_zone, show_count, show_hours, show_time
from .dossier import Dossier
from .guard import escape_markdown, shorten
from .owing import SHARED, find_shared_copies
from .telling import tell_verdict
from .wording import load_wording, tell_why

MOST_CHARS = 160  # of a title


def quote_markdown(text: str) -> str:
    r"""
    Return a text of the corpus as one line that no Markdown renderer takes for markup.

    >>> quote_markdown("Đồi\n*Cam*")
    'Đồi \\*Cam\\*'
    """
    return escape_markdown(shorten(" ".join(text.split()), MOST_CHARS))


def format_markdown(dossier: Dossier, *, language: str = "en", top: int = 10) -> str:
    """Return the digest: `top` shared stories with verdict, copies and missing credits, and why."""
    ui = load_wording(language)
    zone = choose_zone(dossier.articles)
    stories = dossier.clusters.filter(SHARED)
    known = dossier.articles.filter(pl.col("outlet") != "")["outlet"].n_unique()
    lede = ui["lede"].format(
        articles=show_count(dossier.articles.height, ui),
        outlets=show_count(known, ui),
        stories=show_count(stories.height, ui),
        copies=show_count(int(stories["copies"].sum()), ui),
    )
    copies = find_shared_copies(dossier)
    parts = [f"# {ui['title']}", lede, ui["times_in"].format(zone=name_zone(zone))]
    parts += [
        _tell_story(story, copies.filter(pl.col("cluster_id") == story["cluster_id"]), zone, ui)
        for story in stories.head(top).iter_rows(named=True)
    ]
    hidden = stories.height - min(top, stories.height)
    parts += [ui["more_in_files"].format(n=hidden)] if hidden else []
    return "\n\n".join(parts) + "\n"


def _tell_story(story: Mapping[str, Any], copies: pl.DataFrame, zone: int, ui: Mapping[str, str]) -> str:
    at = pl.lit(story["first_published_at"], copies.schema["published_at"])
    end = copies.filter(pl.col("published_at") == at)["published_until"].min()
    when = show_time(story["first_published_at"], end, story["first_precision"], zone, ui)  # type: ignore[arg-type]
    quoted = {
        name: quote_markdown(str(story[name])) for name in ("first_outlet", "first_article_id", "credited_to")
    }
    quoted["tied"] = "; ".join(map(quote_markdown, story["tied"].split("; ")))
    owing = copies.filter("owes").select("outlet", "uncredited").unique().sort("outlet", "uncredited")
    lines = [
        f"## {quote_markdown(story['title'] or story['cluster_id'])}",
        "",
        tell_verdict({**story, **quoted}, when, ui),
        "",
        f"- {ui['n_copies'].format(n=story['copies'])}, {ui['n_outlets'].format(n=story['outlets'])}"
        + (
            f", {ui['col_spread'].lower()} {show_hours(story['spread_hours'], ui)}"
            if story["spread_hours"]
            else ""
        ),
    ]
    names = (name or ui["unknown_outlet"] for name in copies["outlet"].unique(maintain_order=True))
    lines.append(f"- {ui['outlets']}: " + ", ".join(quote_markdown(name) for name in names))
    for outlet, source in owing.iter_rows():
        proof = f" ({escape_markdown(tell_why(source, ui))})" if source else ""
        lines.append(f"- {ui['no_credit']}: {quote_markdown(outlet)}{proof}")
    lines.append(f"- {escape_markdown(tell_why(story['why'], ui))}")
    return "\n".join(lines)
