"""Members and credits -> who took from whom, independent of clocks."""

import polars as pl

from ..agencies import Agencies
from .members import join_tokens, make_voices

OF_PICTURES, OF_TEXTS = ["photo", "via"], ["text", "self", "via"]
MAX_HOUSES = 100  # that one page credits; a list of more is nobody's credit for all of it
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
    named = join_tokens(named, "creditor", agencies)
    rows = members.select("cluster", "article", "article_id", "entity", "outlet", "role", "ordinal")
    picture, role = (pl.col("role") == "caption").fill_null(value=False), pl.col("credit_role")
    texts = _keep_few(named.filter(role.is_in(OF_TEXTS)))
    pictures = named.filter(role.is_in(OF_PICTURES))
    captions = rows.filter(picture)
    if blocks is None:
        captions = captions.join(_keep_few(pictures), on="article")
    else:
        captions = captions.join(_place_credits(pictures, blocks), on=["article", "ordinal"])
    found = pl.concat([rows.filter(~picture).join(texts, on="article"), captions]).drop("ordinal")
    return found.sort("cluster", "article", "begin", "creditor", "credit_role", "raw", nulls_last=True)


def _keep_few(named: pl.DataFrame) -> pl.DataFrame:
    """Return of each page the first place where it credits a house, and only so many houses."""
    ordered = named.sort("article", "begin", nulls_last=True, maintain_order=True)
    ordered = ordered.unique(["article", "credit_role", "creditor"], keep="first", maintain_order=True)
    # What metadata say comes first.
    ordered = ordered.sort("article", "begin", maintain_order=True)
    return ordered.filter(pl.int_range(pl.len()).over("article") < MAX_HOUSES)


def _place_credits(named: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return `named` with `ordinal`: that of the caption that each credit on a page belongs to."""
    # A picture's credit may be a line of its own under the caption.
    held = blocks.filter(pl.col("role").is_in(["caption", "credit"]))
    held = held.join(named, on="article", how="semi")
    held = held.with_columns(
        caption=pl.when(pl.col("role") == "caption").then("ordinal").forward_fill().over("article")
    )
    held = held.select("article", ordinal="caption", start="begin", stop="end").sort("article", "start")
    found = named.sort("article", "begin").join_asof(
        held, left_on="begin", right_on="start", by="article", strategy="backward", check_sortedness=False
    )
    return found.filter(pl.col("begin") < pl.col("stop")).drop("start", "stop")


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
    # A join keeps no order: of two credits to one house the first on the page is shown.
    order = ["cluster", "article", "begin", "target", "creditor", "credit_role", "raw"]
    edges = edges.sort(order, nulls_last=True)
    return edges.unique(["cluster", "article", "target"], keep="first", maintain_order=True)


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


def count_credits(named: pl.DataFrame, articles: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return cluster, credited_to, origin and origin_place from the credits of members.

    Creditors are counted by the articles that credit them, in whatever spelling, and shown in the
    most frequent; the most credited is the origin, in the corpus if one of its outlets is.
    """
    role, picture = pl.col("credit_role"), pl.col("role").cast(pl.String).fill_null("") == "caption"
    given = named.filter(pl.when(picture).then(role == "photo").otherwise(role == "text"))
    counts = given.group_by("cluster", "token").agg(
        pl.col("creditor").mode().sort().first(), copies=pl.col("article").n_unique()
    )
    voices = make_voices(articles, agencies).group_by("token").agg(home=pl.col("outlet").min())
    ranked = counts.join(voices, on="token", how="left").sort(
        "cluster", "copies", "creditor", descending=[False, True, False]
    )
    place = (
        pl.when(pl.col("home").is_null())
        .then(pl.lit("not in corpus"))
        .otherwise(pl.format("in corpus: {}", "home"))
    )
    return ranked.group_by("cluster", maintain_order=True).agg(
        credited_to=pl.col("creditor").str.join("; "),
        origin=pl.col("creditor").first(),
        origin_place=place.first(),
    )
