"""Metadata that stands beside a page: `x.json` beside `x.txt`, and a table of paths."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

from ..errors import InputError
from .encodings import decode_text
from .fields import find_delimiter, find_fields, list_values
from .options import ReadOptions
from .skips import SkippedInput, show_raw

# What a side file may say of a page; the page itself is its text.
SAYS = ("id", "outlet", "title", "language", "url", "published", "modified", "captured", "author", "credit")
MAX_SIDE_BYTES = 1 << 20  # metadata of one page

Meta = Mapping[str, Mapping[str, str]]


def read_meta(options: ReadOptions) -> Meta:
    """
    Return what the table `options.meta` says, by path.

    Raises
    ------
    InputError
        If it cannot be read, or has no `path` column.

    """
    if options.meta is None:
        return {}
    try:
        text = decode_text(options.meta.read_bytes()).text
        delimiter = find_delimiter(io.StringIO(text, newline="").readline(), options.fields)
        table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = list(table)
    except (OSError, csv.Error, SkippedInput) as error:
        raise InputError(f"cannot read {show_raw(str(options.meta))}: {error}") from error
    names = [name for name in table.fieldnames or () if name]
    path = next((name for name in names if name.strip().casefold() in ("path", "file", "filename")), None)
    if path is None:
        raise InputError(
            f"{show_raw(str(options.meta))} needs a column 'path', got {', '.join(names) or 'nothing'}"
        )
    return {str(row[path]).strip().removeprefix("./"): _pick_fields(row, options) for row in rows}


def read_side(location: str, options: ReadOptions) -> Mapping[str, str]:
    """
    Return what the JSON object at `location` says.

    Raises
    ------
    SkippedInput
        `malformed`, if it is no object: the page would be read without its date.

    """
    if not location:
        return {}
    try:
        with Path(location).open("rb") as file:
            value = json.loads(decode_text(file.read(MAX_SIDE_BYTES)).text)
    except (OSError, ValueError, RecursionError) as error:
        raise SkippedInput("malformed", f"its metadata {Path(location).name}: {error}") from error
    if not isinstance(value, dict):
        raise SkippedInput("malformed", f"its metadata {Path(location).name} is no JSON object")
    return _pick_fields(value, options)


def _pick_fields(value: Mapping[str, object], options: ReadOptions) -> dict[str, str]:
    fields = find_fields([name for name in value if name], options.fields)
    said = {ours: _say_first(value, names) for ours, names in fields.items() if ours in SAYS}
    return {ours: text for ours, text in said.items() if text}


def _say_first(value: Mapping[str, object], names: list[str]) -> str:
    return next((text for name in names if (text := ", ".join(list_values(value[name])))), "")
