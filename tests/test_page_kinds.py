"""Page kinds: is a short story between other stories taken for a front page, a gallery for a story?"""

from itertools import chain

import polars as pl
import pytest

from dedup.roles import find_page_kinds
from test_roles import BODY, HEADLINE, LEAD, OTHER, TEASER, find_pages, kinds_of, mark_lines, roles_of


def test_paragraphs_above_and_below_their_picture_make_no_front_page() -> None:
    """A box of other stories parts them from the lead; only the picture is between them."""
    picture = "Cây cầu treo trong ngày khánh thành, nhìn từ bờ chợ. Ảnh: Lan Chi"
    others = [f"{OTHER[:-4]}{when}" for when in ("đêm", "trưa", "sớm", "chiều", "tối")]
    related = [line for title in others for line in (title, title, TEASER)]
    page = [HEADLINE, LEAD, OTHER, OTHER, TEASER, BODY[0], picture, BODY[1], "Tin bài liên quan", *related]

    assert kinds_of("\n\n".join(page)) == ["article"]


def test_two_short_paragraphs_and_a_picture_are_a_brief_and_one_is_not() -> None:
    brief = ["Cây cầu treo bắc qua sông Lữ đã đón những lượt xe đầu tiên vào sáng nay.",
             "Cầu do người dân hai bờ góp công cùng huyện xây từ năm kia."]  # fmt: skip
    picture = "Cầu treo nhìn từ bờ chợ. Ảnh: Lan Chi"

    assert kinds_of("\n\n".join([HEADLINE, picture, *brief])) == ["article"]
    assert kinds_of("\n\n".join([HEADLINE, picture, brief[0]])) == ["stub"]


def test_a_brief_one_of_whose_paragraphs_is_said_under_its_picture_is_one() -> None:
    """Were that paragraph no text, too little would be left between the titles of other stories."""
    brief = [
        "Cây cầu treo bắc qua sông Lữ đã đón những lượt xe đầu tiên vào sáng nay.",
        "Cầu do người dân hai bờ góp công cùng huyện xây từ năm kia.",
    ]
    related = [f"{OTHER} năm thứ {at}" for at in range(1, 9)]
    head, foot = [(HEADLINE, "headline"), (brief[1], "caption")], [(line, "sidebar") for line in related]
    page = mark_lines(*head, *((line, "body") for line in brief), *foot)
    alone = mark_lines(*head, (brief[1], "body"), *foot)

    assert find_page_kinds(page)["page_kind"].to_list() == ["article"]
    assert find_page_kinds(alone)["page_kind"].to_list() != ["article"]


def test_a_whole_teaser_among_cut_ones_is_no_article() -> None:
    """Under a brief such a box is another page's."""
    teasers = [TEASER.replace("Hơn", f"Trên {n}") for n in range(8)]
    items = [item for n, each in enumerate(teasers) for item in ((f"{OTHER} {n}", ""), (each, "body"))]
    whole = (TEASER.removesuffix(" tới khách ...") + ".", "body")
    head, brief = [("Chợ nông sản", "headline")], [(LEAD, "body"), whole]

    index, story = mark_lines(*head, *items, (OTHER, ""), whole), mark_lines(*head, *brief, *items)
    links = [(line, "") for line, _ in items]
    signed = mark_lines(*head, *brief, *links, ("Báo Bến Lữ", "body"))

    assert find_page_kinds(index)["page_kind"].to_list() == ["index"]
    assert find_page_kinds(story)["page_kind"].to_list() == ["article"]
    assert find_page_kinds(signed)["page_kind"].to_list() == ["article"]


def test_a_story_pasted_twice_into_its_page_is_no_gallery() -> None:
    """Its paragraphs of one sentence, said again, were taken for captions, and it met no other copy."""
    story = [
        "Bến đò Gò Lau đóng cửa từ trưa nay vì nước sông Lữ dâng nhanh hơn dự báo của trạm.",
        "Hai chiếc đò cuối cùng đã được kéo lên bãi cao bên chùa trước khi trời tối hẳn.",
        "Người dân bờ nam phải đi vòng qua cầu treo, xa hơn mười hai cây số so với mọi ngày.",
        "Xã cho biết bến sẽ mở lại khi nước xuống dưới vạch vàng ít nhất một ngày một đêm.",
    ]

    assert kinds_of("\n\n".join([HEADLINE, *story, *story])) == ["article"]
    assert kinds_of("\n\n".join([HEADLINE, *story, HEADLINE, *story])) == ["article"]


@pytest.mark.parametrize("shown", ["Video: ", "In pictures: ", "[Ảnh] "])
def test_a_title_that_says_what_it_shows_is_a_headline_above_its_date(shown: str) -> None:
    """In a list it is a link."""
    related = ["Tin liên quan", f"{shown}{OTHER}", OTHER]
    page = ["Sông Lữ", f"{shown}{HEADLINE}", "08:15 | 12/03/2024 GMT+7", BODY[0], BODY[1], *related]

    roles = roles_of(*page)

    assert (roles[1], roles[6]) == ("headline", "sidebar")


def test_a_gallery_says_so_and_shows_a_sentence_a_picture() -> None:
    page = ["Sông Lữ", f"Chùm ảnh: {HEADLINE}", "08:15 | 12/03/2024 GMT+7", *BODY, LEAD]
    essay = [*page, f"{BODY[0]} {BODY[1]} {BODY[2]} {LEAD}"]

    assert kinds_of("\n\n".join(page)) == ["gallery"]
    assert kinds_of("\n\n".join([page[0], HEADLINE, *page[2:]])) == ["article"]
    assert kinds_of("\n\n".join(essay)) == ["article"]
    assert kinds_of("\n\n".join([page[0], f"Chùm ảnh của {HEADLINE}", *page[2:]])) == ["article"]


@pytest.mark.parametrize("shown", ["Photos: ", "Chùm ảnh: ", "Ảnh: "])
def test_a_gallerys_title_is_the_headline_above_sentences_with_a_credit_each(shown: str) -> None:
    """None of them is a paragraph: what a reader says below, under another title, was taken for the text."""
    seen = [f"{text[:-1]} hôm qua. (Ảnh: Văn {name}/TTXVN)" for text, name in zip(BODY, "ABC", strict=True)]
    readers = [OTHER, "Bình luận (2)", "Người bờ nam 3 giờ trước", "Mong cầu sớm có thêm đèn cho bà con."]
    page = ["Sông Lữ", f"{shown}{HEADLINE}", "08:15 | 12/03/2024 GMT+7", "Gửi cho bạn", *seen, *readers]
    names = ["Photos: Lan Chi, Văn Nam/Sông Lữ", page[2], *BODY]

    assert (kinds_of("\n\n".join(page)), roles_of(*page)[1]) == (["gallery"], "headline")
    assert roles_of(*names)[0] == "credit"


@pytest.mark.parametrize("counter", ["{}/5", "{} of 5 |", "Ảnh {} trên 5"])
def test_sentences_under_numbers_that_count_on_are_a_gallerys(counter: str) -> None:
    """Nobody is credited, so that nothing else says what they are."""
    slides = [
        line
        for at, said in enumerate([LEAD, *BODY, OTHER + " trên sông."], 1)
        for line in (counter.format(at), said)
    ]

    assert kinds_of("\n\n".join([HEADLINE, *slides])) == ["gallery"]


@pytest.mark.parametrize(
    "numbers", [["1/5", "", "2/5", ""], ["1/3", "2/4", "3/5", "4/6"], ["11/1", "13/1", "11/3", "12/3"]]
)
def test_a_story_keeps_its_paragraphs_under_scores_dates_and_the_first_number_of_a_slide_show(
    numbers: list[str],
) -> None:
    lines = [line for pair in zip(numbers, [LEAD, *BODY], strict=True) for line in pair if line]

    assert kinds_of("\n\n".join([HEADLINE, *lines])) == ["article"]
    assert "caption" not in roles_of(HEADLINE, *lines)


def test_paragraphs_that_all_have_a_credit_under_them_are_a_gallerys_however_long() -> None:
    """Agencies tell the whole story under every picture: such a caption is longer than a line."""
    said = [f"{one} {two} {LEAD}" for one, two in zip(BODY, [*BODY[1:], BODY[0]], strict=True)]
    slides = [
        f"{OTHER}, hình {at}.\n\nẢnh: Lan Chi\n\n{long}\n\nẢnh: Văn Nam" for at, long in enumerate(said, 1)
    ]

    assert kinds_of("\n\n".join([HEADLINE, *slides])) == ["gallery"]
    assert kinds_of("\n\n".join([HEADLINE, *slides, " ".join(BODY)])) == ["article"]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (", Monday, March 4, 2024", "gallery"),
        (" Saturday, March 9, 2024, in Reedmouth", "gallery"),
        (" on Saturday, March 9, 2024, in Reedmouth", "article"),
        (" at dusk, as they do every spring when the water is low", "article"),
    ],
)
@pytest.mark.parametrize(
    "more", ["", "So many came that the harbour office closed both of its gates by noon. " * 4]
)
def test_captions_that_are_all_dated_in_full_are_an_agencys_and_tell_no_story(
    day: str, kind: str, more: str
) -> None:
    """The credit of each stands above it here; an essay's captions are dated as prose is."""
    seen = ["Two ferrymen haul their boat over the bar", "Children watch the last ferry from the quay"]
    seen += ["A dredger waits for the tide below the bridge", "The lock keeper reads the gauge at the weir"]
    slides = [f"Credit: The Associated Press\n\n{at}{day}. {more}(AP Photo/Lan Chi)" for at in seen]

    assert kinds_of("\n\n".join(["Ferries stop as the river falls below its mark", *slides])) == [kind]


@pytest.mark.parametrize(
    "line", ["Page not found", "404 - Page not found", "Trang không tồn tại", "Seite nicht gefunden!"]
)
def test_what_stands_where_no_page_is_is_a_stub(line: str) -> None:
    """It reads the same at every outlet of a house, and would be their most copied story."""
    sorry = "Bến Gỗ Online không còn giữ bài ở địa chỉ này, hoặc người đọc đã gõ nhầm một chữ nào đó."
    list_ = ["Tin bài liên quan", *[f"{OTHER} năm thứ {at}" for at in range(2, 9)]]

    assert kinds_of("\n\n".join([line, sorry, BODY[1], *list_])) == ["stub"]
    assert kinds_of("\n\n".join([HEADLINE, LEAD, f"Chuyện lạ: {line}", *BODY])) == ["article"]


def test_entries_between_times_of_day_are_a_live_page_and_titles_with_them_are_none() -> None:
    told = [
        line
        for number, line in enumerate([*BODY, *BODY, *BODY])
        for line in (f"{8 + number:02}:15", f"{line[:-1]} {number}.")
    ]
    listed = [line for n in range(9) for line in (f"Tin {n}: {OTHER}", f"Tin {n}: {OTHER}")]
    stream = [
        line
        for number, line in enumerate(told)
        for line in ([line] if number % 2 == 0 else [f"{OTHER} {number}", line])
    ]
    head, related = ["Sông Lữ", f"Trực tiếp: {HEADLINE}", "Lan Chi"], ["Tin liên quan", *listed]

    assert kinds_of("\n\n".join([*head, *told, *related])) == ["article"]
    assert kinds_of("\n\n".join([*head, *stream, *related])) == ["index"]


def test_five_pictures_are_a_gallery_whatever_is_said_of_cookies() -> None:
    notice = "We value your privacy. We and our 214 partners store cookies on a device."
    pictures = [line for n in range(1, 6) for line in (f"{n}/5", f"{n}. {BODY[0][:70]}.", "Ảnh: Lan Chi")]
    page = [notice, HEADLINE, "08:15 | 12/03/2024 GMT+7", LEAD]

    assert kinds_of("\n\n".join([*page, *pictures])) == ["gallery"]


def test_a_button_to_play_over_a_line_or_two_is_a_film() -> None:
    page = [
        "The Wickmoor Courier",
        "Watch: Eels climb the new pass at Wickmoor weir",
        "Video",
        "02:14",
        "Play",
    ]
    about = "The Wickmoor Courier has told the stories of the valley since 1846 and answers every letter."
    film = "\n\n".join(
        [*page, "Odile Barstow watches the first eels of the year reach the upper pond.", about]
    )

    assert kinds_of(film) == ["stub"]
    assert kinds_of(film.replace("\n\nPlay", "")) != ["stub"]


SHORT = [
    "Cây cầu treo bắc qua sông Lữ đã đón những lượt xe đầu tiên vào sáng nay.",
    "Cầu do người dân hai bờ góp công cùng huyện xây từ năm kia.",
]


def judge(page: pl.DataFrame) -> tuple[str, str]:
    """Return what kind of page it is, and why."""
    return find_page_kinds(page).select("page_kind", "page_reason").row(0)


@pytest.mark.parametrize("teaser", [[], ["Cầu treo đón xe từ sáng nay."]])
@pytest.mark.parametrize(("titles", "kind"), [(8, "index"), (7, "stub")])
def test_eight_titles_and_a_line_are_a_front_page(titles: int, kind: str, teaser: list[str]) -> None:
    """Fewer stand under any page; and under the headline of a brief there may be as many."""
    listed = [(f"{OTHER} năm thứ {at}", "sidebar") for at in range(titles)]
    brief = mark_lines((HEADLINE, "headline"), (LEAD, "body"), *listed)

    assert judge(mark_lines(*((line, "body") for line in teaser), *listed))[0] == kind
    assert judge(brief) == ("article", "")


def test_the_first_two_lines_over_a_wall_are_stopped_by_it() -> None:
    """A single one is asked about before all pictures and lists."""
    wall = "Nội dung này chỉ dành cho thành viên"

    assert judge(find_pages("\n\n".join([HEADLINE, *SHORT]))) == ("article", "")
    assert judge(find_pages("\n\n".join([HEADLINE, *SHORT, wall]))) == ("stub", "paywall or cookie notice")


def test_two_lines_between_two_pictures_show_pictures_only() -> None:
    """Under one picture they are a brief, and without their captions they would have no reason."""
    pictures = [(f"Cầu treo nhìn từ bờ {side}. Ảnh: Lan Chi", "caption") for side in ("bắc", "nam")]
    lines = [(HEADLINE, "headline"), *((line, "body") for line in SHORT)]

    assert judge(mark_lines(*lines, pictures[0])) == ("article", "")
    assert judge(mark_lines(*lines, *pictures)) == ("stub", "captions only")


def test_teasers_one_by_one_among_titles_are_an_index() -> None:
    """Each stands under a title said twice and over another; the same under one headline is a story."""
    titles, told = [f"{OTHER} năm thứ {at}" for at in range(8)], [*BODY, LEAD]
    listed = [line for at in range(4) for line in (*[titles[at]] * 2, told[at], titles[at + 4])]

    assert kinds_of("\n\n".join(listed)) == ["index"]
    assert kinds_of("\n\n".join([HEADLINE, *told, *titles])) == ["article"]


def test_below_a_wall_or_a_player_nothing_is_above_the_story() -> None:
    """A page without text has titles of other stories only under what stands in its place."""
    links = [f"Ferry {n} to Callen sails again after a week" for n in range(9)]
    head, date = "Bridge at Wickmoor is shut for repairs", "4 March 2024, 06:30 GMT"
    wall = ["We value your privacy", "We and our partners store cookies on your device."]
    player = ["Play Video", "Mute", "Current Time 0:00"]
    for instead, reason in ((wall, "paywall or cookie notice"), (player, "video page")):
        text = "\n\n".join(
            [head, date, *instead, "Related", *(line for link in links for line in [link] * 2)]
        )
        pages = find_page_kinds(find_pages(text))

        assert pages.select("page_kind", "page_reason").row(0) == ("stub", reason)


def test_a_date_under_each_paragraph_makes_an_index() -> None:
    teaser = (
        "The council of Callen voted on Monday to mend the wall that the river took in the storm of 1998."
    )
    items = [
        (f"Wall {n} of Callen to be mended by spring", f"{teaser} Part {n} is dear.", f"{n + 2} March 2024")
        for n in range(6)
    ]
    lines = [line for item in items for line in item]

    assert kinds_of("\n\n".join(["Local news", *lines])) == ["index"]
    # One story under its date, however many parts it has.
    assert kinds_of("\n\n".join([items[0][0], items[0][2], *(item[1] for item in items)])) == ["article"]


def test_linked_titles_over_paragraphs_make_an_index_though_markup_calls_them_text() -> None:
    teasers = [f"The council of Callen voted on Monday to mend wall {n} of the river." for n in range(9)]
    names = ["Elm", "Oak", "Ash", "Yew", "Fir", "Bay", "Fig", "Box", "Tea"]
    items = [
        ((f"{name} wall is mended", ""), (told, "body")) for name, told in zip(names, teasers, strict=True)
    ]

    assert find_page_kinds(mark_lines(*chain(*items)))["page_kind"].to_list() == ["index"]
    assert find_page_kinds(mark_lines(*((told, "body") for told in teasers)))["page_kind"].to_list() == [
        "article"
    ]


def test_a_report_keeps_its_paragraphs_however_many_captions_stand_under_it() -> None:
    """Its feed has them in a field of their own: a picture for every step of the way."""
    captions = [
        (f"{line[:-1]}, nhìn từ bến thứ {n}. Ảnh: Lan Chi", "caption") for n in range(5) for line in BODY
    ]
    told, lead = [(line, "") for line in [*BODY, " ".join(BODY)]], (LEAD, "")
    report = mark_lines((HEADLINE, "headline"), lead, *told, *captions)
    gallery = mark_lines((HEADLINE, "headline"), lead, *captions[:9], told[0], *captions[9:])

    assert find_page_kinds(report)["page_kind"].to_list() == ["article"]
    assert find_page_kinds(gallery)["page_kind"].to_list() == ["gallery"]


def test_names_of_sections_among_the_teasers_make_a_front_page_no_article() -> None:
    """Markup takes them for text, as it does the teasers; a story keeps its sentences together."""
    teasers = [f"{LEAD[:-1]}, theo tin thứ {n}." for n in range(9)]
    sections = [(f"Chuyện bên sông {n}", "body") for n in range(12)]
    head = [("Đời sống", "headline")]
    more = [(f"{OTHER} đêm thứ {n}", "") for n in range(18)]
    items = [line for n, said in enumerate(teasers) for line in ((f"{OTHER} {n}", ""), (said, "body"))]
    items += more
    story = [(said, "body") for said in teasers] + [(f"{OTHER} {n}", "") for n in range(30)]

    assert find_page_kinds(mark_lines(*head, *items, *sections))["page_kind"].to_list() == ["index"]
    assert find_page_kinds(mark_lines(*head, *story, *sections))["page_kind"].to_list() == ["article"]


PRICES = [f"Chợ Bến Gỗ{n * ' mới'} {44 + n}.000 {45 + n}.500" for n in range(1, 8)]


def test_a_board_of_prices_is_no_article_and_a_story_with_one_is() -> None:
    """Its words are as many as those of a brief, but nothing is said of them."""
    board = "\n".join([HEADLINE, "Xã Mua Bán", *PRICES, "Đơn vị: nghìn đồng"])
    story = "\n".join([HEADLINE, LEAD, *PRICES])
    signed = "\n".join([HEADLINE, "Tác giả: Lan Chi", *PRICES])

    assert kinds_of(board, story, signed) == ["index", "article", "article"]
