"""PAIRS -> MEASURES: what two units share, counted exactly."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.minhash import sample_shingles
from .kernels.sets import collect_numbers, count_shared, measure_cover
from .params import LevelParams
from .schema import MEASURES, PAIRS, conform
from .signatures import word_ranges
from .tokens import Words

SHORT_NGRAM = 2  # words; survives a name respelt or a word exchanged, which cost `ngram` long shingles each
EVERY = np.uint64(2**64 - 1)


def measure_pairs(pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return MEASURES for every row of PAIRS; `words` is what `token_begin` of UNITS points into."""
    pairs = conform(pairs, PAIRS)
    met = units.join(pl.concat([pairs["a"], pairs["b"]]).unique().to_frame("unit"), on="unit", how="semi")
    met = met.sort("unit")
    numbers = met["unit"].to_numpy()
    sides = np.searchsorted(numbers, pairs["a"].to_numpy()), np.searchsorted(numbers, pairs["b"].to_numpy())
    begin, end = word_ranges(met)
    sets = {
        "long": distinct_shingles(words.hashes, begin, end, level.ngram),
        "short": distinct_shingles(words.hashes, begin, end, SHORT_NGRAM),
        "numbers": distinct_numbers(words.hashes, begin, end),
    }
    columns = {"words_a": (end - begin)[sides[0]], "words_b": (end - begin)[sides[1]]}
    for name, each in sets.items():
        size = each.end - each.begin
        columns |= {f"{name}_a": size[sides[0]], f"{name}_b": size[sides[1]]}
        columns[f"{name}_shared"] = _share(each, *sides)
    tally = _cover(words, begin, end, sets["long"], sides, level.ngram)
    columns |= dict(zip(("covered_a", "quoted_a", "longest", "covered_b", "quoted_b"), tally.T, strict=True))
    measured = {name: pl.Series(values.astype(np.uint32)) for name, values in columns.items()}
    return conform(pairs.with_columns(**measured), MEASURES)


class Sets(NamedTuple):
    """
    One set of hashes a unit.

    `values`, uint64: distinct and ascending within a unit, with gaps between units.
    `begin`, `end`, int64, shape (N,): each unit's range in `values`.
    """

    values: NDArray[np.uint64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]


def distinct_shingles(
    hashes: NDArray[np.uint64], begin: NDArray[np.int64], end: NDArray[np.int64], ngram: int
) -> Sets:
    """Return the shingle set of every unit whose words are `hashes[begin:end]`."""
    place = np.concatenate(([0], np.cumsum(end - begin)))
    shingles = np.empty(place[-1], dtype=np.uint64)
    count = np.zeros(len(begin), dtype=np.int64)

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        sample_shingles(hashes, begin[rows], end[rows], ngram, EVERY, place[rows], shingles, count[rows])

    spread(work, place)
    return Sets(shingles, place[:-1], place[:-1] + count)


def distinct_numbers(hashes: NDArray[np.uint64], begin: NDArray[np.int64], end: NDArray[np.int64]) -> Sets:
    """Return for every unit the set of its words that hold a digit."""
    place = np.concatenate(([0], np.cumsum(end - begin)))
    numbers = np.empty(place[-1], dtype=np.uint64)
    count = np.zeros(len(begin), dtype=np.int64)
    collect_numbers(hashes, begin, end, place, numbers, count)
    return Sets(numbers, place[:-1], place[:-1] + count)


def _share(sets: Sets, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many hashes the two sets of each pair share."""
    shared = np.zeros(len(a), dtype=np.int64)
    size = sets.end - sets.begin

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        count_shared(*sets, a[rows], b[rows], shared[rows])

    spread(work, np.concatenate(([0], np.cumsum(size[a] + size[b]))))
    return shared


def _cover(
    words: Words,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    shingles: Sets,
    sides: tuple[NDArray[np.intp], NDArray[np.intp]],
    ngram: int,
) -> NDArray[np.int64]:
    """Return for each pair: covered and quoted words of a, the longest run, covered and quoted of b."""
    a, b = sides
    tally = np.zeros((len(a), 5), dtype=np.int64)
    size = end - begin

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        measure_cover(*words, begin, end, *shingles, ngram, a[rows], b[rows], tally[rows])

    spread(work, np.concatenate(([0], np.cumsum(size[a] + size[b]))))
    return tally
