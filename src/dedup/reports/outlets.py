"""Who runs whose text: one row for every outlet, and one for every pair that shares stories."""

import polars as pl

from .contract import settle
from .dossier import Dossier
from .owing import find_shared_copies

MOST = 20  # outlets of a matrix; more squares than 400 are no longer read

TOTALS_TABLE = pl.Schema(
    {
        "outlet": pl.String(),
        "articles": pl.UInt32(),
        "words": pl.UInt32(),  # of the own text of its articles
        "copied_share": pl.Float32(),  # of these, in an earlier copy of the same text
        "stories": pl.UInt32(),  # clusters across outlets that it has a copy in
        "first": pl.UInt32(),  # of them, with the earliest known copy
        "follows": pl.UInt32(),  # of them, with another outlet's earliest known copy
        "credited_share": pl.Float32(),  # of its copies of others' text, naming a source
        "median_lag_hours": pl.Float32(),  # behind the earliest known copy
    }
)

SHARED_TABLE = pl.Schema({"a": pl.String(), "b": pl.String(), "stories": pl.UInt32()})


def make_outlet_totals(dossier: Dossier) -> pl.DataFrame:
    """Return TOTALS_TABLE, the outlet with most shared stories first; an unknown outlet is ""."""
    own = pl.col("words") * (1 - pl.col("own_share").fill_null(1))
    counted = dossier.articles.group_by("outlet").agg(
        articles=pl.len(), words=pl.col("words").sum(), copied_share=own.sum() / pl.col("words").sum()
    )
    copies = find_shared_copies(dossier)
    # From the begin of one interval to the begin of the other.
    lag_hours = (pl.col("published_at") - pl.col("leader_at")).dt.total_seconds() / 3600
    shares = copies.group_by("outlet").agg(
        stories=pl.col("cluster_id").n_unique(),
        first=pl.col("is_first").sum(),
        follows=pl.col("cluster_id").filter("follows").n_unique(),
        credited_share=pl.col("names_source").filter("borrowed").mean(),
        median_lag_hours=lag_hours.filter("follows").median(),
    )
    table = counted.join(shares, on="outlet", how="left").with_columns(
        pl.col("copied_share").fill_nan(0), pl.col("stories", "first", "follows").fill_null(0)
    )
    order = ["stories", "articles", "outlet"]
    return settle(table.sort(order, descending=[True, True, False]), TOTALS_TABLE)


def make_shared_table(dossier: Dossier) -> pl.DataFrame:
    """Return SHARED_TABLE of the outlets that share most: stories both have a copy of, both ways round."""
    places = (
        find_shared_copies(dossier).filter(pl.col("outlet") != "").select("cluster_id", "outlet").unique()
    )
    # Chosen before they are paired: one text that 20,000 outlets carry has 400 million pairs.
    others = places.with_columns(others=pl.len().over("cluster_id") - 1)
    shared = (
        others.group_by("outlet")
        .agg(pl.col("others").sum())
        .sort("others", "outlet", descending=[True, False])
    )
    places = places.join(shared.head(MOST), on="outlet", how="semi")
    pairs = places.rename({"outlet": "a"}).join(places.rename({"outlet": "b"}), on="cluster_id")
    counted = pairs.filter(pl.col("a") != pl.col("b")).group_by("a", "b").agg(stories=pl.len())
    return settle(counted.sort("a", "b"), SHARED_TABLE)
