"""KNOWN, candidates -> MATCHES of new articles and blocks, by the stages and rules of a scan."""

from typing import NamedTuple

import numpy as np
import polars as pl

from ..kernels.compiling import spread
from ..kernels.sets import count_uncovered
from ..levels import find_candidates
from ..mashups import part_mashups
from ..matches import PASTED_WORDS, find_article_matches, find_block_matches
from ..measures import make_shingle_sets, measure_pairs, take_texts
from ..params import Params
from ..schema import MATCHES, PAIRS, RELATION, conform
from ..units import collapse_copies
from .texts import Known

NEAR_ROLES = ("caption", "sidebar")


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


def compare_known(known: Known, candidates: pl.DataFrame, params: Params) -> Compared:
    """Compare new articles with their candidates, frame (article, other), and with each other."""
    units, own = known.units, known.own
    pairs = _pair_articles(known, candidates, params)
    measures = measure_pairs(pairs, units, own, params.article)
    matches = part_mashups(find_article_matches(measures), units, own, params.article)
    pasted = measures.filter(pl.max_horizontal("covered_a", "covered_b") >= PASTED_WORDS).select("a", "b")
    return Compared(
        _add_equal(matches, pairs, units),
        _match_blocks(known, candidates, params),
        _measure_reprinted(pasted, known, params),
        pasted,
    )


def _pair_articles(known: Known, candidates: pl.DataFrame, params: Params) -> pl.DataFrame:
    """Return PAIRS of new articles with their candidates, and with each other."""
    new = known.units.filter(pl.col("article") < known.new)
    distinct, copies = collapse_copies(new)
    met, _ = find_candidates(distinct, known.own, params.article, params.seed)
    spoken = known.units.filter(pl.col("words") > 0).select("unit")
    asked = candidates.select(a="article", b="other")
    pairs = pl.concat([asked, _spread_copies(met, copies), copies.select("a", "b")])
    for side in ("a", "b"):
        pairs = pairs.join(spoken, left_on=side, right_on="unit", how="semi")
    return conform(pairs.unique().sort("a", "b"), PAIRS)


def _spread_copies(met: pl.DataFrame, copies: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of distinct units as pairs of all units: a copy meets whom its first meets."""
    every = pl.concat(
        [copies.select(unit="b", first="a"), met.select(unit="a", first="a"), met.select(unit="b", first="b")]
    )
    every = every.unique()
    both = met.join(every, left_on="a", right_on="first").join(
        every, left_on="b", right_on="first", suffix="_b"
    )
    return both.select(a=pl.min_horizontal("unit", "unit_b"), b=pl.max_horizontal("unit", "unit_b"))


def _add_equal(matches: pl.DataFrame, pairs: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
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


def _match_blocks(known: Known, candidates: pl.DataFrame, params: Params) -> pl.DataFrame:
    """Return MATCHES of blocks: of equal key, and captions and sidebars with small changes."""
    units = known.blocks.filter(pl.col("words") >= params.block.min_words)
    new = units.filter(pl.col("article") < known.new)
    asked = pl.concat([candidates.select("article", "other"), _pair_pages(new)]).unique()
    right = units.select("key", "role", b="unit", other="article")
    left = new.select("key", "role", a="unit", article="article")
    equal = left.join(right, on="key").join(asked, on=["article", "other"], how="semi")
    near = pl.col("role").is_in(NEAR_ROLES)
    close = left.filter(near).join(asked, on="article").join(right.filter(near), on="other")
    pairs = pl.concat([equal.select("a", "b"), close.select("a", "b")]).filter(pl.col("a") < pl.col("b"))
    pairs = conform(pairs.unique().sort("a", "b"), PAIRS)
    matches = find_block_matches(measure_pairs(pairs, units, known.words, params.block))
    return _add_equal(matches, pairs, units)


def _pair_pages(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return (article, other) for new articles that hold one block, or both captions that may be near."""
    side = blocks.select("article", "key")
    shared = side.join(side, on="key", suffix="_b").filter(pl.col("article") < pl.col("article_b"))
    return shared.select("article", other="article_b").unique()


def _measure_reprinted(pasted: pl.DataFrame, known: Known, params: Params) -> pl.DataFrame:
    """Return article, share: of its own words, those that stand in the other articles of `pasted`."""
    both = (
        pl.concat([pasted, pasted.select(a="b", b="a")])
        .filter(pl.col("a") < known.new)
        .unique()
        .sort("a", "b")
    )
    pages = both["a"].unique().sort()
    texts = take_texts(known.units, pl.concat([both["a"], both["b"]]), known.own)
    sets = make_shingle_sets(texts, params.article.ngram)
    counts = both.group_by("a").len().sort("a")["len"].to_numpy().astype(np.int64)
    place = np.concatenate(([0], np.cumsum(counts)))
    page, others = texts.rows(pages), texts.rows(both["b"])
    own = np.zeros(len(pages), dtype=np.int64)
    size = (texts.end - texts.begin)[page]

    def work(first: int, last: int) -> None:
        rows = slice(first, last)
        places = (texts.begin, texts.end, sets.values, sets.begin, sets.end)
        count_uncovered(
            texts.words.hashes,
            *places,
            params.article.ngram,
            page[rows],
            place[first : last + 1],
            others,
            own[rows],
        )

    spread(work, np.concatenate(([0], np.cumsum(size * counts))))
    share = 1 - own / np.maximum(size, 1)
    return pl.DataFrame(
        {"article": pages, "share": share}, schema={"article": pl.UInt32, "share": pl.Float64}
    )
