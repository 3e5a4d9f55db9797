"""Where the text of a page of HTML ends, and what is under it."""

import json
from itertools import accumulate

import polars as pl
import pytest

from dedup.reading.pages import read_html
from dedup.roles import settle_roles
from test_roles import find_pages

SCRIPT = f"<script>{'var shelf = 1;' * 500}</script>"
LOCK = [
    "The lock keeper at Hanvil will raise the upper gate by hand until a new chain comes from the foundry.",
    "Boats longer than nine metres have to wait for the evening, when three neighbours help him to turn it.",
    "A chain was ordered in March, but the foundry casts bells first, and there are four on its list.",
    "Until then the key to the lower gate hangs in the bakery, where all can see who took it and for what.",
]
HONEY = [
    "Bees on the roof of the town hall gave forty jars this summer, twice what the school had hoped for.",
    "The jars are sold at the library on Fridays, and the money goes to the hedge behind the playground.",
]


def make_story(title: str, paragraphs: list[str], extra: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    return f"<article><header><h1>{title}</h1></header><div>{text}{extra}</div></article>"


def mark_lines(page: str) -> dict[str, str]:
    record = read_html(page, "a.html")
    return {record.text[mark["begin"] : mark["end"]]: mark["mark"] for mark in record.marks}


def test_the_next_story_is_none_of_the_first_however_much_script_it_holds() -> None:
    stories = make_story("Gate by hand", LOCK) + make_story("Honey from the roof", HONEY, SCRIPT)
    marks = mark_lines(f"<body><main>{stories}</main></body>")

    assert [marks.get(line, "") for line in (*LOCK, *HONEY)] == ["body"] * 4 + [""] * 2


def test_the_stated_text_may_spell_its_quotes_otherwise() -> None:
    """The page ends with the last line that it states, of few words or many."""
    said = "“We turn it together, and whoever comes late has to bring the soup,” says the keeper."
    told = [*LOCK, said, "“So be it.”"]
    straight = " ".join(told).replace("“", '"').replace("”", '"')
    stated = json.dumps({"@type": "NewsArticle", "articleBody": straight})
    under = "<p>Write to the desk with your own story of a gate that had to be turned by hand at night.</p>"
    page = make_story("Gate by hand", told, under)
    script = f'<script type="application/ld+json">{stated}</script>'
    marks = mark_lines(f"<head>{script}</head><body>{page}</body>")

    assert [marks.get(line) for line in told] == ["body"] * 6
    assert not any(line.startswith("Write to") for line in marks)


def test_the_standfirsts_of_other_stories_are_no_leads() -> None:
    """They stand under the text, each in a card of its own kind."""
    lead = "A chain broke at the upper gate, and until autumn three neighbours will turn it every evening."
    story = make_story("Gate by hand", LOCK, "").replace("<div>", f'<p class="dek">{lead}</p><div>')
    cards = "".join(
        f'<section><a href="/{n}"><h3>{line.split()[0]} in town</h3></a><p class="dek">{line}</p></section>'
        for n, line in enumerate(HONEY)
    )
    marks = mark_lines(f"<body>{story}<div>{cards}</div></body>")

    assert [marks[line] for line in (lead, *HONEY)] == ["lead", "sidebar", "sidebar"]


def test_a_longer_story_under_a_headline_of_its_own_does_not_make_a_page_bare() -> None:
    """Its paragraphs were set apart by their place alone, and outweigh the first story."""
    lines = ["Gate by hand", *LOCK[:2], "Honey from the roof", *HONEY, *LOCK[2:]]
    begins = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    named = ["headline", "body", "body", "headline"]
    marks = [(at, at + len(line), mark) for at, line, mark in zip(begins, lines, named, strict=False)]
    blocks = find_pages("\n".join(lines), marks=[marks])
    roles = settle_roles(blocks, blocks.select("article", outlet=pl.lit("")).unique())

    assert not set(roles["role"][4:]) & {"lead", "body"}


def test_a_teaser_under_the_headline_is_the_standfirst_of_the_page() -> None:
    """It leads nowhere; the teaser of another story is a link, or stands elsewhere."""
    said = "A chain broke at the upper gate, and until autumn three neighbours will turn it every evening."
    head = '<h1>{title}</h1><p class="teaser-title">{title}</p><p class="article__teaser">{teaser}</p>'
    text = "".join(f"<p>{line}</p>" for line in LOCK)
    title = "Gate by hand until a new chain comes from the bell foundry, at the earliest in autumn"
    for teaser, mark in ((said, "lead"), (f'{said[:-20]}<a href="/b">{said[-20:]}</a>', "sidebar")):
        story = f"<article>{head.format(title=title, teaser=teaser)}<div>{text}</div></article>"
        marks = mark_lines(f'<body>{story}<p class="teaser">{HONEY[0]}</p></body>')

        assert (marks[said], marks[HONEY[0]], marks[LOCK[0]]) == (mark, "sidebar", "body")
        assert mark_lines(f"<body>{story}</body>")[title] != "lead"


def test_what_readers_say_may_outweigh_the_story_above_it() -> None:
    """Above what is named a comment must stand a story; else that may be what it is."""
    text = "".join(f"<p>{line}</p>" for line in LOCK)
    line = "Reader {} of this page would have turned the gate alone, and says so at some length."
    said = [line.format(n) for n in range(9)]
    readers = f'<div class="comment-list">{"".join(f"<p>{line}</p>" for line in said)}</div>'
    page = "<body><div><h1>Gate by hand</h1>{story}{readers}</div></body>"

    marks = mark_lines(page.format(story=text, readers=readers))
    alone = mark_lines(page.format(story=f"<p>{LOCK[0]}</p>", readers=readers))

    assert {marks[line] for line in LOCK} == {"body"}
    assert {marks[line] for line in said} == {"boilerplate"}
    assert {alone[line] for line in said} == {"body"}


def test_a_heading_ends_a_text_that_one_table_holds_with_its_teasers() -> None:
    """Beside a short text they are so much that no element but all of the table holds the paragraphs."""
    cards = [line for n, teaser in enumerate(HONEY) for line in (f"What jar {n} of the roof weighs", teaser)]
    lines = ["Gate by hand", *LOCK, "Related articles", *cards]
    begins = accumulate((len(line) + 1 for line in lines), initial=0)
    places = [
        (at, at + len(line), "body" if at else "headline") for at, line in zip(begins, lines, strict=False)
    ]
    marks = [place for place, line in zip(places, lines, strict=True) if not line.startswith("What jar")]

    blocks = find_pages("\n".join(lines), marks=[marks])

    assert blocks["role"].to_list() == ["headline", "lead", *["body"] * 3, *["sidebar"] * 5]


@pytest.mark.parametrize("markup", ["{}", "<p>{}</p>"])
def test_a_page_that_a_script_draws_has_the_text_that_it_states(markup: str) -> None:
    """A reader sees that text, and here stands nothing but the menu and the foot of the page."""
    told = [
        "The heron colony moved to the north bank after the spring flood.",
        "Nobody had counted it before.",
    ]
    text = "".join(map(markup.format, told)) if "<" in markup else "\n".join(told)
    stated = json.dumps({"@type": "NewsArticle", "headline": "Herons move", "articleBody": text})
    page = (
        '<script type="application/ld+json">{}</script><body><nav>Home</nav>{}<footer>Contact</footer></body>'
    )

    drawn = read_html(page.format(stated, "<div id=root></div>"), "a.html")
    shown = read_html(page.format(stated, f"<p>{told[0]}</p>"), "a.html")

    assert drawn.text.split("\n") == ["Home", "Contact", "Herons move", *told]
    assert [mark["mark"] for mark in drawn.marks[2:]] == ["headline", "body", "body"]
    assert shown.text.split("\n") == ["Home", told[0], "Contact"]
