"""The catalog, `index.sqlite`: which articles and segments there are, changed whole or not at all."""

# ruff: noqa: S608 - column names and conditions are our own words, and every value is bound.

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import IndexMismatch
from ..params import Params
from .agreement import describe_rules, find_difference
from .layout import Entry

FILE = "index.sqlite"
COLUMNS = (
    *("number", "article_id", "version", "content", "path", "outlet", "title", "language", "page_kind"),
    *("words", "earliest", "latest", "precision", "basis", "credits", "added", "replaced_by"),
)
ENTRY = ("name", "articles", "file_bytes", "digest", "layout")
CHUNK = 500  # values in one statement; SQLite allows 32,766, older builds 999

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE segments (
    name TEXT PRIMARY KEY, articles INTEGER NOT NULL, file_bytes INTEGER NOT NULL,
    digest TEXT NOT NULL, layout TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL, content INTEGER NOT NULL,
    path TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL,
    page_kind TEXT NOT NULL, words INTEGER NOT NULL, earliest INTEGER, latest INTEGER,
    precision TEXT NOT NULL, basis TEXT NOT NULL, credits TEXT NOT NULL, added INTEGER NOT NULL,
    replaced_by INTEGER
) STRICT;
CREATE INDEX articles_by_id ON articles (article_id);
CREATE TABLE removed (number INTEGER PRIMARY KEY) STRICT;
"""


def create_catalog(folder: Path, params: Params) -> None:
    """Make an empty catalog; what it must be read with goes into it."""
    with name_failures(folder):
        connection = sqlite3.connect(folder / FILE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.executescript(f"BEGIN;{TABLES}")
            meta = describe_rules(params) | {"next_number": "0", "next_segment": "0"}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
            connection.execute("COMMIT")
        finally:
            connection.close()


class Catalog:
    """One connection to the catalog, inside one transaction from first to last."""

    def __init__(self, folder: Path, *, write: bool) -> None:
        self.folder = folder
        with name_failures(folder):
            self._db = _connect(folder, write=write)
            self._db.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            self.meta = dict(self._rows("SELECT name, value FROM meta"))

    def close(self) -> None:
        """End the transaction without keeping what was not committed."""
        self._db.close()

    def commit(self) -> None:
        """Make every change visible and lasting, all at once."""
        with name_failures(self.folder):
            self._db.execute("COMMIT")

    def check_rules(self, params: Params) -> None:
        """
        Refuse an index that was made by other rules.

        Raises
        ------
        IndexMismatch
            Names what differs, what was expected, what was found, and what helps.

        """
        again = (
            f"make it anew: dedup index create NEW && dedup index add NEW PATH..., instead of {self.folder}"
        )
        helps = {"params": f"re-make its segments: dedup index compact --migrate {self.folder}"}
        for name, expected in describe_rules(params).items():
            found = self.meta.get(name, "nothing")
            if found != expected:
                what = find_difference(expected, found) if name == "params" else f"{expected}, got {found}"
                said = name.replace("_", " ")
                raise IndexMismatch(
                    f"{self.folder}: {said}: expected {what}; to go on, {helps.get(name, again)}"
                )

    def set_meta(self, **values: str) -> None:
        """Store settings by name."""
        self.meta |= values
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))

    def segments(self) -> list[Entry]:
        """Return the segments, oldest first."""
        return [Entry(*row) for row in self._rows(f"SELECT {', '.join(ENTRY)} FROM segments ORDER BY name")]

    def swap_segments(self, old: Iterable[Entry], new: Entry | None) -> None:
        """Put one segment in the place of others."""
        self._run("DELETE FROM segments WHERE name = ?", [(entry.name,) for entry in old])
        if new is not None:
            self._run("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", [tuple(new)])

    def removed(self) -> list[int]:
        """Return the numbers of removed articles that segments still hold, ascending."""
        return [number for (number,) in self._rows("SELECT number FROM removed ORDER BY number")]

    def forget_removed(self, numbers: Iterable[int]) -> None:
        """Take note that no segment holds these any more."""
        self._run("DELETE FROM removed WHERE number = ?", [(number,) for number in numbers])

    def count(self, where: str = "1", *values: Any) -> int:
        """Return how many articles there are for which `where` holds."""
        return int(self._rows(f"SELECT count(*) FROM articles WHERE {where}", values)[0][0])

    def count_ids(self) -> int:
        """Return how many ids, each of an outlet, have a newest version."""
        ids = "SELECT DISTINCT article_id, outlet FROM articles WHERE replaced_by IS NULL"
        return int(self._rows(f"SELECT count(*) FROM ({ids})")[0][0])

    def summary(self) -> tuple[Any, ...]:
        """Return least and greatest publication time, number of outlets, and of articles in all."""
        select = "SELECT min(earliest), max(earliest), count(DISTINCT outlet), count(*) FROM articles"
        return tuple(self._rows(select)[0])

    def find(self, column: str, values: list[Any]) -> list[tuple[Any, ...]]:
        """Return the rows, COLUMNS, whose `column` is among `values`, sorted by number."""
        found = []
        for at in range(0, len(values), CHUNK):
            part = values[at : at + CHUNK]
            marks = ", ".join("?" * len(part))
            where = f"{column} IN ({marks})"
            found += self._rows(f"SELECT {', '.join(COLUMNS)} FROM articles WHERE {where}", part)
        return sorted(found, key=lambda row: row[0])

    def listed(self, where: str = "1", *values: Any) -> Generator[tuple[Any, ...]]:
        """Yield the rows, COLUMNS, for which `where` holds, sorted by number."""
        with name_failures(self.folder):
            yield from self._db.execute(
                f"SELECT {', '.join(COLUMNS)} FROM articles WHERE {where} ORDER BY number", values
            )

    def insert(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add articles, each a tuple of COLUMNS."""
        self._run(f"INSERT INTO articles VALUES ({', '.join('?' * len(COLUMNS))})", rows)

    def replace(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Note for (new, old) numbers that the old version has a newer one."""
        self._run("UPDATE articles SET replaced_by = ? WHERE number = ?", pairs)

    def remove(self, where: str, *values: Any) -> int:
        """Remove the articles for which `where` holds; return how many there were."""
        with name_failures(self.folder):
            self._db.execute(f"INSERT INTO removed SELECT number FROM articles WHERE {where}", values)
            return self._db.execute(f"DELETE FROM articles WHERE {where}", values).rowcount

    def find_faults(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file."""
        found = [text for (text,) in self._rows("PRAGMA integrity_check(10)")]
        return [f"{self.folder / FILE}: {text}" for text in found if text != "ok"]

    def _rows(self, statement: str, values: Iterable[Any] = ()) -> list[Any]:
        with name_failures(self.folder):
            return self._db.execute(statement, tuple(values)).fetchall()

    def _run(self, statement: str, rows: Iterable[Any]) -> None:
        with name_failures(self.folder):
            self._db.executemany(statement, rows)


@contextmanager
def name_failures(folder: Path) -> Iterator[None]:
    """
    Turn what SQLite or the system says into an error that names the index.

    Raises
    ------
    IndexMismatch
        For a full disk, a read-only folder, a locked or a damaged catalog.

    """
    try:
        yield
    except sqlite3.Error as problem:
        said = str(problem)
        hint = "; see dedup index verify" if "malformed" in said or "not a database" in said else ""
        raise IndexMismatch(f"cannot use {folder / FILE}: {said}{hint}") from None
    except OSError as problem:
        where = problem.filename or folder
        raise IndexMismatch(f"cannot use {where}: {problem.strerror or problem}") from None


def _connect(folder: Path, *, write: bool) -> sqlite3.Connection:
    path = folder / FILE
    if not path.is_file():
        raise IndexMismatch(
            f"there is no index at {folder} (no {FILE}); make one: dedup index create {folder}"
        )
    # Even a reader of a WAL needs to write beside it; only a folder that forbids that is opened as it lies.
    frozen = not write and not os.access(folder, os.W_OK)
    wal = folder / f"{FILE}-wal"
    if frozen and wal.exists() and wal.stat().st_size:
        raise IndexMismatch(
            f"{folder} is read-only and {wal.name} holds changes; open it once where it can be written"
        )
    mode = "mode=ro&immutable=1" if frozen else "mode=rw"
    database = sqlite3.connect(f"file:{quote(str(path))}?{mode}", uri=True, isolation_level=None, timeout=30)
    if write:
        database.execute("PRAGMA synchronous=FULL")
    elif not frozen:
        database.execute("PRAGMA query_only=1")
    return database
