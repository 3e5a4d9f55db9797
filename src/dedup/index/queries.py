"""What an index says of itself: facts, lists, and which articles a removal means."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from .agreement import FORMAT
from .catalog import COLUMNS, Catalog, name_failures

MICROSECONDS = 1_000_000

Condition = tuple[str, tuple[Any, ...]]  # in SQL, and the values it asks for


def describe_index(folder: Path) -> dict[str, Any]:
    """
    Return counts, size, ages and rules of an index, also of one made by other rules.

    Raises
    ------
    IndexMismatch
        If there is none, or its catalog cannot be read.

    """
    with closing(Catalog(folder, write=False)) as catalog:
        oldest, newest, outlets, every = catalog.summary()
        current = catalog.count("replaced_by IS NULL")
        facts = {
            "index": str(folder),
            "format": int(catalog.meta.get("format", FORMAT)),
            "key_version": int(catalog.meta.get("key_version", 0)),
            "articles": current,
            "old_versions": every - current,
            "removed_awaiting_compaction": len(catalog.removed()),
            "outlets": outlets,
            "segments": len(catalog.segments()),
            "oldest": format_time(oldest),
            "newest": format_time(newest),
            "params": json.loads(catalog.meta.get("params", "{}")),
        }
    # While a catalog is open, SQLite keeps files of its own beside it.
    with name_failures(folder):
        return facts | {"bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())}


def format_info(facts: dict[str, Any]) -> str:
    """Return the facts as lines for a reader."""
    several = "s" * (facts["segments"] != 1)
    params = "; ".join(
        f"{level}: " + ", ".join(f"{name} {value}" for name, value in sorted(values.items()))
        for level, values in facts["params"].items()
        if isinstance(values, dict)
    )
    return "\n".join(
        [
            f"{facts['index']}  format {facts['format']}, key version {facts['key_version']}",
            f"articles   {facts['articles']:,}, old versions {facts['old_versions']:,}",
            f"outlets    {facts['outlets']:,}",
            f"size       {facts['bytes']:,} bytes in {facts['segments']} segment{several} and the catalog",
            f"removed    {facts['removed_awaiting_compaction']:,} still in segments",
            f"published  {facts['oldest'] or 'never'} to {facts['newest'] or 'never'}",
            f"params     {params}",
        ]
    )


def iterate_articles(
    folder: Path, *, outlet: str | None = None, article_id: str | None = None, limit: int = 0
) -> Iterator[dict[str, Any]]:
    """Yield the articles of an index by number: columns of the catalog, times as ISO 8601."""
    conditions = {"outlet = ?": outlet, "article_id = ?": article_id}
    given = {condition: value for condition, value in conditions.items() if value is not None}
    yield from islice(_iterate(folder, " AND ".join(given) or "1", *given.values()), limit or None)


def iterate_removed(folder: Path, where: Sequence[Condition]) -> Iterator[dict[str, Any]]:
    """Yield the articles, all versions, that `remove_articles` would remove for `where`."""
    values = [value for _, asked in where for value in asked]
    yield from _iterate(folder, " OR ".join(f"({condition})" for condition, _ in where), *values)


def _iterate(folder: Path, where: str, *values: Any) -> Iterator[dict[str, Any]]:
    with closing(Catalog(folder, write=False)) as catalog, closing(catalog.listed(where, *values)) as rows:
        for row in rows:
            yield _describe(dict(zip(COLUMNS, row, strict=True)))


def _describe(row: dict[str, Any]) -> dict[str, Any]:
    names = ("article_id", "version", "path", "outlet", "title", "language", "page_kind", "words")
    times = {"published_at": row["earliest"], "published_until": row["latest"], "added_at": row["added"]}
    return (
        {name: row[name] for name in names}
        | {name: format_time(value) for name, value in times.items()}
        | {"precision": row["precision"], "current": row["replaced_by"] is None}
    )


def format_time(microseconds: int | None) -> str | None:
    """
    Return a time as ISO 8601 in UTC.

    >>> format_time(0)
    '1970-01-01T00:00:00+00:00'
    """
    if microseconds is None:
        return None
    return datetime.fromtimestamp(microseconds / MICROSECONDS, UTC).isoformat(timespec="seconds")


def remove_where(ids: Sequence[str], outlets: Sequence[str], older_than: datetime | None) -> list[Condition]:
    """Return the conditions, with their values, that any of which an article must meet to be removed."""
    where: list[Condition] = [("article_id = ?", (each,)) for each in ids]
    where += [("outlet = ?", (each,)) for each in outlets]
    if older_than is not None:
        before = int(older_than.replace(tzinfo=UTC).timestamp()) * MICROSECONDS
        where.append(("coalesce(latest - 1, added) < ?", (before,)))
    return where
