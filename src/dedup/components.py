"""MATCHES -> the same, some at a time: those of texts that any chain of likenesses joins stay together."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import polars.selectors as cs

from .kernels.graphs import find_components
from .schema import RELATION

TURN_EDGES = 1 << 19  # at a time, five hundred bytes each while they are gathered
OTHER = {"a": "b", "b": "a"}
MIRRORED = {"extended": "excerpt", "excerpt": "extended"}


def iter_components(
    matches: pl.DataFrame, copies: pl.DataFrame
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield both some rows at a time, at least once; what may be in one cluster is yielded together."""
    form = pl.col("relation") == "template"
    edges = pl.concat([matches.filter(pl.col("same_text") | form).select("a", "b"), copies])
    node = pl.concat([edges["a"], edges["b"]]).unique().sort()
    a, b = (np.searchsorted(node.to_numpy(), edges[side].to_numpy()).astype(np.int64) for side in ("a", "b"))
    component = np.arange(len(node))
    find_components(a, b, component)
    edges_before = np.bincount(component[a], minlength=len(node)).cumsum()
    turn = edges_before[component] // TURN_EDGES
    for number in np.unique(turn) if len(node) else [0]:
        nodes = node.filter(pl.Series(turn == number)).implode()
        # What holds a part of a member may be a member elsewhere.
        near = pl.any_horizontal(pl.col("a", "b").is_in(nodes))
        yield matches.filter(near), copies.filter(pl.col("a").is_in(nodes))


def turn_pairs(pairs: pl.DataFrame) -> pl.DataFrame:
    """
    Return every row of frame (a, b, ...) twice: as it is, and turned round.

    Then `a` and `b` are in each other's place, and so are columns of theirs such as `words_a` and
    `words_b`; `relation` is that of `b` to `a` again.
    """
    sides = [name for name in pairs.columns if name.rpartition("_")[2] in OTHER]
    turned = pairs.rename({name: name[:-1] + OTHER[name[-1]] for name in sides})
    told = cs.by_name("relation", require_all=False).cast(pl.String).replace(MIRRORED).cast(RELATION)
    return pl.concat([pairs, turned.with_columns(told).select(pairs.columns)])
