"""Text that was broken into lines at a column -> each of its paragraphs on one line."""

import re
from collections import Counter
from itertools import accumulate, pairwise
from typing import NamedTuple

import polars as pl

LEAST_BREAKS = 3  # inside sentences; fewer are chance
LEAST_SHARE = 0.8  # of the breaks inside sentences that one width must explain: links break lines anywhere
LEAST_WIDTH, MOST_WIDTH = 40, 120  # characters of a full line: narrower are lists, wider whole paragraphs
LONGEST_WORD = 25  # characters; what is longer is an address, or of a script without spaces
GOES_ON = r"\n[\p{Ll}\p{Lo}]"  # a line begins inside a sentence, or in a script without capitals
STOP = re.compile(r"[.!?…:][\"'”’»)\]]*\s*$")
SIGN = re.compile(r"[.!?…:,;][\"'”’»)\]]*(?:\s|$)")  # that prose has and few titles have
LIST_SIGNS = ("- ", "* ", "• ", "· ", "– ")  # that begin an item


class Break(NamedTuple):
    """A line break between two lines that have text."""

    line: int
    least: int  # the widths between which the next word no longer fitted, both of them among these
    most: int
    goes_on: bool  # the next line begins inside a sentence


def unwrap_texts(texts: pl.Series) -> pl.Series:
    """
    Return `texts` with a space for every line break that only a column's width made.

    Each text keeps its length, so that spans into it stay right.  One whose line breaks
    mean something, such as a list or a table, is returned as it is.
    """
    rows = texts.alias("text").to_frame().with_row_index("row")
    likely = rows.filter(pl.col("text").str.count_matches(GOES_ON) >= LEAST_BREAKS)
    if likely.is_empty():
        return texts
    mended = likely.select("row", mended=pl.col("text").map_elements(unwrap, pl.String))
    joined = rows.join(mended, on="row", how="left", maintain_order="left")
    return joined.select(pl.coalesce("mended", "text").alias(texts.name)).to_series()


def unwrap(text: str) -> str:
    r"""
    Return `text` with its paragraphs put together, or as it is.

    A break inside a paragraph stands where the next word no longer fitted.  Where one
    width explains most of the breaks inside sentences, the text was wrapped at it; what
    else stands on its page, such as titles and captions, keeps its breaks.

    >>> prose = "The ferry to the outer islands was late again on Monday because the wind had turned. " * 4
    >>> import textwrap
    >>> wrapped = textwrap.fill(prose, 60)
    >>> wrapped.count("\n"), unwrap(wrapped + "\n\nShort line").count("\n")
    (5, 2)
    """
    parts = text.split("\n")
    breaks = find_breaks(parts)
    width = find_width([each for each in breaks if each.goes_on])
    if width is None:
        return text
    broken = [each for each in breaks if each.least <= width <= each.most]
    inside = {each.line for run in find_runs(broken) for each in trim_run(run, parts)}
    return "".join(part + (" " if n in inside else "\n") for n, part in enumerate(parts))[:-1]


def find_breaks(parts: list[str]) -> list[Break]:
    """Return the breaks between lines of text, with the widths that may have made them."""
    lines = [part.rstrip() for part in parts]
    breaks = []
    for n, (line, after) in enumerate(pairwise(lines)):
        if line and after:
            word = 0 if is_meant(line, after) else len(after.split(maxsplit=1)[0])
            most = len(line) + word if 0 < word <= LONGEST_WORD else 0
            goes_on = after[0].islower() or (after[0].isalpha() and not after[0].isupper())
            breaks.append(Break(n, len(line), most, goes_on))
    return breaks


def is_meant(line: str, after: str) -> bool:
    """Return whether the break before `after` means something: a paragraph, an item or a row begins."""
    # An indent or a sign begins a paragraph or an item, two blanks or a tab part columns.
    return after[0].isspace() or after.startswith(LIST_SIGNS) or "\t" in line or "  " in line.lstrip()


def find_width(breaks: list[Break]) -> int | None:
    """Return the width that explains the most of `breaks`, None if it explains too few of them."""
    changes: Counter[int] = Counter()
    for _, least, most, _ in breaks:
        if most:
            changes.update({least: 1})
            changes.subtract({most + 1: 1})
    explained = list(accumulate(changes[width] for width in range(MOST_WIDTH + 1)))
    width = max(range(LEAST_WIDTH, MOST_WIDTH + 1), key=explained.__getitem__)
    return width if explained[width] >= max(LEAST_BREAKS, LEAST_SHARE * len(breaks)) else None


def find_runs(breaks: list[Break]) -> list[list[Break]]:
    """Return `breaks` by paragraph: those of lines that follow each other."""
    runs: list[list[Break]] = []
    for each in breaks:
        if runs and runs[-1][-1].line == each.line - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def trim_run(run: list[Break], parts: list[str]) -> list[Break]:
    """Return `run` without a heading over its paragraph and under it; nothing if it is no paragraph."""
    going_on = [n for n, each in enumerate(run) if each.goes_on]
    if not going_on:
        return run if is_sentence(run, parts) else []
    begin, end = 0, len(run)
    if going_on[0] > 0 and run[0].line > 0 and parts[run[0].line - 1].strip():
        begin = 1
    while end - 1 > going_on[-1] and STOP.search(parts[run[end - 1].line]):
        end -= 1
    return run[begin:end]


def is_sentence(run: list[Break], parts: list[str]) -> bool:
    """Return whether the lines of `run`, none of which begins small, are a paragraph between blank lines."""
    first, last = run[0].line, run[-1].line + 1
    around = [*parts[max(first - 1, 0) : first], *parts[last + 1 : last + 2]]
    if any(line.strip() for line in around) or not STOP.search(parts[last]):
        return False
    # A title over its teaser has no such sign; what a full stop parts may be two paragraphs.
    return all(SIGN.search(line) and not STOP.search(line) for line in parts[first:last])
