"""
Measure which true pairs the candidate stage finds, against brute force.

    python benchmarks/recall.py --data DIR

A true pair of article units has containment >= .5 with at least 40 shared shingles, or
resemblance >= .5; brute force counts the shared shingles of every two units with a
sparse matrix product.  DIR holds `helsinki/` and `aggregator_vi/`; the figures go to
`benchmarks/output/recall.json` and to the screen.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dedup.corpus import Known, complete_pages, read_corpus
from dedup.levels import find_candidates
from dedup.measures import make_shingle_sets, take_texts
from dedup.params import Params, ScanOptions
from dedup.roles import find_page_kinds, settle_roles
from dedup.tokens import Words
from dedup.units import collapse_copies, make_article_units

OUTPUT = Path(__file__).parent / "output" / "recall.json"
SETS = {
    "helsinki": ["helsinki/helsinki.jsonl.zst"],
    "aggregator_vi": ["aggregator_vi/with_paragraphs.jsonl.zst", "aggregator_vi/flat.jsonl.zst"],
}


def main() -> None:
    """Measure every set, print a row each, and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    rows = [measure(name, [str(data / path) for path in paths]) for name, paths in SETS.items()]
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(rows, indent=1) + "\n")
    print(pl.DataFrame(rows))


def measure(name: str, paths: list[str]) -> dict[str, object]:
    """Return the recall of the candidate stage on one set, and what it costs."""
    params = Params()
    units, words = read_units(paths)
    distinct, _ = collapse_copies(units)
    pairs, _ = find_candidates(distinct, words, params.article, params.seed)
    found = set(pairs.iter_rows())
    true = find_true_pairs(distinct, words, params.article.ngram)
    return {
        "set": name,
        "articles": len(units),
        "true_pairs": len(true),
        "found": len(true & found),
        "recall": round(len(true & found) / max(len(true), 1), 4),
        "candidates": len(pairs),
        "candidates_per_article": round(len(pairs) / len(units), 2),
    }


def read_units(paths: list[str]) -> tuple[pl.DataFrame, Words]:
    """Return the article units of everything under `paths`, and their words."""
    options = ScanOptions()
    corpus = read_corpus(paths, options, Known.read(options), lambda *_: None, {})
    blocks = settle_roles(corpus.blocks, corpus.articles.select("article", "outlet"))
    return make_article_units(blocks, complete_pages(find_page_kinds(blocks), corpus.articles), corpus.words)


def find_true_pairs(units: pl.DataFrame, words: Words, ngram: int) -> set[tuple[int, int]]:
    """Return every true pair (a, b) of units, a < b, by brute force."""
    texts = take_texts(units, units["unit"], words)
    sets = make_shingle_sets(texts, ngram)
    size = sets.end - sets.begin
    taken = np.repeat(sets.begin - (np.cumsum(size) - size), size) + np.arange(size.sum())
    columns = np.unique(sets.values[taken], return_inverse=True)[1]
    rows = np.repeat(np.arange(len(size)), size)
    holds = csr_matrix((np.ones(len(columns), np.int32), (rows, columns)))
    shared = (holds @ holds.T).tocoo()
    a, b, count = (values[shared.row < shared.col] for values in (shared.row, shared.col, shared.data))
    true = is_true(count, size[a], size[b])
    numbers = texts.units
    return set(zip(numbers[a[true]].tolist(), numbers[b[true]].tolist(), strict=True))


def is_true(
    shared: NDArray[np.int32], size_a: NDArray[np.int64], size_b: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say which pairs share enough to be a finding."""
    contained = (shared >= 0.5 * np.minimum(size_a, size_b)) & (shared >= 40)
    return contained | (shared >= 0.5 * (size_a + size_b - shared))


if __name__ == "__main__":
    main()
