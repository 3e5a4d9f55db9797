"""Credit lines of a page -> those that are a picture's, and those that are a piece of a sentence."""

import polars as pl

from ..classes import quicken
from ..republication import REPUBLISHED
from ..schema import OWN_ROLES
from .patterns import ACRONYM, CLOSE, OPEN, TEXT_LABEL, spell_any

# "Jo Marten/Reuters", "Jo Marten | AP": who took it, and for whom.  Of several people it is a byline.
ONE_OF_HOUSE = quicken(r"^[^,/|\n]{2,40}[/|]")
SEVERAL = quicken(r"\s(?:and|AND|et|und|và|y|&)\s")
SOURCE = quicken(rf"^\s*{OPEN}\s*{TEXT_LABEL}")
LABELLED = quicken(rf"^\W*{TEXT_LABEL}\s*[:：]")
# "Theo" is said of a text, never of a picture, and so is where it was published first.
TAKEN = quicken(rf"(?:^|[\s\[(（［]){spell_any('Theo', 'theo', 'THEO')}\s|^\W*(?:{'|'.join(REPUBLISHED)})")
PREFIX = quicken(rf"^\s*{OPEN}{ACRONYM}{CLOSE}\s*$")  # of a paragraph, on a line of its own
TORN = quicken(r"^\s*[\p{Ll},;]")
NAME_CHARS = 40  # of the name of a house, with a dash or a comma
CAPTION_CHARS = 60  # a shorter line beside a credit is no description of a picture

SIGNATURES = ["byline", "dateline"]


def is_of_picture() -> pl.Expr:
    """
    Say of each credit line whether it is a picture's; the frame has `left`, `total`, `last_*` and `next_*`.

    Who wrote a text is told beside its author or day, or at its end.  A picture's credit stands
    under or over the caption, or above the text with no more than "source", or amid the paragraphs.
    """
    text, total, left = pl.col("text"), pl.col("total"), pl.col("left")
    before, behind = pl.col("last_role"), pl.col("next_role")
    dated = behind.is_in(SIGNATURES)
    signed = dated | before.is_in(SIGNATURES)
    one = text.str.contains(ONE_OF_HOUSE) & ~text.str.contains(SEVERAL) & ~dated
    pictured = (behind == "caption") | ((behind == "sidebar") & (total == 0))
    described = pictured & (pl.col("next_text").str.len_chars() >= CAPTION_CHARS)
    under = (before == "caption") & (left > 0)
    amid = (total > 0) & (left > 1) & (~signed | text.str.contains(rf"^\s*{OPEN}"))
    untitled = (before == "") & (described | (behind == "headline"))
    above = (total == 0) & (left > 0) & ~signed & (untitled | text.str.contains(SOURCE))
    placed = amid | above | (one & (described | (left > 1)))
    return under | (placed & ~text.str.contains(TAKEN) & ~text.str.contains(PREFIX))


def drop_torn(lines: pl.DataFrame) -> pl.DataFrame:
    """Return the lines but those whose paragraph goes on behind them: a name that was a link."""
    own, text = pl.col("next_role").is_in(OWN_ROLES), pl.col("text")
    # What follows the last credit of a page may be a product: "iPhone".
    amid = (pl.col("role") != "credit") | (pl.col("total") == 0) | (pl.col("left") > 1)
    likely = lines.filter(own & amid & (text.str.len_chars() <= NAME_CHARS))
    bare = ~text.str.contains(TAKEN) & ~text.str.contains(LABELLED)
    torn = likely.filter(bare & pl.col("next_text").str.contains(TORN))
    return lines.filter(~pl.col("row").is_in(torn["row"].implode()))
