"""A sample of a corpus's articles, as pages that edits can change."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl
import xxhash

from ..corpus import Corpus, Known, label_batch, take_articles
from ..errors import InputError
from ..params import Params, ScanOptions
from ..pipeline import compare_corpus
from ..reading import Batch, ReadOptions, find_files, read_files, total_bytes
from ..run import Run
from ..schema import ARTICLES, OWN_ROLES, SKIPPED
from .pages import Page, Piece

Report = Callable[[str, int, int], None]
MIN_WORDS = 80  # a third of a shorter text is shorter than any unit that is compared
SPARE = 2  # drawn for each one wanted: some are galleries, some too short


@dataclass(frozen=True, slots=True)
class Draw:
    """How a sample came to be as large as it is."""

    wanted: int
    drawn: int  # of all articles read
    unfit: int  # no articles, or shorter than MIN_WORDS
    alike: int  # that share text with another


def read_sample(
    paths: Sequence[str], options: ScanOptions, size: int, seed: int, report: Report
) -> tuple[Corpus, Draw]:
    """
    Return `size` articles or fewer, labelled and numbered from 0: those whose ids hash lowest.

    No two of them share text: a plant that is found is then found by its page alone.

    Raises
    ------
    InputError
        If nothing under `paths` is an article of `MIN_WORDS` words.

    """
    known = Known.read(options)
    drawn = draw_articles(paths, options, SPARE * size, seed, report)
    labelled = label(drawn.drop("order"), known)
    run = compare_corpus(labelled, options, known, Params(), {})
    fit = _find_fit(run, labelled)
    distinct = fit.unique("key", keep="first", maintain_order=True)
    alone = distinct.join(_find_later(run, drawn), on="article", how="anti")
    wanted = drawn.join(alone, on="article", how="semi").sort("order").head(size).sort("article")
    if wanted.is_empty():
        raise InputError(
            f"no article of {MIN_WORDS} words or more among {len(drawn)} read: nowhere to plant edits"
        )
    draw = Draw(size, len(drawn), unfit=len(drawn) - len(fit), alike=len(fit) - len(alone))
    return label(number(wanted.drop("order")), known), draw


def _find_fit(run: Run, labelled: Corpus) -> pl.DataFrame:
    """Return article and key of every article that is long enough."""
    # An edit takes a page as it looks alone: some text is told from furniture by other pages.
    own = (
        labelled.blocks.filter(pl.col("role").is_in(OWN_ROLES)).group_by("article").agg(pl.col("words").sum())
    )
    units = run.units.filter((pl.col("level") == "article") & (pl.col("words") >= MIN_WORDS))
    own = own.filter(pl.col("words") >= MIN_WORDS)
    return units.join(own, on="article", how="semi").select("article", "key")


def _find_later(run: Run, drawn: pl.DataFrame) -> pl.DataFrame:
    """Return of every two articles that match the one drawn later."""
    related = run.matches.filter(pl.col("b") < len(drawn)).join(drawn.select("order", a="article"), on="a")
    related = related.join(drawn.select("order", b="article"), on="b")
    return related.select(article=pl.when(pl.col("order") > pl.col("order_right")).then("a").otherwise("b"))


def draw_articles(
    paths: Sequence[str], options: ScanOptions, size: int, seed: int, report: Report
) -> pl.DataFrame:
    """Return ARTICLES with `order`, the `size` lowest of it."""
    files = find_files(paths, meta=options.meta, root=options.root, steady=options.steady)
    total, done = total_bytes(files), 0
    drawn = pl.DataFrame(schema={**ARTICLES, "order": pl.UInt64})
    for batch in read_files(files, ReadOptions.take(options)):
        order = [xxhash.xxh3_64_intdigest(name.encode(), seed) for name in batch.articles["article_id"]]
        ordered = batch.articles.with_columns(order=pl.Series(order, dtype=pl.UInt64))
        drawn = pl.concat([drawn, ordered]).sort("order", "article_id").head(size)
        done += batch.bytes_read
        report("read", done, total)
    return number(drawn.sort("article"))


def number(articles: pl.DataFrame, first: int = 0) -> pl.DataFrame:
    """Return the articles numbered from `first`, in their order."""
    return articles.with_columns(article=pl.int_range(first, first + pl.len(), dtype=pl.UInt32))


def label(articles: pl.DataFrame, known: Known) -> Corpus:
    """Return the articles as the pipeline sees them: in roled blocks."""
    return label_batch(Batch(articles, pl.DataFrame(schema=SKIPPED), 0), known)[0]


def make_pages(corpus: Corpus) -> list[Page]:
    """Return every article of `corpus` as pieces."""
    rows = take_articles(corpus).to_dicts()
    blocks = corpus.blocks.select("article", "begin", "end", "role", "mark").sort("article", "begin")
    placed: dict[int, list[tuple[int, int, str, str | None]]] = {row["article"]: [] for row in rows}
    for article, *block in blocks.iter_rows():
        placed[article].append(tuple(block))
    return [make_page(row, placed[row["article"]]) for row in rows]


def make_page(row: dict[str, object], blocks: list[tuple[int, int, str, str | None]]) -> Page:
    """Return one article as pieces."""
    text = str(row["text"])
    gaps = Counter(text[before[1] : after[0]] for before, after in pairwise(blocks))
    usual = gaps.most_common(1)[0][0] if gaps else "\n"
    pieces = tuple(Piece(text[begin:end], role, mark) for begin, end, role, mark in blocks)
    return Page(row=row, pieces=pieces, gap=usual if usual.strip() == "" and "\n" in usual else "\n")
