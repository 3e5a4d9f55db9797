"""
A segment file: arrays one after another, and a checksum for every page of them.

No byte of a segment is believed before the page it stands on was checked, and only
pages that are read are: opening a large index costs no more than opening a small one.
"""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

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


def write_segment(folder: Path, name: str, arrays: dict[str, Array]) -> Entry:
    """
    Write `arrays` as one file, on the disk for good when this returns.

    Raises
    ------
    OSError
        If the disk is full or the folder cannot be written; nothing is left there.

    """
    layout, parts, offset = {}, [], 0
    for key, array in arrays.items():
        layout[key] = [array.dtype.str, offset, len(array)]
        data = np.ascontiguousarray(array).view(np.uint8).reshape(-1)
        pad = -len(data) % LANE_BYTES
        parts += [data, np.zeros(pad, dtype=np.uint8)]
        offset += len(data) + pad
    lanes = np.concatenate(parts).view(np.uint64)
    digests = np.empty(-(-len(lanes) // PAGE_LANES), dtype=np.uint64)
    hash_pages(lanes, digests)
    _write_durably(folder, name + SUFFIX, [lanes, digests])
    digest = xxhash.xxh3_128_hexdigest(digests.tobytes())
    size = lanes.nbytes + digests.nbytes
    return Entry(name, len(arrays["numbers"]), size, digest, json.dumps(layout))


def _write_durably(folder: Path, name: str, parts: list[Array]) -> None:
    """Write under another name, flush, rename, flush the folder: whole or not there."""
    draft = folder / f"{name}.tmp"
    try:
        with draft.open("wb") as file:
            for part in parts:
                file.write(part.data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, folder / name)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    flush_folder(folder)


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
        mapped = np.memmap(self.path, dtype=np.uint64, mode="r")
        self._lanes, self._digests = mapped[:-pages], np.array(mapped[-pages:])
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
        bad = find_bad_page(self._lanes, self._digests, first, last, self._sound)
        if bad >= 0:
            raise self.damage(f"wrong checksum at bytes {bad * PAGE_BYTES:,} to {(bad + 1) * PAGE_BYTES:,}")

    def check_all(self) -> None:
        """Check every page; see `check`."""
        last = len(self._digests) - 1
        bad = find_bad_page(
            self._lanes, self._digests, np.zeros(1, np.int64), np.full(1, last, np.int64), self._sound
        )
        if bad >= 0:
            raise self.damage(f"wrong checksum at bytes {bad * PAGE_BYTES:,} to {(bad + 1) * PAGE_BYTES:,}")

    def damage(self, what: str) -> IndexMismatch:
        """Return the error that says this file is not what was written."""
        return IndexMismatch(
            f"{self.path} is damaged: {what}; restore it, or see what is lost with dedup index verify"
        )
