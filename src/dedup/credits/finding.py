"""ARTICLES, BLOCKS -> CREDITS: who is credited for text and pictures, and where it says so."""

import re
from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from ..agencies import Agencies
from ..classes import quicken
from ..schema import ARTICLES, CREDIT_ROLE, CREDITS, ROLED, conform
from ..spellings import fold_name
from .closings import make_closing_slots
from .lines import (
    make_caption_lines,
    make_closing_lines,
    make_head_lines,
    make_opening_lines,
    make_paragraph_lines,
)
from .linking import read_sources
from .names import make_author_pattern, name_creditors
from .patterns import SPEAKER, compose_name
from .settling import settle_credits
from .slots import (
    CITING,
    CITING_APART,
    Making,
    Names,
    Slot,
    make_caption_slots,
    make_citing_slots,
    make_opening_slots,
)

# Cheap, so that the patterns run on few lines: what no dateline is without.
OPENS = r"[)）\]］】/电電]|[-–—―－]\s"
NAME_CHARS = 3  # of a name that a citation goes on with

OPENING, CLOSING, CAPTION, CITED, CREDIT, AUTHOR = range(6)
MAKE_SLOTS: Making = {
    OPENING: make_opening_slots,
    CLOSING: make_closing_slots,
    CAPTION: make_caption_slots,
    CITED: make_citing_slots,
}

# What one slot captures of one line.
CAPTURED = pl.Schema(
    {"line": pl.UInt32(), "slot": pl.UInt32()}
    | dict.fromkeys(["before", "raw", "name", "after", "via"], pl.String())
)
# What stands where a credit can, before it is known whom it names.
STANDING = pl.Schema(
    {
        "place": pl.Int64(),  # one of the above
        "line": pl.UInt32(),  # in its text, or the article of a metadata field
        "slot": pl.UInt32(),  # the first that names somebody counts
        "article": pl.UInt32(),
        "role": pl.String(),
        "raw": pl.String(),
        "source": pl.String(),
        "begin": pl.UInt32(),
        "name": pl.String(),
        "via": pl.String(),
        "as_written": pl.Boolean(),
        "ambiguous": pl.Boolean(),
    }
)


def find_credits(articles: pl.DataFrame, blocks: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS of a batch, sorted by article, begin and creditor.

    Names are looked for only where a credit stands: the opening of an article's own
    text, its last two lines, bylines, credit lines, caption tails, and the metadata
    fields `credit`, `author` and `sources`.  `cites` alone may stand inside a paragraph.
    """
    articles, blocks = conform(articles, ARTICLES), conform(blocks, ROLED)
    forms = list_forms(agencies)
    found = pl.concat(
        [match_lines(_list_lines(blocks, forms), forms, MAKE_SLOTS), _read_fields(articles, forms)]
    )
    standing = _mark_whole(found, articles, agencies)
    credited = pl.concat([_choose_slots(standing, agencies), read_sources(articles, blocks, agencies)])
    credited = _drop_cited(settle_credits(credited, articles, agencies))
    credited = credited.sort("article", "begin", "end", "creditor", "role", "source", "raw", nulls_last=True)
    return credited.unique(["article", "role", "creditor", "begin"], keep="first", maintain_order=True)


def _list_lines(blocks: pl.DataFrame, forms: pl.DataFrame) -> dict[int, pl.DataFrame]:
    """Return by place the LINES in which a credit can stand."""
    piece = pl.col("piece")
    begins = "|".join(sorted({re.escape(form[:NAME_CHARS]) for form in forms["form"]}))
    cites = piece.str.contains(f"{CITING}(?:{begins})") | piece.str.contains(CITING_APART)
    blocks = blocks.select("article", "role", "begin", "text")
    closing, captions = make_closing_lines(blocks), make_caption_lines(blocks)
    sure = forms.filter(~pl.col("ambiguous"))["form"].unique(maintain_order=True)
    opening, heads = make_opening_lines(blocks, forms["form"]), make_head_lines(blocks, sure)
    paragraphs = make_paragraph_lines(blocks)
    return {
        OPENING: opening.filter(piece.str.contains(OPENS)),
        CLOSING: pl.concat([closing.filter(~pl.col("after_caption")), heads]).unique(maintain_order=True),
        CAPTION: pl.concat([captions, closing.filter("after_caption")]),
        CITED: paragraphs.filter(cites),
    }


def list_forms(agencies: Agencies) -> pl.DataFrame:
    """Return NAMES with form: each name in every composition of its letters."""
    return _list_forms(tuple(agencies.names["name"])).join(agencies.names, on="name")


@lru_cache(maxsize=8)  # the tables of names that a process knows are one or two
def _list_forms(names: tuple[str, ...]) -> pl.DataFrame:
    """Return name and form: each name in every composition of its letters."""
    forms = [(name, form) for name in names for form in compose_name(name)]
    return pl.DataFrame(forms, {"name": pl.String, "form": pl.String}, orient="row")


def match_lines(places: dict[int, pl.DataFrame], forms: pl.DataFrame, making: Making) -> pl.DataFrame:
    """Return STANDING of every slot of every line, of each place those that `making` makes for it."""
    piece = pl.col("piece")
    lines = [frame.with_columns(place=pl.lit(place, pl.Int64)) for place, frame in places.items()]
    every = pl.concat(lines).with_row_index("line")
    # Most patterns need a name of the table, most lines hold none, and a pattern of few names is quick.
    naming = every.filter(piece.str.contains("|".join(map(re.escape, forms["form"]))))
    named = naming.select(form=piece.str.extract_many(forms["form"].to_list(), overlapping=True).explode())
    names = Names.spell(forms.join(named, on="form", how="semi"))
    slots = [(place, slot) for place, make_slots in making.items() for slot in make_slots(names)]
    captured = [pl.DataFrame(schema=CAPTURED)]
    for place in making:
        here = pl.col("place") == place
        numbered = [(number, slot) for number, (at, slot) in enumerate(slots) if at == place]
        captured += _capture_slots(every.filter(here), naming.filter(here), numbered)
    return _place_credits(pl.concat(captured, how="diagonal"), every, slots)


def _capture_slots(
    lines: pl.DataFrame, naming: pl.DataFrame, slots: list[tuple[int, Slot]]
) -> Iterator[pl.DataFrame]:
    """Yield what each slot captures of the lines of one place, where it captures anything."""
    near = {(False, ""): lines, (True, ""): naming}
    for number, slot in slots:
        named = not (slot.as_written or slot.creditor)
        if (named, slot.near) not in near:
            near[named, slot.near] = near[named, ""].filter(pl.col("piece").str.contains(quicken(slot.near)))
        if len(near[named, slot.near]):
            groups = near[named, slot.near].select("line", groups=_extract(slot.pattern))
            captured = groups.filter(pl.col("groups").struct.field("name").is_not_null())
            if len(captured):
                yield captured.unnest("groups").with_columns(slot=pl.lit(number, pl.UInt32))


def _place_credits(
    captured: pl.DataFrame, lines: pl.DataFrame, slots: list[tuple[int, Slot]]
) -> pl.DataFrame:
    """Return STANDING of what was captured."""
    traits = pl.DataFrame([slot for _, slot in slots]).with_row_index("slot").drop("pattern", "near")
    rows = captured.join(traits, on="slot").join(lines, on="line")
    rows = rows.filter(~(pl.col("as_written") & pl.col("raw").str.contains(quicken(SPEAKER))))
    behind = pl.col("piece").str.len_chars() - pl.concat_str("raw", "after").str.len_chars()
    rows = rows.with_columns(
        pl.col("raw").str.strip_chars_end(),
        begin=(pl.col("base") + pl.coalesce(pl.col("before").str.len_chars(), behind)).cast(pl.UInt32),
        name=pl.when(pl.col("creditor") != "").then("creditor").otherwise("name"),
        source=pl.lit("text"),
    )
    return conform(rows, STANDING)


@lru_cache(maxsize=256)  # patterns without names are the same in every batch
def _extract(pattern: str) -> pl.Expr:
    """Return the groups of `pattern`; making the expression compiles it."""
    return pl.col("piece").str.extract_groups(quicken(pattern))


def _read_fields(articles: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Return STANDING of the metadata fields: a credit as written, an author only if an agency."""
    wires = forms.filter(pl.col("kind") == "wire", ~pl.col("ambiguous"))["form"]
    signed = pl.col("name").str.extract(quicken(make_author_pattern(wires)))
    fields = [
        articles.select("article", place=pl.lit(place, pl.Int64), source=pl.lit(field), raw=field)
        for place, field in ((CREDIT, "credit"), (AUTHOR, "author"))
    ]
    rows = pl.concat(fields).with_columns(pl.col("raw").str.strip_chars()).filter(pl.col("raw") != "")
    rows = rows.with_columns(
        line="article",
        name=pl.col("raw").str.replace(r"^(?:[Bb]y|BY|Theo|Nguồn:?|Source:?)\s+", ""),
        via=pl.lit(None, pl.String),
        slot=pl.lit(0, pl.UInt32),
        role=pl.lit("text"),
        begin=pl.lit(None, pl.UInt32),
        as_written=pl.col("place") == CREDIT,
        ambiguous=pl.lit(value=True),
    )
    author = pl.when(pl.col("place") == AUTHOR).then(signed)
    return conform(rows.with_columns(name=pl.coalesce(author, "name")), STANDING)


def _mark_whole(standing: pl.DataFrame, articles: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return STANDING with `whole`: its own or a known outlet is named, "and" in the name or not."""
    own = pl.concat([articles.select("article", own=name) for name in ("outlet", "site")])
    own = own.select("article", key=fold_name(pl.col("own")), own=pl.lit(value=True))
    own = own.filter(pl.col("key") != "").unique()
    keyed = standing.with_columns(key=fold_name(pl.col("name")))
    marked = keyed.join(own, on=["article", "key"], how="left", maintain_order="left")
    known = pl.col("key").is_in(agencies.houses["key"].implode())
    return marked.with_columns(whole=pl.col("own").fill_null(value=False) | known).drop("key", "own")


def _choose_slots(standing: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return CREDITS of the first slot of each line that names somebody."""
    named = name_creditors(standing, agencies)
    chosen = named.filter(pl.col("slot") == pl.col("slot").min().over("place", "line"))
    # "(Dân trí) - " is how that paper begins its own stories; "(Reuters) - " is a wire.
    papers = agencies.table.filter(pl.col("kind") == "outlet")["agency"]
    own = (
        (pl.col("place") == OPENING) & (pl.col("role") == "text") & pl.col("creditor").is_in(papers.implode())
    )
    rows = chosen.with_columns(
        role=pl.when(own).then(pl.lit("self")).otherwise("role").cast(CREDIT_ROLE),
        end=(pl.col("begin") + pl.col("raw").str.len_chars()).cast(pl.UInt32),
    )
    return conform(rows, CREDITS)


def _drop_cited(found: pl.DataFrame) -> pl.DataFrame:
    # "(Theo TTXVN)" also reads as a citation; the stronger of the two is enough.
    cited = pl.col("role") == "cites"
    others = found.filter(~cited).select("article", "creditor")
    return pl.concat(
        [found.filter(~cited), found.filter(cited).join(others, on=["article", "creditor"], how="anti")]
    )
