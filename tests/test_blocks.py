"""Does every block say where in the article it stands, to the character?"""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.blocks import split_blocks
from dedup.kernels.lines import BREAKS, SPACES, UNSEEN
from dedup.schema import ARTICLES, BLOCKS

# What newsrooms and their CMSs really put between and inside lines.
PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\u2028",
        "\x85",
        " ",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "\t",
        "📰",
        "𝒜",
        "e\u0301",
        "chợ",
        "news",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join)
TITLES = st.sampled_from(["Cầu mới thông xe", "a b c", "tin", "x  y \x1fz", "𝒜 b c d"])
SEPARATORS = st.sampled_from([" ", "  ", "   ", "    ", "\u00a0", "\u3000", "\u200b", "\t", "-", ""])
DOUBLES = st.tuples(TITLES, SEPARATORS).map(lambda parts: f"{parts[0]}{parts[1]}{parts[0]}")
BLANKS = "".join(map(chr, [*SPACES, *UNSEEN]))


def make_articles(*texts: str, marks: list[list[tuple[int, int, str]]] | None = None) -> pl.DataFrame:
    blank = {name: "" for name, dtype in ARTICLES.items() if dtype == pl.String}
    spans = marks or [[] for _ in texts]
    rows = [
        {
            **blank,
            "article": number,
            "text": text,
            "marks": [dict(zip(("begin", "end", "mark"), span, strict=True)) for span in spans[number]],
            "encoding_confidence": 1.0,
        }
        for number, text in enumerate(texts)
    ]
    return pl.DataFrame(rows, schema=ARTICLES)


def texts_of(articles: pl.DataFrame) -> list[str]:
    return split_blocks(articles)["text"].to_list()


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_every_span_cuts_exactly_its_block_out_of_the_text(texts: list[str]) -> None:
    """An editor who is shown a line must find it at the offset that is printed."""
    blocks = split_blocks(make_articles(*texts))

    assert blocks.schema == BLOCKS
    for row in blocks.iter_rows(named=True):
        assert texts[row["article"]][row["begin"] : row["end"]] == row["text"]
        assert row["text"].strip() == row["text"] != ""


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_marks_anywhere_lose_no_letter_and_keep_spans_exact(text: str, spans: list[tuple[int, int]]) -> None:
    """Marks come from other people's markup: they may be empty, reversed, nested or past the end."""
    marks = [(begin, end, "caption") for begin, end in spans]

    blocks = split_blocks(make_articles(text, marks=[marks]))

    assert all(text[b:e] == t for b, e, t in blocks.select("begin", "end", "text").iter_rows())
    plain = split_blocks(make_articles(text))
    assert letters(blocks) == letters(plain)


def letters(blocks: pl.DataFrame) -> str:
    return "".join(c for text in blocks["text"] for c in text if c.isalnum())


def split_plainly(text: str, cuts: set[int]) -> list[tuple[int, int]]:
    """Return begin and end of every block, letter by letter."""
    spans, begin = [], 0
    for at in range(len(text) + 1):
        ends = at == len(text) or ord(text[at]) in BREAKS
        if ends or at in cuts:
            rest = text[begin:at].lstrip(BLANKS)
            spans += halve_plainly(rest.rstrip(BLANKS), at - len(rest))
            begin = at + ends
    return spans


def halve_plainly(line: str, begin: int) -> list[tuple[int, int]]:
    """Return begin and end of a line, or of both its halves if it says its text twice."""
    words = re.findall(f"[^{''.join(map(chr, SPACES))}]+", line)
    for half in range(1, len(line) // 2 + 1):
        between = line[half:-half]
        parted = between and not between.strip(BLANKS) and len(between.encode()) <= 3
        if parted and line[:half] == line[-half:] and len(words) >= 6:
            return [(begin, begin + half), (begin + len(line) - half, begin + len(line))]
    return [(begin, begin + len(line))] if line else []


@given(
    st.lists(st.lists(PIECES | DOUBLES | st.text(max_size=6), max_size=20).map("".join), max_size=4),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_blocks_are_what_a_reader_would_cut_letter_by_letter(
    texts: list[str], spans: list[tuple[int, int]]
) -> None:
    """Any letters, breaks and blanks, with cuts wherever markup speaks."""
    marks = [(begin, end, "caption") for begin, end in spans]

    blocks = split_blocks(make_articles(*texts, marks=[marks for _ in texts]))

    cuts = {at for begin, end in spans if begin < end for at in (begin, end)}
    expected = [(n, *span) for n, text in enumerate(texts) for span in split_plainly(text, cuts)]
    assert blocks.select("article", "begin", "end").rows() == expected


def test_ordinals_count_from_nought_in_every_article() -> None:
    blocks = split_blocks(make_articles("a\nb\n\n", "", "c\nd"))

    assert blocks.select("article", "ordinal").rows() == [(0, 0), (0, 1), (2, 0), (2, 1)]


def test_blanks_that_cannot_be_seen_are_no_part_of_a_block() -> None:
    assert texts_of(make_articles("\ufeff\u00a0Chợ sớm\u200b \r\n\u00a0\r\n\u3000Mưa\u2028Nắng")) == [
        "Chợ sớm",
        "Mưa",
        "Nắng",
    ]


def test_a_title_twice_in_one_line_is_two_blocks() -> None:
    """A link's picture and its words give the same title, glued by the dump."""
    articles = make_articles(
        "Cầu mới thông xe Cầu mới thông xe\nphố cổ phố cổ\nMưa lớn ở đảo\u00a0Mưa lớn ở đảo"
    )

    assert texts_of(articles) == [
        "Cầu mới thông xe",
        "Cầu mới thông xe",
        "phố cổ phố cổ",
        "Mưa lớn ở đảo",
        "Mưa lớn ở đảo",
    ]


@pytest.mark.parametrize("between", [" ", "\t", "\u00a0", "  ", "\u3000", "   "])
@pytest.mark.parametrize("title", ["Cầu mới thông xe", "Mưa lớn ở đảo", "Fog on the pass"])
def test_a_separator_of_up_to_three_bytes_parts_a_title_from_its_double(title: str, between: str) -> None:
    assert texts_of(make_articles(title + between + title)) == [title, title]


@pytest.mark.parametrize("between", ["-", "    ", "và", "\u2014"])
def test_what_joins_two_like_titles_otherwise_leaves_them_one_line(between: str) -> None:
    line = f"Cầu mới thông xe{between}Cầu mới thông xe"

    assert texts_of(make_articles(line)) == [line]


def test_a_mark_that_spans_lines_reaches_each_of_them() -> None:
    articles = make_articles("Đầu đề\nẢnh: An\nẢnh: Bình\nthân bài", marks=[[(7, 25, "caption")]])

    blocks = split_blocks(articles)

    assert blocks["mark"].to_list() == [None, "caption", "caption", None]


def test_a_mark_inside_a_line_cuts_it() -> None:
    articles = make_articles("Hà Nội - Sáng nay trời mưa.", marks=[[(0, 6, "dateline"), (9, 27, "body")]])

    blocks = split_blocks(articles)

    assert blocks.select("text", "mark").rows() == [
        ("Hà Nội", "dateline"),
        ("-", None),
        ("Sáng nay trời mưa.", "body"),
    ]


def test_an_article_without_line_breaks_is_one_block() -> None:
    text = "đầu " + "một hai ba bốn năm " * 50_000

    assert split_blocks(make_articles(text))["end"].to_list() == [len(text) - 1]


def test_no_articles_make_no_blocks() -> None:
    assert split_blocks(ARTICLES.to_frame()).schema == BLOCKS
