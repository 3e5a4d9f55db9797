"""JSON -> records: one object, an array of them, several in a row, or one that holds an array."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import polars as pl

from .encodings import Decoded, decode_text
from .fields import find_fields, list_values
from .options import ReadOptions
from .records import Record, add_metadata
from .skips import Skip, SkippedInput, show_raw
from .streams import Source

Part = Record | pl.DataFrame | Skip

# Where an export keeps its articles.
HOLDERS = ("articles", "items", "results", "data", "documents", "records", "hits")

SPACE = re.compile(r"[\s,]*")
DECODER = json.JSONDecoder(strict=False)
SPLIT_KEYS = ("text", "captions")


def read_objects(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield a Record for every article of a JSON file, numbered from 1 if in an array."""
    decoded = decode_text(source.read_whole(_limit_whole(source, options)), encoding=options.encoding)
    values = list(iterate_values(decoded.text))
    if len(values) == 1 and isinstance(values[0], dict):
        yield from make_parts(values[0], source.file.path, decoded, options)
        return
    for number, value in enumerate(_flatten(values), 1):
        yield from make_parts(value, f"{source.file.path}#{number}", decoded, options)


# An array is a container: read whole, it may hold many articles, but not all memory.
MAX_ARRAY_ARTICLES = 64


def _limit_whole(source: Source, options: ReadOptions) -> int:
    is_array = source.head.lstrip()[:1] == b"["
    return options.max_bytes * (MAX_ARRAY_ARTICLES if is_array else 1)


def iterate_values(text: str) -> Iterator[Any]:
    """
    Yield the JSON values that stand one after another in `text`.

    Raises
    ------
    SkippedInput
        `malformed`, with the line, at the first that is none.

    """
    at = SPACE.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        try:
            value, at = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            line = text.count("\n", 0, getattr(error, "pos", at)) + 1
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise SkippedInput("malformed", f"not JSON: {show_raw(reason)}", line) from error
        yield value
        at = SPACE.match(text, at).end()  # type: ignore[union-attr]


def _flatten(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def make_parts(
    value: Any, path: str, decoded: Decoded, options: ReadOptions, *, line: int = 0
) -> Iterator[Part]:
    """Yield what a JSON value is: an article, an object that holds some, or a Skip."""
    if not isinstance(value, dict):
        yield Skip("malformed", f"expected an object, got {type(value).__name__}", line, path)
        return
    held = next((value[name] for name in HOLDERS if _is_list_of_objects(value.get(name))), None)
    if held is not None and "text" not in _find_fields(tuple(value), tuple(options.fields.items())):
        for number, item in enumerate(held, 1):
            yield make_record(item, f"{path}#{number}", decoded, options, line=line)
        return
    yield make_record(value, path, decoded, options, line=line)


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


@lru_cache(maxsize=256)
def _find_fields(names: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    return find_fields(names, dict(mapping))


def make_record(
    value: dict[str, Any], path: str, decoded: Decoded, options: ReadOptions, *, line: int = 0
) -> Record | Skip:
    """Return the Record a JSON object is, or a Skip that names the fields it has."""
    if isinstance(value.get("_source"), dict):  # Elasticsearch
        value = {**value["_source"], "id": value.get("_id")}
    fields = _find_fields(tuple(value), tuple(options.fields.items()))
    if "text" not in fields:
        return Skip("malformed", say_no_text(list(value)), line, path)
    lists = {ours: _pick_value(value, theirs) for ours, theirs in fields.items()}
    captions = [row for caption in lists.pop("captions", []) for row in caption.splitlines()]
    text = "\n\n".join(lists.pop("text"))
    said = {ours: ", ".join(values) for ours, values in lists.items()}
    record = Record(path=path, line=line, text=text, captions=captions)
    record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
    return add_metadata(record, said)


def _pick_value(value: dict[str, Any], names: list[str]) -> list[str]:
    return next((texts for name in names if (texts := list_values(value[name]))), [])


def say_no_text(names: Sequence[str]) -> str:
    """Return why a record is no article, with the field names it has."""
    shown = ", ".join(show_raw(name, 40) for name in names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"no text field (--map text=NAME) among: {shown}{more}" if names else "an object with no fields"
