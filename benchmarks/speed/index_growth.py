"""
How `dedup check` of 100 articles grows with the index it asks.

    python benchmarks/speed/index_growth.py build DATA.jsonl.zst FOLDER
    python benchmarks/speed/index_growth.py measure DATA.jsonl.zst FOLDER

`build` grows one index out of edited copies of DATA, see synthesise.py, and leaves
a copy of it at each of SIZES.  `measure` asks each of them for the first 100 articles
under other ids, start-up included, the sizes in turns so that a busy machine is busy
for all, and fits cost = a + b log2(articles) to what was used.  `fetched_articles` and
`copies_found` say how much of the growth is the answer's own: edited copies are copies.
"""

import argparse
import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from index_speed import ASKED, list_check, write_asked
from measure import OUTPUT, run, summarise
from measure import describe as state
from synthesise import read_articles, synthesise, write_articles

from dedup.checking import check_ingest
from dedup.corpus import Known
from dedup.index.queries import describe_index
from dedup.index.snapshot import open_snapshot
from dedup.index.store import add_articles, create_index
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions

SIZES = (10_000, 40_000, 160_000, 640_000, 1_000_000)
CHUNK = 10_000  # articles added by one command
RUNS = 5


def build(data: Path, folder: Path, sizes: Sequence[int]) -> None:
    """Grow an index to the largest of `sizes`, leaving a copy of it at each."""
    index, inbox = folder / "growing", folder / "inbox.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    create_index(index, Params())
    articles, count = synthesise(read_articles(data), max(sizes)), 0
    while chunk := list(islice(articles, CHUNK)):
        write_articles(inbox, chunk)
        count += add_articles(
            index, read_ingests([str(inbox)], ScanOptions(), lambda *_: None), Params()
        ).added
        print(f"{count:,} articles", flush=True)
        if count in sizes:
            copy_index(index, folder / str(count))
    inbox.unlink()
    shutil.rmtree(index)


def copy_index(index: Path, target: Path) -> None:
    """Copy an index; segments never change, so their files are shared."""
    shutil.copytree(index / "segments", target / "segments", copy_function=os.link)
    with sqlite3.connect(index / "index.sqlite") as old, sqlite3.connect(target / "index.sqlite") as new:
        old.backup(new)


def measure(data: Path, folder: Path) -> dict[str, Any]:
    """Return wall, CPU and peak memory of a check against every index in `folder`, and the fit."""
    indexes = {int(path.name): path for path in folder.iterdir() if path.name.isdigit()}
    asked = folder / "asked.jsonl"
    write_asked(data, asked)
    runs: dict[int, list[dict[str, float]]] = {size: [] for size in sorted(indexes)}
    for _ in range(RUNS):
        for size, each in runs.items():
            each.append(run(list_check(asked, indexes[size])))
    sizes = {str(size): describe(indexes[size], asked, each) for size, each in runs.items()}
    return {"asked": ASKED, "sizes": sizes, "fit": fit(sizes), **state()}


def describe(index: Path, asked: Path, runs: list[dict[str, float]]) -> dict[str, Any]:
    """Return what the index is, how much it answers, and median, least and most of each measure."""
    facts = describe_index(index)
    (ingest,) = read_ingests([str(asked)], ScanOptions(), lambda *_: None, whole=True)
    with open_snapshot(index, Params()) as snapshot:
        checked = check_ingest(ingest, snapshot, Known.read(ScanOptions()), Params())
    return {
        "segments": facts["segments"],
        "bytes_per_article": round(facts["bytes"] / facts["articles"]),
        "fetched_articles": len(checked.pool.others),
        "copies_found": int(checked.compared.matches["same_text"].sum()),
        **summarise(runs),
    }


def fit(sizes: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Return CPU seconds as a + b log2(articles), and the exponent of a power law, by least squares."""
    articles = np.log2([float(size) for size in sizes])
    seconds = np.array([each["cpu_seconds"]["least"] for each in sizes.values()])
    slope, start = np.polyfit(articles, seconds, 1)
    exponent = np.polyfit(articles, np.log2(seconds), 1)[0]
    return {
        "seconds_per_doubling": round(float(slope), 4),
        "seconds_at_one": round(float(start), 3),
        "exponent": round(float(exponent), 3),
    }


def main() -> None:
    """Build or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("what", choices=["build", "measure"])
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given = parser.parse_args()
    if given.what == "build":
        build(given.data, given.folder, given.sizes)
        return
    text = json.dumps(measure(given.data, given.folder), indent=1)
    print(text)
    (OUTPUT / "index_growth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
