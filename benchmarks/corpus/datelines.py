"""Date lines as each outlet prints them, and what a reader may conclude from one."""

from datetime import UTC, datetime, timedelta

WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

WEST, EAST = -12 * 60, 14 * 60  # the ends of the civil time zones, in minutes

Interval = dict[str, str]


def print_date(form: str, at: datetime) -> str:
    """Return the date line of `form` for a local time."""
    return form.format(
        d=at.day,
        m=at.month,
        day=f"{at.day:02}",
        month=f"{at.month:02}",
        year=at.year,
        hour=f"{at.hour:02}",
        hour12=at.hour % 12 or 12,
        half="am" if at.hour < 12 else "pm",
        minute=f"{at.minute:02}",
        weekday=WEEKDAYS[at.weekday()],
        name=MONTHS[at.month - 1],
    )


def find_interval(at: datetime, precision: str, offset: int | None, line: str) -> Interval:
    """
    Return the half-open interval, in UTC, in which the line says the page appeared.

    `offset` is None where nothing tells the zone: local times then lie anywhere
    from twelve hours behind UTC to fourteen ahead of it, and a minute in no known
    zone is known to the day at best.
    """
    begin = at.replace(hour=0, minute=0) if precision == "day" else at
    length = timedelta(days=1) if precision == "day" else timedelta(minutes=1)
    ahead, behind = (WEST, EAST) if offset is None else (offset, offset)
    return {
        "earliest": write_utc(begin - timedelta(minutes=behind)),
        "latest": write_utc(begin + length - timedelta(minutes=ahead)),
        "precision": "day" if offset is None else precision,
        "zone": "unknown" if offset is None else "explicit" if "GMT" in line else "outlet",
        "raw": line.strip(),
    }


def write_utc(at: datetime) -> str:
    """Return ISO 8601 with a Z."""
    return at.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
