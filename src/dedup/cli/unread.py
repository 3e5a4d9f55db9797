"""What a command says when input was skipped: exit code 3 where that makes its answer none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ..errors import UnreadableInput
from ..reports.guard import guard_line


def warn_of_table(table: Path | None, skipped: Sequence[Mapping[str, Any]]) -> None:
    """Say on stderr what of the metadata table had no effect: rows of SKIPPED that name it."""
    for row in skipped:
        if table is not None and row["path"] == table.name:
            click.echo(guard_line(f"dedup: {row['path']}, line {row['line']}: {row['detail']}"), err=True)


def require_input(read: int, skipped: Sequence[str], *, strict: bool) -> None:
    """
    Refuse to end well when nothing could be read, or when anything was skipped under `strict`.

    Parameters
    ----------
    read : int
        Articles that were read.
    skipped : sequence of str
        The path of each file or record that was not.
    strict : bool

    Raises
    ------
    UnreadableInput
        Says how many, and the first.

    """
    if not skipped or (read and not strict):
        return
    why = "and --strict forbids it" if read else "and nothing could be read"
    raise UnreadableInput(f"{len(skipped):,} skipped, {why}: {skipped[0]}{' …' * (len(skipped) > 1)}")
