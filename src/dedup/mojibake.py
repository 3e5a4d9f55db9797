"""UTF-8 that was read as Windows-1252: told by its signs, mended to be compared and to be read."""

import re
from collections.abc import Iterator
from itertools import accumulate

import polars as pl

from .schema import CREDITS, REPAIRED, conform

# What the letters of Vietnamese and typographic quotes turn into.
SIGNS = "Ã[\u0080-\u00bf]|á[º»]|Ä[‘\u0091ƒ]|Æ[°¡]|â€"
MIN_SIGNS = 2  # one may be a name
_SIGN = re.compile(SIGNS)
_RUN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)


def mend_texts(texts: pl.Series, *, min_signs: int = MIN_SIGNS) -> pl.Series:
    """
    Return the texts with mojibake undone; those with fewer signs of it as they are.

    >>> mend_texts(pl.Series(["Viá»‡t Nam, thÃ¡ng tÆ°", "São Paulo"])).to_list()
    ['Việt Nam, tháng tư', 'São Paulo']
    """
    rows = (texts.str.count_matches(SIGNS) >= min_signs).arg_true()
    if rows.is_empty():
        return texts
    # A series is scattered into in place.
    return texts.clone().scatter(rows, [mend(text) for text in texts.gather(rows)])


def find_repaired(articles: pl.DataFrame) -> pl.DataFrame:
    """Return REPAIRED: the ARTICLES that hold mojibake, and how many of their words are mended."""
    signs = pl.col("text").str.count_matches(SIGNS) >= MIN_SIGNS
    garbled = articles.select("article", "text").filter(signs)
    mended = [count_repairs(text) for text in garbled["text"]]
    repaired = garbled.select("article", repaired=pl.Series(mended, dtype=pl.UInt32))
    return conform(repaired.filter(pl.col("repaired") > 0), REPAIRED)


def count_repairs(text: str) -> int:
    """
    Return how many words of a text are compared by other letters than they show.

    >>> count_repairs("Viá»‡t Nam, thÃ¡ng tÆ°")
    3
    """
    lines = (line for line in text.splitlines() if len(_SIGN.findall(line)) >= MIN_SIGNS)
    return sum(mend(word) != word for line in lines for word in line.split())


def mend(text: str) -> str:
    """Return `text` with every run of characters that is UTF-8 in disguise decoded."""
    return _RUN.sub(lambda run: _decode(run[0]), text)


def mend_blocks(blocks: pl.DataFrame, repaired: pl.DataFrame) -> pl.DataFrame:
    """Return `blocks` with the mojibake of REPAIRED pages undone: their `text` is shorter than their span."""
    rows = blocks["article"].is_in(repaired["article"].implode()).arg_true()
    if rows.is_empty():
        return blocks
    mended = [mend(text) for text in blocks["text"].gather(rows)]
    return blocks.with_columns(blocks["text"].scatter(rows, mended))


def place_mended(credited: pl.DataFrame, blocks: pl.DataFrame, repaired: pl.DataFrame) -> pl.DataFrame:
    """Return CREDITS read from `mend_blocks` where and as they stand in the BLOCKS as written."""
    garbled = pl.col("article").is_in(repaired["article"].implode()) & (pl.col("source") == "text")
    rows, written = credited.with_row_index("row"), blocks.select("article", "text", start="begin")
    told = rows.filter(garbled).sort("article", "begin").join_asof(
        written.sort("article", "start"), left_on="begin", right_on="start", by="article",
        strategy="backward", check_sortedness=False,
    )  # fmt: skip
    if told.is_empty():
        return credited
    spans = [
        _place_span(text, begin - start, end - start)
        for text, start, begin, end in told.select("text", "start", "begin", "end").iter_rows()
    ]
    begin, end = zip(*spans, strict=True)
    length = pl.Series(end) - pl.Series(begin)
    put = told.with_columns(pl.col("text").str.slice(pl.Series(begin), length).alias("raw"))
    put = put.with_columns(
        begin=pl.col("start") + pl.Series(begin, dtype=pl.UInt32),
        end=pl.col("start") + pl.Series(end, dtype=pl.UInt32),
    )
    kept = rows.filter(~garbled)
    return conform(pl.concat([kept, put.select(kept.columns)]).sort("row"), CREDITS)


def _place_span(text: str, begin: int, end: int) -> tuple[int, int]:
    """
    Return where a span of the mended `text` begins and ends in `text` itself.

    >>> _place_span("thá»© hai", 2, 7)
    (2, 9)
    """
    places = []
    for start, piece, mended in cut_runs(text):
        # A letter stood there as so many signs as it has bytes.
        sizes = [len(letter.encode()) if mended else 1 for letter in piece]
        places += [start + size for size in accumulate(sizes[:-1], initial=0)] if piece else []
    places.append(len(text))
    return places[begin], places[end]


def cut_runs(text: str) -> Iterator[tuple[int, str, bool]]:
    """
    Yield a line's pieces, each with where it begins and whether it is mended: there it was longer.

    >>> list(cut_runs("thá»© 2"))
    [(0, 'th', False), (2, 'ứ', True), (5, ' 2', False)]
    """
    end = 0
    for run in _RUN.finditer(text) if _SIGN.search(text) else ():
        mended = _decode(run[0])
        if mended != run[0]:
            yield end, text[end : run.start()], False
            yield run.start(), mended, True
            end = run.end()
    yield end, text[end:], False


def _decode(run: str) -> str:
    # Five bytes have no character in Windows-1252; readers leave them as control characters.
    data = b"".join(char.encode("cp1252" if ord(char) > 0xFF else "latin-1", "replace") for char in run)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return run
