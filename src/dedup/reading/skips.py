"""Input that was found and could not be read, and why."""

import unicodedata
from typing import Literal, NamedTuple

Reason = Literal["empty", "binary", "too_long", "undecodable", "unreadable", "malformed"]


class Skip(NamedTuple):
    """One row of SKIPPED; `path` is filled in where the file is known."""

    reason: Reason
    detail: str
    line: int = 0  # 0 for the file as a whole
    path: str = ""


class SkippedInput(Exception):
    """Raised by a reader to give up the rest of its file."""

    def __init__(self, reason: Reason, detail: str, line: int = 0) -> None:
        super().__init__(detail)
        self.skip = Skip(reason, detail, line)


def show_raw(text: str, limit: int = 120) -> str:
    r"""
    Return input quoted in a message, harmless to a terminal.

    Control and format characters (escape sequences, direction overrides) become
    visible escapes; what is longer than `limit` characters is cut.

    >>> show_raw("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    cut = text[:limit] + ("…" if len(text) > limit else "")
    return "".join(_show_character(character) for character in cut)


def _show_character(character: str) -> str:
    # Cc, Cf, Cs, Co, Cn: nothing that has a glyph.
    if unicodedata.category(character).startswith("C"):
        return character.encode("unicode_escape").decode()
    return character
