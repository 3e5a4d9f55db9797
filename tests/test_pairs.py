"""Candidate pairs: who meets whom, and what a crowd costs."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.buckets import make_lsh_buckets
from dedup.kernels.runs import ALL_PAIRS
from dedup.pairs import FEW, find_alike, find_crowded, find_pairs, find_shared_blocks, sort_buckets
from dedup.schema import BUCKETS, MATCHES, UNITS


def meetings(rows, all_pairs=ALL_PAIRS):
    return sort_buckets(pl.DataFrame(rows, schema=BUCKETS, orient="row"), all_pairs)


def pairs_of(rows, all_pairs=ALL_PAIRS, at_least=1):
    return find_pairs(meetings(rows, all_pairs), at_least)[0].rows()


standing = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=60, unique=True)


@given(standing, st.integers(1, 3))
def test_pairs_are_those_that_meet_often_enough(rows, at_least):
    """The oracle joins every two units that meet, one bucket at a time."""
    met = []
    for number in range(31):
        met += combinations(sorted(unit for bucket, unit in rows if bucket == number), 2)

    found = pairs_of([(bucket << 40, unit) for bucket, unit in rows], all_pairs=10, at_least=at_least)

    assert found == sorted({pair for pair in met if met.count(pair) >= at_least})


def test_units_meeting_in_two_bands_are_one_pair():
    """A pair is a fact about two units, not about the buckets they met in."""
    assert pairs_of([(7, 2), (7, 1), (9, 1), (9, 2)]) == [(1, 2)]


@pytest.mark.parametrize("find", [find_alike, lambda met: find_pairs(met, at_least=1)])
def test_a_crowd_costs_no_more_than_its_size(find):
    """Ten thousand copies of one wire story must not make fifty million pairs."""
    rows = [(bucket, unit) for unit in range(10_000) for bucket in (1, 2)]

    pairs, large = find(meetings(rows))

    assert len(pairs) < 2 * 10_000
    assert large == 2


@given(standing)
def test_texts_that_meet_in_no_crowd_are_paired_by_either_door(rows):
    few = meetings(rows, all_pairs=10)

    assert find_alike(few)[0].rows() == find_pairs(few, at_least=1)[0].rows()


def test_everyone_in_a_crowd_meets_its_representatives():
    """Linking to a few loses nobody: the crowd stays connected through them."""
    crowd = range(ALL_PAIRS + 20)

    pairs = pairs_of([(5, unit) for unit in crowd])

    assert {b for a, b in pairs if a == 0} == set(crowd) - {0}


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), max_size=40))
def test_lsh_buckets_lose_no_two_bands_that_are_equal(bands):
    """What is left out before sorting is what could not have met anyone."""
    hashes = np.array(bands, dtype=np.uint64).reshape(-1, 3).T * np.uint64(0x9E3779B97F4A7C15)
    units = pl.Series(range(100, 100 + len(bands)), dtype=pl.UInt32)

    kept = make_lsh_buckets(units, np.ascontiguousarray(hashes)).rows()

    for row in hashes.tolist():
        for unit, value in zip(units, row, strict=True):
            assert row.count(value) == 1 or (value, unit) in kept


def test_texts_of_common_samples_and_of_few_are_sketched_whole():
    """In a crowd two near copies may meet its representatives and not each other."""
    shared = [(bucket, unit) for bucket in range(20) for unit in range(10)]
    own = [(1_000 + 100 * unit + at, unit) for unit, count in ((1, 30), (2, 15)) for at in range(count)]
    few = [(9_000 + at, 10) for at in range(FEW - 1)]
    units = pl.Series([0, 1, 2, 10, 11], dtype=pl.UInt32)

    crowded = find_crowded(units, meetings([*shared, *own, *few], all_pairs=5))

    assert crowded.to_list() == [True, False, True, True, True]


def test_a_crowd_gathers_around_the_texts_that_most_of_it_is_like():
    """Led by its lowest, each bucket would make a star of its own."""
    rows = [(bucket, unit) for bucket in range(6) for unit in range(20) if unit % 6 != bucket]
    rows += [(bucket, unit) for bucket in range(6) for unit in (50, 60)]

    pairs, large = find_alike(meetings(rows))

    assert large == 6
    assert pairs.rows() == sorted([(unit, leader) for unit in range(20) for leader in (50, 60)] + [(50, 60)])


def test_no_buckets_make_no_pairs():
    assert pairs_of([]) == []
    assert find_alike(meetings([]))[0].is_empty()


@pytest.mark.parametrize("leader", [0, 3, 5])
def test_a_formula_pairs_no_articles_whatever_the_number_of_its_leader(leader):
    """Of a crowd of paragraphs each is linked with a leader, from wherever in the corpus that is."""
    units = [(10 + n, n, "block", "body", 0, 1, 40, 0) for n in range(6)]
    units = pl.DataFrame(units, schema=UNITS, orient="row")
    links = [tuple(sorted((10 + leader, 10 + n))) for n in range(6) if n != leader]
    matches = [(a, b, 0.9, 1.0, 1.0, "near", True) for a, b in links]
    matches = pl.DataFrame(matches, schema=MATCHES, orient="row")
    copies = matches.select("a", "b").clear()

    assert find_shared_blocks(matches, copies, units, at_most=4).height == 0
    assert find_shared_blocks(matches, copies, units, at_most=5).height == 5


def test_the_paragraph_of_a_crowd_pairs_no_articles():
    """Each copy is linked with a few others only, so its links do not tell how many there are."""
    units = [(10 + n, n, "block", "body", 0, 1, 40, 0) for n in range(6)]
    units = pl.DataFrame(units, schema=UNITS, orient="row")
    links = [(10, 11), (12, 13), (13, 14), (14, 15)]
    matches = [(a, b, 0.9, 1.0, 1.0, "near", True) for a, b in links]
    matches = pl.DataFrame(matches, schema=MATCHES, orient="row")
    crowds = pl.Series([12, 13, 14, 15], dtype=pl.UInt32)

    shared = find_shared_blocks(matches, matches.select("a", "b").clear(), units, at_most=2, crowds=crowds)

    assert shared.rows() == [(0, 1)]
