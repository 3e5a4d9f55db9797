"""A page's JSON-LD -> who publishes it, by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from .fields import list_values, say_value
from .sources import find_host


def list_publishers(nodes: Iterable[Any]) -> dict[str, str]:
    """Return id -> name of what the objects of a page's JSON-LD are about, where they have both."""
    named = (
        (say_value(node.get("@id")), say_value(node.get("name"))) for node in nodes if isinstance(node, dict)
    )
    return {key: name for key, name in named if key and name and not is_address(name)}


def name_publisher(article: Mapping[str, Any]) -> str:
    """
    Return the name of an article's publisher, "" where only an id or an address is given.

    >>> name_publisher({"publisher": {"@id": "https://tin.example/#org", "name": "Tin"}})
    'Tin'
    >>> name_publisher({"publisher": {"@id": "https://tin.example/#org"}})
    ''
    """
    return ", ".join(name for name in _say(article, "name") if not is_address(name))


def look_up_publisher(article: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the name that another object of the page gives the publisher, "" where none does."""
    return next((names[key] for key in _say(article, "@id") if key in names), "")


def find_publisher_host(article: Mapping[str, Any]) -> str:
    """Return the site of an article's publisher, "" where no address is given."""
    told = (text for key in ("url", "@id", "name") for text in _say(article, key))
    return next((host for text in told if (host := find_host(text))), "")


def is_address(name: str) -> bool:
    """Say whether what stands for a name is an address."""
    return bool(find_host(name))


def _say(article: Mapping[str, Any], key: str) -> list[str]:
    """Return `key` of each publisher, or the text that stands for one."""
    said = article.get("publisher")
    every = said if isinstance(said, list) else [said]
    return [text for one in every for text in list_values(one.get(key) if isinstance(one, dict) else one)]
