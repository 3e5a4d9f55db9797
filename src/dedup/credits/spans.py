"""
BLOCKS -> the span of each block without its dateline and its trailing credit.

Copies differ first in who they credit, so the matcher leaves credits out of the
key.  Only their shape counts here: an unknown agency's dateline goes too.
"""

import polars as pl

from ..schema import BLOCKS, conform
from .patterns import (
    ACRONYM,
    BRACKETED,
    CLOSE,
    DASH,
    DATED_PLACE,
    HOST,
    MONTHLESS,
    NAME,
    OPEN,
    PHOTO_LABEL,
    PLACE,
    QUOTE,
    SENTENCE,
    TEXT_LABEL,
    WORDY,
)

SPANS = pl.Schema({"article": pl.UInt32(), "ordinal": pl.UInt32(), "begin": pl.UInt32(), "end": pl.UInt32()})

HEAD_CHARS = 120
TAIL_CHARS = 120

HOUSE = rf"(?:{NAME}|dpa)(?:\s*/\s*{NAME})?"
BRACKET_DASH = rf"{OPEN}\s*(?:{TEXT_LABEL}\s+)?{HOUSE}\s*{CLOSE}\s*\.?\s*{DASH}\s*"
DATELINES = (
    rf"(?:{PLACE})?{BRACKET_DASH}(?:{PLACE}\s{DASH}\s+)?",
    rf"{DATED_PLACE}{OPEN}{WORDY}{CLOSE}\s+",
    rf"(?:{PLACE})?/{WORDY}/\s*(?:{DASH}|\.)\s+",
    rf"(?:{HOST}|{ACRONYM})\s?[-–—]\s+",
)
CJK_DATELINE = (
    rf"^(\s*(?:\p{{Han}}{{2,6}}\p{{Han}}{{0,12}}{MONTHLESS}[电電](?:[（(][^）)]{{1,20}}[）)])?"
    r"|[【［][^】］]{1,24}[】］]|[(（][^)）]{0,12}=[^)）]{1,12}[)）])\s*)\p{Lo}"
)
DATELINE = rf"^(\s*(?:{'|'.join(DATELINES)})){SENTENCE}"

LABEL = rf"(?:{PHOTO_LABEL}|{TEXT_LABEL})"
STOP = r"[.!?…”\"»。]"
CREDITS = (
    rf"{OPEN}\s*{LABEL}[\s:：]\s*{BRACKETED}+{CLOSE}",
    rf"{OPEN}\s*{LABEL}\p{{Han}}{BRACKETED}+{CLOSE}",
    rf"{OPEN}{BRACKETED}+(?:\sPhoto\s?/|/|\bvia\s|\s\|\s)\s?\p{{Lu}}{BRACKETED}+{CLOSE}",
)
MARK = r"\s*(?:\./\.|\.)?\s*"
TRAILERS = (
    rf"({MARK}(?:{'|'.join(CREDITS)}){MARK})$",
    rf"(\s*\./\.\s*{OPEN}(?:{ACRONYM}|{WORDY}){CLOSE}\s*)$",
    # A bare name in brackets is a credit only behind a finished sentence.
    rf"{STOP}({MARK}{OPEN}(?:{ACRONYM}|{WORDY}){CLOSE}{MARK})$",
    rf"(?:^|\W)({PHOTO_LABEL}\s*[:：]\s*[^\n:.]{{2,50}}\.?\s*)$",
    r"(\s*\./\.\s*)$",
)
# Cheap, and cheaper still: most blocks have neither, and the patterns above are slow.
BRACKET_OR_DASH = r"[)）\]］/】电電=]|[-–—]\s"
BRACKET_OR_COLON = r"[)）\]］:：]|\./\."
MAY_BEGIN = rf"[)）\]］/】]\s*(?:\.?\s*[-–—―－:]|\.|\s)|^\s*\S{{2,40}}?\s?[-–—]\s|[电電】］]|={QUOTE}?"
MAY_END = r"[)）\]］](?:\./\.|\.)?\s*$|\./\.\s*$|[:：][^:：\n]{2,60}$"


def find_credit_spans(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, ordinal, begin and end of the text proper of blocks that hold more.

    Cut off are a dateline or prefix ("HELSINKI (AP) — ", "VOV.VN - "), a closing
    credit ("(Nguồn: TTXVN)", "(AP Photo/…)", "Ảnh: …") and the end mark "./.".
    Blocks without any, and blocks that would have no letter left, are not returned.
    Offsets are into the article's text, half-open.
    """
    blocks = conform(blocks, BLOCKS)
    head = pl.col("text").str.slice(0, HEAD_CHARS)
    tail = pl.col("text").str.slice(-TAIL_CHARS)
    near = blocks.select("article", "ordinal", "begin", "end", "text", head=head, tail=tail)
    near = near.filter(
        pl.col("head").str.contains(BRACKET_OR_DASH) | pl.col("tail").str.contains(BRACKET_OR_COLON)
    ).with_columns(opens=pl.col("head").str.contains(MAY_BEGIN), closes=pl.col("tail").str.contains(MAY_END))
    near = near.filter(pl.col("opens") | pl.col("closes"))
    trailers = [pl.col("tail").str.extract(pattern) for pattern in TRAILERS]
    cut = near.with_columns(
        front=pl.when("opens").then(
            pl.coalesce(*[pl.col("head").str.extract(p) for p in (DATELINE, CJK_DATELINE)])
        ),
        back=pl.when("closes").then(pl.coalesce(*trailers)),
    ).with_columns(pl.col("front", "back").str.len_chars().fill_null(0))
    return _cut_spans(cut.filter((pl.col("front") > 0) | (pl.col("back") > 0)))


def _cut_spans(cut: pl.DataFrame) -> pl.DataFrame:
    left = pl.col("text").str.len_chars().cast(pl.Int64) - pl.col("front") - pl.col("back")
    core = pl.col("text").str.slice(pl.col("front"), pl.max_horizontal(left, 0))
    kept = cut.filter(core.str.contains(r"\p{L}"))
    spans = kept.with_columns(begin=pl.col("begin") + pl.col("front"), end=pl.col("end") - pl.col("back"))
    return conform(spans.cast({"begin": pl.UInt32, "end": pl.UInt32}), SPANS).sort("article", "ordinal")
