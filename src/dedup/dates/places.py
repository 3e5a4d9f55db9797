"""Which blocks of a page can be its date line: those around the headline, and those that close it."""

import polars as pl

from ..classes import quicken
from ..schema import OWN_ROLES
from .labels import LABELS, OPENINGS, PUBLISHING, begins_with, speaks
from .stories import AFTER_BLOCKS, HEADED_BLOCKS, place_carded, place_headed, place_stories

# Blocks that a date line can be above the headline: what stands between is standfirst,
# author, topic links and buttons.
BEFORE_BLOCKS = 12
CLOSING_BLOCKS = 3
# How far into the text a line with a time of day, such as an author's, can still be the date line.
LATE_BLOCKS = 5

# A line of more characters is text.
LINE_CHARS = 200

# Of running text only a date glued to its very beginning is read.
GLUED_CHARS = 60

# A paragraph of fewer characters may still be a line of its own.
STORY_LINE_CHARS = 100

# "3 hours ago" stands on a line of its own, or beside a name.
AGO_BYTES = 90
# A year of two figures stands beside a weekday, a time of day and a zone at most, or the authors.
SHORT_BYTES, SIGNED_BYTES = 60, 120

# No word boundaries and no case folding: either makes these searches tenfold slower.
AGO = (
    r"[0-9] ?(?:phút|giờ|ngày) +trước|[0-9a] [a-z]{1,8} ago|vor [0-9]|hace [0-9]|il y a [0-9]|há [0-9]"
    r"|[0-9] [a-z]{3,5} (?:yang )?lalu|[0-9] (?:uur|dagen) geleden|[0-9] [a-z]{3,8} s[ie]dan"
    r"|[0-9] ?[分时時間天日小]{1,2}前"
    r"|[0-9] ?(?:분|시간|일) ?전"
    r"|[Hh]ôm qua|[Yy]esterday|[Gg]estern|[Hh]ier,|[Aa]yer|[Ii]eri|昨天|昨日|어제|[Вв]чера"
)
YEAR = r"(?:[1１][9９]|[2２][0０])[0-9０-９]{2}"
# Most lines with a year have no day: each form is told as exactly as is cheap.
NUMERIC = rf"\d\s?[./-]\s?\d{{1,2}}\s?[./-]\s?{YEAR}|{YEAR}\s?[./년年-]\s?\d"
DAY_MONTH_YEAR = (
    r"\d(?:st|nd|rd|th|er|[.ºª-])?[\s/-]*(?:de |of |del )?[^\s\d]{2,16}\s?"
    rf"(?:\d{{1,2}}|[^\s\d]{{2,10}}(?: hai| một)?)?[.,]?[\s,/-]*(?:[^\s\d]{{2,6}}\s+)?{YEAR}"
)
MONTH_DAY_YEAR = rf"[^\s\d]{{2,16}}\s?\d{{0,2}}[\s-]+\d{{1,2}}(?:st|nd|rd|th)?[,-]?\s*(?:del? )?{YEAR}"
SOME_DAY = quicken(f"{NUMERIC}|{DAY_MONTH_YEAR}|{MONTH_DAY_YEAR}")
# Years of two figures, as three numbers and a time of day on a line of their own.
SHORT_DAY = quicken(r"\d[./-]\d{1,2}[./-]\d{2}(?:\D|$)")
SENTENCE_END = r"[.!?…]\s*$"

OF_ANOTHER_STORY = "date of another story"
# Anything that a time of day can be written with.
TIMED = quicken(r"(?i)\d\s?(?:[:.hg時时點点시]|giờ|[ap]\.?m\b)")

# Over the text "Date:" is of the page; under it, of a meeting.
MEETING = r"(?i)^\W*(?:date|datum|fecha|data|ngày)\s?:"

PLACED = ["article", "ordinal", "begin", "text", "role", "words", "role_reason"]
LINE = ["article", "begin", "head", "role", "distance", "titled", "closing", "long", "late"]
LINE += ["touches", "noted", "told", "over_menu", "entry", "marked", "foot"]


def select_lines(likely: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the likely lines around the headlines of `blocks` and at their close, with their places."""
    ordinal = pl.col("ordinal").cast(pl.Int64)
    lines = likely.lazy().join(place_stories(blocks.lazy()), on="article")
    for places in (place_headed(blocks.lazy()), place_carded(blocks.lazy())):
        lines = lines.join(places, on=["article", "ordinal"], how="left")
    header = ordinal.is_between(pl.col("opens") - BEFORE_BLOCKS, pl.col("settled") + AFTER_BLOCKS)
    closing = (ordinal - pl.col("last")).is_between(0, CLOSING_BLOCKS).fill_null(value=False)
    # Behind a box of links under the text, a date is a link's.
    before_links = (ordinal < pl.col("aside")).fill_null(value=True)
    meeting = pl.col("head").str.contains(MEETING) & (ordinal > pl.col("start"))
    card = pl.col("carded").fill_null(value=False) & (ordinal > pl.col("settled"))
    here = before_links & ~meeting & ~card
    header, closing = header & here, closing & here
    foot = (ordinal > pl.col("last")).fill_null(value=False) & closing
    # A short text ends where a long one has hardly begun: its author and a date stand right under it.
    late = ordinal - pl.col("settled")
    signed = foot & (ordinal <= pl.col("other")).fill_null(value=True) & (late > LATE_BLOCKS)
    # What a label says above the text holds wherever the headline was taken to be.
    above = pl.col("says") & (ordinal < pl.col("start"))
    muted = pl.col("role").cast(pl.String) == "sidebar"
    under = pl.col("titled") & ordinal.is_between(pl.col("top"), pl.col("start"), closed="none")
    # Behind the opening of the text only a line that says what its date is of can tell of the page.
    spoken = speaks(pl.col("head")) | (((late <= LATE_BLOCKS) | closing) & ~is_sentence())
    distance = pl.when("headed").then(pl.lit(HEADED_BLOCKS, pl.Int64)).otherwise(ordinal - pl.col("top"))
    return (
        lines.filter(pl.when(muted).then(above).otherwise(header | closing | above))
        .filter(spoken, ~pl.col("boxed") | under)
        .with_columns(
            closing=~(header | above) | signed,
            distance=distance,
            late=late,
            touches=ordinal == pl.col("start") - 1,
            foot=foot,
            entry=pl.col("entry").fill_null(value=False),
            over_menu=(ordinal < pl.col("menu")).fill_null(value=False),
        )
        .select(LINE)
        .sort("article", "begin")
        .collect(engine="in-memory")
    )


def is_sentence() -> pl.Expr:
    """Tell which lines are sentences of the text; one that opens with a day and a time is none."""
    head = pl.col("head")
    story = pl.col("role").is_in(OWN_ROLES).fill_null(value=False)
    opens = head.str.contains(quicken(r"^\W*\d")) | begins_with(head, OPENINGS)
    return story & head.str.contains(SENTENCE_END) & ~(head.str.contains(TIMED) & opens)


def select_likely(blocks: pl.DataFrame, captured: pl.Series) -> pl.DataFrame:
    """
    Return the blocks that hold a day or "3 hours ago" where a date line would, as `head`.

    What markup sets beside the text says when something else was published, whatever its label.
    Of furniture, `boxed`, the buttons under a headline do not; `marked` is what it calls a date.
    """
    beside = (pl.col("mark") == "sidebar") | (pl.col("role_reason") == OF_ANOTHER_STORY)
    own = blocks.filter(~beside.fill_null(value=False))
    boxed = (pl.col("mark") == "boilerplate").fill_null(value=False)
    marked = (pl.col("mark") == "dateline").fill_null(value=False)
    texts = own.select("article", "ordinal", "begin", "text", "role", boxed=boxed, marked=marked)
    dated = read_heads(texts.filter(pl.col("text").str.contains(YEAR)), SOME_DAY)
    # Without a capture "3 hours ago" tells nothing, unless beside a day that is then not the page's.
    asked = pl.concat([dated["article"], captured]).unique()
    near = (pl.col("text").str.len_bytes() <= AGO_BYTES) & pl.col("article").is_in(asked.implode())
    counted = texts.filter(near).filter(pl.col("text").str.contains(AGO))
    signed = pl.col("role").is_in(["byline", "dateline"]).fill_null(value=False)
    most = pl.when(signed).then(SIGNED_BYTES).otherwise(SHORT_BYTES)
    short = texts.filter(pl.col("text").str.len_bytes() <= most)
    short = short.filter(pl.col("text").str.contains(SHORT_DAY) & pl.col("text").str.contains(TIMED))
    others = pl.concat([read_heads(counted, AGO), read_heads(short, SHORT_DAY)])
    return pl.concat([dated, others]).unique(["article", "ordinal"], keep="first", maintain_order=True)


def read_heads(texts: pl.DataFrame, hint: str) -> pl.DataFrame:
    """Return the blocks that may be date lines, with as much of them as a date line can be."""
    role = pl.col("role").cast(pl.String).fill_null("")
    heard = texts.filter(role != "caption")
    limit = pl.when(role.is_in(OWN_ROLES)).then(STORY_LINE_CHARS).otherwise(LINE_CHARS)
    long = heard.select(pl.col("text").str.len_chars() > limit).to_series()
    lines = heard.filter(~long).with_columns(head="text", long=pl.lit(value=False))
    opening = pl.col("text").str.head(GLUED_CHARS)
    glued = heard.filter(long).with_columns(head=opening, long=pl.lit(value=True))
    # Most blocks with a year are paragraphs, and have it further on.
    for likelier in (YEAR, hint):
        glued = glued.filter(pl.col("head").str.contains(likelier))
    glued = glued.filter(begins_with(pl.col("head"), LABELS))
    likely = pl.concat([lines.filter(pl.col("head").str.contains(hint)), glued])
    likely = likely.with_columns(says=begins_with(pl.col("head"), PUBLISHING))
    return likely.filter((role != "sidebar") | pl.col("says"))
