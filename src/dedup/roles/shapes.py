"""What a block looks like: the columns that every later rule about roles reads."""

import polars as pl

from .labels import find_labels

# A line of this many words is prose even without a full stop (Thai has none).
PROSE_MIN_WORDS = 25
# Words of such scripts are single characters, of three bytes and with hardly a space between.
UNSPACED_MAX_BYTES = 4
# Japanese headlines run long, and end in no stop.
UNSPACED_MIN_WORDS = 60
# A shorter line is prose if it ends like a sentence: "Ảnh: An." is not yet one.
SENTENCE_MIN_WORDS = 8
# What ends a sentence and stands after it: marks, quotes and brackets.
TAIL_CHARS = 8

_STOP = r"[.!?…。！？।؟۔]"
# An ellipsis ends titles and teasers as often as sentences.
_POINT = r"(?:[^.…\s][\s\p{Pf}\p{Pe}\"']*\.|[。।۔])"
_CLOSERS = r"[\p{Pe}\p{Pf}\p{Pi}\"'\s]*$"
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}'’.]*"
NAME = rf"^{_NAME_WORD}(?:\s*(?:[,&/\-–]|\s(?:và|and|và)\s|\s)\s*{_NAME_WORD}){{0,7}}$"


def above(shape: pl.Expr) -> pl.Expr:
    """Say of each block whether `shape` holds of the one above it on its page."""
    return (shape.shift(1) & (pl.col("ordinal") > 0)).fill_null(value=False)


def below(shape: pl.Expr) -> pl.Expr:
    """Say of each block whether `shape` holds of the one below it on its page."""
    return (shape & (pl.col("ordinal") > 0)).shift(-1).fill_null(value=False)


def describe_blocks(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return TOKENISED with row, label, sentences and the shapes of each block.

    `row` numbers the rows of the batch; every shape is a boolean.
    """
    blocks = blocks.with_row_index("row")
    blocks = blocks.join(find_labels(blocks), on="row", how="left", maintain_order="left")
    blocks = blocks.with_columns(tail=pl.col("text").str.slice(-TAIL_CHARS))
    blocks = blocks.with_columns(*_read_ends()).drop("tail")
    for found in (_find_names(blocks), _find_unspaced(blocks)):
        blocks = blocks.join(found, on="row", how="left", maintain_order="left")
    length = pl.col("length").fill_null(pl.col("words").cast(pl.Int32))
    blocks = blocks.with_columns(pl.col("named").fill_null(value=False), length)
    return blocks.with_columns(prose=_is_prose(), titled=_is_title(), fragment=_is_fragment())


def _read_ends() -> list[pl.Expr]:
    """Return what the first and last characters of a block say, and its sentences."""
    text, tail = pl.col("text"), pl.col("tail")
    stops = tail.str.contains(_STOP + _CLOSERS)
    inner = text.str.count_matches(r"\. |。")  # four times as fast as counting a literal
    return [
        stops.alias("stops"),
        tail.str.contains(_POINT + _CLOSERS).alias("points"),
        tail.str.contains(r"\./\.\W*$").alias("closes"),
        tail.str.contains(r"(?:\s(?:\.\.\.|…)|\[(?:\.\.\.|…)\]|»)\s*$").alias("truncated"),
        text.str.contains(r"^[\p{Ll},.;:)]").alias("resumes"),
        above(pl.col("end") + 1 == pl.col("begin").shift(-1)).alias("glued"),
        (inner + stops.cast(pl.UInt32)).cast(pl.UInt16, strict=False).fill_null(2**16 - 1).alias("sentences"),
    ]


def _find_names(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, named for the lines that are nothing but people's names."""
    short = blocks.filter(pl.col("words") <= 8)
    return short.filter(pl.col("text").str.contains(NAME)).select("row", named=pl.lit(value=True))


def _find_unspaced(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, length of blocks in scripts without spaces: about what a reader would count."""
    tight = blocks.filter(pl.col("text").str.len_bytes() < UNSPACED_MAX_BYTES * pl.col("words"))
    spaces = pl.col("text").str.count_matches(" ", literal=True)
    unspaced = tight.filter(pl.col("words") > 3 * (spaces + 1))
    return unspaced.select("row", length=(pl.col("words") // 2).cast(pl.Int32))


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
    first = ~pl.col("stops") & below(pl.col("resumes"))
    return first | above(first)
