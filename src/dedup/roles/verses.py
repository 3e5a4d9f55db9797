"""Texts in verse: lines that end where their metre does, and not where a sentence or a title would."""

import polars as pl

from ..classes import quicken
from .shapes import above, below, is_stamp
from .short_texts import PASSED_OVER

LINE_MAX_WORDS = 12
MEAN_WORDS = (3.5, 10.0)  # lines of a menu are shorter
# So many lines one after another, of which a part goes on in the next.
LEAST_LINES, LEAST_OPEN = 6, 1 / 3
GOES_ON = quicken(r"[,;:–—][\p{Pf}\"']*$")
GONE_ON = quicken(r"^[\p{Ps}\p{Pi}\"'.…–—\s-]*\p{Ll}")
# Or so many as long as the one above them or the one above that: couplets of six and eight, stanzas of seven.
LEAST_EVEN, EVEN_SHARE = 8, 0.9
FIGURES_MAX_SHARE = 0.25  # rows of a table are even too
# What a page puts between two lines of its text, as marked up.
MARKED_BESIDE = ["sidebar", "boilerplate", "caption", "credit"]


def find_verses(blocks: pl.DataFrame) -> pl.Series:
    """
    Return the rows of verse: short lines under a date or an author, or under one paragraph below these.

    A third of them go on in the next line, after a comma or in small letters, or nearly all are as
    long as one of the two above.  They outweigh the paragraphs of their page, but for teasers.
    """
    lines = _describe_lines(blocks)
    opened = pl.col("signs") | (pl.col("tells") & above(pl.col("signs")))
    lines = lines.with_columns(run=(pl.col("verse") & ~above(pl.col("verse"))).cum_sum(), under=above(opened))
    verse = lines.filter("verse")
    length = pl.col("length")
    runs = verse.group_by("run").agg(
        pl.col("article").first(),
        pl.col("under").first(),
        pl.col("open", "figured").mean(),
        # The first two have no two above them.
        even=pl.col("even").slice(2).mean(),
        lines=pl.len(),
        mean=length.mean(),
        short=length.sum(),
    )
    open_ = (pl.col("lines") >= LEAST_LINES) & (pl.col("open") >= LEAST_OPEN)
    even = (pl.col("lines") >= LEAST_EVEN) & (pl.col("even") >= EVEN_SHARE)
    metre = pl.col("mean").is_between(*MEAN_WORDS) & (pl.col("figured") <= FIGURES_MAX_SHARE)
    runs = runs.filter("under", open_ | even, metre)
    told = lines.filter("tells", ~pl.col("teaser")).group_by("article").agg(told=length.sum())
    runs = runs.join(told, on="article", how="left").filter(pl.col("short") > pl.col("told").fill_null(0))
    return verse.filter(pl.col("run").is_in(runs["run"].implode()))["row"]


def _describe_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks between buttons and cards: which may be `verse`, which `tells` and which `signs`."""
    passed = pl.col("label").is_in(PASSED_OVER).fill_null(value=False) | (pl.col("words") == 0)
    passed |= pl.col("mark").is_in(MARKED_BESIDE).fill_null(value=False) & ~is_stamp()
    card = pl.col("twin") | pl.col("follows_twin") | pl.col("truncated")
    lines = blocks.filter(~passed, ~card).with_columns(ordinal=pl.int_range(pl.len()).over("article"))
    text, length = pl.col("text"), pl.col("length")
    bare = pl.col("label").is_null() & (pl.col("mark").is_null() | (pl.col("mark") == "body"))
    lines = lines.with_columns(signs=is_stamp() | pl.col("named"), bare=bare & ~pl.col("named"))
    verse = pl.col("bare") & (length <= LINE_MAX_WORDS)
    same = [(length == length.shift(up)) & (pl.col("ordinal") >= up) for up in (1, 2)]
    short = pl.when(verse).then(text)
    return lines.select(
        *["article", "ordinal", "row", "length", "signs"],
        tells=pl.col("bare") & pl.col("prose") & ~verse,
        teaser=above(pl.col("titled") & ~pl.col("prose") & ~pl.col("signs")) & ~below(pl.col("prose")),
        verse=verse,
        open=(short.str.contains(GOES_ON) | short.str.contains(GONE_ON)).fill_null(value=False),
        figured=short.str.contains("[0-9]").fill_null(value=False),
        even=pl.any_horizontal(same).fill_null(value=False),
    )
