"""Plant every edit in turn, run the pipeline over sample and plants, and count what it found."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from random import Random
from typing import Any

import numpy as np
import polars as pl

from ..buckets import make_lsh_buckets
from ..corpus import Corpus, Known, Report, join_parts
from ..measures import measure_resemblance
from ..params import Params, ScanOptions, recall_at
from ..pipeline import compare_corpus
from ..run import Run
from ..schema import ARTICLES
from ..signatures import make_bands
from ..units import make_article_units
from .edits import EDITS, Edit
from .pages import Page
from .sampling import label, make_pages, read_sample

NORMAL_95 = 1.96  # quantile of the normal distribution for 95 % intervals
PLANT = "doctor:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the pipeline made of one edit; intervals are Wilson's, 95 %."""

    edit: str
    planted: int
    right: int  # joined with their page, or kept apart from it where the edit makes another text
    right_share: float
    right_low: float
    right_high: float
    named: float  # share of the plants whose relation is right
    false_merges: int  # pairs of sampled articles that only the plants joined, and other texts joined
    lsh_expected: float  # by the formula, at the exact resemblance of each pair
    lsh_measured: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The findings of all edits."""

    sampled: int
    seed: int
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain dictionaries and lists."""
        return asdict(self)


def examine(
    paths: Sequence[str],
    options: ScanOptions,
    report: Report,
    *,
    size: int = 300,
    seed: int = 1,
    edits: Sequence[Edit] = EDITS,
) -> Diagnosis:
    """
    Return what the pipeline finds of known edits planted in `size` articles under `paths`.

    Each edit is planted in every sampled article, and compared in memory with the
    sample alone: a recall here is that of the pairs, whatever else the corpus holds.

    Raises
    ------
    InputError
        If nothing is found under `paths`, or no article that is long enough.

    """
    sample, known = read_sample(paths, options, size, seed, report), Known.read(options)
    pages = make_pages(sample)
    before = find_joined(compare_corpus(sample, options, known, Params(), {}), len(pages))
    findings = []
    for done, edit in enumerate(edits):
        report("plant", done, len(edits))
        planted = plant(pages, edit, seed)
        corpus = join_parts([sample, label(planted, known)])
        findings.append(judge(edit, corpus, compare_corpus(corpus, options, known, Params(), {}), before))
    report("plant", len(edits), len(edits))
    return Diagnosis(sampled=len(pages), seed=seed, findings=tuple(findings))


def plant(pages: Sequence[Page], edit: Edit, seed: int) -> pl.DataFrame:
    """Return ARTICLES: for every page what the edit makes of it, numbered after the pages."""
    rng = Random(f"{seed} {edit.name}")  # noqa: S311
    others = [*pages[1:], pages[0]]
    made = [edit.make(page, other, rng) for page, other in zip(pages, others, strict=True)]
    rows = [page.to_row(len(pages) + at, f"{PLANT}{at}") for at, page in enumerate(made)]
    return pl.DataFrame(rows, schema=ARTICLES)


def find_joined(run: Run, count: int) -> set[tuple[int, int]]:
    """Return every two of the first `count` articles that stand in one cluster of copies."""
    members = _members(run).filter(pl.col("unit") < count)
    pairs = members.join(members, on="cluster").filter(pl.col("unit") < pl.col("unit_right"))
    return set(pairs.select("unit", "unit_right").iter_rows())


def judge(edit: Edit, corpus: Corpus, run: Run, before: set[tuple[int, int]]) -> Finding:
    """Return the counts of one edit; plant number i was made of page number i."""
    count = len(corpus.articles) // 2
    joined = _members(run).group_by("unit").agg(pl.col("cluster"))
    clusters = {unit: set(found) for unit, found in joined.iter_rows()}
    together = [bool(clusters.get(i, set()) & clusters.get(count + i, set())) for i in range(count)]
    right = sum(hit == edit.joined for hit in together)
    merged = len(find_joined(run, count) - before)
    named = _name_relations(run, count)
    low, high = wilson(right, count)
    expected, measured = _measure_lsh(corpus, run, count)
    return Finding(
        edit=edit.name,
        planted=count,
        right=right,
        right_share=right / count,
        right_low=low,
        right_high=high,
        named=sum(name in edit.relations for name in named) / count,
        false_merges=merged,
        lsh_expected=expected,
        lsh_measured=measured,
    )


def wilson(hits: int, count: int) -> tuple[float, float]:
    """
    Return the 95 % interval of a share.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.

    >>> [round(bound, 3) for bound in wilson(50, 50)]
    [0.929, 1.0]
    """
    z, share = NORMAL_95, hits / count
    middle = share + z * z / (2 * count)
    spread = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _members(run: Run) -> pl.DataFrame:
    """Return cluster, unit of the members of clusters of copies."""
    copies = (
        (pl.col("level") == "article") & (pl.col("kind") != "template") & (pl.col("relation") != "partial")
    )
    return run.clusters.filter(copies).select("cluster", "unit")


def _name_relations(run: Run, count: int) -> list[str | None]:
    """Return what each plant is to its page, None for nothing."""
    units = run.units.filter(pl.col("level") == "article").sort("unit")
    # Of exact copies only the first is matched: it speaks for the others.
    firsts = units.with_columns(first=pl.col("unit").min().over("key"))["first"].to_list()
    pairs = {(a, b): relation for a, b, relation in run.matches.select("a", "b", "relation").iter_rows()}
    turned = {"excerpt": "extended", "extended": "excerpt"}
    named = list[str | None]()
    for page, made in zip(firsts[:count], firsts[count:], strict=True):
        back = pairs.get((made, page))
        named.append("identical" if page == made else pairs.get((page, made), turned.get(str(back), back)))
    return named


def _measure_lsh(corpus: Corpus, run: Run, count: int) -> tuple[float, float]:
    """Return the mean chance that page and plant share an LSH bucket, and the share that do."""
    params = Params()
    units, words = make_article_units(run.blocks, run.pages, corpus.words)
    pairs = pl.DataFrame(
        {"a": range(count), "b": range(count, 2 * count)}, schema={"a": pl.UInt32, "b": pl.UInt32}
    )
    resemblance = measure_resemblance(pairs, units, words, params.article).to_numpy()
    expected = float(np.mean([recall_at(each, params.article) for each in resemblance]))
    bands = make_bands(units, words.hashes, params.article, params.seed)
    buckets = make_lsh_buckets(units["unit"], bands)
    page = buckets.filter(pl.col("unit") < count)
    made = buckets.filter(pl.col("unit") >= count).with_columns(unit=pl.col("unit") - count)
    met = page.join(made, on=["bucket", "unit"])["unit"].n_unique()
    return expected, met / count
