"""Titles and teasers of an outlet's other pages inside a text: all its pages together tell them."""

import polars as pl

from ..kernels.filters import find_met
from ..schema import OWN_ROLES
from .rules import CARD

# Shorter lines head the parts of a story too.
LINK_WORDS = (5, 40)
# A paragraph is longer; shorter lines stand on pages that have nothing to do with each other.
TEXT_MIN_WORDS = 13
# Of the pages with one headline, or one link, so many are asked: of very many any will do.
MOST_PAGES = 3
# A page whose cards have more than this share of its words is an index.
MOST_SHARE = 0.5


def find_cards(placed: pl.DataFrame, changed: pl.DataFrame, houses: pl.DataFrame) -> pl.DataFrame:
    """
    Return CHANGES: links of an outlet to its other pages inside a text, and the leads of these under them.

    A card between two paragraphs is the title of another page, and at times its teaser.  A page that is
    made of them keeps them: it is an index.  So does one that shares more of the other page's text: it is a
    version of that, or goes on to it.

    Parameters
    ----------
    placed : DataFrame
        article, ordinal, key, words, role, role_reason and row of every block of the scan.
    changed : DataFrame
        CHANGES known already: these blocks are no cards.
    houses : DataFrame
        article, outlet; pages of an unknown outlet ("") link to nobody's.

    """
    met = placed[find_met(placed["key"].to_numpy())].filter(pl.col("key") != 0)
    met = met.join(changed, on="row", how="anti").join(houses.filter(pl.col("outlet") != ""), on="article")
    heads, beside = (met.filter(pl.col("role") == role) for role in ("headline", "sidebar"))
    titles = _find_titles(met, heads, beside)
    columns = ["article", "outlet", "key", "row"]
    teasers = _find_teasers(met, heads, pl.concat([titles.select(columns), beside.select(columns)]))
    rows = pl.concat([titles["row"], teasers["row"]]).unique()
    cards = placed.join(rows.to_frame(), on="row", how="semi")
    own = placed.filter(pl.col("article").is_in(cards["article"].implode()), pl.col("role").is_in(OWN_ROLES))
    own = own.group_by("article").agg(own=pl.col("words").sum())
    few = pl.col("words").sum().over("article") <= MOST_SHARE * pl.col("own")
    cards = cards.join(own, on="article", maintain_order="left").filter(few)
    return cards.select("row", role=pl.lit("sidebar"), role_reason=pl.lit(CARD))


def _find_titles(met: pl.DataFrame, heads: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    """Return the lines between paragraphs that other pages have for a headline, or beside their text."""
    line = (pl.col("role_reason") == "line between paragraphs") & pl.col("words").is_between(*LINK_WORDS)
    titles = met.filter(line)
    linked = _drop_versions(titles.join(_list_pages(pl.concat([heads, beside])), on=["outlet", "key"]), met)
    # The headline of a page that this one goes on to is a link on other pages.
    told = titles.join(_list_pages(heads), on=["outlet", "key"])
    going_on = told.join(_drop_versions(told, met), on=["row", "page"], how="anti")
    return linked.unique("row").join(going_on, on="row", how="anti")


def _find_teasers(met: pl.DataFrame, heads: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Return the paragraphs right under `links` that are the lead of the page that is linked to."""
    linking = _drop_versions(links.join(_list_pages(heads), on=["outlet", "key"]), met)
    under = linking.select("article", "page", row=pl.col("row") + 1)
    leads = met.filter(pl.col("role") == "lead").select("key", page="article")
    teasers = met.filter(pl.col("role") == "body").join(under, on=["article", "row"])
    return teasers.join(leads, on=["page", "key"], how="semi")


def _list_pages(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return outlet, key, page: of each text some pages that have it."""
    pages = blocks.select("outlet", "key", page="article").unique().sort("outlet", "key", "page")
    return pages.group_by("outlet", "key", maintain_order=True).head(MOST_PAGES)


def _drop_versions(links: pl.DataFrame, met: pl.DataFrame) -> pl.DataFrame:
    """Return the `links` of an article to another page that share no text with it but the lead."""
    links = links.filter(pl.col("article") != pl.col("page"))
    text = met.filter(pl.col("role").is_in(OWN_ROLES), pl.col("words") >= TEXT_MIN_WORDS)
    rest = text.filter(pl.col("role") == "body").select("key", page="article")
    shared = links.select("article", "page").unique().join(text.select("article", "key"), on="article")
    return links.join(shared.join(rest, on=["page", "key"]), on=["article", "page"], how="anti")
