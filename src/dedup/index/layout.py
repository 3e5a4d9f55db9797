"""
A segment file: arrays one after another, and a checksum for every page of them.

No byte of a segment is believed before the page it stands on was checked, and only
pages that are read are: opening a large index costs no more than opening a small one.
"""

import json
import mmap
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from ..errors import IndexMismatch
from ..kernels.postings import PAGE_LANES, find_bad_page, hash_pages

LANE_BYTES = 8
PAGE_BYTES = PAGE_LANES * LANE_BYTES
SUFFIX = ".segment"

Array = NDArray[Any]


class Entry(NamedTuple):
    """What the catalog keeps of a segment: enough to know it again."""

    name: str
    articles: int
    file_bytes: int
    digest: str  # of the table of page digests, which stands at the file's end
    layout: str  # JSON: array -> [dtype, offset in bytes, length]


def write_segment(folder: Path, name: str, parts: Iterable[tuple[str, Array]]) -> Entry:
    """
    Write arrays as one file, on the disk for good when this returns.

    Parameters
    ----------
    folder : Path
    name : str
    parts : iterable of (str, array)
        Name and numbers; an array may come in several parts, one after another, so that it
        is never held whole.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written; nothing is left there.

    """
    file_name = name + SUFFIX
    draft = folder / f"{file_name}.tmp"
    try:
        with draft.open("wb") as file:
            layout, digests = _write_parts(file, parts)
            file.write(digests.data)
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        os.replace(draft, folder / file_name)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    flush_folder(folder)
    digest = xxhash.xxh3_128_hexdigest(digests.data)
    return Entry(name, layout["numbers"][2], size, digest, json.dumps(layout))


def _write_parts(
    file: BinaryIO, parts: Iterable[tuple[str, Array]]
) -> tuple[dict[str, list[Any]], NDArray[np.uint64]]:
    """Write arrays one after another; return where each stands, and the digest of every page."""
    layout: dict[str, list[Any]] = {}
    digests, rest, offset = [], np.empty(0, dtype=np.uint8), 0
    for key, array in parts:
        data = np.ascontiguousarray(array).view(np.uint8).reshape(-1)
        if key not in layout:
            pad = np.zeros(-offset % LANE_BYTES, dtype=np.uint8)
            rest, offset = np.concatenate([rest, pad]), offset + len(pad)
            layout[key] = [array.dtype.str, offset, 0]
        layout[key][2] += len(array)
        rest, offset = np.concatenate([rest, data]), offset + len(data)
        whole = len(rest) // PAGE_BYTES * PAGE_BYTES
        digests.append(_write_pages(file, rest[:whole]))
        rest = rest[whole:]
    last = np.concatenate([rest, np.zeros(-offset % LANE_BYTES, dtype=np.uint8)])
    digests.append(_write_pages(file, last))
    return layout, np.concatenate(digests)


def _write_pages(file: BinaryIO, data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    lanes = data.view(np.uint64)
    digests = np.empty(-(-len(lanes) // PAGE_LANES), dtype=np.uint64)
    hash_pages(lanes, digests)
    file.write(data.data)
    return digests


def flush_folder(folder: Path) -> None:
    """Have the folder's names on the disk; without this a rename may be lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Segment:
    """One segment file, mapped; every access names what it reads, so that it can be checked."""

    def __init__(self, folder: Path, entry: Entry) -> None:
        self.entry, self.path = entry, folder / (entry.name + SUFFIX)
        self._layout: dict[str, tuple[str, int, int]] = json.loads(entry.layout)
        found = self.path.stat().st_size
        if found != entry.file_bytes:
            raise self.damage(f"expected {entry.file_bytes:,} bytes, found {found:,}")
        pages = -(-entry.file_bytes // (PAGE_BYTES + LANE_BYTES))
        with self.path.open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        every = np.frombuffer(self._mapped, dtype=np.uint64)
        self._lanes, self._digests = every[:-pages], np.array(every[-pages:])
        if xxhash.xxh3_128_hexdigest(self._digests.tobytes()) != entry.digest:
            raise self.damage("its table of checksums has another checksum")
        self._sound = np.zeros(pages, dtype=np.uint8)

    def array(self, name: str) -> Array:
        """Return an array whole, checked."""
        view = self.view(name)
        self.check(name, np.zeros(1, np.int64), np.full(1, len(view), np.int64))
        return view

    def view(self, name: str) -> Array:
        """Return an array unchecked: `check` what is read of it first."""
        kind, offset, length = self._layout[name]
        size = np.dtype(kind).itemsize * length
        return np.asarray(self._lanes.view(np.uint8)[offset : offset + size].view(kind))

    def check(self, name: str, begin: NDArray[np.int64], end: NDArray[np.int64]) -> None:
        """
        Check the pages of the items [begin, end) of an array.

        Raises
        ------
        IndexMismatch
            If a page is not as it was written; names file and byte.

        """
        kind, offset, _ = self._layout[name]
        item, filled = np.dtype(kind).itemsize, end > begin
        first = (offset + begin[filled] * item) // PAGE_BYTES
        last = (offset + end[filled] * item - 1) // PAGE_BYTES
        self._check_pages(first, last)

    def release(self) -> None:
        """
        Let go of the memory of every page that was read; what is read again is checked again.

        The system maps a page's neighbours with it: a few thousand lookups in a large segment
        would hold all of it.
        """
        self._mapped.madvise(mmap.MADV_DONTNEED)
        self._sound[:] = 0

    def check_all(self) -> None:
        """Check every page; see `check`."""
        self._check_pages(np.zeros(1, np.int64), np.full(1, len(self._digests) - 1, np.int64))

    def _check_pages(self, first: NDArray[np.int64], last: NDArray[np.int64]) -> None:
        bad = find_bad_page(self._lanes, self._digests, first, last, self._sound)
        if bad >= 0:
            raise self.damage(f"wrong checksum at bytes {bad * PAGE_BYTES:,} to {(bad + 1) * PAGE_BYTES:,}")

    def damage(self, what: str) -> IndexMismatch:
        """Return the error that says this file is not what was written."""
        return IndexMismatch(
            f"{self.path} is damaged: {what}; restore it, or see what is lost with dedup index verify"
        )
