"""Verse: is a poem, whose lines look like titles of other stories, the text of its page?"""

import pytest

from test_roles import find_page, kinds_of
from test_short_texts import own_text

HEAD = ["The Wickmoor Courier", "Home | Farming | Weather | Letters"]
DATE = "4 March 2024, 06:30 GMT"
TAIL = [
    "Related stories",
    "Mill owners argue over the sluice",
    "Eel passes open in spring along the upper weir",
    "County votes on new bridge tolls after a long night",
    "Heron island closes to visitors until the nests are empty",
]
LOOSE = [
    "the weir is a long word",
    "that the river keeps saying",
    "to nobody, to the heron,",
    "to me with my one oar",
    "Somebody painted the gate",
    "the green of a school door",
    "and went home without it",
]
RHYMED = [
    "I met the miller on the bridge,",
    "His sleeves were white as snow;",
    "He said the wheel upon the ridge",
    "Had nowhere left to go.",
    "I asked him who would grind the corn,",
    "And who would mend the door:",
    "He said, the man who is not born",
    "Has done it once before.",
]
SIX_EIGHT = [
    "Đò ngang neo bến sương mờ",
    "Người đi bỏ lại câu hò trên sông",
    "Mẹ ngồi đếm hạt mưa đông",
    "Đếm hoài không hết nỗi mong con về",
    "Gió đưa khói bếp qua đê",
    "Mùi rơm rạ mới lối về ngày xưa",
    "Bao giờ cho hết mùa mưa",
    "Cho em đong lại nắng trưa tặng người",
]
CARD = ["Mill owners argue over the sluice"] * 2
NOTE = "The poem of this week is by the keeper of the weir, who has never shown anybody a line before."


@pytest.mark.parametrize("verse", [LOOSE, RHYMED, SIX_EIGHT])
@pytest.mark.parametrize("top", [["By Odile Barstow", DATE], [DATE], ["Odile Barstow"]])
def test_lines_of_verse_are_the_text_of_their_page(verse: list[str], top: list[str]) -> None:
    page = [*HEAD, "A poem for the weir at Wickmoor", *top, *verse, *TAIL]

    assert own_text(*page) == verse
    assert kinds_of("\n\n".join(page)) == ["article"]


def test_a_card_among_the_lines_and_a_note_above_them_change_nothing() -> None:
    amid = [*HEAD, "A poem for the weir at Wickmoor", DATE, *RHYMED[:4], *CARD, *RHYMED[4:], *TAIL]
    noted = [*HEAD, "A poem for the weir at Wickmoor", DATE, NOTE, *LOOSE, *TAIL]

    assert own_text(*amid) == RHYMED
    assert own_text(*noted) == [NOTE, *LOOSE]


@pytest.mark.parametrize(
    "lines",
    [
        [f"{title} again" for title in TAIL[1:]] + TAIL[1:],
        ["giá vàng", "giá xăng dầu", "thời tiết", "lịch thi đấu", "xổ số", "tỷ giá", "chung cư"],
        ["Alder 2 3 1", "Barstow 4 1 0", "Heron 0 0 2", "Orr 1 1 1"] * 3,
    ],
)
def test_titles_tags_and_rows_of_figures_are_no_verse(lines: list[str]) -> None:
    page = find_page(*HEAD, "All about the weir at Wickmoor", DATE, *lines)

    assert "paragraph" not in page["role_reason"].to_list()


def test_the_tags_over_a_story_are_no_part_of_it() -> None:
    story = [NOTE, "Odile Barstow has opened and shut the gate of the weir by hand for thirty-one winters."]
    tags = ["the weir at wickmoor", "floods along the river", "letters of the keeper", "grease and steel"]
    tags += ["the miller of the ridge", "eels in the upper sluice"]

    found = own_text(*HEAD, "The keeper of the weir retires", DATE, *tags, *story, *TAIL)

    # The last of them could be the beginning of the paragraph under it.
    assert [line for line in found if line not in tags[-1:]] == story
