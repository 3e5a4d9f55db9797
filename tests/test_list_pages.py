"""Does a list of other pages keep what it says of itself, and nothing of what it lists?"""

import polars as pl
import pytest

from dated_pages import utc
from dedup.dates import leave_out_items
from fake_runs import frame


@pytest.mark.parametrize(
    ("kind", "source", "page_kind", "kept"),
    [
        ("published", "text", "index", False),
        ("modified", "text", "index", False),
        ("published", "published", "index", True),
        ("captured", "captured", "index", True),
        ("published", "text", "article", True),
        ("published", "text", "stub", True),
    ],
)
def test_only_lines_of_lists_are_left_out(kind: str, source: str, page_kind: str, kept: bool) -> None:
    date = {"article": 7, "kind": kind, "source": source, "grade": "C", "precision": "day"}
    dates = frame("DATES", [date | {"earliest": utc(2024, 3, 9), "latest": utc(2024, 3, 10)}])
    pages = frame("PAGES", [{"article": 7, "page_kind": page_kind}])

    lines = [{"article": 7, "ordinal": n, "role": "dateline"} for n in range(3)]
    blocks = frame("ROLED", lines)

    assert leave_out_items(dates, pages, blocks).equals(dates if kept else dates.head(0))
    assert leave_out_items(dates, pages, blocks.head(2)).equals(dates)
    assert leave_out_items(dates, pages.with_columns(article=pl.lit(8, pl.UInt32)), blocks).equals(dates)
