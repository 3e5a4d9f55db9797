"""
The slots of an article's last lines, its byline and its credit line.

A credit there is announced by a word, stands beside a day or a person, or says where a text was first.
"""

# ruff: noqa: E501  (a pattern cut in two is harder to check than a long line)

from ..spellings import HOST
from .patterns import (
    ACRONYM,
    BRACKETED,
    CLEAR,
    CLOSE,
    CLOSED,
    COMPILED,
    COURTESY,
    DASH,
    DATED_END,
    DESK,
    END,
    LABEL,
    NAME,
    OF,
    OPEN,
    PHOTO_LABEL,
    QUOTE,
    REPUBLISHED,
    SAYS,
    STAFF,
    TERMS,
    TEXT_LABEL,
    WHEN,
    WRITTEN,
    spell,
    spell_any,
)
from .slots import Names, Slot

# The day or the time of day that a name stands beside on a date line, and how either can begin.
YEAR = r"(?:19|20)\d\d"
DAY = rf"(?:{YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d[./-]{YEAR}|\p{{L}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}|\d\s\p{{L}}{{3,9}}\.?,?\s{YEAR})"
OPENING_DAY = rf"(?:\d{{1,2}}:\d\d|\d{{1,4}}[./-]\d{{1,2}}(?:[./-]\d|,?\s\d{{1,2}}:\d\d)|\d{{1,2}}\s\p{{L}}{{3,9}}\.?,?\s{YEAR}|\p{{Lu}}\p{{L}}{{2,8}}\.?\s\d{{1,2}},?\s{YEAR})"
REPORTER = spell_any("PV", "P/v", "P.V", "Phóng viên", "phóng viên")
COPYRIGHT = r"(?:(?:Copyright|©)\s*(?:\(c\)\s*|©\s*)?(?:\d{4},?\s*)?|\([cC]\)\s*\d{4},?\s*)"


def make_closing_slots(names: Names) -> list[Slot]:
    """Return the credits an article's last lines, its byline and its credit line can hold."""
    known, sure, _ = names
    line, raw = r"^(?P<before>\s*)", r"(?P<raw>"
    short = r"^\s*\S+(?:\s+\S+){0,9}\s*$"  # a few words, and buttons
    author = r"[^\n:：]{2,60}?(?:\s[-–—]\s|[/,|(\[]\s*)"
    return [
        Slot(rf"{line}{raw}{WRITTEN}\s*[:：]\s*(?:{author})?(?:[^\n:：]{{0,20}}{REPORTER}\s)?(?P<name>{known}(?:\s*/\s*{known})?){CLOSE}?){END}", near=rf"^\s*{WRITTEN}\s*[:：]"),
        *_make_labelled_slots(known),
        Slot(rf"{raw}(?:[.!?。…”\"»]|\./\.)\s*{OPEN}\s*(?P<name>(?:{known})(?:\s*[/,;]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", near=CLOSED),
        Slot(rf"{line}{raw}{OPEN}\s*(?P<name>{BRACKETED}*?(?:{known}))\s*{CLOSE}){END}", near=CLOSED),
        Slot(rf"{raw}{OPEN}\s*(?P<name>(?:{sure})(?:\s*[/,;]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", near=CLOSED, ambiguous=False),
        Slot(rf"{line}{raw}{OPEN}(?P<name>{HOST}|{ACRONYM}){CLOSE}){END}", near=CLOSED, as_written=True),
        Slot(rf"{raw}[.!?”\"]\s+{TEXT_LABEL}\s*[:：]?\s+(?P<name>{known})){DATED_END}"),
        Slot(rf"{raw}(?:\./\.|(?:[.!?”\"]|^)\s*{DASH})\s*(?P<name>{known})){END}"),
        Slot(rf"{raw}[.!?…”\"]\s+(?P<name>{known}(?:\s?/\s?{NAME})?)){END}", ambiguous=False),
        *_make_compiled_slots(known),
        *_make_republished_slots(known),
        *make_taken_slots(rf"(?:{sure}|{CLEAR})"),
        Slot(rf"{line}{raw}{OPEN}\s*(?P<name>Reporting by)\s[^()]{{3,}}diting by\s[^()]{{3,}}{CLOSE}){END}", near=CLOSED, creditor="Reuters"),
        Slot(rf"{line}{raw}{OPEN}?\s*[Rr]eporting by\s(?:[Tt]he\s)?(?P<name>{known}){CLOSE}?){END}", near="eporting by"),
        Slot(rf"{raw}{COPYRIGHT}(?P<name>{sure}|{CLEAR}))(?P<after>(?:[^\p{{L}}\n][^\n]*)?)$", near=r"Copyright|©|\([cC]\)"),
        *_make_signature_slots(names),
        Slot(rf"{line}{raw}(?P<name>(?:{known})(?:\s*[/|,;]\s*[^\n]{{2,40}}?)?)){END}", ambiguous=False),
        Slot(rf"{line}{raw}(?P<name>{CLEAR})){END}"),
        Slot(rf"{line}{raw}(?P<name>{HOST})){END}", near=short, as_written=True),
        *_make_dated_slots(sure),
        Slot(rf"{line}{raw}{OPEN}?(?P<name>{STAFF}){CLOSE}?){END}", "self", near=short, as_written=True),
    ]  # fmt: skip


def _make_dated_slots(sure: str) -> list[Slot]:
    """Return the agencies that stand beside the day or the time of day on a date line."""
    raw, near, one = r"(?P<raw>", rf"\d[./:-]\d|{YEAR}", r"\p{Lu}[\p{L}\p{M}.'’-]*\s*"
    time = rf"[^\n]{{0,60}}?(?:\d:\d\d|{DAY})"
    zone = r"(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?\(?(?:GMT|UTC|\p{Lu}{2,4}T)\s?[+-]?\d*\)?)?"
    by, name = r"(?:By|BY|by)\s+", rf"(?P<name>{sure}|AP|AFP)"
    authors = rf"(?:(?:{by})?\p{{Lu}}[^\n\d:]{{2,80}}?\s?[/|,;–—-]+\s*)?"
    day = rf"(?:(?:Published|Posted|Updated)\s+)?(?:\p{{Lu}}\p{{L}}{{2,8}},\s+|\p{{Lu}}\p{{Ll}}{{2,5}}day\s+)?{OPENING_DAY}"
    return [
        Slot(rf"^(?P<before>{time}{zone}(?:\s*[|·•–—-]\s*|\s+)){raw}(?:{by}(?:{one})+[/|,;–—-]\s*)?{name}){END}", near=near),
        Slot(rf"^(?P<before>{time}{zone}[\s,|·•–—-]+){raw}{by}{name})(?P<after>\s*(?:[,|·•–—-][^\n]{{0,80}})?)$", near=near),
        Slot(rf"^(?P<before>\s*){raw}{authors}{name})(?P<after>[\s|·•–—-]+{day}[^\n]{{0,80}})$", near=near),
    ]  # fmt: skip


def _make_labelled_slots(known: str) -> list[Slot]:
    """Return the credits that words as "source" or "photo" announce, in brackets or on a line of their own."""
    line, raw = r"^(?P<before>\s*)", r"(?P<raw>"
    name = rf"(?P<name>{BRACKETED}+?)"
    bullet = r"(?:[-–—|•*]\s*)?"
    press = spell_any("báo", "tạp chí", "trang", "tờ", "báo điện tử")
    quoting = spell_any("dẫn", "dẫn lại", "dẫn nguồn", "dẫn theo", "theo", "trích")
    return [
        Slot(rf"{line}{raw}(?P<via>{HOST})\s*{OPEN}\s*(?:{TEXT_LABEL})\s*[:：]?\s*{name}\s*{CLOSE}){END}", near=CLOSED, as_written=True),
        Slot(rf"{raw}{OPEN}\s*(?:{TEXT_LABEL})\s*[:：]?\s*(?:{press}\s+)?{name}{WHEN}\s*{CLOSE}){END}", near=CLOSED, as_written=True),
        Slot(rf"{raw}{OPEN}\s*(?:[Aa]vec|[Ww]ith|[Mm]it|[Cc]on|[Cc]om)\s+(?:\w+\s+){{0,2}}(?P<name>(?:{known})(?:\s*[/,&]\s*{BRACKETED}+)?)\s*{CLOSE}){END}", near=CLOSED),
        Slot(rf"{raw}{OPEN}\s*{PHOTO_LABEL}\s*[:：]?\s*{name}\s*{CLOSE}){END}", "photo", near=CLOSED, as_written=True),
        Slot(rf"{line}{raw}{bullet}{PHOTO_LABEL}\s*[:：]\s*(?P<name>[^\n]{{2,60}}?)){END}", "photo", near=rf"^\s*{bullet}{PHOTO_LABEL}", as_written=True),
        Slot(rf"{line}{raw}Image source,\s+(?P<name>[^\n]{{2,60}}?)){END}", "photo", near="Image source", as_written=True),
        Slot(rf"{line}{raw}{TEXT_LABEL}(?:\s*[:：]\s*|\s+)(?P<via>{NAME})\s*{OPEN}\s*{quoting}\s+(?:{press}\s+)?{name}{CLOSE}){END}", near=CLOSED, as_written=True),
        Slot(rf"{line}{raw}{TEXT_LABEL}(?:\s*[:：]\s*|\s+){NAME}\s*{OPEN}{name}{CLOSE}){END}", near=CLOSED, as_written=True),
        Slot(rf"{line}{raw}{TEXT_LABEL}(?:\s*[:：]\s*|[ \u00a0]+)(?:{press}\s+)?(?P<name>{NAME}(?:[/,;&]\s*(?:{HOST}|[\p{{Lu}}\p{{Lo}}][^\n]{{1,40}}?))?)){DATED_END}", near=rf"^\s*{TEXT_LABEL}", as_written=True),
    ]  # fmt: skip


def _make_republished_slots(known: str) -> list[Slot]:
    """Return how a line says where a text was published first."""
    line, raw = r"^(?P<before>\s*)", r"(?P<raw>"
    leave = rf"(?i:courtesy)|Genehmigung|autorisation|ortesia|{spell('ortesía')}"
    said = rf"ppeared|ubli|\s[Rr]an\s|osted|rinted|roduced|ndicated|eported|he\soriginal|ed\sby|rsch|ffentlicht|[Pp]aru|{spell('đăng')}|{spell('Đăng')}|{spell('xuất bản')}|{spell('ẫn lại')}|{spell('ung cấp')}|{leave}|reading|ead\s(?:the|full|more\sat)\s|{spell('ọc')}\s|{spell('em')}\s|eiterlesen|la\ssuite|\spartner|{spell('ẫn')}\s|dari\s"
    house = rf"{OF}{QUOTE}?(?P<name>{NAME}){QUOTE}?"
    return [
        Slot(rf"{line}{raw}(?:{TEXT_LABEL}|{REPUBLISHED})(?:\s*[:：]\s*|\s+)https?://(?:www\.)?(?P<name>{HOST})(?:/\S*)?){END}", near="https?://", as_written=True),
        Slot(rf"{line}{raw}This report by (?P<name>{known})) was first published", near="This report by"),
        Slot(rf"{line}{raw}{OPEN}?{REPUBLISHED}\s+{house}){TERMS}{END}", near=said, as_written=True),
        Slot(rf"{line}{raw}{OPEN}?{COURTESY}\s+{OF}(?P<name>{known})){CLOSE}?{END}", near=leave),
        Slot(rf"{line}{raw}{COPYRIGHT}(?P<name>{NAME})\.?\s+(?:Visit\s\S+\s+)?Distributed\sby\s+(?:the\s+)?(?P<via>{NAME})){TERMS}{END}", near=r"istributed\sby", as_written=True),
    ]  # fmt: skip


def make_taken_slots(house: str, *, as_written: bool = False) -> list[Slot]:
    """Return how a line of a few words says of `house`, the pattern of a known one, that a text is its."""
    line, raw, name = r"^(?P<before>\s*)", r"(?P<raw>", rf"{OF}(?P<name>{house})"
    bullet = r"(?:[-–—|•*]\s*)?"
    return [
        Slot(rf"{line}{raw}{OPEN}?{bullet}{LABEL}\s+{name}{DESK}){TERMS}{CLOSE}?{END}", near=rf"^\W*{LABEL}\s", as_written=as_written, ambiguous=not as_written),
        Slot(rf"{line}{raw}{OPEN}?{name}\s{SAYS})\.?{CLOSE}?{END}", near=rf"\s{SAYS}", as_written=as_written, ambiguous=not as_written),
        Slot(rf"{raw}(?:published|generated)\sfrom\s(?:an?|the)\s(?P<name>{house})\s(?:\w+\s)?feed)(?P<after>[.)\]\s]*)$", near=r"\sfeed", as_written=as_written, ambiguous=not as_written),
    ]  # fmt: skip


def _make_compiled_slots(known: str) -> list[Slot]:
    """Return how a line says whose texts were put together or translated, mostly behind who did it."""
    line, raw, near = r"^(?P<before>\s*)", r"(?P<raw>", rf"{COMPILED}\s"
    word = r"\p{Lu}[\p{L}\p{M}.]*"
    author = rf"(?:{word}(?:\s*[,&/–-]\s*|\s+(?:{spell('và')}\s+)?|\s*)){{1,8}}"
    piece = rf"[*\s]*(?:{spell('Nội dung')}\s)?{spell_any('Bài viết', 'bài viết', 'Bài')}\s[^\n.:()]{{0,60}}?"
    houses = rf"{OF}(?P<name>(?:{HOST}|[\p{{Lu}}\p{{Lo}}\d])[^\n:()（）]{{0,100}}?)"
    return [
        Slot(rf"{line}{raw}(?:{author}|{piece})?(?:[-–—/|:]\s*)?{OPEN}?\s*{COMPILED}\s+{houses}\s*{CLOSE}?){END}", near=near, as_written=True),
        Slot(rf"{raw}[.!?…”\"»]\s*{OPEN}\s*{COMPILED}\s+{houses}\s*{CLOSE}){END}", near=near, as_written=True),
        Slot(rf"{line}{raw}{author}[-–—/|]\s*[Tt]heo\s+{OF}(?P<name>{known})){END}", near=r"[-–—/|]\s*[Tt]heo\s"),
    ]  # fmt: skip


def _make_signature_slots(names: Names) -> list[Slot]:
    """Return how bylines name an agency, alone and beside people and places."""
    known, sure, capitals = names
    line, raw = r"^(?P<before>\s*)", r"(?P<raw>"
    desk = r"\s[\w\s]*(?:Writers?|Correspondents?|Reporters?)"
    one = r"(?:\p{Lu}[\p{L}\p{M}.'’-]*\s?)+"
    person = rf"(?:(?:{one},\s*)*{one}(?:and|AND|et|und|và|y|&)\s+)?(?:{one}[–-]\s)*{one}"
    shouted = r"[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]*){1,3}"
    town = r"\p{Lu}[\p{L}\p{M}.'’-]+(?:\s\p{Lu}[\p{L}\p{M}.'’-]+)?"
    beside = r"\s(?:avec|with|mit|con|com)\s"
    one_or_two = rf"(?P<name>{known}(?:\s*(?:[,/&]|\s(?:and|und|et|y|e)\s)\s*{known})?)"
    staff = r"(?:\s(?:[Ss]taff|[Rr]eporters?|[Ww]riters?|[Cc]orrespondents?))+"
    behind = (
        rf"(?:{DASH}\s*)?(?:[^\n]{{0,60}}?(?:avec|with|mit|con|com|{spell('với')})|[Bb]y|BY|{spell('Bởi')}|Par|Por|Von"
        rf"|{OPEN}?(?:[Ww]ith\s(?:\w+\s)?(?:files|inputs?|material|reporting|reports?)|[Mm]it\s\w+|[Cc]on\s\w+|[Cc]om\s\w+)"
        r"\s\w+(?:\sthe)?)"
    )
    return [
        Slot(rf"{line}{raw}{OPEN}?[Ww]ith\s{one_or_two}\sinputs?{CLOSE}?){END}", near="nput"),
        Slot(rf"{line}{raw}{behind}\s+{one_or_two}(?:\s+and\s+[Ss]taff(?:\s\w+)?|{staff}(?:\s{person})?|\sand\s{person})?{CLOSE}?){END}"),
        Slot(rf"{line}{raw}(?P<name>{known}\s?/\s?{known})){END}", near="/"),
        Slot(rf"{line}{raw}(?:By\s+)?{person}\s*[/|,;–—-]\s*(?P<name>{sure}|{CLEAR})(?:,\s*{NAME})?(?:{desk})?){END}"),
        Slot(rf"{line}{raw}By\s+{person}\s(?P<name>{sure}|{CLEAR})(?:{desk})){END}", near=r"By\s"),
        Slot(rf"{line}{raw}By\s+{person}\s(?P<name>{sure})){END}", near=r"By\s"),
        Slot(rf"{line}{raw}(?:By\s+)?\p{{Lu}}[\p{{L}}\p{{M}}.'’-]*\s{person}\p{{Ll}}(?P<name>{sure})){END}", near=r"\p{Ll}\p{Lu}"),
        Slot(rf"{line}{raw}(?:{shouted}\s(?:The\s)?|{person}\sThe\s)(?P<name>{sure})){END}"),
        Slot(rf"{line}{raw}[Bb]y\s+{person}\s?{OPEN}(?P<name>{CLEAR}){CLOSE}){END}", near=CLOSED),
        Slot(rf"{line}{raw}(?:{person}\s?{OPEN})?(?:{spell('Nhóm')}\s)?{REPORTER}\s(?P<name>{known})(?:\s{spell('tại')}\s[^\n()]{{2,40}})?{CLOSE}?){END}", near=rf"{REPORTER}\s"),
        Slot(rf"{line}{raw}(?P<name>{sure}|{CLEAR}){beside}{person}){END}", near=beside),
        Slot(rf"{line}{raw}(?P<name>{capitals}|{CLEAR})\s?[-–—/|,]\s?{town}){END}", near=r"^\s*\w+\s?[-–—/|,]"),
        Slot(rf"{line}{raw}(?P<name>{sure}|{CLEAR})\sin\s{town}){END}", near=r"\sin\s"),
    ]  # fmt: skip
