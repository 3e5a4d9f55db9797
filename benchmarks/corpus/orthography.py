"""How an outlet spells: each habit is one function from text to text."""

import re
import unicodedata
from collections.abc import Callable

PLAIN = "aeouy"
TONES = {"\u0300": "àèòùỳ", "\u0301": "áéóúý", "\u0309": "ảẻỏủỷ", "\u0303": "ãẽõũỹ", "\u0323": "ạẹọụỵ"}
OPEN_SYLLABLE = re.compile(r"([òóỏõọ])([ae])(?!\w)|([ùúủũụ])(y)(?!\w)")
NAMES = {
    "Veladia": "Ve-la-đi-a",
    "Aldoria": "An-đô-ri-a",
    "Kestria": "Ke-xtri-a",
    "Varholt": "Va-rơ-hôn",
    "Ines": "I-nét",
    "Marek Dolan": "Ma-rếch Đô-lan",
    "Nordkamp": "Noóc-cam",
    "Port Senn": "Po Xen",
    "Tessaly": "Tê-xa-li",
    "ghi-ta": "ghi ta",
}


def decompose(text: str) -> str:
    """Write letters and marks apart (NFD)."""
    return unicodedata.normalize("NFD", text)


def late_tones(text: str) -> str:
    """
    Put the tone of oa, oe, uy on the second vowel.

    >>> late_tones("hòa thủy khóa hoàn")
    'hoà thuỷ khoá hoàn'
    """

    def move(match: re.Match[str]) -> str:
        first, second = (group for group in match.groups() if group)
        apart = unicodedata.normalize("NFD", first)
        return apart[0] + TONES[apart[1]][PLAIN.index(second)]

    return OPEN_SYLLABLE.sub(move, text)


def eth(text: str) -> str:
    """Write Đ as U+00D0, as old keyboards did."""
    return text.replace("Đ", "\u00d0")


def transliterate(text: str) -> str:
    """Spell foreign names by ear, with hyphens."""
    for name, spelling in NAMES.items():
        text = text.replace(name, spelling)
    return text


def no_break(text: str) -> str:
    """Keep a number and the word after it on one line."""
    return re.sub(r"(?<=\d) (?=[^\W\d])", "\u00a0", text)


HABITS: dict[str, Callable[[str], str]] = {
    "decompose": decompose,
    "late_tones": late_tones,
    "eth": eth,
    "transliterate": transliterate,
    "no_break": no_break,
}
