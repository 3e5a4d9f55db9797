"""Compressed files with faults: what stands before the damage is read, and how far is said."""

import gzip
import json
import math
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from dedup.reading import ReadOptions, read_articles

ROWS = 20_000


def make_lines() -> bytes:
    rows = [{"id": str(row), "text": f"Ferry {math.sin(row)} left Port Ellery"} for row in range(ROWS)]
    return "\n".join(map(json.dumps, rows)).encode() + b"\n"


def read(path: Path, **options: int) -> tuple[int, list[tuple[int, str, str]]]:
    batches = list(read_articles([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]
    rows = [row for batch in batches for row in batch.skipped.select("line", "reason", "detail").rows()]
    return sum(batch.articles.height for batch in batches), rows


def cut(data: bytes) -> bytes:
    return data[: len(data) * 9 // 10]


def hit(data: bytes) -> bytes:
    return cut(data) + b"\xff" * 300


@pytest.mark.parametrize("damage", [cut, hit])
@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstandard.ZstdCompressor(level=1).compress)],
)
def test_what_stands_before_a_damage_is_read_and_the_line_said(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], damage: Callable[[bytes], bytes]
) -> None:
    (tmp_path / name).write_bytes(damage(pack(make_lines())))

    read_rows, skipped = read(tmp_path)

    assert ROWS * 4 // 5 <= read_rows < ROWS
    line, reason, detail = skipped[-1]
    assert (reason, f"read up to line {line:,}" in detail) == ("unreadable", True)
    assert abs(line - read_rows) <= 20


def test_a_wrong_checksum_costs_no_line(tmp_path: Path) -> None:
    packed = gzip.compress(make_lines())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[:-8] + struct.pack("<I", 7) + packed[-4:])

    count, skipped = read(tmp_path)

    assert count == ROWS
    assert [(line, reason) for line, reason, _ in skipped] == [(ROWS + 1, "unreadable")]
    assert "incorrect data check" in skipped[0][2]


def test_what_stands_behind_a_whole_stream_costs_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(make_lines()) + b"what is this")

    count, skipped = read(tmp_path)

    assert count == ROWS
    assert [(line, reason) for line, reason, _ in skipped] == [(ROWS + 1, "unreadable")]


def test_members_and_the_zeros_behind_them_are_one_file(tmp_path: Path) -> None:
    half = gzip.compress(make_lines())
    (tmp_path / "a.jsonl.gz").write_bytes(half + half + bytes(100_000))

    assert read(tmp_path) == (2 * ROWS, [])


def test_an_array_that_is_cut_off_is_said_to_be_cut_off_once(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in make_lines().splitlines()]
    (tmp_path / "a.json.gz").write_bytes(cut(gzip.compress(json.dumps(rows).encode())))

    count, skipped = read(tmp_path)

    assert count > ROWS * 4 // 5
    assert [(reason, detail) for _, reason, detail in skipped] == [
        ("unreadable", "cut off: the compressed data end too soon")
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_bomb_of_blank_lines_stops_at_the_limit(tmp_path: Path, name: str) -> None:
    with zstandard.open(tmp_path / f"{name}.zst", "wb") as file:
        file.write(b'{"text": "a"}\n' if name == "a.jsonl" else b"text\na\n")
        for _ in range(200):
            file.write(b"\n" * (1 << 20))

    began = time.perf_counter()
    count, skipped = read(tmp_path)

    assert count == 1
    assert [(reason, "blank" in detail) for _, reason, detail in skipped] == [("too_long", True)]
    assert time.perf_counter() - began < 10


def test_blank_lines_within_the_limit_hide_nothing(tmp_path: Path) -> None:
    begin, end = b'{"text": "a"}\n', b'{"text": "b"}\n'
    (tmp_path / "a.jsonl").write_bytes(begin + b"\n" * (12 << 20) + end)

    assert read(tmp_path) == (2, [])
