"""Stories as they were written, before any outlet has touched them."""

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph (`p`) or a picture caption (`c`), and the text it descends from."""

    kind: str
    text: str
    source: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A headline, a standfirst, and paragraphs with captions between them."""

    name: str
    title: str
    sapo: str
    items: tuple[Item, ...]

    def paragraphs(self) -> list[Item]:
        """Return the paragraphs without the captions."""
        return [item for item in self.items if item.kind == "p"]

    def with_items(self, items: list[Item]) -> "Story":
        """Return the same story with other items."""
        return replace(self, items=tuple(items))


def read_stories(folder: Path) -> dict[str, Story]:
    """Return every story of the `.txt` files in `folder`, by name."""
    stories: dict[str, Story] = {}
    for path in sorted(folder.glob("*.txt")):
        for chunk in path.read_text(encoding="utf-8").split("=== ")[1:]:
            story = parse_story(chunk)
            if story.name in stories:
                raise ValueError(f"{path.name}: story {story.name!r} is written twice")
            stories[story.name] = story
    return stories


def parse_story(chunk: str) -> Story:
    """Return the story of one `=== name` section: T: title, S: standfirst, C: caption | credit."""
    name, *lines = [line.strip() for line in chunk.splitlines() if line.strip()]
    fields = {"T": "", "S": ""}
    items: list[Item] = []
    for line in lines:
        mark, text = line[:1], line[3:].strip()
        if line[1:3] != ": " or mark not in "TSC":
            number = sum(item.kind == "p" for item in items)
            items.append(Item("p", line, f"para:{name}:{number}"))
        elif mark == "C":
            caption, _, credit = text.partition(" | ")
            items.append(Item("c", caption, f"caption:{name}:{len(items)}", credit))
        else:
            fields[mark] = text
    return Story(name, fields["T"], fields["S"], tuple(items))
