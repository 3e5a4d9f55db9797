"""
The entry point: runs a command and turns whatever happens into an exit code.

* 0    done, nothing to object to
* 1    findings that the user asked to fail on
* 2    a wrong flag, setting or path, nothing to read, or no room to work or to write
* 3    nothing could be read, or some input was skipped and `--strict` forbids that
* 4    an index is missing, incompatible, locked or damaged
* 70   a bug of ours
* 130  Ctrl-C
* 141  whoever read our output went away
* 143  ended by the system, as a build that takes too long is; 129 where its terminal was closed

click exits 1 for Ctrl-C, for a broken pipe and for its own errors: for a pipeline
that would read as "findings", so none of click's exits is used.
"""

import atexit
import errno
import gc
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import TextIO

import click

from .errors import DedupError
from .reports.guard import guard_line, shorten

# What a write says when it is not our fault: full, over quota or too long, broken.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
MOST_CHARS = 1_000  # of a message; a path or a setting in it may have any length
# Loading leaves some 200,000 objects, and they stay.
NEW_OBJECTS = 500_000


def main(args: Sequence[str] | None = None) -> int:
    """Run `dedup` with these arguments, by default the process's, and return its exit code."""
    _open_streams()
    _collect_rarely()
    _spare_threads()
    _end_in_order()
    try:
        code = _run(list(sys.argv[1:] if args is None else args))
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort, SystemExit) as stopped:
        return _fail("interrupted", int(getattr(stopped, "code", 130)))
    except BrokenPipeError:
        _discard(sys.stdout)
        return 141
    except OSError as error:
        return _report_refusal(error)
    except (click.ClickException, DedupError) as error:
        return _fail(_describe(error), error.exit_code if isinstance(error, DedupError) else 2)
    except Exception as error:
        return _report_bug(error)
    return code


def _collect_rarely() -> None:
    """
    Look for garbage in what a command makes, not in the libraries it loads.

    Python would look through these whenever another 700 objects have come, and twice
    more at the end: together a fifth of the time of a page.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)


def _spare_threads() -> None:
    """
    Start no threads of numpy's linear algebra, which nothing here uses; a user's own setting stands.

    While they wait for work they spin on the other processors.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _end_in_order() -> None:
    """See that a process that is told to end removes its files first; under nohup it goes on."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has one of them
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def _run(args: list[str]) -> int:
    """Run the command; click's own `main` would turn a broken pipe into exit code 1."""
    from .cli import cli  # noqa: PLC0415 - Ctrl-C while it loads must not be a traceback either

    try:
        with cli.make_context("dedup", args) as context:
            cli.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as lost:
        click.echo(lost.format_message(), err=True)
        return 2
    return 0


def _describe(error: click.ClickException | DedupError) -> str:
    if isinstance(error, DedupError):
        return str(error)
    if isinstance(error, click.UsageError) and error.ctx is not None:
        said = error.format_message()
        return f"{said}{'' if said.endswith(('.', '?', ')')) else '.'} See '{error.ctx.command_path} --help'."
    return error.format_message()


def _report_refusal(error: OSError) -> int:
    if error.errno in NO_ROOM:
        return _report_no_room(error)
    if _has_lost_folder():
        return _fail("the folder this runs in is gone; go to one that is there", 2)
    return _report_bug(error)


def _report_no_room(error: OSError) -> int:
    """Say that something could not be written; it may have been standard output, or what says so."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _discard(stream)
    return _fail(f"cannot write {error.filename or 'the output'}: {error.strerror}", 2)


def _has_lost_folder() -> bool:
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _discard(stream: TextIO) -> None:
    """See that Python's own flush at exit finds a place to write to."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report_bug(error: Exception) -> int:
    if isinstance(error, MemoryError):
        return _fail("not enough memory; a scan takes less with a smaller --memory", 2)
    if os.environ.get("DEDUP_DEBUG") == "1":
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}"
    return _fail(f"internal error, please report it with this line and the command: {what}", 70)


def _fail(message: str, code: int) -> int:
    """Say one line on stderr, whatever a path or a text put into it, and return `code`."""
    line = shorten(guard_line(" ".join(message.split())), MOST_CHARS)
    try:
        click.echo(f"dedup: {line}", err=True)
    except OSError:  # nobody can be told; the code says it
        _discard(sys.stderr)
    return code


def _open_streams() -> None:
    """
    Give the process the three streams it may have been started without, and print Vietnamese under LANG=C.

    A file that took the number of a closed stream would get what is printed.  What no
    encoding can hold is shown escaped.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for good
    for name in ("stdout", "stderr"):
        if isinstance(getattr(getattr(sys, name), "buffer", None), io.RawIOBase):
            # PYTHONUNBUFFERED: one write may take a part only, and Python drops the rest without a word.
            number = getattr(sys, name).fileno()
            setattr(sys, name, open(number, "w", buffering=1, closefd=False))  # noqa: SIM115 - for good
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
