"""How names of publishers are compared: spellings of one name, its initials, the address of its site."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from unicodedata import category, normalize

import polars as pl

# What a site's address adds to its name, and what a newspaper's name may leave out.
PATH = re.compile(r"^([a-z]+://[^/]*)/.*\Z")
PROTOCOL = re.compile(r"^(?:[a-z]+://)?(?:www\.|m\.|amp\.|mobile\.)?")
SITE = re.compile(r"^(.*?[^\s/.])(?:\.(?:com|net|org|gov|edu|co|ac))?\.[a-z]{2,7}\Z")
HOST = r"[\p{L}\d-]+(?:\.[A-Za-z]{2,4})+"  # in a sentence
ADDRESS = r"^(?:https?://)?(?:www\.|m\.|amp\.|mobile\.)?([^\s/]+\.[^\s/.]{2,})/?$"
ARTICLE = re.compile(r"^(?:bao(?:\s+dien tu)?[\s-]*|tap chi\s+)")
EDITION = re.compile(r"^(.{3,}?)\s*(?:online|dien tu)\Z")
THE = re.compile(r"^[Tt]he\s+")
OTHER = re.compile(r"[^\w\s]|_")  # neither a letter nor a digit


def fold_name(name: pl.Expr) -> pl.Expr:
    """
    Return the key under which two spellings of one publisher meet.

    Marks, case, punctuation, host prefixes, domain endings, a leading "Báo" or "The" and
    "Online" behind it do not tell publishers apart: "Báo Quốc tế", "Quốc tế Online",
    "baoquocte.vn" and "https://www.baoquocte.vn/tin" fold alike.

    Examples
    --------
    >>> names = pl.DataFrame({"name": ["Báo Quốc tế", "www.baoquocte.vn", "VOV.VN"]})
    >>> names.select(fold_name(pl.col("name"))).to_series().to_list()
    ['quocte', 'quocte', 'vov']

    """
    return name.map_batches(partial(_tell, _fold), pl.String, is_elementwise=True)


def fold_text(text: pl.Expr) -> pl.Expr:
    """
    Return the words of each line of a text in the letters of `fold_name`, a space between.

    >>> pl.select(fold_text(pl.lit("Theo Báo Đồi-Xa!"))).item()
    'theo bao doi xa '
    """
    bare = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return bare.str.replace_all("[đð]", "d").str.replace_all(r"[^\p{L}\p{N}\n]+", " ")


def key_outlets(outlets: pl.Series) -> pl.DataFrame:
    """
    Return outlet and `key` of each: spellings of one outlet share it, two hosts of one name do not.

    >>> keyed = key_outlets(pl.Series(["Báo Tin tức", "baotintuc.vn", "taz", "taz.de"]))
    >>> keyed["key"].to_list()
    ['tintuc', 'tintuc', 'taz', 'taz']
    >>> key_outlets(pl.Series(["Tin tức", "tintuc.vn", "baotintuc.vn"]))["key"].to_list()
    ['tintuc', 'tintuc.vn', 'baotintuc.vn']
    """
    outlet, key = pl.col("outlet"), pl.col("key")
    spelt = pl.DataFrame({"outlet": outlets.unique(maintain_order=True)}).with_columns(key=fold_name(outlet))
    host = outlet.str.to_lowercase().str.extract(ADDRESS)
    apart = host.is_not_null() & (host.drop_nulls().n_unique().over("key") > 1)
    return spelt.select("outlet", key=pl.when(apart | (key == "")).then(outlet).otherwise(key))


def is_host(name: pl.Expr) -> pl.Expr:
    """Say of each name whether it is a site's address."""
    return name.str.to_lowercase().str.contains(ADDRESS)


def find_initials(name: pl.Expr) -> pl.Expr:
    """
    Return the first letters of a name of three words or more, else "".

    >>> names = pl.DataFrame({"name": ["Nhân dân online", "song-huong-online", "VOV"]})
    >>> names.select(find_initials(pl.col("name"))).to_series().to_list()
    ['ndo', 'sho', '']
    """
    return name.map_batches(partial(_tell, _abbreviate), pl.String, is_elementwise=True)


def _tell(tell: Callable[[str], str], names: pl.Series) -> pl.Series:
    """Return what `tell` says of each name: one stands in many rows, and in many batches."""
    distinct = names.drop_nulls().unique()
    told = pl.Series([tell(name) for name in distinct], dtype=pl.String)
    return names.replace_strict(distinct, told, default=None, return_dtype=pl.String)


@lru_cache(maxsize=1 << 16)
def _fold(name: str) -> str:
    plain = PROTOCOL.sub("", PATH.sub(r"\1", _fold_letters(name)))
    core = OTHER.sub(" ", SITE.sub(r"\1", plain))
    bare = EDITION.sub(r"\1", ARTICLE.sub("", core).strip())
    return "".join(bare.split()) or "".join(core.split())


@lru_cache(maxsize=1 << 16)
def _abbreviate(name: str) -> str:
    words = OTHER.sub(" ", _fold_letters(name)).split()
    return "".join(word[0] for word in words) if len(words) >= 3 else ""


def _fold_letters(name: str) -> str:
    # Before the marks go: "Thế giới" does not begin with an English article.
    bare = THE.sub("", name.strip())
    if not bare.isascii():
        bare = "".join(sign for sign in normalize("NFKD", bare) if category(sign)[0] != "M")
    return bare.lower().replace("đ", "d").replace("ð", "d").strip()
