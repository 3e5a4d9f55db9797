"""
Time `dedup scan` on the inputs that could cost it most, beside a corpus of real news.

    python benchmarks/speed/worst.py scale.jsonl --runs 3

Full size is 100,000 near-identical articles of one outlet, one outlet's 50,000 pages with one
sidebar, 100,000 one-line articles, one article of 100 MB, and a live blog that holds 1,000 whole
stories of other pages; texts are made up of random syllables.  Each is also run at a quarter
and a tenth of that: `growth` is the exponent of CPU seconds over bytes, 1 where cost is linear.
All sizes of all cases take turns, so that a busy machine is busy for all.

`start` is what a scan of one line costs.  `per_mb` is CPU seconds a MB without it, and
`of_news` that beside the given corpus.  Writes `output/worst.json`.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from measure import OUTPUT, describe, run

SYLLABLES = [
    first + vowel + last for first in "bcdghlmnt" for vowel in "aeiou" for last in ("", "n", "ng", "t")
]
SHARES = {"tenth": 0.1, "quarter": 0.25, "full": 1.0}
MEASURES = ("seconds", "cpu_seconds", "peak_mib")
NEWS, START = "news", "start"  # what the cases are held against


def main() -> None:
    """Run every case at every size, and the news, in turns, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0, help="of the full sizes, to try it out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {(NEWS, "full"): given.news, **write_cases(Path(folder), given.scale)}
        found = measure(files, given.runs, Path(folder))
    start = found.pop((START, "full"))["cpu_seconds"]
    for each in found.values():
        each["per_mb"] = round((each["cpu_seconds"] - start) / each["mb"], 4)
    news = found.pop((NEWS, "full"))
    cases = {name: tell_case({size: found[name, size] for size in SHARES}, news) for name in CASES}
    report = {"news": {"file": given.news.name, **news}, **describe(), "runs": given.runs, "start": start}
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "worst.json").write_text(json.dumps(report | {"cases": cases}, indent=1) + "\n")


def write_cases(folder: Path, scale: float) -> dict[tuple[str, str], Path]:
    """Write the corpora, and return the file of every case and size."""
    files = {(START, "full"): write_corpus(folder / "start.jsonl", make_lines(1, random.Random(7)))}  # noqa: S311
    for number, (name, (make, most)) in enumerate(CASES.items()):
        for size, share in SHARES.items():
            # The same every time, and no secret.
            texts = make(max(int(most * scale * share), 2), random.Random(7))  # noqa: S311
            files[name, size] = write_corpus(folder / f"{number}-{size}.jsonl", texts)
    return files


def write_corpus(file: Path, texts: Iterator[str]) -> Path:
    """Write articles of one outlet as JSON Lines."""
    with file.open("w", encoding="utf-8") as lines:
        for text in texts:
            lines.write(json.dumps({"text": text, "outlet": "bao.example"}) + "\n")
    return file


def measure(files: dict[tuple[str, str], Path], runs: int, folder: Path) -> dict[tuple[str, str], dict]:
    """Return of every case and size its MB and the median of what its scans cost."""
    costs = {name: list[dict[str, float]]() for name in files}
    for _ in range(runs):
        for name, file in files.items():
            command = [sys.executable, "-m", "dedup", "scan", str(file), "-q", "--max-bytes", "200000000"]
            costs[name].append(run([*command, "-o", str(folder / "run")]))
            print(*name, costs[name][-1], flush=True)
    medians = {
        name: {key: round(statistics.median(each[key] for each in cost), 2) for key in MEASURES}
        for name, cost in costs.items()
    }
    return {
        name: {"mb": round(files[name].stat().st_size / 1e6, 2), **median, "each": costs[name]}
        for name, median in medians.items()
    }


def tell_case(sizes: dict[str, dict], news: dict) -> dict:
    """Return one case: its sizes, how its cost grows, and what a byte costs beside the news."""
    cost = [each["per_mb"] * each["mb"] for each in sizes.values()]
    growth = np.polyfit(np.log([each["mb"] for each in sizes.values()]), np.log(np.maximum(cost, 0.01)), 1)[0]
    of_news = sizes["full"]["per_mb"] / news["per_mb"]
    return {**sizes, "growth": round(float(growth), 2), "of_news": round(of_news, 2)}


def write(words: int, chance: random.Random) -> str:
    """Return one paragraph of so many words."""
    return " ".join(chance.choices(SYLLABLES, k=words)).capitalize() + "."


def make_copies(size: int, chance: random.Random) -> Iterator[str]:
    """Yield one story with one word in fifty of its own in every copy."""
    story = [write(60, chance).split() for _ in range(6)]
    for _ in range(size):
        yield "\n\n".join(
            " ".join(word if chance.random() > 0.02 else chance.choice(SYLLABLES) for word in paragraph)
            for paragraph in story
        )


def make_sidebars(size: int, chance: random.Random) -> Iterator[str]:
    """Yield stories that share nothing but the list under them."""
    sidebar = [write(9, chance).rstrip(".") for _ in range(12)]
    for _ in range(size):
        yield "\n\n".join([*(write(50, chance) for _ in range(4)), "Tin liên quan", *sidebar])


def make_lines(size: int, chance: random.Random) -> Iterator[str]:
    """Yield articles of one line."""
    for _ in range(size):
        yield write(12, chance)


def make_giant(size: int, chance: random.Random) -> Iterator[str]:
    """Yield one article of `size` MB."""
    paragraphs = [write(60, chance) for _ in range(2000)]
    count = int(size * 1e6 / (sum(map(len, paragraphs)) / len(paragraphs)))
    yield "\n\n".join(f"{number} {chance.choice(paragraphs)}" for number in range(count))


def make_blog(size: int, chance: random.Random) -> Iterator[str]:
    """Yield stories, and a live blog that holds them all."""
    stories = ["\n\n".join(write(60, chance) for _ in range(6)) for _ in range(size)]
    yield from [*stories, "\n\n".join(stories)]


CASES = {
    "100,000 near-identical articles": (make_copies, 100_000),
    "50,000 pages with one sidebar": (make_sidebars, 50_000),
    "100,000 one-line articles": (make_lines, 100_000),
    "one article of 100 MB": (make_giant, 100),
    "live blog of 1,000 stories": (make_blog, 1_000),
}

if __name__ == "__main__":
    main()
