"""Files -> ARTICLES, some MiB of text at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple, cast

import numpy as np
import polars as pl
import xxhash
from numpy.typing import NDArray

from ..schema import ARTICLES, SKIPPED, conform
from .files import FoundFile, find_files
from .formats import Format, find_format
from .meta import find_idle_rows, read_meta
from .options import ReadOptions
from .records import Part, Record, add_metadata, make_articles, make_frame
from .sides import read_side
from .skips import Skip, SkippedInput
from .streams import Source, open_source

Said = Mapping[str, Mapping[str, str]]  # of each path in the metadata table

# Where each reader is: "module.function" in this package.
READERS: dict[Format, str] = {
    "text": "plain.read_text",
    "html": "pages.read_page",
    "json": "objects.read_objects",
    "lines": "lines.read_lines",
    "table": "tables.read_table",
    "parquet": "tables.read_parquet",
    "feed": "feeds.read_feed",
    "newsml": "newsml.read_newsml",
    "nitf": "nitf.read_nitf",
    "warc": "warc.read_warc",
}


class Batch(NamedTuple):
    """Some of what was read, in reading order."""

    articles: pl.DataFrame  # ARTICLES
    skipped: pl.DataFrame  # SKIPPED
    bytes_read: int  # on disk, since the batch before


@dataclass(slots=True)
class Pile:
    """What waits to be a batch: see `make_batch`."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    text_bytes: int = 0
    bytes_read: int = 0  # on disk, since the pile before
    first: int = 0  # articles in the piles before

    def add(self, part: Part) -> None:
        """Put a part on the pile and count its text, in characters of a record and bytes of a frame."""
        if isinstance(part, Skip):
            self.skips.append(part)
        elif isinstance(part, Record):
            self.records.append(part)
            # Near enough: bytes are characters or somewhat more.
            self.text_bytes += len(part.text)
        else:
            self.close_records()
            self.frames.append(part)
            self.text_bytes += int(part["text"].str.len_bytes().sum())

    def close_records(self) -> None:
        """Make the records on the pile one frame, behind the frames that came before them."""
        if self.records:
            self.frames.append(make_frame(self.records))
            self.records = []

    def close(self, taken: "_Ids", first: int) -> int:
        """Make all records one frame, give each the id it will have, and return how many there are."""
        self.close_records()
        records = pl.concat(self.frames or [make_frame([])])
        ids = _make_ids(records["id"], records["path"], taken)
        self.frames, self.first = [records.with_columns(ids)], first
        return records.height


class _Ids:
    """The ids that are taken, eight bytes each: two of a million share them once in ten million corpora."""

    def __init__(self) -> None:
        self._taken = np.empty(0, dtype=np.uint64)  # ascending

    def take(self, names: list[str]) -> None:
        """Take all `names`."""
        fresh = np.unique(_hash_names(names))
        self._taken = np.insert(self._taken, np.searchsorted(self._taken, fresh), fresh)

    def list_taken(self, names: list[str]) -> set[str]:
        """Return those of `names` that are taken."""
        asked = _hash_names(names)
        first, last = (np.searchsorted(self._taken, asked, side) for side in ("left", "right"))
        return {name for name, known in zip(names, (first < last).tolist(), strict=True) if known}


def _hash_names(names: list[str]) -> NDArray[np.uint64]:
    return np.fromiter((xxhash.xxh3_64_intdigest(name.encode()) for name in names), np.uint64, len(names))


def read_articles(paths: Sequence[str], options: ReadOptions | None = None) -> Iterator[Batch]:
    """
    Yield everything under `paths` as batches, files sorted by path, records by line.

    Every file and record found is a row of `articles` or of `skipped`, and only one
    of them.  `article` counts on from batch to batch, and `article_id` is unique over
    all of them: a record's own id, or its path where it has none or another has it.

    Raises
    ------
    InputError
        If a path is not there, nothing is found, or the metadata table is unreadable.

    """
    options = options or ReadOptions()
    yield from read_files(find_files(paths, meta=options.meta), options)


def read_files(
    files: Sequence[FoundFile], options: ReadOptions, *, is_date: Callable[[str], bool] | None = None
) -> Iterator[Batch]:
    """
    Yield `files` as batches; see `read_articles`.

    `is_date` tells which dates of the metadata table can be read: the others are skipped input.
    """
    return map(make_batch, pile_files(files, options, is_date=is_date))


def pile_files(
    files: Sequence[FoundFile], options: ReadOptions, *, is_date: Callable[[str], bool] | None = None
) -> Iterator[Pile]:
    """Yield what is in `files` as piles, for whoever makes batches of several at a time; see `read_files`."""
    table = read_meta(options)
    idle = find_idle_rows(table, options.meta, {file.path for file in files}, is_date)
    meta = table.by_path()
    pile, taken, count = Pile(skips=[*table.skips, *idle]), _Ids(), 0
    for file in files:
        for part, bytes_read in _read_file(file, meta, options):
            if part is not None:
                pile.add(part)
            pile.bytes_read += bytes_read
            if pile.text_bytes >= options.batch_bytes:
                count += pile.close(taken, count)
                yield pile
                pile = Pile()
    if pile.frames or pile.records or pile.skips:
        pile.close(taken, count)
        yield pile


def make_batch(pile: Pile) -> Batch:
    """Compose the articles of a pile, which does not hold them any longer."""
    articles = make_articles(pile.frames.pop())
    articles = articles.with_columns((pl.col("article") + pile.first).cast(pl.UInt32))
    skipped = pl.DataFrame(
        [(skip.path, skip.line, skip.reason, skip.detail) for skip in pile.skips], SKIPPED, orient="row"
    )
    return Batch(conform(articles, ARTICLES), skipped, pile.bytes_read)


def _read_file(file: FoundFile, meta: Said, options: ReadOptions) -> Iterator[tuple[Part | None, int]]:
    """Yield what is in `file` and how many of its bytes went by: at least one part, then None."""
    behind = parts = 0
    try:
        if file.refused:
            raise SkippedInput("unreadable", file.refused)
        with open_source(file) as source:
            for part in _read_source(source, meta, options):
                at = source.tell()
                yield _place_part(part, file), at - behind
                behind, parts = at, parts + 1
        if not parts:
            raise SkippedInput("empty", "holds no record")
    except SkippedInput as skipped:
        yield _place_part(skipped.skip, file), 0
    yield None, 0 if file.refused else file.size_bytes - behind


def _read_source(source: Source, meta: Said, options: ReadOptions) -> Iterator[Part]:
    beside = read_side(source.file, options)
    if isinstance(beside, Skip):
        yield beside
        beside = {}
    said = {**beside, **meta.get(source.file.path, {})}
    read = _load_reader(find_format(source.head, source.file.path))
    for part in read(source, options):
        yield add_metadata(part, said) if isinstance(part, Record) else part


def _load_reader(form: Format) -> Callable[[Source, ReadOptions], Iterator[Part]]:
    # Loading all the parsers of HTML, XML and crawls takes longer than reading a page of text.
    module, function = READERS[form].split(".")
    reader = getattr(import_module(f".{module}", __package__), function)
    return cast("Callable[[Source, ReadOptions], Iterator[Part]]", reader)


def _place_part(part: Part, file: FoundFile) -> Part:
    """Return `part` with the outlet of its folder, or the path of its file."""
    if isinstance(part, Skip):
        return part if part.path else part._replace(path=file.path)
    if isinstance(part, Record):
        part.outlet = part.outlet or file.outlet
        return _check_blank(part)
    unknown = pl.col("outlet") == ""
    return part.with_columns(outlet=pl.when(unknown).then(pl.lit(file.outlet)).otherwise("outlet"))


def _check_blank(record: Record) -> Part:
    own = "" if record.whole else record.title or "".join(record.captions)
    if (record.text or own).strip():
        return record
    return Skip("empty", "no text", record.line, record.path)


def _make_ids(ids: pl.Series, paths: pl.Series, taken: _Ids) -> pl.Series:
    own = ids.zip_with(ids.str.strip_chars() != "", paths).to_list()
    before = taken.list_taken(own)
    if before or len(set(own)) < len(own):
        own = [_find_free(wanted, path, before, taken) for wanted, path in zip(own, paths, strict=True)]
    taken.take(own)
    return pl.Series("id", own, pl.String)


def _find_free(wanted: str, path: str, here: set[str], taken: _Ids) -> str:
    """Return an id that is not `here`, nor taken by another batch, and add it to what is here."""
    free, number = wanted, 1
    while free in here or (number > 1 and taken.list_taken([free])):
        free = path if number == 1 else f"{path}~{number}"
        number += 1
    here.add(free)
    return free
