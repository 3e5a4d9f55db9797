"""Spans of articles -> their words, asked for again where they are to be shown."""

import polars as pl


def cut_texts(spans: pl.DataFrame, texts: pl.LazyFrame) -> pl.Series:
    """
    Return what stands at every span.

    Parameters
    ----------
    spans : frame (article, begin, end)
        Half-open, in characters of the article's text.
    texts : frame (article, text)
        In any order; no more of it is held than is asked for.

    Returns
    -------
    String series of the length of `spans`, null where a span is.

    """
    rows = spans.select("article", "begin", "end").with_row_index("row")
    begin, end = pl.col("begin").cast(pl.Int64), pl.col("end").cast(pl.Int64)
    cut = texts.join(rows.drop_nulls().lazy(), on="article").select(
        "row", text=pl.col("text").str.slice(begin, end - begin)
    )
    return rows.select("row").join(cut.collect(), on="row", how="left", maintain_order="left")["text"]
