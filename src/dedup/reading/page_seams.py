"""Where a browser lays two neighbouring elements of a line apart, though no space is between them."""

from itertools import pairwise

from selectolax.lexbor import LexborNode

# Parts of a word or of a number, wherever they stand.
WORD_PARTS = frozenset({"sub", "sup", "rt", "rp", "ruby"})
CLOSING = frozenset(".!?…)]»”\"'’")


def is_seam(left: LexborNode, right: LexborNode, running: dict[int, bool]) -> bool:
    """
    Whether a space is missing between two texts that follow each other: a time of day and a name.

    A style splits words too, but before a small letter or a sign, behind a first letter
    ("<b>D</b><i>rop</i>"), or next to text of the element around it.  `running` keeps which
    elements of the page are running text, by `mem_id`: one may hold thousands of seams.
    """
    before, after = (left.text_content or "")[-1:], (right.text_content or "")[:1]
    opens = after.isupper() or (after.isdigit() and before != ".")
    if not opens or not (before.isalnum() or before in CLOSING) or len((left.text_content or "").strip()) < 2:
        return False
    sides = find_sides(left, right)
    if sides is None or any(side.is_text_node or side.tag in WORD_PARTS for side in sides):
        return False
    # "TTX" and "VN", "20" and "25" may be pieces of one word.
    splits_word = (before.isdigit() and after.isdigit()) or (before.isupper() and after.isupper())
    parent = sides[0].parent
    if not splits_word or parent is None:
        return True
    if parent.mem_id not in running:
        running[parent.mem_id] = _is_running_text(parent)
    return not running[parent.mem_id]


def leaves_link(left: LexborNode, right: LexborNode, boxed: dict[int, bool]) -> bool:
    """
    Whether the text before is a link, and this one stands beside that in an element of its own.

    `boxed` keeps which elements of the page hold other elements alone, by `mem_id`.
    """
    sides = find_sides(left, right)
    if sides is None or any(side.is_text_node for side in sides):
        return False
    (link, _), parent = sides, sides[0].parent
    if parent is None or (link.tag != "a" and link.css_first("a") is None):
        return False
    if parent.mem_id not in boxed:
        boxed[parent.mem_id] = _holds_boxes(parent)
    return boxed[parent.mem_id]


def _holds_boxes(parent: LexborNode) -> bool:
    texts = (child for child in parent.iter(include_text=True) if child.is_text_node)
    return not any((text.text_content or "").strip() for text in texts)


def find_sides(left: LexborNode, right: LexborNode) -> tuple[LexborNode, LexborNode] | None:
    """Return the two children of the innermost common element that hold the texts."""
    # Both climb at once: neighbours mostly meet near, on a page however deep.
    climbing: list[LexborNode | None] = [left, right]
    held: tuple[dict[int, LexborNode], dict[int, LexborNode]] = ({}, {})  # by the element around each
    while any(climbing):
        for side, child in enumerate(climbing):
            around = child.parent if child else None
            climbing[side] = around
            if child and around:
                held[side][around.mem_id] = child
                if around.mem_id in held[1 - side]:
                    return held[0][around.mem_id], held[1][around.mem_id]
    return None


def _is_running_text(parent: LexborNode) -> bool:
    """Whether an element has text of its own, or spaces at the edges of what it holds."""
    texts = [(child.is_text_node, child.text(deep=True)) for child in parent.iter(include_text=True)]
    said = [(bare, text) for bare, text in texts if text.strip()]
    return any(bare for bare, _ in said) or any(
        one[-1].isspace() or two[0].isspace() for (_, one), (_, two) in pairwise(said)
    )
