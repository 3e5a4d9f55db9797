"""Markup that no page has, and that would stop a parser: refused before it is parsed."""

import re
from collections import Counter

from .skips import SkippedInput

# Browsers stop nesting at 512; a parser's time grows with the square of the depth.
# Source: https://html.spec.whatwg.org/ , "tree construction"; Blink's limit of 512.
MAX_DEPTH = 512
MAX_ATTRIBUTES = 1000
MAX_TAGS = 300_000  # the longest live blogs have a tenth of it
LONG_TAG = 1 << 14  # shorter ones are not looked into

# Elements that close by themselves do not nest.
FLAT_NAMES = (
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option "
    "optgroup tbody thead tfoot colgroup html head body rp rt path circle ellipse rect use line polyline "
    "polygon image stop g"
)
FLAT = frozenset(FLAT_NAMES.split())
DRAWN = frozenset({"svg", "math"})
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]{0,20})|<!--")
# A sign in a quoted value ends no tag.
TAG_END = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
COMMENT_END = re.compile(r"--!?>")
RAW_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea")}
ATTRIBUTE = re.compile(r"\s[^\s=>\"']+")


def require_sane_markup(html: str) -> None:
    """
    Refuse a page nested deeper, or a tag with more attributes, than any browser takes.

    Raises
    ------
    SkippedInput
        `malformed`.

    """
    skip_to, opened, depth = 0, Counter[str](), 0
    for number, tag in enumerate(TAG.finditer(html)):
        if number > MAX_TAGS:
            raise SkippedInput("malformed", f"more than {MAX_TAGS:,} tags")
        if tag.start() < skip_to:
            continue
        name = (tag[2] or "").lower()
        if not name:
            # "<!-->" is a comment of its own.
            skip_to = _find_end(COMMENT_END, html, tag.start() + 2)
        elif tag[1]:
            # What is not open, nothing closes.
            closed = opened[name] > 0
            opened[name] -= closed
            depth -= closed
        elif name in RAW_END and not (opened["svg"] or opened["math"]):
            skip_to = _find_end(RAW_END[name], html, tag.end())
        else:
            skip_to = _pass_tag(html, tag.end())
            nests = name not in FLAT and not (name in DRAWN and html.endswith("/>", tag.end(), skip_to))
            opened[name] += nests
            depth += nests
            require_shallow(depth)


def require_shallow(depth: int) -> None:
    """
    Refuse a parsed page with an element this deep in it, whatever its tags promised.

    Raises
    ------
    SkippedInput
        `malformed`.

    """
    if depth > MAX_DEPTH:
        raise SkippedInput("malformed", f"tags nested more than {MAX_DEPTH} deep")


def _find_end(mark: re.Pattern[str], html: str, begin: int) -> int:
    end = mark.search(html, begin)
    return end.end() if end else len(html)


def _pass_tag(html: str, begin: int) -> int:
    whole = TAG_END.match(html, begin)
    end = whole.end() if whole else len(html)
    if end - begin > LONG_TAG and sum(1 for _ in ATTRIBUTE.finditer(html, begin, end)) > MAX_ATTRIBUTES:
        # A long value in quotes has spaces too: only what stands outside of them counts.
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", '""', html[begin:end])
        if len(ATTRIBUTE.findall(bare)) > MAX_ATTRIBUTES:
            raise SkippedInput("malformed", f"a tag with more than {MAX_ATTRIBUTES} attributes")
    return end
