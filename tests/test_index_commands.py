"""Does `dedup index` show what it is about to destroy, and say what is wrong with a request?"""

from pathlib import Path

import polars as pl
import pytest

from dedup.__main__ import main
from dedup.index.queries import iterate_articles
from newsroom import fill_index, make_records, write_records


def break_off(_frame, target, **_options):
    Path(target).write_bytes(b"half")
    raise pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)")


def test_an_export_is_whole_or_as_it_was(index, tmp_path, monkeypatch, capsys):
    file = tmp_path / "all.parquet"
    assert main(["index", "export", str(index), str(file)]) == 0
    before, names = file.read_bytes(), sorted(tmp_path.iterdir())

    monkeypatch.setattr(pl.DataFrame, "write_parquet", break_off)

    assert main(["index", "export", str(index), str(file)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert (file.read_bytes(), sorted(tmp_path.iterdir())) == (before, names)


@pytest.fixture
def index(tmp_path):
    records = make_records(range(4)) + make_records(range(4, 6), "tinnhanh.vn")
    return fill_index(tmp_path / "index", write_records(tmp_path / "archive.jsonl", records))


def test_a_dry_run_lists_what_would_go_and_removes_nothing(index, capsys):
    """A removal cannot be undone, so it can be looked at first."""
    code = main(
        ["index", "remove", str(index), "--outlet", "tinnhanh.vn", "--id", "baobien.vn/0", "--dry-run"]
    )

    told = capsys.readouterr()
    ids = [line.split("\t")[0] for line in told.out.splitlines()]
    assert (code, told.err) == (0, "Would remove 3\n")
    assert ids == ["baobien.vn/0", "tinnhanh.vn/4", "tinnhanh.vn/5"]
    assert len(list(iterate_articles(index))) == 6


def test_what_a_dry_run_lists_is_what_goes(index, capsys):
    main(["index", "remove", str(index), "--older-than", "2025-03-03", "--dry-run"])
    listed = {line.split("\t")[0] for line in capsys.readouterr().out.splitlines()}
    before = {row["article_id"] for row in iterate_articles(index)}

    main(["index", "remove", str(index), "--older-than", "2025-03-03"])

    assert listed == before - {row["article_id"] for row in iterate_articles(index)}
    assert listed


def test_a_removal_that_meets_nothing_says_so(index, capsys):
    """An outlet's misspelt name must not pass for a removal."""
    assert main(["index", "remove", str(index), "--outlet", "tinhnhanh.vn"]) == 0
    assert capsys.readouterr().out == "Removed 0: the index holds nothing of that kind\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["remove", "--older-than", "yesterday"], "expected a day such as 2024-12-31, or"),
        (["remove"], "name what to remove: --id, --outlet or --older-than. See"),
        (["export", "all.csv"], "an export is a Parquet file: all.parquet, not all.csv. See"),
    ],
    ids=["a day in words", "nothing named", "another format"],
)
def test_a_mistake_is_told_by_what_was_expected(index, capsys, words, told):
    assert main(["index", words[0], str(index), *words[1:]]) == 2
    assert told in capsys.readouterr().err
