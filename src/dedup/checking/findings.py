"""CHECKED -> FINDINGS: what the rules object to, one row each."""

import polars as pl
import xxhash

from ..reports.guard import guard_line
from ..rules import RULES, RuleOptions
from ..schema import PAGES
from .check import Checked

FINDINGS = pl.Schema(
    {
        "rule": pl.String(),
        "severity": pl.String(),  # error | warning | note
        "article_id": pl.String(),
        "path": pl.String(),
        "line": pl.UInt32(),  # from 1, in the file as it is read; of the record in a container
        "begin": pl.UInt32(),  # half-open, characters of the article's text
        "end": pl.UInt32(),
        "message": pl.String(),
        "other_id": pl.String(),  # "" where the finding is about the article alone
        "other_path": pl.String(),
        "other_in": pl.String(),  # index | batch | ""
        "relation": pl.String(),
        "share": pl.Float64(),  # of the article that the finding is about; null where that has no meaning
        "fingerprint": pl.String(),  # of the rule and the text: the same in every place and order
    }
)

OWN = ("lead", "body")
MISPLACED = ("sidebar", "boilerplate", "headline")


def make_findings(checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Return FINDINGS, sorted by path, line, rule and what it is about."""
    same = _find_same(checked, options)
    found = [
        same,
        _find_reprinted(checked, same, options),
        _find_captions(checked),
        _find_misplaced(checked),
        _find_uncredited(checked),
        *_find_lone(checked),
    ]
    rows = pl.concat([each.select(_DRAFT.names()).cast(_DRAFT) for each in found])
    return _place(rows, checked, options)


# What a rule says; where and about whom is added for all alike.
_DRAFT = pl.Schema(
    {
        "rule": pl.String(),
        "article": pl.UInt32(),
        "other": pl.UInt32(),  # null where the finding is about the article alone
        "key": pl.UInt64(),  # of the text it is about
        "begin": pl.UInt32(),
        "end": pl.UInt32(),
        "relation": pl.String(),
        "share": pl.Float64(),
        "message": pl.String(),
    }
)


def _find_same(checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """DD001: the best of the matches that make an article another's text; of two new ones, the later."""
    rows = _turn(checked).filter("same_text", pl.col("held") >= options.threshold("DD001"))
    rows = _drop_partners(rows, checked, options)
    rows = rows.sort("article", "resemblance", "other", descending=[False, True, False])
    copies = pl.col("other").count().over("article")
    best = rows.with_columns(copies=copies).unique("article", keep="first", maintain_order=True)
    best = best.join(
        checked.origins.select("verdict", "first_article", "why", article="cluster"), on="article", how="left"
    )
    told = pl.format(
        "{} {} (resemblance {}){}{}",
        pl.col("relation").replace_strict(_SAYS, default="the text of", return_dtype=pl.String),
        _name_other(), pl.col("resemblance").round(2), _more(), _say_first(),
    )  # fmt: skip
    best = best.join(_name_sources(checked), on="other", how="left")
    return _with_head(best, checked).select(
        "article", "other", "key", "begin", "end", pl.col("relation").cast(pl.String),
        rule=pl.lit("DD001"), share="held", message=told,
    )  # fmt: skip


_SAYS = {
    "identical": "identical to",
    "near": "nearly the text of",
    "extended": "extended from",
    "excerpt": "a cut of",
    "version": "a version of",
}


def _more() -> pl.Expr:
    return (
        pl.when(pl.col("copies") > 1)
        .then(pl.format(" and {} more", pl.col("copies") - 1))
        .otherwise(pl.lit(""))
    )


def _say_first() -> pl.Expr:
    mine = pl.col("first_article") == pl.col("article")
    first = (
        pl.when(mine)
        .then(pl.lit("; this copy is the earliest known"))
        .otherwise(pl.lit("; the other is earlier"))
    )
    return (
        pl.when(pl.col("verdict").cast(pl.String) == "first")
        .then(first)
        .otherwise(pl.lit("; who was first is not known"))
    )


def _turn(checked: Checked) -> pl.DataFrame:
    """
    Return a row for each new article and match: article, other, relation of the article to the other.

    Of two new articles the one that is not known to be earlier is the copy.
    """
    new = checked.known.new
    dates = checked.published.select("article", "earliest", "latest")
    rows = checked.compared.matches.join(dates, left_on="a", right_on="article", how="left")
    rows = rows.join(dates, left_on="b", right_on="article", how="left", suffix="_b")
    # b copies a unless both are new and b is known to be earlier, or only a is new.
    b_is_copy = (pl.col("b") < new) & ~(pl.col("latest_b") <= pl.col("earliest")).fill_null(value=False)
    turned = pl.col("relation").cast(pl.String).replace({"extended": "excerpt", "excerpt": "extended"})
    return rows.select(
        "resemblance",
        "same_text",
        article=pl.when(b_is_copy).then("b").otherwise("a"),
        other=pl.when(b_is_copy).then("a").otherwise("b"),
        relation=pl.when(b_is_copy).then(pl.col("relation").cast(pl.String)).otherwise(turned),
        held=pl.when(b_is_copy).then("containment_b").otherwise("containment_a"),
    )


def _drop_partners(rows: pl.DataFrame, checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Leave out what an outlet carries of a partner: that was agreed."""
    if not options.partners:
        return rows
    outlets = checked.sources.select("article", "outlet")
    named = rows.join(outlets, on="article").join(
        outlets.rename({"article": "other"}), on="other", suffix="_b"
    )
    agreed = pl.DataFrame(sorted(options.partners), schema=["outlet", "outlet_b"], orient="row")
    return named.join(agreed, on=["outlet", "outlet_b"], how="anti").select(rows.columns)


def _find_reprinted(checked: Checked, same: pl.DataFrame, options: RuleOptions) -> pl.DataFrame:
    """DD002: much of the body stands elsewhere, and the article is no copy."""
    rows = checked.compared.reprinted.filter(pl.col("share") >= options.threshold("DD002"))
    rows = rows.join(same, on="article", how="anti")
    copies = checked.compared.matches.filter("same_text")
    for side in ("a", "b"):  # what has a copy is told of there, whichever of the two is the copy
        rows = rows.join(copies.select(article=side), on="article", how="anti")
    pasted = pl.concat([checked.compared.pasted, checked.compared.pasted.select(a="b", b="a")])
    pairs = pasted.select(article="a", other="b").unique().sort("article", "other")
    pairs = _drop_partners(pairs, checked, options)
    first = pairs.with_columns(copies=pl.len().over("article")).unique(
        "article", keep="first", maintain_order=True
    )
    rows = rows.join(first, on="article").join(_name_sources(checked), on="other", how="left")
    rows = _with_head(rows, checked)
    told = pl.format(
        "{} % of its {} words stand in {}{}",
        (100 * pl.col("share")).round(0).cast(pl.Int64),
        "words",
        _name_other(),
        _more(),
    )
    return rows.select(
        "article", "other", "key", "begin", "end", "share",
        rule=pl.lit("DD002"), relation=pl.lit("partial"), message=told,
    )  # fmt: skip


def _find_captions(checked: Checked) -> pl.DataFrame:
    """DD003: a caption that another article has too, unless the whole article is a copy of that one."""
    rows = _turn_blocks(checked).filter(pl.col("role") == "caption", pl.col("other_role") == "caption")
    told = pl.format("the caption stands in {}{} too", _name_other(), _more())
    return _tell_blocks(rows, checked, "DD003", told)


def _find_misplaced(checked: Checked) -> pl.DataFrame:
    """DD004: a paragraph of the article's own that is furniture elsewhere."""
    rows = _turn_blocks(checked).filter(
        # A lead stands in teasers of its own article: that is no furniture.
        pl.col("role") == "body",
        pl.col("other_role").is_in(MISPLACED),
        pl.col("relation") == "identical",
    )
    outlets = checked.sources.select("article", "outlet")
    rows = rows.join(outlets, on="article").join(
        outlets.rename({"article": "other"}), on="other", suffix="_b"
    )
    # What another outlet prints beside its stories may be a teaser of this one.
    rows = rows.filter((pl.col("outlet") == pl.col("outlet_b")) | (pl.col("outlet") == ""))
    told = pl.format("the paragraph is a {} in {}{}", "other_role", _name_other(), _more())
    return _tell_blocks(rows, checked, "DD004", told)


def _turn_blocks(checked: Checked) -> pl.DataFrame:
    """Return a row for each block of a new article and its match in another that is not the same text."""
    units = checked.known.blocks.select("unit", "article", "ordinal", "key", pl.col("role").cast(pl.String))
    matches = checked.compared.block_matches.filter("same_text").select("a", "b", "resemblance", "relation")
    both = pl.concat([matches, matches.select(a="b", b="a", resemblance="resemblance", relation="relation")])
    rows = both.join(units, left_on="a", right_on="unit").filter(pl.col("article") < checked.known.new)
    other = units.select(b="unit", other="article", other_role="role")
    rows = rows.join(other, on="b").filter(pl.col("article") != pl.col("other"))
    # Of two new articles the later in order is told of.
    rows = rows.filter((pl.col("other") >= checked.known.new) | (pl.col("other") < pl.col("article")))
    same = checked.compared.matches.filter("same_text").select("a", "b")
    same = pl.concat([same, same.select(a="b", b="a")]).rename({"a": "article", "b": "other"})
    return rows.join(same, on=["article", "other"], how="anti").with_columns(
        pl.col("relation").cast(pl.String)
    )


def _tell_blocks(rows: pl.DataFrame, checked: Checked, rule: str, told: pl.Expr) -> pl.DataFrame:
    rows = rows.sort("article", "ordinal", "resemblance", "other", descending=[False, False, True, False])
    rows = rows.with_columns(copies=pl.col("other").n_unique().over("article", "ordinal"))
    rows = rows.unique(["article", "ordinal"], keep="first", maintain_order=True)
    rows = rows.join(
        checked.ingest.blocks.select("article", "ordinal", "begin", "end"), on=["article", "ordinal"]
    )
    rows = rows.join(_name_sources(checked), on="other", how="left")
    return rows.select(
        "article", "other", "key", "begin", "end", "relation",
        rule=pl.lit(rule), share=pl.lit(None, dtype=pl.Float64), message=told,
    )  # fmt: skip


def _find_uncredited(checked: Checked) -> pl.DataFrame:
    """DD005: new articles whose text is an agency's and who do not say so."""
    rows = checked.uncredited.filter(pl.col("cluster") == pl.col("article")).sort("article", "agency")
    rows = rows.unique("article", keep="first", maintain_order=True)
    told = pl.format(
        "the text is {}'s and is not credited: {}", pl.col("agency").str.to_uppercase(), "evidence"
    )
    return _lone(_with_head(rows, checked), "DD005", told)


def _find_lone(checked: Checked) -> list[pl.DataFrame]:
    """DD006, DD007, DD008: what an article says of itself."""
    pages = checked.ingest.pages.select(PAGES.names())
    published = checked.published.filter(pl.col("article") < checked.known.new)
    conflicts = published.filter(pl.col("conflict") != "").select("article", "conflict")
    undated = pages.filter(pl.col("page_kind") == "article").join(published, on="article", how="anti")
    others = pages.filter(pl.col("page_kind") != "article")
    reason = pl.format("no article, but {}: {}", pl.col("page_kind").cast(pl.String), "page_reason")
    return [
        _lone(
            _with_head(conflicts, checked),
            "DD006",
            pl.format("the dates contradict each other: {}", "conflict"),
        ),
        _lone(_with_head(undated, checked), "DD007", pl.lit("no time of publication was found")),
        _lone(_with_head(others, checked), "DD008", reason),
    ]


def _lone(rows: pl.DataFrame, rule: str, told: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "article", "key", "begin", "end",
        rule=pl.lit(rule), other=pl.lit(None, dtype=pl.UInt32), relation=pl.lit(""),
        share=pl.lit(None, dtype=pl.Float64), message=told,
    )  # fmt: skip


def _with_head(rows: pl.DataFrame, checked: Checked) -> pl.DataFrame:
    """Add where the article's own text begins, and its key and length."""
    own = checked.ingest.blocks.filter(pl.col("role").is_in(OWN)).sort("article", "ordinal")
    spans = own.group_by("article").agg(pl.col("begin").min(), pl.col("end").max())
    keys = checked.known.units.select("article", "key", "words")
    rows = rows.join(keys, on="article", how="left").join(spans, on="article", how="left")
    return rows.with_columns(pl.col("begin", "end").fill_null(0))


def _name_sources(checked: Checked) -> pl.DataFrame:
    names = checked.sources.select("article_id", "path", "outlet", other="article")
    return names.rename({"article_id": "other_id", "path": "other_path", "outlet": "other_outlet"})


def _name_other() -> pl.Expr:
    known = pl.col("other_outlet") != ""
    return pl.when(known).then(pl.format("{} ({})", "other_id", "other_outlet")).otherwise("other_id")


def _place(rows: pl.DataFrame, checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Add who, where in the file, how grave, and the fingerprint."""
    articles = checked.ingest.articles.select("article", "article_id", "path", "text")
    rows = rows.join(articles, on="article").join(_name_sources(checked), on="other", how="left")
    before = pl.col("text").str.slice(0, pl.col("begin")).str.count_matches("\n")
    record = pl.col("path").str.extract(r"#L(\d+)$").cast(pl.UInt32)
    where = pl.when(pl.col("other").is_null()).then(pl.lit("")).when(pl.col("other") < checked.known.new)
    placed = rows.with_columns(
        pl.col("other_id", "other_path").fill_null(""),
        pl.col("relation").fill_null(""),
        line=pl.coalesce(record, (before + 1).cast(pl.UInt32)),
        severity=pl.col("rule").replace_strict(
            {rule: options.severity(rule) for rule in RULES}, return_dtype=pl.String
        ),
        other_in=where.then(pl.lit("batch")).otherwise(pl.lit("index")),
    )
    messages = [guard_line(text) for text in placed["message"].to_list()]
    prints = [
        xxhash.xxh3_128_hexdigest(f"{rule} {key or article_id}".encode())
        for rule, key, article_id in placed.select("rule", "key", "article_id").iter_rows()
    ]
    placed = placed.with_columns(
        message=pl.Series(messages, dtype=pl.String), fingerprint=pl.Series(prints, dtype=pl.String)
    )
    order = ["path", "line", "rule", "begin", "other_id"]
    return placed.sort(order).select(FINDINGS.names()).cast(FINDINGS)
