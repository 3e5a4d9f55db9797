"""
Ask datasketch's MinHashLSH, kept as a pickle, the question of `index_speed.py`; run in its own environment.

    python index_datasketch.py build DATA.jsonl LSH.pickle
    python index_datasketch.py query ASKED.jsonl LSH.pickle
"""

import json
import pickle
import re
import sys
import time

from datasketch import MinHash, MinHashLSH

WORD = re.compile(r"\w+")
NUM_PERM = 128


def sketch(path: str) -> tuple[list[str], list[MinHash]]:
    """Return the ids and the MinHashes of the 5-shingles of every text of a file."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    words = [WORD.findall(row["text"].lower()) for row in rows]
    shingles = [[" ".join(each[i : i + 5]).encode() for i in range(max(len(each) - 4, 1))] for each in words]
    return [row["id"] for row in rows], MinHash.bulk(shingles, num_perm=NUM_PERM)


def build(path: str, file: str) -> dict[str, float]:
    """Fill an index and write it; return the seconds of filling alone."""
    ids, sketches = sketch(path)
    began = time.perf_counter()
    index = MinHashLSH(threshold=0.7, num_perm=NUM_PERM)
    with index.insertion_session() as session:
        for name, each in zip(ids, sketches, strict=True):
            session.insert(name, each)
    seconds = time.perf_counter() - began
    with open(file, "wb") as out:
        pickle.dump(index, out, protocol=pickle.HIGHEST_PROTOCOL)
    return {"add_seconds": round(seconds, 2)}


def query(path: str, file: str) -> dict[str, float]:
    """Load the index and ask it; return the seconds of each part, and how many were found."""
    began = time.perf_counter()
    with open(file, "rb") as kept:
        index = pickle.load(kept)  # noqa: S301 - written by `build` a moment ago
    loaded = time.perf_counter()
    _, sketches = sketch(path)
    sketched = time.perf_counter()
    found = [index.query(each) for each in sketches]
    return {
        "load_seconds": round(loaded - began, 2),
        "sketch_seconds": round(sketched - loaded, 2),
        "query_seconds": round(time.perf_counter() - sketched, 4),
        "found": sum(map(bool, found)),
    }


if __name__ == "__main__":
    print(json.dumps({"build": build, "query": query}[sys.argv[1]](*sys.argv[2:])))
