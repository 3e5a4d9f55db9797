"""Crowds: who is asked first, and who need not be asked at all?"""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dedup.crowds import drop_held, part_led, rank_leaders
from dedup.schema import MATCHES, PAIRS

met = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1]))


def pairs_of(rows):
    return pl.DataFrame(sorted(rows), schema=PAIRS, orient="row")


def matches_of(rows, *, same=True):
    rows = [(a, b, 0.9, 0.9, 0.9, "near", same) for a, b in sorted(rows)]
    return pl.DataFrame(rows, schema=MATCHES, orient="row")


def first_leaders(pairs, leaders):
    """Return of every unit that is a leader or meets one the first it is or meets."""
    near = {unit: {unit} for pair in pairs for unit in pair}
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    led = {unit: [leader for leader in leaders if leader in others] for unit, others in near.items()}
    return {unit: found[0] for unit, found in led.items() if found}


@given(met, st.integers(1, 4))
def test_leaders_are_those_that_most_meet(pairs, at_most):
    count = {unit: sum(unit in pair for pair in pairs) for unit in range(13)}
    expected = sorted((unit for unit in count if count[unit] > at_most), key=lambda unit: -count[unit])

    rank = rank_leaders(pairs_of(pairs), at_most).tolist()

    assert [rank.index(place) for place in range(len(expected))] == expected
    assert all(place == len(expected) for unit, place in enumerate(rank) if unit not in expected)


@given(met, st.integers(1, 4))
def test_everyone_who_meets_leaders_is_asked_with_the_first_of_them(pairs, at_most):
    rank = rank_leaders(pairs_of(pairs), at_most)
    leaders = sorted(
        (unit for unit in range(len(rank)) if rank[unit] < rank[-1]), key=lambda unit: rank[unit]
    )
    own = first_leaders(pairs, leaders)

    led, rest = part_led(pairs_of(pairs), rank)

    assert set(led.rows()) == {(a, b) for a, b in pairs if own.get(b) == a or own.get(a) == b}
    assert set(rest.rows()) == pairs - set(led.rows())


@given(met, met, st.integers(1, 4))
def test_two_that_one_leader_holds_are_not_compared(pairs, same, at_most):
    rank = rank_leaders(pairs_of(pairs), at_most)
    same &= pairs
    leaders = sorted(
        (unit for unit in range(len(rank)) if rank[unit] < rank[-1]), key=lambda unit: rank[unit]
    )
    held = first_leaders(same, leaders) | {unit: unit for unit in leaders if unit not in sum(same, ())}
    apart = {(a, b) for a, b in pairs if a not in held or held[a] != held.get(b)}

    assert set(drop_held(pairs_of(pairs), matches_of(same), rank).rows()) == apart


def test_what_a_leader_shares_a_passage_with_is_not_held():
    """Two pages that each quote a story of a crowd may be copies of each other."""
    pairs = pairs_of([(0, 1), (0, 2), (0, 3), (1, 2)])

    rank = rank_leaders(pairs, 2)
    rest = drop_held(pairs_of([(1, 2)]), matches_of([(0, 1), (0, 2)], same=False), rank)

    assert rest.rows() == [(1, 2)]


def test_without_a_crowd_every_pair_is_compared():
    pairs = pairs_of([(0, 1), (1, 2)])

    led, rest = part_led(pairs, rank_leaders(pairs, 1_000))

    assert led.is_empty()
    assert drop_held(rest, matches_of([(0, 1)]), rank_leaders(pairs, 1_000)).equals(pairs)
