"""Invented stories and the files, indexes and changes that tests of indexes and checks need."""

import json
import random
from pathlib import Path

from dedup.index.store import add_articles, create_index
from dedup.ingest import read_ingests
from dedup.params import Params, ScanOptions

PLACES = ["Đồi Cam", "Bến Sắn", "Cồn Lau", "Hói Rào", "Gò Mây", "Suối Bạc", "Đầm Vạc", "Rú Thông"]
SYLLABLES = """
an bà bến bờ bưởi cá cầu chài chợ chùa con cỏ cơm củi dâu dốc dừa đá đèn đình đò đồng đường gà gạo
ghe giếng gió gốm hàng hiên hoa hội khói khoai lá làng lúa lưới mái mây mía mưa nắng nếp ngõ ngói
nước nón ổi phên quán quê rau ruộng rừng sân sáo sen sông suối sương tàu tằm thầy thóc thợ thuyền
tranh trầu tre trống trường vải vườn xóm xuồng
""".split()  # noqa: SIM905 - a word list reads better as text


def write_story(number: int, *, paragraphs: int = 6) -> str:
    """Return a story of its own, 50 words a paragraph: no two numbers share a run of five words."""
    chance = random.Random(number)  # noqa: S311 - the same story on every machine
    texts = [[chance.choice(SYLLABLES) for _ in range(50)] for _ in range(paragraphs)]
    return "\n".join(" ".join(words).capitalize() + "." for words in texts)


def write_records(path: Path, records: list[dict[str, str]]) -> Path:
    """Write articles as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def make_records(numbers: range, outlet: str = "baobien.vn", **more: str) -> list[dict[str, str]]:
    """Return one article a number, with id, outlet, title, text and a time of publication."""
    return [
        {
            "id": f"{outlet}/{number}",
            "outlet": outlet,
            "title": f"Chuyện thứ {number} ở {PLACES[number % 8]}",
            "text": write_story(number),
            "published": f"2025-03-{number % 27 + 1:02d}T08:00:00+07:00",
            **more,
        }
        for number in numbers
    ]


def fill_index(folder: Path, *batches: Path) -> Path:
    """Return a new index with the articles of every file, added one file at a time."""
    create_index(folder, Params())
    for batch in batches:
        add_file(folder, batch)
    return folder


def add_file(folder: Path, *paths: Path, **more: float):
    """Add files to an index and return what that did."""
    names = [str(path) for path in paths]
    ingests = read_ingests(names, ScanOptions(), lambda *_: None)
    return add_articles(folder, ingests, Params(), **more)
