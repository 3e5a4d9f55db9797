"""Does the doctor plant what it says, and tell what the pipeline makes of it?"""

import json
import random
from dataclasses import asdict, replace
from functools import partial

import polars as pl
import pytest
from click.testing import CliRunner

from dedup import doctor
from dedup.cli import cli
from dedup.doctor import diagnosis, examine
from dedup.doctor.edits import EDITS, Edit, cut, extend, mash_up, reorder, respell, reword
from dedup.doctor.findings import Share, take_share, wilson
from dedup.doctor.pages import Page, Piece
from dedup.doctor.spelling import write_eth
from dedup.errors import InputError
from dedup.mojibake import mend_texts
from dedup.params import ScanOptions
from dedup.pipeline import compare_corpus

STORIES = {
    "ben-do": (
        "Bến đò Hạ Thủy ngừng chạy sau bốn mươi năm",
        "Sáng mùng ba, ông Đặng Văn Mão buộc con đò cuối cùng vào gốc bần rồi lên bờ.",
        "Cây cầu treo mới cách đó ba trăm mét đã thông xe từ tuần trước, và không còn ai gọi đò nữa.",
        "Ông Mão kể, mỗi mùa nước nổi ông chở cả lớp học qua sông, đứa nào cũng thuộc tên con đò.",
        "Xã cho biết sẽ giữ con đò làm kỷ vật ở nhà văn hóa, còn bến cũ được trồng thêm hai hàng phượng.",
        "Chiều cùng ngày, mấy người khách quen vẫn ra bến ngồi uống nước và nhắc chuyện những chuyến đêm.",
    ),
    "lo-gach": (
        "Lò gạch cuối cùng ở xóm Trại tắt lửa",
        "Lò gạch thủ công của gia đình bà Lương Thị Hến đỏ lửa mẻ cuối vào đêm rằm vừa rồi.",
        "Theo quy định mới, các lò đốt bằng than ở ven khu dân cư phải đóng cửa trước mùa mưa năm nay.",
        "Bà Hến nói gạch của lò từng xây trường học, trạm xá và gần hết những bức tường trong huyện.",
        "Hai người con trai bà đã học nghề hàn, riêng người út muốn mở xưởng gốm trên nền lò cũ.",
        "Huyện hứa hỗ trợ vay vốn cho các chủ lò chuyển nghề, nhưng thủ tục đến nay vẫn chưa xong.",
    ),
    "lights": (
        "Harbour town votes to dim its lights for the turtles",
        "The council of Marrow Bay voted on Tuesday to switch off its sea-front lamps from May to September.",
        "Biologists had warned for years that hatchlings crawl towards the lamps instead of the water.",
        "Hotel owners feared for their evening trade, but most of them signed the plan in the end.",
        "Fishermen will wear red torches, and the ferry will dock with its floodlights covered.",
        "A retired teacher who counts the nests every summer said she had waited half her life for this.",
    ),
}


@pytest.fixture
def corpus(tmp_path):
    write_stories(tmp_path, *STORIES)
    return tmp_path


@pytest.fixture(scope="module")
def examined(tmp_path_factory):
    """Return the corpus, and what the command prints of every edit in it."""
    folder = tmp_path_factory.mktemp("corpus")
    write_stories(folder, *STORIES)
    return folder, CliRunner().invoke(cli, ["doctor", str(folder), "--sample", "3", "--json"])


@pytest.fixture
def findings(examined):
    """Return what is told of each edit, by its name."""
    return {each["edit"]: each for each in json.loads(examined[1].stdout)["findings"]}


@pytest.fixture
def one_edit(monkeypatch):
    """Let the command plant one edit: what it says of the sample it says whatever is planted."""
    monkeypatch.setattr(doctor, "examine", partial(examine, edits=EDITS[:1]))


def write_stories(folder, *names):
    for name in names:
        (folder / f"{name}.txt").write_text("\n\n".join(STORIES[name]) + "\n", encoding="utf-8")


def find(folder, edit):
    """Return what is found of one edit in all articles of `folder`."""
    return examine([str(folder)], ScanOptions(), lambda *_: None, size=3, edits=[edit])


def take_edit(name):
    (edit,) = (each for each in EDITS if each.name == name)
    return edit


def page_of(name):
    title, *own = STORIES[name]
    pieces = [Piece(title, "headline", None), *(Piece(text, "body", None) for text in own)]
    return Page(row={"language": "vi", "title": ""}, pieces=tuple(pieces), gap="\n\n")


def words_of(page):
    return " ".join(page.own()).split()


def test_rewording_changes_the_share_it_says_and_no_number():
    page, other = page_of("ben-do"), page_of("lo-gach")

    made = reword(page, other, random.Random(1), share=0.1)  # noqa: S311

    pairs = list(zip(words_of(page), words_of(made), strict=True))
    changed = sum(a != b for a, b in pairs)
    assert 0.06 <= changed / len(pairs) <= 0.14


def test_rewording_leaves_the_ends_of_sentences_where_they_are():
    """Who rewords a story does not run its sentences together."""
    page, other = page_of("ben-do"), page_of("lo-gach")

    made = reword(page, other, random.Random(1), share=0.4)  # noqa: S311

    stops = [[word[-1] in ".," for word in words_of(each)] for each in (page, made)]
    assert stops[0] == stops[1]


def test_a_page_of_figures_lends_no_words():
    """The story beside a table of results is reworded with words of its own."""
    page, table = page_of("ben-do"), Page(row={}, pieces=(Piece("3 5 12,5", "body", None),), gap="\n")

    made = reword(page, table, random.Random(1), share=0.1)  # noqa: S311

    assert words_of(made) != words_of(page)
    assert reword(table, page, random.Random(1), share=0.1) == table  # noqa: S311


def test_a_cut_ends_with_a_sentence():
    page = page_of("ben-do")

    made = cut(page, page, random.Random(1), share=1 / 3)  # noqa: S311

    assert len(words_of(made)) < 0.6 * len(words_of(page))
    assert made.own()[-1].endswith(".")


def test_reordering_loses_no_paragraph():
    page = page_of("ben-do")

    assert sorted(reorder(page, page, random.Random(3)).own()) == sorted(page.own())  # noqa: S311


def test_what_an_extension_adds_stands_nowhere_else():
    page, other = page_of("ben-do"), page_of("lo-gach")

    added = extend(page, other, random.Random(1)).own()[len(page.own()) :]  # noqa: S311

    assert added
    assert not set(added) & set(other.own())


def test_a_mash_up_holds_as_much_of_either():
    page, other = page_of("ben-do"), page_of("lo-gach")

    made = mash_up(page, other, random.Random(1)).own()  # noqa: S311

    assert made[0] == page.own()[0]
    assert made[-1] == other.own()[-1]


def test_a_page_without_an_edit_is_the_page():
    page = page_of("ben-do")

    assert page.with_own(page.own()).to_row(0, "a")["text"] == "\n\n".join(STORIES["ben-do"])


def test_every_edit_of_three_stories_is_judged_right_and_leaves_the_disk_alone(examined, corpus):
    """Texts of a hundred words bear it that a fifth of them is exchanged."""
    folder, told = examined

    assert told.exit_code == 0, told.output
    findings = json.loads(told.stdout)["findings"]
    assert [each["edit"] for each in findings] == [edit.name for edit in EDITS]
    assert {each["edit"] for each in findings if each["right"]["plants"] < each["planted"]} == set()
    assert {each["edit"] for each in findings if each["found"]["plants"] < each["planted"]} == set()
    assert sum(each["false_merges"]["plants"] for each in findings) == 0
    left, written = ({path.name: path.read_bytes() for path in each.rglob("*")} for each in (folder, corpus))
    assert left == written


def test_a_page_that_an_edit_leaves_as_it_is_gets_no_plant(findings):
    """The English story has no Đ: found again, it would be found for nothing."""
    finding = findings["Đ as Ð"]

    assert finding["planted"] == finding["right"]["plants"] == 2
    assert finding["right"]["low"] == wilson(2, 2)[0]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_every_edit_can_be_planted_in_a_sample_of_one(edit):
    """What it takes from another page it then takes from the same."""
    planted, sources = diagnosis.plant([page_of("ben-do")], edit, seed=1)

    assert planted.height == len(sources) + (edit.whose != "page")


def test_an_edit_that_changes_no_page_is_said_to_be_planted_nowhere(tmp_path, monkeypatch):
    write_stories(tmp_path, "lights")
    monkeypatch.setattr(doctor, "examine", partial(examine, edits=[take_edit("tones moved")]))

    (finding,) = find(tmp_path, take_edit("tones moved")).findings
    told = CliRunner().invoke(cli, ["doctor", str(tmp_path), "--sample", "2"]).stdout

    assert finding.planted == 0
    assert finding.found == finding.right == finding.named == finding.false_merges == Share(0, *[None] * 3)
    assert finding.lsh_expected is finding.lsh_measured.share is None
    assert next(line for line in told.splitlines() if line.startswith("tones moved")).split()[2:] == [
        *("0", "–", "–", "–", "–", "–", "–")
    ]
    assert "nothing was planted" in told


def test_a_spelling_that_changes_the_furniture_alone_is_no_plant():
    page = page_of("lights")
    page = replace(page, pieces=(*page.pieces, Piece("Địa chỉ", "boilerplate", None)))

    made = respell(page, page, random.Random(1), how=write_eth)  # noqa: S311

    assert made == page


@pytest.mark.parametrize("name", ["mash-up", "passage pasted"])
def test_a_part_is_named_where_a_cluster_lists_it(findings, name):
    """A text that stands once has no cluster, and what nobody is shown was not found."""
    finding = findings[name]

    assert finding["found"] == finding["named"] == finding["right"] == asdict(take_share(3, 3))


def test_what_no_cluster_shows_is_not_found(corpus, monkeypatch):
    monkeypatch.setattr(diagnosis, "compare_corpus", compare_without_parts)

    (finding,) = find(corpus, take_edit("mash-up")).findings

    assert finding.right == take_share(3, 3)
    assert finding.found == finding.named == take_share(0, 3)


def compare_without_parts(*given):
    run = compare_corpus(*given)
    return replace(run, clusters=run.clusters.filter(pl.col("relation") != "partial"))


def test_a_plant_that_is_joined_with_the_other_story_is_a_false_merge(corpus):
    """It is kept apart from its page, which alone would look right."""
    swap = Edit("the other story", take_other, frozenset({"partial"}), whose="neither")

    (finding,) = find(corpus, swap).findings

    assert finding.right == take_share(3, 3)
    assert finding.false_merges == take_share(3, 3)
    assert finding.named.plants == 0


def take_other(_page, other, _rng):
    return other


def test_a_story_with_a_passage_pasted_into_it_is_no_false_merge(findings):
    assert findings["passage pasted"]["false_merges"] == asdict(take_share(0, 3))


def test_every_share_has_its_interval(findings):
    shares = [findings["exact"][name] for name in ("found", "right", "named", "lsh_measured", "false_merges")]
    sure, none = asdict(take_share(3, 3)), asdict(take_share(0, 3))
    assert shares == [sure, sure, sure, sure, none]


@pytest.mark.usefixtures("one_edit")
def test_a_sample_smaller_than_asked_for_says_why(corpus):
    """One of the five that there are is a copy of another, and one a line."""
    story = (corpus / "lights.txt").read_text(encoding="utf-8")
    (corpus / "lights-again.txt").write_text(story + "\nOne more line.\n", encoding="utf-8")
    (corpus / "short.txt").write_text("Trang chủ\n", encoding="utf-8")

    told = CliRunner().invoke(cli, ["doctor", str(corpus), "--sample", "4"]).stdout
    found = json.loads(CliRunner().invoke(cli, ["doctor", str(corpus), "--sample", "4", "--json"]).stdout)

    reason = "4 were asked for; of 5 drawn, too short or no articles: 1, sharing text with another: 1.\n"
    assert reason in told
    assert found["draw"] == {"wanted": 4, "drawn": 5, "unfit": 1, "alike": 1}
    assert found["sampled"] == 3


@pytest.mark.usefixtures("one_edit")
def test_a_sample_as_large_as_asked_for_needs_no_reason(corpus):
    told = CliRunner().invoke(cli, ["doctor", str(corpus), "--sample", "3"]).stdout

    assert "asked for" not in told


def test_the_same_seed_gives_the_same_figures(corpus):
    once, again = (
        examine([str(corpus)], ScanOptions(), lambda *_: None, size=3, edits=EDITS[2:4]) for _ in range(2)
    )

    assert once == again


def test_a_corpus_without_articles_is_refused(tmp_path):
    (tmp_path / "short.txt").write_text("Trang chủ\n", encoding="utf-8")

    with pytest.raises(InputError, match="nowhere to plant"):
        examine([str(tmp_path)], ScanOptions(), lambda *_: None)


@pytest.mark.parametrize("text", ["São Paulo, café, £5 – “đúng”", "Ãnh trăng", "AÂ BÃ"])
def test_text_that_is_not_garbled_is_left_alone(text):
    assert mend_texts(pl.Series([text])).to_list() == [text]
