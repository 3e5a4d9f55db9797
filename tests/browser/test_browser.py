"""
Does a real browser show the report as meant: nothing runs, nothing leaves, the keyboard suffices?

Needs Chromium and two npm packages: `tests/browser/setup` brings them on Debian.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dedup.__main__ import main
from dedup.reports.alignment import count_runs, find_runs, split_words
from dedup.reports.html import format_page
from dedup.reports.html.stories import describe_story, find_sources
from dedup.reports.saved import read_dossier
from dedup.reports.wording import load_wording
from hostile import write_hostile

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def find_missing() -> str:
    """Return what these tests need and have not got, or ""."""
    if not Path(CHROMIUM).exists():
        return "Chromium is not installed: run tests/browser/setup"
    if not shutil.which("node") or not (HERE / "node_modules" / "puppeteer-core").exists():
        return "node or puppeteer-core is not installed: run tests/browser/setup"
    return ""


pytestmark = pytest.mark.skipif(bool(find_missing()), reason=find_missing() or "all is there")


def probe(what: str, report: Path) -> dict[str, Any]:
    """Return what the probe saw."""
    command = ["node", str(HERE / "probe.mjs"), what, str(report)]
    environment = os.environ | {"CHROMIUM": CHROMIUM}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment, timeout=300, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def scan(folder: Path, source: Path) -> Path:
    assert main(["scan", str(source), "-o", str(folder / "run"), "-q"]) == 0
    return folder / "run"


@pytest.fixture(scope="module")
def corpus_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scan(tmp_path_factory.mktemp("corpus"), CORPUS)


@pytest.fixture(scope="module")
def corpus_page(corpus_run: Path) -> Path:
    page = corpus_run.parent / "report.html"
    page.write_text(format_page(read_dossier(corpus_run)), encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    page = folder / "report.html"
    page.write_text(format_page(read_dossier(scan(folder, write_hostile(folder)))), encoding="utf-8")
    return page


def test_nothing_of_a_hostile_corpus_runs_and_no_request_leaves(hostile_page):
    seen = probe("SAFETY", hostile_page)

    nothing = {name: [] for name in ("requests", "errors", "dialogs", "violations", "active", "links")}
    assert seen == nothing | {"ran": None, "opener": 0}


def test_a_usual_report_is_as_quiet(corpus_page):
    seen = probe("SAFETY", corpus_page)

    assert (seen["requests"], seen["errors"], seen["violations"]) == ([], [], [])


def test_a_list_is_searched_sorted_and_a_story_compared_without_a_mouse(corpus_page):
    seen = probe("KEYBOARD", corpus_page)

    assert 1 <= seen["searched"] < seen["all"]
    assert seen["filtered"] < seen["all"]
    assert seen["down"] == sorted(seen["down"], key=int, reverse=True)
    assert seen["up"] == sorted(seen["down"], key=int)
    assert (seen["sortedDown"], seen["sortedUp"]) == ("sort-words descending", "ascending")
    assert seen["focused"] == ["story-title", seen["title"]]
    assert seen["before"] != seen["after"]
    assert seen["errors"] == []


@pytest.mark.parametrize("page", ["corpus_page", "hostile_page"])
def test_axe_finds_no_violation_at_two_widths_in_two_themes(page, request):
    seen = probe("AXE", request.getfixturevalue(page))

    assert seen["views"] > 40
    assert [each for each in seen["violations"] if each["impact"] in ("serious", "critical")] == []
    assert seen["violations"] == []
    assert seen["wide"] == []


def test_the_page_counts_words_as_the_command_line_does(corpus_run, corpus_page):
    """Two programs align the words: the script of the page and the kernel.  They have to agree."""
    dossier = read_dossier(corpus_run)
    sources, ui = find_sources(dossier), load_wording("en")
    shown = probe("NUMBERS", corpus_page)["stories"]

    for cluster, rows in zip(dossier.clusters.head(len(shown)).iter_rows(named=True), shown, strict=True):
        if cluster["level"] != "article":
            continue
        story = describe_story(cluster, sources, 0, ui)
        members = story["members"]
        base = next(
            (n for n, member in enumerate(members) if member["first"]),
            next((n for n, member in enumerate(members) if member["core"]), 0),
        )
        order = sorted(range(len(members)), key=lambda n: members[n]["relation"] == "partial")
        texts = [split_words(story["texts"][member["text"]]) for member in members]
        for n, row in zip(order, rows, strict=True):
            if n == base:
                continue
            tally = count_runs(find_runs(texts[base], texts[n]))
            assert int(row[0]) == tally.kept, (cluster["title"], members[n]["path"])
            assert int(row[1]) + int(row[3]) == tally.added + tally.changed
