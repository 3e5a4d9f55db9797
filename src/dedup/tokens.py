"""BLOCKS -> TOKENISED: the words of every block, hashed once for all that follows."""

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.compiling import spread
from .kernels.folding import load_table
from .kernels.words import close_gaps, hash_keys, hash_words
from .mojibake import mend_texts
from .schema import BLOCKS, TOKENISED, conform
from .scratch import empty
from .texts import lay_out


class Words(NamedTuple):
    """
    The words of many texts, one after another.

    `hashes`, uint64: equal for words of equal matching key, the lowest bit set where a
    word holds a digit.  `flags`, uint8: `kernels.letters.QUOTED` or 0.
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
    narrowed = blocks.join(
        cores, on=["article", "ordinal"], how="left", suffix="_core", maintain_order="left"
    )
    skip = (pl.col("begin_core") - pl.col("begin")).fill_null(0)
    inner = pl.col("text").str.slice(skip, pl.col("end_core") - pl.col("begin_core"))
    core = pl.when(pl.col("begin_core").is_null()).then("text").otherwise(inner)
    words, count, keys = hash_texts(mend_texts(narrowed.select(core=core)["core"]))
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
    table, pool = _tables()
    text, stops = lay_out(texts)
    spans = np.empty((0, 2), dtype=np.uint32)
    count = np.zeros(len(texts), dtype=np.int64)
    keys = np.zeros(len(texts), dtype=np.uint64)
    parts: dict[int, Words] = {}

    def work(first: int, last: int) -> None:
        begin, end = stops[first:last], stops[first + 1 : last + 1]
        # Room for the most words a text of B bytes can have; what is not written costs nothing.
        room = int(((end - begin + 1) // 2).sum())
        words = Words(np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.uint8))
        hash_words(text, begin, end, table, pool, *words, spans, count[first:last])
        ends = np.cumsum(count[first:last])
        hash_keys(words.hashes, ends - count[first:last], ends, keys[first:last])
        total = int(count[first:last].sum())
        parts[first] = Words(words.hashes[:total], words.flags[:total])

    spread(work, stops)
    ordered = [parts[first] for first in sorted(parts)]
    hashes = np.concatenate([part.hashes for part in ordered])
    return Words(hashes, np.concatenate([part.flags for part in ordered])), count, keys


def gather_words(words: Words, begin: NDArray[np.int64], count: NDArray[np.int64]) -> Words:
    """Return the runs of `words` that begin at `begin` and are `count` long, one after another."""
    target = np.concatenate(([0], np.cumsum(count)))
    packed = Words(empty((int(target[-1]),), np.uint64), empty((int(target[-1]),), np.uint8))

    def work(first: int, last: int) -> None:
        close_gaps(*words, begin[first:last], target[first : last + 1], *packed)

    spread(work, target)
    return packed


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
    table, pool = _tables()
    data = np.frombuffer(text.encode() or b" ", dtype=np.uint8)
    room = (len(data) + 1) // 2
    hashes, flags = np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.uint8)
    spans, count = np.empty((room, 2), dtype=np.uint32), np.zeros(1, dtype=np.int64)
    start, stop = np.zeros(1, dtype=np.int64), np.array([len(data)], dtype=np.int64)
    hash_words(data, start, stop, table, pool, hashes, flags, spans, count)
    return Words(hashes[: count[0]], flags[: count[0]]), spans[: count[0]]


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    return load_table()
