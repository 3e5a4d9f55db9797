"""What crawlers nest in their JSON -> the flat names that every export shares."""

from collections.abc import Iterator, Mapping
from typing import Any

from .fields import list_values

# fundus keeps what it knows of the page itself in `html`.
# Source: fundus 0.5, Article.to_json and HTML.
PAGE = {"url": ("responded_url", "requested_url"), "captured": ("crawl_date",)}


def flatten_export(value: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return a crawler's JSON object with its nested body, page and pictures under flat names.

    A flat export comes back as it is.

    >>> body = {"summary": ["Tóm."], "sections": [{"headline": [], "paragraphs": ["Một.", "Hai."]}]}
    >>> flatten_export({"title": "Tin", "body": body})
    {'title': 'Tin', 'body': ['Tóm.', 'Một.', 'Hai.']}
    """
    flat = dict(value)
    if isinstance(value.get("body"), dict) and "sections" in value["body"]:
        flat["body"] = list(_list_paragraphs(value["body"]))
    if isinstance(value.get("html"), dict):
        flat |= _read_page(flat.pop("html"), flat)
    if isinstance(value.get("images"), list) and "captions" not in value:
        captions = [text for image in value["images"] for text in _say_caption(image)]
        flat |= {"captions": captions} if captions else {}
    return flat


def _list_paragraphs(body: Mapping[str, Any]) -> Iterator[str]:
    yield from list_values(body.get("summary"))
    sections = body["sections"] if isinstance(body["sections"], list) else []
    for section in sections:
        if isinstance(section, dict):
            yield from list_values(section.get("headline"))
            yield from list_values(section.get("paragraphs"))


def _read_page(page: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    told = page.get("source_info")
    found = {ours: next((page[name] for name in names if page.get(name)), "") for ours, names in PAGE.items()}
    found["publisher"] = told.get("publisher", "") if isinstance(told, dict) else ""
    return {name: said for name, said in found.items() if said and name not in known}


def _say_caption(image: Any) -> list[str]:
    return list_values(image.get("caption")) if isinstance(image, dict) else []
