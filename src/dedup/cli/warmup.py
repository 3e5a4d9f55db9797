"""`dedup warmup`: compile ahead, so that no first run pays for it."""

import tempfile
import time
from pathlib import Path

import click

# Two texts that share most paragraphs and a third that shares one: every kernel has work.
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
        _scan(Path(folder))
    if not quiet:
        click.echo(f"Compiled in {time.perf_counter() - begun:.1f} s.")


def _scan(folder: Path) -> None:
    """Scan a few pages made up for the purpose."""
    from ..params import ScanOptions  # noqa: PLC0415 - polars and numba are not for --help
    from ..pipeline import scan  # noqa: PLC0415

    texts = {"one": _SHARED, "two": [*_SHARED[:6], _OWN], "three": [_OWN, _SHARED[7], _OWN.upper()]}
    for name, paragraphs in texts.items():
        path = folder / name / "page.txt"
        path.parent.mkdir()
        path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    scan([str(folder)], ScanOptions(), lambda _stage, _done, _total: None)
