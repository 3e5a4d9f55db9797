"""
Read publication times with htmldate and dateparser, for dates.py to judge.

Run by dates.py with an interpreter that has them: python dates_rivals.py FOLDER.  Prints
JSON: rival and input to page to ISO time.  htmldate gets original_date=True, as a reader of
its manual would; for a text dump each line becomes a paragraph.  dateparser gets the first
short line that it parses with day, month and year.
"""

import html
import json
import re
import sys
from pathlib import Path

import dateparser
import htmldate

SETTINGS = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
LINE_CHARS = 100
MAYBE = re.compile(r"(?:19|20)\d\d")


def find_by_htmldate(page: str) -> str | None:
    return htmldate.find_date(page, original_date=True, outputformat="%Y-%m-%dT%H:%M:%S%z")


def find_by_dateparser(lines: list[str]) -> str | None:
    for line in lines:
        if len(line) <= LINE_CHARS and MAYBE.search(line):
            moment = dateparser.parse(line, settings=SETTINGS)
            if moment:
                return moment.isoformat()
    return None


def main() -> None:
    folder = Path(sys.argv[1])
    found: dict[str, dict[str, str | None]] = {
        "htmldate html": {},
        "htmldate text": {},
        "dateparser text": {},
    }
    for path in sorted((folder / "html").iterdir()):
        found["htmldate html"][path.stem] = find_by_htmldate(path.read_text("utf-8"))
    for path in sorted((folder / "text").iterdir()):
        lines = path.read_text("utf-8").splitlines()
        page = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        found["htmldate text"][path.stem] = find_by_htmldate(f"<html><body>{page}</body></html>")
        found["dateparser text"][path.stem] = find_by_dateparser(lines)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
