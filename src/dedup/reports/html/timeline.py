"""The copies of one text in time: a dot where the time is exact, a bar as long as it is uncertain."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..clock import name_zone, show_time
from ..drawing import Drawing
from .axis import Axis, make_axis

ROW, HEAD = 36, 30  # pixels
MAX_ROWS = 60  # a screenful or two; the table below has every copy
EXACT = ("second", "minute")


def draw_timeline(members: Sequence[Mapping[str, Any]], zone: int, ui: Mapping[str, str]) -> Drawing | None:
    """
    Return the timeline of a cluster, or None if no copy says when it was published.

    Parameters
    ----------
    members : sequence of mappings
        Copies, oldest first, with outlet, published_at, published_until,
        published_precision, is_first and `ties` (among the earliest that cannot be
        told apart).
    zone : int
        Minutes east of UTC, for the axis and the names of times.

    """
    dated = [member for member in members if member["published_at"] is not None]
    if not dated:
        return None
    shown = members[:MAX_ROWS]
    axis = make_axis(min(_begin(m) for m in dated), max(_end(m) for m in dated), zone)
    title = f"{ui['timeline']}: {ui['times_in'].format(zone=name_zone(zone))}"
    drawing = Drawing(title, HEAD + ROW * len(shown) + 8)
    _draw_band(drawing, [member for member in shown if member["ties"]], axis)
    _draw_ticks(drawing, axis, ui)
    for row, member in enumerate(shown):
        _draw_member(drawing, member, HEAD + ROW * row, axis, ui)
    return drawing


def _draw_ticks(drawing: Drawing, axis: Axis, ui: Mapping[str, str]) -> None:
    for moment, name in axis.ticks(ui):
        place = axis.place(moment)
        x, anchor = f"{place}%", "end" if place > 90 else "start" if place < 6 else "middle"
        drawing.add("line", class_="grid", x1=x, x2=x, y1=HEAD - 8, y2=drawing.height)
        drawing.add("text", name, class_="quiet", x=x, y=14, text_anchor=anchor)


def _draw_band(drawing: Drawing, tied: Sequence[Mapping[str, Any]], axis: Axis) -> None:
    """Shade the time in which any of the tied copies may have been the first."""
    if len(tied) < 2:
        return
    left = axis.place(min(_begin(member) for member in tied))
    right = axis.place(min(_end(member) for member in tied))
    height = drawing.height - HEAD
    drawing.add(
        "rect", class_="band", x=f"{left}%", width=f"{max(right - left, 0.3)}%", y=HEAD, height=height
    )


def _draw_member(
    drawing: Drawing, member: Mapping[str, Any], top: int, axis: Axis, ui: Mapping[str, str]
) -> None:
    precision = member["published_precision"]
    begin, until = member["published_at"], member["published_until"]
    when = show_time(begin, until, precision, axis.zone, ui) or ui["no_time"]
    name = member["outlet"] or ui["unknown_outlet"]
    drawing.add("text", f"{name} · {when}", class_=_name_class(member), x="1.5%", y=top + 13)
    middle = top + 23
    if begin is None:
        drawing.add("line", class_="unknown", x1="1.5%", x2="97.5%", y1=middle, y2=middle)
    elif precision in EXACT and (_end(member) - begin).total_seconds() <= 60:
        drawing.add("circle", class_=_name_class(member), cx=f"{axis.place(begin)}%", cy=middle, r=5)
    else:
        _draw_span(drawing, member, middle, axis)


def _draw_span(drawing: Drawing, member: Mapping[str, Any], middle: int, axis: Axis) -> None:
    left, right = axis.place(_begin(member)), axis.place(_end(member))
    place = {"x": f"{left}%", "width": f"{max(round(right - left, 3), 0.4)}%"}
    drawing.add("rect", class_=f"span {_name_class(member)}", **place, y=middle - 5, height=10, rx=2)


def _name_class(member: Mapping[str, Any]) -> str:
    if member["is_first"]:
        return "first"
    return "tie" if member["ties"] else "later"


def _begin(member: Mapping[str, Any]) -> datetime:
    begin: datetime = member["published_at"]
    return begin


def _end(member: Mapping[str, Any]) -> datetime:
    return member["published_until"] or _begin(member)


def find_ties(members: Sequence[Mapping[str, Any]], verdict: str) -> set[int]:
    """Return, for a tie, the copies whose interval begins before the earliest end of any."""
    dated = [n for n, member in enumerate(members) if member["published_at"] is not None]
    if verdict != "tie" or not dated:
        return set()
    soonest = min(_end(members[n]) for n in dated)
    return {n for n in dated if _begin(members[n]) < soonest or _begin(members[n]) == _end(members[n])}
