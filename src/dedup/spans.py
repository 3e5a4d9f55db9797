"""Spans of articles -> their words, asked for again where they are to be shown."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import polars as pl

from .kernels.compiling import thread_count
from .kernels.spans import find_bytes
from .texts import lay_out
from .turns import keep_rows

Quote = Callable[[pl.DataFrame], pl.Series]  # frame (article, ordinal) -> the text of each block

CUT = pl.Schema({"row": pl.UInt32(), "cut": pl.String()})


def cut_texts(spans: pl.DataFrame, texts: Sequence[pl.LazyFrame]) -> pl.Series:
    """
    Return what stands at every span.

    Parameters
    ----------
    spans : frame (article, begin, end)
        Half-open, in characters of the article's text.
    texts : frames (article, text)
        Of some of the articles each; as many are held at a time as there are threads.

    Returns
    -------
    String series of the length of `spans`, null where a span is.

    """
    rows = spans.select("article", "begin", "end").with_row_index("row")
    asked = rows.drop_nulls().sort("article", "begin")
    with ThreadPoolExecutor(thread_count()) as pool:
        parts = pool.map(partial(_cut_asked, asked), texts)
        cut = pl.concat([pl.DataFrame(schema=CUT), *parts])
    cut = rows.select("row").join(cut, on="row", how="left", maintain_order="left")
    return cut["cut"].alias("text")


def quote_blocks(blocks: pl.DataFrame, texts: Sequence[pl.LazyFrame], spots: pl.DataFrame) -> pl.Series:
    """Return the text of each (article, ordinal) of `spots`, of texts (article, text)."""
    spot = ["article", "ordinal"]
    # Few of many: a look-up among the few costs less than one among all.
    few = keep_rows(blocks.select(*spot, "begin", "end"), spots, spot)
    spans = spots.join(few, on=spot, how="left", maintain_order="left")
    return cut_texts(spans, texts).fill_null("")


def _cut_asked(asked: pl.DataFrame, texts: pl.LazyFrame) -> pl.DataFrame:
    """Return CUT of those of `asked` (row, article, begin, end), sorted, that are of one of `texts`."""
    held = texts.select(first=pl.col("article").min(), last=pl.col("article").max()).collect()
    near = asked.filter(pl.col("article").is_between(held["first"].item(), held["last"].item()))
    if near.is_empty():
        return pl.DataFrame(schema=CUT)
    listed = near.group_by("article", maintain_order=True).agg(pl.all())
    return _cut_part(texts.join(listed.lazy(), on="article").collect())


def _cut_part(part: pl.DataFrame) -> pl.DataFrame:
    """Return CUT of a frame (article, text, row, begin, end), the last three lists ascending by `begin`."""
    texts = part["text"].rechunk()
    # Characters are counted once a text: from its begin for every span would be quadratic.
    spans = part.select("row", "begin", "end", text=pl.int_range(pl.len())).explode("row", "begin", "end")
    bounds = spans.select("begin", "end").cast(pl.Int64).to_numpy(order="c")
    found = np.empty_like(bounds)
    find_bytes(*lay_out(texts), spans["text"].to_numpy(), bounds, found)
    whole = texts.cast(pl.Binary).gather(spans["text"])
    cut = pl.DataFrame({"row": spans["row"], "cut": whole, "at": found[:, 0], "size": found[:, 1]})
    cut = cut.select("row", pl.col("cut").bin.slice("at", "size").cast(pl.String))
    # A slice keeps the whole text in memory, a copy does not.
    return cut.with_columns(pl.concat_str("cut", pl.lit("")))
