"""Walls: is a page that shows one paragraph and asks for the rest a stub?"""

import pytest

from test_roles import BODY, HEADLINE, LEAD, find_page, kinds_of

WALLS = [
    "This content is for members only",
    "This story is reserved for our paying subscribers.",
    "Exclusively for members",
    "Subscribers only",
    "Log in or join to keep reading",
    "Sign in to read the full story",
    "Become a member to unlock the rest",
    "To continue reading this article, please create a free account.",
    "You’ve read all of your free articles for this month.",
    "You have 1 free article left",
    "Bài viết dành cho hội viên",
    "Nội dung này chỉ dành riêng cho thành viên.",
    "Bài này chỉ dành cho bạn đọc đã mua gói tháng.",
    "Đăng nhập để đọc tiếp",
    "Vui lòng đăng ký tài khoản để tiếp tục đọc",
    "Bạn đã đọc hết 5 bài viết miễn phí trong tháng này.",
    "La suite de cet article est réservée aux abonnés",
    "Article réservé à nos membres",
    "Connectez-vous pour lire la suite",
    "Contenido exclusivo para suscriptores",
    "Suscríbete ahora para seguir leyendo",
    "Matéria exclusiva para assinantes",
    "Faça login para continuar",
    "Dieser Artikel ist nur für Abonnenten lesbar",
    "Jetzt anmelden und weiterlesen",
    "Contenuto riservato agli abbonati",
    "Accedi per continuare",
    "Dit artikel is alleen voor abonnees",
    "Word lid om verder te lezen",
    "Masuk untuk melanjutkan membaca",
]
OPEN = [
    "The club is open to members only on Sundays",
    "Neighbours log in to see what the weir keeper earns",
    "The mayor signed in to read the minutes aloud",
    "Đăng nhập để bình luận",
    "Quỹ học bổng dành cho thành viên đội bóng",
    "Phần quà dành cho bạn đọc đăng ký đi thuyền",
    "Le port réserve un quai aux abonnés du ferry",
    "Ein Kleid für Mitglieder des Chors",
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_paragraph_over_a_wall_is_no_article(wall: str) -> None:
    """It would otherwise be a brief, and a copy of the story that it begins."""
    page = [HEADLINE, "08:15 | 12/03/2024", LEAD, wall]

    assert find_page(*page)["role"].to_list()[-1] == "boilerplate"
    assert kinds_of("\n\n".join(page)) == ["stub"]


def test_a_long_first_paragraph_over_a_wall_is_no_article() -> None:
    shown = f"{LEAD} {BODY[0]}"

    assert kinds_of("\n\n".join([HEADLINE, shown, WALLS[10]])) == ["stub"]
    assert kinds_of("\n\n".join([HEADLINE, shown, BODY[1], WALLS[10]])) == ["article"]


@pytest.mark.parametrize("line", OPEN)
def test_a_line_about_members_is_no_wall(line: str) -> None:
    reasons = find_page(HEADLINE, "08:15 | 12/03/2024", LEAD, line)["role_reason"]

    assert "paywall or cookie notice" not in reasons.to_list()


NOTICES = [
    "Mục này chỉ dành cho bạn đọc đã trả phí theo quý. Mời bạn mua gói, từ 30.000 đồng, để đọc trọn bài.",
    "Chúng tôi gửi ba chuyện mỗi tuần. Vui lòng đăng nhập bằng số điện thoại để tiếp tục xem nội dung này.",
    "Chúng tôi dùng các tệp cookie để ghi nhớ cỡ chữ và lần đọc gần nhất, và để đo xem trang nào hay mở.",
    "Trang lưu cookie trên máy. Khi đọc tiếp, bạn đã đồng ý với cách làm ấy và với điều khoản ở cuối trang.",
    "Trang không hiện được vì kịch bản đang tắt. Hãy bật JavaScript rồi tải lại để đọc tin trong ngày nhé.",
    "Some of our partners process data on the grounds of a legitimate interest, and keep it for thirty days.",
    "Press the green button and you consent to our processing for the six purposes that are named below it.",
]
TOLD = [
    "Hợp tác xã mở quầy sách dành cho các thành viên dưới mười tuổi, mỗi chiều có cô giáo ngồi đọc truyện.",
    "Khách phải đăng ký ở nhà văn hoá thôn để xem múa rối, mỗi suất sáu mươi chỗ, miễn phí cho người già.",
    "Nhóm sinh viên phát hiện nhiều trang web lưu cookie của người dùng suốt ba năm mà không hỏi ý kiến ai.",
    "The port's partners process grain and timber, and store data on ore that the winter roads leave behind.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_page_that_only_asks_of_its_reader_is_no_article(notice: str) -> None:
    """Two outlets that ask in the same words have published nothing together."""
    assert kinds_of("\n\n".join([HEADLINE, notice])) == ["stub"]


@pytest.mark.parametrize("story", TOLD)
def test_a_paragraph_that_tells_of_members_and_cookies_is_text(story: str) -> None:
    assert find_page(HEADLINE, LEAD, story, LEAD[:-1] + " thật.")["role"].to_list()[2] == "body"
