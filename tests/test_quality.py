"""Does the benchmark of quality count what is found, and say how sure its figures are?"""

import importlib
import sys
from pathlib import Path

import pytest

from dedup.matches import ArticleRule

QUALITY = Path(__file__).parents[1] / "benchmarks" / "quality"
STORY = (
    "The ferry to Quill Island will not sail before Thursday, its owner said in the harbour on Monday.",
    "A beam of the landing stage gave way under a lorry that carried flour and two upright pianos.",
    "Nobody was hurt, but the flour turned the harbour white, and children came down to draw in it.",
    "Until the beam is mended the post goes by rowing boat, and the school of the island stays closed.",
    "The mayor promised to have the stage looked at every spring, as her grandfather had done.",
)
ADDED = "The pianos were found dry, and one of them was played on the quay for an hour."


@pytest.fixture
def load(monkeypatch):
    """Return a module of the benchmark by its name."""
    monkeypatch.setattr(sys, "path", [str(QUALITY), *sys.path])
    return importlib.import_module


def test_exact_copies_are_pairs_and_match_what_their_first_matches(load, tmp_path):
    """Of equal texts one alone is compared; the others are no less the same text."""
    plain, edited = "\n\n".join(STORY), "\n\n".join([*STORY, ADDED])
    for name, text in {"a": plain, "b": plain, "c": edited, "d": edited}.items():
        (tmp_path / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")

    found = load("run_dedup").run(str(tmp_path))

    names = {Path(name).stem: name for group in found["groups"] for name in group}
    pairs = [["a", "b"], ["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"], ["c", "d"]]
    assert found["pairs"] == [[names[one], names[other]] for one, other in pairs]


def test_precision_and_recall_have_intervals_too(load):
    """Eight of eight is no certainty: a bootstrap would say that it is."""
    labels = {("a", f"b{i:02}"): "REPRINT" if i < 8 else "PARTIAL" for i in range(16)}

    found = load("evaluate").score(labels, {pair for pair, label in labels.items() if label == "REPRINT"})

    assert found["precision"] == found["recall"] == 1
    assert found["precision_interval"] == found["recall_interval"] == [0.676, 1.0]
    assert found["f1_interval"] == [1, 1]


def test_what_joins_nothing_has_the_whole_interval(load):
    found = load("evaluate").score({("a", "b"): "REPRINT"}, set())

    assert (found["precision"], found["precision_interval"]) == (0, [0, 1])


@pytest.mark.parametrize(
    ("value", "tried"), [(0.36, (0.288, 0.432)), (35, (28, 42)), (4, (3, 5)), (2, (1, 3))]
)
def test_a_threshold_that_counts_is_tried_higher_too(load, value, tried):
    """A fifth of two, rounded, is nothing."""
    assert load("crosscheck").change_by_a_fifth(value) == tried


def test_the_page_of_the_rules_knows_how_many_thresholds_were_tried():
    page = (QUALITY.parents[1] / "docs" / "decisions" / "relation-rules.md").read_text(encoding="utf-8")

    assert f"of the {len(ArticleRule._fields)} move" in page
