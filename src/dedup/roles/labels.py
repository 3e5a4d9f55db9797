"""What a line says it is: furniture, a date line, a byline, a picture's credit."""

import polars as pl

from ..classes import quicken
from .furniture import Group, read_furniture

# Longer lines are sentences, and a sentence is judged by its shape and place.
LINE_MAX_WORDS = 16
# A date line may hold two: when it was published, and when it was changed.
STAMP_MAX_WORDS = 32
# "This story was first published by …": a sentence that speaks of the text, or of the picture it describes.
REMARK_MAX_WORDS = 40
# Lines of this many words may end in a full stop and be labels still: "Theo TTXVN."
STOPPED_MAX_WORDS = 5
# Longer blocks that name a photographer at their end are paragraphs quoting a source.
BLOCK_MAX_WORDS = 70
# Unless it stands in brackets: an agency tells the story of the day under each of its pictures.
LONG_MAX_WORDS = 120
# What a page says of its cookies runs to a paragraph.
NOTICE_MAX_WORDS = 200
# A "word" may be a picture in base64.
BLOCK_MAX_BYTES = 2000
TAIL_CHARS = 90
# The stop of "9:05 p.m." ends no sentence.
NOON = r"\d\s?[aApP]\.?\s?[mM]\.$"
# A date line holds a place or a section beside its date; a headline with a date holds more.
STAMP_MAX_OTHER_WORDS = 2
# What Japanese pages put around a heading, and the space that is as wide as a letter.
SIGNS = "【】■◆▼▶→\u3000"
# Where no spaces part the words, so many letters in a row are a sentence.
UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}]{9}"
# Its author may stand before it: a name alone, and a time of day, which no headline has; a sign
# parts them where the year is left out, as between teams and the hour they meet.
SIGNED = r"^\s*(?:\p{Lu}[\p{L}\p{M}.'’]*\s+){2,5}(?:[-–—|,•·]\s*)?[^\p{L}\p{M}]*$"
PARTED = r"[-–—|,•·]|\d{4}"
# Or behind it: "Posted on 12/3/2024 by Anna Weaver".
AUTHORED = r"(?:\s|^)(?i:by|bởi|von|par|por|oleh|door)\s+(?:\p{Lu}[\p{L}\p{M}.'’-]*\s*){1,5}[^\p{L}\p{M}]*$"
# And what they are to the house, or the house, before a word that says it: "Ann Lee, Port Post Published".
SAID_PUBLISHED = (
    r"^\s*\p{Lu}(?:[\p{L}\p{M}.@'’&-]*[\s,|]+){1,12}(?:Published|Posted|Updated|PUBLISHED|POSTED|UPDATED|Publié|Publicado"
    r"|Veröffentlicht|Đăng)(?-u:\b)"
)
# Or before a sign: "Ann Lee, Jo Orr and Cy Day, Port Post staff | July 16, 2018 at 7:24 a.m."
LISTED = (
    r"^\s*\p{Lu}[\p{L}\p{M}.'’-]*(?:(?:[\s,|]|\s(?:and|und|và|et|y|e)\s)+[\p{Lu}@][\p{L}\p{M}.'’-]*){1,11}(?:\s\p{Ll}+)?"
    r"\s*[|•·–—-]\s*[^\p{L}\p{M}]*$"
)
CLOCK = r"\d\s?[:hg]\s?[0-5]\d"
YEAR = r"(?-u:\b)(?:19|20)\d\d(?-u:\b)"
# Who is quoted speaks to somebody else; a button's name and an address stand in marks too.
SPEECH = r"[\"“„«][^\"“”„«»]*\s[^\"“”„«»]{20,}[\"“”»]"
EDGES = " .,:;…!?|»›>«-–—•·*_()[]+\u00a0"


def find_signs(texts: pl.Series) -> pl.Series:
    """
    Say of each text whether it is worth a second look: one holds a word of a rule, or must be mended.

    One automaton reads the text of a batch once for all that is looked for; as a pattern it is as
    fast for hundreds of words as for ten.
    """
    return texts.str.contains(read_furniture().signs)


def find_labels(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return row, label for the blocks that say what they are; `row` is unique."""
    scopes = _take_scopes(blocks)
    found = [_find_whole_lines(scopes["line"]), _find_stamps(scopes["stamp"])]
    found += [_match(scopes[group.scope], group) for group in read_furniture().groups]
    return pl.concat(found).unique("row", keep="first", maintain_order=True)


def is_worded(label: str) -> pl.Expr:
    """Say whether a text fits a rule of `label`, whatever other label it has."""
    rules = [rule for group in read_furniture().groups for rule in group.rules if rule.label == label]
    return pl.any_horizontal(rule.fits(pl.col("text")) for rule in rules)


def speaks_to_reader() -> pl.Expr:
    """Say whether a text speaks to who sees a page, of that page, and in words of its own."""
    text, notice = pl.col("text"), read_furniture().notice
    spoken = text.str.contains(notice["address"]) & text.str.contains(notice["about"])
    return (spoken & ~text.str.contains(SPEECH)) | text.str.contains(notice["failed"])


def _take_scopes(blocks: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return row, text of the few blocks that are worth a pattern, by scope."""
    text, words = pl.col("text"), pl.col("words")
    brief = (
        (words <= STOPPED_MAX_WORDS) | ~text.str.slice(-2).str.contains(r"[.!?]") | text.str.contains(NOON)
    )
    some = blocks.select("row", "text", "words", "signs")
    some = some.filter(words <= NOTICE_MAX_WORDS, text.str.len_bytes() <= BLOCK_MAX_BYTES)
    stamps = _compose(some.filter(words <= STAMP_MAX_WORDS).filter(brief))
    signed = _compose(some.filter("signs"))
    told = signed.filter(text.str.contains(read_furniture().words))
    tails = signed.with_columns(text.str.slice(-TAIL_CHARS))
    scopes = {
        "stamp": stamps,
        "line": stamps.filter(words <= LINE_MAX_WORDS),
        "short": signed.filter(words <= LINE_MAX_WORDS),
        "remark": signed.filter(words <= REMARK_MAX_WORDS),
        "close": tails.filter(words <= REMARK_MAX_WORDS),
        "block": told.filter(words <= BLOCK_MAX_WORDS),
        "notice": told,
        "tail": tails.filter(words.is_between(3, BLOCK_MAX_WORDS)),
        "long": tails.filter(words.is_between(BLOCK_MAX_WORDS + 1, LONG_MAX_WORDS)),
    }
    return {name: scope.select("row", "text") for name, scope in scopes.items()}


def _compose(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return `blocks` with the letters of their text composed; few are not, and composing is slow."""
    signed = blocks["signs"].arg_true()
    texts = blocks["text"].gather(signed)
    apart = texts.str.contains(read_furniture().apart).arg_true()
    if apart.is_empty():
        return blocks
    composed = texts.gather(apart).str.normalize("NFC")
    return blocks.with_columns(blocks["text"].scatter(signed.gather(apart), composed))


def _find_whole_lines(lines: pl.DataFrame) -> pl.DataFrame:
    plain = (
        pl.col("text")
        .str.to_lowercase()
        .str.strip_chars(EDGES + SIGNS)
        .str.replace_all("’", "'", literal=True)
    )
    label = plain.replace_strict(read_furniture().lines, default=None, return_dtype=pl.String)
    return lines.select("row", label=label).filter(pl.col("label").is_not_null())


def _find_stamps(lines: pl.DataFrame) -> pl.DataFrame:
    """Label the lines that say a date and little else."""
    furniture, text, rest = read_furniture(), pl.col("text"), pl.col("rest")
    dated = lines.filter(text.str.contains(r"[0-9]") & ~text.str.contains(UNSPACED))
    stamped = dated.with_columns(rest=text.str.replace_all(furniture.stamp, " ")).filter(rest != text)
    timed = text.str.contains(CLOCK)
    rest = rest.str.replace(quicken(AUTHORED), "")
    rest = (
        pl.when(timed & text.str.contains(YEAR))
        .then(rest.str.replace(quicken(SAID_PUBLISHED), ""))
        .otherwise(rest)
    )
    bare = rest.str.replace_all(furniture.beside, " ")
    other = bare.str.count_matches(quicken(r"[\p{L}\p{M}]+"))
    parted = rest.str.contains(quicken(SIGNED)) & text.str.contains(PARTED)
    listed = bare.str.contains(quicken(SIGNED)) | bare.str.contains(quicken(LISTED))
    signed = timed & (parted | (listed & text.str.contains(YEAR)))
    return stamped.filter((other <= STAMP_MAX_OTHER_WORDS) | signed).select("row", label=pl.lit("dateline"))


def _match(blocks: pl.DataFrame, group: Group) -> pl.DataFrame:
    """Return row, label by the first rule of the group that fits."""
    text = pl.col("text")
    tried = blocks.filter(text.str.contains(group.words)) if group.words else blocks
    found = [tried.select("row", label=pl.lit(None, pl.String)).clear()]
    for rule in group.rules:
        if tried.is_empty():  # patterns are dear to compile
            break
        fits = tried.select(rule.fits(text)).to_series()
        found.append(tried.filter(fits).select("row", label=pl.lit(rule.label)))
        tried = tried.filter(~fits)
    return pl.concat(found)
