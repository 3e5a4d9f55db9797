"""Sizes and counts as people write them."""

import re
from typing import Any

import click

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(i?)B?", re.IGNORECASE)


class SizeType(click.ParamType[int]):
    """A number of bytes such as 4GB, 1.5G, 512MiB or 65536."""

    name = "size"
    MOST = 1 << 62  # bytes; no machine has more

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """
        Return the bytes of a size; KB, MB, GB and TB are powers of 1000, KiB and so on of 1024.

        >>> [SizeType().convert(text, None, None) for text in ("4GB", "1.5 gib", "65536")]
        [4000000000, 1610612736, 65536]
        >>> SizeType().convert("9" * 5000, None, None) == SizeType.MOST
        True
        """
        found = _SIZE.fullmatch(str(value).strip())
        if not found:
            self.fail(f"{value!r} is no size such as 500MB or 4GB", param, ctx)
        number, prefix, binary = found.groups()
        base, power = 1024 if binary else 1000, " KMGT".index(prefix.upper() or " ")
        return int(min(float(number) * base**power, self.MOST))


class CountType(click.IntRange):
    """A number of things; more of them than a corpus can hold are all of them."""

    MOST = (1 << 32) - 1  # articles are numbered in 32 bits

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """
        Return the count.

        >>> CountType(min=0).convert("9" * 30, None, None)
        4294967295
        """
        return min(int(super().convert(value, param, ctx)), self.MOST)
