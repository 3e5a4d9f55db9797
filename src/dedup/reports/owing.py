"""Which copies carry another's text, and which of them say so."""

import polars as pl

from ..spellings import fold_name
from .dossier import Dossier
from .members import is_member

# What is counted: the same article in two or more outlets; a version or a form in one is no sharing.
SHARED = (pl.col("level") == "article") & (pl.col("kind") == "syndication")


def find_shared_copies(dossier: Dossier) -> pl.DataFrame:
    """
    Return the copies of stories that ran in several outlets, and what is known of each.

    Adds to MEMBERS_SHOWN: leader and leader_at (the earliest known copy's outlet and
    time, where the verdict is first), `follows` (another outlet had it first), `names_source`
    (the page credits somebody for its text, itself included), `borrowed` (others are
    known to have had the text, and nothing says that this page is one of them) and
    `owes`: borrowed, and no credit was found.  Whose text a credited house's is, origins
    have said: `uncredited` in members.csv; here is added who ran later and names nobody.
    """
    ends = dossier.articles.select("article_id", "credit", "published_until")
    spoken = dossier.credits.filter(pl.col("role") != "photo").select("article_id").unique()
    copies = (
        dossier.members.filter(is_member())
        .join(_describe_stories(dossier.clusters), on="cluster_id")
        .join(ends, on="article_id", how="left")
        .join(spoken.with_columns(spoken=True), on="article_id", how="left")
        .join(_list_origins(dossier.clusters), on=["cluster_id"], how="left")
        .with_columns(house=fold_name(pl.col("outlet")))
    )
    first, tie = (pl.col("first_verdict") == verdict for verdict in ("first", "tie"))
    soonest = pl.col("published_until").min().over("cluster_id")
    may_be_first = pl.col("is_first") | (tie & (pl.col("published_at") < soonest).fill_null(value=False))
    is_origin = pl.col("origins").list.contains(pl.col("house")).fill_null(value=False)
    names_source = pl.col("spoken").fill_null(value=False) | (pl.col("credit") != "")
    owed = pl.col("uncredited") != ""
    credited = (pl.col("credited_to") != "") & names_source
    return copies.with_columns(
        follows=first & (pl.col("outlet") != pl.col("leader")),
        names_source=names_source,
        borrowed=owed | ((first | credited) & ~may_be_first & ~is_origin),
    ).with_columns(owes=owed | (pl.col("borrowed") & ~pl.col("names_source")))


def _describe_stories(clusters: pl.DataFrame) -> pl.DataFrame:
    return clusters.filter(SHARED).select(
        "cluster_id", "first_verdict", "credited_to", leader="first_outlet", leader_at="first_published_at"
    )


def _list_origins(clusters: pl.DataFrame) -> pl.DataFrame:
    """Return cluster_id, origins: the houses that are first or credited, their names folded."""
    named = clusters.select("cluster_id", name=pl.col("credited_to").str.split("; ")).explode("name")
    houses = pl.concat([named, clusters.select("cluster_id", name="first_outlet")])
    folded = houses.with_columns(house=fold_name(pl.col("name"))).filter(pl.col("house") != "")
    return folded.group_by("cluster_id").agg(origins=pl.col("house").unique().sort())
