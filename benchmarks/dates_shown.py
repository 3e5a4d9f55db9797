"""
Which pages show the day of their publication, judged without the reader under test.

A line writes a day if it holds day, month and year in figures, or day and year around a word
of three letters or more.  It shows the publication if besides it stands near the article
(from above its first paragraph to right behind its last, as the truth gives them) and says
nothing else of the day: a change ("Stand:", "Updated" before it), a printed edition, a right,
a post on a network.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

# A longer line is text.
LINE_CHARS = 160
# Between a headline and its text stand authors, boxes and buttons; behind the text a credit.
LINES_ABOVE, LINES_BELOW = 40, 12
# So much of a paragraph tells it from any other.
OPENING_CHARS = 40

# The ends of the world's clocks: a time written without a zone can be this far from UTC.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)

CHANGE = re.compile(
    r"updat|aktualis|actualiz|atualiz|aggiorn|mis à jour|modif|güncel|oppdater|uppdater|opdater|bijgewerkt"
    r"|cập nhật|diperbarui|更新|수정|обновл|оновл|zaktualiz|\bstand\b",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"ausgabe|edition|edición|édition|\bnr\. ?\d|page ?\d|printed|朝刊|夕刊|©|copyright|\(@", re.IGNORECASE
)
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d(?!\d|[./]\d)|\s?h\s?\d{0,2})")


def list_days(truth: datetime) -> set[date]:
    """Return the days that a clock on the wall of the newsroom can have shown."""
    if truth.tzinfo is not None and truth.utcoffset():
        return {truth.date()}
    return {(truth + shift).date() for shift in (-WEST, timedelta(), EAST)}


def find_day(line: str, day: date) -> re.Match[str] | None:
    """Return where a line writes a day, in figures or with the name of a month."""
    d, m, y = rf"(?<!\d)0?{day.day}", rf"(?<!\d)0?{day.month}", str(day.year)
    gap = r"\s?[./\-年년]\s?"
    forms = [
        rf"{d}{gap}{m}{gap}{y}",
        rf"{m}{gap}{d}{gap}{y}",
        rf"{y}{gap}{m}(?:{gap}|\s?[月월]\s?){d}(?!\d)",
        rf"{d}(?:st|nd|rd|th|er)?[\s.\-/]{{0,3}}(?:de |del |of )?[^\W\d]{{3,}}\W{{0,3}}(?:de |del )?{y}",
        rf"[^\W\d]{{3,}}\W{{1,3}}{d}(?:st|nd|rd|th)?\W{{1,3}}(?:de )?{y}",
    ]
    return next((match for form in forms if (match := re.search(form, line))), None)


def tells_publication(line: str, day: date) -> bool:
    """Tell whether a line that writes the day says of it neither a change nor anything else."""
    bare = CLOCK.sub(" ", line)
    match = find_day(bare, day) or find_day(line, day)
    label = re.split(r"\d", bare[: match.start()])[-1] if match else line
    return not (CHANGE.search(label) or ELSE.search(line))


def find_shown(lines: list[str], row: Mapping[str, Any], truth: datetime) -> tuple[bool, bool]:
    """Tell whether some line writes the day, and whether one shows it as the publication's."""
    days = list_days(truth)
    dated = [(n, day) for n, line in enumerate(lines) for day in days if find_day(line, day)]
    dated = [(n, day) for n, day in dated if len(lines[n]) < LINE_CHARS]
    begin, end = place_article(lines, row["body"])
    shown = [n for n, day in dated if begin <= n <= end and tells_publication(lines[n], day)]
    return bool(dated), bool(shown)


def place_article(lines: list[str], body: list[str]) -> tuple[int, int]:
    """Return the first and the last line that can tell of the article; all, if its text is not found."""
    openings = {opening for text in body if len(opening := fold(text)) >= OPENING_CHARS // 2}
    found = [n for n, line in enumerate(lines) if fold(line) in openings]
    return (found[0] - LINES_ABOVE, found[-1] + LINES_BELOW) if found else (0, len(lines))


def fold(text: str) -> str:
    """Return the opening of a paragraph without its marks and spaces."""
    return re.sub(r"[\W_]+", "", text).lower()[:OPENING_CHARS]
