"""A corpus that attacks whoever shows it: its pages are real enough to be shared stories."""

import json
from pathlib import Path

RUN = "window.ran=1"

ATTACKS = [
    f"<script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'><svg onload={RUN}>",
    f"</script><script>{RUN}</script><!--",
    f"</style><script>{RUN}</script>",
    f"javascript:{RUN}",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "{{ config }}{% raw %}${7*7}<%= 7*7 %>",
    '=HYPERLINK("http://example.invalid/?"&A1,"xem")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1\t=1",
    "mưa \u202egnod\u202c trên \u2066đồi\u2069",
    "gió \x1b[31m\x07 \x9b2J mùa",
    "]]><![CDATA[<x>",
    "&lt;b&gt;&amp;amp; &#x3c;i&#x3e;",
    "::error file=a::b",
    "[xem](javascript:alert(1)) `code` <http://example.invalid>",
    "__proto__",
    "constructor",
    "%00%0a%0d../../etc/passwd",
]

ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "vbscript:msgbox(1)",
    'https://example.invalid/" onclick="window.ran=1',
    "//example.invalid/x",
    "https://example.invalid/a?b=<c>&d='e'",
]


def write_story(number: int, attack: str) -> str:
    """Return some sixty words that no other story has, with the attack inside and at both ends."""
    words = [f"câu{number}chữ{place}" for place in range(60)]
    lines = [" ".join(words[begin : begin + 20]) + "." for begin in range(0, 60, 20)]
    return "\n".join([f"{attack} {lines[0]}", f"{lines[1]} {attack}", lines[2] + " " + attack])


def write_hostile(folder: Path) -> Path:
    """Write the corpus into `folder` and return its file: each story in two outlets, all fields hostile."""
    path = folder / "hostile.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, attack in enumerate(ATTACKS):
            for copy in range(2):
                article = {
                    "id": f"{number}-{copy} {attack}",
                    "outlet": f"Báo {copy} {ATTACKS[(number + copy) % len(ATTACKS)]}",
                    "title": attack,
                    "url": ADDRESSES[(number + copy) % len(ADDRESSES)],
                    "author": attack,
                    "credit": attack if copy else "",
                    "published": f"2025-02-{number + 1:02}T0{copy}:00:00+07:00",
                    "text": write_story(number, attack),
                }
                file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path
