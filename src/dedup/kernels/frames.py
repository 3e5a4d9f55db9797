"""Frames of packed articles -> the blocks and words of some of them."""

import numpy as np
from numpy.typing import NDArray

from .capitals import NAME
from .compiling import inline, kernel
from .letters import QUOTED

HEAD = 12  # bytes: how many articles, blocks and words, four each
FLAGS = (QUOTED, NAME)  # of words, in the order of their bits


@inline
def read_plane(data: NDArray[np.uint8], begin: int, count: int, at: int) -> int:
    """Return the value at `at` of `count` values of three bytes, all first bytes first."""
    low, middle, high = data[begin + at], data[begin + count + at], data[begin + 2 * count + at]
    return int(low) | int(middle) << 8 | int(high) << 16


@inline
def read_bit(data: NDArray[np.uint8], begin: int, at: int) -> int:
    """Return the bit at `at` of those from byte `begin` on."""
    return int(data[begin + at // 8]) >> (7 - at % 8) & 1


@inline
def read_head(data: NDArray[np.uint8], begin: int, field: int) -> int:
    """Return one of the three numbers a frame begins with."""
    at = begin + 4 * field
    return int(data[at]) | int(data[at + 1]) << 8 | int(data[at + 2]) << 16 | int(data[at + 3]) << 24


@kernel
def measure_rows(
    data: NDArray[np.uint8],
    frames: NDArray[np.int64],
    places: NDArray[np.int64],
    shape: NDArray[np.int64],
) -> None:
    """
    Find what some articles of some frames hold.

    Parameters
    ----------
    data : uint8 array
        Frames, unpacked, one after another.
    frames : int64 array, shape (R,)
        Where the frame of each article begins.
    places : int64 array, shape (R,)
        Which article of it.
    shape : int64 array, shape (R, 5)
        First block, blocks, first word, words, page kind; written in place.

    """
    for row in range(frames.shape[0]):
        begin = frames[row]
        articles, blocks = read_head(data, begin, 0), read_head(data, begin, 1)
        sizes = begin + HEAD
        counts = sizes + 4 * articles
        first, words_before, words = 0, 0, 0
        for i in range(places[row]):
            first += read_plane(data, sizes, articles, i)
        held = int(read_plane(data, sizes, articles, places[row]))
        for i in range(first):
            words_before += read_plane(data, counts, blocks, i)
        for i in range(first, first + held):
            words += read_plane(data, counts, blocks, i)
        shape[row, 0], shape[row, 1] = first, held
        shape[row, 2], shape[row, 3] = words_before, words
        shape[row, 4] = data[sizes + 3 * articles + places[row]]


@kernel
def copy_rows(
    data: NDArray[np.uint8],
    frames: NDArray[np.int64],
    shape: NDArray[np.int64],
    vocabulary: NDArray[np.uint64],
    blocks_out: NDArray[np.uint32],
    roles: NDArray[np.uint8],
    hashes: NDArray[np.uint64],
    flags: NDArray[np.uint8],
) -> None:
    """
    Copy the blocks and words of the articles that `measure_rows` measured, one after another.

    Parameters
    ----------
    data, frames, shape
        As there.
    vocabulary : uint64 array
        The word of every rank.
    blocks_out : uint32 array
        Words of each block.
    roles : uint8 array
        Role of each block.
    hashes, flags : uint64, uint8 arrays
        Of each word.  All four are written in place.

    """
    block, word = 0, 0
    for row in range(frames.shape[0]):
        begin = frames[row]
        articles, blocks, words = (
            read_head(data, begin, 0),
            read_head(data, begin, 1),
            read_head(data, begin, 2),
        )
        counts = begin + HEAD + 4 * articles
        ranks = counts + 4 * blocks
        bits = ranks + 3 * words
        for i in range(shape[row, 0], shape[row, 0] + shape[row, 1]):
            blocks_out[block] = read_plane(data, counts, blocks, i)
            roles[block] = data[counts + 3 * blocks + i]
            block += 1
        for i in range(shape[row, 2], shape[row, 2] + shape[row, 3]):
            hashes[word] = vocabulary[read_plane(data, ranks, words, i)]
            quoted = read_bit(data, bits, i)
            flags[word] = QUOTED * quoted | NAME * read_bit(data, bits + (words + 7) // 8, i)
            word += 1
