"""Daily bulletins: one form, other figures every day, and one true reprint."""

import random
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from datelines import print_date
from stories import Item, Story

Plans = list[dict[str, Any]]


def read_bulletins(folder: Path) -> tuple[dict[str, Story], Plans]:
    """Return the stories of `bulletins.toml`, named form:day, and the plans of their pages."""
    data = tomllib.loads((folder / "bulletins.toml").read_text(encoding="utf-8"))
    stories: dict[str, Story] = {}
    plans: Plans = []
    for name, form in data.items():
        common = {key: form[key] for key in ("o", "cr", "by") if key in form}
        for number, day in enumerate(form["days"]):
            story = fill_form(name, number, form)
            stories[story.name] = story
            plans.append({**common, "s": story.name, "t": day, "form": name})
        if "reprint" in form:
            again = form["reprint"]
            plans.append({"o": again["o"], "s": f"{name}:{again['of']}", "t": again["t"], "form": name})
    return stories, plans


def fill_form(name: str, number: int, form: dict[str, Any]) -> Story:
    """Return the bulletin of one day, its figures drawn from a seed that names it."""
    rng = random.Random(f"{name}:{number}")  # noqa: S311
    figures = [str(rng.randint(low, high)) for low, high in form["range"]]
    at = datetime.fromisoformat(form["days"][number])

    def fill(text: str) -> str:
        for index in reversed(range(len(figures))):
            text = text.replace(f"{{{index}}}", figures[index])
        return print_date(text, at)

    story = f"{name}:{number}"
    items = [Item("p", fill(text), f"para:{story}:{k}") for k, text in enumerate(form["paragraphs"])]
    return Story(story, fill(form["title"]), fill(form["sapo"]), tuple(items))
