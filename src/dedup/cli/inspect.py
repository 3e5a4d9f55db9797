"""`dedup inspect`: one file -> everything read from it, and why."""

from typing import Any

import click

from .inputs import reading_options, take_reading
from .settings import reading_config_option
from .unread import require_input


@click.command(
    "inspect",
    short_help="Show what is read from a file: blocks, dates, credits.",
    epilog="\b\nExample:\n  dedup inspect page.html --json",
    context_settings={"max_content_width": 100},
)
@click.argument("path", type=click.Path(), metavar="FILE", help="A file, a folder, or -.")
@reading_options
@reading_config_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, texts in full.")
def inspect(path: str, as_json: bool, **settings: Any) -> None:
    """
    Show everything that is read from FILE, and why.

    Each article with its metadata, the kind of page it is, its publication time, every
    dated line with its grade, every credit, and its blocks with their roles. Each line of
    evidence says where it stands, in characters of the article's text.
    """
    from ..inspection import inspect_paths  # noqa: PLC0415 - polars is not for --help
    from ..reports.inspected import format_inspection  # noqa: PLC0415
    from ..reports.jsons import format_json  # noqa: PLC0415

    facts = inspect_paths([path], take_reading(settings))
    click.echo(format_json(facts) if as_json else format_inspection(facts))
    require_input(len(facts["articles"]), [skip["path"] for skip in facts["skipped"]], strict=False)
