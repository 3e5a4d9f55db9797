"""Pages that speak to their reader and tell nothing: consent, errors, tests for robots, terms of use."""

import polars as pl

from ..classes import quicken
from ..schema import OWN_ROLES
from .labels import speaks_to_reader
from .telling import tell_rows

NOTICE = "notice to the reader"
# What an outlet writes of its own site runs longer; a foot of an index is shorter.
PAGE_WORDS = (10, 100)
# Of what the page says itself: below, or beside it, may stand a line that speaks of the outlet.
LEAST_SHARE = 0.5
# Whose the site is, at the foot of every page.
OWNED = r"^\W*(?:©|\([cC]\)|(?i:copyright)\s)"
# The pages that every site has, and no story has for a headline.
SITE_MAX_WORDS = 6
_SITE = [
    *["about us", "who we are", "contact us", "terms (?:of (?:use|service)|(?:and|&) conditions)"],
    *["(?:our )?(?:privacy|cookies?) (?:policy|notice|statement)", "legal notice"],
    *["(?:our|editorial) (?:standards|policy|policies|guidelines|code of (?:ethics|conduct))"],
    *["(?:các )?điều khoản(?: sử dụng| dịch vụ)?", "chính sách (?:bảo mật|quyền riêng tư|cookie)"],
    *["giới thiệu", "về chúng tôi", "thông tin tòa soạn", "quy định sử dụng"],
    *[
        "mentions légales",
        "politique de (?:confidentialité|cookies)",
        "qui sommes-nous",
        "à propos(?: de nous)?",
    ],
    *["conditions (?:générales(?: d'utilisation)?|d'utilisation)", "cgu"],
    *["impressum", "datenschutz(?:erklärung|hinweise)?", "nutzungsbedingungen", "agb", "über uns"],
    *["aviso legal", "política de (?:privacidad|privacidade|cookies)", "quiénes somos", "sobre nós"],
    *["t[eé]rminos (?:de uso|y condiciones)", "termos de uso", "chi siamo", "note legali"],
    *["tentang kami", "kebijakan privasi", "syarat dan ketentuan", "over ons", "privacyverklaring"],
]
SITE = rf"^(?i:\W*(?:{'|'.join(_SITE)})\W*)$"

_OWN = pl.col("role").is_in(OWN_ROLES)


def tell_notices(blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return the blocks with what a page says to its reader as boilerplate, if it says little else.

    A page with a byline or a credit was written by somebody: it tells something.  That a site is
    somebody's does not say so.
    """
    byline, credit = pl.col("role_reason") == "byline", pl.col("role") == "credit"
    names = blocks.select("article", "text", "role", "role_reason").filter(byline | credit)
    signed = names.filter(byline | ~pl.col("text").str.contains(OWNED))["article"].unique()
    blocks = _tell_spoken(blocks, signed)
    rows = _find_site_pages(blocks, signed)
    return tell_rows(blocks, rows, "boilerplate", NOTICE)


def _tell_spoken(blocks: pl.DataFrame, signed: pl.Series) -> pl.DataFrame:
    """Return the blocks with the text of short pages, but those `signed`, whose lines speak to the reader."""
    said = _OWN | ((pl.col("role") == "boilerplate") & pl.col("prose"))
    pages = blocks.group_by("article").agg(all=pl.col("words").filter(said).sum())
    short = pages.filter(pl.col("all").is_between(*PAGE_WORDS), ~pl.col("article").is_in(signed.implode()))
    told = blocks.select("article", "row", "text", "words", own=_OWN, said=said).filter("said")
    told = told.join(short, on="article").with_columns(spoken=speaks_to_reader())
    share = pl.col("words").filter("spoken").sum().over("article") >= LEAST_SHARE * pl.col("all")
    rows = told.filter(share, pl.col("own"))["row"]
    return tell_rows(blocks, rows, "boilerplate", NOTICE)


def _find_site_pages(blocks: pl.DataFrame, signed: pl.Series) -> pl.Series:
    """Return the rows of pages whose title, right above their text, names a page that every site has."""
    dated = pl.col("role").shift(1) == "dateline"
    title = pl.col("row") - pl.when(dated).then(2).otherwise(1)
    first = blocks.select("article", own=_OWN, row=title).filter("own")
    first = first.unique("article", keep="first", maintain_order=True)
    first = first.filter(~pl.col("article").is_in(signed.implode()), pl.col("row") < blocks.height)
    titles = blocks.select("article", "row", "text", "words", "label")[first["row"]]
    titles = titles.filter((titles["article"] == first["article"]) & (titles["words"] <= SITE_MAX_WORDS))
    about = (pl.col("label") == "about").fill_null(value=False)
    titles = titles.filter(about | pl.col("text").str.contains(quicken(SITE)))
    if titles.is_empty():
        return titles["row"]
    others = blocks.select("article", "row", "role").filter(pl.col("role") == "headline")
    pages = titles.join(others.join(titles, on="row", how="anti"), on="article", how="anti")["article"]
    return blocks.select("article", "row", own=_OWN).filter("own", pl.col("article").is_in(pages.implode()))[
        "row"
    ]
