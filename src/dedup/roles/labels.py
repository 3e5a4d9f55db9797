"""What a short line says it is: furniture, a date line, a byline, a picture's credit."""

import tomllib
from functools import cache
from importlib import resources

import polars as pl

# Longer lines are sentences, and a sentence is judged by its shape and place.
LABEL_MAX_WORDS = 16
NOTICE_MAX_WORDS = 70

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
PATTERNS: list[tuple[str, str]] = [
    ("dateline", rf"(?i)^.{{0,40}}{_DATE}.{{0,36}}$"),
    ("dateline", rf"(?i)^(?:.{{0,24}}\s)?{_CLOCK}\s?(?:[ap]\.?m\.?)?(?: [A-Z]{{2,4}}| GMT.*)?(?:\s?[|,•·\-].*)?$"),
    ("dateline", rf"(?i)^(?:(?:updated|posted|published|cập nhật|đăng)\b.{{0,12}})?{_AGO}\W*$"),
    ("byline", rf"^(?:[Bb]y|BY|Por|Par|Von|Oleh|Bài(?: và ảnh)?|Tác giả|Phóng viên|Người viết|Thực hiện)\b:?\s+\S.{{0,90}}$"),
    ("byline", r"^(?:PV|P\.V|BTV|T\.H|TH|BBT|CTV|Nhóm PV|Tổng hợp|(?:From|By) [\p{L}'’ ]+ [A-Z]\S+ [A-Z]\S+)\W*$"),
    ("credit", rf"^\W*(?:\(?(?:(?:Theo|Nguồn|Source|Quelle|Fuente|Fonte|Sumber)(?::.{{0,60}}|:?(?: báo| tạp chí)? \p{{Lu}}.{{0,60}}|$))|{_AGENCY}(?: News(?:Source)?)?|AP News)\W*$"),
    ("photo", rf"^\W*(?:©|\(c\)\s|(?:File )?[Pp]hotos?(?: \w+)?(?: by)?:?\s|PHOTO|Ảnh:|Ảnh -|Nguồn ảnh|Image:|Images?:|Credit:|Photo credit|Foto:?\s|Pool photo by|Handout).{{0,90}}$"),
    ("photo", rf"^.{{2,60}}(?:[,/|]|\bvia\b|—|–)\s?{_AGENCY}(?:\s?/.{{0,30}})?(?: file)?(?: photo)?(?: via .{{0,20}})?\)?$"),
    ("boilerplate", r"(?i)^(?:theo dõi|mời (?:quý )?(?:độc giả|bạn đọc) theo dõi|follow|like) .{1,60}(?: trên| on(?: \w+)?)?\W*(?:google news|facebook|twitter|zalo)?\W*$"),
    ("boilerplate", r"(?i)^(?:share|share this|email|print|tweet|subscribe|sign up|log in|sign in|register|click|tap|download|get the|scroll|skip to|chia sẻ|bấm|nhấn|tải)\b.{0,80}$"),
    ("boilerplate", r"(?i)^.{0,40}(?:trang chủ|home)\s*[|/»›>].{0,60}$|^trang chủ\b.{0,40}$"),
    ("boilerplate", r"^[\W\d_]*$|(?i)^(?:https?://|www\.)\S+$|^\S+@\S+$"),
    ("boilerplate", r"(?i)^(?:#\S+[\s,]*)+$|^(?:từ khóa|từ khoá|tags?|keywords|thẻ)\s*:.*$|^\d+ (?:comments?|shares?|bình luận|photos?)\b.{0,20}$|^\d+ (?:of|/) \d+\b.{0,20}$"),
    ("boilerplate", r"(?i)^(?:(?:enter|your) (?:your )?e-?mail|thank you for (?:signing|subscrib)|thanks for (?:signing|subscrib)|try one month|\$\d|copyright|©).{0,90}$"),
    ("sidebar", r"(?i)^(?:related|read more|read also|also read|more from|more on|see also|watch|view gallery|gallery|video|photos|slideshow|recommended|trending|in pictures|>>|xem thêm|đọc thêm|xem tiếp|mời xem|\[?video\]?|infographic|baca juga|lea también|lire aussi|leia também|lesen sie auch)\s?[:|»›].{0,120}$"),
    ("sidebar", r"(?i)^(?:\[(?:video|ảnh|infographic|photo|podcast|e-?magazine|trực tiếp)\]|>>+|»|infographic[ s:]).{3,140}$"),
    ("sidebar", r"(?i)^(?:read|see|hear|watch) more (?:from|on|at|about)\b.{0,60}$|^(?:more|most|top|latest|trending|popular|recommended)\b.{0,24}\b(?:stories|news|headlines|videos|in|from|on)\b.{0,24}$"),
]  # fmt: skip

# Notices may be longer than a label: they are looked for in lines that hold one of these words.
NOTICE_WORDS = [
    "opyright", "ights reserved", "ookie", "ewsletter", "ubscri", "rivacy", "erms of", "JavaScript", "javascript", "ad block", "Bản quyền",
    "bản quyền", "iấy phép", "Hotline", "Tổng biên tập", "Tổng Biên tập", "@", "sign up", "Sign up", "ollow", "download", "ontact", "inbox",
    "browser", "the editor", "log in", "Log in",
]  # fmt: skip
NOTICES: list[tuple[str, str]] = [
    ("wall", r"(?i)(?:we|site uses?|use of|accept|manage) .{0,40}cookies|cookie (?:policy|settings)|enable (?:javascript|cookies)|ad ?block|(?:subscribe|log in|sign in|register|subscription) (?:now )?(?:to|for) (?:continue|read|access|full|unlimited|keep|view)|unlimited (?:digital )?access|subscribers? only|already (?:a )?subscri"),
    ("boilerplate", r"(?i)copyright|©|all rights reserved|may not be (?:published|reproduced)|bản quyền|giấy phép (?:số|hoạt động)|tổng biên tập|hotline"),
    ("boilerplate", r"(?i)\b(?:sign up|subscribe|newsletter|inbox|download (?:the|our))\b.{0,80}\b(?:newsletters?|alerts?|e-?mails?|app|updates|here|today|now|inbox|day|morning|podcast)\b"),
    ("boilerplate", r"(?i)privacy policy|terms of (?:use|service)|letters? to the editor|^(?:follow|contact|email|e-mail|reach)\b.{0,120}(?:@|twitter|facebook)|follow (?:him|her|us|them|@\w+|\w+ \w+) on|\bon twitter\b.{0,40}@\w+\W*$|^\W*@\w+\W*$"),
]  # fmt: skip

_CREW = r"contributed to this (?:report|story|article)|^\W*reporting by\b|^\W*(?:additional )?reporting by|editing by .{3,60}$"
_BIO = rf"^(?:{_NAME} ){{1,4}}(?:is|are|covers|writes|reports) (?:a|an|the|for|on|about|at)\b.{{0,200}}\b(?:reporter|correspondent|editor|journalist|columnist|writer|author|producer|contributor|analyst|fellow)\b"

# Where a caption names its photographer: always at its end, unlike a sentence that mentions one.
CAPTION_WORDS = ["Ảnh", "ảnh", "Nguồn", "hoto", "HOTO", "AFP", "AP", "Getty", "Reuters", "REUTERS", "EPA", "TTXVN", "VNA", "Foto", "Source", "©", "mage"]
CAPTION_TAIL = (
    r"(?:[(\[—–|.,]\s*|\s)(?:Nguồn(?: ảnh)?|Ảnh(?: minh họa)?|Photos?|PHOTO|Photo by|Photo credit|Image|Foto|Source|Credit|©)\s?[:/©]?\s?[^.;]{0,70}[)\]]?\.?$"
    rf"|\((?:{_AGENCY}|[^()]{{0,40}}[Pp]hoto)[^()]{{0,60}}\)\W*$|(?:[Pp]hoto|[Ii]mages?|{_AGENCY})\s?/\s?[^.]{{2,40}}\)?$"
    rf"|[.,|/—–-]\s*(?:\S+ ){{0,4}}?{_AGENCY}\)?$|(?i:ảnh minh ho[ạa]|ảnh minh hoạ|ảnh tư liệu|file photo|\(?ảnh:? [^.]{{2,40}}\)?)\W*$"
)
# Agency style dates every caption in full, which prose does not do.
CAPTION_STYLE = (
    r"^(?:FILE|File|Ảnh minh họa|Ảnh:|Photo:|PHOTO:|\(?L-R\)?|From left|Left to right|\(From (?:left|L))\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}"
    r"|\b(?:in this|this) (?:file |combination )?(?:photo|image|picture)\b|\b(?:is|are) (?:seen|pictured|shown)\b|, (?:left|right|center|centre),"
)


def find_labels(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, label for the rows that say what they are; row is unique."""
    found = [_find_lines(blocks), _find_notices(blocks), _find_captions(blocks)]
    return pl.concat(found).unique("row", keep="first", maintain_order=True)


def _find_lines(blocks: pl.DataFrame) -> pl.DataFrame:
    short = blocks.filter(pl.col("words") <= LABEL_MAX_WORDS).select("row", "text")
    plain = pl.col("text").str.normalize("NFC").str.to_lowercase().str.strip_chars(" .,:;…!?|»›>«-–—•·*_()[]+\u00a0")
    label = plain.replace_strict(_read_furniture(), default=None, return_dtype=pl.String)
    exact = short.with_columns(label.alias("label"))
    known = exact.filter(pl.col("label").is_not_null()).select("row", "label")
    rest = exact.filter(pl.col("label").is_null())
    return pl.concat([known, _match(rest, PATTERNS)])


def _find_notices(blocks: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("text")
    some = blocks.filter(pl.col("words") <= NOTICE_MAX_WORDS, text.str.contains_any(NOTICE_WORDS))
    crew = blocks.filter(pl.col("words") <= NOTICE_MAX_WORDS, text.str.contains_any(["eporting by", "contributed to", "diting by"]))
    bios = blocks.filter(pl.col("words") <= NOTICE_MAX_WORDS, text.str.contains_any(["reporter", "correspondent", "editor", "journalist", "columnist", "writer", "author", "contributor", "analyst", "fellow"]))
    return pl.concat([_match(some, NOTICES), _match(crew, [("crew", f"(?i){_CREW}")]), _match(bios, [("bio", _BIO)])])


def _find_captions(blocks: pl.DataFrame) -> pl.DataFrame:
    text = pl.col("text")
    some = blocks.filter(pl.col("words").is_between(3, 130))
    tails = some.with_columns(text.str.slice(-110)).filter(text.str.contains_any(CAPTION_WORDS))
    heads = some.filter(text.str.contains_any(["FILE", "File", "L-R", "left", "right", "day, ", "day ", "photo", "image", "pictur", "seen", "shown", "Photo", "PHOTO", "Ảnh", "From"]))
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
    return {line: label for label, languages in table.items() for lines in languages.values() for line in lines}
