"""Points on two logarithmic axes and the straight line through them, as SVG."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np

WIDTH, HEIGHT = 300, 260  # of a panel, pixels
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 30, 42
STYLE = (
    "text{font:12px sans-serif;fill:#222}.title{font-weight:bold}.axis{stroke:#888}"
    ".grid{stroke:#ddd}.fit{stroke:#4d6d96;stroke-dasharray:5 3}circle{fill:#8a5a00}"
)


class Panel(NamedTuple):
    """One drawing: what it says, what is counted below, and (x, y) points, all positive."""

    title: str
    label: str
    points: Sequence[tuple[float, float]]


def draw(panels: Sequence[Panel]) -> str:
    """Return an SVG document with the panels side by side."""
    drawn = "".join(
        f'<g transform="translate({at * WIDTH} 0)">{draw_panel(panel)}</g>' for at, panel in enumerate(panels)
    )
    size = f'width="{WIDTH * len(panels)}" height="{HEIGHT}" viewBox="0 0 {WIDTH * len(panels)} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>{drawn}</svg>\n'


def draw_panel(panel: Panel) -> str:
    """Return the marks of one panel."""
    x, y = np.log10(np.array(panel.points, dtype=float)).T
    slope, base = np.polyfit(x, y, 1)
    across, up = _scale(x, LEFT, WIDTH - RIGHT), _scale(y, HEIGHT - BOTTOM, TOP)
    ends = [(each, slope * each + base) for each in (x.min(), x.max())]
    marks = [
        _text(LEFT, 18, panel.title, "start", "title"),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, panel.label, "middle"),
        *(_line(across(at), TOP, across(at), HEIGHT - BOTTOM, "grid") for at in x),
        *(_line(LEFT, up(at), WIDTH - RIGHT, up(at), "grid") for at in y),
        _line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis"),
        _line(LEFT, TOP, LEFT, HEIGHT - BOTTOM, "axis"),
        _line(*(place(each) for end in ends for place, each in zip((across, up), end, strict=True)), "fit"),
        *(_text(across(at), HEIGHT - BOTTOM + 16, _number(10**at), "middle") for at in x),
        *(_text(LEFT - 6, up(at) + 4, _number(10**at), "end") for at in y),
        *(f'<circle cx="{across(a):.1f}" cy="{up(b):.1f}" r="4"/>' for a, b in zip(x, y, strict=True)),
    ]
    return "".join(marks)


def _scale(values, first: float, last: float):
    """Return the function that lays values on an axis, with some room at both ends."""
    low, high = values.min(), values.max()
    room = 0.08 * max(high - low, 0.1)
    return lambda value: first + (last - first) * (value - low + room) / (high - low + 2 * room)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _number(value: float) -> str:
    """Write a number short: 7.5, 1,417, 160k."""
    if value >= 10_000:
        return f"{value / 1000:.3g}k"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
