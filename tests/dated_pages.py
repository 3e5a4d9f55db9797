"""Pages of a few lines with their roles, as the dates room reads them."""

from datetime import UTC, datetime

import polars as pl

from dedup.dates import choose_published, find_dates
from dedup.schema import ARTICLES, ROLED

PROSE_VI = (
    "Đoàn công tác của xã Lũng Vài đã trao ba trăm suất quà cho các hộ dân bị thiệt hại và kiểm tra việc "
    "sửa chữa những cây cầu treo trong vùng."
)
PROSE_EN = (
    "The harbour council of Port Ellery voted to rebuild the old quay and to pay for it with the money that "
    "was set aside for the new ferry."
)
PROSE_DE = (
    "Der Gemeinderat hat die neue Brücke mit großer Mehrheit und nicht ohne Streit auf den Weg gebracht."
)


def make_article(number: int = 0, text: str = "", **fields: str) -> pl.DataFrame:
    row = {name: "" for name, dtype in ARTICLES.items() if dtype == pl.String}
    row |= {"article_id": str(number), "path": f"{number}.txt", "text": text} | fields
    return pl.DataFrame(
        [{**row, "article": number, "marks": [], "encoding_confidence": 1.0}], schema=ARTICLES
    )


def make_blocks(lines: list[tuple[str, str]], number: int = 0) -> pl.DataFrame:
    rows, begin = [], 0
    for ordinal, (role, text) in enumerate(lines):
        place = {"article": number, "ordinal": ordinal, "begin": begin, "end": begin + len(text)}
        rows.append({**place, "text": text, "role": role, "words": len(text.split())})
        begin += len(text) + 1
    return pl.DataFrame(rows, schema=ROLED)


def read_page(lines: list[tuple[str, str]], **fields: str) -> pl.DataFrame:
    text = "\n".join(text for _, text in lines)
    return find_dates(make_article(text=text, **fields), make_blocks(lines))


def date_line(line: str, prose: str = PROSE_VI, **fields: str) -> pl.DataFrame:
    lines = [("headline", "Xã Lũng Vài dựng lại cầu"), ("dateline", line), ("body", prose), ("body", prose)]
    return choose_published(read_page(lines, **fields))


def read_metadata(**fields: str) -> pl.DataFrame:
    return find_dates(make_article(**fields), make_blocks([]))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
