"""Plain values as JSON for programs, safe to show."""

import json
import re
from typing import Any

# JSON may hold these raw; a terminal, or a log page, would obey some of them.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def format_json(summary: dict[str, Any]) -> str:
    r"""
    Return `summary` as indented JSON that is safe to show and loses nothing.

    >>> print(format_json({"title": "gió\x9b"}))
    {
      "title": "gió\u009b"
    }
    """
    return escape_controls(json.dumps(summary, ensure_ascii=False, indent=2))


def escape_controls(text: str) -> str:
    """Return JSON that means the same and holds no character a terminal obeys."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
