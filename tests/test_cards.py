"""Are cards between the paragraphs of a story told for what they are: titles and teasers of other pages?"""

import polars as pl
import pytest

from dedup.roles import settle_roles
from newsroom import write_story
from test_roles import BODY, HEADLINE, LEAD, OTHER, find_page, find_pages

NEXT = "Xã ven sông dựng lại chợ nổi sau mùa nước lớn"
TOLD = write_story(3, paragraphs=3).split("\n")


def settle(*pages: list[str], outlet: str = "bengo") -> list[list[str]]:
    """Return the roles of every page, each of the same outlet."""
    blocks = find_pages(*("\n\n".join(page) for page in pages))
    outlets = blocks.select("article").unique(maintain_order=True).with_columns(outlet=pl.lit(outlet))
    settled = settle_roles(blocks, outlets)
    return [page["role"].to_list() for page in settled.partition_by("article")]


def test_the_headline_and_the_lead_of_another_page_inside_a_text_are_a_card() -> None:
    linked = [NEXT, TOLD[0], *TOLD[1:]]
    linking = [HEADLINE, LEAD, BODY[0], NEXT, TOLD[0], *BODY[1:]]

    one, other = settle(linking, linked)

    assert one == ["headline", "lead", "body", "sidebar", "sidebar", "body", "body"]
    assert other == ["headline", "lead", "body", "body"]
    assert settle(linking)[0][3:5] == ["body", "body"]
    assert settle(linking, linked, outlet="")[0][3:5] == ["body", "body"]


def test_a_title_that_stands_beside_the_text_of_other_pages_is_a_card_inside_one() -> None:
    listed = [OTHER, *TOLD, "Tin liên quan", NEXT, f"{OTHER} năm sau"]

    assert settle([HEADLINE, LEAD, BODY[0], NEXT, *BODY[1:]], listed)[0][3] == "sidebar"


def test_a_subheading_that_a_version_shows_beside_its_text_is_one_still() -> None:
    story = [HEADLINE, LEAD, *BODY]
    version = [OTHER, LEAD, *BODY, *TOLD, "Tin liên quan", NEXT]

    assert settle([*story[:3], NEXT, *story[3:]], version)[0][3] == "body"


def test_a_page_that_goes_on_to_another_keeps_its_headline_and_all_of_its_text() -> None:
    """Other pages of the outlet link to that story by its headline."""
    story, going_on = [NEXT, *TOLD], [HEADLINE, LEAD, *BODY, NEXT, *TOLD]
    listed = [OTHER, *write_story(4, paragraphs=3).split("\n"), "Tin liên quan", NEXT]

    assert settle(going_on, story, listed)[0][5:] == ["body"] * 4


def test_a_page_that_is_made_of_cards_keeps_them() -> None:
    """It is an index, and its titles and teasers say so."""
    stories = [[f"{OTHER} năm thứ {at}", *write_story(10 + at, paragraphs=3).split("\n")] for at in range(4)]
    index = [line for title, lead, *_ in stories for line in (title, lead)]

    assert "body" in settle(index, *stories)[0]


@pytest.mark.parametrize("heading", ["Tin liên quan", "Related"])
def test_a_heading_a_title_and_a_teaser_set_apart_inside_a_text_are_a_card(heading: str) -> None:
    card = f"{heading}\n{NEXT}\n{TOLD[0]}"

    page = find_page(HEADLINE, LEAD, BODY[0], card, *BODY[1:])
    assert page["role"].to_list() == ["headline", "lead", "body", *["sidebar"] * 3, "body", "body"]
    # Nothing parts the teaser from the text here, which may go on with it.
    assert find_page(HEADLINE, LEAD, BODY[0], f"{card}\n{BODY[1]}", BODY[2])["role"][5] == "body"
