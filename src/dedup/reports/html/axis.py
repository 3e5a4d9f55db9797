"""Where an instant stands on a time axis, and which instants an axis names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LEFT, RIGHT = 1.5, 97.5  # per cent of the width; the rest leaves room for dots at the ends
MAX_TICKS = 5  # labels of "12 Sept 2025" fit side by side on a telephone

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS = (
    *(n * HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 5, 7, 14)),
    *(n * 30 * DAY for n in (1, 2, 3, 6)),
    *(n * 365 * DAY for n in (1, 2, 5, 10, 20, 50, 100)),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time on the width of a drawing; ticks are round in the zone, minutes east of UTC."""

    begin: datetime
    end: datetime
    zone: int

    def place(self, moment: datetime) -> float:
        """Return the place of `moment`, in per cent of the width."""
        share = (moment - self.begin) / (self.end - self.begin)
        return round(LEFT + share * (RIGHT - LEFT), 3)

    def step(self) -> timedelta:
        """Return the time from tick to tick."""
        fitting = (step for step in STEPS if (self.end - self.begin) / step <= MAX_TICKS)
        return next(fitting, STEPS[-1])

    def ticks(self, ui: Mapping[str, str]) -> Iterator[tuple[datetime, str]]:
        """Yield the named instants, with their names."""
        step = self.step()
        pattern = ui["axis_" + name_step(step)]
        shift = timedelta(minutes=self.zone)
        local = floor_time(self.begin + shift, step)
        while local - shift <= self.end:
            if local - shift >= self.begin:
                midnight = step < DAY and local.hour == 0
                name = ui["axis_day"] if midnight else pattern
                yield local - shift, name.format(t=local, month=ui[f"month_{local.month}"])
            local = next_tick(local, step)


def make_axis(begin: datetime, end: datetime, zone: int) -> Axis:
    """Return an axis that holds both instants, an hour long at least."""
    missing = max(HOUR - (end - begin), timedelta(0))
    return Axis(begin - missing / 2, end + missing / 2, zone)


def name_step(step: timedelta) -> str:
    """Return "hour", "day", "month" or "year"."""
    if step < DAY:
        return "hour"
    if step < 30 * DAY:
        return "day"
    return "month" if step < 365 * DAY else "year"


def floor_time(moment: datetime, step: timedelta) -> datetime:
    """Return the last round instant before `moment`: a full hour, midnight, a first of a month or year."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if step < DAY:
        return midnight + (moment - midnight) // step * step
    if step < 30 * DAY:
        era = datetime(1, 1, 1, tzinfo=UTC)
        return era + (midnight - era) // step * step
    first = midnight.replace(day=1)
    return first if step < 365 * DAY else first.replace(month=1)


def next_tick(moment: datetime, step: timedelta) -> datetime:
    """Return the next round instant; months and years are those of the calendar."""
    if step < 30 * DAY:
        return moment + step
    months = step.days // 30 if step < 365 * DAY else 12 * (step.days // 365)
    count = moment.year * 12 + moment.month - 1 + months
    if count // 12 > 9999:
        return datetime.max.replace(tzinfo=UTC)
    return moment.replace(year=count // 12, month=count % 12 + 1)
