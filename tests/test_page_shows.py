"""Shows: is a page with a player and a line on what it plays no article, and a story with one still one?"""

import pytest

from test_roles import kinds_of

BLURB = "We went up to the weir with Odile Barstow on the morning the swans came back."
STORY = [
    "The swans of Wickmoor came back to the weir on Monday, nine days after the flood had carried them off.",
    "Odile Barstow, who keeps the gates, counted eight of them at dawn and the last one an hour later.",
    "The council had put out straw for them on Heron Row, where nobody had seen a swan for thirty years.",
]
MORE = ["More films", "Eels on the sill", "A bell comes home"]


@pytest.mark.parametrize(
    "player",
    ["0:00 / 2:41", "00:00", "2 min 40 sec", "Listen 38 min", "Durée 2:12", "Thời lượng 2:12", "27 min"],
)
def test_one_paragraph_under_a_player_says_what_is_shown(player: str) -> None:
    assert kinds_of("\n\n".join(["The swans come back to Wickmoor", player, BLURB, *MORE])) == ["stub"]
    assert kinds_of("\n\n".join(["The swans come back to Wickmoor", BLURB, *MORE])) == ["article"]


@pytest.mark.parametrize("player", ["0:00 / 2:41", "Listen 4 min", "Video by Tom Orr"])
def test_a_story_with_a_player_is_an_article(player: str) -> None:
    """Some are read aloud, others have a film beside them."""
    page = ["The swans come back to Wickmoor", "4 March 2024", player, *STORY, *MORE]

    assert kinds_of("\n\n".join(page)) == ["article"]


@pytest.mark.parametrize("line", ["08:15", "9 min read", "Watch out", "27 minutes late"])
def test_a_time_and_how_long_it_takes_to_read_are_no_player(line: str) -> None:
    assert kinds_of("\n\n".join(["The swans come back to Wickmoor", line, BLURB])) == ["article"]


@pytest.mark.parametrize("title", ["Podcast: {}", "Highlights: {}", "{}, en vídeo", "{} (podcast)"])
def test_a_headline_may_say_that_there_is_something_to_see_or_hear(title: str) -> None:
    headline = title.format("The swans come back")

    assert kinds_of("\n\n".join([headline, "4 March 2024", BLURB, *MORE])) == ["stub"]
    assert kinds_of("\n\n".join([headline, "4 March 2024", *STORY, *MORE])) == ["article"]
