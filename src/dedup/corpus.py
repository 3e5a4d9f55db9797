"""Files -> the frames of a corpus: every batch read, split, tokenised and labelled."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple, TypeVar

import numpy as np
import polars as pl

from .agencies import Agencies, add_houses, read_agencies
from .blocks import split_blocks
from .credits import add_named, find_credit_spans, find_credits, find_namings, settle_credits
from .dates import find_dates, is_date, leave_out_others, settle_habits
from .mastheads import find_outlets, learn_names, name_pages, unify_outlets
from .mojibake import find_repaired, mend_blocks, mend_texts, place_mended
from .outlets import Outlets, name_outlets, read_outlets
from .params import ScanOptions
from .posts import mark_posts
from .reading import Batch, Pile, ReadOptions, find_files, make_batch, pile_files, total_bytes
from .roles import find_page_kinds, find_roles, settle_roles
from .schema import ARTICLES, LABELLED, PAGE_KIND, TEXTS, conform
from .scratch import Growing, give_back, keep, turn_bytes
from .tokens import Words, tokenise_blocks
from .turns import hold_frame, join_frames

Item = TypeVar("Item")
Result = TypeVar("Result")
Report = Callable[[str, int, int], None]  # stage, done, total

# Of some forty reasons one byte tells which, a string takes sixteen.
REASON = pl.Categorical(pl.Categories("role_reason", "dedup", physical=pl.UInt8))
REASONS = ("mark", "role_reason", "sentences")  # of a block, why it has its role
NAMING = ("outlet", "author", "credit", "site", "sources")  # fields of ARTICLES that name houses
NO_WORDS = Words(np.empty(0, np.uint64), np.empty(0, np.uint8))


class Corpus(NamedTuple):
    """What reading leaves of all batches: frames without text, the texts to ask for, and the words."""

    articles: pl.DataFrame  # LABELLED
    blocks: pl.DataFrame  # ROLED without `text`
    dates: pl.DataFrame
    credits: pl.DataFrame
    skipped: pl.DataFrame
    repaired: pl.DataFrame
    names: pl.DataFrame  # what pages call their outlet
    namings: pl.DataFrame  # CREDITS of whatever stands where an outlet's name can
    texts: list[pl.LazyFrame]  # TEXTS, of a batch each
    words: Words


class Known(NamedTuple):
    """What is known of agencies and outlets before a page is read."""

    agencies: Agencies
    outlets: Outlets

    @classmethod
    def read(cls, options: ScanOptions) -> "Known":
        """Read the shipped tables and the user's over them."""
        more = [[path] if path else [] for path in (options.agencies, options.outlets)]
        outlets = read_outlets(*more[1])
        return cls(add_houses(read_agencies(*more[0]), outlets.names), outlets)


def read_corpus(
    paths: Sequence[str], options: ScanOptions, known: Known, report: Report, timings: dict[str, float]
) -> Corpus:
    """Read, split, tokenise and label everything under `paths`, batch by batch."""
    reading = replace(ReadOptions.take(options), batch_bytes=turn_bytes())
    files = find_files(paths, meta=options.meta, root=options.root, steady=options.steady)
    total, done, stack = total_bytes(files), 0, Stack()
    piles = timed_each("read", pile_files(files, reading, is_date=is_date), timings)
    for pile, labelled in two_at_once(lambda pile: label_pile(pile, known), piles):
        part, spent = labelled
        stack.add(part)
        for stage, seconds in spent.items():
            timings[stage] = round(timings.get(stage, 0.0) + seconds, 3)
        done += pile.bytes_read
        report("read", done, total)
    return stack.join()


class Stack:
    """What batches leave, put one after another: the large of it held."""

    def __init__(self) -> None:
        self._parts, self._words = list[Corpus](), 0
        self._hashes, self._flags = Growing(np.uint64), Growing(np.uint8)

    def add(self, part: Corpus) -> None:
        """Put a batch behind those before."""
        token_begin = pl.col("token_begin") + self._words
        blocks = part.blocks.with_columns(token_begin, pl.col("role_reason").cast(REASON))
        texts = [keep(each.collect()) for each in part.texts]
        self._words += len(part.words.hashes)
        self._hashes.append(part.words.hashes)
        self._flags.append(part.words.flags)
        self._parts.append(part._replace(blocks=hold_frame(blocks), texts=texts, words=NO_WORDS))

    def join(self) -> Corpus:
        """Return all that was added, of one batch at least."""
        parts = self._parts
        return Corpus(
            articles=pl.concat([part.articles for part in parts]),
            blocks=join_frames([part.blocks for part in parts]),
            dates=pl.concat([part.dates for part in parts]),
            credits=pl.concat([part.credits for part in parts]),
            skipped=pl.concat([part.skipped for part in parts]),
            repaired=pl.concat([part.repaired for part in parts]),
            names=pl.concat([part.names for part in parts]),
            namings=pl.concat([part.namings for part in parts]),
            texts=[each for part in parts for each in part.texts],
            words=Words(self._hashes.finish(), self._flags.finish()),
        )


def take_articles(corpus: Corpus) -> pl.DataFrame:
    """Return ARTICLES of a small corpus: with their texts."""
    texts = pl.concat(corpus.texts).collect()
    return conform(corpus.articles.join(texts, on="article", maintain_order="left"), ARTICLES)


def join_parts(parts: Sequence[Corpus]) -> Corpus:
    """Put batches one after another, and their words likewise."""
    stack = Stack()
    for part in parts:
        stack.add(part)
    return stack.join()


def label_pile(pile: Pile, known: Known) -> tuple[Corpus, dict[str, float]]:
    """Take what was read to roled blocks, dates and credits; and the seconds it took."""
    timings = dict[str, float]()
    with timed("compose", timings):
        batch = make_batch(pile)
    part, spent = label_batch(batch, known)
    return part, timings | spent


def label_batch(batch: Batch, known: Known) -> tuple[Corpus, dict[str, float]]:
    """Take one batch from ARTICLES to roled blocks, dates and credits; and the seconds it took."""
    articles, timings = batch.articles, dict[str, float]()
    with timed("split", timings):
        blocks = split_blocks(articles)
    with timed("tokens", timings):
        tokenised, words = tokenise_blocks(blocks, find_credit_spans(blocks))
        mark_posts(tokenised, words)
    with timed("roles", timings):
        roled = find_roles(tokenised, articles)
    with timed("credits", timings):
        repaired = find_repaired(articles)
        articles = articles.with_columns(mend_texts(articles[name]) for name in NAMING)
        mended = mend_blocks(roled, repaired)
        credited = find_credits(articles, mended, known.agencies)
        articles = find_outlets(articles, credited, mended, known.agencies)
        credited = settle_credits(credited, articles, known.agencies)
        names = name_pages(articles, credited, mended, known.agencies)
        namings = find_namings(articles, mended, known.agencies)
    with timed("dates", timings):
        zones = name_outlets(articles, known.outlets).filter(pl.col("timezone") != "")
        dates = find_dates(articles, roled, dict(zones.select("outlet", "timezone").unique().iter_rows()))
    return Corpus(
        articles=conform(articles, LABELLED),
        blocks=roled.drop("text"),
        dates=dates,
        credits=place_mended(credited, roled, repaired),
        skipped=batch.skipped,
        repaired=repaired,
        names=names,
        namings=place_mended(namings, roled, repaired),
        texts=[conform(articles, TEXTS).lazy()],
        words=words,
    ), timings


def know_outlets(corpus: Corpus, known: Known) -> tuple[Corpus, Known]:
    """Return the corpus with one spelling of every outlet, and with credits to those its pages name."""
    articles = unify_outlets(corpus.articles)
    agencies = learn_names(corpus.names, articles, known.agencies)
    credited = add_named(corpus.namings, corpus.credits, articles, agencies)
    return corpus._replace(articles=articles, credits=credited), known._replace(agencies=agencies)


def settle_corpus(corpus: Corpus, *, keep_reasons: bool) -> tuple[Corpus, pl.DataFrame]:
    """Return the corpus as all its pages together show it: settled roles, dates of articles; and PAGES."""
    blocks = settle_roles(corpus.blocks, corpus.articles.select("article", "outlet"))
    pages = complete_pages(find_page_kinds(blocks), corpus.articles)
    dates = leave_out_others(corpus.dates, corpus.articles, pages, blocks)
    dates = settle_habits(dates, corpus.articles, blocks)
    # As large as all that the comparison needs of a block.
    blocks = blocks if keep_reasons else blocks.drop(REASONS)
    return corpus._replace(blocks=blocks, dates=dates), pages


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
    give_back()
    timings[stage] = round(timings.get(stage, 0.0) + time.perf_counter() - started, 3)
