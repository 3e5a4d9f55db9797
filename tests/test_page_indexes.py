"""Index pages: is a page that consists of titles of other pages, and a teaser under each, no article?"""

import polars as pl
import pytest

from dedup.roles import find_page_kinds, settle_roles
from dedup.roles.indexes import OTHER_TITLE, find_items
from test_roles import find_pages, mark_lines

STORIES = {
    "Eel passes open a month early": "Warm water had the first elvers at the sill by Candlemas.",
    "Mill Lane gets its lamps back": "Six of the nine stood in a barn under a coat of green paint.",
    "Chapel bell sold by mistake": "The dealer has promised to return it for what he gave and a dinner.",
    "Wickmoor votes on a second weir": "A count on Sunday gave the plan eleven more hands than the last.",
    "Heron Row loses its only bus": "From June the nearest stop will be the gate of the tannery.",
}
LONG = [
    "Nobody had asked for it, said the clerk, and nobody had been asked. He read both letters aloud.",
    "The council will come back to it in spring, when the water is low enough for an engineer.",
]
OUTLET = pl.DataFrame({"article": pl.Series([0], dtype=pl.UInt32), "outlet": ["courier"]})
DATES = ["4 March 2024", "3 March 2024", "1 March 2024", "28 February 2024", "27 February 2024"]


def tell_kinds(*pages: list[str], outlet: str = "courier") -> list[str]:
    """Return the kinds of some pages; those of the stories themselves stand beside them."""
    stories = [[title, DATES[0], teaser, f"{title}. {LONG[0]}"] for title, teaser in STORIES.items()]
    blocks = find_pages(*("\n\n".join(page) for page in [*pages, *stories]))
    outlets = blocks.select("article").unique(maintain_order=True).with_columns(outlet=pl.lit(outlet))
    kinds = find_page_kinds(settle_roles(blocks, outlets))["page_kind"].to_list()
    assert set(kinds[len(pages) :]) == {"article"}
    return kinds[: len(pages)]


def list_stories(*, teased: bool = True) -> list[str]:
    return [line for title, teaser in STORIES.items() for line in ([title, teaser] if teased else [title])]


@pytest.mark.parametrize("outlet", ["courier", ""])
def test_a_page_of_headlines_of_other_pages_with_a_sentence_under_each_is_an_index(outlet: str) -> None:
    """Each sentence looks like the paragraph of a text in short parts."""
    section = ["Along the river", *list_stories()]
    author = ["Odile Barstow", "She writes about the river, and has done so since the old weir broke."]

    assert tell_kinds(section, [*author, *list_stories()], outlet=outlet) == ["index"] * 2


def test_a_story_above_a_box_of_them_is_an_article() -> None:
    """However short it is, and though other outlets print it too."""
    brief = [LONG[1], "More news", *list_stories()]
    own = ["Ferry rope cut by night", DATES[1], *brief]
    shared = [next(iter(STORIES)), DATES[1], *brief]

    assert tell_kinds(own, shared) == ["article"] * 2


def test_a_copy_of_a_story_over_cards_of_others_is_an_article() -> None:
    """Its own headline is that of another page too, and nothing says where the cards begin."""
    title, *others = STORIES
    cards = [line for other in others for line in (other, other, STORIES[other].replace(".", " ..."))]

    assert tell_kinds([title, "Ann Lee", STORIES[title], LONG[1], *cards]) == ["article"]


def test_what_an_outlet_prints_under_every_headline_is_no_title_of_another_page() -> None:
    """On a page of a few verses the tools to share it look like the headline, as nothing else is near."""
    tools, title = "Send this by boat or letter", next(iter(STORIES))
    cards = [line for other in list(STORIES)[1:4] for line in (other, other, STORIES[other])]
    brief = [title, DATES[1], tools, LONG[1], "More news", *cards]
    verse = ["The reeds", DATES[2], tools, "low water keeps the names", "of all who sank", "and gives them"]
    others = [[f"Lamp {name} is lit", DATES[3], tools, f"Number {name}. {LONG[0]}"] for name in STORIES]

    assert tell_kinds(brief, verse, *others)[0] == "article"


def test_a_story_with_titles_of_others_between_its_paragraphs_is_an_article() -> None:
    titles = list(STORIES)
    paragraphs = [*LONG, *LONG[::-1]]
    page = ["Council reads two letters aloud", DATES[1], LONG[1]]
    for title, paragraph in zip(titles[1:], paragraphs, strict=False):
        page += [title, paragraph, paragraph.replace("the", "that"), paragraph.replace("a ", "one ")]

    assert tell_kinds(page) == ["article"]


def kind_of(*lines: str) -> str:
    """Return the kind of a page of which nobody else in the corpus has anything."""
    blocks = find_pages("\n\n".join(lines))
    return str(find_page_kinds(settle_roles(blocks, OUTLET))["page_kind"].item())


def test_titles_over_a_sentence_each_under_the_name_of_a_section_are_an_index() -> None:
    items = [f"{line} at last" if line in STORIES else line for line in list_stories()]

    assert kind_of("River news", *items) == "index"
    assert kind_of("River news", *items, *LONG) == "article"


@pytest.mark.parametrize(
    "head",
    [
        ["Five things the council put off", *LONG[1:]],
        ["River news", "Five things the council put off", "4 March 2024", *LONG[1:]],
        ["River news", "Five things the council put off", *LONG],
    ],
)
def test_a_text_in_parts_has_a_headline_a_date_or_an_opening(head: list[str]) -> None:
    items = [f"{line} at last" if line in STORIES else line for line in list_stories()]

    assert kind_of(*head, *items) == "article"


def test_subheads_are_shorter_than_titles() -> None:
    subheads = ["The eels are early", "The lamps come back", "A bell in the yard", "No bus for us"]
    parts = [line for pair in zip(subheads, STORIES.values(), strict=False) for line in pair]

    assert kind_of("River news", "Five things the council put off", *parts) == "article"


@pytest.mark.parametrize(("teased", "above"), [(True, True), (True, False), (False, False)])
def test_titles_that_have_a_date_each_are_an_index(*, teased: bool, above: bool) -> None:
    """Nobody else in the corpus has these stories."""
    page = ["Along the river"]
    for date, (title, teaser) in zip(DATES, STORIES.items(), strict=True):
        item = [title, teaser, date] if teased else [title, date]
        page += [item[-1], *item[:-1]] if above else item

    assert kind_of(*page) == "index"


@pytest.mark.parametrize("intro", [[], LONG[1:], LONG])
@pytest.mark.parametrize("head", [[], ["4 April 2024"], ["By Odile Barstow", "4 April 2024"]])
@pytest.mark.parametrize("titled", [True, False])
def test_a_chronicle_is_an_article(head: list[str], intro: list[str], *, titled: bool) -> None:
    """A date stands over each of its parts; what stands under its own headline is of another make."""
    dated = zip(reversed(DATES), STORIES.items(), strict=True)
    parts = [[date, title, said] if titled else [date, said] for date, (title, said) in dated]

    page = ["How Wickmoor lost its only bus", *head, *intro, *(line for part in parts for line in part)]

    assert kind_of(*page) == "article"


@pytest.mark.parametrize("text", [LONG, LONG[1:]])
def test_dated_titles_under_a_story_make_it_no_index(text: list[str]) -> None:
    items = [line for title, date in zip(STORIES, DATES, strict=True) for line in (title, date)]
    page = ["Council reads two letters aloud", DATES[1], "Ann Weir", *text, "Related stories", *items]

    assert kind_of(*page) == "article"


AUTHOR = ["Odile Barstow", *LONG[1:], "Latest stories"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["Along the river"], "index"),
        (["Five results for the word weir"], "index"),
        (AUTHOR, "index"),
        (["Council reads two letters aloud", *AUTHOR[1:]], "article"),
        ([AUTHOR[0], *LONG, "Latest stories"], "article"),
    ],
)
@pytest.mark.parametrize("linked", [True, False])
def test_links_with_a_date_and_an_opening_paragraph_each_are_an_index(
    head: list[str], kind: str, *, linked: bool
) -> None:
    """A chronicle has subheads, dates and paragraphs in the same order, but its subheads lead nowhere."""
    marks = [(head[0], "headline"), *((line, "body" if line in LONG else "") for line in head[1:])]
    for date, (title, teaser) in zip(DATES, STORIES.items(), strict=True):
        opening = f"{teaser} " * 4 + " ".join(LONG)
        said = f"Why {title}?" if date == DATES[-1] else title
        marks += [(said, "" if linked else "body"), (date, ""), (opening, "body")]

    blocks = settle_roles(mark_lines(*marks), OUTLET)

    assert find_page_kinds(blocks)["page_kind"].to_list() == [kind if linked else "article"]


@pytest.mark.parametrize(("reason", "count"), [("under the end of the text", 6), ("paragraph", 0)])
def test_links_below_what_passes_for_the_end_of_a_text_are_listed_too(reason: str, count: int) -> None:
    """A teaser that ends as a text does closes no list."""
    dated = ("sidebar", "date of another story", 3, 0)
    items = [[("sidebar", reason, 7, 1), dated, ("sidebar", "under the end of the text", 50, 3)]] * 6
    rows = [("headline", "markup", 3, 0), *(row for item in items for row in item)]
    blocks = pl.DataFrame(rows, ["role", "role_reason", "words", "sentences"], orient="row").with_row_index()
    blocks = blocks.rename({"index": "row"}).with_columns(
        article=pl.lit(0, pl.UInt32), ordinal="row", key=pl.col("row").cast(pl.UInt64) + 1
    )

    listed = find_items(blocks)

    assert listed["role_reason"].to_list() == [OTHER_TITLE] * count
