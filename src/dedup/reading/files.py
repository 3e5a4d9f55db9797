"""Paths the user names -> the files to read, each once, in an order of their own."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from glob import has_magic, iglob
from pathlib import Path, PurePath
from typing import NamedTuple

from ..errors import InputError
from .skips import show_raw

STDIN = "-"
COMPRESSED = (".gz", ".gzip", ".zst", ".zstd")
# What may have its metadata in a .json of the same name.
SIDE = ".json"
PAGES = (".txt", ".text", ".html", ".htm", ".md")

# What stands in a folder of pages to describe it is no page.
ABOUT = re.compile(r"(?i)(?:README|LICEN[CS]E)(?:\.\w+)?|.+\.toml")
RUN_FILES = {"run.json", "clusters.csv", "members.csv"}  # a folder that an earlier scan wrote

# A folder of dates is when a dump was made, never who published it.
DATE_FOLDER = re.compile(r"(?:19|20)\d\d(?:[-_.]?\d\d){0,2}|\d{1,2}")


class FoundFile(NamedTuple):
    """One file to read, or one that must not be read and why."""

    path: str  # relative to the scanned root, "/" between folders
    outlet: str  # the first folder under the scanned root, "" if there is none
    location: str  # where to open it; "-" is standard input
    size_bytes: int  # on disk
    side: str = ""  # where its metadata stands, "" for nowhere
    refused: str = ""  # why it is not opened, "" if it is
    is_link: bool = False  # `location` is what it leads to


class _Root(NamedTuple):
    """A path the user gave."""

    given: str
    folder: str  # itself, or the folder it stands in
    real: str  # the folder with every link in its path followed
    top: str  # what its files' paths are relative to
    base: str  # whose folders are outlets
    several: bool  # whether other folders are scanned with it


def find_files(
    paths: Sequence[str], *, meta: Path | None = None, root: Path | None = None, steady: bool = False
) -> list[FoundFile]:
    """
    Return every file under `paths`, each once, sorted by path.

    A folder is searched to any depth; what begins with a dot is left out, and so are
    metadata files (`x.json` beside `x.txt`, and `meta`), README, LICENSE and .toml
    files, and the folder of an earlier run.  What the user names is always read: a page with the metadata
    beside it, and metadata with their page.  Links that lead out of their folder, folders that cannot be
    listed, and what is neither file nor folder, come back refused.

    Parameters
    ----------
    paths : sequence of str
        Folders, files, globs, or "-" for standard input.  Their order and overlaps
        change nothing.  With several, `path` is relative to their common parent.
    meta : Path, optional
        A metadata table, which is no article.
    root : Path, optional
        The folder that `path` and `outlet` count from, instead of what `paths` name.
    steady : bool
        Whether a file that is named itself counts from the working folder: its `path` and
        `outlet` then do not depend on how many are named.

    Raises
    ------
    InputError
        If a path is not there or not under `root`, or nothing is found; says what was looked for.

    """
    table = os.path.realpath(meta) if meta else ""
    named = sorted({path for given in paths for path in _expand(given)})
    outermost = _keep_outermost([path for path in named if path != STDIN])
    roots = _place_under(os.path.abspath(root), outermost) if root else _make_roots(outermost, steady=steady)
    found = [file for root in roots for file in _find_under(root)]
    found = _attach_sides([file for file in found if file.location != table])
    if STDIN in named:
        found.append(FoundFile(STDIN, "", STDIN, 0))
    if not found:
        raise InputError(f"no file to read in {', '.join(map(show_raw, paths)) or 'no path at all'}")
    return sorted(_keep_first(found))


def total_bytes(files: Iterable[FoundFile]) -> int:
    """Return the bytes on disk that reading `files` will pass; standard input counts 0."""
    return sum(file.size_bytes for file in files if not file.refused)


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


def _place_under(base: str, paths: list[str]) -> list[_Root]:
    for path in paths:
        if not PurePath(path).is_relative_to(base):
            raise InputError(f"{show_raw(path)} is not under {show_raw(base)}, the root that was named")
    folders = [_find_folder(path) for path in paths]
    return [
        _Root(path, folder, os.path.realpath(folder), base, base, several=False)
        for path, folder in zip(paths, folders, strict=True)
    ]


def _make_roots(paths: list[str], *, steady: bool) -> list[_Root]:
    lone = {path for path in paths if steady and not os.path.isdir(path)}
    folders = {_find_folder(path) for path in paths if path not in lone}
    top = os.path.commonpath(folders) if folders else ""
    roots = []
    for path in paths:
        folder, alone = _find_folder(path), path in lone
        counted = os.getcwd() if alone else top
        several = len(folders) > 1 and not alone
        roots.append(_Root(path, folder, os.path.realpath(folder), counted, folder, several))
    return roots


def _find_folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def _find_under(root: _Root) -> Iterator[FoundFile]:
    if root.given != root.folder:
        yield from (_describe(name, root) for name in (root.given, *_find_beside(root.given)))
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root.folder, onerror=closed.append):
        if set(names) >= RUN_FILES:
            folders.clear()
            continue
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = [name for name in folders if not name.startswith(".") and name not in links]
        for name in [*names, *links]:
            if not name.startswith(".") and not ABOUT.fullmatch(name):
                yield _describe(os.path.join(folder, name), root)
    for error in closed:
        if error.filename == root.folder:
            raise InputError(f"cannot list {show_raw(root.folder)}: {error.strerror}")
        yield _describe(str(error.filename), root)._replace(refused=_say_why(error))


def _find_beside(location: str) -> list[str]:
    """Return where the metadata of a page stand, or the pages that metadata are of."""
    # What a link leads to has another name, and perhaps metadata of its own.
    if os.path.islink(location):
        return []
    stem, extension = os.path.splitext(location)
    pages = [f"{stem}{kind}{packed}" for kind in PAGES for packed in ("", *COMPRESSED)]
    beside = pages if extension == SIDE else [_name_side(location)]
    return [name for name in beside if os.path.isfile(name) and not os.path.islink(name)]


def _say_why(error: OSError) -> str:
    return (error.strerror or "unreadable").lower()


def _describe(location: str, root: _Root) -> FoundFile:
    within = location.removeprefix(os.path.join(root.folder, ""))
    outlet = _find_outlet(location.removeprefix(os.path.join(root.base, "")).split(os.sep)[:-1])
    if not outlet and root.several:
        outlet = _find_outlet((os.path.basename(root.folder),))
    path = _say_path(location.removeprefix(os.path.join(root.top, "")))
    try:
        is_link = os.path.islink(location)
        status = os.stat(location)
    except OSError as error:
        return FoundFile(path, outlet, location, 0, refused=_say_why(error))
    # A pipe has no place of its own: "/dev/fd/63" leads to a name that cannot be opened.
    follow = is_link and (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode))
    real = os.path.realpath(location) if follow else os.path.join(root.real, within)
    refused = "" if location == root.given else _refuse(real, root, status)
    return FoundFile(path, outlet, real, status.st_size, refused=refused, is_link=is_link)


def _find_outlet(folders: Sequence[str]) -> str:
    return next((_say_path(name) for name in folders if not DATE_FOLDER.fullmatch(name)), "")


def _say_path(path: str) -> str:
    # A name that is not UTF-8 must still be printable, and stay itself.
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _refuse(real: str, root: _Root, status: os.stat_result) -> str:
    # What the user names is followed and opened; what is met in a folder need not be meant.
    if not real.startswith(root.real.rstrip(os.sep) + os.sep):
        return "a link out of the scanned folder"
    if stat.S_ISDIR(status.st_mode):
        return "a link to a folder, which is read where it stands"
    # A pipe would wait forever.
    return "" if stat.S_ISREG(status.st_mode) else "neither a file nor a folder"


def _attach_sides(files: list[FoundFile]) -> list[FoundFile]:
    sides = {file.location for file in files if file.location.endswith(SIDE) and not file.refused}
    if not sides:
        return files
    attached = [
        file._replace(side=side) if (side := _name_side(file.location)) in sides else file for file in files
    ]
    used = {file.side for file in attached}
    return [file for file in attached if file.location not in used]


def _name_side(location: str) -> str:
    stem, extension = os.path.splitext(location)
    if extension.lower() in COMPRESSED:
        stem, extension = os.path.splitext(stem)
    return f"{stem}{SIDE}" if extension.lower() in PAGES else ""


def _keep_first(files: Iterable[FoundFile]) -> list[FoundFile]:
    # A link inside the folder is the file it leads to; the file itself goes first.
    kept: dict[str, FoundFile] = {}
    for file in sorted(files, key=lambda file: (file.is_link, file.path)):
        kept.setdefault(file.path if file.refused else file.location, file)
    return list(kept.values())
