"""Walls: is a page that shows one paragraph and asks for the rest a stub?"""

import pytest

from test_roles import HEADLINE, LEAD, find_page, kinds_of

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
    "Le port réserve un quai aux abonnés du ferry",
    "Ein Kleid für Mitglieder des Chors",
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_paragraph_over_a_wall_is_no_article(wall: str) -> None:
    """It would otherwise be a brief, and a copy of the story that it begins."""
    page = [HEADLINE, "08:15 | 12/03/2024", LEAD, wall]

    assert find_page(*page)["role"].to_list()[-1] == "boilerplate"
    assert kinds_of("\n\n".join(page)) == ["stub"]


@pytest.mark.parametrize("line", OPEN)
def test_a_line_about_members_is_no_wall(line: str) -> None:
    reasons = find_page(HEADLINE, "08:15 | 12/03/2024", LEAD, line)["role_reason"]

    assert "paywall or cookie notice" not in reasons.to_list()
