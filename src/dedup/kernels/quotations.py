"""Flags of words -> runs of words inside quotation marks."""

import numpy as np
from numpy.typing import NDArray

from .compiling import kernel
from .letters import QUOTED


@kernel
def find_quoted_runs(
    flags: NDArray[np.uint8],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    least: int,
    runs: NDArray[np.int64],
) -> int:
    """
    Find the runs of quoted words inside each block.

    Parameters
    ----------
    flags : uint8 array
        Of every word; QUOTED inside quotation marks.
    begin, end : int64 arrays, shape (N,)
        Word range of each block.
    least : int
        Words of a run that counts.
    runs : int64 array, shape (R, 3)
        Row of the block, first word, words; written in place.  There are at most as many
        as `least` goes into all words of the blocks.

    Returns
    -------
    count : int

    """
    count = 0
    for row in range(begin.shape[0]):
        length = 0
        for i in range(begin[row], end[row] + 1):
            if i < end[row] and flags[i] & QUOTED:
                length += 1
                continue
            if length >= least:
                runs[count, 0], runs[count, 1], runs[count, 2] = row, i - length, length
                count += 1
            length = 0
    return count
