"""DATES -> DATES: what all pages of an outlet show of how it dates them."""

import polars as pl

from ..classes import quicken
from ..schema import DATES, conform
from .choice import DAY, find_claims
from .intervals import EASTMOST

# So many pages that bear one hour in their metadata, and name other days themselves, were put in then.
LEAST_IMPORTED = 3
# So many pages on which day and month stand in one order, and none in the other, tell the order of others.
LEAST_ORDERED = 2
# So many pages, and most of their outlet, with one time above titles that differ show when they were saved.
LEAST_CLOCKS = 3
NUMBERS = quicken(r"(?:^|[^0-9./-])([0-9]{1,2})\s?([/-])\s?([0-9]{1,2})\s?[/-]\s?(?:19|20)[0-9]{2}")


def settle_habits(dates: pl.DataFrame, articles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES as the pages of each outlet together show them.

    `articles` are those of the whole corpus, a frame with article, outlet and language; `blocks` are
    roled, a frame with article, begin, key and role.
    """
    houses = articles.filter(pl.col("outlet") != "").select("article", "outlet", "language")
    dates = settle_orders(conform(dates, DATES), houses)
    return distrust_imports(distrust_clocks(dates, houses, blocks), houses)


def distrust_clocks(dates: pl.DataFrame, houses: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES in which the clock of a masthead is no time of publication: grade E, a bound.

    Most pages of an outlet have it above their titles, each to the minute the same: that is when they
    were saved, or when all of them were put in, and so was a page with it whose title is not known.
    """
    exact = (pl.col("kind") == "published") & (pl.col("source") == "text") & (pl.col("precision") < "day")
    shown = dates.filter(exact, pl.col("grade") == "C").select("article", "raw", "begin")
    titles = (
        blocks.filter(pl.col("role") == "headline")
        .group_by("article")
        .agg(title=pl.col("begin").min(), key=pl.col("key").sort_by("begin").first())
    )
    shown = shown.join(titles, on="article", how="left").join(houses, on="article")
    shown = shown.filter((pl.col("begin") < pl.col("title")).fill_null(value=True))
    times = shown.group_by("outlet", "raw").agg(pl.col("article", "key").drop_nulls().n_unique())
    pages = houses.group_by("outlet").agg(pages=pl.len())
    times = times.join(pages, on="outlet")
    clocks = times.filter(pl.col("key") >= LEAST_CLOCKS, 2 * pl.col("article") > pl.col("pages"))
    return demote(
        dates, shown.join(clocks, on=["outlet", "raw"], how="semi").select("article", source=pl.lit("text"))
    )


def settle_orders(dates: pl.DataFrame, houses: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES in which "03/04/2025" means the day that other pages of its outlet tell by their order.

    Dates of one place and one sign between the numbers are of one order, if all that can be read in one
    way only are.  The other day is left out.
    """
    form = ("outlet", "language", "source", "sign")
    read = read_orders(dates.with_row_index("row")).join(houses, on="article")
    open_ = (pl.col("kind") == "published") & (pl.col("grade") == "E")
    ordered = (
        read.filter(~open_)
        .group_by(form)
        .agg(
            habit=pl.col("order").first(),
            orders=pl.col("order").n_unique(),
            pages=pl.col("article").n_unique(),
        )
    )
    ordered = ordered.filter(pl.col("orders") == 1, pl.col("pages") >= LEAST_ORDERED)
    settled = read.filter(open_).join(ordered, on=form)
    meant = pl.col("order") == pl.col("habit")
    right, wrong = (settled.filter(side)["row"].implode() for side in (meant, ~meant))
    row = pl.int_range(pl.len())
    grade = pl.when(row.is_in(right)).then(pl.lit("C", DATES["grade"])).otherwise("grade")
    return dates.with_columns(grade=grade).filter(~row.is_in(wrong))


def read_orders(dates: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose day is written in numbers, with the `sign` between them and their `order`."""
    said = dates.filter(pl.col("kind").is_in(["published", "modified"]), pl.col("earliest").is_not_null())
    found = said.with_columns(numbers=pl.col("raw").str.extract_all(NUMBERS)).explode("numbers")
    parts = pl.col("numbers").str.extract_groups(NUMBERS)
    one, sign, two = (parts.struct.field(name) for name in ("1", "2", "3"))
    found = found.drop_nulls("numbers").with_columns(
        pl.col("earliest") + pl.duration(minutes="offset_minutes").fill_null(EASTMOST),
        sign=sign,
        one=one.cast(pl.Int8),
        two=two.cast(pl.Int8),
    )
    day, month = pl.col("earliest").dt.day(), pl.col("earliest").dt.month()
    by_day = (day == pl.col("one")) & (month == pl.col("two"))
    by_month = (day == pl.col("two")) & (month == pl.col("one"))
    order = pl.when(by_day & ~by_month).then(pl.lit("day")).when(by_month & ~by_day).then(pl.lit("month"))
    return found.with_columns(order=order).drop_nulls("order")


def distrust_imports(dates: pl.DataFrame, houses: pl.DataFrame) -> pl.DataFrame:
    """
    Return DATES in which the hour of an import is no time of publication: grade E, a bound.

    Most pages of an outlet that bear one hour in their metadata, and say on a line when they were
    published, name days before it, and not all the same: then that is when a system took them in.
    No year is inferred from it.
    """
    claims = find_claims(dates).filter(pl.col("kind") == "published").join(houses, on="article")
    line = pl.col("source") == "text"
    fields = claims.filter(~line).with_columns(hour=pl.col("earliest").dt.truncate("1h"))
    fields = fields.select("article", "outlet", "hour", "source", field="earliest")
    lines = claims.filter(line).group_by("article").agg(line=pl.col("latest").max())
    shown = fields.join(lines, on="article")
    before = pl.col("field") - pl.col("line") > DAY
    old = pl.col("line").filter(before)
    hours = shown.group_by("outlet", "hour").agg(
        pages=pl.len(), earlier=before.sum(), apart=old.max() - old.min()
    )
    most = (pl.col("earlier") >= LEAST_IMPORTED) & (2 * pl.col("earlier") > pl.col("pages"))
    hours = hours.filter(most, pl.col("apart") >= DAY)
    imported = fields.join(hours, on=["outlet", "hour"], how="semi")
    return demote(dates, imported.select("article", "source"))


def demote(dates: pl.DataFrame, imported: pl.DataFrame) -> pl.DataFrame:
    """Return DATES with what `imported` names for a bound, and without the years inferred from it."""
    imported = imported.with_columns(imported=pl.lit(value=True))
    marked = dates.join(imported, on=["article", "source"], how="left", maintain_order="left")
    bound = pl.col("imported").fill_null(value=False) & (pl.col("kind") == "published")
    guessed = pl.col("year_inferred") & pl.col("article").is_in(imported["article"].implode())
    kept = pl.when(~guessed)
    return conform(
        marked.with_columns(
            kept.then("earliest").alias("earliest"),
            kept.then("latest").alias("latest"),
            kept.then("precision").otherwise(pl.lit("unknown", DATES["precision"])).alias("precision"),
            year_inferred=pl.col("year_inferred") & ~guessed,
            grade=pl.when(bound).then(pl.lit("E", DATES["grade"])).otherwise("grade"),
        ),
        DATES,
    )
