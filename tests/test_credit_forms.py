"""Is a credit read in the many forms that pages give it, and a date or a button never for part of one?"""

import unicodedata
from typing import Literal

import polars as pl
import pytest

from dedup.blocks import split_blocks
from dedup.credits import find_credits
from dedup.credits.closings import make_closing_slots
from dedup.credits.slots import Names, make_caption_slots
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks
from test_blocks import make_articles
from test_credits import AGENCIES, BODY, caption, close_with, closed, expect, list_credits
from test_roles import BODY as PARAGRAPHS
from test_roles import HEADLINE, LEAD, NO_CORES, OTHER, ROLES, roles_of
from together import Together

FORMS: list[Literal["NFC", "NFD"]] = ["NFC", "NFD"]


def read_all(pages: list[tuple[str, ...]]) -> list[set[tuple[str, str]]]:
    """Return {(role, creditor)} of each dump of these lines, its roles found as a scan finds them."""
    articles = make_articles(*("\n\n".join(lines) for lines in pages))
    tokens, _ = tokenise_blocks(split_blocks(articles), NO_CORES)
    found = find_credits(articles, find_roles(tokens, articles), AGENCIES)
    rows = found.select("article", pl.col("role").cast(pl.String), "creditor").rows()
    return [{(role, name) for at, role, name in rows if at == number} for number in range(len(pages))]


PAGES = Together(read_all)


def read_page(*lines: str) -> set[tuple[str, str]]:
    return PAGES(lines)


def ended(line: str) -> tuple[str, ...]:
    return (HEADLINE, LEAD, *PARAGRAPHS, line, "Tin liên quan", OTHER)


def end_with(line: str) -> set[tuple[str, str]]:
    return PAGES(ended(line))


def parted(line: str) -> tuple[str, ...]:
    return (HEADLINE, LEAD, PARAGRAPHS[0], line, *PARAGRAPHS[1:])


def begun(line: str) -> tuple[str, ...]:
    return (HEADLINE, line, "08:15 | 12/03/2024 GMT+7", LEAD, *PARAGRAPHS)


def begin_with(line: str) -> set[tuple[str, str]]:
    return PAGES(begun(line))


DATES = [
    *("First published on Tue 18 Mar 2025 01.30 GMT", "Originally published at 9.30 GMT"),
    *("This story was first published on March 18 and has been updated.", "First published on Monday"),
    *("This article was first published on Friday 21 March", "Theo Thứ Sáu, 21/3", "Nguồn: 21.3.2025"),
]
expect(closed(line, role) for line in DATES for role in ["body", "credit"])
PAGES.expect(map(ended, DATES))


@pytest.mark.parametrize("line", DATES)
def test_a_date_is_no_creditor(line: str) -> None:
    assert close_with(line) == close_with(line, "credit") == end_with(line) == set()


@pytest.mark.parametrize("name", ["Sunday Market Post", "Tin 24h", "May Day Weekly", "24h.vn"])
def test_a_house_that_is_named_like_a_date_is_one(name: str) -> None:
    assert close_with(f"Nguồn: {name}") == {("text", name)}


BUTTONS = ["Copy link", "Copy Link Link bài gốc Lấy link!", "Sao chép liên kết", "Chia sẻ", "Share", "Teilen"]
NAMES = ["Trâm Hương", "Đời sống & Chợ nổi"]
BUTTONED = {
    unicodedata.normalize(form, f"Theo {name} {button}"): name
    for name in NAMES
    for button in BUTTONS
    for form in FORMS
}
expect(closed(line, role) for line in BUTTONED for role in ["body", "credit"])


@pytest.mark.parametrize(("line", "name"), BUTTONED.items())
def test_a_button_at_the_end_of_a_credit_is_no_part_of_the_name(line: str, name: str) -> None:
    assert close_with(line) == close_with(line, "credit") == {("text", name)}


SIGNED = [
        *("Hà Sa - Lộc Thu (TTXVN)", "Hà Sa, Lộc Thu (TTXVN)", "Hà Sa và Lộc Thu (TTXVN)", "Hà Sa/Vietnam+"),
        *("Hà Sa – Lộc Thu/TTXVN", "Hà Sa (PV TTXVN tại Lâm Khê)", "Nhóm PV TTXVN", "(TTXVN/Vietnam+)"),
        *("Tin, ảnh: Hà Sa (TTXVN)", "Bài, ảnh: Hà Sa/TTXVN", "Bài và ảnh: Hà Sa - TTXVN"),
        *("TIN, ẢNH: HÀ SA (TTXVN)", "Tin/Ảnh: Hà Sa (TTXVN)", "Tin, ảnh, clip: Hà Sa (TTXVN)"),
        *("Bài, ảnh: Nhóm phóng viên TTXVN", "Hà Sa/Báo Tin tức và Dân tộc", "Thực hiện: Hà Sa/TTXVN"),
        "Ảnh, bài: Hà Sa/TTXVN",
    ]  # fmt: skip
PAGES.expect(ended(unicodedata.normalize(form, line)) for line in SIGNED for form in FORMS)


@pytest.mark.parametrize("line", SIGNED)
@pytest.mark.parametrize("form", FORMS)
def test_authors_who_sign_with_their_agency_credit_the_text(line: str, form: str) -> None:
    assert end_with(unicodedata.normalize(form, line)) == {("text", "TTXVN")}


UNSIGNED = ["Bài: Hà Sa - Ảnh: TTXVN", "Bài, ảnh: Hà Sa", "Tin tức: Lâm Khê", "Bài 2: Chợ nổi"]
PAGES.expect(map(ended, UNSIGNED))


@pytest.mark.parametrize("line", UNSIGNED)
def test_authors_without_an_agency_credit_nobody(line: str) -> None:
    assert end_with(line) == set()


COMPILED = {
    "P.V (tổng hợp theo TTXVN)": {"TTXVN"},
    "PV tổng hợp từ TTXVN": {"TTXVN"},
    "Hà Sa - Lộc Thu (tổng hợp từ Reuters, Trâm Hương)": {"Reuters", "Trâm Hương"},
    "Hà Sa (Tổng hợp theo báo Trâm Hương, Chợ Nổi)": {"Trâm Hương", "Chợ Nổi"},
    "(Tổng hợp từ báo Trâm Hương)": {"Trâm Hương"},
    "Hà Sa (lược dịch theo Reuters)": {"Reuters"},
    "Hà Sa (dịch từ Tarn Weekly)": {"Tarn Weekly"},
    "Hà Sa (t/h theo TTXVN)": {"TTXVN"},
    "Biên dịch từ Tarn Weekly": {"Tarn Weekly"},
    "Nội dung bài viết được Báo Chợ Nổi lược dịch từ Tarn Weekly.": {"Tarn Weekly"},
    "Hà Sa - Theo TTXVN": {"TTXVN"},
    "Hà Sa (theo báo Trâm Hương)": {"Trâm Hương"},
}


PAGES.expect(ended(unicodedata.normalize(form, line)) for line in COMPILED for form in FORMS)


@pytest.mark.parametrize(("line", "houses"), COMPILED.items())
@pytest.mark.parametrize("form", FORMS)
def test_who_made_a_text_of_others_credits_those(line: str, houses: set[str], form: str) -> None:
    found = {
        (role, unicodedata.normalize("NFC", name))
        for role, name in end_with(unicodedata.normalize(form, line))
    }

    assert found == {("text", house) for house in houses}


HOUSELESS = [
    *(
        "Tổng hợp từ nhiều nguồn",
        "Tổng hợp từ Internet",
        "Số liệu tổng hợp từ Bộ Y tế",
        "Hà Sa (tổng hợp)",
    ),
    *("Hà Sa (dịch từ tiếng Anh)", "Hà Sa (theo giờ Hà Nội)", "Hà Sa lược dịch"),
]
PAGES.expect(map(ended, HOUSELESS))


@pytest.mark.parametrize("line", HOUSELESS)
def test_a_text_made_of_no_houses_texts_credits_nobody(line: str) -> None:
    assert end_with(line) == set()


REPRINTS = {
    "This story was first published by Reuters.": "Reuters",
    "This story was originally published by Tarnwatch.": "Tarnwatch",
    "(This story was originally published by Tarnwatch.)": "Tarnwatch",
    "Editor’s note: This story first appeared in Tarnwatch.": "Tarnwatch",
    "This article was originally published by Tarnwatch. Read the original article.": "Tarnwatch",
    "This article originally appeared on Tarn Weekly: Ferry takes its last trip": "Tarn Weekly",
    "First published by Tarn Weekly on 3 March 2024.": "Tarn Weekly",
    "Originally published on 3 March 2024 by the Tarn Weekly": "Tarn Weekly",
    "This article was first published on Mar. 3, 2024 in Tarn Weekly.": "Tarn Weekly",
    "The post Ferry takes its last trip appeared first on Tarn Weekly.": "Tarn Weekly",
    "Republished with permission from Tarn Weekly.": "Tarn Weekly",
    "Reproduced here with permission from Tarn Weekly.": "Tarn Weekly",
    "Read the original article on Tarn Weekly.": "Tarn Weekly",
    "Distributed by Gorse Content Agency, LLC.": "Gorse Content Agency",
    "Provided by Tarn Weekly": "Tarn Weekly",
    "Zuerst erschienen in Tarnzeitung.": "Tarnzeitung",
    "Cet article est republié à partir de Tarn Hebdo sous licence libre.": "Tarn Hebdo",
    "Ce texte a d’abord été publié par Tarn Hebdo.": "Tarn Hebdo",
    "Publicado originalmente en El Tarn": "El Tarn",
    "Bài viết được đăng lại từ Báo Trâm Hương.": "Báo Trâm Hương",
    "Originally reported by Tarn Weekly": "Tarn Weekly",
    "First reported by the Tarn Weekly.": "Tarn Weekly",
    "This story was first reported by Tarn Weekly and has been republished here.": "Tarn Weekly",
    "A shorter version of this article first appeared in Tarn Weekly.": "Tarn Weekly",
    "This article was first published March 3, 2024 by Tarn Weekly.": "Tarn Weekly",
    "This article was originally published on March 3, 2024 by Tarn Weekly.": "Tarn Weekly",
    "First published in Tarn Weekly, March 3, 2024": "Tarn Weekly",
    "Dieser Artikel ist zuerst bei der „Tarnzeitung“ erschienen.": "Tarnzeitung",
    "Dieser Beitrag wurde zuerst auf tarnwacht.de veröffentlicht.": "tarnwacht.de",
    "Dieser Artikel erschien zuerst am 3. März 2024 in der Tarnzeitung.": "Tarnzeitung",
    "Ursprünglich veröffentlicht in der Tarnzeitung": "Tarnzeitung",
    "Cet article a été publié pour la première fois par Tarn Hebdo.": "Tarn Hebdo",
    "Initialement publié le 3 mars 2024 dans Tarn Hebdo": "Tarn Hebdo",
    "Publié à l’origine par Tarn Hebdo": "Tarn Hebdo",
    "Este artículo fue publicado originalmente el 3 de marzo de 2024 en Tarn Semanal.": "Tarn Semanal",
    "Esta nota se publicó por primera vez en Tarn Semanal.": "Tarn Semanal",
    "Bài viết đăng lần đầu ngày 3/3/2024 trên Tin Chợ Nổi.": "Tin Chợ Nổi",
    "Bài viết này được đăng lần đầu tiên trên báo Chợ Nổi": "Chợ Nổi",
    "Bài viết được đăng tải lần đầu trên Tin Chợ Nổi ngày 3/3/2024.": "Tin Chợ Nổi",
    "Bài đã đăng trên Tin Chợ Nổi số 12": "Tin Chợ Nổi",
    "Bài viết gốc đăng trên Tin Chợ Nổi": "Tin Chợ Nổi",
    "Dẫn lại theo Tin Chợ Nổi": "Tin Chợ Nổi",
    "Link gốc: https://tramhuong.vn/cho-noi.html": "tramhuong.vn",
    "Story courtesy of Tarn Weekly": "Tarn Weekly",
    "This article appears courtesy of the Tarn Weekly.": "Tarn Weekly",
    "Dieser Artikel erscheint mit freundlicher Genehmigung der Tarnzeitung.": "Tarnzeitung",
    "Texte avec l’aimable autorisation de Tarn Hebdo.": "Tarn Hebdo",
    "Texto cortesía de Tarn Semanal": "Tarn Semanal",
    "Nội dung được cung cấp bởi Tin Chợ Nổi": "Tin Chợ Nổi",
    "This story comes to you from our partner Tarn Weekly.": "Tarn Weekly",
    "From our news partner Tarn Weekly": "Tarn Weekly",
    "Dẫn theo Tin Chợ Nổi": "Tin Chợ Nổi",
    "Artikel ini dikutip dari Tarn Mingguan": "Tarn Mingguan",
    "Continue reading at Tarn Weekly »": "Tarn Weekly",
    "Read the full story on Tarn Weekly →": "Tarn Weekly",
    "Read the rest of the article at tarnweekly.com": "tarnweekly.com",
    "Đọc tiếp tại Báo Chợ Nổi": "Báo Chợ Nổi",
    "Mời bạn đọc xem toàn văn bài viết trên Tin Chợ Nổi": "Tin Chợ Nổi",
    "Weiterlesen bei Tarnzeitung": "Tarnzeitung",
    "Lire la suite sur Tarn Hebdo": "Tarn Hebdo",
}


def test_an_agency_and_its_paper_close_a_text() -> None:
    assert close_with("Đoàn đò về bến ngày 11. TTXVN/Tin Chợ Nổi") == {("text", "TTXVN")}


PAGES.expect(map(ended, REPRINTS))


@pytest.mark.parametrize(("line", "name"), REPRINTS.items())
def test_a_sentence_that_says_where_the_text_was_first_credits_that_house(line: str, name: str) -> None:
    assert end_with(line) == {("text", name)}


LEAVES = {
    "Courtesy: AP": "AP",
    "Courtesy of The Associated Press": "AP",
    "COURTESY: AFP": "AFP",
    "(Courtesy of Reuters)": "Reuters",
    "Mit freundlicher Genehmigung der dpa": "dpa",
    "Avec l’aimable autorisation de l’AFP": "AFP",
    "Cortesía de EFE": "EFE",
}


PAGES.expect(page(line) for line in LEAVES for page in (ended, parted))


@pytest.mark.parametrize(("line", "agency"), LEAVES.items())
def test_by_leave_of_an_agency_is_a_texts_credit_under_it_and_a_pictures_amid_it(
    line: str, agency: str
) -> None:
    assert end_with(line) == {("text", agency)}
    assert ("text", agency) not in PAGES(parted(line))


PERSONAL = [
    "Courtesy of Jane Oakes",
    "Photo courtesy of Reuters",
    "Video courtesy of Reuters",
    "Courtesy photo",
]
PAGES.expect(map(ended, PERSONAL))


@pytest.mark.parametrize("line", PERSONAL)
def test_by_leave_of_anybody_else_is_no_credit_of_a_text(line: str) -> None:
    assert end_with(line) == set()


WHENS = ["14:05 04/03/2024", ", 14:05 ngày 04/03/2024", "(14:05 04/03/2024)", "| 14:05 | 04/03/2024 GMT+7"]
WHENS += [", 3 March 2024", "- 04.03.2024", "14h05 4/3/2024", ", March 4, 2024 2:05 PM"]


NAMED = {"Theo Trâm Hương": "Trâm Hương", "Nguồn: TTXVN": "TTXVN", "Theo tramhuong.vn": "tramhuong.vn"}
DATED = {
    f"{line}{'' if when[0] == ',' else ' '}{when}": name for line, name in NAMED.items() for when in WHENS
}
PAGES.expect(map(ended, DATED))
expect(page for dated in DATED for page in (closed(dated, "credit"), closed(f"({dated})")))


@pytest.mark.parametrize(("dated", "name"), DATED.items())
def test_when_the_house_had_the_text_is_no_part_of_its_name(dated: str, name: str) -> None:
    assert end_with(dated) == close_with(dated, "credit") == {("text", name)}
    if "(" not in dated:
        assert close_with(f"({dated})") == {("text", name)}


def test_a_house_that_is_named_like_a_zone_is_one() -> None:
    assert close_with("( Theo Trâm Hương , NYT )") == {("text", "Trâm Hương"), ("text", "NYT")}


@pytest.mark.parametrize("line", ["Theo Quyết định ngày 12/3/2024", "Theo Thứ Sáu, 21/3/2024"])
def test_a_dated_document_is_no_creditor(line: str) -> None:
    assert close_with(line) == end_with(line) == set()


def test_an_agency_that_distributes_anothers_text_passed_it_on() -> None:
    line = "© 2025 Tarn Weekly. Distributed by Gorse Content Agency"

    assert end_with(line) == {("text", "Tarn Weekly"), ("via", "Gorse Content Agency")}


BYLINES = {
    "JANE OAKES The Associated Press": "AP",
    "JANE OAKES Associated Press": "AP",
    "Jane Oakes, John Firth and Ann Elm, Associated Press": "AP",
    "By Jane Oakes (AFP)": "AFP",
    "By Reuters Staff": "Reuters",
    "By AFP and Jane Oakes": "AFP",
    "AFP - Paris": "AFP",
    "Reuters, London": "Reuters",
    "Reuters in London": "Reuters",
    "Agencias / EFE": "EFE",
    "EFE / Madrid": "EFE",
    "AFP avec Jeanne Chêne": "AFP",
    "Da Redação, com Lusa": "Lusa",
}


PAGES.expect(map(begun, BYLINES))


@pytest.mark.parametrize(("line", "agency"), BYLINES.items())
def test_a_byline_that_names_an_agency_credits_the_text(line: str, agency: str) -> None:
    assert begin_with(line) == {("text", agency)}


GIVEN: dict[str, set[str]] = {
    "(With inputs from PTI)": {"PTI"},
    "With PTI inputs": {"PTI"},
    "(With inputs from PTI, ANI)": {"PTI", "ANI"},
    "— With files from Reuters": {"Reuters"},
    "Mit Material von dpa und AFP": {"dpa", "AFP"},
    "Con información de EFE y AFP": {"EFE", "AFP"},
    "The story was not edited by us and is published from a syndicated feed. (PTI)": {"PTI"},
}
PAGES.expect(map(ended, GIVEN))


@pytest.mark.parametrize(("line", "agencies"), GIVEN.items())
def test_what_agencies_gave_to_a_text_is_credited(line: str, agencies: set[str]) -> None:
    assert end_with(line) == {("text", agency) for agency in agencies}


SPEECH = [
    "The story first appeared in Tarn Weekly in 1948, and readers cancelled their subscriptions.",
    "The report was first published by the ministry in March and withdrawn soon after.",
    "The report was originally published by the ministry.",
    "The report was originally published by the Ministry of Tides.",
    "The story was first reported by Tarn Weekly, which said two ferrymen had left.",
    "The scandal was first reported by Tarn Weekly.",
    "First reported by anglers, the smell came from the depot.",
    "First reported in Tarnport",
    "Originally produced in Tarnland",
    "Zuerst in Tarnstadt",
    "Dieser Artikel ist zuerst in der Printausgabe erschienen.",
    "Bài đã đăng trên mạng xã hội",
    "Bài viết đã đăng trên Facebook cá nhân của anh Hà Sa",
    "Nghiên cứu đã được đăng trên tạp chí Chợ Nổi.",
    "The heron appeared first on Monday near the depot.",
    "Read more on Ferries",
    "Continue reading in English",
    "Read the full report on Tarnland",
    "Xem tiếp trên trang sau",
    "Leaflets were distributed by Volunteers of the Harbour.",
    "With inputs from farmers the council drew a new map of the valley.",
    "Theo Hòa, nhãn mới sẽ gọi người trẻ về quê.",
    "AA - Paris",
    "Reuters in Talks",
]
PAGES.expect(map(parted, SPEECH))


@pytest.mark.parametrize("line", SPEECH)
def test_what_only_speaks_of_publishing_credits_nobody(line: str) -> None:
    assert PAGES(parted(line)) == set()


PICTURES = {
    "Ảnh: N.H": "N.H",
    "(Ảnh: N.H.)": "N.H",
    "Ảnh: Tr.Hà": "Tr.Hà",
    "ẢNH: HÀ SA": "HÀ SA",
    "Ảnh: T.L": None,
    "(Ảnh: NVCC)": None,
    "Ảnh chụp màn hình": None,
    "Ảnh cắt từ clip": None,
    "Ảnh do gia đình cung cấp": None,
    "Đồ họa: Hà Sa": "Hà Sa",
    "Infographic: TTXVN": "TTXVN",
    "Photograph: Jane Oakes/The Tarn Weekly": "The Tarn Weekly",
    "Photograph: Handout": None,
    "Pictures: Jane Oakes": "Jane Oakes",
    "Photo: J.D. Oakes": "J.D. Oakes",
    "(Jane Oakes/Tarn Weekly)": "Tarn Weekly",
    "(Jane Oakes / For The Times)": "The Times",
    "[Jane Oakes/Tarn Weekly]": "Tarn Weekly",
    "Credit...Jane Oakes for The Tarn Weekly": "The Tarn Weekly",
    "Jane Oakes for the Tarn Weekly": "Tarn Weekly",
    "Image source, Getty Images": "Getty Images",
    "(Supplied)": None,
}
SEEN = "Cây cầu treo nhìn từ bờ bắc sông Lữ trong buổi sáng đầu tiên có xe qua lại."


PICTURED = {credit: parted(f"{SEEN} {credit}") for credit in PICTURES}
PAGES.expect(PICTURED.values())
ROLES.expect(PICTURED.values())


@pytest.mark.parametrize(("credit", "name"), PICTURES.items())
def test_a_credit_behind_a_sentence_makes_it_a_caption(credit: str, name: str | None) -> None:
    assert roles_of(*PICTURED[credit])[3] == "caption"
    assert PAGES(PICTURED[credit]) == ({("photo", name)} if name else set())


def test_a_caption_credit_in_brackets_names_the_house_behind_the_bar() -> None:
    assert caption("The bridge after the flood. (Jane Oakes/Tarn Weekly)") == {("photo", "Tarn Weekly")}
    assert caption("The bridge after the flood (2024/25)") == set()


@pytest.mark.parametrize("make_slots", [make_closing_slots, make_caption_slots])
def test_a_first_look_hides_none_of_these_forms(make_slots) -> None:
    """Each slot runs only where its cheap `near` holds; that must be wherever the slot does."""
    lines = [*REPRINTS, *LEAVES, *BYLINES, *PICTURES, "With PTI inputs", "Tin, ảnh: Hà Sa (TTXVN) Copy link"]
    pieces = pl.Series("piece", [*lines, *(f"{SEEN} {line}" for line in lines)])
    slots = make_slots(Names.spell(AGENCIES.names.select("ambiguous", form="name")))

    hidden = [
        pieces.filter(pieces.str.contains(slot.pattern) & ~pieces.str.contains(slot.near))
        for slot in slots
        if slot.near
    ]

    assert [lost for lost in hidden if len(lost)] == []


@pytest.mark.parametrize(
    "line", ["Reporting by Reuters", "(Reporting by the Associated Press)", "Reporting by AFP."]
)
def test_an_agency_that_reports_is_credited_and_a_person_is_not(line: str) -> None:
    assert {role for role, _ in end_with(line)} == {"text"}
    assert end_with("Reporting by Odile Barstow") == set()


AUTHORS = ["By JANE OAKES Associated Press", "Jane Oakes The Associated Press", "Jane Oakes AP"]
AUTHORS += ["JANE OAKES Associated Press Writer", "By Jane Oakes for the Associated Press", "Jane Oakes (AP)"]


@pytest.mark.parametrize("author", AUTHORS)
def test_an_agency_behind_an_authors_name_is_credited(author: str) -> None:
    assert list_credits(("lead", BODY), ("body", BODY), author=author) == {("text", "AP")}


@pytest.mark.parametrize(
    "author", ["Jane Oakes", "Oakes AP", "Jane Oakes Tiền Phong", "Jane Associated Oakes"]
)
def test_an_authors_name_is_no_agency(author: str) -> None:
    assert list_credits(("lead", BODY), ("body", BODY), author=author) == set()


SAYING = [
    *(
        "Story by Reuters",
        "Original report: Reuters",
        "News agency: Reuters",
        "With Reuters",
        "Via Reuters",
    ),
    *("Published with permission of Reuters", "This article is from Reuters.", "Wire: Reuters"),
    *("Reuters is a content partner of this site.", "Theo nguồn Reuters", "Reuters cung cấp"),
    "(This story has not been edited here and is published from a Reuters feed.)",
]
expect(map(closed, SAYING))


@pytest.mark.parametrize("line", SAYING)
def test_a_line_that_says_which_agency_a_text_is_from_credits_it(line: str) -> None:
    assert close_with(line) == {("text", "Reuters")}


@pytest.mark.parametrize(
    "line",
    [
        "Story by Ada Moss",
        "Via Rail cut its trains.",
        "With Ada Moss",
        "Reuters reported on the ferry, he said.",
    ],
)
def test_a_line_that_names_no_known_house_there_credits_nobody(line: str) -> None:
    assert close_with(line) == set()


def test_an_editors_note_above_the_text_credits_the_house() -> None:
    note = "Editor's note: This story was originally published by the Tarn Courier, a partner newsroom."

    assert read_page(HEADLINE, note, LEAD, *PARAGRAPHS) == {("text", "Tarn Courier")}


@pytest.mark.parametrize(
    "line", ["Nguồn: TTXVN", "Tin, ảnh: TTXVN", "Theo TTXVN Copy link Link bài gốc https://tarn.vn/1.html"]
)
def test_a_page_to_print_has_its_address_under_the_credit(line: str) -> None:
    foot = ("URL: https://tarn.vn/bai.html", "Đóng cửa sổ")

    assert read_page(HEADLINE, LEAD, *PARAGRAPHS, line, *foot) == {("text", "TTXVN")}
