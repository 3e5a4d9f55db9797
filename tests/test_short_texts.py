"""Parts: is a text of questions and answers, or of subheads and a line under each, read as one?"""

from itertools import chain

import pytest

from test_roles import find_page, kinds_of

HEAD = ["The Wickmoor Courier", "Home", "Farming", "Weather"]
TITLE = ["Six questions to the keeper of the Wickmoor weir", "4 March 2024, 06:30 GMT"]
TAIL = ["Related stories", "Mill owners argue over the sluice", "Eel passes open in spring"]
INTRO = "Odile Barstow has opened and shut the weir at Wickmoor by hand for the last thirty-one winters."
TALK = [
    (
        "Courier: When did you first turn the wheel?",
        "Barstow: When my uncle broke his wrist. I was nine.",
    ),
    ("Were the floods worse then?", "They were louder. Nobody had thought of counting them."),
    ("Does it still scare you?", "Only the ice."),
    ("What would you tell the county?", "That a gate is not a wall, and that grease is cheaper than steel."),
    ("Who comes after you?", "Ask me when the swans have left!"),
]
INTERVIEW = [
    ("PV: Bà giữ con đập này từ bao giờ?", "- Từ năm bác tôi gãy tay. Hồi ấy tôi mới lên chín."),
    ("Lũ ngày trước có lớn hơn không?", "- Nghe to hơn thì có. Chẳng ai nghĩ tới chuyện đo."),
    ("Bây giờ bà còn sợ không?", "- Chỉ sợ mùa băng trên thượng nguồn về sớm."),
    ("Bà muốn nhắn gì với huyện?", "- Cửa đập không phải bức tường, và mỡ bò rẻ hơn thép."),
]
PLACES = [
    ("Lower Sluice", "Stand on the iron plate and feel the river through your boots."),
    ("Barstow's Steps", "Forty of them, and a bench that nobody has painted since the war."),
    ("The Eel House", "Open on Thursdays if the keeper is in a good temper."),
    ("Heron island", "Bring bread for the ducks and nothing at all for the herons."),
    ("Millers' bridge", "The best place for a photograph, as long as no lorry comes."),
]


def own_text(*lines: str) -> list[str]:
    page = find_page(*lines)
    return page.filter(page["role"].is_in(["lead", "body"]))["text"].to_list()


@pytest.mark.parametrize("talk", [TALK, INTERVIEW])
@pytest.mark.parametrize("intro", [[], [INTRO]])
def test_questions_and_short_answers_are_the_text_of_their_page(
    talk: list[tuple[str, str]], intro: list[str]
) -> None:
    """An answer of a few words under its question looks like a teaser under its title."""
    text = [*intro, *chain(*talk)]
    page = [*HEAD, *TITLE, *text, *TAIL]

    assert own_text(*page) == text
    assert kinds_of("\n\n".join(page)) == ["article"]


def test_subheads_and_the_line_under_each_are_the_text_under_an_opening_paragraph() -> None:
    text = [INTRO, *chain(*PLACES)]
    page = [*HEAD, "Five places to see along the Wickmoor weir", TITLE[1], *text, *TAIL]

    assert own_text(*page) == text
    assert kinds_of("\n\n".join(page)) == ["article"]


def test_numbered_subheads_may_be_long() -> None:
    places = [
        (f"{n}. Where the keepers of the {name.lower()} have always slept", line)
        for n, (name, line) in enumerate(PLACES[:3], 1)
    ]
    text = [INTRO, *chain(*places)]

    assert own_text(*HEAD, "Three beds along the Wickmoor weir", TITLE[1], *text, *TAIL) == text


def test_a_button_or_a_picture_does_not_part_a_question_from_the_next() -> None:
    parted = [*chain(*TALK[:2]), "Advertisement", *chain(*TALK[2:])]

    assert own_text(*HEAD, *TITLE, *parted, *TAIL) == list(chain(*TALK))


def test_titles_and_teasers_of_other_stories_are_no_subheads() -> None:
    """They are longer than a name, and a front page has no paragraph above the first of them."""
    stories = [
        ("County puts off the vote on the Wickmoor weir again", "Members want a third opinion on the gates."),
        ("Keeper of the old eel house retires in the autumn", "Nobody has asked for her keys so far."),
        (
            "Lorry stuck on the bridge of the millers for a day",
            "The driver blames a map from the war.",
        ),
        ("Herons return to their island after nine dry years", "Fishermen are less pleased than the school."),
        (
            "Painters find a signature under the bench on the steps",
            "It may be the builder's daughter's.",
        ),
        ("Swans hold up the morning train for forty minutes", "The railway has sent the keeper its bill."),
    ]
    index = [*HEAD, *chain(*stories)]
    story = [*HEAD, TITLE[0], TITLE[1], INTRO, *chain(*stories)]

    assert kinds_of("\n\n".join(index)) == ["index"]
    assert own_text(*story) == [INTRO]


def test_two_questions_under_a_story_are_a_form() -> None:
    form = ["Have you seen a flood on the river?", "Write to the desk before the river falls again, please."]
    form += ["Do you know more than the keeper?", "We never print the name of anyone who asks us not to."]
    page = [*HEAD, *TITLE, INTRO, "Corrections", *form]

    assert own_text(*page) == [INTRO]


def test_help_for_readers_is_no_text_where_long_paragraphs_are() -> None:
    """Every page of a house may end with questions about accounts."""
    paragraphs = [f"{INTRO} {' '.join(line for _, line in PLACES[n:] + PLACES[:n])}" for n in range(4)]
    menu = ["About the Courier", "Our printers and their trade", "Work with us"]
    questions = [
        (
            "Why do I see this message?",
            "Somebody is reading the Courier with your account on another device.",
        ),
        (
            "How do I stop seeing this message?",
            "Read on one device at a time, or ask the desk for a second key.",
        ),
        (
            "What happens if I read on here?",
            "The other device will show this message in its turn, and so on.",
        ),
        (
            "Who else may use my account?",
            "Whoever sleeps under your roof may, as long as only one of you reads.",
        ),
    ]
    page = [*HEAD, *TITLE, *paragraphs, *menu, *chain(*questions)]

    assert own_text(*page) == paragraphs


FACTS = [
    "Wheel: oak, nine feet across",
    "Keeper: Odile Barstow of Mill Lane",
    "Gates: four, one of them stuck",
    "Highest flood: 3.12 metres",
    "Eels counted in May: 1,204",
]


def test_facts_under_a_date_are_the_text_of_their_page() -> None:
    page = [*HEAD, "The Wickmoor weir in five lines", TITLE[1], *FACTS, INTRO, *TAIL]

    assert own_text(*page) == [*FACTS, INTRO]
    assert kinds_of("\n\n".join(page)) == ["article"]


def test_titles_under_names_of_sections_are_no_facts() -> None:
    titles = [
        f"{section}: {title}"
        for section, title in (
            ("Farming", "What a wet spring does to barley on the low fields"),
            ("Courts", "Third hearing over the painted bench ends in laughter"),
            ("Rail", "Swans hold up the morning train again at the crossing"),
            ("Letters", "Nobody asked the herons about the new bridge either"),
            ("Weather", "Why the fog stays longer on our side of the river"),
        )
    ]

    assert not set(titles) & set(
        own_text(HEAD[0], TITLE[1], *titles, "Home", TITLE[0], TITLE[1], INTRO, INTRO[4:])
    )
    assert not set(FACTS) & set(own_text(*HEAD, *TITLE, INTRO, "About the Courier", "Masthead", *FACTS))


ITEMS = [
    ("Eels climb the new pass at Wickmoor weir", "The first of them were counted at dawn by a school class."),
    ("Second-hand bell for Fenny chapel", "It was cast for a ship that never sailed and has no crack."),
    ("Barley late on the low fields", "Three weeks of rain have kept the drills in their barns."),
    ("Night bus to the county hospital", "It will stop at every farm gate where somebody waves a lamp."),
]


@pytest.mark.parametrize(
    "title", ["Five things to know this evening", "News in brief: Monday", "Điểm tin sáng"]
)
def test_items_under_the_headline_of_a_roundup_are_its_text(title: str) -> None:
    """Their titles are as long as those of other stories, and their paragraphs as short as teasers."""
    text = [*chain(*ITEMS)]
    page = [*HEAD, title, TITLE[1], "Share on Facebook", *text, *TAIL]

    assert own_text(*page) == text
    assert kinds_of("\n\n".join(page)) == ["article"]


def test_titles_over_teasers_are_items_of_no_roundup_elsewhere() -> None:
    """Under a text, or where the name of a section stands over a list without a date."""
    story = [INTRO, *(answer for _, answer in TALK[:2]), INTRO.replace("opened", "oiled")]

    assert not {ITEMS[1][0], ITEMS[2][0]} & set(own_text(*HEAD, "News in brief", *chain(*ITEMS)))
    assert own_text(*HEAD, *TITLE, *story, "News in brief", *chain(*ITEMS))[-1] == story[-1]


def test_numbered_subheads_need_no_paragraph_above_them() -> None:
    """A list of what is most read has numbers, and no sentence under each."""
    text = [
        line for n, (place, told) in enumerate(PLACES, 1) for line in (f"{n}. {place[3:]}", f"{told[:-1]}.")
    ]
    page = [*HEAD, "Places to see along the Wickmoor weir", TITLE[1], *text, *TAIL]

    assert own_text(*page) == text


ENTRIES = [
    ("22:40", "The swans come back", "All nine stood on the lower sill before midnight."),
    ("21:15", "Grease runs out", "A boy was sent to the mill on the only bicycle with a lamp."),
    ("19:50", "First planks", "The upper gate was boarded by hand in the rain."),
    ("18:05", "A slow start", "Nobody had brought the long ladder from the chapel."),
]


@pytest.mark.parametrize("titled", [True, False])
def test_entries_under_times_that_fall_are_the_text_of_a_live_page(*, titled: bool) -> None:
    """Of a sentence each, above a list of other stories, they were taken for one."""
    entries = [(when, *rest) if titled else (when, rest[-1]) for when, *rest in ENTRIES]
    page = ["Flood night at Wickmoor: the gates hold", *chain(*entries), *TAIL, *OTHERS]

    assert own_text(*page) == [line for entry in entries for line in entry[1:]]
    assert kinds_of("\n\n".join(page)) == ["article"]


@pytest.mark.parametrize(
    "times", [["18:05", "19:50", "21:15", "22:40"], ["22:40", "18:05", "23:10", "19:50"]]
)
def test_what_is_on_tonight_is_no_live_page(times: list[str]) -> None:
    """Its times rise, or jump from hall to hall."""
    entries = [(when, *rest) for when, (_, *rest) in zip(times, ENTRIES, strict=True)]
    page = ["Tonight on the river stage", *chain(*entries), *TAIL, *OTHERS]

    assert ENTRIES[1][-1] not in own_text(*page) or ENTRIES[0][1] not in own_text(*page)


OTHERS = [f"{title} of {place}" for title in ("Eel passes open", "Sluice keepers meet") for place in "ABCDE"]
RANKED = ["1. Weir House.", "2. Lower Sluice.", "=3. Heron Row.", "=3. Mill Lane.", "6. Chapel Steps."]


@pytest.mark.parametrize("links", [[], [">> Ten wettest streets of the county"]])
def test_a_ranking_is_the_text_of_its_page_and_its_film_no_reason_to_leave_it_out(links: list[str]) -> None:
    ranked = [RANKED[0], *links, *RANKED[1:]]
    text = "The county counted the sandbags of 412 houses, and Weir House needed more than the chapel did."
    page = ["Five wettest streets of Wickmoor", *ranked, "Play", "OB (Wickmoor Courier)", text]

    assert own_text(*page)[: len(RANKED)] == RANKED
    assert kinds_of("\n\n".join(page)) == ["article"]


def test_numbers_without_a_stop_or_that_do_not_count_on_make_no_ranking() -> None:
    """What is most read has numbers too, and a chapter may begin with one."""
    text = "The county counted the sandbags of 412 houses, and Weir House needed more than the chapel did."
    most_read = [line.removesuffix(".") for line in RANKED]
    loose = ["3. Weir House.", "19. Lower Sluice.", "1. Heron Row.", "44. Mill Lane."]

    for lines in (most_read, loose):
        assert set(own_text("Five wettest streets of Wickmoor", *lines, "Play", text)).isdisjoint(lines)
