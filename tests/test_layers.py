"""Do imports only go down?  Floor, stages, pipeline, reports, commands: in that order and never back."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dedup"

# Each of these may import those before it.  The last four know of ROLED, UNITS and MATCHES, and serve stages.
FLOOR = [
    *["errors", "writing", "scratch", "turns", "params", "schema", "run"],
    *["kernels", "classes", "republication"],
    *[
        "mojibake",
        "texts",
        "languages",
        "agencies",
        "spans",
        "tokens",
        "measures",
        "features",
        "components",
        "issues",
        "carried",
    ],
]
# Files -> report, as the data flows; none of them knows another.
STAGES = [
    *["reading", "blocks", "posts", "roles", "outlets", "dates", "credits"],
    *["units", "signatures", "buckets", "pairs", "crowds", "passages", "quotations", "matches"],
    *["mashups", "clusters", "parts", "cohesion", "origins", "shares", "coverage"],
]
ABOVE = {
    "corpus": {*FLOOR, *STAGES},
    "levels": {*FLOOR, *STAGES},
    "pipeline": {*FLOOR, *STAGES, "corpus", "levels"},
    "config": {*FLOOR},
    "reports": {*FLOOR, "dates", "rules"},  # the report quotes the date that origins chose
    "rules": {*FLOOR, "config"},
    "baselines": {*FLOOR},
    "comparison": {*FLOOR, *STAGES, "pipeline", "corpus", "levels"},
    "inspection": {*FLOOR, *STAGES, "pipeline", "corpus", "levels"},
    "doctor": {*FLOOR, *STAGES, "pipeline", "corpus", "levels"},
    "ingest": {*FLOOR, *STAGES, "pipeline", "corpus", "levels"},
    "index": {*FLOOR, *STAGES, "ingest"},
    "checking": {
        *FLOOR,
        *STAGES,
        "pipeline",
        "corpus",
        "levels",
        "ingest",
        "index",
        "rules",
        "baselines",
        "reports",
    },
    "cli": {
        *{*FLOOR, "config", "pipeline", "reports"},
        *{"rules", "baselines", "comparison", "inspection", "doctor", "ingest", "index", "checking"},
    },
    "__init__": {*FLOOR, *STAGES, "pipeline", "reports"},
    "__main__": {*FLOOR, "cli", "reports"},
}
ALLOWED = {
    **{name: set(FLOOR[:rank]) for rank, name in enumerate(FLOOR)},
    **{name: set(FLOOR) for name in STAGES},
    **ABOVE,
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


def test_every_room_has_its_layer():
    """A module without a place is a missing word in the design."""
    assert find_rooms().keys() <= ALLOWED.keys()


def test_every_room_is_on_the_map():
    """A newcomer looks for a room in ARCHITECTURE.md, and for a kernel in the first lines of theirs."""
    page = (PACKAGE.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    kernels = (PACKAGE / "kernels" / "__init__.py").read_text(encoding="utf-8")

    assert [room for room in find_rooms() if f"`{room}`" not in page and room != "__init__"] == []
    names = {file.stem for file in (PACKAGE / "kernels").glob("[!_]*.py")}
    assert [name for name in sorted(names) if f"* {name} " not in kernels] == []


@pytest.mark.parametrize("room", find_rooms())
def test_imports_only_go_down(room):
    imported = set().union(*(find_imports(file) for file in find_rooms()[room])) - {room}

    assert imported <= ALLOWED[room]


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
