"""Plain values as JSON for programs, safe to show."""

import json
import re
from datetime import datetime
from typing import Any

# JSON may hold these raw; a terminal, a log page or a build server would obey some of them.
# Source: as `guard`; "::" obeys nobody behind the quote that a line of JSON begins with.
_UNSAFE = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069]|#(?=#(?:vso)?\[)")


def format_json(summary: dict[str, Any]) -> str:
    r"""
    Return `summary` as indented JSON that is safe to show and loses nothing.

    >>> print(format_json({"title": "gió\x9b ##[error]"}))
    {
      "title": "gió\u009b \u0023#[error]"
    }
    """
    return escape_controls(json.dumps(summary, ensure_ascii=False, indent=2, default=write_time))


def write_time(value: Any) -> str:
    """Return what JSON has no form of, which is times alone, as ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def escape_controls(text: str) -> str:
    """Return JSON that means the same and holds nothing a terminal or a build server obeys."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
