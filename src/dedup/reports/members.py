"""CLUSTERS -> one row for every copy, with where it stands and what it says there."""

from collections.abc import Sequence

import polars as pl
import xxhash

from ..run import Run
from ..schema import OWN_ROLES
from ..spans import cut_texts
from ..turns import keep_rows

EXCERPT_CHARS = 160  # two lines of a spreadsheet cell
QUOTED = 200_000  # spans at a time: more is cut out than is shown


def place_clusters(run: Run, clusters: pl.DataFrame) -> pl.DataFrame:
    """Return CLUSTERS in order, with article, ordinal, words, unit_role of each row's unit."""
    units = keep_rows(run.units.drop("level", "key", "token_begin"), clusters, ["unit"])
    placed = clusters.join(units.rename({"role": "unit_role"}), on="unit", how="left")
    return placed.sort("cluster", maintain_order=True)


def find_copies(run: Run, clusters: pl.DataFrame | None = None) -> pl.DataFrame:
    """
    Return every row of `clusters`, or of all of the run, with its article, span and cluster id.

    Adds article, ordinal, words, unit_role (of UNITS), article_id, path, outlet (of ARTICLES), begin,
    end (the block's, or the quotation's in it; from the first to the last block of an
    article's own text at the article level), page_share, core_share (of COVERS) and
    `cluster_id`.  Sorted by cluster, then place.
    """
    placed = place_clusters(run, run.clusters if clusters is None else clusters)
    pages = run.articles.select("article", "article_id", "path", "outlet")
    quoted = run.quotations.select("unit", quote_begin="begin", quote_end="end")
    copies = (
        placed.join(pages, on="article", how="left")
        .join(_make_spans(run, placed), on=["article", "ordinal"], how="left", nulls_equal=True)
        .join(quoted, on="unit", how="left")
        .with_columns(begin=pl.coalesce("quote_begin", "begin"), end=pl.coalesce("quote_end", "end"))
        .drop("quote_begin", "quote_end")
        .join(run.covers, on=["cluster", "unit"], how="left")
        .sort("cluster", "article_id", "begin", nulls_last=True)
    )
    return copies.join(make_cluster_ids(copies), on="cluster", how="left", maintain_order="left")


def _make_spans(run: Run, placed: pl.DataFrame) -> pl.DataFrame:
    """Return article, ordinal, begin, end of what is `placed`; a null ordinal is the article's own text."""
    every = run.blocks.select("article", "ordinal", "begin", "end", "role")
    blocks = keep_rows(every, placed.drop_nulls("ordinal"), ["article", "ordinal"]).drop("role")
    own = (
        keep_rows(every, placed.filter(pl.col("ordinal").is_null()), ["article"])
        .filter(pl.col("role").is_in(OWN_ROLES))
        .group_by("article")
        .agg(pl.lit(None, pl.UInt32).alias("ordinal"), pl.col("begin").min(), pl.col("end").max())
    )
    return pl.concat([blocks, own.select(blocks.columns)])


def make_cluster_ids(copies: pl.DataFrame) -> pl.DataFrame:
    """
    Return `cluster` and `cluster_id`, an id that follows from the members alone.

    "c-" and 16 hex digits of XXH3 over the level and the sorted (article id, begin)
    of the members, so it survives any order of files and no spreadsheet reads it as
    a number.  Two of k clusters share one with probability about k^2 / 2^65.
    """
    members = (
        copies.filter(is_member())
        .select("cluster", "level", place=pl.format("{}\x1f{}", "article_id", pl.col("begin").fill_null(0)))
        .group_by("cluster")
        .agg(pl.col("level").first(), place=pl.col("place").sort().str.join("\x1e"))
        .sort("cluster")
    )
    names = members.select(pl.format("{}\x1d{}", "level", "place")).to_series()
    ids = [f"c-{xxhash.xxh3_64_hexdigest(name.encode())}" for name in names]
    return members.select("cluster", cluster_id=pl.Series(ids, dtype=pl.String))


def is_member() -> pl.Expr:
    """Return the condition that a row is a copy and not merely listed beside the copies."""
    return pl.col("relation").ne("partial").fill_null(value=True)


def is_core() -> pl.Expr:
    """Return the condition that a row is the copy the others of its cluster were held against."""
    return pl.col("unit") == pl.col("core")


def find_article_clusters(copies: pl.DataFrame) -> pl.DataFrame:
    """Return article, article_cluster: the first of the clusters that each copy of an article is in."""
    members = copies.filter(is_member(), pl.col("level") == "article")
    return members.group_by("article").agg(article_cluster=pl.col("cluster").min())


def find_explained(copies: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return, as column `cluster`, the clusters of blocks that one cluster of articles explains.

    `articles` are as `find_article_clusters` returns them.

    A reprinted article of fifteen paragraphs is one finding, not sixteen: a cluster of
    leads and paragraphs says nothing new when all its pages are copies of one article.
    One that a caption or a teaser belongs to does.
    """
    blocks = copies.filter(is_member(), pl.col("level") == "block", pl.col("kind") != "repeat")
    told = blocks.join(articles, on="article", how="left").group_by("cluster")
    return (
        told.agg(
            own=pl.col("unit_role").is_in(OWN_ROLES).all(),
            clusters=pl.col("article_cluster").n_unique(),
            apart=pl.col("article_cluster").null_count(),
        )
        .filter(pl.col("own"), pl.col("clusters") == 1, pl.col("apart") == 0)
        .select("cluster")
        .sort("cluster")
    )


def quote_text(
    spans: pl.DataFrame, texts: Sequence[pl.LazyFrame], max_chars: int | pl.Expr = EXCERPT_CHARS
) -> pl.Series:
    """
    Return the first `max_chars` characters of every (article, begin, end), on one line.

    White space is one space; a text that was cut ends in "…".  Empty where a row has
    no span.
    """
    most = pl.lit(max_chars) if isinstance(max_chars, int) else max_chars
    asked = spans.select("article", "begin", "end", most=most.cast(pl.UInt32))
    parts = [_quote_part(part, texts) for part in asked.iter_slices(QUOTED)]
    return pl.concat(parts) if parts else pl.Series("quote", [], pl.String)


def _quote_part(spans: pl.DataFrame, texts: Sequence[pl.LazyFrame]) -> pl.Series:
    # Collapsing white space shortens, so a little more than is shown is cut out first.
    room = 2 * pl.col("most")
    end = pl.min_horizontal("end", pl.col("begin") + room)
    line, cut = pl.col("text"), cut_texts(spans.select("article", "begin", end), texts)
    # Step by step: an expression that stands twice in one step is computed twice.
    lines = spans.select("most", text=cut, more=pl.col("end") - pl.col("begin") > room)
    lines = lines.with_columns(line.str.replace_all(r"\s+", " ").str.strip_chars())
    lines = lines.with_columns(text=pl.when("more").then(line + "…").otherwise(line))
    return lines.select(quote=shorten_text(line, pl.col("most")).fill_null(""))["quote"]


def shorten_text(text: pl.Expr, most: int | pl.Expr) -> pl.Expr:
    """Return `text`, or as much of it as makes `most` characters with "…"."""
    return pl.when(text.str.len_chars() > most).then(text.str.head(most - 1) + "…").otherwise(text)
