"""What a block looks like: the columns that every later rule about roles reads."""

from collections.abc import Callable

import polars as pl

from ..classes import quicken
from .labels import find_labels

# A line of this many words is prose even without a full stop (Thai has none).
PROSE_MIN_WORDS = 25
# Words of such scripts are single characters, of three bytes and with hardly a space between.
UNSPACED_MAX_BYTES = 4
# Japanese headlines run long, and end in no stop.
UNSPACED_MIN_WORDS = 60
# A teaser of such a script has two sentences at times, the second cut off.
UNSPACED_TEASER_WORDS = 30
# A shorter line is prose if it ends like a sentence: "Ảnh: An." is not yet one.
SENTENCE_MIN_WORDS = 8
# First, middle and last names of two people.
NAMES_MAX_WORDS = 8
# What ends a sentence and stands after it: marks, quotes and brackets.
STOP_CHARS = 8

# Nine blocks in ten end so: a sentence, and nothing else is to be asked of its end.
_PLAIN = quicken(r"[\p{L}\p{M}\p{N}]\s?\.$")
_CLOSERS = r"[\p{Pe}\p{Pf}\p{Pi}\"'\s]*$"
_ENDS = {  # pattern, whether a plain end is so
    "stops": (r"[.!?…。！？।؟۔]" + _CLOSERS, True),
    # An ellipsis ends titles and teasers as often as sentences.
    "points": (r"(?:[^.…\s][\s\p{Pf}\p{Pe}\"']*\.|[。।۔])" + _CLOSERS, True),
    "closes": (quicken(r"\./\.\W*$"), False),
    # Where no space parts words, none stands before the dots.
    "truncated": (
        r"(?:[\s\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}](?:\.\.\.|…)|\[(?:\.\.\.|…)\]|»)\s*$",
        False,
    ),
}
# As many as NAMES_MAX_WORDS lets it be: a bound of its own is slow to compile.
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}'’.]*"
NAME = quicken(rf"^{_NAME_WORD}(?:\s*(?:[,&/\-–]|\s(?:và|and|và)\s|\s)\s*{_NAME_WORD})*$")
# "DPA/Jo Marten - Ann Lee" are the people of a house; a picture's credit has who took it first.
HOUSE_FIRST = r"^\s*\p{Lu}[\p{Lu}\d]+/"
# Over what a company says of itself: "About Ostmere Timber".
ABOUT = r"^(?i:about|về|à propos de|über|acerca de|tentang)\s+(?i:the\s+)?(\p{Lu}\S*)[^.!?]*$"
# Some words, figures and what they count: "Giải nhì: 14892 - 74111", "Bến Tràm Cồn Vịt 44.000 đồng".
FIGURES = quicken(r"^\W*(?:[\p{L}\p{M}.]+[\s:|]+){1,6}\d[\d\s.,:;/%|\p{Pd}+]*(?:\s?[\p{L}\p{M}/]+){0,2}\W*$")
FIGURES_MAX_WORDS = 16
# What goes into a pudding: titles of other stories are longer.
ITEM = quicken(r"^\s*[•●▪◦‣·*–—-]\s*\S+(?:\s\S+){0,6}\s*$")
# Of the rows of a table or a list three stand this close: (rows, blocks).
CLOSE = (3, 5)
# A time or two numbers in every line, as in timetables and scores; titles of other stories have a day.
NUMBERED = quicken(r"^\W*(?:\d{1,2}\s?[:hg.]\s?\d{2}|[\p{Lu}\d].*\d\D+\d)")
TOLD_DAY = quicken(r"\d/\d|(?-u:\b)(?:19|20)\d\d(?-u:\b)")
NUMBERED_MAX_WORDS = 12
UNBROKEN = (4, 4)


def above(shape: pl.Expr) -> pl.Expr:
    """Say of each block whether `shape` holds of the one above it on its page."""
    return (shape.shift(1) & (pl.col("ordinal") > 0)).fill_null(value=False)


def below(shape: pl.Expr) -> pl.Expr:
    """Say of each block whether `shape` holds of the one below it on its page."""
    return (shape & (pl.col("ordinal") > 0)).shift(-1).fill_null(value=False)


def since(shape: pl.Expr) -> pl.Expr:
    """Say of each block, numbered by `row`, whether `shape` holds of it or of one above it on its page."""
    last = pl.when(shape).then("row").forward_fill()
    return (last >= pl.col("row") - pl.col("ordinal")).fill_null(value=False)


def near(shape: pl.Expr, beside: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """Say of each block whether one of the three next to it, `above` or `below`, is of a shape."""
    one = beside(shape)
    two = beside(one)
    return one | two | beside(two)


def is_stamp() -> pl.Expr:
    """Say of each block whether it says when its page was published, or who wrote it."""
    return pl.col("label").is_in(["dateline", "byline"]).fill_null(value=False)


def is_heading() -> pl.Expr:
    """Say of each block whether it heads a box of other stories, or names the section of a page."""
    return (pl.col("label") == "sidebar").fill_null(value=False) & ~pl.col("prose")


def describe_blocks(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return TOKENISED with row, label, sentences and the shapes of each block.

    `row` numbers the rows of the batch; every shape is a boolean.
    """
    blocks = blocks.with_row_index("row")
    blocks = blocks.join(find_labels(blocks), on="row", how="left", maintain_order="left")
    blocks = blocks.with_columns(label=pl.when(_find_abouts(blocks)).then(pl.lit("about")).otherwise("label"))
    text = blocks["text"]
    blocks = blocks.with_columns(*_read_ends(text), length=_count_length(blocks))
    figures, items = (mark_rows(rows, blocks.height) for rows in _find_lists(blocks))
    named = _find_names(blocks) & (blocks["label"] != "about").fill_null(value=True)
    blocks = blocks.with_columns(named=named, figures=figures, items=items)
    signed = pl.lit(match_where(blocks, pl.col("named") & (pl.col("label") == "caption"), HOUSE_FIRST))
    label = pl.when(_is_author()).then(pl.lit("byline")).when(signed).then(pl.lit("slashed"))
    blocks = blocks.with_columns(label=label.otherwise("label"))
    stops = pl.col("stops").cast(pl.UInt32)
    inner = text.str.count_matches(r"\. |。")  # four times as fast as counting a literal
    blocks = blocks.with_columns(
        (inner + stops).cast(pl.UInt16, strict=False).fill_null(2**16 - 1).alias("sentences"),
        glued=above(pl.col("end") + 1 == pl.col("begin").shift(-1)),
        resumes=_find_resumed(blocks),
    )
    return blocks.with_columns(prose=_is_prose(), titled=_is_title(), fragment=_is_fragment())


def mark_rows(rows: pl.Series, height: int) -> pl.Series:
    """Return `height` booleans, true at `rows`."""
    return pl.repeat(value=False, n=height, dtype=pl.Boolean, eager=True).scatter(rows, True)


def match_where(blocks: pl.DataFrame, when: pl.Expr, pattern: str) -> pl.Series:
    """Say of each block whether `when` holds of it and its text fits `pattern`; no other text is read."""
    rows = blocks.select(when.arg_true()).to_series()
    fits = blocks["text"].gather(rows).str.contains(pattern)
    return mark_rows(rows.filter(fits), blocks.height)


def _read_ends(texts: pl.Series) -> list[pl.Series]:
    """Return what the last characters of each text say."""
    plain = texts.str.contains(_PLAIN)
    odd = (~plain).arg_true()
    ends = texts.gather(odd)
    tails = ends.str.slice(-STOP_CHARS)
    found = {name: tails.str.contains(pattern) for name, (pattern, _) in _ENDS.items()}
    # The mark that closes a quotation is no arrow.
    found["truncated"] &= ~(tails.str.contains("»", literal=True) & ends.str.contains("«", literal=True))
    return [
        (plain.clone() if so else ~plain).scatter(odd, found[name]).alias(name)
        for name, (_, so) in _ENDS.items()
    ]


def _find_resumed(blocks: pl.DataFrame) -> pl.Series:
    """Say of each block whether it begins inside a sentence that the one above may have begun."""
    below_open = (~blocks["stops"]).shift(1).fill_null(value=False).arg_true()
    begins = blocks["text"].gather(below_open).str.contains(r"^[\p{Ll},.;:)]")
    return mark_rows(below_open.filter(begins), blocks.height)


def _find_abouts(blocks: pl.DataFrame) -> pl.Series:
    """Say of each block whether it names what the paragraph below tells of, and nobody's life."""
    told = pl.when(below(pl.col("label").is_null())).then(pl.col("text").shift(-1))
    short = blocks.select("row", "text", "words", "label", told=told)
    short = short.filter(pl.col("label").is_null() & (pl.col("words") <= NAMES_MAX_WORDS))
    name = short.with_columns(name=pl.col("text").str.extract(quicken(ABOUT)))
    named = name.filter(pl.col("told").str.starts_with(pl.col("name")))
    return mark_rows(named["row"], blocks.height)


def _find_names(blocks: pl.DataFrame) -> pl.Series:
    """Say of each block whether it is nothing but people's names."""
    short = blocks.select("row", "text", "words").filter(pl.col("words") <= NAMES_MAX_WORDS)
    return mark_rows(short.filter(pl.col("text").str.contains(NAME))["row"], blocks.height)


def _is_author() -> pl.Expr:
    """Say of each block whether it names somebody and an agency over the date, as no photographer is."""
    return pl.col("named") & (pl.col("label") == "photo") & below(pl.col("label") == "dateline")


def _count_length(blocks: pl.DataFrame) -> pl.Series:
    """Return words, or in scripts without spaces about what a reader would count, as Int32."""
    length = blocks["words"].cast(pl.Int32)
    tight = blocks.select("row", "text", "words").filter(
        pl.col("text").str.len_bytes() < UNSPACED_MAX_BYTES * pl.col("words")
    )
    spaces = pl.col("text").str.count_matches(" ", literal=True)
    unspaced = tight.filter(pl.col("words") > 3 * (spaces + 1))
    return length.scatter(unspaced["row"], unspaced["words"].cast(pl.Int32) // 2)


def _find_lists(blocks: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return the rows of tables, a label and numbers as those around them are, and those of lists."""
    text, words = pl.col("text"), pl.col("words")
    short = blocks.select("row", "article", "text", "words", "stops").filter(words <= FIGURES_MAX_WORDS)
    counted = short.filter(text.str.contains(quicken(r"\d")))
    lines = counted.filter(words <= NUMBERED_MAX_WORDS, ~pl.col("stops"))
    numbered = lines.filter(text.str.contains(NUMBERED) & ~text.str.contains(TOLD_DAY))
    tables = [_keep_rows(counted.filter(text.str.contains(FIGURES)), *CLOSE), _keep_rows(numbered, *UNBROKEN)]
    return pl.concat(tables), _keep_rows(short.filter(text.str.contains(ITEM)), *CLOSE)


def _keep_rows(fit: pl.DataFrame, rows: int, span: int) -> pl.Series:
    """Return the rows of `fit`, blocks of one shape, of which so many `rows` stand in a span of blocks."""
    row, article = pl.col("row").cast(pl.Int64), pl.col("article")
    opens = (row.shift(1 - rows) - row < span) & (article.shift(1 - rows) == article)
    opens = opens.fill_null(value=False)
    held = pl.any_horizontal(opens.shift(n, fill_value=False) for n in range(rows))
    return fit.filter(held)["row"]


def _is_prose() -> pl.Expr:
    length = pl.col("length")
    sentence = (length >= SENTENCE_MIN_WORDS) & (pl.col("points") | (pl.col("sentences") >= 2))
    signed = (pl.col("label") == "signed").fill_null(value=False) & (pl.col("sentences") >= 1)
    sentence |= signed & (length >= SENTENCE_MIN_WORDS)
    unspaced = length < pl.col("words")
    sentence &= ~(unspaced & pl.col("truncated") & (length <= UNSPACED_TEASER_WORDS))
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
