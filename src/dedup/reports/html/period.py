"""How many articles were published when, and how many of them carry text of an earlier copy."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import polars as pl

from ..clock import name_zone
from ..drawing import Drawing
from .axis import DAY, HOUR, Axis, make_axis

HEIGHT, FOOT = 150, 24  # pixels
MAX_BARS = 120
# Half a text or more: a quotation alone does not make an article a copy.
COPIED = 0.5
SLACK = 1.2  # a day in an unknown zone has 26 hours and is a day
STRAY = 4  # times the length that holds 96 % of the articles: then the rest is left out

WIDTHS = (
    ("hour", "1h", HOUR),
    ("day", "1d", DAY),
    ("month", "1mo", 30 * DAY),
    ("year", "1y", 365 * DAY),
)


def choose_unit(begin: datetime, end: datetime, uncertain: timedelta) -> tuple[str, str, timedelta]:
    """
    Return a unit of time for the bars: its name, polars' name, its length.

    The finest with no more than `MAX_BARS` bars that is no finer than most dates are known:
    days in bars of an hour would all stand at noon.
    """
    fitting = (
        width for width in WIDTHS if (end - begin) / width[2] <= MAX_BARS and SLACK * width[2] >= uncertain
    )
    return next(fitting, WIDTHS[-1])


def draw_period(articles: pl.DataFrame, zone: int, ui: Mapping[str, str]) -> Drawing | None:
    """Return a bar for every hour, day, month or year of publication; None if nothing is dated."""
    middle = pl.col("published_at") + (pl.col("published_until") - pl.col("published_at")) / 2
    dated = articles.filter(pl.col("published_at").is_not_null()).with_columns(
        local=pl.coalesce(middle, "published_at") + timedelta(minutes=zone)
    )
    if dated.is_empty():
        return None
    shown = leave_strays(dated)
    begin, end = shown.select(low=pl.col("local").min(), high=pl.col("local").max()).row(0)
    known = (pl.col("published_until") - pl.col("published_at")).quantile(0.75)
    name, every, length = choose_unit(begin, end, shown.select(known).item() or timedelta(0))
    bars = (
        shown.group_by(pl.col("local").dt.truncate(every))
        .agg(articles=pl.len(), copied=(pl.col("own_share") <= 1 - COPIED).sum())
        .sort("local")
    )
    # Bars stand on local time already, so the axis has no zone of its own.
    axis = make_axis(bars["local"][0], bars["local"][-1] + length, 0)
    note = ui["period_note"].format(unit=ui[f"unit_{name}"], zone=name_zone(zone))
    hidden = dated.height - shown.height
    note += " " + ui["period_hidden"].format(n=hidden) if hidden else ""
    drawing = Drawing(note, HEIGHT + FOOT)
    _draw_axis(drawing, axis, ui)
    _draw_bars(drawing, bars, axis, length)
    return drawing


def leave_strays(dated: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without the few far away that would squeeze all others into one bar."""
    low, high, begin, end = dated.select(
        low=pl.col("local").quantile(0.02, "lower"),
        high=pl.col("local").quantile(0.98, "higher"),
        begin=pl.col("local").min(),
        end=pl.col("local").max(),
    ).row(0)
    core = max(high - low, DAY)
    if end - begin <= STRAY * core:
        return dated
    return dated.filter(pl.col("local").is_between(low - core / 2, high + core / 2))


def _draw_bars(drawing: Drawing, bars: pl.DataFrame, axis: Axis, length: timedelta) -> None:
    most = int(bars.select(pl.col("articles").max()).item())
    scale = (HEIGHT - 18) / most
    for local, articles, copied in bars.iter_rows():
        left, right = axis.place(local), axis.place(local + length)
        place = {"x": f"{left}%", "width": f"{max((right - left) * 0.86, 0.15):.3f}%"}
        for name, count in (("bar", articles), ("copied", copied)):
            height = round(count * scale, 1)
            drawing.add("rect", class_=name, **place, y=HEIGHT - height, height=height)
    drawing.add("text", str(most), class_="quiet", x="1.5%", y=12)


def _draw_axis(drawing: Drawing, axis: Axis, ui: Mapping[str, str]) -> None:
    drawing.add("line", class_="rule", x1="1.5%", x2="97.5%", y1=HEIGHT, y2=HEIGHT)
    for moment, name in axis.ticks(ui):
        place = axis.place(moment)
        anchor = "end" if place > 90 else "start" if place < 6 else "middle"
        drawing.add("text", name, class_="quiet", x=f"{place}%", y=HEIGHT + 17, text_anchor=anchor)
