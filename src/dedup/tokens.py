"""BLOCKS -> TOKENISED: the words of every block, hashed once for all that follows."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import add_up, each_range, spread
from .kernels.folding import load_table
from .kernels.words import close_gaps, hash_keys, hash_words, make_memo
from .mojibake import mend_texts
from .schema import BLOCKS, TOKENISED, conform
from .scratch import empty
from .texts import lay_out
from .turns import TURN_ROWS

NOWHERE = np.empty((0, 2), dtype=np.int64)  # spans that nobody asks for


class Words(NamedTuple):
    """
    The words of many texts, one after another.

    `hashes`, uint64: equal for words of equal matching key, the lowest bit set where a
    word holds a digit.  `flags`, uint8: `kernels.letters.QUOTED`, `kernels.capitals.NAME`, both or 0.
    """

    hashes: NDArray[np.uint64]
    flags: NDArray[np.uint8]


def tokenise_blocks(blocks: pl.DataFrame, cores: pl.DataFrame) -> tuple[pl.DataFrame, Words]:
    """
    Return TOKENISED for BLOCKS, and the words its `token_begin` points into.

    `cores` (article, ordinal, begin, end) narrows a block to the characters that are
    its own, leaving out a dateline or a trailing credit; blocks not in it are whole.
    Mojibake is mended first: a garbled copy has the words of its original.
    """
    blocks = conform(blocks, BLOCKS)
    words, count, keys = hash_texts(mend_texts(_narrow_texts(blocks, cores)))
    return (
        conform(
            blocks.with_columns(
                key=pl.Series(keys),
                words=pl.Series(count.astype(np.uint32)),
                token_begin=pl.Series((np.cumsum(count) - count).astype(np.uint64)),
            ),
            TOKENISED,
        ),
        words,
    )


def _narrow_texts(blocks: pl.DataFrame, cores: pl.DataFrame) -> pl.Series:
    """Return the text of each block, or what of it is its own."""
    placed = blocks.select("article", "ordinal", "text", at="begin").with_row_index("row")
    few = placed.join(cores, on=["article", "ordinal"])
    own = pl.col("text").str.slice(pl.col("begin") - pl.col("at"), pl.col("end") - pl.col("begin"))
    # A series is scattered into in place.
    return blocks["text"].clone().scatter(few["row"], few.select(own)["text"])


def hash_texts(texts: pl.Series) -> tuple[Words, NDArray[np.int64], NDArray[np.uint64]]:
    """
    Return the words of every text, how many each has, and each text's key.

    Parameters
    ----------
    texts : String series, length N
        No nulls.

    Returns
    -------
    words : Words
        Of all texts, in order.
    count : int64 array, shape (N,)
    keys : uint64 array, shape (N,)
        0 for a text without words.

    """
    tables, memos = load_table(), list[NDArray[np.uint64]]()
    count, keys = np.zeros(len(texts), dtype=np.int64), np.zeros(len(texts), dtype=np.uint64)

    def work(first: int, last: int) -> Words:
        text, stops = lay_out(texts[first:last])
        counted, found = count[first:last], _make_words(len(text), last - first)
        memo = memos.pop() if memos else make_memo()  # as many as threads, handed on from range to range
        hash_words(text, stops[:-1], stops[1:], *tables, memo, *found, NOWHERE, counted)
        memos.append(memo)
        ends = np.cumsum(counted)
        hash_keys(found.hashes, ends - counted, ends, keys[first:last])
        return Words(found.hashes[: counted.sum()], found.flags[: counted.sum()])

    stops = np.concatenate(([0], texts.str.len_bytes().cast(pl.Int64).cum_sum().to_numpy()))
    words, place = _make_words(int(stops[-1]), len(texts)), 0
    for part in each_range(work, stops):
        begin, place = place, place + len(part.hashes)
        words.hashes[begin:place], words.flags[begin:place] = part
    for array in words:
        array.resize(place, refcheck=False)
    return words, count, keys


def gather_words(
    words: Words,
    begin: NDArray[np.integer],
    count: NDArray[np.integer],
    make: Callable[..., NDArray[Any]] = empty,
) -> Words:
    """Return the runs of `words` that begin at `begin` and are `count` long, in arrays that `make` makes."""
    total = int(count.sum(dtype=np.int64))
    packed, at = Words(make((total,), np.uint64), make((total,), np.uint8)), 0
    for turn in range(0, len(count), TURN_ROWS):
        rows = slice(turn, turn + TURN_ROWS)
        target = at + add_up(count[rows])
        spread(partial(_close_gaps, words, begin[rows].astype(np.int64), target, packed), target)
        at = int(target[-1])
    return packed


def _close_gaps(
    words: Words, begin: NDArray[np.int64], target: NDArray[np.int64], packed: Words, *rows: int
) -> None:
    first, last = rows
    close_gaps(*words, begin[first:last], target[first : last + 1], *packed)


def word_ranges(units: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return begin and end of each unit's words, int64 arrays of shape (N,)."""
    begin = units["token_begin"].to_numpy().astype(np.int64)
    return begin, begin + units["words"].to_numpy().astype(np.int64)


def locate_words(text: str) -> tuple[Words, NDArray[np.uint32]]:
    """
    Return the words of one text and where each stands.

    Returns
    -------
    words : Words
        W of them.
    spans : uint32 array, shape (W, 2)
        Begin and end of each word, in characters of `text`.

    Examples
    --------
    >>> text = "Cu-ba, Việt Nam"
    >>> [text[begin:end] for begin, end in locate_words(text)[1].tolist()]
    ['Cu-ba', 'Việt', 'Nam']

    """
    data = np.frombuffer(text.encode(), dtype=np.uint8)
    words, spans = _make_words(len(data), 1), np.empty(((len(data) + 1) // 2, 2), dtype=np.int64)
    count, ends = np.zeros(1, dtype=np.int64), np.array([0, len(data)])
    hash_words(data, ends[:1], ends[1:], *load_table(), make_memo(), *words, spans, count)
    points = np.zeros(len(data) + 1, dtype=np.uint32)  # before each byte
    np.cumsum(data & 0xC0 != 0x80, out=points[1:])
    total = int(count[0])
    return Words(words.hashes[:total], words.flags[:total]), points[spans[:total]]


def _make_words(size: int, texts: int) -> Words:
    """Return room for the most words that texts of `size` bytes in all can have; what is unused is free."""
    room = (size + texts) // 2
    return Words(np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.uint8))
