"""CREDITS, ARTICLES -> CREDITS: an outlet's own prefix told from another's."""

import polars as pl

from ..agencies import Agencies, find_initials, fold_name
from ..schema import ARTICLES, CREDIT_ROLE, CREDITS, conform
from .patterns import HOST, OPEN, STAFF


def settle_credits(credited: pl.DataFrame, articles: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS with `text` and `self` told apart by each article's outlet.

    An outlet that credits itself or its staff is `self`.  A prefix such as
    "VOV.VN -" is `self` too where the outlet is unknown, and `text` on the page of
    another outlet, where it has survived in a copy.  What metadata link to the outlet
    itself is no evidence and is left out.  Run again once outlets are recognised.
    """
    credited, articles = conform(credited, CREDITS), conform(articles, ARTICLES)
    outlets = articles.select("article", "outlet")
    owner = agencies.keys.select(key="key", owner="agency")
    kinds = agencies.table.select(creditor="agency", kind="kind")
    named = outlets.with_columns(
        key=fold_name(pl.col("outlet")), initials=find_initials(pl.col("outlet"))
    ).join(owner, on="key", how="left")
    rows = credited.join(named, on="article", how="left", maintain_order="left")
    rows = rows.join(kinds, on="creditor", how="left", maintain_order="left")
    linked = (pl.col("role") == "via") & (pl.col("source") != "text")
    rows = rows.filter(~(linked & _is_own()))
    return conform(rows.with_columns(role=_find_role()), CREDITS)


def _is_own() -> pl.Expr:
    folded = fold_name(pl.col("creditor"))
    owned = (pl.col("creditor") == pl.col("owner")).fill_null(value=False)
    named = (folded == pl.col("key")) | (folded == pl.col("initials"))
    return owned | (named & (folded != ""))


def _find_role() -> pl.Expr:
    role, creditor = pl.col("role").cast(pl.String), pl.col("creditor")
    staff = creditor.str.contains(f"^{STAFF}$")
    own = _is_own()
    wire = (pl.col("kind") != "outlet").fill_null(value=False)
    # An unknown "ABC - " may be a subject as well as a house: on another's page it stays weak.
    house = (
        pl.col("kind").is_not_null()
        | creditor.str.contains(f"^{HOST}$")
        | pl.col("raw").str.contains(f"^{OPEN}")
    )
    strange = (role == "self") & ~own & ~staff & (wire | (house & (pl.col("outlet") != "")))
    settled = (
        pl.when((role == "text") & (own | staff)).then(pl.lit("self")).when(strange).then(pl.lit("text"))
    )
    return settled.otherwise(role).cast(CREDIT_ROLE)
