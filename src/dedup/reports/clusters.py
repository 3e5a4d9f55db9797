"""CLUSTERS -> the columns of clusters.csv: how many copies, who was first, and why we say so."""

import polars as pl

from ..run import Run
from .csvs import MAX_CELL_CHARS
from .members import EXCERPT_CHARS, is_core, is_member, quote_text, shorten_text
from .titles import TITLE_CHARS


def quote_copies(run: Run, copies: pl.DataFrame) -> pl.DataFrame:
    """
    Add `quote` and `excerpt`: the begin of every copy, and as much of it as members.csv shows.

    A quotation that is shared is quoted in full, once a cluster.
    """
    most = pl.when(is_said()).then(MAX_CELL_CHARS).otherwise(EXCERPT_CHARS)
    quoted = copies.with_columns(quote=quote_text(copies, run.texts, most))
    return quoted.with_columns(excerpt=shorten_text(pl.col("quote"), EXCERPT_CHARS))


def is_said() -> pl.Expr:
    """Return the condition that a row is the core of a cluster of quotations."""
    return is_core() & (pl.col("kind") == "quotation")


def describe_clusters(run: Run, copies: pl.DataFrame, titles: pl.Series) -> pl.DataFrame:
    """
    Return the columns of clusters.csv except `rank`, in no order.

    Parameters
    ----------
    run : Run
    copies : frame
        All of the clusters that are described, as `quote_copies` returns them.
    titles : String series
        Of `run.articles`, in their order.

    """
    known = pl.col("outlet").filter(is_member() & (pl.col("outlet") != ""))
    counted = copies.group_by("cluster").agg(
        rows=pl.len(), copies=is_member().sum(), outlets=known.n_unique()
    )
    cores = copies.filter(is_core()).unique("cluster", keep="first", maintain_order=True)
    firsts = run.articles.select("article", first_outlet="outlet", first_article_id="article_id")
    origins = run.origins.join(cores, on="cluster", how="semi")
    origins = origins.join(firsts, left_on="first_article", right_on="article", how="left").rename(
        {"first_published": "first_published_at", "precision": "first_precision", "basis": "first_basis"}
    )
    return (
        cores.with_columns(title=_title_cores(run, cores, titles), quotation=pl.when(is_said()).then("quote"))
        .join(counted, on="cluster", how="left")
        .join(_explain_members(copies), on="cluster", how="left")
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
    both = cores.join(named, on="article", how="left", maintain_order="left")
    shown = shorten_text(pl.col("quote"), TITLE_CHARS)
    by_level = pl.when(pl.col("level") == "article").then("headline").otherwise(shown)
    return both.select(by_level.alias("title"))["title"]


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
    copied = "Each copy was held against {}: {}; lowest similarity between any two {}."
    shared = "No copy of {} was found; pages that hold half of it or more: {}."
    parts = pl.format(shared, "article_id", pl.col("tally").str.extract(r"^(\d+)"))
    held = pl.format(copied, "article_id", "tally", lowest)
    cores = copies.filter(is_core()).unique("cluster", keep="first")
    return cores.join(tally, on="cluster", how="inner").select(
        "cluster", held=pl.when(pl.col("kind") == "partial").then(parts).otherwise(held)
    )
