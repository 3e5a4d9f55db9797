"""CLUSTERS and the evidence -> one row for every article of a cluster."""

import polars as pl

from ..agencies import Agencies
from ..schema import FURNITURE
from ..spellings import find_initials, fold_name, key_outlets

EVIDENCE = (
    "earliest", "latest", "precision", "zone_basis", "grade", "date_kind", "date_raw", "date_source",
    "date_begin", "conflict", "surely_from", "surely_to", "clock", "clock_to",
)  # fmt: skip


def make_members(
    clusters: pl.DataFrame,
    units: pl.DataFrame,
    articles: pl.DataFrame,
    published: pl.DataFrame,
    bounds: pl.DataFrame,
) -> pl.DataFrame:
    """
    Return one row for every cluster and article of it, sorted by both.

    `partial` rows are listed, not members, where a text has copies; nor is furniture beside
    a text that is none: a teaser may have been laid around an older page yesterday.  `pages`
    are those it stands on, furniture too.  `entity` is who counts once for being first: the
    outlet; the article where outlets are unknown or all the same.
    """
    shared = pl.col("kind") == "partial"  # of what two pages share either may have been first
    joined = pl.col("relation").is_null() | (pl.col("relation") != "partial") | shared
    rows = clusters.filter(joined).select("cluster", "level", "kind", "role", "unit")
    # The units of clusters are a few of all units.
    placed = units.select("unit", "article", "ordinal", "words", own="role").join(rows, on="unit", how="semi")
    rows = rows.join(placed, on="unit", how="left").sort("cluster", "article", "unit")
    rows = rows.with_columns(pages=pl.col("article").n_unique().over("cluster"))
    beside = pl.col("own").is_in(FURNITURE) & ~pl.col("role").is_in(FURNITURE)
    rows = rows.filter(~beside.fill_null(value=False)).drop("own")
    rows = rows.unique(["cluster", "article"], keep="first", maintain_order=True)
    keyed = key_outlets(articles.filter(pl.col("outlet") != "")["outlet"])
    keyed = keyed.select("outlet", house=pl.format("o:{}", "key"))
    told = articles.select("article", "article_id", "outlet").join(keyed, on="outlet", how="left")
    dated = published.rename(
        {"kind": "date_kind", "raw": "date_raw", "source": "date_source", "begin": "date_begin"}
    )
    for known in (told, dated.select("article", *EVIDENCE), bounds):
        rows = rows.join(known, on="article", how="left")
    page = pl.format("p:{}", "article")
    rows = rows.with_columns(pl.col("conflict").fill_null(""), house=pl.coalesce("house", page))
    several = pl.col("house").n_unique().over("cluster") > 1
    rows = rows.with_columns(entity=pl.when(several).then("house").otherwise(page))
    return rows.drop("house").sort("cluster", "article")


def make_voices(outlets: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return outlet and token: every way in which a credit can name the outlet.

    Parameters
    ----------
    outlets : frame with outlet: String
        Empty names have no voice.
    agencies : Agencies
        An agency's own sites speak for it: credit TTXVN means VietnamPlus too.  An outlet
        is named by each of its known spellings.

    """
    known = outlets.select("outlet").filter(pl.col("outlet") != "").unique().with_columns(
        key=fold_name(pl.col("outlet")), initials=find_initials(pl.col("outlet"))
    )  # fmt: skip
    spelt = known.join(agencies.list_house_keys(), on="key").select("outlet", "house")
    spelt = spelt.join(agencies.houses, on="house").select("outlet", "key")
    keyed = pl.concat([known.select("outlet", "key"), spelt])
    owned = keyed.join(agencies.keys, on="key").select("outlet", token=pl.format("a:{}", "agency"))
    named = keyed.select("outlet", token=pl.format("k:{}", "key"))
    short = known.filter(pl.col("initials") != "").select("outlet", token=pl.format("k:{}", "initials"))
    return pl.concat([owned, named, short]).unique().sort("outlet", "token")


def join_tokens(frame: pl.DataFrame, creditor: str, agencies: Agencies) -> pl.DataFrame:
    """
    Return `frame` with `token`, by which `make_voices` knows the column `creditor`.

    An agency is meant however its name is written: "Thông Tấn Xã Việt Nam" is TTXVN.  So is an
    outlet whose spellings are known: its name and its host are one creditor.
    """
    known = agencies.names.filter(~pl.col("ambiguous")).select("agency", key=fold_name(pl.col("name")))
    own = agencies.table.select("agency", key="agency")
    by_name = frame.select(name=creditor).unique().with_columns(key=fold_name(pl.col("name")))
    by_name = by_name.join(known.unique("key", keep="first", maintain_order=True), on="key", how="left")
    by_name = by_name.join(own, left_on="name", right_on="key", how="left", suffix="_id")
    by_name = by_name.join(agencies.list_house_keys(), on="key", how="left")
    agency, house = pl.coalesce("agency_id", "agency"), pl.coalesce(fold_name(pl.col("house")), "key")
    token = pl.when(agency.is_not_null()).then(pl.format("a:{}", agency)).otherwise(pl.format("k:{}", house))
    tokens = by_name.select("name", token=token)
    return frame.join(tokens, left_on=creditor, right_on="name", how="left", maintain_order="left")
