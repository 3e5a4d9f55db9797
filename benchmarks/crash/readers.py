"""
Let eight processes read an index while one writes it: no error, no half batch, nothing stale.

    python benchmarks/crash/readers.py DATA.jsonl[.zst] --seconds 60 --readers 8

The writer adds batches, changes, removes and compacts, and notes in a journal what it
begins and what was acknowledged.  Each reader opens the index again and again.  What it
sees of a batch must be whole, no older than what was acknowledged before it opened and no
newer than what had begun when it looked; and a `check` of a batch that is there must find
every article of it.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kill import read_articles, report

BATCH = 20
BATCHES_A_SECOND = 2.5  # as many as two cores commit beside eight readers
# Eight readers that never rest, or check each time, would leave the writer no processor.
PAUSE_SECONDS = 0.02
CHECKED_SHARE = 0.03  # of the looks
STATES = ("absent", "added", "changed", "removed")  # of a batch, in this order


class Desk:
    """A folder with an index, a journal, and articles that come in batches."""

    def __init__(self, folder: Path, data: str) -> None:
        self.index, self.journal, self.folder = folder / "index", folder / "journal", folder
        self.articles = [each for each in read_articles(data, 4_000) if len(each["text"]) > 400]

    def write_batch(self, file: Path, number: int, state: str, prefix: str = "") -> Path:
        """Write the articles of a batch as they stand in `state`, each with a word of its own."""
        chosen = [self.articles[(number * BATCH + i) % len(self.articles)] for i in range(BATCH)]
        rows = [
            each | {"id": f"{prefix}{number}/{i}", "text": f"{each['text']}\n{state} {number} {i}"}
            for i, each in enumerate(chosen)
        ]
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return file

    @contextmanager
    def change(self, number: int, state: str) -> Iterator[None]:
        """Note that a batch begins to change, and that it has: a line each, written whole."""
        for word in ("begin", "done"):
            with self.journal.open("a", encoding="ascii") as journal:
                journal.write(f"{word} {number} {state}\n")
            if word == "begin":
                yield

    def read_journal(self, word: str) -> dict[int, int]:
        """Return of every batch the last state that was begun, or is done."""
        noted: dict[int, int] = {}
        for line in self.journal.read_text("ascii").splitlines():
            said, number, state = line.split()
            if said == word:
                noted[int(number)] = STATES.index(state)
        return noted


def write(desk: Desk, seconds: float, ready: Any, results: Any) -> None:
    """Change the index until the time is over, once all batches are read and labelled."""
    from dedup.index.queries import remove_where  # noqa: PLC0415
    from dedup.index.store import add_articles, compact_index, remove_articles  # noqa: PLC0415
    from dedup.params import Params  # noqa: PLC0415

    count = int(seconds * BATCHES_A_SECOND) + 5
    batches = {state: prepare(desk, state, count) for state in ("added", "changed")}
    done = Counter[str]()

    def add(number: int, state: str) -> None:
        with desk.change(number, state):
            add_articles(desk.index, [batches[state][number]], Params())
        done[state] += 1

    ready.set()
    until = time.monotonic() + seconds
    for number in range(count):
        if time.monotonic() > until:
            break
        add(number, "added")
        if number % 3 == 2:
            add(number - 1, "changed")
        if number % 4 == 3:
            ids = [f"{number - 2}/{i}" for i in range(BATCH)]
            with desk.change(number - 2, "removed"):
                remove_articles(desk.index, remove_where(ids, [], None), Params())
            done["removed"] += 1
        if number % 7 == 6:
            compact_index(desk.index, Params())
            done["compacted"] += 1
    results.put({"writer": done})


def prepare(desk: Desk, state: str, count: int) -> list[Any]:
    """Return `count` batches as they stand in `state`, read and labelled, which takes longest."""
    from dedup.ingest import read_ingests  # noqa: PLC0415
    from dedup.params import ScanOptions  # noqa: PLC0415

    inbox, part = desk.folder / "inbox.jsonl", desk.folder / "part.jsonl"
    with inbox.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(desk.write_batch(part, number, state).read_text("utf-8"))
    (ingest,) = read_ingests([str(inbox)], ScanOptions(), lambda *_: None, whole=True)
    frames = ("articles", "blocks", "pages", "dates", "credits")
    return [
        ingest._replace(
            **{
                name: getattr(ingest, name).filter(
                    getattr(ingest, name)["article"].is_between(first, first + BATCH - 1)
                )
                for name in frames
            }
        )
        for first in range(0, count * BATCH, BATCH)
    ]


def read(desk: Desk, reader: int, seconds: float, results: Any) -> None:
    """Open the index until the time is over, and hold what it shows against the journal."""
    chance, faults, reads, checks = random.Random(reader), list[str](), 0, 0  # noqa: S311
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            found, checked = look(desk, reader, chance)
            faults += found
            checks += checked
        except Exception as problem:
            faults.append(f"error: {problem!r}")
        reads += 1
        time.sleep(PAUSE_SECONDS)
    results.put({"reads": reads, "checks": checks, "faults": faults})


def look(desk: Desk, reader: int, chance: random.Random) -> tuple[list[str], int]:
    """Open the index once; return what is wrong with what it shows, and whether a batch was checked."""
    from dedup.index.snapshot import open_snapshot  # noqa: PLC0415
    from dedup.params import Params  # noqa: PLC0415

    acknowledged = desk.read_journal("done")
    with open_snapshot(desk.index, Params()) as snapshot:
        begun = desk.read_journal("begin")
        seen = list_batches(snapshot)
        faults = [
            text
            for number in begun
            for text in judge(number, seen, acknowledged.get(number, 0), begun[number])
        ]
        there = [number for number in seen if len(seen[number]) == BATCH]
        if not there or chance.random() > CHECKED_SHARE:
            return faults, 0
        number = chance.choice(there[-20:])
        return faults + check(desk, reader, snapshot, number, STATES[seen[number][0]]), 1


def list_batches(snapshot: Any) -> dict[int, list[int]]:
    """Return for every batch the states of those of its articles that are there."""
    seen: dict[int, list[int]] = {}
    for number, article_id, version, *_ in snapshot.catalog.listed("replaced_by IS NULL"):
        assert number >= 0
        seen.setdefault(int(article_id.split("/")[0]), []).append(version)
    return seen


def judge(number: int, seen: dict[int, list[int]], least: int, most: int) -> list[str]:
    """Return what is wrong with a batch: half of it, too old, or what nobody wrote."""
    states = seen.get(number, [])
    if states and (len(states) != BATCH or len(set(states)) != 1):
        return [f"half: batch {number} shows {Counter(states)}"]
    removed = STATES.index("removed")
    state = states[0] if states else removed if most == removed else 0
    if not least <= state <= most:
        return [f"stale: batch {number} is {STATES[state]}, {STATES[least]} was acknowledged"]
    return []


def check(desk: Desk, reader: int, snapshot: Any, number: int, state: str) -> list[str]:
    """Ask for every article of a batch under another id; return which are not found."""
    from dedup.checking import check_ingest  # noqa: PLC0415
    from dedup.corpus import Known  # noqa: PLC0415
    from dedup.ingest import read_ingests  # noqa: PLC0415
    from dedup.params import Params, ScanOptions  # noqa: PLC0415

    file = desk.write_batch(desk.folder / f"asked-{reader}.jsonl", number, state, prefix="asked ")
    (ingest,) = read_ingests([str(file)], ScanOptions(), lambda *_: None, whole=True)
    checked = check_ingest(ingest, snapshot, Known.read(ScanOptions()), Params())
    names = dict(checked.sources.select("article", "article_id").iter_rows())
    same = checked.compared.matches.filter("same_text").select("a", "b").iter_rows()
    found = {names[a] for a, b in same if names[b] == names[a].removeprefix("asked ")}
    pages = checked.pool.units.filter(words=0)["article"].to_list()
    asked = {names[each] for each in range(BATCH) if each not in pages}
    return [f"not found: {name} of batch {number}, {state}" for name in sorted(asked - found)]


def main() -> int:
    """Run writer and readers, print and save what came of it; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("data")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        results = run(Desk(Path(name), given.data), given.seconds, given.readers)
    writer = next(each["writer"] for each in results if "writer" in each)
    readers = [each for each in results if "reads" in each]
    faults = [fault for each in readers for fault in each["faults"]]
    facts = {"seconds": given.seconds, "readers": len(readers), "cores": os.cpu_count(), "commits": writer}
    facts |= {name: sum(each[name] for each in readers) for name in ("reads", "checks")}
    report(facts | {"faults": faults}, given.output)
    return int(bool(faults) or len(readers) != given.readers)


def run(desk: Desk, seconds: float, readers: int) -> list[dict[str, Any]]:
    """Start everybody, wait for all; return what each said."""
    from dedup.index.store import create_index  # noqa: PLC0415
    from dedup.params import Params  # noqa: PLC0415

    create_index(desk.index, Params())
    desk.journal.touch()
    # A forked child of a process with threads may hang.
    spawn = multiprocessing.get_context("spawn")
    results: Any = spawn.Queue()
    ready = spawn.Event()
    work = [spawn.Process(target=write, args=(desk, seconds, ready, results))]
    work += [spawn.Process(target=read, args=(desk, n, seconds, results)) for n in range(readers)]
    for each in work:
        each.start()
        ready.wait()
    # One that died says nothing.
    said = [results.get(timeout=seconds + 120) for _ in work]
    for each in work:
        each.join()
    return said


if __name__ == "__main__":
    sys.exit(main())
