"""Texts in short parts: questions and answers, subheads and the lines under each, facts under a date."""

import polars as pl

from ..carried import CLOCK_MAX_WORDS
from ..classes import quicken
from .shapes import STOP_CHARS, above, below, mark_rows

# Fewer questions in a row stand over other stories, too.
LEAST_QUESTIONS = 3
QUESTION_WORDS = (2, 40)
# Titles of other stories are longer than what names a place, a dish or a rule.
HEAD_MAX_WORDS = 7
HEAD_MEAN_WORDS = 5
LEAST_HEADS = 4
# A number before a subhead says that it is one, however long it is.
NUMBERED_HEAD = r"^\W{0,2}[0-9]{1,2}\s?[.)/:]\s?\p{L}"
NUMBERED_HEAD_MAX_WORDS = 16
LEAST_NUMBERED = 3
# Without a paragraph before the first; what is most read has numbers too, but no sentence under each.
LEAST_UNOPENED = 4
# Of a ranking each line ends like a sentence and counts on, but for ties; links may be between.
RANK = quicken(r"^\W{0,2}([0-9]{1,3})\s?[.)]\s?\p{L}")
RANK_MAX_WORDS, RANK_ROWS, RANK_STEP = 12, 3, 3
LEAST_RANKS = 4
# A label of a few words, and what it stands for: "Corners: 3 to 11".
FACT = r"^[\p{L}\p{M}][^:.!?]{1,30}: \S"
FACT_MAX_WORDS = 12
FACT_MEAN_WORDS = 8  # titles of other stories under the name of their section have more
LEAST_FACTS = 5
# A headline that says that short items follow, each under a title of its own, and soon.
_WHEN = r"(?:(?:mid|sun|mon|tues|wednes|thurs|fri|satur)?day|daily|morning|evening|weekly|weekend)"
_COUNT = r"(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_COUNT_VI = r"(?:[0-9]{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_OPENINGS = [
    *[r"(?:điểm|tổng hợp|lướt) (?:tin|báo)", r"tin (?:vắn|nhanh|ngắn)", "bản tin"],
    *[
        r"(?:news|world|sport|business) in brief",
        r"(?:news )?round-?up",
        rf"{_COUNT} (?:things|stories) (?:to|you)",
    ],
    rf"(?:(?:the|your) )?{_WHEN} (?:briefing|brief|digest|round-?up|bulletin)",
]
_ANYWHERE = rf"{_COUNT_VI} (?:tin|chuyện|sự kiện) (?:tức )?(?:đáng chú ý|đáng đọc|nổi bật)"
ROUNDUP = quicken(rf"(?i)^\W*(?:{'|'.join(_OPENINGS)})(?:\W|$)|(?:^|\W){_ANYWHERE}")
ITEM_WORDS = (4, 20)
ITEMS_WITHIN = 6  # lines under its date
LEAST_ITEMS = 3
# Between times of day that fall stand the entries of a live page; titles of other stories are no shorter.
HOUR_AND_MINUTE = quicken(r"([0-9]{1,2})\s?[:hg]\s?([0-9]{2})")
LEAST_ENTRIES = 3
# Longer paragraphs tell by themselves where the text of their page is.
SHORT_MAX_WORDS = 40
# What a page puts between two lines of its text.
PASSED_OVER = ["boilerplate", "keywords", "photo", "caption"]

QUESTION = r"[?？؟][\p{Pe}\p{Pf}\"'\s]*$"
CALL = r"[!！][\p{Pe}\p{Pf}\"'\s]*$"


def find_short_texts(blocks: pl.DataFrame) -> pl.Series:
    """
    Return the rows of texts in short parts.

    Such a text is three questions or more, each with an answer right under it, or a
    paragraph and then four subheads or more, each with a sentence right under it, numbered
    ones without the paragraph too, or five facts or more right under the date or the byline,
    or three titles or more with a sentence each, under a headline that says so and its date,
    or three entries or more under times of day, the latest first; nothing stands between but
    pictures and buttons.  Its short lines outweigh the long paragraphs of the page.  In a list
    of other stories titles run longer or stand twice, teasers are cut off, or dates and links
    part them.
    """
    lines = _describe_lines(blocks)
    lines = _find_items(lines.with_columns(pl.col("asks", "heads", "numbered") & below(pl.col("tells"))))
    lines = lines.with_columns(clocks=pl.col("clocks") & below(pl.col("tells") | pl.col("heads")))
    # A headline may look like a fact.
    lines = lines.with_columns(facts=pl.col("facts") & ~below(pl.col("clocks")))
    inside = pl.any_horizontal("tells", "asks", "heads", "numbered", "facts", "items", "clocks")
    lines = lines.with_columns(run=(inside & ~above(inside)).cum_sum(), inside=inside).filter("inside")
    length, short = pl.col("length"), pl.col("length") <= SHORT_MAX_WORDS
    runs = lines.group_by("run").agg(
        pl.col("article").first(),
        pl.col("asks", "heads", "numbered", "facts", "items", "clocks", "falls").sum(),
        pl.col("dated", "near").first(),
        opened=(pl.col("prose") & pl.col("tells")).first(),
        short=length.filter(short).sum(),
        mean=length.filter("heads").mean(),
        fact_mean=length.filter("facts").mean(),
    )
    long = lines.filter(~short & pl.col("prose")).group_by("article").agg(long=length.sum())
    headed = (pl.col("heads") >= LEAST_HEADS) & (pl.col("mean") <= HEAD_MEAN_WORDS)
    listed = headed | (pl.col("numbered") >= LEAST_NUMBERED)
    told = pl.col("dated") & (pl.col("facts") >= LEAST_FACTS) & (pl.col("fact_mean") <= FACT_MEAN_WORDS)
    rounds = pl.col("near") & (pl.col("items") >= LEAST_ITEMS)
    numbered = pl.col("numbered") >= LEAST_UNOPENED
    asked = pl.col("asks") >= LEAST_QUESTIONS
    brief = pl.col("mean").fill_null(0) <= HEAD_MEAN_WORDS
    live = (pl.col("clocks") >= LEAST_ENTRIES) & (pl.col("falls") + 1 >= pl.col("clocks")) & brief
    runs = runs.filter(asked | (pl.col("opened") & listed) | numbered | told | rounds | live)
    runs = runs.join(long, on="article", how="left").filter(pl.col("short") > pl.col("long").fill_null(0))
    return lines.filter(pl.col("run").is_in(runs["run"].implode()))["row"]


def find_ranks(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows of rankings: four short sentences or more, each under the number of its place."""
    bare = pl.col("label").is_null() & pl.col("points") & (pl.col("words") <= RANK_MAX_WORDS)
    lines = blocks.filter(bare, pl.col("sentences") >= 2).select("row", "article", "text")
    ranks = lines.with_columns(at=pl.col("text").str.extract(RANK).cast(pl.UInt16)).drop_nulls("at")
    row, at, article = (pl.col(name) for name in ("row", "at", "article"))
    follows = at.is_between(at.shift(1), at.shift(1) + RANK_STEP) & (row - row.shift(1) <= RANK_ROWS)
    part = (~(follows & (article == article.shift(1))).fill_null(value=False)).cum_sum()
    return ranks.filter(pl.len().over(part) >= LEAST_RANKS)["row"]


def _find_items(lines: pl.DataFrame) -> pl.DataFrame:
    """
    Return the lines with `items` and `near`: whether the date of a roundup is right above.

    Its headline has no paragraph above it; an item is a title over a sentence.
    """
    ordinal = pl.col("ordinal").cast(pl.Int64)
    told = (pl.col("tells") & pl.col("prose")).cum_sum().over("article")
    lines = lines.with_columns(on_top=pl.col("rounds") & (told == 0))
    headline = pl.when("on_top").then(ordinal).min().over("article")
    date = pl.when("stamps").then(ordinal).forward_fill().over("article")
    lines = lines.with_columns(headline=headline, date=date)
    under = (pl.col("date") > pl.col("headline")).fill_null(value=False)
    item = pl.col("items") & below(pl.col("tells")) & under
    return lines.with_columns(items=item, near=under & (ordinal - pl.col("date") <= ITEMS_WITHIN))


def _describe_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks between buttons with what each could be: `asks`, `tells`, `heads` and so on."""
    passed = pl.col("label").is_in(PASSED_OVER).fill_null(value=False) | (pl.col("words") == 0)
    lines = blocks.filter(~passed).select(
        *["article", "row", "text", "words", "length", "prose", "points", "stops", "titled", "mark"],
        ordinal=pl.int_range(pl.len()).over("article"),
        dated=pl.col("label").is_in(["dateline", "byline"]).fill_null(value=False),
        stamps=(pl.col("label") == "dateline").fill_null(value=False),
        plain=pl.col("label").is_null()
        & ~(pl.col("twin") | pl.col("follows_twin") | pl.col("truncated"))
        & (pl.col("mark").is_null() | (pl.col("mark") == "body")),
    )
    words, plain, open_ = pl.col("words"), pl.col("plain"), pl.col("plain") & ~pl.col("stops")
    loud = pl.col("stops") & ~pl.col("points")
    asks = _match(lines, plain & loud, pl.col("text").str.slice(-STOP_CHARS), QUESTION)
    calls = _match(lines, plain & loud, pl.col("text").str.slice(-STOP_CHARS), CALL)
    numbered = _match(lines, open_ & (words <= NUMBERED_HEAD_MAX_WORDS), pl.col("text"), NUMBERED_HEAD)
    facts = _match(lines, open_ & (words <= FACT_MAX_WORDS), pl.col("text"), FACT)
    title = pl.col("titled") & ~pl.col("prose") & (pl.col("mark").is_null() | (pl.col("mark") == "headline"))
    rounds = _match(lines, title, pl.col("text"), ROUNDUP)
    sentence = (pl.col("points") | calls) & (words > 1)
    return lines.select(
        *["article", "row", "ordinal", "length", "prose"],
        asks=asks & words.is_between(*QUESTION_WORDS),
        tells=plain & ~asks & (sentence | pl.col("prose")),
        heads=open_ & (words <= HEAD_MAX_WORDS),
        numbered=numbered,
        facts=facts,
        rounds=rounds,
        stamps=pl.col("stamps"),
        **_find_clocks(lines),
        items=open_ & words.is_between(*ITEM_WORDS),
        dated=above(pl.col("dated")),
    )


def _find_clocks(lines: pl.DataFrame) -> dict[str, pl.Series]:
    """Return which lines are times of day, `clocks`, and which are no later than the last, `falls`."""
    clock = pl.col("stamps") & (pl.col("words") <= CLOCK_MAX_WORDS)
    times = lines.with_row_index("at").filter(clock).select("at", "article", "text")
    hour, minute = (pl.col("text").str.extract(HOUR_AND_MINUTE, group).cast(pl.Int16) for group in (1, 2))
    times = times.with_columns(minutes=60 * hour + minute).drop_nulls("minutes")
    falls = (pl.col("minutes").diff() <= 0) & (pl.col("article") == pl.col("article").shift())
    found = {"clocks": times, "falls": times.filter(falls)}
    return {name: mark_rows(rows["at"], lines.height) for name, rows in found.items()}


def _match(lines: pl.DataFrame, when: pl.Expr, text: pl.Expr, pattern: str) -> pl.Series:
    """Say of each line whether `when` holds of it and its `text` fits `pattern`."""
    tried = lines.with_row_index("at").filter(when).select("at", text=text)
    return mark_rows(tried.filter(pl.col("text").str.contains(pattern))["at"], lines.height)
