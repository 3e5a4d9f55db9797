"""
Does a page that was built to stall its reader cost more than its size?

Sizes are such that the work of any pair of its parts would take minutes, so that nobody measures time.
"""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from dedup.reading.page_metadata import MAX_NODES, read_metadata
from dedup.reading.pages import read_html

TITLE = "Cầu mới thông xe"
STORY = f"<article><h1>{TITLE}</h1><p>Xe máy qua cầu từ sáng nay.</p></article>"
NODE = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-02-04"}
TIME, OTHER_TIME = (f'<time datetime="{day}">x</time>' for day in ("2025-02-04", "2026-01-09"))
OTHER = {"@type": "NewsArticle", "headline": "Đội hợp xướng", "datePublished": "2026-01-09"}


def link(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


@pytest.mark.parametrize("around", ["{}", "<div>" * 400 + "{}" + "</div>" * 400], ids=["flat", "deep"])
def test_an_item_of_a_hundred_thousand_properties_is_read_once(around: str) -> None:
    """Its headline was looked for, and what stands around it climbed, for every property."""
    said = '<meta itemprop="author" content="Lan">' * 100_000
    item = f'<div itemscope>{around.format(said)}<b itemprop="headline">Đội hợp xướng</b></div>'

    assert read_html(f"<body>{STORY}{item}", "a").author == ""


def test_ten_thousand_items_are_each_compared_with_the_headline_of_the_page() -> None:
    """However long that is."""
    long = f"{TITLE} {'và xe qua cầu ' * 30_000}"
    item = '<i itemscope><b itemprop="headline">Chợ</b><meta itemprop="datePublished" content="2026"></i>'

    assert read_html(f"<body><h1>{long}</h1><p>Tin.</p>{item * 10_000}", "a").published == ""


def test_a_page_describes_itself_once_for_all_stories_of_its_json_ld() -> None:
    stories = [OTHER | {"headline": f"Chuyện {number}"} for number in range(4000)]
    said = '<meta name="author" content="Lan">' * 20_000
    page = f"<head>{link([*stories, NODE])}{said}</head><body>{STORY}{'<h1>Chợ</h1>' * 20_000}"

    assert read_html(page, "a").published == "2025-02-04"


def test_json_ld_is_read_up_to_a_limit_whatever_number_of_scripts_it_is_in() -> None:
    notes = [{"@type": "Thing"}] * (MAX_NODES // 4)
    first, last = (
        LexborHTMLParser(link(*scripts)) for scripts in ([notes] * 3 + [NODE], [notes] * 4 + [NODE])
    )

    assert read_metadata(first)["published"] == "2025-02-04"
    assert "published" not in read_metadata(last)


def test_an_address_of_question_marks_is_no_attack() -> None:
    """Each began what stands behind the address, up to the end of its line."""
    stories = [NODE | {"headline": "Xe qua cầu", "url": "https://bien.example/cau?x#y"}, OTHER]
    address = f'<meta property="og:url" content="{"?" * 500_000}\n/x">'
    own = '<link rel="canonical" href="http://www.bien.example/cau/">'

    assert (
        read_html(f"<head>{own}{address}{link(stories)}</head><body>{STORY}", "a").published == "2025-02-04"
    )


@pytest.mark.parametrize("tag", ["div", "article"])
def test_a_hundred_thousand_times_in_lists_of_other_stories_are_no_attack(tag: str) -> None:
    """What stands around each was climbed and searched for a headline, for every step up from the page's."""
    nested = (
        "".join(f"<{tag}>{OTHER_TIME}" for _ in range(400)) + f"{OTHER_TIME * 100_000}{f'</{tag}>' * 400}"
    )
    steps = f"<h1>{TITLE}</h1><aside>{nested}</aside>"
    for _ in range(4):
        steps = f"<div>{steps}</div>"

    assert read_html(f"<body>{steps}<p>Tin.</p>{TIME}", "a").published == "2025-02-04"


def test_a_stated_text_is_passed_once_for_all_lines_of_its_page() -> None:
    stated = "xe máy " * 500_000
    others = "".join(f"<p>{'xe máy ' * 3}xe {n:06} {'xe máy ' * 6}</p>" for n in range(80_000))
    linked = link(NODE | {"articleBody": stated})

    record = read_html(f"<head>{linked}</head><body><h1>{TITLE}</h1><div><p>{stated}</p>{others}</div>", "a")

    assert [mark["end"] - mark["begin"] for mark in record.marks[1:]] == [len(stated.strip())]
