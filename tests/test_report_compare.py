"""Does comparing two files say what both have, what one added or cut, and no verdict on strangers?"""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from dedup.__main__ import main
from dedup.reports.alignment import count_runs, find_runs, pair_paragraphs, split_words
from newsroom import write_story

WIRE = [
    "VINH SA (Hãng Thử) - Sáng 4/2, bến phà Cửa Ngà đón chuyến tàu đầu tiên chở chuối sang nước bạn.",
    "Con tàu dài chín mươi mét mang theo hơn hai trăm công-ten-nơ, cập bến sau bốn mươi mốt giờ đi biển.",
    "Ban quản lý cho biết mỗi tuần sẽ có hai chuyến, giá cước rẻ hơn đường đèo một phần ba.",
]
HEAD = "Tàu đầu tiên cập bến Cửa Ngà\n{date}\n"


def write_pages(folder: Path, left: list[str], right: list[str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, date, text in (("a", "04/02/2025 08:00 GMT+7", left), ("b", "04/02/2025 20:00 GMT+7", right)):
        (folder / f"{name}.txt").write_text(HEAD.format(date=date) + "\n".join(text), encoding="utf-8")
    return [str(folder / "a.txt"), str(folder / "b.txt")]


words = st.lists(st.sampled_from(["mưa", "nắng", "gió", "bão", "lũ"]), max_size=40)


@given(words, words)
def test_the_runs_cover_both_texts_in_order(left, right):
    a, b = split_words([" ".join(left)]), split_words([" ".join(right)])
    runs = find_runs(a, b)

    assert [n for run in runs for n in range(*run.a)] == list(range(len(a)))
    assert [n for run in runs for n in range(*run.b)] == list(range(len(b)))
    assert all(
        a[i].key == b[j].key
        for run in runs
        if run.same
        for i, j in zip(range(*run.a), range(*run.b), strict=True)
    )


@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_every_paragraph_stands_in_exactly_one_row(left, right):
    a, b = (split_words([" ".join(part) or "x" for part in text]) for text in (left, right))
    rows = list(pair_paragraphs(a, b, find_runs(a, b)))

    assert [n for row, _ in rows for n in row] == list(range(len(left)))
    assert [n for _, row in rows for n in row] == list(range(len(right)))


def test_case_and_punctuation_are_no_difference():
    runs = find_runs(split_words(["“Cầu Đồi Cam” – mới!"]), split_words(["cầu đồi cam mới"]))

    assert count_runs(runs) == (4, 0, 0, 0)


def test_a_word_in_place_of_another_is_a_change():
    runs = find_runs(split_words(["hơn hai trăm tấn"]), split_words(["hơn ba trăm tấn gạo"]))

    assert count_runs(runs)._asdict() == {"kept": 3, "added": 1, "cut": 0, "changed": 1}


def test_words_are_not_pieced_together_from_another_paragraph():
    """A reader looks for what was added before the sentence, not for "the" in the lead."""
    a = split_words(["sáng nay ở cảng", "Sáng nay tàu vào bến"])
    b = split_words(["Hãng Thử - Sáng nay tàu vào bến"])
    kept = [run for run in find_runs(a, b) if run.same]

    assert [(run.a, run.b) for run in kept] == [((4, 9), (2, 7))]


def test_two_copies_get_scores_passages_and_a_verdict(tmp_path, capsys):
    pages = write_pages(tmp_path / "p", WIRE, [*WIRE[:2], "Bà con mừng vì từ nay khỏi phải vượt đèo."])

    assert main(["compare", *pages, "--format", "json"]) == 0
    facts = json.loads(capsys.readouterr().out)

    assert facts["schema_version"] == 1
    assert facts["scores"]["same_text"]
    assert facts["verdict"]["verdict"] == "first"
    assert facts["verdict"]["said"].startswith("Earliest known copy in this corpus: ")
    assert facts["articles"][0]["published_basis"].startswith("C published")
    first = facts["aligned"][0]
    text = Path(pages[0]).read_text(encoding="utf-8")
    assert "bến phà Cửa Ngà" in text[slice(*first["a"])]


def test_two_strangers_get_no_verdict(tmp_path, capsys):
    other = [
        "Đội bóng nữ mỏ than thắng trận chung kết sau loạt luân lưu kéo dài mười hai lượt sút căng thẳng."
    ]
    pages = write_pages(tmp_path / "p", WIRE, other)

    assert main(["compare", *pages]) == 0
    out = capsys.readouterr().out

    assert "not the same text" in out
    assert "Earliest known copy" not in out


def test_the_terminal_marks_words_with_signs_not_colours(tmp_path, capsys):
    pages = write_pages(tmp_path / "p", WIRE, [WIRE[0], WIRE[1].replace("chín mươi", "tám mươi"), WIRE[2]])

    main(["compare", *pages])
    out = capsys.readouterr().out

    assert "[-chín-]" in out
    assert "{+tám+}" in out
    assert "\x1b" not in out


def test_the_page_needs_no_script_at_all(tmp_path):
    pages = write_pages(tmp_path / "p", [WIRE[0], f"<script>x</script> {WIRE[1]}", WIRE[2]], WIRE)

    assert main(["compare", *pages, "--format", f"html:{tmp_path}/c.html", "--ui", "vi"]) == 0
    tree = LexborHTMLParser((tmp_path / "c.html").read_text(encoding="utf-8"))

    assert tree.css("script") == []
    assert "script-src" not in (tree.css_first("meta[http-equiv]").attributes["content"] or "")
    assert any("<script>" in node.text() for node in tree.css("del"))


@pytest.mark.parametrize("what", ["several", "none"])
def test_a_file_of_several_articles_is_refused_with_its_number(tmp_path, capsys, what):
    pages = write_pages(tmp_path / "p", WIRE, WIRE)
    many = tmp_path / "many.jsonl"
    many.write_text("" if what == "none" else '{"text": "mưa"}\n{"text": "nắng"}\n', encoding="utf-8")

    assert main(["compare", pages[0], str(many)]) == 2
    err = capsys.readouterr().err
    assert "expected one article, got " + ("0" if what == "none" else "2") in err


def test_two_files_of_one_name_are_told_apart(tmp_path, capsys):
    pages = write_pages(tmp_path / "p", WIRE, WIRE)
    (tmp_path / "q").mkdir()
    twin = tmp_path / "q" / "a.txt"
    twin.write_text(Path(pages[0]).read_text(encoding="utf-8"), encoding="utf-8")

    main(["compare", pages[0], str(twin)])
    out = capsys.readouterr().out

    assert pages[0] in out
    assert str(twin) in out


def test_a_page_is_compared_by_the_dates_that_a_scan_takes_for_its_own(tmp_path, capsys):
    """How long ago an entry of a live page was does not date the page."""
    title, *parts = "Nước lên nhanh ở bến Cồn Lau", *write_story(1).splitlines()[:4]
    ages = ["", "2 giờ trước\n", "3 giờ trước\n", "4 giờ trước\n"]
    entries = [age + part for age, part in zip(ages, parts, strict=True)]
    live, other = ({"title": title, "text": "\n\n".join([title, *text])} for text in (entries, parts))
    told = {"captured": "2025-03-01T20:00:00+07:00"}, {"published": "2025-03-02T20:00:00+07:00"}
    for name, page, dated in zip("ab", (live, other), told, strict=True):
        (tmp_path / f"{name}.json").write_text(json.dumps(page | dated), encoding="utf-8")
    pages = [str(tmp_path / f"{name}.json") for name in "ab"]

    main(["compare", *pages, "--format", "json"])
    compared = json.loads(capsys.readouterr().out)
    main(["inspect", pages[0], "--json"])
    (inspected,) = json.loads(capsys.readouterr().out)["articles"]

    assert inspected["published"] is None
    assert not compared["articles"][0]["published"]
    assert compared["verdict"]["verdict"] == "undetermined"


def test_two_undated_pages_are_compared_without_a_warning(tmp_path, capsys):
    """A line of Python's on the terminal is no part of an answer."""
    text = "Sáng nay người dân xóm Bưởi dựng lại cây cầu tre bị lũ cuốn trôi từ mùa mưa năm ngoái. " * 3
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Dựng lại cầu tre\n\n{text}\n", encoding="utf-8")

    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    told = capsys.readouterr()
    assert "No copy shows when it was published." in told.out
    assert told.err == ""


def test_two_pages_of_one_endless_paragraph_are_shown_word_for_word(tmp_path):
    """A hundred thousand words in one paragraph, of which one differs."""
    words = [f"chữ{number}" for number in range(100_000)]
    other = [*words[:50_000], "khác", *words[50_001:]]
    for name, text in (("a", words), ("b", other)):
        (tmp_path / f"{name}.txt").write_text("Tin\n\n" + " ".join(text) + ".", encoding="utf-8")
    page = tmp_path / "so.html"

    assert (
        main(["compare", *map(str, (tmp_path / "a.txt", tmp_path / "b.txt")), "--format", f"html:{page}"])
        == 0
    )
    assert "chữ50000" in page.read_text(encoding="utf-8")
