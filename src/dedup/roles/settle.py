"""Roles that only show across pages: what an outlet prints beside every story."""

import polars as pl

from ..kernels.filters import find_met
from ..schema import FURNITURE, OWN_ROLES
from ..turns import work_through
from .bare import keep_bare_pages
from .cards import find_cards
from .indexes import TITLE_WORDS, find_items
from .telling import retell

# On so many pages with different texts a line is the outlet's, not the story's.
MIN_PAGES = 3
# Up to here a line is a button, a slogan or a form's label.
BUTTON_WORDS = 12
# A paragraph pasted into a few stories is background; into this share of all pages, a box.
LONG_MIN_SHARE = 0.5
# So many times as often beside the text as in it, a paragraph stands beside it everywhere.
FEET_MIN_TIMES = 2
# A headline's own words recur in a series ("Giá vàng hôm nay"); a site's name is on most pages.
HEADLINE_MIN_SHARE = 0.5
# Pages made up of repeated blocks are one story crawled often, or its versions: they count
# as one page as long as the longest block they repeat is the same.
COPY_MIN_SHARE = 0.5

# What stands between a menu that was taken for the headline and the text.
UNDER_MENU = ["under the headline", "above the text"]

_TOLD = [*OWN_ROLES, "headline"]


def settle_roles(blocks: pl.DataFrame, outlets: pl.DataFrame) -> pl.DataFrame:
    """
    Return `blocks` with what other pages say of them.

    The outlets' furniture is taken out of lead, body and headline, the title under what only looked
    like a headline is one, cards of other pages are no text (`find_cards`), nor are the titles on an index
    (`find_items`), and the text of pages without furniture is whole (`keep_bare_pages`).

    A block is furniture when one outlet prints it on `MIN_PAGES` pages that are not
    copies of each other: short ones are boilerplate, long ones sidebar.  Pages of an
    unknown outlet ("") may be anybody's, so of theirs only short blocks are judged.  Captions, credits,
    bylines and date lines keep their role however often they recur.

    Parameters
    ----------
    blocks : DataFrame
        The columns of ROLED, with or without `text`; all pages of the scan.
    outlets : DataFrame
        article, outlet.

    """
    # Of a large corpus every copy of a column counts: outlets are joined to what is left.
    placed = blocks.select("article", "ordinal", "key", "words", "role", "role_reason").with_row_index("row")
    houses = outlets.select("article", "outlet")
    often = _find_furniture(placed, houses)
    likely = placed.filter(pl.col("key").is_in(often["key"].implode()))
    likely = likely.join(houses, on="article", how="left", maintain_order="left")
    furniture = likely.join(often, on=["outlet", "key"], how="inner", maintain_order="left")
    changed = furniture.filter(_is_furniture()).select(
        "row",
        role=pl.when(pl.col("words") <= BUTTON_WORDS)
        .then(pl.lit("boilerplate"))
        .otherwise(pl.lit("sidebar")),
        role_reason=pl.lit("on many pages of the outlet"),
    )
    changed = pl.concat([changed, _find_feet(placed, changed, houses)])
    changed = pl.concat([changed, _find_next_headlines(blocks, placed, changed, houses)])
    changed = pl.concat([changed, find_cards(placed, changed, houses)])
    blocks = retell(blocks, changed)
    items = find_items(placed.with_columns(blocks["sentences"], blocks["role"], blocks["role_reason"]))
    return keep_bare_pages(retell(blocks, items))


def _find_feet(placed: pl.DataFrame, changed: pl.DataFrame, houses: pl.DataFrame) -> pl.DataFrame:
    """
    Return CHANGES: a paragraph that is furniture on most pages of its outlet, though not on this.

    Of a short page what stands at its foot looks like text.  A paragraph above others, or more
    than half of a text right under the rest of it, is not asked: other pages tease that story, or go
    on to it.
    """
    met = placed[find_met(placed["key"].to_numpy())].filter(pl.col("key") != 0)
    texts = met.filter(pl.col("role") == "body").join(changed, on="row", how="anti")
    beside = met.filter(pl.col("role").is_in(FURNITURE), pl.col("key").is_in(texts["key"].implode()))
    texts, beside = (
        rows.join(houses.filter(pl.col("outlet") != ""), on="article") for rows in (texts, beside)
    )
    pages = pl.col("article").n_unique()
    often = beside.group_by("outlet", "key").agg(
        pages=pages, often=pl.col("role").cast(pl.String).mode().sort().first()
    )
    often = often.filter(pl.col("pages") >= MIN_PAGES)
    rare = texts.group_by("outlet", "key").agg(own=pages).join(often, on=["outlet", "key"])
    rare = rare.filter(pl.col("own") * FEET_MIN_TIMES <= pl.col("pages"))
    feet = texts.join(rare, on=["outlet", "key"])
    told = placed.filter(pl.col("article").is_in(feet["article"].implode()), pl.col("role").is_in(OWN_ROLES))
    story = told.join(feet, on="row", how="anti").group_by("article")
    above = story.agg(last=pl.col("row").max(), told=pl.col("words").sum())
    feet = feet.join(above, on="article").filter(pl.col("row") > pl.col("last"))
    first, length = pl.col("row").min(), pl.col("row").max() - pl.col("row").min() + 1
    # Among the titles of an index stand such paragraphs one by one.
    apart = (first > pl.col("last").first() + 1) & (length == pl.len())
    little = pl.col("words").sum() < pl.col("told").first()
    feet = feet.filter((apart | little).over("article"))
    return feet.select("row", role="often", role_reason=pl.lit("beside other texts of the outlet"))


def _find_next_headlines(
    blocks: pl.DataFrame, placed: pl.DataFrame, changed: pl.DataFrame, houses: pl.DataFrame
) -> pl.DataFrame:
    """Return CHANGES: the title under what only looked like a page's headline."""
    heads = placed.filter(pl.col("role") == "headline").select("article", "ordinal", "row")
    lost = heads.join(changed, on="row", how="semi").select("article", top="ordinal")
    lost = lost.join(heads.join(changed, on="row", how="anti"), on="article", how="anti")
    title = pl.col("words").is_between(*TITLE_WORDS) & (blocks["sentences"] == 0)
    passed = placed.filter(blocks["role_reason"].is_in(UNDER_MENU) & title).join(
        changed, on="row", how="anti"
    )
    passed = passed.join(houses, on="article", how="left", maintain_order="left")
    often = pl.col("article").n_unique().over("outlet", "key") >= MIN_PAGES
    below = passed.filter(~often).join(lost, on="article").filter(pl.col("ordinal") > pl.col("top"))
    first = below.sort("article", "ordinal").unique("article", keep="first", maintain_order=True)
    reason = pl.lit("title under the outlet's furniture")
    return first.select("row", role=pl.lit("headline"), role_reason=reason)


def _find_furniture(placed: pl.DataFrame, houses: pl.DataFrame) -> pl.DataFrame:
    """Return outlet, key, pages, share of the texts that recur on differing pages."""
    own = pl.col("role").is_in(_TOLD)
    # Most texts stand once among all pages: what is left to group is little.
    met = placed[find_met(placed["key"].to_numpy())].filter(pl.col("key") != 0)
    # A masthead taken for one page's headline stands above the text of the others.
    titles = met.filter(pl.col("role") == "headline")["key"]
    masthead = (pl.col("role_reason") == "above the text") & pl.col("key").is_in(titles.implode())
    shared = met.filter(own | masthead).join(houses, on="article", how="left", maintain_order="left")
    counts = shared.group_by("outlet", "key").agg(pages=pl.col("article").n_unique())
    often = counts.filter(pl.col("pages") >= MIN_PAGES)
    repeated = shared.join(often, on=["outlet", "key"], how="semi")
    # A version shares with the one before it what the first did not have.
    twice = shared.filter(own).join(repeated, on="article", how="semi")
    twice = twice.join(counts.filter(pl.col("pages") >= 2), on=["outlet", "key"], how="semi")
    keys = work_through(
        placed.select("article", "key", "words", "role"),
        lambda turn: turn.filter(pl.col("key") != 0, own).join(repeated, on="article", how="semi"),
    )
    grouped = _group_versions(keys, twice)
    totals = placed.filter(pl.col("ordinal") == 0).join(houses, on="article", how="left")
    return (
        repeated.join(grouped, on="article", how="left")
        .group_by("outlet", "key")
        .agg(pages=pl.col("group").n_unique())
        .filter(pl.col("pages") >= MIN_PAGES)
        .join(totals.group_by("outlet").agg(total=pl.len()), on="outlet", how="left")
        .with_columns(share=pl.col("pages") / pl.col("total"))
    )


def _group_versions(keys: pl.DataFrame, repeated: pl.DataFrame) -> pl.DataFrame:
    """Return article, group: equal for pages that are copies or versions of each other."""
    longest = pl.col("key").sort_by("words", "key", descending=True).first()
    share = repeated.group_by("article").agg(shared=pl.col("words").sum(), longest=longest)
    pages = keys.group_by("article").agg(pl.col("words").sum()).join(share, on="article", how="left")
    copied = pl.col("shared").fill_null(0) > COPY_MIN_SHARE * pl.col("words")
    return pages.select(
        "article", group=pl.when(copied).then("longest").otherwise(pl.col("article").cast(pl.UInt64))
    )


def _is_furniture() -> pl.Expr:
    short = pl.col("words") <= BUTTON_WORDS
    headline = pl.col("role") == "headline"
    often = (
        pl.when(headline)
        .then(pl.col("share") >= HEADLINE_MIN_SHARE)
        .otherwise(short | ((pl.col("share") >= LONG_MIN_SHARE) & (pl.col("outlet") != "")))
    )
    return pl.col("role").is_in(_TOLD) & often & ~(headline & (pl.col("outlet") == ""))
