"""
Measure the kernels alone: UTF-8 bytes -> words -> signatures, beside datasketch for the same signatures.

    python benchmarks/speed/kernel.py FILE.jsonl

Figures are MB of text a second of one core's CPU time, best of five, and how many times faster
the clock says two cores are than one; they go to `output/kernel.json`.  datasketch is given the
shingles ready-made, as bytes.
"""

import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
from datasketch import MinHash
from measure import OUTPUT, describe

from dedup.kernels.compiling import spread
from dedup.kernels.minhash import make_minhashes
from dedup.signatures import make_permutations
from dedup.tokens import hash_texts

RUNS, NUM_PERM, NGRAM, SAMPLE = 5, 128, 5, 2_000


def main() -> None:
    """Measure and write."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    texts = pl.Series([json.loads(line)["text"] for line in lines if line])
    size_mb = int(texts.str.len_bytes().sum()) / 1e6
    words, count, _ = hash_texts(texts)
    ends = np.cumsum(count)
    minhashes = np.empty((len(texts), NUM_PERM), dtype=np.uint32)
    permutations = make_permutations(NUM_PERM, 1)

    def sign() -> None:
        def work(first: int, last: int) -> None:
            rows = slice(first, last)
            begin, end = ends[rows] - count[rows], ends[rows]
            make_minhashes(words.hashes, begin, end, NGRAM, *permutations, minhashes[rows])

        spread(work, np.concatenate(([0], ends)))

    def both() -> None:
        hash_texts(texts)
        sign()

    read, signed = best(lambda: hash_texts(texts), time.process_time), best(sign, time.process_time)
    theirs = time_datasketch(texts.head(SAMPLE)) * size_mb / (texts.head(SAMPLE).str.len_bytes().sum() / 1e6)
    found = {
        **describe(),
        "mb": round(size_mb, 1),
        "words_mb_per_cpu_second": round(size_mb / read, 1),
        "signatures_mb_per_cpu_second": round(size_mb / signed, 1),
        "both_mb_per_cpu_second": round(size_mb / (read + signed), 1),
        "datasketch_mb_per_cpu_second": round(size_mb / theirs, 2),
        "two_cores_over_one": round(time_on(1, both) / time_on(2, both), 2),
    }
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "kernel.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def best(work, clock) -> float:
    """Return the least seconds of some runs; the first compiles and does not count."""
    work()
    seconds = []
    for _ in range(RUNS):
        begun = clock()
        work()
        seconds.append(clock() - begun)
    return min(seconds)


def time_on(cores: int, work) -> float:
    """Return the least seconds that some of this machine's cores take."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[:cores])
    try:
        return best(work, time.perf_counter)
    finally:
        os.sched_setaffinity(0, allowed)


def time_datasketch(texts: pl.Series) -> float:
    """Return the CPU seconds datasketch takes for the signatures of `texts`, shingles ready."""
    shingles = [
        [" ".join(words[i : i + NGRAM]).encode() for i in range(max(len(words) - NGRAM + 1, 0))]
        for words in (text.split() for text in texts)
    ]
    begun = time.process_time()
    MinHash.bulk(shingles, num_perm=NUM_PERM)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
