"""MATCHES -> MATCHES: a page that holds two stories is part of both and a copy of neither."""

import numpy as np
import polars as pl

from .kernels.compiling import spread
from .kernels.covers import overlap_covers
from .measures import make_shingle_sets, take_texts
from .params import LevelParams
from .schema import MATCHES, RELATION, conform
from .tokens import Words

# Two parts of one story overlap in its lead; the parts of a mash-up do not.
# Source: benchmarks/quality/output, `doctor_scale_vi.json`, mash-ups and pasted passages.
MOST_OVERLAP = 0.2  # of the smaller part
# A text that is wholly in the page is a part of it from one of these sizes on: beside it the
# page is more than the best match, and not that match with a brief in a box.
LEAST_PART = 0.2  # of the page's words
LEAST_BESIDE = 0.5  # of the words that the best match covers
WHOLE = 0.8  # of its shingles are in the page
LEAST_PASTED = 0.45  # of the page's words, where the other text is not wholly in it
PART = ("a", "b", "resemblance", "held", "whole", "edge")


def part_mashups(
    matches: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """
    Return MATCHES with the edges of mash-ups turned into `partial`.

    A unit is a mash-up when two texts match it in parts of it that hardly overlap: a
    roundup, a live blog, two wires in one page.  Joined, it would chain their clusters.
    """
    matches = conform(matches, MATCHES)
    edge = pl.col("same_text") | (pl.col("relation") == "template")
    related = matches.filter(edge | (pl.col("relation") == "partial")).with_columns(edge=edge)
    whole_a, whole_b = (pl.col("same_text") | (pl.col(f"containment_{side}") >= WHOLE) for side in "ab")
    both = related.with_columns(whole=whole_b, held="containment_a").select(PART)
    turned = related.with_columns(whole=whole_a, held="containment_b").rename({"a": "b", "b": "a"})
    both = pl.concat([both, turned.select(PART)])
    best = both.filter("edge").sort("resemblance", "b", descending=[True, False])
    best = best.unique("a", keep="first", maintain_order=True).select("a", best="b", held_best="held")
    trios = both.join(best, on="a").filter(pl.col("b") != pl.col("best")).sort("a", "b")
    # Two texts that share something are two versions of one story, not two stories.
    trios = trios.join(both.select(best="a", b="b"), on=["best", "b"], how="anti")
    mashups = _keep_apart(trios, units, words, level)["a"].unique().implode()
    demoted = pl.col("a").is_in(mashups) | pl.col("b").is_in(mashups)
    relation = pl.when(demoted).then(pl.lit("partial", dtype=RELATION)).otherwise("relation")
    return conform(matches.with_columns(relation=relation, same_text=pl.col("same_text") & ~demoted), MATCHES)


def _keep_apart(trios: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams) -> pl.DataFrame:
    """Return the (a, best, b) of which `best` and `b` cover two parts of `a` that hardly overlap."""
    texts = take_texts(units, pl.concat([trios["a"], trios["b"], trios["best"]]), words)
    sets = make_shingle_sets(texts, level.ngram)
    page = texts.rows(trios["a"])
    # What both hold is covered twice: held + held_best - 1 of the page's shingles at least.
    twice = (trios["held"] + trios["held_best"] - 1).to_numpy() * (sets.end - sets.begin)[page]
    trios = trios.filter(pl.Series(twice <= MOST_OVERLAP * (texts.end - texts.begin)[page]))
    page, first, second = (texts.rows(trios[name]) for name in ("a", "best", "b"))
    tally = np.zeros((len(trios), 3), dtype=np.int64)
    size = (texts.end - texts.begin)[page]

    def work(begin: int, end: int) -> None:
        rows = slice(begin, end)
        places = (texts.begin, texts.end, sets.values, sets.order, sets.begin, sets.end)
        three = (page[rows], first[rows], second[rows])
        overlap_covers(*places, level.ngram, *three, tally[rows])

    spread(work, np.concatenate(([0], np.cumsum(2 * size))))
    smaller = tally[:, :2].min(axis=1)
    beside = np.minimum(LEAST_PART * size, LEAST_BESIDE * tally[:, 0])
    least = np.where(trios["whole"].to_numpy(), beside, LEAST_PASTED * size)
    return trios.filter(pl.Series((tally[:, 1] >= least) & (tally[:, 2] < MOST_OVERLAP * smaller)))
