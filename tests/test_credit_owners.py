"""Is what a page says of itself, or of a picture, ever taken for the credit of its text?"""

import polars as pl
import pytest

from dedup.agencies import add_houses, read_agencies
from dedup.credits import find_credits
from dedup.schema import ARTICLES, ROLED

AGENCIES = read_agencies()
ADDRESS = "https://www.mirrorlake.example/2025/bridge"

SPELT = [("gobac.vn", "gobac.vn"), ("Rừng và Biển", "gobac.vn")]
KNOWN = add_houses(AGENCIES, pl.DataFrame(SPELT, ["name", "house"], orient="row"))


def find(line="", role="credit", agencies=AGENCIES, **said):
    """Return (role, creditor) of each credit of a page that holds one line and says `said` of itself."""
    article = {name: "" for name, kind in ARTICLES.items() if kind == pl.String}
    article |= {"article": 0, "article_id": "a", "text": line, "marks": [], "encoding_confidence": 1.0} | said
    block = dict.fromkeys(ROLED.names())
    block |= {"article": 0, "ordinal": 0, "begin": 0, "end": len(line), "text": line, "role": role}
    blocks = pl.DataFrame([block] if line else [], schema=ROLED)
    found = find_credits(pl.DataFrame([article], schema=ARTICLES), blocks, agencies)
    return sorted(found.select(pl.col("role").cast(pl.String), "creditor").rows())


@pytest.mark.parametrize("field", ["outlet", "site"])
def test_an_outlet_with_and_in_its_name_is_one(field):
    own = find(credit="The Lake and Harbour", **{field: "The Lake and Harbour"})

    assert [creditor for _, creditor in own] == ["The Lake and Harbour"]


def test_two_houses_joined_by_and_are_still_two():
    assert find(credit="Reuters and AFP", site="The Lake and Harbour") == [
        ("text", "AFP"),
        ("text", "Reuters"),
    ]


def test_a_page_does_not_credit_its_own_address():
    said = {"sources": f"via\tcanonical\t{ADDRESS}", "url": ADDRESS}

    assert find(outlet="Lakeside Post", site="Lakeside Post", **said) == []


@pytest.mark.parametrize(
    "said",
    [
        {"outlet": "lakeside.com", "site": "lakeside.com", "url": ADDRESS},
        {"outlet": "Lakeside Post", "site": "", "url": ADDRESS},
        {"outlet": "Lakeside Post", "site": "Lakeside Post", "url": "https://lakeside.example/7"},
    ],
    ids=["a host of its own", "named by the user", "an address of its own"],
)
def test_a_page_that_keeps_another_sites_address_credits_that_site(said):
    assert find(sources=f"via\tcanonical\t{ADDRESS}", **said) == [("via", "mirrorlake.example")]


@pytest.mark.parametrize("line", ["Ada Brook/Getty Images", "ADA BROOK, EPA-EFE"])
def test_a_picture_agency_is_credited_for_a_picture(line):
    assert [role for role, _ in find(line)] == ["photo"]


@pytest.mark.parametrize(
    ("line", "house"),
    [
        ("By ADA BROOK, Associated Press", "AP"),
        ("Ada Brook and Tom Ley-Hill, Associated Press", "AP"),
        ("ADA BROOK, TOM LEY and IVO STONE / AP", "AP"),
        ("By ADA BROOK, CNN, AP", "CNN"),
        ("The Associated Press | Monday", "AP"),
    ],
)
def test_a_wire_behind_its_writers_names_is_credited_for_the_text(line, house):
    assert find(line, role="byline") == [("text", house)]


@pytest.mark.parametrize("line", ["Theo Rừng và Biển", "(Nguồn: Báo Rừng và Biển)", "Theo gobac.vn"])
def test_an_outlet_is_credited_under_each_of_its_spellings(line):
    assert find(line, agencies=KNOWN, outlet="Lakeside Post") == [("text", "gobac.vn")]


@pytest.mark.parametrize("outlet", ["gobac.vn", "Rừng và Biển"])
def test_an_outlet_that_credits_itself_under_another_spelling_credits_nobody_else(outlet):
    assert find("Theo Rừng và Biển", agencies=KNOWN, outlet=outlet) == [("self", "gobac.vn")]
