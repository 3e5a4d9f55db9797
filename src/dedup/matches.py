"""MEASURES -> MATCHES: what one text is to another, and whether the two are the same text."""

import polars as pl

from .schema import MATCHES, MEASURES, RELATION, conform

# A share this close to 1 leaves room for one changed word in a long text.
WHOLE = 0.98


def find_article_matches(measures: pl.DataFrame) -> pl.DataFrame:
    """Return MATCHES: the pairs of article units of MEASURES that are related, sorted."""
    return _relate(measures, same=same_article(), partial=pl.col("covered") >= 25, template=_template())


def find_block_matches(measures: pl.DataFrame) -> pl.DataFrame:
    """Return MATCHES: the pairs of block units of MEASURES that are related, sorted."""
    return _relate(measures, same=same_block(), partial=pl.lit(value=False), template=_template())


def same_article() -> pl.Expr:
    """
    Say whether two article units are the same story text, cut, extended or lightly rewritten.

    Either much of both texts is shared and their numbers agree, the less the more is
    shared; or most of the shorter stands in the longer and is not a mere paragraph of it.  Two reports of one speech
    share its quotations and little else: then the quotations do not count.
    """
    alike = (pl.col("resemblance_short") >= 0.4) & (pl.col("agreement") >= 0.95)
    nearly = (pl.col("resemblance_short") >= 0.65) & (pl.col("agreement") >= 0.6)
    held = (pl.col("contained_short") >= 0.78) & (pl.col("resemblance_short") >= 0.15)
    own_words = (pl.col("quotation") < 0.5) | (pl.col("contained_short") >= 0.85)
    return (alike | nearly | (held & (pl.col("agreement") >= 0.8))) & own_words


def same_block() -> pl.Expr:
    """Say whether two blocks are the same text but for a credit, a name or a cut."""
    close = (pl.col("resemblance") >= 0.6) | ((pl.col("contained") >= 0.8) & (pl.col("resemblance") >= 0.3))
    return close & (pl.col("agreement") >= 0.8)


def _template() -> pl.Expr:
    """Say whether two texts have one form and other facts: much shared, but not the numbers."""
    return (pl.col("resemblance_short") >= 0.5) & (pl.col("agreement") < 0.8)


def _relate(measures: pl.DataFrame, *, same: pl.Expr, partial: pl.Expr, template: pl.Expr) -> pl.DataFrame:
    """Name the relation of b to a, and drop the pairs that have none."""
    shares = conform(measures, MEASURES).with_columns(**_shares())
    shares = shares.with_columns(same_text=same, is_partial=partial, is_template=template)
    whole_a, whole_b = pl.col("containment_a") >= WHOLE, pl.col("containment_b") >= WHOLE
    relation = (
        pl.when(pl.col("same_text") & whole_a & whole_b)
        .then(pl.lit("identical"))
        .when(pl.col("same_text") & (pl.col("containment_a") >= 0.8) & (pl.col("longer") >= 1.25))
        .then(pl.lit("extended"))
        .when(pl.col("same_text") & (pl.col("containment_b") >= 0.8) & (pl.col("longer") <= 0.8))
        .then(pl.lit("excerpt"))
        .when("same_text")
        .then(pl.lit("near"))
        .when("is_template")
        .then(pl.lit("template"))
        .when("is_partial")
        .then(pl.lit("partial"))
    )
    related = shares.with_columns(relation=relation.cast(RELATION)).filter(pl.col("relation").is_not_null())
    return conform(related.sort("a", "b"), MATCHES)


def _shares() -> dict[str, pl.Expr]:
    """Return the shares that the rules read, each in [0, 1] except `longer`."""
    containment_a = (pl.col("long_shared") / pl.col("long_a")).fill_nan(0)
    containment_b = (pl.col("long_shared") / pl.col("long_b")).fill_nan(0)
    union = pl.col("long_a") + pl.col("long_b") - pl.col("long_shared")
    short_union = pl.col("short_a") + pl.col("short_b") - pl.col("short_shared")
    fewer_numbers = pl.min_horizontal("numbers_a", "numbers_b")
    covered = pl.col("covered_a") + pl.col("covered_b")
    return {
        "containment_a": containment_a.cast(pl.Float32),
        "containment_b": containment_b.cast(pl.Float32),
        "contained": pl.max_horizontal(containment_a, containment_b),
        "resemblance": (pl.col("long_shared") / union).fill_nan(0).cast(pl.Float32),
        "contained_short": pl.col("short_shared") / pl.min_horizontal("short_a", "short_b"),
        "resemblance_short": pl.col("short_shared") / short_union,
        # As if three more numbers agreed: one that differs in a text of few is an update,
        # not another filling of a form; and texts without numbers do not disagree.
        "agreement": (pl.col("numbers_shared") + 3) / (fewer_numbers + 3),
        "quotation": ((pl.col("quoted_a") + pl.col("quoted_b")) / covered).fill_nan(0),
        "covered": pl.max_horizontal("covered_a", "covered_b"),
        "longer": pl.col("words_b") / pl.col("words_a"),
    }
