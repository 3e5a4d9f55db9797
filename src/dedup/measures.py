"""PAIRS -> MEASURES: what two units share, counted exactly."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.covers import count_uncovered, measure_cover
from .kernels.sets import collect_numbers, count_held, count_shared, make_sets
from .params import LevelParams
from .schema import MEASURES, PAIRS, conform
from .scratch import TURN_ROWS
from .tokens import Words, hash_texts, word_ranges

# A name respelt or a word exchanged costs `ngram` long shingles, but only two of these.
SHORT_NGRAM = 2
TURN_WORDS = 8_000_000  # of the pairs measured at a time, some thirty bytes each
TALLIED = [f"{name}_{side}" for side in "ab" for name in ("covered", "quoted", "opening", "bridged")]
TALLIED += ["longest", "long_shared"]
# Vietnamese writes syllables apart, so that two of its "words" say what one says elsewhere.
# Of its news texts every sixth syllable is one of these, and next to none of other languages.
SYLLABLES = (
    "của và các được người không với một những đã này đến về tại ở ông vào năm trên cũng trong để "
    "là có khi từ sau nhiều thì đó việc nhà ngày thể công quốc"
)


class Sets(NamedTuple):
    """
    One set of hashes a unit.

    `values`, uint64: distinct within a unit, in the order of its text, with gaps between
    units.  `begin`, `end`, int64, shape (N,): each unit's range in `values`.  `order`,
    int32: from `begin` on, for every hash of the unit's text which of its set it is.
    """

    values: NDArray[np.uint64]
    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    order: NDArray[np.int32]


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
    return pl.concat(measure_in_turns(pairs, units, words, level))


def measure_in_turns(
    pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> Iterator[pl.DataFrame]:
    """Yield MEASURES for the rows of PAIRS in their order, at least once, some of them at a time."""
    pairs = conform(pairs, PAIRS)
    for part in pairs.iter_slices(TURN_ROWS) if len(pairs) else [pairs]:
        named = pl.concat([part["a"], part["b"]]).unique().to_frame("unit")
        near = units.join(named, on="unit", how="semi")
        for turn in _take_turns(part, near):
            yield _measure_turn(turn, near, words, level)


def _take_turns(pairs: pl.DataFrame, units: pl.DataFrame) -> list[pl.DataFrame]:
    """Part PAIRS, at least into one, so that the words of each part are few enough to be held at once."""
    size = pl.lit(0, pl.UInt64)
    for side in ("a", "b"):
        own = units.select(pl.col("unit").alias(side), pl.col("words").alias(f"words_{side}"))
        pairs, size = (
            pairs.join(own, on=side, how="left", maintain_order="left"),
            size + pl.col(f"words_{side}"),
        )
    turns = pairs.select("a", "b", turn=size.cum_sum() // TURN_WORDS)
    return turns.partition_by("turn", maintain_order=True, include_key=False) or [turns.drop("turn")]


def _measure_turn(pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
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
        columns |= {f"{name}_a": size[a], f"{name}_b": size[b]}
    columns |= {f"{name}_shared": share_sets(sets[name], a, b) for name in ("short", "numbers")}
    columns |= dict(zip(TALLIED, _measure_cover(texts, sets["long"], level.ngram, a, b).T, strict=True))
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
    values, order = np.empty(place[-1], dtype=np.uint64), np.empty(place[-1], dtype=np.int32)
    count = np.zeros(len(texts.units), dtype=np.int64)

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        begin, end = texts.begin[rows], texts.end[rows]
        make_sets(texts.words.hashes, begin, end, ngram, place[rows], values, order, count[rows])

    spread(work, place)
    return Sets(values, place[:-1], place[:-1] + count, order)


def make_number_sets(texts: Texts) -> Sets:
    """Return for every text the set of its words that hold a digit; their `order` is not kept."""
    place = np.concatenate(([0], np.cumsum(texts.end - texts.begin)))
    values = np.empty(place[-1], dtype=np.uint64)
    count = np.zeros(len(texts.units), dtype=np.int64)

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        begin, end = texts.begin[rows], texts.end[rows]
        collect_numbers(texts.words.hashes, begin, end, place[rows], values, count[rows])

    spread(work, place)
    return Sets(values, place[:-1], place[:-1] + count, np.empty(0, dtype=np.int32))


def _count_syllables(texts: Texts) -> NDArray[np.int64]:
    """Return how many words of each text are among SYLLABLES."""
    count = np.zeros(len(texts.units), dtype=np.int64)
    syllables = _hash_syllables()

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        count_held(texts.words.hashes, texts.begin[rows], texts.end[rows], syllables, count[rows])

    spread(work, np.concatenate(([0], np.cumsum(texts.end - texts.begin))))
    return count


@cache
def _hash_syllables() -> NDArray[np.uint64]:
    return hash_texts(pl.Series([SYLLABLES]))[0].hashes


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

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        places = (texts.begin, texts.end, sets.values, sets.order, sets.begin, sets.end)
        measure_cover(texts.words.flags, *places, ngram, a[rows], b[rows], tally[rows])

    spread(work, np.concatenate(([0], np.cumsum(size[a] + size[b]))))
    return tally


def count_own_words(
    texts: Texts, ngram: int, pages: NDArray[np.int64], place: NDArray[np.int64], others: NDArray[np.int64]
) -> NDArray[np.int64]:
    """
    Return how many words of each of `pages` no shingle shared with its other texts covers.

    Parameters
    ----------
    texts : Texts
    ngram : int
        Words per shingle.
    pages : int64 array, shape (P,)
        Rows of `texts`.
    place : int64 array, shape (P + 1,)
        Range in `others` of each page's.
    others : int64 array
        Rows of `texts`.

    """
    sets, own = make_shingle_sets(texts, ngram), np.zeros(len(pages), dtype=np.int64)
    size = sets.end - sets.begin
    weight = size[pages] + np.diff(np.concatenate(([0], np.cumsum(size[others])))[place])

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        places = (texts.begin, texts.end, sets.values, sets.order, sets.begin, sets.end)
        count_uncovered(*places, ngram, pages[rows], place[first : last + 1], others, own[rows])

    spread(work, np.concatenate(([0], np.cumsum(weight))))
    return own
