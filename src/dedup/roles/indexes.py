"""Index pages: lists of other pages, each with its title, its date, and at most a teaser."""

import polars as pl

from ..carried import is_clock
from ..schema import OWN_ROLES
from .shapes import above, below

OTHER_TITLE = "title of another page"

# Shorter lines are names of sections, which pages without a headline are taken to have for one.
TITLE_WORDS = (3, 40)
LEAST_TITLES = 4
# A sentence or two say what a page is about; a paragraph is longer.
LISTED_TEASER_MAX_WORDS = 60
TEASER_MIN_WORDS = 5
# Between a title and its teaser stand a date, an author and the name of a section.
TEASER_ROWS = 4
# A text goes on from paragraph to paragraph; in a list only a few teasers have two.
MOST_GOING_ON = 0.2
LEAST_UNDER, LEAST_TEASERS = 0.5, 3
# Of a page without a teaser its titles are most.
LEAST_TITLED = 0.5
# Without a date, or another page that says so, they are longer than the subheads of a text.
LONG_WORDS, LONG_MEAN_WORDS = (4, 25), 6
BRIEF_WORDS, LEAST_PAIRED, SECTION_WORDS = 30, 0.8, 3
# Of the titles between the first and the last with a date so many have one, or of those with one are links.
LEAST_DATED, LEAST_LINKED = 0.75, 0.75
# Under a link and its date a list of an author's stories has the first paragraph of each.
OPENING_MAX_WORDS = 120
# Half of the parts of such a list are of one make, and the first of them too.
LEAST_ALIKE = 0.5

_OWN = pl.col("role").is_in(OWN_ROLES)
_BESIDE = pl.col("role").is_in(["caption", "credit", "byline", "dateline"])
_STAMP = ((pl.col("role") == "dateline") & ~is_clock()) | (pl.col("role_reason") == "date of another story")
_HEADING = pl.col("role_reason") == "heading or link to other stories"
_LINK = pl.col("role_reason").is_in(["outside the marked text", "under the end of the text"])
_STORY = (pl.col("headed") & (pl.col("opening") > 0)) | (pl.col("opening") > 1)
_LIST = ~_STORY & ~pl.col("boxed")
# The name of a section stands over its first title, and neither date nor author under that.
_SURE = _LIST & pl.col("named") & ~pl.col("headed") & ~pl.col("begun")
_SURE &= pl.col("opening") + pl.col("goes_on") == 0
# In a chronicle other things stand under the page's own headline than under each date.
_EVEN = _LIST & pl.col("even") & (pl.col("named") | (pl.col("said") == pl.col("opening")))
# Who an author is may stand above the heading of what they wrote.
_LINKED = ~_STORY & pl.col("even")
_SHOWN = ["paywall or cookie notice", "no such page", "notice to the reader", "video player"]
_STOCK = ["stock line", "on many pages of the outlet", *_SHOWN]


def find_items(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return CHANGES: the titles of other pages on pages that consist of them, so that they are index pages.

    A title is another page's if that has it for a headline, or if a date stands with each of them, or, under
    the name of a section, one sentence.

    Parameters
    ----------
    blocks : DataFrame
        article, ordinal, key, words, sentences, role, role_reason and row of every block of the scan.

    """
    kinds = [
        (_find_known, _LIST, LISTED_TEASER_MAX_WORDS),
        (_find_dated, _EVEN, LISTED_TEASER_MAX_WORDS),
        (_find_linked, _LINKED, OPENING_MAX_WORDS),
        (_find_alternating, _SURE, BRIEF_WORDS),
    ]
    found = [_find_lists(blocks, find(blocks), sure, most_words) for find, sure, most_words in kinds]
    rows = pl.concat(found).unique().sort("row")
    return rows.with_columns(role=pl.lit("sidebar"), role_reason=pl.lit(OTHER_TITLE))


def _find_known(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, article: lines that are the headline of another page, where a page has enough of them."""
    title = pl.col("words").is_between(*TITLE_WORDS)
    heads = blocks.filter(pl.col("role") == "headline", title, pl.col("key") != 0)
    heads = heads.group_by("key").agg(one=pl.col("article").min(), other=pl.col("article").max())
    beside = (pl.col("role") == "sidebar") & (pl.col("role_reason") == "markup")
    known = blocks.filter(title & ~beside, pl.col("key").is_in(heads["key"].implode())).join(heads, on="key")
    known = known.filter((pl.col("one") != pl.col("article")) | (pl.col("other") != pl.col("article")))
    known = known.unique(["article", "key"], keep="first", maintain_order=True)
    return known.filter(pl.len().over("article") >= LEAST_TITLES).select("row", "article")


def _find_dated(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, article: titles that have a date each, where a page has enough of them in a row."""
    return _list_dated(blocks, pl.col("sentences") == 0)


def _find_linked(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, article: the same where they are links; of a link a question is a title too."""
    titles = _list_dated(blocks, (pl.col("sentences") == 0) | (_LINK & (pl.col("sentences") == 1)))
    linked = pl.col("row").is_in(blocks.filter(_LINK)["row"].implode())
    return titles.filter(linked.mean().over("article") >= LEAST_LINKED)


def _list_dated(blocks: pl.DataFrame, bare: pl.Expr) -> pl.DataFrame:
    """Return row, article: those of the `bare` lines that have a date each, of pages with enough in a row."""
    stamps = blocks.filter(_STAMP)["article"].value_counts()
    pages = stamps.filter(pl.col("count") >= LEAST_TITLES).select("article")
    lines = blocks.join(pages, on="article", how="semi", maintain_order="left")
    bare &= ~pl.col("role_reason").is_in(_STOCK) & ~_HEADING & ~_STAMP
    title = bare & ~_BESIDE & pl.col("words").is_between(*LONG_WORDS)
    lines = lines.with_columns(title=title, stamp=_STAMP, part=title.cum_sum().over("article"))
    parts = lines.filter(pl.col("part") > 0).group_by("article", "part", maintain_order=True)
    titles = parts.agg(pl.col("row").first(), dated=pl.col("stamp").any())
    part = pl.col("part")
    ends = (part.filter("dated").min().over("article"), part.filter("dated").max().over("article"))
    titles = titles.filter(part.is_between(*ends))
    enough = (pl.col("dated").sum() >= LEAST_TITLES) & (pl.col("dated").mean() >= LEAST_DATED)
    return titles.filter(enough.over("article")).select("row", "article")


def _find_alternating(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, article: long titles over a sentence each, where a page has enough of them in a row."""
    plain = ~_BESIDE & ~_STAMP & ~_HEADING & ~pl.col("role_reason").is_in(_STOCK)
    bare = plain & (pl.col("sentences") == 0) & pl.col("words").is_between(*LONG_WORDS)
    said = plain & (pl.col("sentences") > 0) & pl.col("words").is_between(TEASER_MIN_WORDS, BRIEF_WORDS)
    lines = blocks.select("row", "article", "words", "ordinal", bare=bare, pair=bare & below(said))
    pairs = lines.filter("pair")["article"].value_counts()
    pages = pairs.filter(pl.col("count") >= LEAST_TITLES)["article"]
    titles = lines.filter(pl.col("article").is_in(pages.implode()), "bare")
    row = pl.col("row")
    ends = (row.filter("pair").min().over("article"), row.filter("pair").max().over("article"))
    titles = titles.filter(row.is_between(*ends))
    regular = pl.col("pair").mean() >= LEAST_PAIRED
    long = pl.col("words").slice(1).mean() >= LONG_MEAN_WORDS  # the first may be a text's headline
    return titles.filter((regular & long).over("article")).select("row", "article")


def _find_lists(blocks: pl.DataFrame, titles: pl.DataFrame, sure: pl.Expr, most_words: int) -> pl.DataFrame:
    """
    Return row: those of the `titles` on pages that consist of them and of teasers, where `sure` holds.

    No teaser has more than `most_words`.
    """
    lines = blocks.join(titles.select("article").unique(), on="article", how="semi", maintain_order="left")
    sentence = (pl.col("sentences") > 0) & (pl.col("words") >= TEASER_MIN_WORDS)
    title = pl.col("row").is_in(titles["row"].implode())
    passed, shown = _BESIDE | _STAMP, _BESIDE | pl.col("role_reason").is_in(_SHOWN)
    said = sentence & ~title & ~passed & ~pl.col("role_reason").is_in(_STOCK)
    lines = lines.with_columns(title=title, said=said, shown=shown, part=title.cum_sum().over("article"))
    # A copy has the headline of its original; under that stands more than a teaser.
    own = (pl.col("role") == "headline") & (pl.col("said").sum().over("article", "part") > 1)
    lines = lines.with_columns(title=pl.col("title") & ~own)
    lines = lines.with_columns(part=pl.col("title").cum_sum().over("article"))
    heard = pl.when(pl.col("title") | ~(passed | pl.col("role_reason").is_in(_STOCK))).then("said")
    lines = lines.with_columns(goes_on=pl.col("said") & above(heard.forward_fill().over("article")))
    parts = lines.group_by("article", "part", maintain_order=True).agg(*_describe_parts())
    pages = parts.group_by("article").agg(*_describe_pages())
    said, opening = pl.col("said"), pl.col("opening")
    teased = (pl.col("under") >= LEAST_UNDER * said) & (pl.col("under") >= LEAST_TEASERS)
    teased &= (pl.col("goes_on") <= MOST_GOING_ON * said) & (pl.col("longest") <= most_words)
    bare = (pl.col("titled") >= LEAST_TITLED * pl.col("own")) & ~pl.col("headed") & ~pl.col("signed")
    lists = pages.filter((teased | (bare & (said == opening))) & sure)
    return titles.join(lists, on="article", how="semi").select("row")


def _describe_parts() -> list[pl.Expr]:
    """Return what stands in the parts of a page: above its first title, and from each to the next."""
    words, said, role = pl.col("words"), pl.col("said"), pl.col("role")
    stamped = pl.col("row").filter(_STAMP).min() < pl.col("row").filter(said).min()
    first, told = pl.col("part") == 1, (said | pl.col("shown")).cum_sum() > 0
    return [
        pl.col("said", "goes_on").sum(),
        (said & (pl.col("row") - pl.col("row").first() <= TEASER_ROWS)).any().alias("under"),
        words.filter(said).max().fill_null(0).alias("longest"),
        ((role == "headline") & (words >= TEASER_MIN_WORDS) & ~pl.col("title")).any().alias("headed"),
        (_HEADING & (first | told)).any().alias("boxed"),
        pl.col("shown").any().alias("signed"),
        words.last().is_between(1, SECTION_WORDS).alias("named"),
        pl.concat_list(_STAMP.sum(), said.sum(), stamped, (role == "byline").any()).alias("layout"),
        words.filter(_OWN | pl.col("title")).sum().alias("own"),
        words.filter("title").sum().alias("titled"),
    ]


def _describe_pages() -> list[pl.Expr]:
    """Return what stands on a page, of its parts."""
    opening, first = pl.col("part") == 0, pl.col("part") <= 1
    alike = pl.col("layout") == pl.col("layout").filter(pl.col("part") == 1).first()
    return [
        pl.col("said", "goes_on", "own", "titled").sum(),
        pl.col("longest").max(),
        pl.col("under").filter(~opening).sum(),
        pl.col("said").filter(opening).sum().alias("opening"),
        pl.col("headed", "signed").filter(opening).any(),
        pl.col("boxed").filter(first).any(),
        pl.col("signed").filter(first).any().alias("begun"),
        pl.col("named").filter(opening).any(),
        (alike.filter(~opening).mean() >= LEAST_ALIKE).alias("even"),
    ]
