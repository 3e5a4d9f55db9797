"""
Postings: which rows hold a hash, and whether the pages they stand on are sound.

A hash is cut in two: its upper bits choose a slot of the directory, the next 16 are
the tag.  With about 16 postings a slot a foreign hash has an equal tag with
probability 16 / 2^16 = .02 %, whatever the size; what is found so is verified.
"""

import numpy as np
from numpy.typing import NDArray

from .compiling import kernel
from .xxh64 import hash_lanes, hash_runs

PAGE_LANES = 512  # 4 KiB, the page of the operating system
TAG_BITS = 16


@kernel
def find_postings(
    directory: NDArray[np.uint32],
    tags: NDArray[np.uint16],
    slot_bits: int,
    hashes: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
) -> None:
    """
    Find the run of postings of every hash.

    Parameters
    ----------
    directory : uint32 array, shape (2^slot_bits + 1,)
        Where each slot begins in `tags`.
    tags : uint16 array
        Ascending within a slot.
    slot_bits : int
    hashes : uint64 array, shape (N,)
    begin, end : int64 arrays, shape (N,)
        Written in place; equal where there is none.

    """
    for i in range(hashes.shape[0]):
        slot = np.int64(hashes[i] >> np.uint64(64 - slot_bits))
        tag = np.uint16((hashes[i] >> np.uint64(64 - TAG_BITS - slot_bits)) & np.uint64(0xFFFF))
        at, stop = np.int64(directory[slot]), np.int64(directory[slot + 1])
        while at < stop and tags[at] < tag:
            at += 1
        begin[i] = at
        while at < stop and tags[at] == tag:
            at += 1
        end[i] = at


@kernel
def name_rows(
    rows: NDArray[np.uint8],
    width: int,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    gone: NDArray[np.bool_],
    at_most: int,
    named: NDArray[np.int64],
    count: NDArray[np.int64],
) -> int:
    """
    Name the first rows of every run of postings that are not gone.

    Parameters
    ----------
    rows : uint8 array
        Of every posting `width` bytes, the lowest first.
    width : int
    begin, end : int64 arrays, shape (N,)
        Postings of each run.
    gone : bool array
        Of every row, whether it is passed over.
    at_most : int
        Rows named of each run.
    named : int64 array
        The rows of one run after those of another; written in place.
    count : int64 array, shape (N,)
        Rows named of each run; written in place.

    Returns
    -------
    total : int
        Rows named.

    """
    total = 0
    for i in range(begin.shape[0]):
        before, at = total, begin[i]
        while at < end[i] and total - before < at_most:
            row = np.int64(0)
            for byte in range(width):
                row |= np.int64(rows[at * width + byte]) << np.int64(8 * byte)
            if not gone[row]:
                named[total] = row
                total += 1
            at += 1
        count[i] = total - before
    return total


@kernel
def hash_pages(lanes: NDArray[np.uint64], digests: NDArray[np.uint64]) -> None:
    """Hash every page of PAGE_LANES lanes; the last may be shorter.  Written in place."""
    for page in range(digests.shape[0]):
        begin = page * PAGE_LANES
        digests[page] = hash_lanes(lanes, begin, min(PAGE_LANES, lanes.shape[0] - begin))


@kernel
def find_bad_page(
    lanes: NDArray[np.uint64],
    digests: NDArray[np.uint64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    sound: NDArray[np.uint8],
) -> int:
    """
    Return the first page in the given ranges whose digest is wrong, or -1.

    Parameters
    ----------
    lanes, digests : uint64 arrays
        As in `hash_pages`.
    first, last : int64 arrays, shape (R,)
        Ranges of pages, both ends included.
    sound : uint8 array
        1 for a page checked before, so that none is hashed twice; written in place.

    """
    for i in range(first.shape[0]):
        for page in range(first[i], last[i] + 1):
            if not sound[page]:
                begin = page * PAGE_LANES
                found = hash_lanes(lanes, begin, min(PAGE_LANES, lanes.shape[0] - begin))
                if found != digests[page]:
                    return page
                sound[page] = 1
    return -1


@kernel
def keep_smallest(
    words: NDArray[np.uint64],
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    ngram: int,
    place: NDArray[np.int64],
    kept: NDArray[np.uint64],
    count: NDArray[np.int64],
) -> None:
    """
    Keep of every unit the smaller half of its distinct shingles, and one more.

    Two sets of resemblance r >= 1/2 share one of these for certain: were none of the
    |A| - |A & B| + 1 smallest of each shared, the two sets could not share so many.

    Parameters
    ----------
    words : uint64 array
    begin, end : int64 arrays, shape (N,)
    ngram : int
    place : int64 array, shape (N,)
        Where in `kept` each unit's go; end - begin places are enough.
    kept : uint64 array
    count : int64 array, shape (N,)
        Written in place.

    Source: Chaudhuri, Ganti & Kaushik, "A primitive operator for similarity joins in
    data cleaning", 2006 (the prefix filter).

    """
    for row in range(begin.shape[0]):
        total = max(end[row] - begin[row] - ngram + 1, 0)
        own = np.empty(total, dtype=np.uint64)
        hash_runs(words, begin[row], ngram, own)
        own.sort()
        distinct = 0
        for i in range(total):
            if i == 0 or own[i] != own[i - 1]:
                own[distinct] = own[i]
                distinct += 1
        # |A & B| >= r |A or B| >= |A| / 2: at most the other half of A differs.
        count[row] = min(distinct // 2 + 1, distinct)
        for i in range(count[row]):
            kept[place[row] + i] = own[i]


@kernel
def number_words(
    words: NDArray[np.uint64],
    table: NDArray[np.int64],
    distinct: NDArray[np.uint64],
    numbers: NDArray[np.uint32],
) -> int:
    """
    Number the distinct words in the order of their first appearance.

    Parameters
    ----------
    words : uint64 array, shape (W,)
        Hashes: their low bits are as good as random.
    table : int64 array, shape (2^k,), more than the distinct words
        -1 throughout; scratch.
    distinct : uint64 array
        The word of every number; written in place.
    numbers : uint32 array, shape (W,)
        Written in place.

    Returns
    -------
    count : int
        Distinct words; the table is full and the result void if that is all of it.

    """
    mask, count = np.int64(table.shape[0] - 1), 0
    for i in range(words.shape[0]):
        # The lowest bit says digit and would put all numbers in odd slots.
        slot = np.int64(words[i] >> np.uint64(1)) & mask
        while table[slot] >= 0 and distinct[table[slot]] != words[i]:
            slot = (slot + 1) & mask
        if table[slot] < 0:
            if count == mask:
                return count
            table[slot], distinct[count] = count, words[i]
            count += 1
        numbers[i] = table[slot]
    return count
