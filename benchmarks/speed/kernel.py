"""
Measure the kernels alone: UTF-8 bytes -> words -> signatures, beside datasketch for the same signatures.

    python benchmarks/speed/kernel.py FILE.jsonl

Figures are MB of text a second of one core's CPU time, best of five, and of the clock on all
cores; they go to `output/kernel.json`.  datasketch is given the shingles ready-made, as bytes.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
from datasketch import MinHash
from measure import OUTPUT, describe

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
        make_minhashes(words.hashes, ends - count, ends, NGRAM, *permutations, minhashes)

    read, signed = best_cpu(lambda: hash_texts(texts)), best_cpu(sign)
    theirs = time_datasketch(texts.head(SAMPLE)) * size_mb / (texts.head(SAMPLE).str.len_bytes().sum() / 1e6)
    found = {
        **describe(),
        "mb": round(size_mb, 1),
        "words_mb_per_cpu_second": round(size_mb / read, 1),
        "signatures_mb_per_cpu_second": round(size_mb / signed, 1),
        "both_mb_per_cpu_second": round(size_mb / (read + signed), 1),
        "datasketch_mb_per_cpu_second": round(size_mb / theirs, 2),
    }
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "kernel.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


def best_cpu(work) -> float:
    """Return the least CPU seconds of some runs; the first compiles and does not count."""
    work()
    seconds = []
    for _ in range(RUNS):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


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
