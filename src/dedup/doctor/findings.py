"""What the pipeline made of the plants of one edit, as its clusters tell a reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl

from ..buckets import make_lsh_buckets
from ..components import MIRRORED
from ..corpus import Corpus
from ..measures import measure_resemblance
from ..params import Params, recall_at
from ..run import Run
from ..signatures import make_bands
from ..units import make_article_units
from .edits import Edit

NORMAL_95 = 1.96  # quantile of the normal distribution for 95 % intervals


@dataclass(frozen=True, slots=True)
class Share:
    """So many of the plants, their share and its 95 % interval by Wilson; null where none was planted."""

    plants: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the pipeline made of one edit."""

    edit: str
    planted: int  # pages that the edit changes
    found: Share  # in a cluster with their page, as a copy or listed as a part
    right: Share  # copies of their page where it is their text, and no copies of it where it is not
    named: Share  # found, and what they are to their page is right
    false_merges: Share  # copies of what is not their text
    lsh_expected: float | None  # by the formula, at the exact resemblance of each pair
    lsh_measured: Share


def judge(edit: Edit, corpus: Corpus, run: Run, sources: Sequence[int], texts: Sequence[int]) -> Finding:
    """
    Return the counts of one edit.

    Parameters
    ----------
    edit : Edit
    corpus : Corpus
        The pages, a plant made of each of `sources`, and perhaps a copy of every page, in this order.
    run : Run
        Of the corpus.
    sources : sequence of int
        Numbers of pages, ascending.
    texts : sequence of int
        Of every page, which text it is: pages that are copies of each other have one number.

    """
    count, pages = len(sources), len(texts)
    own = number_texts(edit, sources, texts)
    told, joined = [set[str]() for _ in sources], [set[int]() for _ in sources]
    for unit, plant, relation in relate_plants(run, pages, count).iter_rows():
        if unit == sources[plant]:
            told[plant].add(relation)
        if relation != "partial":
            joined[plant].add(unit)
    copies = [page in units for page, units in zip(sources, joined, strict=True)]
    wrong = [any(own[unit] != own[pages + plant] for unit in units) for plant, units in enumerate(joined)]
    expected, met = _measure_lsh(corpus, run, sources, pages)
    return Finding(
        edit=edit.name,
        planted=count,
        found=take_share(sum(map(bool, told)), count),
        right=take_share(copies.count(edit.whose == "page"), count),
        named=take_share(sum(bool(names & edit.relations) for names in told), count),
        false_merges=take_share(sum(wrong), count),
        lsh_expected=expected,
        lsh_measured=take_share(met, count),
    )


def number_texts(edit: Edit, sources: Sequence[int], texts: Sequence[int]) -> list[int]:
    """
    Return which text every article is: pages, plants and copies; a plant of neither page is one of its own.

    >>> from .edits import EDITS
    >>> number_texts(EDITS[0], [0, 2], [0, 1, 2])
    [0, 1, 2, 0, 2, 0, 1, 2]
    """
    pages = len(texts)
    of = {
        "page": [texts[page] for page in sources],
        "other": [texts[(page + 1) % pages] for page in sources],
        "neither": list(range(pages, pages + len(sources))),
    }
    return [*texts, *of[edit.whose], *texts]


def relate_plants(run: Run, pages: int, count: int) -> pl.DataFrame:
    """
    Return (unit, plant, relation): what each plant is to every article that shares a cluster with it.

    A cluster says what a member is to its core, and lists the articles that share a part with a
    member (`partial`).  Of two members the relation is known if one of them is the core, or the
    same to the word; else it is "".  `plant` counts from 0; a number of `unit` is that of its article.
    """
    rows = read_clusters(run).with_columns(pl.col("relation").cast(pl.String))
    plants = rows.filter(pl.col("unit").is_between(pages, pages + count - 1))
    pairs = plants.join(rows, on="cluster", suffix="_other").filter(pl.col("unit") != pl.col("unit_other"))
    plant, other = pl.col("relation"), pl.col("relation_other")
    name = (
        pl.when((plant == "partial") | (other == "partial"))
        .then(pl.lit("partial"))
        .when(other == "identical")
        .then(plant)
        .when(plant == "identical")
        .then(other.replace(MIRRORED))
        .otherwise(pl.lit(""))
    )
    pairs = pairs.filter((plant != "partial") | (other != "partial"))
    named = pairs.select(unit="unit_other", plant=pl.col("unit") - pages, relation=name)
    return named.unique().sort("plant", "unit", "relation")


def find_texts(run: Run, count: int) -> list[int]:
    """Return of each of the first `count` articles the first article that it is a copy of, or itself."""
    firsts = list(range(count))
    members = read_clusters(run).filter(pl.col("relation") != "partial", pl.col("unit") < count)
    copies = members.select("unit", first=pl.col("unit").min().over("cluster"))
    for unit, first in copies.iter_rows():
        firsts[unit] = first
    return firsts


def read_clusters(run: Run) -> pl.DataFrame:
    """Return cluster, unit and relation of every row of a cluster of articles, fillings of forms left out."""
    copies = (pl.col("level") == "article") & (pl.col("kind") != "template")
    return run.clusters.filter(copies).select("cluster", "unit", "relation")


def take_share(hits: int, count: int) -> Share:
    """Return so many of so many plants."""
    return Share(hits, hits / count, *wilson(hits, count)) if count else Share(0, None, None, None)


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


def _measure_lsh(corpus: Corpus, run: Run, sources: Sequence[int], pages: int) -> tuple[float | None, int]:
    """Return the mean chance that page and plant share an LSH bucket, and how many do."""
    if not sources:
        return None, 0
    params = Params()
    units, words = make_article_units(run.blocks, run.pages, corpus.words)
    ends = {"a": sources, "b": range(pages, pages + len(sources))}
    pairs = pl.DataFrame(ends, schema={"a": pl.UInt32, "b": pl.UInt32})
    resemblance = measure_resemblance(pairs, units, words, params.article).to_numpy()
    expected = float(np.mean([recall_at(each, params.article) for each in resemblance]))
    bands = make_bands(units, words.hashes, params.article, params.seed)
    buckets = make_lsh_buckets(units["unit"], bands)
    met = pairs.join(buckets.rename({"unit": "a"}), on="a")
    met = met.join(buckets.rename({"unit": "b"}), on=["b", "bucket"])
    return expected, met["b"].n_unique()
