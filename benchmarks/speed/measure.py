"""
Time `dedup scan` beside its rivals on one file, all in one interleaved run.

    benchmarks/speed/make_rivals.sh RIVALS
    python benchmarks/speed/measure.py FILE.jsonl --rivals RIVALS --runs 5

Every system runs once, then every system again, so that a busy machine is busy for all.
Writes `output/rivals.json`: each run's seconds, CPU seconds and peak memory with their
median and spread, and what was measured where.  A rival without an environment is left out.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
OUTPUT = HERE / "output"
# Environment, arguments of its runner, what it computes.
RIVALS = {
    "gaoya": ("gaoya", [], "sketches and queries in bulk, unverified"),
    "gaoya, one by one": ("gaoya", ["one-by-one"], "the same, an article at a time"),
    "rensa": ("rensa", [], "sketches, keeps the first of each kind, unverified"),
    "datasketch": ("datasketch", [], "sketches and queries, unverified"),
    "datatrove": ("datatrove", [], "signatures, buckets, clusters and the kept articles, unverified"),
    "text-dedup": ("text-dedup", [], "sketches, clusters and the kept articles, unverified"),
}
OURS = {
    "dedup scan": ([], "articles and blocks, verified, roles, dates, credits, CSV"),
    "dedup scan --level article": (["--level", "article"], "the same without comparing blocks"),
}


def main() -> None:
    """Measure every system that is there and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rivals", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--output", default="rivals.json")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = list_commands(given.file.resolve(), given.rivals, Path(folder))
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
        for _ in range(given.runs):
            for name, command in commands.items():
                runs[name].append(run(command))
    computed = {name: text for name, (*_, text) in (RIVALS | OURS).items()}
    systems = {
        name: {"version": find_version(commands[name][0], name), "computes": computed[name]} | summarise(each)
        for name, each in runs.items()
    }
    OUTPUT.mkdir(exist_ok=True)
    found = {"file": given.file.name, "bytes": given.file.stat().st_size, **describe(), "systems": systems}
    (OUTPUT / given.output).write_text(json.dumps(found, indent=1) + "\n")
    for name, system in systems.items():
        print(name, system["seconds"], system["cpu_seconds"], system["peak_mib"])


def list_commands(file: Path, rivals: Path | None, folder: Path) -> dict[str, list[str]]:
    """Return the command of every system that is there."""
    scan = [sys.executable, "-m", "dedup", "scan", str(file), "--quiet", "-o"]
    ours = {name: [*scan, str(folder / f"run-{len(more)}"), *more] for name, (more, _) in OURS.items()}
    theirs = {}
    for name, (environment, more, _) in RIVALS.items() if rivals else ():
        python = rivals / environment / "bin" / "python"
        if python.exists():
            runner = HERE / f"run_{environment.replace('-', '_')}.py"
            theirs[name] = [str(python), str(runner), str(file), *more]
    return ours | theirs


def find_version(python: str, name: str) -> str:
    """Return which version of a system an environment holds."""
    package = "dedup-news" if name in OURS else RIVALS[name][0]
    asked = [python, "-c", f"from importlib.metadata import version; print(version('{package}'))"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def run(command: list[str]) -> dict[str, float]:
    """Return the seconds, CPU seconds and peak memory of one command and its children."""
    # As an installation has it: a command that may not keep its byte code spends a second on making it.
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    child = os.posix_spawn(command[0], command, keeping, file_actions=[_silence(1), _silence(2)])
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed: {os.waitstatus_to_exitcode(status)}")
    return {
        "seconds": round(time.perf_counter() - begun, 2),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_mib": round(used.ru_maxrss / 1024),
    }


def _silence(stream: int) -> tuple[int, int, str, int, int]:
    return (os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0)


def summarise(runs: list[dict[str, float]]) -> dict[str, object]:
    """Return of each measure its median, least and most."""
    return {
        name: {"median": statistics.median(values), "least": min(values), "most": max(values)}
        for name in runs[0]
        for values in [[each[name] for each in runs]]
    } | {"runs": len(runs)}


def describe() -> dict[str, object]:
    """Return what the figures depend on: versions, machine, commit, and how busy it was."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, cwd=HERE, check=True)
    cpus = Path("/proc/cpuinfo")
    model = next((line.split(":")[1].strip() for line in cpus.open() if "model name" in line), "")
    return {
        "versions": {name: version(name) for name in ("dedup-news", "polars", "numba", "numpy")},
        "python": platform.python_version(),
        "machine": f"{model}, {len(os.sched_getaffinity(0))} processors",
        "load_before": round(os.getloadavg()[0], 1),
        "commit": commit.stdout.strip(),
    }


if __name__ == "__main__":
    main()
