"""`dedup doctor`: what the tool finds in the user's own corpus, measured with planted edits."""

import json
from typing import TYPE_CHECKING, Any

import click

from .inputs import reading_options, run_quietly, take_reading
from .settings import config_option
from .sizes import CountType

if TYPE_CHECKING:
    from ..doctor import Diagnosis
    from ..doctor.diagnosis import Finding

COLUMNS = ("edit", "planted", "right", "95 %", "named", "false merges", "LSH expected", "measured")


@click.command(
    short_help="Measure what is found and missed in your own corpus.",
    epilog="\b\nExample:\n  dedup doctor corpus/ --sample 100",
    context_settings={"max_content_width": 100},
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", help="Folders, files, globs, or -.")
@click.option(
    "--sample",
    "size",
    type=CountType(min=2),
    default=300,
    show_default=True,
    metavar="N",
    help="Articles to plant each edit in.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the sample and the edits.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@reading_options
@config_option
def doctor(paths: tuple[str, ...], **settings: Any) -> None:
    """
    Plant known edits into a sample of PATH..., in memory, and print what is found of them.

    Changes nothing on disk.  "right" is the share of plants that are joined with their
    page, or kept apart from it where the edit makes another text; "named" the share
    whose relation is right.
    """
    from ..doctor import examine  # noqa: PLC0415 - polars is not for --help

    as_json, quiet = settings.pop("as_json"), settings.pop("quiet")
    size, seed = settings.pop("size"), settings.pop("seed")
    options = take_reading(settings)
    found = run_quietly(lambda told: examine(paths, options, told, size=size, seed=seed), quiet=quiet)
    click.echo(json.dumps(found.to_dict(), indent=2) if as_json else format_table(found))


def format_table(found: "Diagnosis") -> str:
    """Return the findings as aligned columns, and one line under them."""
    rows = [COLUMNS, *(_format_row(each) for each in found.findings)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows
    ]
    return "\n".join(
        [*lines, "", f"{found.sampled:,} articles sampled, seed {found.seed}. Nothing was changed."]
    )


def _format_row(each: "Finding") -> tuple[str, ...]:
    shares = [f"{share:.3f}" for share in (each.right_share, each.named)]
    interval = f"{each.right_low:.3f}–{each.right_high:.3f}"
    lsh = [f"{share:.2f}" for share in (each.lsh_expected, each.lsh_measured)]
    return (each.edit, f"{each.planted:,}", shares[0], interval, shares[1], f"{each.false_merges:,}", *lsh)
