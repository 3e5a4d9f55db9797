"""What is known of a page before its dates are read: language, zone, order of day and month."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

import polars as pl

from . import forms
from .grammar import Written
from .intervals import UNKNOWN_ZONE, VIETNAM, Zone

# Enough text for a vote of function words; more changes no answer.
SAMPLE_CHARS = 2000
# Fewer function words than this are chance.
MIN_VOTES = 4

WORD = re.compile(r"[^\W\d_]+")
VOTES: dict[str, list[str]] = {}
for _language, _words in forms.FUNCTION_WORDS.items():
    for _word in _words.split():
        VOTES.setdefault(_word, []).append(_language)

SCRIPTS = {
    "vi": re.compile("[ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
}
# One letter in twenty is more than names and loan words bring.
SCRIPT_SHARE = 0.05

# These write the year first where they write numbers, and their own signs where they don't.
YEAR_FIRST = frozenset({"ja", "zh", "ko"})


@dataclass
class Page:
    """One article's circumstances."""

    article: int
    outlet: str
    host: str
    declared: str  # language as metadata says it
    sample: str  # the beginning of its text
    zones: Mapping[str, Zone]

    @cached_property
    def language(self) -> str:
        """The language its words vote for, else the declared one: templates declare wrongly."""
        return self.spoken or self.declared

    @cached_property
    def spoken(self) -> str:
        """The language its words vote for, else ""."""
        return guess_language(self.sample)

    @cached_property
    def zone(self) -> Zone:
        """The outlet's zone, Vietnam's for Vietnamese pages, else unknown."""
        for name in (self.outlet, self.host, self.host.removeprefix("www.")):
            if name and name in self.zones:
                return self.zones[name]
        if self.domain == "vn" or self.spoken == "vi":
            return Zone(VIETNAM, "assumed")
        return UNKNOWN_ZONE

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
        if self.domain in forms.DAY_FIRST_DOMAINS or self.domain in forms.MONTH_FIRST_DOMAINS:
            return "day" if self.domain in forms.DAY_FIRST_DOMAINS else "month"
        if self.zone.basis == "outlet":
            name = str(self.zone.info)
            month_first = name in forms.MONTH_FIRST_ZONES
            return "month" if month_first else "" if name.startswith("America/") else "day"
        return ""


def read_pages(articles: pl.DataFrame, wanted: pl.Series, zones: Mapping[str, Zone]) -> dict[int, Page]:
    """Return the circumstances of the wanted articles by article number."""
    rows = articles.filter(pl.col("article").is_in(wanted.implode())).select(
        "article", "outlet", "url", "language", pl.col("text").str.head(SAMPLE_CHARS)
    )
    return {
        article: Page(article, outlet, find_host(url), language.lower().partition("-")[0], sample, zones)
        for article, outlet, url, language, sample in rows.iter_rows()
    }


def find_host(url: str) -> str:
    """Return the host of an address, "" if it has none or is malformed."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def guess_language(sample: str) -> str:
    """Return the language of a text by script, else by a vote of function words, else ""."""
    letters = sum(map(len, WORD.findall(sample.lower()))) or 1
    for language, script in SCRIPTS.items():
        if len(script.findall(sample.lower())) >= SCRIPT_SHARE * letters:
            return language
    counts = dict.fromkeys(forms.FUNCTION_WORDS, 0)
    for word in WORD.findall(sample.lower()):
        for language in VOTES.get(word, ()):
            counts[language] += 1
    best, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda name: counts[name]) if best >= MIN_VOTES and best > second else ""


def choose_day(written: Written, page: Page, known: Iterable[date] = ()) -> date | None:
    """
    Return the one day a written date means, or None where that is open.

    4/2/2025 is settled by a weekday beside it, by the language or country of the page, or
    by another day known of the page; otherwise nobody can say, and None says so.
    """
    days = written.days
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
    return agreeing[0] if len(agreeing) == 1 else None
