"""`dedup doctor`: what the tool finds in the user's own corpus, measured with planted edits."""

import json
from typing import TYPE_CHECKING, Any

import click

from .inputs import paths_argument, reading_options, run_quietly, take_reading
from .settings import config_option
from .sizes import CountType

if TYPE_CHECKING:
    from ..doctor import Diagnosis
    from ..doctor.findings import Finding, Share
    from ..doctor.sampling import Draw

COLUMNS = ("edit", "planted", "found", "right", "named", "false merges", "LSH expected", "measured")
NOTHING = "–"


@click.command(
    short_help="Measure what is found and missed in your own corpus.",
    epilog="\b\nExample:\n  dedup doctor corpus/ --sample 100",
    context_settings={"max_content_width": 100},
)
@paths_argument
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

    Changes nothing on disk.  An article that an edit leaves as it is gets no plant of it.
    Of the plants, "found" are those in one cluster with their page, as a copy or listed as
    a part; "right" those that are its copies, or are none where the edit makes another
    text; "named" those found whose relation is right; "false merges" those that are copies
    of another text than their own.  "LSH measured" met their page in a bucket of the hash
    table, "expected" so many by its formula; other stages find the rest.
    """
    from ..doctor import examine  # noqa: PLC0415 - polars is not for --help

    as_json, quiet = settings.pop("as_json"), settings.pop("quiet")
    size, seed = settings.pop("size"), settings.pop("seed")
    options = take_reading(settings)
    found = run_quietly(lambda told: examine(paths, options, told, size=size, seed=seed), quiet=quiet)
    click.echo(json.dumps(found.to_dict(), indent=2) if as_json else format_table(found))


def format_table(found: "Diagnosis") -> str:
    """Return the findings as aligned columns, and under them what they say."""
    rows = [COLUMNS, *(_format_row(each) for each in found.findings)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows
    ]
    lines += ["", "Percent of the plants, in brackets the 95 % interval."]
    if not all(each.planted for each in found.findings):
        lines.append(f"{NOTHING}: nothing was planted, for the edit changes no article of the sample.")
    if found.sampled < found.draw.wanted:
        lines.append(_format_draw(found.draw))
    lines.append(f"{found.sampled:,} articles sampled, seed {found.seed}. Nothing was changed.")
    return "\n".join(lines)


def _format_draw(draw: "Draw") -> str:
    """Say why fewer articles were sampled than were asked for."""
    return (
        f"{draw.wanted:,} were asked for; of {draw.drawn:,} drawn, too short or no articles: {draw.unfit:,}, "
        f"sharing text with another: {draw.alike:,}."
    )


def _format_row(each: "Finding") -> tuple[str, ...]:
    shares = map(_format_share, (each.found, each.right, each.named, each.false_merges))
    expected = NOTHING if each.lsh_expected is None else _format_percent(each.lsh_expected)
    return (each.edit, f"{each.planted:,}", *shares, expected, _format_share(each.lsh_measured))


def _format_share(told: "Share") -> str:
    if told.share is None or told.low is None or told.high is None:
        return NOTHING
    return f"{_format_percent(told.share)} ({_format_percent(told.low)}–{_format_percent(told.high)})"


def _format_percent(share: float) -> str:
    return f"{round(100 * share, 1):g}"
