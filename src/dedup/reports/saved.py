"""The dossier in a saved run: what `dedup report` makes every format from, without reading a page again."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ..errors import DedupError, SchemaError
from ..schema import conform
from ..writing import name_refusal
from .dossier import FRAMES, Dossier

DOSSIER_FILE = "dossier.zip"
DOSSIER_VERSION = 1  # of the frames in `dossier.FRAMES`; another number is refused by name

# Far beyond a run of a million articles; a file that claims more is broken or hostile.
MAX_FRAME_BYTES = 16 * 1024**3

ROW_GROUP = 1 << 16  # rows that Parquet packs together

# The same run gives the same bytes: no clock in the archive.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_dossier(
    frames: Iterable[tuple[str, pl.LazyFrame]], manifest: Mapping[str, Any], path: Path
) -> None:
    """
    Write a zip of Parquet frames and `manifest.json`; the same input gives the same bytes.

    Parameters
    ----------
    frames : iterable of (str, LazyFrame)
        Of `dossier.FRAMES`, in that order; one is held at a time.
    manifest : mapping
        run.json.
    path : Path

    """
    told = {name: value for name, value in manifest.items() if name != "timings"}
    columns = {name: schema.names() for name, schema in FRAMES.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        head = {"dossier_version": DOSSIER_VERSION, "columns": columns, "manifest": told}
        _put(archive, "manifest.json", json.dumps(head, ensure_ascii=False).encode())
        for name, frame in frames:
            _put_frame(archive, name, frame, path.with_suffix(".parquet"))


def _put_frame(archive: zipfile.ZipFile, name: str, frame: pl.LazyFrame, passing: Path) -> None:
    """Write a frame through the file `passing`: all of it at once may be more than memory holds."""
    with name_refusal():
        frame.sink_parquet(passing, compression="zstd", row_group_size=ROW_GROUP)
    entry = zipfile.ZipInfo(f"{name}.parquet", _NO_TIME)
    with archive.open(entry, "w", force_zip64=True) as target, passing.open("rb") as file:
        shutil.copyfileobj(file, target)
    passing.unlink()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _NO_TIME), content)


def read_dossier(folder: Path) -> Dossier:
    """
    Return the dossier of the run saved in `folder`.

    Raises
    ------
    DedupError
        If `folder` is no saved run, was saved by another version, or is damaged.

    """
    path = folder / DOSSIER_FILE
    if not folder.exists():
        raise DedupError(f"{folder} does not exist; make it with dedup scan -o {folder}")
    if not path.is_file():
        raise DedupError(f"{folder} is not a saved run (no {DOSSIER_FILE}); make one with dedup scan -o")
    try:
        with zipfile.ZipFile(path) as archive:
            head = _read_head(archive, path)
            frames = {name: _read_frame(archive, name, head["columns"].get(name)) for name in FRAMES}
    except SchemaError:
        raise DedupError(f"{path} lacks what this version needs; scan again") from None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, pl.exceptions.PolarsError) as problem:
        raise DedupError(f"{path} is damaged ({type(problem).__name__}); scan again") from None
    return Dossier(**frames, manifest=head["manifest"])


def _read_head(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(archive.read("manifest.json"))
    version = head["dossier_version"]
    if version != DOSSIER_VERSION:
        raise DedupError(
            f"{path} has dossier version {version!r}, this dedup reads {DOSSIER_VERSION}; scan again"
        )
    return head


def _read_frame(archive: zipfile.ZipFile, name: str, columns: list[str] | None) -> pl.DataFrame:
    """Return a frame; what was added to the contract since it was saved is empty, a column or all of it."""
    if columns is None:
        return pl.DataFrame(schema=FRAMES[name])
    entry = archive.getinfo(f"{name}.parquet")
    if entry.file_size > MAX_FRAME_BYTES:
        raise ValueError(entry.file_size)
    frame = pl.read_parquet(io.BytesIO(archive.read(entry)))
    if frame.columns != columns:
        raise ValueError(frame.columns)
    added = {column: kind for column, kind in FRAMES[name].items() if column not in columns}
    empty = [pl.lit("" if kind == pl.String else None, kind).alias(column) for column, kind in added.items()]
    return conform(frame.with_columns(empty), FRAMES[name])
