"""`furniture.toml` -> patterns: what lines are furniture, captions or credits by their words."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any, NamedTuple
from unicodedata import normalize

import polars as pl

from ..classes import quicken
from ..republication import COMPILED, COURTESY, DATED, OF, REPUBLISHED, TERMS

# Every sign of mojibake (see `mojibake`) holds one of these.
GARBLED = ["Ã", "áº", "á»", "Ä", "Æ", "â€"]


class Rule(NamedTuple):
    """A label, and the patterns of its blocks: one of `patterns` fits, and one of `also` if it has some."""

    label: str
    patterns: list[str]
    also: list[str]

    def fits(self, text: pl.Expr) -> pl.Expr:
        """Say whether a text has the label."""
        both = (patterns for patterns in (self.patterns, self.also) if patterns)
        return pl.all_horizontal(pl.any_horizontal(map(text.str.contains, patterns)) for patterns in both)


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns that are tried on the same blocks."""

    scope: str  # line | short | remark | close | block | notice | tail | long, see `furniture.toml`
    words: str  # a block without any of them is not tried; none: all are
    rules: list[Rule]  # the first that fits counts


@dataclass(frozen=True, slots=True)
class Furniture:
    """What `furniture.toml` says, with the patterns put together."""

    lines: dict[str, str]  # whole line, folded -> label
    stamp: str
    beside: str
    groups: list[Group]
    words: str  # what the rules for whole blocks look for
    apart: str  # a mark apart from its letter: a word with one is found only once it is composed
    signs: str  # a block longer than a line that holds none of these has no label
    notice: dict[str, str]  # address | about | failed: words of a page that tells nothing


@cache
def read_furniture() -> Furniture:
    """Return `furniture.toml`, read once."""
    text = resources.files("dedup").joinpath("furniture.toml").read_text("utf-8")
    table = tomllib.loads(text)
    said = {"republished": REPUBLISHED, "dated": DATED, "of": OF, "terms": TERMS, "compiled": COMPILED}
    pieces = said | {"courtesy": COURTESY} | table["parts"]
    parts = {name: "|".join(piece) for name, piece in pieces.items()}
    groups = [_make_group(group, parts) for group in table["group"]]
    known = table["line"].items()
    marks = sorted(set(normalize("NFD", text)) & {chr(code) for code in range(0x300, 0x370)})
    signs = [*_list_words(table, *{group.scope for group in groups} - {"line"}), *marks, *GARBLED]
    return Furniture(
        lines={line: label for label, by in known for lines in by.values() for line in lines},
        stamp=quicken(f"(?i){_join(table['stamp']['any'], parts)}"),
        beside=rf"(?i)\b(?:{_join(table['stamp']['beside'], parts)})\b",
        groups=groups,
        words=_spell_words(_list_words(table, "block", "notice")),
        apart=f"[{''.join(marks)}]",
        signs=_spell_words(signs),
        notice={name: _join_words(words) for name, words in table["notice"].items()},
    )


def _list_words(table: dict[str, Any], *scopes: str) -> list[str]:
    """Return the words that rules of some scopes look for, but those that hold another of them."""
    groups = [group.get("if", []) for group in table["group"] if group["scope"] in scopes]
    words = set(chain.from_iterable(groups))
    return sorted(word for word in words if not any(part in word for part in words - {word}))


def _spell_words(words: list[str]) -> str:
    """Return the pattern of a text that holds one of `words`; polars finds it faster than the words."""
    return "|".join(map(re.escape, words))


def _join_words(patterns: list[str]) -> str:
    """Return one pattern of whole words, in capitals or not."""
    return quicken(rf"(?i)(?:^|\W)(?:{'|'.join(patterns)})(?:\W|$)")


def _make_group(group: dict[str, Any], parts: dict[str, str]) -> Group:
    rules = [
        Rule(rule["label"], *(_compile(patterns, parts) for patterns in (rule["any"], rule.get("also", []))))
        for rule in group["rule"]
    ]
    return Group(group["scope"], _spell_words(group.get("if", [])), rules)


def _compile(patterns: list[str], parts: dict[str, str]) -> list[str]:
    """
    Return `patterns` made quick, all as one but those that may begin anywhere and end where a text does.

    Joined, these take up to ten times as long as one by one.
    """
    apart = [p for p in patterns if p.endswith("$") and not p.startswith(("^", "(?i)^"))]
    others = [p for p in patterns if p not in apart]
    joined = [_join(each, parts) for each in (others, *([p] for p in apart)) if each]
    # A Unicode word boundary keeps a pattern off the fast engine.
    return [quicken(pattern).replace(r"\b", r"(?-u:\b)") for pattern in joined]


def _join(patterns: list[str], parts: dict[str, str]) -> str:
    """Return one pattern that fits where one of `patterns` does, with <parts> put in."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in parts.items():
        joined = joined.replace(f"<{name}>", part)
    return joined
