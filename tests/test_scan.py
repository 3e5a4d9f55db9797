"""The whole scan: on hard input, on the real seeds, on what nobody should write."""

import json
import random
from pathlib import Path

import polars as pl
import pytest

from dedup.params import ScanOptions
from dedup.pipeline import scan

SEEDS = Path(__file__).parents[2] / "shared" / "data" / "seeds"
TEXT = (
    "sáng qua thị xã công bố kết quả khảo sát tuyến kè dài bốn cây số dọc bờ nam đoàn kỹ sư đo lún "
    "ở nhiều điểm và thấy vài điểm vượt mức cho phép trưởng đoàn nói đoạn qua chợ cá phải gia cố "
    "trước mùa nước người dân hai phường ven sông được mời góp ý phương án di dời tạm thời "
    "công trình bắt đầu tháng sau nếu hội đồng thông qua và tàu hút cát ngừng hoạt động từ cuối tuần"
)
WORDS = TEXT.split()


def scan_texts(tmp_path, texts, **fields):
    rows = [
        {"id": f"a{i}", "outlet": f"outlet {i % 7}", "text": text, **fields} for i, text in enumerate(texts)
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return scan([str(path)], ScanOptions(), lambda *_: None)


def members(run, level="article"):
    inside = run.clusters.filter((pl.col("level") == level) & (pl.col("relation") != "partial"))
    return sorted(sorted(group["unit"].to_list()) for _, group in inside.group_by("cluster"))


def test_ten_thousand_identical_articles_are_one_cluster(tmp_path):
    run = scan_texts(tmp_path, [" ".join(WORDS)] * 10_000)

    assert members(run) == [list(range(10_000))]
    assert run.counts["article_candidates"] == 0


def test_a_crowd_of_near_copies_costs_no_more_than_its_size(tmp_path):
    """Each differs in two words from the rest: two million pairs, of which few are looked at."""
    chance = random.Random(4)  # noqa: S311 - a text, no secret
    texts = []
    for _ in range(2_000):
        words = WORDS + WORDS[::-1]
        for _ in range(2):
            words[chance.randrange(len(words))] = "khác"
        texts.append(" ".join(words))

    run = scan_texts(tmp_path, texts)

    assert run.counts["article_candidates"] <= 40 * 2_000
    assert max(map(len, members(run))) >= 0.99 * 2_000


@pytest.mark.parametrize(
    ("name", "disguise"),
    [
        ("decomposed", lambda text: __import__("unicodedata").normalize("NFD", text)),
        ("no-break spaces", lambda text: text.replace(" ", "\u00a0")),
        ("CRLF", lambda text: text.replace(". ", ".\r\n")),
        ("right-to-left marks", lambda text: "\u202e" + text.replace(" ", " \u200f") + "\u202c"),
        ("emoji", lambda text: "📰 " + text + " 🇻🇳👨‍👩‍👧"),
        ("variation selectors", lambda text: text.replace("a", "a\ufe0f")),
    ],
)
def test_a_copy_in_disguise_is_still_a_copy(tmp_path, name, disguise):
    """Encoding habits are an outlet's, not the text's."""
    text = " ".join(WORDS) + ". " + " ".join(reversed(WORDS)) + "."

    run = scan_texts(tmp_path, [text, disguise(text)])

    assert members(run) == [[0, 1]], name


def test_texts_too_short_for_a_shingle_match_only_themselves(tmp_path):
    """Two empty shingle sets have resemblance 1: they must not meet on that ground."""
    run = scan_texts(tmp_path, ["Ngập", "Hạn", "Ngập", "?!", "…"])

    assert run.counts["read"] == 5
    for group in [*members(run), *members(run, "block")]:
        assert len(set(group) - {0, 2} - {5, 7}) == 0


def test_a_word_of_five_megabytes_neither_hangs_nor_matches(tmp_path):
    run = scan_texts(tmp_path, ["x" * 5_000_000, " ".join(WORDS)])

    assert members(run) == []


def test_nothing_but_control_characters_is_accounted_for(tmp_path):
    run = scan_texts(tmp_path, ["\x00\x01\x02", "\u200b\u200e", "\ud800 lone", " ".join(WORDS)])

    assert run.counts["read"] + run.counts["skipped"] == run.counts["found"] == 4


@pytest.fixture(scope="module")
def seeds():
    if not SEEDS.exists():
        pytest.skip(f"{SEEDS} is not there: the real page dumps are not part of the project")
    return scan([str(SEEDS)], ScanOptions(), lambda *_: None)


def of_page(run, number):
    return run.articles.filter(pl.col("path").str.starts_with(number))["article"].item()


def test_the_seeds_hold_no_article_twice(seeds):
    """Two of them share a diplomatic formula of thirty words, and nothing else."""
    assert members(seeds) == []
    pair = sorted(of_page(seeds, number) for number in ("001", "002"))
    assert seeds.matches.filter(
        (pl.col("a") == pair[0]) & (pl.col("b") == pair[1]) & pl.col("same_text")
    ).is_empty()


def test_one_line_is_shared_across_the_seeds_and_it_is_boilerplate(seeds):
    placed = seeds.clusters.join(seeds.units.select("unit", "article"), on="unit")
    across = placed.filter(pl.col("article").n_unique().over("cluster") > 1)

    assert across["cluster"].n_unique() == 1
    assert across["role"].unique().to_list() == ["boilerplate"]


def test_the_headline_and_its_three_echoes_are_one_cluster(seeds):
    """Two alt texts and a caption that adds a name and a credit."""
    page = of_page(seeds, "000")
    units = seeds.units.filter((pl.col("article") == page) & (pl.col("level") == "block"))
    headline = units.filter(pl.col("role") == "headline")["unit"].item()
    cluster = seeds.clusters.filter(pl.col("unit") == headline)["cluster"].item()

    inside = seeds.clusters.filter(pl.col("cluster") == cluster).join(units, on="unit", suffix="_unit")
    assert sorted(inside["role_unit"].cast(pl.String)) == ["caption", "caption", "caption", "headline"]
    assert inside["kind"].unique().to_list() == ["repeat"]


def test_a_caption_that_repeats_a_paragraph_is_another_cluster(seeds):
    page = of_page(seeds, "000")
    units = seeds.units.filter((pl.col("article") == page) & (pl.col("level") == "block"))
    inside = seeds.clusters.join(units.select("unit", unit_role="role"), on="unit")
    roles = inside.group_by("cluster").agg(pl.col("unit_role").cast(pl.String).sort())["unit_role"].to_list()

    assert roles.count(["body", "caption"]) == 1


def test_a_doubled_line_is_one_text_standing_twice(seeds):
    page = of_page(seeds, "001")
    text = pl.concat(seeds.texts).filter(pl.col("article") == page).collect()["text"].item()
    blocks = seeds.blocks.filter(pl.col("article") == page)
    doubled = [
        line
        for line in text.split("\n")
        if len(line) > 40 and line[: len(line) // 2] == line[len(line) // 2 + 1 :]
    ]

    assert len(doubled) == 5
    held = [text[begin:end] for begin, end in blocks.select("begin", "end").iter_rows()]
    for line in doubled:
        assert line not in held
        assert held.count(line[: len(line) // 2]) == 2
