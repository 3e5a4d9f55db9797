"""Where metadata says that a text or a picture comes from: lines of role, field, value and caption."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

# "tag:ttxvn.example,2025:x" (RFC 4151), "urn:newsml:ttxvn.example:20250204:x" (RFC 3085)
NAMED = re.compile(r"(?:tag:|urn:newsml:)([\w.-]+\.[a-z]{2,})[,:]", re.IGNORECASE)
# The same site for small screens.
SMALL = re.compile(r"^(?:www\d?|m|amp|mobile)\.(?=[^.]+\.)")
QUOTED_CHARS = 1000  # of a value or a caption: a hundred authors end here, more than that is a text
HOST_CHARS = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class Source(NamedTuple):
    """One statement: `via` says that a text came from there, `photo` that a picture did."""

    role: str
    field: str
    value: str
    caption: str = ""  # of the picture, where the metadata give it


def write_sources(sources: Iterable[Source]) -> str:
    r"""
    Return statements as the column `sources` holds them, each once, blank ones left out.

    >>> write_sources([Source("via", "canonical", "https://tin.example/a"), Source("via", "hop", " ")])
    'via\tcanonical\thttps://tin.example/a'
    """
    parts = [
        (source.role, source.field, _join_words(source.value), _join_words(source.caption))
        for source in sources
        if source.value.strip()
    ]
    return "\n".join(dict.fromkeys("\t".join(line if line[3] else line[:3]) for line in parts))


def _join_words(said: str) -> str:
    return " ".join(said[:QUOTED_CHARS].split())


def find_host(address: str) -> str:
    """
    Return the site that an address, tag or news URN names, "" if it names none.

    >>> find_host("https://www.tin.example/bai-viet"), find_host("tag:tin.example,2025:7")
    ('tin.example', 'tin.example')
    """
    named = NAMED.match(address.strip())
    try:
        host = named[1] if named else urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    host = host.lower()
    return SMALL.sub("", host) if HOST_CHARS.fullmatch(host) else ""
