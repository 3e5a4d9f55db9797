"""
Two sequences, aligned: what stands in both, and what in one alone.

A sequence is an array of small numbers: those of its words' keys, or of its paragraphs.  A
kept run is a row (begin, end, begin in the other).
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel

# The table of an alignment takes a bit for every place of one and every place of the other: 50 MB.
# Past that, what lies between the common begin and the common end counts as replaced.
MOST_CELLS = 20_000**2
NOWHERE = np.int32(-1)
RELATED = 0.3  # of the words of the shorter of two paragraphs: so many must stand in the other


@inline
def fill_table(a: NDArray[np.int32], b: NDArray[np.int32], numbers: NDArray[np.int32]) -> NDArray[np.uint64]:
    """
    Return, a row for every place of `b`, in 64 bits a word where a common subsequence does not grow.

    Source: Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    width, count = (a.shape[0] + 63) >> 6, 0
    for value in b:
        if numbers[value] == NOWHERE:
            numbers[value] = count
            count += 1
    places = np.zeros((count, width), dtype=np.uint64)
    for i in range(a.shape[0]):
        if numbers[a[i]] != NOWHERE:
            places[numbers[a[i]], i >> 6] |= np.uint64(1) << np.uint64(i & 63)
    table, row = np.empty((b.shape[0], width), dtype=np.uint64), np.full(width, ~np.uint64(0))
    for j in range(b.shape[0]):
        here, carry = places[numbers[b[j]]], np.uint64(0)
        for k in range(width):
            met = row[k] & here[k]
            half = row[k] + met
            total = half + carry
            carry = np.uint64(half < met or total < carry)
            row[k] = table[j, k] = total | (row[k] - met)
    for value in b:
        numbers[value] = NOWHERE
    return table


@inline
def keep_run(kept: NDArray[np.int64], top: int, i: int, j: int, length: int) -> int:
    """Put a run before those of `kept[top:]`, as one with the first of them where they touch."""
    if length == 0:
        return top
    if top < kept.shape[0] and kept[top, 0] == i + length and kept[top, 2] == j + length:
        kept[top, 0], kept[top, 2] = i, j
        return top
    kept[top - 1, 0], kept[top - 1, 1], kept[top - 1, 2] = i, i + length, j
    return top - 1


@inline
def find_common(a: NDArray[np.int32], b: NDArray[np.int32], numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    """
    Return the kept runs of a longest common subsequence, in order.

    `numbers` has a place for every value, NOWHERE in each, and is left so.
    """
    size, head, tail = min(a.shape[0], b.shape[0]), 0, 0
    while head < size and a[head] == b[head]:
        head += 1
    while tail < size - head and a[a.shape[0] - 1 - tail] == b[b.shape[0] - 1 - tail]:
        tail += 1
    column, row = a.shape[0] - head - tail, b.shape[0] - head - tail
    kept = np.empty((size + 1, 3), dtype=np.int64)
    top = keep_run(kept, size + 1, a.shape[0] - tail, b.shape[0] - tail, tail)
    if 0 < column * row <= MOST_CELLS:
        table = fill_table(a[head : head + column], b[head : head + row], numbers)
        while column > 0 and row > 0:
            bit, lane = np.uint64((column - 1) & 63), (column - 1) >> 6
            if table[row - 1, lane] >> bit & np.uint64(1):
                column -= 1
                continue
            row -= 1
            if row == 0 or table[row - 1, lane] >> bit & np.uint64(1):
                column -= 1
                top = keep_run(kept, top, head + column, head + row, 1)
    return kept[keep_run(kept, top, 0, 0, head) :]


@inline
def are_equal(a: NDArray[np.int32], b: NDArray[np.int32], i: int, j: int, length: int) -> bool:
    """Tell whether the same stands in `a` from i on and in `b` from j on."""
    n = 0
    while n < length and a[i + n] == b[j + n]:
        n += 1
    return n == length


@inline
def gather_right(kept: NDArray[np.int64], a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return kept runs, short ones moved to a longer one after them where the same words stand there too."""
    top = kept.shape[0] - 1
    for n in range(kept.shape[0] - 2, -1, -1):
        length = kept[n, 1] - kept[n, 0]
        i, j = kept[top, 0] - length, kept[top, 2] - length
        room = i >= 0 and j >= 0
        if n > 0:
            room = i >= kept[n - 1, 1] and j >= kept[n - 1, 2] + kept[n - 1, 1] - kept[n - 1, 0]
        if length <= kept[top, 1] - kept[top, 0] and room and are_equal(a, b, i, j, length):
            kept[top, 0], kept[top, 2] = i, j
        else:
            top -= 1
            kept[top] = kept[n]
    return kept[max(top, 0) :]


@inline
def gather_left(kept: NDArray[np.int64], a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return kept runs, short ones moved to a longer one before them where the same words stand there too."""
    last = 0
    for n in range(1, kept.shape[0]):
        length = kept[n, 1] - kept[n, 0]
        i, j = kept[last, 1], kept[last, 2] + kept[last, 1] - kept[last, 0]
        end, stop = a.shape[0], b.shape[0]
        if n + 1 < kept.shape[0]:
            end, stop = kept[n + 1, 0], kept[n + 1, 2]
        room = i + length <= end and j + length <= stop
        if length <= i - kept[last, 0] and room and are_equal(a, b, i, j, length):
            kept[last, 1] = i + length
        else:
            last += 1
            kept[last] = kept[n]
    return kept[: last + 1]


@kernel
def find_runs(a: NDArray[np.int32], b: NDArray[np.int32], numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    """
    Return the runs that take a to b, keeping as much as any alignment can.

    Parameters
    ----------
    a, b : int32 arrays
    numbers : int32 array
        A place for every value, NOWHERE in each; left so.

    Returns
    -------
    runs : int64 array, shape (R, 5)
        Whether the same stands in both, begin and end in a, begin and end in b; in order.
        What is kept is a longest common subsequence; a short run of it is moved to its
        longer neighbour where the same words stand there too.

    """
    kept = gather_left(gather_right(find_common(a, b, numbers), a, b), a, b)
    runs, out, i, j = np.empty((2 * kept.shape[0] + 1, 5), dtype=np.int64), 0, 0, 0
    for n in range(kept.shape[0] + 1):
        begin, end, at = a.shape[0], a.shape[0], b.shape[0]
        if n < kept.shape[0]:
            begin, end, at = kept[n]
        if begin > i or at > j:
            runs[out] = 0, i, begin, j, at
            out += 1
        if end > begin:
            runs[out] = 1, begin, end, at, at + end - begin
            out += 1
        i, j = end, at + end - begin
    return runs[:out]


@kernel
def count_runs(runs: NDArray[np.int64]) -> tuple[int, int, int, int]:
    """Return how many were kept, added, cut and changed; a change counts the shorter side."""
    kept, added, cut, changed = 0, 0, 0, 0
    for n in range(runs.shape[0]):
        same, begin, end, start, stop = runs[n]
        both = min(end - begin, stop - start)
        if same:
            kept += both
        else:
            changed, cut, added = changed + both, cut + end - begin - both, added + stop - start - both
    return kept, added, cut, changed


@kernel
def link_paragraphs(runs: NDArray[np.int64], a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """
    Return which paragraphs of two texts belong together.

    Parameters
    ----------
    runs : int64 array, shape (R, 5)
        As `find_runs` returns them.
    a, b : int64 arrays, shape (P + 1,), (Q + 1,)
        Words before each paragraph; the last is all.

    Returns
    -------
    groups : int64 array, shape (G, 4)
        Begin and end of paragraphs of a, begin and end of those of b; in order.

    """
    links, count, p, q = np.zeros((a.shape[0] + b.shape[0], 3), dtype=np.int64), 0, 0, 0
    for n in range(runs.shape[0]):
        same, i, end, j, _ = runs[n]
        while same and i < end:
            while i >= a[p + 1]:
                p += 1
            while j >= b[q + 1]:
                q += 1
            if count == 0 or links[count - 1, 0] != p or links[count - 1, 1] != q:
                links[count, 0], links[count, 1] = p, q
                count += 1
            passed = min(end - i, a[p + 1] - i, b[q + 1] - j)
            i, j, links[count - 1, 2] = i + passed, j + passed, links[count - 1, 2] + passed
    groups, out = np.empty((count, 4), dtype=np.int64), 0
    for n in range(count):
        p, q, shared = links[n]
        if shared >= RELATED * min(a[p + 1] - a[p], b[q + 1] - b[q]):
            out = add_group(groups, out, p, q)
    return groups[:out]


@inline
def add_group(groups: NDArray[np.int64], count: int, p: int, q: int) -> int:
    """Put two paragraphs together, and with the last of the groups where that holds one of them."""
    if count > 0 and (p < groups[count - 1, 1] or q < groups[count - 1, 3]):
        last = groups[count - 1]
        last[1], last[3] = max(last[1], p + 1), max(last[3], q + 1)
        return count
    groups[count, 0], groups[count, 1], groups[count, 2], groups[count, 3] = p, p + 1, q, q + 1
    return count + 1
