"""Versions, paired -> what changed from each to the next, in counts and in words."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ..kernels.alignment import NOWHERE
from ..kernels.changes import find_changes
from ..kernels.compiling import add_up, each_range
from ..kernels.splitting import write_passages
from .alignment import Split, split_paragraphs

SHOWN_CHARS = 300  # of what was added or removed; the texts stand in full on the pages
LINE_BYTES = 4 * (SHOWN_CHARS + 4)  # enough to tell whether there is more than is shown
TURN_BYTES = 1 << 24  # of the texts compared at a time; a word takes up some twenty more
COUNTED = ("words_added", "words_removed", "words_changed", "paragraphs_added", "paragraphs_removed")
SIDES = ("earlier", "later")


class Changes(NamedTuple):
    """
    What changed in pairs of versions, by the words of a `Split`.

    `counts`, int64, shape (P, 5): COUNTED.  `changed`, int64, shape (C, 5): a pair, begin and end
    of words of the earlier version, and of words of the later in their place.  `exchanged`,
    int64, shape (M, 3): a pair, and two words that hold a digit in each other's place.
    """

    counts: NDArray[np.int64]
    changed: NDArray[np.int64]
    exchanged: NDArray[np.int64]


def tell_changes(pairs: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """
    Return `pairs` with what changed: COUNTED, numbers, added and removed, as in versions.csv.

    Parameters
    ----------
    pairs : frame with earlier_article_id, article_id
    paragraphs : frame (article_id, text)
        Those of an article together, in their order.

    Examples
    --------
    >>> texts = ["Mưa lớn, 12 nhà ngập.", "Mưa lớn, 15 nhà ngập.", "Nước rút."]
    >>> paragraphs = pl.DataFrame({"article_id": ["a", "b", "b"], "text": texts})
    >>> pairs = pl.DataFrame({"earlier_article_id": ["a"], "article_id": ["b"]})
    >>> tell_changes(pairs, paragraphs).select("paragraphs_added", "numbers", "added").row(0)
    (1, '12 → 15', '15 … Nước rút')

    """
    rows = paragraphs.with_row_index("first")
    size = pl.col("text").str.len_bytes().sum()
    spans = rows.group_by("article_id").agg(pl.col("first").min(), count=pl.len(), size=size)
    placed = pairs.select(earlier="earlier_article_id", later="article_id")
    for side in SIDES:
        named = spans.select(pl.all().name.prefix(f"{side}_"))
        placed = placed.join(
            named, left_on=side, right_on=f"{side}_article_id", how="left", maintain_order="left"
        )
    turn = (pl.col("earlier_size").fill_null(0) + pl.col("later_size").fill_null(0)).cum_sum() // TURN_BYTES
    turns = placed.with_columns(turn=turn).partition_by("turn", maintain_order=True)
    told = [_tell_turn(each, paragraphs["text"]) for each in turns]
    return pl.concat([pairs, pl.concat(told)], how="horizontal") if told else pairs


def _tell_turn(placed: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """Return what changed in pairs of versions of which `placed` says where in `texts` they are."""
    sides = [placed.select(first=f"{side}_first", count=f"{side}_count") for side in SIDES]
    versions = pl.concat(sides).drop_nulls().unique("first").sort("first")
    rows = versions.select(pl.int_ranges("first", pl.col("first") + pl.col("count")).explode())
    split = split_paragraphs(texts.gather(rows.to_series()))
    first, place = versions["first"].to_numpy(), np.concatenate(([0], versions["count"].cum_sum().to_numpy()))
    bounds = list[NDArray[np.int64]]()
    for side in sides:
        filled = side.fill_null(0)  # an article without a text of its own
        begin = place[np.searchsorted(first, filled["first"].to_numpy())].astype(np.int64)
        bounds += [begin, begin + filled["count"].to_numpy()]
    return _show_changes(split, _find_changes(split, np.stack(bounds, axis=1)))


def _find_changes(split: Split, pairs: NDArray[np.int64]) -> Changes:
    """Return what changed; `pairs`, shape (P, 4): begin and end of the paragraphs of both versions."""
    digits = np.array([any(map(str.isdigit, name)) for name in split.names], dtype=np.uint8)
    counts = np.zeros((len(pairs), len(COUNTED)), dtype=np.int64)
    numbers = np.full(max(len(digits), len(split.paragraphs)), NOWHERE)
    weights = add_up(split.place[pairs] @ [-1, 1, -1, 1])

    def work(first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows, room = slice(first, last), int(weights[last] - weights[first])
        changed, exchanged = np.empty((room, 5), dtype=np.int64), np.empty((room, 3), dtype=np.int64)
        texts = (split.keys, digits, split.place, split.paragraphs)
        found = find_changes(*texts, pairs[rows], numbers.copy(), counts[rows], changed, exchanged)
        kept = changed[: found[0]].copy(), exchanged[: found[1]].copy()
        for each in kept:
            each[:, 0] += first
        return kept

    changed, exchanged = zip(*each_range(work, weights), strict=True)
    return Changes(counts, np.concatenate(changed), np.concatenate(exchanged))


def _show_changes(split: Split, changes: Changes) -> pl.DataFrame:
    """Return COUNTED, numbers, added, removed of every pair."""
    pair, *bounds = changes.changed.T
    table = pl.DataFrame(changes.counts, schema=COUNTED)
    removed, added = (_show_passages(split, pair, bounds[at], bounds[at + 1], len(table)) for at in (0, 2))
    numbers = _show_numbers(split, changes.exchanged, len(table))
    return table.with_columns(numbers=numbers, added=added, removed=removed)


def _show_numbers(split: Split, exchanged: NDArray[np.int64], pairs: int) -> pl.Series:
    """Return the numbers that stand in each other's place, on one line a pair."""
    row = np.arange(len(exchanged))
    pair, old, new = exchanged.T
    shown = {
        name: _show_passages(split, row, word, word + 1, len(row))
        for name, word in (("old", old), ("new", new))
    }
    said = pl.DataFrame({"pair": pair} | shown).filter(pl.col("old") != pl.col("new"))
    said = said.group_by("pair", maintain_order=True).agg(
        said=pl.format("{} → {}", "old", "new").str.join("; ")
    )
    every = pl.DataFrame({"pair": np.arange(pairs)})
    return every.join(said, on="pair", how="left", maintain_order="left")["said"].fill_null("")


def _show_passages(
    split: Split, row: NDArray[np.int64], begin: NDArray[np.int64], end: NDArray[np.int64], rows: int
) -> pl.Series:
    """Return for each of `rows` the words from `begin` to `end` of its passages, on one line."""
    said = begin < end
    spans = np.stack([row, split.begin[begin], split.begin[end]], axis=1)[said]
    lines = np.empty(rows + (spans[:, 2] - spans[:, 1] + 10).sum(), dtype=np.uint8)
    total = write_passages(split.text, spans, rows, LINE_BYTES, lines)
    whole = pl.Series(lines[:total].tobytes().decode().split("\n")[:-1], dtype=pl.String)
    longer = whole.str.len_chars() > SHOWN_CHARS
    return pl.select(pl.when(longer).then(whole.str.head(SHOWN_CHARS - 1) + "…").otherwise(whole)).to_series()
