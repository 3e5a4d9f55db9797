"""What the user may say about how input is read."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from ..errors import ParameterError
from ..params import ScanOptions
from .fields import ALIASES

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """
    How input is read; the defaults suit news.

    `max_bytes` bounds one article, after decompression and before decoding.  The
    longest reportage is under 1 MiB and its HTML under 10 MiB, so 16 MiB stops
    bombs and log files without losing an article.  A container (JSON Lines, a JSON
    array, CSV, Parquet) may be of any length: each of its records has the limit.

    Raises
    ------
    ParameterError
        If a number is below 1 or too large to count, a mapped field is unknown, or an encoding is.

    """

    max_bytes: int = 16 * MIB  # of one article
    fields: Mapping[str, str] = field(default_factory=dict)  # our field -> the input's
    meta: Path | None = None  # a CSV table of metadata, one row a path
    batch_bytes: int = 64 * MIB  # of text handed on at a time
    encoding: str | None = None  # of every text file; None detects it

    @classmethod
    def take(cls, options: ScanOptions) -> "ReadOptions":
        """Return those of the options of a run that concern reading."""
        return cls(
            max_bytes=options.max_bytes,
            fields=dict(options.fields),
            meta=options.meta,
            encoding=options.encoding,
        )

    def __post_init__(self) -> None:
        for name in ("max_bytes", "batch_bytes"):
            value = getattr(self, name)
            if value < 1:
                raise ParameterError(f"{name} must be at least 1 byte, got {value}")
            # One byte more is asked for, to see whether there is any.
            if value >= sys.maxsize:
                raise ParameterError(f"{name} must be below {sys.maxsize:,} bytes, got {value}")
        for name in self.fields:
            if name not in ALIASES:
                raise ParameterError(_say_unknown_field(name))
        if self.encoding is not None:
            _require_encoding(self.encoding)


def _say_unknown_field(name: str) -> str:
    close = get_close_matches(name, ALIASES, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else f"; expected one of {', '.join(ALIASES)}"
    return f"cannot map {name!r}: dedup has no such field{hint}"


def _require_encoding(name: str) -> None:
    try:
        # Not codecs.lookup: that knows base64 too, which is of bytes.  Punycode cannot ignore a byte.
        bytes(range(256)).decode(name, "ignore")
    except (LookupError, ValueError) as error:
        raise ParameterError(f"unknown encoding {name!r}; try utf-8, windows-1258 or gb18030") from error
