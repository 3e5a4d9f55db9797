"""
Buckets -> pairs, without ever paying m^2 for a bucket of m units.

An entry is a bucket and a unit packed in 64 bits, bucket above, so that sorting the
entries sorts by bucket and then by unit.  A pair is packed likewise, a above b.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline, kernel

ALL_PAIRS = 8  # up to here every pair of a bucket is made; above, a star
REPRESENTATIVES = 2  # units that every other unit of a large bucket is paired with


@inline
def pack(a: np.uint64, b: np.uint64) -> np.uint64:
    """Return the pair as one number, the smaller unit above."""
    return a << np.uint64(32) | b


@inline
def run_end(entries: NDArray[np.uint64], at: int, unit_bits: int) -> int:
    """Return where the run of entries in the bucket of entry `at` ends."""
    bucket, stop = entries[at] >> np.uint64(unit_bits), at + 1
    while stop < entries.shape[0] and entries[stop] >> np.uint64(unit_bits) == bucket:
        stop += 1
    return stop


@kernel
def count_run_pairs(entries: NDArray[np.uint64], unit_bits: int, all_pairs: int, centres: int) -> int:
    """Return how many pairs `write_run_pairs` will write at most; arguments as there."""
    total, at = 0, 0
    while at < entries.shape[0]:
        stop = run_end(entries, at, unit_bits)
        m = stop - at
        total += m * (m - 1) // 2 if m <= all_pairs else centres * m
        at = stop
    return total


@kernel
def write_run_pairs(
    entries: NDArray[np.uint64], unit_bits: int, all_pairs: int, centres: int, pairs: NDArray[np.uint64]
) -> tuple[int, int]:
    """
    Write the pairs of every run of equal buckets.

    A run of up to `all_pairs` units gives every pair.  A longer one gives a star: each
    unit with each of the first `centres`.  Units are sorted, so the texts that
    meet in many buckets meet the same representatives in each.

    Parameters
    ----------
    entries : uint64 array
        Ascending, distinct.
    unit_bits : int
        Low bits of an entry that are the unit.
    all_pairs, centres : int
    pairs : uint64 array, shape (>= count_run_pairs(...),)
        Written in place; a pair is written as often as its units meet.

    Returns
    -------
    count : int
        Pairs written.
    large : int
        Runs longer than `all_pairs`.

    """
    mask = (np.uint64(1) << np.uint64(unit_bits)) - np.uint64(1)
    out, large, at = 0, 0, 0
    while at < entries.shape[0]:
        stop = run_end(entries, at, unit_bits)
        last = stop if stop - at <= all_pairs else at + centres
        large += stop - at > all_pairs
        for i in range(at, last):
            for j in range(i + 1, stop):
                pairs[out] = pack(entries[i] & mask, entries[j] & mask)
                out += 1
        at = stop
    return out, large


@kernel
def write_links(
    entries: NDArray[np.uint64],
    unit_bits: int,
    all_pairs: int,
    standing: NDArray[np.int64],
    links: NDArray[np.uint64],
) -> int:
    """
    Link every unit of every run of more than `all_pairs` with the leaders of that run.

    They are the two that stand in most such runs.

    Parameters
    ----------
    entries, unit_bits, all_pairs
        As in `write_run_pairs`.
    standing : int64 array, shape (U, 2)
        As `count_standing` leaves it.
    links : uint64 array, twice as long as `entries`
        A unit above one of its leaders, as often as the two meet; written in place.

    Returns
    -------
    count : int
        Links written.

    """
    mask = (np.uint64(1) << np.uint64(unit_bits)) - np.uint64(1)
    out, at = 0, 0
    while at < entries.shape[0]:
        stop = run_end(entries, at, unit_bits)
        if stop - at > all_pairs:
            leaders = find_leaders(entries[at:stop] & mask, standing)
            for i in range(at, stop):
                for leader in leaders:
                    if leader != entries[i] & mask:
                        links[out] = pack(entries[i] & mask, leader)
                        out += 1
        at = stop
    return out


@inline
def find_leaders(units: NDArray[np.uint64], standing: NDArray[np.int64]) -> tuple[np.uint64, np.uint64]:
    """Return the two of two or more units that stand in most large runs; of equals the lower."""
    first, second = units[0], units[1]
    if standing[second, 1] > standing[first, 1]:
        first, second = second, first
    for unit in units[2:]:
        if standing[unit, 1] > standing[first, 1]:
            first, second = unit, first
        elif standing[unit, 1] > standing[second, 1]:
            second = unit
    return first, second


@kernel
def keep_strongest(links: NDArray[np.uint64]) -> int:
    """
    Keep at the front of ascending `links` the two of each unit that it meets most often.

    Of equals the lower; each once, as a pair, the smaller unit above.  Returns how many
    are kept.
    """
    kept, at = 0, 0
    while at < links.shape[0]:
        unit = links[at] >> np.uint64(32)
        best, second, most, more = links[at], links[at], 0, 0
        while at < links.shape[0] and links[at] >> np.uint64(32) == unit:
            stop = run_end(links, at, 0)
            if stop - at > most:
                best, second, most, more = links[at], best, stop - at, most
            elif stop - at > more:
                second, more = links[at], stop - at
            at = stop
        for link, times in ((best, most), (second, more)):
            leader = link & np.uint64(0xFFFFFFFF)
            links[kept] = pack(min(unit, leader), max(unit, leader))
            kept += times > 0
    return kept


@kernel
def keep_frequent(pairs: NDArray[np.uint64], at_least: int) -> int:
    """
    Keep at the front of ascending `pairs` each one that stands `at_least` times, once.

    Returns how many are kept.
    """
    kept, at = 0, 0
    while at < pairs.shape[0]:
        stop = run_end(pairs, at, 0)
        if stop - at >= at_least:
            pairs[kept] = pairs[at]
            kept += 1
        at = stop
    return kept


@kernel
def count_standing(
    entries: NDArray[np.uint64], unit_bits: int, all_pairs: int, standing: NDArray[np.int64]
) -> None:
    """
    Count in how many buckets each unit stands, of up to `all_pairs` units and of more.

    Parameters
    ----------
    entries, unit_bits, all_pairs
        As in `write_run_pairs`.
    standing : int64 array, shape (U, 2), U above the largest unit
        Zero throughout; written in place.

    """
    mask = (np.uint64(1) << np.uint64(unit_bits)) - np.uint64(1)
    at = 0
    while at < entries.shape[0]:
        stop = run_end(entries, at, unit_bits)
        for i in range(at, stop):
            standing[entries[i] & mask, int(stop - at > all_pairs)] += 1
        at = stop
