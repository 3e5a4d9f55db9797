"""
Count the articles of `aggregator_vi` that find their other rendering, and those that find another story.

    python benchmarks/quality/renderings.py --data DIR

Every article is there twice, with paragraphs and flat, under ids that end in one number.  Where a
list, a gallery or a film's page can be told for what it is by its lines alone, the flat page is an
article and the other is none.
"""

import argparse
import json
from pathlib import Path

import polars as pl
from sets import OUTPUT

from dedup.params import ScanOptions
from dedup.pipeline import scan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data / "aggregator_vi"
    found = count([str(folder / f"{name}.jsonl.zst") for name in ("with_paragraphs", "flat")])
    (OUTPUT / "renderings.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def count(paths: list[str]) -> dict[str, float]:
    """Return how many stories stand in one cluster in both renderings, and with how many others."""
    run = scan(paths, ScanOptions(level="article"), lambda *_: None)
    member = (pl.col("relation") != "partial") & (pl.col("kind") != "template")
    members = run.clusters.filter(member).select("cluster", article="unit")
    pages = run.articles.select("article", story=pl.col("article_id").str.extract(r"(\d+)$"))
    pages = pages.join(members, on="article", how="left").join(run.pages, on="article")
    together = (pl.col("cluster").n_unique() == 1) & pl.col("cluster").is_not_null().all()
    told = (pl.col("page_kind") == "article").all()
    stories = pages.filter(pl.len().over("story") > 1).group_by("story").agg(told=told, together=together)
    crowded = pages.drop_nulls("cluster").filter(pl.col("story").n_unique().over("cluster") > 1)
    articles = stories.filter("told")
    return {
        "stories": len(stories),
        "found": stories["together"].sum(),
        "articles_in_both": len(articles),
        "found_of_these": articles["together"].sum(),
        "share_of_these": round(articles["together"].sum() / len(articles), 4),
        "stories_with_another": crowded["story"].n_unique(),
    }


if __name__ == "__main__":
    main()
