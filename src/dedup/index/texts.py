"""
Words of articles, packed: eight articles a frame, a word as its rank among the segment's words.

Frequent words have low ranks, so the three bytes of a rank are kept apart and
compress well: about 1.25 bytes a word of Vietnamese news, exact, order and all.
"""

from typing import NamedTuple

import numpy as np
import polars as pl
import zstandard
from numpy.typing import NDArray

from ..kernels.postings import number_words
from ..schema import ROLE
from ..tokens import Words
from .layout import Array, Segment

GROUP = 8  # articles a frame: one is read by unpacking seven more, and packs 12 % smaller
MAX_WORDS = 1 << 24  # distinct words a segment can rank in three bytes
LEVEL = 3  # of zstd; 9 is a tenth of the speed for 2 % of the size
KINDS = ("article", "index", "gallery", "stub")


class Texts(NamedTuple):
    """
    Articles as an index keeps them: their words, in blocks that have roles.

    `kinds`, uint8: of each article's page, into KINDS.  `blocks`, frame (article, role,
    words): `article` counts from 0, blocks in order.  `words`: of all blocks, in order.
    """

    kinds: NDArray[np.uint8]
    blocks: pl.DataFrame
    words: Words


def pack_texts(texts: Texts) -> dict[str, Array]:
    """Return the arrays of a segment that hold `texts`: vocabulary, frames and where each begins."""
    vocabulary, ranks = rank_words(texts.words.hashes)
    article, count = (texts.blocks[name].to_numpy().astype(np.int64) for name in ("article", "words"))
    roles = texts.blocks["role"].to_physical().to_numpy().astype(np.uint8)
    firsts = np.arange(0, len(texts.kinds) + GROUP, GROUP)
    block_cuts = np.searchsorted(article, firsts)
    word_cuts = np.concatenate(([0], np.cumsum(count)))[block_cuts]
    packer = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True)
    frames = []
    for i in range(len(firsts) - 1):
        blocks, words = slice(*block_cuts[i : i + 2]), slice(*word_cuts[i : i + 2])
        kinds = texts.kinds[firsts[i] : firsts[i] + GROUP]
        sizes = np.bincount(article[blocks] - firsts[i], minlength=len(kinds))
        parts = [_planes(sizes), kinds, _planes(count[blocks]), roles[blocks]]
        parts += [_planes(ranks[words]), np.packbits(texts.words.flags[words] & 1)]
        head = np.array([len(kinds), len(roles[blocks]), len(ranks[words])], dtype="<u4")
        frames.append(packer.compress(b"".join(part.tobytes() for part in [head, *parts])))
    offsets = np.concatenate(([0], np.cumsum([len(frame) for frame in frames]))).astype("<u8")
    data = np.frombuffer(b"".join(frames), dtype=np.uint8)
    return {"vocabulary": vocabulary, "offsets": offsets, "frames": data}


def rank_words(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """
    Return the distinct words, the most frequent first, and the rank of every word.

    >>> vocabulary, ranks = rank_words(np.array([7, 5, 5], dtype=np.uint64))
    >>> vocabulary.tolist(), ranks.tolist()
    ([5, 7], [1, 0, 0])
    """
    # Twice the distinct words of most corpora; doubled until it is enough.
    slots = 1 << 16
    while True:
        table, distinct = np.full(slots, -1, dtype=np.int64), np.empty(slots, dtype=np.uint64)
        numbers = np.empty(len(hashes), dtype=np.uint32)
        count = number_words(hashes, table, distinct, numbers)
        if count < slots // 2:
            break
        slots *= 4
    frequency = np.bincount(numbers, minlength=count)
    order = np.lexsort((distinct[:count], -frequency))
    ranks = np.empty(count, dtype=np.uint32)
    ranks[order] = np.arange(count, dtype=np.uint32)
    return distinct[:count][order], ranks[numbers]


def unpack_texts(segment: Segment, rows: NDArray[np.int64]) -> Texts:
    """
    Return the articles at `rows` of a segment, in that order.

    Raises
    ------
    IndexMismatch
        If what is read of the segment is damaged.

    """
    groups, group_of = np.unique(rows // GROUP, return_inverse=True)
    read = [_read_frame(segment, group) for group in groups.tolist()]
    unpacked = [_unpack_frame(data) for data in read]
    pick = _Picker(unpacked, group_of, rows % GROUP)
    ranks = pick.words([parts.ranks for parts in unpacked]).astype(np.int64)
    hashes = segment.array("vocabulary")[ranks]
    roles, counts = (
        pick.blocks([getattr(parts, name) for parts in unpacked]) for name in ("roles", "counts")
    )
    frame = pl.DataFrame(
        {"article": np.repeat(np.arange(len(rows)), pick.sizes), "role": roles, "words": counts}
    )
    flags = pick.words([parts.flags for parts in unpacked])
    kinds = np.array(
        [unpacked[g].kinds[i] for g, i in zip(group_of.tolist(), (rows % GROUP).tolist(), strict=True)]
    )
    frame = frame.with_columns(pl.col("role").cast(pl.UInt8).cat.to(ROLE))
    return Texts(kinds.astype(np.uint8), frame, Words(hashes, flags))


class _Frame(NamedTuple):
    sizes: NDArray[np.uint32]  # blocks of each article
    kinds: NDArray[np.uint8]
    counts: NDArray[np.uint32]  # words of each block
    roles: NDArray[np.uint8]
    ranks: NDArray[np.uint32]
    flags: NDArray[np.uint8]


class _Picker:
    """Takes the runs of single articles out of unpacked frames."""

    def __init__(self, frames: list[_Frame], group_of: NDArray[np.int64], places: NDArray[np.int64]) -> None:
        block_ends = [np.concatenate(([0], np.cumsum(frame.sizes))).astype(np.int64) for frame in frames]
        word_ends = [np.concatenate(([0], np.cumsum(frame.counts))).astype(np.int64) for frame in frames]
        self._cuts = [
            (group, slice(*block_ends[group][place : place + 2]))
            for group, place in zip(group_of.tolist(), places.tolist(), strict=True)
        ]
        self._word_ends = word_ends
        self.sizes = np.array([cut.stop - cut.start for _, cut in self._cuts], dtype=np.int64)

    def blocks(self, columns: list[Array]) -> Array:
        return _join([columns[group][cut] for group, cut in self._cuts])

    def words(self, columns: list[Array]) -> Array:
        ends = self._word_ends
        return _join(
            [columns[group][ends[group][cut.start] : ends[group][cut.stop]] for group, cut in self._cuts]
        )


def _join(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.uint8)


def _read_frame(segment: Segment, group: int) -> bytes:
    ends = segment.view("offsets")
    segment.check("offsets", np.array([group]), np.array([group + 2]))
    begin, end = int(ends[group]), int(ends[group + 1])
    segment.check("frames", np.array([begin]), np.array([end]))
    return zstandard.ZstdDecompressor().decompress(segment.view("frames")[begin:end].tobytes())


def _unpack_frame(data: bytes) -> _Frame:
    articles, blocks, words = np.frombuffer(data, dtype="<u4", count=3).tolist()
    rest = np.frombuffer(data, dtype=np.uint8, offset=12)
    ends = np.cumsum([3 * articles, articles, 3 * blocks, blocks, 3 * words, -(-words // 8)])
    sizes, kinds, counts, roles, ranks, flags = np.split(rest, ends[:-1])
    bits = np.unpackbits(flags, count=words)
    return _Frame(_join_planes(sizes), kinds, _join_planes(counts), roles, _join_planes(ranks), bits)


def _planes(values: Array) -> NDArray[np.uint8]:
    """Return the three low bytes of each value, all first bytes first."""
    wide = values.astype("<u4").view(np.uint8).reshape(-1, 4)
    return np.ascontiguousarray(wide.T[:3]).reshape(-1)


def _join_planes(planes: NDArray[np.uint8]) -> NDArray[np.uint32]:
    wide = np.zeros((len(planes) // 3, 4), dtype=np.uint8)
    wide[:, :3] = planes.reshape(3, -1).T
    return wide.view("<u4").reshape(-1)
