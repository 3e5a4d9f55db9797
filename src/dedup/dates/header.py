"""
Date lines of a page: the lines around its headline that say when it was published.

A caption dates nothing, and neither does what markup sets beside the text, but for the furniture
between a headline and its text.  A line that was only taken for a sidebar's needs a label
("Published on …"), one taken for furniture a label, a time of day or a headline close above.  A day
in a headline ("Gold price on 5 February 2025"), that of a printed edition and the masthead's "today"
are not the page's.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from .claims import HEADLINE_NEAR_BLOCKS, WORDS_WITH_CLOCK, Claim, read_claims
from .intervals import EASTMOST, STEPS, make_interval
from .pages import Page, choose_day, choose_zone
from .places import BEFORE_BLOCKS
from .written import Written

# So many bare days above a headline are entries of a list.
MANY_ENTRIES = 2
# A section and a button or two stand between a story's date and the headline under it, not a whole menu.
MASTHEAD_BLOCKS = 4
# What opens the whole page is the site's, unless a section at most stands before the headline.
OPENING_BLOCKS = 2


def find_header_dates(
    lines: pl.DataFrame, pages: dict[int, Page], known: pl.DataFrame
) -> Iterator[dict[str, Any]]:
    """
    Yield a row of DATES for every publication or change that a date line states.

    Where nothing else does, a line that means one of two days yields both, of grade E.

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
        claims = [claim for row in group for claim in read_claims(row)]
        chosen = choose_claims(settle_days(claims, page, days))
        for claim in chosen:
            yield from write_row(claim, page, captures.get(article))
        if all(claim.written.label == "modified" for claim in chosen):
            yield from suppose_orders(claims, page, days)


def suppose_orders(claims: list[Claim], page: Page, days: dict[int, set[date]]) -> Iterator[dict[str, Any]]:
    """Yield as rows of grade E the publication on either day that a line can mean."""
    for supposed in page.suppose():
        for claim in choose_claims(settle_days(claims, supposed, days)):
            if claim.written.open and claim.written.label != "modified" and not claim.foot:
                for row in write_row(claim, supposed, None):
                    yield {**row, "grade": "E"}


def known_days(known: pl.DataFrame) -> dict[int, set[date]]:
    """Return the days that metadata gives for each article, as written there."""
    # Where the zone is unknown, the day is that of the eastmost one, or of one that may be meant.
    offset = pl.duration(minutes=pl.col("offset_minutes"))
    first, last = (pl.col("earliest") + offset.fill_null(shift) for shift in (timedelta(), EASTMOST))
    rows = known.filter(pl.col("kind") != "captured")
    found: dict[int, set[date]] = {}
    for article, *days in rows.select("article", first=first.dt.date(), last=last.dt.date()).iter_rows():
        found.setdefault(article, set()).update(days)
    return found


def settle_days(claims: list[Claim], page: Page, days: dict[int, set[date]]) -> list[Claim]:
    """Return the claims whose day is certain, without the days of a printed edition."""
    certain = {claim.written.days[0] for claim in claims if claim.placed and is_certain(claim.written)}
    known = days.get(page.article, set()) | certain
    settled = [claim._replace(day=choose_day(claim.written, page, known)) for claim in claims]
    # What is seen in a picture may have happened on the day of the page.
    edition = {claim.day for claim in settled if claim.reading.elsewhere and is_short(claim)}
    return [
        claim
        for claim in settled
        if not claim.reading.elsewhere
        and (claim.written.ago or claim.day is not None)
        and (claim.written.label or claim.day not in edition)
    ]


def is_short(claim: Claim) -> bool:
    """Tell whether the line of a date is no sentence."""
    return claim.reading.lead_words + claim.reading.tail_words <= WORDS_WITH_CLOCK


def is_certain(written: Written) -> bool:
    """Tell whether a date can be read in one way only."""
    return len(written.days) == 1 and not written.opening


def choose_claims(claims: list[Claim]) -> list[Claim]:
    """
    Return the claims that may stand, at most one publication time among them.

    A label speaks for itself.  Without one, a date behind the headline comes before one
    above it, which may be the masthead's.  Dates of several days are a list of links: then
    only one right under the headline is trusted, or, if the list stands above the headline
    too, one that the text follows at once.  A bare day under the text counts on a page without
    any other date line.
    """
    listed = [claim.day for claim in claims if claim.bare and claim.distance < 0 and not is_masthead(claim)]
    alone = len({claim.day for claim in claims}) == 1
    claims = [claim for claim in claims if claim.placed]
    changed = [claim for claim in claims if claim.written.label == "modified"]
    if labelled := trust_labels([claim for claim in claims if claim.written.label == "published"]):
        return [*pick_one(labelled, trusted=True), *changed]
    plain = drop_agenda([claim for claim in claims if not claim.written.label])
    foot = [claim for claim in plain if claim.foot and alone]
    plain = [claim for claim in plain if not claim.foot]
    below = [claim for claim in plain if claim.distance >= 0 and not claim.closing]
    above = drop_clock([claim for claim in plain if claim.distance < 0 and not is_masthead(claim)])
    closing = [claim for claim in plain if claim.closing and claim.written.clock and not claim.written.ago]
    candidates = next((group for group in (below, above, closing, foot) if group), [])
    if not all(claim.told for claim in plain) and len({claim.day for claim in [*below, *above]}) > 1:
        # What was taken for the headline may stand in a list of other stories.
        candidates = []
    return [*pick_one(drop_listed(candidates, listed), trusted=False), *changed]


def drop_agenda(plain: list[Claim]) -> list[Claim]:
    """Return the claims that are no entries of an agenda: days, and behind each what happens on it."""
    entries = [claim for claim in plain if claim.bare and claim.reading.tail_words > claim.reading.lead_words]
    return [claim for claim in plain if claim not in entries] if len({c.day for c in entries}) > 1 else plain


def drop_clock(above: list[Claim]) -> list[Claim]:
    """Return the claims above a headline without a masthead's clock, later than the line right over it."""
    own = [claim for claim in above if claim.distance == -1 and not claim.entry]
    later = [claim for claim in above if own and claim.day and own[0].day and claim.day > own[0].day]
    return own if own and len(own) + len(later) == len(above) else above


def trust_labels(labelled: list[Claim]) -> list[Claim]:
    """Return the labels near the headline; those far above can be of other stories, unless they agree."""
    near = [claim for claim in labelled if claim.distance >= -BEFORE_BLOCKS]
    return near or (labelled if len({claim.day for claim in labelled}) == 1 else [])


def is_masthead(claim: Claim) -> bool:
    """
    Tell whether a line above the text may say today's date.

    It names no author, and holds a masthead's furniture, or a weekday and no clock, or is far up.  What
    markup calls a date, right above the headline, is the page's.
    """
    if claim.marked and claim.distance == -1:
        return False
    nearest = MASTHEAD_BLOCKS if claim.begin else OPENING_BLOCKS
    today = claim.written.clock is None or claim.distance < -nearest or claim.over_menu
    dated = claim.reading.furnished or (claim.written.weekday is not None and today)
    return dated and not claim.reading.signed


def drop_listed(candidates: list[Claim], listed: list[date | None]) -> list[Claim]:
    """Return the candidates that are no entries of a list which began above the headline."""
    days = {claim.day for claim in candidates} | set(listed)
    # One day above is a masthead's, or the page's own.
    if len(listed) < MANY_ENTRIES or len(days) == 1:
        return candidates
    return [claim for claim in candidates if claim.touches or not claim.bare]


def pick_one(candidates: list[Claim], *, trusted: bool) -> list[Claim]:
    """Return the claim nearest under the headline, or none where the candidates contradict."""
    if not candidates:
        return []
    first = min(candidates, key=lambda claim: (claim.distance < 0, abs(claim.distance)))
    same_day = all(claim.day == first.day for claim in candidates)
    near = 0 <= first.distance <= HEADLINE_NEAR_BLOCKS
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
        zone = choose_zone(written, claim.day, page)
        # Systems fill a missing time of day with zeros.
        clock, precision = (written.clock, written.precision) if written.clock != time() else (None, "day")
        interval = make_interval(claim.day, clock, precision, zone)
        yield {**row, **interval._asdict(), "grade": "D" if claim.foot else "C"}
    elif written.yesterday and capture:
        yield {**row, **make_yesterday(written, capture, page), "grade": "D"}
    elif written.ago and capture:
        yield {**row, **count_back(written, capture), "grade": "D"}


def make_yesterday(written: Written, capture: tuple[datetime, datetime], page: Page) -> dict[str, Any]:
    """Return the interval of "yesterday, 17:43": of the day before the capture, where the page is made."""
    first, last = capture[0], capture[1] - STEPS["second"]
    zone = choose_zone(written, first.date(), page)
    if zone.info is None:
        # Somewhere the day of the capture had just begun, and elsewhere it was over.
        clock = datetime.combine(date.min, written.clock or time()) - datetime.min
        begin, end = (moment - 2 * STEPS["day"] + clock for moment in capture)
        end += STEPS["day"] + STEPS[written.precision]
        return {**count_back(written, capture), "earliest": begin, "latest": end, "precision": "day"}
    days = [moment.astimezone(zone.info).date() - STEPS["day"] for moment in (first, last)]
    made = [make_interval(day, written.clock, written.precision, zone) for day in days]
    return made[0]._replace(latest=made[1].latest)._asdict()


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
