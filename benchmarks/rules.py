"""
Count what each rule decides: of roles, headlines and kinds of pages, and of who is credited.

    python benchmarks/rules.py --data DIR

Of the rules of a list the first that holds decides.  A rule `holds` of so many blocks (titles, pages,
lines) and `decides` so many; without it so many would get `another_answer`: another role, another line as the
headline, another kind, another house; and so many the same answer for `another_reason`, which rules that
come later may read.  Rules are numbered from 1, as they stand in their list.

Each folder of DIR is a corpus; one of saved pages (`*.html.gz`, `truth.jsonl`) is read a second time as their
visible lines.  Writes output/rules.json, figures alone, and the section "rules" of benchmarks/README.md.
"""

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dedup.corpus import Known, read_corpus
from dedup.credits import finding
from dedup.credits.slots import Names
from dedup.params import ScanOptions
from dedup.roles import decide, find_page_kinds, headlines, pages, rules, settle_roles
from roles import read_truth, write_dump

OUTPUT = Path(__file__).parent / "output" / "rules.json"
README = Path(__file__).with_name("README.md")
FIGURES = ("holds", "decides", "another_answer", "another_reason")
PLACES = ("opening", "closing", "caption", "cited")  # of credits, by their numbers
SLOTS = {
    PLACES[place]: [slot.role for slot in make_slots(Names("name", "name", "name"))]
    for place, make_slots in finding.MAKE_SLOTS.items()
}

Counts = NDArray[np.int64]  # a row a rule, a column for each of FIGURES
Flags = NDArray[np.bool_]  # a row for what is judged, a column for each rule
Rules = Sequence[tuple[Any, ...]]  # when, and then what a rule answers and why
Found = dict[str, Any]


def main() -> None:
    """Count over all corpora, and write the figures and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    with tempfile.TemporaryDirectory() as scratch:
        found = count_all(list_corpora(parser.parse_args().data, Path(scratch)))
    OUTPUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    table = format_table(found["lists"])
    print(table)
    text, mark = README.read_text("utf-8"), r"(?s)(<!-- rules -->\n).*?(<!-- end -->)"
    README.write_text(re.sub(mark, lambda m: m[1] + table + "\n" + m[2], text), "utf-8")


def list_corpora(data: Path, scratch: Path) -> dict[str, list[str]]:
    """Return the files of each corpus; visible lines of saved pages are written to `scratch`."""
    corpora: dict[str, list[str]] = {}
    for folder in sorted(path for path in data.iterdir() if path.is_dir()):
        saved = sorted(map(str, folder.glob("*.html.gz")))
        corpora[folder.name] = saved or sorted(map(str, [*folder.glob("*.zst"), *folder.glob("*.txt")]))
        if saved:
            write_dump(folder, read_truth(folder), scratch / folder.name)
            corpora[f"{folder.name}, as text"] = [str(scratch / folder.name)]
    return {name: files for name, files in corpora.items() if files}


def count_all(corpora: dict[str, list[str]]) -> Found:
    """Return how many articles each corpus has, and the figures of each list of rules over all of them."""
    seen: dict[str, list[Counts]] = defaultdict(list)
    with ExitStack() as stack:
        for module, function, name, count in WATCHED:
            stack.enter_context(watch(module, function, count, seen[name]))
        articles = {name: judge(files) for name, files in corpora.items()}
    counts = {name: np.sum(of, axis=0) for name, of in seen.items()}
    return {"version": version("dedup-news"), "articles": articles, "lists": describe(counts)}


def judge(files: list[str]) -> int:
    """Return the number of articles of a corpus, all of whose rules were asked."""
    options = ScanOptions()
    corpus = read_corpus(files, options, Known.read(options), lambda *_: None, {})
    find_page_kinds(settle_roles(corpus.blocks, corpus.articles.select("article", "outlet")))
    return len(corpus.articles)


@contextmanager
def watch(
    module: ModuleType, function: str, count: Callable[[pl.DataFrame], Counts], seen: list[Counts]
) -> Iterator[None]:
    """Put the counts of every frame that a function of a module returns into `seen`."""
    real = getattr(module, function)

    def watched(*args: Any) -> pl.DataFrame:
        frame = real(*args)
        seen.append(count(frame))
        return frame

    with patch.object(module, function, watched):
        yield


def count_roles(blocks: pl.DataFrame) -> Counts:
    """Return the counts of the rules for roles; "mark" is the role that markup says."""
    return count_firsts(blocks, rules.RULES, blocks["mark"].cast(pl.String).fill_null("").to_numpy())


def count_pages(described: pl.DataFrame) -> Counts:
    return count_firsts(described, pages.RULES, np.full(len(described), ""))


def count_firsts(asked: pl.DataFrame, asking: Rules, marks: NDArray[Any]) -> Counts:
    """Return the counts of rules of which each row gets the answer of the first that holds."""
    holds = hold(asked, asking)
    first = holds.argmax(axis=1)
    rest = holds.copy()
    rest[np.arange(len(rest)), first] = False
    second = rest.argmax(axis=1)
    answers, reasons = (np.array([rule[n] for rule in asking]) for n in (1, 2))
    said = [np.where(answers[of] == "mark", marks, answers[of]) for of in (first, second)]
    other = (said[0] != said[1]) | ~rest.any(axis=1)
    changed = ~other & (reasons[first] != reasons[second])
    decided = [np.bincount(first[rows], minlength=len(asking)) for rows in (first >= 0, other, changed)]
    return np.stack([holds.sum(axis=0), *decided], axis=1)


def count_titles(titles: pl.DataFrame) -> Counts:
    """Return the counts of the rules for headlines: of all titles of a page one is chosen."""
    holds, article = hold(titles, headlines.RULES), titles["article"].to_numpy()
    numbers = np.arange(holds.shape[1])
    chosen = choose(holds, article)
    decided = np.bincount(holds[chosen].argmax(axis=1), minlength=len(numbers))
    others = [choose(holds & (numbers != number), article) for number in numbers]
    other = np.array([(chosen != each).sum() for each in others])
    return np.stack([holds.sum(axis=0), decided, other, decided - other], axis=1)


def choose(holds: Flags, article: NDArray[Any]) -> NDArray[np.int64]:
    """Return by article the row of the first title of the first rule that holds of any, -1 for none."""
    rule = np.where(holds.any(axis=1), holds.argmax(axis=1), holds.shape[1])
    order = np.lexsort((rule, article))
    best = order[np.unique(article[order], return_index=True)[1]]
    return np.where(rule[best] < holds.shape[1], best, -1)


def hold(asked: pl.DataFrame, asking: Rules) -> Flags:
    """Say of each row which rules hold."""
    whens = [when.fill_null(value=False).alias(str(n)) for n, (when, *_) in enumerate(asking)]
    return asked.select(whens).to_numpy()


def count_captures(standing: pl.DataFrame) -> Counts:
    """Return how many lines each slot captures, whomever they name."""
    captured = standing.filter(pl.col("place") < len(PLACES))["slot"].to_numpy()
    holds = np.bincount(captured, minlength=sum(map(len, SLOTS.values())))
    return np.stack([holds, *np.zeros((3, len(holds)), np.int64)], axis=1)


def count_choices(named: pl.DataFrame) -> Counts:
    """Return of how many lines each slot names the houses, and of how many others would be named without."""
    said = pl.concat_str("role", "creditor", separator=" ").unique().sort().alias("said")
    lines = (
        named.filter(pl.col("place") < len(PLACES)).group_by("line", "slot").agg(said).sort("line", "slot")
    )
    second = pl.col("said").get(1, null_on_oob=True)
    lines = lines.group_by("line").agg("slot", other=pl.col("said").first().ne_missing(second))
    first = lines.select(pl.col("slot").list.first(), "other")
    size = sum(map(len, SLOTS.values()))
    decided, other = (
        np.bincount(rows["slot"].to_numpy(), minlength=size) for rows in (first, first.filter("other"))
    )
    return np.stack([np.zeros_like(decided), decided, other, decided - other], axis=1)


WATCHED: tuple[tuple[ModuleType, str, str, Callable[[pl.DataFrame], Counts]], ...] = (
    (decide, "_place", "roles", count_roles),
    (headlines, "_weigh_words", "headlines", count_titles),
    (pages, "count_contents", "pages", count_pages),
    (finding, "match_lines", "credits", count_captures),
    (finding, "name_creditors", "credits", count_choices),
)


def describe(counts: dict[str, Counts]) -> dict[str, list[Found]]:
    """Return the rules of each list with their figures; each place of credits has a list of its own."""
    told: dict[str, list[Found]] = {
        "roles": [{"gives": role, "why": why} for _, role, why in rules.RULES],
        "headlines": [{"why": why} for _, why in headlines.RULES],
        "pages": [{"gives": kind, "why": why} for _, kind, why in pages.RULES],
    }
    ends = np.cumsum([len(slots) for slots in SLOTS.values()])[:-1]
    split = dict(zip(SLOTS, np.split(counts["credits"], ends), strict=True))
    told |= {f"credits, {place}": [{"gives": role} for role in slots] for place, slots in SLOTS.items()}
    counts = counts | {f"credits, {place}": of for place, of in split.items()}
    return {
        name: [
            {"rule": number, **rule, **dict(zip(FIGURES, map(int, figures), strict=True))}
            for number, (rule, figures) in enumerate(zip(told[name], counts[name], strict=True), 1)
        ]
        for name in told
    }


def format_table(lists: dict[str, list[Found]]) -> str:
    """Return a row for each list: how many decisions, and which rules make none, or none that counts."""
    lines = ["| rules for | rules | decisions | decide nothing | decide, and change no answer |"]
    lines.append("|---|---|---|---|---|")
    for name, listed in lists.items():
        idle = [rule["rule"] for rule in listed if not rule["decides"]]
        alike = [rule["rule"] for rule in listed if rule["decides"] and not rule["another_answer"]]
        cells = [name, str(len(listed)), f"{sum(rule['decides'] for rule in listed):,}"]
        lines.append(f"| {' | '.join([*cells, format_numbers(idle), format_numbers(alike)])} |")
    return "\n".join(lines)


def format_numbers(numbers: list[int]) -> str:
    """Return numbers with runs of them drawn together: 1, 4–6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "none"


if __name__ == "__main__":
    main()
