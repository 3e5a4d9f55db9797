"""`dedup baseline`: write down the findings of today, so that only new ones fail."""

from pathlib import Path
from typing import Any

import click

from ..params import Params
from ..rules import RuleOptions
from .inputs import against_option, paths_argument, reading_options, run_quietly, take_reading
from .settings import reading_config_option


@click.command(
    short_help="Accept the findings of today.",
    epilog="\b\nExample:\n  dedup baseline incoming/ --against .dedup/index -o dedup-baseline.json",
    context_settings={"max_content_width": 100},
)
@paths_argument
@against_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), show_default=True,
              default="dedup-baseline.json", metavar="FILE", help="Where to write the baseline.")  # fmt: skip
@reading_options
@reading_config_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def baseline(
    paths: tuple[str, ...], against: Path | None, output: Path, quiet: bool, **settings: Any
) -> None:
    """
    Write a file that accepts every finding of today: `dedup check --baseline FILE` fails on others only.

    A finding is known by the article's id and text, so it stays accepted when lines or files
    move, and is new when the text changes.
    """
    from ..baselines import format_baseline  # noqa: PLC0415 - polars is not for --help
    from ..checking.gate import run_check  # noqa: PLC0415
    from ..reports.files import write_text  # noqa: PLC0415

    reading = take_reading(settings, steady=True)
    report = run_quietly(
        lambda told: run_check(paths, reading, RuleOptions(), Params(), told, against=against), quiet=quiet
    )
    write_text(format_baseline(report.findings), output)
    if not quiet:
        count = len(report.findings)
        click.echo(f"Accepted {count:,} finding{'s' * (count != 1)} in {output}")
