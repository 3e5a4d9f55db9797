"""The tables of forms.py as name lookups and compiled patterns over folded lines."""

import re
from collections.abc import Iterable
from typing import Any

from .. import republication
from . import countries, forms


def join_names(names: Iterable[str]) -> str:
    """
    Return a pattern of folded names, the longest first, where "_" is any space.

    The names are written as a tree, so that a search asks for each first letter once: five
    times faster than asking for each name.

    >>> join_names(["mars", "mai", "ma"])
    'ma(?:i|rs)?'

    """
    tree: dict[str, Any] = {}
    for name in filter(None, names):
        node = tree
        for letter in name:
            node = node.setdefault(letter, {})
        node[""] = {}
    return write_tree(tree)


def write_tree(tree: dict[str, Any]) -> str:
    """Return the pattern of a tree of letters; an empty letter ends a name."""
    branches = [
        (r"\s+" if letter == "_" else re.escape(letter)) + write_tree(tree[letter])
        for letter in sorted(tree)
        if letter
    ]
    if not branches:
        return ""
    if "" in tree:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def number_names(table: dict[str, str]) -> dict[str, tuple[int, str]]:
    """Return each name with its place from 1 and its language; the first language wins."""
    numbered: dict[str, tuple[int, str]] = {}
    for language, row in table.items():
        for place, cell in enumerate(row.split(), start=1):
            for name in cell.split("|"):
                numbered.setdefault(name.replace("_", " "), (place, language))
    return numbered


def label_names(table: dict[str, str]) -> dict[str, str]:
    """Return each label with its language; the first language wins."""
    labels: dict[str, str] = {}
    for language, row in table.items():
        for name in row.split("|"):
            labels.setdefault(name.replace("_", " "), language)
    return labels


MONTH_NUMBERS = number_names(forms.MONTHS)
# "5 tháng 2", "5 thg 2" and "5 Th2" are written by people, systems and blogs.
MONTH_NUMBERS |= {
    f"{word}{gap}{form}": (n, "vi")
    for word in ("tháng", "thg", "th")
    for gap in (" ", "")
    for n in range(1, 13)
    for form in (f"{n}", f"{n:02}")
}
MONTH_NUMBERS |= {
    f"tháng {name}": place for name, place in number_names({"vi": forms.VIETNAMESE_MONTHS}).items()
}
WEEKDAY_NUMBERS = number_names(forms.WEEKDAYS)
PUBLISHED_LABELS = label_names(forms.PUBLISHED_FORMS)
MODIFIED_LABELS = label_names(forms.MODIFIED_FORMS)

# The year may be glued to a time of day, as pages without spaces in their markup are.
# … or to the age of the page: "20243 years".
AGES = join_names(forms.AGES.split("|"))
YEAR = rf"(?P<year>(?:19|20)\d\d)(?:(?!\d)|(?=\d{{1,2}}(?:[:.]|\s?(?:{AGES})(?![^\W\d_]))))"
START = r"(?<!\d)(?<!\d[./\-])"
NAME = r"(?P<name>(?:tháng|thg|th)\.?\s?\d{1,2}(?!\d)|tháng\s+[^\W\d_]+(?:\s+(?:một|hai))?|[^\W\d_]{3,})"

DATE_PATTERNS = [
    re.compile(
        START + YEAR + r"(?P<sep>\s?[./\-]\s?)(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)"
        r"(?:\.(?=\s))?"
    ),
    re.compile(START + r"(?P<one>\d{1,2})\s?(?P<sep>[./\-])\s?(?P<two>\d{1,2})\s?(?P=sep)\s?" + YEAR),
    re.compile(
        START + r"(?P<day>\d{1,2})(?:(?:st|nd|rd|th|er)(?!\d)|\.|º|ª)?[\s\-/]*(?:de\s+|of\s+|del\s+)?" + NAME
        + r"[.,]?[\s\-/]*(?:de\s+|del\s+|năm\s+)?" + YEAR
    ),
    re.compile(r"(?<![^\W\d_])" + NAME + r"[.,]?[\s\-]+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
        + r"(?:[,/\-]?\s?|\s+de\s+|\s+del\s+)" + YEAR),
    re.compile(r"(?<![^\W\d_])" + START + r"(?P<one>\d{1,2})(?P<sep>[./\-])(?P<two>\d{1,2})(?P=sep)"
        + r"(?P<short>\d\d)(?![\d/\-]|\.\d)"),
    re.compile(START + YEAR + r"\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
]  # fmt: skip

CLOCK = (
    r"(?:(?P<half>午前|午後|上午|下午|오전|오후)\s?)?(?P<hour>\d{1,2})"
    r"(?::(?P<m1>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"|\s?(?:h(?![a-z])|g(?=\d)|giờ|時(?!間)|时|點|点|시(?!간))(?:\s?(?P<m2>\d{1,2})(?!\d)(?:\s?(?:phút|分|분))?)?"
    r"|\.(?P<m3>\d\d)(?![\d.])"
    r"|(?P<m4>[0-5]\d)(?=\s?(?:hrs?|hours|gmt|utc)\b)"
    r"|(?=\s{0,3}[ap]\.?m\b))"
    r"['’]?(?:\s?(?:h(?:r?s|ours)?|uhr)(?![a-z])\.?)?(?:\s{0,3}(?P<meridiem>a\.?m\b\.?|p\.?m\b\.?|sa\b|ch\b|sáng|trưa|chiều|tối|đêm))?(?!\d)"
)
ZONE_NAMES = {*countries.ZONES, *countries.SEASONAL_ZONES, *countries.SHARED_ZONES}
PLACE_NAMES = join_names(name.replace(" ", "_") for name in countries.PLACE_ZONES)
ZONE = (
    r"[\s(,]{0,3}(?:(?:gmt|utc)\s?(?P<sign>[+\-−])\s?(?P<zh>\d{1,2})(?::?(?P<zm>\d\d))?"
    r"|(?P<sign2>[+\-−])(?P<zh2>\d\d):?(?P<zm2>\d\d)(?!\d)"
    rf"|(?:giờ\s+(?P<place>{PLACE_NAMES})|(?:{join_names(countries.SHARED_ZONES)})\s?\(\s?(?P<place2>{PLACE_NAMES})"
    rf"|(?P<place3>{PLACE_NAMES})(?:\s(?:standard|daylight|summer|local))?\s+time)(?![^\W\d_])"
    rf"|(?P<abbreviation>{join_names(ZONE_NAMES)})(?![^\W\d_]))\s?\)?"
)
# "5:34 pmport": which half of the day is meant can be guessed, and a wrong guess makes it another time.
CUT_HALF = re.compile(r"[:.\dh]{0,6}(?P<gap>\s?)(?P<half>[ap])\.?m(?=[^\W\d_])")
WORDS_BETWEEN = rf"(?:{join_names(forms.FILLERS.split('|'))}|{join_names(WEEKDAY_NUMBERS)})(?![^\W\d_])"
# The one-sign weekdays of Chinese, Japanese and Korean stand in brackets.
SIGNS_BETWEEN = r"\([月火水木金土日一二三四五六월화수목금토일]\)|[\s,;|•·/()\-–—]"
# Read once and never otherwise: "vào lúc" is two fillers too, and n of them are 2^n readings.
BETWEEN = rf"(?:{SIGNS_BETWEEN}|t(?=\d)|{WORDS_BETWEEN}\.?)*+"
AFTER = re.compile(rf"{BETWEEN}:?\s*{CLOCK}(?:{ZONE})?")
BEFORE = re.compile(rf"(?<![\d.:]){CLOCK}(?:{ZONE})?{BETWEEN}\Z")
# "Updated 0420 GMT (1220 HKT) July 15, 2018"
ZONED_FIGURES = rf"\d{{4}}\s?(?:gmt|utc|{join_names(ZONE_NAMES)})(?![^\W\d_])"
APART = re.compile(rf"(?:{SIGNS_BETWEEN}|t(?=\d)|{WORDS_BETWEEN}|{ZONED_FIGURES}|[:.])*+")
ZONE_AFTER = re.compile(rf"[\s,]*{ZONE}")
RANGE = re.compile(r"\s*(?:[-–—~]|to|đến|bis|until|a|au)\s*")
RANGE_TO = re.compile(r"\s*[-–—]\s*(?:nay\b|(?:19|20)\d\d(?![\d:])|\d{1,2}([./\-])\d{1,2}\1\d{2,4})")
# "2 – 5 October 2025", "3/10 - 5/10/2025"; what ends a time of day or is counted begins none.
RANGE_FROM_DAY = re.compile(
    r"(?<![\d:.h])(?<!: )(?<!giờ )(?P<day>\d{1,2})(?P<month>\s?/\s?\d{1,2}|\.\d{1,2}\.)?"
    r"\s*(?:[-–—~]|to|đến|bis|au)\s*\Z"
)
RANGE_FROM_YEAR = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*\Z")

LABEL = re.compile(
    rf"(?<![^\W\d_])(?:{join_names([*PUBLISHED_LABELS, *MODIFIED_LABELS])})(?![^\W\d_])"
    # No spaces part the words of these scripts, so no boundary can be asked for.
    rf"|{join_names(forms.MODIFIED_FORMS['ja'].split('|') + forms.MODIFIED_FORMS['zh'].split('|'))}"
    rf"|{join_names(forms.PUBLISHED_FORMS['ja'].split('|') + forms.PUBLISHED_FORMS['zh'].split('|'))}"
)
# The same day in another calendar: "09/01/2025 (10 tháng Chạp năm Giáp Thìn)".
SAME_DAY = re.compile(
    r"[\s,]*[(\[](?:[^\W\d_]+\s){0,3}\d{1,2}(?:\s?[/-]\s?\d{1,2}(?![\d/-])|\s?(?:tháng|thg)\s)[^()\[\]\d]*[)\]]"
    r"|[\s,]*[(\[](?:农历|農曆|음력|旧暦)[^()\[\]]*[)\]]"
)
NOTED = re.compile(rf"\s?[(\[]\s?(?P<label>{join_names([*PUBLISHED_LABELS, *MODIFIED_LABELS])})\s?[)\]]")
ELSEWHERE_NAMES = "|".join(forms.ELSEWHERE.values()).split("|")
ELSEWHERE_SIGNS = r"©|://|www\.|[朝夕]刊|\d\s?版"
ELSEWHERE = re.compile(rf"(?<![^\W\d_])(?:{join_names(ELSEWHERE_NAMES)})(?![^\W\d_])|{ELSEWHERE_SIGNS}")
# What a date is of, right before it or before its weekday: the last word, and what joins the date to it.
BEFORE_DAY = (
    rf"(?P<colon>\s?[:：])?(?P<on>\s+(?:{join_names(forms.ON.split('|'))}))?"
    rf"(?:[\s,]+(?:{join_names(WEEKDAY_NUMBERS)}),?)?\s*\Z"
)
LAST_WORD = re.compile(rf"(?<![^\W\d_])(?P<word>[^\W\d_]+)[’')\]]?{BEFORE_DAY}")
OCCASION = re.compile(
    rf"(?<![^\W\d_])(?:{join_names('|'.join(forms.OCCASIONS.values()).split('|'))}),?{BEFORE_DAY}"
    rf"|(?<![^\W\d_])(?:{join_names(forms.ROUNDS.split('|'))})\s\d"
)
WEEKDAY = re.compile(rf"(?<![^\W\d_])(?:{join_names(WEEKDAY_NUMBERS)})(?![^\W\d_])")
WORD = re.compile(r"[^\W\d_]+")
WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+\Z")
# Labels that say of what only with a word before them: "event date" is not "date".
NOUNS = frozenset({"date", "datum"})
FILLER_NAMES = "|".join([forms.FILLERS, forms.READING_TIME, forms.BUTTONS]).split("|")
# What a line may say beside its date and still say nothing else, as runs of words.
NOTHING = frozenset(
    tuple(WORD.findall(name.replace("_", " ")))
    for name in [*PUBLISHED_LABELS, *MODIFIED_LABELS, *WEEKDAY_NUMBERS, *FILLER_NAMES]
)
AUTHOR = re.compile(rf"\s*(?:{join_names(forms.AUTHOR_WORDS.split('|'))})(?![^\W\d_])")
AUTHOR_BEHIND = re.compile(rf"[\s,;|•·–—-]*(?:{join_names(forms.AUTHOR_WORDS.split('|'))})[\s:]+(?=[^\W\d_])")
MASTHEAD_NAMES = forms.MASTHEAD.replace("_", " ").split("|")
MASTHEAD_LINE = re.compile(rf"(?<![^\W\d_])(?:{join_names(MASTHEAD_NAMES)})(?![^\W\d_])|\d\s?°\s?[cf]\b")
SOURCE = re.compile(rf"\W*(?:{join_names(forms.SOURCE_WORDS.split('|'))})(?![^\W\d_])")
CREDIT = re.compile(rf"\W*(?:{join_names(forms.CREDIT_WORDS.split('|'))})(?![^\W\d_])")
# Over composed lines as they stand: only its capital, or its host, tells a house; "on Tue 18 March" is none.
DAY_NAMES = rf"(?i:{join_names([*MONTH_NUMBERS, *WEEKDAY_NUMBERS])})\.?,?\s+(?:[^\W\d]+\.?,?\s+)?\d"
REPUBLISHED = re.compile(
    rf"\W*(?:{'|'.join(republication.FIRST)}) (?:{'|'.join(republication.OF)})?[“„«\"]?".replace(" ", r"\s+")
    + rf"(?!{DAY_NAMES})(?P<house>[^\W\d][\w-]*(?:\.[a-z]+)*)"
)
UNIT_MINUTES = {name: minutes for minutes, row in forms.AGO_UNITS.items() for name in row.split("|")}
YESTERDAY = re.compile(rf"(?<![^\W\d_])(?:{join_names(forms.YESTERDAY.split('|'))})(?![^\W\d_])")
AGO = re.compile(
    rf"(?P<before>(?<![^\W\d_])(?:{join_names(forms.AGO_BEFORE.split('|'))})\s+)?(?<!\d)(?P<count>\d{{1,3}}|an?)\s?"
    rf"(?P<unit>{join_names(UNIT_MINUTES)})(?P<after>\s?(?:{join_names(forms.AGO_AFTER.split('|'))}))?(?![^\W\d_])"
)

MORNING = frozenset({"am", "sa", "sáng", "午前", "上午", "오전"})
AFTERNOON = frozenset({"pm", "午後", "下午", "오후", "ch", "chiều", "tối"})
# Noon and night lie on both sides of twelve: the hours that are said with them, by those of the day.
# Whose midnight "12 giờ đêm" is, of the day before or after, is not said.
NAMED_HOURS = {
    "trưa": {1: 13, 2: 14} | {hour: hour for hour in range(10, 15)},
    "đêm": {9: 21, 10: 22, 11: 23} | {hour: hour for hour in (*range(5), 21, 22, 23)},
}
