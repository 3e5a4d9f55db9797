"""When does a page say it was published, how exactly, and what does it not say?"""

import unicodedata
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dated_pages import (
    PROSE_DE,
    PROSE_EN,
    PROSE_VI,
    date_line,
    make_article,
    make_blocks,
    read_metadata,
    read_page,
    utc,
)
from dedup.dates import choose_published, find_bounds, find_dates
from dedup.dates.forms import MONTHS
from dedup.dates.grammar import read_line
from dedup.dates.intervals import VIETNAM, Zone, make_interval
from dedup.dates.patterns import MONTH_NUMBERS
from dedup.dates.written import fold_line
from dedup.errors import ParameterError
from dedup.schema import DATES, ROLED

SEEDS = Path(__file__).parents[2] / "shared" / "data" / "seeds"


# Date lines in Vietnamese: all at 08:15 on 9 March 2024, seven hours ahead of UTC.
@pytest.mark.parametrize(
    "line",
    [
        "08:15 | 09/03/2024 GMT+7",
        "Thứ Bảy, 09-03-2024, 08:15",
        "Thứ bảy, 9/3/2024 | 08:15 GMT+7",
        "Thứ Bảy, ngày 9 tháng 3 năm 2024 - 08:15",
        "09/03/2024 08:15 (GMT+7)",
        "Thứ bảy, 9/3/2024, 08:15 (GMT+7)",
        "Đăng ngày: 09/03/2024 08:15",
        "Xuất bản: 08:15, 9/3/2024",
        "8h15 ngày 9/3/2024",
        "08 giờ 15 phút, ngày 9 tháng 3 năm 2024",
        "8h15 ngày 9 tháng ba năm 2024",
        "Thứ Bảy, 09/03/2024, 08:15 AM",
        "Hoài An 09/03/2024 08:15",
        "０８：１５ ｜ ０９/０３/２０２４",
        "Thứ Bảy,\u00a09/3/2024\u00a0|\u00a008:15",
    ],
)
def test_a_vietnamese_date_line_is_read_to_the_minute(line: str) -> None:
    found = date_line(line)

    assert found["earliest"].to_list() == [utc(2024, 3, 9, 1, 15)]
    assert found["latest"].to_list() == [utc(2024, 3, 9, 1, 16)]
    assert found["precision"].to_list() == ["minute"]
    assert found["grade"].to_list() == ["C"]


def test_a_page_typed_with_combining_marks_is_dated_like_any_other() -> None:
    line = unicodedata.normalize("NFD", "Đăng ngày 9 tháng 3 năm 2024 - 08:15")

    found = date_line(line, unicodedata.normalize("NFD", PROSE_VI))

    assert found.select("earliest", "raw").rows() == [(utc(2024, 3, 9, 1, 15), line)]


def test_a_day_without_a_time_is_the_whole_local_day() -> None:
    found = date_line("Thứ Bảy, 9/3/2024")

    assert found["earliest"].to_list() == [utc(2024, 3, 8, 17)]
    assert found["latest"].to_list() == [utc(2024, 3, 9, 17)]
    assert found["precision"].to_list() == ["day"]


@pytest.mark.parametrize(
    "behind", ["(29 tháng Giêng năm Giáp Thìn)", "(29/1 âm lịch)", "(nhằm ngày 29 tháng Giêng)"]
)
def test_the_day_of_the_moon_beside_a_day_is_the_same_day(behind: str) -> None:
    found = date_line(f"Thứ Bảy, 09/03/2024 {behind}")

    assert found["earliest"].to_list() == [utc(2024, 3, 8, 17)]


def test_gmt_plus_seven_is_east_of_greenwich() -> None:
    """A reader that follows the POSIX sign is fourteen hours off: enough to reverse who was first."""
    zone = read_line("08:15 | 09/03/2024 GMT+7").dates[0].zone

    assert zone is not None
    assert zone.utcoffset(None) == VIETNAM.utcoffset(None)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Posted: Mar 09, 2024 8:15 AM EST | Last Updated: March 10", (2024, 3, 9, 13, 15)),
        ("8:15 JST, March 9, 2024", (2024, 3, 8, 23, 15)),
        ("Published: 08:15 GMT, 9 March 2024 | Updated: 09:30 GMT, 9 March 2024", (2024, 3, 9, 8, 15)),
        ("By Ann Colley - Saturday, March 9th, 2024 at 8:15 p.m. UTC", (2024, 3, 9, 20, 15)),
        ("9 Mar 2024 - 10:15CET", (2024, 3, 9, 9, 15)),
        ("2024-03-09T08:15:00Z", (2024, 3, 9, 8, 15)),
        ("3 minute readMarch 9, 20248:15 AM GMT+2Last Updated 9 min ago", (2024, 3, 9, 6, 15)),
        ("March 9, 2024 12:05 AM PT", (2024, 3, 9, 8, 5)),
    ],
)
def test_an_english_date_line_keeps_its_zone(line: str, moment: tuple[int, ...]) -> None:
    found = date_line(line, PROSE_EN)

    assert found["earliest"].to_list() == [utc(*moment)]
    assert found["zone_basis"].to_list() == ["explicit"]


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 5 février 2025 à 08h15",
        "Publicado el 5 de febrero de 2025 08:15",
        "5. Februar 2025, 8.15 Uhr",
        "Publicado em 5 de fevereiro de 2025 às 8h15",
        "5 Februari 2025 pukul 08:15",
        "Pubblicato il 5 febbraio 2025 alle ore 08:15",
        "5 februari 2025 om 08:15",
        "2025年2月5日 08:15",
        "2025年2月5日（水）午前8時15分",
        "2025년 2월 5일 오전 8시 15분",
        "입력 2025.02.05 08:15",
        "5 февраля 2025, 08:15",
        "5 Şubat 2025 - 08:15",
        "Publisert onsdag 05. feb 2025 - 08:15",
        "Publicerad 5 feb 2025 kl 08.15",
    ],
)
def test_other_languages_name_months_and_times_in_their_own_way(line: str) -> None:
    written = read_line(line).dates[0]

    assert written.days == (date(2025, 2, 5),)
    assert written.clock is not None
    assert (written.clock.hour, written.clock.minute) == (8, 15)


def test_month_names_typed_with_combining_marks_are_the_same_names() -> None:
    line = unicodedata.normalize("NFD", "Đăng ngày 5 tháng Tư năm 2025")

    assert read_line(line).dates[0].days == (date(2025, 4, 5),)


@pytest.mark.parametrize(
    "noise",
    [
        "2-12-1960 - 2-12-2020",
        "(3/2/1930-3/2/2025)",
        "(6-15/12)",
        "21//01",
        "tháng 9/2024",
        "95 năm",
        "95 năm ngày thành lập ngành",
        "(February 3, 1930 - 2025)",
        "0000-00-00",
        "9999-12-31",
        "1970-01-01",
        "31/02/2025",
        "Copyright 2025",
        "EURO 2024",
        "12/2025",
        "Event date: 12 April 2025",
        "Save the date: April 12, 2025",
        "Hạn nộp hồ sơ: 12/4/2025",
        "Thời gian thi đấu: 19:00 12/04/2025",
        "Closing date: Saturday 12 April 2025, 7.30pm",
        "Picture taken on 12 April 2025",
        "Entries close Apr. 12, 2025",
        "First aired April 12, 2025",
        "Tickets for 12 Apr 2025 9:30PM",
        "Died 12 April 2025",
        "Ảnh chụp ngày 12/4/2025",
        "Phiên họp thứ ba ngày 12/4/2025",
        "Lượt 9 - 19:15 ngày 12/4/2025",
        "Harrow Sound weather, 12 April 2025",
        "9 - 12 April 2025",
        "9.4. - 12.4.2025",
        "Lễ hội 9/4 - 12/4/2025",
    ],
)
def test_noise_dates_nothing(noise: str) -> None:
    assert date_line(noise).is_empty()


@pytest.mark.parametrize(
    "line",
    [
        "Ann Weaver on April 12, 2025",
        "By ann weaver on April 12, 2025",
        "Cửa Bắc ngày 12/4/2025",
        "Đời sống 12/04/2025 08:15",
        "Local news Apr. 12, 2025",
        "08:15 - 12 April 2025",
        "8 giờ 02 - 12/04/2025",
        "08.15 - 12.4.2025",
        "Comments: 3 - 12/04/2025",
    ],
)
def test_an_author_a_place_and_a_section_before_a_day_leave_it_the_pages(line: str) -> None:
    assert date_line(line)["raw"].to_list() == [line]


@pytest.mark.parametrize(
    "raw", ["0000-00-00", "9999-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0", "soon", "2025-13-40"]
)
def test_a_metadata_field_of_nonsense_dates_nothing(raw: str) -> None:
    assert read_metadata(published=raw).is_empty()


@pytest.mark.parametrize(
    "line",
    [
        "Cập nhật lúc: 08:15 05/02/2025",
        "Sửa đổi lần cuối: 05/02/2025",
        "Last updated 5 February 2025",
        "Stand: 05.02.2025 08:15 Uhr",
        "Actualizado a 5 de febrero de 2025 08:15",
        "Aggiornato al 5 febbraio 2025 alle 8:15",
        "Revised February 5, 2025",
        "February 5, 2025 (updated)",
    ],
)
def test_a_change_is_not_a_publication(line: str) -> None:
    lines = [("headline", "Cầu mới"), ("dateline", line), ("body", PROSE_VI)]

    found = read_page(lines)

    assert found["kind"].to_list() == ["modified"]
    assert choose_published(found).is_empty()
    assert find_bounds(found)["not_after"].to_list() == found["latest"].to_list()


def test_one_line_can_give_both_times() -> None:
    line = "Published 5 February 2025 08:15 GMT Updated 6 February 2025 10:00 GMT"

    found = read_page([("headline", "Quay vote"), ("dateline", line), ("body", PROSE_EN)])

    assert found.select("kind", "earliest").rows() == [
        ("published", utc(2025, 2, 5, 8, 15)),
        ("modified", utc(2025, 2, 6, 10)),
    ]


def test_a_date_glued_to_the_first_sentence_is_a_date_line() -> None:
    found = read_page([("lead", f"date 2025-02-05 {PROSE_EN} {PROSE_EN}"), ("body", PROSE_EN)])

    assert found["raw"].to_list() == ["date 2025-02-05"]
    assert found["precision"].to_list() == ["day"]


@pytest.mark.parametrize("role", ["sidebar", "caption"])
def test_sidebars_and_captions_never_date_a_page(role: str) -> None:
    lines = [("headline", "Cầu mới"), (role, "08:15 | 29/07/2025 GMT+7"), ("body", PROSE_VI)]

    assert read_page(lines).is_empty()


@pytest.mark.parametrize(
    "line",
    ["9 March 2024 By Ann Mary Lee, Port Wire", "HTX 09/03/2024 17:34 Chia sẻ", "9 March 2024 | Share"],
)
def test_an_author_or_a_button_behind_a_date_leaves_it_a_date_line(line: str) -> None:
    lines = [("headline", "Quay vote"), ("byline", line), ("lead", PROSE_EN), ("body", PROSE_EN)]

    assert choose_published(read_page(lines, url="https://bien.vn/quay"))["raw"].to_list() == [line]


def test_a_headline_with_a_day_in_it_dates_nothing() -> None:
    lines = [("headline", "Giá hồ tiêu hôm nay 5/2/2025"), ("body", PROSE_VI), ("body", PROSE_VI)]

    assert read_page(lines).is_empty()


def test_a_sentence_about_a_day_is_no_date_line() -> None:
    lines = [
        ("headline", "Quay vote"),
        ("body", "The mayor resigned on 5 February 2025."),
        ("body", PROSE_EN),
    ]

    assert choose_published(read_page(lines)).is_empty()


def test_the_masthead_says_today_and_not_when_the_story_ran() -> None:
    lines = [
        ("byline", "Thứ Sáu, 21/11/2025"),
        ("headline", "Cầu mới"),
        ("body", PROSE_VI),
        ("body", PROSE_VI),
    ]

    assert choose_published(read_page(lines)).is_empty()


def test_a_clock_over_the_menu_is_the_mastheads_and_one_over_the_headline_the_pages() -> None:
    """A site prints the hour of the visit on top; taken for the story's, it makes an early copy late."""
    menu = [("boilerplate", name) for name in ("Thời sự", "Kinh tế", "Thể thao", "Giáo dục", "Du lịch")]
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]
    clock = ("dateline", "Thứ Sáu, 21/11/2025 | 21:05 GMT+7")

    assert choose_published(read_page([clock, *menu, *text])).is_empty()
    assert choose_published(read_page([menu[0], clock, *text]))["raw"].to_list() == [clock[1]]


def test_a_clock_that_opens_the_page_is_the_mastheads_unless_the_headline_follows() -> None:
    clock, section = ("dateline", "Thứ Sáu, 21/11/2025 21:05"), ("boilerplate", "Thời sự")
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]
    site = [("boilerplate", "Báo Biển"), ("boilerplate", "Trang chủ")]

    assert choose_published(read_page([clock, *site, *text])).is_empty()
    assert choose_published(read_page([clock, *site, *text[1:]])).is_empty()
    assert choose_published(read_page([clock, section, *text]))["raw"].to_list() == [clock[1]]


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Sáu, 21/11/2025 | 21:05 GMT+7 | Hotline: 0900 100 200",
        "21/11/2025 21:05 | Đường dây nóng 0900 100 200 | Đăng nhập",
        "Fri 21 Nov 2025 21.05 GMT | Log in | E-paper",
        "Thứ Sáu, 21/11/2025 21:05 Hà Nội 23°C",
    ],
)
def test_a_clock_beside_a_hotline_or_a_login_is_the_mastheads(line: str) -> None:
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]
    own = ("dateline", "19/11/2025 08:15")

    assert choose_published(read_page([("dateline", line), *text])).is_empty()
    assert choose_published(read_page([("dateline", line), *text[1:]])).is_empty()
    assert choose_published(read_page([("dateline", line), own, *text]))["raw"].to_list() == [own[1]]


def test_of_two_lines_over_the_headline_the_upper_is_the_mastheads_clock() -> None:
    """It is later; a time that stands over another title above is that of another story."""
    clock, own = ("dateline", "Thứ Sáu, 21/11/2025 21:05"), ("dateline", "Thứ Năm, 20/11/2025 08:15")
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]
    section, title = ("boilerplate", "Thời sự"), ("sidebar", "Chợ Lũng Vài dời sang bờ bên kia")

    assert choose_published(read_page([clock, own, *text]))["raw"].to_list() == [own[1]]
    assert choose_published(read_page([own, clock, *text])).is_empty()
    assert choose_published(read_page([section, clock, title, own, *text])).is_empty()
    assert choose_published(read_page([clock, section, own, *text]))["raw"].to_list() == [own[1]]
    assert choose_published(read_page([section, clock, section, title, own, *text])).is_empty()


def test_what_markup_calls_a_date_right_above_the_headline_is_no_mastheads() -> None:
    day, section = ("dateline", "Thứ Năm, 20/11/2025"), ("boilerplate", "Thời sự")
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]

    def find(lines: list[tuple[str, str]], mark: str | None) -> list[str]:
        marked = pl.when(pl.col("role") == "dateline").then(pl.lit(mark))
        blocks = make_blocks(lines).with_columns(mark=marked.cast(ROLED["mark"]))
        article = make_article(text="\n".join(text for _, text in lines))
        return choose_published(find_dates(article, blocks))["raw"].to_list()

    assert find([section, day, *text], "dateline") == [day[1]]
    assert find([section, day, *text], None) == []
    assert find([day, section, *text], "dateline") == []


@pytest.mark.parametrize("beside", ["Hotline: 0900 100 200", "Đăng nhập", "E-Paper", "Log in"])
def test_a_clock_over_a_hotline_or_a_login_is_the_mastheads(beside: str) -> None:
    clock, site = ("dateline", "Thứ Sáu, 21/11/2025 21:05"), ("boilerplate", beside)
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]

    assert choose_published(read_page([clock, site, *text])).is_empty()
    assert choose_published(read_page([site, clock, *text]))["raw"].to_list() == [clock[1]]


def test_the_day_of_a_review_is_a_change() -> None:
    lines = [("headline", "Quay vote"), ("dateline", "Medically reviewed on 5 February 2025")]

    assert choose_published(read_page([*lines, ("lead", PROSE_EN), ("body", PROSE_EN)])).is_empty()


LONG = [("body", f"{PROSE_VI} {PROSE_VI}")] * 3


def test_a_clock_over_the_link_to_the_first_page_is_the_mastheads() -> None:
    clock, section = ("dateline", "Thứ Sáu, 21/11/2025 21:05"), ("boilerplate", "Thời sự")
    text = [("headline", "Cầu mới"), ("lead", PROSE_VI), ("body", PROSE_VI)]
    paper, home = ("boilerplate", "Báo Biển"), ("boilerplate", "Trang chủ")

    assert choose_published(read_page([paper, clock, home, *text])).is_empty()
    assert choose_published(read_page([paper, clock, home, *text[:1], *LONG])).is_empty()
    assert choose_published(read_page([paper, home, clock, section, *text]))["raw"].to_list() == [clock[1]]


def test_a_page_without_a_paragraph_is_dated_by_no_day_that_another_contradicts() -> None:
    """What was taken for its headline may stand in a list of other stories."""
    short = [
        ("boilerplate", "Quay Town 4-4 Ellery: the match in figures"),
        ("dateline", "08:15, 9 March 2024"),
    ]
    figures = [("boilerplate", f"Corners of half {number}") for number in range(14)]
    related = [
        ("sidebar", "Related stories"),
        ("headline", "A rusty crane goes"),
        ("dateline", "7 March 2024"),
    ]
    notice = [("boilerplate", f"Another title {number}") for number in range(3)]

    found = read_page([*short, *figures, *related, *notice, ("body", "The paper has a press code.")])

    assert choose_published(found).is_empty()


def test_a_printed_edition_is_not_the_page() -> None:
    lines = [
        ("headline", "Die neue Brücke"),
        ("dateline", "26.04.2024"),
        ("body", PROSE_DE),
        ("body", PROSE_DE),
        ("body", "Aus: Ausgabe vom 26.04.2024, Seite 1"),
    ]

    assert choose_published(read_page(lines)).is_empty()


def test_a_line_that_closes_the_page_can_date_it() -> None:
    lines = [("headline", "Cầu mới"), *[("body", PROSE_VI)] * 4, ("dateline", "Ngày đăng: 05/02/2025 08:15")]

    assert choose_published(read_page(lines))["earliest"].to_list() == [utc(2025, 2, 5, 1, 15)]


@pytest.mark.parametrize(
    ("opening", "raw"),
    [
        ("Tối ngày 4/2, tại nhà văn hóa xã, ", "Tối ngày 4/2"),
        ("HTV.VN - Chiều 22/6, đoàn ", "Chiều 22/6"),
        ("Ngày 15-7, tại thị trấn, ", "Ngày 15-7"),
        ("Theo tin từ xã, ngày 27/7, ", "ngày 27/7"),
    ],
)
def test_an_event_without_a_year_is_quoted_but_bounds_nothing(opening: str, raw: str) -> None:
    found = read_page([("headline", "Cầu mới"), ("body", opening + PROSE_VI)])

    assert found.select("kind", "grade", "raw", "earliest").rows() == [("event", "E", raw, None)]
    assert choose_published(found).is_empty()
    assert find_bounds(found).is_empty()


@pytest.mark.parametrize("phrase", ["Sáng nay", "Chiều nay"])
def test_this_morning_is_an_event_of_a_day_nobody_named(phrase: str) -> None:
    found = read_page([("headline", "Cầu mới"), ("body", f"{phrase}, {PROSE_VI}")])

    assert found.select("kind", "raw", "earliest").rows() == [("event", phrase, None)]


def test_an_event_takes_its_year_from_the_publication_and_says_so() -> None:
    lines = [("headline", "Cầu mới"), ("dateline", "08:15 03/01/2025"), ("body", f"Tối 31/12, {PROSE_VI}")]

    event = read_page(lines).filter(pl.col("kind") == "event")

    assert event.select("earliest", "latest", "year_inferred").rows() == [
        (utc(2024, 12, 31, 11), utc(2024, 12, 31, 16), True)
    ]


def test_an_event_bounds_the_publication_from_below() -> None:
    found = read_page(
        [("headline", "Cầu mới"), ("body", f"Chiều 22/6/2023, {PROSE_VI}")],
        captured="2023-07-01T00:30:00+07:00",
    )

    assert find_bounds(found).rows() == [(0, utc(2023, 6, 22, 6), utc(2023, 6, 30, 17, 31))]


@pytest.mark.parametrize(
    "sentence",
    ["Lễ hội sẽ mở cửa ngày 15/8/2025 ", "Từ ngày 15/8/2025, ", "The fair will open on 15 August 2025 "],
)
def test_what_is_still_to_come_bounds_nothing(sentence: str) -> None:
    assert read_page([("headline", "Cầu mới"), ("body", sentence + PROSE_VI)]).is_empty()


@pytest.mark.parametrize(
    ("opening", "raw"),
    [
        ("PORT ELLERY, Feb 5 (Quayside Press) -- ", "PORT ELLERY, Feb 5"),
        ("PORT ELLERY, 5 February. /QSP/. ", "PORT ELLERY, 5 February."),
        ("新華社北京6月14日電 ", "新華社北京6月14日"),
        ("PORT ELLERY, 25/2/2025 – ", "PORT ELLERY, 25/2/2025"),
        ("(QSP) - Port Ellery, 2/25/2025 - ", "Port Ellery, 2/25/2025"),
    ],
)
def test_a_wire_dateline_is_a_bound_and_never_a_winner(opening: str, raw: str) -> None:
    found = read_page([("headline", "Quay vote"), ("body", opening + PROSE_EN)])

    assert found.select("kind", "grade", "raw").rows() == [("dateline", "E", raw)]
    assert choose_published(found).is_empty()


@pytest.mark.parametrize(
    ("opening", "raw"),
    [
        ("Lũng Vài, 4/3/2025 – ", "Lũng Vài, 4/3/2025"),
        ("TP.HCM, ngày 4-3-2025 - ", "TP.HCM, ngày 4-3-2025"),
        ("Bà Rịa - Vũng Tàu ngày 04.03.2025: ", "Bà Rịa - Vũng Tàu ngày 04.03.2025"),
        ("(TTXVN) - Lũng Vài, ngày 4 tháng 3 năm 2025 — ", "Lũng Vài, ngày 4 tháng 3 năm 2025"),
        ("Lũng Vài, 4/3 – ", "Lũng Vài, 4/3"),
    ],
)
def test_a_dateline_in_numbers_is_a_dateline(opening: str, raw: str) -> None:
    found = read_page([("headline", "Cầu mới"), ("body", opening + PROSE_VI)])

    assert found.select("kind", "grade", "raw").rows() == [("dateline", "E", raw)]
    assert found["earliest"].to_list() == ([utc(2025, 3, 3, 17)] if "2025" in raw else [None])


@pytest.mark.parametrize(
    "opening",
    [
        "Cảng Bến Sắn, 4-3 – ",  # a score
        "Lịch cắt điện Lũng Vài, 4/3/2025 – ",
        "Trần Thị Sáu, 4/3/1950 - 9/2/2025, ",
    ],
)
def test_numbers_behind_a_name_are_no_dateline(opening: str) -> None:
    assert read_page([("headline", "Cầu mới"), ("body", opening + PROSE_VI)]).is_empty()


def test_a_dateline_that_means_one_of_two_days_means_none() -> None:
    assert read_page([("headline", "Quay vote"), ("body", f"PORT ELLERY, 4/2/2025 – {PROSE_EN}")]).is_empty()


@pytest.mark.parametrize(
    ("fields", "zones", "days"),
    [
        ({"url": "https://www.ellerypost.co.uk/quay"}, {}, ["2025-02-04"]),
        ({"url": "https://ellery.us/quay"}, {}, ["2025-04-02"]),
        ({"outlet": "Ellery Post"}, {"Ellery Post": "Europe/London"}, ["2025-02-04"]),
        ({"outlet": "Ellery Post"}, {"Ellery Post": "America/Chicago"}, ["2025-04-02"]),
        ({}, {}, []),
    ],
)
def test_four_slash_two_is_settled_by_the_country_or_not_at_all(
    fields: dict[str, str], zones: dict[str, str], days: list[str]
) -> None:
    """A wrong day claimed with precision is worse than none."""
    lines = [
        ("headline", "Quay vote"),
        ("dateline", "Published 4/2/2025 12:00"),
        ("body", PROSE_EN),
        ("body", PROSE_EN),
    ]
    text = "\n".join(text for _, text in lines)

    found = choose_published(find_dates(make_article(text=text, **fields), make_blocks(lines), zones))

    assert [
        str((row + (row2 - row) / 2).date()) for row, row2 in found.select("earliest", "latest").rows()
    ] == days


def test_another_date_of_the_page_settles_the_order_of_day_and_month() -> None:
    lines = [
        ("headline", "Quay vote"),
        ("dateline", "Published 4/2/2025"),
        ("body", PROSE_EN),
        ("body", PROSE_EN),
    ]

    found = read_page(lines, url="https://ellery.example/2025/02/04/quay")

    assert found.filter(pl.col("source") == "text")["earliest"].to_list() == [utc(2025, 2, 3, 10)]


@pytest.mark.parametrize(
    ("line", "host", "days"),
    [
        ("09/02/25 17:34", "ellerypost.co.uk", [date(2025, 2, 9)]),
        ("17:34 | 9.2.25", "ellerypost.co.uk", [date(2025, 2, 9)]),
        ("02/09/25 5:34 PM", "ellery.us", [date(2025, 2, 9)]),
        ("25/02/09 17:34", "ellery.us", []),
        ("09/02/25 17:34", "ellery.example", []),
        ("28/02/25 17:34", "ellery.example", []),
        ("Version 9.2.25", "ellerypost.co.uk", []),
    ],
)
def test_a_year_of_two_figures_is_read_where_the_country_says_which_it_is(
    line: str, host: str, days: list[date]
) -> None:
    """And beside a time of day alone: three numbers are a version or a score as well."""
    found = date_line(line, PROSE_EN, url=f"https://{host}/quay")

    middle = pl.col("earliest") + (pl.col("latest") - pl.col("earliest")) / 2
    assert found.select(middle.dt.date()).to_series().to_list() == days


@pytest.mark.parametrize(
    ("line", "host", "hours"),
    [
        ("10/09/2025 6:10 PM EDT", "ellery.com", [utc(2025, 10, 9, 22, 10)]),
        ("6:10 p.m. 10/09/2025 ET", "ellery.com", [utc(2025, 10, 9, 22, 10)]),
        ("10/09/25 6:10 PM PDT", "ellery.com", [utc(2025, 10, 10, 1, 10)]),
        ("10/09/2025 6:10 PM EDT", "ellery.co.uk", [utc(2025, 9, 10, 22, 10)]),
        ("10/09/2025 18:10 EDT", "ellery.com", []),
        ("10/09/2025 6:10 PM CST", "ellery.com", []),
        ("10/09/2025 6:10 PM GMT-5", "ellery.com", []),
        ("10/09/2025 6:10 PM", "ellery.com", []),
    ],
)
def test_half_the_day_and_an_american_clock_settle_the_order_of_day_and_month(
    line: str, host: str, hours: list[datetime]
) -> None:
    """Whose country no domain tells, and who names a clock of theirs, writes as they do there."""
    assert date_line(line, PROSE_EN, url=f"https://{host}/quay")["earliest"].to_list() == hours


def test_another_date_of_the_page_is_believed_before_its_clock() -> None:
    url = "https://ellery.com/2025/09/10/quay"
    found = date_line("10/09/2025 6:10 PM EDT", PROSE_EN, url=url).filter(pl.col("source") == "text")

    assert found["earliest"].to_list() == [utc(2025, 9, 10, 22, 10)]


def test_a_weekday_settles_the_order_of_day_and_month() -> None:
    found = date_line("Wednesday, 4/2/2025 10:00 UTC", PROSE_EN)

    assert found["earliest"].to_list() == [utc(2025, 4, 2, 10)]


def test_hours_ago_count_from_the_capture_or_say_nothing() -> None:
    lines = [("headline", "Cầu mới"), ("dateline", "3 giờ trước"), ("body", PROSE_VI), ("body", PROSE_VI)]

    found = choose_published(read_page(lines, captured="2025-02-05T12:00:00+07:00"))

    assert found.select("earliest", "latest", "grade").rows() == [
        (utc(2025, 2, 5, 1), utc(2025, 2, 5, 3, 1), "D")
    ]
    assert choose_published(read_page(lines)).is_empty()


@pytest.mark.parametrize(
    ("raw", "earliest", "precision"),
    [
        ("2025-02-05T07:30:05+07:00", utc(2025, 2, 5, 0, 30, 5), "second"),
        ("2025-02-05T07:30+0700", utc(2025, 2, 5, 0, 30), "minute"),
        ("2025-02-05 07:30:00 +07:00", utc(2025, 2, 5, 0, 30), "minute"),
        ("2025-02-05T00:30:00.0000000Z", utc(2025, 2, 5, 0, 30), "minute"),
        ("Wed, 05 Feb 2025 07:30:00 +0700", utc(2025, 2, 5, 0, 30), "minute"),
        ("1738715400", utc(2025, 2, 5, 0, 30), "minute"),
        ("1738715400000", utc(2025, 2, 5, 0, 30), "minute"),
        ("2025-02-05T00:00:00+07:00", utc(2025, 2, 4, 17), "day"),
    ],
)
def test_metadata_is_read_in_every_usual_form(raw: str, earliest: datetime, precision: str) -> None:
    found = read_metadata(published=raw)

    assert found.select("earliest", "precision", "grade").rows() == [(earliest, precision, "B")]


def test_midnight_in_greenwich_is_a_day_whose_zone_nobody_wrote() -> None:
    found = read_metadata(published="2025-02-05T00:00:00Z")

    assert found.select("earliest", "latest", "zone_basis").rows() == [
        (utc(2025, 2, 4, 10), utc(2025, 2, 6, 12), "unknown")
    ]


def test_an_unknown_zone_widens_the_interval_to_the_ends_of_the_earth() -> None:
    found = read_metadata(published="2025-02-05 07:30", url="https://ellery.example/")

    assert found.select("earliest", "latest", "grade").rows() == [
        (utc(2025, 2, 4, 17, 30), utc(2025, 2, 5, 19, 31), "C")
    ]


def test_a_capture_proves_no_later_than() -> None:
    found = read_metadata(captured="2025-02-05T07:30:00Z")

    assert found.select("kind", "grade").rows() == [("captured", "A")]
    assert choose_published(found).is_empty()
    assert find_bounds(found).rows() == [(0, None, utc(2025, 2, 5, 7, 31))]


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("/2021/07/29/cau-moi.html", ["2021-07-29"]),
        ("/2021-07-29/cau-moi", ["2021-07-29"]),
        ("/van-hoa/20210729/cau-moi", ["2021-07-29"]),
        ("/news/2021/jul/29/quay", ["2021-07-29"]),
        ("/cau-moi-20210729.html", []),
        ("/2021/13/45/x", []),
        ("/anh/2021/07/", []),
    ],
)
def test_a_path_of_year_month_and_day_dates_a_page_and_a_file_name_does_not(
    path: str, days: list[str]
) -> None:
    found = read_metadata(url=f"https://luongvai.vn{path}")

    assert (
        found["raw"]
        .str.replace_all("/", "-")
        .str.replace("jul", "07")
        .str.replace("^(....)(..)(..)$", "$1-$2-$3")
        .to_list()
        == days
    )
    assert found["kind"].to_list() == ["url"] * len(days)


def test_the_best_grade_wins_and_then_the_finest_precision() -> None:
    lines = [
        ("headline", "Cầu mới"),
        ("dateline", "08:15 05/02/2025"),
        ("body", PROSE_VI),
        ("body", PROSE_VI),
    ]

    with_metadata = choose_published(read_page(lines, published="2025-02-05"))
    with_offset = choose_published(read_page(lines, published="2025-02-05T08:14:00+07:00"))

    assert with_metadata["raw"].to_list() == ["08:15 05/02/2025"]
    assert with_offset["grade"].to_list() == ["B"]


@pytest.mark.parametrize(
    ("fields", "conflict"),
    [
        ({}, ""),
        ({"modified": "2025-02-04T08:00:00Z"}, "published after modified"),
        ({"captured": "2025-02-05T00:30:00Z"}, "published after captured"),
        ({"captured": "2025-01-20T00:00:01Z"}, "in the future of the capture"),
        ({"modified": "2025-02-06T08:00:00Z", "captured": "2025-02-07T08:00:00Z"}, ""),
    ],
)
def test_a_contradiction_is_shown_and_not_resolved(fields: dict[str, str], conflict: str) -> None:
    found = choose_published(read_metadata(published="2025-02-05T08:15:00Z", **fields))

    assert found["conflict"].to_list() == [conflict]


@pytest.mark.parametrize(
    ("fields", "surely"),
    [
        ({}, ("2025-02-05T08:15:00Z", "2025-02-05T08:16:00Z")),
        ({"modified": "2025-02-05T06:00:00Z"}, ("2025-02-05T06:00:00Z", "2025-02-05T08:16:00Z")),
        ({"modified": "2025-02-04T08:00:00Z"}, (None, None)),
        ({"captured": "2025-02-05T00:30:00Z"}, (None, None)),
    ],
)
def test_what_a_contradiction_leaves_sure(fields, surely) -> None:
    """A story saved in the morning and released an hour later was not published before it was saved."""
    found = choose_published(read_metadata(published="2025-02-05T08:15:00Z", **fields))

    times = [found[name].dt.to_string("%Y-%m-%dT%H:%M:%SZ").item() for name in ("surely_from", "surely_to")]
    assert tuple(times) == surely


def test_a_redated_page_shows_its_older_date_line() -> None:
    lines = [
        ("headline", "Cầu mới"),
        ("dateline", "08:15 05/02/2021"),
        ("body", PROSE_VI),
        ("body", PROSE_VI),
    ]

    found = choose_published(read_page(lines, published="2025-02-05T08:15:00+07:00"))

    assert found["conflict"].to_list() == ["date line and metadata differ by more than 24 h"]
    assert [found[name].dt.year().item() for name in ("surely_from", "surely_to")] == [2021, 2025]


def test_a_quote_stands_where_it_says_it_stands() -> None:
    lines = [("headline", "Cầu mới"), ("dateline", "08:15 05/02/2025"), ("body", f"Tối 4/2, {PROSE_VI}")]
    text = "\n".join(text for _, text in lines)

    found = read_page(lines).filter(pl.col("source") == "text")

    assert found["raw"].to_list() == ["08:15 05/02/2025", "Tối 4/2"]
    assert [text[begin:end] for begin, end in found.select("begin", "end").rows()] == found["raw"].to_list()


def test_an_hour_that_a_clock_change_repeats_is_two_hours_wide() -> None:
    from zoneinfo import ZoneInfo

    zone = Zone(ZoneInfo("Europe/Berlin"), "outlet")

    interval = make_interval(date(2025, 10, 26), time(2, 30), "minute", zone)

    assert (interval.earliest, interval.latest) == (utc(2025, 10, 26, 0, 30), utc(2025, 10, 26, 1, 31))


@pytest.mark.parametrize("name", ["Mars/Olympus", "localtime", "Factory"])
def test_a_zone_that_is_none_is_refused_by_name(name: str) -> None:
    """The clock of this machine is no zone: another machine would date the same corpus otherwise."""
    with pytest.raises(ParameterError, match=name):
        find_dates(make_article(), make_blocks([]), {"Ellery Post": name})


def test_pages_without_dates_give_no_rows_and_keep_the_schema() -> None:
    found = read_page([("headline", "Cầu mới"), ("body", PROSE_VI)])

    assert found.is_empty()
    assert found.schema == DATES


def test_every_month_has_a_name_in_every_language() -> None:
    assert {language: len(row.split()) for language, row in MONTHS.items()} == dict.fromkeys(MONTHS, 12)


def test_no_month_name_means_two_months() -> None:
    for row in MONTHS.values():
        for number, cell in enumerate(row.split(), start=1):
            assert [MONTH_NUMBERS[name][0] for name in cell.split("|")] == [number] * len(cell.split("|"))


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Hôm qua, 08:15", utc(2025, 2, 4, 1, 15), utc(2025, 2, 4, 1, 16)),
        ("08:15, hôm qua", utc(2025, 2, 4, 1, 15), utc(2025, 2, 4, 1, 16)),
        ("Yesterday at 9:40 PM", utc(2025, 2, 4, 14, 40), utc(2025, 2, 4, 14, 41)),
        ("Yesterday at 9:40 PM ET", utc(2025, 2, 5, 2, 40), utc(2025, 2, 5, 2, 41)),
        ("Yesterday", utc(2025, 2, 3, 17), utc(2025, 2, 4, 17)),
    ],
)
def test_yesterday_is_the_day_before_the_capture_and_a_guess(
    line: str, first: datetime, last: datetime
) -> None:
    """At noon in Greenwich it is evening in Vietnam, and morning in New York."""
    lines = [("headline", "Cầu mới"), ("dateline", line), ("body", PROSE_VI), ("body", PROSE_VI)]

    found = choose_published(read_page(lines, captured="2025-02-05T12:00:00Z"))

    assert found.select("earliest", "latest", "grade").rows() == [(first, last, "D")]
    assert read_page(lines).is_empty()


def test_yesterday_begins_with_the_day_of_the_page_and_not_of_the_capture() -> None:
    lines = [("headline", "Cầu mới"), ("dateline", "Hôm qua, 17:43"), ("body", PROSE_VI), ("body", PROSE_VI)]

    early = choose_published(read_page(lines, captured="2025-02-05T16:59:00Z"))
    late = choose_published(read_page(lines, captured="2025-02-05T17:01:00Z"))

    assert [*early["earliest"], *late["earliest"]] == [utc(2025, 2, 4, 10, 43), utc(2025, 2, 5, 10, 43)]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Yesterday at 9:40 PM", utc(2025, 2, 4, 9, 40), utc(2025, 2, 5, 9, 42)),
        ("Yesterday", utc(2025, 2, 3, 12), utc(2025, 2, 5, 12, 1)),
    ],
)
def test_yesterday_in_an_unknown_zone_may_begin_at_any_time(
    line: str, first: datetime, last: datetime
) -> None:
    lines = [("headline", "Quay vote"), ("dateline", line), ("body", PROSE_EN), ("body", PROSE_EN)]

    found = choose_published(read_page(lines, captured="2025-02-05T12:00:00Z"))

    assert found.select("earliest", "latest", "precision", "zone_basis").rows() == [
        (first, last, "day", "explicit")
    ]


@pytest.mark.parametrize("roles", [("body",) * 3 + ("dateline", "body"), ("body",) * 8 + ("dateline",)])
def test_the_clock_of_yesterday_lets_no_line_in(roles: tuple[str, ...]) -> None:
    """A comment tells its time in the same words."""
    texts = {"dateline": "Hôm qua, 17:43", "body": PROSE_VI}
    lines = [("headline", "Cầu mới"), ("body", PROSE_VI), *((role, texts[role]) for role in roles)]

    found = read_page(lines, captured="2025-02-05T12:00:00Z").filter(pl.col("kind") != "captured")

    assert found.filter(pl.col("raw") == texts["dateline"]).is_empty()


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_field_and_no_address_breaks_the_reader(field: str, path: str) -> None:
    found = read_metadata(published=field, captured=field, url=f"https://ellery.example/{path}")

    assert (found["earliest"] < found["latest"]).all()


@given(st.text(max_size=80))
def test_no_line_breaks_the_reader_and_its_map_leads_back(text: str) -> None:
    line = fold_line(text)
    reading = read_line(text)

    assert len(line.at) == len(line.text) + 1
    assert all(0 <= line.at[w.begin] <= line.at[w.end] <= len(text) for w in reading.dates)


@given(st.dates(date(1990, 1, 1), date(2098, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    forms = [
        f"{day:%d/%m/%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day.isoformat()}",
        f"{day.year}年{day.month}月{day.day}日",
    ]

    assert [day in read_line(form).dates[0].days for form in forms] == [True] * len(forms)


@pytest.mark.skipif(not SEEDS.exists(), reason="the shared pages are not here")
def test_the_seed_pages_are_dated_by_their_own_lines_alone() -> None:
    from dedup.blocks import split_blocks
    from dedup.reading import read_articles
    from dedup.roles import find_roles
    from dedup.tokens import tokenise_blocks

    batch = next(iter(read_articles([str(SEEDS)])))
    cores = pl.DataFrame(schema=dict.fromkeys(("article", "ordinal", "begin", "end"), pl.UInt32))
    tokens, _ = tokenise_blocks(split_blocks(batch.articles), cores)
    dates = find_dates(batch.articles, find_roles(tokens, batch.articles))

    assert choose_published(dates).select("article", "earliest", "precision", "conflict").rows() == [
        (1, utc(2021, 7, 29, 0, 47), "minute", ""),
        (3, utc(2020, 7, 15, 21, 7), "minute", ""),
        (4, utc(2025, 2, 4, 10), "day", ""),
    ]
    undated = dates.filter(pl.col("article").is_in([0, 2]))
    assert undated.select("kind", "earliest").rows() == [("event", None), ("event", None)]


def test_a_date_under_a_heading_for_other_stories_dates_no_page() -> None:
    """The box was made months after the page it was met on."""
    lines = [("headline", "Xã Lũng Vài dựng lại cầu"), ("lead", PROSE_VI), ("body", PROSE_VI + "./.")]
    box = [("sidebar", "Tin liên quan"), ("dateline", "Thứ Ba, 02/12/2025, 16:40"), ("sidebar", "Chợ xã")]

    assert choose_published(read_page([*lines, *box])).is_empty()


@pytest.mark.parametrize("line", ["Publié le 9 mars 2024 à 08:15", "Đăng lúc 08:15 ngày 09/03/2024"])
def test_a_labelled_line_above_the_text_wins_over_a_box_of_links(line: str) -> None:
    lines = [
        ("sidebar", line),
        ("headline", "Xã Lũng Vài dựng lại cầu"),
        ("lead", PROSE_VI),
        ("body", PROSE_VI),
    ]

    assert choose_published(read_page(lines))["raw"].to_list() == [line]


def test_labelled_lines_far_above_the_headline_must_agree() -> None:
    text = [("headline", "Xã Lũng Vài dựng lại cầu"), ("lead", PROSE_VI), ("body", PROSE_VI)]
    gap = [("boilerplate", f"Chuyên mục {number}") for number in range(20)]
    first, second = (
        ("dateline", "Đăng lúc 08:15 ngày 09/03/2024"),
        ("dateline", "Đăng lúc 08:15 ngày 07/03/2024"),
    )

    assert choose_published(read_page([first, *gap, *text]))["raw"].to_list() == [first[1]]
    assert choose_published(read_page([first, second, *gap, *text])).is_empty()


def test_a_day_glued_to_a_first_sentence_is_read_whatever_the_sentence_tells() -> None:
    lines = [
        ("lead", "date 2024-03-09 The quay has stood empty of boats and of men since Monday."),
        ("body", PROSE_EN),
    ]

    assert choose_published(read_page(lines))["raw"].to_list() == ["date 2024-03-09"]


def test_a_japanese_date_line_may_name_its_update_behind_it() -> None:
    lines = [
        ("headline", "港の再開、来月に"),
        ("lead", "2024年3月9日 08時15分 (3月9日 09時40分更新)"),
        ("body", "港は来月再開する。" * 9),
    ]

    assert "08時15分" in choose_published(read_page(lines))["raw"].item()


def test_a_minute_in_an_unknown_zone_is_known_to_the_day_at_best() -> None:
    """It lies anywhere in more than a day, and a table that said minute would deceive."""
    lines = [("dateline", "2024年3月9日 08時15分"), ("body", "港は来月再開する。" * 9)]

    found = choose_published(read_page(lines))

    assert found.select("precision", "zone_basis").row(0) == ("day", "unknown")


def test_the_basic_form_of_iso_8601_is_read_as_wire_formats_write_it() -> None:
    found = choose_published(read_metadata(published="20240309T081500+0700"))

    assert found["earliest"].to_list() == [utc(2024, 3, 9, 1, 15)]


def test_a_date_that_the_text_announces_is_not_the_page_s() -> None:
    day = "Date: 20 March 2025"
    head, text = ("headline", "Quay meeting"), [("body", PROSE_EN)] * 2

    assert read_page([head, ("dateline", day), *text])["kind"].to_list() == ["published"]
    assert read_page([head, *text, ("body", "Public meeting"), ("dateline", day)]).is_empty()
