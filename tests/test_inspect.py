"""Does `dedup inspect` show everything that a verdict can rest on, and where it stands?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dedup.__main__ import main
from dedup.cli import cli

SEEDS = Path(__file__).parents[2] / "shared" / "data" / "seeds"
FIXTURES = Path(__file__).parent / "fixtures"

# ruff: noqa: E501  (lines of a page)
PAGE = """Xã Lũng Vài dựng lại cầu treo
Thứ Bảy, 09/03/2024, 08:15
LŨNG VÀI (TTXVN) - Đoàn công tác của xã đã trao ba trăm suất quà cho các hộ dân bị thiệt hại trong trận lũ vừa qua.
Việc sửa chữa những cây cầu treo trong vùng sẽ xong trước mùa mưa, ông chủ tịch xã cho biết sáng nay tại cuộc họp.
Người dân qua cầu tạm. (Ảnh: Hà Sa)
Ba nhịp cầu bị cuốn trôi đã được trục vớt, còn lại hai nhịp phải làm mới hoàn toàn bằng thép trong tháng tới./.
"""


def inspect(path: Path) -> dict:
    result = CliRunner().invoke(cli, ["inspect", str(path), "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_every_line_of_evidence_says_where_it_stands(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")

    (article,) = inspect(tmp_path / "a.txt")["articles"]

    assert article["published"]["earliest"] == "2024-03-09T01:15:00Z"
    assert article["published"]["line"] == 2
    found = article["dates"] + article["credits"] + article["blocks"]
    spans = [(PAGE[row["begin"] : row["end"]], row.get("raw") or row["text"]) for row in found]
    assert all(there == said for there, said in spans)
    assert {(row["role"], row["creditor"]) for row in article["credits"]} == {
        ("text", "TTXVN"),
        ("photo", "Hà Sa"),
    }
    assert [block["role"] for block in article["blocks"]][:3] == ["headline", "dateline", "lead"]
    assert all(block["reason"] for block in article["blocks"])


def test_the_terminal_obeys_nothing_that_a_page_holds(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE + "\x1b]0;evil\x07 \u202eđảo\n", encoding="utf-8")

    result = CliRunner().invoke(cli, ["inspect", str(tmp_path / "a.txt")], catch_exceptions=False)

    assert result.exit_code == 0
    assert not set("\x1b\x07\u202e") & set(result.output)
    assert "Blocks" in result.output


def test_all_records_of_a_container_and_what_was_skipped_are_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # away from the settings of this project's own corpus
    facts = inspect(FIXTURES / "rss.xml")

    assert [article["path"] for article in facts["articles"]] == ["rss.xml#1", "rss.xml#2"]
    assert [(skip["path"], skip["reason"]) for skip in facts["skipped"]] == [("rss.xml#3", "empty")]
    assert facts["articles"][0]["credits"][1] == {
        "role": "via", "creditor": "ttxsv.vn", "raw": "https://ttxsv.vn/rss/kinh-te.rss", "source": "source",
        "begin": None, "end": None, "line": None,
    }  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02PNG"], ids=["empty", "binary"])
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_file_that_could_not_be_read_is_shown_as_that_and_is_no_success(tmp_path, capsys, content, more):
    (tmp_path / "a.txt").write_bytes(content)

    assert main(["inspect", str(tmp_path / "a.txt"), *more]) == 3
    said = capsys.readouterr()
    assert "a.txt" in said.out
    assert said.err == "dedup: 1 skipped, and nothing could be read: a.txt\n"


def test_a_file_that_is_not_there_is_told_in_one_line():
    result = CliRunner().invoke(cli, ["inspect", "no-such-file.txt"])

    assert result.exit_code != 0
    assert "no such file" in str(result.exception)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
@pytest.mark.parametrize(
    ("number", "earliest", "precision"),
    [
        (0, None, None),
        (1, "2021-07-29T00:47:00Z", "minute"),
        (2, None, None),
        (3, "2020-07-15T21:07:00Z", "minute"),
        (4, "2025-02-05", "day"),
    ],
)
def test_the_seed_pages_are_dated_as_their_lines_allow(number, earliest, precision):
    path = sorted(path for path in SEEDS.iterdir() if path.suffix == ".txt")[number]
    (article,) = inspect(path)["articles"]

    published = article["published"]
    if earliest is None:
        assert published is None
        assert [date["kind"] for date in article["dates"]] == ["event"]
    elif precision == "day":
        assert published["precision"] == "day"
        assert published["earliest"] <= f"{earliest}T12:00:00Z" <= published["latest"]
    else:
        assert (published["earliest"], published["precision"]) == (earliest, precision)


def test_a_list_of_stories_is_not_published_when_its_first_one_was(tmp_path):
    title = "Chuyện thứ {} bên bờ sông Lữ làm cả xã xôn xao"
    item = (
        title
        + "\n"
        + title
        + "\n0{}/10/2026\nNgười dân hai bờ kể lại chuyện thứ {} cho ai ghé bến chờ đò và…\n"
    )
    items = [item.format(n, n, n % 4 + 1, n) for n in range(1, 10)]
    (tmp_path / "muc.txt").write_text("Thời sự\n\n" + "\n".join(items), encoding="utf-8")

    (page,) = inspect(tmp_path / "muc.txt")["articles"]

    assert page["page_kind"] == "index"
    assert page["published"] is None
