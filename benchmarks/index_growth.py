"""
How `dedup check` of 100 articles grows with the index it asks.

    python benchmarks/index_growth.py build DATA.jsonl.zst FOLDER
    python benchmarks/index_growth.py measure DATA.jsonl.zst FOLDER -o benchmarks/output/index_growth.json

`build` grows one index out of edited copies of DATA, see speed/synthesise.py, and leaves
a copy of it at each of SIZES.  `measure` asks each of them for the first 100 articles
under other ids, start-up included, the sizes in turns so that a busy machine is busy
for all, and fits cost = a + b log2(articles) to what was used.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from dedup.index.queries import describe_index
from dedup.index.store import add_articles, create_index
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions

sys.path.insert(0, str(Path(__file__).parent / "speed"))
from synthesise import Article, read_articles, synthesise

SIZES = (10_000, 40_000, 160_000, 640_000, 1_000_000)
CHUNK = 10_000  # articles added by one command
ASKED = 100
RUNS = 5


def build(data: Path, folder: Path, sizes: Sequence[int]) -> None:
    """Grow an index to the largest of `sizes`, leaving a copy of it at each."""
    index, inbox = folder / "growing", folder / "inbox.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    create_index(index, Params())
    articles, count = synthesise(read_articles(data), max(sizes)), 0
    while chunk := list(islice(articles, CHUNK)):
        write_lines(inbox, chunk)
        count += add_articles(
            index, read_ingests([str(inbox)], ScanOptions(), lambda *_: None), Params()
        ).added
        print(f"{count:,} articles", flush=True)
        if count in sizes:
            copy_index(index, folder / str(count))
    inbox.unlink()
    shutil.rmtree(index)


def write_lines(file: Path, articles: Sequence[Article]) -> None:
    """Write articles as JSON Lines."""
    file.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in articles), encoding="utf-8"
    )


def copy_index(index: Path, target: Path) -> None:
    """Copy an index; segments never change, so their files are shared."""
    shutil.copytree(index / "segments", target / "segments", copy_function=os.link)
    with sqlite3.connect(index / "index.sqlite") as old, sqlite3.connect(target / "index.sqlite") as new:
        old.backup(new)


def measure(data: Path, folder: Path) -> dict[str, Any]:
    """Return wall, CPU and peak memory of a check against every index in `folder`, and the fit."""
    indexes = {int(path.name): path for path in folder.iterdir() if path.name.isdigit()}
    asked, report = folder / "asked.jsonl", folder / "report.json"
    articles = read_articles(data, ASKED)
    write_lines(asked, [each | {"id": f"asked {each['id']}"} for each in articles])
    runs: dict[int, list[dict[str, float]]] = {size: [] for size in sorted(indexes)}
    for _ in range(RUNS):
        for size, each in runs.items():
            each.append(run_check(asked, indexes[size], report))
    sizes = {str(size): describe(indexes[size], each) for size, each in runs.items()}
    return {
        "asked": ASKED,
        "runs": RUNS,
        "cores": len(os.sched_getaffinity(0)),
        "sizes": sizes,
        "fit": fit(sizes),
    }


def run_check(asked: Path, index: Path, report: Path) -> dict[str, float]:
    """Return the seconds, CPU seconds, peak memory and findings of one `dedup check`."""
    command = [sys.executable, "-m", "dedup", "check", str(asked), "--against", str(index)]
    command += ["--fail-on", "never", "--format", f"json:{report}"]
    began = time.perf_counter()
    child = subprocess.Popen(command)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} exited with {child.returncode}")
    return {
        "wall_seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_mib": round(used.ru_maxrss / 1024),
    }


def describe(index: Path, runs: Sequence[dict[str, float]]) -> dict[str, Any]:
    """Return medians and least of each measure, and what the index is."""
    facts = describe_index(index)
    measures = {
        name: {"median": statistics.median(values), "least": min(values)}
        for name in runs[0]
        for values in [[each[name] for each in runs]]
    }
    return {
        "segments": facts["segments"],
        "bytes_per_article": round(facts["bytes"] / facts["articles"]),
        **measures,
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
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    if given.what == "build":
        build(given.data, given.folder, given.sizes)
        return
    text = json.dumps(measure(given.data, given.folder), indent=1)
    print(text)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
