"""
Write the index tables of benchmarks/README.md from what stands in `output/`.

    python benchmarks/speed/index_table.py
"""

import json
import re
from pathlib import Path
from typing import Any

from measure import OUTPUT

README = Path(__file__).parents[1] / "README.md"
CRASH = Path(__file__).parents[1] / "output"


def main() -> None:
    """Put the tables between the marks of the README."""
    found = json.loads((OUTPUT / "index.json").read_text("utf-8"))
    grown = json.loads((OUTPUT / "index_growth.json").read_text("utf-8"))
    parts = [format_speed(found), format_growth(grown), format_faults()]
    text, tables = README.read_text("utf-8"), "\n\n".join(parts)
    README.write_text(
        re.sub(r"(?s)(<!-- index -->\n).*?(<!-- end -->)", lambda m: m[1] + tables + "\n" + m[2], text),
        "utf-8",
    )


def describe(found: dict[str, Any]) -> str:
    """Return what figures depend on."""
    machine, load = found["machine"], found["load_before"]
    return f"Commit `{found['commit']}`, {machine}, Python {found['python']}, load {load}"


def format_speed(found: dict[str, Any]) -> str:
    """Return what adding costs, and what 100 articles cost to ask about, ours beside datasketch's."""
    rival, asked = found["datasketch"], found["asked"]
    systems = {
        "dedup": ("check", "add_seconds", found["bytes_per_article"]),
        "datasketch 2 `MinHashLSH`, pickled": ("datasketch", "", rival["bytes"] / found["articles"]),
    }
    runs = asked["check"]["runs"]
    lines = [
        f"{describe(found)}, {runs} runs in turns:",
        "",
        "| 40,000 articles | added, s | bytes each | 100 asked, s (least–most) | CPU seconds | peak MiB |",
        "|---|---|---|---|---|---|",
    ]
    for name, (key, own, size) in systems.items():
        added = f"{found[own]} (CPU {found['add_cpu_seconds']})" if own else rival["add_seconds"]
        lines.append(f"| {name} | {added} | {size:,.0f} | {format_runs(asked[key])} |")
    return "\n".join(lines)


def format_runs(figures: dict[str, Any]) -> str:
    """Return seconds with their spread, CPU seconds and peak memory, as three cells."""
    seconds, cpu, peak = (figures[name] for name in ("seconds", "cpu_seconds", "peak_mib"))
    spread = f"{seconds['median']:.2f} ({seconds['least']:.2f}–{seconds['most']:.2f})"
    return f"{spread} | {cpu['median']:.2f} | {peak['median']:.0f}"


def format_growth(found: dict[str, Any]) -> str:
    """Return what the same 100 articles cost as the index grows."""
    lines = [
        f"{describe(found)}:",
        "",
        "| articles | segments | bytes each | fetched | copies | s (least–most) | CPU seconds | peak MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for size, row in found["sizes"].items():
        cells = [f"{int(size):,}", row["segments"], f"{row['bytes_per_article']:,}"]
        cells += [f"{row['fetched_articles']:,}", f"{row['copies_found']:,}", format_runs(row)]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    slope, exponent = found["fit"]["seconds_per_doubling"], found["fit"]["exponent"]
    lines += ["", f"CPU seconds grow by {slope:.3f} a doubling of the index: exponent {exponent}."]
    return "\n".join(lines)


def format_faults() -> str:
    """Return what came of killing writers and of reading beside one."""
    crash, readers = (
        json.loads((CRASH / f"{name}.json").read_text("utf-8")) for name in ("crash", "readers")
    )
    by, commits = crash["by_command"], sum(readers["commits"].values())
    killed = ", ".join(f"{by.get(f'{name} killed', 0)} in `{name}`" for name in ("add", "remove", "compact"))
    faults, unfound = len(crash["faults"]), crash["not_found_by_check"]
    lines = [
        f"{crash['kills']} kills ({killed}): {faults} faults of `verify`, {len(crash['lost'])} commands",
        f"half done or forgotten, {unfound} articles not found by `check`.",
        f"{readers['readers']} readers beside a writer for {readers['seconds']:.0f} s: {readers['reads']:,}",
        f"openings and {readers['checks']:,} checks beside {commits:,} commits;",
        f"{len(readers['faults'])} errors, halves or stale reads.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
