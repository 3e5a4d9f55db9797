"""Edges -> stars: who gathers around whom."""

import numpy as np
from numpy.typing import NDArray

from .compiling import kernel

NOBODY = -1


@kernel
def gather_stars(
    order: NDArray[np.int64], begin: NDArray[np.int64], neighbours: NDArray[np.int64], core: NDArray[np.int64]
) -> None:
    """
    Give every node the core it gathers around.

    Nodes are visited in `order`; one that has no core yet becomes one, and takes its
    neighbours that have none.  So every node is joined to its core by an edge, never
    by a chain.

    Parameters
    ----------
    order : int64 array, shape (N,)
        A permutation of the nodes.
    begin : int64 array, shape (N + 1,)
        Range in `neighbours` of each node's.
    neighbours : int64 array, shape (2E,)
    core : int64 array, shape (N,)
        NOBODY throughout; written in place.

    Source: Aslam, Pelekhov & Rus, "The star clustering algorithm for static and
    dynamic information organization", 2004 (the off-line algorithm).

    """
    for node in order:
        if core[node] == NOBODY:
            core[node] = node
            for at in range(begin[node], begin[node + 1]):
                if core[neighbours[at]] == NOBODY:
                    core[neighbours[at]] = node
