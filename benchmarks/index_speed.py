"""
How fast an index takes articles in and answers, and how large it is.

    python benchmarks/index_speed.py DATA.jsonl.zst -o benchmarks/output/index_speed.json

Reads and labels DATA once, times `add_articles` over what was read, then times
`dedup check` of 100 of the articles under other ids, start-up included.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import zstandard

from dedup.index.queries import describe_index
from dedup.index.store import add_articles, create_index
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions

RUNS = 5


def time_add(data: str, index: Path) -> dict[str, Any]:
    """Return articles, seconds and bytes of adding everything in `data`, reading not counted."""
    create_index(index, Params())
    ingests = list(read_ingests([data], ScanOptions(), lambda *_: None))
    count = sum(len(ingest.articles) for ingest in ingests)
    started, used = time.perf_counter(), time.process_time()
    add_articles(index, ingests, Params())
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    size = describe_index(index)["bytes"]
    return {
        "articles": count,
        "add_seconds": round(seconds, 2),
        "add_cpu_seconds": round(cpu, 2),
        "articles_per_second": round(count / seconds),
        "bytes_per_article": round(size / count, 1),
    }


def time_check(data: str, index: Path, folder: Path) -> dict[str, Any]:
    """Return the seconds of `dedup check` of 100 articles, and its peak memory."""
    asked = folder / "asked.jsonl"
    with zstandard.open(data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(100), strict=False)]
    asked.write_text(
        "".join(json.dumps(row | {"id": f"asked {row['id']}"}) + "\n" for row in rows), encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "dedup",
        "check",
        str(asked),
        "--against",
        str(index),
        "--fail-on",
        "never",
        "-q",
    ]
    walls = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True)
        walls.append(round(time.perf_counter() - started, 2))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "check_wall_seconds": sorted(walls),
        "check_cpu_seconds": round((used.ru_utime + used.ru_stime) / RUNS, 2),
        "check_peak_rss_kb": used.ru_maxrss,
    }


def main() -> None:
    """Run both, print and save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("data")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = time_add(given.data, folder / "index") | time_check(given.data, folder / "index", folder)
    facts |= {"machine": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    facts["load_average"] = os.getloadavg()[0]
    text = json.dumps(facts, indent=1)
    print(text)
    if given.output:
        given.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
