"""Timestamps of machines -> the date as written: ISO 8601, RFC 3339 and RFC 9557."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfoNotFoundError

from .grammar import make_day
from .intervals import EASTMOST, load_zone
from .written import Written

# The basic form is what NITF and NewsML write.  An hour alone stands behind a T only.
EXTENDED = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:(?:[Tt]| *[Tt] +| +)(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?|[Tt](\d\d)(?![\d:]))?"
)
BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[Tt](\d\d)(\d\d)(?:(\d\d)(?:[.,]\d+)?)?|[Tt](\d\d)(?!\d))?(?!\d)")
QUOTES = " \t\r\n'\""

OFFSET = r"[Zz]|[+\u2212-]\d\d(?::?\d\d)?"
# "+01:00[Europe/London][u-ca=gregory]"; PostgreSQL writes a whole hour as "+01".
# Source: RFC 9557, 4.1; a name without brackets is what people make of it.
SUFFIX = re.compile(
    rf"\s*(?P<offset>{OFFSET})?\s*(?:\[!?(?P<zone>[^\]=]{{1,60}})\]|(?P<bare>[A-Z]\w{{1,20}}/[\w/+-]{{1,40}}))?"
    r"(?:\[!?[^\]]{1,60}=[^\]]{0,60}\])*"
)
ZONE_NAME = re.compile(r"[A-Za-z][\w+-]*(?:/[\w+-]+)*")
# What only a zone can be: behind a time of day, or wherever it stands.  Days and months in capitals are none.
ZONE_LIKE = re.compile(
    r"\d[:h]\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?[\s,(]*"
    r"(?:[+\u2212-]\d|\[|[Zz]\b|[A-Z][a-z]+/[A-Z]|Eastern|Central|Mountain|Pacific"
    r"|[A-Z][a-z]+(?: (?:Standard|Daylight|Summer))? [Tt]ime\b)"
    r"|\dZ\b|\b(?!(?:SAT|OCT|SEPT)\b)(?:[A-Z]{1,4}T|UTC)\b"
)


class _Zone(NamedTuple):
    """The zone a suffix states, or that it states one nobody can tell."""

    info: tzinfo | None = None
    unread: bool = False


def parse_stamp(raw: str) -> Written | None:
    """
    Return a timestamp, None if `raw` is none or something else stands behind it.

    Its zone is the offset, else the named one.  A zone that does not exist, and a name
    that contradicts the offset beside it, are unread.

    >>> parse_stamp("2025-01-01 20:00:00-05").zone
    datetime.timezone(datetime.timedelta(days=-1, seconds=68400))
    """
    raw = raw.strip(QUOTES)
    stamp = EXTENDED.match(raw) or BASIC.match(raw)
    suffix = SUFFIX.fullmatch(raw, stamp.end()) if stamp else None
    if stamp is None or suffix is None:
        return None
    year, month, day, hour, minute, second, alone = (int(part or 0) for part in stamp.groups())
    days = tuple(make_day(year, month, day))
    timed = stamp[4] or stamp[7]
    if not timed and suffix["offset"] and len(suffix["offset"]) not in (1, 6):
        return None  # "2025-01-02-05" may be anything
    if not days or not timed:
        zone = _read_suffix(suffix, None)
        return Written(0, 0, days, zone=zone.info, unread_zone=zone.unread)
    return _read_time(days[0], (hour or alone, minute, second), suffix, "minute" if stamp[4] else "hour")


def _read_time(day: date, told: tuple[int, int, int], suffix: re.Match[str], precision: str) -> Written:
    """Return the time of a day; 24:00 is the next one's first, and a leap second belongs to its minute."""
    hour, minute, second = told
    ends = told == (24, 0, 0)
    try:
        clock = time(0 if ends else hour, minute, second if second != 60 else 0)
    except ValueError:
        # No clock shows it: the day is left, in the zone it was written in.
        zone = _read_suffix(suffix, None)
        return Written(0, 0, (day,), zone=zone.info, unread_zone=zone.unread, exact=zone.info is not None)
    day += timedelta(days=ends)
    zone = _read_suffix(suffix, datetime.combine(day, clock))
    precision = "second" if clock.second else precision
    days = tuple(make_day(day.year, day.month, day.day))
    return Written(
        0, 0, days, clock=clock, precision=precision, zone=zone.info, unread_zone=zone.unread, exact=ends
    )


def _read_suffix(suffix: re.Match[str], local: datetime | None) -> _Zone:
    """Return the zone written behind a time; `local` tells whether offset and name agree."""
    offset, name = suffix["offset"], suffix["zone"] or suffix["bare"]
    by_offset = parse_offset(offset) if offset else None
    named = _find_zone(name) if name else None
    if offset is None:
        return _Zone(named, unread=bool(name) and named is None)
    # Z says the instant, and of the place nothing.
    told = by_offset and (offset in "Zz" or local is None or named is None or _agree(by_offset, named, local))
    return _Zone(by_offset) if told else _Zone(unread=True)


def _agree(one: tzinfo, other: tzinfo, local: datetime) -> bool:
    passes = {local.replace(tzinfo=other, fold=fold).utcoffset() for fold in (0, 1)}
    return local.replace(tzinfo=one).utcoffset() in passes


def parse_offset(offset: str) -> timezone | None:
    """Return the zone of an ISO offset; none if no place on earth has it."""
    if offset in {"Z", "z"}:
        return UTC
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    behind = timedelta(hours=hours, minutes=minutes)
    if behind > EASTMOST or minutes >= 60:
        return None
    return timezone(behind if offset[0] == "+" else -behind) if behind else UTC


@lru_cache(maxsize=1024)
def _find_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA name or an offset in brackets, None if there is none."""
    if re.fullmatch(OFFSET, name):
        return parse_offset(name)
    if not ZONE_NAME.fullmatch(name):
        return None
    try:
        zone = load_zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return UTC if name.removeprefix("Etc/") in {"UTC", "Zulu", "Universal", "UCT"} else zone


def names_zone(raw: str) -> bool:
    """
    Tell whether a date has a zone or an offset, whichever it is.

    >>> names_zone("5 Feb 2025 07:30 CST"), names_zone("5 Feb 2025 07:30 AM")
    (True, False)
    """
    return ZONE_LIKE.search(raw) is not None
