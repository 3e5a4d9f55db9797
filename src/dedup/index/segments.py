"""Which segments there are: how one is made of articles or of others, and when."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexMismatch
from ..params import Params
from .articles import frame_texts, gather_texts
from .catalog import Catalog, name_failures
from .layout import SUFFIX, Array, Entry, Segment, write_segment
from .postings import make_postings, order_postings, pack_postings
from .texts import GROUP, Texts, find_vocabulary, pack_frames

FOLDER = "segments"
FANOUT = 4  # segments of about one size that are merged, so that n articles stand in O(log n) segments
MAX_ARTICLES = 1 << 20  # of a merged segment: its postings are held while it is made, 1 KB an article
BATCH = 1024 * GROUP  # articles whose words are held at once: 12 KB each

Read = Callable[[], Iterator[Texts]]


class SegmentMissing(IndexMismatch):
    """A segment that the catalog names is not there: lost, or merged away since the catalog was read."""


def put_segment(
    catalog: Catalog, numbers: NDArray[np.int64], read: Read, old: list[Entry], params: Params
) -> None:
    """
    Write a segment and let it take the place of `old`.

    Parameters
    ----------
    catalog : Catalog
    numbers : int64 array, shape (N,)
        Ascending.
    read : callable
        Yields the texts of these articles in order, all but the last a multiple of GROUP
        articles; called twice, so that nothing need be held.
    old : list of Entry
    params : Params

    """
    name = int(catalog.meta["next_segment"])
    with name_failures(catalog.folder):
        entry = write_segment(catalog.folder / FOLDER, f"{name:08d}", _make_arrays(numbers, read, params))
    catalog.swap_segments(old, entry)
    catalog.set_meta(next_segment=str(name + 1))


def _make_arrays(numbers: NDArray[np.int64], read: Read, params: Params) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of a segment, in parts."""
    yield "numbers", numbers.astype("<u4")
    vocabulary = find_vocabulary(texts.words.hashes for texts in read())
    yield "vocabulary", vocabulary
    runs, sizes, first, row_bits = [], [0], 0, len(numbers).bit_length()
    for texts in read():
        frames = pack_frames(texts, vocabulary)
        yield "frames", np.frombuffer(b"".join(frames), dtype=np.uint8)
        sizes += [len(frame) for frame in frames]
        runs.append(order_postings(make_postings(*frame_texts(texts), params), first, row_bits))
        first += len(texts.kinds)
    yield "offsets", np.cumsum(sizes).astype("<u8")
    yield from pack_postings(runs, row_bits)


def merge_small(catalog: Catalog, params: Params) -> None:
    """Merge segments of about one size until fewer than FANOUT of any size are left."""
    while True:
        tiers: dict[int, list[Entry]] = {}
        for entry in catalog.segments():
            tiers.setdefault(entry.articles.bit_length() // 2, []).append(entry)
        full = [
            part[:FANOUT]
            for _, part in sorted(tiers.items())
            if len(part) >= FANOUT and sum(entry.articles for entry in part[:FANOUT]) <= MAX_ARTICLES
        ]
        if not full:
            return
        merge_segments(catalog, full[0], params)


def merge_segments(catalog: Catalog, entries: list[Entry], params: Params) -> None:
    """Make one segment of several, without what was removed."""
    removed = np.array(catalog.removed(), dtype=np.int64)
    segments = [open_segment(catalog.folder, entry) for entry in entries]
    held = [segment.array("numbers").astype(np.int64) for segment in segments]
    # A merged segment is named after younger ones and holds older articles than they.
    every = np.sort(np.concatenate(held))
    kept = every[~np.isin(every, removed)]
    if len(kept):
        batches = np.split(kept, range(BATCH, len(kept), BATCH))

        def read() -> Iterator[Texts]:
            return (gather_texts(segments, held, batch) for batch in batches)

        put_segment(catalog, kept, read, entries, params)
    else:
        catalog.swap_segments(entries, None)
    catalog.forget_removed(np.intersect1d(every, removed).tolist())


def open_segment(folder: Path, entry: Entry) -> Segment:
    """Map a segment; see `Segment`."""
    path = folder / FOLDER / (entry.name + SUFFIX)
    try:
        return Segment(folder / FOLDER, entry)
    except (FileNotFoundError, NotADirectoryError):
        raise SegmentMissing(
            f"{path} is missing; restore it, or see what is lost with dedup index verify"
        ) from None
    except OSError as problem:
        raise IndexMismatch(f"cannot read {path}: {problem.strerror}") from None


def fill_segments(entries: list[Entry]) -> list[list[Entry]]:
    """Part segments into runs of at most MAX_ARTICLES articles."""
    batches: list[list[Entry]] = []
    for entry in entries:
        room = MAX_ARTICLES - sum(each.articles for each in batches[-1]) if batches else 0
        if entry.articles <= room:
            batches[-1].append(entry)
        else:
            batches.append([entry])
    return batches
