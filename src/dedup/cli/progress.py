"""How far the work is, on stderr, for whoever sits before a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

Report = Callable[[str, int, int], None]

COMPILING = "Compiling, once in this installation; `dedup warmup` does it ahead."
PATIENCE_SECONDS = 1.0  # shorter work is over before a bar is read


@contextmanager
def show_progress(*, quiet: bool = False) -> Iterator[Report]:
    """
    Give a function that takes (stage, done, total) and draws them.

    Draws nothing when `quiet`, when stderr is no terminal, and in the first second.
    A total of 0 is unknown.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    with ExitStack() as stack:
        yield _Bar(stack).report


@contextmanager
def show_compiling(*, quiet: bool = False) -> Iterator[None]:
    """Say, to whoever sits before a terminal, why the first run of an installation takes longer."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from ..kernels.compiling import announce_compiling  # noqa: PLC0415

    with announce_compiling(lambda: click.echo(COMPILING, err=True)):
        yield


class _Bar:
    """A bar of rich that is made when it is first needed; importing rich takes a while."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._begun = time.monotonic()
        self._update: Report | None = None

    def report(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, once the work has taken PATIENCE_SECONDS; a `total` of 0 is unknown."""
        if self._update is None and time.monotonic() - self._begun >= PATIENCE_SECONDS:
            self._update = _start_bar(self._stack)
        if self._update is not None:
            self._update(stage, done, total)


def _start_bar(stack: ExitStack) -> Report:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.fields[stage]:<12}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
    )
    progress = stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
    tasks: dict[str, TaskID] = {}

    def update(stage: str, done: int, total: int) -> None:
        """Show one stage, in the place of the one before."""
        if stage not in tasks:
            for task in tasks.values():
                progress.update(task, visible=False)
            tasks[stage] = progress.add_task("", total=total or None, stage=stage, rate="")
        speed = progress.tasks[tasks[stage]].speed
        rate = f"{_shorten(done)} ({_shorten(speed)}/s)" if speed else _shorten(done)
        progress.update(tasks[stage], completed=done, total=total or None, rate=rate)

    return update


def _shorten(number: float) -> str:
    """
    Return a count that keeps its width; bytes read are many.

    >>> _shorten(9_500), _shorten(12_345_678)
    ('9,500', '12.3 M')
    """
    return f"{number:,.0f}" if number < 1e6 else f"{number / 1e6:,.1f} M"
