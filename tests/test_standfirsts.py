"""What stands between a headline and the text: standfirsts, and what only looks like one."""

import pytest

from test_roles import find_page, find_pages

HEADLINE = "Old ferry bell rings again at Ollerup quay"
STANDFIRST = "After nine silent years the bell is back in its frame, and the harbour master rings it at noon"
STORY = [
    "The bell was found in a barn behind the rope works, under sacks that nobody had moved since the war.",
    "A smith from the next village mended its clapper for a barrel of cider and two days of sailing.",
    "Children of the quay school drew lots for who may ring it on Sundays, and the list runs until May.",
]
BETWEEN = [f"Listen {n}" for n in range(14)]


def find_marked(*lines: str) -> list[tuple[str, str]]:
    """Return role and reason of the lines, of which the first is marked as headline, the story as body."""
    begins = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    marks = [
        (at, at + len(line), "headline" if line == HEADLINE else "body")
        for at, line in zip(begins, lines, strict=True)
        if line in (HEADLINE, *STORY)
    ]
    blocks = find_pages("\n".join(lines), marks=[marks])
    return list(blocks.select("role", "role_reason").iter_rows())


def test_a_standfirst_under_a_marked_headline_may_stand_far_above_the_text() -> None:
    """Between them stand a film, buttons and the tools to share it."""
    roles = find_marked(HEADLINE, STANDFIRST, *BETWEEN, *STORY)

    assert roles[1] == ("lead", "under the headline")


def test_a_summary_in_sentences_may_stand_as_far() -> None:
    summary = ["The bell is back after nine years.", "It rings at noon, and on Sundays children ring it."]
    roles = find_marked(HEADLINE, "Quay news", *summary, *BETWEEN, *STORY)

    assert roles[3] == ("lead", "under the headline")


@pytest.mark.parametrize(
    "line",
    [
        f"Harbour {HEADLINE}",
        "詳細はこちら",
        "Diese Zusammenfassung wurde künstlich erzeugt und von niemandem an der Mole gelesen.",
        "In partnership with Ollerup Rope Works",
    ],
)
def test_a_headline_again_a_button_and_a_notice_are_no_standfirst(line: str) -> None:
    assert find_marked(HEADLINE, line, *BETWEEN[:2], *STORY)[1][0] == "boilerplate"


def test_a_quotation_mark_at_the_end_cuts_nothing_off() -> None:
    """Under a title stands a paragraph, not a teaser with an arrow."""
    said = "we ring it at noon in all weathers, and on Sundays the children ring it for as long as they like"
    title = "A bell for the quay"
    quoted = find_page(HEADLINE, *STORY[:2], title, f"The smith told us: « {said} »", STORY[2])
    arrow = find_page(HEADLINE, *STORY[:2], title, f"The smith told us: {said} »", STORY[2])

    assert quoted["role"][4] == "body"
    assert arrow["role_reason"][4] == "cut-off teaser"


@pytest.mark.parametrize(
    "line",
    [
        "You must be logged in to report a comment.",
        "Chat with us in Facebook Messenger. Find out what happens at the quay while it happens.",
        "Um eingebettete Inhalte anzuzeigen, ist deine Einwilligung in die Übermittlung von Daten nötig.",
        "Du kannst deine Einwilligung jederzeit über den Schalter am Ende der Seite widerrufen.",
        "This summary was generated with the help of AI and read by an editor.",
    ],
)
def test_what_a_page_says_to_its_readers_is_no_text(line: str) -> None:
    assert find_page(HEADLINE, *STORY[:2], line, STORY[2])["role"][3] == "boilerplate"


def test_a_long_life_of_the_author_ends_no_story() -> None:
    life = (
        "Mara Ollestad is an associate editor and columnist for the Quay Courier. She has rowed to every "
        "island of the bay, once in fog and without a chart, and wrote a book about those who took her in. "
        "Before that she sold rope, tuned organs and taught the night school of the cannery how to read tide "
        "tables, which she calls the finest books of the coast. She lives above the bakery with a deaf cat, "
        "two accordions and a stove that she built from a buoy after the long winter."
    )
    assert find_page(HEADLINE, *STORY, life)["role_reason"][-1] == "about the author"
    assert find_page(HEADLINE, STORY[0], life, *STORY[1:])["role"][2] == "body"


def test_a_name_and_an_agency_over_the_date_wrote_the_text() -> None:
    """Under the date they took the picture."""
    summary = "The harbour master rings it at noon, after nine silent years."
    author, date = "Sunniva Holt, The Associated Press", "Oct 21, 2024, 2:16 AM EDT"

    signed, pictured = (
        find_page(HEADLINE, *lines, *STORY)["role"].to_list()
        for lines in ((summary, author, date), (date, summary, author))
    )

    assert signed[:4] == ["headline", "lead", "byline", "dateline"]
    assert pictured[3] == "credit"


def test_a_caption_under_a_title_of_its_own_leaves_the_paragraph_above_to_the_text() -> None:
    """Of a short first paragraph nothing else told, and what named the picture was taken for the headline."""
    date, first = "21 October 2024, 06:30 GMT", "Nobody had hoped to hear it again before the winter."
    picture = ["Rope works of Ollerup sold", "The old frame above the quay on Friday. (AP Photo/Ann Lee)"]

    roles = find_page(HEADLINE, STANDFIRST + ".", date, first, *picture, *STORY)["role"]

    assert roles.to_list()[:6] == ["headline", "lead", "dateline", "body", "body", "caption"]
