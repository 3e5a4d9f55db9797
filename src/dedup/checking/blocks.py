"""POOL, candidates -> MATCHES of blocks: of equal ones, and of captions and sidebars that nearly are."""

import polars as pl

from ..index.postings import NEAR_ROLES
from ..index.snapshot import NAMED_COPIES
from ..levels import find_candidates
from ..matches import find_block_matches
from ..measures import measure_pairs
from ..params import Params
from ..schema import MATCHES, PAIRS, RELATION, conform
from .pool import Pool

PLACE = ["other", "key"]
# Captions and sidebars of one page that are held against all of another's; real pages have dozens.
MOST_NEAR = 100


def match_blocks(pool: Pool, candidates: pl.DataFrame, params: Params) -> pl.DataFrame:
    """Return MATCHES of the blocks of new articles; `candidates` is frame (article, other)."""
    units = pool.blocks.filter(pl.col("words") >= params.block.min_words)
    new = units.filter(pl.col("article") < pool.new)
    near = pl.col("role").is_in(NEAR_ROLES)
    left = new.select("key", "role", a="unit", article="article")
    right = units.select("key", "role", b="unit", other="article")
    asked = pl.concat([candidates.select("article", "other"), _pair_pages(new)]).unique()
    met = left.join(asked, on="article")
    equal = pl.concat([met.join(_once(right), on=PLACE), _once(met, "article").join(right, on=PLACE)])
    few = (_first(met.filter(near), "a", "article", "other"), _first(right.filter(near), "b", "other"))
    close = few[0].join(few[1], on="other").filter(pl.col("key") != pl.col("key_right"))
    close = pl.concat([close.select("a", "b"), _meet_near(new.filter(near), pool, params)])
    close = conform(close.unique().sort("a", "b"), PAIRS)
    matches = find_block_matches(measure_pairs(close, units, pool.words, params.block))
    pairs = equal.select("a", "b").filter(pl.col("a") < pl.col("b")).unique()
    return add_equal(matches, pairs, units)


def _once(blocks: pl.DataFrame, *pages: str) -> pl.DataFrame:
    """Return of equal blocks of one page the first: m times m pairs say no more than m of one."""
    return blocks.unique([*pages, *PLACE], keep="first", maintain_order=True)


def _first(blocks: pl.DataFrame, unit: str, *pages: str) -> pl.DataFrame:
    """Return the first MOST_NEAR blocks of each page."""
    return blocks.filter(pl.col(unit).rank("ordinal").over(pages) <= MOST_NEAR)


def _pair_pages(new: pl.DataFrame) -> pl.DataFrame:
    """Return (article, other): the first new articles that hold a block, and every later one."""
    held = new.select("article", "key").unique()
    # All with all, m copies would make m * m / 2 pairs.
    first = held.filter(pl.col("article").rank("ordinal").over("key") <= NAMED_COPIES)
    met = first.join(held.select("key", other="article"), on="key")
    return met.filter(pl.col("article") < pl.col("other")).select("article", "other")


def _meet_near(near: pl.DataFrame, pool: Pool, params: Params) -> pl.DataFrame:
    """Return PAIRS of captions and sidebars of new articles that may be nearly equal."""
    distinct = near.unique("key", keep="first", maintain_order=True).sort("unit")
    pairs, _ = find_candidates(distinct, pool.words, params.block, params.seed)
    return pairs


def add_equal(matches: pl.DataFrame, pairs: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Return `matches` with the pairs of equal key identical: those may be too short for shingles."""
    keys = units.select("unit", "key")
    both = pairs.join(keys, left_on="a", right_on="unit").join(
        keys, left_on="b", right_on="unit", suffix="_b"
    )
    equal = both.filter(pl.col("key") == pl.col("key_b")).select(
        "a",
        "b",
        resemblance=pl.lit(1.0, dtype=pl.Float32),
        containment_a=pl.lit(1.0, dtype=pl.Float32),
        containment_b=pl.lit(1.0, dtype=pl.Float32),
        relation=pl.lit("identical", dtype=RELATION),
        same_text=pl.lit(value=True),
    )
    rest = matches.join(equal, on=["a", "b"], how="anti")
    return conform(pl.concat([rest, equal]).sort("a", "b"), MATCHES)
