"""What stands twice on its own page: titles of other stories, alt texts, pages said twice."""

import polars as pl

from .shapes import above, below

# A page most of whose paragraphs stand twice in a row was extracted twice over, line by line.
DOUBLED_SHARE = 0.5
DOUBLED_MIN_TWINS = 2
# A list of titles without teasers parts them by blank lines where paragraphs are so parted too.
SPACED_SHARE = 0.5
# Shorter lines that stand twice are names and buttons.
TITLE_MIN_WORDS = 4


_PICTURED = pl.col("label").is_in(["photo", "caption"]).fill_null(value=False)


def find_echoes(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what repetition inside the page says of each.

    Adds `echo` (its text stood higher up), `repeats` (it stands again anywhere), `twin`
    (the block before or after is the same), `follows_twin` (it comes right after a title
    that stands twice) and `doubled_page`.
    """
    blocks = blocks.join(_count_repeats(blocks), on="row", how="left", maintain_order="left")
    # Read from below: the block above has my key.
    same = above(pl.col("key") == pl.col("key").shift(-1)) & (pl.col("key") != 0)
    blocks = blocks.with_columns(
        pl.col("echo", "repeats").fill_null(value=False),
        again=same,
        twin=same | below(same),
    )
    blocks = blocks.join(_describe_pages(blocks), on="article", how="left", maintain_order="left")
    return blocks.with_columns(follows_twin=_follows_twin())


def _count_repeats(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, echo, repeats of the blocks that stand more than once on their page."""
    return (
        blocks.lazy()
        .filter(pl.col("key") != 0)
        .group_by("article", "key")
        # A sentence under a picture is no earlier place of the paragraph it was taken from.
        .agg(pl.col("row"), first=pl.col("row").filter(~_PICTURED).min())
        .filter(pl.col("row").list.len() > 1)
        .explode("row")
        .select(
            "row", echo=(pl.col("row") > pl.col("first")).fill_null(value=False), repeats=pl.lit(value=True)
        )
        .collect()
    )


def _describe_pages(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return article, title_pairs, doubled_page, spaced_page."""
    sentence = pl.col("prose") & (pl.col("words") < 400)
    twins = (sentence & pl.col("again")).sum()
    once = (sentence & ~pl.col("again")).sum()
    title = pl.col("again") & ~pl.col("prose") & (pl.col("length") >= TITLE_MIN_WORDS)
    return blocks.group_by("article").agg(
        title_pairs=title.sum(),
        doubled_page=(twins >= DOUBLED_MIN_TWINS) & (twins >= DOUBLED_SHARE * once),
        spaced_page=pl.col("glued").mean() < SPACED_SHARE,
    )


def _follows_twin() -> pl.Expr:
    """
    Say whether a block is the teaser of a title that stands twice right above it.

    A link or a subheading may stand twice too, without a teaser.  So the page must have
    several such titles, or the teaser hang on the title without the blank line that parts
    paragraphs, or be cut off.
    """
    title = pl.col("again") & pl.col("label").is_null() & (pl.col("length") >= TITLE_MIN_WORDS)
    after = above(title) & ~pl.col("twin")
    bare_link = above(pl.col("glued")) & ~pl.col("glued") & pl.col("spaced_page")
    listed = (pl.col("title_pairs") >= 2) | (pl.col("glued") & pl.col("spaced_page")) | pl.col("truncated")
    return after & listed & ~(bare_link & pl.col("prose"))
