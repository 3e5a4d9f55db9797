"""Where the text of a page begins and ends: its headline, first and last paragraph."""

import polars as pl

from .boxes import find_dated_boxes
from .ends import find_ends
from .headlines import find_headlines
from .prose import find_prose
from .shapes import above, below, is_stamp, mark_rows, near
from .teasers import tell_posts

# What a block says for or against the text running through it, in words.
WORTH_MAX = 80
LINK_WORTH = -8
STRAY_WORTH = -2
LIST_WORTH = -20
# Under or over a title, a paragraph this short may be another story's teaser.
LONE_TEASER_MAX_WORDS = 40
TEASER_WORTH = 4
# The first paragraph of a page right under a title and its date or author: however short the
# text is, notices at the foot of the page are longer at times.
OPENING_WORTH = 80
# A paragraph without its full stop looks like a title, and titles are seldom as long.
UNSTOPPED_MIN_WORDS = 14
# A name signs the text: one short paragraph under it is another story's.
NAME_WORTH = -4
SIGNATURE_MAX_WORDS = 5
# Lines between a standfirst and the rest of the text: buttons, or a box of links.
REACH = 8
# "Ingredients", "HARBOR POINT (82)": what names the rows under it.
NAMING_MAX_WORDS = 5


def find_zones(blocks: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with the rows where the page's own text begins and ends.

    Adds `own_prose` (a paragraph that can be the page's own), `signs_off` (one that ends with
    the agency it is from), `first`, `last` (rows of the first and last such paragraph, null
    without one), `closed` (the block stands under the end mark, a list or the headline of
    another story that ends the text), `dated_box` (see `find_dated_boxes`) and `headline` (row, null
    without one).

    Notes
    -----
    The text is the run of blocks with the largest sum of worths: paragraphs count for
    it, titles, links and lists against it.

    Source: Pasternack & Roth, "Extracting article text from the web with maximum
    subsequence segmentation", 2009.

    """
    blocks = find_prose(tell_posts(blocks))
    blocks = blocks.with_columns(dated_box=find_dated_boxes(blocks))
    known = blocks.with_columns(
        opens=_find_openings(blocks), picture_name=_find_picture_names(blocks), pictured=_is_pictured()
    )
    # Once: what is beside it is asked for many times.
    known = known.with_columns(within=_is_within())
    runs = _find_run(known.with_columns(worth=_weigh()))
    blocks = blocks.join(runs, on="article", how="left", maintain_order="left")
    blocks = blocks.join(find_ends(blocks), on="article", how="left", maintain_order="left")
    blocks = blocks.with_columns(closed=(pl.col("row") >= pl.col("end_row")).fill_null(value=False))
    blocks = blocks.with_columns(last=_draw_back())
    blocks = blocks.with_columns(first=_reach_rows(), last=_reach_table())
    headlines = find_headlines(blocks, articles)
    blocks = blocks.join(headlines, on="article", how="left", maintain_order="left")
    blocks = _leave_headline(blocks)
    return blocks.with_columns(first=_reach_standfirst())


def _leave_headline(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with `first` moved down where markup took the headline for text.

    Most of the text is below it: a title with more above was marked in a list under the text.
    """
    taken = blocks.filter(pl.col("headline") >= pl.col("first"))
    if taken.is_empty():
        return blocks
    row, length = pl.col("row"), pl.col("length").cast(pl.Int64)
    text = taken.filter(pl.col("own_prose"), row.is_between("first", "last"), row != pl.col("headline"))
    under = row > pl.col("headline")
    parts = text.group_by("article").agg(
        below=row.filter(under).min(), rest=length.filter(under).sum() - length.filter(~under).sum()
    )
    parts = parts.filter(pl.col("rest") > 0).select("article", "below")
    blocks = blocks.join(parts, on="article", how="left", maintain_order="left")
    return blocks.with_columns(first=pl.coalesce("below", "first")).drop("below")


def _reach_table() -> pl.Expr:
    """Return `last`, moved down over a table right under the last paragraph."""
    row, figures = pl.col("row"), pl.col("figures") & pl.col("label").is_null() & ~pl.col("closed")
    behind = row.filter((row > pl.col("last")) & ~figures).min().over("article")
    end = pl.coalesce(behind - 1, row.max().over("article"))
    return pl.when(pl.col("last").is_not_null()).then(end)


def _reach_standfirst() -> pl.Expr:
    """Return `first`, moved up to a paragraph under the headline that a box parts from the text."""
    near = (pl.col("row") > pl.col("headline")) & (pl.col("row") + REACH >= pl.col("first"))
    standfirst = pl.col("row").filter(near & pl.col("own_prose") & ~pl.col("closed")).min().over("article")
    return pl.min_horizontal("first", standfirst)


def _reach_rows() -> pl.Expr:
    """Return `first`, moved up over the table or list between it and the date, the author or the headline."""
    row, bare = pl.col("row"), pl.col("label").is_null()
    listed = bare & (pl.col("figures") | pl.col("items"))
    # A line over rows names them, as one under them names what follows.
    over = bare & (pl.col("length") <= NAMING_MAX_WORDS) & (above(listed) | below(listed))
    button = pl.col("label").is_in(["boilerplate", "keywords"]).fill_null(value=False)
    passed = pl.col("twin") | pl.col("follows_twin") | button
    start = row.filter((row < pl.col("first")) & ~(listed | over | passed)).max().over("article")
    rows = (row > start) & (row < pl.col("first")) & (listed | below(listed)) & ~passed
    opened = ((row == start) & (is_stamp() | (pl.col("mark") == "headline"))).any().over("article")
    return (
        pl.when(opened)
        .then(pl.min_horizontal("first", row.filter(rows).min().over("article")))
        .otherwise("first")
    )


def _weigh() -> pl.Expr:
    """Return the worth of a block for the text around it."""
    length, bare = pl.col("length").clip(1, WORTH_MAX), pl.col("label").is_null()
    within = pl.col("within")
    told = pl.col("own_prose") | within
    beside = above(told) | below(told)
    marked = pl.col("mark_first").is_not_null()
    alone = ~beside & ~pl.col("fragment") & (pl.col("length") <= LONE_TEASER_MAX_WORDS) & ~marked
    listed = pl.col("label").is_in(["sidebar", "comments"]).fill_null(value=False)
    opening = pl.when("opens").then(OPENING_WORTH).otherwise(0)
    # Where it is known what the text begins with, other stories' titles end what markup says it is.
    twin = pl.col("twin") & pl.col("opens").any().over("article")
    return opening + (
        pl.when(pl.col("own_prose")).then(pl.when(alone).then(TEASER_WORTH).otherwise(length))
        .when((marked & ~twin) | within).then(0)
        .when(pl.col("named") & bare & (length <= SIGNATURE_MAX_WORDS)).then(NAME_WORTH)
        .when(pl.col("fragment") & bare).then(pl.when(beside).then(length).otherwise(0))
        .when(listed).then(LIST_WORTH)
        .when(pl.col("titled") & bare).then(LINK_WORTH)
        .otherwise(STRAY_WORTH)
        .cast(pl.Int64)
    )  # fmt: skip


def _find_openings(blocks: pl.DataFrame) -> pl.Series:
    """
    Say of each block whether it is its page's first paragraph, under a dated or signed title.

    Under a first paragraph without any, dated titles are other stories'.  One paragraph alone
    must be under both a date and an author, or under the page's only title that has either: a card
    that links to another story has one of them, and that story's title too.
    """
    unmarked, prose = pl.col("label").is_null(), pl.col("own_prose")
    # Each shape once: what is beside it is asked for many times.
    shapes = blocks.select(
        *("article", "ordinal", "row", "own_prose", "named"),
        goes_on=prose | (unmarked & (pl.col("items") | pl.col("figures"))),
        stamp=is_stamp(),
        title=pl.col("titled") & unmarked & ~pl.col("twin") & ~prose,
    )
    shapes = shapes.with_columns(headed=pl.col("stamp") & near(pl.col("title"), above))
    signed = above((pl.col("stamp") | pl.col("named")) & above(pl.col("title")))
    once = pl.col("headed").sum().over("article") == 1
    told = near(pl.col("goes_on"), below) | above(pl.col("stamp") & signed) | once
    shapes = shapes.with_columns(opens=near(pl.col("headed"), above) & told)
    first = shapes.filter(prose).unique("article", keep="first", maintain_order=True)
    return mark_rows(first.filter("opens")["row"], blocks.height)


def _find_picture_names(blocks: pl.DataFrame) -> pl.Series:
    """
    Say of each block whether it is a picture's name: a title that stood above all paragraphs.

    There it stood twice, or here it stands over a caption.
    """
    above_text = pl.col("row") < pl.col("row").filter("own_prose").min().over("article")
    titles = (
        blocks.filter(above_text).filter("titled").group_by("article", "key").agg(twice=pl.col("again").any())
    )
    over = below(pl.col("label").is_in(["caption", "photo"]))
    again = blocks.select("article", "row", "key", "echo", "titled", "twin", "label", over=over)
    later = again.filter("echo", "titled", ~pl.col("twin"), pl.col("label").is_null())
    named = later.join(titles, on=["article", "key"]).filter(pl.col("twice") | pl.col("over"))
    return mark_rows(named["row"], blocks.height)


def _is_within() -> pl.Expr:
    """Say whether a block that is no paragraph says nothing against the text around it."""
    rows = pl.col("label").is_null() & (pl.col("figures") | pl.col("items"))
    return rows | pl.col("picture_name") | pl.col("pictured") | _lacks_stop()


def _lacks_stop() -> pl.Expr:
    """
    Say whether a block is a paragraph that lost its full stop.

    Under the last paragraph but two, one title over one teaser would look so too; but titles come
    in lists, and a teaser stands nearer to its title than paragraphs do to each other.
    """
    bare = pl.col("label").is_null() & ~pl.col("own_prose")
    title, told = pl.col("titled") & bare, pl.col("own_prose") & pl.col("label").is_null()
    once = ~(pl.col("twin") | pl.col("follows_twin") | pl.col("truncated") | pl.col("named"))
    between = above(told & ~above(title)) & below(told & ~below(title))
    spaced = pl.col("glued") == below(pl.col("glued"))
    return title & once & (pl.col("length") >= UNSTOPPED_MIN_WORDS) & between & spaced


def _is_pictured() -> pl.Expr:
    """
    Say whether a block is what a picture shows, or its credit under that, between two paragraphs.

    In a list of cards titles stand so over the credits of their pictures, card after card.
    """
    told, credit = pl.col("own_prose"), pl.col("label").is_in(["photo", "caption"]).fill_null(value=False)
    shown = pl.col("titled") & pl.col("label").is_null() & ~pl.col("twin")
    picture = shown & above(told) & below(credit & below(told))
    # A card's title, credit and teaser are three rows.
    picture &= ~(picture.shift(3, fill_value=False) | picture.shift(-3, fill_value=False))
    return picture | above(picture)


def _find_run(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return article, first, last: the rows between which the worths sum highest."""
    total = pl.col("worth").cum_sum()  # over the batch: only differences inside a page count
    sums = blocks.select("article", "row", "worth", "own_prose", total=total, before=total - pl.col("worth"))
    sums = sums.with_columns(low=pl.col("before").cum_min().over("article"))
    lowest = pl.when(pl.col("before") == pl.col("low")).then("row")
    runs = sums.select(
        "article", first=lowest.forward_fill(), last="row", gain=pl.col("total") - pl.col("low"),
        text=pl.col("own_prose") | (pl.col("worth") > 0),
    ).filter("text")  # fmt: skip
    best = runs.filter(pl.col("gain") == pl.col("gain").max().over("article"))
    return best.group_by("article").agg(pl.col("first", "last").first())


def _draw_back() -> pl.Expr:
    """Return `last`, moved up to the last paragraph above the end."""
    open_text = (
        (pl.col("own_prose") | pl.col("fragment")) & ~pl.col("closed") & (pl.col("row") <= pl.col("last"))
    )
    return pl.col("row").filter(open_text).max().over("article")
