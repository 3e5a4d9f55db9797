"""Is what is shown of an article what stands at its span, however long the article?"""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dedup.spans import cut_texts

SPAN = {"article": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32}
PLACES = st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(0, 20))


def frame_texts(texts):
    rows = pl.DataFrame({"article": range(len(texts)), "text": texts})
    frame = rows.select(pl.col("article").cast(pl.UInt32), pl.col("text").cast(pl.String)).lazy()
    return [frame.filter(pl.col("article") % 2 == odd) for odd in (1, 0)]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=4, max_size=4), st.lists(PLACES))
def test_every_span_is_cut_as_python_cuts_it(texts, places):
    """In any order, one inside another, and past the end; letters of one byte and of four."""
    spans = [(article, begin, begin + length) for article, begin, length in places]

    cut = cut_texts(pl.DataFrame(spans, SPAN, orient="row"), frame_texts(texts))

    assert cut.to_list() == [texts[article][begin:end] for article, begin, end in spans]


def test_a_row_without_a_span_has_no_words():
    spans = pl.DataFrame([(0, 0, 2), (0, None, None), (0, 3, 6)], SPAN, orient="row")

    assert cut_texts(spans, frame_texts(["Đò Gò"])).to_list() == ["Đò", None, "Gò"]


def test_a_hundred_thousand_lines_of_one_page_are_cut_in_one_pass():
    """Counted from the begin of the page for every line, this takes minutes."""
    lines = [f"dòng {number}" for number in range(200_000)]
    ends = pl.Series([len(line) + 1 for line in lines]).cum_sum()
    spans = pl.DataFrame({"article": 0, "begin": [0, *ends[:-1]], "end": ends - 1}).cast(SPAN)

    assert cut_texts(spans, frame_texts(["\n".join(lines)])).to_list() == lines
