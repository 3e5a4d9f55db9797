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
# Folding the case of so many letters would take longer than all the rest.
_ALONE = {
    r"\p{L}": f"(?-i:[{LETTERS}])",
    r"\w": f"(?-i:[{LETTERS}0-9_])",
    r"\W": f"(?-i:[^{LETTERS}0-9_])",
}
_INSIDE = {r"\p{L}\p{M}": LETTERS, r"\p{L}": LETTERS, r"\w": f"{LETTERS}0-9_"}
_PART = re.compile(r"\\p\{L\}\\p\{M\}(?=[^\[]*\])|\\p\{\w+\}|\\.|[^\\]")


@cache
def quicken(pattern: str) -> str:
    r"""
    Return a pattern of Rust's syntax with short classes for `\p{L}`, `\p{M}`, `\w` and `\W`.

    >>> len(quicken(r"\p{Lu}[\p{L}\p{M}.]+")) > len(r"\p{Lu}[\p{L}\p{M}.]+")
    True
    """
    depth, parts = 0, list[str]()
    for part in _PART.findall(pattern):
        depth += (part == "[") - (part == "]")
        parts.append((_INSIDE if depth else _ALONE).get(part, part))
    return "".join(parts)
