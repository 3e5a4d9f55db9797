"""
How fast an index takes articles in and answers, and how large it is, beside datasketch's.

    benchmarks/speed/make_rivals.sh RIVALS
    python benchmarks/speed/index_speed.py DATA.jsonl.zst --rivals RIVALS

Reads and labels DATA once and times `add_articles` over what was read; then `dedup check`
of 100 of the articles under other ids, start-up included, and in turns with it the same
query of a pickled `MinHashLSH`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from measure import OUTPUT, describe, run, summarise
from synthesise import read_articles, write_articles

from dedup.index.queries import describe_index
from dedup.index.store import add_articles, create_index
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions

HERE = Path(__file__).parent
RUNS = 7
ASKED = 100


def time_add(data: str, index: Path) -> dict[str, Any]:
    """Return articles, seconds and bytes of adding everything in `data`, reading not counted."""
    create_index(index, Params())
    ingests = list(read_ingests([data], ScanOptions(), lambda *_: None))
    count = sum(len(ingest.articles) for ingest in ingests)
    started, used = time.perf_counter(), time.process_time()
    add_articles(index, ingests, Params())
    seconds, cpu = time.perf_counter() - started, time.process_time() - used
    return {
        "articles": count,
        "add_seconds": round(seconds, 2),
        "add_cpu_seconds": round(cpu, 2),
        "articles_per_second": round(count / seconds),
        "bytes_per_article": round(describe_index(index)["bytes"] / count, 1),
    }


def write_asked(data: Path, file: Path) -> None:
    """Write the first articles of `data` under other ids."""
    write_articles(file, [each | {"id": f"asked {each['id']}"} for each in read_articles(data, ASKED)])


def list_check(asked: Path, index: Path) -> list[str]:
    """Return the command that asks `index`."""
    command = [sys.executable, "-m", "dedup", "check", str(asked), "--against", str(index)]
    return [*command, "--fail-on", "never", "-q"]


def build_rival(data: Path, folder: Path, python: Path) -> tuple[list[str], dict[str, Any]]:
    """Fill datasketch's index; return the command that asks it, and what filling and one query said."""
    script, kept, plain = HERE / "index_datasketch.py", folder / "lsh.pickle", folder / "data.jsonl"
    write_articles(plain, read_articles(data))
    query = [str(python), str(script), "query", str(folder / "asked.jsonl"), str(kept)]
    facts: dict[str, Any] = {}
    for command in ([str(python), str(script), "build", str(plain), str(kept)], query):
        facts |= json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return query, facts | {"bytes": kept.stat().st_size}


def main() -> None:
    """Run both, print and save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rivals", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor(1, get_context("spawn")) as apart:
        folder = Path(name)
        # What this process held would be counted as memory of every one that it starts.
        facts = apart.submit(time_add, str(given.data), folder / "index").result()
        write_asked(given.data, folder / "asked.jsonl")
        commands = {"check": list_check(folder / "asked.jsonl", folder / "index")}
        if given.rivals:
            python = given.rivals / "datasketch" / "bin" / "python"
            built = apart.submit(build_rival, given.data, folder, python).result()
            commands["datasketch"], facts["datasketch"] = built
        runs: dict[str, list[dict[str, float]]] = {each: [] for each in commands}
        for _ in range(RUNS):
            for each, command in commands.items():
                runs[each].append(run(command))
    facts["asked"] = {each: summarise(figures) for each, figures in runs.items()}
    facts |= describe() | {"load_after": round(os.getloadavg()[0], 1)}
    text = json.dumps(facts, indent=1)
    print(text)
    (OUTPUT / "index.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
