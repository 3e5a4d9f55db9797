"""What a short line says it is: furniture, a date line, a byline, a picture's credit."""

import tomllib
from functools import cache
from importlib import resources

import polars as pl

# Longer lines are sentences, and a sentence is judged by its shape and place.
LABEL_MAX_WORDS = 16
NOTICE_MAX_WORDS = 70
CAPTION_MAX_WORDS = 70

_NAME = r"\p{Lu}[\p{L}\p{M}'’.]*"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|déc|ene|abr|ago|dic"
    r"|fev|set|out|dez|mär|okt|januari|mei|agustus|desember)\p{L}*\.?"
)
_CLOCK = r"\d{1,2}\s?[:hg.]\s?\d{2}"
_DATE = (
    r"(?:\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?\d{2,4}|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:de |th )?{_MONTH}(?: de)?,? \d{{4}}"
    r"|ngày \d{1,2} tháng \d{1,2}(?:,? năm \d{4})?|\d{4}年\d{1,2}月\d{1,2}日)"
)
_AGO = r"\d+ ?(?:hrs?|hours?|mins?|minutes?|days?|weeks?|months?|giờ|phút|ngày|tuần|tháng) (?:\d+ ?(?:mins?|minutes?) )?(?:ago|trước)"

_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|EPA-EFE|ANSA|dpa|PTI|ANI|TASS|Xinhua|VNA|TTXVN|Reuters|REUTERS|Getty(?: Images)?|AFP-Getty"
    r"|Associated Press|The Associated Press|Bloomberg|Sputnik|Kremlin|Kyodo|Yonhap|Shutterstock|iStock|WireImage|Redux|Lehtikuva|Pool|POOL|UPI|CNN|NurPhoto|Zuma|ZUMA)"
)

# Order is precedence: the first pattern that fits names the line.
STAMP = rf"(?i){_DATE}|(?:^|\D){_CLOCK}|{_AGO}"
# What stands beside a date in a date line; a headline that holds a date says more.
STAMP_WORDS = (
    r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b"
    r"|\b(?:updated|posted|published|first|last|originally|modified|cập nhật|đăng|xuất bản|ngày|lúc|date|on|at|by|am|pm|a\.m|p\.m|gmt|utc|est|edt|cst|cdt|pst|pdt|et|pt|bst|cet|"
    r"uhr|le|à|publié|mis|jour|publicado|actualizado|atualizado|em|às|stand|veröffentlicht|wib|diterbitkan|tháng|năm)\b"
)
STAMP_MAX_OTHER_WORDS = 2
COUNTED: list[tuple[str, str]] = [
    ("boilerplate", r"(?i)^\d+ (?:comments?|shares?|bình luận|photos?)\b.*$|^\d+ (?:of|/) \d+\b.*$"),
]
PATTERNS: list[tuple[str, str]] = [
    ("byline", r"^(?:[Bb]y|BY|Por|Par|Von|Oleh|Tác giả|Phóng viên|Người viết|Thực hiện)\b\s?:?\s*\S.*$|^Bài(?: và ảnh|, ảnh)?\s?:"),
    ("byline", r"^(?:PV|P\.V|BTV|T\.H|TH|BBT|CTV|Nhóm PV|From [\p{L}'’ ]+ \p{Lu}\S+ \p{Lu}\S+)\W*$|^.*\([Tt]ổng hợp\b.*\)\W*$|(?i)^.*\btổng hợp\W*$"),
    ("boilerplate", r"(?i)^(?:theo dõi|mời (?:quý )?(?:độc giả|bạn đọc) theo dõi|follow) .*(?: trên| on)\b.*$"),
    ("credit", r"^\W*(?:Theo|Nguồn|Source|Quelle|Fuente|Fonte|Sumber)(?:\s?:[^.]*|(?: báo| tạp chí)? \p{Lu}[^.]*|)\W*$"),
    ("credit", rf"^\W*(?:{_AGENCY}(?: News(?:Source)?)?|AP News)\W*$"),
    ("photo", r"^\W*(?:Ảnh minh h[ọo][ạa]\b|©|\(c\)\s|(?:File )?[Pp]hotos?(?: \w+)?(?: by)?\s?:?\s|PHOTO|Ảnh\s?[:\-]|Nguồn ảnh|Images?\s?:|Credit\s?:|Foto:?\s|Pool photo by|Handout|(?:Video|Clip|Đồ họa|Đồ hoạ)\s?:\s*(?:\S+ ?){1,4}$)[^.]*\.?$"),
    ("boilerplate", r"(?i)^(?:share|e-?mail|print|tweet|subscribe|sign up|log in|sign in|register|click|tap|download|get the|scroll|skip to|enter|chia sẻ (?:bài|qua|lên|trên)|(?:bấm|nhấn) (?:vào|để)|tải (?:ứng dụng|app))\b(?:\s\S+){0,6}$"),
    ("boilerplate", r"(?i)^.*(?:trang chủ|home)\s*[|/»›>].*$|^trang chủ\b.*$"),
    ("boilerplate", r"^[\W\d_]*$|(?i)^(?:https?://|www\.)\S+$|^\S+@\S+\.\S+$|^(?:#\S+[\s,]*)+$|^(?:từ khóa|từ khoá|tags?|keywords|thẻ)\s*:.*$"),
    ("boilerplate", r"(?i)^(?:your e-?mail|thank(?:s| you) for (?:signing|subscrib)|try one month|copyright|©).*$"),
    ("sidebar", r"(?i)^(?:related|read more|read also|also read|more from|more on|more|see also|watch|view gallery|gallery|video|photos|slideshow|recommended|trending|in pictures|xem thêm|đọc thêm|xem tiếp|mời xem|infographic|baca juga|lea también|lire aussi|leia também|lesen sie auch)\s?[:|»›>].*$"),
    ("sidebar", r"(?i)^(?:\[\s?(?:video|ảnh|infographic|photo|podcast|e-?magazine|trực tiếp)\s?\]|>\s?>+|»).+$"),
    ("sidebar", r"(?i)^(?:read|see|hear|watch) more (?:from|on|at|about)\b.*$|^(?:more|most|top|latest|trending|popular|recommended)\b(?:\s\S+)?\s(?:stories|news|headlines|videos|in|from|on)\b(?:\s\S+){0,3}$"),
]  # fmt: skip
AGENCY_LINES: list[tuple[str, str]] = [
    ("photo", rf"^.+(?:[,/|]|\bvia\b|—|–)\s?{_AGENCY}(?:\s?/.*)?(?: file)?(?: photo)?(?: via .*)?\)?$"),
]
AGENCY_WORDS = ["AP", "AFP", "EPA", "EFE", "ANSA", "dpa", "TASS", "Xinhua", "VNA", "TTXVN", "euters", "REUTERS", "Getty", "ociated Press", "Bloomberg", "Sputnik", "Kyodo", "Yonhap", "tock", "Redux", "ool", "UPI", "CNN", "NurPhoto", "uma"]  # fmt: skip

# Notices may be longer than a label: they are looked for in lines that hold one of these words.
NOTICE_WORDS = [
    "opyright", "ights reserved", "ookie", "ewsletter", "ubscri", "rivacy", "erms of", "JavaScript", "javascript", "ad block", "quyền thuộc",
    "giữ bản quyền", "iấy phép", "Hotline", "Tổng biên tập:", "Tổng Biên tập:", "@", "sign up", "Sign up", "ollow", "download", "ontact", "inbox",
    "browser", "the editor", "log in", "Log in", "©",
]  # fmt: skip
NOTICES: list[tuple[str, str]] = [
    ("wall", r"(?i)(?:we|site uses?|use of|accept|manage) .*cookies|cookie (?:policy|settings)|enable (?:javascript|cookies)|ad ?block|(?:subscribe|log in|sign in|register|subscription) (?:now )?(?:to|for) (?:continue|read|access|full|unlimited|keep|view)|unlimited (?:digital )?access|subscribers? only|already (?:a )?subscri"),
    ("boilerplate", r"(?i)copyright|©|all rights reserved|may not be (?:published|reproduced)|bản quyền thuộc|giữ bản quyền|giấy phép số|giấy phép (?:hoạt động|xuất bản) .*\d|tổng biên tập:|hotline"),
    ("boilerplate", r"(?i)\b(?:sign up|subscribe|newsletter|inbox|download (?:the|our))\b.*\b(?:newsletters?|alerts?|e-?mails?|app|updates|here|today|now|inbox|day|morning|podcast)\b"),
    ("boilerplate", r"(?i)privacy policy|terms of (?:use|service)|letters? to the editor|^(?:follow|contact|email|e-mail|reach)\b.*(?:@|twitter|facebook)|follow (?:him|her|us|them|@\w+|\w+ \w+) on|\bon twitter\b.*@\w+\W*$|^\W*@\w+\W*$"),
]  # fmt: skip

CREW_WORDS = ["eporting by", "contributed to", "diting by"]
CREW = r"(?i)contributed to this (?:report|story|article)|^\W*(?:additional )?reporting by\b|editing by .+$"
TRADES = ["reporter", "correspondent", "editor", "journalist", "columnist", "writer", "author", "producer", "contributor", "analyst", "fellow"]  # fmt: skip
BIO = rf"^(?:{_NAME} ){{1,4}}(?:is|are|covers|writes|reports) (?:a|an|the|for|on|about|at)\b.*\b(?:{'|'.join(TRADES)})\b"

# Where a caption names its photographer: always at its end, unlike a sentence that mentions one.
CAPTION_WORDS = ["Ảnh", "ảnh minh h", "ảnh tư liệu", "ảnh:", "Nguồn", "hoto", "HOTO", "AFP", "AP", "Getty", "Reuters", "REUTERS", "EPA", "TTXVN", "VNA", "Foto", "Source", "©", "mage"]  # fmt: skip
CAPTION_TAIL = (
    r"[(\[—–|.,\s-](?:Nguồn(?: ảnh)?|Ảnh(?: minh h[ọo][ạa])?|Photos?|PHOTOS?|Photo by|Photo credit|Image|Foto|Source|Credit)\s?[:/©]\s?[^.;]*[)\]]?\s?\.?$"
    r"|[.—–-]\s?Ảnh \p{Lu}[^.;]*$|(?:Photo|Foto) by \p{Lu}[^.;]*\)?$|[(\[]\s?(?:Nguồn|Ảnh|Photo|Image) [^.;()]+[)\]]\W*$"
    rf"|\((?:{_AGENCY}|[^()]*[Pp]hoto)[^()]*\)\W*$|(?:[Pp]hoto|[Ii]mages?|{_AGENCY})\s?/\s?[^.]+\)?$"
    rf"|[.|/—–]\s*(?:\S+ ){{0,4}}{_AGENCY}\)?$|(?i:[(.]\s?ảnh (?:minh h[ọo][ạa]|tư liệu)|ảnh minh h[ọo][ạa]\s?[:.]?|file photo)\W*$"
)
# Agency style dates every caption in full, which prose does not do.
PICTURE_WORDS = ["FILE", "File", "L-R", "left", "right", "day, ", "photo", "image", "pictur", "seen", "shown", "Photo", "PHOTO", "From"]  # fmt: skip
CAPTION_STYLE = (
    r"^(?:FILE|File|Photo:|PHOTO:|\(?L-R\)?|From left|Left to right|\(From (?:left|L))\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}"
    r"|\b(?:in this|this) (?:file |combination )?(?:photo|image|picture)\b|\b(?:is|are) (?:seen|pictured|shown)\b|, (?:left|right|center|centre),"
)


def find_labels(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, label for the rows that say what they are; row is unique."""
    found = [_find_lines(blocks), _find_notices(blocks), _find_captions(blocks)]
    return pl.concat(found).unique("row", keep="first", maintain_order=True)


def _find_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    """Label lines that are short and do not end like a sentence."""
    text = pl.col("text")
    brief = (pl.col("words") <= 5) | ~text.str.slice(-2).str.contains(r"[.!?]")
    short = blocks.filter(pl.col("words") <= LABEL_MAX_WORDS, brief).select("row", "text")
    plain = text.str.normalize("NFC").str.to_lowercase().str.strip_chars(" .,:;…!?|»›>«-–—•·*_()[]+\u00a0")
    label = plain.replace_strict(_read_furniture(), default=None, return_dtype=pl.String)
    known = short.select("row", label=label).filter(pl.col("label").is_not_null())
    rest = short.join(known, on="row", how="anti")
    dated = _find_dated(rest.filter(text.str.contains(r"[0-9]")))
    agencies = _match(rest.filter(text.str.contains_any(AGENCY_WORDS)), AGENCY_LINES)
    return pl.concat([known, dated, _match(rest, PATTERNS), agencies])


def _find_dated(lines: pl.DataFrame) -> pl.DataFrame:
    """Label the lines that say a date and little else."""
    text = pl.col("text")
    other = text.str.replace_all(STAMP, " ").str.replace_all(STAMP_WORDS, " ").str.count_matches(r"[\p{L}\p{M}]+")
    stamped = lines.filter(text.str.contains(STAMP)).filter(other <= STAMP_MAX_OTHER_WORDS)
    return pl.concat([stamped.select("row", label=pl.lit("dateline")), _match(lines, COUNTED)])


def _find_notices(blocks: pl.DataFrame) -> pl.DataFrame:
    """Label the longer lines that speak of the site or of its staff."""
    every = [*NOTICE_WORDS, *CREW_WORDS, *TRADES]
    some = blocks.filter(pl.col("words") <= NOTICE_MAX_WORDS, pl.col("text").str.contains_any(every))
    groups = [(NOTICE_WORDS, NOTICES), (CREW_WORDS, [("crew", CREW)]), (TRADES, [("bio", BIO)])]
    found = [_match(some.filter(pl.col("text").str.contains_any(words)), rules) for words, rules in groups]
    return pl.concat(found)


def _find_captions(blocks: pl.DataFrame) -> pl.DataFrame:
    """Label the lines that end in a picture's credit or are worded like a caption."""
    text = pl.col("text")
    some = blocks.filter(pl.col("words").is_between(3, CAPTION_MAX_WORDS)).select("row", "text")
    tails = some.with_columns(text.str.slice(-90)).filter(text.str.contains_any(CAPTION_WORDS))
    heads = some.filter(text.str.contains_any(PICTURE_WORDS))
    return pl.concat([_match(tails, [("caption", CAPTION_TAIL)]), _match(heads, [("picture", CAPTION_STYLE)])])


def _match(blocks: pl.DataFrame, patterns: list[tuple[str, str]]) -> pl.DataFrame:
    label = pl.coalesce(
        pl.when(pl.col("text").str.contains(pattern)).then(pl.lit(name)) for name, pattern in patterns
    )
    return blocks.select("row", label.alias("label")).filter(pl.col("label").is_not_null())


@cache
def _read_furniture() -> dict[str, str]:
    """Return the label of every whole line that `furniture.toml` lists."""
    table = tomllib.loads(resources.files("dedup").joinpath("furniture.toml").read_text("utf-8"))
    return {
        line: label for label, languages in table.items() for lines in languages.values() for line in lines
    }
