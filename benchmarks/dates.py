"""
Measure how often the publication time is right, and how often a wrong day is claimed.

Run: python benchmarks/dates.py --data DIR [--rivals PYTHON] [--list]

DIR holds saved pages (*.html.gz) and truth.jsonl (file, url, published_at).  Pages are read
twice: as HTML with its metadata, and as a dump of the visible lines.  A claim is wrong if
the true moment is outside its interval; it is exact if it is right to the minute.  A line
shows the day if it is short and has day and year of the truth in figures.
"""

import argparse
import gzip
import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dedup.blocks import split_blocks
from dedup.dates import choose_published, find_dates
from dedup.reading import read_articles
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks

BREAKS = {
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
}
BREAKS |= {
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
}
BREAKS |= {
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "tr",
    "ul",
}
UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "iframe"}
WHOLE = dict.fromkeys(("article", "ordinal", "begin", "end"), pl.UInt32)

# The ends of the world's clocks: a time written without a zone can be this far from UTC.
EAST, WEST = timedelta(hours=14), timedelta(hours=12)
LINE_CHARS = 160

Claim = Mapping[str, Any]  # earliest, latest, precision, raw; empty for none


def list_lines(page: str) -> list[str]:
    """Return the visible text, one block a line."""
    lines: list[list[str]] = [[]]
    stack: list[LexborNode | None] = [LexborHTMLParser(page).root]
    while stack:
        node = stack.pop()
        if node is None:
            lines.append([])
        elif node.tag == "-text":
            lines[-1].append(node.text_content or "")
        elif node.tag not in UNSEEN:
            children = list(node.iter(include_text=True))[::-1]
            around: list[LexborNode | None] = [None] if node.tag in BREAKS else []
            stack += [*around, *children, *around]
    return [line for line in (" ".join("".join(parts).split()) for parts in lines) if line]


def read_claims(folder: Path) -> dict[str, Claim]:
    """Return the publication evidence that dedup chooses for every file of a folder."""
    claims: dict[str, Claim] = {}
    for batch in read_articles([str(folder)]):
        tokens, _ = tokenise_blocks(split_blocks(batch.articles), pl.DataFrame(schema=WHOLE))
        chosen = choose_published(find_dates(batch.articles, find_roles(tokens, batch.articles)))
        rows = batch.articles.select("article", "path").join(chosen, on="article", how="left")
        for row in rows.iter_rows(named=True):
            claims[Path(row["path"]).stem] = row if row["earliest"] else {}
    return claims


def run_rivals(python: str, folder: Path) -> dict[str, dict[str, Claim]]:
    """Return the claims of htmldate and dateparser, run by another interpreter."""
    program = Path(__file__).with_name("dates_rivals.py")
    output = subprocess.run([python, str(program), str(folder)], capture_output=True, check=True, text=True)
    found: dict[str, dict[str, str | None]] = json.loads(output.stdout)
    return {name: {page: make_claim(said) for page, said in pages.items()} for name, pages in found.items()}


def make_claim(said: str | None) -> Claim:
    """Return what a rival said as an interval: midnight is a day, no zone is any zone."""
    if not said:
        return {}
    moment = datetime.fromisoformat(said)
    whole = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    end = moment + (timedelta(days=1) if whole else timedelta(minutes=1))
    if moment.tzinfo is None:
        moment, end = (moment - EAST).replace(tzinfo=UTC), (end + WEST).replace(tzinfo=UTC)
    return {"earliest": moment, "latest": end, "precision": "day" if whole else "minute", "raw": said}


def judge(claim: Claim, truth: datetime) -> str:
    """Return exact (to the minute), day, wrong or none."""
    if not claim:
        return "none"
    slack = EAST if truth.tzinfo is None else timedelta()
    moment = truth.replace(tzinfo=UTC) if truth.tzinfo is None else truth.astimezone(UTC)
    # Both sides cut seconds off now and then.
    near = abs(claim["earliest"] - moment) < timedelta(minutes=1)
    if not near and not claim["earliest"] - slack <= moment < claim["latest"] + slack:
        return "wrong"
    return "exact" if claim["precision"] in {"minute", "second"} else "day"


def shows_day(lines: list[str], truth: datetime) -> bool:
    """Tell whether a short line holds day and year of the truth in some zone."""
    days = {(truth + shift).date() for shift in (-WEST, timedelta(), EAST)}
    return any(
        re.search(rf"(?<!\d)0?{day.day}(?!\d)", line) and str(day.year) in line
        for line in lines
        if len(line) < LINE_CHARS
        for day in days
    )


def write_pages(data: Path, files: list[str], scratch: Path) -> dict[str, list[str]]:
    """Write every page as HTML and as its visible lines; return the lines."""
    lines = {}
    (scratch / "html").mkdir()
    (scratch / "text").mkdir()
    for file in files:
        name = file.partition(".")[0]
        page = gzip.decompress((data / file).read_bytes()).decode("utf-8", "replace")
        lines[name] = list_lines(page)
        (scratch / "html" / f"{name}.html").write_text(page, "utf-8")
        (scratch / "text" / f"{name}.txt").write_text("\n".join(lines[name]), "utf-8")
    return lines


def report(
    name: str, claims: Mapping[str, Claim], truths: Mapping[str, datetime], shown: set[str]
) -> list[str]:
    """Print one row of the table; return the pages that are not right."""
    verdicts = {page: judge(claims.get(page, {}), truth) for page, truth in truths.items()}
    counts = Counter(verdicts.values())
    pages = truths.keys() if name.endswith("html") else shown
    right = sum(verdicts[page] in {"exact", "day"} for page in pages)
    cells = "  ".join(f"{verdict} {counts[verdict]:3}" for verdict in ("exact", "day", "wrong", "none"))
    print(f"{name:16} {cells}  right day {right}/{len(pages)} = {right / len(pages):.3f}")
    return [f"  {verdicts[page]:5} {page}: {truths[page]}, said {claims.get(page, {}).get('raw')!r}"
            for page in sorted(pages) if verdicts[page] in {"wrong", "none"}]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of saved pages with truth.jsonl")
    parser.add_argument("--rivals", help="interpreter that has htmldate and dateparser")
    parser.add_argument("--list", action="store_true", help="print the pages that are not right")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.data / "truth.jsonl").read_text("utf-8").splitlines()]
    truths = {row["file"].partition(".")[0]: datetime.fromisoformat(row["published_at"]) for row in rows}
    with tempfile.TemporaryDirectory() as scratch:
        lines = write_pages(options.data, [row["file"] for row in rows], Path(scratch))
        found = {f"dedup {kind}": read_claims(Path(scratch) / kind) for kind in ("html", "text")}
        found |= run_rivals(options.rivals, Path(scratch)) if options.rivals else {}
    shown = {page for page in truths if shows_day(lines[page], truths[page])}
    for name, claims in found.items():
        failures = report(name, claims, truths, shown)
        if options.list:
            print("\n".join(failures))


if __name__ == "__main__":
    main()
