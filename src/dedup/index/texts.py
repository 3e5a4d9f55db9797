"""
Words of articles, packed: eight articles a frame, a word as its rank among the segment's words.

Frequent words have low ranks, so the three bytes of a rank are kept apart and
compress well: about 1.25 bytes a word of Vietnamese news, exact, order and all.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import polars as pl
import zstandard
from numpy.typing import NDArray

from ..errors import IndexMismatch
from ..kernels.compiling import add_up
from ..kernels.frames import FLAGS, copy_rows, measure_rows
from ..kernels.postings import number_words
from ..schema import ROLE
from ..tokens import Words
from .layout import Array, Segment

GROUP = 8  # articles a frame: one is read by unpacking seven more, and packs 12 % smaller
MOST = (1 << 24) - 1  # that three bytes hold: words of a block, distinct words of a segment
ZSTD_LEVEL = 3  # of zstd; 9 is a tenth of the speed for 2 % of the size


class Texts(NamedTuple):
    """
    Articles as an index keeps them: their words, in blocks that have roles.

    `kinds`, uint8: of each article's page, into PAGE_KIND.  `blocks`, frame (article, role,
    words): `article` counts from 0, blocks in order.  `words`: of all blocks, in order.
    """

    kinds: NDArray[np.uint8]
    blocks: pl.DataFrame
    words: Words


def find_vocabulary(parts: Iterable[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """
    Return the distinct words of all parts, the most frequent first.

    >>> find_vocabulary([np.array([7, 5, 5], dtype=np.uint64)]).tolist()
    [5, 7]
    """
    words, counts = np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    for hashes in parts:
        distinct, numbers = find_distinct(hashes)
        words, back = np.unique(np.concatenate([words, distinct]), return_inverse=True)
        every = np.concatenate([counts, np.bincount(numbers, minlength=len(distinct))])
        counts = np.bincount(back, weights=every).astype(np.int64)
    return words[np.argsort(-counts, kind="stable")]


def find_distinct(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """
    Return the distinct words in order of first appearance, and the place of every word among them.

    >>> distinct, numbers = find_distinct(np.array([7, 5, 5], dtype=np.uint64))
    >>> distinct.tolist(), numbers.tolist()
    ([7, 5], [0, 1, 1])
    """
    # Twice the distinct words of most corpora; more until it is enough.
    slots = 1 << 16
    while True:
        table, distinct = np.full(slots, -1, dtype=np.int64), np.empty(slots, dtype=np.uint64)
        numbers = np.empty(len(hashes), dtype=np.uint32)
        count = number_words(hashes, table, distinct, numbers)
        if count < slots // 2:
            return distinct[:count], numbers
        slots *= 4


def pack_frames(texts: Texts, vocabulary: NDArray[np.uint64]) -> list[bytes]:
    """Return `texts` in frames of GROUP articles, each word as its rank in `vocabulary`."""
    ranks = _rank_words(texts.words.hashes, vocabulary)
    article, count = (texts.blocks[name].to_numpy().astype(np.int64) for name in ("article", "words"))
    roles = texts.blocks["role"].to_physical().to_numpy().astype(np.uint8)
    firsts = np.arange(0, len(texts.kinds) + GROUP, GROUP)
    block_cuts = np.searchsorted(article, firsts)
    word_cuts = add_up(count)[block_cuts]
    packer = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_content_size=True)
    frames = []
    for i in range(len(firsts) - 1):
        blocks, words = slice(*block_cuts[i : i + 2]), slice(*word_cuts[i : i + 2])
        kinds = texts.kinds[firsts[i] : firsts[i] + GROUP]
        sizes = np.bincount(article[blocks] - firsts[i], minlength=len(kinds))
        parts = [_planes(sizes), kinds, _planes(count[blocks]), roles[blocks]]
        parts += [_planes(ranks[words]), *(np.packbits(texts.words.flags[words] & flag) for flag in FLAGS)]
        head = np.array([len(kinds), len(roles[blocks]), len(ranks[words])], dtype="<u4")
        frames.append(packer.compress(b"".join(part.tobytes() for part in [head, *parts])))
    return frames


def _rank_words(hashes: NDArray[np.uint64], vocabulary: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the place in `vocabulary` of every word; each stands there."""
    distinct, numbers = find_distinct(hashes)
    order = np.argsort(vocabulary)
    return order[np.searchsorted(vocabulary, distinct, sorter=order)].astype(np.uint32)[numbers]


def unpack_texts(segment: Segment, rows: NDArray[np.int64]) -> Texts:
    """
    Return the articles at `rows` of a segment, in that order.

    Raises
    ------
    IndexMismatch
        If what is read of the segment is damaged.

    """
    groups, group_of = np.unique(rows // GROUP, return_inverse=True)
    frames = _read_frames(segment, groups)
    begins = add_up([len(frame) for frame in frames])[group_of]
    data = np.frombuffer(b"".join(frames) or b" ", dtype=np.uint8)
    shape = np.zeros((len(rows), 5), dtype=np.int64)
    measure_rows(data, begins, rows % GROUP, shape)
    blocks, words = int(shape[:, 1].sum()), int(shape[:, 3].sum())
    counts, roles = np.empty(blocks, dtype=np.uint32), np.empty(blocks, dtype=np.uint8)
    packed = Words(np.empty(words, dtype=np.uint64), np.empty(words, dtype=np.uint8))
    copy_rows(data, begins, shape, segment.array("vocabulary"), counts, roles, *packed)
    frame = pl.DataFrame(
        {"article": np.repeat(np.arange(len(rows)), shape[:, 1]), "role": roles, "words": counts}
    )
    frame = frame.with_columns(pl.col("role").cat.to(ROLE))
    return Texts(shape[:, 4].astype(np.uint8), frame, packed)


def _read_frames(segment: Segment, groups: NDArray[np.int64]) -> list[bytes]:
    """Return the unpacked frames of these groups of articles."""
    ends, data = segment.view("offsets"), segment.view("frames")
    segment.check("offsets", groups, groups + 2)
    begin, end = ends[groups].astype(np.int64), ends[groups + 1].astype(np.int64)
    segment.check("frames", begin, end)
    unpack = zstandard.ZstdDecompressor().decompress
    return [unpack(data[a:b].tobytes()) for a, b in zip(begin.tolist(), end.tolist(), strict=True)]


def _planes(values: Array) -> NDArray[np.uint8]:
    """
    Return the three bytes of each value, all first bytes first.

    Raises
    ------
    IndexMismatch
        If a value needs a fourth: cut off, it would be another word.

    """
    if values.max(initial=0) > MOST:
        raise IndexMismatch(
            f"expected at most {MOST:,} words in a block and distinct words in what is added at once, "
            f"got {values.max():,}; add less at once"
        )
    wide = values.astype("<u4").view(np.uint8).reshape(-1, 4)
    return np.ascontiguousarray(wide.T[:3]).reshape(-1)
