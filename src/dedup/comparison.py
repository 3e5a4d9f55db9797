"""Two files -> what their texts share, and which was first: every stage but the search for candidates."""

import polars as pl

from .carried import find_several
from .clusters import find_clusters
from .cohesion import measure_cohesion
from .corpus import Corpus, Known, join_parts, know_outlets, read_corpus, settle_corpus, take_articles
from .dates import choose_published, find_bounds
from .errors import InputError
from .issues import describe_issues
from .mashups import part_mashups
from .matches import find_article_matches
from .measures import measure_pairs
from .origins import find_origins
from .outlets import merge_owners
from .params import Params, ScanOptions
from .run import Comparison
from .schema import PAGE_KIND, PAIRS
from .units import collapse_copies, make_article_units


def compare_files(a: str, b: str, options: ScanOptions, params: Params | None = None) -> Comparison:
    """
    Compare the articles in two files, whatever their likeness.

    Pages that a scan would leave out (lists, galleries) are compared as well; `pages`
    tells which they are.

    Raises
    ------
    InputError
        If one of them holds no article, or more than one.

    """
    params, known = params or Params(), Known.read(options)
    corpus = join_parts([read_one(a, 0, options, known), read_one(b, 1, options, known)])
    corpus, known = know_outlets(corpus, known)
    corpus, pages = settle_corpus(corpus, keep_reasons=True)
    every = pages.with_columns(page_kind=pl.lit("article", dtype=PAGE_KIND))
    units, words = make_article_units(corpus.blocks, every, corpus.words)
    pair = pl.DataFrame({"a": [0], "b": [1]}, schema=PAIRS)
    measures = measure_pairs(pair, units, words, params.article)
    published = choose_published(corpus.dates)
    outlets = merge_owners(corpus.articles, known.outlets)
    matches = find_article_matches(measures, describe_issues(corpus.blocks, corpus.words, outlets, published))
    matches = part_mashups(matches, find_several(corpus.blocks), units, words, params.article)
    distinct, copies = collapse_copies(units)
    # Exact copies are one distinct unit, and no pair of their own.
    judged = matches if distinct.height == len(units) else matches.head(0)
    clusters = find_clusters(judged, copies, units, outlets)
    origins = find_origins(
        measure_cohesion(clusters, units, words, params.article),
        units,
        corpus.articles,
        published=published,
        bounds=find_bounds(corpus.dates),
        credited=corpus.credits,
        agencies=known.agencies,
    )
    return Comparison(
        articles=take_articles(corpus),
        blocks=corpus.blocks,
        pages=pages,
        dates=corpus.dates,
        credits=corpus.credits,
        measures=measures,
        matches=matches,
        origins=origins,
    )


def read_one(path: str, number: int, options: ScanOptions, known: Known) -> Corpus:
    """Read the one article of a file, and number it."""
    corpus = read_corpus([path], options, known, lambda _stage, _done, _total: None, {})
    if corpus.articles.height != 1:
        reasons = corpus.skipped["reason"].unique().sort().str.replace("_", " ").to_list()
        why = f" (skipped: {', '.join(reasons)})" if reasons else ""
        raise InputError(f"{path}: expected one article, got {corpus.articles.height}{why}")
    frames = corpus._asdict()
    frames["texts"] = [
        texts.with_columns(pl.lit(number, pl.UInt32).alias("article")) for texts in corpus.texts
    ]
    for name in ("articles", "blocks", "dates", "credits", "repaired", "names", "namings"):
        frames[name] = frames[name].with_columns(pl.lit(number, pl.UInt32).alias("article"))
    # Two files of one name are told apart by what the user called them.
    frames["articles"] = frames["articles"].with_columns(path=pl.lit(path), article_id=pl.lit(path))
    return Corpus(**frames)
