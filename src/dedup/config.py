"""Settings from `dedup.toml`, or from `[tool.dedup]` of the nearest `pyproject.toml`."""

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import InputError, ParameterError, say_fault

# What a TOML value is called in an error message.
_NAMES = {bool: "true or false", int: "a whole number", str: "a text", dict: "a table"}


@dataclass(frozen=True, slots=True)
class Config:
    """Settings as one file gives them; `path` is None where there is no file."""

    path: Path | None = None
    values: dict[str, Any] = field(default_factory=dict)


def read_config(folder: Path) -> Config:
    """
    Return the settings that hold in `folder`.

    `dedup.toml` in the folder itself wins; else the nearest `pyproject.toml`, in the
    folder or above it, if it has a `[tool.dedup]` table.
    """
    if (folder / "dedup.toml").is_file():
        return read_config_file(folder / "dedup.toml")
    for place in (folder, *folder.parents):
        if (place / "pyproject.toml").is_file():
            return read_config_file(place / "pyproject.toml")
    return Config()


def read_config_file(path: Path) -> Config:
    """
    Return the settings of one file.

    Raises
    ------
    InputError
        If it cannot be read.
    ParameterError
        If it is not TOML in UTF-8, or `[tool.dedup]` is not a table.

    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise InputError(f"cannot read {path}: {problem.strerror}") from None
    except (ValueError, RecursionError) as problem:  # no TOML, no UTF-8, a number without end
        raise ParameterError(f"{path} is not valid TOML: {say_fault(problem)}") from None
    if path.name == "pyproject.toml":
        tool = values.get("tool", {})
        values = tool.get("dedup", {}) if isinstance(tool, dict) else {}
    if not isinstance(values, dict):
        raise ParameterError(f"{path}: [tool.dedup] must be a table, got {values!r}")
    return Config(path, values)


def check_config(
    config: Config, kinds: Mapping[str, type], elsewhere: Collection[str] = ()
) -> dict[str, Any]:
    """
    Return the settings under their Python names, all known and of the right kind.

    Parameters
    ----------
    config : Config
        A key may be written with hyphens, as the flag is, or with underscores.
    kinds : mapping of str to type
        Every known setting and what it holds: bool, int, str or dict.
    elsewhere : collection of str
        Names that mean something in the file, though not here: nearness counts them.

    Raises
    ------
    ParameterError
        If a key is unknown (with the nearest known one) or its value of another
        kind; names file and key.

    """
    settings: dict[str, Any] = {}
    for key, value in config.values.items():
        name = key.replace("-", "_")
        if name not in kinds:
            raise ParameterError(f"{config.path}: unknown key {key!r}{suggest(name, kinds, elsewhere)}")
        # bool is an int to Python; to a reader of the file it is not.
        if type(value) is not kinds[name] or "\0" in str(value):  # no path and no name holds a NUL
            raise ParameterError(f"{config.path}: {key} must be {_NAMES[kinds[name]]}, got {value!r}")
        settings[name] = value
    return settings


def suggest(name: str, known: Collection[str], elsewhere: Collection[str] = (), what: str = "keys") -> str:
    """
    Return "; did you mean …?" with the one nearest known name, or what is known.

    >>> suggest("levle", ["level", "top"])
    "; did you mean 'level'?"
    >>> suggest("DD9", ["DD1", "DD2"], what="rules")
    '; known rules: DD1, DD2'
    """
    near = difflib.get_close_matches(name, sorted({*known, *elsewhere}), n=2)
    # Of two equally near names neither is meant.
    far = len(near) == 2 and _rate(name, near[0]) == _rate(name, near[1])
    if near and not far:
        return f"; did you mean {near[0].replace('_', '-')!r}?"
    return f"; known {what}: {', '.join(sorted(each.replace('_', '-') for each in known))}"


def _rate(name: str, other: str) -> float:
    # As `get_close_matches` does.
    return difflib.SequenceMatcher(None, other, name).ratio()
