"""Which title is the page's: the one marked, else the one its metadata or its text knows."""

import polars as pl

from ..classes import quicken
from .shapes import NAME, above, below, is_heading, is_stamp, mark_rows, near
from .shows import FILM, PICTURES
from .telling import number_first

# A headline is a title of so many words; shorter ones are section names and buttons.
HEADLINE_MIN_WORDS = 5
HEADLINE_MAX_WORDS = 40
# Shorter ones are names of sections, but for one on top with the date or the text right under it.
SHORTEST_TITLE_WORDS = 3
# Between headline and text: date, byline, buttons, a picture's credit.
HEADLINE_MAX_ROWS = 11
# ... or a film, a summary, the tools to share it: then the text must have the title's words.
HEADLINE_FAR_ROWS = 40
# A page without any paragraph has its headline at the top if anywhere.
TOP_BLOCKS = 12
# "Headline | Outlet" and such in metadata, or a headline with a word added on the page.
TITLE_SLACK_CHARS = 40
# A story says again most of what its headline says, and soon; buttons and forms share little with it.
SHARED_MIN = 0.5
SHARED_LEAST = 0.33  # of a title that no other beats
SHARED_SURE = 0.8  # so much of another title is the text's that no date makes up for it
TEXT_ROWS = 25
# Words that are short say nothing of what a text is about, but for a Chinese character.
WORD = r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]{3,}"
_SHOWS = quicken(rf"(?:{FILM})|(?:{PICTURES})")

_DISTANCE = (pl.col("first").cast(pl.Int64) - pl.col("row").cast(pl.Int64)).fill_null(0)
_FAR = _DISTANCE > HEADLINE_MAX_ROWS
_LONG = pl.col("words") >= HEADLINE_MIN_WORDS
_MARKED = (pl.col("mark") == "headline").fill_null(value=False)

_TITLED = pl.col("titled") & ~pl.col("named") & (pl.col("row") != pl.col("first")).fill_null(value=True)
_NEAR = pl.col("shaped") & ~_FAR
# A title stands twice where it is a link, but for one on top of the page, right above its date or author.
_TOPS_PAGE = (pl.col("ordinal") == 1) & pl.col("again") & pl.col("stamped")
_SINGLE = _NEAR & _LONG & ~pl.col("shown") & (~pl.col("twin") | _TOPS_PAGE)
_SURE = ~pl.col("doubted")
# Far above the text stand menus: there the lowest title is the likeliest.
_MENU = pl.col("shaped") & _LONG & _FAR
_LOWEST = _MENU & (pl.col("row") == pl.col("row").filter(_MENU).max().over("article"))

RULES: list[tuple[pl.Expr, str]] = [  # when, why: the first that holds of any title of the page
    (_MARKED, "title in the markup"),
    (pl.col("known"), "title in the metadata"),
    (_SINGLE & _SURE, "title near the text"),
    (_FAR & (_DISTANCE <= HEADLINE_FAR_ROWS) & pl.col("told"), "title that the text tells of"),
    (_NEAR & _SURE & ~pl.col("teased"), "short, doubled or labelled title near the text"),
    (pl.col("shows"), "title of what is shown"),
    (_SINGLE, "title near the text, in doubt"),
    (_NEAR & _LONG, "doubled or labelled title near the text, in doubt"),
    (_NEAR, "short title near the text, in doubt"),
    (_LOWEST, "lowest title far above the text"),
    (pl.col("opens"), "first words of the page"),
]
WHY = [why for _, why in RULES]
_FIRST = number_first(when for when, _ in RULES)


def find_headlines(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, headline (a row) and headline_rule: its number in RULES; of equals the first wins."""
    titles = _weigh_words(_find_titles(blocks, articles), blocks)
    judged = titles.select("article", headline="row", headline_rule=_FIRST)
    first = pl.all().get(pl.col("headline_rule").arg_min())
    return judged.group_by("article", maintain_order=True).agg(first)


def _find_titles(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks that a rule may hold of, with what the rules ask of them but for their words."""
    titles = articles.select("article", pl.col("title").fill_null("").str.strip_chars())
    top = (pl.col("row") <= pl.col("first")).fill_null(pl.col("ordinal") < TOP_BLOCKS)
    short = (pl.col("words") <= HEADLINE_MAX_WORDS) & ~pl.col("truncated")
    inside = pl.lit(mark_rows(_find_titles_in_body(blocks, titles), blocks.height))
    # "Video: …" is a link to one, "Photos: …" who took them, but right above the page's date.
    shows = pl.lit(mark_rows(_find_shows(blocks), blocks.height))
    label = pl.col("label").fill_null("")
    shown = ((label == "sidebar") & _stamped()) | ((label == "photo") & shows)
    plain = pl.col("label").is_null() | shown
    candidates = blocks.with_columns(
        opens=_opens(),
        stamped=_stamped(),
        tooled=_tooled(),
        teased=_teased(),
        shown=shown,
        shows=shows,
        listed=above(is_heading()),
        dated=near((pl.col("label") == "dateline").fill_null(value=False), below),
        signed=_stamped() | below(pl.col("named")),
    ).filter(_MARKED | (short & plain & ((top & pl.col("mark").is_null()) | inside)))
    candidates = candidates.join(titles, on="article", how="left", maintain_order="left")
    # What is inside the text as marked is no title by its shape alone.
    shaped = pl.when(pl.col("mark") == "body").then("stamped").otherwise(_TITLED)
    candidates = candidates.with_columns(known=_is_known(), shaped=shaped)
    return candidates.filter(_MARKED | pl.col("known") | _NEAR | _MENU | pl.col("opens"))


def _find_shows(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows of titles of films and pictures right above a date, and no names of who took them."""
    title = pl.col("titled") & _LONG & below(pl.col("label") == "dateline")
    titles = blocks.filter(title).select("row", "text")
    names = pl.col("text").str.extract(r":\s*(.+)$").str.contains(NAME).fill_null(value=False)
    return titles.filter(pl.col("text").str.contains(_SHOWS), ~names)["row"]


def _opens() -> pl.Expr:
    """Say whether a block is a word or two on top of a page, right above its date, names or text."""
    told = pl.col("label").is_not_null() | pl.col("named") | pl.col("own_prose")
    brief = (pl.col("words") < SHORTEST_TITLE_WORDS) & ~pl.col("named") & ~pl.col("stops")
    return brief & (pl.col("ordinal") == 0) & below(told)


def _find_titles_in_body(blocks: pl.DataFrame, titles: pl.DataFrame) -> pl.Series:
    """Return the rows of titles in what markup takes for the text: above it, or known from metadata."""
    body = blocks.filter(pl.col("mark") == "body").join(
        titles, on="article", how="left", maintain_order="left"
    )
    paragraph = pl.col("row").filter(pl.col("own_prose") & pl.col("prose")).min().over("article")
    title = pl.col("titled") & ~pl.col("prose") & ~pl.col("named")
    return body.filter(title & ((pl.col("row") < paragraph) | _is_known()))["row"]


def _is_known() -> pl.Expr:
    """Say whether a block is the title that metadata has, up to the name of the site."""
    text, title = pl.col("text"), pl.col("title")
    same = text.str.starts_with(title) | (title.str.starts_with(text) & (pl.col("words") > 3))
    return same & (title != "") & (text.str.len_chars() <= title.str.len_chars() + TITLE_SLACK_CHARS)


def _stamped() -> pl.Expr:
    """Say whether the date or the author stands right under a block."""
    return below(is_stamp())


def _tooled() -> pl.Expr:
    """Say whether a block stands between, or above, the page's date or author and the buttons under it."""
    entry = above((pl.col("label") == "dateline") & ~above(_LONG))
    button = (pl.col("label") == "boilerplate").fill_null(value=False)
    return (entry & below(button)) | below(is_stamp() & below(button))


def _teased() -> pl.Expr:
    """Say whether a title that is no section's stands twice over a teaser."""
    teaser = pl.col("follows_twin")
    return pl.col("twin") & _LONG & ~pl.col("doubled_page") & (below(teaser) | below(below(teaser)))


def _weigh_words(titles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the titles with what the text says of those that vie for a page: `told` and `doubted`."""
    certain = (_MARKED | pl.col("known")).any().over("article")
    rivals = titles.filter(pl.len().over("article") > 1, ~certain, _DISTANCE > 0)
    begins = pl.col("row").is_between(pl.col("first"), pl.col("first") + TEXT_ROWS)
    text = blocks.select("article", "row", "first", "text", "own_prose").filter(
        pl.col("own_prose") & begins, pl.col("article").is_in(rivals["article"].unique().implode())
    )
    titles = titles.join(share_words(rivals, text, "article"), on="row", how="left", maintain_order="left")
    most = pl.col("shared").max().over("article")
    titles = titles.with_columns(told=pl.col("shared") >= most.clip(SHARED_LEAST, SHARED_MIN))
    return titles.with_columns(doubted=_is_doubted(most))


def share_words(titles: pl.DataFrame, text: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return row, shared: the share of the words of each title that the text of its `key` has."""
    if titles.is_empty():  # most pages have one
        return titles.select("row", shared=pl.lit(None, pl.Float64))
    said = _list_words(text, key).select(key, "word", said=pl.lit(value=True)).unique()
    words = _list_words(titles, "row", key).join(said, on=[key, "word"], how="left")
    return words.group_by("row").agg(shared=pl.col("said").is_not_null().mean())


def _list_words(blocks: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Return the columns `keys` and word, for every word of the blocks."""
    word = pl.col("text").str.to_lowercase().str.extract_all(WORD)
    return blocks.select(*keys, word=word).explode("word").drop_nulls()


def _is_doubted(most: pl.Expr) -> pl.Expr:
    """
    Say whether a title near the text needs its words to stay ahead of far ones, and lacks them.

    A date or an author stands for the words, unless another title has nearly all of its own in the
    text: a box above the story has titles with dates.  None of these has the buttons to share it, too.
    """
    signed = pl.col("stamped") & ((pl.col("shared") >= SHARED_LEAST) | (most < SHARED_SURE))
    signed |= pl.col("tooled")
    return (~pl.col("told") & ~signed).fill_null(value=False) | _tops_box() | pl.col("dated_box")


def _tops_box() -> pl.Expr:
    """
    Say whether a dated title is the first of a box of other stories, and the page's own stands below.

    The first stands right under a heading of such boxes, as a headline does under the name of its
    section; but then no other title with a date of its own follows, or one that the text knows better.
    """
    row, rival = pl.col("row"), ~pl.col("listed") & (_DISTANCE > 0)
    dated = row.filter(rival & pl.col("dated")).max().over("article")
    known = row.filter(rival & pl.col("signed") & (pl.col("shared") >= SHARED_MIN)).max().over("article")
    strange = (known > row) & (pl.col("shared") < SHARED_MIN)
    item = pl.col("listed") & pl.col("stamped") & pl.col("dated")
    return (item & ((dated > row) | strange)).fill_null(value=False)
