"""Two articles compared, for a terminal: scores, evidence, and the words marked as in a word diff."""

from collections.abc import Iterator, Mapping
from typing import Any

from .guard import guard_line
from .pairs import Pair, Row

CUT, ADDED = ("[-", "-]"), ("{+", "+}")


def format_pair(pair: Pair, ui: Mapping[str, str]) -> str:
    """Return plain lines: [-words cut-] from the first file, {+words added+} in the second."""
    facts = pair.facts
    lines = [*_describe_articles(facts, ui), *_describe_scores(facts, ui), "", facts["verdict"]["said"]]
    lines += [facts["verdict"]["why"]] if facts["verdict"]["why"] else []
    lines += ["", *_describe_spans(facts, ui), "", *_describe_rows(pair.rows, ui)]
    return "\n".join(guard_line(line) for line in lines).rstrip("\n")


def _describe_articles(facts: Mapping[str, Any], ui: Mapping[str, str]) -> Iterator[str]:
    for name, page in zip("AB", facts["articles"], strict=True):
        kind = "" if page["page_kind"] == "article" else f" ({ui['page_' + page['page_kind']]})"
        when = page["published"] or ui["no_time"]
        credited = "; ".join(f"{ui['credit_' + row['role']]} {row['creditor']}" for row in page["credits"])
        yield f"{name}  {page['path']}{kind}"
        yield f"   {page['outlet'] or ui['unknown_outlet']} · {when} · {credited or ui['no_credits']}"
        if page["published_basis"]:
            yield f"   {page['published_basis']}"
    yield f"   {ui['times_in'].format(zone=facts['zone'])}"


def _describe_scores(facts: Mapping[str, Any], ui: Mapping[str, str]) -> Iterator[str]:
    scores, words = facts["scores"], facts["words"]
    same = ui["same"] if scores["same_text"] else ui["not_same"]
    yield f"{same}: {ui['relation_' + scores['relation']]}"
    yield (
        f"{ui['score_resemblance']} {scores['resemblance']:.2f}, A→B {scores['containment_a']:.2f}, "
        f"B→A {scores['containment_b']:.2f}, {ui['score_longest'].lower()} {scores['longest_run']:,}"
    )
    yield ", ".join(f"{ui['col_' + name].lower()} {n:,}" for name, n in words.items())


def _describe_spans(facts: Mapping[str, Any], ui: Mapping[str, str]) -> Iterator[str]:
    if facts["aligned"]:
        yield ui["spans"]
    for span in facts["aligned"]:
        (begin, end), (start, stop) = span["a"], span["b"]
        yield f"  {span['words']:>5,}  A {begin:,}–{end:,}  B {start:,}–{stop:,}"


def _describe_rows(rows: list[Row], ui: Mapping[str, str]) -> Iterator[str]:
    equal = 0
    for row in rows:
        if row.equal:
            equal += 1
            continue
        if equal:
            yield f"… {ui['paragraphs_same'].format(n=equal)}"
        equal = 0
        yield from (f"A  {_mark(pieces)}" for pieces in row.left)
        yield from (f"B  {_mark(pieces)}" for pieces in row.right)
    if equal:
        yield f"… {ui['paragraphs_same'].format(n=equal)}"


def _mark(pieces: list[tuple[str, str]]) -> str:
    signs = {"cut": CUT, "added": ADDED, "": ("", "")}
    parts = (signs[mark][0] + text.rstrip() + signs[mark][1] for text, mark in pieces)
    return " ".join(parts)
