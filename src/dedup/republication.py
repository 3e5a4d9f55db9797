"""
How a line says that a text is somebody else's: what stands before the name of a house, and behind it.

Roles ask whether a line is such a credit, credits ask whom it names.  Patterns of Rust's syntax over
composed text, where " " is any white space.
"""

_PIECE = "(?:This|The) (?:article|story|report|piece|essay|interview|post|column)"

# A copy that says where the text was before: "This article first appeared in", "Bài đăng lại từ".
FIRST = (
    (
        rf"(?:Editor.s [Nn]ote\W+)?(?:{_PIECE} )?(?:(?:was|is|has been) )?"
        "(?:(?i:first|originally) (?:appeared|published|ran|posted) (?:in|on|at|by)"
        "|(?i:republished|reprinted|reposted|reproduced|syndicated)(?: here)?"
        "(?: (?:with|by)(?: kind)? permission)? (?:from|of))"
    ),
    (
        rf"(?:{_PIECE} (?:was|is) (?i:first|originally)|(?i:originally)) (?:published|posted|appeared)"
        r" on .{0,20}\d.{0,14}? (?:in|at|by)"
    ),
    "The post .{1,150} appeared first on",
    "(?:Dieser (?:Artikel|Beitrag|Text) )?(?:(?:ist )?[Zz]uerst erschienen|erschien zuerst) (?:auf|bei|in)",
    "(?:Cet article|Ce texte) est republié à partir de",
    "(?:Cet article|Ce texte) a (?:d.abord|initialement|été initialement) (?:été )?publié (?:dans|par|sur)",
    "(?:Este (?:artículo|texto|reportaje|artigo) (?:fue|foi) )?[Pp]ublicado originalmente (?:en|em|por)",
    "(?:Bài(?: viết)? )?(?:được )?(?:đăng lần đầu (?:trên|tại)|[Đđ]ăng lại từ)",
)
# … or from whom it is: "Provided by", whose time is the copy's.
REPUBLISHED = (
    *FIRST,
    "Read the original (?:(?:article|story|post) )?(?:at|on|in)",
    "(?:Provided|Distributed) by",
)
# How such a line goes on behind the house: "under a licence", ": Title", ". Read the original."
TERMS = (
    " (?:under|with|and is|sous|bajo|sob|unter) .{3,120}",
    r" on .{0,20}\d.{0,12}",
    ": .{3,150}",
    ", (?:LLC|Inc)",
    "[.!] (?:Read|Sign|Subscribe|Click|Visit|Find|See|View|Copyright|All|Lire|Lea|Leia|Lesen) .{2,150}",
)
