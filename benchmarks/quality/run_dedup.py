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
from dedup.run import Run


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
    return {
        "groups": sorted(sorted(group) for group in copies.to_list()),
        "forms": sorted(sorted(group) for group in forms.to_list()),
        "pairs": find_pairs(found, members.filter(~form)),
    }


def find_pairs(found: Run, members: pl.DataFrame) -> list[list[str]]:
    """
    Return the pairs of ids judged the same text, before grouping.

    Only the first of exact copies is matched: they are pairs by that, and what is said of the
    first holds for them all.
    """
    equal = members.join(found.units.select("unit", "key"), on="unit")
    equal = equal.select("unit", first=pl.col("unit").min().over("cluster", "key"))
    pairs = [found.matches.filter("same_text").select("a", "b"), equal.select(a="first", b="first").unique()]
    spoken = pl.concat(pairs)
    for side in ("a", "b"):
        copies = equal.rename({"first": side, "unit": f"{side}_copy"})
        spoken = spoken.join(copies, on=side, how="left")
    ends = (pl.coalesce(f"{side}_copy", side) for side in ("a", "b"))
    ids = dict(found.articles.select("article", "article_id").iter_rows())
    told = {(a, b) for a, b in spoken.select(*ends).iter_rows() if a != b}
    return sorted([list(pair) for pair in {tuple(sorted((ids[a], ids[b]))) for a, b in told}])


if __name__ == "__main__":
    main()
