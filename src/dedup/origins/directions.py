"""Members and credits -> who took from whom, independent of clocks."""

import polars as pl

from ..agencies import Agencies
from .members import join_tokens, make_voices

OF_PICTURES, OF_TEXTS = ["photo", "via"], ["text", "self", "via"]
ROUNDS = 16  # a chain of credits longer than this does not occur; each round follows one link


def find_credited(
    members: pl.DataFrame, credited: pl.DataFrame, agencies: Agencies, blocks: pl.DataFrame | None = None
) -> pl.DataFrame:
    """
    Return cluster, article, entity, outlet, role, creditor, raw, source, begin, token of credits that count.

    Text clusters read text, self and via credits, caption clusters photo and via
    ones: a photo credit says nothing about the text, nor a dateline about a picture.
    With `blocks`, only what stands in a caption or right behind it is credit for that picture.
    """
    named = credited.rename({"role": "credit_role"}).join(members, on="article", how="semi")
    named = _place_credits(join_tokens(named, "creditor", agencies), blocks)
    picture = (pl.col("role") == "caption").fill_null(value=False)
    here = pl.lit(blocks is None) | (pl.col("caption") == pl.col("ordinal")).fill_null(value=False)
    counts = pl.when(picture).then(here & pl.col("credit_role").is_in(OF_PICTURES))
    rows = members.select("cluster", "article", "article_id", "entity", "outlet", "role", "ordinal")
    rows = rows.join(named, on="article").filter(counts.otherwise(pl.col("credit_role").is_in(OF_TEXTS)))
    rows = rows.drop("ordinal", "caption")
    return rows.sort("cluster", "article", "begin", "creditor", nulls_last=True)


def _place_credits(named: pl.DataFrame, blocks: pl.DataFrame | None) -> pl.DataFrame:
    """Return `named` with `caption`: the ordinal of the caption that each credit on a page belongs to."""
    if blocks is None:
        return named.with_columns(caption=pl.lit(None, pl.UInt32))
    # A picture's credit may be a line of its own under the caption.
    held = blocks.filter(pl.col("role").is_in(["caption", "credit"]))
    held = held.join(named, on="article", how="semi")
    held = held.with_columns(
        caption=pl.when(pl.col("role") == "caption").then("ordinal").forward_fill().over("article")
    )
    held = held.select("article", "caption", start="begin", stop="end").sort("article", "start")
    found = named.sort("article", "begin").join_asof(
        held, left_on="begin", right_on="start", by="article", strategy="backward", check_sortedness=False
    )
    inside = pl.when(pl.col("begin") < pl.col("stop")).then("caption")
    return found.with_columns(caption=inside).drop("start", "stop")


def find_edges(members: pl.DataFrame, named: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return the rows of `named` whose creditor is another member's outlet, with `target`, its entity."""
    voices = make_voices(members, agencies)
    # In most clusters nobody credits anybody.
    heard = members.join(named, on="cluster", how="semi").select("cluster", "outlet", target="entity")
    heard = heard.unique().join(voices, on="outlet")
    own = voices.rename({"outlet": "speaker"}).with_columns(own=pl.lit(value=True))
    rows = named.join(own, left_on=["outlet", "token"], right_on=["speaker", "token"], how="anti")
    rows = rows.join(heard.drop("outlet").unique(), on=["cluster", "token"])
    edges = rows.filter(pl.col("entity") != pl.col("target"))
    order = ["cluster", "article", "begin", "target"]
    return edges.unique(["cluster", "article", "target"], keep="first", maintain_order=True).sort(
        order, nulls_last=True
    )


def follow_edges(members: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """
    Return `members` with `by_credit`: later because it credits what is first or itself later.

    `members` has `settled`: true where the member is of the candidate's outlet or
    later by its own date.  Repeated until nothing changes: B credits A, C credits B.
    """
    rows, links = (
        members.with_columns(by_credit=pl.lit(value=False)),
        edges.select("cluster", "article", "target"),
    )
    for _ in range(ROUNDS):
        proven = pl.col("settled") | pl.col("by_credit")
        done = (
            rows.join(links, on="cluster", how="semi")
            .group_by("cluster", "entity")
            .agg(done=proven.all() | pl.col("in_first").any())
            .filter("done")
        )
        reached = links.join(done, left_on=["cluster", "target"], right_on=["cluster", "entity"], how="semi")
        reached = reached.select("cluster", "article", found=pl.lit(value=True)).unique()
        after = rows.join(reached, on=["cluster", "article"], how="left", maintain_order="left")
        after = after.with_columns(
            by_credit=pl.col("by_credit") | pl.col("found").fill_null(value=False)
        ).drop("found")
        if after["by_credit"].sum() == rows["by_credit"].sum():
            break
        rows = after
    return rows
