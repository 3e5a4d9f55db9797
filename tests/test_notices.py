"""Is a page that only speaks to its reader told from a short story, in several languages?"""

import pytest

from dedup.roles import find_page_kinds
from test_roles import find_pages, kinds_of, roles_of

NOTICES = [
    [
        "Before you go on",
        "Something about your browser made us take you for a robot. Please switch scripts on.",
    ],
    [
        "Nothing here any more",
        "This article has been moved. Try the list of sections, or type two words of it.",
    ],
    [
        "The ferry is out",
        "The server is temporarily unable to answer. Please try again in a while, or tomorrow.",
    ],
    ["Một lát nữa", "Máy chủ đang quá tải nên chưa mở được bài. Mong bạn quay lại sau ít phút nữa nhé."],
    [
        "Chào bạn đọc",
        "Khi truy cập, bạn đồng ý để chúng tôi và đối tác ghi lại vị trí của máy bạn đang dùng.",
    ],
    [
        "Noch ein Schritt",
        "Damit die Seite erscheint, nutzen Sie bitte einen Browser, der Skripte nicht sperrt.",
    ],
    ["Mit Anzeigen lesen", "Besuchen Sie die Seiten des Anzeigers wie immer mit Cookies und Werbung."],
    [
        "Encore un instant",
        "Avec votre accord, nous et nos associés lisons des traceurs sur votre navigateur.",
    ],
    [
        "Un momento más",
        "Puede leer sin pagar si acepta las cookies que nuestros socios dejan en su navegador.",
    ],
]
STORIES = [
    [
        "Council site fails",
        "The website of Wickmoor failed on Monday; nobody could pay a fine until evening fell.",
    ],
    [
        "Mayor on the leak",
        '"We will mend our pages and write to you all," the mayor of Callen said of the site.',
    ],
    [
        "Cổng thông tin hỏng",
        "Trang web của xã Bến Gỗ ngừng chạy từ sáng thứ hai, người dân nộp đơn tại trụ sở.",
    ],
    [
        "US sites under attack",
        "Two US sites were flooded with calls from stolen cameras, two officials of Callen said.",
    ],
]


@pytest.mark.parametrize("lines", NOTICES, ids=lambda lines: lines[0])
def test_a_page_that_only_speaks_to_its_reader_is_a_stub(lines: list[str]) -> None:
    pages = find_page_kinds(find_pages("\n\n".join([*lines, "OK"])))

    assert pages.select("page_kind", "page_reason").row(0) == ("stub", "notice to the reader")


@pytest.mark.parametrize("lines", STORIES, ids=lambda lines: lines[0])
def test_a_brief_about_a_site_is_an_article(lines: list[str]) -> None:
    assert kinds_of("\n\n".join(lines)) == ["article"]


def test_what_somebody_signs_tells_something() -> None:
    title, notice = NOTICES[0]

    assert kinds_of("\n\n".join([title, "By Odile Barstow", notice])) == ["article"]


@pytest.mark.parametrize("foot", ["© 2024 The Wickmoor Courier", "Copyright 2024 Wickmoor Press"])
def test_whose_the_site_is_signs_no_notice(foot: str) -> None:
    """It stands at the foot of every page."""
    for lines in NOTICES[:3]:
        assert kinds_of("\n\n".join([*lines, "OK", foot])) == ["stub"]


RULES = [
    "The Wickmoor Courier belongs to the trust of the old mill, which the last of the Barstows set up.",
    "1. Pictures. Whoever sends one allows it to be printed. It will not be sent back, whatever its frame.",
    "2. Letters. Those in verse go to the back page. The editor cuts what is longer than its street.",
]
TITLES = ["Terms of Service", "About us", "Impressum", "Mentions légales", "Điều khoản sử dụng"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("date", [[], ["4 March 2024"]])
def test_a_page_that_every_site_has_is_a_stub_however_long(title: str, date: list[str]) -> None:
    assert kinds_of("\n\n".join([title, *date, *RULES])) == ["stub"]


def test_a_story_that_somebody_signs_or_that_has_a_headline_may_stand_under_such_a_name() -> None:
    headline = "Trust of the mill changes its rules"

    assert kinds_of("\n\n".join(["About us", "By Odile Barstow", *RULES])) == ["article"]
    assert kinds_of("\n\n".join(["About us", headline, "4 March 2024", *RULES])) == ["article"]
    assert kinds_of("\n\n".join([headline, "4 March 2024", *RULES, "About us", RULES[0]])) == ["article"]


def test_a_notice_beside_a_story_leaves_it_its_text() -> None:
    title, story = STORIES[0]
    more = (
        "The clerk took the money at the window instead, and wrote every name in a book that smelt of mice."
    )

    assert roles_of(title, story, more, NOTICES[0][1])[:3] == ["headline", "lead", "body"]


OFFERS = ["Want to read more?", "£4.50 a month", "Start your free trial", "Get every story for $2 a week"]


@pytest.mark.parametrize("offer", OFFERS)
def test_under_a_lead_and_an_offer_nothing_is_told(offer: str) -> None:
    title, story = STORIES[0]
    page = [title, story, offer, "Our reporters are paid by their readers, and by nobody else at all."]

    assert kinds_of("\n\n".join(page)) == ["stub"]


def test_a_price_in_a_story_is_no_offer() -> None:
    told = (
        "A card for the baths of Callen will cost $2 a week from May, half of what it was, the council said."
    )

    assert roles_of("Cheaper baths", told, f"{told} It costs £4.50 a month now.") == [
        "headline",
        "lead",
        "body",
    ]


@pytest.mark.parametrize(
    "crew", ["Reporting by Ann Lee; Editing by Tom Weir", "(Writing by A. Lee. Editing by T. Weir)"]
)
def test_a_brief_whose_only_paragraph_its_crew_signs_is_an_article(crew: str) -> None:
    told = (
        "CALLEN (ABN) - Two barges met under the iron bridge on Monday and nobody was hurt, the harbour said."
    )

    assert kinds_of(f"Barges meet at Callen\n\n{told} {crew}") == ["article"]
    assert roles_of("Barges meet at Callen", told, told.replace("Two", "Six"), crew)[-1] == "credit"


def test_a_notice_of_cookies_on_top_of_a_page_makes_it_no_stub() -> None:
    banner = ["We value your privacy", "We and our partners store cookies on your device."]
    date, story = "4 March 2024, 06:30 GMT", STORIES[0][1]
    told = f"{story} The clerk took the money at the window, and wrote every name in a book."
    links = [f"Ferry {n} to Callen sails again after a week" for n in range(9)]

    assert kinds_of("\n\n".join([*banner, "Wickmoor site is mended", date, told])) == ["article"]
    assert kinds_of(
        "\n\n".join([*banner, "Local news", *(line for link in links for line in [link] * 2)])
    ) == ["index"]
