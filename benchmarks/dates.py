"""
Measure how often the publication time is right, and how often a wrong day is claimed.

Run: python benchmarks/dates.py --data DIR [--rivals PYTHON] [--list]

DIR holds saved pages (*.html.gz) and truth.jsonl (file, url, published_at, body).  Pages are
read twice: as HTML with its metadata, and as a dump of the visible lines.  A claim is wrong if
the true moment is outside its interval; it is exact if it is right to the minute, which is asked
of all pages and of those whose truth has a minute.  Of the dumps it is asked which are right
among those that write the day on some line, and among those that show it as the publication's
(dates_shown.py tells which).  Writes benchmarks/output/dates.json.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from dates_shown import EAST, WEST, find_shown
from dedup.blocks import split_blocks
from dedup.dates import choose_published, find_dates
from dedup.reading import read_articles
from dedup.roles import find_roles
from dedup.tokens import tokenise_blocks
from visible import list_lines, read_page

OUTPUT = Path(__file__).parent / "output" / "dates.json"

WHOLE = dict.fromkeys(("article", "ordinal", "begin", "end"), pl.UInt32)

Claim = Mapping[str, Any]  # earliest, latest, precision, raw; empty for none
Sets = dict[str, set[str]]  # what is asked of pages -> the pages


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


def write_pages(data: Path, files: list[str], scratch: Path) -> dict[str, list[str]]:
    """Write every page as HTML and as its visible lines; return the lines."""
    lines = {}
    (scratch / "html").mkdir()
    (scratch / "text").mkdir()
    for file in files:
        name = file.partition(".")[0]
        page = read_page(data / file)
        lines[name] = list_lines(page)
        (scratch / "html" / f"{name}.html").write_text(page, "utf-8")
        (scratch / "text" / f"{name}.txt").write_text("\n".join(lines[name]), "utf-8")
    return lines


def count(claims: Mapping[str, Claim], truths: Mapping[str, datetime], sets: Sets) -> dict[str, Any]:
    """Return verdicts by number, and how many are right in each set of pages."""
    verdicts = {page: judge(claims.get(page, {}), truth) for page, truth in truths.items()}
    right = {page for page, verdict in verdicts.items() if verdict in {"exact", "day"}}
    exact = {page for page, verdict in verdicts.items() if verdict == "exact"}
    counts = Counter(verdicts.values())
    return {
        **{verdict: counts[verdict] for verdict in ("exact", "day", "wrong", "none")},
        "right_day": {name: [len(right & pages), len(pages)] for name, pages in sets.items()},
        "exact_of_those_with_a_minute": [len(exact & sets["minute"]), len(sets["minute"])],
    }


def say(name: str, row: dict[str, Any]) -> str:
    """Return one row of the table."""
    cells = "  ".join(f"{verdict} {row[verdict]:3}" for verdict in ("exact", "day", "wrong", "none"))
    asked = ("all",) if name.endswith("html") else ("written", "shown")
    right = "  ".join(
        f"{where} {a}/{b} = {a / b:.3f}" for where in asked for a, b in [row["right_day"][where]]
    )
    a, b = row["exact_of_those_with_a_minute"]
    minutes = f"; exact of those with a minute {a}/{b} = {a / b:.3f}" if name.endswith("html") else ""
    return f"{name:16} {cells}  right day of {right}{minutes}"


def list_failures(claims: Mapping[str, Claim], truths: Mapping[str, datetime], sets: Sets) -> list[str]:
    """Return the pages that are not right, and what their dump shows."""
    lines = []
    for page, truth in sorted(truths.items()):
        if (verdict := judge(claims.get(page, {}), truth)) in {"wrong", "none"}:
            shows = next((name for name in ("shown", "written") if page in sets[name]), "nothing")
            lines.append(f"  {verdict:5} {page} ({shows}): {truth}, said {claims.get(page, {}).get('raw')!r}")
    return lines


def sort_pages(
    rows: list[dict[str, Any]], lines: Mapping[str, list[str]], truths: Mapping[str, datetime]
) -> Sets:
    """Return the pages whose truth has a minute, whose dump writes the day, and whose dump shows it."""
    found = {page: find_shown(lines[page], row, truths[page]) for page, row in zip(truths, rows, strict=True)}
    return {
        "all": set(truths),
        "minute": {page for page, truth in truths.items() if truth.time() != time()},
        "written": {page for page, (written, _) in found.items() if written},
        "shown": {page for page, (_, shown) in found.items() if shown},
    }


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
    sets = sort_pages(rows, lines, truths)
    table = {name: count(claims, truths, sets) for name, claims in found.items()}
    for name, claims in found.items():
        print(say(name, table[name]))
        if options.list:
            print("\n".join(list_failures(claims, truths, sets)))
    # The rivals' rows stay when only ours are measured again.
    kept = json.loads(OUTPUT.read_text("utf-8")) if OUTPUT.exists() else {}
    OUTPUT.write_text(json.dumps(kept | table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
