"""BLOCKS -> flags of words: a post that a page embeds is a quotation, though no marks stand around it."""

import polars as pl

from .kernels.letters import QUOTED
from .schema import TOKENISED, conform
from .tokens import Words

# "— Name (@name) July 14, 2018": what an embedded post ends with, mostly a line of its own.
HANDLE = "(@"
_DASH, _ACCOUNT = "(?:—|–|--|&mdash;)", r"\(@\w{1,30}\)"
SIGNATURE = rf"^\s*(?:{_DASH}|-)\s*\S.{{0,60}}{_ACCOUNT}"
SIGNED = rf"\S\s*{_DASH}\s*[^—–]{{1,60}}{_ACCOUNT}[^()]{{0,40}}$"


def mark_posts(blocks: pl.DataFrame, words: Words) -> None:
    """
    Flag the words of embedded posts as quoted; `words` is written in place.

    A post is the block before a signature, or a block that ends with one.

    Parameters
    ----------
    blocks : TOKENISED
        In the order of their articles.
    words : Words
        What `token_begin` points into.

    """
    blocks = conform(blocks, TOKENISED)
    if not blocks["text"].str.contains(HANDLE, literal=True).any():
        return
    signs = pl.col("text").str.contains(SIGNATURE)
    before = signs.shift(-1).over("article").fill_null(value=False)
    posts = blocks.filter((before & ~signs) | (~signs & pl.col("text").str.contains(SIGNED)))
    for begin, count in posts.select("token_begin", "words").iter_rows():
        words.flags[begin : begin + count] |= QUOTED
