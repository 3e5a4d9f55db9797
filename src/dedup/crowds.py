"""PAIRS, MATCHES -> PAIRS: a crowd is compared through its leaders, and costs no more than its texts."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .schema import PAIRS, conform


def rank_leaders(pairs: pl.DataFrame, at_most: int) -> NDArray[np.int32]:
    """
    Return the rank of every unit among the leaders: those in more than `at_most` PAIRS, most pairs first.

    Shape (U + 1,), with all units of `pairs` below U; no leader has the rank at the end.
    """
    a, b = _take_ends(pairs)
    units = int(max(a.max(initial=0), b.max(initial=0))) + 2
    count = np.bincount(a, minlength=units) + np.bincount(b, minlength=units)
    leaders = np.flatnonzero(count > at_most)
    rank = np.full(units, len(leaders), dtype=np.int32)
    rank[leaders[np.argsort(-count[leaders], kind="stable")]] = np.arange(len(leaders), dtype=np.int32)
    return rank


def part_led(pairs: pl.DataFrame, rank: NDArray[np.int32]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part PAIRS into those of a unit with the first leader that it is paired with, and all others."""
    pairs = conform(pairs, PAIRS)
    best, (a, b) = _follow(pairs, rank), _take_ends(pairs)
    first = (best[a] == rank[b]) | (best[b] == rank[a])
    led = pl.Series(first & (np.minimum(rank[a], rank[b]) < rank[-1]))
    return pairs.filter(led), pairs.filter(~led)


def drop_held(pairs: pl.DataFrame, matches: pl.DataFrame, rank: NDArray[np.int32]) -> pl.DataFrame:
    """
    Return PAIRS without those of which MATCHES say that both are the same text as one leader.

    They will gather around it, whatever they are to each other.
    """
    pairs = conform(pairs, PAIRS)
    held, (a, b) = _follow(matches.filter("same_text"), rank), _take_ends(pairs)
    return pairs.filter(pl.Series((held[a] != held[b]) | (held[a] == rank[-1])))


def _take_ends(pairs: pl.DataFrame) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    return pairs["a"].to_numpy(), pairs["b"].to_numpy()


def _follow(pairs: pl.DataFrame, rank: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return for each unit the rank of the first leader that it is, or is paired with."""
    (a, b), best = _take_ends(pairs), rank.copy()
    np.minimum.at(best, a, rank[b])
    np.minimum.at(best, b, rank[a])
    return best
