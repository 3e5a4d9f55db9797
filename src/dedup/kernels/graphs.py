"""Edges -> stars: who gathers around whom."""

import numpy as np
from numpy.typing import NDArray

from .compiling import kernel

NOBODY = -1
EXACT = 1e4  # votes count to so many parts: the order in which they are added up must not


@kernel
def link_nodes(
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    weight: NDArray[np.float64],
    begin: NDArray[np.int64],
    neighbours: NDArray[np.int64],
    weights: NDArray[np.float64],
) -> None:
    """
    Put the edges of every node together.

    Parameters
    ----------
    a, b : int64 arrays, shape (E,)
    weight : float64 array, shape (E,)
        A negative one speaks against the two being one.
    begin : int64 array, shape (N + 1,)
        Range in `neighbours` of each node's; zero throughout, written in place.
    neighbours, weights : int64, float64 arrays, shape (2E,)
        Written in place.

    """
    for ends in (a, b):
        for node in ends:
            begin[node + 1] += 1
    for node in range(begin.shape[0] - 1):
        begin[node + 1] += begin[node]
    after = begin.copy()
    for ends, others in ((a, b), (b, a)):
        for edge in range(ends.shape[0]):
            at = after[ends[edge]]
            neighbours[at], weights[at] = others[edge], weight[edge]
            after[ends[edge]] += 1


@kernel
def find_components(a: NDArray[np.int64], b: NDArray[np.int64], component: NDArray[np.int64]) -> None:
    """
    Tell for every node the lowest that edges lead to.

    Parameters
    ----------
    a, b : int64 arrays, shape (E,)
    component : int64 array, shape (N,)
        Each node's own number throughout; written in place.

    Source: Tarjan & van Leeuwen, "Worst-case analysis of set union algorithms", 1984 (path halving).

    """
    for edge in range(a.shape[0]):
        one, other = a[edge], b[edge]
        while component[one] != one:
            component[one] = component[component[one]]
            one = component[one]
        while component[other] != other:
            component[other] = component[component[other]]
            other = component[other]
        component[max(one, other)] = min(one, other)
    # No node leads to a higher one, so each is told after the one that it leads to.
    for node in range(component.shape[0]):
        component[node] = component[component[node]]


@kernel
def gather_stars(
    order: NDArray[np.int64],
    begin: NDArray[np.int64],
    neighbours: NDArray[np.int64],
    weights: NDArray[np.float64],
    core: NDArray[np.int64],
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
    begin, neighbours, weights
        As `link_nodes` writes them; edges of negative weight join nobody.
    core : int64 array, shape (N,)
        NOBODY throughout; written in place.

    Source: Aslam, Pelekhov & Rus, "The star clustering algorithm for static and
    dynamic information organization", 2004 (the off-line algorithm).

    """
    for node in order:
        if core[node] == NOBODY:
            core[node] = node
            for at in range(begin[node], begin[node + 1]):
                if weights[at] >= 0 and core[neighbours[at]] == NOBODY:
                    core[neighbours[at]] = node


@kernel
def choose_cores(
    begin: NDArray[np.int64],
    neighbours: NDArray[np.int64],
    weights: NDArray[np.float64],
    core: NDArray[np.int64],
    chosen: NDArray[np.int64],
) -> None:
    """
    Let every member choose among the cores it has an edge to: the one whose star votes for it.

    Its neighbours vote, each with the weight of the edge; the mean of a star counts, of
    equals the lower core.

    Parameters
    ----------
    begin, neighbours, weights
        As `link_nodes` writes them.
    core : int64 array, shape (N,)
        As `gather_stars` or this leaves it.
    chosen : int64 array, shape (N,)
        The core of each node, NOBODY where all stars are against it; written in place.

    """
    total, voters = np.zeros(core.shape[0]), np.zeros(core.shape[0], dtype=np.int64)
    for node in range(core.shape[0]):
        chosen[node] = core[node]
        if core[node] == NOBODY or core[node] == node:
            continue
        near = neighbours[begin[node] : begin[node + 1]]
        weight = weights[begin[node] : begin[node + 1]]
        for at in range(near.shape[0]):
            if core[near[at]] != NOBODY:
                total[core[near[at]]] += weight[at]
                voters[core[near[at]]] += 1
        chosen[node], best = NOBODY, 0.0
        for at in range(near.shape[0]):
            other = near[at]
            if weight[at] >= 0 and core[other] == other:
                vote = np.rint(total[other] / voters[other] * EXACT)
                if vote > best or (vote == best and (chosen[node] == NOBODY or other < chosen[node])):
                    chosen[node], best = other, vote
        for other in near:
            if core[other] != NOBODY:
                total[core[other]], voters[core[other]] = 0.0, 0
