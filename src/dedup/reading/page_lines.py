"""A parsed page -> its visible lines, each with what markup says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from selectolax.lexbor import LexborNode

from ..schema import FURNITURE
from .page_limits import require_shallow
from .page_seams import is_seam, leaves_link
from .page_zones import BREAKING, DROPPED, MAX_CHARS, holds_comments, is_hidden, mark_element

SPACE = re.compile(r"[ \t\n\r\f]+")  # what HTML collapses; a no-break space is not among it

MIN_PROSE_CHARS = 40  # shorter texts are labels and menus
MAX_FURNITURE_SHARE = 0.4  # of a page's prose: above it, a wrapper of everything
MIN_STORY_SHARE = 0.15  # of a page's prose: a smaller article with the headline is only its head
MIN_TOLD_CHARS = 400  # above what readers say of it; a standfirst is shorter
MIN_TITLE_CHARS = 20  # shorter links are names of topics
MAX_PIECES = 8  # that a title is made of
RUNNING = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"])  # hold one text
CELLS = ("td", "th")
CELL_LINES = "p, br, div, table, ul, h1, h2, h3"


@dataclass(slots=True)
class Run:
    """Text of a line that one mark and one link cover, and the last node of it."""

    text: str
    mark: str
    link: int  # its `mem_id`, 0 outside of one
    node: LexborNode | None = None


@dataclass(slots=True)
class Line:
    """One visible line: the runs between two breaks, and the block they stand in."""

    block: LexborNode
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line as a reader sees it."""
        return "".join(run.text for run in self.runs)

    @property
    def link_share(self) -> float:
        """Share of its characters that are links."""
        linked = sum(len(run.text) for run in self.runs if run.link)
        return linked / max(1, len(self.text))


@dataclass(slots=True)
class _State:
    """What an open element hands down to what is in it."""

    node: LexborNode
    block: LexborNode
    mark: str
    link: int
    is_raw: bool  # line breaks count, as in <pre>


def list_lines(body: LexborNode) -> list[Line]:
    """Return the visible lines of a page in reading order, none blank."""
    sizes = _leave_story(measure_prose(body), body)
    lines, running, boxed = [Line(body)], dict[int, bool](), dict[int, bool]()
    for event in _walk(body, sizes):
        if isinstance(event, LexborNode):
            lines.append(Line(event))
        elif event.text.strip():
            if _begins_part(lines[-1], event, boxed):
                lines.append(Line(lines[-1].block))
            _append_run(lines[-1], event, running)
        elif lines[-1].runs and not lines[-1].runs[-1].text.endswith(" "):
            lines[-1].runs[-1].text += " "
    return [trimmed for line in lines if (trimmed := _trim(line)).runs]


def _begins_part(line: Line, run: Run, boxed: dict[int, bool]) -> bool:
    """Whether the line is the linked title of another story, and `run` is its teaser or that title again."""
    last = line.runs[-1] if line.runs else None
    if last is None or not last.link or line.block.tag in RUNNING or len(line.runs) > MAX_PIECES:
        return False
    long = len(run.text.strip()) >= (MIN_TITLE_CHARS if run.link else MIN_PROSE_CHARS)
    title = all(each.link for each in line.runs) and len(line.text) >= MIN_TITLE_CHARS
    if not (long and title and last.node and run.node):
        return False
    return leaves_link(last.node, run.node, boxed)


def _append_run(line: Line, run: Run, running: dict[int, bool]) -> None:
    last = line.runs[-1] if line.runs else None
    if last is None or last.text.endswith(" "):
        run.text = run.text.removeprefix(" ")
    elif last.node and run.node and is_seam(last.node, run.node, running):
        last.text += " "
    line.runs.append(run)


def _trim(line: Line) -> Line:
    """Return the line without spaces at its ends, its runs of one mark and link as one."""
    # Not joined one by one as they come: a line may be of a hundred thousand pieces.
    runs = [
        Run("".join(run.text for run in group), mark, link)
        for (mark, link), group in groupby(line.runs, key=attrgetter("mark", "link"))
    ]
    if runs:
        runs[0].text = runs[0].text.lstrip(" ")
        runs[-1].text = runs[-1].text.rstrip(" ")
    return Line(line.block, [run for run in runs if run.text])


def _walk(body: LexborNode, sizes: dict[int, int]) -> Iterator[LexborNode | Run]:
    """Yield a Run for each visible text and the enclosing block wherever a line breaks."""
    total, told = max(1, sizes.get(body.mem_id, 0)), 0
    stack = [_State(body, body, "", link=0, is_raw=False)]
    child = body.child
    while stack:
        state = stack[-1]
        if child is None:
            stack.pop()
            if stack and _breaks(state.node):
                yield stack[-1].block
            child = state.node.next if stack else None
            continue
        if child.is_text_node:
            yield from _make_runs(child, state)
            told += _count_told(child, state)
        elif child.is_element_node and (opened := _open(child, state, sizes, total, told)):
            if _breaks(child):
                yield opened.block
            elif child.tag in CELLS:
                yield Run(" ", "", link=0)
            stack.append(opened)
            require_shallow(len(stack))
            child = child.child
            continue
        child = child.next


def _breaks(node: LexborNode) -> bool:
    # A cell with lines of its own is a column of an old layout, not of a table.
    return node.tag in BREAKING or (node.tag in CELLS and node.css_first(CELL_LINES) is not None)


def _make_runs(node: LexborNode, state: _State) -> Iterator[LexborNode | Run]:
    text = node.text_content or ""
    for i, part in enumerate(text.split("\n") if state.is_raw else [text]):
        if i:
            yield state.block
        yield Run(SPACE.sub(" ", part), state.mark, state.link, node)


def _count_told(text: LexborNode, state: _State) -> int:
    """Return the characters of a text that may be the page's own, 0 for links, labels and what is marked."""
    size = 0 if state.mark or state.link else len((text.text_content or "").strip())
    return size if size >= MIN_PROSE_CHARS else 0


def _open(node: LexborNode, state: _State, sizes: dict[int, int], total: int, told: int) -> _State | None:
    """Return the state inside `node`, under so many characters `told`; None where nothing of it is seen."""
    tag = node.tag or ""
    attributes = node.attributes
    if tag in DROPPED or (is_hidden(attributes) and not _wraps_page(node, sizes, total)):
        return None
    mark = mark_element(tag, attributes)
    # What readers say may be longer than the story above it.
    said = told >= MIN_TOLD_CHARS and mark == "boilerplate" and holds_comments(attributes)
    mark = _inherit(state.mark, _check_size(node, mark, {} if said else sizes, total))
    block = node if tag in BREAKING else state.block
    link = node.mem_id if tag == "a" else state.link
    return _State(node, block, mark, link=link, is_raw=state.is_raw or tag == "pre")


def _inherit(outer: str, inner: str) -> str:
    # A headline in a list of related pages is that list's.
    if outer in FURNITURE and inner not in FURNITURE and inner != "caption":
        return outer
    if outer in ("caption", "headline") and inner not in FURNITURE:
        return outer
    return inner or outer


def _check_size(node: LexborNode, mark: str, sizes: dict[int, int], total: int) -> str:
    if mark in FURNITURE:
        wraps_page = _wraps_page(node, sizes, total) or node.css_first("h1")
        return "" if wraps_page and node.tag not in ("nav", "footer") else mark
    if mark in MAX_CHARS and len(node.text(deep=True)) > MAX_CHARS[mark]:
        return ""
    return mark


def _wraps_page(node: LexborNode, sizes: dict[int, int], total: int) -> bool:
    # What holds the article is neither furniture nor hidden, whatever it is called.
    return sizes.get(node.mem_id, 0) > MAX_FURNITURE_SHARE * total


def _leave_story(sizes: dict[int, int], body: LexborNode) -> dict[int, int]:
    """Return the sizes of what holds the article with the headline or is part of it, else all."""
    headline = body.css_first("article h1")
    story: LexborNode | None = headline
    while story is not None and story.tag != "article":
        story = story.parent
    if story is None or sizes.get(story.mem_id, 0) < MIN_STORY_SHARE * sizes.get(body.mem_id, 0):
        return sizes
    kept = {node.mem_id for node in story.css("*")} | {body.mem_id}
    node: LexborNode | None = story
    while node is not None and node.mem_id != body.mem_id:
        kept.add(node.mem_id)
        node = node.parent
    return {key: size for key, size in sizes.items() if key in kept}


def measure_prose(body: LexborNode) -> dict[int, int]:
    """Return for each element the characters of the long texts in it, links left out."""
    sizes: dict[int, int] = {}
    for text in body.traverse(include_text=True):
        parent = text.parent
        if not text.is_text_node or parent is None or parent.tag in DROPPED or parent.tag == "a":
            continue
        size = len((text.text_content or "").strip())
        node: LexborNode | None = parent if size >= MIN_PROSE_CHARS else None
        depth = 0
        while node is not None:
            require_shallow(depth := depth + 1)
            sizes[node.mem_id] = sizes.get(node.mem_id, 0) + size
            node = node.parent if node.mem_id != body.mem_id else None
    return sizes
