"""Cards of other stories: told from the paragraphs of a page by their shape alone."""

import pytest

from dedup.reading.pages import read_html

STORY = [
    "The ferry to Heron island will stop after Sunday's last crossing, as nobody has paid for its bow door.",
    "A launch of the fish farm will carry pupils and patients, nineteen at a time, until somebody does.",
]
TITLES = ["Harvest festival moves indoors", "Library to lend out its drills", "Old signal box is up for sale"]
TEASER = "Organisers had hoped to pitch on the green by noon; now they share a hall with the brass band."
CARD = (
    '<div class="{kind}"><a href="/{n}"><h4>{title}</h4></a><p>{teaser}</p><span>{n} hours ago</span></div>'
)


def mark_paragraphs(cards: str, beside: str = "") -> dict[str, str]:
    """Return what the paragraphs of a page are marked, and its cards under them."""
    story = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<body><div><h1>Ferry to stop</h1>{story}</div><div>{beside}{cards}</div></body>"
    record = read_html(page, "a.html")
    return {record.text[mark["begin"] : mark["end"]]: mark["mark"] for mark in record.marks}


def make_cards(*kinds: str, teaser: str = TEASER) -> str:
    cards = enumerate(zip(kinds, TITLES, strict=False))
    return "".join(
        CARD.format(n=n, kind=kind, title=title, teaser=f"{teaser} {n}.") for n, (kind, title) in cards
    )


@pytest.mark.parametrize("kinds", [("tile",) * 3, ("tile first", "tile", "tile last")])
def test_what_a_card_says_of_its_story_is_no_text_of_the_page(kinds: tuple[str, ...]) -> None:
    """Together the cards say more than the story does."""
    marks = mark_paragraphs(make_cards(*kinds))

    assert [marks[line] for line in STORY] == ["body"] * 2
    assert {mark for line, mark in marks.items() if line.startswith((TEASER, *TITLES))} == {"sidebar"}
    assert marks["2 hours ago"] == "sidebar"


def test_cards_under_the_name_of_a_section_are_no_text_however_short_their_headings() -> None:
    """Each is an element that some take for an article."""
    card = "<article><h2><a href='/{n}'>{title}</a></h2><p>{teaser}</p><a href='/{n}'>Read on</a></article>"
    titles = enumerate(["Eels come early", "Bell sold again", "No bus for the Row"])
    cards = "".join(card.format(n=n, title=title, teaser=f"{TEASER} {n}.") for n, title in titles)

    marks = mark_paragraphs(cards, "<h1>Odile Barstow</h1>")

    assert {mark for line, mark in marks.items() if line.startswith(TEASER)} == {"sidebar"}


@pytest.mark.parametrize(
    ("cards", "beside"),
    [
        (make_cards("tile", "tile"), ""),
        (make_cards("chair", "table", "lamp"), ""),
        (make_cards(*["tile"] * 3, teaser=TEASER * 5), ""),
        (make_cards(*["tile"] * 3), f"<p>{STORY[0]}</p>"),
        (make_cards(*["tile"] * 3), "<h1>Three things to see</h1>"),
    ],
    ids=["two", "of many kinds", "long", "beside a paragraph", "under a headline"],
)
def test_parts_of_a_text_are_no_cards(cards: str, beside: str) -> None:
    """Each part of it has a link for a title."""
    marks = mark_paragraphs(cards, beside)

    assert "sidebar" not in marks.values()


def link_cards(*teasers: str) -> str:
    return "".join(
        f'<li class="item"><p class="title"><a href="/{n}">{title}</a></p>'
        f'<p class="more"><a href="/{n}">{teaser}</a></p><p class="day">3 May</p></li>'
        for n, (title, teaser) in enumerate(zip(TITLES, teasers, strict=False))
    )


def test_a_linked_teaser_is_of_one_card_with_its_title() -> None:
    """Both lead to the same page."""
    teasers = [f"{TEASER} {n}." for n in range(3)]
    marks = mark_paragraphs(link_cards(*teasers))

    assert [marks[line] for line in STORY] == ["body"] * 2
    assert [marks[line] for line in (*TITLES, *teasers, "3 May")] == ["sidebar"] * 7


def test_cards_that_lead_to_one_page_are_cards() -> None:
    """Programmes of one station: their titles tell them apart."""
    cards = make_cards(*["tile"] * 3)
    for n in range(3):
        cards = cards.replace(f'href="/{n}"', 'href="/live"')

    assert "sidebar" in mark_paragraphs(cards).values()
    assert mark_paragraphs(cards) == mark_paragraphs(make_cards(*["tile"] * 3))


@pytest.mark.parametrize("parts", [" ", "", " | "])
def test_a_line_of_links_alone_is_a_menu(parts: str) -> None:
    """Nothing names it so; a list of other stories under the text passed for text for want of furniture."""
    sections = ["Home", "Harbour", "Fishing", "Tides", "Letters"]
    menu = parts.join(f"<a href='/{section}'>{section}</a>" for section in sections)

    marks = mark_paragraphs("", f"<div>{menu}</div><div>{menu} and all the rest of the town</div>")

    assert [line for line, mark in marks.items() if mark == "boilerplate"] == [(parts or " ").join(sections)]
