"""The sentences of a report in the language of its reader."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# What is quoted stands as it does on the page, in every language.
_QUOTED = re.compile(r'("[^"]*")')

LANGUAGES = ("en", "vi")

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def load_wording(language: str) -> dict[str, str]:
    """Return every sentence and label of a report by its name; `language` is one of `LANGUAGES`."""
    return tomllib.loads((TEMPLATES / f"ui_{language}.toml").read_text(encoding="utf-8"))


def tell_why(why: str, ui: Mapping[str, str]) -> str:
    """
    Return the sentences that say why a verdict is what it is in the language of `ui`.

    They are made in English, with the lines they rest on; those stay as they stand.

    >>> tell_why("No copy shows when it was published.", load_wording("vi"))
    'Không bản nào cho biết đăng khi nào.'
    """
    parts = _QUOTED.split(why)
    for pattern, told in _load_phrases(ui["code"]):
        parts[::2] = [pattern.sub(told, part) for part in parts[::2]]
    return "".join(parts)


@cache
def _load_phrases(language: str) -> list[tuple[re.Pattern[str], str]]:
    path = TEMPLATES / f"why_{language}.toml"
    if not path.exists():
        return []
    phrases = tomllib.loads(path.read_text(encoding="utf-8"))["phrases"]
    return [(re.compile(pattern), told) for pattern, told in phrases]
