"""Where a browser lays two neighbouring elements of a line apart, though no space is between them."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from selectolax.lexbor import LexborNode

# Parts of a word or of a number, wherever they stand.
WORD_PARTS = frozenset({"sub", "sup", "rt", "rp", "ruby"})
CLOSING = frozenset(".!?…)]»”\"'’")


def is_seam(left: LexborNode, right: LexborNode, running: dict[int, bool]) -> bool:
    """
    Whether a space is missing between two texts that follow each other: a time of day and a name.

    A style splits words too, but before a small letter or a sign, behind a first letter
    ("<b>D</b><i>rop</i>"), or next to text of the element around it.  `running` keeps for one page
    which elements have such text: one of many parts is read through once.
    """
    before, after = (left.text_content or "")[-1:], (right.text_content or "")[:1]
    opens = after.isupper() or (after.isdigit() and before != ".")
    if not opens or not (before.isalnum() or before in CLOSING) or len((left.text_content or "").strip()) < 2:
        return False
    sides = _part(left, right)
    if sides is None or any(side.is_text_node or side.tag in WORD_PARTS for side in sides):
        return False
    # "TTX" and "VN", "20" and "25" may be pieces of one word.
    splits_word = (before.isdigit() and after.isdigit()) or (before.isupper() and after.isupper())
    return not (splits_word and _is_running_text(sides[0].parent, running))


def _part(left: LexborNode, right: LexborNode) -> tuple[LexborNode, LexborNode] | None:
    """Return the two children of the innermost common element that hold the texts."""
    lefts, rights = dict[int, LexborNode](), dict[int, LexborNode]()
    # Both at a time: that element is near, and the top of the page may be far.
    for above_left, above_right in zip_longest(_climb(left), _climb(right)):
        lefts |= above_left or {}
        rights |= above_right or {}
        for holder in (*(above_left or ()), *(above_right or ())):
            if holder in lefts and holder in rights:
                return lefts[holder], rights[holder]
    return None


def _climb(node: LexborNode) -> Iterator[dict[int, LexborNode]]:
    """Yield what holds a node, the innermost first, by its number the child that is or holds the node."""
    while node.parent is not None:
        yield {node.parent.mem_id: node}
        node = node.parent


def _is_running_text(parent: LexborNode | None, running: dict[int, bool]) -> bool:
    """Whether an element has text of its own, or spaces at the edges of what it holds."""
    if parent is None:
        return False
    if parent.mem_id not in running:
        running[parent.mem_id] = _reads_on(parent)
    return running[parent.mem_id]


def _reads_on(parent: LexborNode) -> bool:
    texts = [(child.is_text_node, child.text(deep=True)) for child in parent.iter(include_text=True)]
    said = [(bare, text) for bare, text in texts if text.strip()]
    return any(bare for bare, _ in said) or any(
        one[-1].isspace() or two[0].isspace() for (_, one), (_, two) in pairwise(said)
    )
