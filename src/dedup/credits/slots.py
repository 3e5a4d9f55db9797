"""
The places on a page where a credit can stand, as regular expressions.

Each pattern captures `raw` (the credit as quoted) and `name`, some also `via`; one that
begins where the piece does captures `before`, what precedes the credit, and one that
ends where it does captures `after`.
"""

# ruff: noqa: E501  (a pattern cut in two is harder to check than a long line)

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from ..spellings import HOST
from .patterns import (
    ACRONYM,
    BRACKETED,
    CJK_DAY,
    CLOSE,
    CLOSED,
    DASH,
    END,
    END_MARK,
    NAME,
    NOTHING,
    OPEN,
    PHOTO_LABEL,
    PLACE,
    SENTENCE,
    TEXT_LABEL,
    WORDY,
    spell,
    spell_any,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """
    One place, and what a name there means.

    `near`: a cheap pattern that holds wherever the slot does.  `as_written`: a name
    missing from the table is kept, because nothing but a credit stands there.
    `ambiguous`: names that are also words count too.  `creditor`, where given, is who
    is meant whatever `name` captured.
    """

    pattern: str
    role: str = "text"
    near: str = ""
    as_written: bool = False
    ambiguous: bool = True
    creditor: str = ""


SAID = spell_any(
    "Theo", "theo", "dẫn nguồn", "dẫn lời", "trích dẫn", "According to", "according to", "cited by", "quoted by",
    "reported by", "told", "selon", "Selon", "según", "Según", "laut",
)  # fmt: skip
# What may stand before the name of a house in a sentence.
CALLED = spell_any(
    "hãng tin", "hãng thông tấn", "hãng", "báo", "tờ", "kênh", "the", "the news agency", "l'agence", "la agencia",
)  # fmt: skip
CITING = rf"{SAID}\s+(?:{CALLED}\s+)?"
CITING_APART = "据|據|contributed to this"


class Names(NamedTuple):
    """Patterns for the names of the table that stand in the lines looked at."""

    known: str
    sure: str  # of them, those that are nothing else
    capitals: str  # of these, those of capitals alone

    @classmethod
    def spell(cls, names: pl.DataFrame) -> "Names":
        """Return the patterns of `names`, frame with form: String and ambiguous: Boolean."""
        sure = names.filter(~pl.col("ambiguous"))["form"]
        capitals = sure.filter(sure.str.contains("^[A-Z]+$"))
        return cls(*map(_spell_forms, (names["form"], sure, capitals)))


Making = dict[int, Callable[[Names], list[Slot]]]  # by place


def _spell_forms(forms: pl.Series) -> str:
    # The longest first: "AP" must not hide "AP Photo".
    longest = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(map(re.escape, longest)) + ")" if longest else NOTHING


def make_opening_slots(names: Names) -> list[Slot]:
    """Return the datelines and prefixes a first paragraph can begin with."""
    known, sure, _ = names
    raw = r"(?P<raw>"
    label = rf"(?:{TEXT_LABEL}\s*[:：]?\s*)?"
    dash = rf"\s*(?:\.?\s*{DASH}|:)\s*"
    ended = rf"{CLOSE}\s*(?:\.?\s*{DASH}|:)"
    cjk = rf"^(?P<before>\s*){raw}(?P<name>\p{{Han}}{{1,5}}社|中新网|{known})\p{{Han}}{{0,12}}{CJK_DAY}[电電]"
    bracketed = rf"{OPEN}\s*{label}(?P<name>{NAME}(?:\s*/\s*{NAME})?)\s*{CLOSE}\s*\.?\s*{DASH}\s*"
    return [
        Slot(cjk + r"(?:[（(][^）)]{1,20}[）)])?)", near="[电電]", as_written=True),
        Slot(rf"^(?P<before>[^\n]{{0,100}}?){raw}{OPEN}\s*{label}(?P<name>{sure})(?:/\w{{2,4}})?\s*{CLOSE}{dash}){SENTENCE}", near=ended),
        Slot(rf"^(?P<before>[^\n]{{0,60}}?[:.]\s+|\s*){raw}(?:{PLACE}(?:{OPEN}{WORDY}{CLOSE}[,\s]*)*)*{OPEN}(?P<name>{known}){CLOSE}{dash}){SENTENCE}", near=ended),
        Slot(rf"^(?P<before>\s*){raw}{PLACE}{bracketed}){SENTENCE}", near=ended, as_written=True),
        Slot(rf"^(?P<before>\s*){raw}{OPEN}\s*(?P<name>{NAME})\s*{CLOSE}\s*[-–:]{{1,2}}\s*){SENTENCE}", "self", near=ended, as_written=True),
        Slot(rf"^(?P<before>\s*){raw}{PLACE}{OPEN}(?P<name>{known}){CLOSE})\s+{SENTENCE}", near=rf"{CLOSE}\s"),
        Slot(rf"^(?P<before>[^\n]{{0,100}}?){raw}/(?P<name>{known})/\s*(?:{DASH}|\.))\s", near=rf"/\s*(?:{DASH}|\.)\s"),
        Slot(rf"^(?P<before>\s*){raw}{PLACE}/(?P<name>{WORDY})/\s*(?:{DASH}|\.))\s", near=rf"/\s*(?:{DASH}|\.)\s", as_written=True),
        Slot(rf"^(?P<before>\s*){raw}{PLACE}\s{DASH}\s(?P<name>{known})[.,])\s", near=rf"\s{DASH}\s"),
        Slot(rf"^(?P<before>\s*){raw}[【［\[(（][^】］\])）\n]{{0,20}}?[=＝　 ]?(?P<name>{known})[^】］\])）\n]{{0,16}}[】］\])）])\s*\p{{Lo}}", near=r"^\s*[【［\[(（]"),
        Slot(rf"^(?P<before>\s*){raw}(?P<name>{known})\s?{DASH})\s+{SENTENCE}", "self"),
        Slot(rf"^(?P<before>\s*){raw}\p{{Lu}}{{3,}}(?:\s\p{{Lu}}+)?,\s(?P<name>{HOST})\s?[-–—])\s+{SENTENCE}", "self", near=r"^\s*\S+(?:\s\S+)?\s\S+\s?[-–—]\s", as_written=True),
        Slot(rf"^(?P<before>\s*){raw}(?P<name>{HOST}|{ACRONYM})\s?[-–—])\s+{SENTENCE}", "self", near=r"^\s*\S+\s?[-–—]\s", as_written=True),
    ]  # fmt: skip


def make_caption_slots(names: Names) -> list[Slot]:
    """Return the credits a caption can end with."""
    known, sure, _ = names
    line, edge, raw = r"^(?P<before>\s*)", r"(?:^|[^\p{L}\p{M}])", r"(?P<raw>"
    label = rf"(?:{PHOTO_LABEL}|{TEXT_LABEL})"
    name = rf"(?P<name>{BRACKETED}+?)"
    signed = rf"(?P<name>[^.!?\n]{{0,50}}?(?:[/|,–•-]|\svia|\s)\s*(?:{known})(?:\s*[/|,]\s*[^.\n]{{2,40}})?)"
    last = rf"[.!?”]\s(?:[^.\n]|\.\w)*{END_MARK}$"
    photo, stop = "photo", r"(?:[.!?”\"]\s*|^\s*)"
    person = r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){1,3}"
    return [
        Slot(rf"{raw}{OPEN}\s*{label}\s*[:：]?\s*{name}\s*{CLOSE}){END}", photo, near=CLOSED, as_written=True),
        Slot(rf"{raw}{OPEN}\s*(?P<name>{WORDY})\s+Photo\s*[/|]{BRACKETED}+{CLOSE}){END}", photo, near=CLOSED, as_written=True),
        Slot(rf"{raw}{OPEN}\s*(?P<name>{BRACKETED}*?(?:[/|,–-]|\svia)\s*(?:{known})(?:\s*[,/]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", photo, near=CLOSED),
        Slot(rf"{raw}{OPEN}\s*(?P<name>(?:{sure})(?:\s*[,/]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", photo, near=CLOSED, ambiguous=False),
        Slot(rf"{raw}(?:[.!?”\"]\s*|\s\s|\u00a0|^\s*){OPEN}\s*(?P<name>(?:{known})(?:\s*[,/]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", photo, near=CLOSED),
        Slot(rf"{edge}{raw}{PHOTO_LABEL}\s*[:：]\s*(?P<name>[^\n:：]{{2,70}}?)){END}", photo, near="[:：]", as_written=True),
        Slot(rf"{edge}{raw}{TEXT_LABEL}\s*[:：]\s*(?P<name>[^\n:：]{{2,60}}?)){END}", photo, near=rf"{TEXT_LABEL}\s*[:：]", as_written=True),
        Slot(rf"{line}{raw}(?:Image copyright|Image source,|Photo by|Photograph by|Photo credit|Credit)\s+(?P<name>[^\n]{{2,70}}?)){END}", photo, near="Image|Photo|Credit"),
        Slot(rf"{edge}{raw}Credit(?:\.\.\.|…)\s*(?:[^\n]{{2,40}}\sfor\s)?(?P<name>[^\n:：]{{2,60}}?)){END}", photo, near=r"Credit(?:\.\.\.|…)", as_written=True),
        Slot(rf"{raw}{stop}{OPEN}\s*{person}\s*/\s*(?:[Ff]or\s)?(?P<name>{WORDY})\s*{CLOSE}){END}", photo, near=rf"/{BRACKETED}+{CLOSED}", as_written=True),
        Slot(rf"{stop}{raw}{person}\sfor\s[Tt]he\s(?P<name>{WORDY})){END}", photo, near=r"\sfor\s[Tt]he\s", as_written=True),
        Slot(rf"{raw}(?P<name>新华社|中新社|{known})(?:{spell('记者')}\p{{Han}}{{1,5}})?(?:[发發]|[摄攝])){END}", photo, near="[发發摄攝]"),
        Slot(rf"[.!?”]\s+{raw}{signed}){END}", photo, near=last),
        Slot(rf"\s\s{raw}{signed}){END}", photo, near=r"\s\s"),
        Slot(rf"{line}{raw}{signed}){END}", photo),
        Slot(rf"{line}{raw}(?P<name>(?:{known})(?:\s*[/|,]\s*[^\n]{{2,50}})?)){END}", photo),
        Slot(rf"\s{raw}\|\s?(?P<name>[^|;:\n]{{2,40}}?)){END}", photo, near=r"\|", as_written=True),
    ]  # fmt: skip


def make_citing_slots(names: Names) -> list[Slot]:
    """Return how a paragraph names where it has one fact from."""
    before, name = r"^(?P<before>(?s:.*?))", rf"(?P<name>{names.known})"
    return [
        Slot(rf"{before}(?P<raw>{CITING}{name})(?:\W|$)", "cites"),
        Slot(rf"{before}(?P<raw>(?:据|據)\s*{name})", "cites", near="[据據]"),
        Slot(rf"{before}(?P<raw>{name}\s+contributed to this)", "cites", near="contributed"),
    ]
