"""Writers take turns: a lock that the system lets go when its holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import IndexMismatch
from .catalog import name_failures

FILE = "writer.lock"
PAUSE_SECONDS = 0.05


@contextmanager
def lock_writer(folder: Path, wait_seconds: float = 0.0) -> Iterator[None]:
    """
    Hold the only permission to write until the end of the block.

    Raises
    ------
    IndexMismatch
        If another process still holds it after `wait_seconds`; names the process.

    """
    with name_failures(folder):
        handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(handle, folder, time.monotonic() + wait_seconds)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                number = os.pread(handle, 32, 0).decode("ascii", "replace")
                holder = f"process {number}" if number else "another process"
                raise IndexMismatch(
                    f"{folder} is being written by {holder}; try again, or pass --wait SECONDS"
                ) from None
            time.sleep(PAUSE_SECONDS)
        else:
            return
