"""Files -> INGESTS: labelled pages, a batch at a time, for an index to take in or a check to ask about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from .corpus import Corpus, Known, Report, label_batch, settle_corpus, take_articles
from .dates import is_date
from .params import ScanOptions
from .reading import ReadOptions, find_files, read_files, total_bytes
from .tokens import Words


class Ingest(NamedTuple):
    """The pages of one batch: frames as in `Corpus`, roles settled, `article` counted from 0."""

    articles: pl.DataFrame
    blocks: pl.DataFrame
    pages: pl.DataFrame
    dates: pl.DataFrame
    credits: pl.DataFrame
    skipped: pl.DataFrame
    words: Words


def read_ingests(
    paths: Sequence[str], options: ScanOptions, report: Report, *, whole: bool = False
) -> Iterator[Ingest]:
    """
    Yield what is under `paths`; all of it at once if `whole`.

    Raises
    ------
    InputError
        If nothing is found under `paths`.

    """
    known = Known.read(options)
    reading = ReadOptions.take(options)
    files = find_files(paths, meta=options.meta, root=options.root, steady=options.steady)
    total, done = total_bytes(files), 0
    # One batch holds all when its limit is beyond every corpus.
    reading = replace(reading, batch_bytes=1 << 62) if whole else reading
    for batch in read_files(files, reading, is_date=is_date):
        corpus, _ = label_batch(batch, known)
        done += batch.bytes_read
        report("read", done, total)
        yield settle(corpus)


def settle(corpus: Corpus) -> Ingest:
    """Return the pages of `corpus` with settled roles and page kinds, numbered from 0."""
    first = pl.lit(corpus.articles["article"].min() or 0, dtype=pl.UInt32)
    articles, blocks, dates, credited = (
        frame.with_columns(article=pl.col("article") - first)
        for frame in (take_articles(corpus), corpus.blocks, corpus.dates, corpus.credits)
    )
    corpus = corpus._replace(articles=articles, blocks=blocks, dates=dates)
    corpus, pages = settle_corpus(corpus, keep_reasons=True)
    return Ingest(articles, corpus.blocks, pages, corpus.dates, credited, corpus.skipped, corpus.words)
