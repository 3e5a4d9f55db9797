"""
Score what every system found against pairs and clusters labelled by reading.

    python benchmarks/quality/evaluate.py --data DIR

Reads output/NAME.json, prints a table, writes output/scores.json and the section "quality" of
benchmarks/README.md.  Same text are the labels REPRINT and VERSION; every other label must stay apart.
`groups` are scored end to end: do both pages stand in one group; `pairs` are what was judged
the same text before grouping.
"""

import argparse
import json
import random
import re
from collections import Counter
from math import comb
from pathlib import Path

from sets import OUTPUT, Pair, pairs_of, read_gold, read_labels

from dedup.doctor.findings import wilson

README = Path(__file__).parents[1] / "README.md"
SAME = {"REPRINT", "VERSION"}
ROUNDS = 1000  # bootstrap samples
SEED = 1
Counts = Counter[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    labels = {name: read_labels(data, name) for name in ("en", "vi")}
    gold = read_gold(data)
    systems = [json.loads(path.read_text()) for path in sorted(OUTPUT.glob("*.json"))]
    scores = [score_system(each, labels, gold) for each in systems if "output" in each]
    scores.sort(key=lambda row: -sum(row["sets"][name]["groups"]["f1"] for name in labels))
    (OUTPUT / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")
    table = format_table(scores)
    print(table)
    write_section(table)


def score_system(found: dict, labels: dict[str, dict[Pair, str]], gold: dict[str, str]) -> dict:
    """Return every figure of one system."""
    if found["output"].keys() != {*labels, "census"}:
        raise ValueError(
            f"{found['system']}: sets {sorted(found['output'])}, expected {sorted(labels)}, census"
        )
    sets = {}
    for name, pairs in labels.items():
        output = found["output"][name]
        sets[name] = {"groups": score(pairs, pairs_of(output["groups"]))}
        if "pairs" in output:
            sets[name]["pairs"] = score(pairs, {tuple(sorted(pair)) for pair in output["pairs"]})
        if "forms" in output:
            sets[name]["forms"] = count_joined(pairs, pairs_of(output["forms"]))
    census = score_clusters(gold, found["output"]["census"]["groups"])
    return {"system": found["system"], "version": found["version"], "sets": sets, "census": census}


def score(labels: dict[Pair, str], joined: set[Pair]) -> dict:
    """
    Return precision, recall and F1 with 95 % intervals, and how many of each label are joined.

    The first two are shares, and their intervals Wilson's: a bootstrap of pairs that are all right is
    sure of them however few they are.  That of F1 is a bootstrap over pairs.
    """
    told = [(label, tuple(sorted(pair)) in joined) for pair, label in sorted(labels.items())]
    rng = random.Random(SEED)  # noqa: S311
    rounds = [measure(rng.choices(told, k=len(told))) for _ in range(ROUNDS)]
    precision, recall, f1 = measure(told)
    spread = sorted(round_[2] for round_ in rounds)
    hits = sum(hit and label in SAME for label, hit in told)
    return {
        "precision": round(precision, 3),
        "precision_interval": measure_interval(hits, sum(hit for _, hit in told)),
        "recall": round(recall, 3),
        "recall_interval": measure_interval(hits, sum(label in SAME for label, _ in told)),
        "f1": round(f1, 3),
        "f1_interval": [round(spread[int(ROUNDS * q)], 3) for q in (0.025, 0.975)],
        "joined": count_joined(labels, joined),
    }


def count_joined(labels: dict[Pair, str], joined: set[Pair]) -> dict[str, list[int]]:
    """Return by label how many pairs are joined, and how many there are."""
    hits = Counter(label for pair, label in labels.items() if tuple(sorted(pair)) in joined)
    return {label: [hits[label], n] for label, n in sorted(Counter(labels.values()).items())}


def measure(told: list[tuple[str, bool]]) -> tuple[float, float, float]:
    """Return precision, recall, F1; 0 where nothing is to be divided."""
    hits = sum(hit and label in SAME for label, hit in told)
    joined, same = sum(hit for _, hit in told), sum(label in SAME for label, _ in told)
    return (hits / max(joined, 1), hits / max(same, 1), 2 * hits / max(joined + same, 1))


def measure_interval(hits: int, count: int) -> list[float]:
    """Return the interval of a share; of nothing, all there is."""
    return [round(bound, 3) for bound in wilson(hits, count)] if count else [0.0, 1.0]


def score_clusters(gold: dict[str, str], groups: list[list[str]]) -> dict[str, float]:
    """Return the adjusted Rand index and the B-cubed F1 over the judged articles."""
    of = {name: f"group {i}" for i, group in enumerate(groups) for name in group}
    pairs = [(truth, of.get(name, f"alone {name}")) for name, truth in gold.items()]
    cells, rows, columns = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    together = sum(comb(n, 2) for n in cells.values())
    a, b = (sum(comb(n, 2) for n in side.values()) for side in (rows, columns))
    chance = a * b / comb(len(pairs), 2)
    ari = (together - chance) / max((a + b) / 2 - chance, 1e-9)
    precision = sum(n * n / columns[b] for (_, b), n in cells.items()) / len(pairs)
    recall = sum(n * n / rows[a] for (a, _), n in cells.items()) / len(pairs)
    return {"ari": round(ari, 3), "bcubed_f1": round(2 * precision * recall / (precision + recall), 3)}


def format_table(scores: list[dict]) -> str:
    """Return the two tables of the README."""
    lines = [
        "| system | en P (95 %) | en R | en F1 | vi P (95 %) | vi R | vi F1 | census ARI | B³ F1 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in scores:
        cells = [f"{row['system']} {row['version']}"]
        for name in ("en", "vi"):
            one = row["sets"][name]["groups"]
            for measure, decimals in (("precision", 2), ("recall", 2), ("f1", 3)):
                low, high = one[f"{measure}_interval"]
                cells.append(f"{one[measure]:.{decimals}f} ({low:.2f}–{high:.2f})")
        lines.append(
            f"| {' | '.join([*cells, str(row['census']['ari']), str(row['census']['bcubed_f1'])])} |"
        )
    ours = next(row for row in scores if row["system"] == "dedup")
    lines += ["", "| of these pairs | en: joined by dedup | vi: joined | en: of one form | vi: of one form |"]
    lines.append("|---|---|---|---|---|")
    sets = [ours["sets"][name] for name in ("en", "vi")]
    told = [one["groups"]["joined"] for one in sets] + [one["forms"] for one in sets]
    for label in sorted({*told[0], *told[1]}):
        counts = [" of ".join(map(str, each[label])) if label in each else "–" for each in told]
        lines.append(f"| {label} | {' | '.join(counts)} |")
    return "\n".join(lines)


def write_section(table: str) -> None:
    """Put the tables where the README says they are generated."""
    text = README.read_text("utf-8")
    README.write_text(
        re.sub(r"(?s)(<!-- quality -->\n).*?(<!-- end -->)", lambda m: m[1] + table + "\n" + m[2], text),
        "utf-8",
    )


if __name__ == "__main__":
    main()
