"""The sentences of a report in the language of its reader."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "vi")

TEMPLATES = Path(__file__).parents[1] / "templates"


@cache
def load_wording(language: str) -> dict[str, str]:
    """Return every sentence and label of a report by its name; `language` is one of `LANGUAGES`."""
    return tomllib.loads((TEMPLATES / f"ui_{language}.toml").read_text(encoding="utf-8"))
