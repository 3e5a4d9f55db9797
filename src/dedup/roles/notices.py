"""Pages that speak to their reader and tell nothing: consent, errors, tests for robots."""

import polars as pl

from ..schema import OWN_ROLES
from .labels import speaks_to_reader
from .shapes import mark_rows
from .telling import tell

NOTICE = "notice to the reader"
# Terms of use run longer, and so does what an outlet writes of its own site; a foot of an index is shorter.
PAGE_WORDS = (10, 100)
# Of what the page says itself: below, or beside it, may stand a line that speaks of the outlet.
LEAST_SHARE = 0.5


def tell_notices(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what a short page says to its reader as boilerplate, if it says little else.

    A page with a byline or a credit was written by somebody: it tells something.
    """
    own, role = pl.col("role").is_in(OWN_ROLES), pl.col("role")
    said = own | ((role == "boilerplate") & pl.col("prose"))
    signed = (pl.col("role_reason") == "byline") | (role == "credit")
    pages = blocks.group_by("article").agg(all=pl.col("words").filter(said).sum(), signed=signed.any())
    short = pages.filter(pl.col("all").is_between(*PAGE_WORDS), ~pl.col("signed"))
    told = blocks.select("article", "row", "text", "words", own=own, said=said).filter("said")
    told = told.join(short, on="article").with_columns(spoken=speaks_to_reader())
    share = pl.col("words").filter("spoken").sum().over("article") >= LEAST_SHARE * pl.col("all")
    rows = told.filter(share, pl.col("own"))["row"]
    return tell(blocks, pl.lit(mark_rows(rows, blocks.height)), "boilerplate", NOTICE)
