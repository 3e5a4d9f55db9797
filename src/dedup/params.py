"""The settings of a run, and the banding arithmetic that follows from them."""

from dataclasses import dataclass, field
from pathlib import Path

from .errors import ParameterError

# A name, a label, a rubric: whoever prints it took it from nobody.
NAME_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelParams:
    """
    How units of one level become candidates.

    An LSH bucket admits a pair of resemblance s with probability
    1 - (1 - s^rows)^bands; sampled shingles admit a pair that shares `min_shared`
    of the 1 in `sample_one_in` shingles kept, or of the more that are kept of short units.
    """

    ngram: int  # words per shingle
    bands: int
    rows: int  # minhashes per band
    sample_one_in: int  # FracMinHash scale; 0 keeps none, and the next two say nothing
    min_shared: int  # sampled shingles two units must share
    max_frequency: int  # units that meet each other in a sampled shingle; more meet two of them only
    min_words: int  # shorter units match by exact key only

    def __post_init__(self) -> None:
        for name in ("ngram", "bands", "rows", "min_shared", "max_frequency", "min_words"):
            value = getattr(self, name)
            if value < 1:
                raise ParameterError(f"{name} must be at least 1, got {value}")

    @property
    def num_perm(self) -> int:
        """Minhashes per signature."""
        return self.bands * self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """
    The settings that decide which pairs are found.

    Two indexes can be compared only if their `Params` are equal.
    """

    article: LevelParams = field(
        default_factory=lambda: LevelParams(
            ngram=5, bands=14, rows=9, sample_one_in=8, min_shared=3, max_frequency=50, min_words=20
        )
    )
    block: LevelParams = field(
        default_factory=lambda: LevelParams(
            ngram=3, bands=25, rows=5, sample_one_in=0, min_shared=3, max_frequency=50, min_words=8
        )
    )
    seed: int = 1


def recall_at(resemblance: float, level: LevelParams) -> float:
    """
    Return the chance that a pair of this resemblance shares an LSH bucket.

    With b bands of r rows, P = 1 - (1 - s^r)^b: an S-curve whose steep part is
    near s = (1/b)^(1/r).

    Source: Leskovec, Rajaraman & Ullman, *Mining of Massive Datasets*, 3.4.2.

    >>> round(recall_at(0.8, Params().block), 3)
    1.0
    >>> round(recall_at(0.5, Params().block), 3)
    0.548
    """
    return float(1 - (1 - resemblance**level.rows) ** level.bands)


RANKINGS = ("outlets", "copies", "words", "spread", "newest")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """
    What a user may say about one scan: how to read it, how deep to look, how to report.

    Unlike `Params`, none of these changes which two texts match.
    """

    max_bytes: int = 16 * 1024**2  # of one article once unpacked; pages of HTML stay below 10 MiB
    fields: tuple[tuple[str, str], ...] = ()  # (our name, the input's name), read before the aliases
    meta: Path | None = None  # a CSV with path and any of outlet, published_at, title, url, credit
    root: Path | None = None  # the folder that paths, ids and outlets count from
    steady: bool = False  # a named file counts from the working folder, however many are named
    encoding: str | None = None  # of text files without a BOM; None detects
    agencies: Path | None = None  # entries added to the shipped agencies.toml
    outlets: Path | None = None  # entries added to the shipped outlets.toml
    level: str = "all"  # "article" looks at no blocks
    rank_by: str = "outlets"  # one of RANKINGS
    all_blocks: bool = False  # list block clusters an article cluster explains
    keep_blocks: bool = False  # write blocks.parquet

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise ParameterError(f"max_bytes must be at least 1, got {self.max_bytes}")
        if self.level not in ("all", "article"):
            raise ParameterError(f"level must be 'all' or 'article', got {self.level!r}")
        if self.rank_by not in RANKINGS:
            raise ParameterError(f"rank_by must be one of {', '.join(RANKINGS)}, got {self.rank_by!r}")
