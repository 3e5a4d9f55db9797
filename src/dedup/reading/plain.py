"""Plain text -> a record."""

from collections.abc import Iterator

from .encodings import decode_text
from .options import ReadOptions
from .records import Part, Record
from .streams import Source


def read_text(source: Source, options: ReadOptions) -> Iterator[Part]:
    """Yield the one Record of a text file, its text as it stands."""
    decoded = decode_text(source.read_whole(options.max_bytes), encoding=options.encoding)
    yield Record(
        path=source.file.path,
        text=decoded.text,
        whole=True,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
    )
