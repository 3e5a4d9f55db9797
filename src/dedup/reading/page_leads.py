"""The standfirst of a page: what its markup names a teaser, right under the headline."""

from selectolax.lexbor import LexborNode

from .page_body import MIN_PARAGRAPH_CHARS
from .page_lines import Line
from .page_zones import WORD, mark_element

MAX_LINES = 3  # under the headline: date, author, the headline again
TEASERS = frozenset(["teaser", "teasers"])


def mark_lead(lines: list[Line]) -> None:
    """Mark as `lead` the teaser without a link right under the page's headline, if there is one."""
    head = next((n for n, line in enumerate(lines) if line.block.tag == "h1"), len(lines))
    for line in lines[head + 1 : head + 1 + MAX_LINES]:
        told = len(line.text) >= MIN_PARAGRAPH_CHARS and {run.mark for run in line.runs} == {"sidebar"}
        if told and line.text != lines[head].text and _is_teaser(line.block):
            for run in line.runs:
                run.mark = "lead"
            return


def _is_teaser(block: LexborNode) -> bool:
    """Whether the element that makes a block `sidebar` is named a teaser, and leads nowhere."""
    node: LexborNode | None = block
    while node is not None and mark_element(node.tag or "", node.attributes) != "sidebar":
        node = node.parent
    if node is None:
        return False
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    named = not TEASERS.isdisjoint(word.lower() for word in WORD.findall(names))
    return named and node.css_first("a") is None
