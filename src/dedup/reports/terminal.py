"""The summary of a run on a terminal: as wide as it is, in colour where that is wanted."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .guard import guard_line
from .plain import COLUMNS, NUMBERS, describe_counts, describe_files, describe_more, make_cells

WIDE = 130  # a terminal that holds a cluster on one line


def show_summary(summary: Mapping[str, Any]) -> None:
    """Print the summary on the terminal; coloured only where NO_COLOR is not set."""
    # A title may hold "[red]", ":smile:" or a number; all of them are the newsroom's words.
    console = Console(markup=False, emoji=False, highlight=False)
    _print_lines(console, describe_counts(summary))
    if summary["clusters"]:
        console.print()
        console.print((_make_table if console.width >= WIDE else _make_narrow_table)(summary))
        _print_lines(console, describe_more(summary))
    console.print()
    _print_lines(console, [describe_files(summary)])


def _print_lines(console: Console, lines: list[str]) -> None:
    for line in lines:
        console.print(Text(guard_line(line)), soft_wrap=True)


def _make_table(summary: Mapping[str, Any]) -> Table:
    table = _start_table()
    text, kind, *rest = COLUMNS[NUMBERS:]
    table.add_column(text, no_wrap=True, style="bold")
    table.add_column(kind, no_wrap=True)
    for name in rest:
        table.add_column(name, overflow="fold")
    for row in summary["clusters"]:
        table.add_row(*map(Text, make_cells(row)))
    return table


def _make_narrow_table(summary: Mapping[str, Any]) -> Table:
    """Return the table with what a cluster is under its title, two lines for each."""
    table = _start_table()
    table.add_column("text and who was first in this corpus", overflow="fold")
    for row in summary["clusters"]:
        *numbers, text, kind, first, credited, title = map(Text, make_cells(row))
        facts = [cell for cell in (text, kind, first, credited) if cell.plain]
        table.add_row(*numbers, Text("\n").join([title, Text(" · ", "dim").join(facts)]))
    return table


def _start_table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in COLUMNS[:NUMBERS]:
        table.add_column(name, justify="right", no_wrap=True)
    return table
