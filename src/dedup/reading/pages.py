"""HTML -> a record: its visible text, one block a line."""

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from .encodings import decode_text
from .objects import Part
from .options import ReadOptions
from .records import Record
from .streams import Source


def read_page(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield the one Record of a saved page."""
    decoded = decode_text(source.read_whole(options.max_bytes), encoding=options.encoding)
    text = LexborHTMLParser(decoded.text).text(separator="\n", strip=True)
    yield Record(
        path=source.file.path,
        text=text,
        whole=True,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
    )
