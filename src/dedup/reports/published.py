"""DATES -> when each article was published, as far as its evidence goes."""

import polars as pl

# A capture, a dateline, an event or a file's age bounds a publication; none of them is one.
PUBLICATION = ("published", "feed")


def find_published(dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return the best date of publication of each article that has one.

    Columns: article, published_at (begin of the interval, UTC), published_until (its
    end), published_precision, published_basis (grade, kind, quoted line, source).
    The better grade wins, then `published` over `feed`, then the narrower interval,
    then the earlier.
    """
    width = pl.col("latest") - pl.col("earliest")
    basis = pl.format("{} {}: {} ({})", "grade", "kind", "raw", "source")
    return (
        dates.filter(pl.col("kind").is_in(PUBLICATION), pl.col("grade") < "E")
        .sort("article", "grade", "kind", width, "earliest", "raw", "source", "begin", nulls_last=True)
        .unique("article", keep="first", maintain_order=True)
        .select(
            "article",
            published_at="earliest",
            published_until="latest",
            published_precision="precision",
            published_basis=basis,
        )
    )
