"""Is a credit read in the many forms that pages give it, and a date or a button never for part of one?"""

import unicodedata

import polars as pl
import pytest

from dedup.blocks import split_blocks
from dedup.credits import find_credits
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks
from test_blocks import make_articles
from test_credits import AGENCIES, close_with
from test_roles import BODY as PARAGRAPHS
from test_roles import HEADLINE, LEAD, NO_CORES, OTHER


def read_page(*lines: str) -> set[tuple[str, str]]:
    """Return {(role, creditor)} of a dump of these lines, its roles found as a scan finds them."""
    articles = make_articles("\n\n".join(lines))
    tokens, _ = tokenise_blocks(split_blocks(articles), NO_CORES)
    found = find_credits(articles, find_roles(tokens, articles), AGENCIES)
    return set(found.select(pl.col("role").cast(pl.String), "creditor").iter_rows())


def end_with(line: str) -> set[tuple[str, str]]:
    return read_page(HEADLINE, LEAD, *PARAGRAPHS, line, "Tin liên quan", OTHER)


@pytest.mark.parametrize(
    "line",
    [
        *("First published on Tue 18 Mar 2025 01.30 GMT", "Originally published at 9.30 GMT"),
        *("This story was first published on March 18 and has been updated.", "First published on Monday"),
        *("This article was first published on Friday 21 March", "Theo Thứ Sáu, 21/3", "Nguồn: 21.3.2025"),
    ],
)
def test_a_date_is_no_creditor(line: str) -> None:
    assert close_with(line) == close_with(line, "credit") == end_with(line) == set()


@pytest.mark.parametrize("name", ["Sunday Market Post", "Tin 24h", "May Day Weekly", "24h.vn"])
def test_a_house_that_is_named_like_a_date_is_one(name: str) -> None:
    assert close_with(f"Nguồn: {name}") == {("text", name)}


@pytest.mark.parametrize(
    "button",
    ["Copy link", "Copy Link Link bài gốc Lấy link!", "Sao chép liên kết", "Chia sẻ", "Share", "Teilen"],
)
@pytest.mark.parametrize("name", ["Trâm Hương", "Đời sống & Chợ nổi"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_button_at_the_end_of_a_credit_is_no_part_of_the_name(name: str, button: str, form: str) -> None:
    line = unicodedata.normalize(form, f"Theo {name} {button}")

    assert close_with(line) == close_with(line, "credit") == {("text", name)}
