"""
Write reports of 50, 500 and 5,000 made-up clusters; measure size, rendering and a browser's time.

    .venv/bin/python benchmarks/report/make_pages.py

Needs what `tests/browser/setup` installs; without it the browser's columns stay empty.
Prints a table and writes `benchmarks/output/report.json`.
"""

import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dedup.params import Params, ScanOptions
from dedup.pipeline import scan
from dedup.reports.dossier import Dossier, make_dossier
from dedup.reports.html import format_page
from dedup.reports.tables import make_tables

ROOT = Path(__file__).parents[2]
PROBE = ROOT / "tests" / "browser" / "probe.mjs"
OUTPUT = ROOT / "benchmarks" / "output" / "report.json"
SIZES = (50, 500, 5_000)
COPIES, PARAGRAPHS, WORDS = 4, 12, 35  # of a story: the length of a usual wire report
SYLLABLES = [onset + rhyme for onset in "bcdghlmntv" for rhyme in ("a", "an", "ang", "e", "en", "inh", "ong")]


def write_corpus(folder: Path, stories: int) -> None:
    """Write `stories` texts, each in `COPIES` outlets, each copy cut and changed a little."""
    chance = random.Random(stories)  # noqa: S311 - a corpus, not a secret
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as file:
        for number in range(stories):
            text = [
                " ".join(chance.choices(SYLLABLES, k=WORDS)).capitalize() + "." for _ in range(PARAGRAPHS)
            ]
            for copy in range(COPIES):
                lines = list(text)
                lines[chance.randrange(PARAGRAPHS)] = " ".join(chance.choices(SYLLABLES, k=WORDS)) + "."
                article = {
                    "id": f"{number}-{copy}",
                    "outlet": f"bao-{chance.randrange(40):02}.example",
                    "title": " ".join(chance.choices(SYLLABLES, k=9)).capitalize(),
                    "published": (begin + timedelta(hours=number + 3 * copy)).isoformat(),
                    "text": "\n".join(lines[: PARAGRAPHS - copy]),
                }
                file.write(json.dumps(article) + "\n")


def measure(stories: int) -> dict[str, Any]:
    """Return the numbers of one page."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_corpus(folder, stories)
        options = ScanOptions(level="article")
        run = scan([str(folder)], options, lambda _stage, _done, _total: None)
        dossier: Dossier = make_dossier(run, make_tables(run), Params(), options)
        begun = time.perf_counter()
        page = format_page(dossier)
        seconds = time.perf_counter() - begun
        path = folder / "report.html"
        path.write_text(page, encoding="utf-8")
        measured = {"clusters": dossier.clusters.height, "copies": dossier.members.height}
        measured |= {"render_seconds": round(seconds, 2), "megabytes": round(path.stat().st_size / 1e6, 2)}
        return measured | drive(path)


def drive(path: Path) -> dict[str, Any]:
    """Return what a headless Chromium takes, in milliseconds; {} where there is none."""
    if not (PROBE.parent / "node_modules").exists():
        return {}
    done = subprocess.run(
        ["node", str(PROBE), "SPEED", str(path)], capture_output=True, text=True, check=True
    )
    return {f"browser_{name}": value for name, value in json.loads(done.stdout).items()}


def main() -> int:
    """Measure all sizes, print and keep them."""
    results = [measure(size) for size in SIZES]
    names = list(results[-1])
    print(" | ".join(names))
    for result in results:
        print(" | ".join(str(result.get(name, "")) for name in names))
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}
    shown = {"version": version("dedup-news"), "machine": machine, "results": results}
    OUTPUT.write_text(json.dumps(shown, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
