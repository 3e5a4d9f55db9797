"""Run rensa's RMinHash and its LSH at 128 permutations, 16 bands, candidates unverified.

python benchmarks/quality/run_rensa.py --data DIR        (in an environment made by make_rival.sh rensa)
"""

import argparse
import re
from importlib.metadata import version
from pathlib import Path

from rensa import RMinHash, RMinHashLSH
from sets import TEXTS, join_pairs, read_texts, write_output

WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = {name: run(read_texts(data, name)) for name in TEXTS}
    write_output("rensa", version("rensa"), {"threshold": 0.8, "num_perm": 128, "num_bands": 16}, found)


def run(texts: dict[str, str]) -> dict[str, list[list[str]]]:
    """Return the groups that share a bucket of words' 5-shingles."""
    index, sketches, names = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16), [], list(texts)
    for number, name in enumerate(names):
        words = WORD.findall(texts[name].lower())
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[i : i + 5]) for i in range(max(len(words) - 4, 1))])
        index.insert(number, sketch)
        sketches.append(sketch)
    met = ((names[i], names[j]) for i, sketch in enumerate(sketches) for j in index.query(sketch) if i != j)
    return {"groups": join_pairs(met)}


if __name__ == "__main__":
    main()
