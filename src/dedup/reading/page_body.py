"""Which lines of a page are its article: where its paragraphs stand."""

import re

from selectolax.lexbor import LexborNode

from .page_lines import Line, measure_prose

MIN_PARAGRAPH_CHARS = 60
MAX_LINK_SHARE = 0.5
MIN_STORY_SHARE = 0.15  # of the holder's text; a smaller article element is a teaser
SENTENCE_END = re.compile(r"[.!?…]\W{0,3}(?:\s|$)|[。।۔]")
TITLE_WEIGHT = 0.25  # of a line without any: titles of other stories run as long, and Thai has no stops
PROBE_CHARS = 30  # of a line, spaces and signs apart: enough to find it in the stated text
WORDLESS = re.compile(r"[\W_]+")  # the stated text may have straight quotes where the line has curly ones
MIN_STATED_SHARE = 0.7  # of the stated text that must stand in the lines
MIN_TEXT_CHARS = 400  # of paragraphs; on a page with fewer, tables and lists may be the text
MIN_SHORT_LINES = 3
TEXT_TAGS = frozenset(["p", "li", "dt", "dd", "pre", "blockquote", "table", "tbody", "tr", "h2", "h3", "h4"])
ENOUGH = 0.8  # share of a page's paragraphs that its article's element holds


def mark_body(lines: list[Line], body: LexborNode, stated: str) -> LexborNode | None:
    """
    Mark as `body` the unmarked lines of the element that holds the paragraphs; return it.

    Where the page states its text (`stated`), the body ends with the last line of it.
    """
    holder = find_holder(lines, body)
    story = _keep_first_story(holder) if holder else None
    held = _list_held(lines, story) if story else []
    held = [line for line in held[: _find_end(held, stated)] if is_prose(line)]
    if sum(map(_weigh, held)) < MIN_TEXT_CHARS:
        held += _list_short(lines, body)
    for line in held:
        for run in line.runs:
            run.mark = run.mark or "body"
    _drop_late_leads(lines)
    return story


def has_paragraph(lines: list[Line]) -> bool:
    """Whether one of the lines may be a paragraph of the page's article."""
    return any(map(_weigh, lines))


def _drop_late_leads(lines: list[Line]) -> None:
    """Mark as `sidebar` the leads under the last line of a body: they are of other stories."""
    marks = [line.runs[0].mark for line in lines]
    told = sum(len(line.text) for line, mark in zip(lines, marks, strict=True) if mark == "body")
    if told < MIN_TEXT_CHARS:
        return
    end = len(marks) - marks[::-1].index("body")
    for line in lines[end:]:
        for run in line.runs:
            run.mark = "sidebar" if run.mark == "lead" else run.mark


def _list_held(lines: list[Line], holder: LexborNode) -> list[Line]:
    inside = {node.mem_id for node in holder.css("*")} | {holder.mem_id}
    return [line for line in lines if line.block.mem_id in inside]


def _list_short(lines: list[Line], body: LexborNode) -> list[Line]:
    """Return the lines of the page's only article, however short; none if they are too few for one."""
    articles = body.css("article")
    stories = [node for node in articles if node.css_first("h1")] or articles
    if len(stories) != 1:
        return []
    held = [line for line in _list_held(lines, stories[0]) if line.block.tag in TEXT_TAGS and is_prose(line)]
    return held if sum(not line.runs[0].mark for line in held) >= MIN_SHORT_LINES else []


def _find_end(lines: list[Line], stated: str) -> int:
    """Return how many of the lines the page's stated text reaches over, all if it stops short."""
    squeezed = WORDLESS.sub("", stated)
    starts = [WORDLESS.sub("", line.text)[:PROBE_CHARS] for line in lines]
    asked = {start for start in starts if len(start) == PROBE_CHARS}
    # In one pass, because a text may have as many lines as the page.
    pieces = (squeezed[i : i + PROBE_CHARS] for i in range(len(squeezed) if asked else 0))
    said = asked.intersection(pieces)
    found = [i for i, start in enumerate(starts) if start in said]
    covered = sum(len(lines[i].text) for i in found)
    if not found or covered < MIN_STATED_SHARE * len(stated):
        return len(lines)
    # The last lines of a text may be too short to be asked for.
    end, tail = found[-1] + 1, squeezed[-4 * PROBE_CHARS :]
    while end < len(lines) and 0 < len(starts[end]) < PROBE_CHARS and starts[end] in tail:
        end += 1
    return end


def _keep_first_story(holder: LexborNode) -> LexborNode:
    # Endless pages go on with the next story, each an article with a headline of its own.
    stories = [node for node in holder.css("article") if node.css_first("h1")]
    if len(stories) < 2:
        return holder
    # Of prose alone: a page hides scripts and data among its paragraphs.
    sizes = measure_prose(holder)
    enough = MIN_STORY_SHARE * sizes.get(holder.mem_id, 0)
    big = [node for node in stories if sizes.get(node.mem_id, 0) >= enough]
    return big[0] if len(big) > 1 else holder


def is_prose(line: Line) -> bool:
    """Whether the line may be part of a text rather than of a list of links."""
    return line.link_share < MAX_LINK_SHARE


def find_holder(lines: list[Line], body: LexborNode) -> LexborNode | None:
    """Return the smallest element that holds most of the page's unmarked paragraphs."""
    weights: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    total = 0.0
    for line in lines[: find_foot(lines)]:
        weight = _weigh(line)
        total += weight
        node: LexborNode | None = line.block
        while weight and node is not None and node.mem_id != body.mem_id:
            weights[node.mem_id] = weights.get(node.mem_id, 0) + weight
            nodes[node.mem_id] = node
            node = node.parent
    good = [key for key, weight in weights.items() if weight >= ENOUGH * total]
    return nodes[min(good, key=lambda key: weights[key])] if good else (body if total else None)


def find_foot(lines: list[Line]) -> int:
    """
    Return how many of the lines stand above the foot of the page, all if it has none.

    The elements in which the page divides are its parts.  What is under the part with most of
    its paragraphs is its foot if a list of links is between: there sites print who they are.
    """
    parts = _list_parts(lines) if lines else []
    weights = dict.fromkeys(parts, 0.0)
    for part, line in zip(parts, lines, strict=True):
        weights[part] += _weigh(line)
    heaviest = max(weights, key=lambda part: weights[part], default=0)
    total = sum(weights.values())
    if not total or weights[heaviest] <= total / 2 or lines[parts.index(heaviest)].block.mem_id == heaviest:
        return len(lines)
    end = len(parts) - parts[::-1].index(heaviest)
    last = max(n for n in range(end) if parts[n] == heaviest and _weigh(lines[n]))
    below = [n for n in range(end, len(lines)) if _weigh(lines[n])]
    listed = any(not is_prose(line) for line in lines[last : below[0]]) if below else False
    return end if listed else len(lines)


def _list_parts(lines: list[Line]) -> list[int]:
    """Return for each line which of the elements it stands in, in which the page divides, by `mem_id`."""
    ends = (_list_path(line.block) for line in (lines[0], lines[-1]))
    whole = [one for one, other in zip(*ends, strict=False) if one == other][-1]
    known, parts = {whole: whole}, list[int]()
    for line in lines:
        node, climbed = line.block, list[int]()
        while node.mem_id not in known and node.parent and node.parent.mem_id != whole:
            climbed.append(node.mem_id)
            node = node.parent
        parts.append(known.get(node.mem_id, node.mem_id))
        known |= dict.fromkeys(climbed, parts[-1])
    return parts


def _list_path(block: LexborNode) -> list[int]:
    """Return the elements around a block and itself, from the outermost, by `mem_id`."""
    path, node = [block.mem_id], block.parent
    while node is not None:
        path.append(node.mem_id)
        node = node.parent
    return path[::-1]


def _weigh(line: Line) -> float:
    """Return how much a line says of where the article's paragraphs stand."""
    size = len(line.text)
    if size < MIN_PARAGRAPH_CHARS or not is_prose(line) or line.runs[0].mark not in ("", "body", "lead"):
        return 0.0
    return size if SENTENCE_END.search(line.text) else size * TITLE_WEIGHT
