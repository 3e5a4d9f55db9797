"""Run dedup on every set: the article clusters of a scan, and the pairs it matched.

python benchmarks/quality/run_dedup.py --data DIR
"""

import argparse
from importlib.metadata import version
from pathlib import Path

import polars as pl
from sets import TEXTS, write_output

from dedup.params import ScanOptions
from dedup.pipeline import scan


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = {name: run(str(data / path)) for name, path in TEXTS.items()}
    write_output("dedup", version("dedup-news"), {"defaults": True}, found)


def run(path: str) -> dict[str, list[list[str]]]:
    """Return the members of each cluster of copies and of each form, and the pairs judged the same text."""
    found = scan([path], ScanOptions(level="article"), lambda *_: None)
    ids = found.articles.select("article_id", unit="article")
    form = pl.col("kind") == "template"
    members = found.clusters.filter(pl.col("relation") != "partial").join(ids, on="unit")
    copies, forms = (
        members.filter(kind).group_by("cluster").agg("article_id")["article_id"] for kind in (~form, form)
    )
    same = found.matches.filter("same_text").join(ids, left_on="a", right_on="unit")
    same = same.join(ids, left_on="b", right_on="unit", suffix="_b").select("article_id", "article_id_b")
    return {
        "groups": sorted(sorted(group) for group in copies.to_list()),
        "forms": sorted(sorted(group) for group in forms.to_list()),
        "pairs": sorted(sorted(pair) for pair in same.iter_rows()),
    }


if __name__ == "__main__":
    main()
