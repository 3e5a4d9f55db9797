"""Is `corpus/` what its sources say?  Pages, spans, and verdicts against those reached by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
TRUTH = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
CLUSTERS = {row["id"]: row for row in TRUTH["clusters"]}

# Reached by reading the pages, not by the code that writes truth.json.
BY_HAND = {
    "article-w01": ("tie", None),  # 10:20 that day against a page that prints the day alone
    "article-w02": ("first", "ttxsv.vn"),  # undated copies credit the agency
    "article-w03": ("undetermined", None),  # an undated copy credits nobody
    "article-w05": ("first", "kinhtesongvan.vn"),
    "article-w08": ("undetermined", None),  # the copy that credits the agency is two hours early
    "article-w09": ("first", "kinhtesongvan.vn"),  # the agency everybody credits is not here
    "article-w10": ("first", "baolamkhe.vn"),  # undated, and credited by both others
    "article-w11": ("first", "vinhsathoibao.vn"),
    "article-w12": ("undetermined", None),  # one page says only when it was last changed
    "article-s15": ("first", "thachyenonline.vn"),  # two days, one after the other
    "article-s20": ("first", "kinhtesongvan.vn"),  # two minutes, one after the other
    "article-e01": ("tie", None),  # an evening in GMT is inside the next day at +07:00
    "article-e06": ("first", "aldoriaherald.test"),
}


def test_the_pages_are_the_ones_their_sources_build() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus" / "build.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("cluster", sorted(BY_HAND))
def test_a_planted_verdict_is_the_one_a_reader_would_reach(cluster: str) -> None:
    row = CLUSTERS[cluster]
    outlet = row["first"].split("/")[0] if row["first"] else None
    assert (row["verdict"], outlet) == BY_HAND[cluster]


def test_every_span_of_the_truth_quotes_its_page() -> None:
    for page in TRUTH["pages"]:
        text = (CORPUS / page["path"]).read_bytes().decode() if page["blocks"] else ""
        begins = [begin for _, begin, _ in page["blocks"]]
        assert begins == sorted(begins)
        assert all(text[begin:end].strip() for _, begin, end in page["blocks"]), page["path"]


def test_no_pair_is_planted_both_as_the_same_text_and_as_not() -> None:
    together = [set(row["members"]) for row in CLUSTERS.values() if row.get("verdict")]
    for pair in TRUTH["not_clusters"]:
        assert not any({pair["a"], pair["b"]} <= members for members in together), pair


def test_half_of_the_pages_are_nobody_elses() -> None:
    dumps = {page["path"] for page in TRUTH["pages"] if "format" not in page}
    groups = [dumps & set(row["members"]) for row in CLUSTERS.values() if row.get("verdict")]
    clustered = {path for members in groups if len(members) > 1 for path in members}
    assert len(dumps) >= 150
    assert 0.4 <= 1 - len(clustered) / len(dumps) <= 0.6


def test_stories_stand_in_every_format_that_is_read() -> None:
    formats = {page.get("format") for page in TRUTH["pages"]}
    assert formats == {None, "html", "ninjs", "newsml", "warc"}
