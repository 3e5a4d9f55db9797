"""What an outlet does to a story it took over: cut, extend, reword, paste."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

from stories import Item, Story

Swaps = list[list[str]]
TRAILING_CLAUSE = re.compile(r", [^,.“”\"]{12,60}\.$")


def keep_paragraphs(story: Story, numbers: list[int]) -> Story:
    """Return the story with only these paragraphs, and its captions."""
    kept = {f"para:{story.name}:{number}" for number in numbers}
    return story.with_items([item for item in story.items if item.kind == "c" or item.source in kept])


def add_story(story: Story, extra: Story) -> Story:
    """Return the story with the paragraphs of `extra` before its last paragraph."""
    return story.with_items([*story.items[:-1], *extra.paragraphs(), story.items[-1]])


def paste_paragraphs(story: Story, donor: Story, numbers: list[int]) -> Story:
    """Return the story with these paragraphs of `donor` at its end."""
    chosen = donor.paragraphs()
    return story.with_items([*story.items, *(chosen[number] for number in numbers)])


def swap_words(story: Story, swaps: Swaps) -> Story:
    """Return the story with every first of a pair replaced by the second."""

    def swap(text: str) -> str:
        for old, new in swaps:
            text = text.replace(old, new)
        return text

    return _map_text(story, swap)


def reword(story: Story, share: float, pairs: Swaps, seed: str) -> Story:
    """Reword until about `share` of the words are changed; synonyms first, then trailing clauses."""
    rng = random.Random(seed)  # noqa: S311
    order = list(range(len(story.items)))
    items = list(story.items)
    steps = [(pair, index) for pair in pairs for index in order if items[index].kind == "p"]
    rng.shuffle(steps)
    for (old, new), index in steps:
        if changed_share(story.items, items) >= share:
            break
        text = re.sub(rf"\b{re.escape(old)}\b", new, items[index].text, count=1)
        items[index] = replace(items[index], text=text)
    for index in order:
        if changed_share(story.items, items) < share * 0.9 and items[index].kind == "p":
            items[index] = replace(items[index], text=TRAILING_CLAUSE.sub(".", items[index].text))
    return story.with_items(items)


def changed_share(before: tuple[Item, ...], after: list[Item]) -> float:
    """Return the share of the words of `before` that `after` does not keep in place."""
    total = kept = 0
    for old, new in zip(before, after, strict=True):
        words = old.text.split()
        blocks = SequenceMatcher(None, words, new.text.split(), autojunk=False).get_matching_blocks()
        total += len(words)
        kept += sum(block.size for block in blocks)
    return 1 - kept / total


def _map_text(story: Story, change: Callable[[str], str]) -> Story:
    items = [replace(item, text=change(item.text)) for item in story.items]
    return replace(story, title=change(story.title), sapo=change(story.sapo), items=tuple(items))
