"""
Find the news text that repeats across outlets, and who published it first.

    >>> import dedup
    >>> run = dedup.scan(["corpus/"], dedup.ScanOptions(), print)  # doctest: +SKIP
    >>> run.clusters  # doctest: +SKIP

Names are loaded when they are first used, so that `import dedup` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import DedupError, IndexMismatch, InputError, ParameterError, SchemaError, UnreadableInput
    from .params import LevelParams, Params, ScanOptions
    from .pipeline import scan
    from .run import Run

__all__ = [
    "DedupError",
    "IndexMismatch",
    "InputError",
    "LevelParams",
    "ParameterError",
    "Params",
    "Run",
    "ScanOptions",
    "SchemaError",
    "UnreadableInput",
    "scan",
]

_ROOMS = {
    "LevelParams": "params",
    "Params": "params",
    "ScanOptions": "params",
    "Run": "run",
    "scan": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'dedup' has no attribute {name!r}")
    return getattr(import_module(f".{_ROOMS.get(name, 'errors')}", __name__), name)
