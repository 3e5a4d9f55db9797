"""ARTICLES' metadata -> CREDITS: where markup and wire formats say that a text or picture comes from."""

import polars as pl

from ..agencies import Agencies, fold_name
from ..schema import CREDIT_ROLE, CREDITS, conform
from .names import name_creditors

# A host of an address, a tag URI or a news URN, without "www." and the like.
ADDRESS = r"^(?:https?://|tag:|urn:newsml:)(?:[^/@]*@)?(?:(?:www\d?|m|amp|mobile)\.)?([^/:?#,]+\.[^/:?#,]+)"
# A declaration that names nobody: "noindex" says that the page is some copy.
UNNAMED = "robots"


def read_sources(articles: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS of the column `sources`: role `via` for texts, `photo` for pictures.

    The creditor of an address is its host, or the agency whose site that is; "" where
    the page says that it is a copy without saying whose.
    """
    said = articles.filter(pl.col("sources").fill_null("") != "")
    if said.is_empty():
        return pl.DataFrame(schema=CREDITS)
    lines = said.select("article", line=pl.col("sources").str.split("\n")).explode("line")
    lines = lines.filter(pl.col("line").str.count_matches("\t") == 2).with_columns(
        pl.col("line").str.split("\t").list.to_struct(fields=["role", "source", "raw"]).alias("said")
    )
    rows = lines.unnest("said").filter(pl.col("role").is_in(CREDIT_ROLE.categories.implode()))
    host = pl.col("raw").str.to_lowercase().str.extract(ADDRESS)
    rows = rows.with_columns(host=pl.when(pl.col("role") == "via").then(host))
    placed = rows.filter(pl.col("host").is_not_null()).with_columns(key=fold_name(pl.col("host")))
    placed = placed.join(agencies.keys, on="key", how="left").with_columns(
        creditor=pl.coalesce("agency", "host")
    )
    unnamed = rows.filter(pl.col("source") == UNNAMED).with_columns(creditor=pl.lit(""))
    named = rows.filter(pl.col("host").is_null(), pl.col("source") != UNNAMED)
    named = name_creditors(
        named.with_columns(
            name="raw",
            via=pl.lit(None, pl.String),
            as_written=pl.lit(value=True),
            ambiguous=pl.lit(value=True),
        ),
        agencies,
    )
    every = pl.concat([_shape(part) for part in (placed, unnamed, named)])
    return every.sort("article", "source", "raw", "creditor")


def _shape(rows: pl.DataFrame) -> pl.DataFrame:
    nowhere = pl.lit(None, pl.UInt32)
    shaped = rows.with_columns(pl.col("role").cast(CREDIT_ROLE), begin=nowhere, end=nowhere)
    return conform(shaped, CREDITS)
