"""
Write the pages of `corpus/` and its `truth.json` from the stories and the plan beside this file.

    python benchmarks/corpus/build.py            rewrites corpus/
    python benchmarks/corpus/build.py --check    exit 1 if corpus/ is not what would be written
"""

import json
import shutil
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from bulletins import read_bulletins  # noqa: E402
from editions import describe_edition, make_editions  # noqa: E402
from pages import Page, read_pages  # noqa: E402
from render import Renderer  # noqa: E402
from stories import read_stories  # noqa: E402
from truth import (  # noqa: E402
    describe_page,
    find_article_clusters,
    find_block_clusters,
    find_not_clusters,
    find_templates,
)

CORPUS = HERE.parents[1] / "corpus"


def read_toml(path: Path) -> Any:
    """Return a TOML file as a dict."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def make_files() -> dict[str, bytes]:
    """Return every generated file of the corpus, by path below `corpus/`."""
    outlets = {row["id"]: row for row in read_toml(HERE / "outlets.toml")["outlet"]}
    layouts = read_toml(HERE / "layouts.toml")
    bulletins, plans = read_bulletins(HERE)
    stories = {**read_stories(HERE / "stories"), **bulletins}
    plans += read_toml(HERE / "nonarticles.toml")["pages"]
    languages = {name: row["language"] for name, row in outlets.items()}
    pages = read_pages(HERE, stories, languages, plans)
    names = make_names(outlets)
    render_pages(pages, layouts, names)
    editions, files = make_editions(read_toml(HERE / "editions.toml")["editions"], stories, outlets)
    files |= {page.path: page.text.encode() for page in pages}
    rows = {p.path: describe_page(p, layouts[p.outlet], outlets[p.outlet], names) for p in pages}
    rows |= {edition.path: describe_edition(edition, outlets[edition.outlet]) for edition in editions}
    truth = make_truth([*pages, *editions], rows, outlets)
    files["truth.json"] = write_json(truth).encode()
    return files


def make_names(outlets: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return how each creditor is printed, by language."""
    names = {name: dict.fromkeys(("vi", "en"), row["names"][0]) for name, row in outlets.items()}
    for agency, row in read_toml(CORPUS / "agencies.toml").items():
        names[agency] = {language: given[0] for language, given in row["names"].items()}
    names["ORVA"]["vi"] = "ORVA"
    return names


def render_pages(pages: list[Page], layouts: dict[str, Any], names: dict[str, dict[str, str]]) -> None:
    """Render every page in the furniture of its outlet."""
    shelves: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        shelves[page.outlet].append(page)
    for outlet, shelf in shelves.items():
        renderer = Renderer(layouts[outlet], shelf, names)
        for page in shelf:
            renderer.render(page)


def make_truth(pages: list[Page], rows: dict[str, Any], outlets: dict[str, Any]) -> dict[str, Any]:
    """Return the content of `truth.json`."""
    agencies = {name: row["agency"] for name, row in outlets.items() if "agency" in row}
    articles = find_article_clusters(pages, rows, agencies)
    templates = find_templates(pages)
    pairs = read_toml(HERE / "not_clusters.toml")["pairs"]
    return {
        "pages": [rows[path] for path in sorted(rows)],
        "clusters": [*articles, *templates, *find_block_clusters(pages, articles)],
        "not_clusters": find_not_clusters(pages, pairs, templates),
    }


def write_json(truth: dict[str, list[Any]]) -> str:
    """Return JSON with one row a line, so that a change shows as a line."""
    parts = [
        f'"{name}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
        for name, rows in truth.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def write_files(files: dict[str, bytes]) -> None:
    """Replace the generated part of `corpus/`."""
    for folder in CORPUS.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for path, content in files.items():
        target = CORPUS / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


def find_differences(files: dict[str, bytes]) -> list[str]:
    """Return the paths that are missing, left over, or hold other bytes."""
    there = {path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*")} | {"truth.json"}
    changed = [path for path in files if path in there and (CORPUS / path).read_bytes() != files[path]]
    return sorted({*changed, *(there ^ files.keys())})


def main(arguments: list[str]) -> int:
    """Write the corpus, or check it."""
    files = make_files()
    if arguments == ["--check"]:
        different = find_differences(files)
        print("\n".join(different) or f"{len(files)} files are as they would be written")
        return int(bool(different))
    write_files(files)
    print(f"wrote {len(files)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
