"""Notices: is a paragraph told from a notice of the site, or a caption, that has the same words?"""

# ruff: noqa: E501  (a paragraph is one line, as on its page)

import pytest

from test_roles import BODY, HEADLINE, LEAD, find_page

# The middle of a story, with a word that notices have too.
TOLD = [
    "Advertisement revenue of the river's papers fell by a third last year, said the guild of those who print them.",
    "Quảng cáo trên phà bị cấm từ tháng sau, theo quy định mới của huyện, vì khách không còn thấy bảng chỉ lối thoát.",
    "A judge ruled on Friday that the company had breached copyright law when it copied the songs for its service.",
    "Witnesses of the accident can call the Hotline set up for the inquiry, the officer told reporters on Monday.",
    "The ferry company changed its privacy policy last week without a word to its passengers, the regulator said.",
    "Under the new terms of service, households may no longer share one account with a neighbour, the firm said.",
    "The findings may not be published until the trial has ended, the judge said on Monday evening at the weir.",
    "She wrote hundreds of letters to the editor over the years, her daughter said, and kept a copy of each of them.",
    "He said an ad blocker had stopped the page of the bank from loading, and the money was lost for a week.",
    "A road blocked by fallen trees kept the fire engine from the farm for an hour, and the barn was lost at dawn.",
    "The sanctions follow an attack on a harbour in the north, in which two sailors were hurt and a crane fell.",
    "Volunteers can sign up at the town hall, which is open until noon every day of the week, the clerk said.",
    "The firm asked its drivers to download the latest version of the app before they began their rounds at six.",
    "The children of the village baked all morning, and we ate all of the cookies before the ship had left the quay.",
    "Pupils can log in to view their grades from Monday on, the school said, and their parents get a letter.",
    "The two million subscribers only learned of the change when their cards were refused at the counter of the shop.",
    "The vote is seen as a test for the mayor, who has promised to step down if the plan for the mill is refused.",
    "The editing by hand of ten thousand pages took the monks forty years, and their work is kept behind glass.",
    "File sharing had ruined the shop long before the flood, its owner said, and nobody pays for the lost records.",
    "The bank will register for free any customer who lost a card, a clerk said, and pay for calls made with it.",
    "The meeting was held on Tuesday, March 5, 2024, at the old mill, and sixty members of the club came to vote.",
    "Nobody could make out from this picture of the economy, the clerk said, why the price of eels had risen so much.",
    "Sở Y tế đã thu hồi giấy phép hoạt động của phòng khám ở đường Hoa Sen từ ngày 12/3 vì nhiều sai phạm kéo dài.",
    "Bà cho biết bản quyền thuộc về gia đình nhạc sĩ, và đoàn hát đã xin phép trước khi dựng lại vở diễn mùa xuân.",
    "Kênh Sông Lữ giữ bản quyền phát sóng giải đua thuyền ba mùa tới, và sẽ truyền hình mọi chặng từ bến đò cũ.",
    "Ông được cử làm tổng biên tập: một việc mà hai mươi năm trước ông chưa từng nghĩ tới khi còn đi phát báo.",
    "Contact with the ferry was lost on Monday night, and the coast guard asked for witnesses on its Facebook page.",
    "Công ty khai thác cát theo giấy phép số 45 do tỉnh cấp, nhưng đã đào sâu hơn mức cho phép ở hai đoạn bờ sông.",
]
NOTICES = [
    "Copyright 2024 Wickmoor Courier. This material is for personal use and is not to be sold or lent to others.",
    "This material may not be published, broadcast, rewritten or passed on in any form without leave in writing.",
    "We use cookies and similar means to remember what was read on this device and to count how many came by.",
    "By going on you agree to our Terms of Service and say that the Privacy Policy was read and understood by you.",
    "Privacy Policy | Terms of Service | Imprint | Jobs | Press | Archive | Print shop | Weather | Tides | Contact",
    "This form is guarded by a riddle, and the Privacy Policy and Terms of Service of its maker apply to it as well.",
    "It seems that your ad blocker is on: the Courier lives on what the shops of the town pay for their notices.",
    "Sign up here for the Courier's morning newsletter, and read at breakfast what the town did last night.",
    "Please register for free to read the tide tables, the minutes of the council and the letters of the week.",
    "Want more of the river? Subscribe to the podcast and hear every Friday what the lock keepers have to tell.",
    "Follow the Wickmoor Courier on Facebook for pictures of the market, the mill and the meadow behind the weir.",
    "Giấy phép hoạt động báo điện tử số 123/GP-BTTTT cấp ngày 3/2/2020, ấn phẩm của Hội nhà thuyền huyện Bến Gỗ.",
    "Báo Bến Gỗ giữ bản quyền nội dung trên trang này, mọi hình thức sao chép đều phải được tòa soạn cho phép trước.",
    "Cơ quan của Hội nhà thuyền huyện Bến Gỗ. Tổng biên tập: Lê Văn Bình. Tòa soạn ở số 3 đường Hoa Sen, thị trấn.",
    "Contact Anna Weaver, who keeps the tide tables and the letters of the week, at weaver@courier.example any day.",
    "Báo Bến Gỗ điện tử. Giấy phép số 45/GP-BTTTT cấp ngày 3/2/2020, tòa soạn ở số 3 đường Hoa Sen, thị trấn Bến Gỗ.",
]


@pytest.mark.parametrize("paragraph", TOLD)
def test_a_story_may_tell_of_what_notices_speak_of(paragraph: str) -> None:
    """A report on copyright or on a road block loses none of its paragraphs."""
    blocks = find_page(HEADLINE, "08:15 | 12/03/2024", LEAD, paragraph, BODY[0])

    assert blocks["role"].to_list()[-2:] == ["body", "body"]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_speaks_to_the_reader_or_of_its_own_page(notice: str) -> None:
    blocks = find_page(HEADLINE, "08:15 | 12/03/2024", LEAD, notice, BODY[0])

    assert blocks["role"].to_list()[-2] == "boilerplate"


@pytest.mark.parametrize(
    "advert",
    [
        "Quảng cáo: Vay sửa nhà tại quỹ Bến Gỗ, lãi nhẹ như bèo, liên hệ hôm nay để được tặng một bao gạo thơm.",
        "Advertisement — The mill at Wickmoor grinds your oats while you wait. Bring your own sack and a good book.",
    ],
)
def test_what_is_paid_for_is_no_text(advert: str) -> None:
    page = find_page(HEADLINE, "08:15 | 12/03/2024", LEAD, BODY[0], advert, BODY[1])

    assert page["role"].to_list()[-3:] == ["body", "boilerplate", "body"]
