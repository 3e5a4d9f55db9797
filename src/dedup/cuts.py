"""MATCHES -> MATCHES: a cut goes with the text that it was cut from, and joins no other to it."""

import polars as pl

from .components import turn_pairs
from .schema import MATCHES, RELATION, conform

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
    same = turn_pairs(matches.filter("same_text"))
    cuts = same.filter(pl.col("containment_a") >= HELD_SHARE, pl.col("containment_b") < LEFT_SHARE)
    cuts = cuts.select("resemblance", cut="a", text="b").sort("resemblance", "text", descending=[True, False])
    best = cuts.unique("cut", keep="first").select("cut", best="text")
    apart = turn_pairs(matches.filter(pl.col("relation") == "partial", ~pl.col("same_text")))
    parted = cuts.join(best, on="cut").join(apart, left_on=["text", "best"], right_on=["a", "b"], how="semi")
    pairs = parted.select(a=pl.min_horizontal("cut", "text"), b=pl.max_horizontal("cut", "text"))
    found = pl.struct("a", "b").is_in(pairs.select(pl.struct("a", "b"))["a"].implode())
    relation = pl.when(found).then(pl.lit("partial", RELATION)).otherwise("relation")
    return matches.with_columns(relation=relation, same_text=pl.col("same_text") & ~found)
