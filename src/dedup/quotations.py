"""BLOCKS -> UNITS: what stands in quotation marks, a text of its own that two reports may share."""

from collections.abc import Mapping
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.quotations import find_quoted_runs
from .kernels.words import find_starts, hash_keys
from .mojibake import mend_texts
from .schema import CLUSTERS, KIND, LEVEL, OWN_ROLES, QUOTATIONS, UNITS, conform
from .spans import Quote
from .tokens import Words, locate_words, word_ranges
from .turns import TURN_ROWS, iter_groups, keep_rows, work_groups

LEAST_WORDS = 12  # fewer are names of laws, slogans and titles of works
SPOKEN_SHARE = 0.7  # of a block's words: the rest says who said it
SPOT = ["article", "ordinal"]
PLACED = 50_000  # quotations at a time: their blocks are read whole


def find_quotations(blocks: pl.DataFrame, words: Words, first: int) -> pl.DataFrame:
    """Return UNITS, one a run of LEAST_WORDS or more quoted words of an article's own text, from `first`."""
    units = [_find_runs(turn, words) for turn in blocks.iter_slices(TURN_ROWS)] or [_find_runs(blocks, words)]
    numbered = pl.concat(units).sort(SPOT, maintain_order=True)
    return conform(numbered.with_columns(unit=pl.int_range(first, first + pl.len(), dtype=pl.UInt32)), UNITS)


def _find_runs(blocks: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Return article, ordinal, role, level, key, words, token_begin of the quotations of some blocks."""
    own = blocks.select(*SPOT, "role", "token_begin", "words").filter(pl.col("role").is_in(OWN_ROLES))
    begin, end = word_ranges(own)
    runs = np.empty((int((end - begin).sum()) // LEAST_WORDS + 1, 3), dtype=np.int64)
    rows, at, size = runs[: find_quoted_runs(words.flags, begin, end, LEAST_WORDS, runs)].T
    keys = np.zeros(len(rows), dtype=np.uint64)
    hash_keys(words.hashes, np.ascontiguousarray(at), at + size, keys)
    return own.select(pl.all().gather(rows)).with_columns(
        level=pl.lit("block", dtype=LEVEL),
        key=pl.Series(keys),
        words=pl.Series(size.astype(np.uint32)),
        token_begin=pl.Series(at.astype(np.uint64)),
    )


def name_quotations(clusters: pl.DataFrame) -> pl.DataFrame:
    """Return the CLUSTERS of quotations that several pages share; said twice on one page is no finding."""
    clusters = conform(clusters, CLUSTERS)
    return clusters.filter(pl.col("kind") != "repeat").with_columns(kind=pl.lit("quotation", dtype=KIND))


def part_quoted_blocks(
    clusters: pl.DataFrame, units: pl.DataFrame, quoted: pl.DataFrame, quotations: pl.DataFrame
) -> pl.DataFrame:
    """
    Return the CLUSTERS of blocks without those that are nothing but quotations.

    A speech that two newsrooms quote in full is no paragraph that one took from the other.

    Parameters
    ----------
    clusters, units : CLUSTERS, UNITS
        Of blocks.
    quoted, quotations : CLUSTERS, UNITS
        Of quotations.  A cluster of blocks that no cluster of quotations tells stays, as
        a quotation.

    """
    sizes = keep_rows(units, quotations, SPOT).select(*SPOT, whole="words")
    units = keep_rows(units, clusters, ["unit"])
    filling = quotations.join(sizes, on=SPOT).filter(pl.col("words") >= SPOKEN_SHARE * pl.col("whole"))
    told = quotations.join(quoted.select("unit"), on="unit", how="semi").select(SPOT).unique()
    spots = {"filled": filling.select(SPOT).unique(), "told": told}
    placed = units.select("unit", *SPOT, own=pl.col("role").is_in(OWN_ROLES))
    part = partial(_part_turn, units=placed, spots=spots)
    return work_groups(conform(clusters, CLUSTERS), "cluster", part)


def _part_turn(
    clusters: pl.DataFrame, units: pl.DataFrame, spots: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    places = clusters.join(units, on="unit")
    for name, there in spots.items():
        places = places.join(there.with_columns(pl.lit(value=True).alias(name)), on=SPOT, how="left")
    sayings = places.group_by("cluster").agg(
        filled=(pl.col("filled").fill_null(value=False) & pl.col("own")).all()
        & (pl.col("kind") != "repeat").first(),
        told=pl.col("told").fill_null(value=False).all(),
    )
    named = clusters.join(sayings, on="cluster").filter(~(pl.col("filled") & pl.col("told")))
    kind = pl.when("filled").then(pl.lit("quotation", dtype=KIND)).otherwise("kind")
    return conform(named.with_columns(kind=kind).sort("cluster", "unit"), CLUSTERS)


def place_quotations(units: pl.DataFrame, blocks: pl.DataFrame, words: Words, quote: Quote) -> pl.DataFrame:
    """Return QUOTATIONS: where each of the UNITS stands in its article."""
    turns = iter_groups(units.sort("unit"), "article", PLACED)
    return pl.concat([_place_turn(turn, blocks, words, quote) for turn in turns])


def _place_turn(units: pl.DataFrame, blocks: pl.DataFrame, words: Words, quote: Quote) -> pl.DataFrame:
    # A page may say thousands of them in one block, which is looked at once.
    shown, spans = _locate_blocks(keep_rows(blocks, units, SPOT).sort(SPOT), words, quote)
    wanted = units.sort("unit").join(shown, on=SPOT, how="left", maintain_order="left")
    first = wanted["ahead"].to_numpy() + word_ranges(wanted)[0]
    last = first + wanted["words"].to_numpy().astype(np.int64) - 1
    # A garbled one stands nowhere, and is told apart below.
    begin, end = (spans[np.minimum(at, len(spans) - 1), side] for side, at in enumerate((first, last)))
    placed = wanted.select(
        "unit",
        begin=pl.when("garbled").then("begin").otherwise(pl.Series(begin) + pl.col("offset")),
        end=pl.when("garbled").then("end").otherwise(pl.Series(end) + pl.col("offset")),
    )
    return conform(placed.cast(QUOTATIONS), QUOTATIONS)


def _locate_blocks(
    blocks: pl.DataFrame, words: Words, quote: Quote
) -> tuple[pl.DataFrame, NDArray[np.int64]]:
    """
    Return where the words of each block stand: a frame of the blocks, and the span of every word.

    The word at w of `words` is the one at w + `ahead` of the spans, which count characters
    of the article less `offset`.
    """
    texts = quote(blocks.select(SPOT))
    # One look at all texts, each on lines of its own, costs what a look at one does.
    said, spans = locate_words("\n".join(texts))
    stops = np.cumsum(texts.str.len_chars().to_numpy().astype(np.int64) + 1)
    starts = stops - np.diff(stops, prepend=0)
    first, last = np.searchsorted(spans[:, 0], starts), np.searchsorted(spans[:, 0], stops)
    # A block's words may begin after its dateline.
    start = np.zeros(len(blocks), dtype=np.int64)
    begin, end = word_ranges(blocks)
    find_starts(words.hashes, begin, end, said.hashes, first, last, start)
    shown = blocks.select(
        *SPOT,
        "begin",
        "end",
        ahead=pl.Series(first + start - begin),
        offset=pl.col("begin").cast(pl.Int64) - pl.Series(starts),
        # Mended for comparison, it has other characters than it shows.
        garbled=texts != mend_texts(texts),
    )
    return shown, spans.astype(np.int64)
