"""UNITS -> CLUSTERS: one path for articles and for blocks."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import polars as pl

from .buckets import make_lsh_buckets, make_sampled_buckets
from .carried import Several
from .clusters import find_clusters, find_crowds, find_missing_pairs
from .cohesion import measure_cohesion
from .crowds import drop_held, part_led, rank_leaders
from .cuts import part_cuts
from .kernels.runs import ALL_PAIRS
from .mashups import part_mashups
from .matches import find_article_matches, find_block_matches, find_passage_matches
from .measures import measure_in_turns, measure_pairs
from .pairs import FORMULA, find_alike, find_crowded, find_pairs, find_shared_blocks, sort_buckets
from .params import LevelParams, Params
from .partials import find_partials
from .passages import find_passages, keep_sentences, meet_blocks
from .quotations import name_quotations
from .schema import MATCHES
from .signatures import make_bands, make_samples
from .spans import Quote
from .tokens import Words
from .turns import work_through
from .units import collapse_copies

FindMatches = Callable[[pl.DataFrame], pl.DataFrame]  # MEASURES -> MATCHES
CROWD = 1_000  # texts that meet one text, or gather around it; each is compared with a few of the others
ROUNDS = 8  # each at least halves how many cores a crowd of copies has


class Level(NamedTuple):
    """One level of comparison, done."""

    units: pl.DataFrame
    words: Words
    matches: pl.DataFrame
    copies: pl.DataFrame
    clusters: pl.DataFrame
    counts: dict[str, int]


class Beside(NamedTuple):
    """What is known of articles beside their words: shared `blocks`, `several` stories, when `issued`."""

    blocks: Level
    several: Several
    issued: pl.DataFrame


def compare_articles(
    units: pl.DataFrame, words: Words, outlets: pl.DataFrame, params: Params, beside: Beside
) -> Level:
    """Find the clusters of article units."""
    level = params.article
    distinct, copies = collapse_copies(units)
    pairs, counts = find_candidates(distinct, words, level, params.seed)
    blocks = beside.blocks
    crowds = find_crowds(blocks.clusters, CROWD)
    met = find_shared_blocks(blocks.matches, blocks.copies, blocks.units, at_most=FORMULA, crowds=crowds)
    for side in ("a", "b"):  # an exact copy is compared through the text it copies
        met = met.join(distinct.select(pl.col("unit").alias(side)), on=side, how="semi")
    pairs = pl.concat([pairs, met]).unique().sort("a", "b")
    find = partial(find_article_matches, issued=beside.issued)
    matches = match_pairs(pairs, distinct, words, level, find)
    matches = part_mashups(matches, _name_distinct(beside.several, copies), distinct, words, level)
    matches = part_cuts(matches)
    clusters = find_clusters(matches, copies, units, outlets)
    clusters = measure_cohesion(clusters, units, words, level)
    clusters = pl.concat([clusters, find_partials(matches, clusters)])
    return Level(
        units, words, matches, copies, clusters, {f"article_{name}": n for name, n in counts.items()}
    )


def _name_distinct(several: Several, copies: pl.DataFrame) -> Several:
    """Return the pages and stories with the text that each is an exact copy of in its place."""
    number = pl.col("page", "story").replace(copies["b"], copies["a"])
    live = several.live.replace(copies["b"], copies["a"])
    return Several(several.carried.with_columns(number).unique(), live.unique())


def compare_blocks(
    units: pl.DataFrame, words: Words, outlets: pl.DataFrame, params: Params, quote: Quote
) -> Level:
    """Find the clusters of block units; `quote` fetches the text of some."""
    level = params.block
    distinct, copies = collapse_copies(units)
    held = match_passages(distinct, words, level, quote)
    matches, counts = match_blocks(distinct, words, level, params.seed, held)
    clusters = find_clusters(matches, copies, units, outlets)
    clusters = measure_cohesion(clusters, units, words, level)
    return Level(units, words, matches, copies, clusters, {f"block_{name}": n for name, n in counts.items()})


def compare_quotations(units: pl.DataFrame, words: Words, outlets: pl.DataFrame, params: Params) -> Level:
    """
    Find the clusters of quotations; one that is cut shorter stands in the longer.

    What many outlets word each in its own way stands in none as it does in the others.
    """
    level = params.block
    distinct, copies = collapse_copies(units)
    held = relate_passages(meet_blocks(distinct, distinct, words), distinct, words, level)
    matches, _ = match_blocks(distinct, words, level, params.seed, held)
    clusters = name_quotations(find_clusters(matches, copies, units, outlets))
    clusters = measure_cohesion(clusters, units, words, level)
    shared = units.join(clusters.select("unit"), on="unit", how="semi")
    return Level(shared, words, matches, copies, clusters, {"quotations": len(units)})


def match_pairs(
    pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams, find: FindMatches
) -> pl.DataFrame:
    """Return MATCHES of PAIRS, those of crowds with their leaders, and of the pairs that these miss."""

    def match(asked: pl.DataFrame) -> pl.DataFrame:
        if asked.is_empty():
            return pl.DataFrame(schema=MATCHES)
        # Measures are ten times as large as the pairs, and most pairs have no match.
        return pl.concat([find(turn) for turn in measure_in_turns(asked, units, words, level)])

    rank = rank_leaders(pairs, CROWD)
    led, rest = part_led(pairs, rank)
    matches = match(led)
    matches = pl.concat([matches, match(drop_held(rest, matches, rank))]).sort("a", "b")
    for _ in range(ROUNDS):
        found = match(find_missing_pairs(matches))
        if found.is_empty():
            break
        matches = pl.concat([matches, found]).sort("a", "b")
    return matches


def match_blocks(
    units: pl.DataFrame, words: Words, level: LevelParams, seed: int, held: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return MATCHES of blocks that are alike, and those `held` of others, and what was counted."""
    pairs, counts = find_candidates(units, words, level, seed)
    matches = match_pairs(pairs, units, words, level, find_block_matches)
    held = held.join(matches, on=["a", "b"], how="anti")
    return pl.concat([matches, held]).sort("a", "b"), counts


def match_passages(units: pl.DataFrame, words: Words, level: LevelParams, quote: Quote) -> pl.DataFrame:
    """Return MATCHES of blocks that are a sentence of a longer one, or a teaser cut from it."""
    passages = keep_sentences(find_passages(units, words, level), units, words, quote)
    return relate_passages(passages, units, words, level)


def relate_passages(
    passages: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """Return MATCHES of the blocks of PASSAGES."""
    pairs = passages.select(a=pl.min_horizontal("short", "long"), b=pl.max_horizontal("short", "long"))
    return find_passage_matches(measure_pairs(pairs.unique().sort("a", "b"), units, words, level))


def find_candidates(
    units: pl.DataFrame, words: Words, level: LevelParams, seed: int
) -> tuple[pl.DataFrame, dict[str, int]]:
    """
    Return PAIRS of distinct units, and what was counted on the way.

    LSH sketches the units of a level that keeps no samples, else those alone that
    samples serve badly.
    """
    sketched = work_through(units, lambda turn: turn.filter(pl.col("words") >= level.min_words))
    found, large = [], {"large_lsh_buckets": 0, "large_sampled_buckets": 0}
    if level.sample_one_in:
        samples = make_sampled_buckets(make_samples(sketched, words.hashes, level))
        sampled = sort_buckets(samples, level.max_frequency)
        pairs, large["large_sampled_buckets"] = find_pairs(sampled, level.min_shared)
        found.append(pairs)
        sketched = sketched.filter(find_crowded(sketched["unit"], sampled))
    bands = make_bands(sketched, words.hashes, level, seed)
    banded = sort_buckets(make_lsh_buckets(sketched["unit"], bands), ALL_PAIRS)
    pairs, large["large_lsh_buckets"] = find_alike(banded)
    pairs = pl.concat([*found, pairs]).unique().sort("a", "b") if found else pairs
    return pairs, {"units": len(units), "candidates": len(pairs)} | large
