"""Is a page whose lines were broken at a column read as the paragraphs it was written in?"""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.reading.wrapped import unwrap

PARAGRAPHS = [
    (
        "The harbour board of Callen Quay voted on Tuesday to raise the old crane on the north pier, which "
        "has stood idle since the winter floods carried away two of its four wheels and bent the rails."
    ),
    (
        "“We asked three yards for a price and one of them answered,” said the board's clerk, Ines Rowbury, "
        "who has kept its minutes for nineteen years and means to keep them for one more."
    ),
    (
        "Work begins when the herring boats leave in April, and the pier stays closed to visitors until the "
        "new wheels have carried forty tonnes from one end to the other without a sound."
    ),
]
VIETNAMESE = [
    (
        "Ban quản lý cảng Cầu Sậy vừa quyết định dựng lại chiếc cần cẩu cũ ở bến bắc, vốn bỏ không từ khi "
        "trận lũ cuối năm cuốn mất hai trong bốn bánh xe và làm cong đường ray chạy dọc mép nước."
    ),
    (
        "Theo người thư ký của ban, ba xưởng được hỏi giá nhưng chỉ một nơi trả lời, và công việc sẽ bắt đầu "
        "khi những con thuyền đánh cá cuối cùng rời bến để tránh mùa gió chướng năm nay."
    ),
]
LISTS = {
    "titles": "\n".join(
        f"Council of ward {n} asks {'again ' * (n % 4)}for a bridge over the canal" for n in range(30)
    ),
    "a table": "\n".join(
        f"{name:<30}{n:>8}.{n % 10:02}   {n * 7:>10}" for n, name in enumerate("abcdefghij")
    ),
    "items": "\n".join(
        f"- the {n}th boat of the fleet came home with nothing in its nets at all" for n in range(12)
    ),
    "Chinese titles": "\n".join(
        "市议会要求在运河上再修一座桥梁以便居民通行" * 2 + "好" * (n % 3) for n in range(12)
    ),
}


def wrap(paragraphs: list[str], width: int, between: str = "\n\n") -> str:
    return between.join(textwrap.fill(paragraph, width) for paragraph in paragraphs)


@pytest.mark.parametrize("width", [48, 64, 72, 100])
@pytest.mark.parametrize("paragraphs", [PARAGRAPHS * 2, VIETNAMESE * 4], ids=["English", "Vietnamese"])
def test_wrapped_prose_becomes_its_paragraphs(paragraphs: list[str], width: int) -> None:
    assert unwrap(wrap(paragraphs, width)) == "\n\n".join(paragraphs)


def test_an_indent_begins_a_paragraph() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 66, initial_indent="   ") for paragraph in PARAGRAPHS)
    assert unwrap(wrapped) == "\n".join(f"   {paragraph}" for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("kind", LISTS)
def test_lines_that_mean_something_stay(kind: str) -> None:
    assert unwrap(LISTS[kind]) == LISTS[kind]


def test_titles_captions_and_notices_of_the_page_keep_their_lines() -> None:
    """What stands around a wrapped text is longer or shorter than its column, and ends where it ends."""
    caption = (
        "The old crane seen from the ferry on the morning after the winter floods, its arm over the water. "
        "Photo: Ines Rowbury"
    )
    notice = (
        "Nothing on this page may be printed elsewhere unless the harbour board of Callen Quay agrees to it."
    )
    head = ["Quay Wire", "Harbour", "Tides", "Crane of the north pier of Callen Quay to lift again in spring"]
    titles = [
        "Herring boats leave three weeks early",
        "Ferry to the outer islands gets a second engine at last",
        "What the tide tables of the last hundred years can tell us",
        "Council of the third ward asks again for a bridge",
    ]
    around = [*head, *PARAGRAPHS[:1], caption, *PARAGRAPHS[1:], "Most read", *titles, notice * 2]
    page = "\n".join(textwrap.fill(line, 62) if line in PARAGRAPHS else line for line in around)

    assert unwrap(page) == "\n".join(around)


def test_a_heading_under_a_long_last_line_keeps_its_own() -> None:
    heading = "Intergovernmental inspections of cranes: what the boards agreed on"
    last_line = textwrap.wrap(PARAGRAPHS[2], 66)[-1]
    assert len(f"{last_line} Intergovernmental") > 66

    assert unwrap(f"{wrap(PARAGRAPHS, 66)}\n{heading}") == "\n\n".join(PARAGRAPHS) + f"\n{heading}"


def test_two_lines_are_a_paragraph_though_the_second_begins_with_a_name() -> None:
    said = "Nobody has asked the herring, says the keeper of the tide tables, Ines Rowbury of Callen Quay."
    title = (
        "Ferry to the outer islands gets a second engine at last\nTwo years of noise are over for her crew."
    )

    assert "\nInes" in wrap([said], 66)
    assert unwrap(wrap([*PARAGRAPHS, said], 66)) == "\n\n".join([*PARAGRAPHS, said])
    assert unwrap(f"{wrap(PARAGRAPHS, 56)}\n\n{title}").endswith(title)


def test_a_brief_of_five_lines_is_wrapped_too() -> None:
    brief = f"{PARAGRAPHS[0][:-1]} of the yard behind the customs house, where nobody has walked since."
    assert unwrap(wrap([brief], 62)) == brief


@pytest.mark.parametrize("paragraph", [*PARAGRAPHS, *VIETNAMESE])
def test_three_breaks_of_one_width_are_enough(paragraph: str) -> None:
    wrapped = [textwrap.wrap(paragraph, width) for width in range(40, 70)]
    lines = next(
        lines for lines in wrapped if len(lines) == 4 and all(line[0].islower() for line in lines[1:])
    )
    assert unwrap("\n".join(["Callen Quay", "", *lines])) == f"Callen Quay\n\n{paragraph}"


def test_lines_broken_where_links_begin_and_end_stay() -> None:
    """No one column explains them."""
    lines = [
        "The harbour board of",
        "Callen Quay",
        "voted on Tuesday to raise the",
        "old crane",
        "on the north pier",
    ]
    text = "\n".join(
        [*lines, "which has stood idle since the", "winter floods", "carried away two of its wheels."]
    )

    assert unwrap(f"{text}\n\n{text}\n\n{text}") == f"{text}\n\n{text}\n\n{text}"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=90), max_size=30).map("\n".join))
def test_no_character_is_added_or_lost(text: str) -> None:
    mended = unwrap(text)
    assert len(mended) == len(text)
    assert mended.replace("\n", " ") == text.replace("\n", " ")


def test_a_wrapped_copy_is_the_same_text_by_blocks_and_all(tmp_path: Path) -> None:
    headline = "Crane of the north pier to lift again"
    for outlet, body in (("ferrypost", "\n\n".join(PARAGRAPHS)), ("quaywire", wrap(PARAGRAPHS, 68))):
        page = tmp_path / outlet / "crane.txt"
        page.parent.mkdir()
        page.write_text(f"{headline}\n\n{body}\n")
    run = scan([str(tmp_path)], ScanOptions(), lambda *_: None)
    clusters = run.clusters.filter(run.clusters["level"] == "article")
    assert clusters["similarity"].to_list() == [1.0, 1.0]
    assert run.blocks.group_by("article").len()["len"].to_list() == [4, 4]
