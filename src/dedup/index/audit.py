"""What is wrong with an index: every checksum, every reference, in both directions."""

from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexMismatch
from ..params import Params
from .catalog import Catalog
from .layout import SUFFIX, Entry, Segment
from .segments import FOLDER, open_segment
from .texts import GROUP, unpack_texts

CHUNK_ROWS = 1 << 20  # postings looked at at once
SAMPLED_FRAMES = 64  # read whole in every segment; their bytes are all covered by checksums


def verify_index(folder: Path, params: Params | None = None) -> list[str]:
    """
    Return what is wrong with an index, a sentence each; nothing if it is sound.

    Raises
    ------
    IndexMismatch
        If it cannot be opened at all, or was made by other rules than `params`.

    """
    with closing(Catalog(folder, write=False)) as catalog:
        if params is not None:
            catalog.check_rules(params)
        faults = catalog.find_faults()
        held = [_verify_segment(folder, entry, faults) for entry in catalog.segments()]
        return faults + _compare_numbers(catalog, held) + _find_lost_versions(catalog)


def find_strays(folder: Path) -> list[str]:
    """Return files that the catalog does not name: no fault, the next writer deletes them."""
    with closing(Catalog(folder, write=False)) as catalog:
        named = {entry.name + SUFFIX for entry in catalog.segments()}
    return sorted(path.name for path in (folder / FOLDER).glob("*") if path.name not in named)


def _verify_segment(folder: Path, entry: Entry, faults: list[str]) -> NDArray[np.int64]:
    """Add what is wrong with one segment to `faults`; return the articles it holds, as far as is known."""
    try:
        segment = open_segment(folder, entry)
        segment.check_all()
        faults += _verify_contents(segment)
        return segment.array("numbers").astype(np.int64)
    except IndexMismatch as fault:
        faults.append(str(fault))
        return np.empty(0, dtype=np.int64)


def _verify_contents(segment: Segment) -> list[str]:
    """Return what is wrong inside a segment whose checksums are right: a fault of ours, or forgery."""
    numbers, width = segment.array("numbers").astype(np.int64), int(segment.array("width")[0])
    rows = segment.array("rows").reshape(-1, width)
    faults = []
    if len(numbers) != segment.entry.articles or (np.diff(numbers) <= 0).any():
        faults.append(f"{segment.path}: its articles are not numbered in order")
    if _find_largest(rows) >= len(numbers):
        faults.append(f"{segment.path}: a posting names an article that it does not hold")
    step = max(len(numbers) // (SAMPLED_FRAMES * GROUP), 1) * GROUP
    texts = unpack_texts(segment, np.arange(0, len(numbers), step))
    if len(texts.words.hashes) != int(texts.blocks["words"].sum() or 0):
        faults.append(f"{segment.path}: an article has more or fewer words than its blocks")
    return faults


def _find_largest(rows: NDArray[np.uint8]) -> int:
    """Return the largest of numbers of few bytes, lowest first; -1 of none."""
    largest = -1
    for part in np.array_split(rows, len(rows) // CHUNK_ROWS + 1):
        wide = np.zeros((len(part), 8), dtype=np.uint8)
        wide[:, : rows.shape[1]] = part
        largest = max(largest, int(wide.view("<i8").max(initial=-1)))
    return largest


def _compare_numbers(catalog: Catalog, held: list[NDArray[np.int64]]) -> list[str]:
    """Return what the catalog has and no segment, or the other way round, or twice."""
    listed = np.array([row[0] for row in catalog.listed()], dtype=np.int64)
    removed = np.array(catalog.removed(), dtype=np.int64)
    every = np.concatenate([*held, np.empty(0, dtype=np.int64)])
    cases = {
        "in the catalog and in no segment": np.setdiff1d(listed, every),
        "in a segment and not in the catalog": np.setdiff1d(every, np.concatenate([listed, removed])),
        "removed, and in the catalog still": np.intersect1d(listed, removed),
        "in two places": np.unique(every[np.isin(every, every[np.flatnonzero(_repeats(every))])]),
    }
    return [_count(catalog, where, numbers) for where, numbers in cases.items() if len(numbers)]


def _repeats(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    _, back, count = np.unique(numbers, return_inverse=True, return_counts=True)
    return np.asarray(count[back] > 1)


def _count(catalog: Catalog, where: str, numbers: NDArray[np.int64]) -> str:
    shown = ", ".join(map(str, numbers[:5].tolist())) + (" …" if len(numbers) > 5 else "")
    return f"{catalog.folder}: {len(numbers)} articles are {where}: number {shown}"


def _find_lost_versions(catalog: Catalog) -> list[str]:
    """Return old versions whose newer one is not there, and ids of one outlet with two newest versions."""
    lost = catalog.count("replaced_by IS NOT NULL AND replaced_by NOT IN (SELECT number FROM articles)")
    newest = catalog.count("replaced_by IS NULL") - catalog.count_ids()
    faults = [f"{catalog.folder}: {lost} old versions name a newer one that is not there"] if lost else []
    return faults + ([f"{catalog.folder}: {newest} ids have two newest versions"] if newest > 0 else [])
