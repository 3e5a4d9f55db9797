"""
What may outgrow memory: kept in it while it fits, else in files that the system reads in and out.

What is kept here is written once and then read in the order it stands in, or a little here
and there: words, bands, texts.  Mapped from a file it takes up memory only while it is used.
"""

import math
import mmap
import os
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .errors import DedupError

LEAST_BYTES = 1 << 20  # less is not worth a file
Number = TypeVar("Number", bound=np.generic)


class Scratch:
    """
    A budget of memory, and a folder for what goes beyond it.

    Parameters
    ----------
    budget : int
        Bytes that may be kept in memory at a time.
    folder : Path, optional
        None keeps all in memory.

    """

    def __init__(self, budget: int, folder: Path | None) -> None:
        self.left, self.folder = budget, folder

    def fits(self, size: int) -> bool:
        """Return whether `size` more bytes stay in memory."""
        return self.folder is None or size < LEAST_BYTES or size <= self.left

    def count(self, owner: object, size: int) -> None:
        """Take `size` bytes from the budget until `owner` is gone."""
        self.left -= size
        weakref.finalize(owner, self._give_back, size)

    def _give_back(self, size: int) -> None:
        self.left += size

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Give a new file, and tell a full disk or a closed folder as what it is."""
        try:
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                yield file
        except OSError as problem:
            room = "give more --memory, or name another folder in TMPDIR"
            raise DedupError(f"{self.folder}: {problem.strerror or problem}; {room}") from None


_current = Scratch(0, None)


@contextmanager
def limit_memory(budget: int) -> Iterator[None]:
    """Inside the block, keep `budget` bytes in memory and the rest in a folder that is then removed."""
    global _current  # noqa: PLW0603 - there is one for the process, as of the allocator behind it
    before = _current
    with tempfile.TemporaryDirectory(prefix="dedup-", ignore_cleanup_errors=True) as folder:
        _current = Scratch(budget, Path(folder))
        try:
            yield
        finally:
            _current = before


def empty(shape: tuple[int, ...], dtype: type[Number]) -> NDArray[Number]:
    """Return an array like `numpy.empty`."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if _current.fits(size):
        array = np.empty(shape, dtype)
        _current.count(array, size)
        return array
    with _current.open() as file:
        # Reserved now: when a disk is full, writing to a mapped file ends the process without a word.
        os.posix_fallocate(file.fileno(), 0, size)
        return np.frombuffer(mmap.mmap(file.fileno(), size), dtype).reshape(shape)


def hold(array: NDArray[Number]) -> NDArray[Number]:
    """Return `array`, or the same from a file."""
    if not _current.fits(array.nbytes):
        return join([array])
    _current.count(array, array.nbytes)
    return array


def join(pieces: Sequence[NDArray[Number]]) -> NDArray[Number]:
    """Return arrays of one dimension one after another."""
    joined, at = empty((sum(map(len, pieces)),), pieces[0].dtype.type), 0
    for piece in pieces:
        joined[at : at + len(piece)] = piece
        at += len(piece)
    return joined


def keep(frame: pl.DataFrame) -> pl.LazyFrame:
    """Return `frame`, to be asked for some of its rows while the block of `limit_memory` lasts."""
    size = int(frame.estimated_size())
    if _current.fits(size):
        _current.left -= size
        return frame.lazy()
    with _current.open() as file:
        frame.write_ipc(file)
        return pl.scan_ipc(file.name)
