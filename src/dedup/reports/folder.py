"""The folder a run is saved in: complete, or not there at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import DedupError
from .contract import TABLES
from .files import refuse

RUN_FILES = frozenset({*(f"{name}.csv" for name in TABLES), "blocks.parquet", "dossier.zip", "run.json"})


def check_folder(folder: Path) -> None:
    """
    Refuse a folder that a run may not be saved in, before any work is done.

    Raises
    ------
    DedupError
        If `folder` is a file, or holds anything a run did not write, or its parent
        cannot be made.

    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        names = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    except OSError as problem:
        raise refuse(folder, problem) from None
    foreign = sorted(names - RUN_FILES)
    if foreign:
        raise DedupError(f"{folder} holds {foreign[0]!r}, which no run wrote; choose another folder with -o")
    if names and "run.json" not in names:
        raise DedupError(f"{folder} is not a saved run (no run.json); choose another folder with -o")


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """
    Give an empty folder to fill, and put it in the place of `folder` when all went well.

    After any failure, Ctrl-C included, `folder` is as it was and nothing is left beside it.
    """
    check_folder(folder)
    target = folder.resolve()
    try:
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as problem:
        raise refuse(folder, problem) from None
    fresh, old = scratch / "new", scratch / "old"
    try:
        # mkdtemp is private to its owner; a report is as readable as any new folder.
        fresh.mkdir()
        yield fresh
        _swap(fresh, target, old)
    except OSError as problem:
        if problem.errno == errno.EPIPE:
            raise
        raise refuse(folder, problem) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _swap(fresh: Path, target: Path, old: Path) -> None:
    if target.exists():
        os.replace(target, old)
    try:
        os.replace(fresh, target)
    except BaseException:
        if old.exists():
            os.replace(old, target)
        raise
