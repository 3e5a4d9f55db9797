"""Does a run that may not hold its texts in memory find the same, and clean up behind itself?"""

import gc
import tempfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dedup import scratch
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


def test_a_container_that_is_nearly_full_leaves_little(tmp_path, monkeypatch):
    for name, value in (("max", "1000000"), ("current", "400000")):
        (tmp_path / name).write_text(value)
    monkeypatch.setattr(scratch, "CONTAINER_FILES", [(tmp_path / "max", tmp_path / "current")])
    assert scratch.find_free_memory() == 600_000

    (tmp_path / "max").write_text("max")
    assert scratch.find_free_memory() > 600_000


def test_a_scan_that_may_keep_nothing_finds_the_same(folder, monkeypatch):
    monkeypatch.setattr(scratch, "LEAST_BYTES", 1)
    corpus = [str(Path(__file__).parents[1] / "corpus" / name) for name in ("dtsv.vn", "vinhsathoibao.vn")]
    there = make_tables(scan(corpus, ScanOptions(), lambda *_: None))
    with scratch.limit_memory(0):
        run = scan(corpus, ScanOptions(), lambda *_: None)
        assert count_files(folder) > 0
        spilled = make_tables(run)

    for name in ("articles", "clusters", "members", "versions"):
        assert_frame_equal(getattr(spilled, name), getattr(there, name))
