"""Is every line of a page taken for what it is, in a dump and under markup alike?"""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.blocks import split_blocks
from dedup.mojibake import mend
from dedup.roles import find_page_kinds, find_roles, settle_roles
from dedup.roles.furniture import read_furniture
from dedup.roles.labels import find_signs
from dedup.schema import PAGES, ROLED
from dedup.tokens import tokenise_blocks
from test_blocks import make_articles
from together import Together

NO_CORES = pl.DataFrame(
    schema={"article": pl.UInt32, "ordinal": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32}
)

HEADLINE = "Thị trấn Bến Gỗ khánh thành cây cầu treo dài nhất huyện"
LEAD = "Sau ba năm thi công, cây cầu treo bắc qua sông Lữ đã đón những lượt xe đầu tiên vào sáng nay."
BODY = [
    "Cầu dài một trăm tám mươi mét, rộng bốn mét, do người dân hai bờ góp công cùng huyện xây từ năm kia.",
    "Chủ tịch huyện cho biết cây cầu sẽ giúp hơn hai nghìn học sinh không còn phải đi đò mỗi khi lũ về.",
    "Trong năm tới, huyện sẽ trải nhựa con đường nối cầu với chợ và lắp thêm đèn chiếu sáng dọc bờ sông.",
]
OTHER = "Hội chợ nông sản Bến Gỗ mở cửa đón khách tuần sau"
TEASER = "Hơn một trăm gian hàng của các xã ven sông sẽ giới thiệu mật ong, chè và cá hun khói tới khách ..."
TOOLS = ["Tell a friend about it by mail", *["A form to fill"] * 3] * 4


def find_page(*lines: str, **articles: object) -> pl.DataFrame:
    return find_pages("\n\n".join(lines), **articles)


def find_pages(*texts: str, **columns: object) -> pl.DataFrame:
    articles = make_articles(*texts, marks=columns.pop("marks", None))  # type: ignore[arg-type]
    articles = articles.with_columns(**{name: pl.lit(value) for name, value in columns.items()})
    tokens, _ = tokenise_blocks(split_blocks(articles), NO_CORES)
    return find_roles(tokens, articles)


def find_all(pages: list[tuple[str, ...]]) -> list[list[str]]:
    """Return the roles of each page of these lines."""
    found = find_pages(*("\n\n".join(lines) for lines in pages)).select("article", "role").rows()
    return [[role for at, role in found if at == number] for number in range(len(pages))]


ROLES = Together(find_all)


def roles_of(*lines: str, **articles: object) -> list[str]:
    return find_page(*lines, **articles)["role"].to_list() if articles else ROLES(lines)


def kinds_of(*texts: str) -> list[str]:
    return find_page_kinds(find_pages(*texts))["page_kind"].to_list()


def test_a_short_story_outweighs_the_foot_of_its_page() -> None:
    """What an outlet says of itself may be longer; but it has neither title nor date."""
    cards = [line for n in range(1, 4) for line in [f"{OTHER} {n}", f"{OTHER} {n}", TEASER]]
    foot = [
        "Mời bạn đọc đăng ký nhận bản tin sáng của Báo Bến Gỗ, gửi mỗi ngày trước bữa cơm sớm của cả nhà.",
        "Báo Bến Gỗ kể chuyện của bạn đọc ven sông từ năm 1946, in trên giấy rừng, trả lời từng lá thư.",
        "Lan Chi viết về sông nước cho Báo Bến Gỗ, từng chèo đò năm năm, nay nuôi ong trên mái của tòa soạn.",
    ]
    dated = ["Lan Chi", "08:15 | 12/03/2024 GMT+7"]
    for stamps, text in (
        (dated, [LEAD, BODY[0]]),
        (dated, [f"{LEAD} {BODY[0]}"]),
        (["Tác giả: Lan Chi"], [f"{LEAD} {BODY[0]}"]),
    ):
        head = [HEADLINE, *stamps]
        roles = find_page(*head, *text, *cards, *foot)["role"].to_list()

        below = len(head) + len(text)
        assert roles[: len(head)] == ["headline", "byline", "dateline"][: len(head)]
        assert set(roles[len(head) : below]) <= {"lead", "body"}
        assert set(roles[below:]) <= {"sidebar", "boilerplate"}


def test_a_plain_story_is_headline_byline_lead_and_body() -> None:
    assert roles_of(HEADLINE, "Lan Chi", "08:15 | 12/03/2024 GMT+7", LEAD, *BODY) == [
        "headline",
        "byline",
        "dateline",
        "lead",
        "body",
        "body",
        "body",
    ]


@pytest.mark.parametrize(
    "date", ["9 thg 3, 2024", "Lan Chi 9 tháng 3, 2024", "Thứ Bảy, 9/3/2024 (29 tháng Giêng năm Giáp Thìn)"]
)
def test_a_date_of_months_by_number_and_of_the_moon_is_a_date_line(date: str) -> None:
    assert roles_of(HEADLINE, date, LEAD, *BODY)[1] == "dateline"


def test_a_title_that_stands_twice_is_another_story_and_so_is_its_teaser() -> None:
    """Related links are dumped as alt text, link and teaser: none of it is this page's story."""
    roles = roles_of(HEADLINE, LEAD, *BODY, OTHER, OTHER, TEASER)

    assert roles == ["headline", "lead", "body", "body", "body", "sidebar", "sidebar", "sidebar"]


def test_the_last_paragraph_is_text_where_the_page_ends_with_it_again() -> None:
    """Some feeds put the summary last; higher up a sentence stands twice under its picture."""
    long = f"{BODY[2][:-1]}, và từ nay chợ phiên họp cả hai bên bờ sông."

    assert roles_of(HEADLINE, *BODY[:2], long, long) == ["headline", "lead", "body", "body", "sidebar"]
    assert kinds_of("\n\n".join([HEADLINE, long, long])) == ["article"]
    assert roles_of(HEADLINE, BODY[0], long, long, BODY[1], LEAD)[2:4] == ["caption", "caption"]


def test_a_related_story_in_the_middle_does_not_end_the_text() -> None:
    """Two teasers between paragraphs: the paragraphs below are still the story."""
    long_teaser = TEASER.removesuffix(" ...") + ", và mỗi tối đều có hát then cùng đốt lửa trại bên bờ sông."
    text = f"{HEADLINE}\n\n{LEAD}\n{OTHER} {OTHER}\n{long_teaser}\n\n" + "\n\n".join(BODY)

    roles = find_pages(text)["role"].to_list()

    assert roles == ["headline", "lead", "sidebar", "sidebar", "sidebar", "body", "body", "body"]


def test_a_paragraph_under_a_list_of_titles_alone_goes_on_with_the_text() -> None:
    """Where a title is followed by a teaser and the next title, the last one has its teaser too."""
    another = OTHER.replace("chợ", "đò") + " nữa"
    titles = [OTHER, OTHER, another, another]

    alone = find_pages("\n".join([HEADLINE, LEAD, *titles, *BODY]))["role"].to_list()
    told = find_pages("\n".join([HEADLINE, LEAD, *titles[:2], BODY[0], *titles[2:], *BODY]))["role"].to_list()

    assert alone == ["headline", "lead", *["sidebar"] * 4, "body", "body", "body"]
    assert told == ["headline", "lead", *["sidebar"] * 6, "body", "body"]


@pytest.mark.parametrize("heading", ["Từ khóa:", "Tags: bridges, rivers", "Filed under:"])
def test_keywords_end_the_text_unless_much_of_it_follows(heading: str) -> None:
    """Under them stand subjects, who wrote it, and other stories; some pages have them on top."""
    life = "Lan Chi là phóng viên mảng địa phương, theo nghề từ năm ngoái."
    foot = [heading, "chợ phiên", "cầu treo", life]

    roles = roles_of(HEADLINE, LEAD, *BODY, *foot)
    assert roles[-5] == "body"
    assert set(roles[-4:]) <= {"sidebar", "boilerplate"}
    assert roles_of(HEADLINE, LEAD, heading, *BODY)[-3:] == ["body"] * 3


def test_nothing_under_the_end_mark_is_body() -> None:
    roles = roles_of(
        HEADLINE, LEAD, *BODY[:2], BODY[2].removesuffix(".") + "./.", LEAD.replace("cầu", "đường")
    )

    assert roles[-2:] == ["body", "sidebar"]


def test_nothing_under_a_closing_list_is_body() -> None:
    roles = roles_of(HEADLINE, LEAD, *BODY, "Tin liên quan", OTHER, TEASER.replace(" ...", "."))

    assert roles[-3:] == ["sidebar", "sidebar", "sidebar"]


FURTHER = [
    "Hội chợ nông sản Bến Gỗ mở cửa đón ba vạn khách tuần này",
    "09:40 | 14/03/2024 GMT+7",
    "Hội chợ nông sản Bến Gỗ đã mở cửa sáng nay, và đến trưa ba vạn khách đầu tiên đã qua cổng chính.",
    "Hơn một trăm gian hàng bày mật ong, chè, cá hun khói và giỏ mây của các xã nằm ven hai bờ sông Lữ.",
    "Ban tổ chức cho biết chợ đêm sẽ kéo dài đến hết chủ nhật, với hát đối và thi nấu cơm trên thuyền.",
    "Năm ngoái mưa lớn làm ngập nửa số gian hàng, nên lần này tất cả được dựng trên sàn gỗ cao nửa mét.",
]


def test_the_next_article_under_the_text_is_another_story() -> None:
    """On a page without an end the next story has its own headline, date and text."""
    roles = roles_of(HEADLINE, "08:15 | 12/03/2024 GMT+7", LEAD, *BODY, *FURTHER)

    assert roles[:6] == ["headline", "dateline", "lead", "body", "body", "body"]
    assert set(roles[6:]) == {"sidebar"}


def test_a_dated_card_of_another_story_does_not_end_the_text() -> None:
    """The story goes on under it, in the words that it had above."""
    more = [f"Cây cầu treo của thị trấn {line[:1].lower()}{line[1:]}" for line in BODY]
    roles = roles_of(HEADLINE, "08:15 | 12/03/2024 GMT+7", LEAD, *BODY, *FURTHER[:2], *more)

    assert roles[-3:] == ["body"] * 3


def test_a_box_of_links_does_not_end_the_text() -> None:
    roles = roles_of(HEADLINE, LEAD, "Related Content", OTHER, *BODY)

    assert roles == ["headline", "lead", "sidebar", "sidebar", "body", "body", "body"]


SIGNED = [
    "Cây cầu treo nhìn từ bờ bắc sông Lữ. (Nguồn: TTXVN)",
    "Người dân hai bờ dự lễ khánh thành. Ảnh: Văn Bình",
    "Villagers cross the new bridge on foot. (Photo: benngo.example)",
    "FILE - In this Tuesday, March 5, 2019, photo, a ferry crosses the Lu river in flood.",
    "FILE - In this March 5, 2019, file photo, a ferry crosses the Lu river in flood. "
    + 15 * "It did so often. "
    + "(AP Photo/Anna Weaver, File)",
    "Villagers cross the new bridge in Ben Go, Tuesday, March 12, 2024. (AP Photo/Anna Weaver)",
    "Villagers queue on the north bank. (PA Wire)",
    "Warga menyeberang di Ben Go (ANTARA/HO)",
    "The old ferryman of Ben Go is shown at the oars in the last flood.",
    "Villagers queue at Ben Go. Picture: supplied",
    "Les habitants de Ben Go sur le pont © AFP",
]
ROLES.expect((HEADLINE, LEAD, BODY[0], caption, *BODY[1:]) for caption in SIGNED)


@pytest.mark.parametrize("caption", SIGNED)
def test_a_picture_credit_or_agency_style_makes_a_caption(caption: str) -> None:
    assert roles_of(HEADLINE, LEAD, BODY[0], caption, *BODY[1:])[3] == "caption"


SHOWN = "Anh Hòa, thợ rèn xóm trên, đứng cạnh mố cầu phía bắc còn đọng nước sau cơn mưa đêm, tay cầm búa."


@pytest.mark.parametrize(
    "credit",
    [
        "Ảnh: Văn Bình",
        "Photo: Anna Weaver",
        "Credit: Anna Weaver",
        "(Nguồn: TTXVN)",
        "(AP Photo/Anna Weaver)",
    ],
)
def test_a_credit_that_hangs_on_a_paragraph_makes_a_caption(credit: str) -> None:
    """A blank line parts the two from the text."""
    page = [HEADLINE, LEAD, BODY[0], f"{SHOWN}\n{credit}", *BODY[1:]]

    assert roles_of(*page)[3:5] == ["caption", "credit"]


@pytest.mark.parametrize("source", ["Theo Báo Bến Gỗ", "Bến Gỗ/Tin Mẫu"])
def test_the_source_that_hangs_on_a_paragraph_makes_no_caption(source: str) -> None:
    assert roles_of(HEADLINE, LEAD, BODY[0], f"{SHOWN}\n{source}", *BODY[1:])[3] == "body"


def test_a_short_sentence_over_a_photographer_is_a_caption_among_longer_paragraphs() -> None:
    shown, credit = "Người dân hai bờ đứng đợi trên mố cầu.", "Ảnh: Văn Bình"

    assert roles_of(HEADLINE, LEAD, BODY[0], shown, credit, *BODY[1:])[3] == "caption"
    assert roles_of(HEADLINE, LEAD, BODY[0], SHOWN, credit, *BODY[1:])[3] == "body"
    assert roles_of(HEADLINE, LEAD, *BODY, shown, credit)[5] == "body"


@pytest.mark.parametrize(
    "stamp", ["Đăng ngày 12/3/2024 bởi Trần Thị Lan Chi", "Posted on 2024-03-12 by Anna Weaver-Ross"]
)
def test_an_author_behind_the_date_leaves_it_a_date_line(stamp: str) -> None:
    opened = "Khánh thành ngày 12/3/2024 bởi dân hai bờ sông Lữ cùng huyện"

    assert roles_of(HEADLINE, stamp, LEAD, *BODY)[:2] == ["headline", "dateline"]
    assert roles_of(opened, stamp, LEAD, *BODY)[:2] == ["headline", "dateline"]


def test_the_heading_over_what_a_company_says_of_itself_is_nobodys_name() -> None:
    company = (
        "Lu River Timber, founded in 1992 and based in Ben Go, saws the planks of most bridges on the river."
    )
    foot = ["Đọc nhiều", OTHER, OTHER]
    page = [HEADLINE, LEAD, *BODY, "About Lu River Timber", company, *foot]

    assert roles_of(*page)[5:7] == ["body", "body"]
    page[6] = "The paper is printed in the old ferry house and is read on both banks of the river."
    assert roles_of(*page)[5:7] == ["byline", "sidebar"]


def test_what_readers_say_of_a_film_is_no_text() -> None:
    said = ["Lan Chi, 3 giờ trước", BODY[0], "Văn Bình, 5 giờ trước", BODY[1]]
    page = [f"[Video] {HEADLINE}", "Đăng ngày 12/3/2024", "Bình luận (2)", *said]

    assert roles_of(*page)[3:] == 4 * ["sidebar"]
    assert kinds_of("\n\n".join(page)) == ["stub"]
    assert roles_of(*page[:2], LEAD, *page[2:])[2] == "lead"
    clocks = [
        line.replace("Lan Chi, 3 giờ trước", "08:15").replace("Văn Bình, 5 giờ trước", "09:40")
        for line in page
    ]
    assert "sidebar" not in roles_of(*clocks)


def test_the_paragraph_above_the_signature_is_text_under_a_card_too() -> None:
    card, last = f"{OTHER}\n{OTHER}\n{TEASER}", "Cầu thu phí từ tháng tư, trừ học sinh và người già."
    page = [HEADLINE, LEAD, *BODY, card, last]

    assert roles_of(*page, "Trần Lan Chi")[8] == "body"
    assert roles_of(*page, "Theo Báo Bến Gỗ")[8] == "body"
    assert roles_of(*page, OTHER, OTHER)[8] == "sidebar"
    assert roles_of(*page[:-1], f"{OTHER} 2\n{OTHER} 2\n{TEASER}", last, "Trần Lan Chi")[11] == "sidebar"


def test_a_section_in_the_menu_is_no_story_above_a_walled_page() -> None:
    page = ["Sport", "News", HEADLINE, "12/03/2024 08:15", LEAD]
    wall = ["Đăng nhập hoặc đăng ký để đọc tiếp nội dung này.", "Có thể bạn quan tâm"]
    listed = [f"{OTHER} {n}" for n in range(1, 10)]

    assert kinds_of("\n\n".join([*page, *wall, *listed])) == ["stub"]


def test_a_paragraph_longer_than_any_caption_is_text_above_a_pictures_credit_too() -> None:
    """Where a credit follows every other line, most of these lines are captions, and some the story."""
    credit, told = "Nguồn ảnh: Văn Bình", " ".join(BODY)
    lines = [line for text in (*BODY, told) for line in (text, credit)]

    roles = roles_of(HEADLINE, LEAD, *lines, f"{BODY[0]} {LEAD}")
    assert roles[2:10:2] == ["caption", "caption", "caption", "body"]


def test_the_headline_above_a_caption_is_the_pictures_alt_text() -> None:
    caption = HEADLINE + " Bến Gỗ. (Nguồn: TTXVN)"

    roles = roles_of(HEADLINE, LEAD, HEADLINE, caption, *BODY)

    assert roles[:4] == ["headline", "lead", "caption", "caption"]


def test_a_paragraph_said_again_with_a_credit_stays_body_in_its_place() -> None:
    roles = roles_of(HEADLINE, LEAD, BODY[0].removesuffix(".") + ". (Nguồn: TTXVN)", *BODY)

    assert roles[2:4] == ["caption", "body"]


def test_a_paragraph_that_markup_repeats_under_a_picture_stays_body_in_its_place() -> None:
    page = mark_lines((HEADLINE, ""), (BODY[1], "caption"), (LEAD, "body"), (BODY[1], "body"))

    assert page["role"].to_list() == ["headline", "caption", "lead", "body"]
    assert find_page_kinds(page)["page_kind"].to_list() == ["article"]


def test_a_page_extracted_twice_over_keeps_its_first_copy() -> None:
    """When every paragraph stands twice the page is broken, not a list of links."""
    doubled = [line for line in [HEADLINE, LEAD, *BODY] for _ in range(2)]

    roles = roles_of(*doubled)

    assert roles == ["headline", "headline", "lead", "boilerplate", *["body", "boilerplate"] * 3]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "aa",
        "Phiên bản di động",
        "Xin chờ trong giây lát...",
        "Theo dõi baobengo.vn trên",
        "Sign up",
    ],
)
def test_buttons_and_notices_are_boilerplate_anywhere(line: str) -> None:
    decomposed = line.replace("ả", "a\u0309")

    assert roles_of(HEADLINE, LEAD, line, *BODY)[2] == "boilerplate"
    assert roles_of(HEADLINE, LEAD, *BODY, decomposed)[-1] == "boilerplate"


WRITERS = [
    *[("PV", "byline"), ("Theo TTXVN", "credit"), ("VNA", "credit"), ("Author: Anna Weaver", "byline")],
    *[("Theo bengo.vn", "credit"), ("Lan Chi (Theo Reuters)", "credit")],
    *[("TTXVN/Báo Tin tức", "byline"), ("With files from The Associated Press", "credit")],
    ("Copyright 2024 The Associated Press. All rights reserved.", "credit"),
    *[("Lan Chi (TTXVN)", "byline"), ("Nguồn tin: Reuters", "credit"), ("Lược dịch theo BBC", "credit")],
    *[("Con información de EFE", "credit"), ("Originally published by Orva Weekly", "credit")],
    ("Nguồn: https://bengo.vn/tin/cau-treo-12.htm", "credit"),
]
ROLES.expect((HEADLINE, LEAD, *BODY, line) for line, _ in WRITERS)


@pytest.mark.parametrize(("line", "role"), WRITERS)
def test_who_wrote_it_may_stand_under_the_text(line: str, role: str) -> None:
    assert roles_of(HEADLINE, LEAD, *BODY, line)[-1] == role


def test_a_headline_with_a_date_in_it_is_no_date_line() -> None:
    assert roles_of("Giá chè hôm nay 12/3/2024 tăng mạnh tại chợ Bến Gỗ", LEAD, *BODY)[0] == "headline"


def test_an_article_without_line_breaks_is_body() -> None:
    assert roles_of(" ".join([LEAD, *BODY])) == ["body"]


def test_markup_decides_where_it_speaks() -> None:
    text = f"{HEADLINE}\n{BODY[0]}\n{BODY[1]}"
    spans = [(len(HEADLINE) + 1, len(HEADLINE) + 1 + len(BODY[0]), "caption")]

    blocks = find_pages(text, marks=[spans])

    assert blocks.select("role", "role_reason").row(1) == ("caption", "markup")


def test_body_markup_still_lets_furniture_be_furniture() -> None:
    """An <article> element holds its "Advertisement" too."""
    text = "\n".join([HEADLINE, LEAD, "Advertisement", *BODY])
    spans = [(len(HEADLINE) + 1, len(text), "body")]

    assert find_pages(text, marks=[spans])["role"].to_list()[:3] == ["headline", "lead", "boilerplate"]


def test_roles_do_not_depend_on_the_other_pages_of_the_batch() -> None:
    texts = [
        "\n\n".join([HEADLINE, LEAD, *BODY, OTHER, OTHER, TEASER]),
        "",
        LEAD,
        "\n\n".join([OTHER, *BODY]),
    ]

    together = find_pages(*texts)
    alone = pl.concat([find_pages(text) for text in texts])

    assert together.schema == ROLED
    assert together.drop("article", "token_begin").equals(alone.drop("article", "token_begin"))


PIECES = st.lists(
    st.sampled_from(
        [
            HEADLINE,
            LEAD,
            *BODY,
            OTHER,
            TEASER,
            "Advertisement",
            "Lan Chi",
            "và rồi",
            "Tin liên quan",
            "Ảnh: An",
            "!",
        ]
    ),
    max_size=12,
)


@settings(max_examples=settings.default.max_examples // 2)  # each of twice as many pages
@given(st.lists(PIECES, min_size=1, max_size=8))
def test_any_page_has_the_same_roles_in_any_batch(pages: list[list[str]]) -> None:
    """Batches are cut by size: where a cut falls must not show.  No page has its neighbours in both."""
    told = ["article", "key", "role", "role_reason", "sentences"]

    def find_each(pages: list[list[str]]) -> list[list[tuple[object, ...]]]:
        rows = find_pages(*("\n\n".join(lines) for lines in pages)).select(told).rows()
        return [[row[1:] for row in rows if row[0] == number] for number in range(len(pages))]

    together = find_each(pages)

    assert [together[::2], together[1::2]] == [find_each(pages[::2]), find_each(pages[1::2])]
    assert all(role is not None for page in together for _, role, *_ in page)


def test_a_sentence_cut_where_a_link_stood_stays_text() -> None:
    """Extractors put the words of a link on a line of their own."""
    pieces = ["Người dân gọi nơi này là", "bến đò Gỗ", "từ ngày con sông Lữ còn hẹp như một lạch nước."]

    assert roles_of(HEADLINE, LEAD, BODY[0], *pieces, BODY[1])[3:6] == ["body", "body", "body"]


def test_japanese_paragraphs_are_text_and_long_headlines_are_not() -> None:
    """Scripts without spaces have no words to count."""
    title = "村の新しいつり橋が完成、住民が朝から渡り初めを祝う"
    texts = [
        f"川の両岸を結ぶつり橋は{n}年の工事を終えて完成し、住民が朝早くから集まって祝った。" for n in range(4)
    ]

    assert roles_of(title, *texts) == ["headline", "lead", "body", "body", "body"]


def test_a_list_of_links_above_the_text_is_not_part_of_it() -> None:
    links = [f"Chuyện thứ {n} bên bờ sông Lữ làm cả xã xôn xao" for n in range(9)]

    roles = roles_of(*links, HEADLINE, LEAD, *BODY)

    assert roles[-4:] == ["lead", "body", "body", "body"]
    assert not {"lead", "body"} & set(roles[:9])


def test_a_block_of_five_megabytes_is_read_once() -> None:
    assert find_page("x" * 5_000_000, LEAD)["role"].null_count() == 0


def make_outlet(count: int, *, furniture: str, outlet: str = "bengo") -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return roles and outlets of pages that differ in everything but one line."""
    stories = [
        "\n\n".join(
            [
                f"Chuyện lạ số {n} ở xã Thượng bên sông Lữ",
                *(f"{line} Đó là chuyện thứ {n}." for line in BODY),
                furniture,
            ]
        )
        for n in range(count)
    ]
    blocks = find_pages(*stories)
    outlets = blocks.select("article").unique(maintain_order=True).with_columns(outlet=pl.lit(outlet))
    return blocks, outlets


def test_what_an_outlet_prints_under_every_story_is_not_the_story() -> None:
    short, long = (
        "Bạn đọc góp ý xin gửi về.",
        "Mời bạn đọc " + "gửi bài và ảnh về tòa soạn trước ngày rằm " * 3 + ".",
    )
    for furniture, role in ((short, "boilerplate"), (long, "sidebar")):
        blocks, outlets = make_outlet(4, furniture=furniture)

        settled = settle_roles(blocks, outlets)

        last = settled.filter(pl.col("ordinal") == pl.col("ordinal").max().over("article"))
        assert last["role"].to_list() == [role] * 4


def test_a_dated_card_under_a_story_without_a_date_is_not_the_text() -> None:
    cards = [line for n in range(1, 4) for line in [f"{OTHER} {n}", f"{OTHER} {n}", TEASER]]
    dated = [
        "12/03/2024",
        "Chợ phiên Bến Gỗ họp sớm một ngày vì nước lên",
        LEAD,
        "Ba xã ven sông thi bơi chải",
        BODY[0],
    ]
    page = find_page(HEADLINE, "Lan Chi", f"{BODY[1]} {BODY[2]}", *cards, "Xem nhiều", *dated)

    assert page.filter(page["role"].is_in(["lead", "body"]))["text"].to_list() == [f"{BODY[1]} {BODY[2]}"]


def test_what_is_furniture_on_most_pages_of_an_outlet_is_no_text_of_its_shortest() -> None:
    """Under two paragraphs it reads like the third; a lead may be a teaser beside other stories."""
    foot = "Báo Bến Gỗ kể chuyện của bạn đọc ven sông từ năm 1946, in trên giấy rừng, trả lời từng lá thư."
    feet = [foot, "Tòa soạn Báo Bến Gỗ mở cửa đón bạn đọc từ sáng sớm đến khi con đò cuối cùng rời bến."]
    cards = [OTHER, OTHER, TEASER]
    long = [
        "\n\n".join([f"{HEADLINE} {n}", *(f"{line} Chuyện thứ {n}." for line in BODY * 2), *cards * 4, *feet])
        for n in range(4)
    ]
    short = "\n\n".join(["Đò ngang Bến Gỗ nghỉ chạy từ tháng sau", LEAD, BODY[1], foot])
    # The foot is longer than this story, but cards part the two.
    brief = "\n\n".join(["Đò ngang Bến Mít nghỉ chạy từ hôm nay", BODY[2], *cards, *feet])
    blocks = find_pages(*long, short, brief)
    last = blocks.filter(pl.col("text") == foot)
    assert last["role"].to_list()[4:] == ["body", "body"]
    assert set(last["role"].to_list()[:4]) <= {"sidebar", "boilerplate"}

    for outlet, role in (("bengo", last["role"][0]), ("", "body")):
        outlets = blocks.select("article").unique(maintain_order=True).with_columns(outlet=pl.lit(outlet))
        settled = settle_roles(blocks, outlets).filter(pl.col("text") == foot)
        assert settled["role"].to_list()[4:] == [role, role]


def test_a_story_that_other_pages_go_on_to_keeps_its_paragraphs() -> None:
    """Under three stories of its outlet it is another story; on its own page it is the text."""
    story = [OTHER, "08:15 | 12/03/2024", LEAD, *BODY]
    pages = [[f"{HEADLINE} {n}", *(f"{line} Chuyện thứ {n}." for line in BODY * 2)] for n in range(12)]
    pages = [[*page, "Tin khác", *story] if n < 4 else page for n, page in enumerate(pages)]
    blocks = find_pages(*("\n\n".join(page) for page in [*pages, story]))
    outlets = blocks.select("article").unique(maintain_order=True).with_columns(outlet=pl.lit("bengo"))
    beside = (pl.col("article") < 4) & pl.col("text").is_in(story)
    blocks = blocks.with_columns(
        role=pl.when(beside).then(pl.lit("sidebar", ROLED["role"])).otherwise("role")
    )

    settled = settle_roles(blocks, outlets).filter(pl.col("article") == 12)
    assert settled["role"].to_list() == ["headline", "dateline", "lead", "body", "body", "body"]


def test_a_page_crawled_five_times_keeps_its_body() -> None:
    text = "\n\n".join([HEADLINE, LEAD, *BODY])
    blocks = find_pages(*[text] * 5)
    outlets = pl.DataFrame({"article": pl.Series(range(5), dtype=pl.UInt32), "outlet": ["bengo"] * 5})

    assert settle_roles(blocks, outlets).equals(blocks)


def test_a_story_that_grows_on_three_pages_keeps_its_short_paragraphs() -> None:
    """Versions share what was new in the one before, and little of it stands in all of them."""
    news = "Đến trưa thì cầu thông xe trở lại."
    more = [
        f"{BODY[n]} {OTHER} trong {n + 3} ngày, theo lời {name} ở bờ bắc."
        for n, name in ((0, "bà Hợi"), (1, "ông Tý"))
    ]
    first = [HEADLINE, LEAD, news, BODY[2]]
    last = [f"{LEAD} {BODY[0]} {BODY[1]}", f"{BODY[2]} {BODY[0]} {LEAD} Dân hai bờ đều mừng."]
    pages = [first, [*first, *more], [*first, *more, *last]]
    blocks = find_pages(*["\n\n".join(page) for page in pages])
    outlets = pl.DataFrame({"article": pl.Series(range(3), dtype=pl.UInt32), "outlet": ["bengo"] * 3})

    settled = settle_roles(blocks, outlets)

    assert settled.filter(pl.col("role") == "boilerplate").is_empty()


def test_pages_of_an_unknown_outlet_lose_only_short_lines() -> None:
    """Without an outlet a long block on many pages may be syndication itself."""
    long = "Mời bạn đọc " + "gửi bài và ảnh về tòa soạn trước ngày rằm " * 3 + "."
    blocks, outlets = make_outlet(4, furniture=long, outlet="")

    assert settle_roles(blocks, outlets).equals(blocks)


def test_settling_needs_no_text() -> None:
    blocks, outlets = make_outlet(4, furniture="Bạn đọc góp ý xin gửi về.")

    bare = settle_roles(blocks.drop("text", "mark"), outlets)

    assert bare.equals(settle_roles(blocks, outlets).drop("text", "mark"))


def test_page_kinds_tell_articles_from_what_is_none() -> None:
    captions = [f"Cây cầu nhìn từ bờ thứ {n} của sông Lữ trong sương sớm. (Ảnh: An Bình)" for n in range(6)]
    titles = [f"Chuyện thứ {n} bên bờ sông Lữ làm cả xã xôn xao" for n in range(12)]

    assert kinds_of(
        "\n\n".join([HEADLINE, LEAD, *BODY]),
        " ".join([LEAD, *BODY]),
        f"{HEADLINE}\n\n{BODY[0]}",
        "\n\n".join([HEADLINE, *captions]),
        "\n\n".join(titles),
        f"{HEADLINE}\n\n{captions[0]}",
    ) == ["article", "article", "article", "gallery", "index", "stub"]


def test_titles_over_teasers_cut_off_are_an_index_though_one_looks_like_a_brief() -> None:
    """Where markup says what the text is, the first teaser would be the lead of its title."""
    lines = [line for n in range(9) for line in (f"{OTHER} lần thứ {n}", TEASER.replace("Hơn", f"Trên {n}"))]
    spans, text = [], ""
    for line in lines:
        mark = "body" if line == lines[1] or line == lines[-1] else ""
        spans += [(len(text), len(text) + len(line), mark)] if mark else []
        text += f"{line}\n"

    pages = find_page_kinds(find_pages(text, marks=[spans]))

    assert pages["page_kind"].to_list() == ["index"]


def test_a_notice_of_cookies_alone_is_a_stub() -> None:
    notice = (
        "Nous et nos 812 partenaires stockons des informations sur votre appareil pour mesurer l'audience."
    )

    assert kinds_of(f"Votre vie privée\n{notice}") == ["stub"]
    assert kinds_of("\n\n".join(["Votre vie privée", HEADLINE, LEAD, *BODY])) == ["article"]


def test_no_blocks_make_no_roles_and_no_pages() -> None:
    empty = find_pages("")

    assert empty.schema == ROLED
    assert find_page_kinds(empty).schema == PAGES
    assert (
        settle_roles(empty, pl.DataFrame(schema={"article": pl.UInt32, "outlet": pl.String})).schema == ROLED
    )


def test_a_name_behind_a_bar_ends_a_caption_among_paragraphs_and_no_title() -> None:
    page = [HEADLINE, LEAD, BODY[0], "Trụ sở ngân hàng trên quảng trường Mint ở phố cũ | ORVA", *BODY[1:]]

    assert roles_of(*page)[3] == "caption"
    assert roles_of(HEADLINE + " | Tin Mẫu", *page)[0] != "caption"


def test_a_menu_on_every_page_is_no_headline_and_the_title_under_it_is() -> None:
    menu = "Thời sự Kinh tế Văn hóa Bạn đọc viết"
    titles = [
        "Mùa hội bên sông",
        "Người gác rừng trở lại bản cũ sau mười năm",
        "Chợ phiên họp lại",
        "Bầy ong lạc tổ về làng",
    ]
    pages = [
        "\n\n".join(
            [
                menu,
                title,
                f"0{n}/03/2025 - 08:15",
                f"Chuyện thứ {n}: {LEAD}",
                *(f"{n}. {line}" for line in BODY),
            ]
        )
        for n, title in enumerate(titles, 1)
    ]
    blocks = find_pages(*pages)
    outlets = blocks.select("article").unique(maintain_order=True).with_columns(outlet=pl.lit("bengo"))

    settled = settle_roles(blocks, outlets)

    assert settled.filter(pl.col("role") == "headline")["text"].to_list() == titles
    assert set(settled.filter(pl.col("text") == menu)["role"]) == {"boilerplate"}


UNSTOPPED = "Bác lái đò già bảo rằng ngày mai bác sẽ chở khách miễn phí một buổi rồi gác mái chèo"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_paragraph_that_lost_its_full_stop_does_not_end_the_text(gap: str) -> None:
    lines = [HEADLINE, LEAD, *BODY[:2], UNSTOPPED, BODY[2], "Bản quyền thuộc Báo Bến Gỗ"]

    assert find_pages(gap.join(lines))["role"].to_list()[2:6] == ["body"] * 4


def test_a_title_near_its_teaser_or_over_another_is_that_of_another_story() -> None:
    near = f"{UNSTOPPED}\n{TEASER.replace(' ...', ' xa gần.')}"
    listed = [UNSTOPPED, TEASER.replace(" ...", " xa gần."), f"{OTHER} ở bến đò cũ", BODY[2]]

    assert roles_of(HEADLINE, LEAD, *BODY[:2], near)[-2:] == ["sidebar"] * 2
    assert roles_of(HEADLINE, LEAD, *BODY[:2], *listed)[-4:] == ["sidebar"] * 4


@pytest.mark.parametrize(
    "link",
    [
        "Xem thêm: Người lái đò cuối cùng trên bến sông Lữ kể chuyện ba mươi năm chở học trò qua mùa lũ",
        ">> Đọc thêm : Người lái đò cuối cùng trên bến sông Lữ kể chuyện ba mươi năm chở học trò mùa lũ",
        "Read more: The last ferryman of the Lune on thirty years of taking children over in high water",
    ],
)
def test_a_link_to_another_story_is_none_of_this_however_long_its_title(link: str) -> None:
    assert roles_of(HEADLINE, LEAD, BODY[0], link, *BODY[1:])[3] == "sidebar"


def test_an_offer_to_readers_is_no_text() -> None:
    """Of a page that a wall keeps it was the only paragraph, and what stood above it furniture."""
    offer = "Join 12,400 readers. Get the Bến Gỗ letter by email every Friday."
    menu = "Home · News · Sport · Business · Culture · Opinion · Travel · Weather"
    wall = "This article is for subscribers only."
    page = [menu, HEADLINE, "By Lan Chi", TEASER, wall, "You may also like", OTHER, OTHER, offer, "Subscribe"]

    roles = roles_of(*page)

    assert roles[:2] == ["boilerplate", "headline"]
    assert roles[-2:] == ["boilerplate"] * 2


def test_names_over_the_headline_of_a_page_without_paragraphs_are_no_text() -> None:
    """A wall keeps the story; the site's names are no part of what it shows."""
    roles = roles_of("BÁO BẾN GỖ ĐIỆN TỬ", "Bỏ qua nội dung", HEADLINE, "12/3/2024 08:15", TEASER)

    assert roles[:3] == ["boilerplate", "boilerplate", "headline"]


def test_a_path_in_the_text_is_text() -> None:
    step = "Cài đặt > Chung > Dung lượng"

    assert roles_of(HEADLINE, LEAD, BODY[0], step, *BODY[1:])[3] == "body"


FEET = [
    [
        "CƠ QUAN NGÔN LUẬN CỦA HỘI NGHỀ CÁ TỈNH BẾN GỖ",
        "Giấy phép số 45/GP-BTTTT cấp ngày 12/3/2019.",
        "Phó Tổng biên tập: Lê Thị Nước, Trần Văn Bờ",
        "Địa chỉ: Số 12, đường Thuyền Thúng, phường Bến Gỗ, thành phố Sông Lữ.",
        "Điện thoại: 0299 3822 111 - Fax: 0299 3822 112. Email: toasoan@bengo.example",
    ],
    [
        "Báo Bến Gỗ điện tử. Tòa soạn: 12 Thuyền Thúng, Bến Gỗ. Điện thoại: 0299 3822 111.",
        "Chịu trách nhiệm nội dung: Nguyễn Văn Sông.",
        "Không sao chép dưới mọi hình thức khi chưa có sự đồng ý bằng văn bản của tòa soạn.",
    ],
    [
        "Editor-in-chief: Ann Ferry. Telephone: 01555 123456.",
        "12 Boat Street, Lune Valley, opposite the old weighing house, open on weekdays until five.",
        "Reproduction of any part of this website without written permission is prohibited.",
    ],
]


BRIEFS = [[LEAD], [LEAD, BODY[0]], [LEAD, *BODY]]
ROLES.expect((HEADLINE, "12/3/2024 08:15", *text, *foot) for text in BRIEFS for foot in FEET)


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("text", BRIEFS)
def test_who_publishes_a_paper_and_where_is_no_text_of_a_brief(text: list[str], foot: list[str]) -> None:
    roles = roles_of(HEADLINE, "12/3/2024 08:15", *text, *foot)

    own = [role in ("lead", "body") for role in roles[2:]]
    assert own == [True] * len(text) + [False] * len(foot)


def test_a_word_on_a_papers_staff_ends_no_story() -> None:
    told = "Tổng biên tập: Nguyễn Văn Sông là tên ghi trên măng sét tờ báo làng, số ra đầu tiên năm ấy."

    assert roles_of(HEADLINE, LEAD, told, *BODY)[3:] == ["body"] * 3


@pytest.mark.parametrize(
    "path",
    [
        f"Trang chủ > Thời sự > Đời sống > {HEADLINE} hôm nay và mãi mãi về sau",
        f"Bạn đang ở: {HEADLINE[:42]}…",
        f"Bến Gỗ › Đời sống › {HEADLINE}",
        f"You are here: {HEADLINE}",
    ],
)
def test_the_way_to_a_page_is_no_headline(path: str) -> None:
    """It stands over the headline and ends with it, cut off or whole: the text has the words of both."""
    roles = roles_of("Báo Bến Gỗ", path, HEADLINE, f"{HEADLINE}, ai nấy đều vui mừng.", *BODY)

    assert roles[1:3] == ["boilerplate", "headline"]


def test_a_word_boundary_never_stands_beside_a_letter_it_does_not_know() -> None:
    """Boundaries look at ASCII alone: beside ủ there would be none."""
    rules = [rule for group in read_furniture().groups for rule in group.rules]
    patterns = [pattern for rule in rules for pattern in (*rule.patterns, *rule.also)]

    assert not [each for each in patterns if re.search(r"[^\x00-\x7f]\(\?-u:|b\)[^\x00-\x7f]", each)]


@pytest.mark.parametrize("mended", ["Tiếng Việt", "cà phê đá", "ơ kìa ư", "she’s “in”", "mười năm ăn Ơ Ư Đ"])
def test_garbled_text_is_looked_at_again(mended: str) -> None:
    garbled = mended.encode().decode("cp1252", "ignore")

    assert mend(garbled) == garbled or find_signs(pl.Series([garbled])).to_list() == [True]


def mark_lines(*lines: tuple[str, str]) -> pl.DataFrame:
    """Find the roles of a page whose markup says what some of its lines are; "" for nothing."""
    text, spans = "", []
    for line, mark in lines:
        if mark:
            spans.append((len(text), len(text) + len(line), mark))
        text += line + "\n"
    return find_pages(text, marks=[spans])


@pytest.mark.parametrize("between", [[], ["12/03/2024"]])
def test_a_name_between_headline_and_text_signs_it_where_markup_takes_it_for_text(between: list[str]) -> None:
    """The element that holds the text may hold the names above it too."""
    lines = [(line, "body") for line in ("Lan Chi", *between, LEAD, *BODY)]

    page = mark_lines((HEADLINE, "headline"), *lines)

    assert page["role"].to_list()[1] == "byline"
    assert page.filter(pl.col("role") == "lead")["text"].to_list() == [LEAD]


def test_a_paragraph_between_headline_and_marked_text_is_its_standfirst() -> None:
    """Many sites put it outside the element of the text, above date, byline and picture."""
    page = mark_lines(
        (HEADLINE, "headline"),
        (LEAD, ""),
        ("Lan Chi", "byline"),
        ("12/03/2024 08:15", "dateline"),
        ("Cầu treo nhìn từ bờ bắc.", "caption"),
        *((line, "body") for line in BODY),
    )

    assert page["role"].to_list()[:2] == ["headline", "lead"]


def test_a_title_that_markup_passes_over_inside_the_text_is_no_subheading() -> None:
    page = mark_lines(
        (HEADLINE, "headline"),
        (BODY[0], "body"),
        (OTHER, ""),
        ("Một nhịp cầu mới", "body"),
        (BODY[1], "body"),
    )

    assert page["role"].to_list() == ["headline", "lead", "sidebar", "body", "body"]


def test_a_headline_of_two_words_stands_on_top_right_above_date_or_text() -> None:
    """A single capitalised word there is a section's name."""
    date = "08:15 | 12/03/2024 GMT+7"

    assert roles_of("Bão đêm", date, LEAD, *BODY)[:3] == ["headline", "dateline", "lead"]
    assert roles_of("Bão đêm", HEADLINE, LEAD, *BODY)[:2] == ["boilerplate", "headline"]
    assert roles_of("Opinion", date, LEAD, *BODY)[0] != "headline"


def test_a_name_and_an_agency_credit_the_picture_above_in_the_text_and_sign_it_below() -> None:
    caption = "Cây cầu treo nhìn từ bờ bắc sông Lữ"

    assert roles_of(HEADLINE, LEAD, BODY[0], caption, "Lan Chi/Orva", *BODY[1:])[3:5] == ["caption", "credit"]
    assert roles_of(HEADLINE, LEAD, *BODY, "Lan Chi/Orva")[-1] == "byline"


@pytest.mark.parametrize(
    "notice",
    [
        "These cookies are necessary for the website to function and cannot be switched off in our systems.",
        "You can save this article by registering for free here, or sign in if you have an account.",
        "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel für Sie ergänzt und vertieft.",
        "Mit Ihrer Zustimmung speichern wir und 90 Partner Informationen auf Ihrem Gerät, etwa Cookies.",
        "Nous utilisons des cookies pour traiter des données personnelles avec l'aide de nos partenaires.",
    ],
)
def test_what_a_page_asks_of_its_reader_is_not_the_story(notice: str) -> None:
    roles = roles_of(HEADLINE, LEAD, BODY[0], notice, *BODY[1:])

    assert roles == ["headline", "lead", "body", "boilerplate", "body", "body"]


def test_a_story_about_cookies_and_subscribers_stays_a_story() -> None:
    told = [
        "The ministry fined two shops that had stored cookies without asking, the third such case this year.",
        "The magazine lost a tenth of its subscribers after raising its price in March, its owner said.",
    ]

    assert roles_of(HEADLINE, LEAD, *told, *BODY)[2:4] == ["body", "body"]


def test_one_short_paragraph_under_a_signature_is_another_story() -> None:
    """Extracted pages often end with the standfirst of the next story, its title lost."""
    teaser = "Hơn một trăm gian hàng của các xã ven sông sẽ giới thiệu mật ong, chè và cá hun khói."

    roles = roles_of(HEADLINE, LEAD, *BODY, "Lan Chi", teaser)

    assert roles[-3:] == ["body", "byline", "sidebar"]


def test_a_date_in_a_list_of_other_stories_is_not_the_pages() -> None:
    listed = [OTHER, "11/03/2024 07:10", "Chợ phiên Bến Gỗ đông trở lại sau mùa nước lớn", "10/03/2024 19:30"]

    roles = roles_of(HEADLINE, "08:15 | 12/03/2024 GMT+7", LEAD, *BODY, "Tin liên quan", *listed)

    assert roles[1] == "dateline"
    assert roles[-4:] == ["sidebar"] * 4


def test_a_line_that_describes_its_picture_leaves_the_paragraph_above_alone() -> None:
    line = "The new bridge on opening day Credit: Anna Weaver/Getty Images"

    assert roles_of(HEADLINE, LEAD, BODY[0], line, *BODY[1:])[2:4] == ["body", "caption"]


def test_the_title_whose_words_the_text_says_again_is_the_headline() -> None:
    """A masthead, a form or a bar of buttons stands nearer than the title, or above it."""
    masthead = "Orva Online - Diễn đàn khoa học phổ thông"

    assert roles_of(masthead, HEADLINE, LEAD, *BODY)[:2] == ["boilerplate", "headline"]
    assert roles_of(HEADLINE, *TOOLS, LEAD, *BODY)[0] == "headline"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([HEADLINE, LEAD], "title near the text"),
        ([HEADLINE, *TOOLS, LEAD], "title that the text tells of"),
        (["Cầu treo Bến Gỗ", "Lan Chi", LEAD], "short, doubled or labelled title near the text"),
        ([HEADLINE, HEADLINE, LEAD], "short, doubled or labelled title near the text"),
        ([OTHER, "Giá chè tăng", LEAD], "title near the text, in doubt"),
        ([OTHER, OTHER, "Giá chè tăng", LEAD], "doubled or labelled title near the text, in doubt"),
        (["Giá chè tăng", "Nhớ rừng xa", LEAD], "short title near the text, in doubt"),
        ([OTHER, *["Share this"] * 12, LEAD], "lowest title far above the text"),
        (["Bão đêm", "12/03/2024", LEAD], "first words of the page"),
    ],
)
def test_the_reason_of_a_headline_is_what_made_it_the_pages(lines: list[str], why: str) -> None:
    """An editor who asks why a menu was taken for the headline is told, as of every other role."""
    headlines = find_page(*lines, *BODY).filter(role="headline")

    assert set(headlines["role_reason"]) - {"repeats the headline"} == {why}


def test_the_title_that_metadata_have_is_the_headline_for_that_reason() -> None:
    page = find_page(OTHER, HEADLINE, LEAD, *BODY, title=HEADLINE)

    assert page.select("role", "role_reason").row(1) == ("headline", "title in the metadata")


def test_a_headline_that_stands_twice_on_top_is_no_link_and_the_one_under_a_heading_is() -> None:
    """A dump has the title of the window first, and then the one on the page."""
    link = ["Tin liên quan", "Cây cầu treo bắc qua sông Lữ đón xe"]

    roles = roles_of(HEADLINE, HEADLINE, "12/03/2024 08:15", *link, LEAD, *BODY)

    assert roles[:5] == ["headline", "headline", "dateline", "sidebar", "boilerplate"]


@pytest.mark.parametrize("heading", ["Tin nóng", "Breaking", "Tin liên quan"])
@pytest.mark.parametrize("own", [["Lan Chi", "16:05 05/03/2024"], ["16:05 | 05/03/2024", "Lan Chi"]])
def test_a_ticker_above_the_headline_gives_the_page_neither_title_nor_date(
    heading: str, own: list[str]
) -> None:
    page = find_page(heading, OTHER, "02/03/2024 08:00", HEADLINE, *own, LEAD, *BODY)

    assert page["role"][3] == "headline"
    assert (page["role"] == "dateline").sum() == 1
    assert page["role_reason"][2] == "date of another story"


@pytest.mark.parametrize("items", [1, 3])
def test_dates_in_a_box_of_other_stories_between_byline_and_text_are_theirs(items: int) -> None:
    """Nothing says when this page was published."""
    box = [line for at in range(items) for line in (f"{OTHER} {at}", f"0{at + 1}/03/2024 08:00")]
    under_byline = roles_of(HEADLINE, "Lan Chi", "Tin nổi bật", *box, LEAD, *BODY)
    under_lead = roles_of(HEADLINE, "Lan Chi", LEAD, "Tin nổi bật", *box, *BODY)

    assert "dateline" not in [*under_byline, *under_lead]
    assert under_byline[0] == under_lead[0] == "headline"
    assert "dateline" in roles_of("Thời sự", "Tin nổi bật", HEADLINE, "08:00 02/03/2024", LEAD, *BODY)


@pytest.mark.parametrize("stamp", ["Đăng ngày 12/01/2024", "12/01/2024 08:15"])
def test_a_dated_title_in_a_box_above_the_story_is_neither_its_headline_nor_its_date(stamp: str) -> None:
    """The text says nothing of it, and has nearly all the words of the title below."""
    roles = roles_of("Tin liên quan", OTHER, stamp, "Cầu treo qua sông Lữ đón xe", LEAD, *BODY)

    assert roles[:5] == ["sidebar", "boilerplate", "sidebar", "headline", "lead"]


@pytest.mark.parametrize("sign", ["—", "--"])
def test_who_posted_what_is_quoted_is_no_headline_and_parts_no_text(sign: str) -> None:
    signature = f"{sign} Port Ellery Ferries (@elleryferries) March 9, 2024"

    assert roles_of(signature, BODY[0], BODY[1])[0] == "boilerplate"
    assert roles_of(HEADLINE, *BODY, signature, BODY[0] + " Thêm.")[-1] == "body"


def test_a_title_over_its_date_stays_the_headline_when_a_caption_says_more_of_the_text() -> None:
    """The picture under the first paragraph is told in the words of the story; no credit ends it."""
    head = ["Qua rồi thời lụy đò ngang", "08:15 | 12/03/2024 GMT+7", LEAD]
    caption = "Cây cầu treo bắc qua sông Lữ"

    assert roles_of(*head, caption, *BODY)[:3] == ["headline", "dateline", "lead"]


def test_a_notice_under_a_list_of_titles_and_teasers_does_not_make_them_text() -> None:
    teaser = TEASER.removesuffix(" ...") + "."
    notice = "Mọi ý kiến của bạn đọc xin gửi tới hộp thư của tòa soạn, nơi tên người gửi được giữ kín."
    listed = [OTHER, teaser, f"{OTHER} này", f"Dự kiến: {teaser}", notice]

    roles = roles_of(HEADLINE, LEAD, *BODY, "Tin liên quan", *listed)

    assert roles[5:] == ["sidebar"] * 6


def test_without_shared_words_the_nearest_place_decides() -> None:
    """A pun of a headline need not say what the story says."""
    assert roles_of("Qua rồi thời lụy đò ngang", LEAD, *BODY)[0] == "headline"


def test_an_agency_behind_the_last_paragraph_signs_the_text_and_behind_another_a_picture() -> None:
    """The last paragraph is text that a copy may keep; a caption is not."""
    caption = "Người dân hai bờ sông Lữ chờ qua cầu trong buổi sáng đầu tiên. (AFP)"

    assert roles_of(HEADLINE, LEAD, caption, *BODY[:2], BODY[2] + " (AFP)", "Tin liên quan", OTHER) == [
        *["headline", "lead", "caption", "body", "body", "body", "sidebar", "sidebar"],
    ]
    assert roles_of(HEADLINE, LEAD, *BODY[:2], BODY[2] + " (Theo Báo Sông Lữ)")[-1] == "body"


def test_a_last_paragraph_that_an_agency_signs_under_a_picture_is_text() -> None:
    caption = "Cây cầu treo nhìn từ bờ bắc sông Lữ. Ảnh: Văn Bình"
    signed = f"{BODY[1]} {BODY[2]} (TTXVN)"

    assert roles_of(HEADLINE, LEAD, BODY[0], caption, signed)[-2:] == ["caption", "body"]
    assert roles_of(HEADLINE, LEAD, *BODY, "The ferry makes its last trip tonight. — AP")[-1] == "body"
    assert roles_of(HEADLINE, LEAD, *BODY, "Le bac fait sa dernière traversée. (avec AFP)")[-1] == "body"


@pytest.mark.parametrize(
    "when",
    [
        "Published: 12 March 2024, 9:05 p.m.",
        "March 12, 2024 at 9:05 a.m.",
        "This story was originally published March 12, 2024 4:00 AM.",
        "Publié le 12/03/2024 à 14:15 - Mis à jour le 13/03/2024 à 09:00",
        "Publicado el 12 de marzo de 2024 a las 14:15",
        "Bến Gỗ, 8 giờ 15 phút ngày 12/3/2024",
        "Thời sự | Thứ 4, 13/03/2024 08:15 +07:00",
    ],
)
def test_a_line_that_says_when_and_little_else_is_no_text(when: str) -> None:
    assert roles_of(HEADLINE, when, LEAD, *BODY)[:3] == ["headline", "dateline", "lead"]


def test_the_figures_of_a_table_are_text_between_paragraphs_and_no_links() -> None:
    """A lottery's numbers are its story; a line like them under another story is furniture."""
    table = ["Giải nhất: 40518", "Giải nhì: 77206 - 13945", "Giải ba: 5012 - 8840 - 21 - 12 - 19"]

    assert roles_of(HEADLINE, LEAD, *table, BODY[0])[2:] == ["body"] * 4
    assert roles_of(HEADLINE, LEAD, *BODY, "Lượt xem: 40518", OTHER)[-2:] == ["boilerplate", "sidebar"]


def test_titles_said_twice_in_turn_with_paragraphs_are_a_box_between_lead_and_text() -> None:
    """Blank lines part everything on the page, so a teaser hangs on no title."""
    teasers = [
        "Hơn một trăm gian hàng của các xã ven sông sẽ giới thiệu mật ong, chè và cá hun khói.",
        "Trường tiểu học Bến Gỗ đón thêm ba trăm cuốn sách do bạn đọc ở thành phố gửi tặng.",
    ]
    school = "Ba trăm cuốn sách về với học trò Bến Gỗ"
    box = [OTHER, OTHER, teasers[0], school, school, teasers[1]]
    page = "\n\n".join([HEADLINE, LEAD, *box, *BODY]).replace(f"{OTHER}\n\n{OTHER}", f"{OTHER}\n{OTHER}")
    page = page.replace(f"{school}\n\n{school}", f"{school}\n{school}")

    assert find_pages(page)["role"].to_list() == ["headline", "lead", *["sidebar"] * 6, *["body"] * 3]


def test_the_headline_again_over_a_caption_does_not_part_the_last_paragraph_from_the_text() -> None:
    """A picture is named as its page is; one paragraph under it, before a list of titles, was left out."""
    caption = "Người dân Bến Gỗ dựng cầu tạm qua sông. (Ảnh: Văn Lữ)"
    last = "Cầu tạm sẽ được tháo dỡ khi cây cầu mới thông xe vào tháng tới, theo ban quản lý."
    page = [HEADLINE, LEAD, *BODY, HEADLINE, caption, last, OTHER, OTHER]

    assert roles_of(*page)[-5:] == ["caption", "caption", "body", "sidebar", "sidebar"]


def test_a_title_inside_the_marked_text_right_above_its_date_is_the_headline() -> None:
    """Old pages mark nothing, and the element that holds their paragraphs holds the title too."""
    blocks = mark_lines(*((line, "body") for line in (HEADLINE, "12/03/2024", LEAD, BODY[0])))

    assert blocks["role"].to_list() == ["headline", "dateline", "lead", "body"]


def test_the_title_that_metadata_has_is_the_headline_below_a_marked_column_of_others() -> None:
    """In a layout of tables the element that holds the paragraphs holds the column beside them too."""
    lines = [OTHER, TEASER[:-4] + " từ xa.", HEADLINE, LEAD, BODY[0]]
    spans, text = [], ""
    for line in lines:
        spans.append((len(text), len(text) + len(line), "body"))
        text += line + "\n"

    blocks = find_pages(text, marks=[spans], title=f"{HEADLINE} | Báo Bến Gỗ")

    assert blocks["role"].to_list()[2:] == ["headline", "lead", "body"]


def test_a_title_that_markup_has_under_the_text_leaves_the_text_above_it() -> None:
    """Where a page marks no headline of its own, that of the first card under the text was taken for it."""
    lines = [(line, "body") for line in (LEAD, *BODY)]

    blocks = mark_lines(*lines, (OTHER, "headline"), (TEASER, ""))

    assert blocks["role"].to_list()[:3] == ["lead", "body", "body"]


@pytest.mark.parametrize("line", ["avec AFP", "mit dpa", "với Reuters"])
def test_a_line_that_says_with_whom_a_story_was_made_is_a_credit(line: str) -> None:
    assert roles_of(HEADLINE, LEAD, *BODY, line)[-1] == "credit"


TITLES = [
    *("Share prices fall after bank warning", "Tap water unsafe for weeks after storm"),
    *("Register of voters lost in the flood", "Print shop burns down in the night"),
    *("Download festival moves to the harbour", "Enter the dragon boats of Bến Gỗ"),
    *("12 photos that show the flood from above", "3 of 10 children go to school hungry"),
    *("Care home/hospital transfers stopped after outbreak", "By the river: a town rebuilds"),
    *("Click farm found under the railway bridge", "Photo exhibition opens in the town hall"),
    *("Phóng viên kể chuyện một đêm giữa tâm lũ", "Thực hiện lời hứa với bà con bản cũ"),
    *("First appeared in dreams, now built of stone", "Provided by the sea: a living from eels"),
    *("More snow on its way from the coast", "Theo dõi sát đàn sếu trên đồng cỏ ngập nước"),
    *("Huyện mở chợ đầu mối nông sản tổng hợp", "Latest storm in the north brings snow"),
    *("Tác giả cuốn sách về sông Lữ qua đời", "Por el río bajan las barcas otra vez"),
]
ROLES.expect((title, "08:15 | 12/03/2024", LEAD, *BODY) for title in TITLES)


@pytest.mark.parametrize("title", TITLES)
def test_a_headline_may_begin_as_a_button_or_a_byline_does(title: str) -> None:
    assert roles_of(title, "08:15 | 12/03/2024", LEAD, *BODY)[0] == "headline"


@pytest.mark.parametrize(
    "line",
    [
        *("Share this article via e-mail", "Print", "E-mail to a friend", "Download the app for free"),
        *("Theo dõi Báo Bến Gỗ trên Facebook", "Follow us on"),
        *("12 comments", "3 of 15", "Home » News » Bến Gỗ", "Tap here to read on", "Enter your e-mail"),
    ],
)
def test_a_button_is_told_by_what_it_does(line: str) -> None:
    assert find_page(HEADLINE, LEAD, line, *BODY)["role_reason"][2] == "stock line"


@pytest.mark.parametrize(
    "line",
    ["By Anna Weaver", "By the Tarn Weekly", "By staff writers", "Por la Redacción", "Phóng viên Lan Chi"],
)
def test_a_byline_names_somebody(line: str) -> None:
    assert roles_of(HEADLINE, line, LEAD, *BODY)[1] == "byline"


@pytest.mark.parametrize("line", ["Editor's picks", "Editor’s picks", "Don’t miss", "S’abonner", "Google+"])
def test_a_stock_line_is_known_by_either_apostrophe(line: str) -> None:
    """Type-setting turns the straight one into a quotation mark."""
    reason = find_page(HEADLINE, LEAD, *BODY, line, OTHER)["role_reason"][5]

    assert reason in {"heading or link to other stories", "stock line"}


SEEN = "Cây cầu treo nhìn từ bờ bắc sông Lữ trong buổi sáng đầu tiên có xe qua lại."
SEEN_BY = [
    *("Ảnh: N.H", "(Ảnh: N.H.)", "ẢNH: VĂN BÌNH", "Ảnh chụp màn hình", "Ảnh do gia đình cung cấp"),
    *("Đồ họa: Văn Bình", "Photograph: Handout", "Pictures: Anna Weaver", "(Anna Weaver/Tarn Weekly)"),
    *("Credit...Anna Weaver for The Tarn Weekly", "Anna Weaver for the Tarn Weekly", "(Supplied)"),
    *("Image source, Getty Images", "(ảnh do gia đình cung cấp)", "(ảnh internet)", "(File picture)"),
    "Picture: Anna Weaver",
]
ROLES.expect((HEADLINE, LEAD, BODY[0], f"{SEEN} {credit}", *BODY[1:]) for credit in SEEN_BY)


@pytest.mark.parametrize("credit", SEEN_BY)
def test_a_pictures_credit_has_many_forms(credit: str) -> None:
    assert roles_of(HEADLINE, LEAD, BODY[0], f"{SEEN} {credit}", *BODY[1:])[3] == "caption"


@pytest.mark.parametrize(
    "credit",
    [
        *("Ảnh: N.H", "(Ảnh: M.S)", "ẢNH: HÀ SA", "Ảnh tư liệu", "Ảnh chụp màn hình", "Photograph: Handout"),
        *("Picture: PA", "Photograph: Jane Oakes/The Tarn Weekly", "Credit...Jane Oakes for The Tarn Weekly"),
    ],
)
def test_a_credit_on_a_line_of_its_own_is_no_text(credit: str) -> None:
    assert roles_of(HEADLINE, LEAD, *BODY[:2], credit, BODY[2])[4] == "credit"


@pytest.mark.parametrize(
    "text",
    [
        "Cầu đã thông xe. Ảnh: Văn Bình. Sau đó đoàn xe chạy tiếp về bến bên kia sông.",
        "She kept a graphic: a black line that fell and fell until the end.",
        "He signed the file (File 14) and put it back on the shelf.",
        "Nothing of it remained. Jane Oakes for the defence said so again.",
        "She read from her best known tale, originally published in Tarn Weekly.",
        "Every guest of the mill is shown the same treasure: an eel in a jar of honey.",
    ],
)
def test_a_sentence_that_speaks_of_pictures_or_prints_stays_text(text: str) -> None:
    assert roles_of(HEADLINE, LEAD, BODY[0], text, *BODY[1:])[3] == "body"


UNDER = [
    ("Văn Bình - Lan Chi (TTXVN)", "byline"),
    ("Tin, ảnh: Văn Bình (TTXVN)", "byline"),
    ("TIN, ẢNH: VĂN BÌNH", "byline"),
    ("Văn Bình (PV TTXVN tại Bến Gỗ)", "byline"),
    ("This story was first published by Tarnwatch.", "credit"),
    ("Republished with permission from Tarn Weekly.", "credit"),
    ("This article was originally published on March 3, 2024 by Tarn Weekly.", "credit"),
    ("First published on Tue 3 Mar 2024 01.30 GMT", "dateline"),
    ("First published on March 3, 2024", "dateline"),
    ("Hà Sa, Văn Bình (lược dịch từ Tarn Weekly)", "credit"),
    ("The column originally ran in Tarn Weekly.", "credit"),
    ("Ce texte a d’abord été publié dans Tarn Hebdo.", "credit"),
    ("(With inputs from PTI)", "credit"),
    ("© 2025 Tarn Weekly. Distributed by Gorse Content Agency", "credit"),
    ("This story was first published on March 18 and has been updated.", "dateline"),
    ("This story was last updated on Tue, March 18 by the night desk.", "dateline"),
]
ROLES.expect((HEADLINE, LEAD, *BODY, line, "Tin liên quan", OTHER) for line, _ in UNDER)


@pytest.mark.parametrize(("line", "role"), UNDER)
def test_a_line_under_the_text_says_whose_it_is(line: str, role: str) -> None:
    assert roles_of(HEADLINE, LEAD, *BODY, line, "Tin liên quan", OTHER)[5] == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (LEAD + " (Anna Weaver/Getty Images)", "caption"),
        ("(Photos by Associated Press; photo illustration by Anna Weaver / Tarn Weekly)", "credit"),
        ("Anna Weaver / AP", "credit"),
    ],
)
def test_what_was_told_by_an_agencys_name_is_told_by_it_first(line: str, role: str) -> None:
    assert roles_of(HEADLINE, LEAD, *BODY[:2], BODY[2], line, OTHER)[5] == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Trần Thị Mận - 10:47 16/10/2024", "dateline"),
        ("Odile Mary Barstow | 9 March 2024, 08:15", "dateline"),
        ("Trần Thị Mận 16/10/2024 10:47", "dateline"),
        ("Sông Lữ Bến Gỗ 20:45", "headline"),  # two teams, which no year parts from the hour
        ("Giá Vàng Hôm Nay - 16/10/2024", "lead"),  # no time of day: a title may hold a day
        ("Sửa lần cuối: 06:20, 12/11/2024", "dateline"),
    ],
)
def test_a_name_before_a_time_and_a_day_signs_the_page(line: str, role: str) -> None:
    assert roles_of(HEADLINE, line, LEAD, *BODY)[1] == role


@pytest.mark.parametrize(
    "rows",
    [
        ["Giải nhất: 66120", "Giải nhì: 31874 - 70026", "Giải ba: 15583 - 92047 - 44819"],
        ["HAR 81.14 -1.12", "TRM 15.92 +0.12", "ORC 88.06 +2.60", "RES 31.77 -2.47"],
        ["Bến Gỗ Cồn Vịt 44.000 đồng", "Cồn Vịt Hòn Sậy 80.000 đồng", "Hòn Sậy Bến Gỗ 36.000 đồng"],
        [
            "Bến Gỗ 4 (0) Cồn Vịt 2 (0)",
            "Gò Dứa 1 (1) Kim Trà 0 (1)",
            "Phố Hạc 0 (1) Vĩnh Sa 0 (0)",
            "Lạc Điền 2 (0) Mỹ Quới 2 (1)",
        ],
    ],
)
def test_a_table_under_the_last_paragraph_is_text(rows: list[str]) -> None:
    """Without it two draws would be one text."""
    page = find_page(HEADLINE, LEAD, *rows, "Xem nhiều", OTHER)

    assert page.filter(page["role"].is_in(["lead", "body"]))["text"].to_list() == [LEAD, *rows]


def test_titles_that_name_a_day_are_no_table() -> None:
    titles = [f"Giá cá kèo ở Bến Gỗ ngày {day}/3" for day in (4, 5, 6, 7)]
    page = find_page(HEADLINE, LEAD, *titles)

    assert page.filter(page["role"].is_in(["lead", "body"]))["text"].to_list() == [LEAD]


def test_a_list_in_the_text_does_not_part_it_from_its_opening() -> None:
    """A recipe between two longer sections; the items alone would be a menu."""
    items = [
        "• 250 g bột báng",
        "• nửa lít nước trà nguội",
        "• một nhúm muối",
        "• hai quả trứng vịt",
        "• mật mía",
    ]
    rows = [
        f"{name}\t{name} Hạ\t{n}4.000 đồng" for n, name in enumerate(["Bến Gỗ", "Cồn Vịt", "Gò Dứa"] * 3, 1)
    ]
    for within in (items * 2, rows):
        roles = roles_of(HEADLINE, "08:15 | 12/03/2024", LEAD, *within, *BODY, "Xem nhiều", OTHER)

        assert roles[0] == "headline"
        assert set(roles[2:-2]) <= {"lead", "body"}


def test_a_headline_that_stands_a_third_time_in_a_short_text_names_its_picture() -> None:
    cards = [line for n in range(1, 5) for line in [f"{OTHER} {n}", TEASER]]
    page = find_page(HEADLINE, HEADLINE, "08:15 | 12/03/2024", LEAD, HEADLINE, BODY[0], "Xem nhiều", *cards)

    assert page.filter(page["role"].is_in(["lead", "body"]))["text"].to_list() == [LEAD, BODY[0]]
    assert page["role"][4] == "caption"


def test_a_brief_goes_on_under_its_picture() -> None:
    """What it shows looks like another story's title, and the text under it like that story's teaser."""
    lead = (
        "The sluice of Wickmoor will stay shut for six months more than planned, the county said on Monday."
    )
    text = "It is to hold back the spring tide. The keeper asked for oak and the county for steel."
    picture = ["The keeper of the sluice looks down on the low river", "Photo: Ann Lee"]
    page = ["Wickmoor sluice late again", "4 March 2024, 06:30 GMT", lead, *picture, text, "Related"]
    cards = [
        line for n in range(3) for line in [f"Eels come back to mill {n} of Callen", "Photo: Ann Lee", lead]
    ]

    roles = roles_of(*page, "Eels come back to Callen", *cards)

    assert roles[2:6] == ["lead", "caption", "credit", "body"]
    assert "body" not in roles[6:]


DIGEST = "Tin sáng: ba việc cần biết trước giờ họp"


@pytest.mark.parametrize("dated", [[DIGEST, "12/10/2025 07:15"], ["12/10/2025 07:15", DIGEST]])
def test_a_digest_keeps_its_headline_over_that_of_its_first_story(dated: list[str]) -> None:
    """The first story tells all words of its own, and has neither date nor buttons."""
    title = "Cây cầu treo qua sông Lữ đón những lượt xe đầu tiên"

    page = find_page("Thời sự", *dated, "Chia sẻ", "Facebook", title, LEAD, *BODY)

    assert page.filter(pl.col("role") == "headline")["text"].to_list() == [DIGEST]


def test_a_house_before_its_people_signs_what_it_stands_under() -> None:
    line = "TTXVN/Lan Chi - Văn Bảo"

    page = find_page(HEADLINE, LEAD, *BODY[:2], line, BODY[2])

    assert page.filter(pl.col("text") == line)["role"].to_list() == ["credit"]
