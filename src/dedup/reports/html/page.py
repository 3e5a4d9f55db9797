"""DOSSIER -> one HTML file."""

from typing import Any

import polars as pl
from markupsafe import Markup

from ..clock import choose_zone, name_zone
from ..dossier import FRAMES, Dossier
from ..drawing import Drawing, format_svg
from ..guard import PICTURES
from ..outlets import make_outlet_totals, make_shared_table
from ..wording import load_wording
from .matrix import draw_matrix
from .overview import make_overview
from .packing import format_data, pack_parts
from .period import draw_period
from .stories import describe_story, find_sources, list_stories
from .templating import hash_source, read_template, render_template

MAX_CLUSTERS = 5_000  # measured: the page stays quick; clusters.csv has the rest
SCRIPTS = ("dom.js", "unpack.js", "diff.js", "compare.js", "story.js", "list.js", "outlets.js", "main.js")


def format_page(dossier: Dossier, *, language: str = "en", max_clusters: int = MAX_CLUSTERS) -> str:
    """
    Return the report as one HTML file that needs nothing else and asks nobody.

    Parameters
    ----------
    dossier : Dossier
    language : str
        Of the interface: one of `wording.LANGUAGES`.
    max_clusters : int
        The best this many are shown; the page says how many are not.

    Notes
    -----
    The content security policy admits exactly the style and the script of the page, by
    their hashes, and no request.  Text of the corpus reaches the page escaped by
    Jinja, or as data that the script sets as text.

    """
    ui = load_wording(language)
    dossier = clean_dossier(dossier)
    zone = choose_zone(dossier.articles)
    shown = choose_clusters(dossier.clusters, max_clusters)
    sources = find_sources(dossier)
    details = (
        (row["cluster_id"], describe_story(row, sources, zone, ui)) for row in shown.iter_rows(named=True)
    )
    parts = list(pack_parts(details))
    rows = list(list_stories(shown, sources, zone, ui))
    outlets = make_outlet_totals(dossier)
    data = {
        "ui": ui,
        "rows": rows,
        "parts": [names for names, _ in parts],
        "outlets": outlets.to_dicts(),
        "links": dossier.outlets.to_dicts(),
        "hidden": dossier.clusters.height - shown.height,
        "zone": name_zone(zone),
    }
    period = draw_period(dossier.articles, zone, ui)
    pictures = {
        "period": _embed(period),
        "period_note": period.title if period else "",
        "matrix": _embed(draw_matrix(make_shared_table(dossier), ui)),
    }
    overview = make_overview(dossier, rows, outlets, ui)
    return _render(ui, language, data=data, parts=[packed for _, packed in parts], **pictures, **overview)


def choose_clusters(clusters: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return the best `most` clusters, a quarter of them of blocks where there are as many."""
    of_blocks = pl.col("level") == "block"
    blocks = min(clusters.filter(of_blocks).height, most // 4)
    whole = clusters.filter(~of_blocks).head(most - blocks)
    return pl.concat([whole, clusters.filter(of_blocks).head(most - whole.height)])


def clean_dossier(dossier: Dossier) -> Dossier:
    """Return the dossier with control and bidirectional override characters shown as pictures."""
    frames = {
        name: getattr(dossier, name).with_columns(
            pl.col(pl.String).str.replace_all(r"\s+", " ").str.replace_many(PICTURES)
        )
        for name in FRAMES
    }
    return Dossier(**frames, manifest=dossier.manifest)


def _render(ui: dict[str, str], language: str, *, data: Any, parts: list[str], **shown: Any) -> str:
    script = "(() => {\n'use strict';\n" + "\n".join(read_template(name) for name in SCRIPTS) + "})();\n"
    # Our own files and escaped JSON: nothing of the corpus is marked as safe.
    return render_template(
        "page.html.j2",
        ui=ui,
        language=language,
        script=Markup(script),  # noqa: S704
        script_hash=hash_source(script),
        data=Markup(format_data(data)),  # noqa: S704
        parts=[Markup(part) for part in parts],  # noqa: S704
        **shown,
    )


def _embed(drawing: Drawing | None) -> Markup | None:
    return None if drawing is None else Markup(format_svg(drawing, alone=False))  # noqa: S704
