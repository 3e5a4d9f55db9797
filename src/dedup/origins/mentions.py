"""UNCREDITED, the pages -> UNCREDITED: nobody is accused whose page prints the name."""

import re
from collections.abc import Sequence

import polars as pl

from ..agencies import Agencies
from ..mojibake import mend_texts
from ..schema import OWN_ROLES, UNCREDITED, conform
from ..spans import cut_texts
from ..spellings import fold_name, fold_text
from ..turns import keep_rows

# A picture's credit says nothing about the text, nor does a list of other stories.
APART = ["caption", "sidebar"]
# ... but for a line so short right under the last paragraph, with no more between than who signs:
# no heading of a list stands above it.
LINE_CHARS = 100
SIGNED = ["byline", "credit", "dateline"]
INITIALS = 4  # so short a name is written in capitals alone
EDGE = r"[^\p{L}\p{M}\p{N}]"
GLUED = r"[\p{Ll}\p{M}]"  # what a dump leaves of the end of a line
LETTERS = 6  # of a name, to be found without its spaces and marks
PRESS = "bao|the"  # what its address may put before a name
NOTHING = r"[^\s\S]"  # a pattern that never matches


def drop_mentioned(
    uncredited: pl.DataFrame,
    blocks: pl.DataFrame,
    texts: Sequence[pl.LazyFrame],
    agencies: Agencies,
    articles: pl.DataFrame,
) -> pl.DataFrame:
    """
    Return UNCREDITED without the pages that name the house anywhere but in captions and sidebars.

    A short line right under the text counts too, whatever it was taken for, and so does what
    the page's markup says: a notice of rights, a link in the text, a logo under it.

    Credits are recognised by where they stand and how they are put.  A page that prints
    "AP" in a place we do not know is read by its readers all the same; only of a page
    without the name it may be said that it does not give it.

    Parameters
    ----------
    uncredited, blocks : DataFrame
        UNCREDITED, ROLED.
    texts : frames (article, text)
        A page without one is taken to name nobody.
    agencies : Agencies
        Every name in print of a house; a house that is none of them has its own.
    articles : DataFrame
        LABELLED, for what markup says.

    """
    uncredited = conform(uncredited, UNCREDITED)
    asked = uncredited.select("article", "agency").unique()
    lines = keep_rows(blocks, asked, ["article"]).sort("article", "begin")
    lines = lines.filter(~pl.col("role").is_in(APART) | _is_under_text())
    lines = lines.select("article", text=cut_texts(lines.select("article", "begin", "end"), texts))
    pages = (
        pl.concat([lines, _list_said(articles)])
        .group_by("article", maintain_order=True)
        .agg(pl.col("text").str.join("\n"))
    )
    pages = pages.with_columns(mend_texts(pages["text"]).str.normalize("NFC"))
    told = asked.join(pages.with_columns(folded=fold_text(pl.col("text"))), on="article")
    # A pattern of a column is compiled for every row.
    patterns = _spell(uncredited, agencies)
    named = [
        rows.filter(_holds("text", patterns[agency]) | _holds("folded", patterns[agency]))
        for (agency,), rows in told.partition_by("agency", as_dict=True).items()
    ]
    return _drop_named(uncredited, pl.concat([told.clear(), *named]).select("article", "agency"))


def _list_said(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article and text: whom the markup of each page names, whatever for."""
    said = articles.select("article", text=pl.col("sources").fill_null("").str.split("\n")).explode("text")
    return said.filter(pl.col("text").str.starts_with("names\t"))


def _holds(column: str, patterns: dict[str, str]) -> pl.Expr:
    return pl.col(column).str.contains(patterns[column])


def drop_answered(rows: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Return `rows` without what pages of `named`, which name a house, owe to others."""
    page = ["cluster", "article"]
    says = named.select(page).unique().with_columns(says=pl.lit(value=True))
    rows = rows.join(says, on=page, how="left", maintain_order="left")
    return rows.filter(pl.col("own") | pl.col("says").is_null())


def _drop_named(uncredited: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """
    Return UNCREDITED without the houses `named`, and without those that others alone name beside them.

    Who names Reuters, as most copies do, hides no AFP that one of them adds.
    """
    says = uncredited.join(named, on=["article", "agency"], how="semi")
    left = uncredited.join(named, on=["article", "agency"], how="anti", maintain_order="left")
    return conform(drop_answered(left, says), UNCREDITED)


def _is_under_text() -> pl.Expr:
    """Say of each block, in reading order, whether it is a short line right under its page's text."""
    begin, own, signed = pl.col("begin"), pl.col("role").is_in(OWN_ROLES), pl.col("role").is_in(SIGNED)
    below = begin > begin.filter(own).max().over("article")
    first = begin.filter(below & ~signed).min().over("article") == begin
    return below & first & (pl.col("end") - begin <= LINE_CHARS)


def _spell(uncredited: pl.DataFrame, agencies: Agencies) -> dict[str, dict[str, str]]:
    """
    Return for each house in question what is looked for in the `text`, and in that `folded`.

    It is any of its names as a word of its own; and the letters of a long one, however they are
    parted and marked.
    """
    houses = uncredited.select("agency").unique()
    keyed = houses.with_columns(key=fold_name(pl.col("agency"))).join(agencies.list_house_keys(), on="key")
    spelt = keyed.join(agencies.houses.select("house", "name"), on="house").select("agency", "name")
    listed = agencies.names.select("agency", "name").join(houses, on="agency", how="semi")
    names = pl.concat([listed, spelt, houses.with_columns(name="agency")])
    # An agency's are listed: folded "Vietnam+" is a country.
    loose = ~pl.col("agency").is_in(agencies.table["agency"].implode())
    key = pl.when(loose).then(fold_name(pl.col("name"))).fill_null("")
    names = names.with_columns(pl.col("name").str.normalize("NFC"), key=key)
    return {
        agency: {
            "text": rf"(?:(?:^|{EDGE})(?:{'|'.join(map(_ignore_case, named))})|{_glue(named)})(?:{EDGE}|$)",
            "folded": rf"(?m)(?:^| )(?:{PRESS})?(?:{'|'.join(map(_part_letters, keys))})(?: |$)",
        }
        for agency, named, keys in names.group_by("agency").agg("name", pl.col("key").unique()).rows()
    }


def _part_letters(key: str) -> str:
    """Return the pattern of a folded name: "Tarn Post" is tarnpost.vn; of a short one, what never matches."""
    return " ?".join(key) if len(key) >= LETTERS and key.isalnum() else NOTHING


def _glue(names: list[str]) -> str:
    """Return the pattern of a name stuck to the word before it: "Tan LeeTarn Post"."""
    known = [name for name in names if len(name) > INITIALS and (name[0].isupper() or "." in name)]
    return f"{GLUED}(?:{'|'.join(map(re.escape, known)) or NOTHING})"


def _ignore_case(name: str) -> str:
    """Return the pattern of a name, in capitals or not: "ap" and "ana" are words, no AP and no ANA."""
    return f"(?i:{re.escape(name)})" if len(name) > INITIALS else re.escape(name)
