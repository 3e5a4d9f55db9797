"""
What stands on a line: the folded line itself and one date of it, as written.

A line is folded (NFKC, lower case, NFD composed, mojibake undone) with a map back to its own characters,
so that quotes and offsets are always those of the page.
"""

import re
import unicodedata
from datetime import date, time, tzinfo
from typing import NamedTuple

from ..mojibake import cut_runs

CLUSTER = re.compile(r".[\u0300-\u036f\u1160-\u11ff]*", re.DOTALL)
# "5:34 PMPort Wire": half of the day ends where a name begins.
HALF_ENDS = "|".join(rf"(?<=\d{gap}{half})" for gap in ("", " ") for half in ("[AP]M", "SA", "CH"))
GLUED = re.compile(rf"(?:(?<=[a-z])|(?<=\d)|{HALF_ENDS})(?=[A-Z][a-z])")


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
    american: bool = False  # AM or PM stands behind the hour, and an English month before its day or an
    # American clock behind numbers alone
    exact: bool = False  # a midnight that was written as a time, not left out
    label: str = ""  # published | modified
    language: str = ""  # of the label or the month name
    weekday: int | None = None  # from Monday = 0
    ago: tuple[int, int] | None = None  # (count, minutes per unit): "3 hours ago"
    yesterday: bool = False  # counted in the days of a calendar, not of 24 hours
    lasts: bool = False  # how long a film is stands glued to its year
    opening: int = 0  # of three numbers of two figures, the first: "09/01/25"

    @property
    def open(self) -> bool:
        """Whether nothing but the order of day and month tells the day."""
        return len(self.days) > 1 and not self.opening


def fold_line(text: str) -> Line:
    """Return the line in one case, one width, composed and without mojibake, with its map back."""
    pieces = list(cut_runs(text))
    if len(pieces) == 1 and not GLUED.search(text) and unicodedata.is_normalized("NFKC", text):
        folded = text.lower()
        if len(folded) == len(text):
            return Line(folded, range(len(text) + 1), text)
    glued = {match.start() for match in GLUED.finditer(text)}
    letters: list[str] = []
    at: list[int] = []
    for begin, kept, mended in pieces:
        for match in CLUSTER.finditer(kept):
            place = begin if mended else begin + match.start()
            # A capital right after a small letter or a digit begins a new piece of the page.
            piece = " " if place in glued else ""
            piece += unicodedata.normalize("NFKC", match.group()).lower()
            letters.append(piece)
            at.extend([place] * len(piece))
    return Line("".join(letters), [*at, len(text)], text)
