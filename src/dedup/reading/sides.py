"""Metadata that stands beside a page: `x.json` beside `x.txt`."""

import json
from collections.abc import Mapping
from pathlib import Path

from .encodings import decode_text
from .fields import find_fields, list_values
from .options import ReadOptions
from .skips import SkippedInput

# What a side file may say of a page; the page itself is its text.
SAYS = ("id", "outlet", "title", "language", "url", "published", "modified", "captured", "author", "credit")
MAX_SIDE_BYTES = 1 << 20  # metadata of one page


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
    return pick_fields(value, options)


def pick_fields(value: Mapping[str, object], options: ReadOptions) -> dict[str, str]:
    """Return what the fields of `value` say of a page, by our names."""
    fields = find_fields([name for name in value if name], options.fields)
    said = {ours: _say_first(value, names) for ours, names in fields.items() if ours in SAYS}
    return {ours: text for ours, text in said.items() if text}


def _say_first(value: Mapping[str, object], names: list[str]) -> str:
    return next((text for name in names if (text := ", ".join(list_values(value[name])))), "")
