"""A run as far as it is shown: the tables, the evidence and the texts that every report is made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from ..params import Params, ScanOptions
from ..run import Run
from ..schema import OWN_ROLES, TIME
from ..scratch import keep, keep_turns
from ..spans import cut_texts
from ..turns import keep_rows
from .articles import TURN_ARTICLES
from .contract import (
    ARTICLES_SHOWN,
    CLUSTERS_TABLE,
    MEMBERS_SHOWN,
    OUTLETS_TABLE,
    VERSIONS_TABLE,
    settle,
)
from .manifests import make_manifest
from .tables import Tables

DATES_SHOWN = pl.Schema(
    {
        "article_id": pl.String(),
        "kind": pl.String(),
        "earliest": TIME,
        "latest": TIME,
        "precision": pl.String(),
        "grade": pl.String(),
        "raw": pl.String(),
        "source": pl.String(),
    }
)

CREDITS_SHOWN = pl.Schema(
    {
        "article_id": pl.String(),
        "role": pl.String(),
        "creditor": pl.String(),
        "raw": pl.String(),
        "source": pl.String(),
    }
)

# The blocks whose words a report quotes: own text of clustered articles, copies of blocks;
# a quotation, which is a part of a block, has the role "quotation".
TEXTS_SHOWN = pl.Schema(
    {
        "article_id": pl.String(),
        "begin": pl.UInt32(),
        "end": pl.UInt32(),
        "role": pl.String(),
        "text": pl.String(),
    }
)

SKIPPED_SHOWN = pl.Schema(
    {"path": pl.String(), "line": pl.UInt32(), "reason": pl.String(), "detail": pl.String()}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What a run found, in frames of the `_SHOWN` schemas; `manifest` is run.json."""

    articles: pl.DataFrame
    clusters: pl.DataFrame  # CLUSTERS_TABLE
    members: pl.DataFrame
    dates: pl.DataFrame
    credits: pl.DataFrame
    texts: pl.DataFrame  # the largest by far
    skipped: pl.DataFrame
    outlets: pl.DataFrame  # OUTLETS_TABLE
    versions: pl.DataFrame  # VERSIONS_TABLE
    manifest: dict[str, Any]


FRAMES: dict[str, pl.Schema] = {
    "articles": ARTICLES_SHOWN,
    "clusters": CLUSTERS_TABLE,
    "members": MEMBERS_SHOWN,
    "dates": DATES_SHOWN,
    "credits": CREDITS_SHOWN,
    "texts": TEXTS_SHOWN,
    "skipped": SKIPPED_SHOWN,
    "outlets": OUTLETS_TABLE,
    "versions": VERSIONS_TABLE,
}


def make_dossier(run: Run, tables: Tables, params: Params, options: ScanOptions) -> Dossier:
    """Return what reports need of a run: evidence and text only of what is in a listed cluster."""
    frames = {name: frame.collect() for name, frame in draw_frames(run, tables)}
    return Dossier(**frames, manifest=make_manifest(run, tables, params, options))


def draw_frames(run: Run, tables: Tables) -> Iterator[tuple[str, pl.LazyFrame]]:
    """Yield each of FRAMES by name, one after another: together they are as large as the run."""
    yield "articles", tables.articles
    yield "clusters", tables.clusters
    yield "members", tables.members
    ids = run.articles.select("article", "article_id")
    listed = tables.members.select("article_id").unique().collect().join(ids, on="article_id")
    listed = listed.sort("article_id")
    yield "dates", _take(run.dates, listed, DATES_SHOWN, ["grade", "kind", "earliest", "raw"])
    yield "credits", _take(run.credits, listed, CREDITS_SHOWN, ["role", "creditor", "raw"])
    yield "texts", pl.concat([*find_texts(run, tables), find_quoted(run, tables).lazy()])
    yield "skipped", settle(run.skipped.sort("path", "line"), SKIPPED_SHOWN).lazy()
    yield "outlets", tables.outlets
    yield "versions", tables.versions


def find_texts(run: Run, tables: Tables) -> Iterator[pl.LazyFrame]:
    """Yield TEXTS_SHOWN, some at a time: own text of copies of articles, and every copy of a block."""
    copies, blocks = tables.copies.sort("article"), run.blocks.select("article", "begin", "end", "role")
    for texts in run.texts:
        pages = run.articles.select("article", "article_id").join(
            texts.select("article").collect(), on="article"
        )
        near = keep_rows(copies, pages, ["article"])
        whole, parts = (near.filter(pl.col("level") == level) for level in ("article", "block"))
        own = keep_rows(blocks, whole, ["article"]).filter(pl.col("role").is_in(OWN_ROLES))
        shown = pl.concat([own, keep_rows(blocks, parts, ["article", "begin"])]).unique()
        named = shown.join(pages, on="article").sort("article", "begin", "end")
        yield keep(settle(named.with_columns(text=cut_texts(named, [texts])), TEXTS_SHOWN))


def find_quoted(run: Run, tables: Tables) -> pl.DataFrame:
    """Return TEXTS_SHOWN: every copy of a quotation."""
    shared = tables.clusters.filter(pl.col("kind") == "quotation").select("cluster_id")
    spots = tables.members.join(shared, on="cluster_id", how="semi")
    spots = spots.select("article_id", "begin", "end", role=pl.lit("quotation")).unique()
    named = spots.collect().join(run.articles.select("article", "article_id"), on="article_id")
    quoted = named.with_columns(text=cut_texts(named, run.texts))
    return settle(quoted.sort("article_id", "begin", "end"), TEXTS_SHOWN)


def _take(frame: pl.DataFrame, listed: pl.DataFrame, schema: pl.Schema, order: list[str]) -> pl.LazyFrame:
    """Return the rows of the `listed` articles, which are sorted by id, in the order of the ids."""

    def take(turn: pl.DataFrame) -> pl.DataFrame:
        taken = frame.join(turn, on="article", maintain_order="left")
        return settle(taken.sort("article_id", *order, maintain_order=True), schema)

    return keep_turns(listed, take, TURN_ARTICLES)
