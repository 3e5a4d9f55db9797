"""Relations: what the rules make of two real texts."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations, product
from random import Random

import polars as pl
import pytest

from dedup import cohesion
from dedup.carried import CARRIED, Several
from dedup.clusters import find_clusters
from dedup.cohesion import measure_cohesion
from dedup.issues import describe_issues
from dedup.mashups import part_mashups
from dedup.matches import find_article_matches, find_block_matches
from dedup.measures import measure_pairs
from dedup.params import Params
from dedup.schema import TIME
from dedup.shares import make_shares
from dedup.tokens import hash_texts
from test_signatures import units_of

STORY = (
    "Sáng qua, Ủy ban thị xã Bến Lở công bố kết quả khảo sát tuyến kè dài bốn cây số dọc bờ nam. "
    "Đoàn kỹ sư đo độ lún ở mười hai điểm và thấy ba điểm vượt mức cho phép. "
    "Ông Lưu Thế Bảng, trưởng đoàn, nói đoạn qua chợ cá phải gia cố trước mùa nước. "
    "Người dân hai phường ven sông được mời góp ý phương án di dời tạm thời. "
    "Thị xã dự kiến chi ngân sách dự phòng và vận động tàu hút cát ngừng hoạt động. "
    "Công trình bắt đầu vào đầu tháng sau nếu hội đồng thông qua trong phiên họp tới."
)
OTHER = (
    "Đội bóng chuyền nữ Hạ Vy thắng trận thứ năm liên tiếp trước sự cổ vũ của khán đài chật kín. "
    "Huấn luyện viên Tô Mạn Ngọc thay đổi đội hình ngay hiệp hai và ghi điểm bằng những pha chắn lưới. "
    "Chủ nhà dẫn trước nhưng hụt hơi ở hiệp cuối khi hai chủ công dính chấn thương. "
    "Trận tới họ gặp nhà đương kim vô địch trên sân trung lập vào chủ nhật."
)
BULLETIN = (
    "Giá vàng miếng sáng {0} niêm yết mua vào {1} triệu, bán ra {2} triệu đồng một lượng. "
    "Vàng nhẫn giao dịch quanh mức {3} triệu, chênh lệch {4} nghìn so với phiên trước. "
    "Thế giới ghi nhận {5} đô la một ounce, tăng {6} đô la. Tỷ giá trung tâm ở mức {7} đồng."
)
SPEECH = (
    '"Chúng tôi không bỏ lại ai trên bờ sông này, mỗi mái nhà mất đi sẽ được dựng lại trước mùa gió, '
    "và tôi xin chịu trách nhiệm nếu lời hứa ấy không thành, vì người dân đã chờ quá lâu "
    'và đã nghe quá nhiều lời hứa suông"'
)


def relate(one, other, find=find_article_matches, level=None):
    units, _ = units_of([one, other])
    words = hash_texts(pl.Series([one, other]))[0]
    pairs = pl.DataFrame({"a": [0], "b": [1]}, schema={"a": pl.UInt32, "b": pl.UInt32})
    found = find(measure_pairs(pairs, units, words, level or Params().article))
    return found.select("relation", "same_text").row(0) if len(found) else None


def test_set_phrases_scattered_over_two_texts_make_no_passage() -> None:
    phrases = [
        "theo kết quả kiểm tra ban đầu của cơ quan chức năng",
        "hiện vụ việc đang được tiếp tục điều tra làm rõ",
        "trao đổi với phóng viên vào chiều cùng ngày ông này cho biết",
        "người dân sống gần khu vực nói trên đã nghe thấy",
    ]
    pages = [
        " ".join(
            f"{phrase} {' '.join(f'{name}{n}{at}' for at in range(40))}." for n, phrase in enumerate(phrases)
        )
        for name in ("sông", "chợ")
    ]
    assert relate(*pages) is None
    assert relate(*(page + " " + STORY[:260] for page in pages)) == ("partial", False)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (STORY, STORY, ("identical", True)),
        (STORY, STORY.replace("bốn cây số", "gần bốn cây số"), ("near", True)),
        (STORY, STORY + " " + OTHER[:200], ("extended", True)),
        (STORY, STORY[:260], ("excerpt", True)),
        (STORY, OTHER, None),
    ],
)
def test_a_story_and_what_was_made_of_it(one, other, expected):
    assert relate(one, other) == expected


def test_a_long_text_with_one_word_changed_is_not_identical():
    """A "not" or a number is the difference that a reader asks for."""
    long = " ".join(f"{one}{other}" for one, other in product("bcdghklmnrst", map(str, range(60))))
    twice = f"{long} {long}"

    assert relate(long, long) == ("identical", True)
    assert relate(long, long.replace("k30", "chưa")) == ("near", True)
    assert relate(twice, f"{twice} {long}")[0] != "identical"


BRIEF = STORY[:260]
LONG = " ".join(map("".join, product("bcdghklmnrst", "aeiou", "nmtp")))


def test_a_cut_is_the_opening_of_its_story_however_short():
    """Stories are cut from the end; a teaser page holds the first sentences and no more."""
    assert relate(BRIEF + " " + LONG, BRIEF) == ("excerpt", True)


def test_a_brief_that_stands_further_down_in_a_long_page_is_part_of_it():
    """A live blog or a digest took it in: the page is no version of the brief."""
    assert relate(LONG + " " + BRIEF, BRIEF) == ("partial", False)


@pytest.mark.parametrize(("share", "told"), [(1.0, ("partial", False)), (0.7, ("extended", True))])
def test_a_story_below_another_as_long_is_its_background(share, told):
    """What comes next is told under a headline of its own, and the old story stands below it."""
    top = LONG[: int(share * len(STORY))]
    assert relate(STORY, top + " " + STORY) == told


def test_a_text_reworded_throughout_is_the_same_and_one_half_rewritten_is_not():
    """Two reports of one press release share as many words, but in whole sentences."""
    words = STORY.split()
    reworded = " ".join("mấy" if at % 6 == 5 else word for at, word in enumerate(words))
    rewritten = " ".join(words[: len(words) * 2 // 3]) + " " + OTHER[:200]

    assert relate(STORY, reworded) == ("near", True)
    assert relate(STORY, rewritten) == ("partial", False)


def exchange(text, share):
    """Put another word for `share` of the words of a text, one by one."""
    rng = Random(1)  # noqa: S311
    return " ".join("mấy" if rng.random() < share else word for word in text.split())


@pytest.mark.parametrize("share", [0.05, 0.1, 0.15, 0.2])
def test_words_exchanged_one_by_one_leave_a_text_the_same(share):
    """One word of five breaks most runs of five: what is left of a sentence tells that it goes on."""
    text = f"{STORY} {OTHER}"

    assert relate(text, exchange(text, share)) == ("near", True)


def test_a_cut_may_be_reworded_here_and_there():
    assert relate(f"{STORY} {OTHER}", exchange(STORY, 0.1)) == ("excerpt", True)
    assert relate(exchange(STORY, 0.1), f"{STORY} {OTHER}") == ("extended", True)


@pytest.mark.parametrize(("figures", "same"), [(1, True), (4, False)])
def test_a_reworded_story_under_a_lead_of_its_own_may_lack_one_number_of_ten(figures, same):
    """The lead that was left out named one, and the new lead names another; more of them tell another day."""
    lead, body = write("a", 20).split(), write("b", 400).split()
    body[10::30] = [str(100 + n) for n in range(13)]
    other = [f"new{at % 7}" if at % 12 == 5 and not word.isdigit() else word for at, word in enumerate(body)]
    for n in range(figures - 1):
        other[other.index(str(100 + n))] = str(900 + n)

    one, new = ["81", *lead, *body], ["62", *write("c", 24).split(), *other]
    told = relate(" ".join(one), " ".join(new))
    assert (told is not None and told[1]) == same


def test_a_report_that_is_mostly_quotation_may_be_reworded():
    """Its own words are shared too: this is no second report of the speech."""
    report = f"Phát biểu trước hội trường, bà chủ tịch khẳng định: {SPEECH}. {OTHER[:180]}"

    assert relate(report, exchange(report, 0.1)) == ("near", True)


def test_two_bulletins_of_one_form_are_a_template():
    """Form and words agree, the facts do not: neither copied the other."""
    monday = BULLETIN.format("3/2", "86,1", "88,4", "87,2", "300", "2.811", "12", "24.325")
    tuesday = BULLETIN.format("4/2", "86,9", "89,0", "87,7", "500", "2.835", "24", "24.341")

    assert relate(monday, tuesday) == ("template", False)


def test_half_a_story_pasted_whole_beside_other_figures_is_no_form():
    """Facts stand all over a form; what is told in one run with all its facts was copied."""
    story, other = ([tell_quay(n, times) for n in range(1, 13)] for times in (1, 9))

    assert relate(" ".join(story), " ".join([*story[:6], *other[6:]])) == ("partial", False)
    assert relate(BULLETIN.format(*range(11, 19)), BULLETIN.format(*range(21, 29))) == ("template", False)


def tell_quay(n, times):
    return (
        f"Bến thứ {n} thu {17 * times + 3 * n} triệu đồng, giảm {times + n} phần trăm so với tháng trước, "
        f"còn {40 * times + 7 * n} tàu chờ vào ụ vì mùa gió chưa qua."
    )


RATES = (
    "Lãi suất gửi mười hai tháng sáng {0} là {1}, sáu tháng {2}, ba tháng {3}, với {4} triệu nhận {5} nghìn. "
    "Lãi suất phụ thuộc vào vốn vay giữa các nhà băng, mức điều hành và nhu cầu của người đi vay, nên ai có "
    "sổ tiết kiệm lâu năm thường được trả cao hơn. Hỏi vài nơi trước khi gửi vẫn là cách dễ nhất để được trả "
    "nhiều hơn, các khảo sát nhiều năm nay cho thấy như vậy, và cũng cho thấy ít người chịu khó hỏi."
)


def test_a_form_that_explains_itself_at_length_is_a_form():
    """Two thirds of its words are the same every day, but hardly a figure is."""
    monday = RATES.format("3/2", "6,12", "5,57", "4,04", "100", "510")
    tuesday = RATES.format("4/2", "6,31", "5,85", "4,32", "100", "526")

    assert relate(monday, tuesday) == ("template", False)
    assert relate(monday, monday.replace("6,12", "6,21")) == ("near", True)


def test_a_true_copy_of_a_bulletin_is_a_copy():
    monday = BULLETIN.format("3/2", "86,1", "88,4", "87,2", "300", "2.811", "12", "24.325")

    assert relate(monday, "Cập nhật thị trường: " + monday) == ("near", True)


REPORTED = (
    "Theo ban phòng chống lụt bão huyện Hạ Vy, toàn huyện đã có {} căn nhà dân bị ngập, {} hộ dân phải dời "
    "lên chỗ cao và {} mét bờ kè bị sạt. "
)


def test_two_reports_that_share_an_offices_set_phrases_fill_no_form():
    """One is of a ferry, one of a school: what the office counted stands in one paragraph of either."""
    ferry = (
        "Bến phà Cồn Sậy ngừng chạy vì nước xiết, người gánh rau phải ngủ nhờ trong chùa suốt hai đêm liền. "
        "Ông lái phà kể dây cáp đứt lúc trời còn tối, may mà chiếc xà lan mắc vào gốc bần nên không ai trôi. "
        "Chợ nổi vắng tanh, mấy bà bán cháo lươn dọn cả bếp lên mui ghe chờ con nước rút. Chuyến phà 46 tuổi "
        "ấy chỉ nghỉ có một lần, năm ông nội của người lái cưới vợ."
    )
    school = (
        "Cô hiệu trưởng trường Gò Nổi cho học trò nghỉ học, bàn ghế được kê chồng lên bục từ hôm trước. "
        "Phụ huynh mang thuyền thúng đến chở thư viện sang nhà văn hoá, sách ướt được phơi trên dây thừng. "
        "Bác bảo vệ già ở lại canh trống, bảo rằng trống mà trôi thì lấy gì gọi lũ nhỏ về. Lớp có 57 em, "
        "em nào cũng xin được ngủ lại với bác."
    )
    first, second = REPORTED.format(11, 12, 13), REPORTED.format(21, 22, 23)

    assert (relate(first + ferry, second + school) or [""])[0] != "template"


def test_two_reports_of_one_speech_are_no_copies():
    """They share its words, and nothing of their own."""
    one = f"Phát biểu trước hội trường, bà chủ tịch khẳng định: {SPEECH}. Cuộc họp kết thúc muộn."
    other = (
        f"Trong thư gửi cử tri, bà viết {SPEECH}. Phe đối lập cho rằng kế hoạch thiếu số liệu và nguồn tiền."
    )

    assert relate(one, other) == ("quotation", False)


def test_a_report_quotes_a_transcript_that_has_no_marks():
    """The transcript did not take the speech from the report, nor from another that quotes it."""
    report = f"Phát biểu trước hội trường, bà chủ tịch khẳng định: {SPEECH}. Cuộc họp kết thúc muộn."
    names = "NGƯỜI DẪN: Xin mời bà. BÀ CHỦ TỊCH: "
    transcript = f"{names}{SPEECH[1:-1]} NGƯỜI DẪN: Xin cảm ơn bà. Mời câu hỏi từ phía cuối hội trường ạ."

    assert relate(report, transcript) == ("quotation", False)


def test_an_update_that_changes_a_toll_stays_the_story():
    one = STORY + " Đã có 3 người bị thương."
    other = STORY + " Đã có 7 người bị thương."

    assert relate(one, other) == ("near", True)


REWORDED = (
    "The widow of the last ferryman sold his three oak boats to the bell museum, which will row "
    "schoolchildren across the river every morning in May until the swallows leave the roof of the house."
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tàu hút cát neo gần chợ cá sáng qua", "Tàu hút cát neo gần chợ cá sáng qua (Lưu Bảng)", True),
        (
            "Kết quả kỳ quay 512 mở thưởng chiều nay ở Hạ Vy",
            "Kết quả kỳ quay 513 mở thưởng chiều nay ở Hạ Vy",
            False,
        ),
        (
            "Khán đài chật kín người trong trận thắng thứ năm",
            "Đội hình ra quân trong trận thắng thứ năm",
            False,
        ),
        (
            REWORDED,
            REWORDED.replace("oak", "old").replace("bell", "fire").replace("morning", "evening"),
            True,
        ),
        (
            REWORDED,
            REWORDED[:85]
            + "left the boats to rot upon the mud and went to live among her sister's apple trees.",
            False,
        ),
    ],
)
def test_blocks_are_the_same_but_for_a_credit_and_never_but_for_a_number(one, other, same):
    related = relate(one, other, find_block_matches, Params().block)

    assert (related is not None) == same


def scan_texts(texts):
    units, _ = units_of(texts)
    units = units.with_columns(level=pl.lit("article", units.schema["level"]))
    words, level = hash_texts(pl.Series(texts))[0], Params().article
    pairs = [(a, b) for a in range(len(texts)) for b in range(a + 1, len(texts))]
    pairs = pl.DataFrame(pairs, schema={"a": pl.UInt32, "b": pl.UInt32}, orient="row")
    matches = find_article_matches(measure_pairs(pairs, units, words, level))
    nothing = Several(pl.DataFrame(schema=CARRIED), pl.Series("article", [], pl.UInt32))
    matches = part_mashups(matches, nothing, units, words, level)
    outlets = units.select("article", outlet=pl.format("outlet {}", "article"))
    clusters = find_clusters(matches, pairs.clear(), units, outlets)
    return measure_cohesion(clusters, units, words, level), units, words, level


def test_a_mash_up_of_two_wires_is_part_of_both_and_member_of_neither():
    """Were it a member, it would chain two stories that share not a word."""
    clusters, *_ = scan_texts(
        [STORY, STORY + " Theo báo địa phương.", OTHER, OTHER + " Ảnh đẹp.", STORY + " " + OTHER]
    )

    inside = clusters.filter(pl.col("relation") != "partial")
    assert sorted(sorted(g["unit"].to_list()) for _, g in inside.group_by("cluster")) == [[0, 1], [2, 3]]
    assert clusters.filter(pl.col("relation") == "partial")["unit"].to_list() == [4, 4]


def test_a_story_of_which_two_outlets_cut_other_parts_is_no_mash_up():
    """Each cut has the lead: two stories of a digest begin each with its own."""
    lead = "Cây cầu sắt bắc qua sông Lở đóng cửa từ sáng nay để thay ván."
    whole, early, late = (" ".join([lead, *parts]) for parts in ((STORY, OTHER), (STORY,), (OTHER,)))

    clusters, *_ = scan_texts([whole, early, early + " Ảnh đẹp.", late, late + " Theo báo địa phương."])

    assert clusters.select("cluster").n_unique() == 1
    assert "partial" not in clusters["relation"].to_list()


def fill(first, second, third, fourth):
    """Return a bulletin of which all but four figures is the same every week."""
    return (
        f"Giá xăng tại Bến Lở từ chiều nay là {first} đồng một lít, dầu là {second} đồng. "
        f"Quỹ bình ổn còn {third} tỷ đồng sau khi chi {fourth} đồng cho mỗi lít bán ra. " + STORY
    )


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, ("near", True)), (1, ("near", True)), (7, ("template", False)), (None, ("near", True))],
)
def test_the_same_words_with_other_figures_are_an_update_and_a_week_later_the_next_bulletin(days, told):
    texts = [fill("21.330", "18.020", "4.512", "250"), fill("20.870", "17.490", "4.498", "310")]
    moments = [datetime(2024, 3, 4, 15, tzinfo=UTC)]
    moments += [] if days is None else [moments[0] + timedelta(days=days)]
    assert relate(*texts, partial(find_article_matches, issued=issue(moments, [0, 1]))) == told


ARREST = (
    "Tối {}, công an thị xã Bến Lở tạm giữ một chủ tàu hút cát bị dân hai phường bắt quả tang khi thả vòi "
    "sát chân kè giữa đêm, lúc cả bến đã tắt đèn. "
)
TRIAL = (
    "Sáng {}, tòa án thị xã tuyên phạt chủ tàu mười tám tháng tù nhưng cho hưởng án treo, buộc bồi hoàn phần "
    "kè bị sụt và tịch thu cả hai chiếc tàu; luật sư của ông cho hay thân chủ sẽ không chống án. "
)
BACKGROUND = f"{STORY} {OTHER}"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("3/4", "19/4"), ("partial", False)),
        (("3/4", "19/6"), ("partial", False)),
        (("3-4", "03/4/2019"), ("near", True)),
        (("3/4", "nay"), ("near", True)),
    ],
)
def test_a_follow_up_opens_with_news_of_another_day_and_tells_the_old_story_again(days, told) -> None:
    """Nothing says when either was published.  Of one day they are two versions with a lead of their own."""
    earlier, later = (lead.format(day) for lead, day in zip((ARREST, TRIAL), days, strict=True))

    assert relate(earlier + BACKGROUND, later + BACKGROUND) == told


def test_a_copy_whose_day_was_changed_is_a_copy() -> None:
    """Nothing but the day is its own."""
    texts = [ARREST.format(day) + BACKGROUND for day in ("3/4", "4/4")]

    assert relate(*texts) == ("near", True)


def test_a_share_with_a_comma_is_no_day() -> None:
    shares = (
        ARREST.format("qua, khi 3,4 phần trăm số hộ còn thức"),
        TRIAL.format("qua, với 5,9 phần trăm số phiếu"),
    )

    assert relate(*(lead + BACKGROUND for lead in shares)) == ("near", True)


def test_a_text_that_announces_a_day_may_be_as_old_as_what_tells_of_it() -> None:
    announced = ARREST.format("3/4") + BACKGROUND + " Phiên tòa mở ngày 20/4."

    assert relate(announced, TRIAL.format("19/4") + BACKGROUND) == ("near", True)


def issue(moments, owners, headlines=(0, 1), worded=(0, 1)):
    """Return when articles were issued, by whom, and under what."""
    told = {"earliest": moments, "latest": moments, "owner": owners, "headline": headlines, "worded": worded}
    kinds = {
        "article": pl.UInt32,
        "earliest": TIME,
        "latest": TIME,
        "owner": pl.UInt32,
        "headline": pl.UInt64,
        "worded": pl.UInt64,
    }
    rows = {"article": range(len(moments)), **{name: values[: len(moments)] for name, values in told.items()}}
    return pl.DataFrame(rows, kinds)


@pytest.mark.parametrize(
    ("owners", "headlines", "hours", "told"),
    [
        ([0, 0], [0, 0], 5, ("near", True)),
        ([0, 0], [0, 0], 20, ("template", False)),
        ([0, 0], [0, 1], 5, ("template", False)),
        ([0, 1], [0, 0], 5, ("template", False)),
        ([0, None], [0, 0], 5, ("template", False)),
        ([0, 0], [0, None], 5, ("template", False)),
    ],
)
def test_one_outlet_changes_the_figures_of_its_story_within_hours(owners, headlines, hours, told):
    """Under one headline these are an update; else two bulletins are as much alike."""
    morning = BULLETIN.format("3/2", "86,1", "88,4", "87,2", "300", "2.811", "12", "24.325")
    later = BULLETIN.format("3/2", "86,9", "89,0", "87,7", "500", "2.835", "24", "24.341")
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment, moment + timedelta(hours=hours)], owners, headlines)

    assert relate(morning, later, partial(find_article_matches, issued=issued)) == told


@pytest.mark.parametrize(
    ("owner", "worded", "hours", "told"),
    [
        (0, 0, 5, ("near", True)),
        (0, 0, 20, ("partial", False)),
        (0, 1, 5, ("partial", False)),
        (1, 0, 5, ("partial", False)),
    ],
)
def test_an_update_with_a_higher_toll_in_its_headline_is_the_story(owner, worded, hours, told):
    """It tells more besides, and leaves out a paragraph with figures of its own."""
    cut = "Trạm đo Cồn Sậy ghi 141 phân nước lúc 3 giờ. " + OTHER[:100]
    added = "Trạm đo Gò Vạc ghi 188 phân nước lúc 16 giờ. " + HEAD[:90]
    texts = [f"Lũ cuốn {toll} nhà ở Bến Lở, {hurt} người bị thương. " for toll, hurt in ((3, 11), (9, 24))]
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment, moment + timedelta(hours=hours)], [0, owner], worded=[0, worded])
    first, later = texts[0] + STORY + " " + cut, texts[1] + STORY + " " + added

    assert relate(first, later, partial(find_article_matches, issued=issued)) == told


def test_tomorrows_forecast_under_the_headline_of_todays_is_no_update():
    """A bulletin filled in with other figures is a form, whatever the day in its headline."""
    texts = [
        BULLETIN.format("3/2", "86,1", "88,4", "87,2", "300", "2.811", "12", "24.325"),
        BULLETIN.format("4/2", "86,9", "89,0", "87,7", "500", "2.835", "24", "24.341"),
    ]
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment, moment + timedelta(hours=10)], [0, 0], worded=[0, 0])

    assert relate(*texts, partial(find_article_matches, issued=issued)) == ("template", False)


HEAD = """Mỗi thứ bảy chuyên mục Nhà nông hỏi đáp chọn vài lá thư của bạn đọc gửi về tòa soạn và nhờ kỹ sư
Bùi Thị Nhàn của trạm khuyến nông trả lời ngắn gọn, dễ làm theo ngay tại vườn nhà."""
FOOT = """Thư hỏi xin gửi kèm ảnh lá và gốc cây chụp ban ngày, ghi rõ cây trồng mấy năm, bón phân gì và tưới
ra sao; tòa soạn không trả lời riêng từng thư và giữ quyền rút gọn câu hỏi trước khi in lên mặt báo."""
LETTERS = (
    """Vườn chanh không hạt rụng trái non từng loạt sau mỗi trận mưa đêm, phải làm sao? Xới nhẹ quanh gốc cho
thoát nước rồi rải thêm vôi bột.""",
    """Đàn gà thả đồi đến tháng chạp là ủ rũ, bỏ ăn và chết lác đác, có nên chủng ngừa lần nữa không? Nên, và
che kín hướng gió bấc trước đã.""",
)


@pytest.mark.parametrize(
    ("owner", "days", "told"),
    [(0, 7, ("partial", False)), (0, 1, ("near", True)), (1, 7, ("near", True))],
)
def test_a_weekly_column_has_words_of_its_own_between_head_and_foot(owner, days, told):
    """A day later it may be an update, and elsewhere a copy that was edited."""
    texts = [f"{HEAD} {letter} {FOOT}".replace("\n", " ") for letter in LETTERS]
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment, moment + timedelta(days=days)], [0, owner])

    assert relate(*texts, partial(find_article_matches, issued=issued)) == told


NOTICE = (
    "Cầu phao bắc qua sông ở {0} đã mở lại từ sáng nay, {1} cho biết sau hai ngày cấm xe vì nước lớn. "
    "Xe trên năm tấn vẫn phải đi vòng lối {2} cho tới khi các mối nối được kiểm tra xong. Người đi bộ nên "
    "dắt xe và giữ trẻ nhỏ bên mình; ai cần giúp xin gọi trực ban của bến trong giờ làm việc."
)


@pytest.mark.parametrize(
    ("places", "owner", "hours", "told"),
    [
        (("Vạn Lở", "đội phà", "chợ Gò Sậy"), 0, 30, ("template", False)),
        (("Hạ Lở", "đội phà", "đình Bến Vạc"), 0, 30, ("template", False)),
        (("Hạ Lở", "đội phà", "đình Bến Vạc"), 0, 5, ("near", True)),
        (("Hạ Lở", "đội phà", "đình Bến Vạc"), 1, 30, ("near", True)),
        (("Hạ Vy", "đội phà", "đình Bến Vạc"), 0, 30, ("near", True)),
    ],
)
def test_the_same_words_of_other_places_are_a_form_filled_in_again(places, owner, hours, told):
    """It has no numbers.  Within hours a name may be corrected, and elsewhere spelled otherwise."""
    texts = [NOTICE.format("Hạ Vy", "trạm quản lý cầu", "đình Bến Vạc"), NOTICE.format(*places)]
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment, moment + timedelta(hours=hours)], [0, owner])

    assert relate(*texts, partial(find_article_matches, issued=issued)) == told


@pytest.mark.parametrize(("headlines", "told"), [((0, 0), ("near", True)), ((0, 1), ("template", False))])
def test_a_name_put_right_under_the_same_headline_next_day_makes_no_form(headlines, told) -> None:
    texts = [NOTICE.format("Hạ Vy", "đội phà", bank) for bank in ("đình Bến Vạc", "đình Bến Vạt")]
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment, moment + timedelta(hours=30)], [0, 0], headlines)

    assert relate(*texts, partial(find_article_matches, issued=issued)) == told


def test_an_outlet_and_a_headline_are_known_by_a_number_each() -> None:
    """The first headline of a page is its own; what is not known equals nothing."""
    heads = ["Lũ cuốn 3 nhà", "Bến Lở", "Lũ cuốn 9 nhà", "Lũ cuốn 3 nhà", "Lũ cuốn 3 nhà", "24/7", ""]
    words, count, keys = hash_texts(pl.Series(heads))
    blocks = pl.DataFrame(
        {
            "article": [0, 0, 0, 1, 2, 3, 4],
            "key": keys,
            "role": ["headline", "body", *["headline"] * 5],
            "words": count,
            "token_begin": count.cumsum() - count,
        },
        {
            "article": pl.UInt32,
            "key": pl.UInt64,
            "role": pl.String,
            "words": pl.UInt32,
            "token_begin": pl.UInt64,
        },
    )
    blocks = blocks[[2, 1, 0, 3, 4, 5, 6]]
    outlets = pl.DataFrame(
        {"article": range(5), "outlet": ["a", "a", "", "a", "b"]}, {"article": pl.UInt32, "outlet": pl.String}
    )
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    published = issue([moment] * 5, [None] * 5, [None] * 5, [None] * 5).drop("owner", "headline", "worded")

    issued = describe_issues(blocks, words, outlets, published).sort("article")

    assert issued["headline"].to_list() == [keys[2], keys[3], keys[4], keys[5], None]
    rise, flood, again, figures, nothing = issued["worded"]
    assert rise == flood == again
    assert figures is nothing is None
    zero, one, two, three, four = issued["owner"]
    assert zero == one == three != four
    assert two is None


def test_two_introductions_of_one_statement_are_no_copies():
    """Nearly all of either page is the statement, and no word of its own stands in the other."""
    statement = f"“{STORY.rstrip('.')}”"
    one = "Trưởng đoàn khảo sát đọc trước hội trường văn bản sau. " + statement
    other = statement + " Đó là toàn bộ lời ông gửi tới báo giới tối thứ sáu."

    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment] * 2, [0, 1], [0, 0])

    assert relate(one, other) == ("quotation", False)
    assert relate(one, other, partial(find_article_matches, issued=issued)) == ("quotation", False)
    assert relate(one, one + " Cuộc họp kết thúc lúc trưa.")[1]


def test_a_cut_of_what_a_story_quotes_is_a_copy_under_its_headline():
    """Of its few words of its own all are the story's."""
    said = [f"“{sentence}.”" for sentence in STORY.rstrip(".").split(". ")]
    story = f"{OTHER} {' '.join(said)} Cuộc họp khép lại lúc trưa, muộn hơn một giờ so với giấy mời."
    cut = f"{' '.join(said[len(said) // 2 :])} Cuộc họp khép lại lúc trưa, muộn hơn một giờ so với giấy mời."
    moment = datetime(2024, 2, 3, 6, tzinfo=UTC)
    issued = issue([moment] * 2, [0, 1])

    assert not relate(story, cut, partial(find_article_matches, issued=issued))[1]
    headed = issued.with_columns(headline=pl.lit(0, pl.UInt32))
    assert relate(story, cut, partial(find_article_matches, issued=headed))[1]


def test_the_least_similarity_is_that_of_the_two_least_alike():
    """Printed against the core alone, it would hide how far apart two members are."""
    cut, extended = STORY[:330], STORY + " " + OTHER[:120]
    clusters, units, words, level = scan_texts([STORY, cut, extended])

    expected = find_least(units, words, level)
    assert clusters["similarity_min"].unique().to_list() == [pytest.approx(expected)]


def find_least(units, words, level):
    lists = [iter_words(words, units, unit) for unit in units["unit"]]
    sets = [set(zip(*[words[k:] for k in range(level.ngram)], strict=False)) for words in lists]
    return min(len(a & b) / len(a | b) for a, b in combinations(sets, 2))


def vary(count):
    """Return so many versions of one text, none of them as any other."""
    lines, chance = (STORY + " " + OTHER).split(". "), Random(5)  # noqa: S311
    texts = [". ".join(line for line in lines if chance.random() < 0.93) for _ in range(count)]
    return [f"{text} Bản {'x' * n}" for n, text in enumerate(texts)]


def test_the_least_similarity_of_a_hundred_texts_is_that_of_the_two_least_alike():
    clusters, units, words, level = scan_texts(vary(100))

    largest = clusters.filter(pl.len().over("cluster") == pl.len().over("cluster").max())
    members = units.filter(pl.col("unit").is_in(largest["unit"].implode()))
    assert len(members) > 60
    assert largest["similarity_min"][0] == pytest.approx(find_least(members, words, level), abs=1e-6)


def test_the_least_similarity_of_more_than_are_compared_is_never_too_high(monkeypatch):
    monkeypatch.setattr(cohesion, "COMPARED_TEXTS", 20)
    clusters, units, words, level = scan_texts(vary(60))

    for _, cluster in clusters.filter(pl.col("relation") != "partial").group_by("cluster"):
        members = units.filter(pl.col("unit").is_in(cluster["unit"].implode()))
        assert cluster["similarity_min"][0] <= find_least(members, words, level) + 1e-6


def iter_words(words, units, unit):
    begin, count = units.filter(pl.col("unit") == unit).select("token_begin", "words").row(0)
    return words.hashes[begin : begin + count].tolist()


def test_an_article_owns_the_words_no_earlier_copy_has():
    """The newsroom's added value: what stands in nobody's text before it."""
    addition = " Phóng viên có mặt tại hiện trường ghi nhận nước rút chậm và đường vào chợ vẫn ngập sâu."
    clusters, units, words, level = scan_texts([STORY, STORY + addition])
    published = pl.DataFrame({"article": [0, 1], "earliest": [10, 20], "latest": [11, 21]})
    published = published.cast(
        {"article": pl.UInt32, "earliest": pl.Datetime("us"), "latest": pl.Datetime("us")}
    )

    shares = make_shares(clusters, units, published, words, level)["own_share"].to_list()

    assert shares == [1.0, pytest.approx(19 / units["words"][1], abs=0.01)]


def test_a_page_of_a_brief_and_half_of_a_long_story_is_a_mash_up():
    """The long story is not wholly there, and yet the page is no mere longer version of the brief."""
    clusters, *_ = scan_texts([BRIEF, BRIEF + " Theo báo địa phương.", OTHER, BRIEF + " " + OTHER[:270]])

    inside = clusters.filter(pl.col("relation") != "partial")
    assert sorted(sorted(g["unit"].to_list()) for _, g in inside.group_by("cluster")) == [[0, 1]]


def test_a_roundup_is_no_longer_version_of_the_item_on_top():
    """It opens with a brief as a cut's story does, but holds others that are as long."""
    briefs = [BRIEF, OTHER[:250], *(LONG[at : at + 250] for at in (0, 260, 520))]
    clusters, *_ = scan_texts([*briefs, BRIEF + " Theo báo địa phương.", " ".join(briefs)])

    inside = clusters.filter(pl.col("relation") != "partial")
    assert sorted(sorted(g["unit"].to_list()) for _, g in inside.group_by("cluster")) == [[0, 5]]


def joined(texts):
    clusters, *_ = scan_texts(texts)
    inside = clusters.filter(pl.col("relation") != "partial")
    return sorted(sorted(g["unit"].to_list()) for _, g in inside.group_by("cluster"))


def test_a_roundup_that_two_outlets_print_joins_no_two_stories():
    """Its copy holds all of it, and would hide that it is made of two parts; the two copies stay together."""
    roundup = STORY + " " + OTHER
    texts = [
        STORY,
        STORY + " Theo báo địa phương.",
        OTHER,
        OTHER + " Ảnh đẹp.",
        roundup,
        roundup + " Tổng hợp.",
    ]

    assert joined(texts) == [[0, 1], [2, 3], [4, 5]]


def test_two_stories_with_one_sentence_of_background_are_two_still():
    """What both were told of the province before does not make one the other's version."""
    background = (
        "Tỉnh Hạ Vy có chín huyện và hai thị xã, dân số hơn một triệu người, sống nhờ nghề cá, "
        "nghề muối và khách tắm biển mùa hè."
    )
    one, other = f"{STORY} {BRIEF} {background}", f"{LONG} {background}"

    assert relate(one, other) == ("partial", False)
    assert joined([one, one + " Theo báo địa phương.", other, f"{one} {LONG}"]) == [[0, 1]]


def test_a_digest_of_which_no_text_is_half_is_nobodys_longer_version():
    """Its pieces of two stories are neither whole nor half of it, and the rest is news of its own."""
    digest = " ".join([LONG[:330], STORY[:260], OTHER[:240]])

    assert joined([STORY[:260], STORY[:260] + " Theo báo địa phương.", OTHER, digest]) == [[0, 1]]


@pytest.mark.parametrize("order", [1, -1])
def test_three_fifths_of_one_story_and_two_of_another_are_a_page_of_two(order):
    """Neither story is whole on it, and what opens a story of four hundred words is no background."""
    one, other = write("a", 400), write("b", 400)
    page = " ".join([cut(one, 300), cut(other, 200)][::order])

    assert joined([one, cut(one, 320), other, other + " Theo báo địa phương.", page]) == [[0, 1], [2, 3]]


def test_a_story_with_a_passage_from_the_middle_of_another_is_still_the_story():
    """Background comes from any part of what was told before; a second story on a page begins there."""
    one, other = write("a", 400), write("b", 600)
    page = f"{one} {' '.join(other.split()[250:370])}"

    assert joined([one, other, page]) == [[0, 2]]


def write(name, words):
    """Return a text of so many words that no other has."""
    return " ".join(f"{name}x{'abcdefghij'[at % 10]}{'z' * (at // 10)}" for at in range(words))


def cut(text, words):
    return " ".join(text.split()[:words])


def test_a_story_in_the_middle_of_a_page_three_times_its_length_is_a_part_of_it():
    """A cut is the opening of the longer text, or stands throughout it; this one is between two others."""
    assert relate(STORY, " ".join([LONG[:600], STORY, OTHER])) == ("partial", False)
    assert relate(STORY, " ".join([LONG[:200], STORY, OTHER[:150]])) == ("extended", True)


def test_a_brief_beside_a_long_story_joins_no_cluster_of_it():
    """The page is the long story with a box; what the box holds is no cut of that story."""
    brief = BRIEF[:200]
    texts = [brief, brief + " Theo báo địa phương.", LONG, f"{brief} {LONG}"]

    assert relate(texts[0], texts[3]) == ("extended", True)
    assert joined(texts) == [[0, 1], [2, 3]]


def add_phrases(text):
    """Return a text with a set phrase after each of its first sentences."""
    phrases = [
        "Việc ấy còn chờ cấp trên cho ý kiến. ",
        "Đường dây nóng vẫn mở suốt ngày đêm. ",
        "Không ai giữ bản vẽ gốc của công trình. ",
    ]
    first, second, third, rest = text.split(". ", 3)
    sentences = zip((first, second, third), phrases, strict=True)
    return "".join(f"{sentence}. {phrase}" for sentence, phrase in sentences) + rest


def test_two_stories_with_the_same_set_phrases_are_two_still():
    """Each phrase stands in the part of either, and covers words of both: it is of both but once."""
    one, other = add_phrases(STORY), add_phrases(OTHER)

    assert joined([one, one + " Theo báo địa phương.", other, f"{one} {other}"]) == [[0, 1]]
    assert joined([one, other, f"{one} {other}"]) == []


@pytest.mark.parametrize("added", [OTHER.split(". ", 2)[2], OTHER[:95]])
def test_a_story_that_takes_in_background_or_a_brief_is_that_story(added):
    """From the middle of another text, or less than a fifth of the page."""
    assert joined([STORY, OTHER, f"{STORY} {added}"]) == [[0, 2]]
