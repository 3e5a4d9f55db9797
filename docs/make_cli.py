"""Write docs/cli.md from the commands themselves; with --check, only say whether it is fresh."""

import sys
from pathlib import Path

import click

from dedup.cli import cli

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# Commands

Made by `make docs` from `--help`; do not edit.
"""


def make_page() -> str:
    """Return the help of every command as one Markdown page."""
    parts = [HEAD, *_format_command(["dedup"], cli)]
    return "\n".join(parts)


def _format_command(names: list[str], command: click.Command) -> list[str]:
    settings = {**cli.context_settings, "terminal_width": 100}
    context = click.Context(command, info_name=" ".join(names), **settings)
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    parts = [f"## {' '.join(names)}\n", f"```\n$ {' '.join(names)} --help\n{help_text}\n```\n"]
    for name, below in sorted(getattr(command, "commands", {}).items()):
        parts += _format_command([*names, name], below)
    return parts


def main() -> int:
    """Write the page, or return 1 if the one on disk is stale."""
    page = make_page()
    if "--check" in sys.argv:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
