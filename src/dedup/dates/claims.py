"""Which dates on the lines around a headline are about the page, and not about what it tells."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ..schema import OWN_ROLES
from .grammar import Reading, read_line
from .patterns import LAST_WORD, OCCASION, SOURCE
from .places import LATE_BLOCKS
from .stories import AFTER_BLOCKS
from .written import Written

# An unlabelled date this near the headline is trusted although another day follows further on.
HEADLINE_NEAR_BLOCKS = 5

# Where a date glued to running text can begin: after "date", "Published on Monday".
GLUED_BEGIN = 20

# Other words on the line: an author and a place, never a sentence.
WORDS_WITH_CLOCK = 10
WORDS_WITHOUT_CLOCK = 3
# Among paragraphs a line must be barer still, or it is a sentence with a date.
STORY_WORDS = 2
STORY_WORDS_WITH_LABEL = 6
# More words than this behind a date, and a full stop: prose.
SENTENCE_WORDS = 2
# What is known of a line's place, for every date on it.
PLACE = ("begin", "distance", "titled", "closing", "touches", "told", "over_menu", "entry", "marked")


class Claim(NamedTuple):
    """A date on a line in the header or at the close of a page."""

    written: Written
    reading: Reading
    begin: int  # of the line, in the article's text
    distance: int  # blocks behind the headline; negative before it
    titled: bool  # the headline is known
    closing: bool
    touches: bool  # the text begins right behind the line
    told: bool  # the page has a paragraph of text
    over_menu: bool  # the site's menu stands between the line and the headline
    entry: bool  # a title stands right above the line, as in a list
    marked: bool  # markup says that the line is a date
    whole: bool  # the line holds nothing else to speak of
    placed: bool  # the line stands where a date line can
    foot: bool = False  # a day and nothing else, where only a line under the text can be
    day: date | None = None

    @property
    def bare(self) -> bool:
        """Whether the line gives a day and nothing else: so do the entries of lists."""
        return not (self.written.label or self.written.clock or self.written.ago)


def read_claims(row: dict[str, Any]) -> Iterator[Claim]:
    """Yield the dates of one line that are about the page, not about what it tells."""
    story = row["role"] in OWN_ROLES
    reading, place = read_line(row["head"]), {name: row[name] for name in PLACE}
    alone = len(reading.dates) == 1 and not (reading.lead_words + reading.tail_words)
    if row["noted"] and alone and not reading.dates[0].label:
        # What was changed on the line below was published on this one.
        reading = reading._replace(dates=[reading.dates[0]._replace(label="published")])
    for written in reading.dates:
        if written.lasts or is_of_source(reading, written, late=row["late"]):
            continue
        whole = not row["long"] and is_date_line(
            reading, written, story=story and not is_under_title(row, reading, written)
        )
        glued = written is reading.dates[0] and is_glued(reading, written)
        placed = reading.elsewhere or glued or (whole and fits_place(row, reading, written))
        foot = whole and (row["closing"] or not placed) and is_foot(row, reading, written)
        if whole or placed:
            yield Claim(written, reading, **place, whole=whole, placed=placed or foot, foot=foot)


def is_of_source(reading: Reading, written: Written, *, late: int) -> bool:
    """
    Tell whether a date is that of the page a text was taken from.

    Above the text "Theo X | 14:05 01/03/2025" is what systems print of their own page, with whose
    text it is; `late`, so many blocks behind its opening, it tells when X had it.
    """
    if reading.republished and written.label != "modified":
        return True
    if not reading.credited or written.label:
        return False
    quoted = not written.clock or reading.line.text[: written.begin].rstrip().endswith((",", "("))
    return late > 0 or (quoted and SOURCE.match(reading.line.text) is not None)


def fits_place(row: dict[str, Any], reading: Reading, written: Written) -> bool:
    """
    Tell whether a date may stand where it stands.

    A label may stand further down than a time of day, and that further than a bare day;
    among titles and furniture a bare day counts only right under the headline.
    """
    # Other stories and comments tell their age too.
    timed = written.clock and not written.ago
    furthest = AFTER_BLOCKS if written.label else LATE_BLOCKS if timed else 0
    if not row["closing"] and row["late"] > furthest:
        return False
    if row["distance"] < -HEADLINE_NEAR_BLOCKS and not (written.label or timed):
        return False
    if row["role"] == "headline":
        allowed = STORY_WORDS_WITH_LABEL if written.label else STORY_WORDS if timed else -1
        return reading.lead_words + reading.tail_words <= allowed
    if row["role"] == "boilerplate" and not (written.label or timed):
        return bool(row["titled"] and 0 < row["distance"] <= HEADLINE_NEAR_BLOCKS)
    return True


def is_foot(row: dict[str, Any], reading: Reading, written: Written) -> bool:
    """Tell whether a line right under the text is nothing but a day; with a weekday it may be today's."""
    words = reading.lead_words + reading.tail_words
    bare = not (words or written.label or written.clock or written.ago)
    alone = len(reading.dates) == 1 and written.weekday is None
    return bool(row["foot"]) and row["role"] == "dateline" and bare and alone


def is_under_title(row: dict[str, Any], reading: Reading, written: Written) -> bool:
    """Tell whether a line right under the headline opens with day and time: no sentence does."""
    return row["titled"] and 0 < row["distance"] <= 2 and bool(written.clock) and reading.lead_words == 0


def is_glued(reading: Reading, written: Written) -> bool:
    """Tell whether a labelled date opens a paragraph: "date 2025-02-05 On behalf of …"."""
    return (
        bool(written.label)
        and written.begin <= GLUED_BEGIN
        and reading.lead_words == 0
        and bool(written.days)
    )


def is_date_line(reading: Reading, written: Written, *, story: bool) -> bool:
    """Tell whether a line says little besides its date."""
    words = reading.lead_words + reading.tail_words
    if written.label:
        return words <= (STORY_WORDS_WITH_LABEL if story else 2 * WORDS_WITH_CLOCK)
    # Whoever is quoted from a network wrote on that day.
    if "(@" in reading.line.text[: written.begin] or is_of_occasion(reading, written):
        return False
    return is_story_line(reading, written) if story else is_line_apart(reading, written)


def is_of_occasion(reading: Reading, written: Written) -> bool:
    """
    Tell whether the words before a day say what happens on it: "Closing date: 12 April", "Taken on 3 May".

    Before "on" a place, a section and an author end in a capital word.
    """
    line = reading.line
    lead = line.text[: written.begin]
    if OCCASION.search(lead):
        return True
    last = LAST_WORD.search(lead)
    if last is None or not reading.lead_words:
        return False
    small = line.original[line.at[last.start("word")]].islower()
    return bool(last["colon"] or (last["on"] and small and not reading.signed))


def is_story_line(reading: Reading, written: Written) -> bool:
    """Tell whether a line among paragraphs is no sentence: a bare day heads a part of a chronicle."""
    words = reading.lead_words + reading.tail_words
    stops = ends_sentence(reading)
    if reading.signed and reading.lead_words > 1 and not reading.tail_words and not stops:
        return words <= WORDS_WITH_CLOCK
    dated = bool(written.clock and not written.ago) or reading.labelled
    return dated and words <= STORY_WORDS and not (stops and reading.lead_words)


def is_line_apart(reading: Reading, written: Written) -> bool:
    """Tell whether a line that is no paragraph holds a date, an author and a place at most."""
    words = reading.lead_words + reading.tail_words
    if written.ago:
        return words <= WORDS_WITHOUT_CLOCK
    allowed = WORDS_WITH_CLOCK if written.clock or reading.signed else WORDS_WITHOUT_CLOCK
    return words <= allowed and not (ends_sentence(reading) and reading.tail_words > SENTENCE_WORDS)


def ends_sentence(reading: Reading) -> bool:
    """Tell whether a line ends as a sentence does."""
    return reading.line.text.rstrip().endswith((".", "!", "?", "…"))
