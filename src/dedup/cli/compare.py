"""`dedup compare`: two files -> what they share, word by word, and which was first."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .formats import FormatType, ui_option
from .inputs import reading_options, take_reading
from .settings import reading_config_option

if TYPE_CHECKING:
    from ..reports.pairs import Pair

READABLE = click.Path()  # whether it is there is told by whoever reads it


@click.command(
    short_help="Compare two files: scores, aligned words, dates, credits, verdict.",
    epilog="\b\nExample:\n  dedup compare a.txt b.html --format html:compare.html",
    context_settings={"max_content_width": 100},
)
@click.argument("a", type=READABLE, metavar="A", help="A file with one article.")
@click.argument("b", type=READABLE, metavar="B", help="Another.")
@click.option(
    "--format",
    "output_format",
    type=FormatType("text", "json", files=("html",), folders=()),
    default="text",
    show_default=True,
    help="How to show it: on the terminal, or as a page in a file.",
)
@ui_option
@reading_options
@reading_config_option
def compare(a: str, b: str, output_format: tuple[str, Path | None], language: str, **settings: Any) -> None:
    """Compare the articles in A and B, whatever their likeness; if they are one text, say which was first."""
    from ..comparison import compare_files  # noqa: PLC0415 - polars is not for --help
    from ..reports.pairs import describe_pair  # noqa: PLC0415
    from ..reports.wording import load_wording  # noqa: PLC0415

    pair = describe_pair(compare_files(a, b, take_reading(settings)), load_wording(language))
    _show(pair, *output_format, language=language)


def _show(pair: "Pair", kind: str, target: Path | None, *, language: str) -> None:
    from ..reports.compared import format_pair  # noqa: PLC0415
    from ..reports.files import write_text  # noqa: PLC0415
    from ..reports.html.compare import format_comparison  # noqa: PLC0415
    from ..reports.jsons import format_json  # noqa: PLC0415
    from ..reports.wording import load_wording  # noqa: PLC0415

    if target is not None:
        write_text(format_comparison(pair, language=language), target)
    elif kind == "json":
        click.echo(format_json(pair.facts))
    else:
        click.echo(format_pair(pair, load_wording(language)))
