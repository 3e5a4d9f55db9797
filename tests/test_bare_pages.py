"""Bare pages: is a list, a table or a poem without furniture around it taken for text?"""

import polars as pl
import pytest

from dedup.roles import find_page_kinds, settle_roles
from test_roles import BODY, HEADLINE, LEAD, find_page

TEASER = "Mười thôn ven sông thi nhau bày món lạ trong ngày hội làng, và ban tổ chức đã chọn ra mười món."
DISHES = [
    "1. Bánh lá gai nhân dừa",
    "2. Cá bống kho tiêu rừng",
    "3. Xôi ngũ sắc gói lá sen",
    "4. Chè củ mài nấu gừng",
    "5. Nem cuốn lá sung",
    "6. Gỏi hoa chuối tôm sông",
    "7. Rượu mận ngâm mật",
    "8. Cơm lam nướng than tre",
]


def settle(*lines: str) -> pl.DataFrame:
    blocks = find_page(*lines)
    return settle_roles(blocks, blocks.select("article", outlet=pl.lit("")).unique())


def test_a_list_on_a_page_without_furniture_is_its_text() -> None:
    """Nothing but its place spoke against it, and nothing else is there to be the text."""
    settled = settle(HEADLINE, *DISHES, TEASER)

    assert settled.filter(pl.col("role") == "body").height >= len(DISHES)
    assert find_page_kinds(settled)["page_kind"].to_list() == ["article"]


def test_a_list_above_other_stories_is_the_text_of_its_page() -> None:
    """Their heading is furniture, but nothing above it is."""
    recipe = ["Cho bốn người ăn", "200 g bột gạo", "Một bó lá gai", "Trộn bột với lá.", "Để một đêm rồi gói."]
    recipe += ["Gói bằng lá chuối đã hơ.", "Buộc lạt cho chặt.", "Xếp vào chõ đồng.", "Đun lửa nhỏ."]
    others = ["Tin liên quan", *[f"{HEADLINE} lần thứ {n}" for n in range(8)]]
    page = [HEADLINE, *recipe, "Hấp bánh trong nửa giờ, bao giờ thơm mùi lá thì được.", "Ăn nguội."]
    front = [HEADLINE, *[f"{HEADLINE} năm thứ {n}" for n in range(5)], TEASER]

    assert find_page_kinds(settle(*page, *others))["page_kind"].to_list() == ["article"]
    assert "no furniture on the page" not in settle(*front, *others)["role_reason"].to_list()


def test_titles_under_a_text_stay_apart_where_the_page_shows_its_furniture() -> None:
    """A menu or a share button says that the page was not stripped: what is around the text is no text."""
    lines = (HEADLINE, TEASER, "Chia sẻ", "In bài viết", *DISHES, *DISHES[:3])

    assert settle(*lines).equals(find_page(*lines))


def test_a_few_lines_under_a_long_text_stay_apart() -> None:
    """They are not most of the page, and may be titles of other stories."""
    lines = (HEADLINE, TEASER, *[f"{TEASER[:-1]}, lần thứ {n}." for n in ("hai", "ba", "tư")], *DISHES[:2])

    assert settle(*lines).equals(find_page(*lines))


def test_a_table_is_text_with_its_numbers_and_one_button_left() -> None:
    """Who strips a page may forget a button; a price list without prices is no price list."""
    table = [line for price, dish in enumerate(DISHES, 41) for line in (dish[3:], f"{price}0")]
    settled = settle(HEADLINE, *table, "Chia sẻ", TEASER)

    assert settled.filter(pl.col("role") == "body").height >= len(table)


@pytest.mark.parametrize("at", [3, 14])
def test_a_page_on_which_one_story_after_another_is_signed_is_a_list_of_them(at: int) -> None:
    """Titles with a teaser, a byline and an age each: a tag page that lost its menu."""
    stories = [
        [
            f"{dish[3:]} của chợ Bến Gỗ lần thứ {n} bày bán",
            f"{TEASER[:-1]} thứ {n} ...",
            "By Staff",
            "3 days ago",
        ]
        for n, dish in enumerate(DISHES * 2)
    ]
    stories[at][1] = TEASER
    settled = settle("Topic: harbour", *[line for story in stories for line in story])

    assert find_page_kinds(settled)["page_kind"].to_list() == ["index"]


def test_a_story_that_three_people_sign_is_a_story() -> None:
    signed = (HEADLINE, "By Ann Low", "By Bea Ott", "By Cy Reed", LEAD, *BODY)

    assert find_page_kinds(settle(*signed))["page_kind"].to_list() == ["article"]


CROSSHEAD = "Còn lại gì"
SECTION = "Ba gian bếp của làng vẫn đỏ lửa đến tối, và người ở xa hẹn nhau rằng sang năm sẽ về."


@pytest.mark.parametrize("crosshead", [CROSSHEAD, "Cũng chiều ấy ở bến sông, đoàn thuyền rước nước:"])
def test_a_short_section_ends_the_text_of_a_page_without_furniture(crosshead: str) -> None:
    """Two texts that differ in it alone are not identical."""
    settled = settle(HEADLINE, LEAD, *BODY, crosshead, SECTION, "Tin do thôn cung cấp qua điện thoại")

    assert settled["role"].to_list() == ["headline", "lead", *["body"] * 5, "sidebar"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Chia sẻ", CROSSHEAD, SECTION],
        ["LAN CHI", CROSSHEAD, SECTION],
        [CROSSHEAD, "Đặt báo từ hôm nay, làng gửi tận nhà."],
    ],
)
def test_what_stands_under_a_button_or_a_signature_or_sells_something_stays_apart(lines: list[str]) -> None:
    page = (HEADLINE, LEAD, *BODY, *lines)

    assert settle(*page).equals(find_page(*page))


@pytest.mark.parametrize("title", [HEADLINE, "Qua rồi thời lụy đò ngang"])
def test_a_title_and_a_paragraph_on_top_begin_the_text_above_a_long_list_too(title: str) -> None:
    """One dish of the list would be the headline, and all above it lost."""
    dishes = [line for n, dish in enumerate(DISHES * 2) for line in (f"{n}.", f"{dish[3:]} làng {n}")]
    opening = f"{LEAD[:-1]}, và buổi chiều cả hai bờ cùng dọn cỗ mừng."
    text = [f"{line} Đó là điều thứ {n} mà hai bờ còn kể lại cho nhau." for n, line in enumerate(BODY * 3)]

    settled = settle(title, opening, *dishes, *text)
    shared = settle(title, opening, "Chia sẻ", "In bài viết", *dishes, *text)

    assert settled.filter(pl.col("role") == "headline")["text"].to_list() == [title]
    assert set(settled["role"].to_list()[1:]) <= {"lead", "body"}
    assert shared["role"].to_list()[1] == "sidebar"
