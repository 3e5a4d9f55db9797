"""JSON Lines -> RECORDS: whole chunks as columns, and line by line where a chunk has a fault."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import polars as pl
from polars.exceptions import PanicException, PolarsError

from ..errors import say_fault
from .encodings import MAX_WIDE_BYTES, WIDE, decode_text, find_mark
from .fields import find_fields, list_values
from .ninjs import may_be_ninjs
from .objects import make_parts
from .options import ReadOptions
from .pages import HTML_FIELD
from .records import RECORDS, Part
from .skips import Skip, SkippedInput, show_raw
from .sources import QUOTED_CHARS
from .streams import Source

# Names only: what looks like one inside a text does no harm, no line has a field of it.
NAME = re.compile(rb'"([A-Za-z_@][\w .:@-]{0,39})"\s*:')

# How polars writes a list or an object in a column of strings.
NESTED = r'^(?:\[(?:["\[{\]\-0-9]|null|true|false)|\{["}])'


def read_lines(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield RECORDS for whole chunks of lines; a line that cannot be read is a Skip."""
    mark = find_mark(source.head)
    if mark.startswith(WIDE):
        text = source.read_whole(MAX_WIDE_BYTES).decode(mark, "replace")
        # Each line gets a mark of its own, by which it is decoded.
        lines = [line.encode(mark) if line.strip() else b"" for line in text.split("\n")]
        yield from _read_singly(lines, 1, source, options)
        return
    for line, piece in source.read_lines(options.max_bytes):
        if piece is None:
            yield Skip("too_long", f"a line longer than {options.max_bytes:,} bytes (--max-bytes)", line)
            continue
        if piece.isspace():
            continue
        frame = _read_columns(piece, line, source, options)
        if frame is None:
            yield from _read_singly(piece.split(b"\n"), line, source, options)
        else:
            yield frame


def _read_columns(piece: bytes, line: int, source: Source, options: ReadOptions) -> pl.DataFrame | None:
    """Return RECORDS for `piece`, or None where one of its lines needs a closer look."""
    names = sorted(name.decode() for name in set(NAME.findall(piece)))
    fields = find_fields(names, options.fields)
    if "text" not in fields or options.encoding not in (None, "utf-8") or may_be_ninjs(names):
        return None
    wanted = [name for group in fields.values() for name in group]
    try:
        frame = pl.read_ndjson(io.BytesIO(piece), schema=dict.fromkeys(wanted, pl.String))
    except (PolarsError, PanicException):
        return None
    numbers = _number_lines(piece, line, frame.height)
    if numbers is None or not _is_plain(frame, fields["text"], options.max_bytes):
        return None
    return _name_columns(frame, fields, numbers, source.file.path)


def _number_lines(piece: bytes, line: int, rows: int) -> pl.Series | None:
    if piece.count(b"\n") + (not piece.endswith(b"\n")) == rows:
        return pl.int_range(line, line + rows, dtype=pl.UInt32, eager=True)
    numbers = [line + i for i, text in enumerate(piece.split(b"\n")) if text.strip()]
    return pl.Series(numbers, dtype=pl.UInt32) if len(numbers) == rows else None


def _is_plain(frame: pl.DataFrame, texts: list[str], max_bytes: int) -> bool:
    """Whether every row has one text, a string within the limit."""
    text = pl.coalesce(_drop_blank(name) for name in texts)
    odd = (
        text.is_null()
        | text.str.contains(NESTED)
        | text.str.contains(HTML_FIELD)
        | (text.str.len_bytes() > max_bytes)
    )
    return not frame.select(odd.any()).item()


def _drop_blank(name: str) -> pl.Expr:
    value = pl.col(name)
    # Four separators are space to Python, which reads the odd lines, and no space to Unicode.
    return pl.when(value.str.contains(r"[^\s\x1c-\x1f]")).then(value)


def _name_columns(
    frame: pl.DataFrame, fields: dict[str, list[str]], numbers: pl.Series, path: str
) -> pl.DataFrame:
    frame = _flatten_nested(
        frame, [name for ours, names in fields.items() if ours != "text" for name in names]
    )
    columns = {
        ours: pl.coalesce(_drop_blank(name) for name in names).fill_null("") for ours, names in fields.items()
    }
    captions = columns.pop("captions", pl.lit("")).str.split("\n")
    pictured = columns.pop("photo", pl.lit("")).str.head(QUOTED_CHARS).str.replace_all(r"\s+", " ")
    pictured = pictured.str.strip_chars()
    columns["sources"] = (
        pl.when(pictured != "").then(pl.lit("photo\tphoto\t") + pictured).otherwise(pl.lit(""))
    )
    located = pl.concat_str(pl.lit(f"{path}#L"), pl.lit(numbers).cast(pl.String))
    defaults = {name: pl.lit("") for name, dtype in RECORDS.items() if dtype == pl.String}
    return frame.select(
        **{
            **defaults,
            **columns,
            "path": located,
            "line": pl.lit(numbers),
            "captions": captions,
            "whole": pl.lit(value=False),
            "marks": pl.lit([], RECORDS["marks"]),
            "encoding": pl.lit("utf-8"),
            "encoding_confidence": pl.lit(1.0, pl.Float32),
        }
    ).select(pl.col(name).cast(dtype) for name, dtype in RECORDS.items())


def _flatten_nested(frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Return `frame` with each list or object of `names` as the text it stands for."""
    nested = [name for name in names if frame[name].str.contains(NESTED).any()]
    for name in nested:
        flat = [_flatten(value) if value and value[0] in "[{" else value for value in frame[name]]
        frame = frame.with_columns(pl.Series(name, flat, pl.String))
    return frame


def _flatten(value: str) -> str:
    try:
        return "\n".join(list_values(json.loads(value)))
    except (ValueError, RecursionError):
        return value


def _read_singly(lines: list[bytes], first: int, source: Source, options: ReadOptions) -> Iterator[Part]:
    for number, raw in enumerate(lines, first):
        if not raw.strip():
            continue
        try:
            yield from _read_line(raw, number, source, options)
        except SkippedInput as skipped:
            yield skipped.skip._replace(line=number, path=f"{source.file.path}#L{number}")


def _read_line(raw: bytes, number: int, source: Source, options: ReadOptions) -> Iterator[Part]:
    if len(raw) > options.max_bytes:
        raise SkippedInput("too_long", f"a line longer than {options.max_bytes:,} bytes (--max-bytes)")
    decoded = decode_text(raw, encoding=options.encoding)
    try:
        value: Any = json.loads(decoded.text, strict=False)
    except RecursionError as error:
        raise SkippedInput("malformed", "JSON nested too deeply") from error
    except ValueError as error:
        raise SkippedInput(
            "malformed", f"not JSON: {say_fault(error)}; begins {show_raw(decoded.text, 40)}"
        ) from error
    yield from make_parts(value, f"{source.file.path}#L{number}", decoded, options, line=number)
