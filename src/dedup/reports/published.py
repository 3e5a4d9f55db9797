"""DATES -> the columns that say when each article was published, and by what evidence."""

import polars as pl

from ..dates.choice import choose_published
from ..mojibake import SIGNS

# What the reader must know where the page does not say which clock it reads.
ZONE_NOTES = {"assumed": "; time zone assumed", "unknown": "; time zone unknown"}


def find_published(dates: pl.DataFrame) -> pl.DataFrame:
    """
    Return the date of publication of each article that has one, as origins chose it.

    Columns: article, published_at (begin of the interval, UTC), published_until (its
    end), published_precision, published_basis (grade, kind, quoted line, where it
    stands, whether it was mended to be read, and what contradicts it).
    """
    basis = pl.format('{} {}: "{}" ({})', "grade", "kind", "raw", "source")
    zone = pl.col("zone_basis").cast(pl.String).replace_strict(ZONE_NOTES, default="")
    garbled = (pl.col("source") == "text") & pl.col("raw").str.contains(SIGNS)
    mended = pl.when(garbled).then(pl.lit("; mojibake mended"))
    conflict = pl.when(pl.col("conflict") != "").then("; " + pl.col("conflict"))
    return choose_published(dates).select(
        "article",
        published_at="earliest",
        published_until="latest",
        published_precision=pl.col("precision").cast(pl.String),
        published_basis=pl.concat_str(basis, zone, mended.fill_null(""), conflict.fill_null("")),
    )
