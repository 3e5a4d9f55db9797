"""
Measure how much of a page's own text the roles lead and body hold, and how much else.

Run: python benchmarks/roles.py --data DIR [--pages] [--rivals PYTHON]

DIR holds saved pages (*.html.gz) and truth.jsonl (file, outlet or publisher, body: paragraphs).
Every page is read twice: as HTML, and as a dump of its visible lines.  Words are counted with
repeats, precision, recall and F1 per page, then averaged.  Lines of the truth in square brackets,
headings ("<h>") and what `*` begins are optional: they are neither missed nor held against us.
PYTHON is an interpreter that has trafilatura, measured on the same pages of HTML in the same run.
"""

import argparse
import html
import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import polars as pl

from dedup.blocks import split_blocks
from dedup.reading import read_articles
from dedup.roles import find_page_kinds, find_roles, settle_roles
from dedup.tokens import tokenise_blocks
from visible import list_lines, read_page

WHOLE = pl.Schema({"article": pl.UInt32, "ordinal": pl.UInt32, "begin": pl.UInt32, "end": pl.UInt32})
WORD = re.compile(r"\w+")

Truth = dict[str, dict[str, object]]  # file -> what is known of the page


def count_words(lines: list[str]) -> Counter[str]:
    return Counter(word for line in lines for word in WORD.findall(html.unescape(line).casefold()))


def split_truth(lines: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the words that belong to the page's own text, and those that may."""
    lines = [line for line in lines if not line.startswith(("URL:", "<!--"))]
    free = [line for line in lines if line.startswith(("[", "*", "<h>"))]
    own = [line for line in lines if not line.startswith(("[", "*", "<h>"))]
    bare = [re.sub(r"^<\w+>", "", line) for line in own]
    return count_words(bare), count_words([re.sub(r"^<\w+>", "", line) for line in free])


def measure(found: Counter[str], own: Counter[str], free: Counter[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of one page."""
    if not own:
        empty = float(not found)
        return empty, empty, empty
    hit = (found & own).total()
    extra = found - own
    judged = hit + (extra - free).total()
    precision, recall = hit / judged if judged else 0.0, hit / own.total()
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def read_truth(data: Path) -> Truth:
    """Return what is known of each page, by its file."""
    rows = (json.loads(line) for line in (data / "truth.jsonl").read_text("utf-8").splitlines())
    return {row["file"]: row for row in rows}


def write_dump(data: Path, truth: Truth, folder: Path) -> None:
    """Write the pages' visible lines to folders named after their outlets."""
    for file, page in truth.items():
        outlet = folder / str(page.get("outlet") or page["publisher"])
        outlet.mkdir(exist_ok=True, parents=True)
        (outlet / f"{file}.txt").write_text("\n".join(list_lines(read_page(data / file))), "utf-8")


def read_dump(data: Path, truth: Truth) -> Iterator[pl.DataFrame]:
    """Yield ARTICLES of the pages' visible lines."""
    with tempfile.TemporaryDirectory() as folder:
        write_dump(data, truth, Path(folder))
        yield from (batch.articles for batch in read_articles([folder]))


def read_html(data: Path, truth: Truth) -> Iterator[pl.DataFrame]:
    """Yield ARTICLES of the pages as the HTML reader sees them."""
    outlets = pl.DataFrame(
        [(file, str(page.get("outlet") or page["publisher"])) for file, page in truth.items()],
        schema=["path", "known"],
        orient="row",
    )
    for batch in read_articles([str(data / file) for file in truth]):
        named = batch.articles.join(outlets, on="path", how="left", maintain_order="left")
        yield named.with_columns(outlet=pl.col("known").fill_null("")).drop("known")


def find_own_text(batches: Iterator[pl.DataFrame]) -> pl.DataFrame:
    """Return path, page_kind and the lines of lead and body, one row a page."""
    whole, roled, articles = WHOLE.to_frame(), [], []
    for batch in batches:
        tokens, _ = tokenise_blocks(split_blocks(batch), whole)
        roled.append(find_roles(tokens, batch))
        articles.append(batch.select("article", "path", "outlet"))
    pages = pl.concat(articles)
    blocks = settle_roles(pl.concat(roled), pages)
    own = blocks.filter(pl.col("role").is_in(["lead", "body"])).group_by("article").agg("text")
    kinds = find_page_kinds(blocks)
    return pages.join(kinds, on="article", how="left").join(own, on="article", how="left")


def run_rival(python: str, data: Path, truth: Truth) -> tuple[str, pl.DataFrame]:
    """Return trafilatura's name and version, and path, page_kind and its lines, one row a page."""
    program = Path(__file__).with_name("roles_rivals.py")
    command = [python, str(program), *(str(data / file) for file in truth)]
    said = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    rows = [(file, "article" if lines else "stub", lines) for file, lines in said["lines"].items()]
    schema = {"path": pl.String, "page_kind": pl.String, "text": pl.List(pl.String)}
    return f"trafilatura {said['version']}", pl.DataFrame(rows, schema, orient="row")


def report(name: str, pages: pl.DataFrame, truth: Truth, *, every: bool) -> None:
    """Print one row of the table, and one a page where asked."""
    scores = []
    for path, kind, lines in pages.select("path", "page_kind", "text").iter_rows():
        file = Path(path).name.removesuffix(".txt")
        own, free = split_truth(list(truth[file]["body"]))  # type: ignore[call-overload]
        score = measure(count_words(lines or []), own, free)
        scores.append(score)
        if every:
            print(f"{name:18} {score[0]:.3f} {score[1]:.3f} {score[2]:.3f} {kind or '-':8} {file}")
    # A page that was not read has none of its text.
    scores += [(0.0, 0.0, 0.0)] * (len(truth) - len(scores))
    precision, recall, f1 = (mean(column) for column in zip(*scores, strict=True))
    articles = (pages["page_kind"] == "article").sum()
    good = sum(score[2] >= 0.9 for score in scores)
    row = f"{precision:9.3f} {recall:6.3f} {f1:6.3f} {good:7d} {articles:8d}"
    print(f"{name:18} {len(scores):5d} {row}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", action="store_true", help="one row a page as well")
    parser.add_argument("--rivals", help="interpreter that has trafilatura")
    options = parser.parse_args()
    truth = read_truth(options.data)
    print("as                 pages precision recall     F1  F1>=.9 articles")
    for name, read in (("html", read_html), ("dump", read_dump)):
        report(name, find_own_text(read(options.data, truth)), truth, every=options.pages)
    if options.rivals:
        report(*run_rival(options.rivals, options.data, truth), truth, every=options.pages)


if __name__ == "__main__":
    main()
