"""Are date lines read that hold their authors, their house or their section too?"""

import polars as pl
import pytest

from dated_pages import PROSE_EN, date_line, read_page
from dedup.dates import choose_published, find_dates
from test_roles import find_page, find_pages, make_articles, roles_of

HEADLINE = "Barge blocks the lock at Harrow Sound for a day"
STORY = [
    "Two crews worked through the night to free the lock gate at Harrow Sound, where a barge had sunk.",
    "Nobody was hurt, and the harbour office hopes that the first boats can go up the river again by noon.",
    "The barge had been laden with gravel for the new sea wall, which the town wants to see done by autumn.",
]
BEHIND = "Published 3:55 a.m. ET March 9, 2024 | Updated 7:15 a.m. ET March 9, 2024"


def date_page(*lines: str) -> list[str]:
    dates = find_dates(make_articles("\n\n".join(lines)), find_page(*lines))
    return choose_published(dates)["raw"].to_list()


@pytest.mark.parametrize(
    "line",
    [
        f"Ann Weaver-Ross and Tobias Colley , THE PORT POST {BEHIND}",
        f"Ann Weaver-Ross, Opinion contributor {BEHIND}",
        f"The Ellery Press {BEHIND}",
        "The Ellery Press | Saturday, March 9, 2024, 7:24 a.m.",
        "Ann Weaver, Jo Orr and Tobias Colley, Port Post staff • March 9, 2024 at 7:24 a.m. EDT",
        "Ann Weaver | @annweaver | March 9, 2024, 7:24 a.m.",
        f"By Ann Weaver | aweaver@portpost.example | Port Post {BEHIND.replace('Published', 'PUBLISHED:')}",
    ],
)
def test_authors_and_a_house_before_a_date_and_a_time_leave_it_a_date_line(line: str) -> None:
    assert roles_of(HEADLINE, line, *STORY) == ["headline", "dateline", "lead", "body", "body"]
    assert date_page(HEADLINE, line, *STORY) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Harrow Sound and Port Ellery – Saturday, 19:30",
        "Harrow Sound - Port Ellery | March 9, 2024, 7:30 p.m.",
        "Nobody knows when the barge sank, the harbour office said at 7:15 on March 9, 2024",
        "The Port Post Published Nothing of the Barge That Sank at 3:55 on March 9, 2024",
    ],
)
def test_a_fixture_and_a_sentence_with_a_time_are_no_date_lines(line: str) -> None:
    assert "dateline" not in roles_of(HEADLINE, *STORY[:2], line, *STORY[2:])


def test_a_date_of_a_story_linked_by_its_address_alone_is_the_page_s() -> None:
    lines = [*STORY, "Port Post Posted at 5:40 pm on March 9, 2024"]
    address = (
        "portpost.example/opinion/barge-blocks-the-lock-at-harrow-sound-for-a-day/2024/03/09/ab12cd34-86d0"
    )

    assert date_page(*lines, address) == lines[-1:]
    # Japanese titles have no spaces either.
    assert date_page(*lines, "港の会議が古い岸壁の再建を決める") == []


@pytest.mark.parametrize("day", ["March 9, 2024", "6:59 am CDT, Saturday, March 9, 2024"])
def test_a_day_under_the_author_under_a_headline_is_the_page_s_though_the_headline_returns(day: str) -> None:
    """As the text of a picture further down, below all of a gallery's buttons."""
    buttons = [("boilerplate", name) for name in ("Close", "Image 1 of 2", "Image 2 of 2", "Back", "Next")]
    above = [("headline", HEADLINE), ("byline", "By Ann Weaver | on"), ("dateline", day)]
    text = [("headline", HEADLINE), *[("body", PROSE_EN)] * 4]

    assert choose_published(read_page([*above, *buttons, *text]))["raw"].to_list() == [day]
    assert choose_published(read_page([above[0], above[2], *buttons, *text])).is_empty()


def test_the_day_on_which_a_picture_was_taken_may_be_the_page_s() -> None:
    seen = (
        "The barge is pulled off the lock gate by two tugs and many ropes on Saturday, March 9, 2024 | Photo"
    )
    lines = [("dateline", "Harbour 03/09/2024, 06:45am"), ("headline", HEADLINE), ("boilerplate", seen)]
    text = [("body", PROSE_EN)] * 4

    assert choose_published(read_page([*lines, *text], url="https://ellery.us/a"))["raw"].to_list() == [
        lines[0][1]
    ]


@pytest.mark.parametrize(("line", "found"), [("07/15/18 2:45 PM", True), ("07/05/18 2:45 PM", False)])
def test_a_second_number_that_is_no_month_tells_the_day_wherever_the_page_is_from(
    line: str, found: bool
) -> None:
    signed = f"By Ann Weaver-Ross and Tobias Colley, opinion contributors  — {line} BST"

    assert bool(date_line(line, PROSE_EN).height) == found
    rows = read_page([("headline", HEADLINE), ("byline", signed), *[("body", PROSE_EN)] * 4])
    assert rows.filter(pl.col("kind") == "published").height == found


def test_a_time_of_a_change_in_two_zones_leaves_the_day_behind_it_a_change() -> None:
    assert date_page(HEADLINE, "Updated 0420 GMT (1220 HKT) March 9, 2024", *STORY) == []
    assert date_page(HEADLINE, "Published 0420 GMT (1220 HKT) March 9, 2024", *STORY) != []


BOX = [
    *("Latest", "Ferry to Ellery Port stays in its dock for a week", "11 March 2024"),
    *("Bakers of Harrow Sound ask for a later start", "10 March 2024"),
    *("Old crane at the Ellery yard goes to a museum", "8 March 2024"),
]


def test_titles_with_dates_set_close_above_the_headline_are_a_box_of_others() -> None:
    """Blank lines part the paragraphs of the page, and its headline from the box."""
    text = "\n".join(BOX) + "\n\n" + "\n".join([HEADLINE, "14 March 2024, 07:30 GMT"])
    text = "\n\n".join([text, *STORY])
    blocks = find_pages(text)
    dates = choose_published(find_dates(make_articles(text), blocks))

    assert blocks.filter(pl.col("role") == "headline")["text"].to_list() == [HEADLINE]
    assert dates["raw"].to_list() == ["14 March 2024, 07:30 GMT"]


def test_a_page_without_a_date_is_not_dated_by_a_box_above_its_headline() -> None:
    text = "\n\n".join(["\n".join(BOX), HEADLINE, *STORY])
    blocks = find_pages(text)

    assert blocks.filter(pl.col("role") == "headline")["text"].to_list() == [HEADLINE]
    assert choose_published(find_dates(make_articles(text), blocks)).is_empty()


def test_a_section_over_the_headline_makes_no_box_of_its_page() -> None:
    text = "\n\n".join(["\n".join(["News", "10 March 2024", HEADLINE, "14 March 2024, 07:30 GMT"]), *STORY])
    blocks = find_pages(text)

    assert blocks.filter(pl.col("role") == "headline")["text"].to_list() == [HEADLINE]
