"""
What an index is asked by: hashes of an article that another copy of it would have too.

* text    the key of its own text
* sample  the sampled shingles of its own text, as a scan would draw them
* block   the keys of its blocks
* short   half of the shingles of a short own text, of a caption or a sidebar block: where
          too few samples are in common, a copy of resemblance 1/2 shares one of these
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..kernels.compiling import add_up
from ..kernels.postings import TAG_BITS, find_postings, keep_smallest, name_rows
from ..params import LevelParams, Params
from ..schema import PAGES
from ..signatures import make_samples
from ..tokens import Words, word_ranges
from ..units import make_article_units, make_block_units
from .layout import Array, Segment

TEXT, SAMPLE, BLOCK, SHORT_TEXT, SHORT_BLOCK = range(5)
PER_SLOT = 4  # log2 of the postings a directory slot holds
MERGED = 1 << 22  # postings merged at once
# With one word of ten exchanged a copy of 20 words shares fewer than three samples once in 6, of 30 once
# in 20, of 60 never in 400; with one of five, of 60 to 80 once in 100.
SHORT_WORDS = 100
NEAR_ROLES = ("caption", "sidebar")  # blocks that are looked for with small changes


class Postings(NamedTuple):
    """`hashes`, uint64, evenly spread; `kinds`, uint8; `articles`, int64: row of the text asked about."""

    hashes: NDArray[np.uint64]
    kinds: NDArray[np.uint8]
    articles: NDArray[np.int64]


def make_postings(blocks: pl.DataFrame, pages: pl.DataFrame, words: Words, params: Params) -> Postings:
    """
    Return the postings of articles, each distinct one once.

    Parameters
    ----------
    blocks : ROLED, `text` not needed
    pages : PAGES
        Sorted; `article` counts from 0.
    words : Words
    params : Params

    """
    units, own = make_article_units(blocks, pages.select(PAGES.names()), words)
    units = units.filter(pl.col("words") > 0)
    block_units = make_block_units(blocks, first=0)
    samples = make_samples(units, own.hashes, params.article)
    texts = units.rename({"article": "row"})
    rows = texts.select("unit", "row")
    short = units.filter((pl.col("words") >= params.article.min_words) & (pl.col("words") < SHORT_WORDS))
    long = block_units.filter(pl.col("words") >= params.block.min_words)
    near = long.filter(pl.col("role").is_in(NEAR_ROLES))
    found = [
        _kind(TEXT, texts.select("row", hash="key")),
        _kind(SAMPLE, samples.join(rows, on="unit").select("row", hash="shingle")),
        _kind(BLOCK, long.select(row="article", hash="key").unique()),
        _kind(SHORT_TEXT, _keep_smallest(short, own, params.article)),
        _kind(SHORT_BLOCK, _keep_smallest(near, words, params.block).unique()),
    ]
    each = pl.concat(found)
    kinds = each["kind"].to_numpy()
    return Postings(_spread(each["hash"].to_numpy(), kinds), kinds, each["row"].to_numpy().astype(np.int64))


def _kind(kind: int, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("hash", "row", kind=pl.lit(kind, dtype=pl.UInt8))


def _keep_smallest(units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    begin, end = word_ranges(units)
    place = add_up(end - begin)
    kept, count = np.empty(place[-1], dtype=np.uint64), np.zeros(len(units), dtype=np.int64)
    keep_smallest(words.hashes, begin, end, level.ngram, place, kept, count)
    at = np.repeat(place[:-1] - (np.cumsum(count) - count), count) + np.arange(count.sum())
    return pl.DataFrame({"row": np.repeat(units["article"].to_numpy(), count), "hash": kept[at]})


def _spread(hashes: NDArray[np.uint64], kinds: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """
    Mix hash and kind evenly over 64 bits: samples are small hashes by choice.

    Source: Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014
    (the finaliser of SplitMix64).
    """
    mixed = hashes + (kinds.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def order_postings(postings: Postings, first: int, row_bits: int) -> NDArray[np.uint64]:
    """Return postings, rows counted from `first`, as upper bits of the hash and row in one number; sorted."""
    hashes, rows = postings.hashes, (postings.articles + first).astype(np.uint64)
    # A million rows leave 44 bits of the hash, of which slot and tag take 38.
    return np.sort((hashes >> np.uint64(row_bits) << np.uint64(row_bits)) | rows)


def pack_postings(runs: list[NDArray[np.uint64]], row_bits: int) -> Iterator[tuple[str, Array]]:
    """
    Yield the arrays of a segment that answer for postings, in parts: directory, tags and rows.

    Parameters
    ----------
    runs : list of uint64 arrays
        See `order_postings`.  They are merged a part of all hashes at a time, for a
        million articles have fifty million postings.
    row_bits : int
        So many low bits are the row.

    """
    total = sum(len(run) for run in runs)
    bits = max(total.bit_length() - PER_SLOT, 1)
    width = max((row_bits + 7) // 8, 1)
    sizes, rows = np.zeros(1 << bits, dtype=np.int64), []
    for merged in _merge_runs(runs, bits):
        sizes += np.bincount((merged >> np.uint64(64 - bits)).astype(np.int64), minlength=1 << bits)
        yield "tags", (merged >> np.uint64(64 - TAG_BITS - bits)).astype("<u2")
        row = merged & np.uint64((1 << row_bits) - 1)
        rows.append(np.ascontiguousarray(row.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :width]))
    for part in rows:
        yield "rows", part.reshape(-1)
    yield "directory", add_up(sizes).astype("<u4")
    yield "width", np.array([width], dtype=np.uint8)


def _merge_runs(runs: list[NDArray[np.uint64]], bits: int) -> Iterator[NDArray[np.uint64]]:
    """Yield the numbers of all runs in order, in as many parts as hold about MERGED each."""
    parts = min(sum(len(run) for run in runs) // MERGED, 1 << bits) + 1
    edges = np.array([(part << 64) // parts for part in range(1, parts)], dtype=np.uint64)
    cuts = [[0, *np.searchsorted(run, edges).tolist(), len(run)] for run in runs]
    for part in range(parts):
        slices = [run[cut[part] : cut[part + 1]] for run, cut in zip(runs, cuts, strict=True)]
        yield np.sort(np.concatenate(slices), kind="stable")


def find_hits(
    segment: Segment, hashes: NDArray[np.uint64], gone: NDArray[np.bool_], at_most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """
    Find which rows of a segment hold each of `hashes`.

    Parameters
    ----------
    segment : Segment
    hashes : uint64 array, shape (N,)
    gone : bool array
        Of every row of the segment, whether its article was removed: it is passed over.
    at_most : int
        Rows named for a hash, the lowest.

    Returns
    -------
    which, row : int64 arrays, equally long
        Place in `hashes`, and a row that holds it.
    count : int64 array, shape (N,)
        Rows named for each.

    Raises
    ------
    IndexMismatch
        If what is read of the index is damaged.

    """
    directory, tags, width = segment.view("directory"), segment.view("tags"), int(segment.array("width")[0])
    bits = (len(directory) - 1).bit_length() - 1
    slots = (hashes >> np.uint64(64 - bits)).astype(np.int64)
    segment.check("directory", slots, slots + 2)
    segment.check("tags", directory[slots].astype(np.int64), directory[slots + 1].astype(np.int64))
    begin, end = np.empty(len(hashes), dtype=np.int64), np.empty(len(hashes), dtype=np.int64)
    find_postings(directory, tags, bits, hashes, begin, end)
    # No more than these are read, whichever of them are gone.
    read = np.minimum(end - begin, at_most + int(gone.sum()))
    segment.check("rows", begin * width, (begin + read) * width)
    rows = np.empty(int(np.minimum(end - begin, at_most).sum()), dtype=np.int64)
    count = np.empty(len(hashes), dtype=np.int64)
    total = name_rows(segment.view("rows"), width, begin, end, gone, at_most, rows, count)
    return np.repeat(np.arange(len(hashes)), count), rows[:total], count
