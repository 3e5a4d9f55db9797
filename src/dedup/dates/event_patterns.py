"""
How a text tells the day of what it reports, and how a wire report tells its own.

Of each pattern there is a cheaper one that says where it may match.
"""

from unicodedata import normalize

# Hours of the local day: [begin, end).  Source: Vietnamese newsroom usage.
PARTS_OF_DAY = {"sáng": (5, 11), "trưa": (11, 13), "chiều": (13, 18), "tối": (18, 23), "đêm": (21, 27)}

YEAR = r"((?:19|20)\d\d)"
PART = "|".join(PARTS_OF_DAY)
MONTH = r"(\p{L}{3,10})"
# Heads with one of these are folded before they are read.
ODD = r"[\u0300-\u036f０-９\u00a0]"

VIETNAMESE = (
    rf"(?i)\b((?:({PART})(?:\s+ngày)?|ngày)\s+(\d{{1,2}})(?:[/.-]|\s+tháng\s+)(\d{{1,2}})"
    rf"(?:(?:[/.-]|,?\s+năm\s+){YEAR})?)([/.-]?\d)?"
)
TODAY = rf"(?i)\b((?:{PART})\s+nay)\b"
# What a head must show before it is folded and read.  Both cases and all compositions are
# spelt out, because folding case makes a search tenfold slower: ề, ê and a grave, e and two marks.
NAMES = [*PARTS_OF_DAY, *(part.capitalize() for part in PARTS_OF_DAY), "ngày", "Ngày"]
DECOMPOSED = [normalize("NFD", name) for name in NAMES]
HALVES = [name.replace("e\u0302", "ê").replace("o\u0302", "ô") for name in DECOMPOSED]
ANY_NAME = "|".join(dict.fromkeys([*NAMES, *DECOMPOSED, *HALVES]))
SOME_DAY, SOME_TODAY = rf"(?:{ANY_NAME})\s+[0-9０-９]", rf"(?:{ANY_NAME})\s+nay"
DAY_AND_MONTH = rf"(?:{MONTH}\.?\s+(\d{{1,2}})|(\d{{1,2}})\s+{MONTH})"
ENGLISH = (
    rf"(?i)\b(on\s+(?:[a-z]+day,?\s+)?{DAY_AND_MONTH.replace(MONTH, '([a-z]{3,10})')}"
    rf"(?:st|nd|rd|th)?(?:,?\s+{YEAR})?)\b"
)
SOME_ENGLISH = r"[Oo]n\s+(?:[A-Z][a-z]+day,?\s+)?(?:[A-Z][a-z]{2,8}\.?\s+[0-9]|[0-9]{1,2}\s+[A-Z])"
AGENCY = r"(?:\(\p{L}|/\p{Lu}|（|--|[–—]|-\s)"
# Sixty letters of any script take forty milliseconds to compile: what no place has is asked after.
DATELINE = (
    r"^\s*(?:\([^)]{2,30}\)\s*[-–—]\s*)?(\p{L}[^0-9()]{1,60}?,?\s+"
    rf"{DAY_AND_MONTH}\.?(?:,?\s+{YEAR})?)\s*[.,]?\s*{AGENCY}"
)
NO_PLACE = r"[^\p{L}\d\s.,'’/-]"
# The same, cheaper.
SOME_DATELINE = rf"^[^0-9]*[0-9]{{1,2}}[^0-9]{{0,14}}(?:[0-9]{{4}}\s*)?[.,]?\s*{AGENCY}"
# "Hà Nội, 3/3/2025 – ", "TP.HCM, ngày 3 tháng 3 - ": place, day, sign, month, year.
NUMBERED = (
    r"^\s*(?:\([^)]{2,30}\)\s*[-–—]\s*)?((\p{Lu}[^0-9():;]{1,40}?)(?:,\s+|\s+ngày\s+|,\s+ngày\s+)(\d{1,2})"
    rf"(\s?[/.-]\s?|\s+tháng\s+)(\d{{1,2}})(?:(?:\s?[/.-]\s?|,?\s+năm\s+){YEAR})?)\s*[–—:-]+\s*[^\s\d]"
)
SOME_NUMBERED = r"^[^0-9]*[0-9]{1,2}(?:\s?[/.-]\s?|\s+tháng\s+)[0-9]{1,2}[^–—:]{0,12}[–—:-]"
NO_NAME = r"(?:^|\s)\p{Ll}"  # a word in small letters: no place
# Without a year and a word for "day" "3-2" and "3.2" are a score and a number.
DAY_SIGNS = "/|ngày|tháng"
CHINESE = r"^\s*(\p{Han}{2,12}(\d{1,2})月(\d{1,2})日)[电電]"
SOME_CHINESE = "日[电電]"
# One pass for all costs as much as one for any.
SOME_OTHER = f"{SOME_TODAY}|{SOME_ENGLISH}|{SOME_DATELINE}|{SOME_NUMBERED}|{SOME_CHINESE}"
SOME_HINT = f"{SOME_DAY}|{SOME_OTHER}"

# Spelt out in three cases, because folding case makes a search slower.
COMING = "sẽ|dự kiến|sắp|will|would|shall|scheduled|due|expected|upcoming|next|planned|plans"
CASES = [form for word in COMING.split("|") for form in (word, word.capitalize(), word.upper())]
AHEAD = f" (?:{'|'.join(CASES)}) "
# What stands right before a date that is a term, a span or an anniversary.
NOT_AN_EVENT = r"(?i)(?:từ|đến|tới|trước|sau|hết|hạn|kỷ niệm|nhân|sinh|until|before|by|since)\s+\z"
