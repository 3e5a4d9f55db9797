"""Stars and votes: does the kernel gather whom a slow reader of its rules would?"""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.kernels.graphs import EXACT, NOBODY, choose_cores, find_components, gather_stars, link_nodes

NODES = 9
edges = st.lists(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.sampled_from([-0.1, 0.3, 0.5, 0.9])),
    max_size=20,
    unique_by=lambda edge: frozenset(edge[:2]),
).map(lambda found: [edge for edge in found if edge[0] != edge[1]])


def link(found):
    a, b = (np.array([edge[side] for edge in found], dtype=np.int64) for side in (0, 1))
    weight = np.array([edge[2] for edge in found], dtype=np.float64)
    begin, neighbours = np.zeros(NODES + 1, dtype=np.int64), np.empty(2 * len(found), dtype=np.int64)
    weights = np.empty(2 * len(found))
    link_nodes(a, b, weight, begin, neighbours, weights)
    return begin, neighbours, weights


def near(found, node):
    return {sum(edge[:2]) - node: edge[2] for edge in found if node in edge[:2]}


def gather_slowly(found, order):
    core = {}
    for node in order:
        if node not in core:
            core[node] = node
            core |= {other: node for other, weight in near(found, node).items() if weight >= 0} | core
    return core


def choose_slowly(found, core, node):
    """Return the core whose star has the best mean vote, none if that is against."""
    if core[node] in (node, NOBODY):
        return core[node]
    votes = {}
    for other, weight in near(found, node).items():
        votes.setdefault(core[other], []).append(weight)
    leads = [other for other, weight in near(found, node).items() if weight >= 0 and core[other] == other]
    ranked = sorted((-round(sum(votes[lead]) / len(votes[lead]) * EXACT), lead) for lead in leads)
    return ranked[0][1] if ranked and ranked[0][0] <= 0 else NOBODY


@given(edges, st.permutations(range(NODES)))
def test_members_go_where_a_slow_count_of_the_votes_sends_them(found, order):
    """Twice, as clusters do: the second time some have no core."""
    graph, core = link(found), np.full(NODES, NOBODY, dtype=np.int64)

    gather_stars(np.array(order), *graph, core)
    slow = gather_slowly(found, order)

    assert core.tolist() == [slow[node] for node in range(NODES)]
    for _ in range(2):
        before, core = core, np.empty_like(core)
        choose_cores(*graph, before, core)
        slow = {node: choose_slowly(found, slow, node) for node in slow}
        assert core.tolist() == [slow[node] for node in range(NODES)]


@given(edges)
def test_every_edge_stands_with_both_its_ends(found):
    begin, neighbours, weights = link(found)

    for node in range(NODES):
        own = slice(begin[node], begin[node + 1])
        assert dict(zip(neighbours[own].tolist(), weights[own].tolist(), strict=True)) == near(found, node)


@given(edges)
def test_components_are_those_of_networkx(found):
    graph = nx.Graph([edge[:2] for edge in found])
    graph.add_nodes_from(range(NODES))
    a, b = (np.array([edge[side] for edge in found], dtype=np.int64) for side in (0, 1))
    component = np.arange(NODES)

    find_components(a, b, component)

    expected = {node: min(nodes) for nodes in nx.connected_components(graph) for node in nodes}
    assert component.tolist() == [expected[node] for node in range(NODES)]
