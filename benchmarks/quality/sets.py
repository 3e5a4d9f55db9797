"""What every runner reads and writes: texts in, groups of ids out."""

import csv
import io
import json
import platform
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import zstandard

OUTPUT = Path(__file__).parent / "output"
TEXTS = {
    "en": "helsinki/helsinki.jsonl.zst",
    "vi": "labelled/vi_articles.jsonl.zst",
    "census": "helsinki/census.jsonl.zst",
}
Pair = tuple[str, str]


def read_texts(data: Path, name: str) -> dict[str, str]:
    """Return the texts of one set by id."""
    with (data / TEXTS[name]).open("rb") as packed:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), "utf-8")
        return {str(row["id"]): row["text"] for row in map(json.loads, lines)}


def read_labels(data: Path, name: str) -> dict[Pair, str]:
    """Return the label of every labelled pair of one set."""
    with (data / "labelled" / f"{name}_pairs.csv").open(encoding="utf-8", newline="") as file:
        return {(row["id_a"], row["id_b"]): row["label"] for row in csv.DictReader(file)}


def read_gold(data: Path) -> dict[str, str]:
    """Return the cluster of every article of `census` that its authors judged."""
    gold = json.loads((data / "helsinki" / "census_gold.json").read_text("utf-8"))
    clustered = {str(i): name for name, ids in gold["clusters"].items() for i in ids}
    return clustered | {str(i): f"only {i}" for i in gold["unique"]}


def join_pairs(pairs: Iterable[Pair]) -> list[list[str]]:
    """Return the connected components of `pairs`."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for a, b in pairs:
        root[find(a)] = find(b)
    groups: dict[str, list[str]] = {}
    for name in sorted(root):
        groups.setdefault(find(name), []).append(name)
    return sorted(groups.values())


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    """Return every two ids of a group, in order."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def write_output(name: str, version: str, params: dict[str, object], groups: dict[str, object]) -> None:
    """Write what a system found; ids only, never text."""
    OUTPUT.mkdir(exist_ok=True)
    found = {
        "system": name,
        "version": version,
        "python": platform.python_version(),
        "params": params,
        "output": groups,
    }
    (OUTPUT / f"{name}.json").write_text(json.dumps(found) + "\n")
