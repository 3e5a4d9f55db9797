"""Pages that go on to another page's story: are they told from copies of it, and from teasers of it?"""

import json
from itertools import permutations
from pathlib import Path
from random import Random

import polars as pl
import pytest

from dedup.carried import STORY_WORDS, find_carried
from dedup.comparison import compare_files
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.schema import OWN_ROLES, ROLED
from test_matches import OTHER as MATCH
from test_matches import STORY

OPTIONS = ScanOptions()
ONE = ["Bến Lở đo lại tuyến kè bờ nam", *STORY.replace(". ", ".\n").split("\n")]
OTHER = ["Hạ Vy thắng trận thứ năm liên tiếp", *MATCH.replace(". ", ".\n").split("\n")]


def write(folder: Path, pages: dict[str, list[str]]) -> Path:
    rows = [{"id": name, "outlet": name, "text": "\n\n".join(lines)} for name, lines in pages.items()]
    file = folder / "pages.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def find_clusters(folder: Path, pages: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return of every cluster of articles how each page stands in it."""
    found = scan([str(write(folder, pages))], OPTIONS, lambda *_: None)
    names = found.articles.select("article_id", unit="article")
    members = found.clusters.filter(pl.col("level") == "article").join(names, on="unit").sort("unit")
    return [
        dict(cluster.select("article_id", "relation").iter_rows())
        for _, cluster in members.group_by("cluster", maintain_order=True)
    ]


def test_a_page_that_goes_on_to_another_story_holds_a_part_of_its_cluster(tmp_path: Path) -> None:
    copies = {"match": OTHER, "fifth": ["Trận thứ năm", *OTHER[1:]]}

    (found,) = find_clusters(tmp_path, copies | {"both": [*ONE, *OTHER]})

    assert {name: how == "partial" for name, how in found.items()} == {
        "match": False,
        "fifth": False,
        "both": True,
    }


@pytest.mark.parametrize(
    ("page", "joined"),
    [
        ([*ONE[:3], *OTHER[:2], *ONE[3:]], {"both", "dyke"}),  # a card: the headline and its first paragraph
        (["Bóng chuyền nữ", ONE[1], *OTHER], {"both", "match"}),  # a line of its own above it
        ([OTHER[0], *ONE[1:4], *OTHER], {"both", "match"}),  # under the same headline
    ],
)
def test_neither_a_card_nor_a_line_above_nor_a_new_lead_makes_a_page_that_goes_on(
    tmp_path: Path, page: list[str], joined: set[str]
) -> None:
    (found,) = find_clusters(tmp_path, {"dyke": ONE, "match": OTHER, "both": page})

    assert {name for name, how in found.items() if how != "partial"} == joined


def test_copies_of_a_page_that_goes_on_are_copies(tmp_path: Path) -> None:
    both = [*ONE, *OTHER]
    changed = [*both[:-1], both[-1].replace("trận", "hiệp")]
    found = find_clusters(tmp_path, {"match": OTHER, "both": both, "exact": both, "changed": changed})

    (members,) = ({name for name, how in cluster.items() if how != "partial"} for cluster in found)
    assert members == {"both", "exact", "changed"}


def test_two_files_are_told_apart_as_in_a_scan(tmp_path: Path) -> None:
    files = {"both": [*ONE, *OTHER], "match": OTHER}
    paths = [tmp_path / f"{name}.txt" for name in files]
    for path, lines in zip(paths, files.values(), strict=True):
        path.write_text("\n\n".join(lines), encoding="utf-8")

    (match,) = compare_files(*map(str, paths), OPTIONS).matches.iter_rows(named=True)

    assert (match["relation"], match["same_text"]) == ("partial", False)


def test_one_headline_of_many_pages_asks_for_a_few_of_them() -> None:
    """A series has one headline; paired all with all, 2,000 pages of 2,000 would be four million rows."""
    rows = [
        (article, ordinal, key, 40, role)
        for article in range(2000)
        for ordinal, key, role in [
            (0, 10_000 + article, "headline"),
            (1, 20_000 + article, "body"),
            (2, 30_000 + article, "body"),
            (3, 7, "body"),
            (4, 7, "headline"),
        ]
    ]
    kinds = {
        "article": pl.UInt32,
        "ordinal": pl.UInt32,
        "key": pl.UInt64,
        "words": pl.UInt32,
        "role": ROLED["role"],
    }

    assert find_carried(pl.DataFrame(rows, kinds, orient="row")).is_empty()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_carried_is_what_a_plain_count_finds(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    pages = {
        page: [
            (
                chance.randrange(30),
                chance.choice((30, 50, 80)),
                chance.choice(("body", "body", "lead", "sidebar")),
            )
            for _ in range(25)
        ]
        for page in range(6)
    }
    for page, lines in pages.items():
        lines[0] = (page, 8, "headline")
    rows = [
        (page, at, key + 1, words, role)
        for page, lines in pages.items()
        for at, (key, words, role) in enumerate(lines)
    ]
    kinds = {
        "article": pl.UInt32,
        "ordinal": pl.UInt32,
        "key": pl.UInt64,
        "words": pl.UInt32,
        "role": ROLED["role"],
    }
    own = {
        page: [(at, *line[:2]) for at, line in enumerate(lines) if line[2] in OWN_ROLES]
        for page, lines in pages.items()
    }
    expected = []
    for page, story in permutations(pages, 2):
        theirs = {key for _, key, _ in own[story]}
        heads = [at for at, key, _ in own[page] if key == story]
        above = sum(words for at, key, words in own[page] if heads and at < heads[0] and key not in theirs)
        below = sum(words for at, key, words in own[page] if heads and at > heads[0] and key in theirs)
        expected += [(page, story)] if min(above, below) >= STORY_WORDS else []

    assert find_carried(pl.DataFrame(rows, kinds, orient="row")).rows() == expected
