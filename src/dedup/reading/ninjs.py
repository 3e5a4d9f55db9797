"""IPTC ninjs 1.x, 2.x and 3.x -> a record: three spellings of one thing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .encodings import Decoded
from .fields import list_values, say_value
from .pages import is_html_field, split_html_field
from .records import Record
from .skips import Skip, SkippedInput
from .sources import Source, write_sources

Item = Mapping[str, Any]

MAX_DEPTH = 4  # associations of associations
PICTURED = ("picture", "video", "graphic", "audio")
# Names no other export has together.  Source: ninjs-schema 1.0 to 3.1.
STAMPS = frozenset({"versioncreated", "versionCreated", "firstcreated", "firstCreated"})


def is_ninjs(value: Item) -> bool:
    """Whether a JSON object is a ninjs item, in any version of the standard."""
    standard = value.get("standard")
    if isinstance(standard, dict) and str(standard.get("name", "")).lower() == "ninjs":
        return True
    return "uri" in value and not STAMPS.isdisjoint(value)


def may_be_ninjs(names: Iterable[str]) -> bool:
    """Whether among the field names of many objects are those of a ninjs item."""
    found = set(names)
    return "uri" in found and not STAMPS.isdisjoint(found)


def make_ninjs_record(value: Item, path: str, decoded: Decoded, *, line: int = 0) -> Record | Skip:
    """Return the Record of a ninjs item: its text, and the captions and credits of its pictures."""
    item = _fold_names(value)
    try:
        text, captions = _read_body(item)
    except SkippedInput as skipped:
        return skipped.skip._replace(path=path, line=line)
    pictures, (published, modified) = list(_list_pictures(item, 0)), _choose_times(item)
    captions += [caption for picture in pictures if (caption := _say_caption(picture)) not in ("", *captions)]
    if not (text or captions):
        return Skip("empty", "an item without text", line, path)
    return Record(
        path=path,
        line=line,
        id=say_value(item.get("uri")),
        outlet=_say_first(item, "provider", "source", "publisher"),
        title=_say_first(item, "headlines", "headline", "title"),
        language=say_value(item.get("language")),
        text=text,
        captions=captions,
        url=_say_first(item, "url"),
        published=published,
        modified=modified,
        author=_say_first(item, "by", "byline"),
        credit=_say_first(item, "creditline", "infosources", "infosource"),
        sources=write_sources(_list_sources(item, pictures)),
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
    )


def _fold_names(value: Item) -> dict[str, Any]:
    # bodyText, body_text and bodytext are one name.
    return {name.lower().replace("_", ""): said for name, said in value.items()}


def _read_body(item: Item) -> tuple[str, list[str]]:
    """Return the text of an item, from markup where there is any: it has paragraphs and captions."""
    if _is_picture(item):
        return "", [_say_caption(item)] if _say_caption(item) else []
    held = item.get("bodies")
    bodies = [_say_value(body) for body in held if isinstance(body, dict)] if isinstance(held, list) else []
    bodies += [say_value(item[name]) for name in sorted(item) if name.startswith("body") and name != "bodies"]
    markup = next((body for body in bodies if is_html_field(body)), "")
    if markup:
        return split_html_field(markup)
    return next((body.strip() for body in bodies if body.strip()), _say_caption(item)), []


def _choose_times(item: Item) -> tuple[str, str]:
    """Return when the item went out and when it changed: nothing embargoed is out before its time."""
    first, version = say_value(item.get("firstcreated")), say_value(item.get("versioncreated"))
    embargo = _say_first(item, "embargoeduntil", "embargoed")
    is_first = say_value(item.get("version")) in ("", "0", "1", "1.0")
    published = embargo or first or (version if is_first else "")
    return published, version if version != published else ""


def _list_pictures(item: Item, depth: int) -> Iterator[Item]:
    held = item.get("associations")
    # A mapping by name in 1.x, a list since.
    items = held.values() if isinstance(held, dict) else held if isinstance(held, list) else []
    for associated in items:
        if isinstance(associated, dict) and depth < MAX_DEPTH:
            folded = _fold_names(associated)
            if _is_picture(folded):
                yield folded
            yield from _list_pictures(folded, depth + 1)


def _is_picture(item: Item) -> bool:
    return say_value(item.get("type")).lower() in PICTURED


def _say_caption(item: Item) -> str:
    names = ("descriptioncaption", "descriptiontext", "descriptionhtml", "description")
    return _say_first(item, "descriptions", *names)


def _list_sources(item: Item, pictures: list[Item]) -> Iterator[Source]:
    for name in ("infosources", "infosource", "copyrightholder"):
        for party in list_values(item.get(name)):
            yield Source("via", name, party)
    for picture in pictures:
        names = ("creditline", "by", "byline", "copyrightholder", "copyrightnotice")
        name = next((name for name in names if say_value(picture.get(name))), "")
        yield Source("photo", f"associations {name}", say_value(picture.get(name)), _say_caption(picture))


def _say_first(item: Item, *names: str) -> str:
    for name in names:
        held = item.get(name)
        main = [each for each in held if _is_main(each)] if isinstance(held, list) else []
        value = _say_value(main[0]) if main else say_value(held)
        if value:
            return value
    return ""


def _is_main(value: Any) -> bool:
    return isinstance(value, dict) and "main" in str(value.get("role", "")).lower()


def _say_value(value: Item) -> str:
    return say_value(value.get("value"))
