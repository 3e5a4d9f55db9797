"""What a block looks like: the columns that every later rule about roles reads."""

import polars as pl

from .labels import find_labels

# A line of this many words is prose even without a full stop (Thai has none).
PROSE_MIN_WORDS = 25
# Japanese headlines run long, and end in no stop.
UNSPACED_MIN_WORDS = 60
# A shorter line is prose if it ends like a sentence: "Ảnh: An." is not yet one.
SENTENCE_MIN_WORDS = 8

_STOP = r"[.!?…。！？।؟۔]"
_CLOSERS = r"[\p{Pe}\p{Pf}\p{Pi}\"'\s]*$"
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}'’.]*"
NAME = rf"^{_NAME_WORD}(?:\s*(?:[,&/\-–]|\s(?:và|and|và)\s|\s)\s*{_NAME_WORD}){{0,7}}$"
DATELINE_START = r"^\p{Lu}[\p{Lu}\p{M} .,'’-]{2,40}(?:,? [\p{L}. ]{2,20})?(?:, \p{L}+\.? \d{1,2})? ?(?:\([^)]{2,40}\))? ?(?:--|[—–-]) ?\S"


def describe_blocks(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return TOKENISED with row, label, sentences and the shapes of each block.

    `row` numbers the rows of the batch; every shape is a boolean.
    """
    blocks = blocks.with_row_index("row")
    blocks = blocks.join(find_labels(blocks), on="row", how="left", maintain_order="left")
    text, tail = pl.col("text"), pl.col("text").str.slice(-8)
    blocks = blocks.with_columns(
        stops=tail.str.contains(_STOP + _CLOSERS),
        points=tail.str.contains(r"(?:[^.…\s][\s\p{Pf}\p{Pe}\"']*\.|[。।۔])" + _CLOSERS),
        closes=tail.str.contains(r"\./\.\W*$"),
        truncated=tail.str.contains(r"(?:\s(?:\.\.\.|…)|\[(?:\.\.\.|…)\]|»)\s*$"),
        trails=tail.str.contains(r"(?:\.\.\.|…)\s*$"),
        glued=((pl.col("begin") == pl.col("end").shift(1) + 1) & (pl.col("ordinal") > 0)).fill_null(
            value=False
        ),
        sentences=(
            text.str.count_matches(". ", literal=True) + text.str.count_matches("。", literal=True)
        ).cast(pl.UInt16),
        length=_measure_length(),
        resumes=text.str.contains(r"^[\p{Ll},.;:)]"),
    )
    blocks = blocks.join(_find_names(blocks), on="row", how="left", maintain_order="left")
    return blocks.with_columns(
        pl.col("named").fill_null(value=False), pl.col("sentences") + pl.col("stops").cast(pl.UInt16)
    ).with_columns(prose=_is_prose(), titled=_is_title(), fragment=_is_fragment())


def _find_names(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, named for the lines that are nothing but people's names."""
    short = blocks.filter(pl.col("words") <= 8)
    return short.filter(pl.col("text").str.contains(NAME)).select("row", named=pl.lit(value=True))


def _measure_length() -> pl.Expr:
    """Return the words of a block, of a script without spaces about as many as a reader would count."""
    unspaced = pl.col("words") > 3 * (pl.col("text").str.count_matches(" ", literal=True) + 1)
    return pl.when(unspaced).then(pl.col("words") // 2).otherwise(pl.col("words")).cast(pl.Int32)


def _is_prose() -> pl.Expr:
    length = pl.col("length")
    sentence = (length >= SENTENCE_MIN_WORDS) & (pl.col("points") | (pl.col("sentences") >= 2))
    unspaced = length < pl.col("words")
    return sentence | (length >= pl.when(unspaced).then(UNSPACED_MIN_WORDS).otherwise(PROSE_MIN_WORDS))


def _is_title() -> pl.Expr:
    return pl.col("length").is_between(3, 40) & ~pl.col("points") & (pl.col("sentences") <= 1)


def _is_fragment() -> pl.Expr:
    """
    Say whether a block and a neighbour are one sentence.

    Extractors break lines where a link begins and ends.
    """
    goes_on = ~pl.col("stops") & pl.col("resumes").shift(-1, fill_value=False)
    inside = pl.col("article") == pl.col("article").shift(-1)
    first = (goes_on & inside).fill_null(value=False)
    return first | first.shift(1, fill_value=False)
