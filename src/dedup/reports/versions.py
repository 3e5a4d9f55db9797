"""What an outlet changed in its own story: its versions in the order of time, each against the one before."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import polars as pl

from ..run import Run
from ..schema import OWN_ROLES, TIME
from ..spans import cut_texts
from .alignment import Stretch, Word, count_runs, find_runs, pair_paragraphs, split_words
from .contract import VERSIONS_TABLE, settle
from .guard import shorten
from .members import is_member
from .published import find_published

SHOWN_CHARS = 300  # of what was added or removed; the texts stand in full on the pages
# An alignment takes a bit for every word of one text and every word of the other: 50 MB.
# Past that a passage counts as replaced.
MOST_CELLS = 20_000**2
PARTED = " … "  # between passages that do not follow each other

# Two fillings of one form are no versions of each other.
TOLD = (pl.col("level") == "article") & pl.col("kind").is_in(["syndication", "versions"])
COUNTED = ("words_added", "words_removed", "words_changed", "paragraphs_added", "paragraphs_removed")


class Change(NamedTuple):
    """What differs between two versions; `counts` are the columns of that name of versions.csv."""

    counts: dict[str, int]
    numbers: list[tuple[str, str]]  # that stand in each other's place
    added: list[str]
    removed: list[str]


def find_versions(run: Run, members: pl.DataFrame) -> pl.DataFrame:
    """
    Return VERSIONS_TABLE of a run: every version but the first against the one before it.

    `members` are copies as `find_copies` returns them; the clusters keep their order.
    """
    updates = find_updates(members)
    if updates.is_empty():
        return pl.DataFrame(schema=VERSIONS_TABLE)
    pages = run.articles.select("article", "article_id").join(updates, on="article_id", how="semi")
    dates = run.dates.join(pages, on="article")
    published = pages.join(find_published(dates), on="article", how="left")
    published = published.select("article_id", begin="published_at", end="published_until")
    pairs = pair_versions(updates.join(choose_times(published, dates), on="article_id", how="left"))
    paragraphs = _gather_paragraphs(run, pages)
    rows = [_describe(row, paragraphs) for row in pairs.iter_rows(named=True)]
    return settle(pl.DataFrame(rows, schema=VERSIONS_TABLE), VERSIONS_TABLE)


def choose_times(published: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return article_id, begin, end, captured: when each version was made, as far as its page says.

    The time of its last change where it shows one, else that of its publication; beside
    it the instant of its capture, which orders what shows no time of its own.
    """
    kinds = {name: dates.filter(pl.col("kind") == name) for name in ("modified", "captured")}
    changed = kinds["modified"].sort("earliest", "latest").group_by("article_id").last()
    captured = kinds["captured"].group_by("article_id").agg(captured=pl.col("earliest").min())
    changed = changed.select("article_id", changed="earliest", changed_end="latest")
    joined = published.join(changed, on="article_id", how="left").join(captured, on="article_id", how="left")
    later = pl.when(pl.col("changed") >= pl.col("begin").fill_null(pl.col("changed")))
    return joined.select(
        "article_id",
        begin=later.then("changed").otherwise("begin").cast(TIME),
        end=later.then("changed_end").otherwise("end").cast(TIME),
        captured=pl.col("captured").cast(TIME),
    )


def find_updates(members: pl.DataFrame) -> pl.DataFrame:
    """Return the members of clusters of one story whose outlet has two or more in the cluster."""
    own = members.filter(TOLD, is_member(), pl.col("outlet") != "")
    own = own.select("cluster_id", "outlet", "article_id").unique(maintain_order=True)
    return own.filter(pl.len().over("cluster_id", "outlet") > 1)


def pair_versions(updates: pl.DataFrame) -> pl.DataFrame:
    """Return each version but an outlet's first, with `version` and, as `earlier_…`, the one before."""
    rank = pl.int_range(pl.len()).over("cluster_id", "outlet")
    order = ["begin", "end", "captured", "article_id"]
    updates = updates.with_columns(place=pl.col("cluster_id").rle_id())
    updates = updates.sort("place", "outlet", *order, nulls_last=True).with_columns(version=rank + 1)
    before = pl.col(order).shift(1).over("cluster_id", "outlet").name.prefix("earlier_")
    return updates.with_columns(before).filter(pl.col("version") > 1)


def _gather_paragraphs(run: Run, pages: pl.DataFrame) -> dict[str, list[str]]:
    """Return by article id the paragraphs of the own text of `pages`, frame (article, article_id)."""
    blocks = run.blocks.filter(pl.col("role").is_in(OWN_ROLES)).join(pages, on="article")
    texts = blocks.with_columns(text=cut_texts(blocks, run.texts)).sort("article_id", "begin")
    return dict(texts.group_by("article_id", maintain_order=True).agg("text").iter_rows())


def _describe(row: Mapping[str, Any], paragraphs: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return one row of VERSIONS_TABLE."""
    names = row["earlier_article_id"], row["article_id"]
    change = compare_versions(*(paragraphs.get(name, []) for name in names))
    told = {
        name: shorten(PARTED.join(texts), SHOWN_CHARS)
        for name, texts in (("added", change.added), ("removed", change.removed))
    }
    told["numbers"] = "; ".join(f"{old} → {new}" for old, new in change.numbers)
    facts = {"cluster_id": row["cluster_id"], "outlet": row["outlet"], "version": row["version"]}
    facts |= {"earlier_article_id": names[0], "article_id": names[1]}
    facts |= {"earlier_at": row["earlier_begin"], "at": row["begin"], "ordered_by": _name_order(row)}
    return facts | change.counts | told


def _name_order(row: Mapping[str, Any]) -> str:
    """Return what puts the two in order: their times, their captures, or nothing."""
    times = row["earlier_end"], row["begin"]
    if None not in times and times[0] <= times[1]:
        return "time"
    captures = row["earlier_captured"], row["captured"]
    return "capture" if None not in captures and captures[0] < captures[1] else ""


def compare_versions(earlier: Sequence[str], later: Sequence[str]) -> Change:
    """
    Return what `later` adds to, removes from and changes in `earlier`, both given by paragraphs.

    >>> change = compare_versions(["Mưa lớn, 12 nhà ngập."], ["Mưa lớn, 15 nhà ngập.", "Nước rút."])
    >>> change.numbers, change.counts["paragraphs_added"], change.added
    ([('12', '15')], 1, ['15', 'Nước rút'])
    """
    changes = [_compare_passage(a, b) for a, b in _find_gaps(earlier, later)]
    parts = list(zip(*changes, strict=True)) or [(), (), (), ()]
    counts = {name: sum(counted[name] for counted in parts[0]) for name in COUNTED}
    return Change(counts, *([each for part in parts[n] for each in part] for n in (1, 2, 3)))


def _compare_passage(a: Sequence[str], b: Sequence[str]) -> Change:
    """Return the change between two runs of paragraphs of which no two are equal."""
    words = split_words(a), split_words(b)
    runs = (
        find_runs(*words) if _is_small(*words) else [Stretch(False, (0, len(words[0])), (0, len(words[1])))]
    )
    parted = [(words[0][slice(*run.a)], words[1][slice(*run.b)]) for run in runs if not run.same]
    tally, rows = count_runs(runs), list(pair_paragraphs(*words, runs))
    counts = tally.added, tally.cut, tally.changed, *(sum(not row[side] for row in rows) for side in (0, 1))
    return Change(
        dict(zip(COUNTED, counts, strict=True)),
        [pair for sides in parted for pair in _pair_numbers(*sides)],
        [_show(new) for _, new in parted if new],
        [_show(old) for old, _ in parted if old],
    )


def _find_gaps(earlier: Sequence[str], later: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the runs of paragraphs that differ; most of a story stays as it was."""
    i = j = 0
    # Most runs have no two texts to compare, and it takes long to load.
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415

    for block in LCSseq.opcodes(list(earlier), list(later)) if _is_small(earlier, later) else []:
        if block.tag != "equal":
            continue
        if block.src_start > i or block.dest_start > j:
            yield list(earlier[i : block.src_start]), list(later[j : block.dest_start])
        i, j = block.src_end, block.dest_end
    if i < len(earlier) or j < len(later):
        yield list(earlier[i:]), list(later[j:])


def _is_small(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) * len(b) <= MOST_CELLS


def _pair_numbers(cut: Sequence[Word], added: Sequence[Word]) -> list[tuple[str, str]]:
    """Return the numbers that stand in each other's place, in order."""
    sides = ([_show([word]) for word in side if any(map(str.isdigit, word.key))] for side in (cut, added))
    return [(old, new) for old, new in zip(*sides, strict=False) if old != new]


def _show(words: Sequence[Word]) -> str:
    said = ""
    for before, word in pairwise([words[0], *words]):
        said += word.shown if word.paragraph == before.paragraph else f" {word.shown}"
    return " ".join(said.split()).strip(" .,;:!?")
