"""Plant every edit in turn, run the pipeline over sample and plants, and count what it found."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

import polars as pl

from ..corpus import Known, Report, join_parts
from ..params import Params, ScanOptions
from ..pipeline import compare_corpus
from ..schema import ARTICLES
from .edits import EDITS, Edit, keep
from .findings import Finding, find_texts, judge
from .pages import Page
from .sampling import Draw, label, make_pages, read_sample

PLANT, COPY = "doctor:", "doctor:copy:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The findings of all edits, and what they were planted in."""

    sampled: int
    draw: Draw
    seed: int
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain dictionaries and lists."""
        return asdict(self)


def examine(
    paths: Sequence[str],
    options: ScanOptions,
    report: Report,
    *,
    size: int = 300,
    seed: int = 1,
    edits: Sequence[Edit] = EDITS,
) -> Diagnosis:
    """
    Return what the pipeline finds of known edits planted in `size` articles under `paths`.

    Each edit is planted in every sampled article that it changes, and compared in memory
    with the sample alone: a recall here is that of the pairs, whatever else the corpus holds.
    Where an edit makes another text, every sampled article is there twice, word for word: what
    shares a part with a text is listed with its cluster, and a text that stands once has none.

    Raises
    ------
    InputError
        If nothing is found under `paths`, or no article that is long enough.

    """
    known = Known.read(options)
    sample, draw = read_sample(paths, options, size, seed, report)
    pages = make_pages(sample)
    texts = find_texts(compare_corpus(sample, options, known, Params(), {}), len(pages))
    findings = []
    for done, edit in enumerate(edits):
        report("plant", done, len(edits))
        planted, sources = plant(pages, edit, seed)
        corpus = join_parts([sample, label(planted, known)])
        run = compare_corpus(corpus, options, known, Params(), {})
        findings.append(judge(edit, corpus, run, sources, texts))
    report("plant", len(edits), len(edits))
    return Diagnosis(sampled=len(pages), draw=draw, seed=seed, findings=tuple(findings))


def plant(pages: Sequence[Page], edit: Edit, seed: int) -> tuple[pl.DataFrame, list[int]]:
    """
    Return ARTICLES, what the edit makes of every page that it changes, and the numbers of these pages.

    They are numbered after the pages.  After them stand copies of all pages, if the edit makes another text.
    """
    rng = Random(f"{seed} {edit.name}")  # noqa: S311
    others = [*pages[1:], pages[0]]
    made = [edit.make(page, other, rng) for page, other in zip(pages, others, strict=True)]
    # A copy is made to be equal; any other plant that equals its page would be found for nothing.
    sources = [at for at, page in enumerate(pages) if edit.make is keep or made[at].blocks() != page.blocks()]
    copies = [] if edit.whose == "page" else list(enumerate(pages))
    named = [(f"{PLANT}{at}", made[at]) for at in sources] + [(f"{COPY}{at}", page) for at, page in copies]
    rows = [page.to_row(len(pages) + place, name) for place, (name, page) in enumerate(named)]
    return pl.DataFrame(rows, schema=ARTICLES), sources
