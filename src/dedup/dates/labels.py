"""
Lines that begin with a label, or name one: asked of columns.

Searched as names and not as one pattern of three hundred names: polars keeps thirty-two
patterns compiled, and this one would take milliseconds to compile for every batch.
"""

from collections.abc import Iterable
from functools import cache

import polars as pl

from ..classes import quicken
from .patterns import (
    ELSEWHERE_NAMES,
    ELSEWHERE_SIGNS,
    MODIFIED_LABELS,
    MONTH_NUMBERS,
    NOTHING,
    PUBLISHED_LABELS,
    WORD,
)

# "Date", "đăng" and "le" head other things too: only a longer label says what a line is by itself.
MIN_LABEL_CHARS, MIN_LABEL_SIGNS = 6, 4

CHANGE = tuple(MODIFIED_LABELS)
LABELS = (*PUBLISHED_LABELS, *CHANGE)
PUBLISHING = tuple(
    name
    for name in PUBLISHED_LABELS
    if len(name) >= (MIN_LABEL_SIGNS if name[0] > "\u3000" else MIN_LABEL_CHARS)
)
SPEAKING = [*LABELS, *(name.replace("_", " ") for name in ELSEWHERE_NAMES)]
# What a date can begin with, if not with a figure.
OPENINGS = (*MONTH_NUMBERS, *(" ".join(words) for words in NOTHING))

# What stands around a label on its line.
SIGNS_AROUND = " \t\u00a0|-–—•·:：>*+()[]\"'«»…,;/."
LABEL_CHARS = 40
LABEL_WORDS = 3


def begins_with(text: pl.Expr, names: tuple[str, ...]) -> pl.Expr:
    """Tell which texts begin with the words of one of the folded `names`, whatever marks are before it."""
    words = text.str.head(LABEL_CHARS).str.to_lowercase().str.replace_all(quicken(r"[^\p{L}\p{M}]+"), " ")
    opening = pl.concat_str(words.str.strip_chars(" "), pl.lit(" "))
    return opening.str.find_many(list_runs(names)).list.contains(0)


@cache
def list_runs(names: tuple[str, ...]) -> pl.Series:
    """Return the words of each of the few lists of `names`, as `begins_with` looks for them."""
    return pl.Series([[f"{' '.join(WORD.findall(name))} " for name in names]])


def ends_with(text: pl.Expr, names: Iterable[str]) -> pl.Expr:
    """Tell which texts end with the words of one of the folded `names`, whatever marks are behind it."""
    words = text.str.tail(LABEL_CHARS).str.to_lowercase().str.strip_chars(SIGNS_AROUND).str.split(" ")
    ends = [words.list.tail(count).list.join(" ").is_in(list(names)) for count in range(1, LABEL_WORDS + 1)]
    return pl.any_horizontal(ends)


def is_one_of(text: pl.Expr, names: Iterable[str]) -> pl.Expr:
    """Tell which texts are one of the folded `names` and nothing else but marks."""
    return text.str.to_lowercase().str.strip_chars(SIGNS_AROUND).is_in(list(names))


def speaks(text: pl.Expr) -> pl.Expr:
    """Tell which texts name a publication, a change, or what else a date can be of."""
    folded = text.str.normalize("NFKC").str.to_lowercase()
    return folded.str.contains_any(SPEAKING) | folded.str.contains(ELSEWHERE_SIGNS)
