"""The pictures of a run as SVG files: the period, the outlets, and a timeline for each story."""

from collections.abc import Iterator
from pathlib import Path

from .clock import choose_zone
from .dossier import Dossier
from .drawing import Drawing, format_svg
from .files import write_text
from .html.matrix import draw_matrix
from .html.page import clean_dossier
from .html.period import draw_period
from .html.stories import find_sources, time_members
from .html.timeline import draw_timeline
from .outlets import make_shared_table
from .owing import SHARED
from .wording import load_wording


def write_pictures(dossier: Dossier, folder: Path, *, language: str = "en", top: int = 100) -> list[Path]:
    """Write `period.svg`, `outlets.svg` and the timelines of the `top` stories into `folder`."""
    paths = []
    for name, drawing in draw_pictures(clean_dossier(dossier), language=language, top=top):
        paths.append(folder / f"{name}.svg")
        write_text(format_svg(drawing) + "\n", paths[-1])
    return paths


def draw_pictures(dossier: Dossier, *, language: str, top: int) -> Iterator[tuple[str, Drawing]]:
    """Yield every picture that the data allow, with a name that is safe for a file."""
    ui = load_wording(language)
    zone = choose_zone(dossier.articles)
    whole = (
        ("period", draw_period(dossier.articles, zone, ui)),
        ("outlets", draw_matrix(make_shared_table(dossier), ui)),
    )
    yield from ((name, drawing) for name, drawing in whole if drawing)
    sources = find_sources(dossier)
    for cluster in dossier.clusters.filter(SHARED).head(top).iter_rows(named=True):
        copies = [row for row in time_members(cluster, sources) if row["relation"] != "partial"]
        if drawing := draw_timeline(copies, zone, ui):
            yield f"timeline-{cluster['rank']:04}-{cluster['cluster_id']}", drawing
