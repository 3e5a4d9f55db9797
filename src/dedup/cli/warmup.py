"""`dedup warmup`: compile ahead, so that no first run pays for it."""

import tempfile
import time
from pathlib import Path

import click

# Two versions, a text that shares most of their paragraphs, one that shares one, and a page with marks
# whose one paragraph holds two of them: every kernel has work, for all types it is given.
_SHARED = [
    f"Paragraph {number} of the wire says that the river rose to {number}2 metres over night and fell again."
    for number in range(1, 9)
]
_OWN = "The desk adds a line of its own about the bridge, which stayed open for all but heavy lorries."


@click.command(short_help="Compile ahead, once in an installation.", epilog="\b\nExample:\n  dedup warmup")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def warmup(quiet: bool) -> None:
    """
    Compile what scans and checks need, so that the first of them is as fast as the next.

    The result is kept beside the package, or in the user's cache folder where that cannot be
    written; it is made again after an update.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        _use_all(Path(folder))
    if not quiet:
        click.echo(f"Compiled in {time.perf_counter() - begun:.1f} s.")


def _use_all(folder: Path) -> None:
    """Scan a few pages made up for the purpose, index them, and check them against the index."""
    from ..checking.gate import run_check  # noqa: PLC0415 - polars and numba are not for --help
    from ..index.store import create_index  # noqa: PLC0415
    from ..params import Params, ScanOptions  # noqa: PLC0415
    from ..pipeline import scan  # noqa: PLC0415
    from ..reports.tables import make_tables  # noqa: PLC0415
    from ..rules import RuleOptions  # noqa: PLC0415

    pages, index = [str(folder / "pages")], folder / "index"
    _write_pages(folder / "pages")
    make_tables(scan(pages, ScanOptions(), _say_nothing))
    create_index(index, Params())
    for add in (True, False):
        rules = RuleOptions(fail_on="never")
        run_check(pages, ScanOptions(), rules, Params(), _say_nothing, against=index, add=add)


def _say_nothing(_stage: str, _done: int, _total: int) -> None: ...


def _write_pages(folder: Path) -> None:
    later = [_SHARED[0].replace("12", "15"), *_SHARED[1:], _OWN]
    caption = (
        f"<figure><img src=a.jpg><figcaption>{_SHARED[0][len('Paragraph 1 of ') :]}</figcaption></figure>"
    )
    marked = f"<article><h1>{_OWN}</h1><p>{_SHARED[0]} {_SHARED[1]}</p>{caption}</article>"
    texts = {
        "one/page.txt": _SHARED,
        "one/later.txt": later,
        "two/page.txt": [*_SHARED[:6], _OWN],
        "three/page.txt": [_OWN, _SHARED[7], _OWN.upper()],
        "four/page.html": [marked],
    }
    for name, paragraphs in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
