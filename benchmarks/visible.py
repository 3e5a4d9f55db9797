"""Saved pages as a reader sees them: the lines of their text, and the elements that hold a paragraph."""

import gzip
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

BREAKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption dd details dialog div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p"
        " pre section select summary table tbody td tfoot th thead title tr ul",
    )
)
UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "head", "iframe"])


def read_page(path: Path) -> str:
    """Return the markup of a page saved as .html.gz."""
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def list_lines(page: str) -> list[str]:
    """Return the visible text, one block a line."""
    lines: list[list[str]] = [[]]
    stack: list[LexborNode | None] = [LexborHTMLParser(page).root]
    while stack:
        node = stack.pop()
        if node is None:
            lines.append([])
        elif node.tag == "-text":
            lines[-1].append(node.text_content or "")
        elif node.tag not in UNSEEN:
            children = list(node.iter(include_text=True))[::-1]
            around: list[LexborNode | None] = [None] if node.tag in BREAKS else []
            stack += [*around, *children, *around]
    return [line for line in (" ".join("".join(parts).split()) for parts in lines) if line]
