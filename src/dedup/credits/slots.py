"""
The places on a page where a credit can stand, as regular expressions.

Each pattern captures `before` (what precedes the credit in the piece looked at),
`raw` (the credit as quoted) and `name`; some also `via`.
"""

# ruff: noqa: E501  (a pattern cut in two is harder to check than a long line)

from dataclasses import dataclass

import polars as pl

from ..agencies import Agencies
from .patterns import (
    ACRONYM,
    BRACKETED,
    CLOSE,
    DASH,
    DATED_PLACE,
    END,
    HOST,
    MONTHLESS,
    NAME,
    OPEN,
    PHOTO_LABEL,
    PLACE,
    REPRINTED,
    SENTENCE,
    STAFF,
    TEXT_LABEL,
    WORDY,
    spell,
    spell_any,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """
    One place, and what a name there means.

    `as_written`: a name missing from the table is kept, because nothing but a
    credit stands there.  `ambiguous`: names that are also words count too.
    `creditor`, where given, is who is meant whatever `name` captured.
    """

    pattern: str
    role: str = "text"
    as_written: bool = False
    ambiguous: bool = True
    creditor: str = ""


def list_names(agencies: Agencies, *, ambiguous: bool) -> str:
    """Return a pattern for every name in the table, the longest first."""
    names = agencies.names if ambiguous else agencies.names.filter(~agencies.names["ambiguous"])
    return spell_any(*names["name"])


def list_literals(agencies: Agencies) -> list[str]:
    """Return every name as letters composed and decomposed, for a cheap first look."""
    names = agencies.names["name"]
    return pl.concat([names, names.str.normalize("NFD")]).unique(maintain_order=True).to_list()


def make_opening_slots(agencies: Agencies) -> list[Slot]:
    """Return the datelines and prefixes a first paragraph can begin with."""
    known, sure = list_names(agencies, ambiguous=True), list_names(agencies, ambiguous=False)
    raw = r"(?P<raw>"
    label = rf"(?:{TEXT_LABEL}\s*[:：]?\s*)?"
    dash = rf"\s*(?:\.?\s*{DASH}|:)\s*"
    cjk = (
        rf"^(?P<before>\s*){raw}(?P<name>\p{{Han}}{{1,5}}社|中新网|{known})\p{{Han}}{{0,12}}{MONTHLESS}[电電]"
    )
    bracketed = rf"{OPEN}\s*{label}(?P<name>{NAME}(?:\s*/\s*{NAME})?)\s*{CLOSE}\s*\.?\s*{DASH}\s*"
    return [
        Slot(cjk + r"(?:[（(][^）)]{1,20}[）)])?)", as_written=True),
        Slot(rf"^(?P<before>[^\n]{{0,100}}?){raw}{OPEN}\s*{label}(?P<name>{sure})\s*{CLOSE}{dash})"),
        Slot(rf"^(?P<before>[^\n]{{0,60}}?[:.]\s+|\s*){raw}(?:{PLACE}(?:{OPEN}{WORDY}{CLOSE}[,\s]*)*)*{OPEN}(?P<name>{known}){CLOSE}{dash}){SENTENCE}"),
        Slot(rf"^(?P<before>\s*){raw}{PLACE}{bracketed}){SENTENCE}", as_written=True),
        Slot(rf"^(?P<before>\s*){raw}{OPEN}\s*(?P<name>{NAME})\s*{CLOSE}\s*[-–:]{{1,2}}\s*){SENTENCE}", "self", as_written=True),
        Slot(rf"^(?P<before>\s*){raw}{DATED_PLACE}{OPEN}(?P<name>{known}){CLOSE})\s+{SENTENCE}"),
        Slot(rf"^(?P<before>[^\n]{{0,100}}?){raw}/(?P<name>{known})/\s*(?:{DASH}|\.))\s"),
        Slot(rf"^(?P<before>\s*){raw}{PLACE}/(?P<name>{WORDY})/\s*(?:{DASH}|\.))\s", as_written=True),
        Slot(rf"^(?P<before>\s*){raw}{DATED_PLACE}\s{DASH}\s(?P<name>{known})[.,])\s"),
        Slot(rf"^(?P<before>\s*){raw}[【［\[(（][^】］\])）\n]{{0,20}}?[=＝　 ]?(?P<name>{known})[^】］\])）\n]{{0,16}}[】］\])）])\s*\p{{Lo}}"),
        Slot(rf"^(?P<before>\s*){raw}(?P<name>{known})\s?{DASH})\s+{SENTENCE}", role="self"),
        Slot(rf"^(?P<before>\s*){raw}(?P<name>{HOST}|{ACRONYM})\s?[-–—])\s+{SENTENCE}", role="self", as_written=True),
    ]  # fmt: skip


def make_closing_slots(agencies: Agencies) -> list[Slot]:
    """Return the credits an article's last lines, its byline and its credit line can hold."""
    known, sure = list_names(agencies, ambiguous=True), list_names(agencies, ambiguous=False)
    line, tail, raw = r"^(?P<before>\s*)", r"^(?P<before>.*?)", r"(?P<raw>"
    name = rf"(?P<name>{BRACKETED}+?)"
    desk = r"\s[\w\s]*(?:Writers?|Correspondents?|Reporters?)"
    person = r"(?:\p{Lu}[\p{L}\p{M}.'’]*\s?)+"
    credited = rf"{raw}{OPEN}\s*(?:{TEXT_LABEL})\s*[:：]?\s*{name}\s*{CLOSE})"
    terms = r"(?:\s(?:under|with)\s[^\n]{3,120})?"
    return [
        Slot(rf"{line}{raw}(?P<via>{HOST})\s*{OPEN}\s*(?:{TEXT_LABEL})\s*[:：]?\s*{name}\s*{CLOSE}){END}", as_written=True),
        Slot(rf"{tail}{credited}{END}", as_written=True),
        Slot(rf"{tail}{raw}{OPEN}\s*{PHOTO_LABEL}\s*[:：]?\s*{name}\s*{CLOSE}){END}", role="photo", as_written=True),
        Slot(rf"{line}{raw}{PHOTO_LABEL}\s*[:：]\s*(?P<name>[^\n]{{2,60}}?)){END}", role="photo", as_written=True),
        Slot(rf"{line}{raw}{TEXT_LABEL}(?:\s*[:：]\s*|\s+){NAME}\s*{OPEN}{name}{CLOSE}){END}", as_written=True),
        Slot(rf"{line}{raw}{TEXT_LABEL}(?:\s*[:：]\s*|[ \u00a0]+)(?P<name>{NAME}(?:[/,;&][^\n]{{1,40}})?)){END}", as_written=True),
        Slot(rf"{tail}{raw}(?:[.!?。…”\"»]|\./\.)\s*{OPEN}\s*(?P<name>(?:{known})(?:\s*[/,;]\s*{BRACKETED}+)?)\s*{CLOSE}){END}"),
        Slot(rf"{line}{raw}{OPEN}\s*(?P<name>{BRACKETED}*?(?:{known}))\s*{CLOSE}){END}"),
        Slot(rf"{tail}{raw}{OPEN}\s*(?P<name>(?:{sure})(?:\s*[/,;]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", ambiguous=False),
        Slot(rf"{line}{raw}{OPEN}(?P<name>{HOST}|{ACRONYM}){CLOSE}){END}", as_written=True),
        Slot(rf"{tail}{raw}[.!?”\"]\s+{TEXT_LABEL}\s*[:：]?\s+(?P<name>{known})){END}"),
        Slot(rf"{tail}{raw}(?:\./\.|[.!?”\"]\s*{DASH})\s*(?P<name>{known})){END}"),
        Slot(rf"{line}{raw}{REPRINTED}\s+(?P<name>{NAME})){terms}{END}", as_written=True),
        Slot(rf"{line}{raw}{OPEN}\s*(?P<name>Reporting by)\s[^()]{{3,200}}diting by\s[^()]{{3,80}}{CLOSE}){END}", creditor="Reuters"),
        Slot(rf"{tail}{raw}(?:Copyright|©)\s*(?:\(c\)\s*|©\s*)?(?:\d{{4}}\s*)?(?P<name>{sure}|AP|AFP))[^\p{{L}}][^\n]{{0,90}}$"),
        Slot(rf"{line}{raw}[^\n]{{0,60}}?(?:avec|with|mit|con|com|{spell('với')})\s+(?P<name>{known})){END}"),
        Slot(rf"{line}{raw}(?:[Bb]y|BY|{spell('Bởi')}|Par|Por|Von)\s+(?P<name>{known})){END}"),
        Slot(rf"{line}{raw}(?:By\s+)?{person}\s*[/|,;–—-]\s*(?P<name>{sure}|AP|AFP)(?:,\s*{NAME})?(?:{desk})?){END}"),
        Slot(rf"{line}{raw}By\s+{person}\s(?P<name>{sure}|AP|AFP)(?:{desk})){END}"),
        Slot(rf"{line}{raw}(?P<name>(?:{known})(?:\s*[/,;]\s*[^\n]{{2,40}}?)?)){END}", ambiguous=False),
        Slot(rf"{line}{raw}(?P<name>AFP|EFE|ANSA|dpa)){END}"),
        Slot(rf"{line}{raw}(?P<name>{HOST})){END}", as_written=True),
        Slot(rf"{line}{raw}{OPEN}?(?P<name>{STAFF}){CLOSE}?){END}", role="self", as_written=True),
    ]  # fmt: skip


def make_caption_slots(agencies: Agencies) -> list[Slot]:
    """Return the credits a caption can end with."""
    known, sure = list_names(agencies, ambiguous=True), list_names(agencies, ambiguous=False)
    tail, edge, raw = r"^(?P<before>.*?)", r"^(?P<before>(?:.*?[^\p{L}\p{M}])?)", r"(?P<raw>"
    label = rf"(?:{PHOTO_LABEL}|{TEXT_LABEL})"
    name = rf"(?P<name>{BRACKETED}+?)"
    photo = "photo"
    return [
        Slot(rf"{tail}{raw}{OPEN}\s*{label}\s*[:：]?\s*{name}\s*{CLOSE}){END}", photo, as_written=True),
        Slot(rf"{tail}{raw}{OPEN}\s*(?P<name>{WORDY})\s+Photo\s*[/|]{BRACKETED}+{CLOSE}){END}", photo, as_written=True),
        Slot(rf"{tail}{raw}{OPEN}\s*(?P<name>{BRACKETED}*?(?:[/|,–-]|\svia)\s*(?:{known})(?:\s*[,/]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", photo),
        Slot(rf"{tail}{raw}{OPEN}\s*(?P<name>(?:{sure})(?:\s*[,/]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", photo, ambiguous=False),
        Slot(rf"{tail}{raw}(?:[.!?”\"]\s*|\s\s|\u00a0|^\s*){OPEN}\s*(?P<name>(?:{known})(?:\s*[,/]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", photo),
        Slot(rf"{edge}{raw}{PHOTO_LABEL}\s*[:：]\s*(?P<name>[^\n:：]{{2,70}}?)){END}", photo, as_written=True),
        Slot(rf"{edge}{raw}{TEXT_LABEL}\s*[:：]\s*(?P<name>[^\n:：]{{2,60}}?)){END}", photo, as_written=True),
        Slot(rf"^(?P<before>\s*){raw}(?:Image copyright|Photo by|Photograph by|Photo credit|Credit)\s+(?P<name>[^\n]{{2,70}}?)){END}", photo),
        Slot(rf"{tail}{raw}(?P<name>新华社|中新社|{known})(?:{spell('记者')}\p{{Han}}{{1,5}})?(?:[发發]|[摄攝])){END}", photo),
        Slot(rf"^(?P<before>(?:.*?[.!?”]\s+|.*?\s\s|\s*)){raw}(?P<name>[^.!?\n]{{0,50}}?(?:[/|,–•-]|\svia|\s)\s*(?:{known})(?:\s*[/|,]\s*[^.\n]{{2,40}})?)){END}", photo),
        Slot(rf"^(?P<before>\s*){raw}(?P<name>(?:{known})(?:\s*[/|,]\s*[^\n]{{2,50}})?)){END}", photo),
        Slot(rf"^(?P<before>.*?[\s\u00a0]){raw}\|\s?(?P<name>[^|;:\n]{{2,40}}?)){END}", photo, as_written=True),
    ]  # fmt: skip


def make_citing_slots(agencies: Agencies) -> list[Slot]:
    """Return how a paragraph names where it has one fact from."""
    known = list_names(agencies, ambiguous=True)
    said = spell_any(
        "Theo", "theo", "dẫn nguồn", "dẫn lời", "trích dẫn", "According to", "according to", "cited by", "quoted by",
        "reported by", "told", "selon", "Selon", "según", "Según", "laut", "据", "據",
    )  # fmt: skip
    house = spell_any(
        "hãng tin",
        "hãng thông tấn",
        "hãng",
        "báo",
        "tờ",
        "kênh",
        "the",
        "the news agency",
        "l'agence",
        "la agencia",
    )
    return [
        Slot(rf"^(?P<before>(?s:.*?))(?P<raw>{said}\s+(?:{house}\s+)?(?P<name>{known}))(?:\W|$)", "cites"),
        Slot(rf"^(?P<before>(?s:.*?))(?P<raw>(?:据|據)(?P<name>{known}))", "cites"),
        Slot(rf"^(?P<before>(?s:.*?))(?P<raw>(?P<name>{known})\s+contributed to this)", "cites"),
    ]
