"""What two indexes must have in common to be compared: format, matching key, parameters."""

import json
from dataclasses import asdict
from typing import Any

from ..kernels.folding import KEY_VERSION
from ..params import Params

FORMAT = 2


def describe_rules(params: Params) -> dict[str, str]:
    """Return what two indexes must have in common to be compared."""
    rules = json.dumps(asdict(params), sort_keys=True)
    return {"format": str(FORMAT), "key_version": str(KEY_VERSION), "params": rules}


def find_difference(expected: str, found: str) -> str:
    """
    Return the first setting that differs.

    >>> find_difference('{"seed": 1}', '{"seed": 2}')
    'seed = 1, got 2'
    """
    ours, theirs = (_flatten(json.loads(text)) for text in (expected, found))
    name = next(name for name in sorted(ours | theirs) if ours.get(name) != theirs.get(name))
    return f"{name} = {ours.get(name)}, got {theirs.get(name)}"


def _flatten(settings: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in settings.items():
        flat |= _flatten(value, f"{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat
