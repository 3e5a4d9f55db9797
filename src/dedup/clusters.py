"""MATCHES, UNITS -> CLUSTERS: texts gathered around the one that most of them match."""

import polars as pl

from .components import iter_components, turn_pairs
from .schema import CLUSTERS, KIND, MATCHES, PAIRS, RELATION, UNITS, conform
from .stars import find_stars
from .turns import hold_frame, join_frames, keep_rows

EDGE = ("a", "b", "resemblance", "containment", "relation")


def find_clusters(
    matches: pl.DataFrame, copies: pl.DataFrame, units: pl.DataFrame, outlets: pl.DataFrame
) -> pl.DataFrame:
    """
    Return CLUSTERS of one level, numbered from 0, sorted; the two similarities of a cluster null.

    Parameters
    ----------
    matches : MATCHES
        Between distinct units.
    copies : frame (a, b), UInt32
        `b` is an exact copy of the distinct unit `a`.
    units : UNITS
        Of the level.
    outlets : frame (article: UInt32, outlet: String)
        One name an owner; "" where unknown.

    Notes
    -----
    A member is joined to its core by a match of its own, so no chain of likenesses can
    bring two unlike texts together; and of the cores it matches it goes with the one
    whose members it is most often the same text as.  `partial` rows are texts that hold part of a
    member; they are listed with the cluster and are not members.

    """
    if matches.is_empty() and copies.is_empty():
        return pl.DataFrame(schema=CLUSTERS)
    # Of all units few match another.
    known = [frame[side] for frame in (matches, copies) for side in ("a", "b")]
    units = keep_rows(conform(units, UNITS), pl.concat(known).to_frame("unit"), ["unit"])
    found, count = [], 0
    for turn in iter_components(conform(matches, MATCHES), copies):
        members = _add_copies(_find_turn(*turn, units, outlets), copies)
        found.append(hold_frame(members.with_columns(pl.col("cluster") + pl.lit(count, pl.UInt32))))
        count += members["cluster"].n_unique()
    return join_frames(found)


def _find_turn(
    matches: pl.DataFrame, copies: pl.DataFrame, units: pl.DataFrame, outlets: pl.DataFrame
) -> pl.DataFrame:
    """Return the CLUSTERS of some components."""
    edges = matches.with_columns(containment=pl.max_horizontal("containment_a", "containment_b"))
    same = edges.filter("same_text").select(EDGE)
    stars = find_stars(same, copies, edges.filter(~pl.col("same_text")), units)
    forms = edges.filter((pl.col("relation") == "template") & ~pl.col("same_text")).select(EDGE)
    # Two versions of one story differ in numbers too; what one core holds is no form.
    forms = _cross_stars(forms, stars)
    filled = pl.concat([forms["a"], forms["b"]]).unique().to_frame("a")
    shapes = find_stars(forms, copies.join(filled, on="a", how="semi"), edges.clear(), units)
    # Exact copies of one filling, parted from the other fillings, are copies and no form.
    shapes = shapes.filter(pl.col("distinct").n_unique().over("core") > 1)
    copied = _name_kinds(_join_edges(stars, same), units, outlets)
    alike = _name_kinds(_join_edges(shapes, forms), units, outlets, template=True)
    # A text that no star keeps, or another than that of a text it matches, holds a part of that one's story.
    parts = pl.concat([edges.filter(pl.col("relation") == "partial").select(EDGE), _cross_stars(same, stars)])
    parts = parts.with_columns(relation=pl.lit("partial", RELATION))
    copied = pl.concat([copied, _list_partial(copied, parts)])
    # A form may have the same core as the copies of one of its fillings.
    found = [copied.with_columns(form=pl.lit(value=False)), alike.with_columns(form=pl.lit(value=True))]
    members = pl.concat(found).with_columns(
        cluster=pl.struct("core", "form").rank("dense").cast(pl.UInt32) - 1,
        similarity_min=pl.lit(None, pl.Float32),
        similarity_mean=pl.lit(None, pl.Float32),
    )
    return conform(members.sort("cluster", "unit"), CLUSTERS)


def find_crowds(clusters: pl.DataFrame, at_most: int) -> pl.Series:
    """Return the members of CLUSTERS that have more than `at_most`, as column `unit`."""
    members = conform(clusters, CLUSTERS).filter(pl.col("relation") != "partial")
    return members.filter(pl.len().over("cluster") > at_most)["unit"]


def find_missing_pairs(matches: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAIRS that were no candidates and could join two neighbouring clusters.

    A large bucket pairs its units with representatives only, so copies of one text may
    gather around several cores.  Where a match links two clusters, every member of the
    smaller is paired with the core of the larger; measured and matched, these let the
    clusters become one as far as each member holds against the new core.
    """
    matches = conform(matches, MATCHES)
    if matches.is_empty():
        return pl.DataFrame(schema=PAIRS)
    turns = iter_components(matches, matches.select("a", "b").clear())
    return pl.concat([_find_missing(turn) for turn, _ in turns]).unique().sort("a", "b")


def _find_missing(matches: pl.DataFrame) -> pl.DataFrame:
    """Return the missing PAIRS of some components."""
    same = matches.filter("same_text")
    stars = find_stars(same, same.select("a", "b").clear(), same.clear(), pl.DataFrame(schema=UNITS))
    stars = stars.select("unit", "core", size=pl.len().over("core"))
    ends = (
        same.select("a", "b")
        .join(stars, left_on="a", right_on="unit")
        .join(stars, left_on="b", right_on="unit")
    )
    links = ends.filter(pl.col("core") != pl.col("core_right"))
    both = pl.concat(
        [
            links.select(small="core", large="core_right", size="size_right", own="size"),
            links.select(small="core_right", large="core", size="size", own="size_right"),
        ]
    )
    even = (pl.col("size") == pl.col("own")) & (pl.col("large") < pl.col("small"))
    larger = (pl.col("size") > pl.col("own")) | even
    largest = (
        both.filter(larger).sort("size", "large", descending=[True, False]).unique("small", keep="first")
    )
    pairs = stars.join(largest, left_on="core", right_on="small").select(
        a=pl.min_horizontal("unit", "large"), b=pl.max_horizontal("unit", "large")
    )
    return conform(pairs.unique().join(matches, on=["a", "b"], how="anti"), PAIRS)


def _join_edges(stars: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """Add how each unit stands to its core: similarity, containment, relation."""
    both = turn_pairs(edges).rename({"a": "core", "b": "distinct", "resemblance": "similarity"})
    joined = stars.join(both, on=["core", "distinct"], how="left")
    return joined.with_columns(
        pl.col("similarity", "containment").fill_null(1.0),
        pl.col("relation").fill_null(pl.lit("identical", dtype=RELATION)),
    )


def _name_kinds(
    members: pl.DataFrame, units: pl.DataFrame, outlets: pl.DataFrame, *, template: bool = False
) -> pl.DataFrame:
    """Add level, the core's role, and the kind that follows from who carried the text."""
    placed = members.join(units.select("unit", "article", "level"), on="unit").join(outlets, on="article")
    # A page of unknown outlet may be anybody's: it counts as an outlet of its own.
    owner = pl.when(pl.col("outlet") == "").then(pl.format("#{}", "article")).otherwise("outlet")
    owners, pages = owner.n_unique().over("core"), pl.col("article").n_unique().over("core")
    block = pl.when(pages == 1).then(pl.lit("repeat")).when(owners > 1).then(pl.lit("reprint"))
    article = pl.when(owners > 1).then(pl.lit("syndication")).otherwise(pl.lit("versions"))
    kind = pl.when(pl.col("level") == "article").then(article).otherwise(block.otherwise(pl.lit("template")))
    kind = pl.lit("template") if template else kind
    roles = units.select("role", core="unit")
    named = placed.with_columns(kind=kind.cast(KIND)).join(roles, on="core", how="left")
    return named.select("level", "kind", "role", "unit", "core", "similarity", "containment", "relation")


def _cross_stars(edges: pl.DataFrame, stars: pl.DataFrame) -> pl.DataFrame:
    """Return the edges between texts that are not of one star."""
    cores = stars.select("unit", "core")
    edges = edges.join(cores, left_on="a", right_on="unit", how="left")
    edges = edges.join(cores, left_on="b", right_on="unit", how="left")
    return edges.filter(~pl.col("core").eq(pl.col("core_right")).fill_null(value=False)).select(EDGE)


def _list_partial(members: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Return a row for every article that holds part of a member, once a cluster, best match first."""
    members = members.filter(pl.col("level") == "article")
    cluster = members.select("level", "kind", "role", "core", a="unit")
    listed = (
        turn_pairs(parts)
        .join(cluster, on="a")
        .join(members.select("core", b="unit"), on=["core", "b"], how="anti")
    )
    listed = listed.sort("containment", "a", descending=[True, False]).unique(["core", "b"], keep="first")
    return listed.rename({"b": "unit", "resemblance": "similarity"}).select(members.columns)


def _add_copies(clusters: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """Return CLUSTERS with every exact copy of what is listed as partial: the pages of other outlets."""
    partial = clusters.filter(pl.col("relation") == "partial")
    copied = partial.join(copies, left_on="unit", right_on="a").with_columns(unit="b")
    return pl.concat([clusters, copied.select(clusters.columns)]).sort("cluster", "unit")
