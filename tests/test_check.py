"""Is a new article held against the index, and its batch, as a scan of all would do it?"""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from dedup.__main__ import main
from dedup.checking import check_ingest
from dedup.checking.findings import make_findings
from dedup.checking.gate import locate_findings
from dedup.corpus import Known
from dedup.index.queries import remove_where
from dedup.index.snapshot import open_snapshot
from dedup.index.store import compact_index, remove_articles
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions
from dedup.pipeline import scan
from dedup.rules import RuleOptions
from newsroom import add_file, fill_index, make_records, write_records, write_story


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    return write_records(folder / "archive.jsonl", make_records(range(30)))


@pytest.fixture(scope="module")
def index(archive):
    return fill_index(archive.parent / "index", archive)


def find(tmp_path, records, index=None, **options):
    """Return the findings about `records`, as rows."""
    path = write_records(tmp_path / "new.jsonl", records)
    (ingest,) = read_ingests([str(path)], ScanOptions(), lambda *_: None, whole=True)
    known = Known.read(ScanOptions())
    if index is None:
        checked = check_ingest(ingest, None, known, Params())
    else:
        with open_snapshot(index, Params()) as snapshot:
            checked = check_ingest(ingest, snapshot, known, Params())
    return make_findings(checked, RuleOptions(**options)).to_dicts()


def rules_of(findings):
    return sorted({row["rule"] for row in findings})


def make_new(text, **more):
    return {
        "id": "moi/1",
        "outlet": "tinnhanh.vn",
        "title": "Tin mới",
        "text": text,
        "published": "2025-04-20T08:00:00+07:00",
        **more,
    }


def test_a_story_of_its_own_has_no_findings(tmp_path, index):
    assert find(tmp_path, [make_new(write_story(777))], index) == []


def test_a_copy_of_an_indexed_article_is_named_with_its_source(tmp_path, index):
    (row,) = find(tmp_path, [make_new(write_story(4))], index)

    assert (row["rule"], row["severity"], row["other_id"]) == ("DD001", "error", "baobien.vn/4")
    assert (row["other_in"], row["relation"], row["share"]) == ("index", "identical", 1.0)
    assert "the other is earlier" in row["message"]


@pytest.mark.parametrize("left", [4, 60], ids=["a few", "a crowd"])
def test_what_stays_is_found_behind_more_that_was_removed(tmp_path, left):
    """Removed articles stand before the others until the next compaction, in every list of holders."""
    outlets = [f"bao{number}.vn" for number in range(60 + left)]
    copies = [make_new(write_story(4), id=f"{outlet}/4", outlet=outlet) for outlet in outlets]
    index = fill_index(tmp_path / "index", write_records(tmp_path / "old.jsonl", copies))
    near = write_story(4).replace(".", " đò.")
    before = [find(tmp_path, [make_new(text)], index) for text in (write_story(4), near)]
    remove_articles(index, remove_where([], outlets[:60], None), Params())

    after = [find(tmp_path, [make_new(text)], index) for text in (write_story(4), near)]
    compact_index(index, Params())
    compacted = [find(tmp_path, [make_new(text)], index) for text in (write_story(4), near)]

    assert [rules_of(found) for found in (*before, *after)] == [["DD001"]] * 4
    assert {row["other_id"] for found in after for row in found} == {f"{outlets[60]}/4"}
    assert after == compacted


@pytest.mark.parametrize(
    ("copies", "versions", "told"),
    [
        (1, 3, " 1.0);"),
        (2, 3, " 1.0) and 1 more;"),
        (12, 1, " 1.0) and 11 more;"),
        (60, 1, " and at least 7 more;"),
    ],
    ids=["versions", "versions and another", "all", "a crowd"],
)
def test_what_is_told_beside_the_named_article_are_other_articles(tmp_path, copies, versions, told):
    index = fill_index(tmp_path / "index")
    for version in range(versions):
        titled = {"title": f"Tin số {version}"}
        old = [make_new(write_story(4), id="4", outlet=f"bao{n}.vn", **titled) for n in range(copies)]
        add_file(index, write_records(tmp_path / "old.jsonl", old))

    (row,) = find(tmp_path, [make_new(write_story(4))], index)

    assert told in row["message"]


@pytest.mark.parametrize(("pages", "told"), [(3, " and 2 more too"), (12, " and at least 7 more too")])
def test_a_caption_of_many_pages_is_told_with_how_many_at_least(tmp_path, pages, told):
    captions = ["Bà Sáu vá lưới bên bến đò Cồn Lau trong buổi chiều lộng gió. Ảnh: Lê Vạn"]
    old = [{**make_new(write_story(n), id=f"cu/{n}"), "captions": captions} for n in range(pages)]
    index = fill_index(tmp_path / "index", write_records(tmp_path / "a.jsonl", old))

    (row,) = find(tmp_path, [{**make_new(write_story(500)), "captions": captions}], index)

    assert row["rule"] == "DD003"
    assert row["message"].endswith(told)


def test_a_cut_copy_is_a_copy(tmp_path, index):
    cut = "\n".join(write_story(4).splitlines()[:4])

    (row,) = find(tmp_path, [make_new(cut)], index)

    assert (row["rule"], row["relation"], row["other_id"]) == ("DD001", "excerpt", "baobien.vn/4")


def test_a_copy_with_a_word_changed_in_every_paragraph_is_found(tmp_path, index):
    """No block of it is one of the index: only its sampled shingles are."""
    story = write_story(4).replace(".", " đò.")

    (row,) = find(tmp_path, [make_new(story)], index)

    assert (row["rule"], row["relation"], row["other_id"]) == ("DD001", "near", "baobien.vn/4")


def test_a_short_brief_that_is_reprinted_whole_is_found(tmp_path):
    """A brief of a dozen words has too few shingles to sample: its key, or half of them, must meet."""
    brief = "Bến đò Hói Rào tạm đóng hai ngày để thay dây cáp đã mòn, theo lời trưởng bến."
    longer = f"{brief} Khách đi chợ xin qua cầu phao phía thượng nguồn, cách bến chừng một cây số."
    archive = write_records(
        tmp_path / "a.jsonl",
        [make_new(brief, id="cu/1", outlet="baobien.vn"), make_new(longer, id="cu/2", outlet="baobien.vn")],
    )
    index = fill_index(tmp_path / "index", archive)

    same = find(tmp_path, [make_new(brief, id="moi/1")], index)
    close = find(tmp_path, [make_new(longer.replace("chừng", "khoảng"), id="moi/2")], index)

    assert ("DD001", "cu/1") in {(row["rule"], row["other_id"]) for row in same}
    assert ("DD001", "cu/2") in {(row["rule"], row["other_id"]) for row in close}


def test_pasted_paragraphs_are_measured_as_a_share_of_the_body(tmp_path, index):
    pasted = "\n".join([*write_story(900).splitlines()[:4], *write_story(7).splitlines()[:2]])

    (row,) = find(tmp_path, [make_new(pasted)], index)

    assert (row["rule"], row["relation"], row["other_id"]) == ("DD002", "partial", "baobien.vn/7")
    assert 0.25 < row["share"] < 0.4


def test_a_threshold_moves_what_counts_as_pasted(tmp_path, index):
    pasted = "\n".join([*write_story(900).splitlines()[:4], *write_story(7).splitlines()[:2]])

    assert find(tmp_path, [make_new(pasted)], index, thresholds={"DD002": 0.5}) == []


def test_who_quotes_half_a_story_is_no_copy_of_a_cut_to_that_half(tmp_path):
    """As in a scan, though story and cut are both in the index and were never compared."""
    story, own = (write_story(number, paragraphs=12).splitlines() for number in (1, 2))
    old = [
        make_new("\n".join(text), id=name, outlet=name)
        for name, text in (("hang", story), ("ban", story[:5]))
    ]
    index = fill_index(tmp_path / "index", write_records(tmp_path / "old.jsonl", old))

    found = find(tmp_path, [make_new("\n".join([*own[:4], *story[:5], *own[4:8]]))], index)

    assert [row["rule"] for row in found if row["rule"] in {"DD001", "DD002"}] == ["DD002"]


def test_two_new_copies_of_one_story_are_one_finding(tmp_path, index):
    first = make_new(write_story(800), id="moi/1", published="2025-04-20T08:00:00+07:00")
    later = make_new(write_story(800), id="moi/0", outlet="khac.vn", published="2025-04-21T08:00:00+07:00")

    (row,) = find(tmp_path, [later, first], index)

    assert (row["rule"], row["article_id"], row["other_id"]) == ("DD001", "moi/0", "moi/1")
    assert row["other_in"] == "batch"


def test_without_an_index_new_articles_are_held_against_each_other(tmp_path):
    first, second = make_new(write_story(800)), make_new(write_story(800), id="moi/2", outlet="khac.vn")

    assert rules_of(find(tmp_path, [first, second])) == ["DD001"]


def test_an_article_is_no_copy_of_its_own_earlier_version(tmp_path, index):
    again = make_records(range(5, 6), title="Đính chính")

    assert find(tmp_path, again, index) == []


def test_a_copy_under_the_id_of_its_source_is_a_copy_if_another_outlet_has_it(tmp_path, index):
    (row,) = find(tmp_path, make_records(range(5, 6), outlet="khac.vn", id="baobien.vn/5"), index)

    assert (row["rule"], row["other_id"]) == ("DD001", "baobien.vn/5")


def test_a_partner_may_reprint(tmp_path, index):
    partners = frozenset({("tinnhanh.vn", "baobien.vn")})

    assert find(tmp_path, [make_new(write_story(4))], index, partners=partners) == []
    assert rules_of(
        find(tmp_path, [make_new(write_story(4), outlet="khac.vn")], index, partners=partners)
    ) == ["DD001"]


@pytest.mark.parametrize("partner", ["Báo Biển", "baobien.vn", "Hãng Sóng"])
def test_a_partner_of_the_table_of_outlets_may_reprint(tmp_path, partner):
    """By any name of the outlet, or by that of the agency that it speaks for."""
    outlets, agencies = tmp_path / "outlets.toml", tmp_path / "agencies.toml"
    outlets.write_text(
        f'["tinnhanh.vn"]\npartner_of = ["{partner}"]\n["Báo Biển"]\ndomains = ["baobien.vn"]\n',
        encoding="utf-8",
    )
    agencies.write_text(
        '[HS]\nnames.vi = ["Hãng Sóng"]\ndomains = ["baobien.vn"]\nkind = "wire"\n', encoding="utf-8"
    )
    known = Known.read(ScanOptions(outlets=outlets, agencies=agencies))
    story = write_story(4) + "\n(Theo Hãng Sóng)"
    wire = make_new(story, id="cu/1", outlet="baobien.vn", published="2025-04-19T08:00:00+07:00")
    others = [
        make_new(story),
        make_new(write_story(9), id="moi/2"),
        make_new(story, id="moi/3", outlet="khac.vn"),
    ]
    path = write_records(tmp_path / "new.jsonl", [wire, *others])
    (ingest,) = read_ingests([str(path)], ScanOptions(), lambda *_: None, whole=True)

    found = make_findings(check_ingest(ingest, None, known, Params()), RuleOptions())

    assert found.filter(rule="DD001")["article_id"].to_list() == ["moi/3"]


def test_papers_of_one_owner_update_a_story_between_them_as_in_a_scan(tmp_path):
    """What one publisher changes under one headline within hours is the story, whatever its figures."""
    words = write_story(8).split(" ")

    def tell(first, outlet, hour):
        text = " ".join(str(first + n) if n % 8 == 3 else word for n, word in enumerate(words))
        return make_new(text, id=outlet, outlet=outlet, published=f"2025-04-20T{hour:02d}:00:00+07:00")

    path = write_records(tmp_path / "new.jsonl", [tell(100, "Bnews", 8), tell(5000, "VietnamPlus", 10)])
    run = scan([str(path)], ScanOptions(), lambda *_: None)
    (ingest,) = read_ingests([str(path)], ScanOptions(), lambda *_: None, whole=True)
    checked = check_ingest(ingest, None, Known.read(ScanOptions()), Params())

    assert run.matches.filter("same_text").select("a", "b").rows() == [(0, 1)]
    assert checked.compared.matches.filter("same_text").select("a", "b").rows() == [(0, 1)]


def test_an_agencys_text_without_its_credit_is_told(tmp_path):
    wire = make_new(write_story(5) + "\nTheo TTXVN", id="cu/1", outlet="baobien.vn")
    index = fill_index(tmp_path / "index", write_records(tmp_path / "a.jsonl", [wire]))

    silent = find(tmp_path, [make_new(write_story(5))], index)
    honest = find(tmp_path, [make_new(write_story(5) + "\nTheo TTXVN")], index)

    assert "DD005" in rules_of(silent)
    assert "DD005" not in rules_of(honest)


def test_a_text_that_is_mostly_not_the_agencys_is_not_told_to_owe_it(tmp_path):
    """A scan says nothing of it, whichever of the two is its core."""
    wire = make_new(write_story(5), id="cu/1", outlet="vietnamplus.vn", published="2025-04-19T08:00:00+07:00")
    words = write_story(5).split(" ")
    reworded = make_new(" ".join("zanto" if n % 7 == 3 else word for n, word in enumerate(words)))
    cut = make_new(" ".join(words[:160]) + ".", id="moi/2", outlet="khac.vn")
    index = fill_index(tmp_path / "index", write_records(tmp_path / "a.jsonl", [wire]))

    found = find(tmp_path, [reworded, cut], index)
    scanned = scan([str(tmp_path)], ScanOptions(), lambda *_: None)

    told = {row["article_id"] for row in found if row["rule"] == "DD005"}
    owing = scanned.uncredited.join(scanned.articles, on="article")["article_id"].to_list()
    assert {row["article_id"] for row in found if row["rule"] == "DD001"} == {"moi/1", "moi/2"}
    assert told == set(owing) == {"moi/2"}


def test_a_caption_used_again_is_told_once_and_not_for_whole_copies(tmp_path):
    caption = "Bà Sáu vá lưới bên bến đò Cồn Lau trong buổi chiều lộng gió. Ảnh: Lê Vạn"
    old = {**make_new(write_story(5), id="cu/1", outlet="baobien.vn"), "captions": [caption]}
    index = fill_index(tmp_path / "index", write_records(tmp_path / "a.jsonl", [old]))

    reused = find(tmp_path, [{**make_new(write_story(500)), "captions": [caption]}], index)
    copied = find(tmp_path, [{**make_new(write_story(5)), "captions": [caption]}], index)

    assert rules_of(reused) == ["DD003"]
    assert rules_of(copied) == ["DD001"]


def test_a_caption_is_told_within_one_batch_too_with_a_word_changed(tmp_path):
    captions = [
        "Bà Sáu vá lưới bên bến đò Cồn Lau trong buổi chiều lộng gió đầu mùa nước nổi",
        "Bà Sáu vá lưới bên bến đò Cồn Lau trong buổi sáng lộng gió đầu mùa nước nổi",
    ]
    pages = [make_new(write_story(500 + n), id=f"moi/{n}", captions=[captions[n == 2]]) for n in range(3)]

    told = find(tmp_path, pages)

    assert {(row["rule"], row["article_id"], row["other_id"]) for row in told} == {
        ("DD003", "moi/1", "moi/0"),
        ("DD003", "moi/2", "moi/0"),
    }


@pytest.mark.parametrize(("held", "said", "told"), [(0, 1, "extended"), (1, 0, "excerpt")])
def test_a_captions_relation_is_what_it_is_to_the_other(tmp_path, held, said, told):
    """Whether the other is of the index or of the same batch."""
    caption = "Bà Sáu vá lưới bên bến đò Cồn Lau trong buổi chiều lộng gió đầu mùa nước nổi"
    captions = [caption, f"{caption}, cạnh hai chiếc xuồng ba lá vừa sơn lại"]
    old = make_new(write_story(5), id="cu/1", outlet="baobien.vn", captions=[captions[held]])
    new = make_new(write_story(500), captions=[captions[said]])
    index = fill_index(tmp_path / "index", write_records(tmp_path / "a.jsonl", [old]))

    (known,) = find(tmp_path, [new], index)
    (met,) = find(tmp_path, [old, new])

    assert [known["relation"], met["relation"]] == [told, told]


def test_one_caption_on_every_page_costs_pages_and_not_pairs(tmp_path):
    """A batch of an outlet repeats its lines on every page: all pairs of a thousand are half a million."""
    caption = "Bà Sáu vá lưới bên bến đò Cồn Lau trong buổi chiều lộng gió"
    pages = [make_new(write_story(500 + n), id=f"moi/{n:03d}", captions=[caption]) for n in range(60)]
    path = write_records(tmp_path / "new.jsonl", pages)
    (ingest,) = read_ingests([str(path)], ScanOptions(), lambda *_: None, whole=True)

    checked = check_ingest(ingest, None, Known.read(ScanOptions()), Params())
    told = make_findings(checked, RuleOptions()).filter(rule="DD003")

    assert len(checked.compared.block_matches) <= 8 * 60
    assert told["article_id"].to_list() == [f"moi/{n:03d}" for n in range(1, 60)]


def test_a_box_the_index_knows_is_told_and_is_no_reprint(tmp_path):
    """One new page cannot show that its outlet prints a paragraph beside every story; the archive can."""
    box = write_story(990, paragraphs=1)
    pages = make_records(range(6))
    for page in pages:
        page["text"] += f"\n{box}"
    together = write_records(tmp_path / "together.jsonl", pages[:5])
    alone = write_records(tmp_path / "alone.jsonl", pages[5:])  # its box was taken for its text
    index = fill_index(tmp_path / "index", together, alone)
    text = f"{write_story(500, paragraphs=2)}\n{box}"

    at_home = find(tmp_path, [make_new(text, outlet="baobien.vn")], index)
    abroad = find(tmp_path, [make_new(text)], index)

    assert rules_of(at_home) == ["DD004"]
    assert rules_of(abroad) == ["DD002"]


def test_what_a_page_says_of_itself_is_judged_too(tmp_path):
    undated = make_new(write_story(5))
    del undated["published"]
    empty = make_new("", id="moi/2", captions=["Một bức ảnh chụp bên bờ sông lúc trời vừa sáng"])

    found = find(tmp_path, [undated, empty])

    assert ("DD007", "moi/1") in {(row["rule"], row["article_id"]) for row in found}
    assert ("DD008", "moi/2") in {(row["rule"], row["article_id"]) for row in found}


def test_a_check_finds_what_a_scan_of_everything_finds(tmp_path, archive, index):
    """Same stages, same rules: the pairs of a scan between old and new are the matches of a check."""
    lines = [write_story(number).splitlines() for number in range(10)]
    edited = ["\n".join(each[1:]).replace(" sông", " kênh") for each in lines[:5]]
    mixed = ["\n".join([*write_story(600 + n).splitlines()[:3], *lines[5 + n][:3]]) for n in range(5)]
    records = [make_new(text, id=f"moi/{n}") for n, text in enumerate([*edited, *mixed])]
    new = write_records(tmp_path / "new.jsonl", records)

    run = scan([str(archive), str(new)], ScanOptions(), lambda *_: None)
    (ingest,) = read_ingests([str(new)], ScanOptions(), lambda *_: None, whole=True)
    with open_snapshot(index, Params()) as snapshot:
        checked = check_ingest(ingest, snapshot, Known.read(ScanOptions()), Params())

    expected = name_pairs(run.matches, run.articles)
    expected = {
        (pair, relation) for pair, relation in expected if any(name.startswith("moi") for name in pair)
    }
    assert name_pairs(checked.compared.matches, checked.sources) == expected
    assert len(expected) >= 10


TURNED = {"extended": "excerpt"}


def name_pairs(matches, articles):
    names = dict(articles.select("article", "article_id").iter_rows())
    rows = matches.select("a", "b", pl.col("relation").cast(pl.String)).iter_rows()
    return {
        (frozenset((names[a], names[b])), TURNED.get(relation, relation))
        for a, b, relation in rows
        if a in names and b in names  # a scan numbers blocks after articles
    }


def test_a_finding_has_one_fingerprint_wherever_its_file_lies(tmp_path, index):
    one = find(tmp_path / "a", [make_new(write_story(4))], index)
    two = find(tmp_path / "b", [make_new(write_story(777), id="moi/9"), make_new(write_story(4))], index)

    assert one[0]["fingerprint"] == two[-1]["fingerprint"] or one[0]["fingerprint"] in {
        row["fingerprint"] for row in two
    }


@pytest.fixture
def desk(tmp_path, monkeypatch, index):
    """A working folder with a copy, a story of its own, and a path to the index."""
    monkeypatch.chdir(tmp_path)
    write_records(tmp_path / "in" / "copy.jsonl", [make_new(write_story(4), id="moi/4")])
    write_records(tmp_path / "own" / "own.jsonl", [make_new(write_story(777), id="moi/7")])
    return str(index)


def test_exit_codes_tell_a_pipeline_what_to_do(desk, tmp_path):
    assert main(["check", "own", "--against", desk]) == 0
    assert main(["check", "in", "--against", desk]) == 1
    assert main(["check", "in", "--against", desk, "--fail-on", "never"]) == 0
    assert main(["check", "in", "--against", desk, "--fail-on", "DD099"]) == 2
    assert main(["check", "in", "--against", str(tmp_path / "nowhere")]) == 4


def test_unreadable_input_under_strict_is_its_own_code(desk, tmp_path):
    (tmp_path / "own" / "broken.json").write_text("{", encoding="utf-8")

    assert main(["check", "own", "--against", desk, "--strict"]) == 3
    assert main(["check", "own", "--against", desk]) == 0


def test_a_check_writes_nothing_into_the_index(desk):
    from dedup.index.queries import describe_index

    before = describe_index(Path(desk))
    main(["check", "own", "--against", desk])

    assert describe_index(Path(desk)) == before


@pytest.mark.usefixtures("desk")
def test_add_takes_in_what_passed_and_not_what_failed(tmp_path, archive):
    from dedup.index.queries import describe_index

    own = fill_index(tmp_path / "mine", archive)

    assert main(["check", "in", "--against", str(own), "--add"]) == 1
    assert describe_index(own)["articles"] == 30
    assert main(["check", "own", "--against", str(own), "--add"]) == 0
    assert describe_index(own)["articles"] == 31


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_finding_about_a_pipe_names_it_as_the_user_did(tmp_path, monkeypatch):
    """`dedup check <(zcat wire.gz)`: /dev/fd leads to a place under /proc that is gone."""
    os.mkfifo(tmp_path / "wire")
    (tmp_path / "fd").symlink_to(tmp_path, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    finding = {"path": "wire#L2", "other_path": "", "other_in": ""}

    (row,) = locate_findings([finding], ["fd/wire"], ScanOptions())

    assert row["file"] == "fd/wire"


@pytest.mark.usefixtures("desk")
def test_add_without_an_index_is_refused_before_anything_is_read(capsys):
    """A gate that adds nothing, and says nothing of it, lets the same text in again tomorrow."""
    assert main(["check", "nowhere", "--add"]) == 2
    assert "name the index with --against" in capsys.readouterr().err


def test_a_baseline_accepts_what_is_known_and_nothing_else(desk, tmp_path):
    assert main(["baseline", "in", "--against", desk, "-o", "known.json"]) == 0
    assert main(["check", "in", "--against", desk, "--baseline", "known.json"]) == 0

    write_records(tmp_path / "in" / "second.jsonl", [make_new(write_story(6), id="moi/6", outlet="khac.vn")])
    assert main(["check", "in", "--against", desk, "--baseline", "known.json"]) == 1


def test_one_finding_is_one(desk, capsys):
    main(["baseline", "in", "--against", desk, "-o", "known.json"])

    assert capsys.readouterr().out == "Accepted 1 finding in known.json\n"


def test_a_baseline_counts_findings_per_article(tmp_path, index):
    """The same text in a second article is a second finding."""
    from dedup.baselines import count_findings, format_baseline, mark_known, read_baseline

    findings = find(tmp_path, [make_new(write_story(4))], index)
    (tmp_path / "known.json").write_text(format_baseline(findings), encoding="utf-8")
    both = find(
        tmp_path, [make_new(write_story(4)), make_new(write_story(4), id="moi/2", outlet="khac.vn")], index
    )

    marked = mark_known(pl.DataFrame(both), read_baseline(tmp_path / "known.json"))

    assert sum(count_findings(findings).values()) == 1
    assert [row["known"] for row in marked if row["article_id"] == "moi/1"] == [True]
    assert not any(row["known"] for row in marked if row["article_id"] == "moi/2")


@pytest.mark.parametrize(
    "text", ["{", "[]", "[" * 100_000, '{"version": 7, "findings": []}', '{"version": 1}']
)
def test_a_file_that_is_no_baseline_is_a_usage_error(desk, tmp_path, text):
    (tmp_path / "known.json").write_text(text, encoding="utf-8")

    assert main(["check", "in", "--against", desk, "--baseline", "known.json"]) == 2


def test_annotations_name_files_from_where_the_command_runs(desk, capsys):
    main(["check", "in", "--against", desk, "--format", "json"])

    (row,) = json.loads(capsys.readouterr().out)["findings"]
    assert (row["file"], row["line"]) == ("in/copy.jsonl", 1)


def test_a_page_checked_again_is_itself_however_many_are_named(tmp_path, monkeypatch):
    """A hook names the changed files: one today, three tomorrow."""
    monkeypatch.chdir(tmp_path)
    for number, outlet in enumerate(["a.vn", "b.vn"]):
        (tmp_path / "in" / outlet).mkdir(parents=True)
        (tmp_path / "in" / outlet / "p.txt").write_text(write_story(900 + number), encoding="utf-8")
    index = ["--against", str(fill_index(tmp_path / "index"))]
    first, both = ["in/a.vn/p.txt"], ["in/a.vn/p.txt", "in/b.vn/p.txt"]

    assert main(["check", *both, *index, "--add", "--fail-on", "DD001"]) == 0
    for paths in (first, both):
        assert main(["check", *paths, *index, "--fail-on", "DD001"]) == 0

    index = ["--against", str(fill_index(tmp_path / "rooted"))]
    assert main(["check", "in", *index, "--add", "--fail-on", "DD001"]) == 0
    for paths in (first, both):
        assert main(["check", *paths, *index, "--root", "in", "--fail-on", "DD001"]) == 0
    (tmp_path / "in" / "b.vn" / "p.txt").write_text(write_story(900), encoding="utf-8")
    assert main(["check", *both[1:], *index, "--root", "in"]) == 1


def test_settings_come_from_the_file_that_all_commands_share(desk, tmp_path):
    (tmp_path / "dedup.toml").write_text(
        'rank_by = "newest"\n[check]\nfail_on = "never"\n[check.threshold]\nDD002 = 0.9\n'
        '[check.partner]\n"tinnhanh.vn" = "baobien.vn"\n',
        encoding="utf-8",
    )

    assert main(["check", "in", "--against", desk]) == 0
    assert main(["check", "in", "--against", desk, "--fail-on", "any", "--format", "json:out.json"]) == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["findings"] == []


@pytest.mark.usefixtures("desk")
def test_added_articles_are_found_by_the_next_check(tmp_path):
    own = fill_index(tmp_path / "mine", tmp_path / "own" / "own.jsonl")
    add_file(own, tmp_path / "in" / "copy.jsonl")

    assert main(["check", "in", "--against", str(own)]) == 0
    write_records(tmp_path / "in" / "copy.jsonl", [make_new(write_story(4), id="khac/4")])
    assert main(["check", "in", "--against", str(own)]) == 1


def test_each_finding_of_a_long_page_names_its_own_line():
    """Counted on from one to the next, and from 1 in every article."""
    from dedup.checking.findings import count_lines

    texts = ["mưa\n\nđá", "\n".join(f"dòng {number}" for number in range(20_000))]
    begins = [0, 5, *range(0, len(texts[1]), 7), 5]
    rows = pl.DataFrame({"article": [0, 0, *[1] * (len(begins) - 3), 0], "begin": begins})
    rows = rows.cast(pl.UInt32)

    found = count_lines(rows, pl.DataFrame({"article": [0, 1], "text": texts}).cast({"article": pl.UInt32}))

    assert found.rows() == [
        (article, begin, texts[article].count("\n", 0, begin) + 1)
        for article, begin in sorted(set(rows.rows()))
    ]


def test_a_paragraph_that_stands_thousands_of_times_in_two_pages_is_met_once_each(tmp_path, capsys):
    """Each of one page with each of the other would be a hundred million pairs."""
    line = "Bến phà Cồn Lau ngừng chạy từ sáng nay vì nước lên nhanh hơn dự báo của đài tỉnh hôm qua.\n\n"
    for outlet in ("báo-sông", "tin-biển"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "phà.txt").write_text(f"Bến phà\n\n{line * 10_000}", encoding="utf-8")

    assert main(["check", str(tmp_path)]) in (0, 1)
    assert "Checked 2 articles" in capsys.readouterr().out
