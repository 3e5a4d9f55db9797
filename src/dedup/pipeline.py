"""The stages in order.  Read this file first."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

import numpy as np
import polars as pl

from .agencies import Agencies, read_agencies
from .blocks import split_blocks
from .buckets import make_lsh_buckets, make_sampled_buckets
from .clusters import find_clusters, find_missing_pairs
from .cohesion import measure_cohesion
from .credits import find_credit_spans, find_credits, settle_credits
from .dates import choose_published, find_bounds, find_dates
from .mashups import part_mashups
from .matches import find_article_matches, find_block_matches
from .measures import measure_pairs
from .origins import count_sources, find_origins, find_uncredited, make_follow_table
from .outlets import Outlets, find_outlets, merge_owners, name_outlets, read_outlets
from .pairs import find_pairs, find_shared_blocks
from .params import LevelParams, Params, ScanOptions
from .reading import Batch, ReadOptions, find_files, read_files, total_bytes
from .roles import find_page_kinds, find_roles, settle_roles
from .run import Run
from .schema import PAGE_KIND, PAIRS
from .shares import make_shares
from .signatures import make_samples, make_signatures
from .tokens import Words, tokenise_blocks
from .units import collapse_copies, make_article_units, make_block_units

Item = TypeVar("Item")
Result = TypeVar("Result")
Report = Callable[[str, int, int], None]  # stage, done, total
FindMatches = Callable[[pl.DataFrame], pl.DataFrame]  # MEASURES -> MATCHES
ROUNDS = 4  # each at least halves how many cores a crowd of copies has
SLICE = 100_000  # units whose signatures are held at once


class Corpus(NamedTuple):
    """What reading leaves of all batches: frames without the blocks' text, and the words."""

    articles: pl.DataFrame
    blocks: pl.DataFrame
    dates: pl.DataFrame
    credits: pl.DataFrame
    skipped: pl.DataFrame
    words: Words


class Known(NamedTuple):
    """What is known of agencies and outlets before a page is read."""

    agencies: Agencies
    outlets: Outlets

    @classmethod
    def read(cls, options: ScanOptions) -> "Known":
        """Read the shipped tables and the user's over them."""
        more = [[path] if path else [] for path in (options.agencies, options.outlets)]
        return cls(read_agencies(*more[0]), read_outlets(*more[1]))


class Level(NamedTuple):
    """One level of comparison, done."""

    units: pl.DataFrame
    words: Words
    matches: pl.DataFrame
    copies: pl.DataFrame
    clusters: pl.DataFrame
    counts: dict[str, int]


def scan(paths: Sequence[str], options: ScanOptions, report: Report, params: Params | None = None) -> Run:
    """
    Read everything under `paths` and find what repeats, and who was first.

    Parameters
    ----------
    paths : sequence of str
        Folders, files, globs, or "-".
    options : ScanOptions
    report : callable (stage, done, total)
        Told how far the work is: reading counts bytes, the rest stages.
    params : Params, optional
        What decides which texts match.

    Raises
    ------
    InputError
        If nothing is found under `paths`.

    """
    timings, known = dict[str, float](), Known.read(options)
    corpus = read_corpus(paths, options, known, report, timings)
    return compare_corpus(corpus, options, known, params or Params(), timings)


def compare_corpus(
    corpus: Corpus, options: ScanOptions, known: Known, params: Params, timings: dict[str, float]
) -> Run:
    """Find what repeats in a corpus that was read, and who was first."""
    with timed("settle", timings):
        outlets = merge_owners(corpus.articles, known.outlets)
        blocks = settle_roles(corpus.blocks, corpus.articles.select("article", "outlet"))
        pages = complete_pages(find_page_kinds(blocks), corpus.articles)
    with timed("blocks", timings):
        block_units = make_block_units(blocks, first=len(pages))
        block_units = block_units.head(0) if options.level == "article" else block_units
        parts = compare_blocks(block_units, corpus.words, outlets, params)
    with timed("articles", timings):
        article_units, own_words = make_article_units(blocks, pages, corpus.words)
        whole = compare_articles(article_units, own_words, outlets, params, parts)
    with timed("origins", timings):
        published = choose_published(corpus.dates)
        shift = pl.col("cluster") + (whole.clusters["cluster"].n_unique())
        clusters = pl.concat([whole.clusters, parts.clusters.with_columns(shift)])
        units = pl.concat([whole.units, parts.units])
        bounds = find_bounds(corpus.dates)
        origins = find_origins(
            clusters,
            units,
            corpus.articles,
            published=published,
            bounds=bounds,
            credited=corpus.credits,
            agencies=known.agencies,
            blocks=blocks,
        )
        audit = audit_credits(
            clusters, units, corpus, published=published, origins=origins, agencies=known.agencies
        )
        shares = make_shares(whole.clusters, whole.units, published, own_words, params.article)
    found = {"found": len(corpus.articles) + len(corpus.skipped), "read": len(corpus.articles)}
    return Run(
        articles=corpus.articles,
        pages=pages,
        blocks=blocks,
        units=units,
        matches=pl.concat([whole.matches, parts.matches]),
        clusters=clusters,
        origins=origins,
        dates=corpus.dates,
        credits=corpus.credits,
        shares=shares,
        **audit,
        skipped=corpus.skipped,
        counts=found | {"skipped": len(corpus.skipped)} | whole.counts | parts.counts,
        timings=timings,
    )


def audit_credits(
    clusters: pl.DataFrame,
    units: pl.DataFrame,
    corpus: Corpus,
    *,
    published: pl.DataFrame,
    origins: pl.DataFrame,
    agencies: Agencies,
) -> dict[str, pl.DataFrame]:
    """Find who owes a credit, who follows whom, and how many sources stand behind each text."""
    told = clusters, units, corpus.articles
    credited = corpus.credits
    uncredited = find_uncredited(*told, credited, agencies)
    follows = make_follow_table(
        *told, published=published, origins=origins, credited=credited, agencies=agencies
    )
    sources = count_sources(*told, credited=credited, uncredited=uncredited, agencies=agencies)
    return {"uncredited": uncredited, "follows": follows, "sources": sources}


def read_corpus(
    paths: Sequence[str], options: ScanOptions, known: Known, report: Report, timings: dict[str, float]
) -> Corpus:
    """Read, split, tokenise and label everything under `paths`, batch by batch."""
    reading = ReadOptions(
        max_bytes=options.max_bytes, fields=dict(options.fields), meta=options.meta, encoding=options.encoding
    )
    files = find_files(paths, meta=options.meta)
    total, done, parts = total_bytes(files), 0, list[Corpus]()
    batches = timed_each("read", read_files(files, reading), timings)
    for batch, labelled in two_at_once(lambda batch: label_batch(batch, known), batches):
        part, spent = labelled
        parts.append(part)
        for stage, seconds in spent.items():
            timings[stage] = round(timings.get(stage, 0.0) + seconds, 3)
        done += batch.bytes_read
        report("read", done, total)
    return join_parts(parts)


def join_parts(parts: Sequence[Corpus]) -> Corpus:
    """Put batches one after another, and their words likewise."""
    before = np.cumsum([0, *(len(part.words.hashes) for part in parts)]).tolist()
    placed = [
        part.blocks.with_columns(pl.col("token_begin") + at) for part, at in zip(parts, before, strict=False)
    ]
    return Corpus(
        articles=pl.concat([part.articles for part in parts]),
        blocks=pl.concat(placed),
        dates=pl.concat([part.dates for part in parts]),
        credits=pl.concat([part.credits for part in parts]),
        skipped=pl.concat([part.skipped for part in parts]),
        words=Words(
            *(np.concatenate(arrays) for arrays in zip(*(part.words for part in parts), strict=True))
        ),
    )


def label_batch(batch: Batch, known: Known) -> tuple[Corpus, dict[str, float]]:
    """Take one batch from ARTICLES to roled blocks, dates and credits; and the seconds it took."""
    articles, timings = batch.articles, dict[str, float]()
    with timed("split", timings):
        blocks = split_blocks(articles)
    with timed("tokens", timings):
        tokenised, words = tokenise_blocks(blocks, find_credit_spans(blocks))
    with timed("roles", timings):
        roled = find_roles(tokenised, articles)
    with timed("credits", timings):
        credited = find_credits(articles, roled, known.agencies)
        articles = find_outlets(articles, credited, roled, known.agencies)
        credited = settle_credits(credited, articles, known.agencies)
    with timed("dates", timings):
        zones = name_outlets(articles, known.outlets).filter(pl.col("timezone") != "")
        dates = find_dates(articles, roled, dict(zones.select("outlet", "timezone").unique().iter_rows()))
    return Corpus(articles, roled.drop("text"), dates, credited, batch.skipped, words), timings


def compare_articles(
    units: pl.DataFrame, words: Words, outlets: pl.DataFrame, params: Params, blocks: Level
) -> Level:
    """Find the clusters of article units; `blocks` tells which share a paragraph."""
    level = params.article
    distinct, copies = collapse_copies(units)
    pairs, counts = find_candidates(distinct, words, level, params.seed)
    shared = find_shared_blocks(blocks.matches, blocks.copies, blocks.units)
    for side in ("a", "b"):  # an exact copy is compared through the text it copies
        shared = shared.join(distinct.select(pl.col("unit").alias(side)), on=side, how="semi")
    pairs = pl.concat([pairs, shared]).unique().sort("a", "b")
    matches = match_pairs(pairs, distinct, words, level, find_article_matches)
    matches = part_mashups(matches, distinct, words, level)
    clusters = find_clusters(matches, copies, units, outlets)
    clusters = measure_cohesion(clusters, units, words, level)
    return Level(
        units, words, matches, copies, clusters, {f"article_{name}": n for name, n in counts.items()}
    )


def compare_blocks(units: pl.DataFrame, words: Words, outlets: pl.DataFrame, params: Params) -> Level:
    """Find the clusters of block units."""
    level = params.block
    distinct, copies = collapse_copies(units)
    pairs, counts = find_candidates(distinct, words, level, params.seed)
    matches = match_pairs(pairs, distinct, words, level, find_block_matches)
    clusters = find_clusters(matches, copies, units, outlets)
    clusters = measure_cohesion(clusters, units, words, level)
    return Level(units, words, matches, copies, clusters, {f"block_{name}": n for name, n in counts.items()})


def match_pairs(
    pairs: pl.DataFrame, units: pl.DataFrame, words: Words, level: LevelParams, find: FindMatches
) -> pl.DataFrame:
    """Return MATCHES of PAIRS, and of the pairs that these show to be missing."""
    matches = find(measure_pairs(pairs, units, words, level))
    for _ in range(ROUNDS):
        missing = find_missing_pairs(matches)
        if missing.is_empty():
            break
        matches = pl.concat([matches, find(measure_pairs(missing, units, words, level))]).sort("a", "b")
    return matches


def find_candidates(
    units: pl.DataFrame, words: Words, level: LevelParams, seed: int
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return PAIRS of distinct units, and what was counted on the way."""
    sketched = units.filter(pl.col("words") >= level.min_words)
    buckets = []
    for part in sketched.iter_slices(SLICE):
        buckets.append(make_lsh_buckets(make_signatures(part, words.hashes, level, seed), level))
        if level.sample_one_in:
            buckets.append(make_sampled_buckets(make_samples(part, words.hashes, level)))
    pairs, large = find_pairs(pl.concat(buckets), level) if buckets else (pl.DataFrame(schema=PAIRS), {})
    return pairs, {"units": len(units), "candidates": len(pairs)} | large


def complete_pages(pages: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return PAGES with a row for every article: one without blocks is a stub."""
    every = articles.select("article").join(pages, on="article", how="left", maintain_order="left")
    return every.with_columns(
        pl.col("page_kind").fill_null(pl.lit("stub", dtype=PAGE_KIND)),
        pl.col("page_reason").fill_null("no text"),
    )


def two_at_once(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
    """
    Yield each item and what `work` made of it, in order, working on two at a time.

    One batch's single-threaded steps then fill the gaps of another's, and no more than
    three batches are held.
    """
    with ThreadPoolExecutor(2) as pool:
        waiting = deque[tuple[Item, Future[Result]]]()
        for item in items:
            waiting.append((item, pool.submit(work, item)))
            if len(waiting) > 2:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


def timed_each(stage: str, items: Iterator[Item], timings: dict[str, float]) -> Iterator[Item]:
    """Yield from `items`, adding the seconds they take to come to `timings[stage]`."""
    while True:
        with timed(stage, timings):
            item = next(items, None)
        if item is None:
            return
        yield item


@contextmanager
def timed(stage: str, timings: dict[str, float]) -> Iterator[None]:
    """Add the seconds spent inside to `timings[stage]`."""
    started = time.perf_counter()
    yield
    timings[stage] = round(timings.get(stage, 0.0) + time.perf_counter() - started, 3)
