"""Is a page whose article is a table or a list read as one, where its markup says so?"""

from pathlib import Path

import polars as pl
import pytest

from dedup.blocks import split_blocks
from dedup.dates import find_dates
from dedup.reading import read_articles
from dedup.roles import find_page_kinds, find_roles
from dedup.tokens import tokenise_blocks
from test_roles import NO_CORES

MATCH = [
    "Goals: O. Barstow 12, T. Finch 80",
    "Possession: Wickmoor 44 per cent",
    "Corners: 3 to 11",
    "Booked: L. Weir",
    "Attendance: 1,204",
    "Wickmoor play Callen Quay next Sunday on the meadow behind the mill, weather and river permitting.",
]
VOTES = ["Ward Yes No", "Upper weir 412 311", "Mill Lane 98 140", "Heron island 7 9", "In all 517 460"]
PLACES = [
    "1. Lower Sluice",
    "Stand on the iron plate",
    "2. The Eel House",
    "Open on Thursdays",
    "3. Heron island",
]
OTHERS = "".join(f"<li><a href='/{n}'>Eel passes {n} to open in spring</a></li>" for n in range(9))


def find_blocks(tmp_path: Path, main: str) -> pl.DataFrame:
    aside = f"<aside><h4>More</h4><ul>{OTHERS}</ul></aside>"
    return read_page(tmp_path, f"<nav><a href='/'>Home</a></nav>{main}{aside}")[1]


def read_page(tmp_path: Path, body: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the ARTICLES and ROLED blocks of a page."""
    page = tmp_path / "page.html"
    page.write_text(f"<html><body>{body}</body></html>")
    articles = next(iter(read_articles([str(page)]))).articles
    tokens, _ = tokenise_blocks(split_blocks(articles), NO_CORES)
    return articles, find_roles(tokens, articles)


def own_text(blocks: pl.DataFrame) -> list[str]:
    return blocks.filter(pl.col("role").is_in(["lead", "body"]))["text"].to_list()


@pytest.mark.parametrize("lines", [MATCH, VOTES, PLACES])
def test_short_lines_of_the_only_article_are_its_text(tmp_path: Path, lines: list[str]) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)

    blocks = find_blocks(tmp_path, f"<article><h1>What the weir said this week</h1>{paragraphs}</article>")

    assert own_text(blocks) == lines
    assert find_page_kinds(blocks)["page_kind"].to_list() == ["article"]


def test_cells_and_items_are_lines_of_it_and_links_and_buttons_are_none(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{line.split()[0]}</td><td>{line.split()[-1]}</td></tr>" for line in VOTES)
    items = "".join(f"<li>{line}</li>" for line in PLACES)
    tools = "<div>Four minutes to read</div><ul><li><a href='/w'>All about the weir</a></li></ul>"

    blocks = find_blocks(
        tmp_path,
        f"<article><h1>The weir in figures</h1>{tools}<table>{rows}</table><ul>{items}</ul></article>",
    )

    assert own_text(blocks) == [*(f"{line.split()[0]} {line.split()[-1]}" for line in VOTES), *PLACES]


def test_articles_of_a_list_are_no_text(tmp_path: Path) -> None:
    teasers = "".join(f"<article><h2>{line}</h2><p>At the weir</p></article>" for line in PLACES)

    blocks = find_blocks(tmp_path, f"<main><h1>News of the week</h1>{teasers}</main>")

    assert find_page_kinds(blocks)["page_kind"].to_list() != ["article"]


def test_a_film_and_a_line_under_it_stay_a_stub(tmp_path: Path) -> None:
    main = "<article><h1>Flood at the weir, seen from a boat</h1><p>Play</p><p>Filmed on Monday</p></article>"

    assert find_page_kinds(find_blocks(tmp_path, main))["page_kind"].to_list() != ["article"]


def test_comments_under_a_short_text_are_none_of_it_on_a_page_of_divs(tmp_path: Path) -> None:
    """One element holds both, so markup takes the names of the readers for text."""
    story = [
        "The sluice keeper of Wickmoor opened both gates on Sunday night and let the eels go up the weir.",
        "He had waited for the new moon, he said, and for the anglers to go home to their dinner.",
    ]
    said = ["Ida Weir", "They were my eels, and I would like to have been asked."]
    lines = ["Keeper lets the eels go up the weir", "12 October 2026, 09:00 GMT", *story, "Comments", *said]

    blocks = find_blocks(tmp_path, "".join(f"<div>{line}</div>" for line in lines))

    assert own_text(blocks) == story


COMMENTS = [
    (
        "Ida Weir",
        "12 October 2026, 11:05",
        "They were my eels, and I would like to have been asked by the keeper.",
    ),
    (
        "Tom Finch",
        "12 October 2026, 11:40",
        "So would the eels, if anybody ever took the trouble to ask an eel!",
    ),
    (
        "Una Barstow",
        "12 October 2026, 12:15",
        "First they open the gates by night, and then they want a lamp.",
    ),
]


@pytest.mark.parametrize("heading", ["<h3>Comments</h3>", "<p>3 Comments</p>", "<p>Comments (3)</p>", ""])
def test_what_readers_say_is_no_text_however_long_and_dates_no_page(tmp_path: Path, heading: str) -> None:
    """Under a heading, or in elements with a name; they signed with the time."""
    brief = "The sluice keeper of Wickmoor let the eels go up the weir on Sunday night, by the new moon."
    kind = "" if heading else ' class="cmt"'
    said = "".join(
        f"<div{kind}><b>{name}</b><span>{time}</span><p>{each} {each}</p></div>"
        for name, time, each in COMMENTS
    )
    head = f"<h1>Keeper lets the eels go up the weir</h1><div><p>{brief}</p></div>"
    articles, blocks = read_page(tmp_path, f"{head}{heading}{said}")

    assert own_text(blocks) == [brief]
    assert find_dates(articles, blocks).is_empty()


def test_the_foot_of_a_page_under_titles_that_stand_twice_is_none_of_a_brief(tmp_path: Path) -> None:
    """One element holds it all, so markup takes the foot for text."""
    brief = "The sluice keeper of Wickmoor let the eels go up the weir on Sunday night, by the new moon."
    titles = [
        line for n in ["two", "three", "four"] for line in [f"Ferry number {n} gets an engine of oak"] * 2
    ]
    foot = "The Wickmoor Lamp has been read by the people of the river since 1846, and answers every letter."
    head = (
        "<h1>Keeper lets the eels go up the weir</h1><p>Ida Weir</p><time>12 October 2026, 09:00 GMT</time>"
    )
    below = "".join(f"<a href='/{n}'>{title}</a>" for n, title in enumerate(titles))

    blocks = find_blocks(
        tmp_path, f"<main>{head}<p>{brief}</p>{below}<p>{foot}</p><p>{foot} So it will.</p></main>"
    )

    assert own_text(blocks) == [brief]


def test_comments_under_a_box_of_links_may_be_longer_than_the_text(tmp_path: Path) -> None:
    brief = (
        "The sluice keeper of Wickmoor let the eels go up the weir on Sunday night, by the new moon, when "
        "the anglers had gone home to their dinner and nobody was left on the bridge to count them."
    )
    links = ["Ferry to Heron island gets its second engine"] * 2 + ["The old engine was in service for ..."]
    links += ["Mill Lane asks for a bridge over the sluice"] * 2 + ["The ward has asked four times since ..."]
    said = ["They were my eels, and I would like to have been asked before they went."]
    said += ["So would the eels, if anybody ever took the trouble to ask an eel!"]
    said += ["First they open the gates by night, then they want money for a lamp."]
    said = [
        line
        for name, each in zip(("Ida Weir", "Tom Finch", "Una Barstow"), said, strict=True)
        for line in (name, each)
    ]
    lines = ["Keeper lets the eels go up the weir", "12 October 2026, 09:00 GMT", brief]
    lines += ["Related stories", *links, "Comments", *said]

    blocks = find_blocks(tmp_path, "".join(f"<div>{line}</div>" for line in lines))

    assert own_text(blocks) == [brief]
