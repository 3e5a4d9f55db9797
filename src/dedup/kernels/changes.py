"""Versions of texts -> what changed from each to the next: counts, and the words it stands in."""

import numpy as np
from numpy.typing import NDArray

from .alignment import count_runs, find_common, find_runs, link_paragraphs
from .compiling import inline, kernel


@inline
def pair_numbers(
    keys: NDArray[np.int32], digits: NDArray[np.uint8], change: NDArray[np.int64], pairs: NDArray[np.int64]
) -> int:
    """Write the first number of one side of a change beside that of the other, and so on; return how many."""
    out, i, j = 0, change[1], change[3]
    while True:
        while i < change[2] and not digits[keys[i]]:
            i += 1
        while j < change[4] and not digits[keys[j]]:
            j += 1
        if i == change[2] or j == change[4]:
            return out
        pairs[out, 0], pairs[out, 1], pairs[out, 2] = change[0], i, j
        out, i, j = out + 1, i + 1, j + 1
    return out


@kernel
def find_changes(
    keys: NDArray[np.int32],
    digits: NDArray[np.uint8],
    place: NDArray[np.int64],
    paragraphs: NDArray[np.int32],
    pairs: NDArray[np.int64],
    numbers: NDArray[np.int32],
    counts: NDArray[np.int64],
    changed: NDArray[np.int64],
    exchanged: NDArray[np.int64],
) -> tuple[int, int]:
    """
    Find what changed from one version to the next.

    Paragraphs are aligned first, as wholes, and the words of those between that differ.

    Parameters
    ----------
    keys : int32 array, shape (W,)
        Of each word: a number, equal for words that are no different.
    digits : uint8 array
        Of each key, whether it holds a digit.
    place : int64 array, shape (N + 1,)
        Words before each paragraph; the last is W.
    paragraphs : int32 array, shape (N,)
        Of each paragraph: a number, equal for equal ones.
    pairs : int64 array, shape (P, 4)
        Begin and end of the paragraphs of a version, then of the next.
    numbers : int32 array
        As for `alignment.find_runs`, for keys and for paragraphs.
    counts : int64 array, shape (P, 5)
        Words added, removed, changed, paragraphs added, removed; written in place, zero before.
    changed : int64 array, shape (C, 5)
        Row of `pairs`, begin and end of words of the one, and of words of the next in their
        place; written in place.  No more than words of both and pairs.
    exchanged : int64 array, shape (M, 3)
        Row of `pairs`, and two words that hold a digit and stand in each other's place;
        written in place.  No more than words of both.

    Returns
    -------
    changes, exchanges : int
        Rows written of either.

    """
    out, told = 0, 0
    for row in range(pairs.shape[0]):
        p, last_p, q, last_q = pairs[row]
        for gap in find_gaps(paragraphs[p:last_p], paragraphs[q:last_q], numbers):
            a, b = place[p + gap[0] : p + gap[1] + 1], place[q + gap[2] : q + gap[3] + 1]
            runs = find_runs(keys[a[0] : a[-1]], keys[b[0] : b[-1]], numbers)
            count_changes(runs, a - a[0], b - b[0], counts[row])
            for run in runs:
                if not run[0]:
                    run[0], run[1:3], run[3:5] = row, run[1:3] + a[0], run[3:5] + b[0]
                    told += pair_numbers(keys, digits, run, exchanged[told:])
                    changed[out] = run
                    out += 1
    return out, told


@inline
def find_gaps(a: NDArray[np.int32], b: NDArray[np.int32], numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return begin and end in a and in b of what stands between what is common, shape (G, 4)."""
    kept = find_common(a, b, numbers)
    gaps, out, i, j = np.empty((kept.shape[0] + 1, 4), dtype=np.int64), 0, 0, 0
    for n in range(kept.shape[0] + 1):
        begin, end, at = a.shape[0], a.shape[0], b.shape[0]
        if n < kept.shape[0]:
            begin, end, at = kept[n]
        if begin > i or at > j:
            gaps[out] = i, begin, j, at
            out += 1
        i, j = end, at + end - begin
    return gaps[:out]


@inline
def count_changes(
    runs: NDArray[np.int64], a: NDArray[np.int64], b: NDArray[np.int64], counts: NDArray[np.int64]
) -> None:
    """Add to the counts what differs between two runs of paragraphs; arguments as in `link_paragraphs`."""
    _, added, cut, changed = count_runs(runs)
    counts[0], counts[1], counts[2] = counts[0] + added, counts[1] + cut, counts[2] + changed
    groups = link_paragraphs(runs, a, b)
    counts[3] += b.shape[0] - 1 - (groups[:, 3] - groups[:, 2]).sum()
    counts[4] += a.shape[0] - 1 - (groups[:, 1] - groups[:, 0]).sum()
