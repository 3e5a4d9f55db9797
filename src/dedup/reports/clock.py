"""Times as people read them: as exact as the evidence is, and no more."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import polars as pl

UTC_MINUTES = 0

# A printed time without its zone is an interval much longer than its precision.
WIDEST = {"second": timedelta(minutes=1), "minute": timedelta(minutes=2), "hour": timedelta(hours=2)}


def choose_zone(articles: pl.DataFrame) -> int:
    """Return the offset, in minutes east of UTC, in which most of the articles printed their time."""
    offsets = articles["offset_minutes"].drop_nulls()
    return int(offsets.mode().sort()[0]) if offsets.len() else UTC_MINUTES


def name_zone(minutes: int) -> str:
    """
    Return the name of a zone by its offset.

    >>> name_zone(420), name_zone(-210), name_zone(0)
    ('UTC+7', 'UTC−3:30', 'UTC')
    """
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def show_time(
    begin: datetime | None, end: datetime | None, precision: str, zone: int, ui: Mapping[str, str]
) -> str:
    """
    Return the time of an interval as exactly as its precision allows; "" where it is unknown.

    A day, a month and a year are those of the newsroom: of the middle of the interval,
    which is the right one in every zone from UTC−11 to UTC+12.  `ui` holds the patterns.
    """
    if begin is None or precision == "unknown":
        return ""
    if end is not None and is_wide(begin, end, precision):
        both = (_show_moment(moment + timedelta(minutes=zone), "minute", ui) for moment in (begin, end))
        return " – ".join(both)
    if precision in {"day", "month", "year"}:
        moment = begin + (end - begin) / 2 if end is not None else begin
    else:
        moment = begin + timedelta(minutes=zone)
    return _show_moment(moment, "minute" if precision == "second" else precision, ui)


def is_wide(begin: datetime | None, end: datetime | None, precision: str) -> bool:
    """Tell whether an interval is longer than the precision of the printed time, its zone being unknown."""
    return begin is not None and end is not None and end - begin > WIDEST.get(precision, end - begin)


def _show_moment(moment: datetime, precision: str, ui: Mapping[str, str]) -> str:
    return ui[f"time_{precision}"].format(t=moment, month=ui[f"month_{moment.month}"])


def show_hours(hours: float | None, ui: Mapping[str, str]) -> str:
    """Return a length of time in minutes, hours or days, whichever reads best."""
    if hours is None:
        return ""
    if hours < 1:
        return ui["minutes"].format(n=round(hours * 60))
    name, number = ("hours", hours) if hours < 48 else ("days", hours / 24)
    return ui[name].format(n=f"{number:.1f}".removesuffix(".0").replace(".", ui["decimal"]))


def show_count(number: int, ui: Mapping[str, str]) -> str:
    """
    Return a whole number with its thousands parted as the reader's language does.

    >>> show_count(12345, {"thousands": "."})
    '12.345'
    """
    return f"{number:,}".replace(",", ui["thousands"])
