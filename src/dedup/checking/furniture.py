"""POOL blocks -> the same, without what the index knows to stand beside an outlet's stories."""

import polars as pl

from ..schema import FURNITURE, OWN_ROLES, ROLE


def take_out_furniture(blocks: pl.DataFrame, outlets: pl.DataFrame, new: int) -> pl.DataFrame:
    """
    Return `blocks` with the roles of new pages corrected by the index.

    One new page does not show what its outlet prints on every page.  Where the index has
    the same block in articles of that outlet, mostly beside the story, it is beside this
    one too; as on the page it stands in its text, DD004 tells of it.

    Parameters
    ----------
    blocks : frame (article, key, role, ...)
        Of new articles and indexed ones.
    outlets : frame (article, outlet)
        "" where unknown: then a block may be anybody's.
    new : int
        Articles below it are new.

    """
    placed = (
        blocks.select("article", "key", "role").join(outlets, on="article").filter(pl.col("outlet") != "")
    )
    beside = pl.col("role").is_in(FURNITURE)
    held = placed.filter(pl.col("article") >= new).group_by("outlet", "key")
    known = held.agg(often=beside.mean(), known_role=pl.col("role").filter(beside).max())
    asked = placed.filter((pl.col("article") < new) & pl.col("role").is_in(OWN_ROLES))
    found = asked.join(known.filter(pl.col("often") > 0.5), on=["outlet", "key"])
    changed = found.select("article", "key", "role", "known_role").unique()
    corrected = blocks.join(changed, on=["article", "key", "role"], how="left", maintain_order="left")
    role = pl.coalesce(pl.col("known_role").cast(ROLE), "role")
    return corrected.with_columns(role=role).drop("known_role")
