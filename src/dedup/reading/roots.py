"""Paths the user names -> where to search, and what the paths of files count from."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from glob import has_magic, iglob
from pathlib import Path, PurePath
from typing import NamedTuple

from ..errors import InputError
from .skips import show_raw

STDIN = "-"


class Root(NamedTuple):
    """A path the user gave."""

    given: str
    folder: str  # itself, or the folder it stands in
    real: str  # the folder with every link in its path followed
    top: str  # what its files' paths are relative to
    base: str  # whose folders are outlets
    several: bool  # whether other folders are scanned with it


def expand_paths(paths: Sequence[str]) -> list[str]:
    """
    Return the absolute paths that the user's stand for, each once, sorted; `STDIN` as it is.

    Raises
    ------
    InputError
        If a path is not there, or a pattern matches nothing.

    """
    return sorted({path for given in paths for path in _expand(given)})


def make_roots(paths: list[str], root: Path | None, *, steady: bool) -> list[Root]:
    """
    Return the outermost of `paths`, which are absolute, as roots; see `files.find_files`.

    Raises
    ------
    InputError
        If a path is not under `root`.

    """
    outermost = _keep_outermost(paths)
    return (
        _place_under(os.path.abspath(root), outermost) if root else _place_together(outermost, steady=steady)
    )


def _expand(given: str) -> list[str]:
    if given == STDIN:
        return [STDIN]
    if os.path.lexists(given):
        return [os.path.abspath(given)]
    if has_magic(given):
        matches = [os.path.abspath(match) for match in iglob(given, recursive=True)]
        if matches:
            return matches
        raise InputError(f"no file matches {show_raw(given)}")
    raise InputError(f"no such file or folder: {show_raw(given)}{_suggest(given)}")


def _suggest(given: str) -> str:
    folder = os.path.dirname(given) or "."
    try:
        names = os.listdir(folder)
    except OSError:
        return ""
    close = get_close_matches(os.path.basename(given), names, n=1)
    return f"; did you mean {show_raw(os.path.join(os.path.dirname(given), close[0]))}?" if close else ""


def _keep_outermost(paths: list[str]) -> list[str]:
    # Sorted by parts, a folder comes just before all that is in it.
    kept: list[PurePath] = []
    for path in sorted(PurePath(path) for path in paths):
        inside = kept and path.is_relative_to(kept[-1])
        if not inside:
            kept.append(path)
    return [str(path) for path in kept]


def _place_under(base: str, paths: list[str]) -> list[Root]:
    for path in paths:
        if not PurePath(path).is_relative_to(base):
            raise InputError(f"{show_raw(path)} is not under {show_raw(base)}, the root that was named")
    folders = [_find_folder(path) for path in paths]
    return [
        Root(path, folder, os.path.realpath(folder), base, base, several=False)
        for path, folder in zip(paths, folders, strict=True)
    ]


def _place_together(paths: list[str], *, steady: bool) -> list[Root]:
    lone = {path for path in paths if steady and not os.path.isdir(path)}
    folders = {_find_folder(path) for path in paths if path not in lone}
    top = os.path.commonpath(folders) if folders else ""
    roots = []
    for path in paths:
        folder, alone = _find_folder(path), path in lone
        counted = os.getcwd() if alone else top
        several = len(folders) > 1 and not alone
        roots.append(Root(path, folder, os.path.realpath(folder), counted, folder, several))
    return roots


def _find_folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)
