"""Options that several commands share: how input is read, and which index is meant."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..params import ScanOptions
from .scan import scan

INDEX = click.Path(path_type=Path)
READING = ("fields", "meta", "max_bytes", "encoding", "agencies", "outlets")

index_argument = click.argument("index", type=INDEX, metavar="INDEX", help="Folder of the index.")
wait_option = click.option(
    "--wait",
    "wait_seconds",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long for another writer to finish.",
)


def reading_options(command: click.Command) -> click.Command:
    """Give a command the options of `dedup scan` that say how input is read."""
    command.params[-1:-1] = [option for option in scan.params if option.name in READING]
    return command


def take_reading(settings: dict[str, Any]) -> ScanOptions:
    """Take the reading options out of a command's settings."""
    return ScanOptions(**{name: settings.pop(name) for name in READING if name in settings})


def run_quietly(work: Callable[[Any], Any], *, quiet: bool) -> Any:
    """Call `work` with a function that shows progress."""
    from .progress import show_progress  # noqa: PLC0415

    with show_progress(quiet=quiet) as report:
        return work(report)
