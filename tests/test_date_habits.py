"""What do the pages of an outlet together show of how it dates them?"""

import json

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from dated_pages import PROSE_EN, PROSE_VI, make_article, make_blocks, utc
from dedup.dates import choose_published, find_bounds, find_dates, settle_habits
from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.schema import DATES
from dedup.scratch import limit_memory

IMPORT = "2025-03-20T09:{:02}:00+07:00"
DISTRUSTED = "metadata not believed, as pages of several days bear the same hour"


def read_pages(*pages: dict[str, str]) -> pl.DataFrame:
    """Return the settled DATES of pages; `line` is the date line of each, the rest its metadata."""
    articles, blocks, dates = [], [], [pl.DataFrame(schema=DATES)]
    for number, page in enumerate(pages):
        fields = {"outlet": "Bến Sắn", **page}
        told = [("dateline", fields.pop("line"))] if "line" in fields else []
        prose = fields.pop("prose", PROSE_VI)
        clock = [("dateline", fields.pop("clock"))] if "clock" in fields else []
        title = fields.pop("title", "Cầu mới")
        head = [("headline", title)] if title else []
        lines = [*clock, *head, *told, ("lead", prose), ("body", prose)]
        articles.append(make_article(number, "\n".join(text for _, text in lines), **fields))
        blocks.append(make_blocks(lines, number).with_columns(key=pl.col("text").hash()))
        dates.append(find_dates(articles[-1], blocks[-1]))
    return settle_habits(pl.concat(dates), pl.concat(articles), pl.concat(blocks))


def imported(*days: int, **more: str) -> list[dict[str, str]]:
    """Return pages that show these days of February, and were taken in within minutes in March."""
    return [
        {"line": f"08:15 {day:02}/02/2025", "published": IMPORT.format(minute), **more}
        for minute, day in enumerate(days)
    ]


def test_the_hour_of_an_import_dates_no_page_that_shows_its_own_day():
    found = choose_published(read_pages(*imported(3, 4, 5)))

    assert found["raw"].to_list() == ["08:15 03/02/2025", "08:15 04/02/2025", "08:15 05/02/2025"]
    assert found["conflict"].to_list() == [DISTRUSTED] * 3
    assert found["surely_to"].to_list() == [utc(2025, 2, day, 1, 16) for day in (3, 4, 5)]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(imported(3, 4), id="two pages may be two mistakes"),
        pytest.param(imported(3, 3, 3), id="one day may be that of a printed edition"),
        pytest.param(imported(3, 4, 5, 20, 20, 20), id="as many pages name the day of the hour"),
        pytest.param([*imported(3, 4), *imported(5, outlet="Cồn Lau")], id="another outlet"),
    ],
)
def test_a_few_contradictions_leave_metadata_what_they_are(pages):
    pages = [page | {"line": page["line"].replace("20/02", "20/03")} for page in pages]

    assert set(choose_published(read_pages(*pages))["grade"]) == {"B"}


def test_pages_of_one_hour_that_name_later_days_were_not_taken_in_before_they_were_written():
    pages = [page | {"published": "2025-01-20T09:00:00+07:00"} for page in imported(3, 4, 5)]

    assert set(choose_published(read_pages(*pages))["grade"]) == {"B"}


def test_a_page_without_a_line_of_its_own_was_there_when_its_outlet_took_it_in():
    """Its text may be years old: no year is inferred from the import, and nobody is later for it."""
    bare = {"published": IMPORT.format(30), "prose": f"Tối 4/2, {PROSE_VI}"}

    dates = read_pages(*imported(3, 4, 5), bare)

    assert choose_published(dates)["article"].to_list() == [0, 1, 2]
    assert find_bounds(dates).rows() == [(3, None, utc(2025, 3, 20, 2, 31))]


def test_an_import_is_the_same_import_in_any_order_and_any_batches(tmp_path):
    for number, page in enumerate(imported(3, 4, 5)):
        text = f"Cầu số {number} ở Bến Sắn\n{page['line']}\n{PROSE_VI}\nÔng Sáu {number} xem. {PROSE_VI}\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{number}.json").write_text(json.dumps(page | {"outlet": "Bến Sắn"}), encoding="utf-8")
    files = [str(tmp_path / f"{number}.txt") for number in range(3)]

    whole = scan(files, ScanOptions(), lambda *_: None).dates
    with limit_memory(1 << 30, turn_bytes=1):
        parts = scan(files[::-1], ScanOptions(), lambda *_: None).dates

    assert whole.filter(pl.col("grade") == "E").height == 3
    assert_frame_equal(whole, parts)


def ordered(*dates: str, **more: str) -> list[dict[str, str]]:
    """Return English pages of an outlet of no known country that show these dates."""
    return [
        {"line": f"Published {date}", "outlet": "quays.news", "prose": PROSE_EN, **more} for date in dates
    ]


@pytest.mark.parametrize(
    ("others", "day"),
    [
        (("25/04/2025", "16/05/2025"), utc(2025, 4, 3)),
        (("04/25/2025 10:30", "05/16/2025"), utc(2025, 3, 4)),
        (("25/04/2025", "05/16/2025"), None),
        (("25-04-2025", "16-05-2025"), None),
        (("25/04/2025",), None),
    ],
)
def test_other_pages_of_an_outlet_tell_the_order_of_day_and_month(others, day):
    dates = read_pages(*ordered("03/04/2025", *others))

    found = choose_published(dates).filter(pl.col("article") == 0)
    lost = utc(2025, 1, 2) - utc(2025, 1, 1, 10)  # to the eastmost zone, as the page's is unknown
    assert [begin + lost for begin in found["earliest"]] == ([day] if day else [])
    assert found["conflict"].to_list() == [""] * len(found)


def test_the_order_of_another_outlet_or_another_language_tells_nothing():
    one = ordered("03/04/2025")
    elsewhere = ordered("25/04/2025", "16/05/2025", outlet="piers.news")
    in_french = ordered("25/04/2025", "16/05/2025", language="fr")

    dates = read_pages(*one, *elsewhere, *in_french)

    assert 0 not in choose_published(dates)["article"]
    assert find_bounds(dates).rows() == [(0, None, utc(2025, 4, 4, 12))]


def test_metadata_have_an_order_of_their_own():
    told = [{"published": date} for date in ("03/04/2025", "04/25/2025", "05/16/2025")]
    pages = [page | {"outlet": "quays.news", "prose": PROSE_EN} for page in told]

    found = choose_published(read_pages(*pages, *ordered("25/06/2025", "26/06/2025")))

    assert found["raw"].to_list()[:3] == ["03/04/2025", "04/25/2025", "05/16/2025"]
    assert found["latest"][0] == utc(2025, 3, 5, 12)


def test_a_day_that_nobody_can_tell_is_shown_as_both():
    dates = read_pages(*ordered("03/04/2025", published="2025-09-09T08:00:00Z"))

    assert dates.filter(pl.col("grade") == "E")["raw"].to_list() == ["Published 03/04/2025"] * 2
    assert choose_published(dates).select("grade", "conflict").rows() == [("B", "")]


CLOCK = "Thứ Năm, 20/11/2025 08:15"


def clocked(*titles: str, clock: str = CLOCK) -> list[dict[str, str]]:
    """Return pages under one clock; what stands under their titles has no year."""
    return [{"clock": clock, "title": title, "line": "Đăng lúc 9 giờ ngày 7/9"} for title in titles]


def test_the_clock_of_a_masthead_is_the_latest_at_which_its_pages_were_there():
    found = read_pages(*clocked("Cầu mới", "Chợ cũ", "Đò đầy"))

    assert choose_published(found).is_empty()
    assert find_bounds(found)["not_after"].to_list() == [utc(2025, 11, 20, 1, 16)] * 3


def test_the_clock_of_a_masthead_dates_no_page_without_a_title():
    assert choose_published(read_pages(*clocked("Cầu mới", "Chợ cũ", "Đò đầy", ""))).is_empty()


def test_the_order_of_day_and_month_makes_no_clock_a_publication():
    pages = [{**page, "line": "Cập nhật: 27/09/2025"} for page in clocked("Cầu mới", "Chợ cũ", "Đò đầy")]

    assert choose_published(read_pages(*pages)).is_empty()


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param(clocked("Cầu mới", "Chợ cũ"), id="two stories may run at one minute"),
        pytest.param(clocked("Cầu mới", "Cầu mới", "Cầu mới"), id="one story saved often"),
        pytest.param(
            [*clocked("Cầu mới", "Chợ cũ", "Đò đầy"), *clocked(*"ABC", clock="20/11/2025 09:30")],
            id="as many pages of another minute",
        ),
        pytest.param(
            [*clocked("Cầu mới", "Chợ cũ"), {"outlet": "Cồn Lau", **clocked("Đò đầy")[0]}], id="outlets"
        ),
    ],
)
def test_a_minute_that_a_few_stories_share_dates_them(pages):
    found = choose_published(read_pages(*pages))

    assert found["raw"].to_list() == [page["clock"] for page in pages]
