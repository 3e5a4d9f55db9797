"""MATCHES -> MATCHES: a cut goes with the text that it was cut from, and joins no other to it."""

import polars as pl

from .components import turn_pairs
from .schema import MATCHES, PAIRS, RELATION, conform

# A cut is nearly all in the text it was cut from, and leaves a fourth of that out.
# Source: docs/decisions/relation-rules.md, cuts that two texts hold.
HELD_SHARE = 0.8  # of the shingles of the cut
LEFT_SHARE = 0.75  # of those of the text


def part_cuts(matches: pl.DataFrame) -> pl.DataFrame:
    """
    Return MATCHES with a cut `partial` of each text that is not the same as the one it is most like.

    Whoever quotes half a story holds all of a cut to that half, as the story does.  The story
    and the column that quotes it share but a passage; through the cut they would be one cluster,
    and the column an uncredited copy.
    """
    matches = conform(matches, MATCHES)
    cuts = _find_cuts(matches).sort("resemblance", "text", descending=[True, False])
    best = cuts.unique("cut", keep="first").select("cut", best="text")
    apart = _find_parts(matches).select(text="a", best="b")
    parted = cuts.join(best, on="cut").join(apart, on=["text", "best"], how="semi")
    pairs = parted.select(a=pl.min_horizontal("cut", "text"), b=pl.max_horizontal("cut", "text"))
    found = pl.struct("a", "b").is_in(pairs.select(pl.struct("a", "b"))["a"].implode())
    relation = pl.when(found).then(pl.lit("partial", RELATION)).otherwise("relation")
    return matches.with_columns(relation=relation, same_text=pl.col("same_text") & ~found)


def find_unmeasured(matches: pl.DataFrame) -> pl.DataFrame:
    """
    Return PAIRS that `part_cuts` asks for and MATCHES lacks, which are of some texts with all others only.

    They are of a cut, and of what shares a part with a text that holds the cut.
    """
    parts = _find_parts(matches).select(text="a", other="b")
    met = _find_cuts(matches).join(parts, on="text")
    pairs = met.select(a=pl.min_horizontal("cut", "other"), b=pl.max_horizontal("cut", "other"))
    return conform(pairs.unique().join(matches, on=["a", "b"], how="anti").sort("a", "b"), PAIRS)


def _find_cuts(matches: pl.DataFrame) -> pl.DataFrame:
    """Return cut, text, resemblance: each cut, and every text that holds it."""
    same = turn_pairs(matches.filter("same_text"))
    cuts = same.filter(pl.col("containment_a") >= HELD_SHARE, pl.col("containment_b") < LEFT_SHARE)
    return cuts.select("resemblance", cut="a", text="b")


def _find_parts(matches: pl.DataFrame) -> pl.DataFrame:
    """Return MATCHES, both ways, of texts that share a part and are not the same."""
    return turn_pairs(matches.filter(pl.col("relation") == "partial", ~pl.col("same_text")))
