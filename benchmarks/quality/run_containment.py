"""Run one threshold of containment over word 5-shingles of whole pages, compared with each other exactly.

python benchmarks/quality/run_containment.py --data DIR [--threshold 0.7]

The default is about the best threshold that can be chosen after seeing the labels.
"""

import argparse
import re
from itertools import combinations
from pathlib import Path

from sets import TEXTS, join_pairs, read_texts, write_output

WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threshold", type=float, default=0.7)
    given = parser.parse_args()
    found = {name: run(read_texts(given.data, name), given.threshold) for name in TEXTS}
    write_output("containment", "1", {"threshold": given.threshold, "ngram": 5}, found)


def run(texts: dict[str, str], threshold: float) -> dict[str, list[list[str]]]:
    """Return the groups of texts of which the smaller lies in the larger to `threshold`."""
    sets = {}
    for name, text in texts.items():
        words = WORD.findall(text.lower())
        sets[name] = {hash(tuple(words[i : i + 5])) for i in range(max(len(words) - 4, 1))}
    alike = [
        (a, b)
        for a, b in combinations(sorted(sets), 2)
        if len(sets[a] & sets[b]) >= threshold * min(len(sets[a]), len(sets[b]))
    ]
    return {"groups": join_pairs(alike), "pairs": [list(pair) for pair in alike]}


if __name__ == "__main__":
    main()
