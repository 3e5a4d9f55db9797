"""BUCKETS -> PAIRS: every two units that meet in an LSH bucket, or in enough sampled shingles."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.runs import count_rare, count_run_pairs, keep_frequent, write_run_pairs
from .params import LevelParams
from .schema import BUCKETS, PAIRS, conform

# A near copy changes less than a third of the samples.  If half of them are rare, the two share some;
# with a few in all, chance could still leave less than `min_shared`.
LEAST_RARE, FEW = 0.5, 8
PARAGRAPH_WORDS = 25  # shorter blocks are shared by unlike stories: formulas, lines of a form


class Meetings(NamedTuple):
    """
    Who stands in which bucket.

    `entries`, uint64, ascending: a bucket and a unit, whose number is the low `unit_bits`.
    """

    entries: NDArray[np.uint64]
    unit_bits: int


def sort_buckets(buckets: pl.DataFrame) -> Meetings:
    """Return the rows of BUCKETS with those of one bucket together, and in it by unit."""
    buckets = conform(buckets, BUCKETS)
    units = buckets["unit"].to_numpy().astype(np.uint64)
    bits = int(units.max(initial=0)).bit_length()
    # The bucket keeps 64 - bits of its hash.  Two buckets that fall together make a
    # candidate too many, and verification drops it.
    entries = (buckets["bucket"].to_numpy() << np.uint64(bits)) | units
    entries.sort()
    return Meetings(entries, bits)


def find_pairs(meetings: Meetings, *, all_pairs: int, at_least: int) -> tuple[pl.DataFrame, int]:
    """
    Return PAIRS of units that meet in `at_least` buckets; and how many buckets were large.

    A bucket of more than `all_pairs` units pairs its units with two representatives
    instead of all with all: m units cost 2m pairs, and a corpus of copies costs no more
    than its size.
    """
    pairs = np.empty(count_run_pairs(*meetings, all_pairs), dtype=np.uint64)
    count, large = write_run_pairs(*meetings, all_pairs, pairs)
    pairs = pairs[:count]
    pairs.sort()
    pairs = pairs[: keep_frequent(pairs, at_least)]
    frame = pl.DataFrame({"a": (pairs >> np.uint64(32)).astype(np.uint32), "b": pairs.astype(np.uint32)})
    return conform(frame, PAIRS), large


def find_crowded(units: pl.Series, sampled: Meetings, level: LevelParams) -> pl.Series:
    """
    Say of each unit whether a near copy of it could share too few samples that are rare.

    Two texts whose samples stand in crowds meet only the representatives of those, and
    two that keep few samples may share fewer than it takes.
    """
    numbers = units.to_numpy()
    rare = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int64)
    count_rare(*sampled, level.max_frequency, rare)
    mask = np.uint64((1 << sampled.unit_bits) - 1)
    samples = np.bincount((sampled.entries & mask).astype(np.int64), minlength=len(rare))
    crowded = rare < np.maximum(samples * LEAST_RARE, FEW)
    return pl.Series(crowded[numbers])


def find_shared_blocks(matches: pl.DataFrame, copies: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAIRS of article units of which a paragraph stands in both.

    One pasted paragraph is too short for sampled shingles to meet in, and LSH sees only
    whole texts; but as a block it was matched.

    Parameters
    ----------
    matches : MATCHES
        Of block units.
    copies : frame (a, b), UInt32
        Exact copies among them.
    units : UNITS
        The block units.

    """
    own = units.filter(pl.col("role").is_in(["lead", "body"]) & (pl.col("words") >= PARAGRAPH_WORDS))
    linked = pl.concat([matches.filter("same_text").select("a", "b"), copies])
    placed = linked.join(own.select("article", a="unit"), on="a").join(
        own.select("article", b="unit"), on="b"
    )
    pairs = placed.select(
        a=pl.min_horizontal("article", "article_right"), b=pl.max_horizontal("article", "article_right")
    )
    return conform(pairs.filter(pl.col("a") < pl.col("b")).unique().sort("a", "b"), PAIRS)
