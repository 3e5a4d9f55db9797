"""Who is credited: the shipped table of agencies, the user's own, and how names are compared."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from .errors import ParameterError

KINDS = ("wire", "outlet", "pr", "photo")
LISTS = ("aliases", "ambiguous", "domains")
KEYS = {"names", "country", "kind", *LISTS}

AGENCIES = pl.Schema({"agency": pl.String(), "kind": pl.String(), "country": pl.String()})
NAMES = pl.Schema(
    {
        "name": pl.String(),  # NFKC, as it stands in print
        "agency": pl.String(),
        "kind": pl.String(),
        "ambiguous": pl.Boolean(),  # also a word, initials or another abbreviation
    }
)
NAME_KEYS = pl.Schema({"key": pl.String(), "agency": pl.String()})

# What a site's address adds to its name, and what a newspaper's name may leave out.
SITE = r"^(.*?[^\s/.])(?:\.(?:com|net|org|gov|edu|co|ac))?\.[a-z]{2,6}$"
PROTOCOL = r"^(?:[a-z]+://)?(?:www\.|m\.|amp\.|mobile\.)?"
ARTICLE = r"^(?:bao(?:\s+dien tu)?[\s-]*|tap chi\s+)"


@dataclass(frozen=True, slots=True)
class Agencies:
    """
    The agencies known to a run.

    `table` is AGENCIES, one row an agency; `names` is NAMES, one row a name in
    print; `keys` is NAME_KEYS, every name and host folded by `fold_name`.
    """

    table: pl.DataFrame
    names: pl.DataFrame
    keys: pl.DataFrame


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


def fold_name(name: pl.Expr) -> pl.Expr:
    """
    Return the key under which two spellings of one publisher meet.

    Marks, case, punctuation, host prefixes, domain endings and a leading "Báo" or
    "The" do not tell publishers apart: "Báo Quốc tế", "baoquocte.vn" and
    "https://www.baoquocte.vn/tin" fold alike.

    Examples
    --------
    >>> names = pl.DataFrame({"name": ["Báo Quốc tế", "www.baoquocte.vn", "VOV.VN"]})
    >>> names.select(fold_name(pl.col("name"))).to_series().to_list()
    ['quocte', 'quocte', 'vov']

    """
    plain = _fold_letters(name).str.replace(r"^([a-z]+://[^/]*)/.*$", "$1").str.replace(PROTOCOL, "")
    core = plain.str.replace(SITE, "$1").str.replace_all(r"[^\p{L}\p{N}\s]", " ")
    short = core.str.replace(ARTICLE, "").str.replace_all(r"\s+", "")
    return pl.when(short == "").then(core.str.replace_all(r"\s+", "")).otherwise(short)


def join_told(frame: pl.DataFrame, column: str, **told: pl.Expr) -> pl.DataFrame:
    """
    Return `frame` with columns told by one of its own, each value of that asked once.

    A name stands in many rows, and taking it apart is slow.

    >>> names = pl.DataFrame({"name": ["VOV.VN", "VOV.VN"]})
    >>> join_told(names, "name", key=fold_name(pl.col("name")))["key"].to_list()
    ['vov', 'vov']
    """
    distinct = frame.select(column).unique().with_columns(**told)
    return frame.join(distinct, on=column, how="left", nulls_equal=True, maintain_order="left")


def find_initials(name: pl.Expr) -> pl.Expr:
    """
    Return the first letters of a name of three words or more, else "".

    >>> names = pl.DataFrame({"name": ["Nhân dân online", "song-huong-online", "VOV"]})
    >>> names.select(find_initials(pl.col("name"))).to_series().to_list()
    ['ndo', 'sho', '']
    """
    words = _fold_letters(name).str.extract_all(r"[\p{L}\p{N}]+")
    letters = words.list.eval(pl.element().str.slice(0, 1)).list.join("")
    return pl.when(words.list.len() >= 3).then(letters).otherwise(pl.lit(""))


def _fold_letters(name: pl.Expr) -> pl.Expr:
    # Before the marks go: "Thế giới" does not begin with an English article.
    bare = name.str.strip_chars().str.replace(r"^[Tt]he\s+", "")
    plain = bare.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return plain.str.replace_all("[đð]", "d").str.strip_chars()


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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path}: not a TOML file ({error})") from error


def _check_entry(entry: object, where: str) -> None:
    if not isinstance(entry, dict):
        raise ParameterError(f"{where}: expected a table of {', '.join(sorted(KEYS))}, got {entry!r}")
    for key in entry:
        if key not in KEYS:
            raise ParameterError(f"{where} {key}: unknown key, expected one of {', '.join(sorted(KEYS))}")
    names = entry.get("names")
    if not isinstance(names, dict) or not names:
        raise ParameterError(f'{where} names: expected lists by language, as names.en = ["…"], got {names!r}')
    for language, value in names.items():
        _check_list(value, f"{where} names.{language}")
    for key in LISTS:
        _check_list(entry.get(key, []), f"{where} {key}")
    kind = entry.get("kind")
    if kind not in KINDS:
        raise ParameterError(f"{where} kind: expected one of {', '.join(KINDS)}, got {kind!r}")
    if not isinstance(entry.get("country", ""), str):
        raise ParameterError(f"{where} country: expected a string, got {entry['country']!r}")


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
    table = [(agency, entry["kind"], entry.get("country", "")) for agency, entry in entries.items()]
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
