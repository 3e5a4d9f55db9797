"""ARTICLES' metadata -> CREDITS: where markup and wire formats say that a text or picture comes from."""

import polars as pl

from ..agencies import Agencies
from ..schema import CREDIT_ROLE, CREDITS, conform
from ..spellings import fold_name
from .names import name_creditors

# A host of an address, a tag URI or a news URN, without "www." and the like.
ADDRESS = r"^(?:https?://|tag:|urn:newsml:)(?:[^/@]*@)?(?:(?:www\d?|m|amp|mobile)\.)?([^/:?#,]+\.[^/:?#,]+)"
# A declaration that names nobody: "noindex" says that the page is some copy.
UNNAMED = "robots"
MAX_PICTURES = 100  # of one page that are looked for among its captions
CAPTION_CHARS = 20  # "Ảnh minh họa" begins many captions
MAX_ALIKE = 100  # captions of one page with one beginning that a longer or shorter one is compared with


def read_sources(articles: pl.DataFrame, blocks: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return CREDITS of the column `sources`: role `via` for texts, `photo` for pictures.

    The creditor of an address is its host, or the agency whose site that is; "" where
    the page says that it is a copy without saying whose.  `begin` and `end` are those
    of the caption that a picture's credit belongs to, null for all others.
    """
    rows = _read_lines(articles)
    if rows.is_empty():
        return pl.DataFrame(schema=CREDITS)
    host = pl.col("raw").str.to_lowercase().str.extract(ADDRESS)
    rows = _place_pictures(rows, blocks).with_columns(host=pl.when(pl.col("role") == "via").then(host))
    placed = rows.filter(pl.col("host").is_not_null()).with_columns(key=fold_name(pl.col("host")))
    placed = placed.join(agencies.keys, on="key", how="left").with_columns(
        creditor=pl.coalesce("agency", "host")
    )
    unnamed = rows.filter(pl.col("source") == UNNAMED).with_columns(creditor=pl.lit(""))
    named = rows.filter(pl.col("host").is_null(), pl.col("source") != UNNAMED)
    named = name_creditors(
        named.with_columns(
            name="raw",
            via=pl.lit(None, pl.String),
            as_written=pl.lit(value=True),
            ambiguous=pl.lit(value=True),
            whole=pl.lit(value=False),
        ),
        agencies,
    )
    parts = [part.with_columns(pl.col("role").cast(CREDIT_ROLE)) for part in (placed, unnamed, named)]
    every = pl.concat([conform(part, CREDITS) for part in parts])
    return every.sort("article", "source", "raw", "creditor", "begin")


def _read_lines(articles: pl.DataFrame) -> pl.DataFrame:
    """Return article, role, source, raw and of a picture its caption: one row a line of `sources`."""
    said = articles.filter(pl.col("sources").fill_null("") != "")
    lines = said.select("article", line=pl.col("sources").str.split("\n")).explode("line")
    parts = pl.col("line").str.split("\t")
    lines = lines.filter(parts.list.len().is_between(3, 4))
    fields = enumerate(["role", "source", "raw", "caption"])
    rows = lines.select("article", *(parts.list.get(n, null_on_oob=True).alias(name) for n, name in fields))
    return rows.filter(pl.col("role").is_in(CREDIT_ROLE.categories.implode()))


def _place_pictures(rows: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """
    Return `rows` with begin and end of the caption that each picture's credit belongs to.

    It is the caption that the metadata give with the credit; where they give none, the
    only caption of a page that credits one picture.
    """
    rows = rows.with_row_index("row")
    pictures = rows.filter(pl.col("role") == "photo").with_columns(caption=_squeeze("caption").fill_null(""))
    pictures = pictures.with_columns(credits=pl.len().over("article"), begins=_begin("caption"))
    few = pictures.filter(pl.int_range(pl.len()).over("article") < MAX_PICTURES)
    shown = blocks.filter(pl.col("role") == "caption")
    shown = shown.select("article", "begin", "end", shown=_squeeze("text"))
    found = pl.concat(_pair_captions(few, shown.join(few, on="article", how="semi"))).sort(
        "row", "rank", "begin"
    )
    placed = found.unique("row", keep="first", maintain_order=True).select("row", "begin", "end")
    return rows.join(placed, on="row", how="left", maintain_order="left").drop("row")


def _pair_captions(pictures: pl.DataFrame, shown: pl.DataFrame) -> list[pl.DataFrame]:
    """Return row, begin, end and rank of the captions `shown` that a picture's may be, the best of rank 0."""
    captions = shown.with_columns(captions=pl.len().over("article"))
    captions = captions.unique(["article", "shown"], keep="first", maintain_order=True)
    equal = pictures.join(captions, left_on=["article", "caption"], right_on=["article", "shown"])
    # A caption may go on on the page, with the credit for one, or be cut there: it begins alike.
    captions = captions.with_columns(begins=_begin("shown"))
    some = captions.filter(pl.int_range(pl.len()).over("article", "begins") < MAX_ALIKE)
    some = some.filter(pl.col("begins").str.len_chars() == CAPTION_CHARS)
    one, other = pl.col("shown"), pl.col("caption")
    same = pictures.join(some, on=["article", "begins"]).filter(
        one.str.starts_with(other) | other.str.starts_with(one)
    )
    bare = pictures.filter(pl.col("caption") == "", pl.col("credits") == 1)
    alone = bare.join(captions.filter(pl.col("captions") == 1), on="article")
    found = enumerate((equal, same, alone))
    return [pairs.select("row", "begin", "end", rank=pl.lit(rank)) for rank, pairs in found]


def _begin(caption: str) -> pl.Expr:
    """Return what two captions share of which one is the beginning of the other."""
    return pl.col(caption).str.head(CAPTION_CHARS)


def _squeeze(column: str) -> pl.Expr:
    return pl.col(column).str.normalize("NFC").str.replace_all(r"\s+", " ").str.strip_chars()
