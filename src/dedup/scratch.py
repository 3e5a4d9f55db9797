"""
What may outgrow memory: kept in it while it fits, else in files that the system reads in and out.

What is kept here is written once and then read in the order it stands in, or a little here
and there: words, bands, blocks, texts.  Mapped from a file it takes up memory only while it is used.
"""

import ctypes
import math
import mmap
import os
import tempfile
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, Generic, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .errors import DedupError
from .writing import name_refusal

LEAST_BYTES = 1 << 16  # less is not worth a file
MOST_TURN = 64 << 20  # of text: more at a time is worked through no faster
Number = TypeVar("Number", bound=np.generic)


class Scratch:
    """
    A budget of memory, and a folder for what goes beyond it.

    Parameters
    ----------
    budget : int, optional
        Bytes that may be kept in memory at a time; None keeps all there.
    files : ExitStack
        Removes the folder when it is closed.
    turn_bytes : int
        Text to work on at a time.

    """

    def __init__(self, budget: int | None, files: ExitStack, turn_bytes: int = MOST_TURN) -> None:
        self._left, self._files, self._folder = budget, files, ""
        self.turn_bytes = turn_bytes

    def fits(self, size: int) -> bool:
        """Return whether `size` more bytes stay in memory."""
        return self._left is None or size < LEAST_BYTES or size <= self._left

    def spills(self) -> bool:
        """Return whether anything had to go to files."""
        return bool(self._folder)

    def take(self, size: int) -> None:
        """Take `size` bytes from the budget, or give them back if negative."""
        if self._left is not None:
            self._left -= size

    @contextmanager
    def open(self, *, named: bool) -> Iterator[IO[bytes]]:
        """Give a new file, to be found again if it is `named`; tell a full disk as what it is."""
        try:
            if not self._folder:
                own = tempfile.TemporaryDirectory(prefix="dedup-", ignore_cleanup_errors=True)
                self._folder = self._files.enter_context(own)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=not named) as file:
                yield file
        except OSError as problem:
            where, room = self._folder or "TMPDIR", "give more --memory, or name another folder in TMPDIR"
            raise DedupError(f"{where}: {problem.strerror or problem}; {room}") from None


_current = Scratch(None, ExitStack())


@contextmanager
def limit_memory(budget: int, turn_bytes: int = MOST_TURN) -> Iterator[None]:
    """Inside the block, keep `budget` bytes in memory and the rest in a folder that is then removed."""
    global _current  # noqa: PLW0603 - there is one for the process, as of the allocator behind it
    before = _current
    with ExitStack() as files:
        _current = Scratch(budget, files, turn_bytes)
        try:
            yield
        finally:
            _current = before


def give_back() -> None:
    """Let the system have what was freed, where memory is short: the allocator keeps the holes."""
    with suppress(OSError, AttributeError, TypeError):  # only glibc has it
        if _current.spills():
            ctypes.CDLL(None).malloc_trim(0)


def turn_bytes() -> int:
    """Return how much text to work on at a time."""
    return _current.turn_bytes


def empty(shape: tuple[int, ...], dtype: type[Number]) -> NDArray[Number]:
    """Return an array like `numpy.empty`."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if _current.fits(size):
        array = np.empty(shape, dtype)
        _count(array)
        return array
    with _current.open(named=False) as file:
        file.truncate(size)
        if hasattr(os, "posix_fallocate"):
            # Or else a disk that fills up later ends the process without a word.
            os.posix_fallocate(file.fileno(), 0, size)
        return np.frombuffer(mmap.mmap(file.fileno(), size), dtype).reshape(shape)


def hold(array: NDArray[Number]) -> NDArray[Number]:
    """Return `array`, or the same from a file."""
    if not _current.fits(array.nbytes):
        return join([array])
    _count(array)
    return array


def _count(array: NDArray[Number]) -> None:
    """Take an array from the budget for as long as it lives."""
    _current.take(array.nbytes)
    weakref.finalize(array, _current.take, -array.nbytes)


def join(pieces: Sequence[NDArray[Number]]) -> NDArray[Number]:
    """Return arrays of one dimension one after another."""
    joined, at = empty((sum(map(len, pieces)),), pieces[0].dtype.type), 0
    for piece in pieces:
        joined[at : at + len(piece)] = piece
        at += len(piece)
    return joined


@contextmanager
def read_here(array: NDArray[Number], begin: NDArray[np.int64], end: NDArray[np.int64]) -> Iterator[None]:
    """
    Read the ranges from `begin`, ascending, to `end` while inside, and nothing around them.

    Of an array in a file the system else reads, for every text far from the last, thirty times
    as much, and waits for one before it asks for the next.
    """
    held, some = _find_map(array), end > begin
    if held is None or not some.any() or not hasattr(mmap, "MADV_RANDOM"):
        yield
        return
    first, last = (edge[some] * array.itemsize // mmap.PAGESIZE for edge in (begin, end - 1))
    apart = np.flatnonzero(first[1:] > last[:-1] + 1) + 1
    held.madvise(mmap.MADV_RANDOM)
    for page, stop in zip(first[np.append(0, apart)], last[np.append(apart, len(last)) - 1], strict=True):
        held.madvise(mmap.MADV_WILLNEED, int(page) * mmap.PAGESIZE, int(stop + 1 - page) * mmap.PAGESIZE)
    try:
        yield
    finally:
        held.madvise(mmap.MADV_NORMAL)


def _find_map(array: NDArray[Number]) -> mmap.mmap | None:
    """Return the file that an array is mapped from, None if it is in memory."""
    base: object = array
    while isinstance(base, np.ndarray) and base.base is not None:
        base = base.base
    owner = base.obj if isinstance(base, memoryview) else None
    return owner if isinstance(owner, mmap.mmap) else None


class Growing(Generic[Number]):
    """
    An array of one dimension that is made of pieces as they come, and then held.

    In memory it grows in place, for which the system moves pages and copies no numbers; from
    the piece on that finds no room there, pieces are held one by one and joined in the end.
    """

    def __init__(self, dtype: type[Number]) -> None:
        self._grown, self._beyond = np.empty(0, dtype), list[NDArray[Number]]()

    def append(self, piece: NDArray[Number]) -> None:
        """Put a piece at the end."""
        if self._beyond or not _current.fits(piece.nbytes):
            self._beyond.append(hold(piece))
            return
        size = len(self._grown)
        self._grown.resize(size + len(piece), refcheck=False)
        self._grown[size:] = piece
        _current.take(piece.nbytes)

    def finish(self) -> NDArray[Number]:
        """Return the array, to which nothing may be added any more."""
        weakref.finalize(self._grown, _current.take, -self._grown.nbytes)
        return join([self._grown, *self._beyond]) if self._beyond else self._grown


def keep(frame: pl.DataFrame) -> pl.LazyFrame:
    """Return `frame`, to be asked for some of its rows while the block of `limit_memory` lasts."""
    size = int(frame.estimated_size())
    if _current.fits(size):
        _current.take(size)
        return frame.lazy()
    with _current.open(named=True) as file:
        with name_refusal():
            frame.write_ipc(file)
        return pl.scan_ipc(file.name)


def keep_turns(frame: pl.DataFrame, work: Callable[[pl.DataFrame], pl.DataFrame], rows: int) -> pl.LazyFrame:
    """Return what `work` makes of `frame`, some rows at a time, to be asked for as `keep` says."""
    turns = frame.iter_slices(rows) if len(frame) else [frame]
    return pl.concat([keep(work(turn)) for turn in turns])
