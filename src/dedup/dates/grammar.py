"""Read the dates of one line: what is written, not yet what it means."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from . import patterns
from .clocks import add_clock
from .intervals import is_plausible
from .patterns import LABEL, MODIFIED_LABELS, PUBLISHED_LABELS, UNIT_MINUTES, WEEKDAY_NUMBERS
from .written import Line, Written, fold_line


class Reading(NamedTuple):
    """The dates of a line and what else stands on it."""

    line: Line
    dates: list[Written]
    lead_words: int = 0  # words before the first date that are no label, filler or weekday
    tail_words: int = 0
    labelled: bool = False  # names a publication or a change somewhere
    signed: bool = False  # names an author before the date or right behind it
    elsewhere: bool = False  # says the date is a printed edition's, a visit's, a photograph's
    furnished: bool = False  # holds what a masthead offers: a hotline, a login, the weather
    credited: bool = False  # begins with whose text it is: "Theo X", "Source: X"
    republished: bool = False  # says where the text was first


CENTURY = 2000  # of years written with two figures
# More words than this behind a date are a sentence.
MANY_WORDS = 6
LONGEST_RUN = max(map(len, patterns.NOTHING))


def read_line(text: str) -> Reading:
    """
    Return every date written on a line, with time, zone, label and neighbours.

    Ranges ("3/2/1930-3/2/2025", "May 1, 1960 - 2025") are no dates and are left out.

    Parameters
    ----------
    text : str
        One line of a page, or the beginning of one.

    Returns
    -------
    Reading
        Dates in reading order.

    Examples
    --------
    >>> read_line("07:47 | 29/07/2021 GMT+7").dates[0].clock
    datetime.time(7, 47)

    """
    line = fold_line(text)
    found = drop_ranges(line.text, sorted(find_days(line.text), key=lambda w: w.begin))
    dates: list[Written] = []
    begin = 0
    for number, written in enumerate(found):
        limit = found[number + 1].begin if number + 1 < len(found) else len(line.text)
        dates.append(add_clock(line, written, begin, limit))
        begin = dates[-1].end
    # Three numbers are a version or a score as well: with a time of day they are a date.
    dates = [written for written in dates if written.clock or not written.opening]
    dates = sorted(
        [*dates, *find_ago(line.text, dates), *find_yesterdays(line, dates)], key=lambda w: w.begin
    )
    return describe(line, [add_label(line.text, dates, n) for n in range(len(dates))])


def find_days(text: str) -> Iterator[Written]:
    """Yield the days of a folded line, each stretch of text read once."""
    taken: list[tuple[int, int]] = []
    for pattern in patterns.DATE_PATTERNS:
        for match in pattern.finditer(text):
            days, language = name_days(match.groupdict())
            if days and not any(b < match.end() and match.start() < e for b, e in taken):
                taken.append(match.span())
                parts = match.groupdict()
                opening = int(parts["one"]) if "short" in parts else 0
                american = language == "en" and match.start("name") < match.start("day")
                written = Written(*match.span(), days, numeric="one" in parts, language=language)
                yield written._replace(opening=opening, american=american)


def name_days(parts: dict[str, str | None]) -> tuple[tuple[date, ...], str]:
    """Return the days that the parts of a date can mean, and the language of its month name."""
    year = int(parts.get("year") or 0) or CENTURY + int(parts["short"] or 0)
    if "one" in parts:
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        # A month before the day is written with slashes or dashes, never with points.
        orders = [(two, one)] if parts["sep"] == "." else [(two, one), (one, two)]
        return tuple(dict.fromkeys(d for m, n in orders for d in make_day(year, m, n))), ""
    month, language = int(parts.get("month") or 0), ""
    if name := parts.get("name"):
        month, language = patterns.MONTH_NUMBERS.get(" ".join(name.replace(".", " ").split()), (0, ""))
    return tuple(make_day(year, month, int(parts["day"] or 0))), language


def make_day(year: int, month: int, day: int) -> list[date]:
    """Return the day, or nothing if the calendar has none or no newsroom could mean it."""
    try:
        made = date(year, month, day)
    except ValueError:
        return []
    return [made] if is_plausible(made) else []


def drop_ranges(text: str, found: list[Written]) -> list[Written]:
    """Leave out both ends of every range of days or years."""
    ends = set()
    for number, written in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if after and patterns.RANGE.fullmatch(text, written.end, after.begin):
            ends |= {number, number + 1}
        before = text[: written.begin]
        from_day = patterns.RANGE_FROM_DAY.search(before)
        if from_day and (from_day["month"] or 0 < int(from_day["day"]) < written.days[0].day):
            ends.add(number)
        if patterns.RANGE_TO.match(text, written.end) or patterns.RANGE_FROM_YEAR.search(before):
            ends.add(number)
    return [written for number, written in enumerate(found) if number not in ends]


def find_ago(text: str, dates: list[Written]) -> Iterator[Written]:
    """Yield "3 hours ago", where no date is written over it."""
    for match in patterns.AGO.finditer(text):
        if (match["before"] or match["after"]) and is_free(match, dates):
            unit = UNIT_MINUTES[" ".join(match["unit"].split())]
            count = int(match["count"]) if match["count"].isdecimal() else 1
            precision = {1: "minute", 60: "hour", 1440: "day"}[unit]
            yield Written(*match.span(), (), precision=precision, ago=(count, unit))


def find_yesterdays(line: Line, dates: list[Written]) -> Iterator[Written]:
    """Yield "yesterday" with the time of day beside it, where no date is written over it."""
    for match in patterns.YESTERDAY.finditer(line.text):
        if is_free(match, dates):
            begin = max((written.end for written in dates if written.end <= match.start()), default=0)
            limit = min((w.begin for w in dates if w.begin >= match.end()), default=len(line.text))
            yesterday = Written(*match.span(), (), ago=(1, 1440), yesterday=True)
            yield add_clock(line, yesterday, begin, limit)


def is_free(match: re.Match[str], dates: list[Written]) -> bool:
    """Tell whether no date is written over a match."""
    return not any(written.begin < match.end() <= written.end for written in dates)


def add_label(text: str, dates: list[Written], number: int) -> Written:
    """Return the date with the label before it, or right behind it: in brackets, or without spaces."""
    written = dates[number]
    begin = dates[number - 1].end if number else 0
    labels = [match for match in LABEL.finditer(text, begin, written.begin) if not is_qualified(text, match)]
    before = (
        [labels[-1].group()]
        if labels and patterns.APART.fullmatch(text, labels[-1].end(), written.begin)
        else []
    )
    behind = LABEL.match(text, written.end)
    if not before and behind and not behind.group().isascii() and len(behind.group()) <= 4:
        before = [behind.group()] if ord(behind.group()[0]) > 0x3000 else []
    if not before and (noted := patterns.NOTED.match(text, written.end)):
        before = [noted["label"]]
    name = " ".join(before[-1].split()) if before else ""
    label = "modified" if name in MODIFIED_LABELS else "published" if name in PUBLISHED_LABELS else ""
    days = [match.group() for match in patterns.WEEKDAY.finditer(text, begin, written.end)]
    weekday = WEEKDAY_NUMBERS[" ".join(days[-1].split())][0] - 1 if days else None
    language = written.language or MODIFIED_LABELS.get(name) or PUBLISHED_LABELS.get(name) or ""
    return written._replace(label=label, weekday=weekday, language=language)


def imply_label(dates: list[Written]) -> list[Written]:
    """Return the dates with the first as the publication, where only a later one is said to be a change."""
    later = {written.label for written in dates[1:]}
    if not dates[0].label and later == {"modified"}:
        return [dates[0]._replace(label="published"), *dates[1:]]
    return dates


def is_qualified(text: str, label: re.Match[str]) -> bool:
    """Tell whether the word before a bare noun says what kind of date it is: "Event date", "Closing date"."""
    if label.group() not in patterns.NOUNS:
        return False
    words = patterns.WORD_BEFORE.search(text[: label.start()])
    return words is not None and not LABEL.fullmatch(words.group(1))


def describe(line: Line, dates: list[Written]) -> Reading:
    """Return the dates with a count of the words around them."""
    if not dates:
        return Reading(line, [])
    text = line.text
    lead = count_words(text[: dates[0].begin])
    signed = patterns.AUTHOR.match(text) is not None or names_author(line, dates[-1].end)
    tails = [text[a.end : b.begin] for a, b in pairwise(dates)]
    again = patterns.SAME_DAY.match(text, dates[-1].end)
    tail = sum(map(count_words, [*tails, text[again.end() if again else dates[-1].end :]]))
    # Running text behind a date tells of its own things.
    near = text if tail <= MANY_WORDS else text[: dates[-1].end]
    return Reading(
        line,
        # "Sale ends 12 April, updated 1 April" is no publication.
        imply_label(dates) if signed or not lead else dates,
        lead,
        tail,
        labelled=LABEL.search(text) is not None,
        signed=signed,
        elsewhere=patterns.ELSEWHERE.search(near) is not None,
        furnished=patterns.MASTHEAD_LINE.search(text) is not None,
        credited=bool(patterns.SOURCE.match(text) or patterns.CREDIT.match(text)),
        republished=is_republished(line),
    )


def names_author(line: Line, begin: int) -> bool:
    """Tell whether "By" and a capital stand at `begin`; "by then" names nobody."""
    match = patterns.AUTHOR_BEHIND.match(line.text, begin)
    return match is not None and line.original[line.at[match.end()]].isupper()


def is_republished(line: Line) -> bool:
    """Tell whether a line says in which house its text was first; "first published on Tuesday" names none."""
    match = patterns.REPUBLISHED.match(unicodedata.normalize("NFC", line.original))
    return match is not None and (match["house"][0].isupper() or "." in match["house"])


def count_words(text: str) -> int:
    """Count the words that are no label, weekday or filler."""
    words = patterns.WORD.findall(text)
    count = begin = 0
    while begin < len(words):
        runs = (n for n in range(LONGEST_RUN, 0, -1) if tuple(words[begin : begin + n]) in patterns.NOTHING)
        known = next(runs, 0)
        count += not known
        begin += known or 1
    return count
