"""Which text a cut was cut from: whoever quotes as much of a story is no copy of it."""

import json
from pathlib import Path

import polars as pl

from dedup.cuts import part_cuts
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reports.tables import make_tables
from dedup.schema import MATCHES
from newsroom import write_story

Row = tuple[int, int, float, float, float, str, bool]


def match(a: int, b: int, held: tuple[float, float], relation: str) -> Row:
    return (a, b, min(held), *held, relation, relation != "partial")


def part(*matches: Row) -> list[tuple[int, int]]:
    """Return the pairs that are the same text in the end."""
    found = part_cuts(pl.DataFrame(matches, MATCHES, orient="row"))
    assert set(found.filter(~pl.col("same_text"))["relation"]) <= {"partial"}
    return found.filter("same_text").select("a", "b").rows()


def test_a_cut_goes_with_the_text_it_is_most_like() -> None:
    story = match(0, 1, (0.5, 1.0), "excerpt")
    column = match(1, 2, (1.0, 0.4), "extended")
    background = match(0, 2, (0.5, 0.4), "partial")

    assert part(story, background, column) == [(0, 1)]
    # Two long versions of a brief, one with more than the other, stay with it.
    assert part(story, match(0, 2, (0.9, 0.9), "near"), column) == [(0, 1), (0, 2), (1, 2)]


def test_what_is_nearly_as_long_as_the_other_is_no_cut() -> None:
    """Of three versions the middle one is like both: which of them it is like most is chance."""
    near = match(0, 1, (0.9, 0.9), "near"), match(1, 2, (0.85, 0.8), "near")
    ends = match(0, 2, (0.6, 0.6), "partial")

    assert part(near[0], ends, near[1]) == [(0, 1), (1, 2)]


def test_who_quotes_half_a_story_is_not_accused_through_a_cut(tmp_path: Path) -> None:
    story, own = (write_story(number, paragraphs=12).split("\n") for number in (1, 2))
    pages = {
        "hangtin": story,
        "banbao": [*story[:5], "(Theo Hãng tin Cồn Lau)"],
        "chuyenmuc": [*own[:4], *story[:5], *own[4:8]],
    }
    rows = [
        {
            "id": name,
            "outlet": name,
            "text": "\n".join(lines),
            "published": f"2025-03-{day:02d}T08:00:00+07:00",
        }
        for day, (name, lines) in enumerate(pages.items(), 1)
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    members = make_tables(scan([str(tmp_path)], ScanOptions(level="article"), lambda *_: None)).members
    relations = dict(members.select("article_id", "relation").collect().iter_rows())

    assert relations == {"hangtin": "identical", "banbao": "excerpt", "chuyenmuc": "partial"}
