"""MATCHES, UNITS -> CLUSTERS: texts gathered around the one that most of them match."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.graphs import NOBODY, gather_stars
from .schema import CLUSTERS, KIND, MATCHES, PAIRS, RELATION, UNITS, conform

EDGE = ("a", "b", "resemblance", "containment", "relation")
MIRRORED = {"extended": "excerpt", "excerpt": "extended"}


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
    bring two unlike texts together.  `partial` rows are texts that hold part of a
    member; they are listed with the cluster and are not members.

    """
    units = conform(units, UNITS)
    edges = conform(matches, MATCHES).with_columns(
        containment=pl.max_horizontal("containment_a", "containment_b")
    )
    same = edges.filter("same_text").select(EDGE)
    stars = _gather(same, copies)
    forms = edges.filter((pl.col("relation") == "template") & ~pl.col("same_text")).select(EDGE)
    # Two versions of one story differ in numbers too; what one core holds is no form.
    cores = stars.select("unit", "core")
    forms = forms.join(cores, left_on="a", right_on="unit", how="left")
    forms = forms.join(cores, left_on="b", right_on="unit", how="left")
    forms = forms.filter(~pl.col("core").eq(pl.col("core_right")).fill_null(value=False)).select(EDGE)
    filled = pl.concat([forms["a"], forms["b"]]).unique().to_frame("a")
    shapes = _gather(forms, copies.join(filled, on="a", how="semi"))
    copied = _name_kinds(_join_edges(stars, same), units, outlets)
    alike = _name_kinds(_join_edges(shapes, forms), units, outlets, template=True)
    partial = edges.filter(pl.col("relation") == "partial").select(EDGE)
    copied = pl.concat([copied, _list_partial(copied, partial, units)])
    # A form may have the same core as the copies of one of its fillings.
    found = [copied.with_columns(form=pl.lit(value=False)), alike.with_columns(form=pl.lit(value=True))]
    members = pl.concat(found).with_columns(
        cluster=pl.struct("core", "form").rank("dense").cast(pl.UInt32) - 1,
        similarity_min=pl.lit(None, pl.Float32),
        similarity_mean=pl.lit(None, pl.Float32),
    )
    return conform(members.sort("cluster", "unit"), CLUSTERS)


def find_missing_pairs(matches: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAIRS that were no candidates and could join two neighbouring clusters.

    A large bucket pairs its units with representatives only, so copies of one text may
    gather around several cores.  Where a match links two clusters, every member of the
    smaller is paired with the core of the larger; measured and matched, these let the
    clusters become one as far as each member holds against the new core.
    """
    same = conform(matches, MATCHES).filter("same_text")
    stars = _gather(same.with_columns(containment=pl.lit(0.0)).select(EDGE), same.select("a", "b").clear())
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
    return conform(pairs.unique().join(matches, on=["a", "b"], how="anti").sort("a", "b"), PAIRS)


def _gather(edges: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """Return (unit, distinct, core) for every unit of a star of two or more."""
    nodes = pl.concat([edges["a"], edges["b"], copies["a"]]).unique().sort()
    count, node = len(nodes), nodes.to_numpy()
    ends = np.concatenate([np.searchsorted(node, edges[side].to_numpy()) for side in ("a", "b")])
    by_node = np.argsort(ends, kind="stable")
    neighbours = np.roll(ends, len(edges))[by_node].astype(np.int64)
    begin = np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=count)))).astype(np.int64)
    copied = np.bincount(np.searchsorted(node, copies["a"].to_numpy()), minlength=count)
    likeness = np.bincount(ends, np.tile(edges["resemblance"].to_numpy(), 2), minlength=count)
    # The text that most others match leads; a text with many exact copies counts as many.
    order = np.lexsort((np.arange(count), -likeness.round(4), -(np.diff(begin) + copied)))
    core = np.full(count, NOBODY, dtype=np.int64)
    gather_stars(order, begin, neighbours, core)
    core = _choose_nearest(edges, node, core)
    stars = pl.DataFrame({"distinct": node, "core": node[core]}, schema_overrides={"core": pl.UInt32})
    everyone = pl.concat([nodes.to_frame("a").with_columns(b="a"), copies.select("a", "b")])
    everyone = everyone.rename({"a": "distinct", "b": "unit"}).join(stars, on="distinct")
    return everyone.filter(pl.len().over("core") > 1).select("unit", "distinct", "core")


def _choose_nearest(
    edges: pl.DataFrame, node: NDArray[np.uint32], core: NDArray[np.int64]
) -> NDArray[np.int64]:
    """
    Return the core of every node: of the cores it matches, the one it is most like.

    The star that takes a text first may be but a distant version of it, while a near copy,
    which that star's core does not match, is left alone.
    """
    a, b = (np.searchsorted(node, edges[side].to_numpy()) for side in ("a", "b"))
    ends, others = np.concatenate([a, b]), np.concatenate([b, a])
    likeness = np.tile(edges["resemblance"].to_numpy(), 2).round(4)
    is_core = core == np.arange(len(core))
    rows = np.flatnonzero(is_core[others] & ~is_core[ends])
    # Ascending, so that the last one written is the most alike, and of equals the one chosen first.
    chosen_first = others[rows] == core[ends[rows]]
    rows = rows[np.lexsort((-others[rows], chosen_first, likeness[rows]))]
    nearest = core.copy()
    nearest[ends[rows]] = others[rows]
    return nearest


def _join_edges(stars: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """Add how each unit stands to its core: similarity, containment, relation."""
    mirrored = pl.col("relation").cast(pl.String).replace(MIRRORED).cast(RELATION)
    turned = edges.select(pl.col("b").alias("a"), pl.col("a").alias("b"), *EDGE[2:4], mirrored)
    both = pl.concat([edges, turned])
    both = both.rename({"a": "core", "b": "distinct", "resemblance": "similarity"})
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


def _list_partial(members: pl.DataFrame, partial: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return a row for every text that holds part of a member, once a cluster, best match first."""
    turned = partial.select(pl.col("b").alias("a"), pl.col("a").alias("b"), *EDGE[2:])
    both = pl.concat([partial, turned])
    cluster = members.select("level", "kind", "role", "core", a="unit")
    listed = both.join(cluster, on="a").join(members.select("core", b="unit"), on=["core", "b"], how="anti")
    listed = listed.sort("containment", "a", descending=[True, False]).unique(["core", "b"], keep="first")
    listed = listed.rename({"b": "unit", "resemblance": "similarity"})
    return listed.join(units.select("unit"), on="unit", how="semi").select(members.columns)
