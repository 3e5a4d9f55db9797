"""The language of a text, by its script and its commonest words."""

import polars as pl


def find_languages(texts: pl.Series) -> pl.Series:
    """Return a BCP 47 primary subtag for each text, "" where unsure."""
    sample = texts.str.slice(0, 1000)
    vi = sample.str.contains("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
    en = sample.str.contains(r"\b(?:the|and|of)\b")
    return pl.select(
        pl.when(vi).then(pl.lit("vi")).when(en).then(pl.lit("en")).otherwise(pl.lit(""))
    ).to_series()
