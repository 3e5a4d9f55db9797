"""MEASURES -> the shares by which two texts are told to be one."""

import polars as pl


def share_columns() -> dict[str, pl.Expr]:
    """
    Return the shares that the rules read, from the counts of MEASURES.

    A count without a side is that of the text that a share is `of`: of a, of b, of the longer or the shorter
    by words, a being the longer of two equal ones, or of the one it is most or least of.  `sum` and `min`
    are of both; marks are quotation marks.  0 / 0 is 0, of `unquoted` and `unquoted_cut` 1.

    share               of        formula                                       meaning
    containment_a       a         long_shared / long                            of a, what b has
    containment_b       b         long_shared / long                            of b, what a has
    contained           most      long_shared / long                            of one, what the other has
    resemblance         both      long_shared / (sum(long) - long_shared)       of all, what both have
    contained_short     both      short_shared / min(short)                     as `contained`, in pairs
    resemblance_short   both      short_shared / (sum(short) - short_shared)    as `resemblance`, in pairs
    number_density      both      min(numbers) / min(words)                     distinct numbers a word
    other_numbers       both      min(numbers) - numbers_shared                 numbers that the other lacks
    renumbered          both      other_numbers / min(numbers)                  of its numbers, those
    renamed             both      1 - names_shared / min(names)                 of its names, those it lacks
    opening             longer    opening / covered                             of the shared, in the opening
    throughout          least     spanned / words                               shared, or amid it a sentence
    amid                shorter   bridged / words                               shared, or amid it a phrase
    quotation           both      sum(quoted) / sum(covered)                    of the shared, in marks
    unquoted            least     (covered - quoted) / (words - said)           of those outside marks, shared
    unquoted_cut        most      (covered - quoted) / (words - said)           the same of a cut
    syllabic            least     syllables / words                             of the words, Vietnamese
    slotted             least     slotted / words                               numbers in gaps, a word
    covered             most      covered                                       shared words
    pasted              least     covered - quoted                              shared words outside marks
    longer              both      words_b / words_a                             length of b in lengths of a

    """
    fewer, named = (pl.min_horizontal(f"{kind}_a", f"{kind}_b") for kind in ("numbers", "names"))
    other, other_names = fewer - pl.col("numbers_shared"), named - pl.col("names_shared")
    contained = [_divide("long_shared", f"long_{side}") for side in "ab"]
    opening, bridged = _share("opening", "covered"), _share("bridged", "words")
    pasted, left = _part("covered", "quoted"), _part("words", "said")
    unquoted = [(part / whole).fill_nan(1) for part, whole in zip(pasted, left, strict=True)]
    longer = pl.when(pl.col("words_a") >= pl.col("words_b"))
    return {
        "containment_a": contained[0].cast(pl.Float32),
        "containment_b": contained[1].cast(pl.Float32),
        "contained": pl.max_horizontal(contained),
        "resemblance": _resemble("long").cast(pl.Float32),
        "contained_short": _divide("short_shared", pl.min_horizontal("short_a", "short_b")),
        "resemblance_short": _resemble("short"),
        "number_density": _divide(fewer, pl.min_horizontal("words_a", "words_b")),
        "other_numbers": other,
        "renumbered": _divide(other, fewer),
        "renamed": _divide(other_names, named),
        "opening": longer.then(opening[0]).otherwise(opening[1]),
        "throughout": pl.min_horizontal(_share("spanned", "words")),
        "amid": longer.then(bridged[1]).otherwise(bridged[0]),
        "quotation": _divide(_add("quoted"), _add("covered")),
        "unquoted": pl.min_horizontal(unquoted),
        "unquoted_cut": pl.max_horizontal(unquoted),
        "syllabic": pl.min_horizontal(_share("syllables", "words")),
        "slotted": pl.min_horizontal(_share("slotted", "words")),
        "covered": pl.max_horizontal("covered_a", "covered_b"),
        "pasted": pl.min_horizontal(pasted),
        "longer": _divide("words_b", "words_a"),
    }


def _share(part: str, whole: str) -> list[pl.Expr]:
    return [_divide(f"{part}_{side}", f"{whole}_{side}") for side in "ab"]


def _part(count: str, without: str) -> list[pl.Expr]:
    return [pl.col(f"{count}_{side}") - pl.col(f"{without}_{side}") for side in "ab"]


def _add(count: str) -> pl.Expr:
    return pl.col(f"{count}_a") + pl.col(f"{count}_b")


def _resemble(kind: str) -> pl.Expr:
    shared = pl.col(f"{kind}_shared")
    return _divide(shared, _add(kind) - shared)


def _divide(part: str | pl.Expr, whole: str | pl.Expr) -> pl.Expr:
    part, whole = (pl.col(side) if isinstance(side, str) else side for side in (part, whole))
    # NaN is at least any bound, for polars: a text without words would be like all others.
    return (part / whole).fill_nan(0)
