"""A table as a CSV file that opens right in Excel, LibreOffice and Python alike."""

from pathlib import Path
from typing import IO

import polars as pl

from .guard import PICTURES

# Source: OWASP, "CSV Injection"; the full-width forms are read as formulas by East Asian Excel.
# Leading blanks do not help: several importers strip them first.
_FORMULA = r"^(?:[\t\r\n]|[\s\u200B\uFEFF']*[=+\-@＝＋－＠])"

# "12e5" would be shown as 1.2E+06, "2-12-1960" and "MAR1" as days, "007" as 7.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NUMBER = rf"(?i)^\s*(?:\d[\d.,:/\s%e+-]*|\d{{1,2}}[-/ ]?{_MONTH}(?:[-/ ]\d+)?|{_MONTH}[-/ ]?\d{{1,4}})\s*$"

# Excel refuses a cell of more than 32,767 UTF-16 units, and a character can be two.
MAX_CELL_CHARS = 16_000
CUT_MARK = "… [cut]"
WRITTEN = 100_000  # rows at a time


def write_csv(table: pl.DataFrame | pl.LazyFrame, path: Path) -> None:
    """
    Write `table` as RFC 4180 in UTF-8 with a byte order mark, all text quoted.

    Without the mark Excel reads Vietnamese in the code page of the machine.  Times
    are ISO 8601 in UTC, fractions have 4 decimals, a null is an empty cell.
    """
    rows = table.lazy()
    size = rows.select(pl.len()).collect().item()
    with path.open("wb") as file:
        for at in range(0, size or 1, WRITTEN):
            _write_rows(rows.slice(at, WRITTEN).collect(), file, begin=at == 0)


def _write_rows(table: pl.DataFrame, file: IO[bytes], *, begin: bool) -> None:
    times = [name for name, kind in table.schema.items() if isinstance(kind, pl.Datetime)]
    texts = [guard_cells(cells) for cells in table if cells.dtype == pl.String]
    table.with_columns(pl.col(times).dt.strftime("%Y-%m-%dT%H:%M:%S%:z"), *texts).write_csv(
        file,
        include_bom=begin,
        include_header=begin,
        line_terminator="\r\n",
        quote_style="non_numeric",
        float_precision=4,
    )


def guard_cells(cells: pl.Series) -> pl.Series:
    r"""
    Return text as cells that a spreadsheet shows and never runs.

    Control characters become their pictures, a cell that a spreadsheet would take
    for a formula, a number or a day begins with an apostrophe, and one longer than Excel allows is cut
    and says so.

    >>> guard_cells(pl.Series(["=1+1", "12e5", "mưa\tto"])).to_list()
    ["'=1+1", "'12e5", 'mưa␉to']
    >>> guard_cells(pl.Series(["2-12-1960", "3/4", "MAR1", "2-dec", "12 tấn", "c-007"])).to_list()
    ["'2-12-1960", "'3/4", "'MAR1", "'2-dec", '12 tấn', 'c-007']
    """
    read = cells.str.contains(_FORMULA) | cells.str.contains(_NUMBER)
    shown = cells.str.replace_many(PICTURES)
    # Few columns have such cells, and none of their rows is copied for nothing.
    if read.any():
        shown = ("'" + shown).zip_with(read, shown)
    long = shown.str.len_chars() > MAX_CELL_CHARS
    if long.any():
        shown = (shown.str.head(MAX_CELL_CHARS - len(CUT_MARK)) + CUT_MARK).zip_with(long, shown)
    return shown.alias(cells.name)
