"""Text of a corpus made harmless for whatever shows it."""

import html
import re

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
# What a line begins with, or holds, that a build server takes for an order: its look-alike is shown.
# Source: actions/runner, ActionCommand.cs; Azure Pipelines, logging commands.
_ORDERS = re.compile(r"^(\s*):(?=:)|#(?=#(?:vso)?\[)")
# Whatever Markdown would obey; "www." and "://" become links unasked.
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~@:$=])")
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def guard_line(text: str) -> str:
    r"""
    Return `text` with nothing in it that a terminal or a build server obeys, on one line.

    >>> guard_line("gió \x1b[31mmùa\r\n"), guard_line("::error::mưa")
    ('gió ␛[31mmùa␍␊', '：:error::mưa')
    """
    # A file name in no known encoding reaches Python as lone surrogates, a byte each.
    clean = _NO_BYTE.sub("\ufffd", text).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    clean = _HOSTILE.sub(lambda found: PICTURES[found.group()], clean)
    return _ORDERS.sub(lambda found: "＃" if found[1] is None else f"{found[1]}：", clean)


def escape_markdown(text: str) -> str:
    r"""
    Return `text` as one line that Markdown shows as it is: no markup, no link, no mention.

    >>> escape_markdown("<b>Đồi *Cam*|@x")
    '&lt;b&gt;Đồi \\*Cam\\*\\|\\@x'
    """
    return html.escape(_MARKUP.sub(r"\\\1", guard_line(text)), quote=False)


def shorten(text: str, most: int) -> str:
    """
    Return `text`, or as much of it as makes `most` characters with "…".

    >>> shorten("mưa đá", 4)
    'mưa…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"
