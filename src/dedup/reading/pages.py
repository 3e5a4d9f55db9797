"""HTML -> a record: the visible lines of a page, what markup says of them, and its metadata."""

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .encodings import decode_text
from .options import ReadOptions
from .page_body import has_paragraph, mark_body
from .page_cards import mark_cards, mark_menus
from .page_leads import mark_lead
from .page_limits import require_sane_markup
from .page_lines import Line, Run, list_lines
from .page_links import list_shown
from .page_metadata import read_metadata
from .records import Part, Record, add_metadata
from .skips import SkippedInput
from .sources import write_sources
from .streams import Source

CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,80}?encoding)\s*=\s*["']?\s*([\w:.-]{2,30})""",
    re.IGNORECASE,
)
# Begins with an element that holds text: enough to know, and no sentence does.
HTML_FIELD = (
    r"(?i)^\s*<(?:!doctype|html|body|p|div|article|section|main|figure|h[1-6]|span|table|ul|br)"
    r"(?:\s[^<>]*)?/?>"
)
DECLARED_WITHIN = 4096  # bytes; the standard looks at 1,024


def read_page(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield the one Record of a saved page, its text as a reader sees it, a block a line."""
    data = source.read_whole(options.max_bytes)
    declared = CHARSET.search(data[:DECLARED_WITHIN])
    decoded = decode_text(
        data, encoding=options.encoding, declared=declared[1].decode("ascii") if declared else ""
    )
    record = read_html(decoded.text, source.file.path)
    record.encoding, record.encoding_confidence = decoded.encoding, decoded.confidence
    yield record


def read_html(html: str, path: str, address: str = "") -> Record:
    """
    Return the Record of a page given as text, and met at `address` where that is known.

    Raises
    ------
    SkippedInput
        `malformed` for markup no browser takes, `empty` where nothing is visible.

    """
    require_sane_markup(html)
    tree = LexborHTMLParser(html)
    said = read_metadata(tree, address)
    if tree.body is None:
        raise SkippedInput("empty", "a page without a body")
    lines = list_lines(tree.body)
    mark_lead(lines)
    mark_cards(lines)
    mark_menus(lines)
    stated = said.pop("text", "")
    story = mark_body(lines, tree.body, stated)
    if story and story.mem_id != tree.body.mem_id:
        said["sources"] = "\n".join(filter(None, [said.get("sources"), write_sources(list_shown(story))]))
    if stated and not has_paragraph(lines):
        lines += _draw_stated(tree.body, said.get("title", ""), stated)
    if not lines:
        raise SkippedInput("empty", "a page without visible text")
    text = "\n".join(line.text for line in lines)
    return add_metadata(Record(path=path, text=text, whole=True, marks=_list_marks(lines)), said)


def _draw_stated(body: LexborNode, title: str, stated: str) -> list[Line]:
    """Return the lines of a text that the page states, and a script puts under its headline in a browser."""
    plain = split_html_field(stated)[0] if is_html_field(stated) else stated
    told = [line for part in plain.splitlines() if (line := " ".join(part.split()))]
    marked = [("headline", title), *(("body", line) for line in told)]
    return [Line(body, [Run(text, mark, 0)]) for mark, text in marked if text]


def is_html_field(text: str) -> bool:
    """Whether a record's text is markup, as some exports have it."""
    return re.match(HTML_FIELD, text) is not None


def split_html_field(html: str) -> tuple[str, list[str]]:
    r"""
    Return the visible lines of a piece of markup, and apart from them its captions.

    Raises
    ------
    SkippedInput
        As `read_html`.

    >>> split_html_field("<p>Một.</p><figure><img><figcaption>Ảnh.</figcaption></figure><p>Hai.</p>")
    ('Một.\n\nHai.', ['Ảnh.'])
    """
    require_sane_markup(html)
    body = LexborHTMLParser(html).body
    lines = list_lines(body) if body else []
    captions = [line.text for line in lines if line.runs[0].mark == "caption"]
    return "\n\n".join(line.text for line in lines if line.runs[0].mark != "caption"), captions


def _list_marks(lines: list[Line]) -> list[dict[str, Any]]:
    """Return the marked spans of the lines joined, neighbours of one line and mark as one."""
    marks: list[dict[str, Any]] = []
    begin = 0
    for line in lines:
        for run in line.runs:
            end = begin + len(run.text)
            if run.mark and marks and (marks[-1]["mark"], marks[-1]["end"]) == (run.mark, begin):
                marks[-1]["end"] = end
            elif run.mark:
                marks.append({"begin": begin, "end": end, "mark": run.mark})
            begin = end
        begin += 1
    return marks
