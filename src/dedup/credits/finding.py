"""ARTICLES, BLOCKS -> CREDITS: who is credited for text and pictures, and where it says so."""

from functools import cache

import polars as pl

from ..agencies import Agencies
from ..schema import ARTICLES, CREDIT_ROLE, ROLED, conform
from .lines import make_caption_lines, make_closing_lines, make_opening_lines, make_paragraph_lines
from .linking import read_sources
from .names import name_creditors
from .patterns import SPEAKER
from .settling import settle_credits
from .slots import (
    Slot,
    list_literals,
    make_caption_slots,
    make_citing_slots,
    make_closing_slots,
    make_opening_slots,
)

GROUPS = ("before", "raw", "name", "via")
# Cheap and literal, so that the patterns run on few paragraphs.
CITING = r"heo |elon |según |Según |laut |ccording to|ed by|told |dẫn |lời |contributed|据|據"


def find_credits(articles: pl.DataFrame, blocks: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS of a batch, sorted by article, begin and creditor.

    Names are looked for only where a credit stands: the opening of an article's own
    text, its last two lines, bylines, credit lines, caption tails, and the metadata
    fields `credit`, `author` and `sources`.  `cites` alone may stand inside a paragraph.
    """
    articles, blocks = conform(articles, ARTICLES), conform(blocks, ROLED)
    opening = _match_slots(make_opening_lines(blocks), make_opening_slots(agencies), agencies)
    closing, captions = make_closing_lines(blocks), make_caption_lines(blocks)
    found = [
        _mark_self(opening, agencies),
        _match_slots(closing.filter(~pl.col("after_caption")), make_closing_slots(agencies), agencies),
        _match_slots(
            pl.concat([captions, closing.filter("after_caption")]), make_caption_slots(agencies), agencies
        ),
        _match_slots(
            _keep_citing(make_paragraph_lines(blocks), agencies), make_citing_slots(agencies), agencies
        ),
        _read_field(articles, "credit", agencies),
        _read_field(articles, "author", agencies),
        read_sources(articles, agencies),
    ]
    credited = _drop_cited(settle_credits(pl.concat(found), articles, agencies))
    credited = credited.sort("article", "begin", "end", "creditor", "role", nulls_last=True)
    return credited.unique(["article", "role", "creditor", "begin"], keep="first", maintain_order=True)


def _drop_cited(found: pl.DataFrame) -> pl.DataFrame:
    # "(Theo TTXVN)" also reads as a citation; the stronger of the two is enough.
    cited = pl.col("role") == "cites"
    others = found.filter(~cited).select("article", "creditor")
    return pl.concat(
        [found.filter(~cited), found.filter(cited).join(others, on=["article", "creditor"], how="anti")]
    )


def _match_slots(lines: pl.DataFrame, slots: list[Slot], agencies: Agencies) -> pl.DataFrame:
    """Return CREDITS of the first slot of each line that names somebody."""
    lines = lines.with_row_index("line")
    # Most patterns need a name of the table, and most lines hold none.
    naming = lines.filter(pl.col("piece").str.contains_any(list_literals(agencies)))
    found = pl.concat(
        [
            _match_slot(lines if slot.as_written or slot.creditor else naming, slot, number)
            for number, slot in enumerate(slots)
        ]
    )
    named = name_creditors(found, agencies)
    best = named.filter(pl.col("slot") == pl.col("slot").min().over("line"))
    begin = (pl.col("base") + pl.col("before").str.len_chars()).cast(pl.UInt32)
    return best.select(
        "article",
        pl.col("role").cast(CREDIT_ROLE),
        "creditor",
        "raw",
        source=pl.lit("text"),
        begin=begin,
        end=(begin + pl.col("raw").str.len_chars()).cast(pl.UInt32),
    )


def _match_slot(lines: pl.DataFrame, slot: Slot, number: int) -> pl.DataFrame:
    matched = lines.with_columns(groups=_extract(slot.pattern))
    matched = matched.filter(pl.col("groups").struct.field("name").is_not_null()).unnest("groups")
    if slot.as_written:
        matched = matched.filter(~pl.col("raw").str.contains(SPEAKER))
    via = pl.col("via") if "via" in matched.columns else pl.lit(None, pl.String).alias("via")
    return matched.select(
        "line",
        "article",
        "base",
        "before",
        pl.col("raw").str.strip_chars_end(),
        pl.lit(slot.creditor).alias("name") if slot.creditor else "name",
        via,
        slot=pl.lit(number, pl.UInt32),
        role=pl.lit(slot.role),
        as_written=pl.lit(slot.as_written),
        ambiguous=pl.lit(slot.ambiguous),
    )


@cache
def _extract(pattern: str) -> pl.Expr:
    """Return the groups of `pattern`; making the expression compiles it, once a scan is enough."""
    return pl.col("piece").str.extract_groups(pattern)


def _mark_self(opening: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    # "(Dân trí) - " is how that paper begins its own stories; "(Reuters) - " is a wire.
    papers = agencies.table.filter(pl.col("kind") == "outlet")["agency"]
    own = (pl.col("role") == "text") & pl.col("creditor").is_in(papers.implode())
    return opening.with_columns(role=pl.when(own).then(pl.lit("self", CREDIT_ROLE)).otherwise("role"))


def _keep_citing(lines: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    near = lines.filter(pl.col("piece").str.contains(CITING))
    return near.filter(pl.col("piece").str.contains_any(list_literals(agencies)))


def _read_field(articles: pl.DataFrame, field: str, agencies: Agencies) -> pl.DataFrame:
    """Return CREDITS of one metadata field: a credit as written, an author only if an agency."""
    value = pl.col(field).str.strip_chars()
    rows = articles.filter(value != "").select(
        "article",
        raw=value,
        name=value.str.replace(r"^(?:[Bb]y|BY|Theo|Nguồn:?|Source:?)\s+", ""),
        via=pl.lit(None, pl.String),
        role=pl.lit("text"),
        as_written=pl.lit(field == "credit"),
        ambiguous=pl.lit(value=True),
    )
    return name_creditors(rows, agencies).select(
        "article",
        pl.col("role").cast(CREDIT_ROLE),
        "creditor",
        "raw",
        source=pl.lit(field),
        begin=pl.lit(None, pl.UInt32),
        end=pl.lit(None, pl.UInt32),
    )
