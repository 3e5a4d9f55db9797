"""
Measure what a scan says of stories whose copies and dates are known, on pages as they are.

Run: python benchmarks/transplants.py --data PAGES [--rounds N] [--list] [--keep FOLDER]

PAGES holds saved pages (*.html.gz) and truth.jsonl (file, url, publisher, title, published_at, body).
A story of one page takes the place of the text on four others, as it is, under the host's own
headline, behind a first paragraph of the host's, and cut to three fifths; menus, dates, boxes and
markup stay.  A fifth page opens with one story and goes on with another, half of the shorter of each.
Pages whose truth leaves out a tenth of what stands amid the text are not taken.
The pages are read as HTML and as a dump of their visible lines.  Asked is: which pairs stand in one
cluster, whether the outlet named first has the page of the earliest date, and where the fifth pages
are listed.  Writes benchmarks/output/transplants.json.
"""

import argparse
import html
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dedup.params import ScanOptions
from dedup.pipeline import scan
from dedup.run import Run
from visible import list_lines, read_page

OUTPUT = Path(__file__).parent / "output" / "transplants.json"
WAYS = ("as it is", "own headline", "own lead", "cut")
CUT, HALF = 0.6, 0.5  # of the letters
LEAST_CHARS, MOST_PARAGRAPH = 1_200, 0.3  # of a story, and of its letters; else there is no half to tell
FOUND = 0.9  # of the letters of a host's text stand in elements of their own
FOREIGN, LINE_CHARS = 0.1, 80  # as many letters as the text has stand amid it in other lines so long
HOLDERS = "p, div, li, h2, h3, h4, blockquote, section, span, td"

Row = dict[str, Any]  # of truth.jsonl


class Plant(NamedTuple):
    """A page that was made: which stories it holds, in which way, when it was published."""

    file: str
    stories: tuple[str, ...]
    way: str
    published: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of saved pages with truth.jsonl")
    parser.add_argument("--rounds", type=int, default=6, help="stories and pages are dealt out anew in each")
    parser.add_argument("--list", action="store_true", help="print what is not right")
    parser.add_argument("--keep", type=Path, help="leave the pages in this new folder")
    options = parser.parse_args()
    table: dict[str, dict[str, Counter[str]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(1, options.rounds + 1):
            folder = (options.keep or Path(scratch)) / str(seed)
            plants = plant_all(options.data, folder, random.Random(seed))  # noqa: S311
            for kind in ("html", "text"):
                score = judge(scan([str(folder / kind)], ScanOptions(), lambda *_: None), plants)
                for name, rows in score.items():
                    counts = table.setdefault(kind, {}).setdefault(name, Counter())
                    counts.update(said for *_, said in rows)
                if options.list:
                    list_failures(f"{seed}/{kind}", score)
    for kind, questions in table.items():
        for name, counts in questions.items():
            print(f"{kind:5} {name:12}", "  ".join(f"{said} {count}" for said, count in counts.most_common()))
    OUTPUT.write_text(json.dumps({"rounds": options.rounds, **table}, indent=1) + "\n", encoding="utf-8")


def plant_all(data: Path, folder: Path, rng: random.Random) -> dict[str, Plant]:
    """Write every page that can be made, as HTML and as text, and return them by file."""
    folder.mkdir(parents=True)
    rows = [json.loads(line) for line in (data / "truth.jsonl").read_text("utf-8").splitlines()]
    hosts = [row for row in rows if can_be_cut(row["body"])]
    rng.shuffle(hosts)
    size = len(WAYS) + 1
    turns = [hosts[n : n + size] for n in range(0, len(hosts) - size + 1, size)]
    for turn in turns:  # the page of two stories is the latest, and takes the verdict from no copy
        turn.append(turn.pop(turn.index(max(turn, key=tell_time))))
    # Each group of hosts tells a story of the next, so that no page tells what was its own.
    stories = [turn[0] for turn in turns[1:] + turns[:1]]
    made = {}
    for turn, story, other in zip(turns, stories, stories[1:] + stories[:1], strict=True):
        for row, way in zip(turn, (*WAYS, "two stories"), strict=True):
            page = plant(read_page(data / row["file"]), row, *tell(story, other, row, way))
            if page is not None:
                file = f"{row['publisher']}/{Path(row['file']).name.partition('.')[0]}"
                write(folder, file, page)
                told = (story["file"], other["file"]) if way == "two stories" else (story["file"],)
                made[file] = Plant(file, told, way, tell_time(row))
    return made


def can_be_cut(body: list[str]) -> bool:
    """Tell whether a text is long enough to be halved, and in paragraphs that allow it."""
    chars = sum(map(len, body))
    return chars >= LEAST_CHARS and max(map(len, body)) <= MOST_PARAGRAPH * chars


def tell_time(row: Row) -> float:
    """Return when a page was published, in seconds; a time without a zone is of UTC."""
    time = datetime.fromisoformat(row["published_at"])
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def tell(story: Row, other: Row, host: Row, way: str) -> tuple[str, list[str]]:
    """Return the headline and the paragraphs that a page is to show."""
    body = list(story["body"])
    if way == "two stories":
        shorter = min(len("".join(one["body"])) for one in (story, other))
        return story["title"], take_opening(story, shorter * HALF) + take_opening(other, shorter * HALF)
    if way == "own lead":
        return story["title"], host["body"][:1] + body
    if way == "cut":
        return story["title"], take_opening(story, len("".join(body)) * CUT)
    return (host if way == "own headline" else story)["title"], body


def take_opening(story: Row, chars: float) -> list[str]:
    """Return the first paragraphs of a story, so many that they have as many letters."""
    ends = accumulate(map(len, story["body"]))
    return [text for text, end in zip(story["body"], ends, strict=True) if end - len(text) < chars]


def write(folder: Path, file: str, page: str) -> None:
    for kind, text in (("html", page), ("text", "\n".join(list_lines(page)))):
        path = folder / kind / f"{file}.{'html' if kind == 'html' else 'txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def plant(page: str, host: Row, headline: str, paragraphs: list[str]) -> str | None:
    """Return the page with another text under another headline; None where its own is not found."""
    tree = LexborHTMLParser(page)
    places = find_places(tree, host["body"])
    if places is None or measure_foreign(list_lines(page), host["body"]) > FOREIGN:
        return None
    for node, text in zip(places, paragraphs, strict=False):
        node.inner_html = html.escape(text)
    for node in places[len(paragraphs) :]:
        node.decompose()
    last = places[min(len(places), len(paragraphs)) - 1]
    for text in reversed(paragraphs[len(places) :]):
        more = last.clone()
        more.inner_html = html.escape(text)
        last.insert_after(more)
    made = tree.html or ""
    told = json.dumps("\n".join(paragraphs), ensure_ascii=False)
    made = re.sub(r'("articleBody"\s*:\s*)"(?:[^"\\]|\\.)*"', lambda match: match[1] + told, made)
    for spell in (str, html.escape, lambda text: json.dumps(text)[1:-1]):
        made = made.replace(spell(host["title"]), spell(headline))
    return made


def find_places(tree: LexborHTMLParser, body: list[str]) -> list[LexborNode] | None:
    """Return the elements that hold the paragraphs, innermost, in order; None where too much is missing."""
    holding = {fold(node.text(deep=True)): node for node in tree.css(HOLDERS)}
    found = {fold(text): holding.get(fold(text)) for text in body}
    missing = sum(len(text) for text, node in found.items() if node is None)
    if missing > (1 - FOUND) * sum(map(len, found)):
        return None
    return [node for node in found.values() if node is not None]


def measure_foreign(lines: list[str], body: list[str]) -> float:
    """Return the letters of long lines that stand amid a text and are not of it, as a share of its own."""
    own = {fold(text) for text in body}
    at = [n for n, line in enumerate(lines) if fold(line) in own]
    amid = lines[at[0] : at[-1]] if at else []
    foreign = sum(len(line) for line in amid if len(line) > LINE_CHARS and fold(line) not in own)
    return foreign / sum(map(len, body))


def fold(text: str) -> str:
    """Return the letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text).casefold()


def judge(run: Run, plants: dict[str, Plant]) -> dict[str, list[tuple[str, ...]]]:
    """Return by question the rows (what is asked about, what was said)."""
    files = run.articles.select(unit="article", file=pl.col("path").str.replace(r"\.\w+$", ""))
    members = run.clusters.filter(pl.col("level") == "article").join(files, on="unit")
    copies = members.filter(pl.col("relation") != "partial", pl.col("kind") != "template")
    groups = dict(copies.select("file", "cluster").iter_rows())
    parts = members.filter(pl.col("relation") == "partial").select("file", "cluster")
    listed = set(parts.iter_rows())
    holders = [one for one in plants.values() if len(one.stories) > 1]
    singles = [one for one in plants.values() if len(one.stories) == 1]
    kinds = run.pages.join(files, left_on="article", right_on="unit").select("file", "page_kind")
    return {
        "pages": [(file, kind) for file, kind in kinds.iter_rows()],
        "pairs": list(judge_pairs(singles, groups)),
        "firsts": list(judge_firsts(list(plants.values()), groups, run)),
        "two stories": [(one.file, judge_holder(one, singles, groups, listed)) for one in holders],
    }


def judge_pairs(singles: list[Plant], groups: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """Yield the pairs of one story, and those of two that stand in one cluster."""
    for one, two in combinations(singles, 2):
        joined = one.file in groups and groups[one.file] == groups.get(two.file)
        if one.stories == two.stories:
            yield one.file, one.way, two.file, two.way, "joined" if joined else "apart"
        elif joined:
            yield one.file, one.way, two.file, two.way, "wrongly joined"


def judge_firsts(plants: list[Plant], groups: dict[str, int], run: Run) -> Iterator[tuple[str, ...]]:
    """Yield of each story whether the outlet that is named first has the earliest of its pages."""
    files = run.articles.select(first_article="article", file=pl.col("path").str.replace(r"\.\w+$", ""))
    partial = run.clusters.filter(pl.col("kind") == "partial")["cluster"].unique()
    named = run.origins.filter(pl.col("verdict") == "first").join(files, on="first_article")
    first = dict(named.select("cluster", "file").iter_rows())
    for story in sorted({each.stories[0] for each in plants}):
        pages = [each for each in plants if story in each.stories]
        singles = [each for each in pages if len(each.stories) == 1]
        verdicts = {"open"}
        for cluster in {groups.get(each.file) for each in singles} & first.keys():
            # Of a text without copies it is asked which of all pages had the part that they share.
            asked = pages if cluster in partial else singles
            earliest = min(asked, key=lambda one: one.published)
            same = Path(first[cluster]).parent == Path(earliest.file).parent
            verdicts.add("right" if same else "wrong")
        yield story, *sorted(verdicts)[-1:]


def judge_holder(
    one: Plant, singles: list[Plant], groups: dict[str, int], listed: set[tuple[str, int]]
) -> str:
    """Return where a page of two stories stands."""
    homes = [{groups.get(each.file) for each in singles if each.stories == (story,)} for story in one.stories]
    if any(groups.get(one.file, -1) in home for home in homes):
        return "a copy of one"
    told = sum(any((one.file, cluster) in listed for cluster in home) for home in homes)
    return ("listed with neither", "listed with one", "listed with both")[told]


def list_failures(where: str, score: dict[str, list[tuple[str, ...]]]) -> None:
    """Print what is not right of one scan."""
    good = {"article", "joined", "right", "listed with both"}
    for name, rows in score.items():
        for row in rows:
            if row[-1] not in good:
                print(f"{where} {name}:", *row)


if __name__ == "__main__":
    main()
