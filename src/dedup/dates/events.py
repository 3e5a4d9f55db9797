"""
Dates inside the text: the day an event happened, the day a wire report is datelined.

They bound the publication from below and never date it.  One event and one dateline are
read per article, from its opening; what it announces ("sẽ", "will") is no bound at all.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import polars as pl

from ..classes import quicken
from ..languages import find_languages
from ..schema import DATES, OWN_ROLES, conform
from .event_patterns import (
    AHEAD,
    CHINESE,
    DATELINE,
    DAY_SIGNS,
    ENGLISH,
    NO_NAME,
    NO_PLACE,
    NOT_AN_EVENT,
    NUMBERED,
    ODD,
    PARTS_OF_DAY,
    SOME_HINT,
    SOME_OTHER,
    TODAY,
    VIETNAMESE,
)
from .intervals import EASTMOST, VIETNAM, WESTMOST
from .pages import MONTHS
from .patterns import MONTH_NUMBERS

STORY_BLOCKS, OPENING_CHARS = 3, 240
VIETNAM_HOURS = VIETNAM.utcoffset(None) // timedelta(hours=1)

# An event further from the publication than this is of another year than inferred.
MAX_AGE_DAYS = 183

FOUND = pl.Schema(
    {
        "article": pl.UInt32(),
        "kind": pl.String(),
        "before": pl.String(),  # the text up to the quote
        "raw": pl.String(),
        "year": pl.Int32(),
        "month": pl.Int32(),
        "day": pl.Int32(),
        "part": pl.String(),  # of PARTS_OF_DAY, lower case
        "zone_hours": pl.Int32(),  # null where unknown
        "begin": pl.UInt32(),  # of the block
        "head": pl.String(),
    }
)


def find_events(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return FOUND rows: at most one event and one dateline per article, year as written or null."""
    heads = fold_heads(read_heads(blocks))
    # One pass tells the few that are anything but "ngày 4/2".
    others = heads.filter(pl.col("folded").str.contains(quicken(SOME_OTHER)))
    past, rest = (frame.filter(~pl.col("folded").str.contains(AHEAD)) for frame in (heads, others))
    events = read_all(past, read_vietnamese)
    events += read_all(rest, read_today, read_english)
    told = pl.concat([FOUND.to_frame(), *events]).filter(~pl.col("before").str.contains(NOT_AN_EVENT))
    lines = pl.concat([FOUND.to_frame(), *read_all(others, read_datelines, read_numbered, read_chinese)])
    # "TP.HCM, ngày 3/3 –" tells no other day than its own.
    own = told.join(lines.select("article", "begin", line="raw"), on=["article", "begin"], how="left")
    same = pl.col("line").str.contains(pl.col("raw"), literal=True).fill_null(value=False)
    found = pl.concat([own.filter(~same).drop("line"), lines]).sort("article", "kind", "begin")
    return found.unique(["article", "kind"], keep="first", maintain_order=True)


def read_all(heads: pl.DataFrame, *readers: Callable[[pl.DataFrame], pl.DataFrame]) -> list[pl.DataFrame]:
    """Return what each reader finds in `heads`; no heads are not worth asking."""
    return [read(heads) for read in readers] if len(heads) else []


def read_heads(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the beginnings of each article's first paragraphs; `blocks` stand in reading order."""
    story = blocks.select("article", "begin", "text", "role").filter(pl.col("role").is_in(OWN_ROLES))
    # Three rows up there is another article, or this is one of the first three paragraphs.
    opening = story.filter((pl.col("article") != pl.col("article").shift(STORY_BLOCKS)).fill_null(value=True))
    return opening.select("article", "begin", head=pl.col("text").str.head(OPENING_CHARS))


def fold_heads(heads: pl.DataFrame) -> pl.DataFrame:
    """Return the heads that may tell a day, as they stand and in one width and composition."""
    likely = heads.filter(pl.col("head").str.contains(quicken(SOME_HINT)))
    odd = likely["head"].str.contains(ODD)
    parts = [likely.filter(~odd).with_columns(folded="head")]
    parts.append(likely.filter(odd).with_columns(folded=pl.col("head").str.normalize("NFKC")))
    return pl.concat(parts)


def match_heads(heads: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Return the heads that match, with the groups of the match in `groups`."""
    return heads.with_columns(groups=extract(pattern)).filter(group(1).is_not_null())


@cache
def extract(pattern: str) -> pl.Expr:
    """Return the groups of `pattern`; making the expression compiles it, once a scan is enough."""
    return pl.col("folded").str.extract_groups(quicken(pattern))


def name_found(matched: pl.DataFrame, kind: str, zone_hours: int | None, **parts: pl.Expr) -> pl.DataFrame:
    """Return matched heads as FOUND; what `parts` lacks is null."""
    rows = matched.with_columns(
        kind=pl.lit(kind), raw=group(1), zone_hours=pl.lit(zone_hours, pl.Int32), **parts
    )
    rows = rows.with_columns(before=pl.col("folded").str.splitn(pl.col("raw"), 2).struct.field("field_0"))
    missing = [pl.lit(None, FOUND[name]).alias(name) for name in FOUND if name not in rows.columns]
    return rows.with_columns(missing).select(pl.col(name).cast(FOUND[name], strict=False) for name in FOUND)


def group(number: int) -> pl.Expr:
    """Return one group of a match."""
    return pl.col("groups").struct.field(str(number))


def number_month(name: pl.Expr) -> pl.Expr:
    """Return the number of a month by its name in any language, null for other words."""
    numbers = {month: number for month, (number, _) in MONTH_NUMBERS.items()}
    return name.str.to_lowercase().replace_strict(numbers, default=None, return_dtype=pl.Int32)


def read_vietnamese(heads: pl.DataFrame) -> pl.DataFrame:
    """Return events such as "Tối ngày 4/2" and "ngày 15-7"; "6-15/12" is a span."""
    matched = match_heads(heads, VIETNAMESE).filter(group(6).is_null())
    parts = {"part": group(2).str.to_lowercase(), "day": group(3), "month": group(4), "year": group(5)}
    return name_found(matched, "event", VIETNAM_HOURS, **parts)


def read_today(heads: pl.DataFrame) -> pl.DataFrame:
    """Return events such as "sáng nay": a day that the text alone does not tell."""
    return name_found(match_heads(heads, TODAY), "event", VIETNAM_HOURS)


def read_english(heads: pl.DataFrame) -> pl.DataFrame:
    """Return events such as "on February 4" and "on 4 February 2025"."""
    matched = match_heads(heads, ENGLISH)
    month, day = number_month(pl.coalesce(group(2), group(5))), pl.coalesce(group(3), group(4))
    found = name_found(matched, "event", None, month=month, day=day, year=group(6))
    return found.filter(pl.col("month").is_not_null())


def read_datelines(heads: pl.DataFrame) -> pl.DataFrame:
    """Return datelines such as "HANOI, Feb 5 (Agency) --"."""
    matched = match_heads(heads, DATELINE)
    month, day = number_month(pl.coalesce(group(2), group(5))), pl.coalesce(group(3), group(4))
    found = name_found(matched, "dateline", None, month=month, day=day, year=group(6))
    return found.filter(pl.col("month").is_not_null(), ~pl.col("raw").str.contains(NO_PLACE))


def read_numbered(heads: pl.DataFrame) -> pl.DataFrame:
    """Return datelines such as "Hà Nội, 3/3/2025 –"; of two days that may be meant, none."""
    dated = group(6).is_not_null() | group(1).str.contains(DAY_SIGNS)
    matched = match_heads(heads, NUMBERED).filter(dated, ~group(2).str.contains(NO_NAME))
    matched = matched.with_columns(language=find_languages(matched["head"]))
    one, two = (group(number).cast(pl.Int32) for number in (3, 5))
    by_month = two > MONTHS
    known = by_month | (one > MONTHS) | (one == two) | ~pl.col("language").is_in(["", "en"])
    month, day = pl.when(by_month).then(one).otherwise(two), pl.when(by_month).then(two).otherwise(one)
    local = pl.col("language") == "vi"
    sides = (VIETNAM_HOURS, local), (None, ~local)
    return pl.concat(
        name_found(matched.filter(known, side), "dateline", zone, month=month, day=day, year=group(6))
        for zone, side in sides
    )


def read_chinese(heads: pl.DataFrame) -> pl.DataFrame:
    """Return datelines that name agency, place and day before 电."""
    matched = match_heads(heads, CHINESE)
    return name_found(matched, "dateline", None, month=group(2), day=group(3))


def infer_years(found: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """
    Return FOUND rows as DATES, with a year where it is written or the page's own dates give it.

    A capture gives none: it may be made years later.  Without a year the interval is null.
    """
    said = claims.filter(pl.col("kind").is_in(["published", "feed", "url", "modified"]))
    latest = (
        said.sort("article", "kind", "latest")
        .group_by("article", maintain_order=True)
        .agg(said=pl.col("latest").first())
    )
    rows = found.join(latest, on="article", how="left", maintain_order="left").with_columns(
        written=make_day("year"),
        this=make_day(pl.col("said").dt.year()),
        last=make_day(pl.col("said").dt.year() - 1),
    )
    this = pl.when(pl.col("this") <= pl.col("said")).then("this").otherwise("last")
    recent = pl.when(pl.col("said") - this <= pl.duration(days=MAX_AGE_DAYS)).then(this)
    rows = rows.with_columns(midnight=pl.when(pl.col("year").is_null()).then(recent).otherwise("written"))
    legal = pl.col("year").is_null() | pl.col("written").is_not_null()
    return conform(add_intervals(rows.filter(legal)), DATES)


def make_day(year: str | pl.Expr) -> pl.Expr:
    """Return local midnight of the day as if it were UTC; null if the calendar has no such day."""
    text = pl.format("{}-{}-{}", year, "month", "day")
    return text.str.to_datetime("%Y-%m-%d", time_unit="us", time_zone="UTC", strict=False)


def add_intervals(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the interval of their part of the day, widened where the zone is unknown."""
    begins = {part: begin for part, (begin, _) in PARTS_OF_DAY.items()}
    ends = {part: end for part, (_, end) in PARTS_OF_DAY.items()}
    known = pl.col("zone_hours")
    begin = pl.duration(hours=pl.col("part").replace_strict(begins, default=0))
    end = pl.duration(hours=pl.col("part").replace_strict(ends, default=24))
    zone = pl.duration(hours=known)
    dated = pl.col("midnight").is_not_null()
    offset = place_quote()
    return rows.with_columns(
        pl.col("kind").cast(DATES["kind"]),
        earliest=pl.col("midnight") + begin - zone.fill_null(EASTMOST),
        latest=pl.col("midnight") + end - zone.fill_null(-WESTMOST),
        precision=pl.when(dated).then(pl.lit("day")).otherwise(pl.lit("unknown")).cast(DATES["precision"]),
        zone_basis=pl.when(known.is_null())
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("assumed"))
        .cast(DATES["zone_basis"]),
        offset_minutes=(known * 60).cast(pl.Int16),
        year_inferred=dated & pl.col("year").is_null(),
        grade=pl.lit("E", DATES["grade"]),
        source=pl.lit("text"),
        **offset,
    )


def place_quote() -> dict[str, pl.Expr]:
    """Return where the quote stands in the article's text: null if folding moved it out of sight."""
    begin = pl.col("before").str.len_chars()
    raw = pl.col("head").str.slice(begin, pl.col("raw").str.len_chars())
    same = raw.str.normalize("NFKC") == pl.col("raw")
    start = pl.col("begin") + begin
    return {
        "begin": pl.when(same).then(start).cast(pl.UInt32),
        "end": pl.when(same).then(start + pl.col("raw").str.len_chars()).cast(pl.UInt32),
    }
