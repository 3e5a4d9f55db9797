"""
Write the speed tables of benchmarks/README.md from what stands in `output/`.

    python benchmarks/speed/table.py
"""

import json
import re
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parent / "output"
README = Path(__file__).parents[1] / "README.md"


def main() -> None:
    """Put the tables between the marks of the README."""
    parts = [format_rivals(load("rivals")), format_kernel(load("kernel"))]
    parts += [format_growth(load("growth")), format_bounded(load("bounded")), format_worst(load("worst"))]
    text, tables = README.read_text("utf-8"), "\n\n".join(part for part in parts if part)
    README.write_text(
        re.sub(r"(?s)(<!-- speed -->\n).*?(<!-- end -->)", lambda m: m[1] + tables + "\n" + m[2], text),
        "utf-8",
    )


def load(name: str) -> dict[str, Any]:
    """Return what a benchmark wrote, empty if it was not run."""
    file = OUTPUT / f"{name}.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else {}


def format_rivals(found: dict[str, Any]) -> str:
    """Return the table of systems, fastest first, each beside the fastest that is not ours."""
    if not found:
        return ""
    systems = sorted(found["systems"].items(), key=lambda system: system[1]["seconds"]["median"])
    peer = next(name for name, _ in systems if not name.startswith("dedup"))
    fastest = found["systems"][peer]["seconds"]["median"]
    head = f"| system | seconds (least–most) | of {peer}'s | CPU seconds | peak MiB | what it does |"
    lines = [describe(found, found["file"], systems[0][1]["runs"]), "", head, "|---|---|---|---|---|---|"]
    for name, system in systems:
        seconds, cpu, peak = (system[key] for key in ("seconds", "cpu_seconds", "peak_mib"))
        spread = f"{seconds['median']:.1f} ({seconds['least']:.1f}–{seconds['most']:.1f})"
        share, version = seconds["median"] / fastest, system.get("version", "")
        cells = [
            f"{name} {version}".strip(),
            spread,
            f"{share:.2f}",
            f"{cpu['median']:.1f}",
            f"{peak['median']:.0f}",
        ]
        lines.append(f"| {' | '.join([*cells, system['computes']])} |")
    return "\n".join(lines)


def format_kernel(found: dict[str, Any]) -> str:
    """Return the table of what the kernels do on one core."""
    if not found:
        return ""
    rows = {
        "UTF-8 to word hashes": "words",
        "word hashes to signatures": "signatures",
        "both": "both",
        "datasketch, shingles ready-made": "datasketch",
    }
    lines = [describe(found, f"{found['mb']} MB of text", 5), ""]
    lines += ["| kernel | MB a CPU second |", "|---|---|"]
    lines += [f"| {name} | {found[f'{key}_mb_per_cpu_second']} |" for name, key in rows.items()]
    faster = found.get("two_cores_over_one")
    return "\n".join(lines + ([f"| both, two cores over one | {faster} times |"] if faster else []))


def format_growth(found: dict[str, Any]) -> str:
    """Return the table of growing corpora."""
    if not found:
        return ""
    lines = [describe(found, "corpora made of scale_vi by exchanging words", found.get("runs", 1)), ""]
    lines += ["| articles | seconds | CPU seconds | peak MiB |", "|---|---|---|---|"]
    for row in found["sizes"]:
        cells = [
            f"{row['articles']:,}",
            f"{row['seconds']:.1f}",
            f"{row['cpu_seconds']:.1f}",
            f"{row['peak_mib']:.0f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    power = f"Seconds grow with the articles to the power of {found['exponent']:.2f}."
    return "\n".join([*lines, "", power, "", "![growth](speed/output/growth.svg)"])


def format_bounded(found: dict[str, Any]) -> str:
    """Return the table of corpora scanned in containers, each of a day and a commit of its own."""
    if not found:
        return ""
    seconds = ("seconds", "user_seconds", "system_seconds")
    lines = ["`dedup scan` in a container that counts the system's copies of files, one run each:", ""]
    lines += ["| articles | GB | container | MiB no file holds | seconds | of user | of system | GB read |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    for articles, row in sorted(found.items(), key=lambda item: int(item[0])):
        cells = [f"{int(articles):,}", f"{row['bytes'] / 1e9:.1f}", f"{row['container'] / 1e9:.1f}"]
        cells += [f"{row['anonymous_mib']:,}", *(f"{row[key]:.0f}" for key in (*seconds, "read_gb"))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def format_worst(found: dict[str, Any]) -> str:
    """Return the table of worst cases."""
    if not found:
        return ""
    news = found["news"]
    lines = [describe(found, "made of random syllables", found["runs"]), ""]
    lines += ["| worst case | MB | seconds | CPU seconds | peak MiB | CPU seconds a MB | growth |"]
    lines += ["|---|---|---|---|---|---|---|"]
    for name, case in {news["file"]: {"full": news}, **found["cases"]}.items():
        full = case["full"]
        cells = [f"{full[key]:.1f}" for key in ("mb", "seconds", "cpu_seconds")]
        cells += [f"{full['peak_mib']:.0f}", f"{full['per_mb']:.3f}"]
        cells[-1] += f" ({case['of_news']:.1f} times)" if "of_news" in case else ""
        cells.append(f"{case['growth']:.2f}" if "growth" in case else "")
        lines.append(f"| {' | '.join([name, *cells])} |")
    start = f"CPU seconds a MB are those beyond the {found['start']:.1f} that a scan of one line takes."
    return "\n".join([*lines, "", start, "Growth: CPU seconds grow with the bytes to that power."])


def describe(found: dict[str, Any], what: str, runs: int) -> str:
    """Return a line that says what was measured where."""
    times = "one run" if runs == 1 else f"median of {runs} runs"
    return f"`{what}`, {times}, commit `{found['commit']}`, {found['machine']}, Python {found['python']}:"


if __name__ == "__main__":
    main()
