"""What two reports quote: told as a shared quotation, with its words, and never as a copy?"""

import json

import polars as pl
import pytest

from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.posts import SIGNATURE
from dedup.reports.tables import make_tables
from dedup.roles.labels import is_worded
from newsroom import SYLLABLES, write_story

SPEECH = (
    "Chúng tôi không xin thêm một đồng nào của tỉnh, chúng tôi chỉ xin được giữ lại con lạch này, vì ba đời "
    "nhà tôi uống nước của nó và chôn người già bên bờ của nó"
)
ONE = [
    "Buổi đối thoại về con lạch Gò Mây kéo dài tới tối, người dự ngồi kín cả sân đình và tràn ra ngoài ngõ.",
    f'Bà Trịnh Thị Sa, 71 tuổi, nói trước cuộc họp: "{SPEECH}."',
    "Đại diện chủ đầu tư ghi chép và hứa trả lời bằng văn bản, nhưng không nêu ngày nào sẽ trả lời dân.",
]
TWO = [
    "Dự án kè bê tông ở huyện Cồn Lau gặp phản đối của người già, những người nhớ con lạch thời còn trong.",
    f"“{SPEECH}”, một cụ bà phát biểu, và cả sân vỗ tay rất lâu.",
    "Theo hồ sơ mời thầu, đoạn kè sẽ lấp gần hết lòng lạch để mở rộng đường vào khu nhà ở mới của huyện.",
]
THREE = [
    "Một tuần sau cuộc họp ở đình, câu nói của người phụ nữ già vẫn được nhắc lại khắp các quán ven chợ.",
    "Ủy ban huyện cho biết sẽ mời chuyên gia thủy lợi khảo sát dòng chảy trước mùa lũ rồi mới quyết định.",
    f"Bà Sa nhắc lại: “{' '.join(SPEECH.split()[:20])}”, rồi im lặng.",
]


def scan_stories(folder, *stories):
    rows = [
        {"id": f"{number}", "outlet": f"bao{number}.vn", "title": "", "text": "\n".join(story)}
        for number, story in enumerate(stories, start=1)
    ]
    path = folder / "feed.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return scan([str(path)], ScanOptions(), lambda *_: None)


def quote(run, members):
    texts = dict(
        run.articles.join(pl.concat(run.texts).collect(), on="article")
        .select("article_id", "text")
        .iter_rows()
    )
    return [
        texts[name][begin:end]
        for name, begin, end in members.select("article_id", "begin", "end").iter_rows()
    ]


def test_a_speech_that_three_outlets_quote_is_one_shared_quotation(tmp_path):
    """One row with articles, outlets, words and what was said; none of them is a copy."""
    run = scan_stories(tmp_path, ONE, TWO, THREE)
    tables = make_tables(run)

    assert tables.clusters.collect().select(
        "level", "kind", "copies", "outlets", "words", "quotation"
    ).rows() == [("block", "quotation", 3, 3, len(SPEECH.split()), SPEECH)]
    assert quote(run, tables.members.collect().sort("article_id")) == [
        SPEECH,
        SPEECH,
        " ".join(SPEECH.split()[:20])[:-1],
    ]


def test_reports_that_share_a_speech_are_not_listed_as_parts_of_each_other(tmp_path):
    """Partial means that paragraphs of the newsroom's own were taken over."""
    run = scan_stories(tmp_path, ONE, TWO)

    assert run.matches.filter(pl.col("relation") == "partial").is_empty()
    assert run.clusters.filter(pl.col("level") == "article").is_empty()


def test_a_paragraph_that_is_nothing_but_a_quotation_is_no_reprint(tmp_path):
    run = scan_stories(tmp_path, [ONE[0], f"“{SPEECH}”.", ONE[2]], [TWO[0], f"“{SPEECH}”.", TWO[2]])

    assert make_tables(run).clusters.collect()["kind"].to_list() == ["quotation"]


def test_the_same_paragraph_without_quotation_marks_is_a_reprint(tmp_path):
    run = scan_stories(tmp_path, [ONE[0], f"{SPEECH}.", ONE[2]], [TWO[0], f"{SPEECH}.", TWO[2]])

    assert make_tables(run).clusters.collect()["kind"].to_list() == ["reprint"]


def test_what_copies_of_one_article_quote_is_told_by_the_copy(tmp_path):
    """Nine newsrooms that print one dispatch do not each quote the speaker."""
    run = scan_stories(tmp_path, ONE, ONE)

    assert make_tables(run).clusters.collect()["level"].to_list() == ["article"]
    assert make_tables(run, all_blocks=True).clusters.collect()["kind"].to_list().count("quotation") == 1


def test_a_speech_that_each_of_twelve_outlets_words_its_own_way_is_one_quotation(tmp_path):
    """Its first, middle and last words stand in more outlets than any other text's would."""
    said = SPEECH.split()
    wordings = [" ".join([*said[: 15 + n % 3], SYLLABLES[n], *said[16 + n % 3 :]]) for n in range(12)]
    stories = [
        [write_story(2 * n, paragraphs=2), f"Bà Sa nói: “{wording}”.", write_story(2 * n + 1, paragraphs=2)]
        for n, wording in enumerate(wordings)
    ]

    clusters = make_tables(scan_stories(tmp_path, *stories)).clusters.collect()

    assert clusters.select("kind", "copies", "outlets").rows() == [("quotation", 12, 12)]


@pytest.mark.parametrize(
    "said", ["Học ở đời, học ở người, học ở sách", "Luật Đê điều và thủy lợi sửa đổi năm nay"]
)
def test_a_slogan_or_the_name_of_a_law_is_no_quotation(tmp_path, said):
    run = scan_stories(
        tmp_path, [ONE[0], f"Ông nhắc tới “{said}” ba lần.", ONE[2]], [TWO[0], f"Bà hỏi về “{said}”.", TWO[2]]
    )

    assert run.clusters.is_empty()


def test_a_quotation_of_one_page_is_no_finding(tmp_path):
    run = scan_stories(
        tmp_path, [ONE[0], f"Bà nói: “{SPEECH}”.", ONE[2], f"Rồi bà lặp lại: “{SPEECH}”, rất chậm."]
    )

    assert run.clusters.filter(pl.col("kind") == "quotation").is_empty()


def test_with_articles_alone_no_quotation_is_looked_for(tmp_path):
    scan_stories(tmp_path, ONE, TWO)

    run = scan([str(tmp_path)], ScanOptions(level="article"), lambda *_: None)

    assert run.clusters.is_empty()


@pytest.mark.parametrize(
    "shown",
    [
        "{}\n— Tô Thị Sa (@tothisa) March 4, 2025",
        "{}\n-- Tô Thị Sa (@tothisa) 4 tháng 3, 2025",
        "{} — Tô Thị Sa (@tothisa) March 4, 2025",
    ],
)
def test_an_embedded_post_is_a_quotation_without_marks(tmp_path, shown):
    """Two pages that embed one post have not copied from each other."""
    run = scan_stories(
        tmp_path,
        [ONE[0], *shown.format(SPEECH).split("\n"), ONE[2]],
        [TWO[0], *shown.format(SPEECH).split("\n"), TWO[2]],
    )

    clusters = make_tables(run).clusters.collect()
    told = clusters.filter(pl.col("words") >= len(SPEECH.split()))
    assert [(kind, said.startswith(SPEECH)) for kind, said in told.select("kind", "quotation").rows()] == [
        ("quotation", True)
    ]


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        *((f"{dash} Tô Thị Sa (@tothisa) March 4, 2025", True) for dash in ("—", "–", "--", "-")),
        ("Tô Thị Sa (@tothisa) March 4, 2025", False),
        ("— Tô Thị Sa (tothisa) March 4, 2025", False),
    ],
)
def test_what_signs_a_post_is_furniture_and_the_other_way_round(line, signs):
    """Roles and quotations have a pattern each, and roles read theirs from a table."""
    told = pl.select(pl.lit(line).alias("text")).select(
        furniture=is_worded("post"), quotes=pl.col("text").str.contains(SIGNATURE)
    )

    assert told.rows() == [(signs, signs)]


def test_a_handle_inside_a_sentence_quotes_nothing(tmp_path):
    line = f"{SPEECH}, bà viết sau khi nhắc tới trang của báo (@baobien) trong buổi họp."
    run = scan_stories(tmp_path, [ONE[0], line, ONE[2]], [TWO[0], line, TWO[2]])

    assert make_tables(run).clusters.collect()["kind"].to_list() == ["reprint"]


def test_a_quotation_stands_where_it_does_behind_a_dateline(tmp_path):
    """The words that are compared leave out the dateline; the place on the page does not."""
    first = f"TTXVN (Hà Nội) - “{SPEECH}”, bà Sa nói tại cuộc họp chiều qua ở đình làng."
    run = scan_stories(tmp_path, [first, ONE[0], ONE[2]], TWO)

    members = make_tables(run).members.collect().filter(pl.col("relation") != "partial")
    assert quote(run, members) == [SPEECH, SPEECH]


def test_a_page_that_says_two_thousand_things_in_one_paragraph_is_looked_at_once(tmp_path):
    """An interview run together; a look at the paragraph for each of them would take gigabytes."""
    said = [" ".join(f"lời{number}tiếng{place}" for place in range(14)) for number in range(2000)]
    story = " ".join(f"Ông {number} nói “{words}” hôm ấy." for number, words in enumerate(said))
    run = scan_stories(tmp_path, [ONE[0], story], [TWO[0], story, TWO[2]])
    placed = run.quotations.join(run.units, on="unit").sort("unit")
    spans = placed.join(pl.concat(run.texts).collect(), on="article").select("text", "begin", "end")

    assert [text[begin:end] for text, begin, end in spans.iter_rows()] == said * 2
