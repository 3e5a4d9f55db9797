"""POOL, candidates -> MATCHES of new articles, by the stages and rules of a scan."""

from typing import NamedTuple

import numpy as np
import polars as pl

from ..carried import find_several
from ..components import turn_pairs
from ..cuts import find_unmeasured, part_cuts
from ..levels import find_candidates
from ..mashups import part_mashups
from ..matches import find_article_matches, holds_passage
from ..measures import count_own_words, measure_pairs, take_texts
from ..pairs import find_shared_blocks
from ..params import Params
from ..schema import PAIRS, conform
from ..units import collapse_copies
from .blocks import add_equal, match_blocks
from .pool import Pool


class Compared(NamedTuple):
    """
    What new articles share with others; `a` is always new.

    `matches`, `block_matches`: MATCHES.  `reprinted`: article, share of its own words
    that stand in others as a paragraph or more; `pasted`: (a, b) of such pairs.
    """

    matches: pl.DataFrame
    block_matches: pl.DataFrame
    reprinted: pl.DataFrame
    pasted: pl.DataFrame


def compare_pool(pool: Pool, candidates: pl.DataFrame, issued: pl.DataFrame, params: Params) -> Compared:
    """
    Compare new articles with their candidates, frame (article, other, whole), and with each other.

    `issued` is of all, as `describe_issues` gives it.
    """
    units, own = pool.units, pool.own
    block_matches = match_blocks(pool, candidates, params)
    pairs = _pair_articles(pool, candidates, block_matches, params)
    measures = measure_pairs(pairs, units, own, params.article)
    matches = find_article_matches(measures, issued)
    matches = part_mashups(matches, find_several(pool.blocks), units, own, params.article)
    # Of two texts of the index it is asked only where a new one holds the one and a part of the other.
    among = measure_pairs(find_unmeasured(matches), units, own, params.article)
    among = find_article_matches(among, issued)
    matches = part_cuts(pl.concat([matches, among])).join(among, on=["a", "b"], how="anti")
    pasted = measures.filter(holds_passage(pl.max_horizontal("covered_a", "covered_b"))).select("a", "b")
    # What two bulletins share is their form, and what two reports of a speech share is that, however long.
    others = matches.filter(pl.col("relation").is_in(["template", "quotation"]), ~pl.col("same_text"))
    pasted = pasted.join(others, on=["a", "b"], how="anti")
    return Compared(
        add_equal(matches, pairs, units), block_matches, _measure_reprinted(pasted, pool, params), pasted
    )


def _pair_articles(
    pool: Pool, candidates: pl.DataFrame, block_matches: pl.DataFrame, params: Params
) -> pl.DataFrame:
    """Return PAIRS of new articles with their candidates, and with each other."""
    new = pool.units.filter(pl.col("article") < pool.new)
    distinct, copies = collapse_copies(new)
    met, _ = find_candidates(distinct, pool.own, params.article, params.seed)
    spoken = pool.units.filter(pl.col("words") > 0).select("unit")
    asked = candidates.filter("whole").select(a="article", b="other")
    pasted = find_shared_blocks(block_matches, copies.head(0), pool.blocks)
    pairs = pl.concat([asked, _spread_copies(met, copies), copies.select("a", "b"), pasted])
    for side in ("a", "b"):
        pairs = pairs.join(spoken, left_on=side, right_on="unit", how="semi")
    return conform(pairs.unique().sort("a", "b"), PAIRS)


def _spread_copies(met: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of distinct units, and of their copies with the other: m and n copies make m + n pairs."""
    copied = copies.select(first="a", copy="b").join(turn_pairs(met), left_on="first", right_on="a")
    again = copied.select(a=pl.min_horizontal("copy", "b"), b=pl.max_horizontal("copy", "b"))
    return pl.concat([met, again])


def _measure_reprinted(pasted: pl.DataFrame, pool: Pool, params: Params) -> pl.DataFrame:
    """Return article, share: of its own words, those that stand in the other articles of `pasted`."""
    both = turn_pairs(pasted).filter(pl.col("a") < pool.new).unique().sort("a", "b")
    pages = both["a"].unique().sort()
    texts = take_texts(pool.units, pl.concat([both["a"], both["b"]]), pool.own)
    counts = both.group_by("a").len().sort("a")["len"].to_numpy()
    page = texts.rows(pages)
    own = count_own_words(texts, params.article.ngram, page, counts, texts.rows(both["b"]))
    size = (texts.end - texts.begin)[page]
    share = 1 - own / np.maximum(size, 1)
    return pl.DataFrame(
        {"article": pages, "share": share}, schema={"article": pl.UInt32, "share": pl.Float64}
    )
