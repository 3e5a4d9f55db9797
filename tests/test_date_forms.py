"""Is every form in which newsrooms write a date read, and no nonsense that looks like one?"""

from datetime import date, time

import pytest

from dated_pages import PROSE_VI, date_line, read_metadata, read_page, utc
from dedup.dates import choose_published, find_bounds
from dedup.dates.grammar import read_line

FEBRUARY_5 = date(2025, 2, 5)

# One row a language: as printed by newsrooms and by the systems that publish for them.
FORMS = {
    "vi": [
        "5 Th2, 2025", "Th2 5, 2025", "05 Th02 2025", "5 thg 2, 2025", "Tháng 2 5, 2025",
        "05 Tháng Hai, 2025", "Thứ Tư, ngày 5 tháng 2 năm 2025", "Thứ 4, 05/02/2025", "T4, 05/02/2025",
        "Hà Nội, ngày 05/02/2025", "05.02.2025", "5-2-2025", "05 / 02 / 2025",
    ],
    "en": [
        "5 Feb 2025", "Feb. 5, 2025", "5-Feb-2025", "05/Feb/2025", "Feb-05-2025", "5th of February 2025",
        "February 5th, 2025", "FEBRUARY 5, 2025", "Wed 5 Feb 2025", "2025/02/05",
    ],
    "fr": ["5 février 2025", "mercredi 05 févr. 2025", "le 05/02/2025", "5 FÉVRIER 2025"],
    "es": [
        "5 de febrero de 2025", "5 de febrero del 2025", "miércoles, 5 de febrero, 2025", "feb. 5, 2025",
        "Febrero 05 de 2025", "05 FEB 2025", "5 de feb. de 2025",
    ],
    "de": ["5. Februar 2025", "Mittwoch, 05. Februar 2025", "05.02.2025", "5. 2. 2025", "vom 5.2.2025"],
    "pt": ["5 de fevereiro de 2025", "5.fev.2025", "05/fev/2025", "quarta-feira, 5 de fevereiro de 2025"],
    "id": ["Rabu, 5 Februari 2025", "Rabu, 05 Feb 2025", "5 Februari 2025"],
    "zh": ["2025年2月5日", "2025年02月05日", "2025年2月5日 星期三", "2025-02-05", "2025/2/5"],
    "ja": ["2025年2月5日（水）", "2025/2/5(水)", "2025.02.05", "２０２５年２月５日"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "form"), [(name, form) for name in FORMS for form in FORMS[name]])
def test_a_day_is_read_in_the_forms_of_its_language(language: str, form: str) -> None:
    written = read_line(form).dates

    assert [FEBRUARY_5 in found.days for found in written] == [True], language


@pytest.mark.parametrize("half", ["12:05 AM", "12:05 SA", "12h05 sáng", "上午12:05"])
def test_the_first_hour_of_the_day_is_twelve_on_a_clock_of_halves(half: str) -> None:
    """Half a day decides who was first."""
    assert [found.clock for found in read_line(f"5/2/2025 {half}").dates] == [time(0, 5)]


@pytest.mark.parametrize("form", [form for forms in FORMS.values() for form in forms])
def test_a_line_of_each_form_is_found_on_a_page(form: str) -> None:
    """What the grammar reads must not be lost by the cheaper questions asked before it."""
    found = date_line(form, PROSE_VI)

    assert found["precision"].to_list() == ["day"]


@pytest.mark.parametrize(
    "line",
    [
        "8h15' ngày 05/02/2025",
        "08:15' 05/02/2025",
        "08 giờ 15 phút ngày 5/2/2025",
        "Chủ nhật, 5/2/2025, 08:15 (GMT+7)",
        "5/2/2025 8:15:00 SA",
        "05/02/2025 a las 08:15h.",
        "08:15h. 05-02-2025",
        "08:15 hrs, 05/02/2025",
        "5.fev.2025 às 8h15",
        "05 févr. 2025 à 08 h 15",
        "5 Februari 2025, 08.15 WIB",
        "2025年2月5日 星期三 上午8:15",
        "2025. 2. 5. 오전 8:15",
        "2025/2/5(水) 8:15",
    ],
)
def test_the_time_of_day_beside_a_day_is_read_in_its_own_way(line: str) -> None:
    written = read_line(line).dates[0]

    assert FEBRUARY_5 in written.days
    assert written.clock == time(8, 15)


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("Feb 5, 2025, 5:34 PMPort Wire", time(17, 34)),
        ("05/02/2025 5:34 CHChia sẻ", time(17, 34)),
        ("Feb 5, 2025, 5:34pmport wire", None),
        ("5:34 PMPORT WIRE Feb 5, 2025", None),
        ("Feb 5, 2025, 5:34amport", None),
        ("Feb 5, 2025, 10:30 Ambrose Lee", time(10, 30)),
        ("Feb 5, 2025, 17:34 AMBROSE LEE", time(17, 34)),
    ],
)
def test_a_time_of_day_is_never_read_as_of_the_other_half_of_the_day(line: str, clock: time | None) -> None:
    """Where PM is glued to the next word the time is not known; without PM it would be another one."""
    written = read_line(line).dates[0]

    assert FEBRUARY_5 in written.days
    assert written.clock == clock


@pytest.mark.parametrize(
    ("part", "begin", "end"),
    [
        ("Sáng", (2025, 2, 4, 22), (2025, 2, 5, 4)),
        ("Trưa", (2025, 2, 5, 4), (2025, 2, 5, 6)),
        ("Chiều", (2025, 2, 5, 6), (2025, 2, 5, 11)),
        ("Tối", (2025, 2, 5, 11), (2025, 2, 5, 16)),
        ("Đêm", (2025, 2, 5, 14), (2025, 2, 5, 20)),
    ],
)
def test_a_part_of_the_day_is_some_hours_of_it(
    part: str, begin: tuple[int, ...], end: tuple[int, ...]
) -> None:
    found = read_page([("headline", "Cầu mới"), ("body", f"{part} 5/2/2025, {PROSE_VI}")])

    assert found.select("kind", "earliest", "latest").rows() == [("event", utc(*begin), utc(*end))]


@pytest.mark.parametrize(
    "nonsense",
    [
        "00/00/2025", "00/02/2025", "32/01/2025", "29/02/2023", "31/04/2025", "13/13/2025", "99/99/2025",
        "0000-00-00 00:00:00", "2025-00-10", "2025-02-30", "05/02/9999", "5 Th2, 9999", "5 Th13, 2025",
        "05/02/0025", "21//01", "//2025", "1/2025", "--2025--", "2025-02", "5/2", "5 tháng 2", "Feb 5",
        "01/01/1970 00:00:00", "31/12/1969", "01/01/1900", "112/02/2025", "05/02/20255", "0905022025",
        "1.2.3.2025",
    ],
)  # fmt: skip
def test_a_line_of_nonsense_dates_nothing(nonsense: str) -> None:
    assert date_line(nonsense, PROSE_VI).is_empty()


@pytest.mark.parametrize(
    "line",
    [
        "Updated" + " " * 200 + "x 5/2/2025",
        "Updated" + " at." * 200 + "x 5/2/2025",
        "5/2/2025 " + "vào lúc " * 200 + "x",
        "10:00" + " vào lúc" * 200 + " x 5/2/2025",
    ],
)
def test_a_line_with_endlessly_many_readings_is_read_once(line: str) -> None:
    """Each blank and each "vào lúc" could stand alone or with the next: 2^200 ways to find no time of day."""
    (written,) = read_line(line).dates

    assert (FEBRUARY_5 in written.days, written.clock, written.label) == (True, None, "")


@pytest.mark.parametrize(
    "raw",
    [
        "0000-00-00", "0000-00-00T00:00:00", "0000-00-00 00:00:00", "9999-12-31T23:59:59Z",
        "2025-02-30T08:15:00Z", "20250230T081500Z", "99999999999999999999", "-1", "1970-01-01T00:00:00+00:00",
        "1969-12-31T19:00:00-05:00", "1900-01-01T00:00:00Z", "0", "null", "undefined", "NaN",
        "Invalid Date", "{{ date }}", "21//01",
    ],
)  # fmt: skip
def test_a_field_of_nonsense_dates_nothing(raw: str) -> None:
    assert read_metadata(published=raw, modified=raw).is_empty()


@pytest.mark.parametrize("raw", ["2025-02-05T25:61:00+07:00", "2025-02-05 99:99"])
def test_a_time_of_day_that_no_clock_shows_leaves_the_day(raw: str) -> None:
    found = read_metadata(published=raw, url="https://luongvai.vn/")

    assert found.select("earliest", "precision").rows() == [(utc(2025, 2, 4, 17), "day")]


@pytest.mark.parametrize("line", ["05/02/2025 00:00:00", "00:00 | 05/02/2025", "2025-02-05 00:00"])
def test_midnight_to_the_minute_is_a_day_whose_time_nobody_wrote(line: str) -> None:
    found = date_line(line, PROSE_VI)

    assert found.select("earliest", "latest", "precision").rows() == [
        (utc(2025, 2, 4, 17), utc(2025, 2, 5, 17), "day")
    ]


@pytest.mark.parametrize("zone", ["GMT+7", "GMT+07:00", "(GMT+7)", "UTC+7", "+07:00", "ICT", "WIB"])
def test_seven_hours_ahead_is_written_in_many_ways_and_never_means_behind(zone: str) -> None:
    found = date_line(f"08:15 05/02/2025 {zone}", PROSE_VI)

    assert found.select("earliest", "zone_basis").rows() == [(utc(2025, 2, 5, 1, 15), "explicit")]


@pytest.mark.parametrize("zone", ["GMT+27", "GMT+7:75", "UTC-15"])
def test_a_zone_that_no_place_has_is_no_zone(zone: str) -> None:
    found = date_line(f"08:15 05/02/2025 {zone}", PROSE_VI)

    assert found["zone_basis"].to_list() == ["assumed"]


def test_a_day_to_come_is_shown_as_a_contradiction() -> None:
    """A page dated after it was captured was misdated, or misread; which, nobody can say."""
    found = choose_published(
        read_metadata(published="2031-02-05T08:15:00+07:00", captured="2025-02-05T09:00:00+07:00")
    )

    assert found["conflict"].to_list() == ["in the future of the capture"]


def test_a_date_line_after_its_capture_is_shown_as_a_contradiction() -> None:
    lines = [
        ("headline", "Cầu mới"),
        ("dateline", "08:15 05/02/2025"),
        ("body", PROSE_VI),
        ("body", PROSE_VI),
    ]

    found = choose_published(read_page(lines, captured="2025-02-05T07:00:00+07:00"))

    assert found["conflict"].to_list() == ["published after captured"]


def test_a_year_that_is_missing_is_never_filled_from_today() -> None:
    lines = [("headline", "Cầu mới"), ("dateline", "08:15 05/02"), ("body", f"Sáng 5/2, {PROSE_VI}")]

    found = read_page(lines)

    assert found["earliest"].to_list() == [None]
    assert find_bounds(found).is_empty()
