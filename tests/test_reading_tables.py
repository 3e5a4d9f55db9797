"""Tables with faults: what one row has wrong costs no other row."""

from pathlib import Path

import pytest

from dedup.reading.batches import read_articles
from dedup.reading.options import ReadOptions
from dedup.reading.rows import Row, read_rows

STORY = "The ferry to Port Ellery was late again on day"


def read(path: Path, **options: int) -> tuple[list[str], list[tuple[int, str, str]]]:
    batches = list(read_articles([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]
    ids = [article for batch in batches for article in batch.articles["article_id"]]
    skips = [row for batch in batches for row in batch.skipped.select("line", "reason", "detail").rows()]
    return ids, skips


def write_table(folder: Path, *, quoted: bool, broken: str, rows: int = 60) -> Path:
    mark = '"' if quoted else ""
    lines = [f"r{number},o.vn,{mark}{STORY} {number}{mark}" for number in range(rows)]
    lines[5] = broken
    (folder / "a.csv").write_text("\n".join(["id,outlet,text", *lines, ""]))
    return folder / "a.csv"


@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize(
    "broken", [f'r5,o.vn,"{STORY} 5', f'r5,"o.vn,{STORY} 5', '"r5,o.vn,x', '"""r5,o.vn,x']
)
def test_a_quote_that_nothing_closes_costs_its_own_line_only(
    tmp_path: Path, broken: str, *, quoted: bool
) -> None:
    ids, skips = read(write_table(tmp_path, quoted=quoted, broken=broken))

    assert ids == [f"r{number}" for number in range(60) if number != 5]
    assert [(line, reason) for line, reason, _ in skips] == [(7, "malformed")]
    assert "quote" in skips[0][2]


def test_rows_further_behind_an_open_quote_than_an_article_is_long_are_read(tmp_path: Path) -> None:
    path = write_table(tmp_path, quoted=False, broken=f'r5,o.vn,"{STORY} 5', rows=3000)

    ids, skips = read(path, max_bytes=2000)

    assert len(ids) == 2999
    assert [line for line, _, _ in skips] == [7]


def test_an_open_quote_in_the_last_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\n1,{STORY}\n2,"{STORY}')

    ids, skips = read(tmp_path)

    assert ids == ["1"]
    assert [line for line, _, _ in skips] == [3]


def test_an_open_quote_before_a_line_too_long_to_read_costs_no_line_between(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{STORY}\n2,{STORY}\n3,{"a" * 200_000}\n')

    ids, skips = read(tmp_path, max_bytes=1000)

    assert ids == ["2"]
    assert [(line, reason) for line, reason, _ in skips] == [(2, "malformed"), (4, "too_long")]


def test_cells_with_line_ends_and_quotes_of_their_own_are_whole() -> None:
    lines = iter(['1,"a ""b""\n', "\n", 'c","d\n', 'e"\n', '2,f "g" h\n', '3,"i" j\n'])

    rows = list(read_rows(lines, ",", 1000, line=2))

    assert rows == [
        Row(2, ["1", 'a "b"\n\nc', "d\ne"]),
        Row(6, ["2", 'f "g" h']),
        Row(7, ["3", "i j"]),
    ]


def test_columns_of_one_name_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"id,id,text,text,x,x\n1,9,{STORY},,3,4\n2,8,{STORY} 2\n")

    ids, skips = read(tmp_path)

    assert ids == ["1", "2"]
    assert skips == [(1, "malformed", "several columns 'id', 'text': only the first is read")]
