"""A page as its outlet shows it: the story between that outlet's furniture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from datelines import print_date
from orthography import HABITS
from pages import Page

Layout = dict[str, Any]
TEASER_WORDS = 16


@dataclass(slots=True)
class Block:
    """A line of a page: its role, its text, what it descends from, the newlines before it."""

    role: str
    text: str
    source: str
    gap: int = 1
    begin: int = 0
    end: int = 0


class Renderer:
    """Renders the pages of one outlet; `shelf` is what its lists may link to."""

    def __init__(self, layout: Layout, shelf: list[Page], names: dict[str, dict[str, str]]) -> None:
        self.layout = layout
        self.shelf = [page for page in shelf if page.story.sapo not in ("", "-")]
        self.names = names  # creditor -> language -> name

    def render(self, page: Page) -> None:
        """Fill `page.blocks` and `page.text`."""
        self.page, self.position, blank = page, self.start_of(page), False
        blocks: list[Block] = []
        for line in self.lines_of(page):
            if line == "_":
                blank = True
                continue
            made = [block for block in self.make_line(line) if block.text]
            if made:
                made[0].gap, blank = (2 if blank else 1), False
            blocks.extend(made)
        self.settle(page, blocks)

    def lines_of(self, page: Page) -> list[str]:
        """Return the layout of a page: its own where it is no ordinary article."""
        return list(page.plan.get("lines") or self.layout["lines"])

    def settle(self, page: Page, blocks: list[Block]) -> None:
        """Apply the outlet's spelling, join the lines, and note where each stands."""
        newline, text = self.layout.get("newline", "\n"), ""
        for block in blocks:
            for habit in self.layout.get("habits", []):
                block.text = HABITS[habit](block.text)
            text += newline * block.gap if text else ""
            block.begin = len(text) + len(block.text) - len(block.text.lstrip())
            text += block.text
            block.end = len(text)
        page.blocks = blocks
        page.text = text + (newline if self.layout.get("final_newline", True) else "")

    def make_line(self, line: str) -> list[Block]:
        """Return the blocks of one entry of the layout."""
        page, plan = self.page, self.page.plan
        if line[0] in "=+":
            role = "boilerplate" if line[0] == "=" else "sidebar"
            return [Block(role, line[1:], f"furniture:{line[1:]}")]
        if line.startswith("list:"):
            return list(self.make_list(*line.split(":")[1:]))
        if line == "body":
            return self.make_body()
        if line in ("closing", "source"):
            return self.make_closing(line)
        date = self.date_line()
        sapo = "" if page.story.sapo == "-" else page.story.sapo
        simple = {
            "title": Block("headline", page.story.title, page.title_source),
            "date": Block("dateline", date, f"date:{page.path}"),
            "byline": Block("byline", plan.get("b", ""), f"byline:{plan.get('b')}"),
            "sapo": Block("lead", sapo, f"sapo:{page.story.name}"),
            "sapo_line": Block("boilerplate", sapo, f"sapo:{page.story.name}"),
            "glued": Block("lead", date + sapo, f"sapo:{page.story.name}"),
        }
        return [simple[line]]

    def date_line(self) -> str:
        """Return the printed date, "" where the page shows none."""
        plan, layout = self.page.plan, self.layout
        if plan.get("undated") or "date" not in layout or (layout.get("undated") and not plan.get("dated")):
            return ""
        return print_date(layout["modified" if plan.get("modified") else "date"], self.page.at)

    def make_body(self) -> list[Block]:
        """Return paragraphs and captions, the first paragraph after its dateline or prefix."""
        page, plan, blocks = self.page, self.page.plan, []
        leads = not {"sapo", "glued"}.isdisjoint(self.lines_of(page))
        for item in page.story.items:
            if item.kind == "c":
                blocks.extend(
                    [] if plan.get("nocap") else self.make_caption(item.text, item.source, item.credit)
                )
                continue
            blocks.append(Block("body" if leads else "lead", item.text, item.source, 2))
            leads = True
        texts = [block for block in blocks if block.role in ("lead", "body")]
        if texts:
            texts[0].text = self.prefix() + texts[0].text
            texts[-1].text = texts[-1].text.removesuffix(".") + self.layout.get("end", ".")
        if "echo_para" in plan:
            echoed = page.story.paragraphs()[plan["echo_para"]]
            blocks[-1:-1] = self.make_caption(echoed.text.removesuffix("."), echoed.source, "TTXSV")
        return blocks

    def make_caption(self, text: str, source: str, credit: str) -> list[Block]:
        """Return a caption with its credit, after the headline where the outlet prints alt text."""
        credit = self.name_of(self.page.plan.get("pc", credit))
        caption = Block("caption", self.layout["caption"].format(text=text, credit=credit), source, 2)
        if "{credit}" not in self.layout["caption"] or not credit:
            caption.text = text + "."
        if not self.layout.get("echo"):
            return [caption]
        caption.gap = 1
        return [Block("headline", self.page.story.title, self.page.title_source, 2), caption]

    def prefix(self) -> str:
        """Return what stands before the first sentence: a wire dateline or an outlet's own name."""
        plan, kind = self.page.plan, self.page.plan.get("cr")
        if kind == "self":
            return f"{self.name_of(plan['by'])} - "
        if kind != "dateline":
            return ""
        name = self.name_of(plan["by"])
        if plan["by"] == "ORVA":
            return f"PORT SENN, {self.page.at:%B} {self.page.at.day} ({name}) -- "
        return f"{'Vĩnh Sa' if self.page.language == 'vi' else 'Vinh Sa'} ({name}) - "

    def make_closing(self, line: str) -> list[Block]:
        """Return the closing credit: a line of its own, `Nguồn:` even where nothing follows it."""
        plan, kind = self.page.plan, self.page.plan.get("cr", "none")
        name = self.name_of(plan.get("by", ""))
        text = {"closing": f"Theo {name}", "bracket": f"(Nguồn: {name})", "pv": "PV"}.get(kind, "")
        if line == "source":
            text = f"Nguồn: {name if kind == 'source' else ''}".strip()
        elif kind == "closing" and self.page.language == "en":
            text = name if plan["by"] in ("TTXSV", "ORVA") else f"Source: {name}"
        return [Block("credit", text, f"credit:{text}", 2)]

    def name_of(self, creditor: str) -> str:
        """Return how pages of this language print a creditor."""
        return self.names.get(creditor.upper(), {}).get(self.page.language, "") or self.names.get(
            creditor, {}
        ).get(self.page.language, creditor)

    def start_of(self, page: Page) -> int:
        """Return where on the shelf the page's first list begins: lists change from page to page."""
        return sum(page.slug.encode()) % max(len(self.shelf), 1)

    def make_list(self, heading: str, count: str, style: str) -> Iterator[Block]:
        """Yield a heading and links to other pages, each list where the last one ended, two back."""
        if heading:
            yield Block("boilerplate", heading, f"furniture:{heading}")
        others = [page for page in self.shelf if page is not self.page]
        for step in range(min(int(count), len(others))):
            yield from STYLES[style](others[(self.position + step) % len(others)])
        self.position += int(count) - 2


def link(page: Page, *, times: int = 1, gap: int = 1, inline: bool = False) -> list[Block]:
    """Return the linked headline, `times` over, or twice in one line."""
    text = f"{page.story.title} {page.story.title}" if inline else page.story.title
    return [Block("sidebar", text, page.title_source, gap if n == 0 else 1 + n % 2) for n in range(times)]


def teaser(page: Page, *, gap: int = 1, cut: bool = False) -> Block:
    """Return the linked page's standfirst, whole or cut off with three dots."""
    words = page.story.sapo.split()
    if cut and len(words) > TEASER_WORDS:
        return Block("sidebar", " ".join(words[:TEASER_WORDS]) + " ...", f"teaser:{page.path}", gap)
    return Block("sidebar", page.story.sapo, f"sapo:{page.story.name}", gap)


STYLES: dict[str, Callable[[Page], list[Block]]] = {
    "twice": lambda page: [*link(page, times=2, gap=2), teaser(page, gap=2, cut=True)],
    "inline": lambda page: [*link(page, inline=True), teaser(page)],
    "four": lambda page: [
        *link(page, times=2, gap=2),
        teaser(page, gap=2),
        *link(page, times=2, gap=2),
        teaser(page, gap=2),
    ],
    "plain": link,
    "teaser": lambda page: [*link(page, gap=2), teaser(page)],
}
