"""What the system said when polars could not write a file."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

NUMBER = re.compile(r"\(os error (\d+)\)")


@contextmanager
def name_refusal() -> Iterator[None]:
    """
    Turn polars' own error for a file that could not be written into the system's.

    Raises
    ------
    OSError
        Says what polars quotes; where it lost that, what it mostly is.

    """
    try:
        yield
    except pl.exceptions.ComputeError as problem:
        quoted = NUMBER.search(str(problem))
        if quoted:
            raise OSError(int(quoted[1]), os.strerror(int(quoted[1]))) from problem
        raise OSError(errno.EIO, "it was refused in mid-file, as on a full disk") from problem
