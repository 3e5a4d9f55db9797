"""RUN -> its tables, as the contract names them."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from ..errors import ParameterError
from ..run import Run
from ..schema import OWN_ROLES
from ..scratch import work_through
from .contract import ARTICLES_TABLE, CLUSTERS_TABLE, MEMBERS_TABLE, OUTLETS_TABLE, settle
from .csvs import MAX_CELL_CHARS
from .members import find_copies, find_explained, is_core, is_member, place_clusters, quote_text
from .published import find_published
from .titles import TITLE_CHARS, title_articles
from .versions import find_versions

# What each ranking compares, largest first.
RANKED_BY: Mapping[str, tuple[str, ...]] = {
    "outlets": ("outlets", "copies", "words"),
    "copies": ("copies", "outlets", "words"),
    "words": ("words", "outlets", "copies"),
    "spread": ("spread_hours", "outlets", "copies", "words"),
    "newest": ("first_published_at", "outlets", "copies", "words"),
}


@dataclass(frozen=True, slots=True)
class Tables:
    """What a run writes, a frame for each of `contract.TABLES`, and what else reports need to know of it."""

    articles: pl.DataFrame
    clusters: pl.DataFrame
    members: pl.DataFrame
    outlets: pl.DataFrame
    versions: pl.DataFrame
    explained: int  # block clusters left out because an article cluster tells them already
    cores: pl.Series  # of each row of `members`: whether its cluster was held against it
    copies: pl.DataFrame  # level, article, begin of every row of the clusters that are listed


def make_tables(run: Run, *, rank_by: str = "outlets", all_blocks: bool = False) -> Tables:
    """Return the tables of a run; see `make_clusters_table` for the ranking."""
    placed = place_clusters(run)
    explained = find_explained(placed)
    listed = find_copies(run, placed if all_blocks else placed.join(explained, on="cluster", how="anti"))
    titles = title_articles(run)
    clusters = make_clusters_table(run, listed, titles, rank_by=rank_by)
    articles, copies = make_articles_table(run, listed, titles), listed.select("level", "article", "begin")
    members = _order_members(run, listed, clusters)
    # As large as all of what is made of it.
    del listed, placed
    return Tables(
        articles=articles,
        clusters=clusters,
        members=make_members_table(run, members),
        outlets=settle(run.follows, OUTLETS_TABLE),
        versions=find_versions(run, members),
        explained=0 if all_blocks else explained.height,
        cores=members.select(is_core()).to_series(),
        copies=copies,
    )


def make_articles_table(run: Run, copies: pl.DataFrame, titles: pl.Series) -> pl.DataFrame:
    """Return articles.csv: one row for every article that was read, sorted by path."""
    own = work_through(
        run.blocks.select("article", "words", "role"),
        lambda turn: turn.filter(pl.col("role").is_in(OWN_ROLES)),
    )
    clustered = copies.filter(pl.col("level") == "article", is_member())
    # A copy of a bulletin is of its form as well; what it copies tells more.
    nearest = pl.col("cluster_id").sort_by("kind", "cluster_id").first()
    columns = [
        find_published(run.dates),
        _join_credits(run),
        own.group_by("article").agg(pl.col("words").sum()),
        run.shares,
        clustered.group_by("article").agg(nearest),
        run.pages,
        run.repaired,
    ]
    table = run.articles.drop("credit", "published").with_columns(title=titles)
    for column in columns:
        table = table.join(column, on="article", how="left")
    table = table.with_columns(
        pl.col("words", "repaired").fill_null(0),
        pl.col("published_precision").fill_null("unknown"),
    )
    return settle(table.sort("path", "article_id"), ARTICLES_TABLE)


def make_clusters_table(
    run: Run, copies: pl.DataFrame, titles: pl.Series, *, rank_by: str = "outlets"
) -> pl.DataFrame:
    """
    Return clusters.csv: one row for every cluster of `copies`, best first.

    Clusters of articles come first, then of blocks of their text and pictures, then of
    sidebars, boilerplate last; inside each, the one that more outlets ran, then with
    more copies, then with more words.
    `rank_by` puts another measure in front: copies, words, spread (hours from first
    to last) or newest.

    Raises
    ------
    ParameterError
        If `rank_by` is none of `RANKED_BY`.

    """
    if rank_by not in RANKED_BY:
        raise ParameterError(f"rank_by must be one of {', '.join(RANKED_BY)}, got {rank_by!r}")
    furniture = {"sidebar": 2, "boilerplate": 3}
    role = pl.col("role").cast(pl.String).replace_strict(furniture, default=1, return_dtype=pl.UInt8)
    tier = pl.when(pl.col("level") == "article").then(0).otherwise(role)
    keys = RANKED_BY[rank_by]
    ranked = _describe_clusters(run, copies, titles).sort(
        [tier, *keys, "cluster_id"], descending=[False, *(True for _ in keys), False], nulls_last=True
    )
    return settle(ranked.with_columns(rank=pl.int_range(1, pl.len() + 1)), CLUSTERS_TABLE)


def _order_members(run: Run, copies: pl.DataFrame, clusters: pl.DataFrame) -> pl.DataFrame:
    """Return every copy in the listed `clusters` with its date, in their order, oldest first."""
    return (
        copies.join(clusters.select("rank", "cluster_id"), on="cluster_id", how="inner")
        .join(run.origins.select("cluster", "first_article"), on="cluster", how="left")
        .join(find_published(run.dates), on="article", how="left")
        .sort("rank", ~is_member(), "published_at", "path", "article_id", "begin", nulls_last=True)
    )


def make_members_table(run: Run, members: pl.DataFrame) -> pl.DataFrame:
    """Return members.csv: a row for each of `members`."""
    dated = members.join(_quote_owed(run), on=["cluster", "article"], how="left", maintain_order="left")
    dated = dated.join(run.repaired, on="article", how="left", maintain_order="left")
    # A page that holds the text twice was first once.
    once = pl.struct("cluster", "article").is_first_distinct()
    table = dated.with_columns(
        quote_text(dated, run.texts).alias("excerpt"),
        role=pl.col("unit_role"),
        repaired=pl.col("repaired").fill_null(0),
        is_first=is_member() & pl.col("article").eq_missing(pl.col("first_article")) & once,
        published_precision=pl.col("published_precision").fill_null("unknown"),
    )
    return settle(table, MEMBERS_TABLE)


def _quote_owed(run: Run) -> pl.DataFrame:
    """Return cluster, article, uncredited: whose text a copy carries without saying so, and how we know."""
    owed = pl.format("{}: {}", "agency", "evidence")
    rows = run.uncredited.sort("cluster", "article", "agency").group_by("cluster", "article")
    return rows.agg(uncredited=owed.str.join("; "))


def _join_credits(run: Run) -> pl.DataFrame:
    """Return article, credit: who its text is credited to, by its own line or its metadata."""
    found = (
        run.credits.filter(pl.col("role") == "text")
        .sort("article", "begin", "creditor", nulls_last=True)
        .unique(["article", "creditor"], keep="first", maintain_order=True)
        .group_by("article", maintain_order=True)
        .agg(found=pl.col("creditor").str.join("; "))
    )
    given = run.articles.select("article", given=pl.col("credit"))
    return given.join(found, on="article", how="left").select("article", credit=pl.coalesce("found", "given"))


def _describe_clusters(run: Run, copies: pl.DataFrame, titles: pl.Series) -> pl.DataFrame:
    """Return the columns of clusters.csv except `rank`, in no order."""
    known = pl.col("outlet").filter(is_member() & (pl.col("outlet") != ""))
    counted = copies.group_by("cluster").agg(copies=is_member().sum(), outlets=known.n_unique())
    cores = copies.filter(is_core()).unique("cluster", keep="first", maintain_order=True)
    firsts = run.articles.select("article", first_outlet="outlet", first_article_id="article_id")
    origins = run.origins.join(firsts, left_on="first_article", right_on="article", how="left").rename(
        {"first_published": "first_published_at", "precision": "first_precision", "basis": "first_basis"}
    )
    return (
        cores.with_columns(title=_title_cores(run, cores, titles))
        .join(counted, on="cluster", how="left")
        .join(_explain_members(copies), on="cluster", how="left")
        .join(_quote_cores(run, cores), on="cluster", how="left")
        .join(origins, on="cluster", how="left")
        .join(run.sources, on="cluster", how="left")
        .with_columns(
            first_verdict=pl.col("verdict").fill_null("undetermined"),
            first_precision=pl.col("first_precision").fill_null("unknown"),
            why=pl.concat_str("held", "why", separator=" ", ignore_nulls=True).str.strip_chars(),
        )
    )


def _title_cores(run: Run, cores: pl.DataFrame, titles: pl.Series) -> pl.Series:
    """Return the core article's title, or the first words of the core block."""
    named = run.articles.select("article", headline=titles)
    shown = quote_text(cores, run.texts, TITLE_CHARS)
    both = cores.join(named, on="article", how="left", maintain_order="left").with_columns(shown=shown)
    by_level = pl.when(pl.col("level") == "article").then("headline").otherwise("shown")
    return both.select(by_level.alias("title"))["title"]


def _quote_cores(run: Run, cores: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, quotation: what is said, in full, where it is a quotation that is shared."""
    said = cores.filter(pl.col("kind") == "quotation")
    return said.select("cluster").with_columns(quotation=quote_text(said, run.texts, MAX_CELL_CHARS))


def _explain_members(copies: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, held: one sentence on what the members were held against, and how closely."""
    tally = (
        copies.filter(~is_core())
        .group_by("cluster", "relation")
        .agg(rows=pl.len())
        .sort("cluster", "relation")
        .group_by("cluster", maintain_order=True)
        .agg(tally=pl.format("{} {}", "rows", "relation").str.join(", "))
    )
    lowest = pl.col("similarity_min").round(2)
    sentence = "Each copy was held against {}: {}; lowest similarity between any two {}."
    cores = copies.filter(is_core()).unique("cluster", keep="first")
    return cores.join(tally, on="cluster", how="inner").select(
        "cluster", held=pl.format(sentence, "article_id", "tally", lowest)
    )
