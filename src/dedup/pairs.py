"""BUCKETS -> PAIRS: every two units that meet in an LSH bucket, or in enough sampled shingles."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .kernels.runs import ALL_PAIRS, count_run_pairs, keep_frequent, write_run_pairs
from .params import LevelParams
from .schema import BUCKETS, PAIRS, conform

PARAGRAPH_WORDS = 25  # shorter blocks are shared by unlike stories: formulas, lines of a form


def find_pairs(buckets: pl.DataFrame, level: LevelParams) -> tuple[pl.DataFrame, dict[str, int]]:
    """
    Return each candidate pair once, with a < b, sorted; and how many buckets were large.

    An LSH bucket of more than `ALL_PAIRS` units, or a sampled shingle in more than
    `max_frequency`, pairs its units with two representatives instead of all with all:
    m units cost 2m pairs, and a corpus of copies costs no more than its size.
    """
    buckets = conform(buckets, BUCKETS)
    found, large = [], {}
    for door, all_pairs, at_least in (
        ("lsh", ALL_PAIRS, 1),
        ("sampled", level.max_frequency, level.min_shared),
    ):
        rows = buckets.filter(pl.col("door") == door)
        pairs, large[f"large_{door}_buckets"] = _meet(rows, all_pairs, at_least)
        found.append(pairs)
    pairs = np.unique(np.concatenate(found))
    frame = pl.DataFrame({"a": (pairs >> np.uint64(32)).astype(np.uint32), "b": pairs.astype(np.uint32)})
    return conform(frame, PAIRS), large


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


def _meet(rows: pl.DataFrame, all_pairs: int, at_least: int) -> tuple[NDArray[np.uint64], int]:
    """Return the packed pairs that meet `at_least` times, ascending; and the large buckets."""
    if rows.is_empty():
        return np.empty(0, dtype=np.uint64), 0
    units = rows["unit"].to_numpy().astype(np.uint64)
    bits = int(units.max()).bit_length()
    # The bucket keeps 64 - bits of its hash.  Two buckets that fall together make a
    # candidate too many, and verification drops it.
    entries = (rows["bucket"].to_numpy() << np.uint64(bits)) | units
    entries.sort()
    pairs = np.empty(count_run_pairs(entries, bits, all_pairs), dtype=np.uint64)
    count, large = write_run_pairs(entries, bits, all_pairs, pairs)
    pairs = pairs[:count]
    pairs.sort()
    return pairs[: keep_frequent(pairs, at_least)], large
