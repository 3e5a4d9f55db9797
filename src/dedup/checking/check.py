"""INGEST, index -> CHECKED: for every new article its matches, who was first, and who is owed a credit."""

from typing import NamedTuple

import polars as pl

from ..components import turn_pairs
from ..corpus import Known
from ..dates import find_bounds
from ..index.articles import frame_texts, take_texts
from ..index.known import is_same_article
from ..index.postings import make_postings
from ..index.snapshot import Snapshot, find_candidates
from ..ingest import Ingest
from ..issues import describe_issues
from ..origins import drop_mentioned, find_origins, find_uncredited
from ..outlets import merge_owners
from ..params import Params
from ..schema import CLUSTERS, KIND, LEVEL, RELATION, ROLE, conform
from .compare import Compared, compare_pool
from .partners import find_partners
from .pool import Pool, describe_sources, gather_pool


class Checked(NamedTuple):
    """
    What a check found, in the numbering of `pool`: new articles first, then indexed.

    `sources`: LABELLED of all.  `published`: PUBLISHED of all.
    `partners`: outlet, outlet_b, whose text it may carry by `outlets.toml`.
    `more`: new articles of whose copies in the index not all were named.
    `origins`: ORIGINS, `cluster` being the new article.  `uncredited`: UNCREDITED, likewise.
    """

    ingest: Ingest
    pool: Pool
    compared: Compared
    sources: pl.DataFrame
    published: pl.DataFrame
    partners: pl.DataFrame
    more: pl.Series
    origins: pl.DataFrame
    uncredited: pl.DataFrame


def check_ingest(ingest: Ingest, snapshot: Snapshot | None, known: Known, params: Params) -> Checked:
    """
    Hold the articles of `ingest` against an index, if there is one, and against each other.

    An indexed article of the same id and outlet is an earlier version of the new one, not a copy.

    Raises
    ------
    IndexMismatch
        If what is read of the index is damaged.

    """
    candidates = _ask(ingest, snapshot, params) if snapshot else _NOBODY
    numbers = candidates["number"].unique().sort()
    pool = gather_pool(ingest, snapshot, numbers.to_list())
    asked = _place(candidates, ingest, pool)
    sources, published, credited = describe_sources(pool, ingest)
    issued = describe_issues(pool.blocks, pool.words, merge_owners(sources, known.outlets), published)
    compared = compare_pool(pool, asked, issued, params)
    stars = make_stars(pool, compared)
    origins = find_origins(
        stars, pool.units, sources,
        published=published, bounds=find_bounds(ingest.dates), credited=credited, agencies=known.agencies,
    )  # fmt: skip
    uncredited = find_uncredited(
        stars, pool.units, sources, published=published, credited=credited, agencies=known.agencies
    )
    texts = [ingest.articles.select("article", "text").lazy()]
    uncredited = drop_mentioned(uncredited, ingest.blocks, texts, known.agencies, ingest.articles)
    partners = find_partners(sources, known)
    more = candidates.filter("more")["article"].unique()
    return Checked(ingest, pool, compared, sources, published, partners, more, origins, uncredited)


_NOBODY = pl.DataFrame(
    schema={"article": pl.Int64, "number": pl.Int64, "whole": pl.Boolean, "more": pl.Boolean}
)


def _ask(ingest: Ingest, snapshot: Snapshot, params: Params) -> pl.DataFrame:
    articles = ingest.articles["article"].to_numpy().astype("int64")
    asked = frame_texts(take_texts(ingest, articles))
    return find_candidates(snapshot, make_postings(*asked, params), params)


def _place(candidates: pl.DataFrame, ingest: Ingest, pool: Pool) -> pl.DataFrame:
    """Return (article, other, whole) as `pool` numbers them, without other versions of an article itself."""
    empty = pl.DataFrame(schema={"article": pl.UInt32, "other": pl.UInt32, "whole": pl.Boolean})
    if candidates.is_empty():
        return empty
    ids = pool.others.select("number", other="article", old_id="article_id", old_outlet="outlet")
    rows = candidates.join(ids, on="number").with_columns(pl.col("article").cast(pl.UInt32))
    own = ingest.articles.select("article", "article_id", "outlet", "path")
    rows = rows.join(own, on="article").filter(~is_same_article())
    return rows.select(empty.columns).unique().sort("article", "other")


def make_stars(pool: Pool, compared: Compared) -> pl.DataFrame:
    """Return CLUSTERS: every new article that has copies, with all of them."""
    held = pl.max_horizontal("containment_a", "containment_b")
    same = compared.matches.filter("same_text").select("a", "b", "resemblance", "relation", held=held)
    both = turn_pairs(same).filter(pl.col("a") < pool.new)
    itself = pl.lit("identical", dtype=RELATION)
    one = pl.lit(1.0, dtype=pl.Float32)
    cores = both.select("a", b="a", resemblance=one, relation=itself, held=one).unique()
    rows = pl.concat([cores, both]).select(
        cluster="a",
        level=pl.lit("article", dtype=LEVEL),
        kind=pl.lit("syndication", dtype=KIND),
        role=pl.lit(None, dtype=ROLE),
        unit="b",
        core="a",
        similarity="resemblance",
        containment="held",
        relation="relation",
        similarity_min=pl.lit(None, dtype=pl.Float32),
        similarity_mean=pl.lit(None, dtype=pl.Float32),
    )
    return conform(rows.sort("cluster", "unit"), CLUSTERS)
