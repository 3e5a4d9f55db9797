"""Which lines of a page are cards: a link to another story, and what it is about."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import chain, groupby, pairwise
from operator import attrgetter

from selectolax.lexbor import LexborNode

from ..schema import FURNITURE
from .page_body import MAX_LINK_SHARE
from .page_lines import MIN_PROSE_CHARS, MIN_TITLE_CHARS, Line
from .page_seams import find_sides

MIN_CARDS = 3  # side by side, of one kind
SECTION_WORDS = 2  # a headline has more than the name of a section, or of an author
HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
MIN_HEADING_CHARS = 12  # a linked heading is a title, if no more than the name of a section
MAX_TEASER_CHARS = 400  # that a card says of its story; an item of a list of products says more
MIN_LINKS = 5  # in a line of nothing else; as many authors hardly sign a story


def mark_cards(lines: list[Line]) -> None:
    """
    Mark as `sidebar` the lines of cards, which nothing but their shape tells from paragraphs.

    Cards are elements of one kind, side by side, each with one linked title.  Where one of them
    says much, or a paragraph or the page's headline stands beside them, they are parts of a text.
    """
    found = chain(_list_cards(lines, attrgetter("text")), _list_cards(lines, _find_target))
    cards = {card.mem_id: card.parent.mem_id for card in found if card.parent}
    for deck in _list_decks(lines, cards):
        for line in deck:
            for run in line.runs:
                run.mark = run.mark if run.mark in FURNITURE else "sidebar"


def mark_menus(lines: list[Line]) -> None:
    """Mark as `boilerplate` the unmarked lines that are links alone, one after another: names of sections."""
    for line in lines:
        links = {run.link for run in line.runs if run.link}
        bare = "".join(run.text for run in line.runs if not run.link)
        told = any(map(str.isalnum, bare)) or any(run.mark for run in line.runs)
        if len(links) >= MIN_LINKS and not told:
            for run in line.runs:
                run.mark = "boilerplate"


def _list_cards(lines: list[Line], key: Callable[[Line], str]) -> Iterator[LexborNode]:
    """
    Yield the largest elements that hold one title alone, where enough such stand side by side.

    Of one title are the neighbours with the same `key`: the text, or where it leads, as a linked teaser does.
    """
    titles = [list(same) for _, same in groupby(filter(_is_title, lines), key=key)]
    cards = list[LexborNode]()
    for (*_, one), (other, *_) in pairwise(titles):
        sides = find_sides(one.block, other.block)
        alike = sides is not None and _are_alike(*sides)
        if not alike or not sides or not cards or cards[-1].mem_id != sides[0].mem_id:
            yield from cards if len(cards) >= MIN_CARDS else ()
            cards = list(sides) if alike and sides else []
        else:
            cards.append(sides[1])
    yield from cards if len(cards) >= MIN_CARDS else ()


def _is_title(line: Line) -> bool:
    least = MIN_HEADING_CHARS if line.block.tag in HEADINGS else MIN_TITLE_CHARS
    return line.link_share >= MAX_LINK_SHARE and len(line.text) >= least


def _find_target(line: Line) -> str:
    """Return where the link leads in or around which a line stands, its text where that is not one place."""
    node: LexborNode | None = line.block
    while node is not None and node.tag != "a":
        node = node.parent
    links = [node] if node else line.block.css("a")
    targets = {link.attributes.get("href") or "" for link in links}
    return targets.pop() if len(targets) == 1 else line.text


def _are_alike(one: LexborNode, other: LexborNode) -> bool:
    names, others = ((node.attributes.get("class") or "").split() for node in (one, other))
    alike = names == others or not set(names).isdisjoint(others)
    return one.mem_id != other.mem_id and one.tag == other.tag and alike


def _list_decks(lines: list[Line], cards: dict[int, int]) -> list[list[Line]]:
    """Return the lines of every element that holds nothing but `cards`, which has the element around each."""
    decks, said, broken = defaultdict[int, list[Line]](list), Counter[int](), set[int]()
    around, known = set(cards.values()), dict[int, tuple[int, int]]()
    for line in lines if cards else ():
        deck, part = _place(line.block, around, known)
        decks[deck].append(line)
        told = 0 if _is_title(line) else len(line.text)
        said[part] += told
        much = said[part] > MAX_TEASER_CHARS if part in cards else told >= MIN_PROSE_CHARS
        if much or (line.block.tag == "h1" and len(line.text.split()) > SECTION_WORDS):
            broken.add(deck)
    return [decks[deck] for deck in around - broken]


def _place(block: LexborNode, decks: set[int], known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Return which of the `decks` a block stands in and in which element of it, by `mem_id`, 0 for none."""
    place = (block.mem_id, 0) if block.mem_id in decks else (0, 0)
    node: LexborNode | None = block
    climbed = list[int]()
    while node is not None and place == (0, 0):
        if node.mem_id in known:
            place = known[node.mem_id]
            break
        climbed.append(node.mem_id)
        around = node.parent
        if around is not None and around.mem_id in decks:
            place = around.mem_id, node.mem_id
        node = around
    known |= dict.fromkeys(climbed, place)
    return place
