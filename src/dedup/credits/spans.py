"""
BLOCKS -> the span of each block without its dateline and its trailing credit.

Copies differ first in who they credit, so the matcher leaves credits out of the
key.  Only their shape counts here: an unknown agency's dateline goes too.
"""

from collections.abc import Sequence

import polars as pl

from ..classes import quicken
from ..schema import BLOCKS, conform
from ..spellings import HOST
from .patterns import (
    ACRONYM,
    BRACKETED,
    CJK_DAY,
    CLOSE,
    DASH,
    NAME,
    OPEN,
    PHOTO_LABEL,
    PLACE,
    SENTENCE,
    TEXT_LABEL,
    WORDY,
)

Shapes = Sequence[tuple[str, str]]  # near, and the pattern that captures

SPANS = pl.Schema({"article": pl.UInt32(), "ordinal": pl.UInt32(), "begin": pl.UInt32(), "end": pl.UInt32()})

# Of either end.  What credits a text may be longer (`lines`); what is so long and cut off would be text.
END_CHARS = 120

HOUSES = rf"{NAME}(?:\s*/\s*{NAME})?"  # one, or one that took it from another
BRACKET_DASH = rf"{OPEN}\s*(?:{TEXT_LABEL}\s+)?{HOUSES}\s*{CLOSE}\s*\.?\s*{DASH}\s*"
LABEL = rf"(?:{PHOTO_LABEL}|{TEXT_LABEL})"
TAKEN = rf"{PHOTO_LABEL}\s*[:：]\s*[^\n:.]{{2,50}}\.?\s*"
END_MARK = r"\s*(?:\./\.|\.)?\s*"
# Without a colon a source is a name; what goes on in lower case is an aside: "(theo giờ Hà Nội)".
NAMED = rf"(?:{LABEL}\s*[:：]|{PHOTO_LABEL}\s|{TEXT_LABEL}\s+(?:[^\p{{Ll}}\s]|báo\s|internet))"
LABELLED = (
    rf"{OPEN}\s*{NAMED}\s*{BRACKETED}+{CLOSE}"
    rf"|{OPEN}\s*{LABEL}\p{{Han}}{BRACKETED}+{CLOSE}"
    rf"|{OPEN}{BRACKETED}+(?:\sPhoto\s?/|[^\d\s]\s?/|(?-u:\b)via\s|\s\|\s)\s?\p{{Lu}}{BRACKETED}+{CLOSE}"
)
CJK_DATELINE = (
    rf"\p{{Han}}{{2,6}}\p{{Han}}{{0,12}}{CJK_DAY}[电電](?:[（(][^）)]{{1,20}}[）)])?"
    r"|[【［][^】］]{1,24}[】］]|[(（][^)）]{0,12}=[^)）]{1,12}[)）]"
)

# Most blocks have neither dateline nor credit, and the patterns that capture one are slow:
# each stands behind a cheap one that holds wherever it does.
DATELINES = (
    (rf"{CLOSE}\s*\.?\s*{DASH}", rf"^(\s*(?:{PLACE})?{BRACKET_DASH}(?:{PLACE}\s{DASH}\s+)?){SENTENCE}"),
    (rf"\d{BRACKETED}*{OPEN}{BRACKETED}+{CLOSE}\s", rf"^(\s*{PLACE}{OPEN}{NAME}{CLOSE}\s+){SENTENCE}"),
    (rf"/\s*(?:{DASH}|\.)\s", rf"^(\s*(?:{PLACE})?/{WORDY}/\s*(?:{DASH}|\.)\s+){SENTENCE}"),
    ("[电電】］=]", rf"^(\s*(?:{CJK_DATELINE})\s*)\p{{Lo}}"),
)
PREFIXES = ((r"^\s*\S{2,40}?\s?[-–—]\s", rf"^(\s*(?:{HOST}|{ACRONYM})\s?[-–—]\s+){SENTENCE}"),)
ENDINGS = (
    (rf"{CLOSE}{END_MARK}$", rf"({END_MARK}(?:{LABELLED}){END_MARK})$"),
    (rf"\./\.\s*{OPEN}", rf"(\s*\./\.\s*{OPEN}(?:{ACRONYM}|{WORDY}){CLOSE}\s*)$"),
    # A bare name in brackets is a credit only behind a finished sentence.
    (rf"{CLOSE}{END_MARK}$", rf"[.!?…”\"»。]({END_MARK}{OPEN}(?:{ACRONYM}|{WORDY}){CLOSE}{END_MARK})$"),
    (r"\./\.\s*$", r"(\s*\./\.\s*)$"),
    # Behind a word or two the label is part of a title: "Chùm ảnh: …".
    (r"[:：]", rf"[^\p{{L}}\p{{M}}\s]\s*({TAKEN})$"),
    (r"[:：]", rf"(?:\S+\s+){{3}}({TAKEN})$"),
)
BRACKET = r"[)）\]］/】][\s.:\-–—―－]|[电電】］=]"
CREDITED = r"(?:[)）\]］]\s*(?:\./\.|\.)?|\./\.)\s*$|[:：][^:：\n]{2,60}$"
# What no dateline, prefix or credit is without: three blocks in four have none.
ANY = r"[)）\]］】电電=:：]|/[\s.:\-–—―－]|[-–—]\s"


def find_credit_spans(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, ordinal, begin and end of the text proper of blocks that hold more.

    Cut off are a dateline or prefix ("HELSINKI (AP) — ", "VOV.VN - "), a closing
    credit ("(Nguồn: TTXVN)", "(AP Photo/…)", "Ảnh: …") and the end mark "./.".
    Blocks without any, and blocks that would have no letter left, are not returned.
    Offsets are into the article's text, half-open.
    """
    blocks = conform(blocks, BLOCKS).with_row_index("row")
    text = pl.col("text")
    some = blocks.select("row", "text").filter(text.str.contains(ANY))
    heads = some.select("row", piece=text.str.slice(0, END_CHARS))
    tails = some.select("row", piece=text.str.slice(-END_CHARS))
    front = _measure(_keep(heads, BRACKET), DATELINES) + _measure(heads, PREFIXES)
    back = _measure(_keep(tails, CREDITED), ENDINGS)
    cut = _choose(front, "front").join(_choose(back, "back"), on="row", how="full", coalesce=True)
    return _cut_spans(blocks.join(cut.fill_null(0), on="row"))


def _measure(pieces: pl.DataFrame, shapes: Shapes) -> list[pl.DataFrame]:
    """Return row and chars for every shape: the length of what its pattern captures."""
    near = [(_keep(pieces, gate), pattern) for gate, pattern in shapes]
    return [
        rows.select("row", chars=pl.col("piece").str.extract(quicken(pattern)).str.len_chars()).drop_nulls()
        for rows, pattern in near
        if len(rows)
    ]


def _choose(measured: list[pl.DataFrame], name: str) -> pl.DataFrame:
    """Return row and `name`: of the shapes that hold, the first."""
    none = pl.DataFrame(schema={"row": pl.UInt32, "chars": pl.UInt32})
    return pl.concat([none, *measured]).unique("row", keep="first").rename({"chars": name})


def _keep(pieces: pl.DataFrame, pattern: str) -> pl.DataFrame:
    return pieces.filter(pl.col("piece").str.contains(quicken(pattern)))


def _cut_spans(cut: pl.DataFrame) -> pl.DataFrame:
    left = pl.col("text").str.len_chars().cast(pl.Int64) - pl.col("front") - pl.col("back")
    core = pl.col("text").str.slice(pl.col("front"), pl.max_horizontal(left, 0))
    kept = cut.filter(core.str.contains(r"\p{L}"))
    spans = kept.with_columns(begin=pl.col("begin") + pl.col("front"), end=pl.col("end") - pl.col("back"))
    return conform(spans.cast({"begin": pl.UInt32, "end": pl.UInt32}), SPANS).sort("article", "ordinal")
