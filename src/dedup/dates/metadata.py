"""Dates of an article's metadata fields and of its address."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from .grammar import make_day, read_line
from .intervals import is_plausible, make_interval
from .pages import Page, choose_day, choose_zone
from .patterns import MONTH_NUMBERS
from .stamps import names_zone, parse_stamp
from .written import Written

# Longer strings in a date field hold no date.
MAX_CHARS = 120

FIELDS = {"published": "published", "modified": "modified", "captured": "captured"}

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
    midnight in UTC is a day whose zone nobody wrote.  A publication on one of two days is two rows
    of grade E.
    """
    written = parse_field(raw)
    if written is None:
        return
    if day := choose_day(written, page):
        yield write_field(raw, kind, page, written, day)
    elif written.open and kind == "published":
        for supposed in page.suppose():
            if day := choose_day(written, supposed):
                yield {**write_field(raw, kind, page, written, day), "grade": "E"}


def write_field(raw: str, kind: str, page: Page, written: Written, day: date) -> dict[str, Any]:
    """Return a row of DATES for the date of a field that means this day."""
    zone = choose_zone(written, day, page)
    precision, clock = written.precision, written.clock
    if clock in (time(), None) and not written.exact:
        precision, clock = "day", None
        zone = page.zone if written.zone == UTC else zone
    grade = "A" if kind == "captured" else "B" if written.zone else "C"
    interval = make_interval(day, clock, precision, zone)
    row = {"article": page.article, "kind": kind, "grade": grade, "raw": raw[:MAX_CHARS], "source": kind}
    return {**row, **interval._asdict()}


def parse_field(raw: str) -> Written | None:
    """Return the first date of a metadata field."""
    raw = raw.strip()
    return parse_stamp(raw[:MAX_CHARS]) or parse_epoch(raw) or parse_line(raw)


def is_date(raw: str) -> bool:
    """
    Tell whether a metadata field holds a date, whichever day it may mean.

    >>> is_date("05/02/2025"), is_date("tomorrow"), is_date("2025-02-30")
    (True, False, False)
    """
    written = parse_field(raw)
    return written is not None and bool(written.days)


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
    found = next((written for written in read_line(raw[:MAX_CHARS]).dates if written.days), None)
    return found and found._replace(unread_zone=found.zone is None and names_zone(raw[:MAX_CHARS]))


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
