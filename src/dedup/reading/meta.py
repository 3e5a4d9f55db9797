"""The table of metadata that a user gives beside the files: one row a path."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from .encodings import decode_text
from .fields import find_delimiter
from .options import ReadOptions
from .rows import read_rows
from .sides import pick_fields
from .skips import Skip, SkippedInput, show_raw

PATH_NAMES = ("path", "file", "filename")
TIME_COLUMNS = ("published", "modified", "captured")
MOST_NAMED = 5  # of rows with one fault


class MetaRow(NamedTuple):
    """What a row says of its path."""

    line: int
    path: str
    said: Mapping[str, str]


class Meta(NamedTuple):
    """The rows of a table that can be read, and the lines that cannot."""

    rows: list[MetaRow]
    skips: list[Skip]

    def by_path(self) -> dict[str, Mapping[str, str]]:
        """Return what is said of each path; the last row of several counts."""
        return {row.path: row.said for row in self.rows}


def read_meta(options: ReadOptions) -> Meta:
    """
    Return what the table `options.meta` says.

    Raises
    ------
    InputError
        If it cannot be read, or has no `path` column.

    """
    if options.meta is None:
        return Meta([], [])
    shown = show_raw(str(options.meta))
    try:
        lines = io.StringIO(decode_text(options.meta.read_bytes()).text, newline="")
    except (OSError, SkippedInput) as error:
        raise InputError(f"cannot read {shown}: {error}") from error
    delimiter = find_delimiter(lines.readline(), options.fields)
    lines.seek(0)
    parts = list(read_rows(lines, delimiter, options.max_bytes, line=1))
    head = parts[0] if parts else None
    names = head.cells if head and not isinstance(head, Skip) else []
    at = next((at for at, name in enumerate(names) if name.strip().casefold() in PATH_NAMES), None)
    if at is None:
        raise InputError(f"{shown} needs a column 'path', got {', '.join(filter(None, names)) or 'nothing'}")
    rows = [
        MetaRow(part.line, _say_path(part.cells, at), _say_row(names, part.cells, options))
        for part in parts[1:]
        if not isinstance(part, Skip)
    ]
    return Meta(rows, [part._replace(path=options.meta.name) for part in parts if isinstance(part, Skip)])


def _say_path(cells: list[str], at: int) -> str:
    return cells[at].strip().removeprefix("./") if at < len(cells) else ""


def _say_row(names: list[str], cells: list[str], options: ReadOptions) -> dict[str, str]:
    return pick_fields(dict(zip(names, cells, strict=False)), options)


def find_idle_rows(
    meta: Meta, table: Path | None, found: Collection[str], is_date: Callable[[str], bool] | None = None
) -> Iterator[Skip]:
    """
    Yield what of a table has no effect: rows of no file, and dates that cannot be read.

    Parameters
    ----------
    meta : Meta
        The table as it was read.
    table : Path or None
        Where it was read from.
    found : collection of str
        The paths of all files found.
    is_date : callable, optional
        Whether a date can be read; without it all can.

    """
    if table is None:
        return
    strays = [(row.line, row.path) for row in meta.rows if row.path not in found]
    if strays:
        said = f"{len(strays):,} of {len(meta.rows):,} rows name no file found"
        yield _tell(said, strays, table)
    dates = [(row.line, row.said[name]) for row in meta.rows for name in TIME_COLUMNS if name in row.said]
    unread = [(line, date) for line, date in dates if is_date and not is_date(date)]
    if unread:
        yield _tell(f"{len(unread):,} of {len(dates):,} dates cannot be read", unread, table)


def _tell(said: str, rows: list[tuple[int, str]], table: Path) -> Skip:
    named = ", ".join(f"'{show_raw(value, 60)}' (line {line})" for line, value in rows[:MOST_NAMED])
    return Skip(
        "malformed", f"{said}: {named}{', …' * (len(rows) > MOST_NAMED)}", rows[0][0], show_raw(table.name)
    )
