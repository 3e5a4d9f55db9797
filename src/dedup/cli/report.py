"""`dedup report`: a saved run -> any format, without reading a page again."""

from pathlib import Path

import click

from .formats import FormatType, ui_option
from .sizes import CountType

Wanted = tuple[tuple[str, Path], ...]


@click.command(
    short_help="Show a saved run: HTML, XLSX, Markdown, JSONL, CSV, Parquet, SVG.",
    epilog="\b\nExample:\n  dedup report dedup-run --format html:report.html --format xlsx:report.xlsx",
    context_settings={"max_content_width": 100},
)
@click.argument(
    "run",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Folder that dedup scan -o wrote.",
)
@click.option(
    "--format",
    "formats",
    type=FormatType(),
    multiple=True,
    default=["html:report.html"],
    show_default=True,
    help="What to write and where: html, markdown, xlsx or jsonl to a file; csv, parquet or svg into a "
    "folder. Repeatable.",
)
@ui_option
@click.option(
    "--top",
    type=CountType(min=0),
    metavar="N",
    help="Clusters in html (5,000 unless told), markdown (10) and svg (100); the tables have every one.",
)
@click.option("-q", "--quiet", is_flag=True, envvar="DEDUP_QUIET", help="Print nothing but errors.")
def report(run: Path, *, formats: Wanted, language: str, top: int | None, quiet: bool) -> None:
    """Write a run that dedup scan saved in RUN in other formats, without scanning again."""
    from ..reports.rendering import Wish, write_report  # noqa: PLC0415 - polars is not for --help
    from ..reports.saved import read_dossier  # noqa: PLC0415

    dossier = read_dossier(run)
    for kind, target in formats:
        write_report(dossier, kind, target, Wish(language, top))
        if not quiet:
            click.echo(f"{target}  {kind}{_measure(target)}")


def _measure(target: Path) -> str:
    return f", {target.stat().st_size / 1000:,.0f} kB" if target.is_file() else ""
