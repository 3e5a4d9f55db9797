"""Pages that show a film, play a sound or hang up pictures: what their headline and their player say."""

import polars as pl

from ..classes import quicken
from ..schema import OWN_ROLES
from .telling import tell_rows

# A headline that says so stands over a player, or over pictures; what is under it is a blurb, or captions.
_FILM = r"(?:video|vidéo|vídeo|clip|watch|podcast)"
FILM = (
    rf"^(?i:\W*(?:{_FILM}|watch live|live ?stream|live video|trực tiếp|highlights?)\s?[:.\]|–-])"
    rf"|(?i:[\[(]{_FILM}[\])]\W*$)|(?i:,? (?:en|im) v[ií]d[eé]o\W*$)"
)
PICTURES = (
    r"^(?i:\W*(?:in (?:pictures|photos)|pictures|photos|photo (?:gallery|essay)|gallery|slide ?show"
    r"|ảnh|chùm ảnh|loạt ảnh|bộ ảnh|phóng sự ảnh)\s?[:\]|–-])"
    r"|(?i:[\[(](?:photos|pictures|gallery|ảnh|chùm ảnh)[\])]\W*$)"
)
SHOWS = {"title of a film": FILM, "title of a gallery": PICTURES}

# One paragraph of a few words: what is shown. Of a story there is more.
BLURB_WORDS, BLURB_LINES = 60, 1
# How long a film runs, where it is, and whose it is; a time of day alone says none of it.
PLAYER_MAX_WORDS = 8
_MINUTES = r"(?:min|phút)\p{L}*"
_SECONDS = r"(?:s|giây)\p{L}*"
_LENGTH = (
    "listen|watch|écouter|regarder|nghe|hören|escuchar|duration|running time|durée|duración|dauer|thời lượng"
)
PLAYER = (
    r"(?:^|\D)00?:00\s*/\s*[0-9]{1,2}:[0-9]{2}(?:\D|$)|^\W*00?:00\W*$"
    rf"|^\W*(?:\p{{L}}+\W+)?[0-9]{{1,2}}\s?{_MINUTES}\.?\s[0-9]{{1,2}}\s?{_SECONDS}\W*$|^\W*[0-9]{{2,3}}\s?min\W*$"
    rf"|^(?i:\W*(?:{_LENGTH}))\W+[0-9]{{1,3}}(?::[0-9]{{2}})?(?:\s?{_MINUTES})?\W*$"
    r"|^(?i:\W*(?:nguồn (?:video|clip)|video (?:source|courtesy|by)))(?:\W|$)|(?i:xem (?:video|clip))\s?:\W*$"
)

_OWN = pl.col("role").is_in(OWN_ROLES)


def tell_shows(blocks: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the headlines that are a film's or a gallery's, and the lines of players."""
    headlines = blocks.select("row", "text", "role").filter(pl.col("role") == "headline")
    for reason, words in SHOWS.items():
        shows = headlines.filter(pl.col("text").str.contains(quicken(words)))["row"]
        blocks = tell_rows(blocks, shows, "headline", reason)
    return tell_rows(blocks, _find_players(blocks), "boilerplate", "video player")


def _find_players(blocks: pl.DataFrame) -> pl.Series:
    """Return the rows of lines of a player, on pages that tell no more than what is shown."""
    own = blocks.lazy().filter(_OWN).group_by("article")
    told = own.agg(words=pl.col("words").sum(), lines=(pl.col("prose") & (pl.col("sentences") > 0)).sum())
    small = (pl.col("words") < BLURB_WORDS) & (pl.col("lines") <= BLURB_LINES)
    pages = told.filter(small).collect()["article"]
    short = (pl.col("words") <= PLAYER_MAX_WORDS) & (pl.col("role") != "headline")
    lines = blocks.filter(pl.col("article").is_in(pages.implode()), short).select("row", "text")
    return lines.filter(pl.col("text").str.contains(quicken(PLAYER)))["row"]
