"""What of one text another covers: its words, the gaps between them, and the numbers in those."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline
from .letters import QUOTED
from .sets import DIGIT

# What is told of either text, in the order of the columns, and behind both sides what the two share.
SIDE = ("covered", "quoted", "opening", "bridged", "spanned", "slotted")
SHARED = ("long_shared", "short_shared", "numbers_shared", "longest", "names_shared")
COVERED, IN_QUOTES, OPENING, BRIDGED, SPANNED, SLOTTED = range(6)
LONG, PAIRS, NUMBERS, LONGEST, NAMES = range(12, 17)

# A phrase exchanged breaks the shingles on both its sides; more words are a clause of their own.
PHRASE = 12
# One word of five exchanged can break all shingles of a sentence; more words are of another text.
# Source: benchmarks/quality, `crosscheck.py`.
SENTENCE = 30
# Words for each number of a table, such as a draw that names each prize; of a sentence they are more.
TABULAR = 3


@inline
def tally_places(
    held: NDArray[np.int32],
    ngram: int,
    numbers: NDArray[np.int32],
    flags: NDArray[np.uint8],
    opening: int,
    tally: NDArray[np.int64],
) -> None:
    """
    Tally the words of one text that shingles at the places `held` cover, in the columns of SIDE.

    All, those in quotation marks, those among the first `opening`, those with the gaps of less than
    PHRASE and of less than SENTENCE words; and the numbers in gaps of less than PHRASE words, or
    TABULAR for each.
    """
    before, at = 0, 0
    while at < held.shape[0]:
        begin, end = held[at], held[at] + ngram
        while at < held.shape[0] and held[at] <= end:
            end = held[at] + ngram
            at += 1
        tally[COVERED] += end - begin
        tally[OPENING] += max(min(end, opening) - begin, 0)
        tally_gap(begin - before, numbers[begin] - numbers[before], tally)
        for flag in flags[begin:end]:
            tally[IN_QUOTES] += flag & QUOTED
        before = end
    if before > 0:
        tally_gap(flags.shape[0] - before, numbers[flags.shape[0]] - numbers[before], tally)
    tally[BRIDGED] += tally[COVERED]
    tally[SPANNED] += tally[COVERED]


@inline
def tally_gap(words: int, numbers: int, tally: NDArray[np.int64]) -> None:
    """Add words that are not covered, some of them numbers, to the tallies that bridge as many."""
    if words < SENTENCE:
        tally[SPANNED] += words
    if words < PHRASE:
        tally[BRIDGED] += words
    if words < max(PHRASE, TABULAR * numbers):
        tally[SLOTTED] += numbers


@inline
def add_numbers(words: NDArray[np.uint64], before: NDArray[np.int32]) -> None:
    """Write how many numbers stand before each word, and at the end how many there are."""
    before[0] = 0
    for at in range(words.shape[0]):
        before[at + 1] = before[at] + (1 if words[at] & DIGIT else 0)
