"""Do imports go one way only?  In the order of the rooms on the map, and from a stage to the floor alone."""

import ast
import re
from pathlib import Path

import polars as pl
import pytest

from dedup import schema

PACKAGE = Path(__file__).parents[1] / "src" / "dedup"
MAP = PACKAGE.parents[1] / "ARCHITECTURE.md"


def read_map(heading: str) -> list[str]:
    """Return the rooms of one table of the map, in their order."""
    _, _, table = MAP.read_text(encoding="utf-8").partition(f"| {heading} | what is in it |\n")
    rows = table.partition("\n\n")[0].splitlines()
    return [room for row in rows for room in re.findall(r"`(\w+)`", row.split("|")[1])]


FLOOR, STAGES, ABOVE = (read_map(heading) for heading in ("floor", "stage", "above"))
ORDER = [*FLOOR, *STAGES, *ABOVE]
# Rooms that know less than their place on the map would let them.
SETTINGS = {"config", "rules", "baselines"}
KNOWN = {
    **dict.fromkeys(STAGES, frozenset(FLOOR)),
    **dict.fromkeys(SETTINGS, SETTINGS.union(FLOOR)),
    "reports": {*FLOOR, *SETTINGS, "dates"},  # the report quotes the date that origins chose
    "cli": {*FLOOR, *ABOVE} - {"corpus", "levels"},
    "__main__": {*FLOOR, "cli", "reports"},
    "__init__": {*FLOOR, "pipeline"},
}


def find_imports(file: Path) -> set[str]:
    """Return the rooms of the package that a file imports, wherever in it."""
    depth = len(file.relative_to(PACKAGE).parts)
    rooms = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            rooms |= {node.module.partition(".")[0]} if node.module else {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dedup"):
            rooms |= {node.module.split(".")[1]} if "." in node.module else {name.name for name in node.names}
        if isinstance(node, ast.Import):
            rooms |= {name.name.split(".")[1] for name in node.names if name.name.startswith("dedup.")}
    return rooms


def find_rooms() -> dict[str, list[Path]]:
    rooms: dict[str, list[Path]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        rooms.setdefault(file.relative_to(PACKAGE).parts[0].removesuffix(".py"), []).append(file)
    return rooms


def list_allowed(room: str) -> set[str]:
    """Return the rooms that stand before one on the map, of those that it may know."""
    before = ORDER[: ORDER.index(room)] if room in ORDER else ORDER
    return {*before} & KNOWN.get(room, {*ORDER})


def test_every_room_is_on_the_map_once():
    """A module without a place is a missing word in the design; with two places it has none."""
    rooms = find_rooms().keys() - {"__init__"}

    assert sorted(ORDER) == sorted(rooms | {"templates"})  # those hold no Python
    assert KNOWN.keys() <= {*ORDER, "__init__"}


def test_every_frame_of_the_line_is_in_the_schema():
    line = re.search(r"^files → (.+) → report$", MAP.read_text(encoding="utf-8"), re.MULTILINE)

    assert [
        name for name in line[1].split(" → ") if not isinstance(getattr(schema, name, None), pl.Schema)
    ] == []


def test_every_kernel_is_listed():
    """Whoever looks for a kernel looks into the first lines of theirs."""
    kernels = (PACKAGE / "kernels" / "__init__.py").read_text(encoding="utf-8")

    names = {file.stem for file in (PACKAGE / "kernels").glob("[!_]*.py")}
    assert [name for name in sorted(names) if f"* {name} " not in kernels] == []


@pytest.mark.parametrize("room", find_rooms())
def test_imports_only_go_back_on_the_map(room):
    imported = set().union(*(find_imports(file) for file in find_rooms()[room])) - {room}

    assert imported <= list_allowed(room)


def test_kernels_know_arrays_only():
    """A frame in a kernel would tie the numbers to one library, and could not run without the GIL."""
    for file in find_rooms().get("kernels", []):
        names = {
            name
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            for name in (*(alias.name for alias in getattr(node, "names", [])), getattr(node, "module", None))
            if isinstance(node, ast.Import | ast.ImportFrom)
        }
        assert "polars" not in names, file
