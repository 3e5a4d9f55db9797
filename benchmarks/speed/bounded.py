"""
Scan a corpus in a container of little memory, and write what that took.

    python benchmarks/speed/synthesise.py DATA.jsonl.zst CORPUS.jsonl --articles 2000000
    python benchmarks/speed/bounded.py CORPUS.jsonl --container 4GB

The container is a control group of Linux, of the first or of the second kind, which only root may
make.  It counts the system's copies of files too, and ends a scan that takes more.  The scan is told
nothing of it unless `--memory` is given.  Two million articles take an hour and 30 GB in TMPDIR.

Adds to `output/bounded.json`, by the corpus's number of articles: the seconds, CPU seconds and gigabytes
read from the disk; and `anonymous_mib`, the most memory that no file holds, looked at five times a second.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import OUTPUT, describe

from dedup.cli.sizes import SizeType

GROUPS = Path("/sys/fs/cgroup")
NAME = "dedup-bounded"
PAUSE = 0.2  # seconds between two looks


def main() -> None:
    """Scan in a container and add the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--container", default="4GB")
    parser.add_argument("--memory", help="of the scan; 60 %% of what the container leaves it by default")
    given = parser.parse_args()
    limit = SizeType().convert(given.container, None, None)
    more = ["--memory", given.memory] if given.memory else []
    with tempfile.TemporaryDirectory() as folder, make_group(limit) as group:
        out = str(Path(folder, "run"))
        command = [sys.executable, "-m", "dedup", "scan", str(given.corpus), "--quiet", "-o", out, *more]
        found = run(command, group)
        told = json.loads(Path(out, "run.json").read_text("utf-8"))
    articles = told["counts"]["read"]
    report = {"container": limit, "memory": given.memory, "bytes": given.corpus.stat().st_size}
    report |= {**found, "timings": told["timings"], **describe()}
    file = OUTPUT / "bounded.json"
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps(known | {str(articles): report}, indent=1) + "\n")
    print(json.dumps(report, indent=1))


@contextmanager
def make_group(limit: int) -> Iterator[Path]:
    """Make a control group of so many bytes, for as long as the block lasts."""
    first = (GROUPS / "memory").is_dir()
    group = (GROUPS / "memory" if first else GROUPS) / NAME
    group.mkdir()
    try:
        (group / ("memory.limit_in_bytes" if first else "memory.max")).write_text(str(limit))
        yield group
    finally:
        group.rmdir()


def count_anonymous(group: Path) -> int:
    """Return the bytes that no file holds."""
    lines = (group / "memory.stat").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.split()[0] in ("total_rss", "anon"))


def run(command: list[str], group: Path) -> dict[str, float]:
    """Run `command` in the group and return what it took; end where the group ended it."""
    begun, most = time.perf_counter(), 0
    enter = ["sh", "-c", 'echo $$ > "$0" && exec "$@"', str(group / "cgroup.procs")]
    child = subprocess.Popen([*enter, *command])
    while (done := os.wait4(child.pid, os.WNOHANG))[0] == 0:
        most = max(most, count_anonymous(group))
        time.sleep(PAUSE)
    _, status, used = done
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"ended with {child.returncode} after {time.perf_counter() - begun:.0f} s")
    return {
        "seconds": round(time.perf_counter() - begun, 1),
        "user_seconds": round(used.ru_utime, 1),
        "system_seconds": round(used.ru_stime, 1),
        "read_gb": round(used.ru_inblock * 512 / 1e9, 1),
        "anonymous_mib": round(most / 2**20),
    }


if __name__ == "__main__":
    main()
