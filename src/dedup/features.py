"""MEASURES -> the shares by which two texts are told to be one."""

import polars as pl


def share_columns() -> dict[str, pl.Expr]:
    """
    Return the shares that the rules read, from the counts of MEASURES.

    `contained` is the larger containment, `contained_short` that of word pairs in the text that has
    fewer; `throughout` is the part of either text that is shared or amid what is shared and no longer
    than a sentence, `amid` that of the shorter text that is shared or no longer than a phrase;
    `opening` is the part of what is shared that stands in the opening of the longer text, as long as
    the shorter is, and `quotation` the part inside quotation marks; `unquoted` is the part of either
    text's words outside of them that is shared, `unquoted_cut` that of the text of which more is;
    `covered` counts words that are shared, and `pasted` those of them outside; `number_density` counts
    distinct numbers a word, `other_numbers` those of the text with fewer that the other lacks, and
    `renumbered` the share of these; `slotted` counts numbers in gaps of what is shared, as long as a
    phrase or full of them, for each word; `longer` is the length of b over that of a.
    """
    containment_a = (pl.col("long_shared") / pl.col("long_a")).fill_nan(0)
    containment_b = (pl.col("long_shared") / pl.col("long_b")).fill_nan(0)
    union = pl.col("long_a") + pl.col("long_b") - pl.col("long_shared")
    short_union = pl.col("short_a") + pl.col("short_b") - pl.col("short_shared")
    fewer_numbers = pl.min_horizontal("numbers_a", "numbers_b")
    covered = pl.col("covered_a") + pl.col("covered_b")
    longer = pl.when(pl.col("words_a") >= pl.col("words_b"))
    opening = longer.then(pl.col("opening_a") / pl.col("covered_a"))
    return {
        "containment_a": containment_a.cast(pl.Float32),
        "containment_b": containment_b.cast(pl.Float32),
        "contained": pl.max_horizontal(containment_a, containment_b),
        "resemblance": (pl.col("long_shared") / union).fill_nan(0).cast(pl.Float32),
        "contained_short": pl.col("short_shared") / pl.min_horizontal("short_a", "short_b"),
        "resemblance_short": pl.col("short_shared") / short_union,
        "number_density": fewer_numbers / pl.min_horizontal("words_a", "words_b"),
        "other_numbers": fewer_numbers - pl.col("numbers_shared"),
        "renumbered": ((fewer_numbers - pl.col("numbers_shared")) / fewer_numbers).fill_nan(0),
        "opening": opening.otherwise(pl.col("opening_b") / pl.col("covered_b")).fill_nan(0),
        "throughout": pl.min_horizontal(
            pl.col("spanned_a") / pl.col("words_a"), pl.col("spanned_b") / pl.col("words_b")
        ),
        "amid": longer.then(pl.col("bridged_b") / pl.col("words_b")).otherwise(
            pl.col("bridged_a") / pl.col("words_a")
        ),
        "quotation": ((pl.col("quoted_a") + pl.col("quoted_b")) / covered).fill_nan(0),
        "unquoted": pl.min_horizontal(*(_share_unquoted(side) for side in "ab")),
        "unquoted_cut": pl.max_horizontal(*(_share_unquoted(side) for side in "ab")),
        "syllabic": pl.min_horizontal(
            pl.col("syllables_a") / pl.col("words_a"), pl.col("syllables_b") / pl.col("words_b")
        ),
        "slotted": pl.min_horizontal(*(pl.col(f"slotted_{side}") / pl.col(f"words_{side}") for side in "ab")),
        "covered": pl.max_horizontal("covered_a", "covered_b"),
        "pasted": pl.max_horizontal(
            pl.col("covered_a") - pl.col("quoted_a"), pl.col("covered_b") - pl.col("quoted_b")
        ),
        "longer": pl.col("words_b") / pl.col("words_a"),
    }


def _share_unquoted(side: str) -> pl.Expr:
    """Return the part of a text's words outside quotation marks that is shared."""
    shared, said = pl.col(f"covered_{side}") - pl.col(f"quoted_{side}"), pl.col(f"said_{side}")
    return (shared / (pl.col(f"words_{side}") - said)).fill_nan(1)
