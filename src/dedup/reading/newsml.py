"""NewsML-G2 -> records: one for each text item, with the chain of who passed it on."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from .nitf import make_nitf_record, read_story
from .options import ReadOptions
from .pages import is_html_field, split_html_field
from .records import Part, Record
from .skips import Skip
from .sources import Source as Said
from .sources import find_host, write_sources
from .streams import Source
from .xml_trees import find_text, find_texts, read_xml, say_text

DERIVED = ("derivedfrom", "isbasedon", "translatedfrom", "copyof")
ORIGIN_ROLES = ("originfo", "origcont")  # of infoSource/@role; without a role it may be either


def read_newsml(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield a Record for every newsItem with text; items of pictures alone give a caption."""
    root, decoded = read_xml(source, options)
    items = [root] if root.tag == "newsItem" else root.findall(".//newsItem")
    for number, item in enumerate(items, 1):
        path = source.file.path if len(items) == 1 else f"{source.file.path}#{number}"
        record = make_newsml_record(item, path)
        record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
        has_text = bool(record.text or record.captions)
        yield record if has_text else Skip("empty", "an item without text", 0, path)


def make_newsml_record(item: Element, path: str) -> Record:
    """Return the Record of a `newsItem`; the first of its renditions that holds text is its text."""
    text, captions = _read_content(item)
    provider = _say_party(item.find("itemMeta/provider"))
    version = find_text(item, "itemMeta/versionCreated")
    # A later version says when it changed, not when it came out.
    published = _find_published(item) or (version if item.get("version", "1") in ("", "1") else "")
    return Record(
        path=path,
        id=item.get("guid", ""),
        outlet=provider,
        title=find_text(item, "contentMeta/headline", "itemMeta/title"),
        language=item.get("xml_lang", "") or _say_attribute(item, "contentMeta/language", "tag"),
        text=text,
        captions=[*captions, *_list_captions(item)],
        published=published,
        modified=version if version != published else "",
        author=", ".join(find_texts(item, "contentMeta/by") or _say_parties(item, "contentMeta/creator")),
        credit=_find_credit(item, provider),
        sources=write_sources(_list_sources(item)),
    )


def _find_published(item: Element) -> str:
    """Return when the item was first published: its publishing history, else when it was first made."""
    history = sorted(find_texts(item, "pubHistory/published/date", "pubHistory/published"))
    said = [found.get("date", "") for found in item.findall("pubHistory/published") if found.get("date")]
    return next(iter(sorted([*said, *history])), "") or find_text(item, "itemMeta/firstCreated")


def _read_content(item: Element) -> tuple[str, list[str]]:
    for inline in item.findall("contentSet/inlineXML"):
        nitf, html = inline.find(".//nitf"), inline.find(".//body")
        if nitf is not None:
            record = make_nitf_record(nitf, "")
            return record.text, record.captions
        if html is not None or len(inline):
            return read_story(inline if html is None else html)
    for inline in item.findall("contentSet/inlineData"):
        raw = "".join(inline.itertext()).strip()
        if raw:
            return split_html_field(raw) if is_html_field(raw) else (raw, [])
    return "", []


def _is_picture(item: Element) -> bool:
    return "picture" in _say_attribute(item, "itemMeta/itemClass", "qcode")


def _list_captions(item: Element) -> list[str]:
    is_picture = _is_picture(item)
    return [
        text for found in item.findall("contentMeta/description")
        if (text := say_text(found)) and (is_picture or "caption" in found.get("role", ""))
    ]  # fmt: skip


def _find_credit(item: Element, provider: str) -> str:
    """Return whom the item credits for its text besides its provider."""
    if _is_picture(item):
        return ""
    lines = find_texts(item, "contentMeta/creditline")
    parties = lines or [
        _say_party(found) for found in item.findall("contentMeta/infoSource") if _is_origin(found)
    ]
    return ", ".join(dict.fromkeys(name for name in parties if name and name != provider))


def _is_origin(found: Element) -> bool:
    role = found.get("role", "").lower()
    return not role or role.endswith(ORIGIN_ROLES)


def _list_sources(item: Element) -> Iterator[Said]:
    hops = item.findall("hopHistory/hop")
    for hop in sorted(hops, key=lambda hop: (len(hop.get("seq", "")), hop.get("seq", ""))):
        for party in hop.findall("party"):
            yield Said("via", "hopHistory", _say_party(party))
    for found in item.findall("contentMeta/infoSource"):
        if _is_origin(found):
            yield Said("via", "infoSource", _say_party(found))
    for link in [*item.findall("itemMeta/link"), *item.findall("link")]:
        if link.get("rel", "").lower().endswith(DERIVED):
            yield Said("via", "derivedFrom", _say_address(link))
    for found in item.findall("derivedFrom"):
        yield Said("via", "derivedFrom", _say_address(found) or _say_party(found))
    yield from _list_pictured(item)
    for holder in item.findall("rightsInfo/copyrightHolder"):
        yield Said("via", "copyrightHolder", _say_party(holder))


def _list_pictured(item: Element) -> Iterator[Said]:
    if _is_picture(item):
        caption = next(iter(_list_captions(item)), "")
        for line in find_texts(item, "contentMeta/creditline", "contentMeta/by"):
            yield Said("photo", "creditline", line, caption)


def _say_address(link: Element) -> str:
    addresses: Sequence[str] = [link.get(name, "") for name in ("href", "guidref", "residref", "guid")]
    return next((address for address in addresses if find_host(address)), "")


def _say_party(party: Element | None) -> str:
    """Return who a party is: its name, what is written for it, else the code behind the colon."""
    if party is None:
        return ""
    code = party.get("qcode", "").rpartition(":")[2]
    return (
        find_text(party, "name", "organisationDetails/name")
        or party.get("literal", "")
        or code
        or say_text(party)
    )


def _say_parties(item: Element, path: str) -> list[str]:
    return [name for found in item.findall(path) if (name := _say_party(found))]


def _say_attribute(item: Element, path: str, name: str) -> str:
    found = item.find(path)
    return found.get(name, "") if found is not None else ""
