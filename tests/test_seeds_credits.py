"""Are credits and outlets right on the five real dumps the project began with?"""

from pathlib import Path

import polars as pl
import pytest

from dedup.agencies import read_agencies
from dedup.blocks import split_blocks
from dedup.credits import find_credit_spans, find_credits, settle_credits
from dedup.mastheads import find_outlets
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks
from test_blocks import make_articles

SEEDS = Path(__file__).parents[2] / "shared" / "data" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real dumps are not part of the project")


@pytest.fixture(scope="module")
def pages():
    articles = make_articles(*(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))))
    articles = articles.with_columns(outlet=pl.lit(""))
    blocks = split_blocks(articles)
    roled = find_roles(tokenise_blocks(blocks, find_credit_spans(blocks))[0], articles)
    agencies = read_agencies()
    found = find_credits(articles, roled, agencies)
    articles = find_outlets(articles, found, roled, agencies)
    return articles, settle_credits(found, articles, agencies)


@pytest.mark.parametrize(
    ("page", "credited"),
    [
        (0, {("photo", "TTXVN")}),
        (1, set()),
        (2, {("self", "VOV")}),
        (3, {("self", "PV")}),
        (4, {("photo", "QĐND"), ("text", "TTXVN")}),
    ],
)
def test_every_credit_and_no_other(pages, page, credited):
    found = pages[1].filter(pl.col("article") == page)

    assert set(found.select(pl.col("role").cast(pl.String), "creditor").iter_rows()) == credited


def test_outlets_are_those_the_pages_name(pages):
    assert pages[0]["outlet"].to_list() == ["Baoquocte.vn", "", "VOV.VN", "", ""]
