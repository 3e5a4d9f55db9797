"""Pages that go on to another page's story: are they told from copies of it, and from teasers of it?"""

import json
from itertools import permutations
from pathlib import Path
from random import Random

import polars as pl
import pytest
from xxhash import xxh3_64_intdigest

from dedup.carried import STORY_WORDS, find_carried, find_live
from dedup.comparison import compare_files
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.schema import OWN_ROLES, ROLED
from newsroom import write_story
from test_matches import OTHER as MATCH
from test_matches import STORY

OPTIONS = ScanOptions()
ONE = ["Bến Lở đo lại tuyến kè bờ nam", *STORY.replace(". ", ".\n").split("\n")]
OTHER = ["Hạ Vy thắng trận thứ năm liên tiếp", *MATCH.replace(". ", ".\n").split("\n")]

BLOCKS = {name: ROLED[name] for name in ("article", "ordinal", "key", "words", "role")}


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


def place_lines(*pages: list[str], roles: dict[str, str] = {}) -> pl.DataFrame:  # noqa: B006
    """Return the blocks of pages of a headline and text; `roles` of lines that are neither."""
    rows = [
        (
            article,
            ordinal,
            xxh3_64_intdigest(line.encode()),
            len(line.split()),
            roles.get(line, "body") if ordinal else "headline",
        )
        for article, lines in enumerate(pages)
        for ordinal, line in enumerate(lines)
    ]
    return pl.DataFrame(rows, BLOCKS, orient="row")


def test_a_digest_goes_on_from_the_story_that_it_opens_with() -> None:
    blocks = place_lines(["Hai chuyện trong ngày", *OTHER, *ONE], OTHER)

    assert find_carried(blocks).rows() == [(0, 1)]


def test_a_digest_of_two_stories_is_neither() -> None:
    """The headline of the first stands right under its own, and passes for a link."""
    blocks = place_lines(["Hai chuyện trong ngày", *OTHER, *ONE], OTHER, ONE, roles={OTHER[0]: "boilerplate"})

    assert find_carried(blocks).rows() == [(0, 1), (0, 2)]


@pytest.mark.parametrize("picture", [True, False])
def test_what_a_picture_is_called_is_no_headline(*, picture: bool) -> None:
    """Under a headline of its own a story keeps its picture, and what that was called at first."""
    caption = "Khán đài phía nam trong hiệp hai."
    page = ["Chiến thắng của Hạ Vy", OTHER[0], *([caption] if picture else []), *OTHER[1:], *ONE[1:]]

    assert find_carried(place_lines(page, OTHER, roles={caption: "caption"})).is_empty() == picture


@pytest.mark.parametrize(
    ("above", "under", "carried"),
    [([], [], [(0, 1)]), (["Xem thêm"], [], []), ([], ["Chưa ai bị thương."], [])],
)
def test_a_headline_stands_between_two_stories_and_a_link_anywhere(
    above: list[str], under: list[str], carried: list[tuple[int, int]]
) -> None:
    """The next story under a page's own has the headline of a link above it, and passes for one."""
    page = [*ONE, *above, OTHER[0], *under, *OTHER[1:]]
    blocks = place_lines(page, OTHER, roles={"Xem thêm": "sidebar", OTHER[0]: "sidebar"})

    assert find_carried(blocks).rows() == carried


@pytest.mark.parametrize(("under", "live"), [("body", [0]), ("sidebar", [])])
def test_the_entries_of_a_live_page_are_its_text(under: str, live: list[int]) -> None:
    """News beside a story stand under times of day too; its cuts are cuts of it."""
    clocks = ["10:42", "10:15", "9:58"]
    page = [*OTHER, *(line for both in zip(clocks, ONE[1:4], strict=True) for line in both)]
    roles = dict.fromkeys(clocks, "dateline") | dict.fromkeys(ONE[1:4], under)

    assert find_live(place_lines(page, roles=roles)).to_list() == live


def test_a_live_page_that_grows_remains_itself_beside_the_briefs_it_carries(tmp_path: Path) -> None:
    """It matches each brief as a longer version of it would, and is no copy of it."""
    entries = [
        [f"Bản tin bên sông số {at}", *write_story(at, paragraphs=3).split("\n")] for at in range(20, 26)
    ]
    clocks = [[f"{9 + at}:10", *entry] for at, entry in enumerate(entries)]
    title = "Trực tiếp: một ngày bên sông Lở"
    late, early = ([title, *(line for entry in clocks[at:] for line in entry)] for at in (0, 3))

    clusters = find_clusters(tmp_path, {"one": entries[3], "two": entries[5], "early": early, "late": late})

    assert {"early", "late"} in [
        {page for page, how in each.items() if how != "partial"} for each in clusters
    ]


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

    assert find_carried(pl.DataFrame(rows, BLOCKS, orient="row")).is_empty()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_carried_is_what_a_plain_count_finds(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    pages = {
        page: [
            (
                chance.randrange(30),
                chance.choice((30, 50, 80)),
                chance.choice(("body", "body", "body", "lead", "sidebar", "caption")),
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
    theirs = {page: {key for key, _, role in lines if role in OWN_ROLES} for page, lines in pages.items()}
    lines = [
        (page, story, *goes_on(pages[page], head, theirs[story]))
        for page, story in permutations(pages, 2)
        for head, line in enumerate(pages[page])
        if line[0] == story
    ]
    digests = {page for page, _, sure, _ in lines if sure}
    expected = {(page, story) for page, story, sure, rest in lines if sure or (rest and page in digests)}

    assert find_carried(pl.DataFrame(rows, BLOCKS, orient="row")).rows() == sorted(expected)


def goes_on(page: list[tuple[int, int, str]], head: int, theirs: set[int]) -> tuple[bool, bool]:
    """Say whether the lines of a page (key, words, role) hold a story under its headline, and more."""
    own = [role in OWN_ROLES for _, _, role in page]
    held = [at for at in range(head + 1, len(page)) if own[at] and page[at][0] in theirs]
    if sum(page[at][1] for at in held) < STORY_WORDS:
        return False, False
    above = sum(page[at][1] for at in range(head) if own[at] and page[at][0] not in theirs)
    rest = sum(page[at][1] for at in range(held[-1] + 1, len(page)) if own[at])
    alone = own[head - 1] and not any(own[head + 1 : held[0]])
    goes_on_above = above >= STORY_WORDS and (own[head] or alone)
    goes_on_under = rest >= STORY_WORDS and page[head + 1][2] != "caption"
    return goes_on_above or (goes_on_under and own[head]), goes_on_under
