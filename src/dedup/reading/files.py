"""Paths the user names -> the files to read, each once, in an order of their own."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from .roots import STDIN, Root, expand_paths, make_roots
from .skips import show_raw

COMPRESSED = (".gz", ".gzip", ".zst", ".zstd")
# What may have its metadata in a .json of the same name.
SIDE_SUFFIX = ".json"
PAGE_SUFFIXES = (".txt", ".text", ".html", ".htm", ".md")

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
    named = expand_paths(paths)
    roots = make_roots([path for path in named if path != STDIN], root, steady=steady)
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


def _find_under(root: Root) -> Iterator[FoundFile]:
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
    pages = [f"{stem}{kind}{packed}" for kind in PAGE_SUFFIXES for packed in ("", *COMPRESSED)]
    beside = pages if extension == SIDE_SUFFIX else [_name_side(location)]
    return [name for name in beside if os.path.isfile(name) and not os.path.islink(name)]


def _say_why(error: OSError) -> str:
    return (error.strerror or "unreadable").lower()


def _describe(location: str, root: Root) -> FoundFile:
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


def _refuse(real: str, root: Root, status: os.stat_result) -> str:
    # What the user names is followed and opened; what is met in a folder need not be meant.
    if not real.startswith(root.real.rstrip(os.sep) + os.sep):
        return "a link out of the scanned folder"
    if stat.S_ISDIR(status.st_mode):
        return "a link to a folder, which is read where it stands"
    # A pipe would wait forever.
    return "" if stat.S_ISREG(status.st_mode) else "neither a file nor a folder"


def _attach_sides(files: list[FoundFile]) -> list[FoundFile]:
    sides = {file.location for file in files if file.location.endswith(SIDE_SUFFIX) and not file.refused}
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
    return f"{stem}{SIDE_SUFFIX}" if extension.lower() in PAGE_SUFFIXES else ""


def _keep_first(files: Iterable[FoundFile]) -> list[FoundFile]:
    # A link inside the folder is the file it leads to; the file itself goes first.
    kept: dict[str, FoundFile] = {}
    for file in sorted(files, key=lambda file: (file.is_link, file.path)):
        kept.setdefault(file.path if file.refused else file.location, file)
    return list(kept.values())
