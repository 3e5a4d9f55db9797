"""
How a line says that a text is somebody else's: what stands before the name of a house, and behind it.

Roles ask whether a line is such a credit, credits ask whom it names.  Patterns of Rust's syntax over
composed text, where " " is any white space.
"""

_WORK = "(?:article|story|report|piece|essay|interview|post|column)"
# "The report" is mostly one that the story is about.
_PIECE = rf"(?:(?:An? (?:\w+ )?version of )?[Tt]his {_WORK}|The (?:article|story|piece|essay|post|column))"
_FIRST = "(?i:first|originally)"
_DAY = r".{0,20}\d.{0,14}?"
_DAY_VI = r"(?: (?:vào )?(?:(?:ngày|hôm|lúc|tháng) )?.{0,12}\d.{0,16}?)?"
_PIECE_VI = "(?:Bài|Bài viết|Bản tin|Nội dung)(?: này| gốc)?"
_ARTIKEL = "Dieser (?:Artikel|Beitrag|Text|Bericht)"
_ZUERST = "(?:[Zz]uerst|[Uu]rsprünglich|[Ee]rstmals)"
_ERSCHIENEN = "(?:erschienen|veröffentlicht|publiziert)(?: worden)?"
_TEXTE = "(?:Cet article|Ce texte|Ce reportage|Cette tribune|Cet entretien)"
_INITIALLY = "(?i:d.abord|initialement|à l.origine|pour la première fois)"
_TEXTO = "(?:Est[ea] (?:artículo|texto|reportaje|nota|entrevista|artigo|reportagem|matéria))"
_PRIMERO = "(?:originalmente|inicialmente|por primera vez|pela primeira vez)"
_TEXT = f"(?i:{_WORK}|text|artikel|beitrag|texte|texto|artículo|artigo|nota)"
# By whose leave: said of pictures too, so of a text only where the line says so or names an agency.
COURTESY = (
    "(?i:courtesy)(?: of|:)?",
    "[Mm]it freundlicher Genehmigung(?: von)?",
    "[Aa]vec l.aimable autorisation d[eu]",
    "[Cc]ortesía de|[Cc]ortesia d[aeo]",
)

# Of a line of a few words: what stands before the house that a text is from, and behind it.  So
# begins much else, and only before a house that is known is it a credit.
_GOODS = f"(?i:(?:original |full )?(?:{_WORK}|text|words|content|copy))"
LABELS = (
    rf"{_GOODS}(?: (?:is )?(?:by|from)|:)",
    rf"[Tt]his {_WORK} (?:(?:is|was|comes) )?(?:(?:written|produced|supplied|shared) )?(?:by|from)",
    "(?i:(?:news )?agency|(?:news ?)?wire(?: service)?):",
    "(?:[Vv]ia|VIA|[Hh]/[Tt]|H(?i:at tip))(?: to)?:?",
    "[Ww]ith",
    *COURTESY,
    "(?i:trích(?: (?:từ|nguồn|dẫn))?|nguồn dẫn|dẫn nguồn|hãng tin)(?: từ|:)",
    "(?i:theo)(?: (?:nguồn(?: tin)?|(?:bản )?tin|bài(?: viết| đăng| báo)?)(?: (?:từ|của|trên))?)?:?",
)
SAYS = (
    r"is (?:an? |our )?(?:\w+ )?partner(?: newsroom)?(?: of .{2,40})?",
    "(?:đưa tin|phát(?: tin)?|cung cấp(?: tin)?)",
)
DESK = "(?: (?:newsroom|news desk|news agency|news service|staff))?"  # "Text by Port Post newsroom"

# With the day between: "was originally published on 3 March 2024 by".
DATED = (
    (
        rf"(?:{_PIECE} (?:was |is )?)?{_FIRST} (?:published|posted|appeared)"
        r"(?: on .{0,20}| (?:[A-Z][a-z]{2,8}\.? )?)\d.{0,14}? (?:in|at|by)"
    ),
)
# A copy that says where the text was before: "This article first appeared in", "Bài đăng lại từ".
FIRST = (
    *DATED,  # before what would take the day for a house
    (
        rf"(?:Editor.s [Nn]ote\W+)?(?:{_PIECE} )?(?:(?:was|is|has been) )?"
        rf"(?:{_FIRST} (?:appeared|published|ran|posted|printed) (?:in|on|at|by)"
        "|(?i:republished|reprinted|reposted|reproduced|syndicated)(?: here)?"
        "(?: (?:with|by)(?: kind)? permission)? (?:from|of)"
        "|(?i:re)?(?i:published|printed|posted|produced) (?:with|by|under)(?: kind| the)*"
        " (?:permission|arrangement) (?:from|of|with))"
    ),
    # Bare, or of this very text: "The story was first reported by" tells of another.
    rf"(?:This {_WORK} (?:was|is) )?{_FIRST} (?:reported|produced) (?:by|for)",
    "The post .{1,150} appeared first on",
    rf"The original (?:version of this )?{_WORK} (?:was )?(?:ran|appeared|published) (?:in|on|at|by)",
    (
        rf"{_ARTIKEL} (?:(?:ist|wurde) {_ZUERST}(?: {_ERSCHIENEN})?|erschien {_ZUERST})"
        rf"(?: am {_DAY})? (?:auf|bei|in|im)"
    ),
    rf"(?:{_ZUERST} {_ERSCHIENEN}|[Ee]rschien {_ZUERST})(?: am {_DAY})? (?:auf|bei|in|im)",
    "(?:Cet article|Ce texte) est republié à partir de",
    (
        rf"(?:{_TEXTE} (?:a|est) (?:été )?|(?:Article )?){_INITIALLY} (?:été )?(?:publié|paru)e?"
        rf"(?: le {_DAY})? (?:dans|par|sur)"
    ),
    (
        rf"(?:{_TEXTE} (?:a été|est) |Article )?(?:[Pp]ublié|[Pp]aru)e? {_INITIALLY}"
        rf"(?: le {_DAY})? (?:dans|par|sur)"
    ),
    (
        rf"(?:{_TEXTO} )?(?:(?:fue|foi|se|ha sido) )?[Pp]ublic(?:ad[oa]|ó|ou) {_PRIMERO}"
        rf"(?:,? (?:el|em) {_DAY})? (?:en|em|por|no|na|pelo|pela)"
    ),
    (
        rf"(?:{_PIECE_VI} )?(?:(?:đã )?được )?(?:(?:[Đđ]ăng(?: tải)?|xuất bản) lần đầu(?: tiên)?"
        rf"|lần đầu(?: tiên)? (?:được )?đăng(?: tải)?){_DAY_VI} (?:trên|tại|ở)"
    ),
    rf"(?:{_PIECE_VI} đã (?:được )?|(?:Bài|Bài viết) gốc (?:được )?)đăng(?: tải)?{_DAY_VI} (?:trên|tại|ở)",
    rf"(?:{_PIECE_VI} )?(?:được )?(?:[Đđ]ăng lại|[Dd]ẫn lại|[Tt]rích đăng) (?:từ|theo)",
)
# A teaser says where the text goes on.
READ_ON = (
    (
        "(?:(?:Continue|Keep) reading|Read (?:the )?(?:full|whole|complete|entire|rest of the)"
        "(?: (?:article|story|post|text|piece))?)(?: this (?:article|story))? (?:at|on)"
    ),
    "Read more at",
    (
        "(?:[Mm]ời (?:bạn |quý vị )?(?:độc giả |bạn đọc )?)?(?:[Đđ]ọc|[Xx]em) "
        "(?:tiếp|bài gốc|toàn văn|đầy đủ|toàn bộ)(?: (?:bài|bài viết|nội dung|câu chuyện))? (?:tại|trên|ở)"
    ),
    "Weiterlesen (?:auf|bei)",
    "Lire la suite (?:sur|dans)",
)
# … or from whom it is: "Provided by", whose time is the copy's.
REPUBLISHED = (
    *FIRST,
    "Read the original (?:(?:article|story|post) )?(?:at|on|in)",
    *READ_ON,
    (
        rf"(?:{_PIECE} )?(?:(?:comes|came|is brought) (?:to (?:you|us) )?)?"
        "[Ff]rom our (?:(?:content|news|media|reporting) )?partners?(?: at)?"
    ),
    "[Dd]ẫn (?:theo|từ|nguồn)",
    "(?:(?:Artikel|Berita|Tulisan) ini )?(?:telah )?[Dd]i(?:kutip|lansir|sadur) dari",
    "(?:Provided|Distributed) by",
    rf"(?:{_PIECE}|{_ARTIKEL}|{_TEXTE}|{_TEXTO}|{_TEXT})(?: \w+)? (?:{'|'.join(COURTESY)})",
    rf"{_PIECE_VI} (?:được )?cung cấp bởi",
)
# What may stand between that and the house.
OF = (
    "(?:the|der|die|dem|das|den|la|le|les|el|los|o|a) |l[’']",
    "(?:(?:tờ )?báo(?: điện tử)?|tờ|tạp chí|kênh|(?:chuyên )?trang(?: tin)?|website) ",
)
# How such a line goes on behind the house: "under a licence", ": Title", ". Read the original."
TERMS = (
    " (?:under|with|and (?:is|has been)|sous|bajo|sob|unter) .{3,120}",
    " (?:is|was|has been) (?:re)?(?:published|printed|posted|shared|supplied|distributed|used) .{3,120}",
    r", (?:an?|our) [^.,:]{3,60}",
    r" (?:on|vào) .{0,20}\d.{0,12}",
    r"(?:,| \(| (?:in|ngày|số|am|le|el|em))(?: )?(?:\p{Lu}\p{L}{2,8}\.? )?\d.{0,20}",
    f" {_ERSCHIENEN}",
    ": .{3,150}",
    r", (?:LLC|Inc|\p{Lu}\p{L}{2,20})",
    " ?[»›→]+",
    "[.!] (?:Read|Sign|Subscribe|Click|Visit|Find|See|View|Copyright|All|Lire|Lea|Leia|Lesen) .{2,150}",
)
# Who made the text of others' texts: "Tổng hợp theo", "(lược dịch từ".
COMPILED = (
    (
        "(?:[Tt]ổng hợp|TỔNG HỢP|[Ll]ược dịch|[Bb]iên dịch|[Tt]rích dịch|[Ll]ược thuật|[Bb]iên soạn"
        r"|[Dd]ịch|[Tt]/[Hh]|T\.H) (?:theo|từ)"
    ),
)
