"""Dates of an article's metadata fields and of its address."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from .grammar import make_day, read_line
from .intervals import Zone, is_plausible, make_interval
from .pages import Page, choose_day
from .patterns import MONTH_NUMBERS
from .written import Written

# Longer strings in a date field hold no date.
MAX_CHARS = 120

FIELDS = {"published": "published", "modified": "modified", "captured": "captured"}

ISO = re.compile(
    r"""\s*['"]?(\d{4})-(\d\d)-(\d\d)"""
    r"""(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?['"]?\s*"""
)
# The basic form, as NITF and NewsML write it.
BASIC = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?\s*")
EPOCH = re.compile(r"\s*(\d{10})(\d{3})?(?:\.\d+)?\s*")
URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?P<sep>[/-])(\d{1,2}|[a-z]{3,9})(?P=sep)(\d{1,2})(?=[/_-]|$)"
    r"|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_-]|$)"
)


def find_metadata_dates(articles: pl.DataFrame, pages: dict[int, Page]) -> Iterator[dict[str, Any]]:
    """Yield one row of DATES for every readable date in the metadata of `articles`."""
    rows = articles.select("article", "url", *FIELDS).filter(pl.col("article").is_in(list(pages)))
    for row in rows.iter_rows(named=True):
        page = pages[row["article"]]
        for field, kind in FIELDS.items():
            if raw := row[field].strip():
                yield from read_field(raw, kind, page)
        yield from read_address(row["url"], page)


def read_field(raw: str, kind: str, page: Page) -> Iterator[dict[str, Any]]:
    """
    Yield the date a metadata field holds, if it holds one.

    Exactly midnight is a day: content systems fill a missing time with zeros, and a
    midnight in UTC is a day whose zone nobody wrote.
    """
    written = parse_iso(raw) or parse_epoch(raw) or parse_line(raw)
    day = choose_day(written, page) if written else None
    if written is None or day is None:
        return
    zone = Zone(written.zone, "explicit") if written.zone else page.zone
    precision, clock = written.precision, written.clock
    if clock == time():
        precision, clock = "day", None
        zone = page.zone if written.zone == UTC else zone
    grade = "A" if kind == "captured" else "B" if written.zone else "C"
    interval = make_interval(day, clock, precision, zone)
    row = {"article": page.article, "kind": kind, "grade": grade, "raw": raw[:MAX_CHARS], "source": kind}
    yield {**row, **interval._asdict()}


def parse_iso(raw: str) -> Written | None:
    """Return an ISO 8601 date or date and time."""
    match = ISO.fullmatch(raw[:MAX_CHARS]) or BASIC.fullmatch(raw[:MAX_CHARS])
    if not match:
        return None
    year, month, day, hour, minute, second, offset = match.groups()
    days = tuple(make_day(int(year), int(month), int(day)))
    if hour is None:
        return Written(0, 0, days)
    try:
        clock = time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    precision = "second" if clock.second else "minute"
    return Written(0, 0, days, clock=clock, precision=precision, zone=parse_offset(offset))


def parse_offset(offset: str | None) -> timezone | None:
    """Return the zone of an ISO offset; none if there is none or no place on earth has it."""
    if offset in {None, "Z"}:
        return UTC if offset else None
    assert offset is not None
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes)) if minutes else UTC


def parse_epoch(raw: str) -> Written | None:
    """Return seconds or milliseconds since 1970."""
    match = EPOCH.fullmatch(raw[:MAX_CHARS])
    if not match:
        return None
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    days = (moment.date(),) if is_plausible(moment.date()) else ()
    precision = "second" if moment.second else "minute"
    return Written(0, 0, days, clock=moment.time(), precision=precision, zone=UTC)


def parse_line(raw: str) -> Written | None:
    """Return the first date of a field written as a reader would see it."""
    return next((written for written in read_line(raw[:MAX_CHARS]).dates if written.days), None)


def read_address(url: str, page: Page) -> Iterator[dict[str, Any]]:
    """Yield the day in an address such as /2021/07/29/; a number in a file's name is no day."""
    try:
        path = urlsplit(url.lower()).path
    except ValueError:
        return
    for match in URL_DAY.finditer(path):
        if day := read_url_day(match):
            interval = make_interval(day, None, "day", page.zone)
            raw = match.group().strip("/")
            row = {"article": page.article, "kind": "url", "grade": "C", "source": "url"}
            yield {**row, **interval._asdict(), "raw": raw}
            return


def read_url_day(match: re.Match[str]) -> date | None:
    """Return the day of a path; its month may be a name."""
    year, _, month, day = match.group(1, 2, 3, 4) if match[1] else (match[5], "", match[6], match[7])
    number = int(month) if month.isdecimal() else MONTH_NUMBERS.get(month, (0, ""))[0]
    return next(iter(make_day(int(year), number, int(day))), None)
