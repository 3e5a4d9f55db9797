"""PAIRS -> MEASURES: what two units share, counted exactly."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import add_up, spread
from .kernels.covers import overlap_covers
from .kernels.days import DAYS, count_other_days
from .kernels.graphs import NOBODY
from .kernels.letters import QUOTED
from .kernels.overlaps import SHORT, count_sets, measure_overlaps
from .kernels.sets import count_flagged, count_held, count_shared, make_sets
from .kernels.tallies import SHARED, SIDE
from .params import LevelParams
from .schema import MEASURES, PAIRS, conform
from .scratch import read_here
from .tokens import Words, gather_words, hash_texts, word_ranges
from .turns import iter_groups, keep_rows

TURN_WORDS = 8_000_000  # of the texts whose sets are held at a time, some thirty bytes each
SIZED = ("long", "short", "numbers", "names", "syllables", "said")
# Vietnamese writes syllables apart, so that two of its "words" say what one says elsewhere.
# Of its news texts every sixth syllable is one of these, and next to none of other languages.
SYLLABLES = (
    "của và các được người không với một những đã này đến về tại ở ông vào năm trên cũng trong để "
    "là có khi từ sau nhiều thì đó việc nhà ngày thể công quốc"
)

# What stands before the day that a Vietnamese lead tells of; without it "5,9" would be one.
DAY_SIGNS = "ngày hôm nay sáng trưa chiều tối đêm"


def take_turns(rows: pl.DataFrame, by: str, units: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield `rows` some at a time, those of one value of `by`, ascending, together: of few words in all."""
    yield from iter_groups(rows, by, count_turn(units))


def count_turn(units: pl.DataFrame) -> int:
    """Return how many of `units` have some TURN_WORDS words."""
    mean = max(int(units["words"].cast(pl.UInt64).sum()) // max(len(units), 1), 1)
    return max(TURN_WORDS // mean, 1)


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
    The units that are compared, and their words.

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
    """
    Return those of UNITS that are `wanted`, whose `token_begin` points into `words`.

    Their words are copied: `words` may be a file, and what is compared is read here and there.
    """
    taken = keep_rows(units, wanted.to_frame("unit"), ["unit"])
    begin, end = word_ranges(taken)
    count = end - begin
    ends = np.cumsum(count)
    with read_here(words.hashes, begin, end), read_here(words.flags, begin, end):
        own = gather_words(words, begin, count, np.empty)
    return Texts(taken["unit"].to_numpy(), ends - count, ends, own)


def measure_pairs(pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return MEASURES for every row of PAIRS; `words` is what `token_begin` of UNITS points into."""
    return pl.concat(measure_in_turns(pairs, units, words, level))


def measure_in_turns(
    pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> Iterator[pl.DataFrame]:
    """Yield MEASURES for the rows of PAIRS in their order, at least once, some of them at a time."""
    pairs = conform(pairs, PAIRS)
    for turn in pairs.iter_slices(count_turn(units)) if len(pairs) else [pairs]:
        yield _measure_turn(turn, units, words, level)


def _measure_turn(pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    texts = take_texts(units, pl.concat([pairs["a"], pairs["b"]]), words)
    a, b = texts.rows(pairs["a"]), texts.rows(pairs["b"])
    size = texts.end - texts.begin
    columns = {"words_a": size[a], "words_b": size[b]}
    for name, each in zip(SIZED, _measure_sizes(texts, level.ngram).T, strict=True):
        columns |= {f"{name}_a": each[a], f"{name}_b": each[b]}
    measured = columns | _measure_overlaps(texts, level.ngram, a, b)
    measured["other_days"] = np.zeros(len(pairs), dtype=np.int64)
    places = (texts.words.hashes, texts.begin, texts.end)
    count_other_days(*places, *_hash_days(), a, b, measured["other_days"])
    series = {name: pl.Series(values.astype(np.uint32)) for name, values in measured.items()}
    return conform(pairs.with_columns(**series), MEASURES)


def _measure_sizes(texts: Texts, ngram: int) -> NDArray[np.int64]:
    """Return for each text what SIZED names, int64, shape (N, 6)."""
    sizes, syllables = np.zeros((len(texts.units), len(SIZED)), dtype=np.int64), _hash_syllables()

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        places = (texts.words.hashes, texts.begin[rows], texts.end[rows])
        count_sets(*texts.words, *places[1:], np.array([ngram, SHORT]), sizes[rows, :4])
        count_held(*places, syllables, sizes[rows, 4])
        count_flagged(texts.words.flags, *places[1:], QUOTED, sizes[rows, 5])

    spread(work, add_up(texts.end - texts.begin))
    return sizes


@cache
def _hash_syllables() -> NDArray[np.uint64]:
    return hash_texts(pl.Series([SYLLABLES]))[0].hashes


@cache
def _hash_days() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hashes of DAY_SIGNS, and of the numbers of days, and these; both ascending."""
    written = [*map(str, range(1, DAYS + 1)), *(f"0{number}" for number in range(1, 10))]
    signs, numbers = (hash_texts(pl.Series([text]))[0].hashes for text in (DAY_SIGNS, " ".join(written)))
    order = np.argsort(numbers)
    return np.sort(signs), numbers[order], np.array(written, dtype=np.int64)[order]


def _measure_overlaps(
    texts: Texts, ngram: int, a: NDArray[np.int64], b: NDArray[np.int64]
) -> dict[str, NDArray[np.int64]]:
    """Return for each pair what SIDE names of both sides, and SHARED."""
    size = texts.end - texts.begin
    turned = size[b] > size[a]
    longer, shorter = np.where(turned, b, a), np.where(turned, a, b)
    order = np.argsort(longer, kind="stable")
    longer, shorter = longer[order], shorter[order]
    tally = np.zeros((len(a), 2 * len(SIDE) + len(SHARED)), dtype=np.int64)

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        places = (texts.words.hashes, texts.words.flags, texts.begin, texts.end)
        measure_overlaps(*places, ngram, longer[rows], shorter[rows], tally[rows])

    another = np.diff(longer, prepend=-1) != 0  # what it takes to make tables of a longer text
    spread(work, add_up(size[shorter] + np.where(another, size[longer], 0)))
    told = np.empty_like(tally)
    told[order] = tally
    sides = told[:, : 2 * len(SIDE)].reshape(-1, 2, len(SIDE))
    sides[turned] = sides[turned, ::-1]
    columns = {
        f"{name}_{side}": sides[:, n, at] for n, side in enumerate("ab") for at, name in enumerate(SIDE)
    }
    return columns | dict(zip(SHARED, told[:, 2 * len(SIDE) :].T, strict=True))


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
    place = add_up(texts.end - texts.begin)
    values, order = np.empty(place[-1], dtype=np.uint64), np.empty(place[-1], dtype=np.int32)
    count = np.zeros(len(texts.begin), dtype=np.int64)

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        begin, end = texts.begin[rows], texts.end[rows]
        make_sets(texts.words.hashes, begin, end, ngram, place[rows], values, order, count[rows])

    spread(work, place)
    return Sets(values, place[:-1], place[:-1] + count, order)


def share_sets(sets: Sets, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many hashes the sets of rows `a` and `b` share, shape (P,)."""
    shared = np.zeros(len(a), dtype=np.int64)
    size = sets.end - sets.begin

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        count_shared(sets.values, sets.begin, sets.end, a[rows], b[rows], shared[rows])

    another = np.diff(a, prepend=-1) != 0  # the table of a set is made once for all its pairs
    spread(work, add_up(size[b] + np.where(another, size[a], 0)))
    return shared


def count_own_words(
    texts: Texts, ngram: int, pages: NDArray[np.int64], count: NDArray[np.integer], others: NDArray[np.int64]
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
    count : int array, shape (P,)
        How many of `others` are a page's.
    others : int64 array
        Rows of `texts`, page by page.

    """
    sets, tally = make_shingle_sets(texts, ngram), np.zeros((len(pages), 4), dtype=np.int64)
    place, size = add_up(count), sets.end - sets.begin
    weight = size[pages] + np.diff(add_up(size[others])[place])
    nobody = np.full(len(pages), NOBODY)

    def work(first: int, last: int) -> None:
        rows, turns = slice(first, last), place[first : last + 1]
        places = (texts.begin, texts.end, sets.values, sets.order, sets.begin, sets.end)
        overlap_covers(*places, ngram, pages[rows], nobody[rows], turns, others, tally[rows])

    spread(work, add_up(weight))
    return (texts.end - texts.begin)[pages] - tally[:, 1]
