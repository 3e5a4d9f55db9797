"""Bytes -> text: byte-order mark, strict UTF-8, what the file declares, then detection."""

import codecs
import re
from typing import NamedTuple

from .skips import SkippedInput

# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# A line feed is not one byte there: a file of lines or rows is held whole.
WIDE = ("utf-16", "utf-32")
MAX_WIDE_BYTES = 1 << 28

# Measured: short cp1258 is read as cp1006, short cp1252 as cp1250.
MIN_DETECTABLE_BYTES = 200

# The detector costs about 1 ms a KiB and is sure well before this.
SAMPLE_BYTES = 1 << 15

FOREIGN = re.compile(r"[^\x00-\x7f]+")

# One stray byte in this many letters does not make another encoding of it.
MAX_DAMAGED_SHARE = 0.001

# What news was written in before UTF-8; the detector's other guesses are noise.
DETECTABLE = [
    *("cp1252", "cp1258", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"),
    *("cp874", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "iso2022_jp"),
]
# The detector takes these for each other: only words tell.
LATIN = frozenset(["cp1250", "cp1252", "cp1254", "cp1257"])
LATIN_WORDS = {
    "cp1250": re.compile(r"\b(?:się|że|jest|który|není|jsou|také|podle|hogy|nem|és|și|în|pentru|nije)\b"),
    "cp1254": re.compile(r"\b(?:için|bir|olarak|olan|daha|değil|çok)\b"),
    "cp1257": re.compile(r"\b(?:yra|kad|iš|buvo|ir|ka|ar|tika|tas)\b"),
}
MIN_LATIN_WORDS = 3

# What pages mean by what they say.
# Source: https://encoding.spec.whatwg.org/#names-and-labels
DECLARED_MEANS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
}


# What a page declares must leave this as it is, or the page could not say so: Python also knows escapes
# ("unicode_escape", "utf-7") and letters of two bytes.
PLAIN = rb"\u0041 +AEE- ~{VPND~}"


class Decoded(NamedTuple):
    """Text, and how sure it is that these are its letters."""

    text: str
    encoding: str
    confidence: float  # 1.0 for a byte-order mark and strict UTF-8


def find_mark(data: bytes) -> str:
    """Return the encoding that a byte-order mark at the start of `data` names, or ""."""
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), "")


def decode_text(data: bytes, *, encoding: str | None = None, declared: str = "") -> Decoded:
    """
    Decode `data`, never guessing where it can know.

    Parameters
    ----------
    data : bytes
        A whole document.
    encoding : str, optional
        What the user says it is; nothing else is tried.
    declared : str
        What the document says it is, believed after a byte-order mark and UTF-8.

    Raises
    ------
    SkippedInput
        `undecodable`, with what was tried.

    """
    mark = find_mark(data)
    if mark or encoding:
        return _decode_strictly(data, mark or encoding or "")
    try:
        return Decoded(data.decode(), "utf-8", 1.0)
    except UnicodeDecodeError as error:
        begin = max(0, error.start - SAMPLE_BYTES // 8)
    return _decode_damaged(data) or _decode_declared(data, declared) or _detect(data, begin)


def sniff_encoding(head: bytes, *, encoding: str | None = None) -> Decoded:
    """
    Return what `decode_text` would of a longer text that begins with `head`.

    Raises
    ------
    SkippedInput
        `undecodable`.

    """
    mark = find_mark(head)
    if mark or encoding:
        return Decoded("", mark or encoding or "", 1.0)
    try:
        # A letter cut in two at the end of the head is no fault.
        return Decoded(codecs.getincrementaldecoder("utf-8")().decode(head), "utf-8", 1.0)
    except UnicodeDecodeError:
        return decode_text(head)


def _decode_strictly(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, 1.0)
    except UnicodeDecodeError as error:
        raise SkippedInput("undecodable", f"not {encoding}: byte {error.start} is {error.reason}") from error


def _decode_declared(data: bytes, declared: str) -> Decoded | None:
    name = DECLARED_MEANS.get(declared.strip().lower(), declared.strip().lower())
    # A page that says UTF-8 and is not is damaged UTF-8 or a wrong declaration.
    if not name or name.replace("_", "-") in {"utf-8", "utf8"}:
        return None
    try:
        return Decoded(data.decode(name), name, 0.9) if PLAIN.decode(name) == PLAIN.decode() else None
    except (ValueError, LookupError):  # letters it has not, or no name of an encoding
        return None


def _decode_damaged(data: bytes) -> Decoded | None:
    # Other encodings look like UTF-8 by accident in far fewer than half of their letters.
    text = data.decode(errors="replace")
    damaged = text.count("\ufffd")
    foreign = sum(map(len, FOREIGN.findall(text))) - damaged
    if damaged > foreign and damaged > 1 + MAX_DAMAGED_SHARE * len(text):
        return None
    if foreign == 0 and len(text) < 1 / MAX_DAMAGED_SHARE:
        return None
    return Decoded(text, "utf-8", 1 - damaged / (damaged + max(foreign, damaged)))


def _detect(data: bytes, begin: int) -> Decoded:
    # Most news is UTF-8, and its reader need not wait for the detector to load.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    if len(data) < MIN_DETECTABLE_BYTES:
        detail = f"not UTF-8, and {len(data)} bytes are too few to tell; say --encoding"
        raise SkippedInput("undecodable", detail)
    sample = data[begin : begin + SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=DETECTABLE).best()
    if best is None:
        raise SkippedInput("undecodable", "not UTF-8, nor any encoding we can tell; say --encoding")
    name = _choose_latin(sample) if best.encoding in LATIN else best.encoding
    # The detector's mess ratio, and never as sure as what a file says itself.
    confidence = round(max(0.0, 1 - best.chaos) * 0.8, 2)
    try:
        return Decoded(data.decode(name), name.replace("_", "-"), confidence)
    except UnicodeDecodeError as error:
        raise SkippedInput("undecodable", f"in part {name}, but byte {error.start} is not") from error


def _choose_latin(sample: bytes) -> str:
    """Return which of the look-alikes it is, by words: all of them have a letter for every byte."""
    hits = {name: len(words.findall(sample.decode(name, "replace"))) for name, words in LATIN_WORDS.items()}
    name = max(hits, key=lambda name: hits[name])
    return name if hits[name] >= MIN_LATIN_WORDS else "cp1252"
