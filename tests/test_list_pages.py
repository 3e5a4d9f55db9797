"""Does a list of other pages keep what it says of itself, and nothing of what it lists?"""

import polars as pl
import pytest

from dated_pages import utc
from dedup.dates.lists import leave_out_cards, leave_out_items
from fake_runs import frame


@pytest.mark.parametrize(
    ("kind", "source", "page_kind", "kept"),
    [
        ("published", "text", "index", False),
        ("modified", "text", "index", False),
        ("published", "published", "index", True),
        ("captured", "captured", "index", True),
        ("published", "text", "article", True),
        ("published", "text", "stub", True),
    ],
)
def test_only_lines_of_lists_are_left_out(kind: str, source: str, page_kind: str, kept: bool) -> None:
    date = {"article": 7, "kind": kind, "source": source, "grade": "C", "precision": "day"}
    dates = frame("DATES", [date | {"earliest": utc(2024, 3, 9), "latest": utc(2024, 3, 10)}])
    pages = frame("PAGES", [{"article": 7, "page_kind": page_kind}])

    lines = [{"article": 7, "ordinal": n, "role": "dateline"} for n in range(3)]
    blocks = frame("ROLED", lines)

    assert leave_out_items(dates, pages, blocks).equals(dates if kept else dates.head(0))
    assert leave_out_items(dates, pages, blocks.head(2)).equals(dates)
    assert leave_out_items(dates, pages.with_columns(article=pl.lit(8, pl.UInt32)), blocks).equals(dates)


def page(*roles: str) -> pl.DataFrame:
    """Return blocks of so many roles, of ten characters each."""
    places = ({"article": 7, "ordinal": n, "role": role} for n, role in enumerate(roles))
    return frame("ROLED", [place | {"begin": 10 * n, "end": 10 * n + 9} for n, place in enumerate(places)])


@pytest.mark.parametrize(
    ("blocks", "grade", "kept"),
    [
        (page("dateline", "lead", "dateline", "body", "dateline"), "D", False),
        (page("lead", "dateline", "body", "dateline", "body"), "D", False),
        # A date in full is no entry's age; a standfirst over the date, or one under the text, parts nothing.
        (page("dateline", "lead", "dateline", "body", "dateline"), "C", True),
        (page("lead", "lead", "dateline", "body", "body"), "D", True),
        (page("dateline", "lead", "dateline", "sidebar", "sidebar"), "D", True),
    ],
)
def test_how_long_ago_an_entry_was_is_not_when_its_page_was_published(
    blocks: pl.DataFrame, grade: str, kept: bool
) -> None:
    of_entry = blocks["begin"].filter(blocks["role"] == "dateline")
    begin = of_entry[1] if blocks["role"][0] == "dateline" else of_entry[0]
    date = {"article": 7, "kind": "published", "source": "text", "grade": grade, "begin": begin + 2}
    times = {"precision": "minute", "earliest": utc(2024, 3, 9), "latest": utc(2024, 3, 10)}
    dates, pages = frame("DATES", [date | times]), frame("PAGES", [{"article": 7, "page_kind": "article"}])

    assert leave_out_items(dates, pages, blocks).height == kept


def show_times(
    *texts: list[int],
    beside: int = 6,
    precision: str = "minute",
    outlet: str = "ellery",
    grade: str = "C",
    roles: str = "lead",
) -> int:
    """
    Return how many pages keep the time that all show beside the same words.

    `texts` are the paragraphs of each page, by their keys; `roles` what the words are on each, or on all.
    """
    day = {"kind": "published", "source": "text", "grade": grade, "precision": precision, "begin": 40}
    span = {"earliest": utc(2024, 3, 9, 14), "latest": utc(2024, 3, 9, 15), "raw": "Mar 9, 2024 2:45 PM"}
    dates = frame("DATES", [{"article": n} | day | span for n in range(len(texts))])
    articles = pl.DataFrame({"article": range(len(texts))}, schema={"article": pl.UInt32})
    blocks = []
    for n, keys in enumerate(texts):
        role = roles.split()[n % len(roles.split())]
        lines = [(role, 1, beside, 0), ("dateline", 2, 6, 40)]
        lines += [("body", key, 40, 60 + at) for at, key in enumerate(keys)]
        blocks += [
            {"article": n, "ordinal": at, "role": role, "key": key, "words": words, "begin": begin}
            for at, (role, key, words, begin) in enumerate(lines)
        ]
    houses = articles.with_columns(outlet=pl.lit(outlet))
    return leave_out_cards(dates, houses, frame("ROLED", blocks)).height


def test_a_time_beside_the_same_words_on_pages_of_other_texts_is_none_of_theirs() -> None:
    """It is that of a page which they all tease."""
    others = [[10, 11], [20, 21], [30, 31]]

    assert show_times(*others) == 0
    assert show_times(*others[:2]) == 2
    # Many stories are of one day, buttons stand beside any time, and pages of nobody are anybody's.
    assert show_times(*others, precision="day") == 3
    assert show_times(*others, beside=3) == 3
    assert show_times(*others, outlet="") == 3
    # Pages of any day are three hours old when they are read.
    assert show_times(*others, grade="D") == 3


def test_a_time_under_the_headline_of_all_its_pages_is_that_of_a_story_in_parts() -> None:
    others = [[10, 11], [20, 21], [30, 31]]

    assert show_times(*others, roles="headline") == 3
    # The title of another page may be taken for the headline of some.
    assert show_times(*others, roles="headline sidebar headline") == 0


def test_a_time_beside_the_title_of_one_story_saved_again_and_again_is_its_own() -> None:
    assert show_times([10, 11, 14], [10, 12, 11, 14], [10, 11, 14, 13]) == 3
    assert show_times([10, 11, 14], [10, 11, 14], [20, 21]) == 3
