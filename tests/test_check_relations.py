"""Does a finding name what two texts share as it is: a form, a cut, or much of both?"""

import pytest

from dedup.checking import check_ingest
from dedup.checking.findings import make_findings
from dedup.corpus import Known
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions
from dedup.rules import RuleOptions
from newsroom import make_records, write_records, write_story

FORM = (
    "Kết quả mở thưởng xổ số Bến Sắn ngày {0}: giải đặc biệt {1}, giải nhất {2}, giải nhì {3} và {4}, "
    "giải ba {5}, {6} và {7}, giải tư {8}, giải năm {9}, giải sáu {10}. "
    "Vé trúng giải lĩnh thưởng tại các đại lý trong vòng ba mươi ngày kể từ ngày mở thưởng, người trúng "
    "cần mang theo giấy tờ tùy thân và vé còn nguyên vẹn không rách, không tẩy xóa, không chắp vá."
)


def draw(day):
    """Return the bulletin of one day."""
    return FORM.format(f"{day}/3", *(str(70_001 + 7919 * day * place % 29_989) for place in range(1, 11)))


def check(tmp_path, *texts):
    """Return the findings about articles of one outlet, a day apart."""
    told = zip(texts, make_records(range(len(texts))), strict=True)
    path = write_records(tmp_path / "new.jsonl", [record | {"text": text} for text, record in told])
    (ingest,) = read_ingests([str(path)], ScanOptions(), lambda *_: None, whole=True)
    checked = check_ingest(ingest, None, Known.read(ScanOptions()), Params())
    return make_findings(checked, RuleOptions()).rows(named=True)


def test_a_daily_form_is_no_reprinted_paragraph(tmp_path):
    found = check(tmp_path, draw(3), draw(4), draw(5))

    assert [row["message"] for row in found if row["rule"] in {"DD001", "DD002"}] == []


def test_a_speech_that_two_papers_report_is_no_reprinted_paragraph(tmp_path):
    """The same words without their marks are."""
    speech, reports = write_story(9, paragraphs=3).splitlines(), (write_story(6), write_story(7))

    def report(quoted):
        return [row["rule"] for row in check(tmp_path, *("\n".join([text, *quoted]) for text in reports))]

    assert set(report([f"“{line}”" for line in speech])) & {"DD001", "DD002"} == set()
    assert "DD002" in report(speech)


def test_a_story_pasted_under_a_form_is_still_told(tmp_path):
    story = write_story(5)

    rules = {row["rule"] for row in check(tmp_path, draw(3), f"{draw(4)}\n{story}", story)}

    assert rules & {"DD001", "DD002"}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (8, 2, "a cut of baobien.vn/0 (baobien.vn) (1.0 of this text stands there)"),
        (2, 8, "extended from baobien.vn/0 (baobien.vn) (holds 1.0 of that text)"),
        (8, 8, "identical to baobien.vn/0 (baobien.vn) (resemblance 1.0)"),
    ],
)
def test_a_copy_is_told_by_what_makes_it_one(tmp_path, first, second, said):
    whole = write_story(5, paragraphs=8).splitlines()

    (row,) = check(tmp_path, "\n".join(whole[:first]), "\n".join(whole[:second]))

    assert row["message"].startswith(said)
