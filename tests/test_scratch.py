"""Does a run that may not hold its texts in memory find the same, and clean up behind itself?"""

import gc
import tempfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dedup import scratch, turns
from dedup.cli import memory
from dedup.cli.memory import find_free_memory
from dedup.errors import DedupError
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reports.tables import make_tables

MANY = scratch.LEAST_BYTES // 8 + 1  # 64-bit numbers: more than is left in memory without a budget


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def count_files(folder):
    return sum(path.is_file() for path in folder.rglob("*"))


def test_what_fits_makes_no_file(folder):
    with scratch.limit_memory(1 << 40):
        scratch.empty((MANY,), np.uint64)
        scratch.keep(pl.DataFrame({"text": ["một dòng " * 9] * MANY}))

        assert not list(folder.iterdir())


def test_an_array_beyond_the_budget_holds_what_is_written_to_it(folder):
    numbers = np.arange(2 * MANY, dtype=np.uint64)
    with scratch.limit_memory(0):
        array = scratch.empty((2, MANY), np.uint64)
        array[:] = numbers.reshape(2, MANY)

        assert array.dtype == np.uint64
        assert (array.ravel() == numbers).all()
        assert (scratch.hold(numbers) == numbers).all()
        assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(("budget", "folders"), [(1 << 40, 0), (12 * MANY, 1), (0, 1)])
def test_an_array_grows_by_pieces_wherever_they_are_held(folder, budget, folders):
    numbers = np.arange(4 * MANY, dtype=np.uint64)
    with scratch.limit_memory(budget):
        growing = scratch.Growing(np.uint64)
        pieces = [numbers[at : at + MANY] for at in range(0, len(numbers), MANY)]
        for piece in pieces:
            growing.append(piece)
        grown = growing.finish()

        assert (grown == numbers).all()
        assert grown.dtype == np.uint64
        assert len(list(folder.iterdir())) == folders


@pytest.mark.parametrize("budget", [0, 1 << 40])
def test_frames_are_joined_in_their_order(folder, budget):
    kind = pl.Enum(["lead", "body"])
    frame = pl.DataFrame({"article": range(MANY), "text": [f"bài {n}" for n in range(MANY)]}).with_columns(
        role=pl.when(pl.col("article") % 2 == 0).then(pl.lit("lead", kind)).otherwise(pl.lit("body", kind)),
        mark=pl.when(pl.col("article") % 3 == 0).then(pl.lit("body", kind)),
        share=pl.col("article") / 7,
        first=pl.col("article") == 0,
    )
    with scratch.limit_memory(budget):
        joined = turns.join_frames([frame.head(3), frame.clear(), frame])
        assert bool(count_files(folder)) is False  # they have no name

        assert_frame_equal(joined, pl.concat([frame.head(3), frame]))
        assert_frame_equal(turns.hold_frame(frame), frame)


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_a_frame_worked_through_in_turns_is_as_if_worked_on_whole(rows):
    frame = pl.DataFrame({"article": [0, 0, 1, 1, 1, 4], "words": [3, 0, 8, 1, 0, 2]})

    def speak(turn):
        return turn.filter(pl.col("words") > 0)

    assert_frame_equal(turns.work_through(frame, speak, rows), speak(frame))
    assert_frame_equal(turns.work_through(frame.clear(), speak, rows), frame.clear())
    groups = list(turns.iter_groups(frame, "article", rows))
    assert_frame_equal(pl.concat(groups), frame)
    assert sum(group["article"].n_unique() for group in groups) == 3
    assert [len(group) for group in turns.iter_groups(frame.clear(), "article", rows)] == [0]


def test_groups_of_a_frame_in_no_order_are_refused():
    """They would be looked for without end."""
    frame = pl.DataFrame({"article": [1, 0, 1]})

    with pytest.raises(ValueError, match="ascending by 'article'"):
        list(turns.iter_groups(frame, "article", rows=1))


def test_rows_are_kept_that_another_frame_has():
    frame = pl.DataFrame({"article": [0, 0, 1, 2, 2], "ordinal": [0, 1, 0, 0, 1]})
    wanted = pl.DataFrame({"article": [2, 0, 0, 7], "ordinal": [1, 1, 1, 0]})

    kept = turns.keep_rows(frame, wanted, ["article", "ordinal"])

    assert kept.rows() == [(0, 1), (2, 1)]
    assert turns.keep_rows(frame, wanted.clear(), ["article"]).is_empty()


def test_a_gap_is_nobody_and_matches_nothing():
    frame = pl.DataFrame({"article": [0, 1, 2], "ordinal": [0, None, None]})
    wanted = pl.DataFrame({"article": [0, 1], "ordinal": [0, None]})

    assert turns.keep_rows(frame, wanted, ["article", "ordinal"]).rows() == [(0, 0)]
    assert turns.keep_rows(frame, wanted, ["article"]).rows() == [(0, 0), (1, None)]


@pytest.mark.parametrize("budget", [0, 1 << 40])
def test_pieces_are_joined_in_their_order(budget):
    pieces = [np.full(n, n % 251, dtype=np.uint8) for n in (3, 0, MANY * 8)]
    with scratch.limit_memory(budget):
        assert (scratch.join(pieces) == np.concatenate(pieces)).all()


def test_a_frame_beyond_the_budget_answers_like_one_in_memory(folder):
    frame = pl.DataFrame({"article": range(MANY), "text": [f"bài {n}" for n in range(MANY)]})
    with scratch.limit_memory(0):
        kept = scratch.keep(frame)

        assert count_files(folder) == 1
        assert kept.filter(pl.col("article") == 7).collect().equals(frame[7:8])


def test_room_is_given_back_when_an_array_is_gone(folder):
    with scratch.limit_memory(8 * MANY):
        first = scratch.empty((MANY,), np.uint64)
        scratch.empty((MANY,), np.uint64)
        assert list(folder.iterdir())
    with scratch.limit_memory(8 * MANY):
        del first
        for _ in range(3):
            scratch.empty((MANY,), np.uint64)
            gc.collect()
        assert not list(folder.iterdir())


def test_nothing_is_left_behind(folder):
    def interrupt():
        with scratch.limit_memory(0):
            scratch.keep(pl.DataFrame({"number": range(MANY)}))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert not list(folder.iterdir())


def test_a_folder_that_is_not_there_is_named(folder, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "gone"))
    with scratch.limit_memory(0), pytest.raises(DedupError, match="TMPDIR"):
        scratch.empty((MANY,), np.uint64)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("0::/news/scan", ("memory.max", "memory.current", "inactive_file")),
        ("4:memory:/news/scan", ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")),
    ],
)
def test_a_container_that_is_nearly_full_leaves_little(tmp_path, monkeypatch, line, names):
    """Its own limit, or that of one around it; what the system keeps of files is free."""
    root = tmp_path / "memory" if "memory" in line else tmp_path
    (root / "news" / "scan").mkdir(parents=True)
    (tmp_path / "groups").write_text(f"{line}\n9:cpu:/elsewhere\n")
    monkeypatch.setattr(memory, "GROUPS", tmp_path / "groups")
    monkeypatch.setattr(memory, "MOUNTED", tmp_path)
    assert find_free_memory() > 650_000

    for folder, limit in ((root / "news", 1_000_000), (root / "news" / "scan", "max")):
        for name, value in zip(names, (limit, 400_000, f"{names[2]} 50000"), strict=True):
            (folder / name.replace(names[2], "memory.stat")).write_text(f"{value}\n")

    assert find_free_memory() == 650_000


def test_a_scan_that_may_keep_nothing_finds_the_same(folder, monkeypatch):
    monkeypatch.setattr(scratch, "LEAST_BYTES", 1)
    corpus = [str(Path(__file__).parents[1] / "corpus" / name) for name in ("dtsv.vn", "vinhsathoibao.vn")]
    there = make_tables(scan(corpus, ScanOptions(), lambda *_: None))
    names = ("articles", "clusters", "members", "versions")
    with scratch.limit_memory(0):
        run = scan(corpus, ScanOptions(), lambda *_: None)
        assert count_files(folder) > 0
        tables = make_tables(run)
        spilled = {name: getattr(tables, name).collect() for name in names}

    for name in names:
        assert_frame_equal(spilled[name], getattr(there, name).collect())
