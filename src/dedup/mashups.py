"""MATCHES -> MATCHES: a page that holds two stories is part of both and a copy of neither."""

import numpy as np
import polars as pl

from .carried import Several
from .components import turn_pairs
from .kernels.compiling import add_up, spread
from .kernels.covers import overlap_covers
from .measures import Sets, Texts, make_shingle_sets, share_sets, take_texts, take_turns
from .params import LevelParams
from .schema import MATCHES, RELATION, conform
from .tokens import Words

# Two parts of one story overlap in its lead; the parts of a mash-up do not.
# Source: benchmarks/quality/output, `doctor_scale_vi.json`, mash-ups and pasted passages.
MOST_OVERLAP = 0.2  # of the shingles of the smaller part
# Two versions of one story share more than a sentence of its background.
LEAST_VERSION = 0.2  # of the shingles of one
# A text that is wholly in the page is a part of it from one of these sizes on: beside it the
# page is more than the best match, and not that match with a brief in a box.
LEAST_PART = 0.2  # of the page's words
LEAST_BESIDE = 0.5  # of the words that the best match covers
HELD_SHARE = 0.8  # of its shingles are in the page
# So is one that begins in the page and goes on elsewhere: background is a paragraph or two, of
# any part of a story.  Source: benchmarks/quality, `variations.py`, two stories on a page.
OPENING = 100  # words
# Lines of the page's own may stand above it, or a line of the other's be left out.
LATE = 25  # words
# Two cuts of one text open alike, and go on with other parts of it.
LEAD = 15  # words
# Pieces of other texts, taken together, make a mash-up from here on: beside a story they may
# be its background; in a digest, of which no text is half, and in a live page they are its other items.
LEAST_PASTED = 0.45  # of the page's words
LEAST_ITEMS = 0.25
HALF = 0.5
PART = ("a", "b", "same_text", "resemblance", "held", "whole", "edge", "version")


def part_mashups(
    matches: pl.DataFrame,
    several: Several,
    units: pl.DataFrame,
    words: Words,
    level: LevelParams,
) -> pl.DataFrame:
    """
    Return MATCHES with what joins mash-ups to their parts turned into `partial`.

    A unit is a mash-up when texts match it in parts of it that hardly overlap: a roundup,
    a live blog, two wires in one page.  Joined, it would chain their clusters.  Two cuts of
    it that open alike are no two stories.  A copy of a mash-up remains its copy.  A page with
    a brief in a box is no mash-up; but the brief is a part of it, and not a cut of the story
    it stands beside.  So is a text that is carried, and every text that is the same; and of a
    live page, which adds up what happens, every text that is no live page.
    """
    matches = conform(matches, MATCHES)
    asked = _keep_apart(_find_parts(matches), units, level.ngram)
    turns = take_turns(asked, "a", units)
    found = pl.concat([_find_mashups(turn, several.live, units, words, level) for turn in turns])
    pages = found.filter(pl.col("b").is_null())["a"].implode()
    held = pl.concat([found.drop_nulls(), _find_all_carried(matches, several)])
    boxes = held.select(pl.struct("a", "b"))["a"].implode()
    live = several.live.implode()
    parts = (
        (
            (pl.col(page).is_in(live) & ~pl.col(text).is_in(live))
            | pl.col(page).is_in(pages)
            | pl.struct(a=page, b=text).is_in(boxes)
        )
        & (pl.col(f"containment_{page}") < HELD_SHARE)
        for page, text in ("ab", "ba")
    )
    demoted = pl.any_horizontal(parts)
    relation = pl.when(demoted).then(pl.lit("partial", dtype=RELATION)).otherwise("relation")
    return conform(matches.with_columns(relation=relation, same_text=pl.col("same_text") & ~demoted), MATCHES)


def _find_all_carried(matches: pl.DataFrame, several: Several) -> pl.DataFrame:
    """Return (a, b): each page `a` that carries `b`, or a text that is the same as `b`."""
    pairs = several.carried.select(a="page", b="story")
    stories = pairs["b"].unique().implode()
    # A live page matches what it tells as a longer version would.
    a_live, b_live = (pl.col(page).is_in(several.live.implode()) for page in ("a", "b"))
    same = matches.filter("same_text", a_live == b_live, pl.any_horizontal(pl.col("a", "b").is_in(stories)))
    copies = turn_pairs(same.select("a", "b")).rename({"a": "b", "b": "copy"})
    return pl.concat([pairs, pairs.join(copies, on="b").select("a", b="copy")])


def _find_parts(matches: pl.DataFrame) -> pl.DataFrame:
    """Return of each page `a` its `best` match, and every `b` that is another story than that."""
    edge = pl.col("same_text") | (pl.col("relation") == "template")
    much = pl.max_horizontal("containment_a", "containment_b") >= LEAST_VERSION
    related = matches.filter(edge | (pl.col("relation") == "partial"))
    related = related.with_columns(edge=edge, version=edge | much)
    whole = pl.col("same_text") | (pl.col("containment_b") >= HELD_SHARE)
    both = turn_pairs(related).with_columns(whole=whole, held="containment_a").select(PART)
    # A copy of the page holds all of it, and does not tell what the page is made of.
    parts = both.filter("edge", pl.col("held") < HELD_SHARE)
    best = parts.sort("same_text", "resemblance", "b", descending=[True, True, False])
    best = best.unique("a", keep="first", maintain_order=True).select("a", best="b", held_best="held")
    parts = both.join(best, on="a").filter(pl.col("b") != pl.col("best")).sort("a", "b")
    return parts.join(both.filter("version").select(best="a", b="b"), on=["best", "b"], how="anti")


def _keep_apart(parts: pl.DataFrame, units: pl.DataFrame, ngram: int) -> pl.DataFrame:
    """Leave out what covers too much of a page that its best match covers too."""
    sized = parts.join(units.select("words", a="unit"), on="a", maintain_order="left")
    words = pl.col("words").cast(pl.Float64)
    # What both hold is covered twice: held + held_best - 1 of the page's shingles at least.
    twice = (pl.col("held") + pl.col("held_best") - 1) * (words - ngram + 1)
    return sized.filter(twice <= MOST_OVERLAP * words).drop("words")


def _find_mashups(
    parts: pl.DataFrame, live: pl.Series, units: pl.DataFrame, words: Words, level: LevelParams
) -> pl.DataFrame:
    """
    Return (a, b): each page `a` of which `best` and others cover two parts, `b` null.

    And each page and single text `b`, or its opening, of which the page's `best` has next to nothing.
    """
    texts = take_texts(units, pl.concat([parts["a"], parts["b"], parts["best"]]), words)
    parts = parts.filter(~_open_alike(parts["b"], parts["best"], texts))
    texts = _add_openings(texts)
    sets = make_shingle_sets(texts, level.ngram)
    begun = _find_begun(parts, texts, sets, level.ngram)
    each = parts.filter(pl.col("whole") | begun).select("a", "best", pl.concat_list("b"))
    every = parts.group_by("a", "best", maintain_order=True).agg("b")
    each, every = (_measure_parts(asked, texts, sets, level.ngram) for asked in (each, every))
    own, beside = pl.col("words"), pl.col("beside")
    items = (pl.col("best") < HALF * own) | pl.col("a").is_in(live.implode())
    least = pl.when(items).then(LEAST_ITEMS).otherwise(LEAST_PASTED)
    large = each.filter((beside >= LEAST_PART * own) | (beside >= LEAST_BESIDE * pl.col("best")))
    pages = pl.concat([large["a"], every.filter(beside >= least * own)["a"]]).unique().to_frame()
    return pl.concat([pages, each.explode("b").select("a", "b")], how="diagonal")


def _open_alike(some: pl.Series, others: pl.Series, texts: Texts) -> pl.Series:
    """Say of each text whether it begins with the same words as the other."""
    sides = [texts.rows(side) for side in (some, others)]
    long = np.minimum(*(texts.end[side] - texts.begin[side] for side in sides)) >= LEAD
    leads = [texts.words.hashes[texts.begin[side[long], None] + np.arange(LEAD)] for side in sides]
    alike = np.zeros(len(some), dtype=np.bool_)
    alike[long] = np.equal(*leads).all(axis=1)
    return pl.Series(alike)


def _add_openings(texts: Texts) -> Texts:
    """Return the texts, and their openings in the same order after them."""
    ends = texts.end, np.minimum(texts.end, texts.begin + OPENING + LATE)
    return texts._replace(begin=np.tile(texts.begin, 2), end=np.concatenate(ends))


def _find_begun(parts: pl.DataFrame, texts: Texts, sets: Sets, ngram: int) -> pl.Series:
    """Say of each row whether the opening of `b`, as long as all openings of long texts, is in the page."""
    page, opening = texts.rows(parts["a"]), texts.rows(parts["b"]) + len(texts.units)
    return pl.Series(share_sets(sets, page, opening) >= HELD_SHARE * (OPENING - ngram + 1))


def _measure_parts(asked: pl.DataFrame, texts: Texts, sets: Sets, ngram: int) -> pl.DataFrame:
    """
    Return the rows of `asked` of which two parts of the page hardly overlap, measured.

    Of the `words` of the page `a`, so many does the text `best` cover, and so many does any
    of the list `b`.
    """
    page, best, others = (texts.rows(rows) for rows in (asked["a"], asked["best"], asked["b"].explode()))
    place, size = add_up(asked["b"].list.len().to_numpy()), sets.end - sets.begin
    tally = np.zeros((len(page), 4), dtype=np.int64)

    def work(begin: int, end: int) -> None:
        rows = slice(begin, end)
        places = (texts.begin, texts.end, sets.values, sets.order, sets.begin, sets.end)
        overlap_covers(*places, ngram, page[rows], best[rows], place[begin : end + 1], others, tally[rows])

    another = np.diff(page, prepend=-1) != 0  # the table of a page is made once for all its rows
    weights = np.where(another, size[page] + size[best], 0)
    spread(work, add_up(weights + np.diff(add_up(size[others])[place])))
    words = (texts.end - texts.begin)[page]
    measured = asked.with_columns(
        words=pl.Series(words), best=pl.Series(tally[:, 0]), beside=pl.Series(tally[:, 1])
    )
    return measured.filter(pl.Series(tally[:, 2] < MOST_OVERLAP * tally[:, 3]))
