"""
Choose the thresholds of the article rule on one half of the labelled pairs, and judge the other half.

    python benchmarks/quality/crosscheck.py --data DIR

A pair is in the half that a hash of its ids says.  If the shipped thresholds were fitted to the
pairs, those chosen on one half would be far from them and do worse on the other.  Each threshold
of the rule is also tried alone, a fifth lower and a fifth higher: `alone` says what that does to the
pairs of both halves.  These are pairs; what a vote against counts for in a cluster is tried end to end.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import polars as pl
import xxhash
from run_dedup import run as find_groups
from sets import OUTPUT, TEXTS, pairs_of, read_labels

from dedup import stars
from dedup.corpus import Known, complete_pages, read_corpus
from dedup.features import share_columns
from dedup.matches import RULE, ArticleRule, same_article
from dedup.measures import measure_pairs
from dedup.params import Params, ScanOptions
from dedup.roles import find_page_kinds, settle_roles
from dedup.units import make_article_units

SAME = ["REPRINT", "VERSION"]
VOTES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
STEPS = {
    "alike": (0.30, 0.33, 0.36, 0.39, 0.42),
    "alike_syllables": (0.50, 0.55, 0.60, 0.65),
    "throughout": (0.80, 0.85, 0.90),
    "amid": (0.90, 0.95),
    "held": (0.74, 0.77, 0.80, 0.83),
    "opening": (0.50, 0.65, 0.80),
    "nearly_all": (0.80, 0.85, 0.90),
    "held_elsewhere": (0.35, 0.40, 0.45),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    pairs = pl.concat([measure_labelled(data, name) for name in ("en", "vi")])
    rows = []
    for half in (0, 1):
        seen, unseen = pairs.filter(pl.col("half") == half), pairs.filter(pl.col("half") != half)
        chosen = max(make_rules(), key=lambda rule: score(seen, rule))
        rows.append(
            {
                "tuned_on": half,
                "chosen": chosen._asdict(),
                "f1_seen": score(seen, chosen),
                "f1_unseen": score(unseen, chosen),
                "f1_unseen_shipped": score(unseen, RULE),
            }
        )
    against = [try_votes(data, against) for against in VOTES]
    found = {"halves": rows, "alone": try_alone(pairs), "against": against}
    (OUTPUT / "crosscheck.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def try_alone(pairs: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Return of each threshold what it is, and the F1 with it, a fifth lower and a fifth higher."""
    rows = {}
    for name, value in RULE._asdict().items():
        rows[name] = {"value": value, "f1": score(pairs, RULE)} | {
            f"at {tried}": score(pairs, RULE._replace(**{name: tried})) for tried in change_by_a_fifth(value)
        }
    return rows


def change_by_a_fifth(value: float) -> tuple[float, float]:
    """
    Return a threshold a fifth lower and a fifth higher; a count, which has no fractions, by 1 or more.

    >>> change_by_a_fifth(0.36), change_by_a_fifth(35), change_by_a_fifth(2)
    ((0.288, 0.432), (28, 42), (1, 3))
    """
    step = max(1, round(value / 5)) if isinstance(value, int) else value / 5
    return round(value - step, 4), round(value + step, 4)


def try_votes(data: Path, against: float) -> dict[str, float]:
    """Return the F1 of both sets end to end where a vote against counts `against`."""
    shipped, stars.AGAINST = stars.AGAINST, against
    f1 = {}
    for name in ("en", "vi"):
        joined, labels = pairs_of(find_groups(str(data / TEXTS[name]))["groups"]), read_labels(data, name)
        same = {tuple(sorted(pair)) for pair, label in labels.items() if label in SAME}
        both = joined & {tuple(sorted(pair)) for pair in labels}
        f1[name] = round(2 * len(both & same) / (len(both) + len(same)), 4)
    stars.AGAINST = shipped
    return {"against": against, **f1}


def make_rules() -> Iterator[ArticleRule]:
    """Yield the rule with every combination of thresholds."""
    for values in product(*STEPS.values()):
        yield RULE._replace(**dict(zip(STEPS, values, strict=True)))


def score(pairs: pl.DataFrame, rule: ArticleRule) -> float:
    """Return the mean F1 of the two languages."""
    told = pairs.select("set", "same", joined=same_article(rule) & pl.col("articles"))
    found = []
    for _, one in told.group_by("set"):
        hits = one.filter("same", "joined").height
        found.append(2 * hits / max(one["same"].sum() + one["joined"].sum(), 1))
    return round(sum(found) / len(found), 4)


def measure_labelled(data: Path, name: str) -> pl.DataFrame:
    """Return the measures of every labelled pair of one set."""
    options = ScanOptions()
    corpus = read_corpus([str(data / TEXTS[name])], options, Known.read(options), lambda *_: None, {})
    blocks = settle_roles(corpus.blocks, corpus.articles.select("article", "outlet"))
    pages = complete_pages(find_page_kinds(blocks), corpus.articles)
    units, words = make_article_units(blocks, pages, corpus.words)
    number = dict(corpus.articles.select("article_id", "article").iter_rows())
    labels = read_labels(data, name)
    rows = [(*sorted((number[a], number[b])), label, split(a, b)) for (a, b), label in labels.items()]
    ends = {"a": pl.UInt32, "b": pl.UInt32}
    told = pl.DataFrame(rows, {**ends, "label": pl.String, "half": pl.Int64}, orient="row")
    told = told.filter(pl.col("a") != pl.col("b")).unique(["a", "b"], keep="first", maintain_order=True)
    measures = measure_pairs(told.select("a", "b").sort("a", "b"), units, words, Params().article)
    articles = pages.filter(pl.col("page_kind") == "article")["article"].implode()
    return told.join(measures.with_columns(**share_columns()), on=["a", "b"]).with_columns(
        set=pl.lit(name),
        same=pl.col("label").is_in(SAME),
        articles=pl.col("a").is_in(articles) & pl.col("b").is_in(articles),
    )


def split(a: str, b: str) -> int:
    """Return the half, 0 or 1, of a pair."""
    return xxhash.xxh3_64_intdigest(" ".join(sorted((a, b))).encode()) & 1


if __name__ == "__main__":
    main()
