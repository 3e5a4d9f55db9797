"""PAIRS -> MEASURES: what two units share, counted exactly."""

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.minhash import sample_shingles
from .kernels.sets import collect_numbers, count_held, count_shared, measure_cover
from .params import LevelParams
from .schema import MEASURES, PAIRS, conform
from .tokens import Words, hash_texts, word_ranges

# A name respelt or a word exchanged costs `ngram` long shingles, but only two of these.
SHORT_NGRAM = 2
EVERY = np.uint64(2**64 - 1)
TALLIED = [f"{name}_{side}" for side in "ab" for name in ("covered", "quoted", "opening", "bridged")]
TALLIED += ["longest"]
# Vietnamese writes syllables apart, so that two of its "words" say what one says elsewhere.
# Of its news texts every sixth syllable is one of these, and next to none of other languages.
SYLLABLES = (
    "của và các được người không với một những đã này đến về tại ở ông vào năm trên cũng trong để "
    "là có khi từ sau nhiều thì đó việc nhà ngày thể công quốc"
)


class Sets(NamedTuple):
    """
    One set of hashes a unit.

    `values`, uint64: distinct and ascending within a unit, with gaps between units.
    `begin`, `end`, int64, shape (N,): each unit's range in `values`.
    """

    values: NDArray[np.uint64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]


class Texts(NamedTuple):
    """
    The units that are compared, and where their words are.

    `units`, uint32, shape (N,): their numbers, ascending.  `begin`, `end`, int64, shape
    (N,): each one's range in `words`.
    """

    units: NDArray[np.uint32]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    words: Words

    def rows(self, units: pl.Series) -> NDArray[np.int64]:
        """Return where each of `units` stands among the texts."""
        return np.searchsorted(self.units, units.to_numpy()).astype(np.int64)


def take_texts(units: pl.DataFrame, wanted: pl.Series, words: Words) -> Texts:
    """Return those of UNITS that are `wanted`, whose `token_begin` points into `words`."""
    taken = units.join(wanted.unique().to_frame("unit"), on="unit", how="semi").sort("unit")
    return Texts(taken["unit"].to_numpy(), *word_ranges(taken), words)


def measure_pairs(pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return MEASURES for every row of PAIRS; `words` is what `token_begin` of UNITS points into."""
    pairs = conform(pairs, PAIRS)
    texts = take_texts(units, pl.concat([pairs["a"], pairs["b"]]), words)
    a, b = texts.rows(pairs["a"]), texts.rows(pairs["b"])
    sets = {
        "long": make_shingle_sets(texts, level.ngram),
        "short": make_shingle_sets(texts, SHORT_NGRAM),
        "numbers": make_number_sets(texts),
    }
    size = texts.end - texts.begin
    columns = {"words_a": size[a], "words_b": size[b]}
    for name, each in sets.items():
        size = each.end - each.begin
        columns |= {f"{name}_a": size[a], f"{name}_b": size[b], f"{name}_shared": share_sets(each, a, b)}
    tally = _measure_cover(texts, sets["long"], level.ngram, a, b)
    columns |= dict(zip(TALLIED, tally.T, strict=True))
    syllables = _count_syllables(texts)
    columns |= {"syllables_a": syllables[a], "syllables_b": syllables[b]}
    measured = {name: pl.Series(values.astype(np.uint32)) for name, values in columns.items()}
    return conform(pairs.with_columns(**measured), MEASURES)


def measure_resemblance(
    pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.Series:
    """Return the resemblance of every row of PAIRS, Float64; 1.0 for two texts without shingles."""
    texts = take_texts(units, pl.concat([pairs["a"], pairs["b"]]), words)
    a, b = texts.rows(pairs["a"]), texts.rows(pairs["b"])
    sets = make_shingle_sets(texts, level.ngram)
    size, shared = sets.end - sets.begin, share_sets(sets, a, b)
    union = size[a] + size[b] - shared
    return pl.Series(np.where(union > 0, shared / np.maximum(union, 1), 1.0))


def make_shingle_sets(texts: Texts, ngram: int) -> Sets:
    """Return the set of shingles of `ngram` words of every text."""
    place = np.concatenate(([0], np.cumsum(texts.end - texts.begin)))
    values = np.empty(place[-1], dtype=np.uint64)
    count = np.zeros(len(texts.units), dtype=np.int64)

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        begin, end = texts.begin[rows], texts.end[rows]
        sample_shingles(texts.words.hashes, begin, end, ngram, EVERY, place[rows], values, count[rows])

    spread(work, place)
    return Sets(values, place[:-1], place[:-1] + count)


def make_number_sets(texts: Texts) -> Sets:
    """Return for every text the set of its words that hold a digit."""
    place = np.concatenate(([0], np.cumsum(texts.end - texts.begin)))
    values = np.empty(place[-1], dtype=np.uint64)
    count = np.zeros(len(texts.units), dtype=np.int64)
    collect_numbers(texts.words.hashes, texts.begin, texts.end, place, values, count)
    return Sets(values, place[:-1], place[:-1] + count)


def _count_syllables(texts: Texts) -> NDArray[np.int64]:
    """Return how many words of each text are among SYLLABLES."""
    count = np.zeros(len(texts.units), dtype=np.int64)
    count_held(texts.words.hashes, texts.begin, texts.end, _hash_syllables(), count)
    return count


@cache
def _hash_syllables() -> NDArray[np.uint64]:
    return np.sort(hash_texts(pl.Series([SYLLABLES]))[0].hashes)


def share_sets(sets: Sets, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many hashes the sets of rows `a` and `b` share, shape (P,)."""
    shared = np.zeros(len(a), dtype=np.int64)
    size = sets.end - sets.begin

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        count_shared(sets.values, sets.begin, sets.end, a[rows], b[rows], shared[rows])

    spread(work, np.concatenate(([0], np.cumsum(size[a] + size[b]))))
    return shared


def _measure_cover(
    texts: Texts, sets: Sets, ngram: int, a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for each pair what TALLIED names."""
    tally = np.zeros((len(a), len(TALLIED)), dtype=np.int64)
    size = texts.end - texts.begin
    hashes, flags = texts.words

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        places = (texts.begin, texts.end, sets.values, sets.begin, sets.end)
        measure_cover(hashes, flags, *places, ngram, a[rows], b[rows], tally[rows])

    spread(work, np.concatenate(([0], np.cumsum(size[a] + size[b]))))
    return tally
