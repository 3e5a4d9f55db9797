"""Members and credits -> who took from whom, independent of clocks."""

import polars as pl

from ..agencies import Agencies
from .members import make_tokens, make_voices

ROUNDS = 16  # a chain of credits longer than this does not occur; each round follows one link


def find_credited(members: pl.DataFrame, credited: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return cluster, article, entity, outlet, role, creditor, raw, source, begin, token of credits that count.

    Text clusters read text, self and via credits, caption clusters photo and via
    ones: a photo credit says nothing about the text, nor a dateline about a picture.
    """
    role, picture = pl.col("credit_role"), pl.col("role").cast(pl.String).fill_null("") == "caption"
    named = credited.with_columns(
        pl.col("role").cast(pl.String).alias("credit_role"), token=make_tokens(pl.col("creditor"), agencies)
    )
    rows = members.select("cluster", "article", "article_id", "entity", "outlet", "role").join(
        named.drop("role"), on="article"
    )
    counts = (picture & role.is_in(["photo", "via"])) | (~picture & role.is_in(["text", "self", "via"]))
    return rows.filter(counts).sort("cluster", "article", "begin", "creditor", nulls_last=True)


def find_edges(members: pl.DataFrame, named: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return the rows of `named` whose creditor is another member's outlet, with `target`, its entity."""
    voices = make_voices(members, agencies)
    heard = members.select("cluster", "outlet", target="entity").unique().join(voices, on="outlet")
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
            rows.group_by("cluster", "entity")
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
