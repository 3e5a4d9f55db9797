"""The columns of the files a run writes: version 1 of the contract in docs/output.md."""

import polars as pl

from ..schema import TIME

SCHEMA_VERSION = 1  # under one number columns are only ever added, at the end

ARTICLES_TABLE = pl.Schema(
    {
        "article_id": pl.String(),
        "path": pl.String(),
        "outlet": pl.String(),
        "title": pl.String(),
        "language": pl.String(),
        "published_at": TIME,
        "published_precision": pl.String(),
        "published_basis": pl.String(),
        "credit": pl.String(),
        "words": pl.UInt32(),
        "own_share": pl.Float32(),
        "cluster_id": pl.String(),
        "page_kind": pl.String(),
        "repaired": pl.UInt32(),
        "page_reason": pl.String(),
    }
)

CLUSTERS_TABLE = pl.Schema(
    {
        "rank": pl.UInt32(),
        "cluster_id": pl.String(),
        "level": pl.String(),
        "kind": pl.String(),
        "role": pl.String(),
        "copies": pl.UInt32(),
        "outlets": pl.UInt32(),
        "words": pl.UInt32(),
        "similarity_min": pl.Float32(),
        "similarity_mean": pl.Float32(),
        "first_verdict": pl.String(),
        "first_outlet": pl.String(),
        "first_article_id": pl.String(),
        "first_published_at": TIME,
        "first_precision": pl.String(),
        "first_basis": pl.String(),
        "credited_to": pl.String(),
        "spread_hours": pl.Float32(),
        "title": pl.String(),
        "why": pl.String(),
        "sources": pl.UInt32(),
        "quotation": pl.String(),
        "tied": pl.String(),
    }
)

MEMBERS_TABLE = pl.Schema(
    {
        "cluster_id": pl.String(),
        "level": pl.String(),
        "article_id": pl.String(),
        "path": pl.String(),
        "outlet": pl.String(),
        "role": pl.String(),
        "begin": pl.UInt32(),
        "end": pl.UInt32(),
        "published_at": TIME,
        "published_precision": pl.String(),
        "is_first": pl.Boolean(),
        "similarity": pl.Float32(),
        "containment": pl.Float32(),
        "relation": pl.String(),
        "excerpt": pl.String(),
        "uncredited": pl.String(),
        "page_share": pl.Float32(),
        "core_share": pl.Float32(),
        "repaired": pl.UInt32(),
    }
)

# outlets.csv: who carries what another outlet had first.
OUTLETS_TABLE = pl.Schema(
    {
        "outlet": pl.String(),
        "follows": pl.String(),
        "copies": pl.UInt32(),
        "lag_hours_median": pl.Float32(),
        "credited_share": pl.Float32(),
    }
)

# versions.csv: what an outlet changed in its own story, each version against the one before.
VERSIONS_TABLE = pl.Schema(
    {
        "cluster_id": pl.String(),
        "outlet": pl.String(),
        "version": pl.UInt32(),
        "earlier_article_id": pl.String(),
        "article_id": pl.String(),
        "earlier_at": TIME,
        "at": TIME,
        "ordered_by": pl.String(),
        "words_added": pl.UInt32(),
        "words_removed": pl.UInt32(),
        "words_changed": pl.UInt32(),
        "paragraphs_added": pl.UInt32(),
        "paragraphs_removed": pl.UInt32(),
        "numbers": pl.String(),
        "added": pl.String(),
        "removed": pl.String(),
    }
)

BLOCKS_TABLE = pl.Schema(
    {
        "article_id": pl.String(),
        "ordinal": pl.UInt32(),
        "begin": pl.UInt32(),
        "end": pl.UInt32(),
        "role": pl.String(),
        "words": pl.UInt32(),
        "cluster_id": pl.String(),
    }
)

# The tables that a run writes as CSV files, by name.
TABLES: dict[str, pl.Schema] = {
    "articles": ARTICLES_TABLE,
    "clusters": CLUSTERS_TABLE,
    "members": MEMBERS_TABLE,
    "outlets": OUTLETS_TABLE,
    "versions": VERSIONS_TABLE,
}


# The same with what reports add: columns that no CSV file has.
ARTICLES_SHOWN = pl.Schema(
    {
        **ARTICLES_TABLE,
        "published_until": TIME,  # end of the interval that `published_at` begins
        "offset_minutes": pl.Int16(),  # of the zone it was printed in; null if unknown
        "url": pl.String(),
    }
)

MEMBERS_SHOWN = pl.Schema({**MEMBERS_TABLE, "is_core": pl.Boolean()})


def settle(table: pl.DataFrame, contract: pl.Schema) -> pl.DataFrame:
    """Return exactly the columns of the contract, in order; a missing text is the empty text."""
    return table.select(
        pl.col(name).cast(kind).fill_null("") if kind == pl.String else pl.col(name).cast(kind)
        for name, kind in contract.items()
    )
