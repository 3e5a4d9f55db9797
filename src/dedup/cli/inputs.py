"""Options that several commands share: how input is read, and which index is meant."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..params import ScanOptions

Command = TypeVar("Command", bound=Callable[..., Any])

INDEX = click.Path(path_type=Path)
EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

paths_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", help="Folders, files, globs, or -."
)
index_argument = click.argument("index", type=INDEX, metavar="INDEX", help="Folder of the index.")
against_option = click.option(
    "--against", type=INDEX, metavar="INDEX", help="Folder of the index; without it, only each other."
)


def _refuse_nan(_ctx: click.Context, _param: click.Parameter, seconds: float) -> float:
    if math.isnan(seconds):  # which is neither below 0 nor, ever, over
        raise click.BadParameter("nan is no number of seconds")
    return seconds


wait_option = click.option(
    "--wait",
    "wait_seconds",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="SECONDS",
    callback=_refuse_nan,
    help="Wait so long for another writer to finish.",
)


def _split_fields(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = [text.partition("=") for text in given]
    for name, sign, field in pairs:
        if not (name and sign and field):
            raise click.BadParameter(f"expected OURS=THEIRS such as text=body, got {name + sign + field!r}")
    return tuple((name, field) for name, _, field in pairs)


READING = {
    "fields": click.option(
        "--map",
        "fields",
        multiple=True,
        envvar="DEDUP_MAP",
        metavar="OURS=THEIRS",
        callback=_split_fields,
        help="Read our field from theirs in JSON, CSV and Parquet: --map text=body. Repeatable.",
    ),
    "meta": click.option(
        "--meta",
        type=EXISTING_FILE,
        envvar="DEDUP_META",
        help="CSV with path and any of outlet, published_at, title, url, credit.",
    ),
    "root": click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="DEDUP_ROOT",
        help="Folder that paths, ids and outlets count from, instead of what PATH... name.",
    ),
    "max_bytes": click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=ScanOptions.__dataclass_fields__["max_bytes"].default,
        show_default=True,
        envvar="DEDUP_MAX_BYTES",
        metavar="N",
        help="Skip an article longer than this once unpacked.",
    ),
    "encoding": click.option(
        "--encoding",
        envvar="DEDUP_ENCODING",
        metavar="NAME",
        help="Encoding of text files without a byte order mark, instead of finding it out.",
    ),
    "agencies": click.option(
        "--agencies", type=EXISTING_FILE, envvar="DEDUP_AGENCIES", help="TOML with more news agencies."
    ),
    "outlets": click.option(
        "--outlets", type=EXISTING_FILE, envvar="DEDUP_OUTLETS", help="TOML with more outlets."
    ),
}


def reading_options(command: Command) -> Command:
    """Give a command the options that say how input is read."""
    for option in reversed(READING.values()):
        command = option(command)
    return command


def take_reading(settings: dict[str, Any], *, steady: bool = False) -> ScanOptions:
    """
    Take the reading options out of a command's settings.

    What is remembered from run to run must be `steady`: known by a name that does not
    depend on what else was named beside it.
    """
    return ScanOptions(**{name: settings.pop(name) for name in READING}, steady=steady)


def run_quietly(work: Callable[[Any], Any], *, quiet: bool) -> Any:
    """Call `work` with a function that shows progress."""
    from .progress import show_progress  # noqa: PLC0415

    with show_progress(quiet=quiet) as report:
        return work(report)
