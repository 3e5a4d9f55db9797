"""Text that was broken into lines at a column -> each of its paragraphs on one line."""

from itertools import pairwise

import polars as pl

LEAST_BREAKS = 5  # inside paragraphs; fewer are chance
LEAST_WIDTH, MOST_WIDTH = 40, 120  # characters of a full line: narrower are lists, wider whole paragraphs
FULL = 0.9  # share of lines no longer than a full one: an address may stand out
LONGEST_WORD = 25  # characters; what is longer is an address, or of a script without spaces
WHOLE = rf"[^\n]{{{MOST_WIDTH + 1}}}"  # a line of more, as nearly every page has
LIST_SIGNS = ("- ", "* ", "• ", "· ", "– ")  # that begin an item


def unwrap_texts(texts: pl.Series) -> pl.Series:
    """
    Return `texts` with a space for every line break that only a column's width made.

    Each text keeps its length, so that spans into it stay right.  One whose line breaks
    mean something, such as a list or a table, is returned as it is.
    """
    rows = texts.alias("text").to_frame().with_row_index("row")
    breaks = pl.col("text").str.count_matches("\n", literal=True)
    likely = rows.filter(~pl.col("text").str.contains(WHOLE)).filter(breaks >= LEAST_BREAKS)
    if likely.is_empty():
        return texts
    mended = likely.select("row", mended=pl.col("text").map_elements(unwrap, pl.String))
    joined = rows.join(mended, on="row", how="left", maintain_order="left")
    return joined.select(pl.coalesce("mended", "text").alias(texts.name)).to_series()


def unwrap(text: str) -> str:
    r"""
    Return `text` with its paragraphs put together, or as it is.

    A break inside a paragraph stands where the next word no longer fitted; where most
    breaks are such, and most lines after them go on without a capital, the text is prose
    that was wrapped.

    >>> prose = "The ferry to the outer islands was late again on Monday because the wind had turned. " * 4
    >>> import textwrap
    >>> wrapped = textwrap.fill(prose, 60)
    >>> wrapped.count("\n"), unwrap(wrapped + "\n\nShort line").count("\n")
    (5, 2)
    """
    lines = [line.rstrip() for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(FULL * (len(lengths) - 1))] if lengths else 0
    if width < LEAST_WIDTH or lengths[-1] > MOST_WIDTH:
        return text
    beside = [(n, after) for n, (line, after) in enumerate(pairwise(lines)) if line and after]
    broken = [(n, after) for n, after in beside if is_broken(lines[n], after, width)]
    going_on = sum(not after[0].isupper() for _, after in broken)
    if len(broken) < LEAST_BREAKS or 2 * min(len(broken), going_on) < len(beside):
        return text
    parts, inside = text.split("\n"), {n for n, _ in broken}
    return "".join(part + (" " if n in inside else "\n") for n, part in enumerate(parts))[:-1]


def is_broken(line: str, after: str, width: int) -> bool:
    """Return whether `line` ends where the next line's first word no longer fits into `width`."""
    # An indent or a sign begins a paragraph or an item, two blanks or a tab part columns.
    if after[0].isspace() or after.startswith(LIST_SIGNS) or "\t" in line or "  " in line.lstrip():
        return False
    word = len(after.split(maxsplit=1)[0])
    return word <= LONGEST_WORD and len(line) + 1 + word > width
