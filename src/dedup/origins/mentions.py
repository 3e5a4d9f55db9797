"""UNCREDITED, the pages -> UNCREDITED: nobody is accused whose page prints the name."""

import re
from collections.abc import Sequence

import polars as pl

from ..agencies import Agencies
from ..schema import UNCREDITED, conform
from ..spans import cut_texts
from ..turns import keep_rows

# A picture's credit says nothing about the text, nor does a list of other stories.
APART = ["caption", "sidebar"]
EDGE = r"[^\p{L}\p{M}\p{N}]"


def drop_mentioned(
    uncredited: pl.DataFrame, blocks: pl.DataFrame, texts: Sequence[pl.LazyFrame], agencies: Agencies
) -> pl.DataFrame:
    """
    Return UNCREDITED without the pages that name the house anywhere but in captions and sidebars.

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

    """
    uncredited = conform(uncredited, UNCREDITED)
    asked = uncredited.select("article", "agency").unique().join(_spell(uncredited, agencies), on="agency")
    lines = keep_rows(blocks, asked, ["article"]).filter(~pl.col("role").is_in(APART))
    lines = lines.select("article", text=cut_texts(lines.select("article", "begin", "end"), texts))
    pages = lines.group_by("article").agg(pl.col("text").str.join("\n").str.normalize("NFC"))
    named = asked.join(pages, on="article").filter(pl.col("text").str.contains(pl.col("pattern")))
    return conform(uncredited.join(named, on=["article", "agency"], how="anti"), UNCREDITED)


def _spell(uncredited: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return agency and pattern: every name of the houses in question, as a word of its own."""
    houses = uncredited.select("agency").unique()
    own = houses.select("agency", name="agency")
    names = pl.concat([agencies.names.select("agency", "name").join(houses, on="agency", how="semi"), own])
    spelt = names.with_columns(pl.col("name").str.normalize("NFC")).unique().rows()
    patterns = [(agency, f"(?:^|{EDGE}){re.escape(name)}(?:{EDGE}|$)") for agency, name in spelt]
    return pl.DataFrame(patterns, {"agency": pl.String, "pattern": pl.String}, orient="row")
