"""Text of a corpus made harmless: for a terminal, and for a cell of a spreadsheet."""

import re

import polars as pl

# An escape sequence can retitle a terminal, a bidirectional override can show a text
# backwards, a carriage return can overwrite a line.  Control characters are shown by
# their picture (U+2400 block), so that different ids stay different.
PICTURES: dict[str, str] = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20)},
    "\x7f": "\u2421",
    **{chr(code): "\ufffd" for code in range(0x80, 0xA0)},
    **dict.fromkeys("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\ufffd"),
}
_HOSTILE = re.compile("[" + re.escape("".join(PICTURES)) + "]")

# Source: OWASP, "CSV Injection"; the full-width forms are read as formulas by East Asian Excel.
# Leading blanks do not help: several importers strip them first.
_FORMULA = r"^[\s\u200B\uFEFF']*[=+\-@＝＋－＠]"

# Excel refuses a cell of more than 32,767 UTF-16 units, and a character can be two.
MAX_CELL_CHARS = 16_000
CUT_MARK = "… [cut]"


def guard_line(text: str) -> str:
    r"""
    Return `text` with nothing in it that a terminal obeys, on one line.

    >>> guard_line("gió \x1b[31mmùa\r\n")
    'gió ␛[31mmùa␍␊'
    """
    clean = "".join(char if not 0xD800 <= ord(char) < 0xE000 else "\ufffd" for char in text)
    return _HOSTILE.sub(lambda found: PICTURES[found.group()], clean)


def guard_cells(column: str) -> pl.Expr:
    r"""
    Return the column as cells that a spreadsheet shows and never runs.

    Control characters become their pictures, a cell that a spreadsheet would take
    for a formula begins with an apostrophe, and one longer than Excel allows is cut
    and says so.

    >>> pl.DataFrame({"a": ["=1+1", "mưa\tto"]}).select(guard_cells("a"))["a"].to_list()
    ["'=1+1", 'mưa␉to']
    """
    shown = pl.col(column).str.replace_many(PICTURES)
    formula = pl.col(column).str.contains(_FORMULA) | pl.col(column).str.contains(r"^[\t\r\n]")
    safe = pl.when(formula).then("'" + shown).otherwise(shown)
    cut = safe.str.head(MAX_CELL_CHARS - len(CUT_MARK)) + CUT_MARK
    return pl.when(safe.str.len_chars() > MAX_CELL_CHARS).then(cut).otherwise(safe).alias(column)
