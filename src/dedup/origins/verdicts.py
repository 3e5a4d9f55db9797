"""CLUSTERS, LABELLED and the evidence -> ORIGINS: who was first, and how we know."""

import polars as pl

from ..agencies import Agencies, read_agencies
from ..schema import CLUSTERS, CREDITS, FURNITURE, LABELLED, ORIGINS, UNITS, VERDICT, conform
from .directions import count_credits, find_credited, find_edges, follow_edges
from .members import make_members
from .wording import say_why

# Of a text: who had so much of it before may have had it all, under a notice or in a roundup.
MOST = 0.5
# A nominee, a rubric, what a film says that does not start: whoever prints it took it from nobody.
LINE_WORDS = 9


def find_origins(
    clusters: pl.DataFrame,
    units: pl.DataFrame,
    articles: pl.DataFrame,
    *,
    published: pl.DataFrame,
    bounds: pl.DataFrame,
    credited: pl.DataFrame,
    agencies: Agencies | None = None,
    blocks: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """
    Return one row of ORIGINS for every cluster, sorted by cluster.

    A copy is first if its interval ends before every other begins.  A copy that
    credits another's outlet or agency is later than it, dated or not; so is an
    undated one that cannot be earlier (`not_before`).  Any other undated copy leaves
    the verdict undetermined (unless all others credit it), an overlap makes a tie, and
    a contradiction (a credit against the clock, a date against another date) is told,
    and decides nothing where the order depends on which side of it is true.
    A page of another outlet that is dated before every copy and holds half of the text or more leaves
    the verdict open too.  Copies of one outlet count once; where no other has the text they are told by its
    clock, whatever zone that is in.  Furniture dates no text: a teaser of it, or its headline in a list,
    says nothing about who had it first; nor do `LINE_WORDS` words.

    Parameters
    ----------
    clusters, units, articles : DataFrame
        CLUSTERS, UNITS, LABELLED.
    published, bounds, credited : DataFrame
        PUBLISHED, BOUNDS, CREDITS.
    agencies : Agencies, optional
        Which outlets speak for which agency; the shipped table by default.
    blocks : DataFrame, optional
        ROLED, text or none; tells which picture a credit belongs to.

    """
    agencies = agencies or read_agencies()
    clusters, units = conform(clusters, CLUSTERS), conform(units, UNITS)
    members = make_members(clusters, units, conform(articles, LABELLED), published, bounds)
    furniture = clusters.filter(pl.col("role").is_in(FURNITURE)).select("cluster").unique()
    named = find_credited(members, conform(credited, CREDITS), agencies, blocks)
    # Who is credited for a story is not credited for the menu above it.
    named = named.join(furniture, on="cluster", how="anti", maintain_order="left")
    edges = find_edges(members, named, agencies)
    placed = place_members(members, edges)
    clashes = find_clashes(placed, edges)
    listed = clusters.filter(pl.col("relation") == "partial", pl.col("kind") != "partial")
    held = find_held(listed, units)
    listed = make_members(
        listed.with_columns(relation=None), units, conform(articles, LABELLED), published, bounds
    )
    earlier = find_earlier(listed.join(held, on=["cluster", "article"], how="left"), placed)
    facts = judge_clusters(placed, clashes, earlier)
    counts = count_credits(named, articles, agencies)
    told = say_why(facts, placed, edges, clashes, credited=counts, earlier=earlier)
    return conform(told.sort("cluster"), ORIGINS)


def place_members(members: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """
    Return `members` held against the candidate for being first.

    Adds `free` (credits no other member), `first_*` (the candidate: the free dated
    member whose interval ends first, or an undated one if no other outlet's is free),
    `in_first`, and how a member is known to be later: `by_clock`, `by_bound`, `by_credit`.
    """
    credits_other = edges.select("cluster", "article", free=pl.lit(value=False)).unique()
    rows = members.join(credits_other, on=["cluster", "article"], how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("free").fill_null(value=True))
    alone = pl.col("entity").n_unique().over("cluster") == 1
    free = rows.filter("free").filter(pl.col("latest").is_not_null() | alone)
    best = free.sort("cluster", "latest", "earliest", "outlet", "article_id", nulls_last=True)
    first = best.group_by("cluster", maintain_order=True).agg(
        pl.col("article", "entity", "earliest", "latest", "surely_to", "clock", "clock_to")
        .first()
        .name.prefix("first_")
    )
    rows = rows.join(first, on="cluster", how="left", maintain_order="left")
    rows = rows.with_columns(
        in_first=(pl.col("entity") == pl.col("first_entity")).fill_null(value=False),
        by_clock=(pl.col("surely_from") >= pl.col("first_surely_to")).fill_null(value=False)
        | _is_later_there(),
        by_bound=(pl.col("latest").is_null() & (pl.col("not_before") >= pl.col("first_latest"))).fill_null(
            value=False
        ),
    )
    settled = pl.col("in_first") | pl.col("by_clock") | pl.col("by_bound")
    return follow_edges(rows.with_columns(settled=settled), edges)


def _is_later_there() -> pl.Expr:
    """Say whether a page is later than the candidate by the clock of the one outlet that has the text."""
    one = (pl.col("outlet") != "") & (pl.col("outlet").n_unique().over("cluster") == 1)
    sure = (pl.col("surely_from") == pl.col("earliest")) & (
        pl.col("first_surely_to") == pl.col("first_latest")
    )
    later = (pl.col("clock") == pl.col("first_clock")) & (pl.col("earliest") >= pl.col("first_clock_to"))
    return (one & sure & later).fill_null(value=False)


def find_held(listed: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, article, held: how much of the core's text each `partial` row has, by its shingles."""
    words, core = (units.select("unit", words="words").rename({"unit": name}) for name in ("unit", "core"))
    rows = listed.join(words, on="unit").join(core, on="core", suffix="_core")
    rows = rows.join(units.select("unit", "article"), on="unit")
    both, alike = pl.col("words").cast(pl.Float64) + pl.col("words_core"), pl.col("similarity")
    return rows.select("cluster", "article", held=both * alike / (1 + alike) / pl.col("words_core"))


def find_earlier(listed: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """
    Return the rows of `listed`, pages that hold part of a text, that are before its candidate.

    Adds `most`: the page of another outlet holds so much of the text that it may have had it all.
    """
    first = placed.filter("in_first").group_by("cluster").agg(
        pl.col("first_earliest").first(), first_outlet=pl.col("outlet").first()
    )  # fmt: skip
    rows = listed.join(first, on="cluster").filter(pl.col("surely_to") <= pl.col("first_earliest"))
    own = (pl.col("outlet") == pl.col("first_outlet")) & (pl.col("outlet") != "")
    return rows.with_columns(most=(pl.col("held") >= MOST) & ~own)


def find_clashes(members: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """
    Return the rows of `edges` that the clock contradicts: dated, or seen, before all it credits.

    Of an agency with several sites one that had the text before is enough.
    """
    ends = members.select("cluster", "article", latest=pl.coalesce("latest", "not_after"))
    source = (
        members.join(edges, on="cluster", how="semi")
        .group_by("cluster", target="entity")
        .agg(
            source_begin=pl.col("earliest").min(),
            complete=pl.col("earliest").is_not_null().all(),
            source_article=pl.col("article").sort_by("earliest", "article").first(),
        )
    )
    rows = edges.join(ends, on=["cluster", "article"]).join(source, on=["cluster", "target"])
    before = (pl.col("complete") & (pl.col("latest") <= pl.col("source_begin"))).fill_null(value=False)
    clash = rows.filter(before.all().over("cluster", "article", "token"))
    return clash.sort("cluster", "article", "target").unique("cluster", keep="first", maintain_order=True)


def judge_clusters(placed: pl.DataFrame, clashes: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """Return one row a cluster: the verdict, the grounds for it, and the times it rests on."""
    dated = pl.col("latest").is_not_null()
    later = pl.col("settled") | pl.col("by_credit")
    facts = placed.sort("cluster", "article").group_by("cluster", maintain_order=True).agg(
        pl.col("level", "kind", "role", "pages", "first_article", "first_surely_to").first(),
        pl.col("words").max(),
        first_dated=pl.col("first_latest").is_not_null().first(),
        copies=pl.len(),
        dated=dated.sum(),
        free=pl.col("free").sum(),
        open_undated=(~later & ~dated).sum(),
        open_doubted=(~later & dated & (pl.col("earliest") >= pl.col("first_latest"))).sum(),
        open_dated=(~later & dated).sum(),
        by_clock=pl.col("by_clock").sum(),
        by_bound=(pl.col("by_bound") & ~pl.col("by_credit")).sum(),
        spread=pl.col("earliest").max() - pl.col("earliest").min(),
    )  # fmt: skip
    known = {"clash": clashes, "foretold": earlier.filter("most").unique("cluster")}
    for name, rows in known.items():
        facts = facts.join(rows.select("cluster", pl.lit(value=True).alias(name)), on="cluster", how="left")
    return facts.with_columns(ground=_find_ground()).with_columns(verdict=_find_verdict())


def _find_ground() -> pl.Expr:
    """Return the one word that decides each verdict, in the order the rules are tried."""
    role, kind = pl.col("role").cast(pl.String).fill_null(""), pl.col("kind").cast(pl.String)
    doubted = pl.col("first_dated") & pl.col("first_surely_to").is_null()
    return (
        pl.when((kind == "repeat") | (pl.col("pages") < 2)).then(pl.lit("page"))
        .when(role.is_in(FURNITURE)).then(pl.lit("furniture"))
        .when((pl.col("pages") > 1) & (pl.col("copies") < 2)).then(pl.lit("teasers"))
        .when(pl.col("words") <= LINE_WORDS).then(pl.lit("short"))
        .when((pl.col("level") == "article") & (kind == "template")).then(pl.lit("template"))
        .when(pl.col("clash").fill_null(value=False)).then(pl.lit("clash"))
        .when(pl.col("first_article").is_null() & (pl.col("dated") == 0)).then(pl.lit("undated"))
        .when(pl.col("free") == 0).then(pl.lit("circle"))
        .when(pl.col("first_article").is_null()).then(pl.lit("source undated"))
        .when(~pl.col("first_dated") & (pl.col("open_dated") + pl.col("open_undated") > 0))
        .then(pl.lit("source undated"))
        .when(pl.col("open_undated") > 0).then(pl.lit("some undated"))
        .when(doubted | (pl.col("open_doubted") > 0)).then(pl.lit("doubted"))
        .when(pl.col("open_dated") > 0).then(pl.lit("overlap"))
        .when(~pl.col("first_dated")).then(pl.lit("credited by all"))
        .when(pl.col("foretold").fill_null(value=False)).then(pl.lit("foretold"))
        .otherwise(pl.lit("first"))
    )  # fmt: skip


def _find_verdict() -> pl.Expr:
    ground = pl.col("ground")
    first = ground.is_in(["first", "credited by all"])
    named = pl.when(first).then(pl.lit("first")).when(ground == "overlap").then(pl.lit("tie"))
    return named.otherwise(pl.lit("undetermined")).cast(VERDICT)
