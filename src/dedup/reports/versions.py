"""What an outlet changed in its own story: its versions in the order of time, each against the one before."""

import polars as pl

from ..dates.choice import choose_published
from ..dates.intervals import EASTMOST, WESTMOST
from ..run import Run
from ..schema import OWN_ROLES, TIME
from ..spans import cut_texts
from ..turns import keep_rows
from .changes import tell_changes
from .contract import VERSIONS_TABLE, settle
from .members import is_member

# Two fillings of one form are no versions of each other.
TOLD = (pl.col("level") == "article") & pl.col("kind").is_in(["syndication", "versions"])


def find_versions(run: Run, updates: pl.DataFrame) -> pl.DataFrame:
    """
    Return VERSIONS_TABLE of a run: every version but the first against the one before it.

    `updates` are as `find_updates` returns them; the clusters keep their order.
    """
    if updates.is_empty():
        return pl.DataFrame(schema=VERSIONS_TABLE)
    pages = run.articles.select("article", "article_id").join(updates, on="article_id", how="semi")
    dates = run.dates.join(pages, on="article")
    chosen = choose_published(dates).with_columns(clock=_name_clock())
    published = pages.join(chosen, on="article", how="left")
    published = published.select("article_id", "clock", begin="earliest", end="latest")
    pairs = pair_versions(updates.join(choose_times(published, dates), on="article_id", how="left"))
    told = tell_changes(pairs, _gather_paragraphs(run, pages))
    told = told.with_columns(earlier_at="earlier_begin", at="begin", ordered_by=_name_order())
    return settle(told, VERSIONS_TABLE)


def _name_order() -> pl.Expr:
    """Return what puts two versions in order: their times, their captures, or nothing."""
    # Wherever the newsroom is, its own clock goes on.
    same = (pl.col("earlier_clock") == pl.col("clock")).fill_null(value=False)
    width = pl.when(same).then(pl.lit(EASTMOST + WESTMOST)).otherwise(pl.duration())
    time = pl.col("earlier_end") - width <= pl.col("begin")
    capture = pl.col("earlier_captured") < pl.col("captured")
    order = pl.when(time).then(pl.lit("time")).when(capture).then(pl.lit("capture"))
    return order.otherwise(pl.lit(""))


def _name_clock() -> pl.Expr:
    """Return which clock of an outlet a time in no known zone was read from; null of any other time."""
    unknown = pl.col("zone_basis").cast(pl.String) == "unknown"
    return pl.when(unknown).then(pl.concat_str(pl.col("grade").cast(pl.String), pl.lit(" "), "source"))


def choose_times(published: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return article_id, begin, end, clock, captured: when each version was made, as far as its page says.

    The time of its last change where it shows one, else that of its publication, and where its zone
    is unknown the clock it is of; beside it the instant of its capture, which orders what shows no
    time of its own.
    """
    kinds = {name: dates.filter(pl.col("kind") == name) for name in ("modified", "captured")}
    changed = kinds["modified"].sort("earliest", "latest").group_by("article_id").last()
    captured = kinds["captured"].group_by("article_id").agg(captured=pl.col("earliest").min())
    changed = changed.select(
        "article_id", changed="earliest", changed_end="latest", changed_clock=_name_clock()
    )
    joined = published.join(changed, on="article_id", how="left").join(captured, on="article_id", how="left")
    later = pl.when(pl.col("changed") >= pl.col("begin").fill_null(pl.col("changed")))
    return joined.select(
        "article_id",
        begin=later.then("changed").otherwise("begin").cast(TIME),
        end=later.then("changed_end").otherwise("end").cast(TIME),
        clock=later.then("changed_clock").otherwise("clock"),
        captured=pl.col("captured").cast(TIME),
    )


def find_updates(members: pl.DataFrame) -> pl.DataFrame:
    """
    Return the members of clusters of one story whose outlet has two or more in the cluster.

    `members` are all copies of some clusters, as `find_copies` returns them.
    """
    own = members.filter(TOLD, is_member(), pl.col("outlet") != "")
    own = own.select("cluster_id", "outlet", "article_id").unique(maintain_order=True)
    return own.filter(pl.len().over("cluster_id", "outlet") > 1)


def pair_versions(updates: pl.DataFrame) -> pl.DataFrame:
    """Return each version but an outlet's first, with `version` and, as `earlier_…`, the one before."""
    rank = pl.int_range(pl.len()).over("cluster_id", "outlet")
    order, beside = ["begin", "end", "captured", "article_id"], ["clock"]
    updates = updates.with_columns(place=pl.col("cluster_id").rle_id())
    updates = updates.sort("place", "outlet", *order, nulls_last=True).with_columns(version=rank + 1)
    before = pl.col(*order, *beside).shift(1).over("cluster_id", "outlet").name.prefix("earlier_")
    return updates.with_columns(before).filter(pl.col("version") > 1)


def _gather_paragraphs(run: Run, pages: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, text: the paragraphs of the own text of `pages`, frame (article, article_id)."""
    blocks = keep_rows(run.blocks, pages, ["article"]).filter(pl.col("role").is_in(OWN_ROLES))
    blocks = blocks.join(pages, on="article").sort("article_id", "begin")
    return blocks.select("article_id", text=cut_texts(blocks, run.texts))
