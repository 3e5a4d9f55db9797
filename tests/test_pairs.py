"""Candidate pairs: who meets whom, and what a crowd costs."""

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.kernels.runs import ALL_PAIRS
from dedup.pairs import find_pairs
from dedup.params import LevelParams
from dedup.schema import BUCKETS


def level(**changes):
    settings = {"ngram": 3, "bands": 4, "rows": 2, "sample_one_in": 2, "min_shared": 2, "max_frequency": 5}
    return LevelParams(**(settings | {"min_words": 3} | changes))


def buckets(*rows):
    return pl.DataFrame(rows, schema=BUCKETS, orient="row")


def pairs_of(*rows, **changes):
    return find_pairs(buckets(*rows), level(**changes))[0].rows()


meetings = st.lists(
    st.tuples(st.sampled_from(["lsh", "sampled"]), st.integers(0, 30), st.integers(0, 9)),
    max_size=60,
    unique=True,
)


@given(meetings)
def test_pairs_are_those_that_share_a_bucket_or_enough_samples(rows):
    """The oracle joins every two units that meet, one bucket at a time."""
    met = {"lsh": [], "sampled": []}
    for door in met:
        for number in range(31):
            units = sorted(unit for d, bucket, unit in rows if (d, bucket) == (door, number))
            met[door] += combinations(units, 2)
    expected = set(met["lsh"]) | {p for p in met["sampled"] if met["sampled"].count(p) >= 2}

    found = pairs_of(*((d, bucket << 40, unit) for d, bucket, unit in rows), max_frequency=10)

    assert found == sorted(expected)


def test_units_meeting_in_two_bands_are_one_pair():
    """A pair is a fact about two units, not about the buckets they met in."""
    assert pairs_of(("lsh", 7, 2), ("lsh", 7, 1), ("lsh", 9, 1), ("lsh", 9, 2)) == [(1, 2)]


@pytest.mark.parametrize("door", ["lsh", "sampled"])
def test_a_crowd_costs_no_more_than_its_size(door):
    """Ten thousand copies of one wire story must not make fifty million pairs."""
    rows = [(door, bucket, unit) for unit in range(10_000) for bucket in (1, 2)]

    pairs, counts = find_pairs(buckets(*rows), level())

    assert len(pairs) < 2 * 10_000
    assert counts[f"large_{door}_buckets"] == 2


def test_everyone_in_a_crowd_meets_its_representatives():
    """Linking to a few loses nobody: the crowd stays connected through them."""
    crowd = range(ALL_PAIRS + 20)

    pairs = pairs_of(*(("lsh", 5, unit) for unit in crowd))

    assert {b for a, b in pairs if a == 0} == set(crowd) - {0}


def test_no_buckets_make_no_pairs():
    assert pairs_of() == []
