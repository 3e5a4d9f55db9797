"""One file -> everything read from it, as plain values: what the other stages go by, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl

from .corpus import Known, read_corpus, settle_corpus, take_articles
from .dates import choose_published, find_bounds
from .mojibake import count_repairs
from .params import ScanOptions

Facts = dict[str, Any]

SAID = ("article_id", "path", "outlet", "title", "language", "url", "site", "author", "encoding")


def inspect_paths(paths: Sequence[str], options: ScanOptions) -> Facts:
    """
    Return what is read from `paths`: `articles`, each with blocks, dates and credits, and `skipped`.

    Spans count characters of an article's text, half-open; `line` counts from 1.  Roles are
    as in a scan of these paths alone: more pages of an outlet can tell more.

    Raises
    ------
    InputError
        If nothing is found under `paths`.

    """
    corpus = read_corpus(paths, options, Known.read(options), lambda _stage, _done, _total: None, {})
    corpus, pages = settle_corpus(corpus, keep_reasons=True)
    evidence = {
        "blocks": corpus.blocks,
        "dates": corpus.dates,
        "credits": corpus.credits,
        "published": choose_published(corpus.dates),
        "bounds": find_bounds(corpus.dates),
    }
    rows = take_articles(corpus).join(pages, on="article", how="left", maintain_order="left")
    return {
        "articles": [_describe_article(row, evidence) for row in rows.iter_rows(named=True)],
        "skipped": corpus.skipped.to_dicts(),
    }


def _describe_article(row: Facts, evidence: dict[str, pl.DataFrame]) -> Facts:
    text = row["text"]
    own = {name: frame.filter(pl.col("article") == row["article"]) for name, frame in evidence.items()}
    chosen = next(own["published"].iter_rows(named=True), None)
    bounds = next(own["bounds"].iter_rows(named=True), {})
    return {
        **{name: row[name] or "" for name in SAID},
        "encoding_confidence": round(row["encoding_confidence"], 4),
        "characters": len(text),
        "repaired": count_repairs(text),
        "page_kind": row["page_kind"],
        "page_reason": row["page_reason"],
        "published": _describe_date(chosen, text) if chosen else None,
        "conflict": chosen["conflict"] if chosen else "",
        "not_before": _say_time(bounds.get("not_before")),
        "not_after": _say_time(bounds.get("not_after")),
        "dates": [_describe_date(date, text) for date in own["dates"].iter_rows(named=True)],
        "credits": [_describe_credit(credit, text) for credit in own["credits"].iter_rows(named=True)],
        "blocks": [_describe_block(block, text) for block in own["blocks"].iter_rows(named=True)],
    }


def _describe_date(date: Facts, text: str) -> Facts:
    return {
        "kind": date["kind"],
        "earliest": _say_time(date["earliest"]),
        "latest": _say_time(date["latest"]),
        "precision": date["precision"],
        "zone_basis": date["zone_basis"],
        "grade": date["grade"],
        "year_inferred": bool(date.get("year_inferred")),
        **_describe_place(date, text),
    }


def _describe_credit(credit: Facts, text: str) -> Facts:
    return {"role": credit["role"], "creditor": credit["creditor"], **_describe_place(credit, text)}


def _describe_place(said: Facts, text: str) -> Facts:
    begin = said["begin"]
    line = text.count("\n", 0, begin) + 1 if begin is not None else None
    place = {"source": said["source"], "begin": begin, "end": said["end"], "line": line}
    return {"raw": said["raw"], **place}


def _describe_block(block: Facts, text: str) -> Facts:
    return {
        "ordinal": block["ordinal"],
        "role": block["role"],
        "reason": block["role_reason"],
        "mark": block["mark"] or "",
        "words": block["words"],
        # The words as they are compared, in one number: equal keys, equal words.
        "key": f"{block['key']:016x}",
        "begin": block["begin"],
        "end": block["end"],
        "text": text[block["begin"] : block["end"]],
    }


def _say_time(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
