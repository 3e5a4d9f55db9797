"""Which lines of a page say when it was published, and which only look as if they did?"""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import polars as pl
import pytest

from dated_pages import PROSE_EN, date_line, make_article, make_blocks, read_metadata, read_page, utc
from dedup.blocks import split_blocks
from dedup.dates import choose_published, find_dates
from dedup.dates.grammar import read_line
from dedup.dates.labels import begins_with
from dedup.reading import read_articles
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks

TEXT = [("lead", PROSE_EN), ("body", PROSE_EN + " " + PROSE_EN), ("body", PROSE_EN), ("body", PROSE_EN)]
FORMS: list[Literal["NFC", "NFD"]] = ["NFC", "NFD"]
MENU = [("boilerplate", f"Section {number}") for number in range(8)]


def published_each(pages: list[list[tuple[str, str]]]) -> list[list[str]]:
    """Return of each page the dates that it is believed to be published, as they stand there."""
    articles = [make_article(n, "\n".join(text for _, text in lines)) for n, lines in enumerate(pages)]
    blocks = [make_blocks(lines, n) for n, lines in enumerate(pages)]
    found = (
        choose_published(find_dates(pl.concat(articles), pl.concat(blocks))).select("article", "raw").rows()
    )
    return [[raw for at, raw in found if at == number] for number in range(len(pages))]


def published(lines: list[tuple[str, str]], **fields: str) -> pl.DataFrame:
    return choose_published(read_page(lines, **fields))


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("9 March 2024", "at 08:15"),
        ("09.03.2024,", "08:15 Uhr"),
        ("9 mars 2024", "à 8h15"),
        ("09.03.2024", "8h15'"),
        ("2024年3月9日", "8時15分"),
        ("9 Maret 2024", "08.15 WIB"),
        ("Mar 9, 2024", "8:15 a.m. GMT"),
    ],
)
def test_a_time_of_day_on_the_line_below_belongs_to_the_date(day: str, clock: str) -> None:
    found = published([("headline", "Quay vote"), ("dateline", day), ("dateline", clock), *TEXT])

    assert found["raw"].to_list() == [f"{day} {clock}"]
    row = read_page([("headline", "Quay vote"), ("dateline", day), ("dateline", clock), *TEXT])
    assert row["precision"].cast(pl.String).to_list() == ["minute"]


def test_a_quote_of_two_lines_spans_both_in_the_text() -> None:
    lines = [("headline", "Quay vote"), ("dateline", "9 March 2024"), ("dateline", "08:15 GMT"), *TEXT]
    text = "\n".join(line for _, line in lines)

    (begin, end, raw), *_ = read_page(lines).select("begin", "end", "raw").rows()

    assert text[begin:end].split() == raw.split() == ["9", "March", "2024", "08:15", "GMT"]


def test_a_date_amid_a_sentence_of_three_lines_dates_no_page() -> None:
    """In a dump a link stands on a line of its own."""
    heard = [("boilerplate", "We spoke of this on the radio on"), ("dateline", "5 March 2024, 06:00")]

    assert published([("headline", "Quay vote"), *heard, ("boilerplate", "."), *TEXT]).is_empty()
    assert published([("headline", "Quay vote"), *heard, *TEXT])["raw"].to_list() == ["5 March 2024, 06:00"]


def test_a_post_shown_in_the_text_does_not_date_the_page() -> None:
    post = [("body", "A post shared by Ann Lee (@annlee) on"), ("dateline", "Mar 5, 2024 at 11:08am PST")]

    assert published([("headline", "Quay vote"), *TEXT[:2], *post, *TEXT[2:]]).is_empty()


def test_a_time_under_a_title_amid_the_text_is_a_cards() -> None:
    card = [("sidebar", "The old quay was sold to a fishmonger"), ("dateline", "5 March 2024, 13:31")]

    assert published([("headline", "Quay vote"), *TEXT, *card, ("body", PROSE_EN)]).is_empty()
    signed = [("body", PROSE_EN), ("byline", "Ann Lee"), ("dateline", "5 March 2024, 13:31")]
    assert published([("headline", "Quay vote"), *TEXT[:2], *signed]).height == 1


@pytest.mark.parametrize("other", ["Updated: 28.04.2023 17:23", "11.04.2022"])
def test_a_day_under_the_text_dates_no_page_that_shows_another(other: str) -> None:
    foot = [("dateline", "12.10.2022"), ("sidebar", "What the sale of the quay means")]

    found = published([("headline", "Quay vote"), *TEXT, *foot])
    assert found["raw"].to_list() == ["12.10.2022"]
    lines = [("headline", "Quay vote"), *TEXT[:3], ("dateline", other), *TEXT[:1], *foot]
    assert published(lines).is_empty()


@pytest.mark.parametrize("length", ["01:42", "1:42", "12:05", "08.15", "2.500", "5 min", "3"])
def test_how_long_a_film_lasts_is_no_time_of_day(length: str) -> None:
    lines = [("headline", "Quay vote"), ("dateline", "9 March 2024"), ("boilerplate", length), *TEXT]

    assert read_page(lines)["precision"].cast(pl.String).to_list() == ["day"]


def test_how_long_a_film_lasts_may_be_glued_to_its_day_which_dates_no_page() -> None:
    film = [("body", "How the quay was lost"), ("dateline", "Mar 9, 202406:37")]

    found = published([("dateline", "Mar 8, 2024, 9:52 PM UTC"), *TEXT, *film, *TEXT])
    assert found["raw"].to_list() == ["Mar 8, 2024, 9:52 PM UTC"]
    assert published([*TEXT, *film, *TEXT]).is_empty()
    assert published([("headline", "Quay vote"), film[1], *TEXT]).is_empty()
    assert read_line("Mar 9, 20246:37 PM UTC").dates[0].clock == time(18, 37)
    assert read_line("Mar 9, 20246:37 CET").dates[0].clock == time(6, 37)


def test_a_word_that_begins_like_a_label_is_none() -> None:
    lines = pl.DataFrame({"line": ["Aktion 2025", "Akt. 09.03.2024", "» akt: 08:15", "Kontakt 2025"]})

    found = lines.select(begins_with(pl.col("line"), ("akt",)))

    assert found.to_series().to_list() == [False, True, True, False]


def test_a_line_apart_is_not_the_time_of_the_date() -> None:
    found = published([("headline", "Quay vote"), ("dateline", "9 March 2024"), ("byline", "Ann Colley"),
                       ("dateline", "08:15"), *TEXT])  # fmt: skip

    assert found["raw"].to_list() == ["9 March 2024"]


@pytest.mark.parametrize(
    "label",
    [
        "Updated",
        "Cập nhật:",
        "Aktualisiert am",
        "Stand:",
        "수정",
        "更新日時",
        "Ann Colley Updated",
        "Lan Chi | Cập nhật:",
    ],
)
def test_a_label_of_a_change_on_the_line_above_makes_it_a_change(label: str) -> None:
    """Read alone, the second line would claim the change as the publication."""
    lines = [("headline", "Quay vote"), ("boilerplate", label), ("dateline", "2024-03-09 08:15"), *TEXT]

    found = read_page(lines)

    assert found["kind"].to_list() == ["modified"]
    assert choose_published(found).is_empty()


@pytest.mark.parametrize("label", ["Published", "Ngày đăng:", "Veröffentlicht am", "Publié le", "发布时间："])
def test_a_label_of_a_publication_may_stand_on_the_line_above(label: str) -> None:
    later = ("dateline", "11.03.2024 10:00")
    lines = [
        ("headline", "Quay vote"),
        ("boilerplate", label),
        ("dateline", "09.03.2024 08:15"),
        later,
        *TEXT,
    ]

    assert published(lines)["raw"].to_list() == [f"{label} 09.03.2024 08:15"]


def test_a_day_above_the_time_of_its_change_is_the_day_of_publication() -> None:
    """However many buttons stand between the headline and it."""
    buttons = [("boilerplate", f"Share {number}") for number in range(7)]
    change = ("boilerplate", "Actualizado a las 20:56h.")
    lines = [("headline", "Votan el muelle"), *TEXT[:1], *buttons, ("dateline", "25/03/2024"), change, *TEXT]

    assert published(lines)["raw"].to_list() == ["25/03/2024"]


@pytest.mark.parametrize(
    "line",
    [
        "9 marzo 2024 (modifica il 10 marzo 2024 | 15:24)",
        "9 March 2024 Last updated 10 March 2024",
        "09/03/2024 08:15, cập nhật 10/03/2024 09:00",
    ],
)
def test_the_date_before_a_change_on_one_line_is_the_publication(line: str) -> None:
    assert [written.label for written in read_line(line).dates] == ["published", "modified"]


def test_what_ends_on_a_day_was_not_published_on_it() -> None:
    lines = [
        ("headline", "Quay sale"),
        ("dateline", "Sale of ferry tickets ends 12 April 2024, updated 1 April 2024"),
    ]

    assert published([*lines, *TEXT]).is_empty()


def entry(number: int) -> list[tuple[str, str]]:
    day = f"February {number}, 2024"
    return [("boilerplate", f"The quay of harbour {number}"), ("dateline", day)]


def test_of_a_list_that_runs_into_the_headline_only_the_day_above_the_text_is_the_pages() -> None:
    """Teasers above the headline bear days of their own, in the form of the page's."""
    teasers = [line for number in (21, 22, 23) for line in entry(number)]
    head = [("headline", "Quay vote"), ("dateline", "February 26, 2024"), ("byline", "Ann Colley")]
    own = [("dateline", "February 27, 2024")]

    assert published([*teasers, *head, *own, *TEXT])["raw"].to_list() == ["February 27, 2024"]
    assert published([*teasers, *head, ("boilerplate", "Share"), *TEXT]).is_empty()


def test_one_bare_day_above_the_headline_is_a_masthead_and_takes_nothing_away() -> None:
    lines = [("dateline", "March 12, 2024"), ("headline", "Quay vote"), ("dateline", "March 9, 2024"), *TEXT]

    assert published(lines)["raw"].to_list() == ["March 9, 2024"]


def test_an_author_an_outlet_and_a_day_between_paragraphs_are_a_date_line() -> None:
    line = "By Ann Colley - The Ellery Post - Saturday, March 9, 2024"
    lines = [("headline", "Quay vote"), ("body", line), *TEXT]

    assert published(lines)["raw"].to_list() == [line]


@pytest.mark.parametrize(
    "line",
    [
        "— Port Ellery Ferries (@elleryferries) March 9, 2024",
        "By 9 March 2024",
        "By the end of the week of March 9, 2024 all of it had gone from the quay.",
    ],
)
def test_a_post_and_a_deadline_date_nothing(line: str) -> None:
    assert published([("headline", "Quay vote"), ("body", line), *TEXT]).is_empty()


def test_the_age_of_a_page_glued_to_its_year_is_not_part_of_it() -> None:
    found = date_line("March 9, 20243 years Ellery 142 Views", PROSE_EN)

    assert found["earliest"].to_list() == [utc(2024, 3, 8, 10)]


# Roles as they come out where a cookie notice was taken for the text.
LOST = [("boilerplate", "Quay vote"), ("sidebar", f"{PROSE_EN} {PROSE_EN}"), *[("sidebar", PROSE_EN)] * 3]
NOTICE = [("headline", "Advertise with us"), *TEXT]
GAP = [("boilerplate", f"Link {number}") for number in range(30)]


def lose(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    return [*MENU, *lines, *LOST, *GAP, *NOTICE]


def test_the_only_day_above_a_text_that_was_not_recognised_is_a_guess() -> None:
    found = published(lose(("dateline", "9 March 2024 08:15 GMT")))

    assert found.select("raw", "grade", "earliest").rows() == [
        ("9 March 2024 08:15 GMT", "D", utc(2024, 3, 9, 8, 15))
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [("dateline", "9 March 2024"), ("dateline", "7 March 2024")],
        [("dateline", "Saturday, 9 March 2024")],
        [("dateline", "Print edition, 9 March 2024")],
        [("dateline", "Updated 9 March 2024")],
        [("dateline", "9 March 2024"), ("dateline", "Updated 10 March 2024")],
        [("body", "The fair opened on 9 March 2024.")],
    ],
)
def test_where_the_days_differ_or_mean_something_else_nothing_is_guessed(
    lines: list[tuple[str, str]],
) -> None:
    assert published(lose(*lines)).is_empty()


def test_a_menu_far_from_any_paragraph_names_no_day_of_the_page() -> None:
    lines = [("dateline", "9 March 2024"), *MENU, *LOST, *GAP, *NOTICE]

    assert published(lines).is_empty()


def test_nothing_is_guessed_where_metadata_tells_a_change() -> None:
    found = published(lose(("dateline", "9 March 2024")), modified="2024-03-10T08:00:00Z")

    assert found.is_empty()


@pytest.mark.parametrize(
    ("host", "moment", "basis"),
    [
        ("ellery.de", utc(2024, 3, 9, 7, 15), "assumed"),
        ("ellery.co.uk", utc(2024, 3, 9, 8, 15), "assumed"),
        ("ellery.vn", utc(2024, 3, 9, 1, 15), "assumed"),
        ("ellery.com", utc(2024, 3, 8, 18, 15), "unknown"),
        ("ellery.us", utc(2024, 3, 8, 18, 15), "unknown"),
    ],
)
def test_a_country_of_one_clock_lends_it_to_its_newsrooms(host: str, moment: object, basis: str) -> None:
    lines = [("headline", "Quay vote"), ("dateline", "9 March 2024 08:15"), *TEXT]

    found = published(lines, url=f"https://www.{host}/quay")

    assert found.select("earliest", "zone_basis").rows() == [(moment, basis)]


def test_what_a_user_says_of_an_outlet_comes_before_its_country() -> None:
    lines = [("headline", "Quay vote"), ("dateline", "9 March 2024 08:15"), *TEXT]
    article = make_article(text="\n".join(text for _, text in lines), outlet="ellery.de")

    found = find_dates(article, make_blocks(lines), {"ellery.de": "Atlantic/Azores"})

    assert found.select("earliest", "zone_basis").rows() == [(utc(2024, 3, 9, 9, 15), "outlet")]


@pytest.mark.parametrize("day", ["9/3/2024", "Ngày 9/3/2024", "Ngày 9 tháng 3 năm 2024", "09.03.2024"])
@pytest.mark.parametrize("paragraphs", [1, 9])
def test_a_day_alone_under_the_text_dates_a_page_without_another_date(day: str, paragraphs: int) -> None:
    """With an author above or below it; it is a guess, as a text can bear the day it was written."""
    text = [*TEXT, *TEXT[1:] * paragraphs]
    lines = [
        ("headline", "Bến mới"),
        *text,
        ("byline", "Lan Chi"),
        ("dateline", day),
        ("byline", "Ban biên tập"),
    ]

    found = published(lines, outlet="bengo.vn")

    assert found.select("raw", pl.col("grade").cast(pl.String)).rows() == [(day, "D")]


@pytest.mark.parametrize(
    "under",
    [
        [("dateline", "Thứ Bảy, 9/3/2024")],
        [("dateline", "9/3/2024"), ("dateline", "12/3/2024")],
        [("sidebar", "Chuyện khác bên sông"), ("dateline", "9/3/2024")],
        [("dateline", "Bến Gỗ, 9/3/2024")],
    ],
)
def test_todays_date_days_of_a_list_and_a_place_under_the_text_date_nothing(
    under: list[tuple[str, str]],
) -> None:
    assert published([("headline", "Bến mới"), *TEXT, *TEXT[1:], *under], outlet="bengo.vn").is_empty()


def test_a_day_under_the_text_yields_to_the_date_above_it() -> None:
    lines = [
        ("headline", "Bến mới"),
        ("dateline", "12/3/2024 08:15"),
        *TEXT,
        *TEXT[1:],
        ("dateline", "9/3/2024"),
    ]

    found = published(lines, outlet="bengo.vn")

    assert found["raw"].to_list() == ["12/3/2024 08:15"]
    assert found["conflict"].to_list() == [""]


NO_SPANS = pl.DataFrame(schema=dict.fromkeys(("article", "ordinal", "begin", "end"), pl.UInt32))


def published_as(page: Path) -> list[str]:
    """Return what dates a saved page, its roles found as a scan finds them."""
    (batch,) = read_articles([str(page)])
    tokens, _ = tokenise_blocks(split_blocks(batch.articles), NO_SPANS)
    return choose_published(find_dates(batch.articles, find_roles(tokens, batch.articles)))["raw"].to_list()


@pytest.mark.parametrize(
    ("box", "dates"),
    [
        ('<aside class="related">{}</aside>', False),
        ("<nav>{}</nav>", False),
        ('<div class="most-read">{}</div>', False),
        ('<div class="newsletter">{}</div>', False),
        ("<div>{}</div>", True),
    ],
)
@pytest.mark.parametrize("label", ["Published on", "First published:"])
def test_a_box_that_markup_names_dates_no_page_whatever_label_its_lines_have(
    tmp_path: Path, box: str, label: str, *, dates: bool
) -> None:
    """Dated by a story of the box, a page that copied another would be first."""
    line = f"{label} 12 January 2024"
    above = box.format(f"<p>Storm closes the ferry of Port Ellery</p><p>{line}</p>")
    text = "".join(f"<p>{prose} {PROSE_EN}</p>" for prose in ("Some disagreed.", "All voted.", "It ended."))
    page = tmp_path / "a.html"
    page.write_text(
        f"<body>{above}<article><h1>Council votes to rebuild the quay</h1>{text}</article></body>"
    )

    assert published_as(page) == ([line] if dates else [])


@pytest.mark.parametrize(("name", "dates"), [("share-buttons", True), ("related", False)])
def test_a_date_among_the_buttons_under_a_headline_is_the_page_s(
    tmp_path: Path, name: str, *, dates: bool
) -> None:
    line = "Published on 12 January 2024"
    text = "".join(f"<p>{prose} {PROSE_EN}</p>" for prose in ("Some disagreed.", "All voted.", "It ended."))
    box = f"<div class={name}><p>{line}</p></div>"
    page = tmp_path / "a.html"
    page.write_text(f"<body><article><h1>Council votes to rebuild the quay</h1>{box}{text}</article></body>")

    assert published_as(page) == ([line] if dates else [])


SHARED_FORMS = ["9 July 2024 08:15 {}", "08:15 {}, 9 July 2024", "Published 9 July 2024 8.15 am {}"]


def test_a_line_that_dates_a_story_beside_dates_no_page_whatever_its_label() -> None:
    line = "Published on 12 January 2024"
    lines = [("sidebar", "Storm closes the ferry"), ("sidebar", line), ("headline", "Quay vote"), *TEXT]
    blocks = make_blocks(lines)
    article = make_article(text="\n".join(text for _, text in lines))
    of_another = pl.when(pl.col("text") == line).then(pl.lit("date of another story"))

    assert choose_published(find_dates(article, blocks))["raw"].to_list() == [line]
    assert find_dates(article, blocks.with_columns(role_reason=of_another)).is_empty()


@pytest.mark.parametrize(
    ("zone", "host", "moment"),
    [
        ("CST", "ellery.cn", utc(2024, 7, 9, 0, 15)),
        ("CST", "ellery.tw", utc(2024, 7, 9, 0, 15)),
        ("CST", "ellery.us", utc(2024, 7, 9, 14, 15)),
        ("(IST)", "ellery.in", utc(2024, 7, 9, 2, 45)),
        ("IST", "ellery.ie", utc(2024, 7, 9, 7, 15)),
        ("BST", "ellery.uk", utc(2024, 7, 9, 7, 15)),
        ("BST", "ellery.com", utc(2024, 7, 9, 7, 15)),
        ("BST", "ellery.bd", utc(2024, 7, 9, 2, 15)),
        ("GST", "ellery.ae", utc(2024, 7, 9, 4, 15)),
    ],
)
@pytest.mark.parametrize("form", SHARED_FORMS)
def test_a_zone_of_several_continents_is_the_page_s_own(
    form: str, zone: str, host: str, moment: datetime
) -> None:
    """A field of metadata is read as a line is."""
    for dates in date_both(form.format(zone), host):
        assert dates["earliest"].to_list() == [moment]
        assert dates["zone_basis"].to_list() == ["explicit"]


@pytest.mark.parametrize(
    ("zone", "host", "first", "last"),
    [
        ("CST", "ellery.de", utc(2024, 7, 8, 22, 45), utc(2024, 7, 9, 14, 15)),
        ("CST", "ellery.com", utc(2024, 7, 8, 22, 45), utc(2024, 7, 9, 14, 15)),
        ("IST", "ellery.il", utc(2024, 7, 9, 2, 45), utc(2024, 7, 9, 7, 15)),
        ("AST", "ellery.de", utc(2024, 7, 9, 5, 15), utc(2024, 7, 9, 17, 15)),
        ("SST", "ellery.sg", utc(2024, 7, 9, 0, 15), utc(2024, 7, 9, 19, 15)),
    ],
)
@pytest.mark.parametrize("form", SHARED_FORMS)
def test_a_zone_of_several_continents_spans_them_where_none_is_the_page_s(
    form: str, zone: str, host: str, first: datetime, last: datetime
) -> None:
    """Israel's clock has another name in July."""
    for dates in date_both(form.format(zone), host):
        assert dates["earliest"].to_list() == [first]
        assert dates["latest"].to_list() == [last + timedelta(minutes=1)]
        assert dates["zone_basis"].to_list() == ["unknown"]


@pytest.mark.parametrize("line", ["9 July 2024 CST", "9 July 2024 00:00 CST"])
def test_a_day_in_one_of_several_zones_is_a_day_anywhere(line: str) -> None:
    found = date_line(line, PROSE_EN, url="https://ellery.com/quay")

    assert found.select("earliest", "latest").rows() == [(utc(2024, 7, 8, 10), utc(2024, 7, 10, 12))]


def date_both(line: str, host: str) -> list[pl.DataFrame]:
    """Return the dates of a page with a line, and of one with the same in its metadata."""
    url = f"https://{host}/quay"
    return [date_line(line, PROSE_EN, url=url), read_metadata(published=line, url=url)]


@pytest.mark.parametrize(
    ("line", "host", "explicit"),
    [
        ("Published 7:14 AM CST Feb 9, 2026", "ellery.com", True),
        ("February 9, 2026 at 7:14 a.m. CST", "ellery.com", True),
        ("9 February 2026 7:14 AM CST", "ellery.com", False),
        ("February 9, 2026 07:14 CST", "ellery.com", False),
        ("February 9, 2026 7:14 AM CST", "ellery.de", False),
        ("February 9, 2026 7:14 AM CST", "ellery.au", False),
        ("February 9, 2026 7:14 AM AST", "ellery.com", False),
        ("February 9, 2026 7:14 AM IST", "ellery.com", False),
    ],
)
def test_cst_is_chicago_s_where_month_and_hour_are_written_as_there(
    line: str, host: str, *, explicit: bool
) -> None:
    found = date_line(line, PROSE_EN, url=f"https://{host}/quay")

    assert found["zone_basis"].to_list() == ["explicit" if explicit else "unknown"]
    assert not explicit or found["earliest"].to_list() == [utc(2026, 2, 9, 13, 14)]


def test_a_day_in_one_of_several_zones_still_settles_the_order_of_day_and_month() -> None:
    """At 21:15 in Shanghai it is still morning in Chicago, and no day is the eastmost clock's."""
    line = "04/02/2024 21:15"
    blocks = make_blocks([("headline", "Quay vote"), ("dateline", line), *TEXT])
    article = make_article(
        text="\n".join(["Quay vote", line, *(text for _, text in TEXT)]),
        published="2 April 2024 21:15 CST",
        url="https://ellery.com/quay",
    )

    assert line in find_dates(article, blocks)["raw"].to_list()


def test_the_german_word_ist_is_no_zone() -> None:
    found = date_line("09.07.2024 08:15 Uhr ist", PROSE_EN, url="https://ellery.de/kai")

    assert found["earliest"].to_list() == [utc(2024, 7, 9, 6, 15)]


OF_SOURCES = [
    "Theo Trâm Hương 14:05 21/03/2024",
    "Theo Trâm Hương | 14:05 21/03/2024",
    "(Theo Trâm Hương 14:05 21/03/2024)",
    "Theo gobac.vn (14:05 24/03/2024)",
    "Nguồn: Trâm Hương, 14:05 21/03/2024",
    "Source: Tarn Weekly, 14:05 1 March 2024",
    "Source: Tarn Weekly, 1 March 2024",
    "Quelle: Tarnzeitung, 14:05 21.03.2024",
]
FIRST_ELSEWHERE = [
    "Originally published on 1 March 2024 by the Tarn Weekly",
    "This article was originally published on March 1, 2024 by The Tarn.",
    "This story was first published on Fri, March 1, 2024 in Tarn Weekly",
    "First published by Tarn Weekly on 1 March 2024",
    "First published by gobac.vn on 1 March 2024",
    "Republished from the Tarn Weekly, 1 March 2024, 10:00",
    "Bài được đăng lần đầu trên Trâm Hương ngày 21/3/2024",
]
HEADLINE = ("headline", "Quay vote")
OWN = ("dateline", "6 March 2024, 10:00 GMT")


@pytest.mark.parametrize("line", [*OF_SOURCES, *FIRST_ELSEWHERE])
def test_when_the_source_had_the_text_is_not_when_the_page_has_it(line: str) -> None:
    feet = [(role, normalize(form, line)) for role in ("credit", "dateline", "body") for form in FORMS]
    pages = [[HEADLINE, *above, foot] for foot in feet for above in (TEXT, TEXT[:2], [OWN, *TEXT])]

    found = published_each(pages)

    assert dict(zip(map(tuple, pages), found, strict=True)) == {
        tuple(page): [OWN[1]] if OWN in page else [] for page in pages
    }


@pytest.mark.parametrize("line", [*FIRST_ELSEWHERE, "Source: Tarn Weekly, 1 March 2024"])
def test_where_the_text_was_first_dates_no_page_above_its_text_either(line: str) -> None:
    own, other = ("dateline", "6 March 2024, 10:00 GMT"), ("dateline", line)

    assert published([HEADLINE, other, *TEXT]).is_empty()
    assert published([("boilerplate", "Quay vote"), other, *TEXT]).is_empty()
    assert published([HEADLINE, own, other, *TEXT])["raw"].to_list() == [own[1]]
    assert published([HEADLINE, other, own, *TEXT])["raw"].to_list() == [own[1]]


@pytest.mark.parametrize(
    "line",
    [
        "Theo Trâm Hương | 14:05 21/03/2024",
        "Theo Trâm Hương 14:05 21/03/2024",
        "Trâm Hương 14:05 21/03/2024",
        "By Ann Lee, 14:05 1 March 2024",
        "Source: Tarn Weekly | 2024-03-01 14:05:33",
        "First published on Fri 1 March 2024 14.05 GMT",
        "First published on 1 March 2024 at 14:05",
        "Originally published: 1 March 2024",
    ],
)
def test_under_the_headline_a_line_with_whose_text_it_is_dates_the_page(line: str) -> None:
    assert published([HEADLINE, ("dateline", line), *TEXT])["raw"].to_list() == [line]


@pytest.mark.parametrize(
    "line", ["By Ann Lee, 14:05 1 March 2024", "Theo Trâm Hương, cập nhật 14:05 21/3/2024"]
)
def test_under_the_text_an_author_or_a_label_still_speaks_of_the_page(line: str) -> None:
    assert not read_page([HEADLINE, *TEXT, ("dateline", line)]).is_empty()


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("11:30 trưa", 11),
        ("12h30 trưa", 12),
        ("1:30 trưa", 13),
        ("2 giờ 30 trưa", 14),
        ("9:30 đêm", 21),
        ("11:30 đêm", 23),
        ("11h30 đêm", 23),
        ("22:30 đêm", 22),
        ("0:30 đêm", 0),
        ("2:30 đêm", 2),
        ("12:30 đêm", None),
        ("7:30 đêm", None),
        ("8:30 trưa", None),
    ],
)
@pytest.mark.parametrize("form", ["09/03/2024 {}", "{} 09/03/2024", "{}, ngày 9 tháng 3 năm 2024"])
def test_noon_and_night_say_which_half_of_the_day_is_meant(form: str, clock: str, hour: int | None) -> None:
    """Read without them, half past eleven at night was twelve hours early, to the minute."""
    found = date_line(form.format(clock))

    moment = utc(2024, 3, 8, 17) if hour is None else utc(2024, 3, 8, 17, 30) + timedelta(hours=hour)
    assert found.select("earliest", pl.col("precision").cast(pl.String)).rows() == [
        (moment, "day" if hour is None else "minute")
    ]


FOOT = ("dateline", "11:57 - 21/01/2026")
SIGNED_FOOT = [HEADLINE, *TEXT, *TEXT, ("byline", "Hải Lâm"), FOOT]


@pytest.mark.parametrize(
    "lines",
    [
        SIGNED_FOOT,
        [*SIGNED_FOOT, ("boilerplate", "Từ khóa: bến phà")],
        [HEADLINE, *TEXT, *TEXT, FOOT, ("byline", "Hải Lâm")],
        [HEADLINE, *TEXT, *TEXT, *TEXT, *TEXT, *TEXT, *TEXT, *TEXT, ("byline", "Hải Lâm"), FOOT],
    ],
)
def test_a_time_right_under_the_text_is_the_page_s_however_short_the_text(
    lines: list[tuple[str, str]],
) -> None:
    found = published(lines, url="https://gobac.vn/ben")

    assert found.select("earliest", "raw").rows() == [(utc(2026, 1, 21, 4, 57), FOOT[1])]


@pytest.mark.parametrize(
    "between",
    [("boilerplate", "Bình luận (1)"), ("sidebar", "Chợ nổi họp phiên đầu năm"), ("caption", "Ảnh: bến")],
)
def test_under_a_short_text_a_time_behind_anything_but_names_is_of_something_else(
    between: tuple[str, str],
) -> None:
    lines = [HEADLINE, *TEXT, *TEXT, between, ("byline", "Hải Lâm"), FOOT]

    assert published(lines, url="https://gobac.vn/ben").is_empty()


@pytest.mark.parametrize("reason", ["under the text", "paragraph apart from the text"])
def test_a_name_and_a_time_over_other_words_under_a_short_text_are_a_comment_s(reason: str) -> None:
    lines = [*SIGNED_FOOT, ("boilerplate", "Hay quá!")]
    article = make_article(text="\n".join(line for _, line in lines), url="https://gobac.vn/ben")
    said = pl.when(pl.col("role") == "boilerplate").then(pl.lit(reason))

    assert find_dates(article, make_blocks(lines).with_columns(role_reason=said)).is_empty()
    assert find_dates(article, make_blocks(lines)).height == 1


def test_a_time_under_a_short_text_yields_to_that_under_its_headline() -> None:
    lines = [HEADLINE, ("dateline", "20/01/2026 08:15"), *SIGNED_FOOT[1:]]

    assert published(lines, url="https://gobac.vn/ben")["raw"].to_list() == ["20/01/2026 08:15"]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("9. März 2024, 15:05 Uhr MESZ", (13, 5)),
        ("9 Mar 2024 1505 hrs SGT", (7, 5)),
        ("1505 GMT, 9 March 2024", (15, 5)),
        ("March 9, 2024 at 3:05 p.m. CST (Beijing)", (7, 5)),
        ("15:05, March 9, 2024 (Beijing Time)", (7, 5)),
        ("9 Mar, 2024 15:05 Moscow time", (12, 5)),
        ("15h05 ngày 9/3/2024 (giờ Hà Nội)", (8, 5)),
        ("Thứ Bảy, 9/3/2024 (29/1 Âm lịch) 15:05", (8, 5)),
    ],
)
def test_a_clock_is_read_with_the_zone_named_beside_it(line: str, moment: tuple[int, int]) -> None:
    found = date_line(line)

    assert found.select("earliest", "precision").rows() == [(utc(2024, 3, 9, *moment), "minute")]


@pytest.mark.parametrize("line", ["March, 9/2024 - 21:05", "Thứ bảy, ngày 9 tháng ba năm 2024"])
def test_a_month_by_its_name_is_read_before_a_stroke_and_in_words(line: str) -> None:
    found = published([("headline", "Quay vote"), ("dateline", line), *TEXT])

    assert found["raw"].to_list() == [line]


def test_days_with_what_happens_on_them_are_an_agenda() -> None:
    agenda = [("dateline", "9 March 2024 Fish fair"), ("dateline", "12 March 2024 Lantern walk")]

    assert published([("headline", "Quay vote"), ("boilerplate", "Coming up"), *agenda, *TEXT]).is_empty()
    assert published([("headline", "Quay vote"), ("dateline", "9 March 2024 Ann Weaver"), *TEXT]).height == 1
