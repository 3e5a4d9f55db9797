"""DOSSIER -> any format, into a file or a folder of its own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from .contract import TABLES
from .csvs import write_csv
from .dossier import Dossier
from .files import refuse, replace_file
from .html import format_page
from .jsonl import format_jsonl
from .markdown import format_markdown
from .outlets import make_outlet_totals
from .parquet import write_parquet
from .pictures import write_pictures
from .xlsx import write_xlsx


class Wish(NamedTuple):
    """The language of the report's own words, and how many clusters (None: as many as is usual)."""

    language: str = "en"
    top: int | None = None

    def limit(self) -> dict[str, int]:
        """Return the limit as a keyword for a format that has one."""
        return {} if self.top is None else {"top": self.top}


def name_tables(dossier: Dossier) -> dict[str, pl.DataFrame]:
    """Return the tables of a run by name, with all that is shown of them, and the totals of its outlets."""
    return {
        "clusters": dossier.clusters,
        "members": dossier.members,
        "articles": dossier.articles,
        "outlets": dossier.outlets,
        "outlet_totals": make_outlet_totals(dossier),
        "versions": dossier.versions,
    }


def _write_html(dossier: Dossier, path: Path, wish: Wish) -> None:
    limit = {} if wish.top is None else {"max_clusters": wish.top}
    path.write_text(format_page(dossier, language=wish.language, **limit), encoding="utf-8")


def _write_markdown(dossier: Dossier, path: Path, wish: Wish) -> None:
    path.write_text(format_markdown(dossier, language=wish.language, **wish.limit()), encoding="utf-8")


def _write_jsonl(dossier: Dossier, path: Path, _wish: Wish) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(format_jsonl(dossier))


def _write_csvs(dossier: Dossier, folder: Path, _wish: Wish) -> None:
    for name, table in name_tables(dossier).items():
        shown = table.select(TABLES.get(name, table.schema).names())
        replace_file(folder / f"{name}.csv", partial(write_csv, shown))


Writer = Callable[[Dossier, Path, Wish], object]

FILES: dict[str, Writer] = {
    "html": _write_html,
    "markdown": _write_markdown,
    "xlsx": lambda dossier, path, _wish: write_xlsx(name_tables(dossier), path),
    "jsonl": _write_jsonl,
}
FOLDERS: dict[str, Writer] = {
    "csv": _write_csvs,
    "parquet": lambda dossier, folder, _wish: write_parquet(name_tables(dossier), folder),
    "svg": lambda dossier, folder, wish: write_pictures(
        dossier, folder, language=wish.language, **wish.limit()
    ),
}


def write_report(dossier: Dossier, kind: str, target: Path, wish: Wish) -> None:
    """
    Write one format to `target`: a file that is whole or as it was, or into a folder.

    Raises
    ------
    DedupError
        If the target cannot be written, or a library is missing.

    """
    if kind in FILES:
        replace_file(target, lambda path: FILES[kind](dossier, path, wish))
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
        FOLDERS[kind](dossier, target, wish)
    except OSError as problem:
        raise refuse(target, problem) from None
