"""
Time `dedup scan` on ever larger corpora and fit how its cost grows.

    python benchmarks/speed/growth.py DATA.jsonl[.zst] --sizes 10000 40000 160000 640000 --runs 3

The corpora are made of the first articles of DATA in rounds.  In every round each word but the
most frequent becomes another of like frequency, the same one throughout: what repeats within the
round repeats still, and nothing repeats between rounds.  So the share of articles that have a
copy is the same at every size, as is what a page costs.

The sizes take turns, so that a busy machine is busy for all; the largest are scanned once, for
they last as long as all others together.  On two cores the four sizes take six minutes with one run each,
and 5 GB in TMPDIR, or four times that where the scans have less memory than they ask for.  Writes
`output/growth.json`: the median cost at each size and the exponent of a straight line through
them, both axes logarithmic; and `output/growth.svg`, which draws it.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from measure import OUTPUT, describe, run
from plot import Panel, draw
from synthesise import Article, read_articles

ROUND = 10_000  # articles; the smallest size is one round
KEPT_WORDS = 50  # the most frequent: grammar, which any two texts share
LABELS = ["ảnh", "nguồn", "theo", "tin", "ngày", "tháng", "năm", "giờ", "phóng", "viên", "ttxvn"]
ALIKE = 64  # words next to each other by frequency, of which one may become any other
MEASURES = {"cpu_seconds": "CPU seconds", "seconds": "seconds", "peak_mib": "peak MiB"}


def main() -> None:
    """Measure every size and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 40_000, 160_000, 640_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--once-from", type=int, default=640_000, help="articles from which one run is enough"
    )
    parser.add_argument("--memory", help="of every scan, such as 4GB; 60 %% of what is free by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{size}.jsonl") for size in given.sizes]
        write_corpora(read_articles(given.data, ROUND), dict(zip(given.sizes, files, strict=True)))
        runs = [1 if size >= given.once_from else given.runs for size in given.sizes]
        more = ["--memory", given.memory] if given.memory else []
        rows = measure(files, given.sizes, runs, more)
    exponents = {name: fit_exponent(rows, name) for name in MEASURES}
    OUTPUT.mkdir(exist_ok=True)
    report = {"data": given.data.name, **describe(), "runs": given.runs, "sizes": rows}
    report |= {"exponents": exponents, "exponent": exponents["seconds"]}
    (OUTPUT / "growth.json").write_text(json.dumps(report, indent=1) + "\n")
    panels = [
        Panel(f"{label}: exponent {exponents[name]}", "articles", list_points(rows, name))
        for name, label in MEASURES.items()
    ]
    (OUTPUT / "growth.svg").write_text(draw(panels), encoding="utf-8")
    print(json.dumps(report, indent=1))


def write_corpora(articles: Sequence[Article], files: dict[int, Path]) -> None:
    """Write a corpus of each size; a smaller one is the beginning of a larger one."""
    ranked = rank_words(articles)
    opened = {size: file.open("w", encoding="utf-8") for size, file in files.items()}
    for number, article in enumerate(make_rounds(articles, ranked, max(files))):
        line = json.dumps(article, ensure_ascii=False) + "\n"
        for size, file in opened.items():
            if number < size:
                file.write(line)
    for file in opened.values():
        file.close()


def rank_words(articles: Sequence[Article]) -> list[str]:
    """Return every word in lower case, the most frequent first."""
    count = Counter[str]()
    for article in articles:
        count.update(word for word in article["text"].lower().split() if word.isalpha())
    return [word for word, _ in sorted(count.items(), key=lambda item: (-item[1], item[0]))]


def make_rounds(articles: Sequence[Article], ranked: Sequence[str], count: int) -> Iterator[Article]:
    """Yield `count` articles, round after round."""
    words = {word for article in articles for field in ("title", "text") for word in article[field].split()}
    for turn in range(-(-count // len(articles))):
        table = exchange_words(ranked, words, turn)
        for article in articles[: count - turn * len(articles)]:
            texts = {field: translate(article[field], table) for field in ("title", "text")}
            yield article | texts | {"id": f"{article['id']}-{turn}"}


def exchange_words(ranked: Sequence[str], words: set[str], turn: int) -> dict[str, str]:
    """Return what becomes of each of `words`, as they are written, in one round."""
    chance, kept = np.random.default_rng(turn), set(LABELS)
    movable = [word for word in ranked[KEPT_WORDS:] if word not in kept]
    moved = [
        word
        for at in range(0, len(movable), ALIKE)
        for word in chance.permutation(np.array(movable[at : at + ALIKE], dtype=object))
    ]
    lower = dict(zip(movable, moved, strict=True))
    written = {word: lower.get(word.lower(), word) for word in words if word.isalpha()}
    return {word: _write_like(word, other) for word, other in written.items()}


def _write_like(word: str, other: str) -> str:
    """Return `other` in the capitals of `word`."""
    if word.islower():
        return other
    return other.upper() if word.isupper() and len(word) > 1 else other[:1].upper() + other[1:]


def translate(text: str, table: dict[str, str]) -> str:
    """Return `text` with its words exchanged; those beside a line break stay."""
    words = text.split(" ")
    return " ".join(map(table.get, words, words))  # type: ignore[arg-type]


def measure(
    files: Sequence[Path], sizes: Sequence[int], runs: Sequence[int], more: Sequence[str]
) -> list[dict[str, object]]:
    """Return of every size its bytes and the median of what its scans, with `more` options, cost."""
    found: list[list[dict[str, float]]] = [[] for _ in files]
    for turn in range(max(runs)):
        for each, file, most in zip(found, files, runs, strict=True):
            if turn < most:
                output = str(file.with_suffix(""))
                command = [sys.executable, "-m", "dedup", "scan", str(file), "--quiet", "-o", output, *more]
                each.append(run(command))
                print(file.stem, each[-1], flush=True)
    return [
        {"articles": size, "mb": round(file.stat().st_size / 1e6, 1), **take_medians(each), "each": each}
        for size, file, each in zip(sizes, files, found, strict=True)
    ]


def take_medians(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the median of every measure."""
    return {name: round(statistics.median(each[name] for each in runs), 2) for name in MEASURES}


def list_points(rows: Sequence[dict[str, object]], name: str) -> list[tuple[float, float]]:
    """Return articles and the median of a measure, for every size."""
    return [(row["articles"], row[name]) for row in rows]  # type: ignore[misc]


def fit_exponent(rows: Sequence[dict[str, object]], name: str) -> float:
    """Return k of cost = c * articles^k, fitted by least squares of the logarithms."""
    articles, cost = np.log(list_points(rows, name)).T
    return round(float(np.polyfit(articles, cost, 1)[0]), 3)


if __name__ == "__main__":
    main()
