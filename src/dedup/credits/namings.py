"""ARTICLES, BLOCKS -> names that stand where a credit can, which count once an outlet is known by them."""

# ruff: noqa: E501  (a pattern cut in two is harder to check than a long line)

from dataclasses import replace

import polars as pl

from ..agencies import Agencies
from ..schema import ARTICLES, CREDIT_ROLE, CREDITS, LABELLED, ROLED, conform
from ..spellings import HOST, fold_name, is_host
from .closings import COPYRIGHT, make_taken_slots
from .finding import STANDING, list_forms, match_lines
from .lines import MARKS, make_closing_lines, make_first_lines, make_over_lines, make_under_lines
from .linking import ADDRESS
from .names import name_creditors
from .patterns import CLOSE, CLOSED, END, OPEN, SENTENCE, WRITTEN, spell, spell_any
from .settling import settle_credits
from .slots import CALLED, Making, Names, Slot

SIGNED, FIRST, SECOND = range(3)
# A house nobody has heard of yet: as long as the longest names are.
HOUSE = rf"(?:{HOST}|[\p{{Lu}}\d][\p{{L}}\p{{M}}\d&+.'’-]*(?:\s[\p{{L}}\p{{M}}\d&+.'’-]+){{0,6}}?)"
BY = spell_any("By", "BY", "From", "Bởi", "Par", "Por", "Von", "Translated from", "Nội dung", "Dịch từ")
SHORT = r"^\s*\S+(?:\s+\S+){0,11}\s*$"
MAX_HOUSES = 2  # that one text is credited to
NAME_CHARS, LETTERS = 4, 3  # of an outlet's name, folded; of one of the tables


def find_namings(articles: pl.DataFrame, blocks: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS, as they were if every name in these places were an outlet's.

    They are the author's field, a line of few words right under the headline or under the text, what ends
    the text in brackets, whose the rights are, and whose word the text begins with.  Whose word only the
    second paragraph begins with is `via`: the first may be a standfirst, and the text of another.
    """
    articles, blocks = conform(articles, ARTICLES), conform(blocks, ROLED)
    blocks = blocks.select("article", "role", "role_reason", "begin", "text")
    closing = make_closing_lines(blocks).filter(~pl.col("after_caption"))
    signed = pl.concat([closing, make_under_lines(blocks), make_over_lines(blocks)])
    # One word alone is a button, a heading, the source of a list's item.
    signed = signed.filter(pl.col("piece").str.contains(r"\S[\s.]\S|[^\p{L}\p{M}\s]"))
    signed = signed.with_columns(pl.col("piece").str.strip_chars_end(MARKS))
    first, second = make_first_lines(blocks)
    places = {SIGNED: signed.unique(maintain_order=True), FIRST: first, SECOND: second}
    making: Making = {SIGNED: _make_signed_slots, FIRST: _make_first_slots, SECOND: _make_second_slots}
    found = pl.concat([match_lines(places, list_forms(agencies), making), _read_authors(articles)])
    # "PL" is an agency on a date line, and beside a text who wrote it.
    long = agencies.names.filter(pl.col("name").str.len_chars() >= LETTERS)
    named = name_creditors(found.with_columns(whole=pl.lit(value=False)), replace(agencies, names=long))
    rows = named.with_columns(
        pl.col("role").cast(CREDIT_ROLE),
        end=(pl.col("begin") + pl.col("raw").str.len_chars()).cast(pl.UInt32),
    )
    rows = conform(rows, CREDITS).unique(["article", "creditor"], keep="first", maintain_order=True)
    return rows.sort("article", "begin", "creditor", nulls_last=True)


def add_named(
    namings: pl.DataFrame, credited: pl.DataFrame, articles: pl.DataFrame, agencies: Agencies
) -> pl.DataFrame:
    """
    Return `credited` with those of `namings` that name an outlet or an agency, another than the page's.

    It is known by the table, by what its pages call it, by its folder, where that is a host or
    several words ("Sport" is a heading), or by its host, where another page credits that.
    """
    articles, key = conform(articles, LABELLED), fold_name(pl.col("creditor"))
    known = _list_known(articles, credited, agencies)
    rows = namings.with_columns(key=key).join(known, on="key", maintain_order="left")
    rows = rows.with_columns(creditor=pl.coalesce("agency", "creditor"))
    own = articles.select("article", key=fold_name(pl.col("site")))
    rows = rows.join(own, on=["article", "key"], how="anti")
    said = credited.filter(pl.col("role").is_in(["text", "self"])).select("article", key=key)
    rows = rows.with_columns(key=key).join(said, on=["article", "key"], how="anti", maintain_order="left")
    rows = conform(rows, CREDITS).unique(["article", "creditor"], keep="first", maintain_order=True)
    others = rows.filter(settle_credits(rows, articles, agencies)["role"].is_in(["text", "via"]))
    every = pl.concat([credited, others.join(_find_lists(credited, others), on="article", how="anti")])
    return every.sort("article", "begin", "end", "creditor", "role", "source", "raw", nulls_last=True)


def _find_lists(*credited: pl.DataFrame) -> pl.DataFrame:
    """Return the articles that credit so many houses that each is of one of their stories."""
    named = pl.concat(credited).filter(pl.col("role") == "text").group_by("article")
    return named.agg(houses=pl.col("creditor").n_unique()).filter(pl.col("houses") > MAX_HOUSES)


def _list_known(articles: pl.DataFrame, credited: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return each key by which a name is an outlet's or an agency's, and which `agency` that is."""
    name, key = pl.col("name"), pl.col("key")
    outlets = articles.select(name="outlet").filter(is_host(name) | name.str.contains(r"\S\s\S"))
    hosts = credited.filter(pl.col("role") == "text").select(name="creditor").filter(is_host(name))
    told = pl.concat([outlets, hosts, articles.select(name="site")]).unique()
    told = told.select(key=fold_name(name)).filter(key.str.len_chars() >= NAME_CHARS)
    # "Vietnam+" is an agency, "Việt Nam" is none.
    sure = agencies.names.filter(~pl.col("ambiguous"), pl.col("kind") != "photo", ~name.str.contains(r"\+"))
    wires = sure.select("agency", key=fold_name(name)).unique("key", keep="first", maintain_order=True)
    every = pl.concat([told, agencies.houses.select("key"), wires.select("key")]).unique()
    return every.filter(key.str.len_chars() >= LETTERS).join(wires, on="key", how="left")


def _read_authors(articles: pl.DataFrame) -> pl.DataFrame:
    """Return STANDING of the author's field, but where that has the page's own host beside the name."""
    rows = articles.select(
        "article", raw=pl.col("author").str.strip_chars(), host=pl.col("url").str.extract(ADDRESS)
    )
    own = pl.col("raw").str.contains(pl.col("host"), literal=True).fill_null(value=False)
    rows = rows.filter(pl.col("raw") != "", ~own)
    rows = rows.with_columns(
        line="article",
        name=pl.col("raw").str.replace(r"^(?:[Bb]y|BY)\s+", ""),
        via=pl.lit(None, pl.String),
        place=pl.lit(SIGNED, pl.Int64),
        slot=pl.lit(0, pl.UInt32),
        role=pl.lit("text"),
        source=pl.lit("author"),
        begin=pl.lit(None, pl.UInt32),
        as_written=pl.lit(value=True),
        ambiguous=pl.lit(value=False),
    )
    return conform(rows, STANDING)


def _make_signed_slots(_names: Names) -> list[Slot]:
    """Return how a line beside the text, or its end, can name a house."""
    line, raw = r"^(?P<before>\s*)", r"(?P<raw>"
    name = rf"(?P<name>{HOUSE})"
    labels = rf"(?:(?:{BY}|{WRITTEN})\s*[:：]?\s+)?"
    person = r"(?:[^\n,/|–—(){}:：]{2,40}?(?:\s?[,/|–—]\s?|\s-\s|\s?[(]))?"
    shouted = r"By\s+(?:[A-Z][A-Z.'’-]+\s+){1,3}(?:[Ff]or\s+)?"
    return [
        *make_taken_slots(HOUSE, as_written=True),
        Slot(rf"{line}{raw}(?:[-–—]\s*)?{labels}{person}{name}{CLOSE}?){END}", near=SHORT, as_written=True, ambiguous=False),
        Slot(rf"{line}{raw}{shouted}{name}){END}", near=r"^\s*By\s+[A-Z]{2}", as_written=True, ambiguous=False),
        Slot(rf"{raw}(?:[.!?…”\"»]|^)\s*{OPEN}{name}{CLOSE}){END}", near=CLOSED, as_written=True, ambiguous=False),
        Slot(rf"{line}{raw}{COPYRIGHT}(?:by\s+)?{name})(?P<after>\s*(?:[.,|;–-][^\n]*|All\s[^\n]*)?)$", near=r"Copyright|©|\([cC]\)", as_written=True, ambiguous=False),
    ]  # fmt: skip


def _make_first_slots(_names: Names) -> list[Slot]:
    """Return how a text begins with whose word it is."""
    start, name = r"^(?P<before>\s*)(?P<raw>", rf"(?P<name>{HOUSE})"
    theo = spell_any("Theo", "Dẫn nguồn", "Theo tin từ", "As first reported by")
    said = spell("đưa tin")
    return [
        Slot(rf"{start}{theo}\s+(?:{CALLED}\s+)?{name}),\s", near=rf"^\s*{theo}\s", as_written=True, ambiguous=False),
        Slot(rf"{start}{name}\s{said})(?:[\s,:.]|$)", near=said, as_written=True, ambiguous=False),
        Slot(rf"{start}{OPEN}\s*{theo}:?\s+{name}\s*{CLOSE})\s*{SENTENCE}", near=rf"^\s*{OPEN}\s*{theo}", as_written=True, ambiguous=False),
    ]  # fmt: skip


def _make_second_slots(names: Names) -> list[Slot]:
    """Return the same of the text under what may be a standfirst."""
    return [replace(slot, role="via") for slot in _make_first_slots(names)]
