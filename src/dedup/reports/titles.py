"""What an article is called: by its metadata, its headline, or its first words."""

from functools import partial

import polars as pl

from ..run import Run
from ..schema import OWN_ROLES
from ..spellings import fold_name
from ..turns import keep_rows, work_through
from .members import quote_text

TITLE_CHARS = 120  # a long headline
TURN_ARTICLES = 100_000  # at a time: all their blocks are looked at
SITE_LAST = r"^(.*\S)\s+[-–—|·»]\s+(\S.*)$"  # "Headline | Outlet"
# What stands around a headline in metadata: "Home > World > Headline | Outlet".
PARTED = r"\s[-–—|·•»›>/]+\s"
PARTED_BEFORE, PARTED_BEHIND = rf"^$|{PARTED}$", rf"^$|^{PARTED}"
HEADLINE_CHARS = 400  # longer ones are no titles
HEADING_MARK = r"^#{1,6}\s+"  # of Markdown


def title_articles(run: Run) -> pl.Series:
    """Return each article's title: its metadata's, else its headline, else its first words."""
    given = run.articles["title"].fill_null("").str.replace_all(r"\s+", " ").str.strip_chars()
    parted = run.articles.select("article", given=given).filter(given.str.contains(PARTED))
    headed = parted.with_columns(headline=_quote_headings(run, parted, HEADLINE_CHARS))
    untitled = run.articles.select("article").filter(given == "")
    called = _quote_headings(run, untitled, TITLE_CHARS).str.replace(HEADING_MARK, "")
    shown = pl.concat([untitled.with_columns(shown=called), _take_headlines(headed)])
    both = run.articles.select("article", "outlet", "site", given=given)
    both = both.join(shown, on="article", how="left", maintain_order="left")
    return _leave_out_site(both.with_columns(title=pl.coalesce("shown", "given")))


def _quote_headings(run: Run, articles: pl.DataFrame, max_chars: int) -> pl.Series:
    """Return the heading of each of `articles`, as `_find_headings` finds it."""
    spans = work_through(articles.select("article"), partial(_find_headings, run), TURN_ARTICLES)
    return quote_text(spans, run.texts, max_chars)


def _take_headlines(titles: pl.DataFrame) -> pl.DataFrame:
    """
    Return article, shown of the titles of metadata that hold the page's headline among other names.

    The headline is the longest part: a site's name may be taken for one.
    """
    titles = titles.filter(pl.col("headline") != "")
    around = pl.col("given").str.splitn(pl.col("headline"), 2).struct
    sides = titles.with_columns(before=around.field("field_0"), behind=around.field("field_1"))
    before, behind, size = pl.col("before"), pl.col("behind"), pl.col("headline").str.len_chars()
    longest = (size >= before.str.len_chars()) & (size >= behind.str.len_chars())
    parted = before.str.contains(PARTED_BEFORE) & behind.str.contains(PARTED_BEHIND)
    return sides.filter(behind.is_not_null() & longest & parted).select("article", shown="headline")


def _find_headings(run: Run, articles: pl.DataFrame) -> pl.DataFrame:
    """Return where the first headline of each of `articles` stands, else the first lead, else paragraph."""
    blocks = keep_rows(run.blocks, articles, ["article"]).sort("article", "ordinal")
    by_role = [blocks.filter(pl.col("role") == role) for role in ("headline", *OWN_ROLES)]
    found = pl.concat(by_role).unique("article", keep="first", maintain_order=True)
    found = found.select("article", "begin", "end")
    return articles.join(found, on="article", how="left", maintain_order="left")


def _leave_out_site(articles: pl.DataFrame) -> pl.Series:
    """Return the titles without the name of their outlet at the end: it has a column of its own."""
    parts = articles.select(
        *("outlet", "site"), *(pl.col("title").str.extract(SITE_LAST, n).alias(f"part_{n}") for n in (1, 2))
    )
    parts = parts.with_row_index("row").drop_nulls("part_2")
    folded = parts.select("row", "part_1", fold_name(pl.col("outlet", "site", "part_2")))
    named = pl.any_horizontal(pl.col("outlet", "site") == pl.col("part_2"))
    own = folded.filter(named, pl.col("part_2") != "")
    return articles["title"].scatter(own["row"], own["part_1"])
