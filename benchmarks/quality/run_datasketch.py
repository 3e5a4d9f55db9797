"""Run datasketch as its documentation does: MinHashLSH(threshold=0.9, num_perm=128), candidates unverified.

python benchmarks/quality/run_datasketch.py --data DIR [--threshold 0.9]
"""

import argparse
import re
from importlib.metadata import version
from pathlib import Path

from datasketch import MinHash, MinHashLSH
from sets import TEXTS, join_pairs, read_texts, write_output

WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threshold", type=float, default=0.9)
    given = parser.parse_args()
    found = {name: run(read_texts(given.data, name), given.threshold) for name in TEXTS}
    name = "datasketch" if given.threshold == 0.9 else f"datasketch-{given.threshold:g}"
    write_output(name, version("datasketch"), {"threshold": given.threshold, "num_perm": 128}, found)


def run(texts: dict[str, str], threshold: float) -> dict[str, list[list[str]]]:
    """Return the groups that share a bucket of words' 5-shingles."""
    index = MinHashLSH(threshold=threshold, num_perm=128)
    sketches = {}
    for name, text in texts.items():
        words = WORD.findall(text.lower())
        sketches[name] = MinHash(num_perm=128)
        shingles = {" ".join(words[i : i + 5]) for i in range(max(len(words) - 4, 1))}
        sketches[name].update_batch([shingle.encode() for shingle in shingles])
        index.insert(name, sketches[name])
    met = ((name, other) for name, sketch in sketches.items() for other in index.query(sketch))
    return {"groups": join_pairs(pair for pair in met if pair[0] != pair[1])}


if __name__ == "__main__":
    main()
