"""Does the benchmark of rules count what each decides, and what would be said without it?"""

import gzip
import importlib
import json
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
STORY = (
    "The ferry to Quill Island stays in the harbour",
    "The ferry to Quill Island will not sail before Thursday, its owner said in the harbour on Monday.",
    "A beam of the landing stage gave way under a lorry that carried flour and two upright pianos.",
    "Until the beam is mended the post goes by rowing boat, and the school of the island stays closed.",
)


@pytest.fixture
def rules(monkeypatch):
    """Return the benchmark as a module."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    return importlib.import_module("rules")


@pytest.fixture
def data(tmp_path):
    """Return a folder of two corpora: one of lines, and one of a saved page."""
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines" / "a.txt").write_text("\n\n".join([*STORY, "(AP)"]), encoding="utf-8")
    (tmp_path / "saved").mkdir()
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY[1:])
    page = f"<html><body><h1>{STORY[0]}</h1>{paragraphs}</body></html>"
    (tmp_path / "saved" / "b.html.gz").write_bytes(gzip.compress(page.encode()))
    truth = {"file": "b.html.gz", "outlet": "Quill Post"}
    (tmp_path / "saved" / "truth.jsonl").write_text(json.dumps(truth) + "\n", encoding="utf-8")
    return tmp_path


def test_a_rule_counts_for_what_would_be_said_without_it(rules):
    """The next rule that holds may say something else, or the same for another reason."""
    asked = pl.DataFrame({"a": [True, True, False], "b": [True, None, True]})
    asking = [(pl.col("a"), "x", "one"), (pl.col("b"), "x", "two"), (pl.lit(value=True), "y", "three")]

    counts = rules.count_firsts(asked, asking, np.full(3, ""))

    assert counts.tolist() == [[2, 2, 1, 1], [2, 1, 1, 0], [3, 0, 0, 0]]


def test_of_the_titles_of_a_page_the_first_of_the_first_rule_is_chosen(rules):
    holds = np.array([[False, True], [True, False], [True, True], [False, True], [False, False]])

    assert rules.choose(holds, np.array([1, 1, 1, 2, 3])).tolist() == [1, 3, -1]


def test_every_block_page_and_credit_is_counted_and_nothing_of_a_page_is_written(rules, data, tmp_path):
    """The figures are published, the pages are not ours."""
    found = rules.count_all(rules.list_corpora(data, tmp_path / "scratch"))

    decided = {name: [row["decides"] for row in rows] for name, rows in found["lists"].items()}
    assert found["articles"] == {"lines": 1, "saved": 1, "saved, as text": 1}
    assert sum(decided["roles"]) == 5 + 4 + 4
    assert [count for count in decided["headlines"] if count] == [1, 2]
    assert sum(decided["pages"]) == 3
    assert sum(decided["credits, closing"]) == 1
    assert "ferry" not in json.dumps(found)


def test_the_table_names_the_rules_that_decide_nothing(rules):
    rows = [(1, 0, 0), (2, 0, 0), (3, 4, 2), (4, 5, 0), (5, 0, 0)]
    listed = [{"rule": rule, "decides": decides, "another_answer": other} for rule, decides, other in rows]

    table = rules.format_table({"roles": listed})

    assert table.splitlines()[-1] == "| roles | 5 | 9 | 1–2, 5 | 4 |"
