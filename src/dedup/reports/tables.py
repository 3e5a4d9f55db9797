"""RUN -> its tables, as the contract names them, some clusters at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from ..errors import ParameterError
from ..params import NAME_WORDS
from ..run import Run
from ..scratch import keep
from ..turns import iter_groups, work_groups, work_through
from .articles import make_articles_table
from .clusters import describe_clusters, quote_copies
from .contract import CLUSTERS_TABLE, MEMBERS_SHOWN, OUTLETS_TABLE, settle
from .members import find_article_clusters, find_copies, find_explained, is_core, is_member, place_clusters
from .published import find_published
from .titles import title_articles
from .versions import find_updates, find_versions

# What each ranking compares, largest first.
RANKED_BY: Mapping[str, tuple[str, ...]] = {
    "outlets": ("outlets", "copies", "words"),
    "copies": ("copies", "outlets", "words"),
    "words": ("words", "outlets", "copies"),
    "spread": ("spread_hours", "outlets", "copies", "words"),
    "newest": ("first_published_at", "outlets", "copies", "words"),
}
TURN_COPIES = 200_000  # at a time, two thousand bytes each while they are joined and quoted


@dataclass(frozen=True, slots=True)
class Tables:
    """What a run writes, a frame for each of `contract.TABLES`, and what else reports need to know of it."""

    articles: pl.LazyFrame  # ARTICLES_SHOWN
    clusters: pl.LazyFrame
    members: pl.LazyFrame  # MEMBERS_SHOWN
    outlets: pl.LazyFrame
    versions: pl.LazyFrame
    explained: int  # block clusters left out because an article cluster tells them already
    copies: pl.DataFrame  # level, article, begin of every row of the clusters that are listed


def make_tables(run: Run, *, rank_by: str = "outlets", all_blocks: bool = False) -> Tables:
    """
    Return the tables of a run, clusters best first.

    Clusters of articles come first, those of one form after copies of one text, then of
    blocks of their text and pictures, then of a few words, then of sidebars, boilerplate last; inside
    each, the one that more outlets ran, then with more copies, then with more words.
    `rank_by` puts another measure in front: copies, words, spread (hours from first
    to last) or newest.

    Raises
    ------
    ParameterError
        If `rank_by` is none of `RANKED_BY`.

    """
    if rank_by not in RANKED_BY:
        raise ParameterError(f"rank_by must be one of {', '.join(RANKED_BY)}, got {rank_by!r}")
    titles, listed, explained = title_articles(run), run.clusters, 0
    if not all_blocks:
        told = _find_explained(run)
        listed, explained = work_through(listed, partial(_leave_out, told)), told.height
    parts = [_describe_turn(run, turn, titles) for turn in iter_groups(listed, "cluster", TURN_COPIES)]
    copies, described = (pl.concat(each) for each in zip(*parts, strict=True))
    ranked = [_take_ranked(run, copies, turn) for turn in _rank_clusters(described, rank_by)]
    clusters, members, updates = zip(*ranked, strict=True)
    return Tables(
        articles=make_articles_table(run, _name_clusters(copies), titles),
        clusters=pl.concat(clusters),
        members=pl.concat(members),
        outlets=settle(run.follows, OUTLETS_TABLE).lazy(),
        versions=find_versions(run, pl.concat(updates)).lazy(),
        explained=explained,
        copies=copies.select("level", "article", "begin").collect(),
    )


def _find_explained(run: Run) -> pl.DataFrame:
    """Return, as column `cluster`, the block clusters that one article cluster explains."""
    articles = find_article_clusters(place_clusters(run, run.clusters.filter(pl.col("level") == "article")))
    return work_groups(
        run.clusters, "cluster", lambda turn: find_explained(place_clusters(run, turn), articles)
    )


def _leave_out(told: pl.DataFrame, clusters: pl.DataFrame) -> pl.DataFrame:
    return clusters.join(told, on="cluster", how="anti", maintain_order="left")


def _describe_turn(run: Run, clusters: pl.DataFrame, titles: pl.Series) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Return the copies of some clusters, and what is to be said of the clusters."""
    copies = quote_copies(run, find_copies(run, clusters))
    return keep(copies.drop("quote")), keep(describe_clusters(run, copies, titles))


def _rank_clusters(described: pl.LazyFrame, rank_by: str) -> Iterator[pl.DataFrame]:
    """Yield what was `described` with its `rank`, best first, clusters of some copies in all at a time."""
    keys = RANKED_BY[rank_by]
    ranked = described.select("cluster", "cluster_id", "rows", *keys, tier=_find_tier()).collect()
    descending = [False, *(True for _ in keys), False]
    ranked = ranked.sort("tier", *keys, "cluster_id", descending=descending, nulls_last=True)
    ranked = ranked.select("cluster", "rows", rank=pl.int_range(1, pl.len() + 1))
    turns = ranked.with_columns(turn=pl.col("rows").cum_sum() // TURN_COPIES)
    for turn in iter_groups(turns, "turn", 1):
        order = turn.select("cluster", "rank").lazy()
        yield described.join(order, on="cluster").sort("rank").collect()


def _find_tier() -> pl.Expr:
    """Return what comes before all else: whoever filled in a form took nobody's text."""
    furniture = {"sidebar": 5, "boilerplate": 6}
    text = pl.when(pl.col("words") > NAME_WORDS).then(3).otherwise(4)
    role = pl.col("role").cast(pl.String).replace_strict(furniture, default=text, return_dtype=pl.UInt8)
    articles = pl.col("kind").cast(pl.String).replace_strict({"partial": 1, "template": 2}, default=0)
    return pl.when(pl.col("level") == "article").then(articles).otherwise(role)


def _take_ranked(
    run: Run, copies: pl.LazyFrame, clusters: pl.DataFrame
) -> tuple[pl.LazyFrame, pl.LazyFrame, pl.DataFrame]:
    """Return CLUSTERS_TABLE and MEMBERS_SHOWN of ranked clusters, and the versions among their copies."""
    ranks = clusters.select("cluster", "rank").lazy()
    members = _order_members(run, copies.join(ranks, on="cluster").collect())
    shown = make_members_table(run, members)
    return keep(settle(clusters, CLUSTERS_TABLE)), keep(shown), find_updates(members)


def _order_members(run: Run, copies: pl.DataFrame) -> pl.DataFrame:
    """Return every one of ranked `copies` with its date, in the order of their clusters, oldest first."""
    dates = run.dates.join(copies, on="article", how="semi", maintain_order="left")
    origins = run.origins.select("cluster", "first_article")
    return (
        copies.join(origins, on="cluster", how="left")
        .join(find_published(dates), on="article", how="left")
        .sort("rank", ~is_member(), "published_at", "path", "article_id", "begin", nulls_last=True)
    )


def make_members_table(run: Run, members: pl.DataFrame) -> pl.DataFrame:
    """Return MEMBERS_SHOWN: a row for each of `members`."""
    dated = members.join(_quote_owed(run), on=["cluster", "article"], how="left", maintain_order="left")
    dated = dated.join(run.repaired, on="article", how="left", maintain_order="left")
    # A page that holds the text twice was first once.
    once = pl.struct("cluster", "article").is_first_distinct()
    table = dated.with_columns(
        role=pl.col("unit_role"),
        repaired=pl.col("repaired").fill_null(0),
        is_first=pl.col("article").eq_missing(pl.col("first_article")) & once,
        is_core=is_core(),
        published_precision=pl.col("published_precision").fill_null("unknown"),
    )
    return settle(table, MEMBERS_SHOWN)


def _quote_owed(run: Run) -> pl.DataFrame:
    """Return cluster, article, uncredited: whose text a copy carries without saying so, and how we know."""
    owed = pl.format("{}: {}", "agency", "evidence")
    rows = run.uncredited.sort("cluster", "article", "agency").group_by("cluster", "article")
    return rows.agg(uncredited=owed.str.join("; "))


def _name_clusters(copies: pl.LazyFrame) -> pl.DataFrame:
    """Return article, cluster_id: the cluster of articles that tells most of each that is in one."""
    # A copy of a bulletin is of its form as well; what it copies tells more.
    nearest = pl.col("cluster_id").sort_by("kind", "cluster_id").first()
    copied = pl.col("level") == "article", pl.col("kind") != "partial"
    members = copies.filter(*copied, is_member()).select("article", "kind", "cluster_id")
    return members.collect().group_by("article").agg(nearest)
