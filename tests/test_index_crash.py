"""Is an index whole after whatever can happen to its writer: killed, no room, no permission?"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dedup.index.audit import verify_index
from dedup.index.queries import iterate_articles
from dedup.params import Params
from newsroom import fill_index, make_records, write_records

CRASH = Path(__file__).parents[1] / "benchmarks" / "crash"


def test_a_killed_writer_loses_nothing_and_leaves_nothing_half_done(tmp_path):
    """The short form of the benchmark, which kills two hundred times over real articles."""
    data = write_records(tmp_path / "data.jsonl", make_records(range(200)))
    output = tmp_path / "crash.json"

    subprocess.run(
        [sys.executable, str(CRASH / "kill.py"), str(data), "--kills", "4", "-o", str(output)], check=True
    )

    facts = json.loads(output.read_text(encoding="utf-8"))
    assert (facts["faults"], facts["lost"], facts["not_found_by_check"]) == ([], [], 0)


def test_readers_see_whole_batches_and_nothing_stale_while_one_writes(tmp_path):
    """The short form of the benchmark, in which eight read for a minute."""
    data = write_records(tmp_path / "data.jsonl", make_records(range(200)))
    output = tmp_path / "readers.json"

    command = [sys.executable, str(CRASH / "readers.py"), str(data), "--seconds", "2", "--readers", "2"]
    subprocess.run([*command, "-o", str(output)], check=True)

    facts = json.loads(output.read_text(encoding="utf-8"))
    assert facts["faults"] == []
    assert facts["reads"] > 0
    assert facts["commits"]["added"] > 0


@pytest.mark.parametrize(
    ("there", "least", "most", "said"),
    [
        ([1] * 20, 1, 1, None),
        ([], 0, 1, None),
        ([1] * 20, 0, 1, None),
        ([2] * 20, 1, 2, None),
        ([], 2, 3, None),
        ([1] * 19, 1, 1, "half"),
        ([1] * 19 + [2], 1, 2, "half"),
        ([], 1, 1, "stale"),
        ([1] * 20, 2, 2, "stale"),
        ([2] * 20, 3, 3, "stale"),
    ],
)
def test_the_judge_of_readers_knows_half_and_stale_from_sound(monkeypatch, there, least, most, said):
    """States are counted absent, added, changed, removed; a benchmark that cannot fail proves nothing."""
    monkeypatch.syspath_prepend(CRASH)
    judge = importlib.import_module("readers").judge

    found = judge(7, {7: there} if there else {}, least, most)

    assert [text.partition(":")[0] for text in found] == ([said] if said else [])


NO_ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from dedup.__main__ import main
sys.exit(main(["index", "add", *sys.argv[2:]]))
"""


@pytest.mark.parametrize("room", [4_000, 30_000], ids=["hardly any", "some"])
def test_a_disk_without_room_is_said_and_changes_nothing(tmp_path, room):
    """A limit on the length of files stands for the full disk: writes fail in the same place."""
    index = fill_index(tmp_path / "index", write_records(tmp_path / "a.jsonl", make_records(range(5))))
    more = write_records(tmp_path / "more.jsonl", make_records(range(5, 105)))

    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(room), str(index), str(more)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert str(index) in done.stderr
    assert len(list(iterate_articles(index))) == 5
    assert verify_index(index, Params()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_index_can_be_read_and_not_written(tmp_path):
    data = write_records(tmp_path / "a.jsonl", make_records(range(5)))
    index = fill_index(tmp_path / "index", data)
    for path in (index / "segments", index):
        path.chmod(0o555)
    try:
        add = [sys.executable, "-m", "dedup", "index", "add", str(index), str(data)]
        done = subprocess.run(add, capture_output=True, text=True, check=False)

        assert len(list(iterate_articles(index))) == 5
        assert done.returncode == 4
        assert "Traceback" not in done.stderr
    finally:
        for path in (index, index / "segments"):
            path.chmod(0o755)
