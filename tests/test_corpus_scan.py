"""The corpus, whose truth is known: does a scan find what was planted, and claim no more?"""

import json
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from dedup.dates import choose_published
from dedup.params import ScanOptions
from dedup.pipeline import scan

CORPUS = Path(__file__).parents[1] / "corpus"
TRUTH = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run():
    options = ScanOptions(agencies=CORPUS / "agencies.toml", outlets=CORPUS / "outlets.toml")
    return scan([str(CORPUS)], options, lambda *_: None)


@pytest.fixture(scope="module")
def paths(run):
    return dict(run.articles.select("article", "path").iter_rows())


def planted(*kinds):
    return [c for c in TRUTH["clusters"] if c["level"] == "article" and c["kind"] in kinds]


def pairs_of(groups):
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def found(run, paths, *, template):
    articles = run.clusters.filter((pl.col("level") == "article") & (pl.col("relation") != "partial"))
    kept = articles.filter((pl.col("kind") == "template") == template)
    return {
        cluster: {paths[unit] for unit in group["unit"]} for (cluster,), group in kept.group_by("cluster")
    }


def test_every_planted_copy_is_found_and_nothing_else(run, paths):
    """Light edits, cuts to a third, extensions, another spelling; and not the mash-ups."""
    truth = pairs_of(cluster["members"] for cluster in planted("syndication", "versions"))

    ours = pairs_of(found(run, paths, template=False).values())

    assert ours - truth == set()
    assert truth - ours == set()


def test_pages_that_only_look_alike_are_not_joined(run, paths):
    """Stock phrases, a shared speech, a translation, one event reported twice, bulletins."""
    ours = pairs_of(found(run, paths, template=False).values())

    strangers = {tuple(sorted((pair["a"], pair["b"]))) for pair in TRUTH["not_clusters"]}
    assert ours & strangers == set()


def test_bulletins_of_one_form_are_templates(run, paths):
    truth = pairs_of(cluster["members"] for cluster in planted("template"))

    assert pairs_of(found(run, paths, template=True).values()) == truth


def test_mash_ups_and_pastes_are_listed_as_partial(run, paths):
    """Each with the cluster whose text it holds, and never as a member."""
    rows = run.clusters.filter((pl.col("level") == "article") & (pl.col("relation") == "partial"))
    listed = {(paths[unit], paths[core]) for unit, core in rows.select("unit", "core").iter_rows()}

    for cluster in planted("syndication", "versions"):
        for page in cluster["partial"]:
            assert any((page, member) in listed for member in cluster["members"]), (cluster["id"], page)


def verdicts(run, paths):
    groups = found(run, paths, template=False)
    origins = {row["cluster"]: row for row in run.origins.iter_rows(named=True)}
    for cluster in planted("syndication", "versions"):
        match = max(groups, key=lambda number: len(groups[number] & set(cluster["members"])))
        yield cluster, origins[match]


def test_first_is_never_claimed_where_the_truth_is_open(run, paths):
    """The one mistake an editor does not forgive."""
    for cluster, origin in verdicts(run, paths):
        if origin["verdict"] == "first":
            assert cluster["verdict"] == "first", (cluster["id"], origin["why"])
            assert paths[origin["first_article"]] == cluster["first"], (cluster["id"], origin["why"])


def test_every_verdict_is_that_of_the_truth(run, paths):
    for cluster, origin in verdicts(run, paths):
        assert origin["verdict"] == cluster["verdict"], (cluster["id"], origin["why"])


def test_every_page_is_dated_as_exactly_as_it_prints_and_no_more_exactly(run, paths):
    """A minute whose zone nobody tells is a day; the interval says how wide."""
    columns = ["earliest", "latest", "precision", "zone_basis"]
    ours = {
        paths[article]: (stamp(earliest), stamp(latest), *rest)
        for article, earliest, latest, *rest in choose_published(run.dates).select("article", *columns).rows()
    }

    truth = {page["path"]: page["published"] for page in TRUTH["pages"]}
    assert ours == {
        path: (said["earliest"], said["latest"], said["precision"], said["zone"])
        for path, said in truth.items()
        if said
    }


def stamp(moment):
    return moment.isoformat().replace("+00:00", "Z")


def test_pages_are_known_for_what_they_are(run, paths):
    kinds = {paths[article]: kind for article, kind in run.pages.select("article", "page_kind").iter_rows()}

    assert {page["path"]: kinds[page["path"]] for page in TRUTH["pages"]} == {
        page["path"]: page["page_kind"] for page in TRUTH["pages"]
    }
