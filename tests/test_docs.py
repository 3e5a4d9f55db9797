"""Do the documents say what the code does?  Every command, every column, every word, every flag."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from dedup import schema
from dedup.cli import cli
from dedup.params import RANKINGS
from dedup.reports import contract
from dedup.rules import RuleOptions

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def find_commands(name: str, command: click.Command) -> dict[str, click.Command]:
    below = getattr(command, "commands", {}).items()
    found = [find_commands(f"{name} {part}", each) for part, each in below]
    return {name: command} | {key: value for each in found for key, value in each.items()}


COMMANDS = find_commands("dedup", cli)


def test_the_page_of_commands_is_fresh():
    """`make docs` writes it."""
    done = subprocess.run([sys.executable, str(DOCS / "make_cli.py"), "--check"], check=False)

    assert done.returncode == 0, "docs/cli.md is stale: run make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"## {name}\n" in read("docs/cli.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_with_an_example_that_parses(name):
    command = COMMANDS[name]
    example = (command.epilog or "").split("Example:\n")[-1].strip()
    words = shlex.split(example)

    assert words[0] == "dedup"
    args = words[1:]
    with cli.make_context("dedup", args) as outer:
        below = cli.commands[args[0]]
        below.parse_args(click.Context(below, parent=outer, info_name=args[0]), args[1:])


PAGES = ["README.md", *(f"docs/{name}.md" for name in ("ingest", "report", "index-format", "output"))]


def is_given(value):
    return isinstance(value, str | list | tuple) and len(value) > 0


@pytest.mark.parametrize("page", PAGES)
def test_every_command_on_a_page_parses_as_it_is_written(page):
    text = read(page)
    lines = re.findall(r"^(?:\s+script: |\$ )?(?:\./)?dedup ([^#\n]+)", text, re.MULTILINE)
    # In a sentence a command is named; one with a flag is meant to be typed.
    lines += [words for words in re.findall(r"`dedup ([^`]+)`", text) if " -" in words]

    for words in map(shlex.split, lines):
        with cli.make_context("dedup", words) as outer:
            below, rest = cli.commands[words[0]], words[1:]
            while isinstance(below, click.Group):
                below, rest = below.commands[rest[0]], rest[1:]
            parser = below.make_parser(click.Context(below, parent=outer, info_name=words[0]))
            given = parser.parse_args(rest)[0]
            missing = [
                each.name for each in below.params if each.required and not is_given(given.get(each.name))
            ]
            assert missing == [], f"dedup {shlex.join(words)}"


def test_the_settings_of_the_gate_fail_where_they_say_so():
    settings = tomllib.loads(read("docs/ingest.md").split("```toml\n")[1].split("```")[0])["check"]
    rules = RuleOptions(
        fail_on=settings["fail_on"], warn_on=settings["warn_on"], thresholds=settings["threshold"]
    )

    assert {rules.severity(rule) for rule in settings["threshold"]} == {"error"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name):
    silent = [option.name for option in COMMANDS[name].params if not getattr(option, "help", None)]

    assert silent == []


TABLES = [
    "ARTICLES_TABLE",
    "CLUSTERS_TABLE",
    "MEMBERS_TABLE",
    "OUTLETS_TABLE",
    "VERSIONS_TABLE",
    "BLOCKS_TABLE",
]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained_in_the_contracts_order(table):
    page = read("docs/output.md")
    section = page.split(f"## {table.partition('_')[0].lower()}.")[1].split("\n## ")[0]

    explained = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)

    assert explained == getattr(contract, table).names()


@pytest.mark.parametrize(
    "words",
    ["ROLE", "PAGE_KIND", "RELATION", "KIND", "VERDICT", "PRECISION", "GRADE", "CREDIT_ROLE", "DATE_KIND"],
)
def test_every_value_a_cell_can_hold_is_explained(words):
    glossary = read("docs/glossary.md")
    missing = [word for word in getattr(schema, words).categories if f"`{word}`" not in glossary]

    assert missing == []


@pytest.mark.parametrize("ranking", RANKINGS)
def test_every_ranking_is_explained(ranking):
    assert f"`{ranking}`" in read("docs/output.md")


GLOSSARY_WORDS = [
    *["article", "outlet", "block", "role", "unit", "shingle", "signature", "band", "bucket", "pair"],
    *["match", "resemblance", "containment", "relation", "cluster", "kind", "origin", "evidence", "verdict"],
]


@pytest.mark.parametrize("word", GLOSSARY_WORDS)
def test_every_word_of_the_code_is_in_the_glossary(word):
    assert f"**{word}**" in read("docs/glossary.md")


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/output.md"])
def test_links_between_pages_lead_somewhere(page):
    here = (ROOT / page).parent
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", read(page))

    assert [target for target in targets if not (here / target).exists()] == []


def test_the_readme_names_the_two_commands():
    page = read("README.md")

    assert "./dedup scan corpus/" in page
    assert "./check" in page
