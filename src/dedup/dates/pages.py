"""What is known of a page before its dates are read: language, zone, order of day and month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import cache, cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from ..languages import find_languages
from ..schema import OWN_ROLES
from . import countries
from .intervals import UNKNOWN_ZONE, VIETNAM, Zone
from .written import Written

# Enough text to tell a language by.
SAMPLE_BLOCKS, SAMPLE_CHARS = 3, 400

MONTHS = 12

# These write the year first where they write numbers, and their own signs where they don't.
YEAR_FIRST = frozenset({"ja", "zh", "ko"})


@dataclass
class Page:
    """One article's circumstances."""

    article: int
    outlet: str
    host: str
    declared: str  # language as metadata says it
    spoken: str  # language of the text itself, "" where unsure
    zones: Mapping[str, Zone]
    habit: str = ""  # the order of day and month to suppose, where nothing tells it

    @property
    def language(self) -> str:
        """The language of its text, else the declared one: templates declare wrongly."""
        return self.spoken or self.declared

    @cached_property
    def zone(self) -> Zone:
        """The outlet's zone, that of its country where that has one, Vietnam's for Vietnamese pages."""
        for name in (self.outlet, self.host, self.host.removeprefix("www.")):
            if name and name in self.zones:
                return self.zones[name]
        if self.domain == "vn" or self.spoken == "vi":
            return Zone(VIETNAM, "assumed")
        return find_national_zone(self.domain)

    @property
    def domain(self) -> str:
        """Top-level domain of its address or outlet; "" without one."""
        name = self.host or self.outlet
        return name.rpartition(".")[2].lower() if "." in name else ""

    @cached_property
    def order(self) -> str:
        """Say which of day and month this newsroom writes first: day | month | "" for unknown."""
        if self.language and self.language != "en":
            return "" if self.language in YEAR_FIRST else "day"
        if self.domain in countries.DAY_FIRST_DOMAINS or self.domain in countries.MONTH_FIRST_DOMAINS:
            return "day" if self.domain in countries.DAY_FIRST_DOMAINS else "month"
        if self.zone.basis == "outlet":
            name = str(self.zone.info)
            if name in countries.MONTH_FIRST_ZONES or not name.startswith("America/"):
                return "month" if name in countries.MONTH_FIRST_ZONES else "day"
        return self.habit

    def suppose(self) -> "list[Page]":
        """Return the page as it were in either order of day and month."""
        return [replace(self, habit=habit) for habit in ("day", "month")]


def read_pages(
    articles: pl.DataFrame, blocks: pl.DataFrame, wanted: pl.Series, zones: Mapping[str, Zone]
) -> dict[int, Page]:
    """Return the circumstances of the wanted articles by article number."""
    rows = articles.filter(pl.col("article").is_in(wanted.implode()))
    rows = rows.join(sample_stories(blocks, wanted), on="article", how="left", maintain_order="left")
    rows = rows.with_columns(spoken=find_languages(rows["sample"].fill_null("")))
    columns = rows.select("article", "outlet", "url", "language", "spoken")
    return {
        article: Page(article, outlet, find_host(url), language.lower().partition("-")[0], spoken, zones)
        for article, outlet, url, language, spoken in columns.iter_rows()
    }


def sample_stories(blocks: pl.DataFrame, wanted: pl.Series) -> pl.DataFrame:
    """Return the longest paragraphs of each wanted article: menus speak no language."""
    story = pl.col("role").is_in(OWN_ROLES) & pl.col("article").is_in(wanted.implode())
    longest = pl.col("text").sort_by("words", "ordinal", descending=[True, False]).head(SAMPLE_BLOCKS)
    sample = longest.str.head(SAMPLE_CHARS).str.join(" ")
    return blocks.filter(story).group_by("article").agg(sample=sample)


@cache
def find_national_zone(domain: str) -> Zone:
    """Return the zone of the country of a top-level domain; unknown where this machine has no zones."""
    name = countries.COUNTRY_ZONES.get(domain)
    try:
        return Zone(ZoneInfo(name), "assumed") if name else UNKNOWN_ZONE
    except ZoneInfoNotFoundError:
        return UNKNOWN_ZONE


def find_host(url: str) -> str:
    """Return the host of an address, "" if it has none or is malformed."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def choose_day(written: Written, page: Page, known: Iterable[date] = ()) -> date | None:
    """
    Return the one day a written date means, or None where that is open.

    4/2/2025 is settled by a weekday beside it, by the language or country of the page, by
    another day known of the page, or by an American clock beside it ("6:10 PM EDT");
    otherwise nobody can say, and None says so.
    """
    days = written.days
    american = written.american and page.language in {"", "en"}
    if written.opening:
        return choose_short_day(written, page.order or ("month" if american else ""))
    if len(days) < 2:
        return days[0] if days else None
    fitting = [day for day in days if day.weekday() == written.weekday]
    if len(fitting) == 1:
        return fitting[0]
    order = page.order
    if not page.language and written.language not in {"", "en"}:
        order = "day"
    if order:
        return days[order == "month"]
    agreeing = [day for day in days if day in set(known)]
    return agreeing[0] if len(agreeing) == 1 else days[1] if american else None


def choose_zone(written: Written, day: date, page: Page) -> Zone:
    """
    Return the zone of a date as written, or the page's own where none is written.

    "CST" is the page's own where its clock is called so; anywhere else it may be Chicago's or
    Shanghai's, and an interval spans both.  A zone that nobody can tell is no place at all: the
    page's would be wrong.
    """
    if written.shared_zone and written.shared_zone == name_clock(page.zone, day, written.clock):
        return Zone(page.zone.info, "explicit")
    if written.zone:
        return Zone(written.zone, "explicit")
    if written.shared_zone:
        return find_shared_zone(written, page)
    return UNKNOWN_ZONE if written.unread_zone else page.zone


def find_shared_zone(written: Written, page: Page) -> Zone:
    """Return America's zone of a shared name where an American page wrote it, else all zones of that name."""
    if written.clock in {None, time()}:
        # A time that is left out is a day, and whose day it is has no name.
        return UNKNOWN_ZONE
    name = written.shared_zone.lower()
    nowhere = page.zone.basis == "unknown" and page.order != "day"
    american = nowhere and (written.american or page.domain in countries.MONTH_FIRST_DOMAINS)
    if name in countries.AMERICAN_ZONES and (american or str(page.zone.info) in countries.MONTH_FIRST_ZONES):
        return Zone(timezone(timedelta(minutes=countries.AMERICAN_ZONES[name])), "explicit")
    minutes = countries.SHARED_ZONES[name]
    return Zone(None, "unknown", timedelta(minutes=max(minutes)), timedelta(minutes=min(minutes)))


def name_clock(zone: Zone, day: date, clock: time | None) -> str | None:
    """Return what the clock of a zone is called at a local time, None if nobody says."""
    if zone.info is None:
        return None
    local = datetime.combine(day, clock or time(), zone.info)
    return countries.CLOCK_NAMES.get(str(zone.info)) or local.tzname()


def choose_short_day(written: Written, order: str) -> date | None:
    """Return the day of three numbers of two figures, each of which may be the year, as `order` reads it."""
    if not order and len(written.days) == 1 and written.days[0].day > MONTHS:
        order = "month"  # 07/15/18 can be read in no other
    fitting = [day for day in written.days if order and getattr(day, order) == written.opening]
    return fitting[0] if fitting else None
