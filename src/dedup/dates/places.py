"""Which blocks of a page can be its date line: those around the headline, and those that close it."""

import polars as pl

from ..classes import quicken
from ..schema import OWN_ROLES
from .forms import HOME
from .labels import LABELS, OPENINGS, PUBLISHING, begins_with, is_one_of, speaks
from .patterns import MASTHEAD_NAMES

# Blocks that a date line can be away from the headline: what stands between is standfirst,
# author, topic links and buttons.
BEFORE_BLOCKS = 12
AFTER_BLOCKS = 25
# From a headline over an author to the date under that.
HEADED_BLOCKS = 2
STORY_BLOCKS = 3
CLOSING_BLOCKS = 3
# How far into the text a line with a time of day, such as an author's, can still be the date line.
LATE_BLOCKS = 5
# A paragraph of running text, and how closely three of them follow where a text begins.
PARAGRAPH_WORDS = 15
DENSE_BLOCKS = 14

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

OF_ANOTHER_STORY, BETWEEN_PARAGRAPHS = "date of another story", "line between paragraphs"
TITLE_WORDS = 4  # fewer may be the name of an author or of a section
# Anything that a time of day can be written with.
TIMED = quicken(r"(?i)\d\s?(?:[:.hg時时點点시]|giờ|[ap]\.?m\b)")

# Over the text "Date:" is of the page; under it, of a meeting.
MEETING = r"(?i)^\W*(?:date|datum|fecha|data|ngày)\s?:"

PLACED = ["article", "ordinal", "begin", "text", "role", "words", "role_reason"]
LINE = ["article", "begin", "head", "role", "distance", "titled", "closing", "long", "late"]
LINE += ["touches", "noted", "told", "over_menu", "foot"]
# What stands on top of a site: the link to its first page, a login, "Hotline: 0900 100 200".
TOP_NAMES = (*HOME.split("|"), *MASTHEAD_NAMES)
TOP_WORDS = 5
FIGURES = "0123456789 .:-"
# What a text is signed with at its end, and what is only known to stand there: the words of a comment.
SIGNING = ("byline", "credit", "dateline")
UNDER_TEXT = ["under the text", "paragraph apart from the text"]


def select_lines(likely: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the likely lines around the headlines of `blocks` and at their close, with their places."""
    ordinal = pl.col("ordinal").cast(pl.Int64)
    lines = likely.lazy().join(place_stories(blocks.lazy()), on="article")
    lines = lines.join(place_headed(blocks.lazy()), on=["article", "ordinal"], how="left")
    lines = lines.join(place_carded(blocks.lazy()), on=["article", "ordinal"], how="left")
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
    signed = foot & (ordinal <= pl.col("other")).fill_null(value=True)
    signed &= ordinal - pl.col("settled") > LATE_BLOCKS
    # What a label says above the text holds wherever the headline was taken to be.
    above = pl.col("says") & (ordinal < pl.col("start"))
    muted = pl.col("role").cast(pl.String) == "sidebar"
    under = pl.col("titled") & ordinal.is_between(pl.col("top"), pl.col("start"), closed="none")
    # Behind the opening of the text only a line that says what its date is of can tell of the page.
    early = ordinal - pl.col("settled") <= LATE_BLOCKS
    spoken = speaks(pl.col("head")) | ((early | closing) & ~is_sentence())
    return (
        lines.filter(pl.when(muted).then(above).otherwise(header | closing | above))
        .filter(spoken, ~pl.col("boxed") | under)
        .with_columns(
            closing=~(header | above) | signed,
            distance=pl.when("headed")
            .then(pl.lit(HEADED_BLOCKS, pl.Int64))
            .otherwise(ordinal - pl.col("top")),
            late=ordinal - pl.col("settled"),
            touches=ordinal == pl.col("start") - 1,
            foot=foot,
            over_menu=(ordinal < pl.col("menu")).fill_null(value=False),
        )
        .select(LINE)
        .sort("article", "begin")
        .collect(engine="in-memory")
    )


def place_headed(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return article, ordinal, headed of the lines right under an author or an agency under a headline.

    The headline that is nearest to the text may be the name of a picture, in the same words.
    """
    role, same = pl.col("role").cast(pl.String), pl.col("article") == pl.col("article").shift(HEADED_BLOCKS)
    headed = same & (role.shift(HEADED_BLOCKS) == "headline") & role.shift(1).is_in(["byline", "credit"])
    return blocks.filter(headed).select("article", "ordinal", headed=pl.lit(value=True))


def place_carded(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """Return article, ordinal, carded of the lines right under a title that is no headline: a card's."""
    above = {name: pl.col(name).shift(1) for name in ("article", "role", "role_reason", "words")}
    titled = (above["role"].cast(pl.String) == "sidebar") | (above["role_reason"] == BETWEEN_PARAGRAPHS)
    carded = titled & (above["article"] == pl.col("article")) & (above["words"] >= TITLE_WORDS)
    return blocks.filter(carded).select("article", "ordinal", carded=pl.lit(value=True))


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
    Of furniture, `boxed`, the buttons under a headline do not.
    """
    beside = (pl.col("mark") == "sidebar") | (pl.col("role_reason") == OF_ANOTHER_STORY)
    own = blocks.filter(~beside.fill_null(value=False))
    boxed = (pl.col("mark") == "boilerplate").fill_null(value=False)
    texts = own.select("article", "ordinal", "begin", "text", "role", boxed=boxed)
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


def place_stories(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return for each article where its headline stands and where its text begins.

    A headline further above the text than a date line can be is some other title.
    """
    places = place_texts(blocks)
    titles = blocks.filter(pl.col("role") == "headline").select(
        "article", title=pl.col("ordinal").cast(pl.Int64)
    )
    near = titles.join(places, on="article").filter(
        pl.col("title").is_between(pl.col("start") - AFTER_BLOCKS, pl.col("start"))
    )
    found = near.group_by("article").agg(title=pl.col("title").max())
    places = places.join(found, on="article", how="left").with_columns(top=pl.coalesce("title", "start"))
    return places.join(place_menus(blocks, places), on="article", how="left").select(
        "article",
        "last",
        "aside",
        "other",
        "start",
        "told",
        "menu",
        "top",
        titled=pl.col("title").is_not_null(),
        # Without a paragraph the headline may be any title of a list: all dates above it are looked at.
        opens=pl.when(pl.col("told"))
        .then(pl.coalesce("title", pl.col("start") - AFTER_BLOCKS // 2))
        .otherwise(0),
        settled=pl.coalesce("settled", pl.col("start") + AFTER_BLOCKS),
    )


def place_menus(blocks: pl.LazyFrame, places: pl.LazyFrame) -> pl.LazyFrame:
    """Return the last of what stands on top of a site above the `top` of each article, as `menu`."""
    named = is_one_of(pl.col("text").str.strip_chars_end(FIGURES), TOP_NAMES)
    homes = blocks.filter(pl.col("words") <= TOP_WORDS).filter(named)
    homes = homes.select("article", menu=pl.col("ordinal").cast(pl.Int64)).join(places, on="article")
    return homes.filter(pl.col("menu") < pl.col("top")).group_by("article").agg(pl.col("menu").max())


def place_texts(blocks: pl.LazyFrame) -> pl.LazyFrame:
    """
    Return for each article where its text begins, has settled and ends, and what stands behind it.

    That is the first `aside`, and the first `other` than a date or whose text it is: the text
    itself, if only words of nobody knows whom stand there.  The text begins where paragraphs follow
    closely; a lone paragraph above is a notice or a teaser.  `told` is whether there is any.
    """
    ordinal = pl.col("ordinal").cast(pl.Int64)
    story = blocks.filter(pl.col("role").is_in(OWN_ROLES)).select("article", "words", ordinal)
    third = pl.col("ordinal").shift(1 - STORY_BLOCKS)
    dense = third - pl.col("ordinal") <= DENSE_BLOCKS
    paragraphs = story.filter(pl.col("words") >= PARAGRAPH_WORDS)
    texts = paragraphs.group_by("article", maintain_order=True).agg(
        start=pl.coalesce(pl.col("ordinal").filter(dense).first(), pl.col("ordinal").first()),
        settled=pl.coalesce(third.filter(dense).first(), third.first(), pl.col("ordinal").last()),
    )
    ends = story.group_by("article").agg(first=pl.col("ordinal").min(), last=pl.col("ordinal").max())
    role = pl.col("role").cast(pl.String).fill_null("")
    behind = blocks.select("article", "role_reason", ordinal, role=role).join(ends, on="article")
    other = ~role.is_in(SIGNING)
    unknown = (pl.col("role_reason").filter(other).first().is_in(UNDER_TEXT)).fill_null(value=False)
    behind = (
        behind.filter(pl.col("ordinal") > pl.col("last"))
        .group_by("article")
        .agg(
            aside=pl.col("ordinal").filter(role == "sidebar").min(),
            other=pl.when(unknown)
            .then(pl.col("last").first())
            .otherwise(pl.col("ordinal").filter(other).min()),
        )
    )
    places = blocks.select("article").unique()
    for place in (texts, ends, behind):
        places = places.join(place, on="article", how="left")
    return places.with_columns(told=pl.col("start").is_not_null(), start=pl.coalesce("start", "first", 0))
