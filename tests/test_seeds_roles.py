"""Are the roles right on the five real dumps the project began with?"""

from pathlib import Path

import polars as pl
import pytest

from dedup.blocks import split_blocks
from dedup.roles import find_page_kinds, find_roles, settle_roles
from dedup.tokens import tokenise_blocks
from test_blocks import make_articles
from test_roles import NO_CORES

SEEDS = Path(__file__).parents[2] / "shared" / "data" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real dumps are not part of the project")


@pytest.fixture(scope="module")
def blocks() -> pl.DataFrame:
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    articles = make_articles(*texts)
    tokens, _ = tokenise_blocks(split_blocks(articles), NO_CORES)
    return settle_roles(find_roles(tokens, articles), articles.select("article", "outlet"))


def roles_of(blocks: pl.DataFrame, page: int) -> list[str]:
    return blocks.filter(pl.col("article") == page)["role"].to_list()


def test_000_headline_byline_lead_captions_and_body(blocks: pl.DataFrame) -> None:
    assert roles_of(blocks, 0)[:16] == [
        "headline", "byline", "lead", "boilerplate", "caption", "caption", "body", "body", "body",
        "caption", "caption", "body", "body", "body", "body", "body",
    ]  # fmt: skip


def test_000_everything_under_the_text_is_sidebar_but_the_last_line(blocks: pl.DataFrame) -> None:
    assert roles_of(blocks, 0)[16:] == ["sidebar"] * 72 + ["boilerplate"]


def test_000_the_headline_and_its_echoes_share_one_key(blocks: pl.DataFrame) -> None:
    page = blocks.filter(pl.col("article") == 0)
    echoes = page.filter(pl.col("key") == page["key"][0])

    assert echoes["ordinal"].to_list() == [0, 4, 9]


def test_001_teasers_between_paragraphs_are_no_body(blocks: pl.DataFrame) -> None:
    roles = roles_of(blocks, 1)

    assert roles[:13] == [
        "boilerplate", "dateline", "headline", "boilerplate", "lead",
        *["sidebar"] * 6, "body", "caption",
    ]  # fmt: skip
    assert roles[13:20] == ["body"] * 7
    assert roles[20:31] == ["sidebar"] * 9 + ["byline", "credit"]


def test_001_nothing_under_the_byline_is_the_article(blocks: pl.DataFrame) -> None:
    under = set(roles_of(blocks, 1)[31:])

    assert under == {"sidebar", "boilerplate"}


def test_001_doubled_lines_are_each_one_text_twice(blocks: pl.DataFrame) -> None:
    page = blocks.filter(pl.col("article") == 1)
    for first in (5, 8, 20, 23, 26):
        assert page["key"][first] == page["key"][first + 1]
        assert page["text"][first] == page["text"][first + 1]


def test_002_the_end_mark_closes_the_body(blocks: pl.DataFrame) -> None:
    roles = roles_of(blocks, 2)

    assert roles[:10] == ["headline", "lead", *["body"] * 7, "boilerplate"]
    assert set(roles[10:]) == {"sidebar"}


def test_003_is_headline_date_line_text_and_byline(blocks: pl.DataFrame) -> None:
    assert roles_of(blocks, 3) == ["headline", "dateline", "lead", "body", "body", "body", "byline"]


def test_004_has_its_caption_between_paragraphs(blocks: pl.DataFrame) -> None:
    assert roles_of(blocks, 4) == ["lead", "body", "caption", *["body"] * 7, "credit"]


def test_one_line_stands_on_two_pages_and_it_is_boilerplate(blocks: pl.DataFrame) -> None:
    shared = blocks.group_by("key").agg(pl.col("article").n_unique(), pl.col("role").unique())
    shared = shared.filter(pl.col("article") > 1)

    assert shared["role"].to_list() == [["boilerplate"]]


def test_all_five_are_articles(blocks: pl.DataFrame) -> None:
    assert find_page_kinds(blocks)["page_kind"].to_list() == ["article"] * 5
