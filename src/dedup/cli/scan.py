"""`dedup scan`: a whole corpus -> clusters, ranked, in a folder of files."""

import os
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..params import RANKINGS, Params, ScanOptions
from .formats import FormatType, ui_option
from .inputs import paths_argument, reading_options
from .memory import find_free_memory, tell_allocators
from .progress import show_compiling, show_progress
from .settings import config_option
from .sizes import CountType, SizeType
from .unread import require_input, warn_of_table

if TYPE_CHECKING:
    from ..reports.tables import Tables
    from ..run import Run

FREE_SHARE = 0.6  # of the free memory, for a scan that is not told how much to use
# A batch takes some twelve times its text while it is read, and three are at a time; beyond that, what
# is kept is a third of what a scan holds.
# Source: benchmarks/speed/growth.py
BATCH_SHARE, WORKED_ON, KEPT_SHARE = 1 / 128, 24, 0.3
LEAST_BATCH = 8 << 20  # smaller ones cost more than they save


@click.command(
    short_help="Find what repeats, across which outlets, and who was first.",
    epilog="\b\nExample:\n  dedup scan corpus/ -o dedup-run --rank-by spread --top 10",
    context_settings={"max_content_width": 100},
)
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="dedup-run",
    show_default=True,
    envvar="DEDUP_OUTPUT",
    metavar="RUN",
    help="Folder for the CSV files and run.json; an earlier run there is replaced.",
)
@click.option(
    "--level",
    type=click.Choice(["all", "article"]),
    default="all",
    show_default=True,
    envvar="DEDUP_LEVEL",
    help="Compare articles and blocks, or articles alone.",
)
@click.option(
    "--rank-by",
    type=click.Choice(RANKINGS),
    default="outlets",
    show_default=True,
    envvar="DEDUP_RANK_BY",
    help="What puts a cluster first: how many outlets or copies, its words, the hours "
    "from first to last copy, or how new it is.",
)
@click.option(
    "--top",
    type=CountType(min=0),
    default=20,
    show_default=True,
    envvar="DEDUP_TOP",
    metavar="N",
    help="Clusters to print.",
)
@click.option(
    "--format",
    "output_format",
    type=FormatType("text", "json"),
    default="text",
    show_default=True,
    envvar="DEDUP_FORMAT",
    help="How to print the summary, or a report to write as well: html:report.html (see dedup report).",
)
@ui_option
@reading_options
@click.option(
    "--threads",
    type=CountType(min=0),
    default=0,
    show_default=True,
    envvar="DEDUP_THREADS",
    metavar="N",
    help="Threads to use; 0 takes every core. The result is the same.",
)
@click.option(
    "--memory",
    type=SizeType(),
    envvar="DEDUP_MEMORY",
    metavar="SIZE",
    help="Memory to use, such as 4GB; 60 % of what is free by default. What goes beyond it is kept in "
    "files in TMPDIR, about four times the text. The result is the same.",
)
@click.option(
    "--all-blocks/--no-all-blocks",
    envvar="DEDUP_ALL_BLOCKS",
    help="List also the paragraphs that repeat because their whole article does.",
)
@click.option(
    "--keep-blocks/--no-keep-blocks",
    envvar="DEDUP_KEEP_BLOCKS",
    help="Write blocks.parquet: every block of every page, with its role.",
)
@click.option("--strict/--no-strict", envvar="DEDUP_STRICT", help="Exit 3 if anything had to be skipped.")
@click.option("--timings", is_flag=True, help="Print on stderr the seconds each stage took.")
@click.option("-q", "--quiet", is_flag=True, envvar="DEDUP_QUIET", help="Print nothing but errors.")
@config_option
def scan(paths: tuple[str, ...], output: Path, **settings: Any) -> None:
    """
    Find what repeats in PATH..., across which outlets, and who was first.

    Reads text, HTML, JSON, JSON Lines, CSV, Parquet, RSS, Atom, ninjs, NewsML-G2, NITF and
    WARC, each also .gz or .zst, and writes articles.csv, clusters.csv, members.csv,
    outlets.csv, versions.csv and run.json into RUN.
    """
    _limit_threads(settings.pop("threads"))
    given = settings.pop("memory")
    memory = int(FREE_SHARE * find_free_memory()) if given is None else given
    tell_allocators(memory)
    from ..reports.folder import check_folder  # noqa: PLC0415 - polars is not for --help

    top, (kind, target) = settings.pop("top"), settings.pop("output_format")
    language = settings.pop("language")
    strict, quiet, timings = settings.pop("strict"), settings.pop("quiet"), settings.pop("timings")
    options = ScanOptions(**settings)
    check_folder(output)
    # The tables have kernels of their own: what changed from version to version.
    with _limit_memory(memory), show_compiling(quiet=quiet):
        run = _run_pipeline(paths, options, quiet=quiet)
        tables, files = _save(output, run, options)
        if timings:
            click.echo(format_timings(run.timings), err=True)
        if not quiet:
            warn_of_table(options.meta, run.skipped.to_dicts())
            _print_summary(run, tables, folder=output, files=files, top=top, output_format=kind)
    if target is not None:
        _write_report(output, kind, target, language)
    require_input(run.articles.height, run.skipped["path"].to_list(), strict=strict)


def format_timings(timings: Mapping[str, float]) -> str:
    """
    Return one line a stage, seconds first.

    Stages up to `dates` run for two batches at once: together they last less than their sum.

    >>> print(format_timings({"read": 1.25, "split": 0.5}))
         1.25  read
         0.50  split
    """
    return "\n".join(f"{seconds:9.2f}  {stage}" for stage, seconds in timings.items())


def _limit_threads(threads: int) -> None:
    """Keep the process to so many processors; works only before polars is loaded."""
    if not threads:
        return
    # More threads than processors only wait for each other.
    processors = (
        sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    os.environ["POLARS_MAX_THREADS"] = str(min(threads, len(processors)))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, processors[:threads])


def _limit_memory(memory: int) -> AbstractContextManager[None]:
    """Keep to so many bytes."""
    from ..scratch import MOST_TURN, limit_memory  # noqa: PLC0415

    batch = min(max(int(BATCH_SHARE * memory), LEAST_BATCH), MOST_TURN)
    return limit_memory(int(KEPT_SHARE * max(0, memory - WORKED_ON * batch)), batch)


def _run_pipeline(paths: tuple[str, ...], options: ScanOptions, *, quiet: bool) -> "Run":
    from ..pipeline import scan as scan_corpus  # noqa: PLC0415

    with show_progress(quiet=quiet) as report:
        return scan_corpus(paths, options, report)


def _save(output: Path, run: "Run", options: ScanOptions) -> "tuple[Tables, list[str]]":
    from ..reports.saving import write_run  # noqa: PLC0415
    from ..reports.tables import make_tables  # noqa: PLC0415

    begun = time.perf_counter()
    tables = make_tables(run, rank_by=options.rank_by, all_blocks=options.all_blocks)
    run.timings["tables"] = time.perf_counter() - begun
    return tables, write_run(output, run, tables, Params(), options)


def _write_report(output: Path, kind: str, target: Path, language: str) -> None:
    from ..reports.rendering import Wish, write_report  # noqa: PLC0415
    from ..reports.saved import read_dossier  # noqa: PLC0415

    write_report(read_dossier(output), kind, target, Wish(language))


def _print_summary(run: "Run", tables: "Tables", *, output_format: str, **shown: Any) -> None:
    from ..reports.jsons import format_json  # noqa: PLC0415
    from ..reports.plain import format_summary  # noqa: PLC0415
    from ..reports.summary import make_summary  # noqa: PLC0415

    summary = make_summary(run, tables, **shown)
    if output_format == "json":
        click.echo(format_json(summary))
    elif sys.stdout.isatty():
        # rich takes a while to load, and only a terminal has a use for it.
        from ..reports.terminal import show_summary  # noqa: PLC0415

        show_summary(summary)
    else:
        click.echo(format_summary(summary))
