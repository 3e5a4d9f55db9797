"""
Plant what `dedup doctor` does not, and count how often page and plant stand in one cluster.

    python benchmarks/quality/variations.py --data DIR

Words exchanged one by one instead of in phrases, cuts from the middle and the end, a lead of one's
own, text added before, after and around.  What an outlet adds are the words of another story in
another order.  The last rows put a passage of another story into the page, from its middle as
background is or its opening as on a page of two stories.  Writes output/variations.json and the
section "variations" of benchmarks/README.md.
"""

import argparse
import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from sets import OUTPUT

from dedup.doctor import examine
from dedup.doctor.edits import AROUND, MISREAD, NEAR, NUMBER, SENTENCE_END, Edit, cut, exchange, list_words
from dedup.doctor.pages import Page
from dedup.params import ScanOptions

README = Path(__file__).parents[1] / "README.md"
SETS = {"scale_vi": "scale_vi", "helsinki": "helsinki/helsinki.jsonl.zst"}
SAMPLED = 300
EXTENDED, EXCERPT, PARTIAL = (frozenset({name}) for name in ("extended", "excerpt", "partial"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    found = {name: plant(data / path) for name, path in SETS.items()}
    (OUTPUT / "variations.json").write_text(json.dumps(found, indent=1) + "\n")
    table = format_table(found)
    print(table)
    section = r"(?s)(<!-- variations -->\n).*?(<!-- end -->)"
    text = README.read_text("utf-8")
    README.write_text(re.sub(section, lambda m: m[1] + table + "\n" + m[2], text), "utf-8")


def plant(path: Path) -> dict[str, dict[str, float]]:
    """Return for every edit how many were planted, and the shares that are joined and rightly named."""
    made = examine([str(path)], ScanOptions(), lambda *_: None, size=SAMPLED, edits=EDITS)
    return {
        each.edit: {
            "planted": each.planted,
            "joined": round(each.right.share if edit.whose == "page" else 1 - each.right.share, 3),
            "named": round(each.named.share, 3),
            "false_merges": each.false_merges.plants,
        }
        for edit, each in zip(EDITS, made.findings, strict=True)
    }


def format_table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the table of the README."""
    heads = [f"{name} ({found[name][EDITS[0].name]['planted']})" for name in found]
    lines = [f"| joined with its page | {' | '.join(heads)} |", "|---" * (len(found) + 1) + "|"]
    for edit in EDITS:
        shares = [f"{rows[edit.name]['joined']:.3f}" for rows in found.values()]
        lines.append(f"| {edit.name} | {' | '.join(shares)} |")
    return "\n".join(lines)


def exchange_words(page: Page, other: Page, rng: Random, *, share: float) -> Page:
    """Exchange words one by one, but no number, for another page's."""
    foreign = list_words(other) or list_words(page)

    def change(word: str) -> str:
        kept = rng.random() >= share or NUMBER.search(word) or not AROUND.sub("", word)
        return word if kept else exchange(word, rng.choice(foreign))

    return page.with_own([" ".join(map(change, text.split())) for text in page.own()])


def misread(page: Page, _other: Page, rng: Random, *, share: float) -> Page:
    """Misread so many of the letters."""

    def look(text: str) -> str:
        return "".join(MISREAD.get(letter, letter) if rng.random() < share else letter for letter in text)

    return page.with_own([look(text) for text in page.own()])


def write_own(other: Page, rng: Random, words: int) -> list[str]:
    """Return so many words that stand nowhere else, in sentences and paragraphs."""
    pool = list_words(other)
    drawn = [rng.choice(pool) for _ in range(words)]
    sentences = [" ".join(drawn[at : at + 15]).capitalize() + "." for at in range(0, words, 15)]
    return [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]


def lead_in(page: Page, other: Page, rng: Random) -> Page:
    """Put a lead of one's own for the first sentence."""
    first, *rest = page.own()
    kept = SENTENCE_END.split(first)[1:]
    return page.with_own([*write_own(other, rng, 45), *([" ".join(kept)] if kept else []), *rest])


def add(page: Page, other: Page, rng: Random, *, times: float, before: float) -> Page:
    """Add text, `times` as long as the page's, so much of it before and the rest after."""
    new = write_own(other, rng, round(times * count_words(page.own())))
    at = round(before * len(new))
    return page.with_own([*new[:at], *page.own(), *new[at:]])


def take_out(page: Page, _other: Page, _rng: Random, *, share: float, at: float) -> Page:
    """Keep so much of a page from one place on, in whole sentences."""
    sentences = [sentence for text in page.own() for sentence in SENTENCE_END.split(text)]
    total, seen, kept = count_words(sentences), 0, list[str]()
    for sentence in sentences:
        if at * total <= seen < (at + share) * total:
            kept.append(sentence)
        seen += len(sentence.split())
    return page.with_own([" ".join(kept[at : at + 2]) for at in range(0, len(kept), 2)])


def count_words(texts: Sequence[str]) -> int:
    """Return how many words texts have."""
    return sum(len(text.split()) for text in texts)


def cut_and_exchange(page: Page, other: Page, rng: Random, *, share: float) -> Page:
    """Cut to a half, and exchange some words of that."""
    half = take_out(page, other, rng, share=0.5, at=0)
    return exchange_words(half, other, rng, share=share)


def own_short(page: Page) -> list[str]:
    """Return its own text without end marks: one between two stories would close the page."""
    return [text.replace("./.", ".") for text in page.own()]


def insert(page: Page, other: Page, _rng: Random, *, share: float) -> Page:
    """Insert a passage from the middle of another story, so much of the whole."""
    own, words = own_short(page), " ".join(own_short(other)).split()
    count = round(share / (1 - share) * count_words(own))
    begin, at = max(0, (len(words) - count) // 2), len(own) * 2 // 3
    passage = " ".join(words[begin : begin + count]) + "."
    return page.with_own([*own[:at], passage, *own[at:]])


def tell_both(page: Page, other: Page, rng: Random, *, share: float) -> Page:
    """Tell the openings of two stories on one page, so much of the whole of its own."""
    shares = share, 1 - share
    whole = min(count_words(each.own()) / part for each, part in zip((page, other), shares, strict=True))
    openings = (
        own_short(cut(each, each, rng, share=min(1.0, part * whole / count_words(each.own()))))
        for each, part in zip((page, other), shares, strict=True)
    )
    return page.with_own([text for opening in openings for text in opening])


EDITS = (
    *(
        Edit(f"{s:.0%} of the words, one by one", partial(exchange_words, share=s), NEAR)
        for s in (0.1, 0.15, 0.2, 0.25)
    ),
    *(
        Edit(f"{s:.0%} of the letters misread", partial(misread, share=s), NEAR)
        for s in (0.01, 0.03, 0.05, 0.1)
    ),
    Edit("a lead of one's own", lead_in, NEAR | EXTENDED),
    Edit("cut to its first half, 10% of the words", partial(cut_and_exchange, share=0.1), NEAR | EXCERPT),
    Edit("cut to its last half", partial(take_out, share=0.5, at=0.5), EXCERPT),
    Edit("cut to its middle half", partial(take_out, share=0.5, at=0.25), EXCERPT),
    Edit("cut to its middle third", partial(take_out, share=1 / 3, at=1 / 3), EXCERPT),
    Edit("as much again added after", partial(add, times=1, before=0), EXTENDED),
    Edit("as much again added before", partial(add, times=1, before=1), EXTENDED),
    Edit("as much again added around", partial(add, times=1, before=0.5), EXTENDED),
    Edit("twice as much added after", partial(add, times=2, before=0), EXTENDED),
    Edit("twice as much added around", partial(add, times=2, before=0.5), EXTENDED),
    *(
        Edit(f"{s:.0%} of it from the middle of another story", partial(insert, share=s), EXTENDED)
        for s in (0.1, 0.2, 0.3)
    ),
    *(
        Edit(
            f"{s:.0%} its opening, the rest another's", partial(tell_both, share=s), PARTIAL, whose="neither"
        )
        for s in (0.5, 0.6, 0.7, 0.8)
    ),
)


if __name__ == "__main__":
    main()
