"""Turn a date as written into the half-open UTC interval it can stand for."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import ParameterError

# Local time runs from 12 hours behind UTC to 14 ahead of it.
# Source: IANA time zone database, Etc/GMT+12 and Pacific/Kiritimati.
EASTMOST = timedelta(hours=14)
WESTMOST = timedelta(hours=12)

# Vietnam has kept +07:00 without summer time since 1975, so no table is needed.
VIETNAM = timezone(timedelta(hours=7))

# Files beside the zones: the clock of this machine, rules, a placeholder, and the same zones once more.
# Source: IANA time zone database, "Factory"; tzfile(5); zic's TZDIR.
NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})
NO_FOLDERS = ("posix/", "right/")

YEARS = range(1900, 2100)
# What databases and broken clocks show for no date.
NO_DAYS = frozenset({date(1900, 1, 1), date(1969, 12, 31), date(1970, 1, 1)})

STEPS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}


class Zone(NamedTuple):
    """A time zone and how it is known; where it is one of several, what they span widens an interval."""

    info: tzinfo | None
    basis: str  # of ZONE_BASIS
    eastmost: timedelta = EASTMOST  # of the zones it may be, where `info` is None
    westmost: timedelta = -WESTMOST


class Interval(NamedTuple):
    """When a written date can have been: [earliest, latest) in UTC."""

    earliest: datetime
    latest: datetime
    precision: str
    zone_basis: str
    offset_minutes: int | None


UNKNOWN_ZONE = Zone(None, "unknown")


def read_zones(zones: Mapping[str, str]) -> dict[str, Zone]:
    """
    Return the zone of every outlet named in `zones`.

    Parameters
    ----------
    zones : mapping of str to str
        Outlet to IANA zone name, such as ``Asia/Ho_Chi_Minh``.

    Returns
    -------
    dict of str to Zone
        With basis ``outlet``.

    Raises
    ------
    ParameterError
        If a zone name is not in the time zone database; names outlet and zone.

    """
    known = {}
    for outlet, name in zones.items():
        try:
            known[outlet] = Zone(load_zone(name), "outlet")
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ParameterError(
                f"time zone of {outlet!r}: expected an IANA name such as 'Asia/Ho_Chi_Minh', got {name!r}"
            ) from error
    return known


def load_zone(name: str) -> ZoneInfo:
    """
    Return a zone of the time zone database, the same on every machine.

    Raises
    ------
    ZoneInfoNotFoundError, ValueError, OSError
        If there is none of that name.

    """
    if name in NO_ZONES or name.startswith(NO_FOLDERS):
        raise ZoneInfoNotFoundError(f"no time zone: {name!r}")
    return ZoneInfo(name)


def make_interval(day: date, clock: time | None, precision: str, zone: Zone) -> Interval:
    """
    Return the UTC interval of a local day or time of day.

    Parameters
    ----------
    day : date
        The local day, between the years 1900 and 2099.
    clock : time or None
        Local time of day; None for the whole day.
    precision : str
        ``second``, ``minute``, ``hour`` or ``day``.
    zone : Zone
        Zone the date was written in.

    Returns
    -------
    Interval
        Half-open.  One second, minute, hour or local day long; up to an hour longer when
        the clock went back over it, and 26 hours longer when the zone is unknown, or as much
        as the zones that bear the written name are apart.

    Examples
    --------
    >>> make_interval(date(2025, 2, 5), None, "day", Zone(VIETNAM, "assumed")).earliest.isoformat()
    '2025-02-04T17:00:00+00:00'

    """
    begin = datetime.combine(day, clock or time())
    end = begin + STEPS[precision]
    if zone.info is None:
        return Interval(
            (begin - zone.eastmost).replace(tzinfo=UTC),
            (end - zone.westmost).replace(tzinfo=UTC),
            precision,
            zone.basis,
            None,
        )
    offset = begin.replace(tzinfo=zone.info).utcoffset() or timedelta()
    # An hour that a clock change repeats is passed twice; one that it leaves out is of either side.
    first = min(_pass_twice(begin, zone.info))
    last = max(_pass_twice(end - STEPS["second"], zone.info)) + STEPS["second"]
    return Interval(first, last, precision, zone.basis, round(offset.total_seconds() / 60))


def _pass_twice(local: datetime, zone: tzinfo) -> list[datetime]:
    return [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]


def is_plausible(day: date) -> bool:
    """Tell whether a day can be meant: no year out of range, and no day that stands for none."""
    return day.year in YEARS and day not in NO_DAYS
