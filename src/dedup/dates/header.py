"""
Date lines of a page: the lines around its headline that say when it was published.

Sidebars, captions and furniture date nothing, and neither does a headline ("Gold price
on 5 February 2025"), a printed edition or the masthead's "today".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from .grammar import Reading, read_line
from .intervals import Zone, make_interval
from .pages import Page, choose_day
from .places import AFTER_BLOCKS, BEFORE_BLOCKS, LATE_BLOCKS
from .written import Written

# An unlabelled date this near the headline is trusted although another day follows further on.
NEAR_BLOCKS = 5

# Where a date glued to running text can begin: after "date", "Published on Monday".
GLUED_BEGIN = 20

# Other words on the line: an author and a place, never a sentence.
WORDS_WITH_CLOCK = 10
WORDS_WITHOUT_CLOCK = 3
# Among paragraphs a line must be barer still, or it is a sentence with a date.
STORY_WORDS = 2
STORY_WORDS_WITH_LABEL = 6
# More words than this behind a date, and a full stop: prose.
SENTENCE_WORDS = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """A date on a line in the header or at the close of a page."""

    written: Written
    reading: Reading
    begin: int  # of the line, in the article's text
    distance: int  # blocks behind the headline; negative before it
    titled: bool  # the headline is known
    closing: bool
    whole: bool  # the line holds nothing else to speak of
    day: date | None = None


def find_header_dates(
    lines: pl.DataFrame, pages: dict[int, Page], known: pl.DataFrame
) -> Iterator[dict[str, Any]]:
    """
    Yield a row of DATES for every publication or change that a date line states.

    Parameters
    ----------
    lines : DataFrame
        As `select_lines` returns it.
    pages : dict of int to Page
        Circumstances of every article in `lines`.
    known : DataFrame
        DATES of the same articles from metadata: they settle the order of day and month,
        and "3 hours ago" counts from when the page was captured.

    """
    days = known_days(known)
    captures = {
        article: (earliest, latest)
        for article, earliest, latest in known.filter(pl.col("kind") == "captured")
        .select("article", "earliest", "latest")
        .iter_rows()
    }
    for article, group in groupby(lines.iter_rows(named=True), key=itemgetter("article")):
        page = pages[article]
        claims = settle_days([claim for row in group for claim in read_claims(row)], page, days)
        for claim in choose_claims(claims):
            yield from write_row(claim, page, captures.get(article))


def known_days(known: pl.DataFrame) -> dict[int, set[date]]:
    """Return the days that metadata gives for each article, as written there."""
    local = pl.col("earliest").dt.offset_by(pl.format("{}m", pl.col("offset_minutes").fill_null(14 * 60)))
    rows = known.filter(pl.col("kind") != "captured").select("article", local.dt.date())
    found: dict[int, set[date]] = {}
    for article, day in rows.iter_rows():
        found.setdefault(article, set()).add(day)
    return found


def read_claims(row: dict[str, Any]) -> Iterator[Claim]:
    """Yield the dates of one line that are about the page, not about what it tells."""
    story = row["role"] in {"lead", "body"}
    reading = read_line(row["head"])
    for written in reading.dates:
        whole = (
            not row["long"]
            and is_date_line(reading, written, story=story and not is_under_title(row, reading, written))
            and fits_place(row, reading, written)
        )
        glued = written is reading.dates[0] and is_glued(reading, written)
        if whole or glued or reading.elsewhere:
            place = (row["distance"], row["titled"], row["closing"])
            yield Claim(written, reading, row["begin"], *place, whole)


def fits_place(row: dict[str, Any], reading: Reading, written: Written) -> bool:
    """
    Tell whether a date may stand where it stands.

    A label may stand further down than a time of day, and that further than a bare day;
    among titles and furniture a bare day counts only right under the headline.
    """
    furthest = AFTER_BLOCKS if written.label else LATE_BLOCKS if written.clock else 0
    if not row["closing"] and row["late"] > furthest:
        return False
    if row["distance"] < -NEAR_BLOCKS and not (written.label or written.clock):
        return False
    if row["role"] == "headline":
        allowed = STORY_WORDS_WITH_LABEL if written.label else STORY_WORDS if written.clock else -1
        return reading.lead_words + reading.tail_words <= allowed
    if row["role"] == "boilerplate" and not (written.label or written.clock):
        return bool(row["titled"] and 0 < row["distance"] <= NEAR_BLOCKS)
    return True


def is_under_title(row: dict[str, Any], reading: Reading, written: Written) -> bool:
    """Tell whether a line right under the headline opens with day and time: no sentence does."""
    return row["titled"] and 0 < row["distance"] <= 2 and bool(written.clock) and reading.lead_words == 0


def is_glued(reading: Reading, written: Written) -> bool:
    """Tell whether a labelled date opens a paragraph: "date 2025-02-05 On behalf of …"."""
    return (
        bool(written.label)
        and written.begin <= GLUED_BEGIN
        and reading.lead_words == 0
        and bool(written.days)
    )


def is_date_line(reading: Reading, written: Written, *, story: bool) -> bool:
    """Tell whether a line says little besides its date."""
    words = reading.lead_words + reading.tail_words
    stops = reading.line.text.rstrip().endswith((".", "!", "?", "…"))
    if written.label:
        return words <= (STORY_WORDS_WITH_LABEL if story else 2 * WORDS_WITH_CLOCK)
    if reading.lead_words and reading.line.text[: written.begin].rstrip().endswith((":", "：")):
        # "Closing date: 12 April 2025": a label, but not of a publication.
        return False
    if story:
        # A bare day between paragraphs is a subheading of a chronicle.
        dated = bool(written.clock) or reading.labelled
        return dated and words <= STORY_WORDS and not (stops and reading.lead_words)
    if written.ago:
        return words <= WORDS_WITHOUT_CLOCK
    allowed = WORDS_WITH_CLOCK if written.clock or reading.signed else WORDS_WITHOUT_CLOCK
    return words <= allowed and not (stops and reading.tail_words > SENTENCE_WORDS)


def settle_days(claims: list[Claim], page: Page, days: dict[int, set[date]]) -> list[Claim]:
    """Return the claims whose day is certain, without the days of a printed edition."""
    certain = {claim.written.days[0] for claim in claims if len(claim.written.days) == 1}
    known = days.get(page.article, set()) | certain
    settled = [replace(claim, day=choose_day(claim.written, page, known)) for claim in claims]
    edition = {claim.day for claim in settled if claim.reading.elsewhere}
    return [
        claim
        for claim in settled
        if not claim.reading.elsewhere
        and (claim.written.ago or claim.day is not None)
        and (claim.written.label or claim.day not in edition)
    ]


def choose_claims(claims: list[Claim]) -> list[Claim]:
    """
    Return the claims that may stand, at most one publication time among them.

    A label speaks for itself.  Without one, a date behind the headline comes before one
    above it, which may be the masthead's; dates of several days are a list of links, and
    then only one right under the headline is trusted.
    """
    changed = [claim for claim in claims if claim.written.label == "modified"]
    labelled = [claim for claim in claims if claim.written.label == "published"]
    plain = [claim for claim in claims if not claim.written.label]
    below = [claim for claim in plain if claim.distance >= 0 and not claim.closing]
    above = [claim for claim in plain if claim.distance < 0 and not is_masthead(claim)]
    closing = [claim for claim in plain if claim.closing and claim.written.clock]
    near = [claim for claim in labelled if claim.distance >= -BEFORE_BLOCKS]
    # Labels far above the headline can be those of other stories, unless they agree.
    labelled = near or (labelled if len({claim.day for claim in labelled}) == 1 else [])
    for candidates in (labelled, below, above, closing):
        if candidates:
            return [*pick_one(candidates, trusted=candidates is labelled), *changed]
    return changed


def is_masthead(claim: Claim) -> bool:
    """Tell whether a line above the text may be today's date: a weekday, no time of day, no author."""
    return claim.written.weekday is not None and claim.written.clock is None and not claim.reading.signed


def pick_one(candidates: list[Claim], *, trusted: bool) -> list[Claim]:
    """Return the claim nearest under the headline, or none where the candidates contradict."""
    first = min(candidates, key=lambda claim: (claim.distance < 0, abs(claim.distance)))
    same_day = all(claim.day == first.day for claim in candidates)
    near = first.distance <= NEAR_BLOCKS
    return [first] if same_day or trusted or near else []


def write_row(
    claim: Claim, page: Page, capture: tuple[datetime, datetime] | None
) -> Iterator[dict[str, Any]]:
    """Yield the claim as a row of DATES, quoted as it stands."""
    written, line = claim.written, claim.reading.line
    quote = line.original if claim.whole else line.original[: line.at[written.end]]
    begin = claim.begin + len(quote) - len(quote.lstrip())
    row = {
        "article": page.article,
        "kind": written.label or "published",
        "raw": quote.strip(),
        "source": "text",
        "begin": begin,
        "end": begin + len(quote.strip()),
    }
    if claim.day is not None:
        zone = Zone(written.zone, "explicit") if written.zone else page.zone
        interval = make_interval(claim.day, written.clock, written.precision, zone)
        yield {**row, **interval._asdict(), "grade": "C"}
    elif written.ago and capture:
        yield {**row, **count_back(written, capture), "grade": "D"}


def count_back(written: Written, capture: tuple[datetime, datetime]) -> dict[str, Any]:
    """Return the interval of "3 hours ago": pages round up, down or to the nearest."""
    assert written.ago is not None
    count, minutes = written.ago
    return {
        "earliest": capture[0] - timedelta(minutes=(count + 1) * minutes),
        "latest": capture[1] - timedelta(minutes=(count - 1) * minutes),
        "precision": written.precision,
        "zone_basis": "explicit",
        "offset_minutes": None,
    }
