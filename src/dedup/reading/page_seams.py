"""Where a browser lays two neighbouring elements of a line apart, though no space is between them."""

from itertools import pairwise

from selectolax.lexbor import LexborNode

# Parts of a word or of a number, wherever they stand.
WORD_PARTS = frozenset({"sub", "sup", "rt", "rp", "ruby"})
CLOSING = frozenset(".!?…)]»”\"'’")


def is_seam(left: LexborNode, right: LexborNode) -> bool:
    """
    Whether a space is missing between two texts that follow each other: a time of day and a name.

    A style splits words too, but before a small letter or a sign, behind a first letter
    ("<b>D</b><i>rop</i>"), or next to text of the element around it.
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
    return not (splits_word and _is_running_text(sides[0].parent))


def _part(left: LexborNode, right: LexborNode) -> tuple[LexborNode, LexborNode] | None:
    """Return the two children of the innermost common element that hold the texts."""
    for one, two in zip(_list_holders(left), _list_holders(right), strict=False):
        if one.mem_id != two.mem_id:
            return one, two
    return None


def _list_holders(node: LexborNode) -> list[LexborNode]:
    """Return a node after all that hold it, the outermost first."""
    holders: list[LexborNode] = []
    holder: LexborNode | None = node
    while holder is not None:
        holders.append(holder)
        holder = holder.parent
    return holders[::-1]


def _is_running_text(parent: LexborNode | None) -> bool:
    """Whether an element has text of its own, or spaces at the edges of what it holds."""
    if parent is None:
        return False
    texts = [(child.is_text_node, child.text(deep=True)) for child in parent.iter(include_text=True)]
    said = [(bare, text) for bare, text in texts if text.strip()]
    return any(bare for bare, _ in said) or any(
        one[-1].isspace() or two[0].isspace() for (_, one), (_, two) in pairwise(said)
    )
