"""Are other posts above a text, each between two lines that date it, told from the text and its date?"""

import pytest

from dedup.dates import choose_published, find_dates
from test_roles import find_page, make_articles, roles_of

STORY = [
    "Two crews worked through the night to free the lock gate at Harrow Sound, where a barge had sunk.",
    "Nobody was hurt, and the harbour office hopes that the first boats can go up the river again by noon.",
    "The barge had been laden with gravel for the new sea wall, which the town wants to see done by autumn.",
]
POSTS = [
    "by old salt - Mar 4, 2019 7:05 am",
    "Why nobody on the north shore has bought a boat since the price of tar went up.",
    "Mar 4, 2019 7:05 AM",
    "by Ann Weaver - Mar 4, 2019 2:40 pm",
    "Ten knots that every landlubber should know",
    "Mar 4, 2019 2:40 PM",
]


@pytest.mark.parametrize("headline", [[], ["Barge blocks the lock at Harrow Sound for a day"]])
def test_posts_between_their_times_are_no_text_no_headline_and_no_date_of_the_page(
    headline: list[str],
) -> None:
    lines = [*POSTS, *headline, *STORY]
    roles = roles_of(*lines)

    assert roles == ["sidebar"] * 6 + ["headline"] * len(headline) + ["lead", "body", "body"]
    dates = find_dates(make_articles("\n\n".join(lines)), find_page(*lines))
    assert choose_published(dates).is_empty()


def test_the_same_time_over_and_under_one_standfirst_is_the_page_s_own() -> None:
    page = ["Barge blocks the lock at Harrow Sound for a day", *POSTS[:3], *STORY]

    dates = find_dates(make_articles("\n\n".join(page)), find_page(*page))
    assert choose_published(dates)["raw"].item() in {POSTS[0], POSTS[2]}


@pytest.mark.parametrize("line", ["Authored by Ann Weaver via The Tide Table,", "Submitted by Ann Weaver"])
def test_who_wrote_or_sent_in_a_text_is_no_headline(line: str) -> None:
    assert roles_of(line, *STORY) == ["byline", "lead", "body", "body"]
