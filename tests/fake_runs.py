"""A small run made by hand: what reports are tested on without scanning anything."""

from datetime import UTC, datetime
from typing import Any

import polars as pl

from dedup import schema
from dedup.run import Run

WIRE = (
    "Thị trấn Đồi Cam khánh thành cây cầu mới\n"
    "Sáng nay, cây cầu dài 90 m đã thông xe.\nNgười dân đi qua.\nẢnh: cầu mới"
)
SHORT = "Cầu Đồi Cam thông xe\nSáng nay, cây cầu dài 90 m đã thông xe.\nẢnh: cầu mới"
OTHER = "Phiên chợ ven sông\nChợ họp lúc năm giờ.\nẢnh: cầu mới\nẢnh: cầu mới"
TEXTS = {"bao-moi": WIRE, "tin-nhanh": SHORT, "": OTHER}
ROLES = [
    ["headline", "lead", "body", "caption"],
    ["headline", "lead", "caption"],
    ["headline", "body", "caption", "caption"],
]


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return a frame of the named schema; columns a row leaves out get an empty value."""
    wanted: pl.Schema = getattr(schema, name)
    empty = {column: _empty(kind) for column, kind in wanted.items()}
    return pl.DataFrame([empty | row for row in rows], schema=wanted)


def _empty(kind: pl.DataType) -> Any:
    if kind == pl.String:
        return ""
    if kind.is_numeric():
        return 0
    return False if kind == pl.Boolean else None


def make_articles(**changes: Any) -> pl.DataFrame:
    """Return three articles of two known outlets and one unknown; `changes` go to the first."""
    rows: list[dict[str, Any]] = [
        {
            "article": n,
            "article_id": f"{outlet or 'la'}/{n}.txt",
            "path": f"{outlet or 'la'}/{n}.txt",
            "outlet": outlet,
            "language": "vi",
            "text": text,
            "marks": [],
        }
        for n, (outlet, text) in enumerate(TEXTS.items())
    ]
    rows[0] |= changes
    return frame("ARTICLES", rows)


def make_blocks() -> pl.DataFrame:
    """Return every line of the three articles as a block."""
    rows = []
    for article, text in enumerate(TEXTS.values()):
        begin = 0
        for ordinal, line in enumerate(text.split("\n")):
            end = begin + len(line)
            spot = {"article": article, "ordinal": ordinal, "begin": begin, "end": end}
            rows.append(spot | {"words": len(line.split()), "role": ROLES[article][ordinal]})
            begin = end + 1
    return frame("ROLED", rows).drop("text")


def _cluster(number: int, level: str, kind: str, units: list[int], **more: Any) -> list[dict[str, Any]]:
    shared = {"cluster": number, "level": level, "kind": kind, "core": units[0], "role": None}
    scores = {"similarity": 1.0, "containment": 1.0, "similarity_min": 0.5, "similarity_mean": 0.75}
    return [shared | scores | {"unit": unit, "relation": "identical"} | more for unit in units]


def make_run(**changes: Any) -> Run:
    """
    Return a run of one article cluster, its explained lead, and a caption on all pages.

    Units 0 to 2 are the articles, 3 and 4 the lead, 5 to 8 the caption.
    """
    articles = changes.pop("articles", None)
    units = [{"unit": n, "article": n, "level": "article", "words": w} for n, w in enumerate((14, 9, 5))]
    for row in units:
        row |= {"role": None, "ordinal": None}
    spots = [(0, 1, "lead"), (1, 1, "lead"), (0, 3, "caption"), (1, 2, "caption")]
    spots += [(2, 2, "caption"), (2, 3, "caption")]
    for n, (article, ordinal, role) in enumerate(spots, start=3):
        spot = {"unit": n, "article": article, "ordinal": ordinal, "level": "block"}
        units.append(spot | {"role": role, "words": 4})
    clusters = _cluster(0, "article", "syndication", [0, 1])
    clusters[1] |= {"relation": "excerpt", "similarity": 0.5}
    clusters += _cluster(1, "block", "reprint", [3, 4], role="lead")
    clusters += _cluster(2, "block", "reprint", [5, 6, 7, 8], role="caption")
    at = datetime(2025, 2, 4, 14, 52, tzinfo=UTC)
    until = datetime(2025, 2, 4, 14, 53, tzinfo=UTC)
    date = {"article": 0, "kind": "published", "earliest": at, "latest": until, "precision": "minute"}
    date |= {"zone_basis": "explicit", "offset_minutes": 420, "grade": "C", "raw": "21:52 | 04/02/2025 GMT+7"}
    date |= {"source": "text", "begin": 0, "end": 9}
    first = {"cluster": 0, "verdict": "first", "first_article": 0, "first_published": at}
    first |= {"precision": "minute", "basis": "C published: 21:52 | 04/02/2025 GMT+7 (text)"}
    first |= {"credited_to": "nguon-viet", "spread_hours": 1.5, "why": "The other copy credits nguon-viet."}
    unknown = {"verdict": "undetermined", "first_article": None, "precision": "unknown", "spread_hours": None}
    frames: dict[str, Any] = {
        "articles": articles if articles is not None else make_articles(),
        "pages": frame("PAGES", [{"article": n, "page_kind": "article"} for n in range(3)]),
        "blocks": make_blocks(),
        "units": frame("UNITS", units),
        "matches": frame("MATCHES", []),
        "clusters": frame("CLUSTERS", clusters),
        "origins": frame("ORIGINS", [first, unknown | {"cluster": 1}, unknown | {"cluster": 2}]),
        "dates": frame("DATES", [date]),
        "credits": frame("CREDITS", [{"article": 1, "role": "text", "creditor": "nguon-viet"}]),
        "shares": pl.DataFrame(
            {"article": [0, 1, 2], "own_share": [1.0, 0.25, 1.0]},
            schema={"article": pl.UInt32, "own_share": pl.Float32},
        ),
        "skipped": frame("SKIPPED", [{"path": "hong.txt", "line": 0, "reason": "empty"}]),
        "counts": {"stock_phrases": 2},
        "timings": {"reading": 0.25},
    }
    frames |= changes
    texts = [frames["articles"].lazy().select("article", "text")]
    return Run(**{"texts": texts} | frames)
