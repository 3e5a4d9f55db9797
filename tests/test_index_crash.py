"""Is an index whole after whatever can happen to its writer: killed, no room, no permission?"""

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

ROOT = Path(__file__).parents[1]


def test_a_killed_writer_loses_nothing_and_leaves_nothing_half_done(tmp_path):
    """The short form of the benchmark, which kills two hundred times over real articles."""
    data = write_records(tmp_path / "data.jsonl", make_records(range(200)))
    output = tmp_path / "crash.json"

    script = str(ROOT / "benchmarks" / "crash" / "kill.py")
    subprocess.run([sys.executable, script, str(data), "--kills", "4", "-o", str(output)], check=True)

    facts = json.loads(output.read_text(encoding="utf-8"))
    assert (facts["faults"], facts["lost"], facts["not_found_by_check"]) == ([], [], 0)


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
