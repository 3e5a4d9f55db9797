"""Roles where no spaces part the words: teasers, dates and walls of Japanese and Chinese pages."""

import pytest

from test_roles import find_page, roles_of

HEADLINE = "川辺の町で古い渡し舟が三年ぶりに動きだす"
STORY = [
    "川辺の町の渡し舟が十日の朝、三年ぶりに岸を離れた。船頭は二人で、どちらも町の学校で舟の直し方を習ったという。",
    "舟は一日に六回往復し、運賃は橋の通行料の半分に決められた。町の人は雨の日も乗れるように屋根をつける相談を始めている。",
    "船頭の一人は「川の水が低い夏のうちに客を増やしたい」と話し、秋には隣の村まで足を延ばす考えを示した。",
]
TITLE = "水車小屋の羽根を八年ぶりに取りかえ"
TEASER = "丘のふもとの水車小屋で羽根の取りかえが始まった。古い板は石のように硬く、のこぎりの刃が..."
LAST = "もう一人の船頭は冬の間も舟を出すつもりだという。川が凍った朝は休み、岸に札を立てておくそうだ..."


def test_a_cut_off_teaser_of_two_sentences_is_no_paragraph() -> None:
    """No space stands before its dots."""
    roles = roles_of(
        HEADLINE, *STORY, "おすすめ情報", TITLE, TEASER, "5月3日", f"{TITLE}た", TEASER[4:], "5月2日"
    )

    assert roles[:4] == ["headline", "lead", "body", "body"]
    assert set(roles[4:]) == {"sidebar"}


def test_a_long_paragraph_that_a_wall_cuts_off_is_text() -> None:
    long = f"{STORY[2][:-1]}、{LAST}"

    assert roles_of(HEADLINE, *STORY, long, "この記事は会員限定です。")[1:] == [
        "lead",
        *["body"] * 3,
        "boilerplate",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "【関連記事】",
        "川辺の新着",
        "記事一覧",
        "もっと見る",
        "■おすすめ記事",
        "ข่าวที่เกี่ยวข้อง",
        "猜你喜欢",
        "관련 뉴스",
    ],
)
def test_a_heading_of_other_stories_is_sidebar(line: str) -> None:
    assert roles_of(HEADLINE, *STORY, line, TITLE)[4] == "sidebar"


@pytest.mark.parametrize(
    "line",
    [
        "この記事は有料会員限定です。",
        "会員登録する",
        "ログインして続きを読む",
        "無料で会員登録できます。",
        "残り812文字",
        "登录后继续阅读全文",
        "구독자 전용 기사",
    ],
)
def test_who_may_read_on_is_a_wall(line: str) -> None:
    assert find_page(HEADLINE, *STORY, line)["role_reason"][4] == "paywall or cookie notice"


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("2031年5月3日 08時15分（5月3日 09時02分更新）", True),
        ("森野遥2031年5月3日 8時15分", True),
        ("（5月3日就任。森野遥船頭は役場の渡し係に）", False),
        ("舟は5月3日に会員だけを乗せて試しに川をくだった。", False),
    ],
)
def test_a_date_line_holds_a_name_and_no_sentence(line: str, *, dated: bool) -> None:
    assert (roles_of(HEADLINE, line, *STORY)[1] == "dateline") == dated


def test_a_story_of_members_is_no_wall() -> None:
    told = "渡し舟の会員登録は三百人をこえた。町は五月三日に札を配る。"

    assert roles_of(HEADLINE, *STORY[:2], told, STORY[2])[3] == "body"
