"""UNITS -> PASSAGES: a caption that is a sentence of a paragraph, a teaser cut from a lead."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.anchors import ANCHORS, FILTER_BITS, hash_anchors, index_entries, keep_rare
from .kernels.compiling import add_up, spread
from .kernels.passages import meet_runs
from .kernels.words import find_starts
from .mojibake import mend_texts
from .params import LevelParams
from .schema import OWN_ROLES, PASSAGES, UNITS, conform
from .scratch import empty
from .spans import Quote
from .tokens import Words, gather_words, hash_texts, word_ranges
from .turns import TURN_ROWS, work_through

AROUND = ("caption", "sidebar")  # blocks that may repeat a sentence of a text
DIFFERING = 0.12  # of the words, numbers never: one word of nine
CUT_WORDS = 12  # of a teaser that breaks off in a sentence; fewer may be a name and an office
MOST_HOLDERS = 8  # texts that begin or end alike; more do so in a formula
# A sentence ends with its quotation marks and brackets; a line ends one too.  The full stop
# of "TP." and "U.S." ends none.
SENTENCE_END = r"""((?:[^\p{Lu}\s]|\p{Lu}{3})\s?[.!?…]+["”“’‘»«›‹)\]]*)\s|[。！？\n]"""
STOP = "\u0001"


def find_passages(units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """
    Return PASSAGES: where a caption or a sidebar item stands in a longer block, but for a word or two.

    LSH finds blocks that resemble each other; a sentence does not resemble its paragraph.
    A headline is looked for in captions and sidebars alone: a text repeats its headline
    in its own words.
    """
    units, role, long = conform(units, UNITS), pl.col("role"), pl.col("words") >= level.min_words
    around, headed = (
        units.filter(role.is_in(AROUND), long),
        units.filter(role.is_in([*AROUND, "headline"]), long),
    )
    own = work_through(units, lambda turn: turn.filter(role.is_in(OWN_ROLES), long))
    found = pl.concat([meet_blocks(around, own, words), meet_blocks(headed, headed, words)])
    return conform(found.unique(["short", "long"], keep="first").sort("short", "long"), PASSAGES)


def meet_blocks(table: pl.DataFrame, searched: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Return PASSAGES of the blocks `searched` that are a block of `table`, some more than once."""
    if table.is_empty() or searched.is_empty():
        return pl.DataFrame(schema=PASSAGES)
    runs = make_run_table(words, *word_ranges(table))
    turns = [_meet_turn(table["unit"], turn, words, runs) for turn in searched.iter_slices(TURN_ROWS)]
    return conform(pl.concat(turns), PASSAGES)


def _meet_turn(table: pl.Series, searched: pl.DataFrame, words: Words, runs: "RunTable") -> pl.DataFrame:
    first, last = word_ranges(searched)
    parts: dict[int, NDArray[np.int64]] = {}

    def meet(rows: slice, room: int) -> tuple[int, NDArray[np.int64]]:
        found = np.empty((room, 4), dtype=np.int64)
        return meet_runs(words.hashes, first[rows], last[rows], *runs, DIFFERING, found), found

    def work(left: int, right: int) -> None:
        count, found = meet(slice(left, right), right - left)
        if count > len(found):
            count, found = meet(slice(left, right), count)
        parts[left] = found[:count] + np.array([0, left, 0, 0])

    spread(work, add_up(last - first))
    short, long, start, stop = np.concatenate([parts[left] for left in sorted(parts)]).T
    columns = {"short": table.to_numpy()[short], "long": searched["unit"].to_numpy()[long]}
    return pl.DataFrame(columns | {"begin": start, "end": stop}).cast(PASSAGES)


class RunTable(NamedTuple):
    """Texts, and the runs that they begin and end with, as `meet_runs` looks them up."""

    entries: NDArray[np.uint64]  # ascending
    low_bits: int  # of an entry, that number text and run
    bits: NDArray[np.uint8]  # a filter
    directory: NDArray[np.int32]  # where the entries of each slot begin
    origin: NDArray[np.int64]  # where each text begins in the words it was taken from
    end: NDArray[np.int64]  # where each text ends in `hashes`, after a 0
    hashes: NDArray[np.uint64]


def make_run_table(words: Words, origin: NDArray[np.int64], stop: NDArray[np.int64]) -> RunTable:
    """Return the table of texts, without the runs that stand in more than MOST_HOLDERS of them."""
    # Close together: they are read here and there, and may be of a file.
    hashes = gather_words(words, origin, stop - origin).hashes
    end = add_up(stop - origin)
    entries = empty((ANCHORS * len(origin),), np.uint64)
    low_bits = len(entries).bit_length()
    hash_anchors(hashes, end[:-1], end[1:], low_bits, entries)
    entries.sort()
    entries = entries[: keep_rare(entries, low_bits, MOST_HOLDERS)]
    bits = np.zeros(1 << (low_bits + FILTER_BITS - 3), dtype=np.uint8)
    directory = np.zeros((1 << low_bits) + 1, dtype=np.int32)
    index_entries(entries, low_bits, bits, directory)
    return RunTable(entries, low_bits, bits, directory, origin, end, hashes)


def keep_sentences(passages: pl.DataFrame, units: pl.DataFrame, words: Words, quote: Quote) -> pl.DataFrame:
    """
    Return the PASSAGES that begin and end where sentences of the longer block do.

    Else they are names, offices and formulas, which any two texts may share.  A teaser
    need only begin where the block begins.  One word more or less at either end is an
    edit.
    """
    passages = conform(passages, PASSAGES)
    ends = _find_sentences(passages, units, words, quote)
    roles = units.select("role", short="unit")
    near = passages.join(roles, on="short").join(ends, on="long")
    begins = (pl.col("at").cast(pl.Int64) - pl.col("begin").cast(pl.Int64)).abs() <= 1
    stops = (pl.col("at").cast(pl.Int64) - pl.col("end").cast(pl.Int64)).abs() <= 1
    long_enough = pl.col("end") - pl.col("begin") >= CUT_WORDS
    cut = (pl.col("role") == "sidebar") & (pl.col("begin") <= 1) & long_enough
    apart = near.group_by("short", "long").agg(keep=begins.any() & (stops.any() | cut.first()))
    kept = passages.join(apart.filter("keep"), on=["short", "long"], how="semi")
    return conform(kept.sort("short", "long"), PASSAGES)


def _find_sentences(passages: pl.DataFrame, units: pl.DataFrame, words: Words, quote: Quote) -> pl.DataFrame:
    """Return (long, at): the words of each longer block at which a sentence begins or ends."""
    longs = units.join(passages.select(unit="long").unique(), on="unit", how="semi").sort("unit")
    sentences = (
        longs.select(long="unit", text=quote(longs.select("article", "ordinal")))
        .with_columns(pl.col("text").str.replace_all(SENTENCE_END, "${1}" + STOP).str.split(STOP))
        .explode("text", empty_as_null=False)
    )
    said, count, _ = hash_texts(mend_texts(sentences["text"]))
    at = sentences.select("long", count=pl.Series(count)).with_columns(
        at=pl.col("count").cum_sum().over("long")
    )
    sizes = at.group_by("long", maintain_order=True).agg(pl.col("count").sum())["count"].to_numpy()
    start = np.zeros(len(longs), dtype=np.int64)
    whole_end = np.cumsum(sizes)
    find_starts(words.hashes, *word_ranges(longs), said.hashes, whole_end - sizes, whole_end, start)
    # A block's words may begin after its dateline.
    skipped = longs.select(long="unit", skipped=pl.Series(start))
    ends = at.join(skipped, on="long").select("long", at=pl.col("at") - pl.col("skipped"))
    borders = longs.select(long="unit", at=pl.lit(0, pl.Int64))
    last = longs.select(long="unit", at=pl.col("words").cast(pl.Int64))
    return pl.concat([borders, last, ends.filter(pl.col("at") > 0)]).unique()
