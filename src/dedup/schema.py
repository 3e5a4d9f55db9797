"""
The frames that pass between stages, in pipeline order.

A frame is named after what a row of it is.  `article` and `unit` number rows in
reading order (files sorted by path, records by line).  Times are UTC microseconds,
offsets count characters and are half-open, scores lie in [0, 1].
"""

import polars as pl

from .errors import SchemaError

TIME = pl.Datetime("us", "UTC")

LEVEL = pl.Enum(["article", "block"])
MARK = pl.Enum(
    ["headline", "byline", "dateline", "lead", "body", "caption", "credit", "sidebar", "boilerplate"]
)
ROLE = MARK
OWN_ROLES = ("lead", "body")  # what an article says itself
FURNITURE = ("sidebar", "boilerplate")  # what is laid around it
PAGE_KIND = pl.Enum(["article", "index", "gallery", "stub"])
RELATION = pl.Enum(["identical", "near", "extended", "excerpt", "partial", "template", "quotation"])
KIND = pl.Enum(["syndication", "versions", "template", "reprint", "repeat", "quotation", "partial"])
VERDICT = pl.Enum(["first", "tie", "undetermined"])
PRECISION = pl.Enum(["second", "minute", "hour", "day", "month", "year", "unknown"])
DATE_KIND = pl.Enum(["published", "modified", "captured", "feed", "dateline", "event", "url", "mtime"])
ZONE_BASIS = pl.Enum(["explicit", "outlet", "assumed", "unknown"])
GRADE = pl.Enum(["A", "B", "C", "D", "E"])
CREDIT_ROLE = pl.Enum(["text", "photo", "self", "cites", "via"])

MARKS = pl.List(pl.Struct({"begin": pl.UInt32(), "end": pl.UInt32(), "mark": MARK}))

ARTICLES = pl.Schema(
    {
        "article": pl.UInt32(),  # row number in reading order
        "article_id": pl.String(),  # the record's own id, else its path; unique
        "path": pl.String(),  # relative to the scanned root; "file.jsonl#L12" in a container
        "outlet": pl.String(),  # "" where unknown
        "title": pl.String(),  # from metadata; "" where unknown
        "language": pl.String(),  # BCP 47 primary subtag, "" where unknown
        "text": pl.String(),  # decoded; every offset counts characters of it
        "marks": MARKS,  # what markup or field names say of spans of `text`
        "url": pl.String(),  # the next seven are raw metadata strings, "" where absent
        "published": pl.String(),
        "modified": pl.String(),
        "captured": pl.String(),
        "author": pl.String(),
        "credit": pl.String(),
        "site": pl.String(),  # who the page says it is (og:site_name, publisher)
        "encoding": pl.String(),  # "utf-8", "utf-8-sig", "cp1258", …
        "encoding_confidence": pl.Float32(),  # 1.0 for BOM and strict UTF-8
        "sources": pl.String(),  # where markup says it is from: role or "names", field, value; tabs, lines
    }
)

# ARTICLES once labelled: what later stages need of an article without its text; and that.
LABELLED = pl.Schema({name: kind for name, kind in ARTICLES.items() if name not in ("text", "marks")})
TEXTS = pl.Schema({name: ARTICLES[name] for name in ("article", "text", "marks")})

SKIPPED = pl.Schema(
    {
        "path": pl.String(),
        "line": pl.UInt32(),  # 0 for the file as a whole
        "reason": pl.String(),  # empty | binary | too_long | undecodable | unreadable | malformed
        "detail": pl.String(),
    }
)

BLOCKS = pl.Schema(
    {
        "article": pl.UInt32(),
        "ordinal": pl.UInt32(),  # from 0 in each article
        "begin": pl.UInt32(),
        "end": pl.UInt32(),
        "text": pl.String(),  # the characters from begin to end, never blank
        "mark": MARK,  # what markup says, null where it says nothing
    }
)

# BLOCKS once tokenised: what later stages need of a block without its text.
TOKENISED = pl.Schema(
    {
        **BLOCKS,
        "key": pl.UInt64(),  # equal for equal token sequences; 0 for no tokens
        "words": pl.UInt32(),  # tokens in the block
        "token_begin": pl.UInt64(),  # into the batch's token array
    }
)

ROLED = pl.Schema({**TOKENISED, "role": ROLE, "role_reason": pl.String(), "sentences": pl.UInt16()})

PAGES = pl.Schema(
    {
        "article": pl.UInt32(),
        "page_kind": PAGE_KIND,
        "page_reason": pl.String(),  # "" for an article
    }
)

# Of articles read in the wrong encoding: words that were mended to be compared, and shown as they stand.
REPAIRED = pl.Schema({"article": pl.UInt32(), "repaired": pl.UInt32()})

DATES = pl.Schema(
    {
        "article": pl.UInt32(),
        "kind": DATE_KIND,
        "earliest": TIME,  # the instant lies in [earliest, latest)
        "latest": TIME,
        "precision": PRECISION,
        "zone_basis": ZONE_BASIS,
        "offset_minutes": pl.Int16(),  # of the zone it was written in; null if unknown
        "year_inferred": pl.Boolean(),
        "grade": GRADE,
        "raw": pl.String(),  # quoted as it stands
        "source": pl.String(),  # "text" or the metadata field
        "begin": pl.UInt32(),  # into the article's text; null for metadata
        "end": pl.UInt32(),
    }
)

# What is believed of DATES: of each article that says so, when it was published.
PUBLISHED = pl.Schema(
    {
        "article": pl.UInt32(),
        **{
            name: DATES[name]
            for name in ("earliest", "latest", "precision", "zone_basis", "grade", "kind", "raw", "source")
        },
        "begin": pl.UInt32(),  # null for metadata
        "end": pl.UInt32(),
        "conflict": pl.String(),  # what contradicts it, "; " between
        "surely_from": TIME,  # to `surely_to`: by all that the page says, that too; null where it is open
        "surely_to": TIME,
        "clock": pl.String(),  # of its outlet that shows the time, in no known zone; null where that is known
        "clock_to": TIME,  # another time of that clock is later from here on
    }
)

# Of articles that do not say so: what they tell of had happened, and they had been seen.
BOUNDS = pl.Schema({"article": pl.UInt32(), "not_before": TIME, "not_after": TIME})

CREDITS = pl.Schema(
    {
        "article": pl.UInt32(),
        "role": CREDIT_ROLE,
        "creditor": pl.String(),  # agency id of agencies.toml, or the name as written
        "raw": pl.String(),
        "source": pl.String(),
        "begin": pl.UInt32(),  # into the text; for a field that credits a picture, its caption's; else null
        "end": pl.UInt32(),
    }
)

UNITS = pl.Schema(
    {
        "unit": pl.UInt32(),
        "article": pl.UInt32(),
        "level": LEVEL,
        "role": ROLE,  # null at the article level
        "ordinal": pl.UInt32(),  # of the block; null at the article level
        "key": pl.UInt64(),
        "words": pl.UInt32(),
        "token_begin": pl.UInt64(),  # into the token array of this level
    }
)

SAMPLES = pl.Schema({"unit": pl.UInt32(), "shingle": pl.UInt64()})  # distinct in each unit

BUCKETS = pl.Schema({"bucket": pl.UInt64(), "unit": pl.UInt32()})

PAIRS = pl.Schema({"a": pl.UInt32(), "b": pl.UInt32()})  # a < b, each pair once

# A block, or most of it, that stands in a longer one: words begin to end of that.
PASSAGES = pl.Schema({"short": pl.UInt32(), "long": pl.UInt32(), "begin": pl.UInt32(), "end": pl.UInt32()})

# What two units share, counted in distinct shingles; `_a` and `_b` are sizes or shares of a side.
MEASURES = pl.Schema(
    {
        **PAIRS,
        **dict.fromkeys(
            [
                *("words_a", "words_b"),
                *("long_a", "long_b", "long_shared"),  # shingles of the level's length
                *("short_a", "short_b", "short_shared"),  # pairs of words
                *("numbers_a", "numbers_b", "numbers_shared"),  # distinct words that hold a digit
                *("names_a", "names_b", "names_shared"),  # distinct words that have a capital in a sentence
                *("covered_a", "covered_b"),  # words inside shared long shingles
                *("quoted_a", "quoted_b"),  # of them, words inside quotation marks
                "longest",  # run in common, in words
                *("syllables_a", "syllables_b"),  # words that are common Vietnamese syllables
                *("opening_a", "opening_b"),  # of the covered, words among as many first as the other has
                *("bridged_a", "bridged_b"),  # words covered, or in a gap between them as long as a phrase
                *("spanned_a", "spanned_b"),  # the same, as long as a sentence
                *("slotted_a", "slotted_b"),  # numbers in gaps as long as a phrase, or full of them
                *("said_a", "said_b"),  # words inside quotation marks
                "other_days",  # of the days that each names first, those that the other is older than
            ],
            pl.UInt32(),
        ),
    }
)

MATCHES = pl.Schema(
    {
        "a": pl.UInt32(),
        "b": pl.UInt32(),
        "resemblance": pl.Float32(),
        "containment_a": pl.Float32(),  # share of a's shingles that b has
        "containment_b": pl.Float32(),
        "relation": RELATION,  # of b to a: `extended` means b holds a and more
        "same_text": pl.Boolean(),  # makes an edge of a cluster
    }
)

CLUSTERS = pl.Schema(
    {
        "cluster": pl.UInt32(),
        "level": LEVEL,
        "kind": KIND,
        "role": ROLE,  # of the core; null at the article level
        "unit": pl.UInt32(),
        "core": pl.UInt32(),  # the unit every member was held against
        "similarity": pl.Float32(),  # resemblance with the core
        "containment": pl.Float32(),  # the larger containment with the core
        "relation": RELATION,  # of the unit to the core; `partial` rows are listed, not members
        "similarity_min": pl.Float32(),  # of any two members of the cluster, see `cohesion`
        "similarity_mean": pl.Float32(),
    }
)

# Of a `partial` row: the part of its own words that the cluster has, and of the core's that it has.
COVERS = pl.Schema(
    {
        "cluster": pl.UInt32(),
        "unit": pl.UInt32(),
        "page_share": pl.Float32(),
        "core_share": pl.Float32(),
    }
)

# Where the units that are a part of a block stand, in characters of the article's text.
QUOTATIONS = pl.Schema({"unit": pl.UInt32(), "begin": pl.UInt32(), "end": pl.UInt32()})

SHARES = pl.Schema({"article": pl.UInt32(), "own_share": pl.Float32()})

ORIGINS = pl.Schema(
    {
        "cluster": pl.UInt32(),
        "verdict": VERDICT,
        "first_article": pl.UInt32(),  # null unless `first`
        "first_published": TIME,  # begin of the winner's interval; the earliest bound of a tie
        "precision": PRECISION,
        "basis": pl.String(),  # grade, kind and the quoted line
        "credited_to": pl.String(),  # creditors, most credited first, "; " between
        "spread_hours": pl.Float32(),  # last minus first known publication; null if fewer than two
        "why": pl.String(),
        "tied": pl.String(),  # outlets, or ids, one of which was first: of a tie, "; " between; else ""
    }
)

UNCREDITED = pl.Schema(
    {
        "cluster": pl.UInt32(),
        "article": pl.UInt32(),
        "agency": pl.String(),  # whose text it is, by the evidence
        "credited_by": pl.UInt32(),  # copies in the cluster that credit it
        "own": pl.Boolean(),  # whether its own copy is among them
        "evidence": pl.String(),
    }
)

FOLLOWS = pl.Schema(
    {
        "outlet": pl.String(),  # whose copy was later
        "follows": pl.String(),  # whose copy was earlier
        "copies": pl.UInt32(),
        "lag_hours_median": pl.Float32(),
        "credited_share": pl.Float32(),  # of those copies, credited to the earlier outlet or its agency
    }
)

# How many sources are known to stand behind the copies of one article cluster.
SOURCES = pl.Schema({"cluster": pl.UInt32(), "sources": pl.UInt32()})


def conform(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """
    Return `frame` with exactly the columns of `schema`, in its order.

    Checks names and dtypes only, so it costs nothing per row.

    Raises
    ------
    SchemaError
        If a column is missing or has another dtype; names the column, what was
        expected and what arrived.

    """
    found = frame.schema
    for column, expected in schema.items():
        got = found.get(column)
        if got != expected:
            raise SchemaError(f"column {column!r}: expected {expected}, got {got}")
    return frame if list(found) == list(schema) else frame.select(schema.names())
