"""What an outlet changed in its own story: its versions in the order of time, each against the one before."""

from datetime import datetime
from functools import cmp_to_key
from itertools import groupby, pairwise
from typing import NamedTuple

import polars as pl

from ..dates.choice import ANYWHERE, choose_published, name_clock
from ..mojibake import mend_texts
from ..run import Run
from ..schema import OWN_ROLES, TIME
from ..spans import cut_texts
from ..turns import keep_rows
from .changes import COUNTED, tell_changes
from .contract import VERSIONS_TABLE, settle
from .members import is_member

# Two fillings of one form are no versions of each other.
TOLD = (pl.col("level") == "article") & pl.col("kind").is_in(["syndication", "versions"])


class Times(NamedTuple):
    """When a version was made as its page says, by which clock and whether undisputed, and its capture."""

    begin: datetime | None
    end: datetime | None
    captured: datetime | None
    clock: str | None
    doubted: bool

    def ends_before(self, other: "Times") -> bool:
        """Tell whether this version's time is over when the other's begins."""
        if self.end is None or other.begin is None or self.doubted or other.doubted:
            return False
        if self.begin is None or self.clock is None or self.clock != other.clock:
            return self.end <= other.begin
        # Wherever the newsroom is, its own clock goes on.
        narrow = self.end - self.begin <= ANYWHERE
        return self.begin < other.begin if narrow else self.end - ANYWHERE <= other.begin

    def name_order(self, other: "Times") -> str:
        """Return what says that the other version was later: its time, its capture, or nothing."""
        if self.ends_before(other):
            return "time"
        return "capture" if compare_times(self, other) < 0 else ""


TIMES = Times._fields


def find_versions(run: Run, updates: pl.DataFrame) -> pl.DataFrame:
    """
    Return VERSIONS_TABLE of a run: every version but the first against the one before it.

    `updates` are as `find_updates` returns them; the clusters keep their order.
    """
    if updates.is_empty():
        return pl.DataFrame(schema=VERSIONS_TABLE)
    pages = run.articles.select("article", "article_id", "url").join(updates, on="article_id", how="semi")
    dates = run.dates.join(pages, on="article")
    published = pages.join(choose_published(dates), on="article", how="left")
    surely = ("earliest", "surely_from"), ("latest", "surely_to")
    sure = pl.all_horizontal(pl.col(said).eq_missing(pl.col(held)) for said, held in surely)
    published = published.select("article_id", "url", "clock", begin="earliest", end="latest", sure=sure)
    pairs = pair_versions(updates.join(choose_times(published, dates), on="article_id", how="left"))
    told = tell_changes(pairs, _gather_paragraphs(run, pages.drop("url")))
    # One page in the same words is one version, however often it was saved.
    told = told.filter(pl.any_horizontal(pl.col(COUNTED) > 0))
    rank = pl.int_range(2, pl.len() + 2).over("cluster_id", "outlet")
    told = told.with_columns(version=rank, earlier_at="earlier_begin", at="begin", ordered_by=_name_order())
    return settle(told, VERSIONS_TABLE)


def _name_order() -> pl.Expr:
    """
    Return what puts two versions in order: their times, their captures, or nothing.

    Of two addresses the crawl may take the older version last: then it speaks only for a later one that
    holds no less, for what an outlet changes it seldom cuts.
    """
    address = (pl.col("earlier_url") == pl.col("url")) & (pl.col("url") != "")
    kept = pl.col("words_removed") <= pl.col("words_added")
    open_ = (pl.col("order") == "capture") & ~(address | kept)
    return pl.when(open_).then(pl.lit("")).otherwise("order")


def choose_times(published: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return article_id, url, *TIMES: when each version was made, as far as its page says.

    The time of its last change where it shows one, else that of its publication, and where its zone
    is unknown the clock it is of; beside it the instant of its capture, which orders what shows no
    time of its own.  A publication that something contradicts is doubted, and puts no page before another.
    """
    kinds = {name: dates.filter(pl.col("kind") == name) for name in ("modified", "captured")}
    changed = kinds["modified"].sort("earliest", "latest").group_by("article_id").last()
    captured = kinds["captured"].group_by("article_id").agg(captured=pl.col("earliest").min())
    changed = changed.select(
        "article_id", changed="earliest", changed_end="latest", changed_clock=name_clock()
    )
    joined = published.join(changed, on="article_id", how="left").join(captured, on="article_id", how="left")
    later = pl.when(pl.col("changed") >= pl.col("begin").fill_null(pl.col("changed")))
    return joined.select(
        "article_id",
        "url",
        begin=later.then("changed").otherwise("begin").cast(TIME),
        end=later.then("changed_end").otherwise("end").cast(TIME),
        clock=later.then("changed_clock").otherwise("clock"),
        captured=pl.col("captured").cast(TIME),
        doubted=later.then(statement=False).otherwise(~pl.col("sure")),
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
    """Return each version but an outlet's first with, as `earlier_…`, the one before, and their `order`."""
    updates = updates.with_columns(place=pl.col("cluster_id").rle_id())
    updates = updates.sort("place", "outlet", *TIMES, "article_id", nulls_last=True)
    updates = updates.with_columns(story=pl.struct("place", "outlet").rle_id())
    times = [Times(*row) for row in updates.select(*TIMES).iter_rows()]

    def compare(one: int, other: int) -> int:
        return compare_times(times[one], times[other])

    stories = groupby(range(updates.height), key=updates["story"].to_list().__getitem__)
    rows = [row for _, story in stories for row in sorted(story, key=cmp_to_key(compare))]
    order = ["", *(times[one].name_order(times[other]) for one, other in pairwise(rows))]
    updates = updates[rows].with_columns(order=pl.Series(order, dtype=pl.String))
    before = pl.col("begin", "article_id", "url").shift(1).over("story")
    updates = updates.with_columns(before.name.prefix("earlier_"))
    return updates.filter(pl.col("earlier_article_id").is_not_null())


def compare_times(one: Times, other: Times) -> int:
    """
    Return -1 if a version goes before another, 1 if behind it, 0 where nothing tells.

    Their own times decide where they are apart; a time that one of them lacks is no reason to put a page
    behind another that was captured later.
    """
    if one.ends_before(other) or other.ends_before(one):
        return -1 if one.ends_before(other) else 1
    if one.captured is None or other.captured is None:
        return 0
    return (one.captured > other.captured) - (one.captured < other.captured)


def _gather_paragraphs(run: Run, pages: pl.DataFrame) -> pl.DataFrame:
    """Return article_id, text: the paragraphs of the own text of `pages`, frame (article, article_id)."""
    blocks = keep_rows(run.blocks, pages, ["article"]).filter(pl.col("role").is_in(OWN_ROLES))
    blocks = blocks.join(pages, on="article").sort("article_id", "begin")
    # A page read in a wrong encoding changed nothing.
    return blocks.select("article_id", text=mend_texts(cut_texts(blocks, run.texts)))
