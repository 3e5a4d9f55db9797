"""What stands twice on its own page: titles of other stories, alt texts, pages said twice."""

import polars as pl

from .shapes import above, below, mark_rows

# A page most of whose paragraphs stand twice in a row was extracted twice over, line by line.
DOUBLED_SHARE = 0.5
DOUBLED_MIN_TWINS = 2
# A list of titles without teasers parts them by blank lines where paragraphs are so parted too.
SPACED_SHARE = 0.5
# From a teaser to the next: a title, said twice, is between.
BOX_ROWS = 3
# Shorter lines that stand twice are names and buttons.
ECHO_MIN_WORDS = 4


_CREDITED = pl.col("label").is_in(["photo", "caption", "signed"])
_PICTURED = (_CREDITED | (pl.col("mark") == "caption")).fill_null(value=False)


def find_echoes(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what repetition inside the page says of each.

    Adds `echo` (its text stood higher up), `retold` (as did its neighbours', in this order),
    `again` (the block above is the same), `twin` (or the one below), `follows_twin` (it comes
    right after a title that stands twice) and `doubled_page`.
    """
    # Read from below: the block above has my key.
    same = above(pl.col("key") == pl.col("key").shift(-1)) & (pl.col("key") != 0)
    blocks = blocks.with_columns(
        again=same,
        echo=mark_rows(_find_repeated(blocks), blocks.height),
        twin=same | below(same),
    )
    blocks = blocks.with_columns(retold=mark_rows(_find_retold(blocks), blocks.height))
    blocks = blocks.join(_describe_pages(blocks), on="article", how="left", maintain_order="left")
    return blocks.with_columns(follows_twin=_follows_twin())


def _find_repeated(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows whose text stood higher up on their page."""
    # Most texts stand once in all the batch: what is left to group is little.
    shared = blocks.select("row", "article", "key", "label", "mark").filter(
        pl.col("key").is_duplicated(), pl.col("key") != 0
    )
    # A sentence under a picture is no earlier place of the paragraph it was taken from.
    first = pl.col("row").filter(~_PICTURED).min().over("article", "key")
    return shared.filter(pl.col("row") > first)["row"]


def _find_retold(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows of three blocks or more that stood higher up on their page one after another."""
    rows = blocks.select("row", "article", "ordinal", "key", "echo", before=pl.col("key").shift(1))
    on = ["article", "before", "key"]
    later = rows.filter("echo", above(pl.col("echo")))
    if later.is_empty():
        return later["row"]
    first = rows.filter(pl.col("ordinal") > 0).join(later.select(on).unique(), on=on, how="semi")
    first = first.group_by(on).agg(first=pl.col("row").min())
    pairs = later.join(first, on=on).filter(pl.col("row") > pl.col("first"))["row"]
    rows = rows.with_columns(pair=mark_rows(pairs, rows.height))
    inside = pl.col("pair") & (above(pl.col("pair")) | below(pl.col("pair")))
    return rows.filter(inside | below(inside))["row"]


def _describe_pages(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return article, title_pairs, bare_lists, doubled_page, spaced_page."""
    sentence = pl.col("prose") & (pl.col("words") < 400)
    twins = (sentence & pl.col("again")).sum()
    once = (sentence & ~pl.col("again")).sum()
    title = pl.col("again") & ~pl.col("prose") & (pl.col("length") >= ECHO_MIN_WORDS)
    next_pair = below(pl.col("twin") & ~pl.col("again"))
    return blocks.group_by("article").agg(
        title_pairs=title.sum(),
        # One title follows on another, and nothing stands between two.
        bare_lists=(title & next_pair).any() & ~(above(title) & ~pl.col("twin") & next_pair).any(),
        doubled_page=(twins >= DOUBLED_MIN_TWINS) & (twins >= DOUBLED_SHARE * once),
        spaced_page=pl.col("glued").mean() < SPACED_SHARE,
    )


def _follows_twin() -> pl.Expr:
    """
    Say whether a block is the teaser of a title that stands twice right above it.

    A link or a subheading may stand twice too, without a teaser.  So the page must have
    several such titles, or the teaser hang on the title without the blank line that parts
    paragraphs, or be cut off.  Where the lists of a page have titles alone, a paragraph under one goes on
    with the text.
    """
    title = pl.col("again") & pl.col("label").is_null() & (pl.col("length") >= ECHO_MIN_WORDS)
    after = above(title) & ~pl.col("twin")
    bare_link = above(pl.col("glued")) & ~pl.col("glued") & pl.col("spaced_page")
    listed = (pl.col("title_pairs") >= 2) | (pl.col("glued") & pl.col("spaced_page")) | pl.col("truncated")
    goes_on = pl.col("prose") & ~pl.col("truncated") & (bare_link | pl.col("bare_lists"))
    return after & listed & (~goes_on | _alternates(after))


def _alternates(after: pl.Expr) -> pl.Expr:
    """Say of the block `after` each doubled title whether it is one of a box: title and teaser in turn."""
    between = after & below(pl.col("twin") & ~pl.col("again"))
    closes = between.shift(BOX_ROWS) & (pl.col("ordinal") >= BOX_ROWS)
    return between | (after & closes.fill_null(value=False))
