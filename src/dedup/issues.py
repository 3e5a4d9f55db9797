"""PUBLISHED -> what time and place tell of two articles: an update of one, or its form filled in again."""

from datetime import timedelta

import polars as pl

# A story is updated within hours; what comes later with other numbers is the form's next filling.
UPDATED = timedelta(days=2)
# What one publisher says under one headline within the half of a day is one story, whatever its figures.
SOON = timedelta(hours=12)


def describe_issues(blocks: pl.DataFrame, outlets: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, earliest, latest, owner, headline: of the last two a number each, null where unknown.

    Parameters
    ----------
    blocks : frame with article, ordinal, key, role
        Of ROLED or of UNITS.
    outlets : frame (article, outlet)
        The owner's name in place of those that belong to it, "" where unknown.
    published : PUBLISHED

    """
    heads = blocks.select("article", "key", "role").filter(pl.col("role") == "headline", pl.col("key") != 0)
    heads = heads.unique("article", keep="first", maintain_order=True).select("article", "key")
    owners = outlets.filter(pl.col("outlet") != "").select("article", owner=pl.col("outlet").rank("dense"))
    told = owners.join(heads.rename({"key": "headline"}), on="article", how="full", coalesce=True)
    times = published.select("article", "earliest", "latest")
    return told.join(times, on="article", how="full", coalesce=True)


def place_in_time(measures: pl.DataFrame, issued: pl.DataFrame | None) -> pl.DataFrame:
    """
    Add `apart`, whether two articles were surely published longer from each other than updates are.

    And `again`, whether by one owner; `next_day`, whether by one owner and surely no longer within hours;
    `updated`, whether surely within hours, by one owner, under one headline; and whether they are `headed`
    alike.
    """
    if issued is None:
        return measures.with_columns(
            pl.lit(value=False).alias(name) for name in ("apart", "again", "next_day", "updated", "headed")
        )
    for side in "ab":
        named = issued.select(
            pl.col("article").alias(side), pl.all().exclude("article").name.suffix(f"_{side}")
        )
        measures = measures.join(named, on=side, how="left", maintain_order="left")
    between = pl.max_horizontal(pl.col(f"earliest_{b}") - pl.col(f"latest_{a}") for a, b in ("ab", "ba"))
    begin, end = pl.min_horizontal("earliest_a", "earliest_b"), pl.max_horizontal("latest_a", "latest_b")
    apart, later, soon = between > UPDATED, between > SOON, end - begin <= SOON
    ours, headed = (pl.col(f"{name}_a") == pl.col(f"{name}_b") for name in ("owner", "headline"))
    told = {"apart": apart, "again": apart & ours, "next_day": later & ours}
    told |= {"updated": soon & ours & headed, "headed": headed}
    return measures.with_columns(**{name: said.fill_null(value=False) for name, said in told.items()})
