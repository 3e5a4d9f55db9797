"""`dedup check`: new articles, held against an index and against each other, as a gate."""

import sys
from pathlib import Path
from typing import Any

import click

from ..errors import ParameterError
from ..params import Params
from ..rules import RuleOptions
from .inputs import (
    against_option,
    paths_argument,
    reading_options,
    run_quietly,
    take_reading,
    wait_option,
)
from .settings import config_option
from .unread import require_input, warn_of_table

FORMATS = ("text", "json", "jsonl", "csv", "sarif", "junit", "github", "gitlab")


@click.command(
    short_help="Hold new articles against an index, and fail on what repeats.",
    epilog="\b\nExample:\n  dedup check incoming/ --against .dedup/index --format sarif:dedup.sarif",
    context_settings={"max_content_width": 100},
)
@paths_argument
@against_option
@click.option("--add", is_flag=True, help="Add the articles to the index afterwards, if nothing failed.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME[:FILE]",
    help=f"One of {', '.join(FORMATS)}; to a file, or to standard output. Repeatable. Default: text.",
)
@click.option("--fail-on", default=RuleOptions().fail_on, show_default=True, metavar="RULES",
              help="Rules whose findings exit 1: ids, any, or never.")  # fmt: skip
@click.option("--warn-on", default=RuleOptions().warn_on, show_default=True, metavar="RULES",
              help="Rules whose findings are warnings; the rest are notes.")  # fmt: skip
@click.option("--threshold", "thresholds", multiple=True, metavar="RULE=SHARE",
              help="From which share on a rule counts: DD002=0.3. Repeatable.")  # fmt: skip
@click.option("--partner", "partners", multiple=True, metavar="OUTLET=SOURCE",
              help="OUTLET may carry what SOURCE published. Repeatable.")  # fmt: skip
@click.option("--baseline", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Findings that are known and accepted; only others fail. See dedup baseline.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit 3 if anything had to be skipped.")
@wait_option
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@reading_options
@config_option
def check(paths: tuple[str, ...], **settings: Any) -> None:
    """
    Hold the articles in PATH... against an index, and against each other.

    Exits 1 if a rule of --fail-on has a finding that no baseline accepts.  Nothing is
    written to the index unless --add is given.
    """
    from ..checking.gate import run_check  # noqa: PLC0415 - polars is not for --help
    from ..reports.findings_formats import write_report  # noqa: PLC0415

    sinks = [read_sink(text) for text in settings.pop("formats") or ("text",)]
    strict, quiet = settings.pop("strict"), settings.pop("quiet")
    rules = take_rules(settings)
    reading = take_reading(settings, steady=True)
    report = run_quietly(
        lambda told: run_check(paths, reading, rules, Params(), told, **settings), quiet=quiet
    )
    if not quiet:
        warn_of_table(reading.meta, report.skipped)
    for name, file in sinks:
        if file is not None or not quiet:
            write_report(report, name, file)
    sys.stdout.flush()
    require_input(len(report.articles), [row["path"] for row in report.skipped], strict=strict)
    click.get_current_context().exit(1 if report.failed else 0)


def take_rules(settings: dict[str, Any]) -> RuleOptions:
    """Take what was said about rules out of a command's settings."""
    thresholds = dict(_split(text, "RULE=SHARE such as DD002=0.3") for text in settings.pop("thresholds"))
    try:
        shares = {rule_id.upper(): float(share) for rule_id, share in thresholds.items()}
    except ValueError as problem:
        raise ParameterError(f"--threshold needs a number after the =: {problem}") from None
    pairs = frozenset(_split(text, "OUTLET=SOURCE") for text in settings.pop("partners"))
    return RuleOptions(
        fail_on=settings.pop("fail_on"), warn_on=settings.pop("warn_on"), thresholds=shares, partners=pairs
    )


def _split(text: str, form: str) -> tuple[str, str]:
    left, sign, right = text.partition("=")
    if not (left and sign and right):
        raise ParameterError(f"expected {form}, got {text!r}")
    return left, right


def read_sink(text: str) -> tuple[str, Path | None]:
    """
    Return the format and the file of NAME, NAME:FILE or, from a settings file, NAME=FILE.

    >>> read_sink("sarif:out.sarif")[0]
    'sarif'
    """
    cut = min((text.find(sign) for sign in ":=" if sign in text), default=len(text))
    name, file = text[:cut], text[cut + 1 :]
    if name not in FORMATS:
        raise ParameterError(f"--format must be one of {', '.join(FORMATS)}, got {name!r}")
    return name, Path(file) if file and file != "-" else None
