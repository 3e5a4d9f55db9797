"""A text that nobody copied: are the pages that hold half of it listed with it, and who was first?"""

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dedup.params import Params, ScanOptions
from dedup.partials import find_partials
from dedup.pipeline import scan
from dedup.reports.tables import make_tables
from dedup.run import Run
from dedup.schema import CLUSTERS, MATCHES
from newsroom import write_story

FIRST, SECOND, THIRD = (write_story(number, paragraphs=6).split("\n") for number in (1, 2, 3))


def scan_pages(folder: Path, pages: dict[str, list[str]], days: dict[str, int]) -> Run:
    """Scan pages of an outlet each, published on a day of March."""
    rows = [
        {"id": name, "outlet": name, "text": "\n".join(text)}
        | ({"published": f"2025-03-{days[name]:02d}T08:00:00+07:00"} if name in days else {})
        for name, text in pages.items()
    ]
    (folder / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return scan([str(folder)], ScanOptions(), lambda *_: None)


def list_parts(run: Run) -> dict[str, list[str]]:
    """Return of each text that is shared in part, by its id, the pages listed with it."""
    tables = make_tables(run)
    named = tables.clusters.filter(pl.col("kind") == "partial", pl.col("level") == "article").select(
        "cluster_id"
    )
    rows = tables.members.join(named, on="cluster_id", how="semi").collect()
    core = pl.col("article_id").filter(pl.col("relation") != "partial").first()
    listed = rows.group_by("cluster_id").agg(
        core=core, pages=pl.col("article_id").filter(pl.col("relation") == "partial")
    )
    return {core: sorted(pages) for core, pages in listed.select("core", "pages").iter_rows()}


def test_a_mash_up_is_part_of_both_stories_though_nobody_copied_them(tmp_path: Path) -> None:
    run = scan_pages(tmp_path, {"a": FIRST, "b": SECOND, "both": [*FIRST[:5], *SECOND[:5]]}, {})

    assert list_parts(run) == {"a": ["both"], "b": ["both"]}


def add_phrases(story: list[str]) -> list[str]:
    """Return a story of a newsroom that says some things always in the same words."""
    phrases = ["việc ấy còn chờ cấp trên cho ý kiến", "đường dây nóng vẫn mở suốt ngày đêm"]
    return [f"{line} {phrases[at % 2]} {at}." for at, line in enumerate(story)]


def test_set_phrases_make_no_story_of_three_in_brief(tmp_path: Path) -> None:
    first, second, third = (add_phrases(story[:3]) for story in (FIRST, SECOND, THIRD))
    brief = [*first, "* * *", *second, "* * *", *third]

    run = scan_pages(tmp_path, {"a": first, "b": second, "c": third, "brief": brief}, {})

    assert list_parts(run) == {"a": ["brief"], "b": ["brief"], "c": ["brief"]}
    assert set(run.clusters.filter(pl.col("level") == "article")["kind"]) == {"partial"}


def test_three_mash_ups_chain_no_two_of_three_stories(tmp_path: Path) -> None:
    first, second, third = (add_phrases(story) for story in (FIRST, SECOND, THIRD))
    mash_ups = {"ab": [*first, *second], "bc": [*second, *third], "ac": [*first, *third]}

    run = scan_pages(tmp_path, {"a": first, "b": second, "c": third} | mash_ups, {})

    listed = {name: [page for page in ("ab", "ac", "bc") if name in page] for name in "abc"}
    assert {name: pages for name, pages in list_parts(run).items() if name in listed} == listed
    assert set(run.clusters.filter(pl.col("level") == "article")["kind"]) == {"partial"}


def test_two_pages_that_share_half_are_one_finding(tmp_path: Path) -> None:
    """The shorter is the one of which more is held, wherever it stands."""
    pages = {"long": [*FIRST[:3], *SECOND[:4]], "short": [*THIRD[:2], *FIRST[:3]]}

    assert list_parts(scan_pages(tmp_path, pages, {})) == {"short": ["long"]}


def test_a_page_of_very_many_stories_is_listed_with_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dedup.partials.MOST_TEXTS", 2)
    cut = {"a": FIRST, "b": SECOND, "c": THIRD}

    listed = list_parts(scan_pages(tmp_path, cut | {"all": [*FIRST[:5], *SECOND[:4], *THIRD]}, {}))
    assert listed == {"a": ["all"], "c": ["all"]}


def test_a_paragraph_of_background_is_none(tmp_path: Path) -> None:
    run = scan_pages(tmp_path, {"a": FIRST, "b": [*SECOND, FIRST[4]]}, {})

    assert list_parts(run) == {}


def test_how_many_share_a_paragraph_is_not_how_many_share_a_sample(tmp_path: Path) -> None:
    """Of a shingle in more texts each meets two of them only; a paragraph makes candidates of all."""
    pages = [*FIRST[:2], *SECOND[:2], *THIRD[:2]]
    rows = [{"id": str(n), "text": f"{page}\n{SECOND[4]}"} for n, page in enumerate(pages)]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    few = replace(Params().article, max_frequency=1, min_shared=99)

    run = scan([str(tmp_path)], ScanOptions(), lambda *_: None, replace(Params(), article=few))

    assert run.matches.filter(pl.col("b") < len(pages)).height >= len(pages) - 1


def test_what_holds_part_of_a_copied_text_stands_with_its_copies(tmp_path: Path) -> None:
    pages = {"a": FIRST, "copy": FIRST, "b": SECOND, "both": [*FIRST[:5], *SECOND[:5]]}
    run = scan_pages(tmp_path, pages, {})

    clusters = make_tables(run).clusters.filter(pl.col("level") == "article").collect()
    assert clusters["kind"].to_list() == ["syndication", "partial"]
    assert list_parts(run) == {"b": ["both"]}


def match(a: int, b: int, held_a: float, held_b: float, *, same: bool = False) -> tuple[object, ...]:
    return (a, b, min(held_a, held_b), held_a, held_b, "near" if same else "partial", same)


def list_found(*matches: tuple[object, ...], copies: tuple[int, ...] = ()) -> dict[int, list[int]]:
    """Return what is listed with each text that nobody copied; `copies` are one cluster."""
    rows = [(0, "article", "syndication", None, unit, copies[0], 1, 1, "near", None, None) for unit in copies]
    found = find_partials(
        pl.DataFrame(matches, MATCHES, orient="row"), pl.DataFrame(rows, CLUSTERS, orient="row")
    )
    pages = pl.col("unit").filter(pl.col("unit") != pl.col("core"))
    return dict(found.group_by("core").agg(pages).sort("core").iter_rows())


def test_a_half_that_is_told_with_copies_is_no_finding_of_its_own() -> None:
    """Else the earlier of two pages that took it would be the first, years after the story."""
    both_took_it = match(2, 3, 0.6, 0.5), match(0, 2, 0.4, 0.7), match(0, 3, 0.4, 0.5)

    assert list_found(*both_took_it) == {2: [0, 3], 3: [0, 2]}
    assert list_found(match(0, 1, 0.9, 0.9, same=True), *both_took_it, copies=(0, 1)) == {}


def test_every_page_that_holds_half_is_listed() -> None:
    """Also one of which more is held, and which has a line of its own: it may be the earlier."""
    assert list_found(match(0, 1, 0.7, 0.6), match(1, 2, 0.5, 0.2)) == {0: [1], 1: [0, 2]}


@pytest.mark.parametrize(("days", "first"), [({"a": 3, "b": 4}, "a"), ({"a": 5, "b": 4}, "b")])
def test_whichever_page_was_earlier_had_it_first(tmp_path: Path, days: dict[str, int], first: str) -> None:
    run = scan_pages(tmp_path, {"a": FIRST, "b": [*FIRST[:4], *SECOND]}, days)
    tables = make_tables(run)

    cluster = tables.clusters.filter(pl.col("level") == "article").collect().row(0, named=True)
    assert (cluster["copies"], cluster["sources"]) == (1, None)
    assert (cluster["first_verdict"], cluster["first_article_id"]) == ("first", first)
    assert cluster["why"].startswith(
        "No copy of a was found; pages that hold half of it or more: 1. Earliest"
    )
    assert (
        tables.members.filter("is_first", pl.col("level") == "article").collect()["article_id"].item()
        == first
    )
    assert tables.articles.collect()["cluster_id"].to_list() == ["", ""]
    assert tables.outlets.collect().is_empty()  # who takes a part follows nobody
