"""Clusters: who is in, by what match, and why no chain brings two unlike texts together."""

import networkx as nx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from dedup import components
from dedup.clusters import find_clusters, find_missing_pairs
from dedup.schema import LEVEL, MATCHES, ROLE, UNITS

COPIES = {"a": pl.UInt32, "b": pl.UInt32}


def match(a, b, resemblance=0.9, relation="near", same_text=True):
    return (a, b, resemblance, resemblance, resemblance, relation, same_text)


def clusters_of(matches, copies=(), outlets=None, level="article", articles=None):
    nodes = {unit for row in [*matches, *copies] for unit in row[:2]}
    articles = articles or {unit: unit for unit in nodes}
    units = [(unit, articles[unit], level, "body", 0, unit + 100, 50, 0) for unit in sorted(nodes)]
    outlets = outlets or {article: f"outlet {article}" for article in articles.values()}
    return find_clusters(
        pl.DataFrame(matches, MATCHES, orient="row"),
        pl.DataFrame(list(copies), COPIES, orient="row"),
        pl.DataFrame(units, UNITS, orient="row").cast({"level": LEVEL, "role": ROLE}),
        pl.DataFrame(list(outlets.items()), {"article": pl.UInt32, "outlet": pl.String}, orient="row"),
    )


def members(clusters):
    inside = clusters.filter(pl.col("relation") != "partial")
    return sorted(sorted(group["unit"].to_list()) for _, group in inside.group_by("cluster"))


edges = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.floats(0.3, 1.0)).filter(lambda e: e[0] < e[1]),
    max_size=30,
    unique_by=lambda e: e[:2],
)


@given(edges)
def test_every_member_matches_its_core(found):
    """The core is the text a member was held against: never a neighbour's neighbour."""
    clusters = clusters_of([match(*edge) for edge in found])

    matched = {frozenset(edge[:2]) for edge in found}
    inside = clusters.filter(pl.col("relation") != "partial")
    for core, unit in inside.select("core", "unit").iter_rows():
        assert core == unit or frozenset((core, unit)) in matched


@given(edges)
def test_clusters_lie_within_connected_components(found):
    """Networkx is the oracle: stars only ever split what it finds connected."""
    graph = nx.Graph([edge[:2] for edge in found])

    clusters = clusters_of([match(*edge) for edge in found])

    for group in members(clusters):
        assert any(set(group) <= component for component in nx.connected_components(graph))
    assert len({unit for group in members(clusters) for unit in group}) == sum(map(len, members(clusters)))


@given(edges, st.randoms())
def test_the_order_of_matches_does_not_matter(found, random):
    rows = [match(*edge) for edge in found]
    shuffled = random.sample(rows, len(rows))

    assert clusters_of(rows).equals(clusters_of(sorted(shuffled)))


relations = st.sampled_from([("near", True), ("template", False), ("partial", False)])


@given(edges, st.lists(relations, min_size=30, max_size=30), st.sets(st.integers(0, 12)))
def test_clusters_are_the_same_however_many_matches_are_held_at_a_time(found, kinds, copied):
    """Whatever may be in one cluster is looked at together; a part may be a member elsewhere."""
    rows = [match(*edge, *kind) for edge, kind in zip(found, kinds, strict=False)]
    copies = [(unit, unit + 50) for unit in copied]
    whole = clusters_of(rows, copies)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "TURN_EDGES", 1)
        parted = clusters_of(rows, copies)
        missing = find_missing_pairs(pl.DataFrame(rows, MATCHES, orient="row"))

    columns = ["core", "kind", "unit", "relation", "similarity", "containment"]
    order = pl.col("core", "unit", "kind").cast(pl.String)
    assert_frame_equal(parted.sort(order).select(columns), whole.sort(order).select(columns))
    assert parted["cluster"].is_sorted()
    assert parted["cluster"].n_unique() == whole["cluster"].n_unique()
    assert_frame_equal(missing, find_missing_pairs(pl.DataFrame(rows, MATCHES, orient="row")))


def test_a_chain_of_likenesses_does_not_join_its_ends():
    """A resembles B resembles C … : connected components would make one cluster of all."""
    clusters = clusters_of([match(unit, unit + 1) for unit in range(5)])

    assert not any({0, 5} <= set(group) for group in members(clusters))


def test_a_version_goes_with_the_texts_that_it_is_most_often_the_same_as():
    """It is most like the leader of the other story, but of its followers it shares passages only."""
    own, others = [match(0, 1), match(0, 2), match(1, 2)], [match(4, unit) for unit in (5, 6, 7)]
    torn = [match(0, 3, 0.7), match(1, 3, 0.7), match(3, 4, 0.8)]
    apart = [match(3, unit, 0.2, "partial", same_text=False) for unit in (5, 6, 7)]

    assert members(clusters_of(own + others + torn + apart)) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_a_text_goes_with_a_few_near_copies_and_not_with_many_distant_versions():
    """An early brief printed everywhere would draw in the long version that only one paper extended."""
    early = [match(a, b, 0.9) for a in range(8) for b in range(a + 1, 8)]
    distant = [match(unit, 8, 0.3) for unit in range(4)]
    long = [match(8, 9, 0.8), match(9, 10, 0.8), match(9, 11, 0.8)]

    assert members(clusters_of(early + distant + long)) == [[*range(8)], [8, 9, 10, 11]]


def test_a_text_that_matches_the_core_and_hardly_a_member_stays_alone():
    """Else two distant versions of a story would stand in one cluster by the grace of a middle one."""
    around = [match(0, unit, 0.35) for unit in range(1, 6)]
    apart = [match(unit, 5, 0.2, "partial", same_text=False) for unit in range(1, 5)]

    assert members(clusters_of(around + apart[:3])) == [[0, 1, 2, 3, 4, 5]]
    assert members(clusters_of(around + apart)) == [[0, 1, 2, 3, 4]]


def test_texts_that_leave_a_cluster_gather_among_themselves():
    around, left = [match(0, unit, 0.3) for unit in range(1, 10)], [match(8, 9, 0.3)]
    apart = [match(a, b, 0.2, "partial", same_text=False) for a in range(1, 8) for b in (8, 9)]

    assert members(clusters_of(around + left + apart)) == [[0, 1, 2, 3, 4, 5, 6, 7], [8, 9]]


def test_an_exact_copy_joins_with_the_text_it_copies():
    clusters = clusters_of([match(0, 1)], copies=[(1, 2), (5, 6)])

    assert members(clusters) == [[0, 1, 2], [5, 6]]
    assert clusters.filter(pl.col("unit") == 6)["relation"].item() == "identical"


def test_a_page_with_a_pasted_paragraph_is_listed_and_no_member():
    clusters = clusters_of([match(0, 1), match(1, 7, 0.1, "partial", same_text=False)])

    assert members(clusters) == [[0, 1]]
    assert clusters.filter(pl.col("relation") == "partial")["unit"].to_list() == [7]


def test_a_text_that_no_star_keeps_is_listed_with_what_it_matches():
    """Chained, it would join two unlike texts; left out, nobody would hear of it."""
    around = [match(0, unit, 0.35) for unit in range(1, 6)]
    clusters = clusters_of(around + [match(unit, 5, 0.2, "partial", same_text=False) for unit in range(1, 5)])
    chain = clusters_of([match(0, 1), match(0, 2), match(2, 3)])

    for found, left in ((clusters, 5), (chain, 3)):
        assert found.filter(pl.col("relation") == "partial")["unit"].to_list() == [left]


def test_every_copy_of_a_page_with_a_pasted_paragraph_is_listed():
    pasted = [match(0, 1), match(5, 6), match(1, 7, 0.1, "partial", same_text=False)]
    clusters = clusters_of(pasted, copies=[(7, 8), (7, 9)])

    listed = clusters.filter(pl.col("relation") == "partial")
    assert listed.filter(pl.col("core") < 2)["unit"].to_list() == [7, 8, 9]


def test_copies_in_one_outlet_are_versions_and_in_two_syndication():
    one = {0: "A", 1: "A"}

    assert clusters_of([match(0, 1)], outlets=one)["kind"].unique().to_list() == ["versions"]
    assert clusters_of([match(0, 1)])["kind"].unique().to_list() == ["syndication"]


def test_pages_of_unknown_outlet_may_be_anybodys():
    """Nothing shows that they are one outlet's, so they are not called its versions."""
    assert clusters_of([match(0, 1)], outlets={0: "", 1: ""})["kind"].unique().to_list() == ["syndication"]


def test_a_block_repeats_in_a_page_in_an_outlet_or_across_outlets():
    same_page, same_outlet = {0: 0, 1: 0}, {0: "A", 1: "A"}

    kinds = [
        clusters_of([match(0, 1)], level="block", articles=same_page)["kind"][0],
        clusters_of([match(0, 1)], level="block", outlets=same_outlet)["kind"][0],
        clusters_of([match(0, 1)], level="block")["kind"][0],
    ]

    assert kinds == ["repeat", "template", "reprint"]


def test_fillings_of_one_form_are_a_template_beside_the_copies_of_one():
    """The gold price of Tuesday was reprinted; that of Wednesday is another text."""
    clusters = clusters_of(
        [match(0, 1, 1.0, "identical"), match(0, 2, 0.5, "template", same_text=False)],
        outlets={0: "A", 1: "B", 2: "A"},
    )

    found = {
        (kind, tuple(sorted(group["unit"]))) for (_, kind), group in clusters.group_by("cluster", "kind")
    }
    assert found == {("syndication", (0, 1)), ("template", (0, 2))}


def test_copies_of_a_filling_that_the_others_leave_alone_are_no_form():
    """Both clusters would be the same pages, under one name."""
    forms = [(0, 1, 0.4), (1, 2, 0.9), (2, 3, 0.9), (2, 4, 0.9)]
    clusters = clusters_of([match(*form, "template", same_text=False) for form in forms], copies=[(0, 9)])

    found = {
        (group["kind"][0], tuple(sorted(group["unit"].to_list())))
        for _, group in clusters.group_by("cluster")
    }
    assert found == {("syndication", (0, 9)), ("template", (1, 2, 3, 4))}


def test_relations_are_told_of_the_member_to_the_core():
    """A member listed as an excerpt is the shorter text, whichever side of the pair it was."""
    clusters = clusters_of([match(0, 1, 0.5, "extended"), match(1, 2), match(1, 3)])

    relation = dict(clusters.select("unit", "relation").iter_rows())
    assert clusters["core"].unique().to_list() == [1]
    assert relation[0] == "excerpt"


def test_a_pair_turned_round_tells_the_same():
    """Who holds the other, and how much each holds, changes places with the two."""
    one = {"a": 1, "b": 2, "containment_a": 1.0, "containment_b": 0.5, "relation": "extended"}
    other = {"a": 2, "b": 1, "containment_a": 0.5, "containment_b": 1.0, "relation": "excerpt"}
    kinds = {name: MATCHES[name] for name in one}

    assert_frame_equal(components.turn_pairs(pl.DataFrame([one], kinds)), pl.DataFrame([one, other], kinds))
    assert components.turn_pairs(pl.DataFrame({"a": [1], "b": [2]})).rows() == [(1, 2), (2, 1)]
