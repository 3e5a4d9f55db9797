"""Who is credited: the shipped table of agencies, and the user's own."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from .errors import ParameterError, say_fault
from .spellings import fold_name

KINDS = ("wire", "outlet", "pr", "photo")
LIST_KEYS = ("aliases", "ambiguous", "domains")
KEYS = {"names", "kind", *LIST_KEYS}
NOTES = {"country", "licence"}  # what a table may say to whoever reads it; nothing depends on it

AGENCIES = pl.Schema({"agency": pl.String(), "kind": pl.String()})
NAMES = pl.Schema(
    {
        "name": pl.String(),  # NFKC, as it stands in print
        "agency": pl.String(),
        "kind": pl.String(),
        "ambiguous": pl.Boolean(),  # also a word, initials or another abbreviation
    }
)
NAME_KEYS = pl.Schema({"key": pl.String(), "agency": pl.String()})
HOUSES = pl.Schema({"name": pl.String(), "house": pl.String(), "key": pl.String()})


@dataclass(frozen=True, slots=True)
class Agencies:
    """
    The agencies known to a run.

    `table` is AGENCIES, one row an agency; `names` is NAMES, one row a name in
    print; `keys` is NAME_KEYS, every name and host folded by `fold_name`.  `houses` is
    HOUSES: every name and host of an outlet whose spellings are known, and the key of each.
    """

    table: pl.DataFrame
    names: pl.DataFrame
    keys: pl.DataFrame
    houses: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=HOUSES))

    def list_house_keys(self) -> pl.DataFrame:
        """Return key and house: every key once; of two outlets that share one the last has it."""
        return self.houses.select("key", "house").unique("key", keep="last", maintain_order=True)


def read_agencies(*paths: Path) -> Agencies:
    """
    Read the shipped agencies and the user's files over them.

    A table in a later file replaces the earlier one of the same id.

    Parameters
    ----------
    *paths : Path
        TOML files in the form of `agencies.toml` beside this module.

    Raises
    ------
    ParameterError
        If a file cannot be read, is not TOML, has an unknown key or a value of
        another type, or gives one name to two agencies; names file and key.

    Examples
    --------
    >>> agencies = read_agencies()
    >>> agencies.names.filter(pl.col("name") == "VNA")["agency"].to_list()
    ['TTXVN']

    """
    entries: dict[str, dict[str, Any]] = {}
    files: dict[str, Path] = {}
    for path in (Path(__file__).with_name("agencies.toml"), *paths):
        for agency, entry in read_tables(path).items():
            _check_entry(entry, f"{path.name}: [{agency}]")
            entries[agency], files[agency] = entry, path
    _check_names(entries, files)
    return _make_agencies(entries)


def add_houses(agencies: Agencies, names: pl.DataFrame) -> Agencies:
    """Return `agencies` that also know the outlets of `names`, frame (name, house), by every spelling."""
    return replace(agencies, houses=names.with_columns(key=fold_name(pl.col("name"))))


def read_tables(path: Path) -> dict[str, Any]:
    """
    Return what a TOML file of the user's holds.

    Raises
    ------
    ParameterError
        If it cannot be read or is not TOML; names the file.

    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ParameterError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:  # no TOML, no UTF-8, a number without end
        raise ParameterError(f"{path}: not a TOML file ({say_fault(error)})") from error


def _check_entry(entry: object, where: str) -> None:
    if not isinstance(entry, dict):
        raise ParameterError(f"{where}: expected a table of {', '.join(sorted(KEYS))}, got {entry!r}")
    check_keys(entry, KEYS, where)
    names = entry.get("names")
    if not isinstance(names, dict) or not names:
        raise ParameterError(f'{where} names: expected lists by language, as names.en = ["…"], got {names!r}')
    for language, value in names.items():
        _check_list(value, f"{where} names.{language}")
    for key in LIST_KEYS:
        _check_list(entry.get(key, []), f"{where} {key}")
    kind = entry.get("kind")
    if kind not in KINDS:
        raise ParameterError(f"{where} kind: expected one of {', '.join(KINDS)}, got {kind!r}")


def check_keys(entry: dict[str, Any], known: Collection[str], where: str) -> None:
    """Raise ParameterError if a key of a table is none of `known` and no note; says which are."""
    for key in entry:
        if key not in known and key not in NOTES:
            raise ParameterError(f"{where} {key}: unknown key, expected one of {', '.join(sorted(known))}")


def _check_list(value: object, where: str) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ParameterError(f"{where}: expected a list of names, got {value!r}")


def _list_names(entry: dict[str, Any]) -> Iterator[str]:
    for names in entry["names"].values():
        yield from names
    yield from entry.get("aliases", [])


def _check_names(entries: dict[str, dict[str, Any]], files: dict[str, Path]) -> None:
    owners: dict[str, str] = {}
    for agency, entry in entries.items():
        for name in _list_names(entry):
            owner = owners.setdefault(name, agency)
            if owner != agency:
                where = f"{files[agency].name}: [{agency}] names"
                raise ParameterError(f"{where}: {name!r} already belongs to [{owner}]")


def _make_agencies(entries: dict[str, dict[str, Any]]) -> Agencies:
    table = [(agency, entry["kind"]) for agency, entry in entries.items()]
    names = [
        (name, agency, entry["kind"], name in entry.get("ambiguous", []))
        for agency, entry in entries.items()
        for name in dict.fromkeys([*_list_names(entry), agency])
    ]
    hosts = [(host, agency) for agency, entry in entries.items() for host in entry.get("domains", [])]
    spellings = pl.DataFrame(
        [(name, agency) for name, agency, *_ in names] + hosts, ["key", "agency"], orient="row"
    )
    return Agencies(
        pl.DataFrame(table, AGENCIES, orient="row"),
        pl.DataFrame(names, NAMES, orient="row").with_columns(pl.col("name").str.normalize("NFKC")),
        spellings.with_columns(fold_name(pl.col("key"))).unique("key", keep="first", maintain_order=True),
    )
