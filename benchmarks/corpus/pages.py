"""The plan of the corpus: which outlet ran what, when, and what it did to it."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from edits import Swaps, add_story, keep_paragraphs, paste_paragraphs, reword, swap_words
from stories import Item, Story


@dataclass(slots=True)
class Page:
    """One page before it is rendered."""

    outlet: str
    story: Story
    at: datetime
    plan: dict[str, Any]
    language: str
    slug: str = ""
    blocks: list[Any] = field(default_factory=list)
    text: str = ""

    @property
    def path(self) -> str:
        """Where the page is written, below `corpus/`."""
        return f"{self.outlet}/{self.slug}.txt"

    @property
    def title_source(self) -> str:
        """What the headline descends from: the story's own, or this page's."""
        changed = "h" in self.plan or "h_from" in self.plan
        return f"title:{self.plan.get('h_from') or self.path}" if changed else f"title:{self.story.name}"


def read_pages(
    folder: Path, stories: dict[str, Story], languages: dict[str, str], more: list[dict[str, Any]]
) -> list[Page]:
    """Return the pages of `pages.toml` and those of `more`, edited, in the order of the plan."""
    data = tomllib.loads((folder / "pages.toml").read_text(encoding="utf-8"))
    pairs = tomllib.loads((folder / "synonyms.toml").read_text(encoding="utf-8"))
    codes = data["outlets"]
    plans = [*data["pages"], *spread_singles(data["singles"]), *more]
    pages = []
    for plan in plans:
        outlet = codes[plan["o"]]
        story = edit_story(plan, stories, pairs[languages[outlet]])
        pages.append(Page(outlet, story, datetime.fromisoformat(plan["t"]), plan, languages[outlet]))
    name_pages(pages)
    return pages


def spread_singles(singles: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the stories of each outlet's `singles` a time each, some days and odd hours apart."""
    plans = []
    for code, given in singles.items():
        at = datetime.fromisoformat(given["t"])
        for number, name in enumerate(given["s"]):
            when = at + timedelta(hours=53 * number, minutes=7 * number)
            plans.append({"o": code, "s": name, "t": when.isoformat(), **given.get("all", {})})
    return plans


def edit_story(plan: dict[str, Any], stories: dict[str, Story], pairs: Swaps) -> Story:
    """Return the story of a plan after the outlet's edits, in a fixed order."""
    story = stories[plan["s"]]
    if "keep" in plan:
        story = keep_paragraphs(story, plan["keep"])
    for name in plan.get("add", []):
        story = add_story(story, stories[name])
    for name, numbers in plan.get("paste", []):
        story = paste_paragraphs(story, stories[name], numbers)
    for name, credit in plan.get("caps", []):
        story = add_caption(story, stories[name], credit)
    if "reword" in plan:
        story = reword(story, plan["reword"], pairs, plan["o"] + plan["s"])
    story = swap_words(story, plan.get("swap", []))
    title = plan.get("h") or (stories[plan["h_from"]].title if "h_from" in plan else story.title)
    return Story(story.name, title, story.sapo, story.items)


def add_caption(story: Story, donor: Story, credit: str) -> Story:
    """Return the story with the first caption of `donor` after its first paragraph."""
    caption = next(item for item in donor.items if item.kind == "c")
    item = Item("c", caption.text, caption.source, credit)
    return story.with_items([*story.items[:1], item, *story.items[1:]])


def name_pages(pages: list[Page]) -> None:
    """Give every page a slug from its headline, numbered where an outlet has it already."""
    taken: set[str] = set()
    for page in pages:
        plain = unicodedata.normalize("NFD", page.story.title.lower().replace("đ", "d"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        base = "-".join(re.findall("[a-z0-9]+", plain)[:8])
        page.slug, number = base, 2
        while page.path in taken:
            page.slug, number = f"{base}-{number}", number + 1
        taken.add(page.path)
