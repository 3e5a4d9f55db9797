"""The words of two texts, aligned: what stands in both, and what in one alone."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..kernels import alignment as kernels
from ..kernels.compiling import add_up
from ..kernels.splitting import number_hashes, split_texts
from ..texts import lay_out

_NOT_KEY = re.compile(r"[\W_]+")


class Split(NamedTuple):
    """
    The words of many paragraphs, one after another.

    `text`, uint8: the paragraphs as UTF-8, a line each.  `begin`, int64, shape (W + 1,): byte at
    which each word begins; it ends, with the blanks and the punctuation after it, where the
    next begins.  `keys`, int32, shape (W,): equal for words that are no different.  `names`: what
    each key is.  `place`, int64, shape (P + 1,): words before each paragraph.  `paragraphs`,
    int32, shape (P,): equal for paragraphs that differ in blanks at most.
    """

    text: NDArray[np.uint8]
    begin: NDArray[np.int64]
    keys: NDArray[np.int32]
    names: list[str]
    place: NDArray[np.int64]
    paragraphs: NDArray[np.int32]


class Word(NamedTuple):
    """A word as shown, with the blanks and the punctuation after it, and what it is compared by."""

    shown: str
    key: str
    paragraph: int
    begin: int  # of `shown`, in characters of its paragraph


class Stretch(NamedTuple):
    """Words a[0]..a[1] of one text and b[0]..b[1] of the other: the same, or in each other's place."""

    same: bool
    a: tuple[int, int]
    b: tuple[int, int]


class Tally(NamedTuple):
    """Words that stand in both, only in b, only in a; and cuts with an addition in their place."""

    kept: int
    added: int
    cut: int
    changed: int


def split_paragraphs(paragraphs: pl.Series) -> Split:
    """
    Return the words of paragraphs; case, punctuation and the form of letters' marks are no difference.

    >>> split = split_paragraphs(pl.Series(["Cầu “Đồi Cam” – mới"]))
    >>> [split.names[key] for key in split.keys]
    ['cầu', 'đồi', 'cam', 'mới']
    """
    text, stops = lay_out(paragraphs + "\n")
    room = len(text) // 2 + 2 * len(paragraphs)
    begin, words = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.uint64)
    whole, count = np.empty(len(paragraphs), dtype=np.uint64), np.empty(len(paragraphs), dtype=np.int64)
    total = split_texts(text, stops, begin, words, whole, count)
    begin, place = np.append(begin[:total], len(text)), add_up(count)
    numbers, names = _number_keys(text, begin, words[:total])
    # A dash between two words belongs to the first; one that begins a paragraph has none before it.
    shown = numbers != 0
    shown[place[:-1][count > 0]] = True
    before = add_up(shown)
    return Split(text, begin[np.append(shown, True)], numbers[shown], names, before[place], _number(whole)[0])


def _number_keys(
    text: NDArray[np.uint8], begin: NDArray[np.int64], words: NDArray[np.uint64]
) -> tuple[NDArray[np.int32], list[str]]:
    """Return the number of each word's key, and the keys; that of nothing is 0."""
    order, distinct = _number(words)
    first = np.empty(distinct, dtype=np.int64)
    first[order[::-1]] = np.arange(len(order))[::-1]
    keys = {"": 0}
    spans = zip(begin[first].tolist(), begin[first + 1].tolist(), strict=True)
    made = [_make_key(text[at:end].tobytes().decode()) for at, end in spans]
    numbers = [keys.setdefault(key, len(keys)) for key in made]
    return np.array(numbers, dtype=np.int32)[order], list(keys)


def _number(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int32], int]:
    """Return a number for each hash, in the order of their first appearance, and how many there are."""
    order = np.empty(len(hashes), dtype=np.int32)
    return order, number_hashes(hashes.copy(), order)


def _make_key(shown: str) -> str:
    return _NOT_KEY.sub("", unicodedata.normalize("NFC", shown).lower())


def split_words(paragraphs: Sequence[str]) -> list[Word]:
    """
    Return the words of one text, as `split_paragraphs` finds them.

    >>> [word.shown for word in split_words(["Cầu “Đồi Cam” – mới"])]
    ['Cầu ', '“Đồi ', 'Cam” – ', 'mới']
    """
    split, words = split_paragraphs(pl.Series(paragraphs, dtype=pl.String)), list[Word]()
    text, keys, bounds = split.text.tobytes(), split.keys.tolist(), split.begin.tolist()
    for number, (first, last) in enumerate(pairwise(split.place.tolist())):
        at = 0
        for n in range(first, last):
            end = bounds[n + 1] - (n + 1 == last)  # without the end of the line
            shown = text[bounds[n] : end].decode()
            words.append(Word(shown, split.names[keys[n]], number, at))
            at += len(shown)
    return words


def find_runs(a: Sequence[Word], b: Sequence[Word]) -> list[Stretch]:
    """Return the runs that take a to b, keeping as many words as any alignment can."""
    numbers = dict[str, int]()
    left, right = (
        np.array([numbers.setdefault(word.key, len(numbers)) for word in words], dtype=np.int32)
        for words in (a, b)
    )
    runs = kernels.find_runs(left, right, np.full(len(numbers), kernels.NOWHERE))
    return [
        Stretch(bool(same), (begin, end), (start, stop)) for same, begin, end, start, stop in runs.tolist()
    ]


def count_runs(runs: Sequence[Stretch]) -> Tally:
    """Return how many words were kept, added, cut and changed; a change counts the shorter side."""
    return Tally(*kernels.count_runs(_pack(runs)))


def _pack(runs: Sequence[Stretch]) -> NDArray[np.int64]:
    return np.array([(run.same, *run.a, *run.b) for run in runs], dtype=np.int64).reshape(-1, 5)


def pair_paragraphs(
    a: Sequence[Word], b: Sequence[Word], runs: Sequence[Stretch]
) -> Iterator[tuple[range, range]]:
    """Yield rows of paragraphs of both texts that share words, in order; a side may be empty."""
    places = [_place_paragraphs(words) for words in (a, b)]
    groups = kernels.link_paragraphs(_pack(runs), *places).tolist()
    sizes = [len(place) - 1 for place in places]
    p = q = 0
    for begin, end, start, stop in [*groups, [sizes[0], sizes[0], sizes[1], sizes[1]]]:
        yield from ((range(n, n + 1), range(q, q)) for n in range(p, begin))
        yield from ((range(begin, begin), range(n, n + 1)) for n in range(q, start))
        if end > begin:
            yield range(begin, end), range(start, stop)
        p, q = end, stop


def _place_paragraphs(words: Sequence[Word]) -> NDArray[np.int64]:
    """Return how many words come before each paragraph; the last is all of them."""
    return add_up(np.bincount([word.paragraph for word in words]))
