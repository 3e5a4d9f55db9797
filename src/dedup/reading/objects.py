"""JSON -> records: one object, an array of them, several in a row, or one that holds an array."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from ..errors import say_fault
from .encodings import Decoded, sniff_encoding
from .exports import flatten_export
from .fields import find_fields, list_values
from .formats import is_cut_off
from .ninjs import is_ninjs, make_ninjs_record
from .options import ReadOptions
from .pages import is_html_field, split_html_field
from .records import Part, Record, add_metadata
from .skips import Skip, SkippedInput, show_raw
from .sources import Source as Said
from .sources import write_sources
from .streams import Source

# Where an export keeps its articles.
HOLDERS = ("articles", "items", "results", "data", "documents", "records", "hits")

SKIPPABLE = re.compile(r"[\s,\x1e]*")  # RFC 7464 puts a record separator before each text
DECODER = json.JSONDecoder(strict=False)


def read_objects(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield a Record for every article of a JSON file, numbered from 1 if not alone in it."""
    decoded = sniff_encoding(source.head, encoding=options.encoding)
    values = iterate_values(_decode_chunks(source, decoded.encoding), options.max_bytes)
    first = next(values, None)
    if first is None:
        return
    second = next(values, None)
    if second is None and not first.in_array:
        yield from make_parts(first.value, source.file.path, decoded, options)
        return
    for number, found in enumerate(chain([first, *([second] if second else [])], values), 1):
        yield from make_parts(found.value, f"{source.file.path}#{number}", decoded, options)


def _decode_chunks(source: Source, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in source.read_chunks():
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


class Found(NamedTuple):
    """A JSON value, and whether it stands in an array that is the whole file."""

    value: Any
    in_array: bool


def iterate_values(chunks: Iterable[str], max_chars: int) -> Iterator[Found]:
    """
    Yield the JSON values that stand one after another in a text, or in its arrays.

    Parameters
    ----------
    chunks : iterable of str
        The text, cut anywhere.
    max_chars : int
        Of one value; no more than this and a chunk is held at a time.

    Raises
    ------
    SkippedInput
        `malformed`, with the line, at the first that is no JSON; `too_long`.

    Examples
    --------
    >>> [found.value for found in iterate_values(['[{"id": 1}, {"i', 'd": 2}]'], 99)]
    [{'id': 1}, {'id': 2}]

    """
    text, at, line, in_array = "", 0, 1, False
    for chunk in chain(chunks, [None]):
        line += text.count("\n", 0, at)
        text, at = text[at:] + (chunk or ""), 0
        while (at := SKIPPABLE.match(text, at).end()) < len(text):  # type: ignore[union-attr]
            if text[at] == ("]" if in_array else "["):
                in_array, at = not in_array, at + 1
                continue
            found = _decode_value(text, at, line, is_last=chunk is None)
            if found is None:
                break
            at = found[1]
            yield Found(found[0], in_array)
        if len(text) - at > max_chars:
            raise SkippedInput(
                "too_long", f"a value longer than {max_chars:,} characters (--max-bytes)", line
            )


def _decode_value(text: str, at: int, line: int, *, is_last: bool) -> tuple[Any, int] | None:
    """Return the value at `at` and where it ends, None if more text is needed."""
    try:
        return DECODER.raw_decode(text, at)
    except RecursionError as error:
        raise SkippedInput("malformed", "JSON nested too deeply", line + text.count("\n", 0, at)) from error
    except json.JSONDecodeError as error:
        if not is_last and is_cut_off(error):
            return None
        fault = line + text.count("\n", 0, error.pos)
        raise SkippedInput("malformed", f"not JSON: {error.msg}; the rest is not read", fault) from error
    except ValueError as error:
        raise SkippedInput(
            "malformed", f"not JSON: {say_fault(error)}; the rest is not read", line
        ) from error


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
    if is_ninjs(value):
        return make_ninjs_record(value, path, decoded, line=line)
    if isinstance(value.get("_source"), dict):  # Elasticsearch
        value = {**value["_source"], "id": value.get("_id")}
    value = flatten_export(value)
    fields = _find_fields(tuple(value), tuple(options.fields.items()))
    if "text" not in fields:
        return Skip("malformed", say_no_text(list(value)), line, path)
    lists = {ours: _pick_value(value, theirs) for ours, theirs in fields.items()}
    captions = [row for caption in lists.pop("captions", []) for row in caption.splitlines()]
    text = "\n\n".join(lists.pop("text"))
    pictured = [Said("photo", "photo", value) for value in lists.pop("photo", [])]
    said = {ours: ", ".join(values) for ours, values in lists.items()}
    if is_html_field(text):
        try:
            text, more = split_html_field(text)
        except SkippedInput as skipped:
            return skipped.skip._replace(path=path, line=line)
        captions += more
    record = Record(path=path, line=line, text=text, captions=captions, sources=write_sources(pictured))
    record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
    return add_metadata(record, said)


def _pick_value(value: dict[str, Any], names: list[str]) -> list[str]:
    return next((texts for name in names if (texts := list_values(value[name]))), [])


def say_no_text(names: Sequence[str]) -> str:
    """Return why a record is no article, with the field names it has."""
    shown = ", ".join(show_raw(name, 40) for name in names[:12])
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"no text field (--map text=NAME) among: {shown}{more}" if names else "an object with no fields"
