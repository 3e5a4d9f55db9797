"""
Feed every reader broken, mixed and hostile input for a while, and say which of it crashed.

Run: python benchmarks/fuzz/readers.py [--seconds 60] [--seed 1] [READER ...]

A reader may yield records and skips, and nothing else: an exception is a crash, and so is a
span outside its text.  Input is made from the fixtures of the tests by cutting, doubling,
mixing and overwriting, which reaches deeper than random bytes.  A crash is written to
crash-READER-NUMBER beside the current folder, to be read with `dedup inspect`.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dedup.reading import ReadOptions, read_articles

FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures"
CORPUS = Path(__file__).parents[2] / "corpus"
MAX_BYTES = 200_000  # of an article: a small limit is reached more often
SPICE = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&#x0;"),
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#xD800;", b"\r\n\r\n", b"WARC/1.0\r\n", b"9" * 40),
    *(b"\\ud800", b'"', b"{", b"[", b"}", b"null", b"1e999", b"Content-Length: -1", b"\x1f\x8b\x08"),
    *(b"0000-00-00", b"9999-12-31", b"21//01", b"<p>" * 50, b"</div>" * 50, b"PAR1", b"\x28\xb5\x2f\xfd"),
    "Đặng \u202e \u0301".encode(),
]  # fmt: skip


def read_seeds() -> dict[str, list[bytes]]:
    """Return whole inputs of each reader."""
    page = next(CORPUS.glob("*/*.html")).read_bytes()
    rows = [{"title": "Tin", "text": page.decode()[:400], "published": "2025-02-04"}] * 3
    flat = [{"id": n, "title": "Tin", "text": "Một đoạn. " * 9, "url": "https://a.vn/"} for n in range(3)]
    lines = "".join(json.dumps(row) + "\n" for row in [*rows, *flat]).encode()
    crawl = next(CORPUS.glob("*/*.warc.gz")).read_bytes()
    return {
        "text": [path.read_bytes() for path in sorted(CORPUS.glob("*/*.txt"))[:5]],
        "html": [page, *(path.read_bytes() for path in CORPUS.glob("*/*.html"))],
        "json": [json.dumps(flat).encode(), *(path.read_bytes() for path in FIXTURES.glob("ninjs_*.json"))],
        "jsonl": [lines],
        "csv": ['title,text,published\nTin,Một đoạn.,2025-02-04\n"a","b\nc",\n'.encode() * 3],
        "xml": [path.read_bytes() for path in sorted([*FIXTURES.glob("*.xml"), *CORPUS.glob("*/*.xml")])],
        "warc": [gzip.decompress(crawl)],
        "warc.gz": [crawl],
        "txt.gz": [gzip.compress(lines)],
    }


def spoil(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return `data` with a few things gone wrong."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, end = sorted(chance.randrange(len(changed) + 1) for _ in range(2))
        end = min(end, at + chance.choice([1, 8, 200, 100_000]))
        other = chance.choice(others)
        begin = chance.randrange(len(other) + 1)
        piece = chance.choice(
            [b"", chance.choice(SPICE), bytes(changed[at:end]) * 2, other[begin : begin + 400]]
        )
        changed[at:end] = piece
    return bytes(changed)


def read_once(path: Path) -> None:
    """Read one file to its end, and check what came of it."""
    for batch in read_articles([str(path)], ReadOptions(max_bytes=MAX_BYTES)):
        for text, marks in batch.articles.select("text", "marks").iter_rows():
            assert text is not None
            assert all(0 <= mark["begin"] <= mark["end"] <= len(text) for mark in marks), (
                "span outside the text"
            )


def fuzz(name: str, seeds: list[bytes], seconds: float, chance: random.Random) -> list[bytes]:
    """Return the inputs that crashed a reader within `seconds`, and print how many it read."""
    crashes: list[bytes] = []
    tried, stop = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"input.{name}"
        while time.monotonic() < stop and len(crashes) < 5:
            data = spoil(chance.choice(seeds), seeds, chance)
            path.write_bytes(data)
            tried += 1
            if fault := _catch(read_once, path):
                print(f"  {name}: {fault}")
                crashes.append(data)
    print(f"{name:8} {tried:7,} inputs  {len(crashes)} crashes", flush=True)
    return crashes


def _catch(work: Callable[[Path], None], path: Path) -> str:
    try:
        work(path)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:120]}"
    return ""


def main() -> int:
    """Fuzz the readers named, or all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = 0
    for name, seeds in read_seeds().items():
        if options.readers and name not in options.readers:
            continue
        crashes = fuzz(name, seeds, options.seconds, random.Random(options.seed))  # noqa: S311 - no secret
        for number, data in enumerate(crashes):
            Path(f"crash-{name}-{number}").write_bytes(data)
        found += len(crashes)
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
