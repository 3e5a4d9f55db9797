"""A roundup holds two stories: how much of the page is each, and how much of each is there?"""

import json

import polars as pl
import pytest

from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reports.plain import format_summary
from dedup.reports.summary import make_summary
from dedup.reports.tables import make_tables
from newsroom import write_story


@pytest.fixture
def run(tmp_path):
    """Two stories in two outlets each, a roundup of both, and one pasted paragraph."""
    first, second = write_story(1, paragraphs=6), write_story(2, paragraphs=4)
    pasted = "\n".join([write_story(3, paragraphs=4), first.split("\n")[0]])
    texts = {
        "a.vn/1": first, "b.vn/1": first, "a.vn/2": second, "b.vn/2": second,
        "c.vn/diem-tin": f"{first}\n{second}", "d.vn/nhat": pasted,
    }  # fmt: skip
    rows = [{"id": name, "outlet": name.split("/")[0], "text": text} for name, text in texts.items()]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return scan([str(tmp_path)], ScanOptions(), lambda *_: None)


def test_a_roundup_says_how_much_of_it_each_story_is(run):
    """Six paragraphs of ten are the first story, four the second; all of both stands there."""
    members = make_tables(run).members.collect().filter(pl.col("relation") == "partial")

    roundup = members.filter(pl.col("article_id") == "c.vn/diem-tin").sort("page_share", descending=True)
    assert roundup["page_share"].to_list() == pytest.approx([0.6, 0.4], abs=0.01)
    assert roundup["core_share"].to_list() == pytest.approx([1, 1], abs=0.01)


def test_a_pasted_paragraph_is_a_fifth_of_the_page_and_a_sixth_of_the_story(run):
    row = make_tables(run).members.collect().filter(pl.col("article_id") == "d.vn/nhat").row(0, named=True)

    assert (row["relation"], row["page_share"], row["core_share"]) == (
        "partial",
        pytest.approx(1 / 5, abs=0.01),
        pytest.approx(1 / 6, abs=0.01),
    )


def test_members_have_no_covered_share(run):
    """They are the cluster; similarity and containment say how close they are."""
    members = make_tables(run).members.collect().filter(pl.col("relation") != "partial")

    assert members["page_share"].null_count() == members.height > 0


def test_the_terminal_and_json_name_the_roundup_under_both_stories(run, tmp_path):
    summary = make_summary(run, make_tables(run), folder=tmp_path, files=[], top=20)

    told = [line for line in format_summary(summary).splitlines() if "c.vn/diem-tin" in line]
    assert sorted(line.partition(": ")[2] for line in told) == [
        "c.vn/diem-tin: 40% of the page, 100% of the story",
        "c.vn/diem-tin: 60% of the page, 100% of the story",
    ]
    assert [page["article_id"] for page in summary["clusters"][0]["partial"]] == [
        "c.vn/diem-tin",
        "d.vn/nhat",
    ]


def test_a_page_that_shares_only_what_one_member_has_beside_the_story_is_no_part_of_it(tmp_path):
    """It was listed with none of the story, because a longer version of that had a paragraph of it."""
    story, other = write_story(1, paragraphs=6), write_story(2, paragraphs=6).split("\n")
    texts = {"a.vn": story, "b.vn": story, "c.vn": "\n".join([story, other[3]]), "d.vn": "\n".join(other)}
    rows = [{"id": name, "outlet": name, "text": text} for name, text in texts.items()]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    members = make_tables(scan([str(tmp_path)], ScanOptions(level="article"), lambda *_: None)).members

    assert members.collect().sort("article_id")["article_id"].to_list() == ["a.vn", "b.vn", "c.vn"]


@pytest.mark.parametrize("stamped", [True, False])
def test_a_live_page_of_two_stories_is_a_part_of_both(tmp_path, stamped):
    """Four of its entries are one story and two the other: as one text it would be an edit of the first."""
    first, second = (write_story(number, paragraphs=5).split("\n") for number in (1, 2))
    entries = [first[3], second[0], first[0], first[1], second[4], first[2]]
    clocks = [f"{8 + n:02}:15" if stamped else "" for n in range(len(entries))]
    page = "\n\n".join(line for both in zip(clocks, entries, strict=True) for line in both if line)
    texts = {"a.vn/1": first, "b.vn/1": first, "a.vn/2": second, "b.vn/2": second}
    rows = [
        {"id": name, "outlet": name.split("/")[0], "text": "\n".join(text)} for name, text in texts.items()
    ]
    rows.append({"id": "c.vn/live", "outlet": "c.vn", "text": f"Trực tiếp ngày 4/3\n\n{page}"})
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    members = make_tables(scan([str(tmp_path)], ScanOptions(), lambda *_: None)).members.collect()

    listed = members.filter(pl.col("article_id") == "c.vn/live", pl.col("level") == "article")
    assert set(listed["relation"]) == ({"partial"} if stamped else {"near", "partial"})


def test_a_live_page_that_took_in_a_whole_story_is_a_part_of_it(tmp_path):
    """With its other entries nowhere else it was a longer version, and drew cuts out of the cluster."""
    story, own = (write_story(number, paragraphs=5).split("\n") for number in (1, 2))
    entries = [*story, own[0], own[1]]
    page = "\n\n".join(f"{18 - n}:15\n\n{entry}" for n, entry in enumerate(entries))
    texts = {"a.vn": "\n".join(story), "b.vn": f"Trực tiếp ngày 4/3\n\n{page}"}
    rows = [{"id": name, "outlet": name, "text": text} for name, text in texts.items()]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    members = make_tables(scan([str(tmp_path)], ScanOptions(level="article"), lambda *_: None)).members

    listed = members.select("article_id", "relation").collect().rows()
    assert sorted(listed) == [("a.vn", "identical"), ("b.vn", "partial")]


@pytest.mark.parametrize(
    ("headline", "relation"), [("Đò ngang Bến Lở đổi giờ", "excerpt"), ("Vài lời về bến", "partial")]
)
def test_a_cut_from_the_middle_is_a_copy_under_the_same_headline(tmp_path, headline, relation):
    """Under another it is a passage in a longer page: a second item, background, a later report."""
    lines = write_story(1, paragraphs=10).split("\n")
    texts = {"a.vn/1": lines, "b.vn/1": lines, "c.vn/1": lines[4:7]}
    heads = {"a.vn/1": "Đò ngang Bến Lở đổi giờ", "b.vn/1": "Đò ngang Bến Lở đổi giờ", "c.vn/1": headline}
    rows = [
        {"id": name, "outlet": name[:4], "text": "\n\n".join([heads[name], *text])}
        for name, text in texts.items()
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    members = make_tables(scan([str(tmp_path)], ScanOptions(), lambda *_: None)).members.collect()

    cut = members.filter(pl.col("article_id") == "c.vn/1", pl.col("level") == "article")
    assert cut["relation"].to_list() == [relation]
