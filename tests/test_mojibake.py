"""UTF-8 read as Windows-1252: compared as it was meant, flagged, and shown as it stands?"""

import json

import polars as pl
import pytest

from dedup.inspection import inspect_paths
from dedup.mojibake import count_repairs, mend_texts
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reports.inspected import format_inspection
from dedup.reports.tables import make_tables

STORY = (
    "Đêm hội đèn trời ở bến đò Cồn Lau năm nay vắng khách vì nước lên sớm.\n"
    "Những người thợ già vẫn thức tới sáng để vót nan, dán giấy và kể chuyện cho lũ trẻ trong xóm.\n"
    "Họ bảo mùa sau sẽ dời hội lên gò cao, nơi ngày trước từng là sân đình."
)


def garble(text):
    """Return what a reader sees who takes UTF-8 for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.fixture
def folder(tmp_path):
    rows = [
        {"id": "sach", "outlet": "a.vn", "text": STORY},
        {"id": "loi", "outlet": "b.vn", "text": garble(STORY)},
        {
            "id": "la",
            "outlet": "c.vn",
            "text": "O São Paulo venceu em casa, e o Ã de um nome ficou no placar.",
        },
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_a_garbled_copy_is_found_and_flagged(folder):
    tables = make_tables(scan([str(folder)], ScanOptions(), lambda *_: None))

    whole = tables.members.collect().filter(pl.col("level") == "article").sort("article_id")
    assert whole.select("article_id", "relation").rows() == [("loi", "identical"), ("sach", "identical")]
    assert whole["repaired"].to_list() == [count_repairs(garble(STORY)), 0]
    assert dict(tables.articles.collect().select("article_id", "repaired").iter_rows())["loi"] > 20


def test_what_is_shown_is_what_stands_on_the_page(folder):
    """The excerpt is evidence: nothing in it is mended."""
    tables = make_tables(scan([str(folder)], ScanOptions(), lambda *_: None))

    shown = (
        tables.members.collect()
        .filter(pl.col("level") == "article", pl.col("article_id") == "loi")["excerpt"]
        .item()
    )
    assert "Ä" in shown


def test_a_name_with_a_tilde_is_no_mojibake(folder):
    tables = make_tables(scan([str(folder)], ScanOptions(), lambda *_: None))

    assert tables.articles.collect().filter(pl.col("article_id") == "la")["repaired"].item() == 0


def test_inspect_says_so(folder):
    facts = inspect_paths([str(folder)], ScanOptions())

    assert [article["repaired"] for article in facts["articles"]] == [0, count_repairs(garble(STORY)), 0]
    assert format_inspection(facts).count("words mended to be compared") == 1


def test_mended_is_what_was_meant():
    assert mend_texts(pl.Series([garble(STORY)])).to_list() == [STORY]


@pytest.mark.parametrize(
    ("line", "precision"),
    [
        ("Thứ Bảy, 09/03/2024 - 15:53 (GMT+7)", "minute"),
        ("Đăng lúc 15 giờ 53 phút, ngày 9 tháng 3 năm 2024", "minute"),
        ("Ngày 9 tháng 3 năm 2024", "day"),
        ("Thứ bảy, ngày 9 tháng 3 năm 2024 15:53", "minute"),
    ],
)
def test_a_garbled_date_line_is_read_quoted_as_it_stands_and_flagged(tmp_path, line, precision):
    page = "\n\n".join(["Đêm hội đèn trời ở bến đò Cồn Lau", line, *STORY.split("\n")])
    (tmp_path / "a.txt").write_text(garble(page), encoding="utf-8")

    run = scan([str(tmp_path)], ScanOptions(), lambda *_: None)

    row = make_tables(run).articles.collect().row(0, named=True)
    assert row["published_at"].date().isoformat() in ("2024-03-08", "2024-03-09")
    assert row["published_precision"] == precision
    assert garble(line).split()[0] in row["published_basis"]
    assert "; mojibake mended" in row["published_basis"]
    assert run.dates["begin"].to_list() == [garble(page).index(garble(line))]
    assert row["outlet"] == ""


@pytest.fixture
def credited(tmp_path):
    """Return the run of a house's page, a clean copy and a garbled one that credit it in their last lines."""
    for outlet, line in {"goc": "", "sach": "Theo Báo Bến Lau", "loi": "Theo Báo Bến Lau"}.items():
        text = f"{STORY}\n{line}\n" if line else STORY
        page = tmp_path / outlet / "bai.txt"
        page.parent.mkdir()
        page.write_text(garble(text) if outlet == "loi" else text, encoding="utf-8")
    return scan([str(tmp_path)], ScanOptions(), lambda _stage, _done, _total: None)


def test_a_garbled_credit_names_the_house_that_is_meant(credited):
    """Else "BÃ¡o Báº¿n Lau" is a house that every clean copy is said to hide."""
    named = credited.credits.join(credited.articles, on="article").select("outlet", "creditor")

    assert named.filter(pl.col("outlet").is_in(["sach", "loi"])).sort("outlet").rows() == [
        ("loi", "Báo Bến Lau"), ("sach", "Báo Bến Lau"),
    ]  # fmt: skip


def test_a_garbled_credit_is_quoted_as_it_stands(credited):
    texts = pl.concat(credited.texts).collect()
    rows = credited.credits.join(texts, on="article").select("raw", "begin", "end", "text").rows()

    assert [text[begin:end] for _, begin, end, text in rows] == [raw for raw, *_ in rows]
    assert garble("Theo Báo Bến Lau") in {raw for raw, *_ in rows}


def test_a_page_that_names_the_house_in_garbled_words_does_not_hide_it(tmp_path):
    lines = {"goc": "", "sach": "Theo TTXVN", "loi": "Bài này có dùng tin của Thông tấn xã Việt Nam hôm qua."}
    for outlet, line in lines.items():
        page = tmp_path / outlet / "bai.txt"
        page.parent.mkdir()
        page.write_text(garble(f"{line}\n{STORY}") if outlet == "loi" else f"{STORY}\n{line}\n")
    run = scan([str(tmp_path)], ScanOptions(), lambda _stage, _done, _total: None)
    owing = run.uncredited.join(run.articles, on="article")["outlet"].to_list()

    assert owing == ["goc"]


@pytest.mark.parametrize("name", ["outlet", "author"])
def test_a_field_of_a_page_is_read_as_it_was_meant(tmp_path, name):
    row = {"id": "1", name: garble("Báo Bến Lau"), "text": STORY}
    (tmp_path / "feed.jsonl").write_text(json.dumps(row))
    run = scan([str(tmp_path)], ScanOptions(), lambda _stage, _done, _total: None)

    assert run.articles[name].to_list() == ["Báo Bến Lau"]
