"""Which texts gather around which: each with the core whose star votes most for it."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.graphs import NOBODY, choose_cores, gather_stars, link_nodes

# A vote for a text counts as much as the two are alike; those that share a passage are no more alike.
AGAINST = 0.1  # Source: benchmarks/quality, `crosscheck.py`
VOTES = 2  # the second time by where the members went the first


class Votes(NamedTuple):
    """Pairs of nodes, `a` and `b`, int64, and the vote of each for the other, float64: `weight`."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weight: NDArray[np.float64]


def find_stars(
    edges: pl.DataFrame, copies: pl.DataFrame, against: pl.DataFrame, units: pl.DataFrame
) -> pl.DataFrame:
    """
    Return (unit, distinct, core) for every unit of a star of two or more.

    A member goes with the core whose star votes for it: who is the same text votes for,
    and more so the more alike it is; who shares but a passage votes against.  The mean of
    the votes counts, or a text would go with many of whom it is a distant version, and not
    with a few near copies.  Where it is negative, the star does not keep it: a version
    between two distant ones takes both, and they are not the same text.
    """
    node = pl.concat([edges["a"], edges["b"], copies["a"]]).unique().sort().to_numpy()
    votes = _count_votes(node, edges, against)
    copied = np.bincount(np.searchsorted(node, copies["a"].to_numpy()), minlength=len(node))
    place = _place_roles(node, units)
    core, alone = np.full(len(node), NOBODY, dtype=np.int64), np.ones(len(node), dtype=bool)
    while alone.any():  # those that their star does not keep gather among themselves
        left = alone[votes.a] & alone[votes.b]
        chosen = _choose_cores(Votes(votes.a[left], votes.b[left], votes.weight[left]), copied, place)
        core[alone] = chosen[alone]
        alone &= chosen == NOBODY
    stars = pl.DataFrame({"distinct": node, "core": node[core]}, {"distinct": pl.UInt32, "core": pl.UInt32})
    others = copies.select(distinct="a", unit="b").join(stars, on="distinct")
    stars = pl.concat([stars.with_columns(unit="distinct"), others], how="diagonal")
    return stars.filter(pl.len().over("core") > 1).select("unit", "distinct", "core")


def _count_votes(node: NDArray[np.uint32], edges: pl.DataFrame, against: pl.DataFrame) -> Votes:
    known = pl.Series("a", node)
    for side in ("a", "b"):
        against = against.filter(pl.col(side).is_in(known.implode()))
    likeness = pl.col("resemblance").cast(pl.Float64)
    rows = [edges.select("a", "b", likeness), against.select("a", "b", resemblance=pl.lit(-AGAINST))]
    votes = pl.concat(rows)
    a, b = (np.searchsorted(node, votes[side].to_numpy()).astype(np.int64) for side in ("a", "b"))
    return Votes(a, b, votes["resemblance"].to_numpy())


def _place_roles(node: NDArray[np.uint32], units: pl.DataFrame) -> NDArray[np.uint8]:
    """Return the place in ROLE of what each node is, where furniture stands last; 0 where that is unknown."""
    roles = units.select("unit", place=pl.col("role").to_physical())
    placed = pl.DataFrame({"unit": node}, {"unit": pl.UInt32})
    placed = placed.join(roles, on="unit", how="left", maintain_order="left")
    return placed["place"].fill_null(0).to_numpy()


def _choose_cores(votes: Votes, copied: NDArray[np.int64], place: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return the core of each node, NOBODY where its star does not keep it."""
    (a, b, weight), count = votes, len(copied)
    begin, neighbours = np.zeros(count + 1, dtype=np.int64), np.empty(2 * len(a), dtype=np.int64)
    weights, core = np.empty(2 * len(a)), np.full(count, NOBODY, dtype=np.int64)
    link_nodes(a, b, weight, begin, neighbours, weights)
    likeness, same = np.zeros(count), copied.copy()
    for ends in (a[weight >= 0], b[weight >= 0]):
        likeness += np.bincount(ends, weight[weight >= 0], minlength=count)
        same += np.bincount(ends, minlength=count)
    # The text that most others match leads; a text with many exact copies counts as many.  Of two that
    # are one as good as the other a paragraph does, and no sidebar.
    order = np.lexsort((np.arange(count), place, -likeness.round(4), -same))
    gather_stars(order, begin, neighbours, weights, core)
    for _ in range(VOTES):
        before, core = core, np.empty_like(core)
        choose_cores(begin, neighbours, weights, before, core)
    return core
