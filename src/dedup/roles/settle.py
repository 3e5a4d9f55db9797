"""Roles that only show across pages: what an outlet prints beside every story."""

import polars as pl

from ..schema import ROLED

# On so many pages with different texts a line is the outlet's, not the story's.
MIN_PAGES = 3
# Two pages are enough for a line that already looks like furniture's neighbour: short and outside prose.
SHORT_WORDS = 12
# A paragraph pasted into a few stories is background; into this share of all pages, a box.
LONG_MIN_SHARE = 0.3
# A headline's own words recur in a series ("Giá vàng hôm nay"); a site's name is on most pages.
HEADLINE_MIN_SHARE = 0.5
# Pages that share their longest blocks are copies of one story, however often it was crawled.
FINGERPRINTS = 3

_OWN = ["lead", "body", "headline"]


def settle_roles(blocks: pl.DataFrame, outlets: pl.DataFrame) -> pl.DataFrame:
    """
    Return `blocks` with the outlets' furniture taken out of lead, body and headline.

    A block is furniture when one outlet prints it on `MIN_PAGES` pages that differ in
    their longest blocks: short ones are boilerplate, long ones sidebar.  Pages of an
    unknown outlet ("") may be anybody's, so of theirs only short blocks are judged.  Captions, credits,
    bylines and date lines keep their role however often they recur.

    Parameters
    ----------
    blocks : DataFrame
        The columns of ROLED, with or without `text`; all pages of the scan.
    outlets : DataFrame
        article, outlet.

    """
    placed = blocks.select("article", "ordinal", "key", "words", "role").with_row_index("row")
    placed = placed.join(outlets.select("article", "outlet"), on="article", how="left", maintain_order="left")
    furniture = placed.join(_find_furniture(placed), on=["outlet", "key"], how="inner")
    changed = furniture.filter(_is_furniture()).select(
        "row", new=pl.when(pl.col("words") <= SHORT_WORDS).then(pl.lit("boilerplate")).otherwise(pl.lit("sidebar"))
    )
    settled = blocks.with_row_index("row").join(changed, on="row", how="left", maintain_order="left")
    return settled.with_columns(
        pl.coalesce(pl.col("new").cast(ROLED["role"]), "role").alias("role"),
        pl.when(pl.col("new").is_not_null())
        .then(pl.lit("on many pages of the outlet"))
        .otherwise("role_reason")
        .alias("role_reason"),
    ).select(blocks.columns)


def _find_furniture(placed: pl.DataFrame) -> pl.DataFrame:
    """Return outlet, key, pages, share of the texts that recur on differing pages."""
    totals = placed.group_by("outlet").agg(total=pl.col("article").n_unique())
    keys = placed.filter(pl.col("key") != 0, pl.col("role").is_in(_OWN))
    pages = keys.group_by("outlet", "key").agg(pages=pl.col("article").n_unique()).filter(pl.col("pages") >= MIN_PAGES)
    often = keys.join(pages.select("outlet", "key"), on=["outlet", "key"], how="semi")
    prints = [f"print_{i}" for i in range(FINGERPRINTS)]
    return (
        often.join(_take_fingerprints(placed), on="article", how="left")
        .group_by("outlet", "key")
        .agg(pages=pl.min_horizontal(pl.col(name).n_unique() for name in prints))
        .filter(pl.col("pages") >= MIN_PAGES)
        .join(totals, on="outlet", how="left")
        .with_columns(share=pl.col("pages") / pl.col("total"))
    )


def _take_fingerprints(placed: pl.DataFrame) -> pl.DataFrame:
    """Return article, print_0 …: the keys of its longest own blocks, null where it has fewer."""
    longest = (
        placed.filter(pl.col("role").is_in(["lead", "body"]))
        .sort(["article", "words", "ordinal"], descending=[False, True, False])
        .group_by("article", maintain_order=True)
        .agg(pl.col("key").head(FINGERPRINTS))
    )
    return longest.select(
        "article", *(pl.col("key").list.get(i, null_on_oob=True).alias(f"print_{i}") for i in range(FINGERPRINTS))
    )


def _is_furniture() -> pl.Expr:
    short = pl.col("words") <= SHORT_WORDS
    headline = pl.col("role") == "headline"
    often = pl.when(headline).then(pl.col("share") >= HEADLINE_MIN_SHARE).otherwise(
        short | ((pl.col("share") >= LONG_MIN_SHARE) & (pl.col("outlet") != ""))
    )
    return pl.col("role").is_in(_OWN) & often & ~(headline & (pl.col("outlet") == ""))
