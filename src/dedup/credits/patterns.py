"""
What labels, places and names look like, for the patterns that find credits.

Letters of labels match composed, decomposed and half-decomposed, so that offsets
are of the text as it stands.
"""

import re
import unicodedata
from functools import cache

from .. import republication
from ..kernels.folding import TONES
from ..spellings import HOST

NOTHING = r"[^\s\S]"  # a pattern that never matches
OPEN, CLOSE = r"[(（\[［]", r"[)）\]］]"
DASH = r"[-–—―－]{1,3}"
BRACKETED = r"[^()（）\[\]［］\n]"
QUOTE = r"[\"“”„‘’'«»「]"


@cache
def spell(label: str) -> str:
    """
    Return a pattern for `label` in every composition its letters can have.

    >>> import re
    >>> bool(re.fullmatch(spell("Ảnh"), unicodedata.normalize("NFD", "Ảnh")))
    True
    """
    return "".join(map(_spell_letter, unicodedata.normalize("NFC", label)))


def spell_any(*labels: str) -> str:
    """Return a pattern for any of `labels`, the longest first."""
    return "(?:" + "|".join(spell(label) for label in sorted(labels, key=lambda x: (-len(x), x))) + ")"


def spell_pattern(*patterns: str) -> str:
    """
    Return a pattern that fits where one of `patterns` does, their letters in every composition.

    >>> import re
    >>> bool(re.fullmatch(spell_pattern("đăng lại", "from"), unicodedata.normalize("NFD", "đăng  lại")))
    True
    """
    joined = unicodedata.normalize("NFC", "|".join(patterns)).replace(" ", r"\s+")
    spelled = (letter if letter.isascii() else _spell_letter(letter) for letter in joined)
    return f"(?:{''.join(spelled)})"


def compose_name(name: str) -> list[str]:
    """Return `name` with its letters composed, decomposed, and with the tones alone apart."""
    letters = [_compose_letter(letter) for letter in unicodedata.normalize("NFC", name)]
    return list(dict.fromkeys("".join(forms) for forms in zip(*letters, strict=True)))


def _compose_letter(letter: str) -> tuple[str, str, str]:
    apart = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in apart if mark in TONES)
    rest = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    return letter, apart, rest + tone


def _spell_letter(letter: str) -> str:
    forms = dict.fromkeys(_compose_letter(letter))
    return "(?:" + "|".join(map(re.escape, forms)) + ")" if len(forms) > 1 else re.escape(letter)


# A dateline's place: capitalised words and numbers, "4 de febrero", "5 tháng 2".
DATE = r"\d+(?:[-/.]\d+)*(?:º|er|\.)?(?:\s+(?:de\s+|tháng\s+)?[\p{Ll}\d][\p{L}\p{M}\d]*\.?)?"
PLACE_WORD = rf"(?:\p{{Lu}}[\p{{L}}\p{{M}}.'’]*|{DATE}|de|da|do|del|la|le|am|an|of|upon|ngày)"
PLACE = rf"(?:{PLACE_WORD}(?:\s*[,/.\-–]\s*|\s+)?)+"

# What begins a sentence after a dateline, "iPhone" too; an apposition goes on in lower case.
SENTENCE = rf"(?:\p{{Ll}}?\p{{Lu}}|[\p{{Lo}}\p{{Nd}}]|{QUOTE}|$)"

ACRONYM = r"\p{Lu}[\p{Lu}\d]{1,5}"
WORDY = r"[\p{Lu}\p{Lo}][\p{L}\p{M}\d.+&'’\- ]+?"
NAME = rf"(?:{HOST}|{WORDY}|dpa)"

TEXT_LABEL = spell_any(
    "Nguồn bài viết", "Nguồn tin", "Nguồn", "nguồn", "NGUỒN", "Theo", "theo", "THEO", "Link gốc",
    "Link bài gốc", "Bài gốc", "Source", "Sources", "SOURCE",
    "Fuente", "Fonte", "Quelle", "Источник", "Sumber", "来源", "來源", "出典", "출처",
)  # fmt: skip
PHOTO_LABEL = spell_any(
    "Nguồn ảnh", "Ảnh minh họa", "Ảnh minh hoạ", "Ảnh", "ảnh", "ẢNH", "Hình ảnh", "Đồ họa", "Đồ hoạ",
    "ĐỒ HỌA", "ẢNH MINH HỌA", "ẢNH MINH HOẠ", "Infographic", "Infographics", "Illustrations",
    "Photo credit", "Photo courtesy of", "Photo by", "Photos by", "Photo", "Photos", "PHOTO", "Photograph",
    "Photographs", "Photograph by", "Photography by", "Image copyright", "Image credit", "Image", "Picture",
    "Pictures", "Graphic", "Graphics", "Illustration", "Credit", "Foto", "Fotos", "Grafik", "Gráfico",
    "Crédit photo", "Crédito", "图片来源", "图", "摄影", "写真", "사진", "Фото",
)  # fmt: skip
# Who wrote a story, mostly with its pictures: "Tin, ảnh:", "Bài và ảnh:", "Text and photos:".
_WORKS = spell_any("Tin", "tin", "TIN", "Bài", "bài", "BÀI")
_PICTURES = spell_any("Ảnh", "ảnh", "ẢNH", "Clip", "clip", "Video", "video", "Đồ họa", "đồ họa", "đồ hoạ")
_JOINED = rf"(?:\s*[,/&+–-]\s*|\s+(?:{spell_any('và', 'VÀ')}\s+)?)"
WRITTEN = (
    rf"(?:(?:{_PICTURES}{_JOINED})?{_WORKS}(?:{_JOINED}(?:{_WORKS}|{_PICTURES}))*|{spell('Thực hiện')}"
    r"|(?:Text|Story|Words)(?:\s(?:and|&)\s[Pp](?:hotos?|ictures?))?)"
)
# A copy that says so, and how it goes on.
REPUBLISHED = spell_pattern(*republication.REPUBLISHED)
OF = f"{spell_pattern(*republication.OF)}?"
TERMS = rf"{spell_pattern(*republication.TERMS)}?\.?[)）\]］]?"
COMPILED = spell_pattern(*republication.COMPILED)
COURTESY = spell_pattern(*republication.COURTESY)
LABEL = spell_pattern(*republication.LABELS)
DESK = f"(?:{spell_pattern(republication.DESK)})"
SAYS = spell_pattern(*republication.SAYS)
# Names that are also other abbreviations, yet beside a person or a place are agencies.
CLEAR = "AP|AFP|EFE|ANSA|dpa"
# Words that stand where a name would and name nobody.
NOBODY = (
    "Video", "Ảnh", "Clip", "Infographic", "Infographics", "Photo", "Photos", "Update", "Updated", "UPDATE",
    "Cập nhật", "File", "file", "Internet", "internet", "Minh họa", "minh họa", "Ảnh minh họa", "Tư liệu",
    "tư liệu", "NVCC", "Handout", "HANDOUT", "Courtesy", "END", "HẾT", "Hết", "MORE", "Còn tiếp", "LIVE",
    "VIDEO", "Quảng cáo", "Nguồn", "Source", "Credit", "Pool", "POOL", "COVID", "QC", "Supplied", "SUPPLIED",
    "Contributed", "Submitted", "Archive", "TL", "T.L", "Facebook", "Chụp màn hình", "chụp màn hình",
    "Printausgabe", "Cắt từ clip", "cắt từ clip", "Nhân vật cung cấp", "nhân vật cung cấp", "Quyết định",
    "Nghị định", "Nghị quyết", "Thông tư", "Công văn", "Kế hoạch", "Thông báo", "Báo", "Youtube",
    "YouTube", "TP.HCM",
)  # fmt: skip
STAFF = spell_any(
    "PV", "P.V", "P.V.", "PV.", "BTV", "CTV", "Nhóm PV", "Nhóm phóng viên", "T.H", "T.H.", "T/h", "TH", "t/h",
    "Tổng hợp", "tổng hợp", "TỔNG HỢP", "Staff", "Staff reporter", "Staff reporters", "Staff Reporter",
    "Staff writer", "Staff Writer",
)  # fmt: skip
# A house is a few words that begin with a capital, or a host.
HOUSE = r"^(?:[\p{Lu}\p{Lo}]\S*|[\p{L}\d-]+\.\S+|dpa|\d+\p{Lu}\S*)(?:\s\S+){0,6}$"
# Who signs with initials is a person, whatever host they look like; and a file is nobody.
INITIALS = (
    r"^(?:(?:\p{Lu}\.\s?)+(?:\p{Lu}[\p{L}\p{M}]*)?|\p{Lu})$|(?i)\.(?:pdf|docx?|xlsx?|jpe?g|png|gif|mp4)$"
)
# Where people post: "đăng trên Facebook cá nhân".
ACCOUNT = (
    r"^(?:Facebook|Fanpage|Instagram|LinkedIn|Threads|TikTok|Tiktok|Twitter|YouTube|Youtube|Zalo)"
    r"(?:\s\p{Ll}.*)?$"
)
# A date stands where a house could: "First published on Tue 18 March", "Theo Thứ Sáu, 21/3".
_DAY = spell_any(
    *("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Monday", "Tuesday"),
    *("Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Montag", "Dienstag", "Mittwoch"),
    *("Donnerstag", "Freitag", "Samstag", "Sonntag", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"),
    *("Samedi", "Dimanche", "Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Thứ Hai", "Thứ hai"),
    *("Thứ Ba", "Thứ ba", "Thứ Tư", "Thứ tư", "Thứ Năm", "Thứ năm", "Thứ Sáu", "Thứ sáu", "Thứ Bảy"),
    *("Thứ bảy", "Chủ Nhật", "Chủ nhật", "Thứ", "Ngày"),
)  # fmt: skip
_MONTH = spell_any(
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "January"),
    *("February", "March", "April", "June", "July", "August", "September", "October", "November", "December"),
    *("Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember", "Tháng"),
)  # fmt: skip
DATED = (
    rf"^(?:{_DAY}|{_MONTH})\.?,?\s+(?:[\p{{L}}\p{{M}}]+\.?,?\s+)?\d"
    rf"|^(?:{_DAY}|{_MONTH})(?:\s(?:morning|afternoon|evening|night))?$"
    r"|^\d{1,4}[./:h-]\d{1,2}(?:[./:-]\d{1,4})?(?:\s|$)"
)
# "Ông Nguyễn Văn Nam (Hà Nội) - " is who speaks, not a dateline.
SPEAKER = r"^\s*" + spell_any(
    "Ông", "ÔNG", "Bà", "BÀ", "Anh", "ANH", "Chị", "CHỊ", "Cô", "ĐB", "TS", "ThS", "GS", "PGS", "BS", "LS",
    "NSƯT", "NSND", "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "President", "Prof",
) + r"(?:[^\p{L}\p{M}]|$)"  # fmt: skip
CJK_DAY = r"(?:\p{Nd}{1,2}月)?\p{Nd}{1,2}日"
# Buttons that a dump leaves on the line of a credit.
BUTTONS = (
    r"(?:\s+(?:[Cc]opy [Ll]ink|Copied|Share|Tweet|Print|Email|Link copied|Link kopieren|Teilen|Partager"
    rf"|Compartir|Compartilhar|{spell_any('Sao chép liên kết', 'Sao chép link', 'Chia sẻ', 'Lấy link')}"
    rf"|{spell_any('Link bài gốc', 'Xem bài gốc', 'In bài viết', 'In bài', 'Gửi email', 'Lưu bài')}|https?://\S+)!?)*"
)
# What may still come behind a credit that ends its line.
END_MARK = rf"\s*(?:\./\.|[.。])?{BUTTONS}\s*"
END = rf"(?P<after>{END_MARK})$"
CLOSED = rf"{CLOSE}{END_MARK}$"
# When the house had it: "Theo X 14:05 01/03/2025", "Theo X (14:05 01/03/2025)", "Source: X, 1 March 2025".
_YEAR = r"(?:19|20)\d\d"
_ZONE = r"(?:\s?\(?(?:GMT|UTC|\p{Lu}{2,4}T)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
_TIME = (
    rf"(?:\d{{1,2}}(?::\d\d(?::\d\d)?|[hg]\d\d)(?:\s?[AaPp]\.?[Mm]\.?)?{_ZONE}|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}"
    rf"|{_YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d{{1,2}}\s(?:\p{{L}}{{3,9}}|{spell('tháng')}\s\d{{1,2}})\.?,?\s{_YEAR}"
    rf"|\p{{Lu}}\p{{L}}{{2,8}}\.?\s\d{{1,2}},?\s{_YEAR})"
)
_BEFORE_TIME = rf"(?:{spell_any('ngày', 'lúc', 'on', 'at')}\s)?(?:{_DAY},?\s)?"
WHEN = rf"(?:(?:[\s,|•·(–—-]+{_BEFORE_TIME}{_TIME}){{1,2}}{_ZONE}\)?)?"
DATED_END = rf"(?P<after>{WHEN}{END_MARK})$"
