"""
How often is the publication time right, and how often is a wrong day claimed?

Run: python benchmarks/dates.py --data DIR [--rivals]

DIR holds saved pages (*.html.gz) and truth.jsonl (file, url, published_at).  Pages are read
twice: as HTML with its metadata, and as a dump of the visible lines.  A claimed day is wrong
if the true moment is outside its interval.  A line shows the day if one of the lines around
the headline has it in figures.
"""

import argparse
import gzip
import json
import re
import sys
import tempfile
from collections import Counter
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

BREAKS = frozenset(
    "address article aside blockquote body br button caption dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p pre section select"
    " summary table tbody td tfoot th thead title tr ul".split()
)
UNSEEN = frozenset("script style noscript template svg head iframe".split())
WHOLE = pl.Schema({"article": pl.UInt32, "ordinal": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32})

# A page shows the day of another zone than the truth is written in.
ZONES_APART = timedelta(hours=14)


def list_lines(html: str) -> list[str]:
    """Return the visible text, one block a line."""
    lines: list[list[str]] = [[]]
    stack: list[tuple[LexborNode, bool]] = [(LexborHTMLParser(html).root, False)]
    while stack:
        node, closes = stack.pop()
        if closes:
            lines.append([])
        elif node.tag == "-text":
            lines[-1].append(node.text_content or "")
        elif node.tag not in UNSEEN:
            if node.tag in BREAKS:
                lines.append([])
                stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    return [line for line in (" ".join("".join(parts).split()) for parts in lines) if line]


def read_dates(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the chosen publication evidence of every file in a folder, {} where there is none."""
    found: dict[str, dict[str, Any]] = {}
    for batch in read_articles([str(folder)]):
        tokens, _ = tokenise_blocks(split_blocks(batch.articles), pl.DataFrame(schema=WHOLE))
        chosen = choose_published(find_dates(batch.articles, find_roles(tokens, batch.articles)))
        rows = batch.articles.select("article", "path").join(chosen, on="article", how="left")
        for row in rows.iter_rows(named=True):
            found[Path(row["path"]).name.partition(".")[0]] = row if row["earliest"] else {}
    return found


def shows_day(lines: list[str], truth: datetime) -> bool:
    """Tell whether a short line holds day and year of the truth in some zone."""
    days = {(truth + shift).date() for shift in (-ZONES_APART, timedelta(), ZONES_APART)}
    return any(
        re.search(rf"(?<!\d)0?{day.day}(?!\d)", line) and str(day.year) in line
        for line in lines
        if len(line) < 160
        for day in days
    )


def judge(row: dict[str, Any], truth: datetime) -> str:
    """Return exact (to the minute), day, wrong or none."""
    if not row:
        return "none"
    naive = truth.tzinfo is None
    moment = truth.replace(tzinfo=UTC)
    slack = ZONES_APART if naive else timedelta()
    if not row["earliest"] - slack <= (moment if naive else truth.astimezone(UTC)) < row["latest"] + slack:
        near = timedelta(minutes=1)
        return "exact" if abs(row["earliest"] - truth.astimezone(UTC)) < near else "wrong"
    return "exact" if row["precision"] in {"minute", "second"} else "day"


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of saved pages with truth.jsonl")
    parser.add_argument("--list", action="store_true", help="print every page that is not right")
    options = parser.parse_args()
    truths = [json.loads(line) for line in (options.data / "truth.jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as scratch:
        measure(options.data, truths, Path(scratch), verbose=options.list)


def measure(data: Path, truths: list[dict[str, Any]], scratch: Path, *, verbose: bool) -> None:
    """Judge the dates of the pages as HTML and as dumps."""
    shown = {}
    for name in ("html", "text"):
        (scratch / name).mkdir()
    for truth in truths:
        name = truth["file"].partition(".")[0]
        html = gzip.decompress((data / truth["file"]).read_bytes()).decode("utf-8", "replace")
        lines = list_lines(html)
        shown[name] = shows_day(lines, datetime.fromisoformat(truth["published_at"]))
        (scratch / "html" / f"{name}.html").write_text(html, "utf-8")
        (scratch / "text" / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    for kind in ("html", "text"):
        found = read_dates(scratch / kind)
        report(kind, truths, found, shown, verbose=verbose)


def report(
    kind: str, truths: list[dict[str, Any]], found: dict[str, Any], shown: dict[str, bool], *, verbose: bool
) -> None:
    """Print counts, and the pages behind them."""
    counts: Counter[str] = Counter()
    for truth in truths:
        name = truth["file"].partition(".")[0]
        row = found.get(name, {})
        verdict = judge(row, datetime.fromisoformat(truth["published_at"]))
        counts[verdict] += 1
        counts["shown"] += shown[name]
        counts["right where shown"] += shown[name] and verdict in {"exact", "day"}
        if verbose and (verdict == "wrong" or (verdict == "none" and (shown[name] or kind == "html"))):
            print(f"  {kind} {verdict:5} {name} truth {truth['published_at']} claim {row.get('raw')!r}")
    share = counts["right where shown"] / max(counts["shown"], 1)
    print(f"{kind}: {len(truths)} pages, {dict(counts)}, right day where shown {share:.3f}", file=sys.stdout)


if __name__ == "__main__":
    main()
