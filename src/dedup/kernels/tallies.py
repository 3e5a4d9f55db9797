"""What of one text another covers: its words, the gaps between them, and the numbers in those."""

import numpy as np
from numpy.typing import NDArray

from .compiling import inline
from .letters import QUOTED
from .sets import DIGIT

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
    Tally the words of one text that shingles at the places `held` cover.

    All, quoted, among the first `opening`, with gaps as long as a phrase, as a sentence,
    numbers in gaps as long as a phrase or full of them.
    """
    before, at = 0, 0
    while at < held.shape[0]:
        begin, end = held[at], held[at] + ngram
        while at < held.shape[0] and held[at] <= end:
            end = held[at] + ngram
            at += 1
        tally[0] += end - begin
        tally[2] += max(min(end, opening) - begin, 0)
        tally_gap(begin - before, numbers[begin] - numbers[before], tally)
        for flag in flags[begin:end]:
            tally[1] += flag & QUOTED
        before = end
    if before > 0:
        tally_gap(flags.shape[0] - before, numbers[flags.shape[0]] - numbers[before], tally)
    tally[3] += tally[0]
    tally[4] += tally[0]


@inline
def tally_gap(words: int, numbers: int, tally: NDArray[np.int64]) -> None:
    """Add words that are not covered, some of them numbers, to the tallies that bridge as many."""
    if words < SENTENCE:
        tally[4] += words
    if words < PHRASE:
        tally[3] += words
    if words < max(PHRASE, TABULAR * numbers):
        tally[5] += numbers


@inline
def add_numbers(words: NDArray[np.uint64], before: NDArray[np.int32]) -> None:
    """Write how many numbers stand before each word, and at the end how many there are."""
    before[0] = 0
    for at in range(words.shape[0]):
        before[at + 1] = before[at] + (1 if words[at] & DIGIT else 0)
