"""`dedup index`: make, fill, look into and look after the folder that new articles are checked against."""

import json
from pathlib import Path
from typing import Any

import click

from ..errors import IndexMismatch, UnreadableInput
from ..params import Params
from ..reports.guard import guard_line
from ..reports.jsons import escape_controls, format_json
from .inputs import index_argument, paths_argument, reading_options, run_quietly, take_reading, wait_option
from .settings import reading_config_option
from .sizes import CountType
from .unread import require_input

TABLES = (".csv", ".tsv", ".json", ".jsonl", ".xlsx")  # what an export is not


class DayType(click.DateTime):
    """A day, or a time of one, in UTC."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the time; a mistake is told by an example."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"expected a day such as 2024-12-31, or 2024-12-31T18:00:00, got {value!r}", param, ctx)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")


@click.group(
    short_help="Keep the index that new articles are checked against.",
    epilog="\b\nExample:\n  dedup index add .dedup/index archive/",
)
def index() -> None:
    """
    Keep the index that new articles are checked against.

    An index is a folder.  It keeps of each article its words as numbers, its title,
    outlet, dates and credits, and not its text.  A change happens whole or not at all,
    and readers never wait for it.
    """


@index.command(epilog="\b\nExample:\n  dedup index create .dedup/index")
@index_argument
def create(index: Path) -> None:
    """Make an empty index in a new folder."""
    from ..index.store import create_index  # noqa: PLC0415 - numpy is not for --help

    create_index(index, Params())
    click.echo(f"Created {index}")


@index.command(epilog="\b\nExample:\n  dedup index add .dedup/index archive/")
@index_argument
@paths_argument
@wait_option
@click.option("--strict", is_flag=True, help="Exit 3, and add nothing, if anything had to be skipped.")
@reading_options
@reading_config_option
@quiet_option
def add(index: Path, paths: tuple[str, ...], **settings: Any) -> None:
    """
    Add articles: all of them, or none if anything fails.

    An article that is there already, by outlet, id and content, is left alone; one whose
    content changed becomes a new version, and the old one is kept as an old version.
    """
    from ..index.store import add_articles  # noqa: PLC0415
    from ..ingest import read_ingests  # noqa: PLC0415

    quiet, strict, wait_seconds = (settings.pop(name) for name in ("quiet", "strict", "wait_seconds"))
    options, skipped = take_reading(settings, steady=True), list[str]()

    def work(report: Any) -> Any:
        ingests = _watch(read_ingests(paths, options, report), skipped, strict=strict)
        return add_articles(index, ingests, Params(), wait_seconds=wait_seconds)

    done = run_quietly(work, quiet=quiet)
    if not quiet:
        tail = f", {len(skipped)} skipped" if skipped else ""
        click.echo(f"Added {done.added:,}, changed {done.changed:,}, unchanged {done.unchanged:,}{tail}")
    require_input(sum(done), skipped, strict=False)


def _watch(ingests: Any, skipped: list[str], *, strict: bool) -> Any:
    """Pass batches on; under --strict a skipped input stops the transaction."""
    for ingest in ingests:
        skipped += ingest.skipped["path"].to_list()
        if strict and skipped:
            raise UnreadableInput(f"{skipped[0]} was skipped, and --strict forbids it; nothing was added")
        yield ingest


@index.command(epilog="\b\nExample:\n  dedup index remove .dedup/index --outlet baobien.vn")
@index_argument
@click.option("--id", "ids", multiple=True, metavar="ID", help="Remove this article. Repeatable.")
@click.option(
    "--outlet", "outlets", multiple=True, metavar="NAME", help="Remove all of this outlet. Repeatable."
)
@click.option(
    "--older-than",
    type=DayType(),
    metavar="DATE",
    help="Remove what was published before this time, UTC; the undated, what was added before it.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be removed, and remove nothing.")
@wait_option
def remove(index: Path, *, dry_run: bool, wait_seconds: float, **asked: Any) -> None:
    """
    Remove articles, all versions of them.

    This cannot be undone: look with --dry-run first.  Titles, dates and credits go at once,
    the words when segments are next merged: `dedup index compact` does that now.
    """
    from ..index.queries import iterate_removed, remove_where  # noqa: PLC0415
    from ..index.store import remove_articles  # noqa: PLC0415

    where = remove_where(asked["ids"], asked["outlets"], asked["older_than"])
    if not where:
        raise click.UsageError("name what to remove: --id, --outlet or --older-than")
    if dry_run:
        count = sum(_show_article(row) for row in iterate_removed(index, where))
        click.echo(f"Would remove {count:,}", err=True)
        return
    count = remove_articles(index, where, Params(), wait_seconds=wait_seconds)
    click.echo(f"Removed {count:,}" if count else "Removed 0: the index holds nothing of that kind")


@index.command(epilog="\b\nExample:\n  dedup index info .dedup/index")
@index_argument
@json_option
def info(index: Path, as_json: bool) -> None:
    """Print what an index holds, how large it is, and by which rules it was made."""
    from ..index.queries import describe_index, format_info  # noqa: PLC0415

    facts = describe_index(index)
    click.echo(format_json(facts) if as_json else format_info(facts))


@index.command("list", epilog="\b\nExample:\n  dedup index list .dedup/index --outlet baobien.vn")
@index_argument
@click.option("--outlet", metavar="NAME", help="Only this outlet.")
@click.option("--id", "article_id", metavar="ID", help="Only this article, with its old versions.")
@click.option(
    "--limit", type=CountType(min=0), default=0, show_default=True, help="So many at most; 0 for all."
)
@json_option
def list_articles(index: Path, outlet: str | None, article_id: str | None, limit: int, as_json: bool) -> None:
    """Print the articles of an index: id, version, outlet, time of publication, title."""
    from ..index.queries import iterate_articles  # noqa: PLC0415

    for row in iterate_articles(index, outlet=outlet, article_id=article_id, limit=limit):
        if as_json:
            click.echo(escape_controls(json.dumps(row, ensure_ascii=True)))
        else:
            _show_article(row)


def _show_article(row: dict[str, Any]) -> int:
    """Print one article of an index on a line of its own, and count it."""
    shown = (row["article_id"], f"v{row['version']}", row["outlet"], row["published_at"] or "-", row["title"])
    click.echo("\t".join(guard_line(str(cell)) for cell in shown))
    return 1


@index.command(epilog="\b\nExample:\n  dedup index verify .dedup/index")
@index_argument
def verify(index: Path) -> None:
    """Check every checksum and every reference; exit 4 and say what is wrong, if anything is."""
    from ..index.audit import find_strays, verify_index  # noqa: PLC0415

    faults = verify_index(index)
    for fault in faults:
        click.echo(guard_line(fault))
    for name in find_strays(index):
        click.echo(guard_line(f"{name} is left over and ignored; the next writer deletes it"), err=True)
    if faults:
        found = f"{len(faults)} fault{'s' * (len(faults) != 1)} found"
        raise IndexMismatch(f"{index}: {found}; what is not named above can still be read")
    click.echo(f"{index} is sound")


@index.command(epilog="\b\nExample:\n  dedup index compact .dedup/index")
@index_argument
@click.option(
    "--migrate", is_flag=True, help="Make segments again with the parameters of this version of dedup."
)
@wait_option
def compact(index: Path, migrate: bool, wait_seconds: float) -> None:
    """Merge segments and drop the words of what was removed."""
    from ..index.store import compact_index  # noqa: PLC0415

    before, after = compact_index(index, Params(), wait_seconds=wait_seconds, migrate=migrate)
    click.echo(f"Segments: {before:,} bytes before, {after:,} after")


@index.command(epilog="\b\nExample:\n  dedup index export .dedup/index articles.parquet")
@index_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), help="Parquet file to write.")
def export(index: Path, file: Path) -> None:
    """Write the articles of an index, without their words, to a Parquet file."""
    if file.suffix.lower() in TABLES:
        raise click.UsageError(f"an export is a Parquet file: {file.with_suffix('.parquet')}, not {file}.")
    from ..index.exchange import export_index  # noqa: PLC0415
    from ..reports.files import replace_file  # noqa: PLC0415

    count = replace_file(file, lambda path: export_index(index, path))
    click.echo(f"Exported {count:,} articles to {file}")


@index.command(epilog="\b\nExample:\n  dedup index merge .dedup/index other/index")
@index_argument
@click.argument("other", type=click.Path(path_type=Path), help="Folder of the index to take in.")
@wait_option
def merge(index: Path, other: Path, wait_seconds: float) -> None:
    """Take the articles of another index in: all of them, or none if anything fails."""
    from ..index.exchange import merge_index  # noqa: PLC0415

    done = merge_index(index, other, Params(), wait_seconds=wait_seconds)
    click.echo(f"Added {done.added:,}, changed {done.changed:,}, unchanged {done.unchanged:,}")
