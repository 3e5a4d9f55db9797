"""Which outlets run the same stories: a square for every two of them, darker for more."""

from collections.abc import Mapping

import polars as pl

from ..drawing import Drawing
from ..guard import shorten

CELL, NAMES, HEAD = 30, 170, 36  # pixels
NAME_CHARS = 20  # as many as fit beside the squares


def draw_matrix(shared: pl.DataFrame, ui: Mapping[str, str]) -> Drawing | None:
    """Return the matrix of SHARED_TABLE, the outlet that shares most first; None if none do."""
    totals = shared.group_by("a").agg(pl.col("stories").sum()).sort("stories", "a", descending=[True, False])
    names = totals["a"].to_list()
    if not names:
        return None
    counts = {(a, b): n for a, b, n in shared.iter_rows()}
    most = max(counts.values())
    drawing = Drawing(ui["matrix"], HEAD + CELL * len(names) + 8, width=NAMES + CELL * len(names) + 8)
    for row, name in enumerate(names):
        top = HEAD + CELL * row
        drawing.add("text", str(row + 1), class_="quiet", x=_left(row), y=HEAD - 12, text_anchor="middle")
        drawing.add("text", f"{row + 1}  {shorten(name, NAME_CHARS)}", x=0, y=top + 19)
        for column, other in enumerate(names):
            _draw_cell(drawing, (top, _left(column)), counts.get((name, other), 0), most)
    return drawing


def _left(column: int) -> int:
    return NAMES + CELL * column + CELL // 2


def _draw_cell(drawing: Drawing, place: tuple[int, int], count: int, most: int) -> None:
    top, middle = place
    # Square roots: one story in common must still be seen beside fifty.
    shade = round(0.12 + 0.88 * (count / most) ** 0.5, 3) if count else 0.04
    box = {"x": middle - CELL // 2 + 1, "y": top, "width": CELL - 2, "height": CELL - 2, "rx": 2}
    drawing.add("rect", class_="heat", fill_opacity=shade, **box)
    if count:
        # White on this blue has a contrast of 4.5 from here on.
        ink = "onheat" if shade > 0.8 else "onpaper"
        drawing.add("text", str(count), class_=ink, x=middle, y=top + 19, text_anchor="middle")
