"""CSV, TSV and Parquet -> records."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import polars as pl
from polars.exceptions import PanicException, PolarsError

from .encodings import MAX_WIDE_BYTES, WIDE, Decoded, decode_text, sniff_encoding
from .fields import find_delimiter, find_fields
from .objects import make_record, say_no_text
from .options import ReadOptions
from .records import Part
from .rows import find_twins, read_rows
from .skips import Skip, SkippedInput, show_raw
from .streams import Source

PARQUET_ROWS = 4096  # read at a time
UNITS_A_DAY = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
FIRST_DAY, LAST_DAY = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max))
MAX_PARQUET_BYTES = 1 << 30  # of a compressed one, which cannot be read in parts


def read_table(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield a Record for every row of a CSV or TSV file with a header line."""
    # Process-wide, and only ever raised: the default of 128 KiB is less than an article.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    decoded = sniff_encoding(source.head, encoding=options.encoding)
    lines = _decode_lines(source, decoded, options)
    header = next(lines, "")
    delimiter = find_delimiter(header, options.fields)
    names = next(csv.reader([header], delimiter=delimiter), [])
    fields = find_fields(names, options.fields)
    if "text" not in fields:
        raise SkippedInput("malformed", say_no_text(names), 1)
    if twins := find_twins([name for name in names if any(name in group for group in fields.values())]):
        yield Skip("malformed", f"several columns {_list_names(twins)}: only the first is read", 1)
    # Where names are the same, the first stays.
    columns = dict(zip(reversed(names), reversed(range(len(names))), strict=True))
    for row in read_rows(lines, delimiter, options.max_bytes, line=2):
        if isinstance(row, Skip):
            yield row
            continue
        value = {name: row.cells[at] for name, at in columns.items() if at < len(row.cells)}
        yield make_record(value, f"{source.file.path}#L{row.line}", decoded, options, line=row.line)


def _list_names(names: list[str]) -> str:
    return ", ".join(repr(show_raw(name)) for name in names)


def _decode_lines(source: Source, decoded: Decoded, options: ReadOptions) -> Iterator[str]:
    if decoded.encoding.startswith(WIDE):
        text = source.read_whole(MAX_WIDE_BYTES).decode(decoded.encoding, "replace")
        yield from io.StringIO(text, newline="")
        return
    for line, piece in source.read_lines(options.max_bytes):
        if piece is None:
            detail = f"a line longer than {options.max_bytes:,} bytes (--max-bytes); the rest is not read"
            raise SkippedInput("too_long", detail, line)
        text = decode_text(piece, encoding=options.encoding).text
        yield from io.StringIO(text, newline="")


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield a Record for every row of a Parquet file, numbered from 1."""
    try:
        frame = _scan_parquet(source)
        names = frame.collect_schema().names()
        fields = find_fields(names, options.fields)
        if "text" not in fields:
            raise SkippedInput("malformed", say_no_text(names))
        wanted = [name for group in fields.values() for name in group]
        yield from _read_slices(frame.select(wanted), source, options)
    except (PolarsError, PanicException) as error:
        raise SkippedInput("malformed", f"not a Parquet file: {show_raw(str(error))}") from error


def _scan_parquet(source: Source) -> pl.LazyFrame:
    if source.is_plain_file():
        return pl.scan_parquet(source.file.location, glob=False, missing_columns="raise")
    return pl.read_parquet(io.BytesIO(source.read_whole(MAX_PARQUET_BYTES))).lazy()


def _read_slices(frame: pl.LazyFrame, source: Source, options: ReadOptions) -> Iterator[Part]:
    sure = Decoded("", "utf-8", 1.0)
    begin = 0
    while True:
        part = frame.slice(begin, PARQUET_ROWS).collect()
        part = part.with_columns(_say_times(part.schema))
        for number, row in enumerate(part.iter_rows(named=True), begin + 1):
            yield make_record(row, f"{source.file.path}#{number}", sure, options)
        begin += part.height
        if part.height < PARQUET_ROWS:
            return


def _say_times(schema: pl.Schema) -> list[pl.Expr]:
    return [
        _say_time(name, kind)
        for name, kind in schema.items()
        if kind.is_temporal() and not isinstance(kind, pl.Duration)
    ]


def _say_time(name: str, kind: pl.DataType) -> pl.Expr:
    """Return a time as ISO 8601; one that no calendar has, as a damaged file can hold, is none."""
    column = pl.col(name)
    if not isinstance(kind, pl.Time):
        a_day = UNITS_A_DAY[kind.time_unit] if isinstance(kind, pl.Datetime) else 1
        column = pl.when((column.to_physical() // a_day).is_between(FIRST_DAY, LAST_DAY)).then(column)
    return column.dt.to_string("iso:strict").alias(name)
