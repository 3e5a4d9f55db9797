"""A run as a workbook: one sheet for each table, with filters, dates and numbers as such."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ..errors import DedupError
from .csvs import CUT_MARK, MAX_CELL_CHARS
from .guard import PICTURES

MAX_ROWS = 1_048_575  # of a sheet, its head not counted; Source: Excel specifications and limits
MOST_WIDE, LEAST_WIDE = 60, 8  # characters of a column

# What no UTF-8 text of a corpus may hold and no XML 1.0 file can: lone surrogates aside, these.
_NOT_XML = {"\ufffe": "\ufffd", "\uffff": "\ufffd"}


def write_xlsx(tables: Mapping[str, pl.DataFrame], path: Path) -> None:
    """
    Write tables as the sheets of one workbook, `articles` among them.

    Every text is written as text: none becomes a formula, a link or a number.  Times are
    Excel's, in UTC, with the precision in the column beside them.

    Raises
    ------
    DedupError
        If xlsxwriter is not installed.

    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise DedupError("xlsx needs xlsxwriter: pip install xlsxwriter") from None
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": False,
        "default_date_format": "yyyy-mm-dd hh:mm",
    }
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"title": "dedup", "created": tables["articles"]["published_at"].max()})
        for name, table in tables.items():
            _write_sheet(workbook, name, table)


def _write_sheet(workbook: Any, name: str, table: pl.DataFrame) -> None:
    sheet = workbook.add_worksheet(name)
    head = workbook.add_format({"bold": True, "bg_color": "#EEF1F4", "bottom": 1})
    shown = _prepare(table.head(MAX_ROWS))
    sheet.freeze_panes(1, 1)
    for column, (title, kind) in enumerate(table.schema.items()):
        values = shown[title].to_list()
        cells = workbook.add_format(_choose_format(title, kind))
        sheet.set_column(column, column, _measure(title, kind, shown[title]), cells)
        sheet.write_string(0, column, title, head)
        _write_column(sheet, column, values, cells)
    sheet.autofilter(0, 0, max(shown.height, 1), table.width - 1)


def _write_column(sheet: Any, column: int, values: list[Any], cells: Any) -> None:
    for row, value in enumerate(values, start=1):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(row, column, value, cells)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, cells)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, cells)
        else:
            sheet.write_datetime(row, column, value, cells)


def _prepare(table: pl.DataFrame) -> pl.DataFrame:
    """Return the table with texts a cell can hold, and times without the zone Excel does not know."""
    text = pl.col(pl.String).str.replace_many(PICTURES | _NOT_XML)
    cut = pl.when(text.str.len_chars() > MAX_CELL_CHARS)
    shown = cut.then(text.str.head(MAX_CELL_CHARS - len(CUT_MARK)) + CUT_MARK).otherwise(text)
    return table.with_columns(
        shown, pl.col(pl.Datetime("us", "UTC")).dt.replace_time_zone(None).dt.truncate("1s")
    )


def _choose_format(title: str, kind: pl.DataType) -> dict[str, Any]:
    if isinstance(kind, pl.Datetime):
        return {"num_format": "yyyy-mm-dd hh:mm"}
    if kind.is_float():
        return {"num_format": "0.0" if title.endswith("hours") else "0.00"}
    return {"num_format": "#,##0"} if kind.is_integer() else {"num_format": "@"}


def _measure(title: str, kind: pl.DataType, values: pl.Series) -> int:
    """Return a width that shows most of the column."""
    if isinstance(kind, pl.Datetime):
        return 17
    longest = values.cast(pl.String).str.len_chars().quantile(0.9) if values.len() else None
    return int(min(max(longest or 0, len(title) + 3, LEAST_WIDE), MOST_WIDE))
