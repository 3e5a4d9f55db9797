"""Two articles compared, as plain values: scores, dates, credits, verdict, and the aligned words."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import polars as pl

from ..run import Comparison
from ..schema import OWN_ROLES, TIME
from .alignment import Stretch, Tally, Word, count_runs, find_runs, pair_paragraphs, split_words
from .clock import choose_zone, name_zone, show_time
from .contract import SCHEMA_VERSION
from .published import find_published
from .telling import tell_verdict
from .wording import tell_why

STRAY = 2  # one or two kept words between changes are easier read as changed
LONG_RUN = 8  # words: shorter runs in common are phrases

Values = dict[str, Any]


class Row(NamedTuple):
    """Paragraphs that stand side by side: pieces (text, "" | "cut" | "added") of each."""

    left: list[list[tuple[str, str]]]
    right: list[list[tuple[str, str]]]

    @property
    def equal(self) -> bool:
        """Tell whether both sides say the same."""
        return bool(self.left and self.right) and not any(
            mark for side in self for pieces in side for _, mark in pieces
        )


class Pair(NamedTuple):
    """All that is shown of two articles; `facts` is plain values, for programs too."""

    facts: Values
    rows: list[Row]


def describe_pair(compared: Comparison, ui: Mapping[str, str]) -> Pair:
    """Return what a comparison shows; `ui` words the verdict and the times."""
    spans = [_find_paragraphs(compared, article) for article in (0, 1)]
    a, b = (split_words([text for _, text in side]) for side in spans)
    runs = find_runs(a, b)
    offset = compared.dates.select("article", "offset_minutes")
    zone = choose_zone(offset)
    articles = [_describe_article(compared, article, zone, ui) for article in (0, 1)]
    facts = {
        "schema_version": SCHEMA_VERSION,
        "articles": articles,
        "scores": _describe_scores(compared),
        "words": _name_tally(count_runs(runs)),
        "verdict": _describe_verdict(compared, articles, zone, ui),
        "zone": name_zone(zone),
        "aligned": list(_describe_spans(runs, (a, b), spans)),
    }
    return Pair(facts, _make_rows((a, b), runs))


def _find_paragraphs(compared: Comparison, article: int) -> list[tuple[int, str]]:
    text: str = compared.articles.filter(pl.col("article") == article)["text"].item()
    own = compared.blocks.filter(pl.col("article") == article, pl.col("role").is_in(OWN_ROLES))
    return [(begin, text[begin:end]) for begin, end in own.sort("begin").select("begin", "end").iter_rows()]


def _describe_article(compared: Comparison, article: int, zone: int, ui: Mapping[str, str]) -> Values:
    here = pl.col("article") == article
    page = compared.articles.filter(here).row(0, named=True)
    dated = find_published(compared.dates).filter(here).to_dicts()
    date = dated[0] if dated else {}
    when = show_time(
        date.get("published_at"), date.get("published_until"), date.get("published_precision", ""), zone, ui
    )
    credited = compared.credits.filter(here).select(pl.col("role").cast(pl.String), "creditor", "raw")
    kind = compared.pages.filter(here).select(pl.col("page_kind").cast(pl.String)).item()
    return {
        "path": page["path"],
        "outlet": page["outlet"],
        "title": " ".join(page["title"].split()),
        "page_kind": kind,
        "published": when,
        "published_at": date["published_at"].isoformat() if date else None,
        "published_precision": date.get("published_precision", "unknown"),
        "published_basis": date.get("published_basis", ""),
        "credits": credited.unique(maintain_order=True).to_dicts(),
    }


def _describe_scores(compared: Comparison) -> Values:
    measured = compared.measures.row(0, named=True)
    union = measured["long_a"] + measured["long_b"] - measured["long_shared"]
    match = compared.matches.to_dicts()
    return {
        "relation": match[0]["relation"] if match else "none",
        "same_text": bool(match and match[0]["same_text"]),
        "resemblance": _share(measured["long_shared"], union),
        "containment_a": _share(measured["long_shared"], measured["long_a"]),
        "containment_b": _share(measured["long_shared"], measured["long_b"]),
        "covered_a": _share(measured["covered_a"], measured["words_a"]),
        "covered_b": _share(measured["covered_b"], measured["words_b"]),
        "longest_run": measured["longest"],
        "words_a": measured["words_a"],
        "words_b": measured["words_b"],
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _describe_verdict(
    compared: Comparison, articles: Sequence[Values], zone: int, ui: Mapping[str, str]
) -> Values:
    """Return the verdict, or that there is none to give on two different texts."""
    if compared.origins.is_empty():
        return {"verdict": None, "said": ui["no_verdict"], "why": ""}
    origin = compared.origins.row(0, named=True)
    first = origin["first_article"]
    place = {"first_outlet": "", "first_article_id": ""}
    if first is not None:
        place = {"first_outlet": articles[first]["outlet"], "first_article_id": articles[first]["path"]}
    known = find_published(compared.dates).filter(pl.col("published_at").is_not_null())
    until = known.filter(pl.col("published_at") == pl.lit(origin["first_published"], TIME))
    end = until["published_until"].min()
    when = show_time(origin["first_published"], end, origin["precision"], zone, ui)  # type: ignore[arg-type]
    row = place | {"first_verdict": origin["verdict"], "credited_to": origin["credited_to"]}
    row["tied"] = origin["tied"]
    return {
        "verdict": origin["verdict"],
        "said": tell_verdict(row, when, ui),
        "why": tell_why(origin["why"], ui),
    }


def _name_tally(tally: Tally) -> Values:
    return dict(zip(tally._fields, tally, strict=True))


def _describe_spans(
    runs: Sequence[Stretch], words: tuple[list[Word], list[Word]], spans: Sequence[list[tuple[int, str]]]
) -> Any:
    """Yield the runs in common of `LONG_RUN` words or more, in characters of both articles."""
    for run in runs:
        if not run.same or run.a[1] - run.a[0] < LONG_RUN:
            continue
        places = [
            (_place(words[side][begin], spans[side]), _place(words[side][end - 1], spans[side], end=True))
            for side, (begin, end) in enumerate((run.a, run.b))
        ]
        yield {"words": run.a[1] - run.a[0], "a": places[0], "b": places[1]}


def _place(word: Word, spans: list[tuple[int, str]], *, end: bool = False) -> int:
    return spans[word.paragraph][0] + word.begin + (len(word.shown.rstrip()) if end else 0)


def _make_rows(words: tuple[list[Word], list[Word]], runs: Sequence[Stretch]) -> list[Row]:
    smooth = _merge_strays(runs)
    marks = [_mark(words[0], [(run.same, run.a) for run in smooth], "cut")]
    marks.append(_mark(words[1], [(run.same, run.b) for run in smooth], "added"))
    shown = [_show_paragraphs(words[side], marks[side]) for side in (0, 1)]
    return [
        Row(*([shown[side].get(paragraph, []) for paragraph in part] for side, part in enumerate(parts)))
        for parts in pair_paragraphs(*words, runs)
    ]


def _merge_strays(runs: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for n, run in enumerate(runs):
        stray = run.same and run.a[1] - run.a[0] <= STRAY and 0 < n < len(runs) - 1
        if merged and not merged[-1].same and (stray or not run.same):
            last = merged[-1]
            merged[-1] = Stretch(False, (last.a[0], run.a[1]), (last.b[0], run.b[1]))
        else:
            merged.append(run)
    return merged


def _mark(words: Sequence[Word], runs: Sequence[tuple[bool, tuple[int, int]]], name: str) -> list[str]:
    marks = [""] * len(words)
    for same, (begin, end) in runs:
        if not same:
            marks[begin:end] = [name] * (end - begin)
    return marks


def _show_paragraphs(words: Sequence[Word], marks: Sequence[str]) -> dict[int, list[tuple[str, str]]]:
    """Return each paragraph as runs of words of one mark."""
    shown: dict[int, list[tuple[str, str]]] = {}
    places = zip((word.paragraph for word in words), marks, strict=True)
    for (paragraph, mark), run in groupby(zip(words, places, strict=True), key=itemgetter(1)):
        shown.setdefault(paragraph, []).append(("".join(word.shown for word, _ in run), mark))
    return shown
