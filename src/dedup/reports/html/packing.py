"""Data inside a page: JSON no parser of HTML can leave, and packed parts opened when asked for."""

import base64
import gzip
import json
from collections.abc import Iterable, Iterator
from typing import Any

# A part is unpacked when one of its clusters is opened: small enough to take no time.
PART_CHARS = 1_000_000

# In JSON these can only stand inside a string, where the escape means the same.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def format_data(value: Any) -> str:
    r"""
    Return `value` as JSON that is only ever text inside a `<script>` element.

    >>> format_data("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def pack_parts(items: Iterable[tuple[str, Any]]) -> Iterator[tuple[list[str], str]]:
    """Yield (names, packed) for runs of items: gzip of a JSON object of them, in base64."""
    names: list[str] = []
    texts: list[str] = []
    held = 0
    for name, value in items:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        names.append(name)
        texts.append(f"{json.dumps(name)}:{text}")
        held += len(text)
        if held >= PART_CHARS:
            yield names, _pack(texts)
            names, texts, held = [], [], 0
    if names:
        yield names, _pack(texts)


def _pack(texts: list[str]) -> str:
    # mtime=0: the same run gives the same bytes.
    packed = gzip.compress(f"{{{','.join(texts)}}}".encode(), compresslevel=6, mtime=0)
    return base64.b64encode(packed).decode()
