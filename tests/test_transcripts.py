"""Lines that say who speaks, films, pictures and authors: told by their words."""

import pytest

from test_roles import find_page, roles_of

HEADLINE = "Weir keeper and miller talk about the leak"
STORY = [
    "The weir keeper came to the studio with a jar of river sand, and put it on the table between them.",
    "The miller brought the minutes of eleven meetings, and asked whether anybody in town had read one.",
    "Both agreed that the north wall leaks, and neither could say who has to pay for the clay that it needs.",
]
SAID = "It began to leak in the spring, when the ice came down on the wall all at once and split a plank."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("MARA OLLESTAD:", "SENATOR PAUL HENDRY:"),
        ("PAUL HENDRY, HOST:", "MARA OLLESTAD:"),
        ("MARA OLLESTAD:", "MARA OLLESTAD:"),
    ],
)
def test_who_speaks_in_a_transcript_is_no_text_of_it(first: str, second: str) -> None:
    lines = [HEADLINE, *STORY[:2], first, SAID, second, STORY[2]]
    page = find_page(*lines)

    assert page["role"][4] == "body"
    assert [page["role_reason"][n] for n in (3, 5)] == ["who speaks next"] * 2


def test_heads_of_sections_in_capitals_stay() -> None:
    """None of them speaks twice or holds an office."""
    roles = roles_of(HEADLINE, *STORY[:2], "THE NORTH WALL:", SAID, "THE PRICE OF CLAY:", STORY[2])

    assert roles[3] == roles[5] == "body"


def test_the_title_of_a_film_with_its_length_is_no_headline() -> None:
    roles = roles_of("Watch the keeper and the miller speak 04:45", HEADLINE, *STORY)

    assert roles[:2] == ["boilerplate", "headline"]


def test_who_stands_where_tells_a_caption() -> None:
    for line in (
        "Weir keeper Paul Hendry (L) and miller Mara Ollestad",
        "Miller Mara Ollestad (right) in May",
    ):
        assert find_page(line, HEADLINE, *STORY)["role_reason"][0] == "worded like a caption"
    assert roles_of(HEADLINE, STORY[0], f"{STORY[1][:-1]} (left or right).", STORY[2])[2] == "body"


def test_an_author_above_the_date_is_one_under_a_paragraph_too() -> None:
    """What stands above them is the text of a picture."""
    lines = [HEADLINE, STORY[0], "By Mara Ollestad and Paul Hendry", "March 3, 2031", *STORY[1:]]

    assert roles_of(*lines)[2:4] == ["byline", "dateline"]


def test_a_telephone_number_is_no_title() -> None:
    assert roles_of("Ollerup Weir +44 1632 960 118", *STORY)[0] == "boilerplate"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Related video: Keeper walks the whole wall in boots of his father", "sidebar"),
        ("Related story: Miller finds the minutes of a meeting under a sack", "sidebar"),
        ("Placeholder image-2", "boilerplate"),
    ],
)
def test_what_leads_elsewhere_or_stands_for_a_picture_is_no_text(line: str, role: str) -> None:
    assert roles_of(HEADLINE, *STORY[:2], line, STORY[2], SAID)[3] == role
