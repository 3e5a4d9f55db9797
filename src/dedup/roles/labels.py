"""What a line says it is: furniture, a date line, a byline, a picture's credit."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import polars as pl

# Longer lines are sentences, and a sentence is judged by its shape and place.
LINE_MAX_WORDS = 16
# Lines of this many words may end in a full stop and be labels still: "Theo TTXVN."
BRIEF_MAX_WORDS = 5
# Longer blocks that name a photographer at their end are paragraphs quoting a source.
BLOCK_MAX_WORDS = 70
# A "word" may be a picture in base64.
BLOCK_MAX_BYTES = 2000
TAIL_CHARS = 90
# A date line holds a place or a section beside its date; a headline with a date holds more.
STAMP_MAX_OTHER_WORDS = 2
APART = r"[\u0300-\u036f]"
EDGES = " .,:;…!?|»›>«-–—•·*_()[]+\u00a0"

Rules = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What `furniture.toml` says, with the patterns put together."""

    lines: dict[str, str]  # whole line, folded -> label
    stamp: str
    beside: str
    groups: list[tuple[str, str, Rules]]  # scope, pattern of words that must be there, rules


def find_labels(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, label for the blocks that say what they are; `row` is unique."""
    furniture = _read_furniture()
    scopes = _take_scopes(blocks, "|".join(words for scope, words, _ in furniture.groups if scope != "line"))
    found = [_find_whole_lines(scopes["line"]), _find_stamps(scopes["line"])]
    for scope, words, rules in furniture.groups:
        tried = scopes[scope]
        found.append(_match(tried.filter(pl.col("text").str.contains(words)), rules))
    return pl.concat(found).unique("row", keep="first", maintain_order=True)


def _take_scopes(blocks: pl.DataFrame, any_words: str) -> dict[str, pl.DataFrame]:
    """Return row, text of the few blocks that are worth a pattern, by scope; long ones hold `any_words`."""
    text, words = pl.col("text"), pl.col("words")
    brief = (words <= BRIEF_MAX_WORDS) | ~text.str.slice(-2).str.contains(r"[.!?]")
    some = blocks.filter(words <= BLOCK_MAX_WORDS, text.str.len_bytes() <= BLOCK_MAX_BYTES)
    some = some.select("row", "text", "words")
    # Letters with their marks apart hold a word only once they are composed.
    likely = some.filter(text.str.contains(f"{any_words}|{APART}"))
    return {
        "line": _compose(some.filter(words <= LINE_MAX_WORDS, brief).select("row", "text")),
        "block": likely.select("row", "text"),
        "tail": _compose(likely.filter(words >= 3).select("row", text.str.slice(-TAIL_CHARS))),
    }


def _compose(texts: pl.DataFrame) -> pl.DataFrame:
    """Return `texts` with their letters composed; few are not, and composing is slow."""
    apart = texts.select(pl.col("text").str.contains(APART)).to_series()
    composed = texts.filter(apart).with_columns(pl.col("text").str.normalize("NFC"))
    return pl.concat([texts.filter(~apart), composed])


def _find_whole_lines(lines: pl.DataFrame) -> pl.DataFrame:
    plain = pl.col("text").str.normalize("NFC").str.to_lowercase().str.strip_chars(EDGES)
    label = plain.replace_strict(_read_furniture().lines, default=None, return_dtype=pl.String)
    return lines.select("row", label=label).filter(pl.col("label").is_not_null())


def _find_stamps(lines: pl.DataFrame) -> pl.DataFrame:
    """Label the lines that say a date and little else."""
    furniture, text = _read_furniture(), pl.col("text")
    rest = text.str.replace_all(furniture.stamp, " ").str.replace_all(furniture.beside, " ")
    other = rest.str.count_matches(r"[\p{L}\p{M}]+")
    stamped = lines.filter(text.str.contains(r"[0-9]")).filter(text.str.contains(furniture.stamp))
    return stamped.filter(other <= STAMP_MAX_OTHER_WORDS).select("row", label=pl.lit("dateline"))


def _match(blocks: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return row, label by the first rule that fits."""
    label = pl.coalesce(
        pl.when(pl.col("text").str.contains(pattern)).then(pl.lit(name)) for name, pattern in rules
    )
    return blocks.select("row", label.alias("label")).filter(pl.col("label").is_not_null())


@cache
def _read_furniture() -> Furniture:
    """Return `furniture.toml`, read once."""
    table = tomllib.loads(resources.files("dedup").joinpath("furniture.toml").read_text("utf-8"))
    parts = {name: "|".join(part) for name, part in table["parts"].items()}
    known = table["line"].items()
    return Furniture(
        lines={line: label for label, by in known for lines in by.values() for line in lines},
        stamp=f"(?i){_join(table['stamp']['any'], parts)}",
        beside=rf"(?i)\b(?:{_join(table['stamp']['beside'], parts)})\b",
        groups=[_make_group(group, parts) for group in table["group"]],
    )


def _make_group(group: dict[str, Any], parts: dict[str, str]) -> tuple[str, str, Rules]:
    words = "|".join(map(re.escape, group.get("if", [])))
    # Many lines are searched sooner one pattern at a time, a few sooner by one joined pattern:
    # a Unicode word boundary keeps all it is joined to off the fast engine, but compiling costs.
    rules = [
        (rule["label"], _join(part, parts))
        for rule in group["rule"]
        for part in ([rule["any"]] if words else [[pattern] for pattern in rule["any"]])
    ]
    return group["scope"], words, rules


def _join(patterns: list[str], parts: dict[str, str]) -> str:
    """Return one pattern that fits where one of `patterns` does, with <parts> put in."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in parts.items():
        joined = joined.replace(f"<{name}>", part)
    return joined
