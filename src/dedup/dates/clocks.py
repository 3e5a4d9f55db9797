"""The time of day and the zone beside a date."""

import re
from datetime import time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from . import countries
from .intervals import EASTMOST
from .patterns import AFTER, AFTERNOON, BEFORE, CUT_HALF, MORNING, NAMED_HOURS, SAME_DAY, ZONE_AFTER
from .written import Line, Written

NOON, NO_HOUR = 12, 24


def add_clock(line: Line, written: Written, begin: int, limit: int) -> Written:
    """Return the date with the time of day and the zone that stand beside it."""
    text = line.text
    before = BEFORE.search(text, begin, written.begin)
    again = SAME_DAY.match(text, written.end, limit)
    match = before or AFTER.match(text, again.end() if again else written.end, limit)
    if match and hides_half(line, match):
        match = before = None
    if match and not before and is_length(written, match):
        return written._replace(end=match.end(), lasts=True)
    clock, precision = read_clock(match.groupdict()) if match else (None, "day")
    zone, shared = read_zone(line, match) if match and clock else (None, "")
    end, told = written.end, match
    if match and clock and not before:
        end = match.end()
    if not (zone or shared) and (after := ZONE_AFTER.match(text, end, limit)):
        zone, shared = read_zone(line, after)
        told = after
        end = after.end() if zone or shared else end
    start = before.start() if before and clock else written.begin
    half = match["meridiem"] if match and clock else None
    name = told["abbreviation"] if told and zone and written.numeric else None
    american = written.american or name in countries.AMERICAN_CLOCKS
    american = american and half is not None and half.startswith(("a", "p"))
    written = written._replace(begin=start, end=end, clock=clock, precision=precision, american=american)
    return written._replace(zone=zone, shared_zone=shared, unread_zone=bool(shared) and zone is None)


def hides_half(line: Line, match: re.Match[str]) -> bool:
    """Tell whether AM or PM, glued to the next word, follows a time of day; "10:30 Amber" has none."""
    cut = CUT_HALF.match(line.text, match.end("hour"))
    if cut is None or match["meridiem"] or int(match["hour"]) > NOON:
        return False
    return cut["half"] == "p" or not cut["gap"] or line.original[line.at[cut.end() - 1]].isupper()


def is_length(written: Written, match: re.Match[str]) -> bool:
    """
    Tell whether minutes and seconds follow a date at once, as under films: "May 31, 201906:37".

    Where a name tells the month, a time of day has its half, its zone, or a unit.
    """
    glued = match.start("hour") == written.end and bool(written.language)
    told = match["meridiem"] or match["half"] or match["abbreviation"] or match["sign"] or match["sign2"]
    return glued and match["m1"] is not None and not told


def read_clock(parts: dict[str, str | None]) -> tuple[time | None, str]:
    """Return a time of day and its precision; none if no clock shows it, or nobody says it so."""
    hour = int(parts["hour"] or 0)
    minute = parts["m1"] or parts["m2"] or parts["m3"] or parts["m4"]
    half = (parts["half"] or parts["meridiem"] or "").replace(".", "")
    if half in AFTERNOON and hour < NOON:
        hour += 12
    elif half in MORNING and hour == NOON:
        hour = 0
    elif half in NAMED_HOURS:
        hour = NAMED_HOURS[half].get(hour, NO_HOUR)
    try:
        clock = time(hour, int(minute or 0), int(parts["second"] or 0))
    except ValueError:
        return None, "day"
    return clock, "second" if clock.second else "minute" if minute else "hour"


def read_zone(line: Line, match: re.Match[str]) -> tuple[tzinfo | None, str]:
    """Return the zone written in a match, and its abbreviation where other zones have the same, else ""."""
    parts = match.groupdict()
    if sign := parts["sign"] or parts["sign2"]:
        hours, minutes = int(parts["zh"] or parts["zh2"]), int(parts["zm"] or parts["zm2"] or 0)
        offset = timedelta(hours=hours, minutes=minutes)
        legal = offset <= EASTMOST and minutes < 60
        # GMT+7 is seven hours east, never west.
        return timezone(offset if sign == "+" else -offset) if legal else None, ""
    if place := parts["place"] or parts["place2"] or parts["place3"]:
        return ZoneInfo(countries.PLACE_ZONES[" ".join(place.split())]), ""
    name = parts["abbreviation"]
    begin, end = match.span("abbreviation")
    # "et", "est" and "art" are words in small letters.
    if not name or not line.original[line.at[begin] : line.at[end]].isupper():
        return None, ""
    shared = name.upper() if name in countries.SHARED_ZONES else ""
    if name in countries.SEASONAL_ZONES:
        return ZoneInfo(countries.SEASONAL_ZONES[name]), shared
    if name not in countries.ZONES:
        return None, shared
    return timezone(timedelta(minutes=countries.ZONES[name])), shared
