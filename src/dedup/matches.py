"""MEASURES -> MATCHES: what one text is to another, and whether the two are the same text."""

from typing import NamedTuple

import polars as pl

from .features import share_columns
from .issues import place_in_time
from .schema import MATCHES, MEASURES, RELATION, conform

HELD = 0.8  # of one text's shingles in the other: a cut that was lightly edited
LONGER = 1.25  # so many times longer, the other text adds something
FAR_LONGER = 1.5  # ... whatever was changed besides; and two fillings of one form differ less
# Two syllables that stand together say less than two words do: such texts must share more.
SYLLABIC = 0.07  # of the words; Vietnamese news has 0.1 to 0.25, other languages below 0.01
NOTHING = pl.lit(None, pl.String)  # two blocks are the same text or are unrelated
# A paragraph, of which a sentence stands in one run: what two texts share below either is phrases.
# A Vietnamese set phrase has up to 13 syllables; pasted passages of `dedup doctor` lose nothing.
PASTED_WORDS, PASTED_RUN = 25, 15
# Facts stand all over a form; what two texts share in one run, whole sentences and mostly that, was pasted.
# Of 81 pairs of `aggregator_vi` told for a form 5 did, none of them one; so do not the forms of `corpus`.
UNBROKEN_WORDS, UNBROKEN = 60, 0.5
# The facts of a form stand in gaps of what is shared: one number for 66 words of either text, or more.
# Two reports of one ministry share its set phrases with figures in them, and less of the pairs of words.
# Source: benchmarks/quality, TEMPLATE pairs told to be of one form.
SLOTTED, FORM = 0.015, 0.14
# Of the names of a form that an outlet fills in on another day; who rewords a text exchanges as many.
# Under the headline it had, a story whose few names were put right has others too, but not half of them.
RENAMED, RENAMED_HEADED = 0.15, 0.5
# Of two captions or paragraphs: resemblance; or containment of a cut, and its resemblance to a longer one.
BLOCK_ALIKE, BLOCK_HELD, BLOCK_EDITED = 0.6, 0.8, 0.3
# Three words exchanged leave half of a paragraph's shingles; nowhere is more than a phrase another's.
# As many syllables leave the set phrases of courts and ministries, and nothing else.
BLOCK_REWORDED, BLOCK_AMID, BLOCK_WORDS = 0.5, 0.9, 25


class ArticleRule(NamedTuple):
    """
    From where on two articles are one text: bounds of what `share_columns` tells of them.

    Each is a share of 1 where no unit is said.  What equals the least or the most of something meets it.

    Source: benchmarks/quality, `crosscheck.py`, which tries combinations of some and each alone;
    `variations.py` and `dedup doctor` for those that it leaves open.  Why these features,
    docs/decisions/relation-rules.md.
    """

    # Two texts that tell the same throughout.
    alike: float = 0.36  # least `resemblance_short`
    alike_syllables: float = 0.55  # least `resemblance_short` in Vietnamese where `throughout` is not met
    throughout: float = 0.9  # least `throughout` in Vietnamese where `resemblance_short` is but `alike`
    exchanged: float = 0.85  # least `throughout` instead where `longest` is below `unexchanged`
    unexchanged: int = 35  # words, least `longest`; a shorter run tells that words were exchanged all over

    # A cut and what it was cut from.
    held: float = 0.8  # least `contained_short` of a cut
    reworded: float = 0.7  # least `contained_short` of a cut whose words were exchanged here and there
    amid: float = 0.9  # least `amid` of a cut whose words were exchanged here and there
    opening: float = 0.65  # least `opening` of a cut from the end
    edited: float = 0.28  # least `resemblance_short` of a cut from the end that was edited
    begun: float = 0.1  # least `opening` of any; what stands below a story as long is its background
    held_elsewhere: float = 0.4  # least `throughout` of any other cut; less is a passage in a long page
    nearly_all: float = 0.85  # least `contained_short` of a short cut, and of what is mostly quotation

    # A speech that two reports quote.
    quoted: float = 0.5  # least `quotation` of texts that are asked for `unquoted` words too
    unquoted: float = 0.3  # least `unquoted` of texts that are `quoted` so much; less: two reports of it
    unquoted_held: float = 0.1  # least `unquoted` instead where `nearly_all` is held; less: two introductions

    # One event, though numbers differ.
    held_renumbered: float = 0.82  # least `contained_short` of an update, of which any numbers differ
    renumbered: float = 0.1  # most `renumbered` of what is else `told` alike; more is another event
    told: float = 0.9  # least `amid` and least `throughout` of what tells the same but for a lead of its own
    continued: float = 0.8  # least `amid` of an outlet's texts days apart; less has a passage of its own

    # A form filled in twice.
    dense: float = 0.03  # least `number_density` of a form, numbers a word; a story has fewer
    refilled: int = 2  # least `other_numbers` of two fillings, a count
    broken: float = 0.75  # `contained` of two fillings is below; an update leaves more sentences whole
    fixed: float = 0.65  # least `contained` of two fillings of a form that explains itself at length
    figured: float = 0.07  # least `number_density` of such a form
    refigured: float = 0.25  # least `renumbered` of two fillings of such a form
    figures: int = 4  # least `other_numbers` of two fillings of such a form, a count


RULE = ArticleRule()


def find_article_matches(measures: pl.DataFrame, issued: pl.DataFrame | None = None) -> pl.DataFrame:
    """
    Return MATCHES: the pairs of article units of MEASURES that are related, sorted.

    Parameters
    ----------
    measures : MEASURES
    issued : frame with article, earliest, latest, owner, headline, worded, optional
        Of the articles of which any is known, as `describe_issues` gives it; what two others tell
        is judged by their words alone.

    """
    placed = place_in_time(conform(measures, MEASURES), issued)
    # A roundup that holds one of two bulletins is longer than their form.
    one_length = pl.col("longer").is_between(1 / FAR_LONGER, FAR_LONGER)
    filled = one_length & (pl.col("slotted") >= SLOTTED) & (pl.col("resemblance_short") >= FORM)
    other_event = (pl.col("renumbered") > RULE.renumbered) & (pl.col("other_numbers") >= RULE.refilled)
    next_filling = pl.col("apart") & other_event & filled
    of_others = names_others() & one_length
    form = (fills_form() & filled) | next_filling | of_others
    pasted = pl.when(holds_passage(pl.col("pasted"))).then(pl.lit("partial"))
    quoted = pl.when(holds_passage(pl.col("covered"))).then(pl.lit("quotation"))
    other = pl.when(form).then(pl.lit("template")).otherwise(pl.coalesce(pasted, quoted))
    # Under one headline a cut may be from anywhere in the story, and of what is quoted there.
    cut = pl.col("headed") & (pl.col("contained_short") >= RULE.nearly_all) & tells_one_event() & ~form
    cut &= (pl.col("quotation") < RULE.quoted) | (pl.col("unquoted_cut") >= RULE.unquoted)
    # A column opens and closes with the same words each week, and so does a follow-up.
    next_part = pl.col("again") & (pl.col("amid") < RULE.continued)
    # The toll in the headline of an update is another; so is the day over tomorrow's forecast.
    updated = (pl.col("updated") | (pl.col("counted") & ~form)) & shares_text()
    same = (same_article() & ~next_filling & ~of_others & ~next_part) | cut | updated
    return _relate(placed, same=same, other=other)


def find_block_matches(measures: pl.DataFrame) -> pl.DataFrame:
    """Return MATCHES: the pairs of block units of MEASURES that are related, sorted."""
    return _relate(conform(measures, MEASURES), same=same_block(), other=NOTHING)


def find_passage_matches(measures: pl.DataFrame) -> pl.DataFrame:
    """Return MATCHES of block units of which one is known to be a passage of the other."""
    return _relate(conform(measures, MEASURES), same=pl.lit(value=True), other=NOTHING)


def same_article(rule: ArticleRule = RULE) -> pl.Expr:
    """
    Say whether two article units are the same story text, cut, extended or lightly rewritten.

    Either much of both texts is shared, or most of the shorter stands in the longer.  Who
    rewords a text exchanges words and phrases throughout, here and there those of a whole
    sentence; two reports that quote one source at length part ways for longer.  A story is
    cut from the end, so a cut is the opening of what it was cut from, and where it is
    short, nearly word for word: what a digest opens with was edited for it.  Or it was cut
    all over, and stands throughout the longer text; what stands together further down in a
    long page was pasted there.  Two reports of one speech share its quotations and little
    else: then those do not count.  Numbers that differ tell another event, unless nearly
    all the rest is the same: then they are an update; one of ten may also stand in a lead
    of one's own, where all the rest keeps its place.
    """
    return shares_text(rule) & tells_one_event(rule) & ~fills_form(rule) & ~tells_again(rule)


def tells_again(rule: ArticleRule = RULE) -> pl.Expr:
    """
    Say whether one text is a follow-up, which opens with news of another day and tells the old story again.

    A copy whose day was changed, and no more than a lead beside it, tells the same all the same.
    """
    return (pl.col("other_days") > 0) & (pl.min_horizontal("amid", "throughout") < rule.told)


def tells_one_event(rule: ArticleRule = RULE) -> pl.Expr:
    """Say whether the numbers of two articles agree, or the rest so well that they were updated."""
    other, told = pl.col("renumbered"), pl.min_horizontal("amid", "throughout") >= rule.told
    one_event = (other == 0) | ((other <= rule.renumbered) & told)
    return one_event | (pl.col("contained_short") >= rule.held_renumbered)


def shares_text(rule: ArticleRule = RULE) -> pl.Expr:
    """Say whether two article units share so much that they are one text if they tell one event."""
    syllabic = pl.when(pl.col("syllabic") >= SYLLABIC)
    likeness, share = pl.col("resemblance_short"), pl.col("contained_short")
    as_much = likeness >= syllabic.then(rule.alike_syllables).otherwise(rule.alike)
    least = pl.when(pl.col("longest") < rule.unexchanged).then(rule.exchanged).otherwise(rule.throughout)
    alike = as_much | ((likeness >= rule.alike) & (pl.col("throughout") >= least))
    nearly_all = share >= rule.nearly_all
    opens = (pl.col("opening") >= rule.opening) & (nearly_all | (likeness >= rule.edited))
    cut = opens | (pl.col("throughout") >= rule.held_elsewhere)
    reworded = (share >= rule.reworded) & (pl.col("amid") >= rule.amid)
    held = ((share >= rule.held) & cut) | (reworded & opens)
    least_own = pl.when(nearly_all).then(rule.unquoted_held).otherwise(rule.unquoted)
    own_words = (pl.col("quotation") < rule.quoted) | (pl.col("unquoted") >= least_own)
    return (alike | held) & own_words & (pl.col("opening") >= rule.begun)


def holds_passage(words: pl.Expr) -> pl.Expr:
    """Say whether so many shared words are a passage that stands in both texts, and no scattered phrases."""
    return (words >= PASTED_WORDS) & (pl.col("longest") >= PASTED_RUN)


def fills_form(rule: ArticleRule = RULE) -> pl.Expr:
    """
    Say whether two texts are one form filled in with other facts: prices, weather, draws.

    Such a text is dense with numbers, several of them differ, and they break up what is
    shared; an update of a story changes numbers too, but leaves its sentences whole.  Where a
    form explains itself at length, many more of its numbers differ than of an updated story's.
    """
    density, others = pl.col("number_density"), pl.col("other_numbers")
    broken = (pl.col("longest") < UNBROKEN_WORDS) | (pl.col("longest") < UNBROKEN * pl.col("covered"))
    broken &= (density >= rule.dense) & (others >= rule.refilled) & (pl.col("contained") < rule.broken)
    figures = (density >= rule.figured) & (others >= rule.figures) & (pl.col("contained") >= rule.fixed)
    return broken | (figures & (pl.col("renumbered") >= rule.refigured))


def names_others() -> pl.Expr:
    """
    Say whether an outlet says the same of other people or places another day: notices, appointments.

    All of either text is shared or amid it; of two outlets one may spell names in its own way.
    """
    told = pl.min_horizontal("amid", "throughout") >= RULE.told
    least = pl.when("headed").then(RENAMED_HEADED).otherwise(RENAMED)
    return told & pl.col("next_day") & (pl.col("renamed") >= least)


def same_block() -> pl.Expr:
    """Say whether two blocks are the same text but for a credit, a name or a cut."""
    held = (pl.col("contained") >= BLOCK_HELD) & (pl.col("resemblance") >= BLOCK_EDITED)
    long = (pl.min_horizontal("words_a", "words_b") >= BLOCK_WORDS) & (pl.col("syllabic") < SYLLABIC)
    reworded = long & (pl.col("resemblance") >= BLOCK_REWORDED) & (pl.col("amid") >= BLOCK_AMID)
    return ((pl.col("resemblance") >= BLOCK_ALIKE) | held | reworded) & (pl.col("other_numbers") == 0)


def _relate(measures: pl.DataFrame, *, same: pl.Expr, other: pl.Expr) -> pl.DataFrame:
    """Name the relation of b to a, `other` where they are not the same; drop the pairs that have none."""
    shares = measures.with_columns(**share_columns()).with_columns(same_text=same, other=other)
    whole = [pl.col(f"long_{side}") == pl.col("long_shared") for side in "ab"]
    # A text with a part of it said twice has no other shingles.
    verbatim = pl.all_horizontal(*whole, pl.col("words_a") == pl.col("words_b"), pl.col("long_shared") > 0)
    held_a, held_b = pl.col("containment_a") >= HELD, pl.col("containment_b") >= HELD
    longer = pl.col("longer")
    relation = (
        pl.when(~pl.col("same_text"))
        .then("other")
        .when(verbatim)
        .then(pl.lit("identical"))
        .when((held_a & (longer >= LONGER)) | (longer >= FAR_LONGER))
        .then(pl.lit("extended"))
        .when((held_b & (longer <= 1 / LONGER)) | (longer <= 1 / FAR_LONGER))
        .then(pl.lit("excerpt"))
        .otherwise(pl.lit("near"))
    )
    related = shares.with_columns(relation=relation.cast(RELATION)).filter(pl.col("relation").is_not_null())
    return conform(related.sort("a", "b"), MATCHES)
