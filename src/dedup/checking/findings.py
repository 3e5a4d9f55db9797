"""CHECKED -> FINDINGS: what the rules object to, one row each."""

import polars as pl
import xxhash

from ..reports.guard import guard_line
from ..rules import RULES, RuleOptions
from ..spans import cut_texts
from .borrowed import find_captions, find_misplaced
from .check import Checked
from .copies import find_reprinted, find_same
from .drafts import DRAFT, name_sources
from .lone import find_lone, find_uncredited

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


def make_findings(checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Return FINDINGS, sorted by path, line, rule and what it is about."""
    same = find_same(checked, options)
    found = [
        same,
        find_reprinted(checked, same, options),
        find_captions(checked),
        find_misplaced(checked),
        find_uncredited(checked),
        *find_lone(checked),
    ]
    rows = pl.concat([each.select(DRAFT.names()).cast(DRAFT) for each in found])
    return _place(rows, checked, options)


def _place(rows: pl.DataFrame, checked: Checked, options: RuleOptions) -> pl.DataFrame:
    """Add who, where in the file, how grave, and the fingerprint."""
    articles = checked.ingest.articles.select("article", "article_id", "path")
    lines = count_lines(rows, checked.ingest.articles.select("article", "text"))
    rows = rows.join(articles, on="article").join(lines, on=["article", "begin"])
    rows = rows.join(name_sources(checked), on="other", how="left")
    record = pl.col("path").str.extract(r"#L(\d+)$").cast(pl.UInt32)
    where = pl.when(pl.col("other").is_null()).then(pl.lit("")).when(pl.col("other") < checked.pool.new)
    placed = rows.with_columns(
        pl.col("other_id", "other_path").fill_null(""),
        pl.col("relation").fill_null(""),
        line=pl.coalesce(record, "line"),
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
    # Records of one file by their line, not "#L10" before "#L2".
    file = pl.col("path").str.replace(r"#L\d+$", "")
    return placed.sort(file, "line", "rule", "begin", "other_id").select(FINDINGS.names()).cast(FINDINGS)


def count_lines(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Return article, begin, line: the line of the text, from 1, that each `begin` of `rows` stands in."""
    spots = rows.select("article", "begin").unique().sort("article", "begin")
    # From one to the next: from the begin of a long text for each of them would be quadratic.
    before = pl.col("begin").shift(1, fill_value=0).over("article")
    between = cut_texts(spots.with_columns(begin=before, end="begin"), [texts.lazy()])
    breaks = between.str.count_matches("\n", literal=True)
    return spots.with_columns(line=breaks).with_columns(pl.col("line").cum_sum().over("article") + 1)
