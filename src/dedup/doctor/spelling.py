"""Ways to write the same words: each a function from text to text."""

import re
import unicodedata

_TONES = {"\u0300": "àèòùỳ", "\u0301": "áéóúý", "\u0309": "ảẻỏủỷ", "\u0303": "ãẽõũỹ", "\u0323": "ạẹọụỵ"}
_OPEN = re.compile(r"(?<![qQ])([òóỏõọ])([ae])(?!\w)|(?<![qQ])([ùúủũụ])(y)(?!\w)")
_PLAIN = "aeouy"
# Names of the outside world have letters that Vietnamese does not, or run over its syllables.
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_SYLLABLE = re.compile(r"[^aeiouy]*[aeiouy]+(?:[^aeiouy]+$)?", re.IGNORECASE)
_BY_EAR = (("ph", "f"), ("w", "u"), ("z", "d"), ("j", "gi"), ("ck", "c"), ("ee", "i"), ("oo", "u"))


def decompose(text: str) -> str:
    """Write letters and marks apart (NFD)."""
    return unicodedata.normalize("NFD", text)


def move_tones(text: str) -> str:
    """
    Put the tone of an open oa, oe, uy on its second vowel.

    >>> move_tones("hòa thủy quý hoàn")
    'hoà thuỷ quý hoàn'
    """

    def move(found: re.Match[str]) -> str:
        first, second = (group for group in found.groups() if group)
        apart = unicodedata.normalize("NFD", first)
        return apart[0] + _TONES[apart[1]][_PLAIN.index(second)]

    return _OPEN.sub(move, unicodedata.normalize("NFC", text))


def write_eth(text: str) -> str:
    """Write Đ as the Icelandic letter that looks like it."""
    return text.replace("Đ", "\u00d0").replace("đ", "\u00f0")


def spell_by_ear(text: str) -> str:
    """
    Spell foreign names by syllable.

    >>> spell_by_ear("Washington và Hà Nội")
    'Ua-shi-ngton và Hà Nội'
    """

    def spell(found: re.Match[str]) -> str:
        name = found[0].lower()
        for letters, heard in _BY_EAR:
            name = name.replace(letters, heard)
        parts = _SYLLABLE.findall(name)
        return "-".join(parts).capitalize() if len(parts) > 1 else found[0]

    return _NAME.sub(spell, text)


def garble(text: str) -> str:
    """
    Read UTF-8 as Windows-1252, as a misconfigured importer does.

    >>> garble("Việt")
    'Viá»‡t'
    """
    data = unicodedata.normalize("NFC", text).encode()
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
