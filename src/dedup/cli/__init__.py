"""The command `dedup`: one module for each of its commands."""

import click

from .baseline import baseline
from .check import check
from .compare import compare
from .doctor import doctor
from .index import index
from .inspect import inspect
from .report import report
from .rules import rules
from .scan import scan
from .warmup import warmup


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import version  # noqa: PLC0415 - reads the disk; --help need not

    click.echo(f"dedup {version('dedup-news')}")
    ctx.exit()


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExample:\n  dedup scan corpus/",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def cli() -> None:
    """Find news text that repeats across outlets, and who published it first."""


for command in (scan, check, compare, doctor, inspect, index, report, rules, baseline, warmup):
    cli.add_command(command)
