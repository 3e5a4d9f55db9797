"""Is every credit found where it stands, and nothing taken for a credit that is none?"""

import unicodedata

import polars as pl
import pytest

from dedup.agencies import read_agencies
from dedup.credits import find_credit_spans, find_credits, settle_credits
from dedup.credits.closings import make_closing_slots
from dedup.credits.slots import (
    Names,
    make_caption_slots,
    make_citing_slots,
    make_opening_slots,
)
from dedup.errors import ParameterError
from dedup.schema import ARTICLES, BLOCKS, CREDITS, ROLED
from together import Together

AGENCIES = read_agencies()
BODY = "The river rose again on Monday and the lower market was closed for a second day."


def make_page(*blocks, number=0, outlet="", **fields):
    """Return ARTICLES and ROLED of one page made of (role, text) blocks."""
    text = "\n".join(text for _, text in blocks)
    row = {name: "" for name, dtype in ARTICLES.items() if dtype == pl.String} | {
        "article": number, "marks": [], "text": text, "outlet": outlet, "encoding_confidence": 1.0,
        "article_id": f"{number}.txt",
    } | fields  # fmt: skip
    articles = pl.DataFrame([row], schema=ARTICLES)
    rows, begin = [], 0
    for ordinal, (role, piece) in enumerate(blocks):
        span = {"article": number, "ordinal": ordinal, "begin": begin, "end": begin + len(piece)}
        rows.append(
            span
            | {"text": piece, "mark": None, "key": 1, "words": 9, "token_begin": 0}
            | {"role": role, "role_reason": ""}
        )
        begin += len(piece) + 1
    return articles, pl.DataFrame(rows, schema=ROLED)


def find_all(pages):
    """Return {(role, creditor)} of each page, after checking that every quote is the text."""
    made = [
        make_page(*blocks, number=number, **dict(fields)) for number, (blocks, fields) in enumerate(pages)
    ]
    articles, roled = (pl.concat(frames) for frames in zip(*made, strict=True))
    found = find_credits(articles, roled, AGENCIES)
    assert found.schema == CREDITS
    for row in found.filter(pl.col("source") == "text").iter_rows(named=True):
        assert articles["text"][row["article"]][row["begin"] : row["end"]] == row["raw"]
    rows = found.select("article", pl.col("role").cast(pl.String), "creditor").rows()
    return [{tuple(row) for at, *row in rows if at == number} for number in range(len(pages))]


PAGES = Together(find_all)


def list_credits(*blocks, **fields):
    """Return {(role, creditor)} of one page."""
    return PAGES((blocks, tuple(fields.items())))


def opened(prefix, sentence="Mực nước sông đã vượt báo động hai."):
    return (("lead", prefix + sentence), *[("body", BODY)] * 3)


def open_with(prefix, *sentence, **fields):
    return list_credits(*opened(prefix, *sentence), **fields)


def closed(line, role="body"):
    return (("lead", BODY), ("body", BODY), (role, line))


def close_with(line, role="body", **fields):
    return list_credits(*closed(line, role), **fields)


def captioned(text):
    return (("lead", BODY), ("caption", text), ("body", BODY), ("body", BODY))


def caption(text):
    return list_credits(*captioned(text))


def expect(pages):
    """Announce pages of these blocks."""
    PAGES.expect((blocks, ()) for blocks in pages)


DATELINES = {
    "Hanoi (VNA) - ": "TTXVN",
    "Hanoi (VNA) – ": "TTXVN",
    "(TTXVN) - ": "TTXVN",
    "Hà Nội (TTXVN) - ": "TTXVN",
    "BEIJING, Sept. 2 (Xinhua) -- ": "Xinhua",
    "LISBOA, 18 jun (Xinhua) -- ": "Xinhua",
    "Washington, 4 ene (EFE).- ": "EFE",
    "El Cairo, 27 nov (Prensa Latina) ": "Prensa Latina",
    "MOSCOW, October 4. /TASS/. ": "TASS",
    "МОСКВА, 4 февраля. /ТАСС/. ": "TASS",
    "МОСКВА, 4 фев - РИА Новости. ": "RIA Novosti",
    "SEOUL, Nov. 24 (Yonhap) -- ": "Yonhap",
    "(ANSA) - ROMA, 22 MAR - ": "ANSA",
    "ROMA, 16 NOV (ANSA) - ": "ANSA",
    "Berlin (dpa) - ": "dpa",
    "PARIS, Jan 1 (AFP) - ": "AFP",
    "PARIS, 5 février (AFP) ": "AFP",
    "New Delhi (AFP) - ": "AFP",
    "New Delhi, Feb 5 (PTI) ": "PTI",
    "Mumbai (Maharashtra) [India], February 5 (ANI): ": "ANI",
    "GROSSETO, Italy (AP) -- ": "AP",
    "HELSINKI (AP) — ": "AP",
    "LONDON (Reuters) - ": "Reuters",
    "HANOI, Feb 5 (Reuters) - ": "Reuters",
    "TURKU/ESPOO, Finland (Reuters) - ": "Reuters",
    "Share this article: TURKU (Reuters) - ": "Reuters",
    "Jakarta (ANTARA) - ": "ANTARA",
    "NEW YORK, Feb. 5, 2025 /PRNewswire/ -- ": "PR Newswire",
    "DALLAS--(BUSINESS WIRE)--": "Business Wire",
    "OSLO, Norway, Feb. 05, 2025 (GLOBE NEWSWIRE) -- ": "GlobeNewswire",
    "Berlin (dpa/lby) – ": "dpa",
}  # fmt: skip


expect(map(opened, DATELINES))


@pytest.mark.parametrize(("prefix", "agency"), DATELINES.items())
def test_a_dateline_credits_the_text(prefix, agency):
    assert open_with(prefix) == {("text", agency)}


@pytest.mark.parametrize("name", ["iPhone", "eBay", "mRNA"])
def test_a_sentence_behind_a_dateline_may_begin_with_a_name_in_small_letters(name):
    opening = f"LONDON (Reuters) - {name} was the word of the week."

    assert list_credits(("lead", opening), ("body", BODY)) == {("text", "Reuters")}


CJK = {
    "新华社北京6月14日电（记者张三）": "Xinhua",
    "新华社北京１０月２２日电": "Xinhua",
    "中新社北京2月4日电 ": "CNS",
    "法新社巴黎2月4日电 ": "AFP",
    "路透社伦敦2月4日电 ": "Reuters",
    "美联社华盛顿4日电 ": "AP",
    "（中央社記者陳某台北４日電）": "CNA-TW",
    "【ワシントン共同】": "Kyodo",
    "（共同）": "Kyodo",
    "［東京 5日 ロイター］": "Reuters",
    "【時事】": "Jiji",
    "(서울=연합뉴스)": "Yonhap",
}


expect(opened(prefix, "河水上涨，市场关闭。") for prefix in CJK)


@pytest.mark.parametrize(("prefix", "agency"), CJK.items())
def test_an_east_asian_dateline_credits_the_text(prefix, agency):
    assert open_with(prefix, "河水上涨，市场关闭。") == {("text", agency)}


@pytest.mark.parametrize(
    "prefix",
    [
        "Hà Nội (XYZ) - ",
        "CẦN THƠ, 5/2 (Sông Hồng) – ",
        "OSLO, Feb 5 (Xyz) -- ",
        "Huế, ngày 5/2 (Xyz) - ",
        "OSLO, Feb 5. /Xyz/. ",
    ],
)
def test_an_agency_nobody_has_heard_of_is_kept_as_written(prefix):
    [(role, creditor)] = open_with(prefix)

    assert (role, creditor) in {("text", "XYZ"), ("text", "Xyz"), ("text", "Sông Hồng")}


CLOSINGS = {
    "(Nguồn: TTXVN)": "TTXVN",
    "Theo TTXVN": "TTXVN",
    "(Theo TTXVN)": "TTXVN",
    "(Theo Vietnam+)": "TTXVN",
    "TTXVN/Báo Tin tức": "TTXVN",
    "(TTXVN)": "TTXVN",
    "TTXVN": "TTXVN",
    "VNA": "TTXVN",
    "VNA./.": "TTXVN",
    "EFE": "EFE",
    "(PL)": "Prensa Latina",
    "(Europa Press)": "Europa Press",
    "(Belga)": "Belga",
    "(ATS)": "Keystone-ATS",
    "(IANS)": "IANS",
    "(Lusa)": "Lusa",
    "avec AFP": "AFP",
    "AP": "AP",
    "Le Courrier du fleuve avec AFP": "AFP",
    "Le fleuve est monté lundi. (avec AFP)": "AFP",
    "With files from The Associated Press": "AP",
    "Mit Material der dpa": "dpa",
    "Con información de EFE": "EFE",
    "(Con información de AFP)": "AFP",
    "By Ann Lee and BO EK Associated Press": "AP",
    "By The Associated Press and Staff": "AP",
    "— AP": "AP",
    "© 2025 AFP": "AFP",
    "Copyright 2025 The Associated Press. All rights reserved. This material may not be published, "
    "broadcast, rewritten or redistributed without permission.": "AP",
    "This report by The Canadian Press was first published Feb. 5, 2025.": "Canadian Press",
    "Bích Hà (TTXVN)": "TTXVN",
    "Biên dịch: Bích Hà (Theo Reuters)": "Reuters",
    "Lược dịch theo Reuters": "Reuters",
    "Nguồn: https://baotintuc.vn/kinh-te/nuoc-rut-12.htm": "TTXVN",
    "Nước đang rút dần. TTXVN": "TTXVN",
    "Hà My (Theo Reuters)": "Reuters",
    "Theo tạp chí Trâm Hương": "Trâm Hương",
    "Nguồn: tramhuong.vn": "tramhuong.vn",
    "（新华社）": "Xinhua",
    "来源：新华网": "Xinhua",
    "（中新社）": "CNS",
    "来源：路透社": "Reuters",
    "Источник: ТАСС": "TASS",
    "РИА Новости": "RIA Novosti",
    "Quelle: dpa": "dpa",
    "(PTI)": "PTI",
    "(ANI)": "ANI",
    "Nguồn: ＴＴＸＶＮ": "TTXVN",
    "(Reporting by Ann Lee in Turku; editing by Bo Ek)": "Reuters",
    "Copyright 2025 The Associated Press. All rights reserved.": "AP",
    "Bích Hà/VOV.VN": "VOV",
    "Theo Minh Hà (VnExpress)": "VnExpress",
    "Theo VNN": "VietNamNet",
    "Nguồn: Thông tấn xã Việt Nam": "TTXVN",
}


ENDS = ["body", "credit", "byline"]
expect(closed(line, role) for line in CLOSINGS for role in ENDS)


@pytest.mark.parametrize(("line", "agency"), CLOSINGS.items())
@pytest.mark.parametrize("role", ENDS)
def test_a_closing_line_credits_the_text(line, agency, role):
    assert close_with(line, role) == {("text", agency)}


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Mar 9, 2024, 5:34 PM Reuters", "Reuters"),
        ("9 March 2024, 17:34 EST | AFP", "AFP"),
        ("March 9th, 2024 By ANN M. LEE, Associated Press", "AP"),
        ("17:34 09/03/2024 TTXVN", "TTXVN"),
        ("TTXVN 09/03/2024 17:34", "TTXVN"),
        ("AP March 9, 2024, 5:34 PM", "AP"),
    ],
)
def test_an_agency_beside_the_date_credits_the_text(line, agency):
    assert list_credits(("dateline", line), ("lead", BODY), ("body", BODY)) == {("text", agency)}


@pytest.mark.parametrize(
    "line", ["Reuters Institute 9 March 2024", "Sold in 2024, Reuters", "Reuters Digital News Report 2024"]
)
def test_an_agency_that_a_dated_line_tells_of_is_no_credit(line):
    assert list_credits(("dateline", line), ("lead", BODY), ("body", BODY)) == set()


@pytest.mark.parametrize(
    "name",
    [
        *("VNA", "TTXVN", "Thông tấn xã Việt Nam", "Vietnam News Agency", "VietnamPlus", "Vietnam+"),
        *("baotintuc.vn", "vnanet.vn", "Báo Tin tức"),
    ],
)
def test_an_agency_is_one_house_under_all_its_names(name):
    assert close_with(f"Nguồn: {name}") == {("text", "TTXVN")}
    assert close_with(f"(Theo {name})") == {("text", "TTXVN")}


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        ("Nước đang rút dần. (TTXVN)", "TTXVN"),
        ("Nước đang rút dần (Nguồn: TTXVN)./.", "TTXVN"),
        ("Nước đang rút dần. Theo TTXVN", "TTXVN"),
        ("Nước đang rút dần./. TTXVN", "TTXVN"),
        ("The water is falling. (AFP)", "AFP"),
        ("The water is falling. — Reuters", "Reuters"),
    ],
)
def test_a_credit_behind_the_last_sentence_credits_the_text(ending, agency):
    assert close_with(ending) == {("text", agency)}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("(Nguồn: Hãng tin Sông Hồng)", "Hãng tin Sông Hồng"),
        ("Theo Hãng tin Sông Hồng", "Hãng tin Sông Hồng"),
        ("Nguồn: Xyz News", "Xyz News"),
        ("(Theo songhong.vn)", "songhong.vn"),
        ("theo Songhong", None),
        ("songhong.vn", "songhong.vn"),
    ],
)
def test_an_unknown_agency_behind_a_label_is_kept_as_written(line, name):
    found = close_with(line)

    assert found == ({("text", name)} if name else {("text", "Songhong")})


def test_a_text_from_several_houses_credits_each():
    assert close_with("(Theo Xyz News, AFP)") == {("text", "Xyz News"), ("text", "AFP")}


def test_a_page_that_passes_on_an_agency_is_via():
    assert close_with("mattran.org.vn (theo TTXVN)") == {("text", "TTXVN"), ("via", "mattran.org.vn")}


CAPTIONS = {
    "Cầu treo sau lũ. (Nguồn: TTXVN)": "TTXVN",
    "Cầu treo sau lũ (Ảnh: TTXVN)": "TTXVN",
    "Cầu treo sau lũ. Ảnh: TTXVN": "TTXVN",
    "Nguồn ảnh: TTXVN (Thông tấn xã Việt Nam)": "TTXVN",
    "Ảnh: Trí Hà/TTXVN": "TTXVN",
    "Cầu treo. Ảnh: Hà Giang - TTXVN": "TTXVN",
    "The bridge after the flood (AP Photo/Ann Lee)": "AP",
    "The bridge after the flood (Ann Lee/AP)": "AP",
    "The bridge after the flood. (AP)": "AP",
    "Photo: Ann Lee, AP": "AP",
    "The bridge. (Photo: qdnd.vn)": "QĐND",
    "新华社记者张三摄": "Xinhua",
    "新华社发": "Xinhua",
    "Cầu treo. (Ảnh: Hãng tin Sông Hồng)": "Hãng tin Sông Hồng",
    "Cầu treo. Ảnh: Minh Hà/Sông Hồng": "Sông Hồng",
}


expect(map(captioned, CAPTIONS))


@pytest.mark.parametrize(("text", "agency"), CAPTIONS.items())
def test_a_caption_credit_says_nothing_about_the_text(text, agency):
    assert caption(text) == {("photo", agency)}


def test_two_agencies_share_a_photo_credit():
    assert caption("Ann Lee, AFP/Getty Images") == {("photo", "AFP"), ("photo", "Getty Images")}


def test_an_agency_that_passed_a_photo_on_is_via():
    assert caption("The bridge (Ann Lee/Lehtikuva via AP)") == {("photo", "Lehtikuva"), ("via", "AP")}


def test_a_credit_line_under_a_picture_is_the_pictures():
    found = list_credits(
        ("lead", BODY), ("caption", "Cầu treo"), ("credit", "Ann Lee, AP"), ("body", BODY), ("body", BODY)
    )

    assert found == {("photo", "AP")}


@pytest.mark.parametrize(
    "blocks",
    [
        [("lead", "A shed for three bakers."), ("credit", "Ann Lee/Reuters"), ("body", BODY), ("body", BODY)],
        [("headline", "A shed"), ("credit", "(Nguồn: Reuters)"), ("lead", BODY), ("body", BODY)],
        [("headline", "A shed"), ("credit", "Ann Lee / Reuters"), ("sidebar", BODY), ("lead", BODY)],
        [("dateline", "8:08 AM ET"), ("credit", "Ann Lee / Reuters"), ("lead", BODY), ("body", BODY)],
        [("credit", "Reuters"), ("sidebar", BODY), ("headline", "A shed"), ("lead", BODY)],
        [("headline", "A shed"), ("credit", "Ann Lee | Reuters"), ("caption", BODY), ("lead", BODY)],
    ],
)
def test_a_picture_above_the_text_or_amid_it_says_nothing_about_the_text(blocks):
    """Else every other page with the text would be accused of owing the agency a credit."""
    assert list_credits(*blocks) == {("photo", "Reuters")}


@pytest.mark.parametrize(
    "blocks",
    [
        [("headline", "A shed"), ("credit", "Reuters"), ("lead", BODY), ("body", BODY)],
        [("caption", BODY), ("headline", "A shed"), ("credit", "Reuters"), ("dateline", "1 May")],
        [("credit", "Reuters"), ("dateline", "1 May 2018"), ("lead", BODY)],
        [("headline", "A shed"), ("credit", "JO TAN and AL MOE / Reuters"), ("lead", BODY), ("body", BODY)],
        [("credit", "Ann Lee / Reuters"), ("dateline", "1 May"), ("lead", BODY), ("body", BODY)],
        [("lead", BODY), ("body", BODY), ("credit", "Ann Lee/Reuters"), ("body", "Bakers share one shed.")],
        [("lead", BODY), ("credit", "(Theo Reuters)"), ("body", BODY), ("body", BODY), ("body", BODY)],
    ],
)  # fmt: skip
def test_an_agency_beside_the_day_or_behind_the_text_is_the_texts(blocks):
    assert list_credits(*blocks) == {("text", "Reuters")}


@pytest.mark.parametrize("name", ["H.Nam", "L.T.Thắng", "T.N", "Báo", "bang-gia-vung1486.pdf", "Youtube"])
def test_initials_and_files_are_no_house(name):
    """A reporter's initials look like a host, and accused every other copy of the text."""
    assert list_credits(("lead", BODY), ("body", BODY), ("credit", f"Theo {name}")) == set()
    assert list_credits(("lead", BODY), ("body", BODY), ("credit", name)) == set()


def test_a_name_that_was_a_link_in_a_sentence_is_no_credit():
    """A dump breaks the line before and behind it."""
    torn = [("body", "Two saws stand idle,"), ("credit", "Reuters"), ("body", "said on Monday.")]
    last = [("body", "Two saws stand idle,"), ("body", "Reuters"), ("body", "said on Monday.")]

    assert list_credits(("lead", BODY), *torn, ("body", BODY), ("body", BODY)) == set()
    assert list_credits(("lead", BODY), *last) == set()


def test_where_a_text_was_published_first_is_said_of_it_though_comments_look_like_more_of_it():
    said = ("credit", "Originally published by Reuters")
    comments = [("body", "gullwatcher"), ("body", BODY), ("body", BODY)]

    assert ("text", "Reuters") in list_credits(("lead", BODY), ("body", BODY), said, *comments)


def test_a_prefix_on_a_line_of_its_own_is_the_texts():
    found = list_credits(
        ("lead", BODY), ("credit", "(CNN)"), ("body", BODY), ("body", BODY), outlet="cnn.com"
    )

    assert found == {("self", "CNN")}


@pytest.mark.parametrize(
    "line",
    [
        "Reuters | Monday, July 16, 2018, 7:24 a.m.",
        "By JO TAN -          Reuters -                 Saturday, July 14, 2018",
        "Jo Tan and Al Moe , Reuters Published 3:55 a.m. ET July 16, 2018 | Updated 7:15 a.m. ET July 17",
        "Jo Tan, Al Moe and Vi Lund, Reuters •",
        "By Jo Tan and Al Moe Reuters",
    ],
)
def test_a_signature_above_the_text_that_was_read_as_text_is_a_credit(line):
    assert list_credits(("headline", "A shed"), ("lead", line), ("body", BODY)) == {("text", "Reuters")}
    assert list_credits(("headline", "A shed"), ("sidebar", line), ("lead", BODY)) == {("text", "Reuters")}


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("dateline", "Posted 5:57 am, July 16, 2018, by Reuters , Updated at 06:00AM, July 16, 2018"),
        ("dateline", "Posted 6:08 am, July 16, 2018, by Reuters"),
        ("dateline", "Reuters Sunday, July 15, 2018"),
        ("byline", "Jo Tan and Al MoeReuters"),
    ],
)
def test_a_signature_beside_the_day_or_run_into_a_name_is_a_credit(role, line):
    assert list_credits(("headline", "A shed"), (role, line), ("lead", BODY)) == {("text", "Reuters")}


@pytest.mark.parametrize(
    "line", ["CreditReuters", "Related: Reuters | The shed at July 15", "Reuters moves, 2018"]
)
def test_a_line_above_the_text_that_is_no_signature_credits_no_text(line):
    assert ("text", "Reuters") not in list_credits(("headline", "A shed"), ("lead", line), ("body", BODY))


def test_a_dateline_may_stand_under_a_deck_and_the_authors():
    """Else the page loses its credit and counts as a source of its own."""
    deck = [
        ("lead", "Bakers share a shed."),
        ("body", "Jo Tan and Al Moe"),
        ("body", "Should bread be free?"),
    ]

    found = list_credits(*deck, ("body", f"OLLERUP, Denmark (AP) — {BODY}"), ("body", BODY))

    assert found == {("text", "AP")}
    assert list_credits(*deck, ("body", f"Jo Tan (Ollerup) — {BODY}"), ("body", BODY)) == set()


@pytest.mark.parametrize(
    ("prefix", "creditor"),
    [
        ("VOV.VN - ", "VOV"), ("TPO - ", "Tiền Phong"), ("NDO - ", "Nhân Dân"), ("TTO - ", "Tuổi Trẻ"),
        ("QĐND - ", "QĐND"), ("(ĐCSVN) – ", "ĐCSVN"), ("(Chinhphu.vn) - ", "Chinhphu.vn"), ("(PLO)- ", "PLO"),
        ("SGGPO - ", "SGGP"), ("VTV.vn - ", "VTV"), ("(Dân trí) - ", "Dân trí"),
        ("(VnExpress) - ", "VnExpress"),
        ("Songhong.vn - ", "Songhong.vn"),
    ],
)  # fmt: skip
def test_an_outlets_own_prefix_is_a_self_credit_where_the_outlet_is_unknown(prefix, creditor):
    assert open_with(prefix) == {("self", creditor)}


@pytest.mark.parametrize("outlet", ["vov.vn", "VOV", "Báo VOV.VN", "https://vov.vn"])
def test_a_prefix_is_a_self_credit_under_any_spelling_of_the_outlet(outlet):
    assert open_with("VOV.VN - ", outlet=outlet) == {("self", "VOV")}


def test_a_prefix_that_survived_on_anothers_page_credits_the_text():
    assert open_with("VOV.VN - ", outlet="Báo Sông Hồng") == {("text", "VOV")}


def test_a_prefix_of_initials_is_the_outlets_own():
    assert open_with("SHO - ", outlet="song-hong-online") == {("self", "SHO")}


def test_an_agencys_own_site_credits_itself():
    assert open_with("Hà Nội (TTXVN) - ", outlet="vietnamplus.vn") == {("self", "TTXVN")}


def test_settling_again_turns_a_strange_prefix_into_a_text_credit():
    articles, roled = make_page(("lead", "VOV.VN - " + "Mực nước đã rút."), ("body", BODY))
    found = find_credits(articles, roled, AGENCIES)

    settled = settle_credits(found, articles.with_columns(outlet=pl.lit("Baoquocte.vn")), AGENCIES)

    assert found["role"].to_list() == ["self"]
    assert settled["role"].to_list() == ["text"]


@pytest.mark.parametrize(
    "line", ["PV", "P.V", "PV.", "T.H", "BTV", "Tổng hợp", "(Tổng hợp)", "(T/h)", "Nhóm PV"]
)
def test_staff_marks_are_self_credits(line):
    assert {role for role, _ in close_with(line)} == {"self"}


TRAPS = [
    "Nguồn:",
    "Nguồn: ",
    "Ảnh:",
    "Nguồn :",
    "Nguồn：",
    "(Nguồn: )",
    "(Ảnh: )",
    "Nguồn: đang cập nhật",
    "Theo đó, mực nước sẽ còn lên.",
    "Theo bà Ani, mực nước sẽ còn lên",
    "theo ap",
    "efe",
    "Hai cục pin AA",
    "Cửa hàng mở lại (PL)",
    "Cán bộ đoàn (PA)",
    "Hợp đồng theo mẫu DPA",
    "The savings went to a private pension administrator (AFP)",
    "Files are shared over the Apple Filing Protocol (AFP)",
    "We never heard of the AP",
    "The committee thanked its PA.",
    "Mai Hà",
    "PA",
    "AA",
    "(AFP",
    "The two sides signed a Data Processing Agreement (DPA)",
    "The nurse recorded acute flaccid paralysis (AFP)",
    "The pension is called AFP",
    "Ani went home with her brother Al.",
    "(Video)",
    "(two hours)",
    "(Hết)",
    "(Theo tôi biết, chỉ có 5/40 trạm còn chạy)",
    "Theo tính toán sơ bộ, thiệt hại lên tới 2 tỉ đồng (khoảng 80.000 USD)",
]


@pytest.mark.parametrize("line", TRAPS)
def test_what_only_looks_like_a_credit_at_the_end_is_none(line):
    assert close_with(line) == set()


@pytest.mark.parametrize(
    "opening",
    [
        "Acute flaccid paralysis (AFP) is rare, doctors say.",
        "The Apple Filing Protocol (AFP) - long outdated - is gone.",
        "PA - that is, the assistant - came late.",
        "AA - loại pin nhỏ - đã bán hết.",
        "Phụ lục hợp đồng (PL) - ký hôm qua - đã có hiệu lực.",
        "The quay was drawn by the Town Navigation Office (TNO) - which nobody had asked - last year.",
        "Bến do Trung tâm Nạo vét Ông Đốc (TNO) – đơn vị ở xã bên – thi công.",
        "The new rule on data (DPA) - called a burden by many - is in force.",
        "Ông Nguyễn Văn Nam (Hội Nông dân) - người giữ đập - cho biết nước đã rút.",
        "Ông Nguyễn Văn Nam (Hà Nội) - Người giữ đập nói nước đã rút.",
        "Ông NGUYỄN VĂN NAM (phó giám đốc Công ty Thủy lợi - XYZ): Nước đã rút.",
        "(HELSINKI) — The river rose again.",
        "(Video) - Nước đã rút.",
        "COVID-19 đã lan ra ba tỉnh.",
        "Một ngày sau, AFP và EFE vẫn chưa rõ nguồn nước từ đâu.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(opening):
    assert list_credits(("lead", opening), ("body", BODY), ("body", BODY)) == set()


@pytest.mark.parametrize(
    "text",
    [
        *("Signing the Data Processing Agreement (DPA)", "Bản đồ vị trí (AP)", "Hai cục pin AA", "Sơ đồ PA"),
        *("Nguồn:", "Ảnh:", "Ani and her mother", "Pin (AA) mới"),
    ],
)
def test_a_caption_that_ends_with_an_abbreviation_has_no_credit(text):
    assert caption(text) == set()


@pytest.mark.parametrize("name", ["AFP", "EFE", "AP", "DPA", "PL", "ANI", "AA", "PA"])
def test_a_name_in_the_middle_of_the_text_credits_nobody(name):
    """A name counts where a credit stands, never by standing anywhere."""
    middle = f"The {name} form was filed on Monday, and {name} is what the office calls it ({name})."

    assert list_credits(("lead", BODY), ("body", middle), *[("body", BODY)] * 3) == set()


def test_a_house_behind_the_place_of_a_dateline_is_the_outlets_own_or_anothers():
    own = open_with("JAKARTA, TRAMHUONG.com - ", outlet="TRAMHUONG.com")

    assert own == {("self", "TRAMHUONG.com")}
    assert open_with("JAKARTA, TRAMHUONG.com - ", outlet="bengo.id") == {("text", "TRAMHUONG.com")}


def test_an_agency_named_inside_the_text_is_only_cited():
    middle = "Theo Reuters, mực nước đã vượt đỉnh lũ. According to Xinhua, two bridges are closed."

    assert list_credits(("lead", BODY), ("body", middle), ("body", BODY), ("body", BODY)) == {
        ("cites", "Reuters")
    }


def test_a_chinese_paragraph_cites():
    assert list_credits(
        ("lead", BODY), ("body", "据新华社报道，河水上涨。"), ("body", BODY), ("body", BODY)
    ) == {("cites", "Xinhua")}


def test_a_credit_in_a_sidebar_is_not_the_articles():
    assert (
        list_credits(("lead", BODY), ("body", BODY), ("sidebar", "VOV.VN - Tin khác"), ("sidebar", "(TTXVN)"))
        == set()
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_credit_is_found_in_either_unicode_form(form):
    line = unicodedata.normalize(form, "(Nguồn: TTXVN)")

    assert close_with(line) == {("text", "TTXVN")}


def test_a_name_whose_tones_stand_apart_is_the_same_name():
    """Pages converted from windows-1258 have their tone marks apart and the other marks not."""
    name = "Thông tấn xã Việt Nam".replace("ấ", "â\u0301").replace("ã", "a\u0303").replace("ệ", "ê\u0323")

    assert close_with(f"Nguồn: {name}") == {("text", "TTXVN")}
    assert close_with(f"Nước đang rút dần. ({name})") == {("text", "TTXVN")}


def test_metadata_credits_the_text():
    page = (("lead", BODY), ("body", BODY))

    assert list_credits(*page, credit="Hãng tin Sông Hồng") == {("text", "Hãng tin Sông Hồng")}
    assert list_credits(*page, credit="AP") == {("text", "AP")}
    assert list_credits(*page, author="By Reuters") == {("text", "Reuters")}
    assert list_credits(*page, author="Ann Lee") == set()
    assert list_credits(*page, credit="VOV", outlet="vov.vn") == {("self", "VOV")}


def test_a_page_without_blocks_has_no_credits():
    articles, _ = make_page(("body", BODY))

    assert find_credits(articles, pl.DataFrame(schema=ROLED), AGENCIES).height == 0


@pytest.mark.parametrize(
    "make_slots", [make_opening_slots, make_closing_slots, make_caption_slots, make_citing_slots]
)
def test_a_first_look_never_hides_what_a_slot_would_find(make_slots):
    """Each slot runs only where its cheap `near` holds; that must be wherever the slot does."""
    names = AGENCIES.names.select("ambiguous", form="name")
    sentence = "Mực nước đã rút. 河水上涨。"
    lines = [*DATELINES, *CJK, *CLOSINGS, *CAPTIONS, *TRAPS]
    lines += ["Nhóm phóng viên Sao chép liên kết", "bengo.vn Sao chép liên kết", "Reuters | 12/03/24"]
    lines += [line + sentence for line in lines] + [sentence + line for line in lines]
    pieces = pl.Series("piece", lines)

    hidden = [
        (slot.pattern, pieces.filter(pieces.str.contains(slot.pattern) & ~pieces.str.contains(slot.near)))
        for slot in make_slots(Names.spell(names))
        if slot.near
    ]

    assert [pattern for pattern, lost in hidden if len(lost)] == []


CORE = "Mực nước sông đã vượt báo động hai"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hà Nội (TTXVN) - ", ""), ("VOV.VN - ", ""), ("HELSINKI (AP) — ", ""), ("(Dân trí) - ", ""),
        ("CẦN THƠ, 5/2 (Xyz) -- ", ""), ("Berlin, 12. März (dpa) ", ""), ("Quito, 4 de marzo (EFE) ", ""),
        ("MOSCOW, October 4. /TASS/. ", ""), ("(ANSA) - ROMA, 22 MAR - ", ""),
        ("TPO - ", ""), ("", " (Nguồn: TTXVN)"), ("", " (AP Photo/Ann Lee)"), ("", " (Photo: qdnd.vn)"),
        ("", " (AP Photo/Ann Lee) ."),
        ("", " (Nguồn: TTXVN)./."), ("", "./."), ("Hà Nội (Xyz) - ", "./. (Xyz)"), ("", " (Ann Lee/AP)"),
    ],
)  # fmt: skip
def test_the_core_of_a_block_has_neither_dateline_nor_credit(before, after):
    text = before + CORE + after
    blocks = make_page(("body", "x"), ("body", text))[1].select(BLOCKS.names())

    [span] = find_credit_spans(blocks).iter_rows(named=True)

    assert (span["begin"], span["end"]) == (2 + len(before), 2 + len(before) + len(CORE))


@pytest.mark.parametrize(
    "text",
    [
        CORE, "Ảnh: TTXVN", "(Nguồn: TTXVN)", "Hội nghị (lần thứ hai) - một dịp gặp gỡ",
        "COVID-19 đã lan ra ba tỉnh", "Chùm ảnh: Hà Khê sau ba ngày nước rút", "Bài và ảnh: Lê Thị Thuận",
        "The two sides signed a Data Processing Agreement (DPA)", "Tốc độ đạt 30 (km/h)",
        "Ông Nguyễn Văn Nam (phó giám đốc): Nước đã rút",
        "Sáng 6/2, bà Lê Thị Thuận, phó giám đốc Sở Thủy lợi (STL) Hà Khê cho biết nước đã rút.",
        "Được khởi công từ năm 2010, Trạm bơm Gò Sậy (TBGS) Hà Khê đã bơm được nửa ruộng.",
        "Mực nước xuống dưới báo động hai vào 23h59 ngày 25/1 (theo giờ Manila, tức 22h59 ở Hà Khê).",
        "Mức phạt được quy định trong một nghị định đã hết hiệu lực (Nghị định 979/1996/NĐ-CP về đê điều).",
    ],
)  # fmt: skip
def test_a_block_without_credit_or_with_nothing_else_is_left_alone(text):
    blocks = make_page(("body", text))[1].select(BLOCKS.names())

    assert find_credit_spans(blocks).height == 0


def test_a_users_agency_joins_the_table(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[SHN]\nnames.vi = ["Hãng tin Sông Hồng", "SHN"]\nkind = "wire"\n', encoding="utf-8")
    articles, roled = make_page(("lead", BODY), ("body", BODY), ("body", "Theo Hãng tin Sông Hồng"))

    found = find_credits(articles, roled, read_agencies(own))

    assert found["creditor"].to_list() == ["SHN"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[X]\nkind = 'wire'\n", r"own\.toml: \[X\] names"),
        ("[X]\nnames.en = ['X']\nkind = 'paper'\n", r"own\.toml: \[X\] kind.*paper"),
        ("[X]\nnames.en = 'X'\nkind = 'wire'\n", r"own\.toml: \[X\] names\.en"),
        ("[X]\nnames.en = ['X']\nkind = 'wire'\nhosts = []\n", r"own\.toml: \[X\] hosts: unknown key"),
        (
            "[X]\nnames.en = ['Reuters']\nkind = 'wire'\n",
            r"own\.toml: \[X\] names: 'Reuters' already belongs",
        ),
        ("X = 1\n", r"own\.toml: \[X\]"),
        ("[X\n", r"own\.toml: not a TOML file"),
    ],
)
def test_a_mistake_in_a_users_file_is_told_by_file_and_key(tmp_path, content, told):
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")

    with pytest.raises(ParameterError, match=told):
        read_agencies(own)


def test_a_users_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ParameterError, match="cannot be read"):
        read_agencies(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ghe hàng bông trên bến Lâm Khê (ảnh: Hà Sa)", "Hà Sa"),
        ("A market on the river at dawn | Jo Lind", "Jo Lind"),
        ("Ghe hàng bông trên bến | Nguồn: TTXVN", "TTXVN"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_photographer_stands_in_small_letters_or_behind_a_bar(text, name, form):
    assert caption(unicodedata.normalize(form, text)) == {("photo", name)}


def test_what_metadata_say_of_the_source_is_direction_and_no_credit_to_readers():
    sources = "via\tcanonical\thttps://www.vietnamplus.vn/a\nvia\trobots\tnoindex\nphoto\tby\tHà Sa/AFP"
    page = (("lead", BODY), ("body", BODY))

    assert list_credits(*page, sources=sources) == {("via", "TTXVN"), ("via", ""), ("photo", "AFP")}
    assert list_credits(*page, sources=sources, outlet="vietnamplus.vn") == {("via", ""), ("photo", "AFP")}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("This article first appeared in The Daily Gorse.", "The Daily Gorse"),
        ("This story was originally published by Tarn Weekly", "Tarn Weekly"),
        ("This article was originally published by the Tarn Weekly.", "Tarn Weekly"),
        ("Republished from Tarn Weekly under a Creative Commons licence.", "Tarn Weekly"),
        ("Bài viết được đăng lần đầu trên Báo Trâm Hương.", "Báo Trâm Hương"),
        ("Đăng lại từ Báo Trâm Hương", "Báo Trâm Hương"),
    ],
)
def test_a_copy_that_says_where_it_first_appeared_credits_that_house(line, name):
    assert close_with(line) == {("text", name)}


@pytest.mark.parametrize(
    "line", ["The heron first appeared in the garden.", "The story was first published in 1931."]
)
def test_what_appeared_somewhere_else_credits_nobody(line):
    assert close_with(line) == set()


def test_the_address_of_the_original_names_its_house():
    line = "Xem bài gốc tại: https://doixanh.vn/bai-7.html"

    assert close_with(line, role="credit") == {("text", "doixanh.vn")}


def test_who_passed_a_text_on_stands_before_whose_it_is():
    passed = close_with("Theo Đồi Xanh Online (dẫn Báo Bến Lau)", role="credit")

    assert passed == {("text", "Báo Bến Lau"), ("via", "Đồi Xanh Online")}
