"""Captions that are a sentence of a text, teasers cut from a lead: found, and told from names in common?"""

import random

import numpy as np
import polars as pl
import pytest

from dedup.kernels.anchors import keep_rare
from dedup.params import Params, ScanOptions
from dedup.passages import DIFFERING, find_passages
from dedup.pipeline import scan
from dedup.reports.tables import make_tables
from dedup.schema import LEVEL, ROLE, UNITS
from dedup.tokens import hash_texts
from newsroom import SYLLABLES

SENTENCE = "Người dân xóm Gò Mây dựng lại chiếc cầu tre sau trận lũ đêm rằm vừa qua"
BEFORE = "Nước rút chậm, bùn còn đọng quá mắt cá chân trên con đường dẫn ra bến đò cũ"
AFTER = "Tre được chở từ bên kia sông, mỗi chuyến ghe chừng hai chục cây đã chẻ sẵn"
LEAD = (
    "Sau hai tuần góp công, cả xóm có lại lối đi sang chợ, còn bọn trẻ không phải chèo ghe đến trường "
    "trong mùa nước lớn như ba năm trước đây"
)
FILLER = [
    "Bà Sáu Đượm nấu cơm cho thợ bằng gạo của từng nhà mang tới, không ai ghi sổ phần mình đã góp bao nhiêu.",
    "Ông trưởng xóm kể rằng cây cầu trước bị cuốn đi ngay đêm đầu, chỉ còn trơ lại một trụ đá giữa dòng.",
    "Chiều thứ bảy người ta thử tải bằng một xe lúa, cầu rung nhẹ rồi đứng yên, ai nấy đều thở phào.",
]


def write_page(folder, outlet, body, *, caption="", teaser="", lead=LEAD):
    figure = f"<figure><img src=a.jpg><figcaption>{caption}</figcaption></figure>" if caption else ""
    aside = f"<aside><h4>Tin liên quan</h4><ul><li>{teaser}</li></ul></aside>" if teaser else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    article = f"<article><h1>Cầu tre ở {outlet}</h1><p><b>{lead}</b></p>{text}{figure}</article>"
    path = folder / outlet / "trang.html"
    path.parent.mkdir(parents=True)
    path.write_text(f"<html lang=vi><body>{article}{aside}</body></html>", encoding="utf-8")


def blocks_of(run):
    """Return for every block cluster its kind and the roles of its members, with the outlets."""
    units = run.units.join(run.articles.select("article", "outlet"), on="article")
    placed = run.clusters.filter(pl.col("level") == "block").join(
        units.select("unit", "outlet", unit_role=pl.col("role").cast(pl.String)), on="unit"
    )
    return [
        (group["kind"][0], sorted(zip(group["unit_role"], group["outlet"], strict=True)))
        for _, group in placed.group_by("cluster")
    ]


def scan_folder(folder):
    return scan([str(folder)], ScanOptions(), lambda *_: None)


def other_story(number):
    words = SYLLABLES
    chance = random.Random(number)  # noqa: S311 - a story, no secret
    return [" ".join(chance.choices(words, k=30)).capitalize() + "." for _ in range(4)]


def test_a_caption_that_is_a_sentence_of_a_paragraph_is_found(tmp_path):
    """A sentence is a quarter of its paragraph: too little resemblance for LSH to see."""
    write_page(tmp_path, "a.vn", [f"{BEFORE}. {SENTENCE}. {AFTER}.", *FILLER], caption=f"{SENTENCE}.")

    assert blocks_of(scan_folder(tmp_path)) == [("repeat", [("body", "a.vn"), ("caption", "a.vn")])]


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        (SENTENCE, True),
        (SENTENCE + ". (Ảnh: Lê Cồn)", True),
        (SENTENCE.replace("chiếc cầu", "cây cầu"), True),
        (SENTENCE.replace("xóm ", ""), True),
        (SENTENCE.removeprefix("Người ").removesuffix(" qua"), True),
        (SENTENCE.replace("dựng lại chiếc cầu tre", "khóc bên bờ kè gãy"), False),
        (SENTENCE.removeprefix("Người dân ").removesuffix(" đêm rằm vừa qua"), False),
    ],
)
def test_a_caption_across_pages_may_differ_in_a_word_and_not_in_what_it_says(tmp_path, caption, found):
    write_page(tmp_path, "a.vn", [f"{BEFORE}. {SENTENCE}. {AFTER}.", *FILLER])
    write_page(tmp_path, "b.vn", other_story(1), caption=caption, lead=other_story(2)[0])

    expected = [("reprint", [("body", "a.vn"), ("caption", "b.vn")])]
    assert blocks_of(scan_folder(tmp_path)) == (expected if found else [])


@pytest.mark.parametrize("marks", ["„“", "»«", "””", '""'])
def test_a_sentence_ends_behind_the_marks_of_any_language(tmp_path, marks):
    write_page(
        tmp_path, "gomay", [f"{marks[0]}{BEFORE}.{marks[1]} {SENTENCE}. {AFTER}."], caption=f"{SENTENCE}."
    )

    assert blocks_of(scan_folder(tmp_path)) == [("repeat", [("body", "gomay"), ("caption", "gomay")])]


def test_a_caption_with_another_number_is_another_fact(tmp_path):
    sentence = "Người dân xóm Gò Mây dựng lại 12 chiếc cầu tre sau trận lũ đêm rằm"
    write_page(tmp_path, "a.vn", [f"{BEFORE}. {sentence}. {AFTER}.", *FILLER])
    write_page(tmp_path, "b.vn", other_story(1), caption=sentence.replace("12", "14"), lead=other_story(2)[0])

    assert blocks_of(scan_folder(tmp_path)) == []


def test_a_teaser_cut_from_a_lead_belongs_to_it(tmp_path):
    """It breaks off in the sentence, where the box was full."""
    teaser = " ".join(LEAD.split()[:16]) + " ..."
    write_page(tmp_path, "a.vn", [f"{BEFORE}. {AFTER}.", *FILLER])
    write_page(tmp_path, "b.vn", other_story(1), teaser=teaser, lead=other_story(2)[0])

    assert blocks_of(scan_folder(tmp_path)) == [("reprint", [("lead", "a.vn"), ("sidebar", "b.vn")])]


@pytest.mark.parametrize("end", [".", " hôm rằm tháng bảy năm nay."], ids=["whole", "edited"])
@pytest.mark.parametrize("folder", ["amay", "zung"])
def test_the_name_of_a_folder_makes_no_paragraph_a_sidebar(tmp_path, folder, end):
    """A paragraph of two papers was furniture, and nobody's, where the page that cites it came first."""
    told = f"{SENTENCE}. {AFTER}"
    for number, outlet in enumerate(["gomay", "conlau"] if end == "." else ["gomay"]):
        write_page(tmp_path, outlet, [*other_story(number), f"{told}."], lead=BEFORE + str(number))
    write_page(tmp_path, folder, other_story(5), teaser=f"{told}{end}", lead=other_story(6)[0])

    run = scan_folder(tmp_path)

    blocks = run.clusters.filter(pl.col("level") == "block")
    assert blocks["role"].unique().to_list() == ["body"]
    assert ("sidebar", folder) in blocks_of(run)[0][1]


def test_a_name_and_an_office_are_no_finding(tmp_path):
    """Any two texts about one person share them."""
    name = "Ông Tô Văn Đượm, Phó Chủ tịch Ủy ban nhân dân huyện Cồn Lau"
    write_page(
        tmp_path, "a.vn", [f"{BEFORE}. {name} cho biết cầu sẽ xong trước tháng sau. {AFTER}.", *FILLER]
    )
    write_page(tmp_path, "b.vn", other_story(1), caption=f"{name}.", lead=other_story(2)[0])

    assert blocks_of(scan_folder(tmp_path)) == []


def test_a_caption_is_listed_though_its_paragraph_belongs_to_a_copied_article(tmp_path):
    """The copy explains the paragraph; that it stands under a picture too is news."""
    body = [f"{BEFORE}. {SENTENCE}. {AFTER}.", *FILLER]
    write_page(tmp_path, "a.vn", body, caption=f"{SENTENCE}.")
    write_page(tmp_path, "b.vn", body)

    clusters = make_tables(scan_folder(tmp_path)).clusters.collect().filter(pl.col("level") == "block")

    assert clusters.select("kind", "copies", "outlets").rows() == [("reprint", 3, 2)]


def make_units(texts, roles):
    words, count, keys = hash_texts(pl.Series(texts))
    frame = pl.DataFrame({"unit": range(len(texts)), "article": range(len(texts)), "role": roles})
    columns = {"level": "block", "ordinal": 0, "key": pl.Series(keys), "words": pl.Series(count)}
    frame = frame.with_columns(
        **{k: v if isinstance(v, pl.Series) else pl.lit(v) for k, v in columns.items()}
    )
    begin = (pl.col("words").cum_sum() - pl.col("words")).alias("token_begin")
    return frame.with_columns(begin).cast({"level": LEVEL, "role": ROLE}).cast(dict(UNITS)), words


def test_passages_are_those_that_a_slow_search_finds():
    """Word by word at every place; from 12 words on, one that differs hides no caption."""
    chance = random.Random(3)  # noqa: S311 - texts, no secrets
    letters = SYLLABLES[:10]
    texts = [[chance.choice(letters) for _ in range(chance.randrange(30, 60))] for _ in range(60)]
    shorts = []
    for text in chance.choices(texts, k=40):
        at = chance.randrange(len(text) - 16)
        short = text[at : at + chance.randrange(12, 17)]
        short[chance.randrange(len(short))] = chance.choice(letters)
        shorts.append(short)
    roles = ["caption"] * len(shorts) + ["body"] * len(texts)
    units, words = make_units([" ".join(text) for text in shorts + texts], roles)

    found = find_passages(units, words, Params().block)

    slow = {
        (a, len(shorts) + b)
        for a, short in enumerate(shorts)
        for b, text in enumerate(texts)
        for at in range(len(text) - len(short) + 1)
        if sum(x != y for x, y in zip(short, text[at:], strict=False)) <= DIFFERING * len(short)
    }
    ours = set(found.filter(pl.col("long") >= len(shorts)).select("short", "long").iter_rows())
    assert slow - ours == set()
    assert len(ours - slow) <= 0.1 * len(slow)  # a word more or less, which the slow search does not try


def test_one_word_repeated_without_end_is_read_in_a_moment():
    """A caption of thousands of equal words fits everywhere in a text of the same word."""
    units, words = make_units(["ha " * 5_000, "ha " * 400_000], ["caption", "body"])

    found = find_passages(units, words, Params().block)

    assert found.select("short", "long").rows() == [(0, 1)]


@pytest.mark.parametrize(("most", "kept"), [(0, []), (1, [5]), (2, [5, 6]), (3, [5, 6, 7])])
def test_runs_that_many_texts_have_are_left_out(most, kept):
    """Of three hashes, one to three texts each have one."""
    low_bits = 3
    entries = np.array([7 << low_bits | text for text in (0, 1, 2)], dtype=np.uint64)
    entries = np.append(
        np.array([5 << low_bits | 3, 6 << low_bits | 4, 6 << low_bits | 5], dtype=np.uint64), entries
    )

    count = keep_rare(entries, low_bits, most)

    assert sorted(set((entries[:count] >> np.uint64(low_bits)).tolist())) == kept
    assert count == sum(hashed - 4 for hashed in kept)
