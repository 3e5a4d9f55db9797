"""The summary of a run as plain lines, for a log or a pipe: no colour, no box, no width."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from .guard import guard_line
from .telling import name_tied
from .wording import load_wording

COLUMNS = ("#", "copies", "outlets", "text", "kind", "first in this corpus", "credited to", "title")
NUMBERS = 3  # so many of them are flush right
CELL_WIDTH = 80  # in columns of a terminal
MOST_PARTIAL = 3  # pages that hold a part of a cluster, of each
MOST_VERSIONS = 5  # changes of a cluster
CELL_CHARS = 4 * CELL_WIDTH  # a decomposed letter is up to four; measuring a title of 5 MB takes long


def format_summary(summary: Mapping[str, Any]) -> str:
    """Return the summary as lines without trailing blanks, one for every cluster, for grep."""
    lines = describe_counts(summary)
    if summary["clusters"]:
        lines += ["", *_align([COLUMNS, *map(make_cells, summary["clusters"])]), *describe_more(summary)]
    return "\n".join(map(guard_line, [*lines, "", describe_files(summary)]))


def _align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(measure_columns, cells)) for cells in zip(*rows, strict=True)]
    for cells in rows:
        gaps = [" " * (width - measure_columns(cell)) for cell, width in zip(cells, widths, strict=True)]
        padded = [
            gap + cell if place < NUMBERS else cell + gap
            for place, (cell, gap) in enumerate(zip(cells, gaps, strict=True))
        ]
        yield "  ".join(padded).rstrip()


def make_cells(row: Mapping[str, Any]) -> list[str]:
    """Return what the table says of a cluster, by `COLUMNS`."""
    cells = [str(row["rank"]), f"{row['copies']:,}", f"{row['outlets']:,}", row["role"] or "article"]
    cells += [row["kind"], _describe_first(row), row["credited_to"], row["title"]]
    return [cut_columns(guard_line(cell[:CELL_CHARS])) for cell in cells]


def cut_columns(text: str) -> str:
    """Return `text`, or as much of it as fits a cell and "…"."""
    if measure_columns(text) <= CELL_WIDTH:
        return text
    kept = sum(end < CELL_WIDTH for end in accumulate(map(_measure_letter, text)))
    return text[:kept] + "…"


def measure_columns(text: str) -> int:
    r"""
    Return how many columns of a terminal `text` takes.

    >>> measure_columns("báo 新聞"), measure_columns("a\u0302\u0300")
    (8, 1)
    """
    return len(text) if text.isascii() else sum(map(_measure_letter, text))


def _measure_letter(letter: str) -> int:
    # Marks stand over the letter before them, format characters nowhere.
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _describe_first(row: Mapping[str, Any]) -> str:
    """Return who was first and when, or that nobody can tell; for a repeat, on which page it is."""
    if row["kind"] == "repeat":
        return f"in {row['oldest_known']}"
    if row["first_verdict"] == "first":
        return f"{row['first_outlet'] or row['first_article_id']} {row['first_shown']}".strip()
    if row["first_verdict"] == "tie":
        return f"tie: {name_tied(row['tied'], load_wording('en'))}, {row['first_shown']}"
    return "undetermined"


def describe_counts(summary: Mapping[str, Any]) -> list[str]:
    """Return a line for each thing that was counted: pages read, clusters, verdicts."""
    counts = summary["counts"]
    lines = [f"Read      {_count(counts['read'], 'article')}{_describe_sources(counts)}"]
    if counts["skipped"]:
        reasons = _tally(counts["skipped_by_reason"])
        lines.append(f"Skipped   {counts['skipped']:,} of {counts['found']:,}: {reasons} (see run.json)")
    kinds = counts["page_kinds"]
    if set(kinds) - {"article"}:
        lines.append(f"Pages     {_tally(kinds)}")
    lines.append(f"Articles  {_describe_clusters(counts['article_clusters'])}")
    if counts["verdicts"]:
        lines.append(f"First     {_tally(counts['verdicts'])}")
    return lines + _describe_blocks(counts)


def _describe_sources(counts: Mapping[str, Any]) -> str:
    outlets = f" from {_count(counts['outlets'], 'outlet')}" if counts["outlets"] else ""
    languages = f" ({_tally(counts['languages'])})" if counts["languages"] else ""
    return outlets + languages


def _describe_clusters(kinds: Mapping[str, int]) -> str:
    total = sum(kinds.values())
    return _count(total, "cluster") + (f": {_tally(kinds)}" if total else "")


def _describe_blocks(counts: Mapping[str, Any]) -> list[str]:
    found, told = counts["block_clusters"], counts["block_clusters_explained"]
    total = sum(sum(kinds.values()) for kinds in found.values())
    more = f"; {told:,} more inside article clusters (--all-blocks)" if told else ""
    roles = [f"          {role} {sum(kinds.values()):,}: {_tally(kinds)}" for role, kinds in found.items()]
    return [f"Blocks    {_count(total, 'cluster')}{more}", *roles]


def _tally(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in counts.items())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def describe_more(summary: Mapping[str, Any]) -> list[str]:
    """Return what the table leaves out: pages that hold a part of a cluster, and further clusters."""
    hidden = summary["clusters_listed"] - len(summary["clusters"])
    return [
        *_count_hidden(hidden),
        *_describe_partial(summary["clusters"]),
        *_describe_versions(summary["clusters"]),
    ]


def _describe_partial(clusters: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return for each cluster the pages that hold most of it, and how much of them it is."""

    def describe(page: Mapping[str, Any]) -> str:
        held = f"{_percent(page['page_share'])} of the page, {_percent(page['core_share'])} of the story"
        return f"partial: {_name(page, page['outlet'])}: {held}"

    told = {row["rank"]: row["partial"] for row in clusters}
    return _list_most(told, describe, MOST_PARTIAL, "partial pages in members.csv")


def _describe_versions(clusters: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return for each cluster what its outlets changed from version to version."""

    def describe(change: Mapping[str, Any]) -> str:
        outlet = guard_line(change["outlet"])
        return f"version {change['version']} of {outlet}: {_name(change)}: {_describe_change(change)}"

    told = {row["rank"]: row["versions"] for row in clusters}
    return _list_most(told, describe, MOST_VERSIONS, "versions in versions.csv")


def _list_most(
    told: Mapping[int, Sequence[Mapping[str, Any]]],
    describe: Callable[[Mapping[str, Any]], str],
    most: int,
    rest: str,
) -> list[str]:
    """Return the lines of each rank up to `most`, with a line that counts the others."""
    lines = []
    for rank, each in told.items():
        lines += [f"#{rank}  {describe(row)}" for row in each[:most]]
        lines += [f"#{rank}  {len(each) - most:,} more {rest}"] if len(each) > most else []
    return ["", *lines] if lines else []


def _name(page: Mapping[str, Any], outlet: str = "") -> str:
    """Return the page by its id, and by its outlet where the id does not begin with that."""
    known = page["article_id"].startswith(outlet)
    return cut_columns(guard_line(page["article_id"] if known else f"{outlet} {page['article_id']}"))


def _describe_change(change: Mapping[str, Any]) -> str:
    counted = {"added": "words_added", "removed": "words_removed", "changed": "words_changed"}
    told = [f"{_count(change[name], 'word')} {what}" for what, name in counted.items() if change[name]]
    told += [cut_columns(guard_line(f"numbers {change['numbers']}"))] if change["numbers"] else []
    told = told or ["the same words"]
    return ", ".join(told if change["ordered_by"] else [*told, "order unknown"])


def _percent(share: float | None) -> str:
    return "?" if share is None else f"{share:.0%}"


def _count_hidden(hidden: int) -> list[str]:
    return [f"… {hidden:,} more in clusters.csv (--top prints more)"] if hidden else []


def describe_files(summary: Mapping[str, Any]) -> str:
    """Return the line that says where the run was saved."""
    files = [
        name if rows is None else f"{name} ({_count(rows, 'row')})" for name, rows in summary["files"].items()
    ]
    return f"Saved     {summary['output']}: {', '.join(files)}"
