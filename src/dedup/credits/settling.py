"""CREDITS, ARTICLES -> CREDITS: an outlet's own prefix told from another's."""

import polars as pl

from ..agencies import Agencies
from ..schema import CREDIT_ROLE, CREDITS, LABELLED, conform
from ..spellings import HOST, find_initials, fold_name
from .patterns import OPEN, STAFF


def settle_credits(credited: pl.DataFrame, articles: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS with `text` and `self` told apart by each article's outlet.

    A house that is credited under a spelling of its own has the name that `outlets.toml` gives
    it.  An outlet that credits itself or its staff is `self`.  A prefix such as
    "VOV.VN -" is `self` too where the outlet is unknown, and `text` on the page of
    another outlet, where it has survived in a copy.  What metadata link to the outlet
    itself, or to the page's own address, is no evidence and is left out.  A picture
    agency is credited for a picture, wherever it stands.  Run again once outlets are recognised.
    """
    credited, articles = conform(credited, CREDITS), conform(articles, LABELLED)
    owners = agencies.keys.select("key", owner="agency")
    kinds = agencies.table.select(creditor="agency", kind="kind")
    houses = agencies.list_house_keys()
    outlet, creditor = pl.col("outlet"), pl.col("creditor")
    named = articles.select(
        "article", "outlet", "site", "url", key=fold_name(outlet), initials=find_initials(outlet)
    )
    for told in (owners, houses.rename({"house": "own_house"})):
        named = named.join(told, on="key", how="left")
    rows = credited.with_columns(
        folded=fold_name(creditor),
        staff=creditor.str.contains(f"^{STAFF}$"),
        host=creditor.str.contains(f"^{HOST}$"),
    )
    meant = owners.rename({"key": "folded", "owner": "meant"})
    spelt = houses.rename({"key": "folded"})
    for told, on in ((kinds, "creditor"), (named, "article"), (spelt, "folded"), (meant, "folded")):
        rows = rows.join(told, on=on, how="left", maintain_order="left")
    linked = (pl.col("role") == "via") & (pl.col("source") != "text")
    rows = rows.filter(~(linked & (_is_own() | _is_address())))
    house = pl.when(pl.col("kind").is_null()).then("house")
    return conform(rows.with_columns(role=_find_role(), creditor=pl.coalesce(house, creditor)), CREDITS)


def _is_own() -> pl.Expr:
    folded = pl.col("folded")
    owned = pl.any_horizontal(pl.col("creditor", "meant") == pl.col("owner")).fill_null(value=False)
    named = (folded == pl.col("key")) | (folded == pl.col("initials"))
    spelt = (pl.col("house") == pl.col("own_house")).fill_null(value=False)
    return owned | spelt | (named & (folded != ""))


def _is_address() -> pl.Expr:
    """Say whether a page that names its outlet, and by no host, gives its own address as the one to keep."""
    outlet = pl.col("outlet")
    named = (outlet != "") & (outlet == pl.col("site")) & ~outlet.str.contains(f"^{HOST}$")
    return named & (pl.col("source") == "canonical") & (pl.col("raw") == pl.col("url"))


def _find_role() -> pl.Expr:
    role, own, staff = pl.col("role").cast(pl.String), _is_own(), pl.col("staff")
    wire = (pl.col("kind") != "outlet").fill_null(value=False)
    # An unknown "ABC - " may be a subject as well as a house: on another's page it stays weak.
    known = pl.col("kind").is_not_null() | pl.col("house").is_not_null()
    house = known | pl.col("host") | pl.col("raw").str.contains(f"^{OPEN}")
    strange = (role == "self") & ~own & ~staff & (wire | (house & (pl.col("outlet") != "")))
    settled = (
        pl.when(role.is_in(["text", "via"]) & (own | staff))
        .then(pl.lit("self"))
        .when((role == "text") & (pl.col("kind") == "photo"))
        .then(pl.lit("photo"))
        .when(strange)
        .then(pl.lit("text"))
    )
    return settled.otherwise(role).cast(CREDIT_ROLE)
