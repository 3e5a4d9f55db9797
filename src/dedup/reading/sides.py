"""Metadata that stands beside a page: `x.json` beside `x.txt`."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from ..errors import say_fault
from .encodings import decode_text
from .fields import find_fields, list_values
from .files import FoundFile
from .options import ReadOptions
from .skips import Skip, SkippedInput
from .streams import say_error

# What a side file may say of a page; the page itself is its text.
SAYS = ("id", "outlet", "title", "language", "url", "published", "modified", "captured", "author", "credit")
MAX_SIDE_BYTES = 1 << 20  # metadata of one page


def read_side(file: FoundFile, options: ReadOptions) -> Mapping[str, str] | Skip:
    """
    Return what the JSON object beside `file` says.

    A Skip for one that cannot be read, with its own path: the page is read without it.
    """
    if not file.side:
        return {}
    folder, _, _ = file.path.rpartition("/")
    name = os.fsencode(Path(file.side).name).decode("utf-8", "backslashreplace")
    try:
        with Path(file.side).open("rb") as side:
            return pick_fields(_read_object(side.read(MAX_SIDE_BYTES + 1)), options)
    except OSError as error:
        skip = Skip("unreadable", f"metadata of a page: {say_error(error)}")
    except SkippedInput as skipped:
        skip = skipped.skip._replace(detail=f"metadata of a page: {skipped.skip.detail}")
    return skip._replace(path=f"{folder}/{name}".lstrip("/"))


def _read_object(data: bytes) -> dict[str, object]:
    if len(data) > MAX_SIDE_BYTES:
        raise SkippedInput("too_long", f"longer than {MAX_SIDE_BYTES:,} bytes")
    try:
        value = json.loads(decode_text(data).text)
    except RecursionError as error:
        raise SkippedInput("malformed", "JSON nested too deeply") from error
    except json.JSONDecodeError as error:
        raise SkippedInput("malformed", f"not JSON: {error.msg}", error.lineno) from error
    except ValueError as error:
        raise SkippedInput("malformed", f"not JSON: {say_fault(error)}") from error
    if not isinstance(value, dict):
        raise SkippedInput("malformed", f"expected an object, got {type(value).__name__}")
    return value


def pick_fields(value: Mapping[str, object], options: ReadOptions) -> dict[str, str]:
    """Return what the fields of `value` say of a page, by our names."""
    fields = find_fields([name for name in value if name], options.fields)
    said = {ours: _say_first(value, names) for ours, names in fields.items() if ours in SAYS}
    return {ours: text for ours, text in said.items() if text}


def _say_first(value: Mapping[str, object], names: list[str]) -> str:
    return next((text for name in names if (text := ", ".join(list_values(value[name])))), "")
