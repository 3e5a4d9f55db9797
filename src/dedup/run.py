"""What a scan found: the frames that reports are made of."""

from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from .schema import COVERS, FOLLOWS, QUOTATIONS, REPAIRED, SOURCES, UNCREDITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """
    The frames of one scan, each conforming to its schema in `schema.py`.

    `blocks` is ROLED without `text`, and without the reasons of roles unless they were
    asked for; `clusters` holds both levels, clusters of two or more only, by number; `units` and
    `blocks` are sorted by article and ordinal.
    """

    articles: pl.DataFrame  # LABELLED, `outlet` filled in where it was recognised
    texts: list[pl.LazyFrame]  # TEXTS, of some of the articles each
    pages: pl.DataFrame  # PAGES
    blocks: pl.DataFrame
    units: pl.DataFrame  # UNITS
    matches: pl.DataFrame  # MATCHES
    clusters: pl.DataFrame  # CLUSTERS
    origins: pl.DataFrame  # ORIGINS, one row a cluster
    dates: pl.DataFrame  # DATES
    credits: pl.DataFrame  # CREDITS
    shares: pl.DataFrame  # SHARES
    skipped: pl.DataFrame  # SKIPPED
    uncredited: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=UNCREDITED))
    follows: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FOLLOWS))
    sources: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SOURCES))
    quotations: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUOTATIONS))
    covers: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=COVERS))
    repaired: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REPAIRED))
    counts: dict[str, int] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)  # seconds by stage


class Comparison(NamedTuple):
    """
    Two articles, numbered 0 and 1, side by side.

    `measures` and `matches` have one row or, where the texts have no relation, none in
    `matches`; `origins` has a row only if the two are the same text.
    """

    articles: pl.DataFrame  # ARTICLES
    blocks: pl.DataFrame  # ROLED without `text`
    pages: pl.DataFrame  # PAGES
    dates: pl.DataFrame  # DATES
    credits: pl.DataFrame  # CREDITS
    measures: pl.DataFrame  # MEASURES
    matches: pl.DataFrame  # MATCHES
    origins: pl.DataFrame  # ORIGINS
