"""
Count the articles of `aggregator_vi` that find their other rendering, and those that find another story.

    python benchmarks/quality/renderings.py --data DIR

Every article is there twice, with paragraphs and flat, under ids that end in one number.  Where a
list, a gallery or a film's page can be told for what it is by its lines alone, the flat page is an
article and the other is none.

`renderings_read.csv` says of every two stories of one cluster, one of them its core, what readers who
did not know that it joins them took them for: REPRINT, one copied from the other or both from one text,
whole, cut or lightly edited; EDITED, one statement, notice, report or agency story that two papers
edited, most of it standing in both; PARTIAL, a passage shared and a considerable part of both their own;
and how much of either they found in the other.
"""

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

import polars as pl
from sets import OUTPUT, Pair

from dedup.params import ScanOptions
from dedup.pipeline import scan

READ = Path(__file__).with_name("renderings_read.csv")
COPIES = ("REPRINT", "EDITED")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data / "aggregator_vi"
    found = count([str(folder / f"{name}.jsonl.zst") for name in ("with_paragraphs", "flat")])
    (OUTPUT / "renderings.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def count(paths: list[str]) -> dict[str, object]:
    """Return how many stories stand in one cluster in both renderings, and how many with others."""
    run = scan(paths, ScanOptions(level="article"), lambda *_: None)
    member = (pl.col("relation") != "partial") & (pl.col("kind") != "template")
    members = run.clusters.filter(member).select("cluster", "core", article="unit")
    pages = run.articles.select("article", story=pl.col("article_id").str.extract(r"(\d+)$"))
    pages = pages.join(members, on="article", how="left").join(run.pages, on="article")
    together = (pl.col("cluster").n_unique() == 1) & pl.col("cluster").is_not_null().all()
    told = (pl.col("page_kind") == "article").all()
    stories = pages.filter(pl.len().over("story") > 1).group_by("story").agg(told=told, together=together)
    articles = stories.filter("told")
    return {
        "stories": len(stories),
        "found": stories["together"].sum(),
        "articles_in_both": len(articles),
        "found_of_these": articles["together"].sum(),
        "share_of_these": round(articles["together"].sum() / len(articles), 4),
        **count_others(pages),
    }


def count_others(pages: pl.DataFrame) -> dict[str, object]:
    """Return how many stories stand with another, and by what was read how many pairs are what."""
    cores = pages.select(core="article", other="story")
    pairs = pages.drop_nulls("cluster").join(cores, on="core").filter(pl.col("story") != pl.col("other"))
    joined = {sort_pair(*pair) for pair in pairs.select("story", "other").iter_rows()}
    read = read_pairs()
    labels = {pair: read.get(pair, "unread") for pair in joined}
    apart = {story for pair, label in labels.items() if label not in COPIES for story in pair}
    return {
        "stories_with_another": len({story for pair in joined for story in pair}),
        "pairs_with_another": dict(sorted(Counter(labels.values()).items())),
        "stories_with_no_copy": len(apart),
    }


def read_pairs() -> dict[Pair, str]:
    """Return what readers took two stories for."""
    with READ.open(encoding="utf-8", newline="") as file:
        return {sort_pair(row["story_a"], row["story_b"]): row["label"] for row in csv.DictReader(file)}


def sort_pair(a: str, b: str) -> Pair:
    """Return two stories in order."""
    return (a, b) if a < b else (b, a)


if __name__ == "__main__":
    main()
