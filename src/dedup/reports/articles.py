"""RUN -> articles.csv, and what reports add to it: one row for every article that was read."""

from functools import partial

import polars as pl

from ..dates.choice import choose_published
from ..run import Run
from ..schema import OWN_ROLES
from ..scratch import keep_turns
from ..turns import work_through
from .contract import ARTICLES_SHOWN, settle
from .published import find_published

TURN_ARTICLES = 200_000  # at a time, a thousand bytes each while they are joined


def make_articles_table(run: Run, clustered: pl.DataFrame, titles: pl.Series) -> pl.LazyFrame:
    """
    Return ARTICLES_SHOWN, sorted by path.

    Parameters
    ----------
    run : Run
    clustered : frame (article, cluster_id)
        The cluster that says most of each article that is in one.
    titles : String series
        Of `run.articles`, in their order.

    """
    named = run.articles.drop("credit", "published").with_columns(title=titles)
    columns = [_count_words(run), run.shares, clustered, run.pages, run.repaired]
    order = run.articles.select("article", "path", "article_id").sort("path", "article_id")
    complete = partial(_complete_articles, run, named, columns)
    return keep_turns(order.select("article"), complete, TURN_ARTICLES)


def _complete_articles(
    run: Run, named: pl.DataFrame, columns: list[pl.DataFrame], turn: pl.DataFrame
) -> pl.DataFrame:
    """Return ARTICLES_SHOWN of the articles of a `turn`, in its order."""
    dates = run.dates.join(turn, on="article", how="semi", maintain_order="left")
    credited = run.credits.join(turn, on="article", how="semi", maintain_order="left")
    given = run.articles.join(turn, on="article", how="semi")
    table = turn.join(named, on="article", how="left", maintain_order="left")
    for column in [find_published(dates), _find_zones(dates), _join_credits(given, credited), *columns]:
        table = table.join(column, on="article", how="left", maintain_order="left")
    filled = table.with_columns(
        pl.col("words", "repaired").fill_null(0),
        pl.col("published_precision").fill_null("unknown"),
    )
    return settle(filled, ARTICLES_SHOWN)


def _count_words(run: Run) -> pl.DataFrame:
    """Return article, words: of its own text."""
    own = work_through(
        run.blocks.select("article", "words", "role"),
        lambda turn: turn.filter(pl.col("role").is_in(OWN_ROLES)).select("article", "words"),
    )
    return own.group_by("article").agg(pl.col("words").sum())


def _find_zones(dates: pl.DataFrame) -> pl.DataFrame:
    """Return article, offset_minutes: of the zone its publication was printed in."""
    keys = ["article", "raw", "earliest"]
    zones = dates.select(*keys, "offset_minutes").unique(keys, keep="first", maintain_order=True)
    chosen = choose_published(dates).select(keys)
    return chosen.join(zones, on=keys, how="left").select("article", "offset_minutes")


def _join_credits(articles: pl.DataFrame, credited: pl.DataFrame) -> pl.DataFrame:
    """Return article, credit: who its text is credited to, by its own line or its metadata."""
    found = (
        credited.filter(pl.col("role") == "text")
        .sort("article", "begin", "creditor", nulls_last=True)
        .unique(["article", "creditor"], keep="first", maintain_order=True)
        .group_by("article", maintain_order=True)
        .agg(found=pl.col("creditor").str.join("; "))
    )
    given = articles.select("article", given=pl.col("credit"))
    return given.join(found, on="article", how="left").select("article", credit=pl.coalesce("found", "given"))
