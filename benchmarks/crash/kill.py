"""
Kill writers of an index with SIGKILL at random instants, and see what is left.

After every kill: `verify` finds nothing wrong; every article of every command that had
said it was done is there; of the command that was killed either all is there or
nothing.  At the end `check` finds every article that is there.

    python benchmarks/crash/kill.py DATA.jsonl[.zst] --kills 200 -o benchmarks/output/crash.json

A process forks one child a command and starts the clock when its work on the index
begins, so that a kill falls into that and not into the interpreter's start.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any


def read_articles(path: str, count: int) -> list[dict[str, Any]]:
    """Return the first articles of a file of JSON Lines."""
    import zstandard  # noqa: PLC0415

    unpack = zstandard.open if path.endswith(".zst") else open
    with unpack(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]


class Desk:
    """An index, what it must hold, and the batches that are still to come."""

    def __init__(self, folder: Path, articles: list[dict[str, Any]], chance: random.Random) -> None:
        from dedup.index.store import create_index  # noqa: PLC0415
        from dedup.params import Params  # noqa: PLC0415

        self.index, self.chance, self.articles = folder / "index", chance, articles
        self.inbox, self.held, self.next = folder / "inbox.jsonl", set[str](), 0
        create_index(self.index, Params())

    def choose(self) -> tuple[str, list[str]]:
        """Return a command and the ids it is about."""
        command = self.chance.choices(["add", "remove", "compact"], [6, 2, 2])[0]
        if command == "add" or not self.held:
            batch = [
                self.articles[(self.next + i) % len(self.articles)] for i in range(self.chance.randint(5, 60))
            ]
            self.next += len(batch)
            self.inbox.write_text("".join(json.dumps(each) + "\n" for each in batch), encoding="utf-8")
            return "add", [str(each["id"]) for each in batch]
        if command == "remove":
            return command, self.chance.sample(sorted(self.held), min(len(self.held), 20))
        return command, []

    def run(self, command: str, ids: list[str], begin: Callable[[], Any]) -> None:
        """Run one command to its end, and say when its work on the index begins; called in the child."""
        from dedup.index.queries import remove_where  # noqa: PLC0415
        from dedup.index.store import add_articles, compact_index, remove_articles  # noqa: PLC0415
        from dedup.ingest import read_ingests  # noqa: PLC0415
        from dedup.params import Params, ScanOptions  # noqa: PLC0415

        if command == "add":
            ingests = list(read_ingests([str(self.inbox)], ScanOptions(), lambda *_: None))
            begin()
            add_articles(self.index, ingests, Params())
        elif command == "remove":
            begin()
            remove_articles(self.index, remove_where(ids, [], None), Params())
        else:
            begin()
            compact_index(self.index, Params())

    def expect(self, command: str, ids: list[str]) -> set[str]:
        """Return what must be there once the command is done."""
        changes = {"add": self.held | set(ids), "remove": self.held - set(ids), "compact": self.held}
        return changes[command]

    def look(self) -> tuple[set[str], list[str]]:
        """Return what is there, and what `verify` says."""
        from dedup.index.audit import verify_index  # noqa: PLC0415
        from dedup.index.queries import iterate_articles  # noqa: PLC0415
        from dedup.params import Params  # noqa: PLC0415

        there = {row["article_id"] for row in iterate_articles(self.index) if row["current"]}
        return there, verify_index(self.index, Params())


class Executioner:
    """
    A process that forks a child for every command, and kills it.

    It imports everything and runs nothing itself: a fork of a process whose threads are
    running would hang.
    """

    def __init__(self, desk: Desk) -> None:
        asks, self._asks = os.pipe()
        self._answers, answers = os.pipe()
        if not os.fork():
            # With a copy of the asking end it would never see the end of the questions.
            os.close(self._asks)
            os.close(self._answers)
            self._serve(desk, os.fdopen(asks), os.fdopen(answers, "w"))
            os._exit(0)
        self._ask, self._answer = os.fdopen(self._asks, "w"), os.fdopen(self._answers)

    def strike(self, command: str, ids: list[str], after: float) -> tuple[bool, float]:
        """Run a command, kill it after so many seconds of work; say whether it was done before, and when."""
        print(json.dumps([command, ids, after]), file=self._ask, flush=True)
        done, seconds = json.loads(self._answer.readline())
        return done, seconds

    def _serve(self, desk: Desk, asks: Any, answers: Any) -> None:
        import dedup.checking.gate  # noqa: F401, PLC0415

        for line in asks:
            print(json.dumps(_strike(desk, *json.loads(line))), file=answers, flush=True)


def _strike(desk: Desk, command: str, ids: list[str], after: float) -> tuple[bool, float]:
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            desk.run(command, ids, lambda: os.write(told, b"!"))
            os._exit(0)
        except BaseException as problem:
            print(f"child failed: {problem!r}", file=sys.stderr, flush=True)
            os._exit(1)
    os.close(told)
    os.read(ready, 1)
    os.close(ready)
    started = time.monotonic()
    while time.monotonic() < started + after:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0, time.monotonic() - started
        time.sleep(0.0005)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, time.monotonic() - started


def find_all(desk: Desk) -> int:
    """Return how many of the articles that are there `check` does not find under another id."""
    from dedup.checking import check_ingest  # noqa: PLC0415
    from dedup.corpus import Known  # noqa: PLC0415
    from dedup.index.snapshot import open_snapshot  # noqa: PLC0415
    from dedup.ingest import read_ingests  # noqa: PLC0415
    from dedup.params import Params, ScanOptions  # noqa: PLC0415

    asked = desk.inbox.with_name("asked.jsonl")
    chosen = [each for each in desk.articles if str(each["id"]) in desk.held]
    asked.write_text(
        "".join(json.dumps(each | {"id": f"asked {each['id']}"}) + "\n" for each in chosen), encoding="utf-8"
    )
    (ingest,) = read_ingests([str(asked)], ScanOptions(), lambda *_: None, whole=True)
    with open_snapshot(desk.index, Params()) as snapshot:
        checked = check_ingest(ingest, snapshot, Known.read(ScanOptions()), Params())
    names = dict(checked.sources.select("article", "article_id").iter_rows())
    same = checked.compared.matches.filter("same_text").select("a", "b").iter_rows()
    found = {names[a] for a, b in same if names[b] == names[a].removeprefix("asked ")}
    pages = checked.ingest.articles.join(
        checked.pool.units.filter(words=0).select("article"), on="article", how="anti"
    )
    return len(set(pages["article_id"]) - found)


def main() -> int:
    """Run the kills, print and save what came of them; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("data")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311
    folder = tempfile.TemporaryDirectory(prefix="dedup-crash-")
    desk = Desk(Path(folder.name), read_articles(given.data, 2_000), chance)
    executioner = Executioner(desk)
    facts: dict[str, Any] = {"kills": 0, "done": 0, "faults": [], "lost": [], "by_command": Counter()}
    longest = {"add": 1.0, "remove": 0.1, "compact": 0.5}
    while facts["kills"] < given.kills:
        command, ids = desk.choose()
        done, spent = executioner.strike(command, ids, chance.uniform(0, longest[command] * 1.2))
        if done:  # what a command takes, so that later kills fall inside it
            longest[command] = 0.7 * longest[command] + 0.3 * spent
        facts["done" if done else "kills"] += 1
        facts["by_command"][f"{command} {'done' if done else 'killed'}"] += 1
        judge(desk, facts, command=command, ids=ids, done=done)
    facts["not_found_by_check"] = find_all(desk)
    facts["articles_at_end"] = len(desk.held)
    folder.cleanup()
    report(facts, given.output)
    return int(bool(facts["faults"] or facts["lost"] or facts["not_found_by_check"]))


def judge(desk: Desk, facts: dict[str, Any], *, command: str, ids: list[str], done: bool) -> None:
    """Hold what is there against what must be, and go on from what is there."""
    there, faults = desk.look()
    facts["faults"] += faults
    allowed = [desk.expect(command, ids)] if done else [desk.held, desk.expect(command, ids)]
    if there not in allowed:
        facts["lost"].append(
            f"{command} of {len(ids)}: {len(there)} there, {[len(each) for each in allowed]} allowed"
        )
    if not done and there == allowed[-1] and there != desk.held:
        facts["by_command"][f"{command} killed after its commit"] += 1
    desk.held = there


def report(facts: dict[str, Any], output: Path | None) -> None:
    """Print the facts, and save them where asked."""
    text = json.dumps(facts, indent=1)
    print(text)
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
