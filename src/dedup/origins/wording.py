"""Verdicts -> sentences: why, with the lines it rests on and where they stand."""

import polars as pl

from ..schema import PRECISION

QUOTE_CHARS = 80
MAX_CONFLICTS = 5  # told of one cluster; the rest are counted
HOUR = 3600 * 1_000_000  # microseconds

NO = pl.lit("")


def say_why(
    facts: pl.DataFrame,
    placed: pl.DataFrame,
    edges: pl.DataFrame,
    clashes: pl.DataFrame,
    *,
    credited: pl.DataFrame,
    earlier: pl.DataFrame,
) -> pl.DataFrame:
    """
    Return ORIGINS from the judged clusters.

    Parameters
    ----------
    facts : DataFrame
        One row a cluster with `verdict` and `ground`, as `judge_clusters` returns.
    placed : DataFrame
        Members held against the candidate.
    edges, clashes : DataFrame
        Which member credits which, and where the clock contradicts that.
    credited : DataFrame
        cluster, credited_to, origin: as `directions.count_credits` returns.
    earlier : DataFrame
        Pages that held part of the text before the candidate, `most` of it or less.

    """
    shown, before = (
        rows.with_columns(proof=_quote_date(), name=_name_member()).sort(
            "cluster", "earliest", "latest", "article_id", nulls_last=True
        )
        for rows in (placed, earlier)
    )
    takers, rows = placed.filter("by_credit").select("cluster", "article"), facts
    for frame in (
        _pick(shown.filter(pl.col("article") == pl.col("first_article")), "first"),
        _pick(shown, "only"),
        _pick(shown.filter(pl.col("latest").is_not_null()), "early"),
        _pick(shown.filter(~pl.col("in_first") & pl.col("by_clock")), "next"),
        _pick(shown.filter(~_later() & pl.col("latest").is_not_null()), "rival"),
        _pick(shown.filter(~_later() & pl.col("latest").is_null()), "open"),
        _pick(shown.filter(~_later() & (pl.col("earliest") >= pl.col("first_latest"))), "doubted"),
        _quote_credit(edges.join(takers, on=["cluster", "article"], how="semi"), "taker"),
        _quote_credit(clashes, "clash"),
        _pick(before, "earlier"),
        _pick(before.filter("most"), "most"),
        _list_conflicts(shown),
        _list_tied(shown, facts),
        credited,
    ):
        rows = rows.join(frame, on="cluster", how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("credited_to", "tied").fill_null(""), *_choose_times())
    hours = pl.col("spread").dt.total_microseconds() / HOUR
    return rows.with_columns(
        why=pl.concat_str(_say_ground(), _say_earlier(), _say_origin(), pl.col("conflicts").fill_null("")),
        spread_hours=pl.when(pl.col("dated") > 1).then(hours).cast(pl.Float32),
    )


def quote_credit() -> pl.Expr:
    """Return who credits whom, in which words and where."""
    quoted = _shorten(pl.col("raw"))
    return pl.format('{} credits {} ("{}", {})', "article_id", "creditor", quoted, _place("source", "begin"))


def _later() -> pl.Expr:
    return pl.col("settled") | pl.col("by_credit")


def _shorten(raw: pl.Expr) -> pl.Expr:
    line = raw.str.replace_all(r"\s+", " ").str.strip_chars()
    return (
        pl.when(line.str.len_chars() > QUOTE_CHARS)
        .then(pl.format("{}…", line.str.slice(0, QUOTE_CHARS)))
        .otherwise(line)
    )


def _place(source: str, begin: str) -> pl.Expr:
    spot = pl.format("{}, character {}", "article_id", begin)
    return (
        pl.when(pl.col(source) == "text")
        .then(spot)
        .otherwise(pl.format("{}, field {}", "article_id", source))
    )


# Said beside the quoted line, since the page does not say which clock it reads.
ZONE_NOTES = {"assumed": ", time zone assumed", "unknown": ", time zone unknown"}


def _quote_date() -> pl.Expr:
    named = pl.col("date_kind").cast(pl.String)
    zone = pl.col("zone_basis").cast(pl.String).replace_strict(ZONE_NOTES, default="")
    return pl.struct(
        basis=pl.format(
            '{} {}: "{}"{}', pl.col("grade").cast(pl.String), named, _shorten(pl.col("date_raw")), zone
        ),
        where=_place("date_source", "date_begin"),
    )


def _name_member() -> pl.Expr:
    return pl.when(pl.col("outlet") != "").then("outlet").otherwise("article_id")


def _pick(shown: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """Return of each cluster the first member, that with the earliest date, columns prefixed."""
    best = shown.unique("cluster", keep="first", maintain_order=True).unnest("proof")
    names = {"article_id": "id", "earliest": "begin", "latest": "end"}
    names |= {name: name for name in ("name", "basis", "where", "precision")}
    return best.select("cluster", *(pl.col(name).alias(f"{prefix}_{new}") for name, new in names.items()))


def _quote_credit(edges: pl.DataFrame, prefix: str) -> pl.DataFrame:
    best = edges.unique("cluster", keep="first", maintain_order=True)
    return best.select("cluster", quote_credit().alias(f"{prefix}_credit"))


def _list_conflicts(shown: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, conflicts: each page whose evidence contradicts itself, with the line it shows."""
    doubted = shown.filter(pl.col("conflict") != "").sort("cluster", "article_id").unnest("proof")
    told = pl.format("conflict: {}: {}, shown {} ({})", "article_id", "conflict", "basis", "where")
    listed = doubted.group_by("cluster", maintain_order=True).agg(
        told=told.head(MAX_CONFLICTS).str.join("; "), others=pl.len().cast(pl.Int64) - MAX_CONFLICTS
    )
    more = pl.when(pl.col("others") > 0).then(pl.format(" (and {} more)", "others")).otherwise(NO)
    return listed.select("cluster", conflicts=pl.format(" {}{}.", "told", more))


def _list_tied(shown: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Return cluster, tied: of each tie the candidate and the dated copies not known to be later."""
    tied = shown.join(facts.filter(pl.col("verdict") == "tie"), on="cluster", how="semi")
    candidate = pl.col("article") == pl.col("first_article")
    tied = tied.filter(candidate | ~_later(), pl.col("latest").is_not_null())
    tied = tied.sort("cluster", "earliest", "latest", "name")
    names = tied.group_by("cluster", maintain_order=True).agg(pl.col("name").unique(maintain_order=True))
    return names.select("cluster", tied=pl.col("name").list.join("; "))


def _choose_times() -> list[pl.Expr]:
    """Return the columns first_article … basis: the winner's, a tie's earliest, or none."""
    first, tie = pl.col("verdict") == "first", pl.col("verdict") == "tie"
    rival = tie & (pl.col("rival_begin") < pl.col("first_begin"))
    none = pl.lit("unknown", PRECISION)

    def choose(column: str) -> pl.Expr:
        return pl.when(rival).then(f"rival_{column}").when(first | tie).then(f"first_{column}")

    return [
        pl.when(first).then("first_article").alias("first_article"),
        choose("begin").alias("first_published"),
        choose("precision").fill_null(none).alias("precision"),
        choose("basis").fill_null("").alias("basis"),
    ]


def _say_ground() -> pl.Expr:
    """Return the sentence of each ground."""
    early = pl.format("; the earliest date shown is {} ({})", "early_basis", "early_where").fill_null("")
    said = {
        "page": pl.lit("The copies stand inside one page, so none of them was published first"),
        "furniture": pl.lit("A page's date says nothing about furniture laid around its text"),
        "short": pl.lit("So few words are written anew again and again, so no copy is the first"),
        "teasers": pl.format(
            "{} alone carries it as its own; elsewhere it is furniture, of which a page's date says nothing",
            "only_id",
        ),
        "template": pl.lit("The members fill one form; those with other facts are no copies of each other"),
        "clash": pl.format(
            "conflict: {}, but is dated or was captured before every copy there{}", "clash_credit", early
        ),
        "undated": pl.lit("No copy shows when it was published"),
        "circle": pl.lit("conflict: every copy credits another"),
        "source undated": pl.format("The copies that credit no other show no publication time{}", early),
        "some undated": pl.format(
            "{} of {} copies may be earlier than any dated one, as {} shows no publication time{}",
            "open_undated", "copies", "open_id", early,
        ),
        "doubted": pl.format("The dates that would decide are contradicted{}", early),
        "foretold": pl.format(
            "{} had half of the text or more before any copy, {} ({}){}",
            "most_name", "most_basis", "most_where", early,
        ),
        "overlap": pl.format(
            "{} ({}) and {} ({}) cover the same time",
            "first_basis", "first_where", "rival_basis", "rival_where",
        ),
        "credited by all": pl.format(
            "Earliest known copy in this corpus: {}, undated, by the credits of all others: {}{}",
            "first_name", "taker_credit", early,
        ),
        "first": _say_first(),
    }  # fmt: skip
    chosen = [pl.when(pl.col("ground") == ground).then(sentence) for ground, sentence in said.items()]
    return pl.format("{}.", pl.coalesce(*chosen))


def _say_first() -> pl.Expr:
    after = pl.when(pl.col("by_clock") > 0).then(
        pl.format("; the next dated {}, {} ({})", _say_gap(), "next_basis", "next_where")
    ).otherwise(NO)  # fmt: skip
    taken = (
        pl.when(pl.col("taker_credit").is_not_null()).then(pl.format("; {}", "taker_credit")).otherwise(NO)
    )
    bound = pl.when(pl.col("by_bound") > 0).then(
        pl.format("; {} undated, but of later events", "by_bound")
    ).otherwise(NO)  # fmt: skip
    said = ("first_name", "first_basis", "first_where", after, taken, bound)
    return pl.format("Earliest known copy in this corpus: {}, {} ({}){}{}{}", *said)


def _say_gap() -> pl.Expr:
    """Return how long after the first interval the next begins, in the unit that says it best."""
    gap = pl.col("next_begin") - pl.col("first_end")
    minutes, hours = gap.dt.total_minutes(), gap.dt.total_microseconds() / HOUR
    return (
        pl.when(minutes < 1).then(pl.lit("right after"))
        .when(hours < 1).then(pl.format("{} min or more later", minutes))
        .otherwise(pl.format("{} h or more later", hours.round(1)))
    )  # fmt: skip


def _say_earlier() -> pl.Expr:
    """Return what held part of the text before the first copy of it, to be read before anybody is accused."""
    told = pl.format(
        " Part of it was in {} before: {} ({}).", "earlier_name", "earlier_basis", "earlier_where"
    )
    return pl.when(pl.col("verdict") == "first").then(told).fill_null(NO)


def _say_origin() -> pl.Expr:
    return pl.when(pl.col("origin").is_not_null()).then(
        pl.format(" Credited origin {} ({}).", "origin", "origin_place")
    ).otherwise(NO)  # fmt: skip
