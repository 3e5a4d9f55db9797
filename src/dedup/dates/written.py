"""What stands on a line: the folded line itself and one date of it, as written."""

from datetime import date, time, tzinfo
from typing import NamedTuple


class Line(NamedTuple):
    """A folded line, and where each of its characters stands in the original."""

    text: str
    at: range | list[int]  # one longer than `text`
    original: str


class Written(NamedTuple):
    """One date as written; two days where the order of day and month is open."""

    begin: int  # into the folded line
    end: int
    days: tuple[date, ...]  # day-first reading, then month-first
    numeric: bool = False  # written with numbers alone, day or month first
    clock: time | None = None
    precision: str = "day"
    zone: tzinfo | None = None
    unread_zone: bool = False  # a zone is written, and nobody can tell which
    shared_zone: str = ""  # its abbreviation, if that is the clock of several continents
    american: bool = False  # an English month stands before its day, and AM or PM behind the hour
    exact: bool = False  # a midnight that was written as a time, not left out
    label: str = ""  # published | modified
    language: str = ""  # of the label or the month name
    weekday: int | None = None  # from Monday = 0
    ago: tuple[int, int] | None = None  # (count, minutes per unit): "3 hours ago"
    yesterday: bool = False  # counted in the days of a calendar, not of 24 hours
    lasts: bool = False  # how long a film is stands glued to its year
    opening: int = 0  # of three numbers of two figures, the first: "09/01/25"
