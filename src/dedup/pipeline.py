"""The stages in order.  Read this file first, then `corpus` and `levels`."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from .carried import find_several
from .corpus import Corpus, Known, Report, know_outlets, read_corpus, settle_corpus, timed
from .coverage import drop_strangers, measure_covers
from .dates import choose_published, find_bounds
from .issues import describe_issues
from .levels import Beside, Level, compare_articles, compare_blocks, compare_quotations
from .origins import count_sources, drop_mentioned, find_origins, find_uncredited, make_follow_table
from .outlets import merge_owners
from .params import Params, ScanOptions
from .quotations import find_quotations, part_quoted_blocks, place_quotations
from .run import Run
from .schema import CLUSTERS, conform
from .shares import date_followers, make_shares
from .spans import quote_blocks
from .turns import hold_frame, iter_groups, join_frames, keep_rows, work_through
from .units import make_article_units, make_block_units

JUDGED = 200_000  # rows of clusters at a time: none needs another, and their reasons are long


def scan(paths: Sequence[str], options: ScanOptions, report: Report, params: Params | None = None) -> Run:
    """
    Read everything under `paths` and find what repeats, and who was first.

    Parameters
    ----------
    paths : sequence of str
        Folders, files, globs, or "-".
    options : ScanOptions
    report : callable (stage, done, total)
        Told how far the work is: reading counts bytes; how long comparing takes is unknown.
    params : Params, optional
        What decides which texts match.

    Raises
    ------
    InputError
        If nothing is found under `paths`.

    """
    timings, known = dict[str, float](), Known.read(options)
    corpora = [read_corpus(paths, options, known, report, timings)]
    report("compare", 0, 0)
    # Held here no longer, so that what is not needed of it any more is gone.
    return compare_corpus(corpora.pop(), options, known, params or Params(), timings)


def compare_corpus(
    corpus: Corpus, options: ScanOptions, known: Known, params: Params, timings: dict[str, float]
) -> Run:
    """Find what repeats in a corpus that was read, and who was first."""
    with timed("settle", timings):
        corpus, known = know_outlets(corpus, known)
        corpus, pages = settle_corpus(corpus, keep_reasons=options.keep_blocks)
        outlets = merge_owners(corpus.articles, known.outlets)
        compared = corpus.blocks.head(0) if options.level == "article" else corpus.blocks
    with timed("blocks", timings):
        units = make_block_units(compared, first=len(pages))
        quote = partial(quote_blocks, corpus.blocks, corpus.texts)
        of_blocks = compare_blocks(units, corpus.words, outlets, params, quote)
    with timed("quotations", timings):
        spoken = find_quotations(compared, corpus.words, first=len(pages) + len(units))
        quoted, apart = compare_spoken(spoken, corpus, outlets, of_blocks, params)
    with timed("articles", timings):
        of_articles, covers = compare_pages(corpus, pages, outlets, of_blocks, params)
    with timed("origins", timings):
        clusters = stack_clusters(of_articles.clusters, apart, quoted.clusters)
        units = pl.concat([of_articles.units, of_blocks.units, quoted.units])
        told = tell_origins(clusters, keep_rows(units, clusters, ["unit"]), corpus, known)
        told["shares"] = tell_shares(of_articles, clusters, told["origins"], corpus, params)
    return Run(
        articles=corpus.articles,
        pages=pages,
        blocks=corpus.blocks,
        units=units,
        matches=pl.concat([of_articles.matches, of_blocks.matches]),
        clusters=clusters,
        dates=corpus.dates,
        credits=corpus.credits,
        repaired=corpus.repaired,
        texts=corpus.texts,
        quotations=place_quotations(quoted.units, corpus.blocks, corpus.words, quote),
        **told,
        covers=covers,
        skipped=corpus.skipped,
        counts=count_articles(corpus) | of_articles.counts | of_blocks.counts | quoted.counts,
        timings=timings,
    )


def count_articles(corpus: Corpus) -> dict[str, int]:
    """Return how many articles were found, and that each was read or skipped."""
    read, skipped = len(corpus.articles), len(corpus.skipped)
    return {"found": read + skipped, "read": read, "skipped": skipped}


def compare_spoken(
    spoken: pl.DataFrame, corpus: Corpus, outlets: pl.DataFrame, of_blocks: Level, params: Params
) -> tuple[Level, pl.DataFrame]:
    """Compare quotations; and return the CLUSTERS of blocks that are more than quotations."""
    quoted = compare_quotations(spoken, corpus.words, outlets, params)
    return quoted, part_quoted_blocks(of_blocks.clusters, of_blocks.units, quoted.clusters, quoted.units)


def compare_pages(
    corpus: Corpus, pages: pl.DataFrame, outlets: pl.DataFrame, of_blocks: Level, params: Params
) -> tuple[Level, pl.DataFrame]:
    """Compare whole articles, beside what their blocks share; and return COVERS of the clusters."""
    units, own_words = make_article_units(corpus.blocks, pages, corpus.words)
    issued = describe_issues(corpus.blocks, corpus.words, outlets, choose_published(corpus.dates))
    beside = Beside(of_blocks, find_several(corpus.blocks), issued)
    of_articles = compare_articles(units, own_words, outlets, params, beside)
    covers = measure_covers(of_articles.clusters, of_articles.units, of_articles.words, params.article)
    return of_articles._replace(clusters=drop_strangers(of_articles.clusters, covers)), covers


def tell_shares(
    of_articles: Level, clusters: pl.DataFrame, origins: pl.DataFrame, corpus: Corpus, params: Params
) -> pl.DataFrame:
    """Find how much of each article is its own."""
    dated = date_followers(choose_published(corpus.dates), clusters, origins, corpus.articles)
    return make_shares(of_articles.clusters, of_articles.units, dated, of_articles.words, params.article)


def stack_clusters(*levels: pl.DataFrame) -> pl.DataFrame:
    """Return all CLUSTERS, no two of one number."""
    rows, count = [], 0
    for level in levels:
        rows.append(hold_frame(level.with_columns(pl.col("cluster").rle_id() + pl.lit(count, pl.UInt32))))
        count += level["cluster"].n_unique()
    return conform(join_frames(rows), CLUSTERS)


def tell_origins(
    clusters: pl.DataFrame, units: pl.DataFrame, corpus: Corpus, known: Known
) -> dict[str, pl.DataFrame]:
    """Find who was first, who owes a credit, who follows whom, and how many sources stand behind."""
    three, credited = (clusters, units, corpus.articles), corpus.credits
    agencies = known.agencies
    published, bounds = choose_published(corpus.dates), find_bounds(corpus.dates)
    pictures = pl.col("role").is_in(["caption", "credit"])
    judge = partial(
        find_origins,
        published=published,
        bounds=bounds,
        credited=credited,
        agencies=agencies,
        blocks=work_through(corpus.blocks, lambda turn: turn.filter(pictures)),
    )
    origins = pl.concat(
        [judge(turn, units, corpus.articles) for turn in iter_groups(clusters, "cluster", JUDGED)]
    )
    uncredited = find_uncredited(*three, published=published, credited=credited, agencies=agencies)
    uncredited = drop_mentioned(uncredited, corpus.blocks, corpus.texts, agencies, corpus.articles)
    follows = make_follow_table(
        *three, published=published, origins=origins, credited=credited, agencies=agencies
    )
    sources = count_sources(*three, credited=credited, uncredited=uncredited, agencies=agencies)
    return {"origins": origins, "uncredited": uncredited, "follows": follows, "sources": sources}
