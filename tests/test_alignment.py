"""Are two texts aligned word by word as a slow and simple program would align them?"""

import re
import unicodedata

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dedup.kernels.alignment import NOWHERE, find_runs
from dedup.kernels.splitting import write_passages
from dedup.reports.alignment import split_paragraphs, split_words
from dedup.texts import lay_out

SINGLE = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
WORD = re.compile(rf"[{SINGLE}]\s*|[^\s{SINGLE}]+\s*|\s+")
texts = st.lists(
    st.one_of(
        st.text(st.sampled_from("aÀ9_–.,“ \t\n\x1c\x85\u00a0\u2003\u3000\u0301ก่中ー😀"), max_size=12),
        st.text(max_size=8),
    ),
    max_size=4,
)
sequences = st.lists(st.integers(0, 4), max_size=40)


def split_slowly(paragraphs):
    """Return what each word shows, its key, its paragraph, and where it begins."""
    words = []
    for number, text in enumerate(paragraphs):
        for found in WORD.finditer(text + "\n"):
            key = re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", found.group()).lower())
            if key or found.start() == 0:
                words.append([found.group(), key, number, found.start()])
            else:
                words[-1][0] += found.group()
        words[-1][0] = words[-1][0][:-1]
    return [tuple(word) for word in words]


@given(texts)
def test_words_are_what_one_expression_finds(paragraphs):
    """A dash or a quotation mark goes with the word before it, the first of a paragraph is on its own."""
    assert split_words(paragraphs) == split_slowly(paragraphs)


@given(texts)
def test_equal_keys_are_equal_names(paragraphs):
    split = split_paragraphs(pl.Series(paragraphs, dtype=pl.String))

    assert len(set(split.names)) == len(split.names)
    assert [split.names[key] for key in split.keys] == [word.key for word in split_words(paragraphs)]


def measure_common(a, b):
    """Return the length of a longest common subsequence, by the definition."""
    row = [0] * (len(b) + 1)
    for x in a:
        before = row[:]
        for j, y in enumerate(b):
            row[j + 1] = before[j] + 1 if x == y else max(before[j + 1], row[j])
    return row[-1]


@given(sequences, sequences, st.integers(0, 90))
def test_as_much_is_kept_as_any_alignment_can(a, b, more):
    """Over several lanes of 64 places too."""
    a, b = [7, *a * 3, *range(8, 8 + more)], [*b, *range(8, 8 + more), *b]
    sides, numbers = (np.array(a, dtype=np.int32), np.array(b, dtype=np.int32)), np.full(100, NOWHERE)

    runs = find_runs(*sides, numbers)

    kept = [(a[i:end], b[j:stop]) for same, i, end, j, stop in runs.tolist() if same]
    assert all(left == right for left, right in kept)
    assert sum(len(left) for left, _ in kept) == measure_common(a, b)
    assert [n for _, i, end, *_ in runs.tolist() for n in range(i, end)] == list(range(len(a)))
    assert [n for *_, j, stop in runs.tolist() for n in range(j, stop)] == list(range(len(b)))
    assert set(numbers.tolist()) == {NOWHERE}


@given(texts, st.integers(8, 60))
def test_passages_stand_on_one_line(passages, most):
    """The oracle: blanks are one space, stops and commas at the ends go."""
    text, stops = lay_out(pl.Series(passages, dtype=pl.String))
    spans = np.stack([np.arange(len(passages)) // 2, stops[:-1], stops[1:]], axis=1)
    lines = np.empty(len(text) + 11 * len(passages) + 9, dtype=np.uint8)

    for limit in (most, 10_000):
        total = write_passages(text, spans, 3, limit, lines)
        shown = lines[:total].tobytes().decode().split("\n")
        told = [" ".join(passage.split()).strip(" .,;:!?") for passage in passages]
        whole = [" … ".join(told[at : at + 2]) for at in (0, 2, 4)]
        assert len(shown) == 4
        assert all(
            line[: (limit - 8) // 4] == said[: (limit - 8) // 4]
            for line, said in zip(shown, whole, strict=False)
        )
        assert limit == most or shown[:3] == whole
