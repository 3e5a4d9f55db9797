"""The metadata table of `--meta`: what of it has no effect is said."""

import json
from pathlib import Path

import pytest

from dedup.__main__ import main
from dedup.dates import is_date
from dedup.reading import ReadOptions, find_files, read_files

STORY = "The ferry to Port Ellery was late again, and the council of the island will meet on it."


def read(folder: Path, meta: Path) -> tuple[list[str], list[tuple[str, int, str, str]]]:
    files = find_files([str(folder)], meta=meta)
    batches = list(read_files(files, ReadOptions(meta=meta), is_date=is_date))
    outlets = [outlet for batch in batches for outlet in batch.articles["outlet"]]
    return outlets, [row for batch in batches for row in batch.skipped.rows()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(STORY)
    return tmp_path / "in"


def test_rows_of_no_file_and_dates_of_no_day_are_told(folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    rows = [f"gone{number}.txt,x," for number in range(6)]
    meta.write_text(
        "\n".join(["path,outlet,published_at", "a.txt,bao,tomorrow", "b.txt,tin,5/2/2025", *rows, ""])
    )

    outlets, skipped = read(folder, meta)

    assert outlets == ["bao", "tin"]
    named = ", ".join(f"'gone{number}.txt' (line {number + 4})" for number in range(5))
    assert skipped == [
        ("meta.csv", 4, "malformed", f"6 of 8 rows name no file found: {named}, …"),
        ("meta.csv", 2, "malformed", "1 of 2 dates cannot be read: 'tomorrow' (line 2)"),
    ]


def test_an_open_quote_in_a_metadata_table_costs_one_row(folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text('path,outlet\na.txt,"bao\nb.txt,tin\n')

    outlets, skipped = read(folder, meta)

    assert outlets == ["", "tin"]
    assert [row[:3] for row in skipped] == [("meta.csv", 2, "malformed")]


def test_a_table_that_fits_is_not_mentioned(folder: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("path,outlet,published_at\n./a.txt,bao,2025-01-01 20:00+00\nb.txt,tin,\n")

    assert read(folder, meta) == (["bao", "tin"], [])


def test_a_scan_says_on_stderr_and_in_run_json_what_of_the_table_had_no_effect(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("path,outlet\ngone.txt,bao\n")

    assert main(["scan", str(folder), "-o", str(tmp_path / "out"), "--meta", str(meta)]) == 0

    assert "meta.csv, line 2: 1 of 1 rows name no file found: 'gone.txt' (line 2)" in capsys.readouterr().err
    manifest = json.loads((tmp_path / "out" / "run.json").read_text())
    assert [(row["path"], row["line"]) for row in manifest["skipped"]] == [("meta.csv", 2)]
