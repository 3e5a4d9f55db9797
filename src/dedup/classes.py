r"""
Classes of characters for patterns that are compiled often.

polars keeps thirty-two patterns compiled in each thread, so most are compiled anew for every
batch, and that of `\w` takes a quarter of a millisecond: it has seven hundred ranges.
"""

import re
from functools import cache

# Letters and marks, a script and its neighbours at a time: the signs and digits of scripts
# other than Latin, Arabic and those of the Far East count as letters too.
LETTERS = (
    r"A-Za-zªµºÀ-ÖØ-öø-ˁ\u0300-\u060b\u0610-\u061a\u0620-\u0963\u0966-\u1fff\u2c00-\u2dff\u3005\u3006"
    r"\u3031-\u3035\u3041-\u309f\u30a1-\u30fa\u30fc-\ud7ff\uf900-\ufdff\ufe70-\ufefc\uff21-\uff3a\uff41-\uff5a"
    r"\uff66-\uffdc\U00010000-\U0001efff\U00020000-\U0003ffff"
)
# Those of scripts that have no capitals.
UNICASE = (
    r"ªº\u05d0-\u060b\u0610-\u061a\u0620-\u0963\u0966-\u109f\u1100-\u139f\u1400-\u1c7f\u2d30-\u2ddf\u3005\u3006"
    r"\u3031-\u3035\u3041-\u309f\u30a1-\u30fa\u30fc-\ua4ff\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uffdc"
    r"\U00020000-\U0003ffff"
)
DIGITS = "0-9０-９"

_INSIDE = {
    r"\p{L}\p{M}": LETTERS,
    r"\p{L}": LETTERS,
    r"\p{Lo}": UNICASE,
    r"\p{Nd}": DIGITS,
    r"\d": DIGITS,
    r"\w": f"{LETTERS}{DIGITS}_",
}
# Folding the case of so many letters would take longer than all the rest.
_ALONE = {name: f"(?-i:[{inside}])" for name, inside in _INSIDE.items()}
_ALONE |= {r"\W": f"(?-i:[^{LETTERS}{DIGITS}_])", r"\D": f"[^{DIGITS}]"}
_PART = re.compile(r"\\p\{L\}\\p\{M\}(?=[^\[]*\])|\\p\{\w+\}|\\.|[^\\]")


@cache
def quicken(pattern: str) -> str:
    r"""
    Return a pattern of Rust's syntax with short classes for letters, digits and `\w`.

    >>> len(quicken(r"\p{Lu}[\p{L}\p{M}.]+")) > len(r"\p{Lu}[\p{L}\p{M}.]+")
    True
    """
    depth, parts = 0, list[str]()
    for part in _PART.findall(pattern):
        depth += (part == "[") - (part == "]")
        parts.append((_INSIDE if depth else _ALONE).get(part, part))
    return "".join(parts)
