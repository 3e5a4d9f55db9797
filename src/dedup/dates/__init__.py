"""ARTICLES, BLOCKS -> DATES: when a page says it was published, changed, captured, and not before what."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from ..schema import ARTICLES, DATES, ROLED, conform
from .bounds import find_bounds
from .choice import choose_published
from .events import find_events, infer_years
from .habits import settle_habits
from .header import find_header_dates
from .intervals import read_zones
from .joins import join_lines
from .lists import leave_out_others
from .lone import find_lone_dates, select_lone_lines
from .metadata import find_metadata_dates, is_date
from .pages import read_pages
from .places import PLACED, select_likely, select_lines

__all__ = ["choose_published", "find_bounds", "find_dates", "is_date", "leave_out_others", "settle_habits"]


def find_dates(
    articles: pl.DataFrame, blocks: pl.DataFrame, zones: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """
    Return every dated line of ARTICLES and their roled BLOCKS as rows of DATES.

    Parameters
    ----------
    articles : DataFrame
        ARTICLES.
    blocks : DataFrame
        ROLED blocks of the same articles.
    zones : mapping of str to str, optional
        Outlet or host to IANA time zone; others are Vietnamese, explicit or unknown.

    Returns
    -------
    DataFrame
        DATES sorted by article, place in the text (metadata first), kind and interval.
        `earliest` and `latest` are null where a line lacks a year that nothing gives.  What may have been
        published on one of two days is of grade E, a row for each.

    Raises
    ------
    ParameterError
        If a zone is not in the time zone database.

    """
    articles, blocks = conform(articles, ARTICLES), conform(blocks, ROLED)
    known_zones = read_zones(zones or {})
    captured = articles.filter(pl.col("captured") != "")["article"]
    likely = select_likely(blocks, captured)
    around = blocks.join(likely, on="article", how="semi").select(PLACED)
    likely = join_lines(likely, around)
    lines, lone_lines = select_lines(likely, around), select_lone_lines(likely, around)
    told = articles.filter(pl.any_horizontal(pl.col("url", "published", "modified", "captured") != ""))
    wanted = pl.concat([frame["article"] for frame in (told, lines, lone_lines)]).unique()
    pages = read_pages(articles, blocks, wanted, known_zones)
    metadata = make_rows(find_metadata_dates(told, pages))
    believed = pl.col("grade") < "E"
    header = make_rows(find_header_dates(lines, pages, metadata.filter(believed)))
    claims = pl.concat([metadata, header])
    dated = claims.filter(believed, pl.col("kind") != "captured")
    lone = make_rows(find_lone_dates(lone_lines.join(dated, on="article", how="anti"), pages))
    claims = pl.concat([claims, lone])
    events = infer_years(find_events(blocks), claims.filter(believed))
    order = ["article", "begin", "kind", "earliest", "latest", "source"]
    return pl.concat([claims, events]).sort(order, nulls_last=False, maintain_order=True)


def make_rows(rows: Any) -> pl.DataFrame:
    """Return rows of DATES; what a row leaves out is null, its year as written."""
    frame = pl.DataFrame(list(rows), schema=DATES)
    return frame.with_columns(pl.col("year_inferred").fill_null(value=False))
