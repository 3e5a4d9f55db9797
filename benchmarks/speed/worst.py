"""
Time `dedup scan` on the inputs that could cost it most, at two sizes each.

    python benchmarks/speed/worst.py --scale 1

Texts are made up of random syllables.  Full size (`--scale 1`): 100,000 near-identical articles,
one outlet's 50,000 pages with one sidebar, 100,000 one-line articles, one article of 100 MB.  Each is
also run at half size: `growth` is the exponent between the two, 1 where cost is linear.
Writes `output/worst.json`.
"""

import argparse
import json
import math
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import OUTPUT, describe, run

SYLLABLES = [
    first + vowel + last for first in "bcdghlmnt" for vowel in "aeiou" for last in ("", "n", "ng", "t")
]


def main() -> None:
    """Run every case at both sizes and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    scale = parser.parse_args().scale
    found = {}
    for name, (make, size) in CASES.items():
        half, full = (time_case(make, max(int(size * scale * share), 2)) for share in (0.5, 1.0))
        growth = math.log(full["cpu_seconds"] / half["cpu_seconds"]) / math.log(full["mb"] / half["mb"])
        found[name] = {"half": half, "full": full, "growth": round(growth, 2)}
        print(name, found[name], flush=True)
    OUTPUT.mkdir(exist_ok=True)
    report = {**describe(), "scale": scale, "cases": found}
    (OUTPUT / "worst.json").write_text(json.dumps(report, indent=1) + "\n")


def time_case(make, size: int) -> dict[str, float]:
    """Return the cost of a scan of one case."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        with source.open("w", encoding="utf-8") as lines:
            for text in make(size, random.Random(7)):  # noqa: S311 - the same every time, no secret
                lines.write(json.dumps({"text": text, "outlet": "bao.example"}) + "\n")
        command = [sys.executable, "-m", "dedup", "scan", str(source), "-q", "--max-bytes", "200000000"]
        return {"mb": round(source.stat().st_size / 1e6, 2), **run([*command, "-o", f"{folder}/run"])}


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


CASES = {
    "near-identical articles": (make_copies, 100_000),
    "pages of one outlet with one sidebar": (make_sidebars, 50_000),
    "one-line articles": (make_lines, 100_000),
    "one giant article, MB": (make_giant, 100),
}

if __name__ == "__main__":
    main()
