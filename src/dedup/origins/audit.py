"""Clusters and credits -> who carries an agency's text without saying so, and who follows whom."""

import polars as pl

from ..agencies import Agencies
from ..schema import (
    BOUNDS,
    CLUSTERS,
    CREDITS,
    FOLLOWS,
    LABELLED,
    ORIGINS,
    PUBLISHED,
    SOURCES,
    TIME,
    UNCREDITED,
    UNITS,
    conform,
)
from .directions import find_credited
from .members import join_tokens, make_members, make_voices
from .mentions import drop_answered
from .wording import quote_credit

# Houses that every other copy of a text can owe a credit.  Of real clusters none has two.
MAX_OWED = 20
# Of the shingles of a copy and the core: what less is credited for need not be the rest of the text.
MOSTLY = 0.5
WIRES = ["wire", "pr"]  # whose texts others carry
HELD = 0.8  # of the shingles of one in the other: an excerpt, or a copy that goes on
NO_DATES, NO_BOUNDS = pl.DataFrame(schema=PUBLISHED), pl.DataFrame(schema=BOUNDS)


def find_uncredited(
    clusters: pl.DataFrame,
    units: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    published: pl.DataFrame,
    credited: pl.DataFrame,
    agencies: Agencies,
) -> pl.DataFrame:
    """
    Return UNCREDITED: members of article clusters whose text is an agency's and who do not say so.

    The text is an agency's where another member that is mostly the core credits it, or where the
    agency's own copy is a member and is not known to be the later one.  Whoever speaks for the
    agency owes no credit, nor whoever is surely dated before all pages of the agency's; nor does a
    copy that says where it has the text from, unless the agency's own is a member: either may have
    it through the other; nor one that credits a page which credits the agency.  Two accounts of one
    event may share half their words: a copy that is not mostly the core, nor held by it, owes nothing
    and is owed nothing.
    """
    clusters = conform(clusters, CLUSTERS).filter(
        pl.col("level") == "article", pl.col("kind") == "syndication"
    )
    articles = conform(articles, LABELLED)
    members = make_members(clusters, conform(units, UNITS), articles, published, NO_BOUNDS)
    given = find_credited(members, conform(credited, CREDITS), agencies)
    named = given.filter(pl.col("credit_role") == "text")
    voices = make_voices(articles, agencies)
    # An agency of pictures is owed nothing for a text, however its credit was read.
    pictures = agencies.table.filter(pl.col("kind") == "photo")["agency"]
    claims = _find_claims(named.filter(~pl.col("creditor").is_in(pictures.implode())), clusters, units)
    apart = _list_unlike(clusters, units, pl.col("containment") < HELD)
    alike = members.join(apart, on=["cluster", "article"], how="anti")
    owed = _gather_owed(pl.concat([claims, _find_houses(alike, voices, agencies)]))
    begun = _find_beginnings(alike, voices)
    rows = alike.select("cluster", "article", "outlet", "earliest", "surely_to").join(owed, on="cluster")
    rows = rows.join(begun, on=["cluster", "token"], how="left", maintain_order="left")
    rows = rows.filter(~(pl.col("surely_to") <= pl.col("begun")).fill_null(value=False))
    # The house's copy alone is no evidence against a page that may have had the text before it.
    before = (pl.col("credited_by") == 0) & (pl.col("earliest") < pl.col("until"))
    rows = rows.filter(~before.fill_null(value=False))
    # Who links to the house in the markup alone does not hide it.
    rows = rows.join(given, on=["cluster", "article", "token"], how="anti")
    rows = rows.join(voices, on=["outlet", "token"], how="anti")
    settled = _follow_credits(named, members, voices)
    rows = rows.join(settled, on=["cluster", "article", "token"], how="anti")
    cuts = clusters.filter(pl.col("relation") == "excerpt").join(units, on="unit")
    cuts = cuts.select("cluster", "article", cut=pl.lit(value=True)).unique()
    rows = rows.join(cuts, on=["cluster", "article"], how="left").filter(~_may_be_first(agencies))
    return conform(drop_answered(rows, named).sort("cluster", "article", "agency"), UNCREDITED)


def _may_be_first(agencies: Agencies) -> pl.Expr:
    """
    Say of each row whether its page may have had the text before the house: nothing tells when it was.

    An agency's text is the agency's, whenever a paper has it; and a cut is of a text that was there.
    """
    wires = agencies.table.filter(pl.col("kind").is_in(WIRES)).select(pl.format("a:{}", "agency"))
    undated = pl.col("earliest").is_null() & pl.col("cut").is_null()
    return undated & ~pl.col("token").is_in(wires.to_series().implode())


def _gather_owed(owed: pl.DataFrame) -> pl.DataFrame:
    """Return one row a house of each cluster; of many those with a copy of their own, or most credited."""
    owed = (
        owed.sort("cluster", "token", "order", "evidence")
        .group_by("cluster", "token", maintain_order=True)
        .agg(
            pl.col("agency", "evidence").first(),
            pl.col("until").max(),
            credited_by=pl.col("order").eq(0).sum().cast(pl.UInt32),
            own=pl.col("order").eq(1).any(),
        )
    )
    lone = pl.col("credited_by") == 0
    ranked = owed.sort("cluster", lone, "credited_by", "token", descending=[False, True, True, False])
    return ranked.filter(pl.int_range(pl.len()).over("cluster") < MAX_OWED)


def make_follow_table(
    clusters: pl.DataFrame,
    units: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    published: pl.DataFrame,
    origins: pl.DataFrame,
    credited: pl.DataFrame,
    agencies: Agencies,
) -> pl.DataFrame:
    """
    Return FOLLOWS: for two outlets, how often one carried text that the other had first.

    Only clusters whose verdict is `first` count, and each outlet once in each, with
    its earliest copy.  A link in the markup is no credit: readers cannot see it.
    """
    clusters = conform(clusters, CLUSTERS).filter(
        pl.col("level") == "article", pl.col("kind") == "syndication"
    )
    articles = conform(articles, LABELLED)
    members = make_members(clusters, conform(units, UNITS), articles, published, NO_BOUNDS)
    rows = _find_followers(members, conform(origins, ORIGINS))
    named = find_credited(members, conform(credited, CREDITS), agencies)
    named = named.filter(pl.col("credit_role") == "text").select("cluster", "article", "token")
    voices = make_voices(articles, agencies).rename({"outlet": "follows"})
    said = rows.join(named, on=["cluster", "article"]).join(voices, on=["follows", "token"], how="semi")
    said = said.select("cluster", "article", said=pl.lit(value=True)).unique()
    rows = rows.join(said, on=["cluster", "article"], how="left")
    hours = (pl.col("earliest") - pl.col("begun")).dt.total_seconds() / 3600
    table = rows.group_by("outlet", "follows").agg(
        copies=pl.len().cast(pl.UInt32),
        lag_hours_median=hours.median().cast(pl.Float32),
        credited_share=pl.col("said").fill_null(value=False).mean().cast(pl.Float32),
    )
    return conform(table.sort("copies", "outlet", "follows", descending=[True, False, False]), FOLLOWS)


def _find_followers(members: pl.DataFrame, origins: pl.DataFrame) -> pl.DataFrame:
    """Return the first copy of each outlet that another had first, with `follows` and its time, `begun`."""
    members = members.filter(pl.col("outlet") != "")
    first = origins.filter(pl.col("verdict") == "first").select("cluster", article="first_article")
    # The verdict tells by the end of an interval: another copy of that outlet's may begin before.
    leaders = members.join(first, on=["cluster", "article"]).select(
        "cluster", leader="entity", follows="outlet", begun="earliest"
    )
    early = members.sort("cluster", "earliest", "article", nulls_last=True)
    early = early.unique(["cluster", "entity"], keep="first", maintain_order=True)
    return early.join(leaders, on="cluster").filter(pl.col("entity") != pl.col("leader"))


def count_sources(
    clusters: pl.DataFrame,
    units: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    credited: pl.DataFrame,
    uncredited: pl.DataFrame,
    agencies: Agencies,
) -> pl.DataFrame:
    """
    Return SOURCES: how many sources are known to stand behind the copies of each article cluster.

    A source is a house that copies credit, or owe a credit by `uncredited`, and its own copy is
    the same one; so are the copies of one outlet, where there is no other.  A copy that credits
    nobody adds none: it has the text from somewhere, and nothing shows that this is another
    source.  Where nobody is credited the number is not known, and the cluster has no row.  Of
    several houses that one copy names the first in order counts.  A text of which other pages
    hold a part has none: what they add is not told apart.
    """
    clusters = conform(clusters, CLUSTERS).filter(pl.col("level") == "article", pl.col("kind") != "partial")
    articles = conform(articles, LABELLED)
    members = make_members(clusters, conform(units, UNITS), articles, NO_DATES, NO_BOUNDS)
    named = find_credited(members, conform(credited, CREDITS), agencies)
    named = named.filter(pl.col("credit_role").is_in(["text", "via"]), pl.col("creditor") != "")
    owed = join_tokens(conform(uncredited, UNCREDITED), "agency", agencies)
    own = members.join(make_voices(articles, agencies), on="outlet").select("cluster", "article", "token")
    houses = pl.concat([told.select("cluster", "article", "token") for told in (named, owed)])
    # The house's own copy is the source that the others name.
    own = own.join(houses.select("cluster", "token").unique(), on=["cluster", "token"], how="semi")
    roots = pl.concat([own, houses]).group_by("cluster", "article").agg(root=pl.col("token").min())
    rows = members.join(roots, on=["cluster", "article"], how="left")
    alone = (pl.col("outlet").n_unique() == 1) & (pl.col("outlet").first() != "")
    counted = rows.group_by("cluster").agg(roots=pl.col("root").drop_nulls().n_unique(), alone=alone)
    sources = pl.when(pl.col("roots") > 0).then("roots").when("alone").then(1)
    counted = counted.select("cluster", sources=sources.cast(pl.UInt32)).drop_nulls()
    return conform(counted.sort("cluster"), SOURCES)


def _find_claims(named: pl.DataFrame, clusters: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, token, agency, order, evidence, until of the text credits of likely copies."""
    named = named.join(
        _list_unlike(clusters, units, pl.lit(value=True)), on=["cluster", "article"], how="anti"
    )
    until = pl.lit(None, TIME)
    return named.select(
        "cluster", "token", order=pl.lit(0), agency="creditor", evidence=quote_credit(), until=until
    )


def _list_unlike(clusters: pl.DataFrame, units: pl.DataFrame, also: pl.Expr) -> pl.DataFrame:
    """Return cluster and article of the copies that are not mostly the core, and of which `also` holds."""
    unlike = clusters.filter((pl.col("similarity") < MOSTLY) & also).select("cluster", "unit")
    return unlike.join(units.select("unit", "article"), on="unit").select("cluster", "article")


def _follow_credits(named: pl.DataFrame, members: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """
    Return cluster, article, token: houses to which a page owes nothing more, by credits between members.

    Who credits a page need not repeat whom that credits, and who is credited by a house owes it nothing.
    """
    told = named.select("cluster", "article", "outlet", "token")
    pages = members.join(voices, on="outlet").select("cluster", "token", page="article")
    edges = told.join(pages, on=["cluster", "token"]).drop("token")
    behind = edges.join(told.select("cluster", "token", page="article"), on=["cluster", "page"])
    takers = edges.join(voices, on="outlet").select("cluster", "token", article="page")
    return pl.concat([each.select("cluster", "article", "token") for each in (behind, takers)])


def _find_beginnings(members: pl.DataFrame, voices: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, token, begun: before which none of the pages that speak for the house surely was."""
    dated = pl.col("surely_from").is_not_null().all()
    spoken = members.join(voices, on="outlet").group_by("cluster", "token")
    begun = spoken.agg(begun=pl.when(dated).then(pl.col("surely_from").min()))
    return begun.drop_nulls()


def _find_houses(members: pl.DataFrame, voices: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return the same of every member that is a wire agency's own page, `until` the end of its interval."""
    wires = agencies.table.filter(pl.col("kind").is_in(WIRES))
    wires = wires.select("agency", token=pl.format("a:{}", "agency"))
    rows = members.join(voices, on="outlet").join(wires, on="token")
    own = pl.format("{} is {}'s own copy", "article_id", "agency")
    return rows.select("cluster", "token", order=pl.lit(1), agency="agency", evidence=own, until="latest")
