"""Which time of a page is of its own story: microdata and <time>, told from those of other stories."""

import re
from collections.abc import Container, Iterable
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..schema import FURNITURE
from .page_zones import mark_element

MAX_STEPS_UP = 5  # from a headline to what holds its time too
MAX_TIMES = 2  # published and modified
MAX_NEXT = 2  # a summary may stand between the headline and its date
BEFORE_CHARS = 30  # before a time: "Last updated: "
TIME_CHARS = 100  # a longer text is no time
TITLE_CHARS = 1000  # of a title that are compared; the page may have it in every item
CHANGED = re.compile(
    r"(?i)updat|modif|cập nhật|sửa|mis à jour|actuali[zs]|aktuali[sz]|aggiorna|atualiza|обновл"
)
WORD = re.compile(r"\w+")
FIRST = re.compile(r"(?i)publi|entry-date|posted|created|đăng|xuất bản")  # WordPress calls one time both


def fold_title(title: str) -> str:
    """Return the words of a title as two writings of it share them."""
    return " ".join(WORD.findall(unescape(title[:TITLE_CHARS]).casefold()))


def list_items(tree: LexborHTMLParser) -> dict[int, bool]:
    """Return for every item of microdata, by `mem_id`, whether it has another headline than the page."""
    items = dict.fromkeys((item.mem_id for item in tree.css("[itemscope]")), False)
    headline, passed = tree.css_first("h1"), set[int]()
    own = fold_title(headline.text(deep=True)) if headline else ""
    for title in tree.css('[itemprop="headline" i]') if headline and items else ():
        # What another title has passed is in an item that has its headline.
        around = {node.mem_id for node in _climb(title, passed)}
        passed |= around
        held = around & items.keys()
        said = (title.attributes.get("content") or title.text(deep=True)) if held else ""
        items |= dict.fromkeys(held, bool(said) and fold_title(said) != own)
    return items


def say_time(tree: LexborHTMLParser, selector: str, known: dict[int, bool]) -> str:
    """Return the first time that `selector` finds and no other story's item holds, "" without one."""
    for node in tree.css(selector):
        attributes = node.attributes
        said = attributes.get("datetime") or attributes.get("content") or node.text(deep=True)
        if said and said.strip() and len(said) < TIME_CHARS and not is_beside(node, known):
            return said.strip()
    return ""


def is_beside(node: LexborNode, known: dict[int, bool]) -> bool:
    """
    Say whether a node is in an item of microdata that has another headline than the page.

    `known` is first what `list_items` returns, and then keeps what stands around the nodes
    asked after: one item may hold thousands.
    """
    around = _climb(node, known)
    item = around[-1].parent if around else node
    beside = item is not None and known[item.mem_id]
    known |= dict.fromkeys((passed.mem_id for passed in around), beside)
    return beside


def _climb(node: LexborNode | None, known: Container[int]) -> list[LexborNode]:
    """Return a node and those around it, up to the first that is `known` by its `mem_id`."""
    passed: list[LexborNode] = []
    while node is not None and node.mem_id not in known:
        passed.append(node)
        node = node.parent
    return passed


def find_time(tree: LexborHTMLParser) -> str:
    """Return the machine-readable time that stands by the headline, "" if none does."""
    headline = tree.css_first("h1")
    stories = _list_around(tree.css("h1"))
    for _ in range(MAX_STEPS_UP):
        around = headline.parent if headline else None
        if headline is None or around is None:
            break
        # What is beside a headline on top of the page is the whole page.
        beside = _list_next(headline) if around.tag == "body" else [around]
        times = [time for node in beside for time in _list_times(node, stories)]
        if times or around.tag == "body":
            # More of them date a list of other pages.
            told = [time for time in times if not _says_changed(time)] if len(times) <= MAX_TIMES else []
            return (told[0].attributes.get("datetime") or "").strip() if told else ""
        headline = around
    return ""


def _list_around(nodes: Iterable[LexborNode]) -> set[int]:
    """Return the elements around any of some nodes, and themselves, by `mem_id`."""
    around = set[int]()
    for node in nodes:
        around |= {passed.mem_id for passed in _climb(node, around)}
    return around


def _list_times(top: LexborNode, stories: set[int]) -> list[LexborNode]:
    """Return the times below `top` that no element between is of other stories, by its names or its tag."""
    known = {top.mem_id: False}
    return [time for time in top.css("time[datetime]") if not _is_furniture(time, known, stories)]


def _is_furniture(time: LexborNode, known: dict[int, bool], stories: set[int]) -> bool:
    """Say whether a time is of other stories; `known` keeps what was found of the elements around it."""
    around = _climb(time, known)
    top = around[-1].parent if around else time
    furniture = top is not None and known[top.mem_id]
    for node in reversed(around):
        other = node.tag == "article" and node.mem_id not in stories
        furniture = furniture or other or mark_element(node.tag or "", node.attributes) in FURNITURE
        known[node.mem_id] = furniture
    return furniture


def _list_next(node: LexborNode) -> list[LexborNode]:
    """Return the elements right behind one: the line under a headline."""
    found: list[LexborNode] = []
    after = node.next
    while after is not None and len(found) < MAX_NEXT:
        if after.is_element_node:
            found.append(after)
        after = after.next
    return found


def _says_changed(time: LexborNode) -> bool:
    """Say whether a time is that of the last change: by its class, its words or those before it."""
    before = time.prev.text(deep=True) if time.prev else ""
    named = " ".join(time.attributes.get(name) or "" for name in ("class", "itemprop"))
    # "13 May 2026, 9:51 | Updated: 14 May": its machine-readable time is the one before the label.
    text = time.text(deep=True)
    label = CHANGED.search(text)
    first = text[: label.start()] if label else ""
    day = (time.attributes.get("datetime") or "")[8:10].lstrip("0")
    text = first if day and re.search(rf"(?<!\d)0?{re.escape(day)}(?!\d)", first) else text
    said = f"{named} {text} {before[-BEFORE_CHARS:]}"
    return CHANGED.search(said) is not None and FIRST.search(said) is None
