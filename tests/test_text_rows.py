"""Rows above paragraphs: are a table of scores and a list of ingredients the text of their page?"""

import pytest

from test_roles import find_page, kinds_of
from test_short_texts import own_text

DATE_LINE = "4 March 2024, 06:30 GMT"
MENU = ["Local", "Latest", "Sports"]  # "Latest" heads boxes of other stories too
TAIL = [
    "More on this topic",
    "Mill owners argue over the sluice",
    "Eel passes open in spring along the upper weir",
    "County votes on new bridge tolls after a long night",
    *["Heron island closes to visitors until the nests are empty"] * 2,
    *["The keeper of the weir retires after thirty winters"] * 2,
    *["Grease is cheaper than steel, says the county"] * 2,
    *[
        "Comments (3)",
        "Sort by newest",
        "Weir rat 2 hours ago",
        "Good to see that somebody asks the eels at last.",
    ],
]
SCORES = [
    "WICKMOOR (71)",
    *["Barstow\t4-11\t5-6\t13", "Orr\t2-10\t2-8\t6", "Weaver\t7-17\t3-7\t17", "Colley\t9-10\t4-5\t22"],
    "PORT ELLERY (64)",
    *["Lee\t3-15\t1-7\t7", "Tanner\t6-16\t5-7\t17", "Quayle\t4-11\t4-6\t12", "Finch\t1-8\t6-6\t8"],
]
FOULS = "Rebounds: Wickmoor 38, Port Ellery 29. Fouled out: Finch. Total fouls: Wickmoor 17, Port Ellery 21."
BUTTON = "Sign up for our morning newsletter. By subscribing you agree to our terms of use."
INGREDIENTS = ["- 300 g rye flour", "- 2 eggs", "- 40 g butter, melted", "- a spoon of caraway"]
STEPS = [
    "Stir the flour into the eggs with a fork until no lumps are left, and let the bowl stand for an hour.",
    "Bake the rounds on a hot stone for eight minutes, and turn them once when the edges begin to lift.",
]
INTRO = "The keeper of the weir eats these with smoked eel, and so does everybody who has to visit him."


@pytest.mark.parametrize("amid", [[], [BUTTON]])
def test_a_box_score_over_its_only_paragraph_is_an_article(amid: list[str]) -> None:
    page = [
        *MENU,
        "Wickmoor 71, Port Ellery 64 after overtime",
        DATE_LINE,
        *SCORES[:5],
        *amid,
        *SCORES[5:],
        FOULS,
    ]

    found = own_text(*page, *TAIL)

    assert set(found) >= {FOULS, *(row for row in SCORES if "\t" in row)}
    assert not set(found) & set(TAIL)
    assert kinds_of("\n".join([*page, *TAIL])) == ["article"]


@pytest.mark.parametrize("opening", [[], [INTRO]])
@pytest.mark.parametrize("card", [[], [TAIL[1]] * 2])
def test_a_recipe_has_its_ingredients(opening: list[str], card: list[str]) -> None:
    title = "Caraway flatbread from the weir"
    recipe = [*opening, "Ingredients", *INGREDIENTS, *card, "Method", *STEPS]

    top = [*MENU, title, "By Odile Barstow", DATE_LINE, "Share Facebook X Email Print"]
    blocks = find_page(*top, *recipe, *TAIL)

    assert blocks.filter(blocks["role"] == "headline")["text"].to_list() == [title]
    found = blocks.filter(blocks["role"].is_in(["lead", "body"]))["text"].to_list()
    assert set(found) >= {*opening, *INGREDIENTS, *STEPS}
    assert not set(found) & set(TAIL)


def test_a_ticker_over_the_headline_is_no_text() -> None:
    ticker = ["Rye 112 114", "Oats 98 97", "Eel 340 338", "Wool 77 79"]
    page = [*MENU, *ticker, "County votes on the tolls of the bridge", DATE_LINE, *STEPS, *TAIL]

    assert own_text(*page) == STEPS
