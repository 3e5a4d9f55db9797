"""The summary of a run for people: a few lines and the ranked clusters."""

import io
from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .guard import guard_line

PLAIN_WIDTH = 1_000  # a log has no width: one line for every cluster, for grep
TITLE_WIDTH = 80  # in terminal columns
WIDE = 130  # a terminal that holds a cluster on one line

# A title may hold "[red]", ":smile:" or a number; all of them are the newsroom's words.
_LITERAL: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False}


def format_summary(summary: Mapping[str, Any]) -> str:
    """Return the summary as plain lines: no colour, no box, no trailing blanks."""
    buffer = io.StringIO()
    console = Console(file=buffer, width=PLAIN_WIDTH, no_color=True, force_terminal=False, **_LITERAL)
    _print_summary(console, summary, _make_table(summary, None))
    lines = [line.rstrip() for line in buffer.getvalue().splitlines()]
    return "\n".join(lines).strip("\n")


def show_summary(summary: Mapping[str, Any]) -> None:
    """Print the summary on the terminal; coloured only where NO_COLOR is not set."""
    console = Console(**_LITERAL)
    make = _make_table if console.width >= WIDE else _make_narrow_table
    _print_summary(console, summary, make(summary, box.SIMPLE_HEAD))


def _print_summary(console: Console, summary: Mapping[str, Any], table: Table) -> None:
    for line in _describe_counts(summary):
        console.print(Text(guard_line(line)), soft_wrap=True)
    if summary["clusters"]:
        console.print()
        console.print(table)
        _print_more(console, summary)
    console.print()
    console.print(Text(guard_line(_describe_files(summary))), soft_wrap=True)


def _describe_counts(summary: Mapping[str, Any]) -> list[str]:
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
    lines += _describe_blocks(counts)
    dropped = {
        name.removeprefix("dropped_"): n for name, n in counts.items() if name.startswith("dropped_") and n
    }
    if dropped:
        lines.append(f"Dropped   {_tally(dropped)}")
    return lines


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


def _make_table(summary: Mapping[str, Any], frame: box.Box | None) -> Table:
    table = Table(box=frame, pad_edge=False, show_edge=False)
    for name in ("#", "copies", "outlets"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("text", no_wrap=True, style="bold")
    table.add_column("kind", no_wrap=True)
    for name in ("first in this corpus", "credited to", "title"):
        table.add_column(name, overflow="fold")
    for row in summary["clusters"]:
        table.add_row(*_make_cells(row))
    return table


def _make_narrow_table(summary: Mapping[str, Any], frame: box.Box | None) -> Table:
    """Return the table with what a cluster is under its title, two lines for each."""
    table = Table(box=frame, pad_edge=False, show_edge=False)
    for name in ("#", "copies", "outlets"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("text and who was first in this corpus", overflow="fold")
    for row in summary["clusters"]:
        rank, copies, outlets, text, kind, first, credited, title = _make_cells(row)
        facts = [cell for cell in (text, kind, first, credited) if cell.plain]
        table.add_row(rank, copies, outlets, Text("\n").join([title, Text(" · ", "dim").join(facts)]))
    return table


def _make_cells(row: Mapping[str, Any]) -> list[Text]:
    cells = [str(row["rank"]), f"{row['copies']:,}", f"{row['outlets']:,}", row["role"] or "article"]
    cells += [row["kind"], _describe_first(row), row["credited_to"], row["title"]]
    # Cut by characters first: measuring a title of 5 MB in columns takes long.
    texts = [Text(guard_line(cell[: 2 * TITLE_WIDTH])) for cell in cells]
    for text in texts:
        text.truncate(TITLE_WIDTH, overflow="ellipsis")
    return texts


def _describe_first(row: Mapping[str, Any]) -> str:
    """Return who was first and when, or that nobody can tell; for a repeat, on which page it is."""
    if row["kind"] == "repeat":
        return f"in {row['oldest_known']}"
    if row["first_verdict"] == "first":
        return f"{row['first_outlet'] or row['first_article_id']} {row['first_shown']}".strip()
    if row["first_verdict"] == "tie":
        return f"tie {row['first_shown']}".strip()
    return "undetermined"


def _print_more(console: Console, summary: Mapping[str, Any]) -> None:
    hidden = summary["clusters_listed"] - len(summary["clusters"])
    if hidden:
        console.print(Text(f"… {hidden:,} more in clusters.csv (--top prints more)"), soft_wrap=True)


def _describe_files(summary: Mapping[str, Any]) -> str:
    files = [
        name if rows is None else f"{name} ({_count(rows, 'row')})" for name, rows in summary["files"].items()
    ]
    return f"Saved     {summary['output']}: {', '.join(files)}"
