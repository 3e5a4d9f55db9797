"""A file that is whole, or as it was."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ..errors import DedupError

Result = TypeVar("Result")


def replace_file(target: Path, write: Callable[[Path], Result]) -> Result:
    """
    Have `write` make a file, put it in the place of `target` when all went well, and return what it returned.

    A pipe or a device is written to: nothing can take its place.  A link stays one.

    Raises
    ------
    DedupError
        If the target cannot be written.

    """
    if target.is_dir():
        raise DedupError(f"{target} is a folder; name a file")
    try:
        if target.exists() and not target.is_file():
            return write(target)
        file = target.resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{file.name}-", dir=file.parent) as scratch:
            fresh = Path(scratch) / file.name
            done = write(fresh)
            os.replace(fresh, file)
            return done
    except OSError as problem:
        raise refuse(target, problem) from None


def write_text(text: str, target: Path) -> None:
    """Write a text to a file; see `replace_file`."""
    replace_file(target, lambda path: path.write_text(text, encoding="utf-8", newline=""))


def refuse(target: Path, problem: OSError) -> DedupError:
    """Return the error that says why `target` cannot be written."""
    return DedupError(f"cannot write {target}: {problem.strerror or problem}")
