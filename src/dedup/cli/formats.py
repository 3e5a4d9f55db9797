"""`--format KIND:TARGET`: what to make, and where to put it."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

# What each kind makes, by how its target is told apart; the modules behind are not for --help.
FILE_KINDS = ("html", "markdown", "xlsx", "jsonl")
FOLDER_KINDS = ("csv", "parquet", "svg")
NEEDS = {"xlsx": "xlsxwriter"}  # what comes only with the extra of that name


class FormatType(click.ParamType[Any]):
    """KIND:TARGET, or one of `plain` alone."""

    name = "format"

    def __init__(
        self, *plain: str, files: tuple[str, ...] = FILE_KINDS, folders: tuple[str, ...] = FOLDER_KINDS
    ) -> None:
        self.plain = plain
        self.kinds = files + folders

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002
        """Return how the value is shown in the help."""
        return "|".join([*self.plain, "KIND:TARGET" if len(self.kinds) > 1 else f"{self.kinds[0]}:FILE"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return (kind, target); the target of a plain kind is None."""
        if isinstance(value, tuple):
            return value
        kind, colon, target = str(value).partition(":")
        if kind in self.plain and not colon:
            return kind, None
        if kind not in self.kinds:
            known = ", ".join([*self.plain, *(f"{name}:TARGET" for name in self.kinds)])
            self.fail(f"{kind!r} is none of {known}", param, ctx)
        if not target:
            self.fail(f"{kind} needs a target, as in {kind}:{_suggest(kind)}", param, ctx)
        # Said before anything is read: a scan may take an hour.
        if kind in NEEDS and find_spec(NEEDS[kind]) is None:
            self.fail(f"{kind} needs {NEEDS[kind]}: pip install {NEEDS[kind]}", param, ctx)
        return kind, Path(target)


def _suggest(kind: str) -> str:
    suffix = {"markdown": "md"}.get(kind, kind)
    return f"report.{suffix}" if kind in FILE_KINDS else f"{kind}/"


ui_option = click.option(
    "--ui",
    "language",
    type=click.Choice(["en", "vi"]),
    default="en",
    show_default=True,
    envvar="DEDUP_UI",
    help="Language of the report's own words.",
)
