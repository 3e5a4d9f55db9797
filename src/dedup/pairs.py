"""BUCKETS -> PAIRS: every two units that meet in an LSH bucket, or in enough sampled shingles."""

from functools import partial
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.runs import (
    REPRESENTATIVES,
    count_run_pairs,
    count_standing,
    keep_frequent,
    keep_strongest,
    write_links,
    write_run_pairs,
)
from .schema import BUCKETS, OWN_ROLES, PAIRS, conform
from .scratch import empty, join
from .turns import keep_rows, work_through

# A near copy changes less than a third of the samples.  If half of them are rare, the two share some;
# with a few in all, chance could still leave less than `min_shared`.
LEAST_RARE, FEW = 0.5, 8
PARAGRAPH_WORDS = 25  # shorter blocks are shared by unlike stories: formulas, lines of a form
FORMULA = 50  # other blocks that a paragraph matches at most; one that matches more is a formula


class Meetings(NamedTuple):
    """
    Who stands in which bucket.

    `entries`, uint64, ascending: a bucket and a unit, whose number is the low `unit_bits`.
    `all_pairs`: units up to which a bucket is small; `standing`, int64, shape (U, 2): in
    how many small and large ones each unit stands.
    """

    entries: NDArray[np.uint64]
    unit_bits: int
    all_pairs: int
    standing: NDArray[np.int64]


def sort_buckets(buckets: pl.DataFrame, all_pairs: int) -> Meetings:
    """Return the rows of BUCKETS with those of one bucket together, and in it by unit."""
    buckets = conform(buckets, BUCKETS)
    units = buckets["unit"].to_numpy()
    most = int(units.max(initial=0))
    # The bucket keeps 64 - bits of its hash.  Two buckets that fall together make a
    # candidate too many, and verification drops it.
    entries = empty((len(buckets),), np.uint64)
    np.left_shift(buckets["bucket"].to_numpy(), np.uint64(most.bit_length()), out=entries)
    np.bitwise_or(entries, units, out=entries)
    entries.sort()
    standing = empty((most + 1, 2), np.int64)
    standing[:] = 0
    count_standing(entries, most.bit_length(), all_pairs, standing)
    return Meetings(entries, most.bit_length(), all_pairs, standing)


def find_pairs(meetings: Meetings, at_least: int) -> tuple[pl.DataFrame, int]:
    """
    Return PAIRS of units that meet in `at_least` buckets; and how many buckets were large.

    A large bucket pairs its units with two representatives instead of all with all: m
    units cost 2m pairs, and a corpus of copies costs no more than its size.
    """
    pairs, large = _write_pairs(meetings, centres=REPRESENTATIVES)
    pairs.sort()
    return _unpack(pairs[: keep_frequent(pairs, at_least)]), large


def find_alike(meetings: Meetings) -> tuple[pl.DataFrame, int]:
    """
    Return PAIRS of units that meet in a bucket of whole texts; and how many buckets were large.

    The texts of a crowd meet in many buckets, small and large, and by no means the same
    ones in each.  A large bucket is led by the two that stand in most of them, which are
    like most of the crowd; and of all its leaders a unit keeps the two it meets most.
    """
    pairs, large = _write_pairs(meetings, centres=0)
    links = empty((2 * int(meetings.standing[:, 1].sum()),), np.uint64)
    links = links[: write_links(*meetings, links)]
    links.sort()
    found = join([pairs, links[: keep_strongest(links)]])
    found.sort()
    return _unpack(found[: keep_frequent(found, 1)]), large


def _write_pairs(meetings: Meetings, *, centres: int) -> tuple[NDArray[np.uint64], int]:
    places = (meetings.entries, meetings.unit_bits, meetings.all_pairs, centres)
    pairs = empty((count_run_pairs(*places),), np.uint64)
    count, large = write_run_pairs(*places, pairs)
    return pairs[:count], large


def _unpack(pairs: NDArray[np.uint64]) -> pl.DataFrame:
    a, b = empty(pairs.shape, np.uint32), empty(pairs.shape, np.uint32)
    np.right_shift(pairs, np.uint64(32), out=a, casting="unsafe")
    b[:] = pairs
    return conform(pl.DataFrame({"a": a, "b": b}), PAIRS)


def find_crowded(units: pl.Series, sampled: Meetings) -> pl.Series:
    """
    Say of each unit whether a near copy of it could share too few samples that are rare.

    Two texts whose samples stand in crowds meet only the representatives of those, and
    two that keep few samples may share fewer than it takes.
    """
    numbers = units.to_numpy()
    standing = np.zeros((int(numbers.max(initial=0)) + 1, 2), dtype=np.int64)
    standing[: len(sampled.standing)] = sampled.standing[: len(standing)]
    rare, common = standing[numbers].T
    return pl.Series(rare < np.maximum((rare + common) * LEAST_RARE, FEW))


def find_shared_blocks(
    matches: pl.DataFrame,
    copies: pl.DataFrame,
    units: pl.DataFrame,
    *,
    at_most: int | None = None,
    crowds: pl.Series | None = None,
) -> pl.DataFrame:
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
    at_most : int, optional
        Blocks that one may be linked with.  A paragraph in more articles is a formula, or
        that of a crowd whose texts meet as texts.
    crowds : UInt32 series, optional
        Blocks of which that is known, though each is linked with a few of the others.

    """
    linked = pl.concat([matches.filter("same_text").select("a", "b"), copies])
    own = keep_rows(units, pl.concat([linked["a"], linked["b"]]).to_frame("unit"), ["unit"])
    own = own.filter(pl.col("role").is_in(OWN_ROLES) & (pl.col("words") >= PARAGRAPH_WORDS))
    if at_most is not None:
        ends = pl.concat([linked.select(unit="a"), linked.select(unit="b")])
        formulas = ends.group_by("unit").len().filter(pl.col("len") > at_most)
        own = own.join(formulas, on="unit", how="anti")
    if crowds is not None:
        own = own.join(crowds.to_frame("unit"), on="unit", how="anti")
    pairs = work_through(linked, partial(_pair_articles, own.select("unit", "article")))
    return conform(pairs.unique().sort("a", "b"), PAIRS)


def _pair_articles(placed: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (a, b) of articles, a < b, of which linked units (a, b) are `placed`."""
    both = linked.join(placed, left_on="a", right_on="unit").join(placed, left_on="b", right_on="unit")
    first, second = pl.col("article"), pl.col("article_right")
    both = both.select(a=pl.min_horizontal(first, second), b=pl.max_horizontal(first, second))
    return both.filter(pl.col("a") < pl.col("b")).unique()
