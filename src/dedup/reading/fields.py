"""Field names other programs give to what an article holds, and values as text."""

import csv
import math
from collections.abc import Iterable, Mapping
from typing import Any

# In order of preference.  Compared without case, "_", "-", ":" and spaces, so that
# published_at, publishedAt and "Published At" are one name.
# Source: exports of news-please and fundus, CC-NEWS, schema.org NewsArticle.
ALIASES: dict[str, tuple[str, ...]] = {
    ours: tuple(names.split())
    for ours, names in {
        "text": "text body content article maintext articlebody bodytext fulltext plaintext articletext"
        " cleanedtext noidung",
        "title": "title headline articletitle tieude",
        "url": "url link uri canonicalurl permalink sourceurl",
        "outlet": "outlet source publisher domain sitename site sourcedomain sourcename newspaper",
        "published": "published publishedat datepublished datepublish publishdate pubdate publicationdate"
        " publishingdate publishedtime publishtime publisheddate date ngaydang",
        "modified": "modified modifiedat datemodified datemodify updated updatedat lastmodified lastupdated",
        "captured": "captured capturedat fetched fetchedat crawled crawledat crawldate datedownload scraped"
        " scrapedat downloadedat retrieved retrievedat",
        "author": "author authors byline creator tacgia",
        "credit": "credit credits credittext creditline",
        "language": "language lang inlanguage",
        "captions": "captions caption imagecaption imagecaptions photocaption photocaptions",
        "photo": "photocredit photocredits imagecredit imagecredits photosource imagesource nguonanh"
        " nguồnảnh",
        "id": "id guid articleid",
    }.items()
}

# What a nested value is called inside its object, most telling first.
INNER = ("text", "value", "name", "caption", "@value", "content", "$oid", "$date", "url", "@id")

# A record nested deeper than this is an attack or an accident, not an article.
MAX_DEPTH = 8

DELIMITERS = ",;\t|"  # of tables; Excel writes the second where a comma parts fractions

_PLACES = {name: (ours, rank) for ours, names in ALIASES.items() for rank, name in enumerate(names)}
_DROP = str.maketrans("", "", "_-: ")


def find_fields(names: Iterable[str], mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """
    Return for each of our fields the input's names that hold it, best first.

    A name in `mapping` is used for its field alone, and that field has no other.

    >>> find_fields(["Headline", "body", "date_publish"], {})
    {'title': ['Headline'], 'text': ['body'], 'published': ['date_publish']}
    >>> find_fields(["body", "lead"], {"text": "lead"})
    {'text': ['lead']}
    """
    mapped = {theirs.casefold(): ours for ours, theirs in mapping.items()}
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        ours, rank = _place_name(name, mapped, mapping)
        if ours:
            found.setdefault(ours, []).append((rank, name))
    return {ours: [name for _, name in sorted(ranked)] for ours, ranked in found.items()}


def _place_name(name: str, mapped: Mapping[str, str], mapping: Mapping[str, str]) -> tuple[str, int]:
    if name.casefold() in mapped:
        return mapped[name.casefold()], 0
    ours, rank = _PLACES.get(name.casefold().translate(_DROP), ("", 0))
    return ("", 0) if ours in mapping else (ours, rank)


def find_delimiter(header: str, mapping: Mapping[str, str]) -> str:
    """
    Return what parts the columns of a table: that by which its first line names most of our fields.

    >>> find_delimiter("path;title, or headline;published_at", {})
    ';'
    """

    def count(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return len(find_fields(names, mapping)), len(names)

    return max(DELIMITERS, key=count)


def say_value(value: Any, *, between: str = ", ") -> str:
    """
    Return a JSON value as the text it stands for, "" where it stands for none.

    >>> say_value([{"name": "Lan"}, "Minh"])
    'Lan, Minh'
    >>> say_value({"@type": "Organization", "name": "Báo Mẫu"})
    'Báo Mẫu'
    """
    return between.join(list_values(value))


def list_values(value: Any, depth: int = 0) -> list[str]:
    """Return the texts a JSON value holds, in its order, blank ones left out."""
    missing = value is None or (isinstance(value, float) and math.isnan(value))  # Python writes both
    if missing or isinstance(value, bool) or depth > MAX_DEPTH:
        return []
    if isinstance(value, str):
        return [mend_text(value)] if value.strip() else []
    if isinstance(value, bytes):
        # Parquet may hold text as bytes; other bytes are no text.
        return list_values(value.decode()) if _is_utf8(value) else []
    if isinstance(value, list):
        return [text for item in value for text in list_values(item, depth + 1)]
    if isinstance(value, dict):
        inner = next((value[name] for name in INNER if value.get(name)), None)
        return list_values(inner, depth + 1)
    return [str(value)]


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def mend_text(text: str) -> str:
    r"""
    Return `text` as valid Unicode: a lone surrogate becomes U+FFFD.

    JSON may hold half a pair; UTF-8, and so every frame, may not.

    >>> mend_text("a\ud83d\ude00b\ud800")
    'a😀b�'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
