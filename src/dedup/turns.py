"""
Frames that are worked on some rows at a time, and what is made of them held as `scratch` says.

A frame whose numbers are mapped from files is as any other; to polars it takes memory only where
it is worked on.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .scratch import hold, join

TURN_ROWS = 1 << 21  # of a frame that is worked through, a hundred bytes each at the most
SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


def hold_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `frame`, its numbers held; texts, and columns with gaps, stay in memory."""
    return join_frames([frame]) if len(frame) else frame


def join_frames(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return frames of one schema one after another, their numbers held."""
    return pl.DataFrame([_join_columns([frame[name] for frame in frames]) for name in frames[0].columns])


def _join_columns(pieces: Sequence[pl.Series]) -> pl.Series:
    kind, name = pieces[0].dtype, pieces[0].name
    coded = isinstance(kind, pl.Enum | pl.Categorical)
    if not (coded or kind.is_numeric()) or any(piece.null_count() for piece in pieces):
        return pl.concat(pieces, rechunk=True)
    arrays = [piece.to_physical().to_numpy() for piece in pieces]
    joined = pl.Series(name, hold(arrays[0]) if len(arrays) == 1 else join(arrays))
    return joined.cat.to(kind) if coded else joined


def work_through(
    frame: pl.DataFrame, work: Callable[[pl.DataFrame], pl.DataFrame], rows: int = TURN_ROWS
) -> pl.DataFrame:
    """Return what `work` makes of `frame`, some rows at a time, its numbers held."""
    turns = [hold_frame(work(turn)) for turn in frame.iter_slices(rows)] or [work(frame)]
    return turns[0] if len(turns) == 1 else join_frames(turns)


def work_groups(
    frame: pl.DataFrame, by: str, work: Callable[[pl.DataFrame], pl.DataFrame], rows: int = TURN_ROWS
) -> pl.DataFrame:
    """Return what `work` makes of `frame`, taken as by `iter_groups`, its numbers held."""
    return join_frames([hold_frame(work(turn)) for turn in iter_groups(frame, by, rows)])


def keep_rows(frame: pl.DataFrame, wanted: pl.DataFrame, on: Sequence[str]) -> pl.DataFrame:
    """
    Return the rows of `frame` that `wanted` has by the columns `on`, one or two of 32 bits at most.

    `frame` is ascending by the first of them: what is asked for is looked up, and the rest left alone.
    """
    if frame.is_empty() or wanted.is_empty():
        return frame.clear()
    asked = wanted.select(on).drop_nulls()
    listed, heads = np.sort(_pack(asked, on)), asked[on[0]].unique().sort()
    first, last = (frame[on[0]].search_sorted(heads, side).to_numpy().astype(np.int64) for side in SIDES)
    turn = (np.cumsum(last - first) - 1) // TURN_ROWS
    kept = []
    for number in np.unique(turn):
        rows = frame[_list_rows(first[turn == number], last[turn == number])]
        if len(on) > 1:
            values = _pack(rows, on)
            at = np.minimum(np.searchsorted(listed, values), len(listed) - 1)
            rows = rows.filter(pl.Series(listed[at] == values))
        kept.append(hold_frame(rows))
    return join_frames(kept) if kept else frame.clear()


def _list_rows(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers of all the ranges from `first` to `last`."""
    count = last - first
    shift: NDArray[np.int64] = np.repeat(first - np.cumsum(count) + count, count)
    return shift + np.arange(len(shift))


def _pack(frame: pl.DataFrame, on: Sequence[str]) -> NDArray[np.uint64]:
    """Return the columns `on` as one number a row; one that none of them can be where there is a gap."""
    parts = [pl.col(name).cast(pl.UInt64) for name in on]
    number = reduce(lambda above, part: above * 2**32 + part, parts)
    return frame.select(number.fill_null(2**64 - 1)).to_series().to_numpy()


def iter_groups(frame: pl.DataFrame, by: str, rows: int = TURN_ROWS) -> Iterator[pl.DataFrame]:
    """
    Yield `frame` some rows at a time, at least once; those of one value of `by` together.

    Raises
    ------
    ValueError
        If `frame` is not ascending by `by`.

    """
    values, begin = frame[by], 0
    if not values.is_sorted():
        raise ValueError(f"a frame is worked on ascending by {by!r}")
    while begin < len(frame):
        last = values[min(begin + rows, len(frame)) - 1]
        end = int(values.search_sorted(last, side="right"))
        yield frame[begin:end]
        begin = end
    if not begin:
        yield frame
