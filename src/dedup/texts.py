"""Columns of texts -> their bytes, for the kernels that read them."""

import numpy as np
import polars as pl
from numpy.typing import NDArray


def lay_out(texts: pl.Series) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """
    Return the UTF-8 of all texts, one after another, and where each begins.

    Parameters
    ----------
    texts : String series, length N
        No nulls.

    Returns
    -------
    data : uint8 array, shape (T,)
    stops : int64 array, shape (N + 1,)
        Byte before which each text begins; the last is T.

    Examples
    --------
    >>> data, stops = lay_out(pl.Series(["Hà Nội", "", "Huế"]))
    >>> data.tobytes().decode(), stops.tolist()
    ('Hà NộiHuế', [0, 9, 9, 14])

    """
    sizes = texts.str.len_bytes().cast(pl.Int64)
    # One copy: a list of bytes is laid out so already, and of one chunk is not copied again.
    lists = texts.rechunk().cast(pl.Binary).cast(pl.List(pl.UInt8))
    data = lists.list.explode(empty_as_null=False, keep_nulls=False).to_numpy()
    return data, np.concatenate(([0], sizes.cum_sum().to_numpy()))
