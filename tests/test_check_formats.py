"""Do machines take what a check writes, and can a page it quotes say anything to them?"""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from dedup.reports import findings_csv, github, gitlab, junit, sarif
from dedup.reports.findings import CheckReport
from dedup.reports.findings_formats import format_lines, format_object, format_text
from dedup.reports.guard import guard_line
from dedup.rules import RULES

ROOT = Path(__file__).parents[1]
SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
HOSTILE = [
    "::error file=x::gió\n::set-output name=token::1",
    "100%0A::warning::mưa\r\n::stop-commands::x",
    "\x1b]0;đổi tên\x07\x1b[2J\x9b31m",
    "]]></failure><testcase name='giả'/><!-- & ]]>",
    "<script>alert('sương')</script> [bấm](javascript:x) @tất-cả | `mã` #1",
    "=cmd|' /C calc'!A0",
    "{0} [link](http://x.test) \\ \u202e\u2066\u0000\uffff",
]


def make_row(number=0, *, text="nearly the text of cu/1", rule="DD001", **more):
    return {
        "rule": rule,
        "severity": "error",
        "article_id": f"moi/{number}",
        "path": f"moi/{number}.txt",
        "line": 3,
        "begin": 10,
        "end": 20,
        "message": text,
        "other_id": "cu/1",
        "other_path": "cu/1.txt",
        "other_in": "index",
        "relation": "near",
        "share": 0.9,
        "fingerprint": f"{number:032x}",
        "known": False,
        "file": f"in/moi/{number}.txt",
        "other_file": "",
        **more,
    }


def make_report(*rows, skipped=()):
    articles = [{"article_id": row["article_id"], "path": row["path"]} for row in rows]
    return CheckReport(list(rows), articles, list(skipped), "index", failed=bool(rows))


def make_hostile():
    rows = [
        make_row(n, text=text, path=text, file=text, article_id=text, other_file=text, other_in="batch")
        for n, text in enumerate(HOSTILE)
    ]
    skip = [{"path": text, "line": 0, "reason": "malformed", "detail": text} for text in HOSTILE]
    return make_report(*rows, skipped=skip)


REPORTS = {"none": make_report(), "one": make_report(make_row()), "hostile": make_hostile()}
each_report = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


@each_report
def test_sarif_is_what_the_official_schema_allows(report):
    log = json.loads(sarif.format_report(report))

    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)


def test_sarif_names_every_rule_and_each_result_points_at_its_own():
    rows = [make_row(n, rule=rule) for n, rule in enumerate(RULES)]

    (run,) = json.loads(sarif.format_report(make_report(*rows)))["runs"]

    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == list(RULES)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])


def test_sarif_keeps_within_what_code_scanning_takes_and_says_so():
    many = [make_row(n) for n in range(sarif.MAX_RESULTS + 7)]

    text = sarif.format_report(make_report(*many))

    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == sarif.MAX_RESULTS
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said.startswith("7 further findings")
    assert len(text) < 10_000_000


def test_sarif_fingerprints_do_not_move_with_the_line():
    one, two = (
        json.loads(sarif.format_report(make_report(make_row(line=line))))["runs"][0]["results"][0]
        for line in (3, 40)
    )

    assert one["partialFingerprints"] == two["partialFingerprints"]


def test_a_message_cannot_be_a_link_in_sarif():
    (run,) = json.loads(sarif.format_report(make_hostile()))["runs"]

    texts = [result["message"]["text"] for result in run["results"]]
    assert not any(re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", text) for text in texts)


@each_report
def test_junit_parses_and_counts(report):
    suite = ET.fromstring(junit.format_report(report)).find("testsuite")  # noqa: S314 - we wrote it

    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests")) == len(report.articles) + len(report.skipped)
    assert len([case for case in cases if case.find("failure") is not None]) == int(suite.get("failures"))
    assert len([case for case in cases if case.find("skipped") is not None]) == int(suite.get("skipped"))


@each_report
def test_no_page_can_give_a_workflow_command(report):
    """Every line that Actions would obey is one of ours, and ends where we end it."""
    lines = re.split(r"\r\n|\r|\n", github.format_report(report))

    commands = [line for line in lines if "::" in line and line.lstrip().startswith("::")]
    assert len(commands) == len(report.findings)
    assert all(
        re.match(r"::(error|warning|notice) file=[^:,]*,line=\d+,title=DD\d{3}::", each) for each in commands
    )
    assert len(lines) == len(commands) + 1


def test_annotations_stop_where_github_stops_showing_them():
    many = make_report(*(make_row(n) for n in range(40)))

    text = github.format_report(many)

    assert text.count("::error ") == github.SHOWN_PER_KIND
    assert "40 errors" in text


def test_the_job_summary_shows_pages_as_text(tmp_path, monkeypatch):
    target = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(target))

    github.append_summary(make_hostile())

    page = target.read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"(?<!\\)\[bấm", page)
    assert all(line.count("|") - line.count("\\|") == 4 for line in page.splitlines() if line.startswith("|"))


def test_a_summary_fits_into_a_megabyte():
    huge = make_report(*(make_row(n, text="gió " * 2000) for n in range(600)))

    assert len(github.format_summary(huge).encode()) < github.MAX_SUMMARY_BYTES


@each_report
def test_gitlab_gets_every_finding_with_a_fingerprint_of_its_own(report):
    rows = json.loads(gitlab.format_report(report))

    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(report.findings)
    needed = {"description", "check_name", "fingerprint", "severity", "location"}
    assert all(needed <= row.keys() for row in rows)
    assert all(row["severity"] in {"info", "minor", "major", "critical", "blocker"} for row in rows)


def test_equal_findings_in_one_file_stay_two_for_gitlab():
    rows = json.loads(gitlab.format_report(make_report(make_row(), make_row())))

    assert rows[0]["fingerprint"] != rows[1]["fingerprint"]


@pytest.mark.parametrize("write", [format_text, format_object, format_lines, findings_csv.format_report])
def test_nothing_a_terminal_obeys_is_written(write):
    text = write(make_hostile())

    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_a_cell_of_a_finding_is_no_formula():
    cells = re.findall(r'"((?:[^"]|"")*)"', findings_csv.format_report(make_hostile()))

    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


def test_known_findings_are_in_the_data_and_not_in_the_alarms():
    report = make_report(make_row(known=True))

    assert len(json.loads(format_object(report))["findings"]) == 1
    assert json.loads(sarif.format_report(report))["runs"][0]["results"] == []
    assert "::error" not in github.format_report(report)
    assert json.loads(gitlab.format_report(report)) == []
    assert "1 known" in format_text(report)


@pytest.mark.parametrize(
    ("kind", "path"),
    [("github-actions", "action.yml"), ("github-workflows", "docs/examples/dedup-workflow.yml")],
)
def test_the_files_for_github_follow_its_schemas(kind, path):
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}", str(ROOT / path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "order", ["::error::x", "  ::set-output name=a::b", "##[error]x", "tin ##vso[task.x]"]
)
def test_no_line_gives_a_build_server_an_order(order):
    """A file, an id or a title in the log of a build; GitHub and Azure obey what lines begin with or hold."""
    shown = guard_line(order)

    assert not shown.lstrip().startswith("::")
    assert "##[" not in shown
    assert "##vso[" not in shown
    assert len(shown) == len(order)


@pytest.mark.parametrize("format_report", [format_object, format_lines, gitlab.format_report])
def test_no_json_gives_a_build_server_an_order_and_none_loses_a_letter(format_report):
    """A log shows JSON too, and Azure looks for its orders anywhere in a line."""
    order = "tin ##vso[task.setvariable variable=PATH]x ##[error]y"
    text = format_report(make_report(make_row(file=order)))

    assert "##[" not in text
    assert "##vso[" not in text
    assert order in json.dumps(json.loads(text))
