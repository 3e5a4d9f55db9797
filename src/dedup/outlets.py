"""What is configured of outlets: who owns them, whose partners they are, in which zone they write."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from .agencies import check_keys, read_tables
from .errors import ParameterError
from .spellings import fold_name

TEXT_KEYS = ("group", "timezone")
LIST_KEYS = ("partner_of", "aliases", "domains")

OUTLETS = pl.Schema(
    {
        "outlet": pl.String(),
        "group": pl.String(),  # "" where the outlet has no known owner group
        "timezone": pl.String(),
        "partner_of": pl.List(pl.String()),
    }
)


@dataclass(frozen=True, slots=True)
class Outlets:
    """
    What `outlets.toml` says.

    `table` is OUTLETS; `names` has every name and host and its outlet, `house`; `keys` maps
    each of them folded to it.
    """

    table: pl.DataFrame
    names: pl.DataFrame
    keys: pl.DataFrame


def read_outlets(*paths: Path) -> Outlets:
    """
    Read the shipped `outlets.toml` and the user's files over it.

    Raises
    ------
    ParameterError
        If a file cannot be read, is not TOML, or has an unknown key, a value of
        another type or a time zone that is none; names file and key.

    """
    entries: dict[str, dict[str, Any]] = {}
    for path in (Path(__file__).with_name("outlets.toml"), *paths):
        for outlet, entry in read_tables(path).items():
            _check_entry(entry, f"{path.name}: [{outlet}]")
            entries[outlet] = entry
    rows = [
        (outlet, *(entry.get(key, "") for key in TEXT_KEYS), entry.get("partner_of", []))
        for outlet, entry in entries.items()
    ]
    spelt = [
        (name, outlet)
        for outlet, entry in entries.items()
        for name in (outlet, *entry.get("aliases", []), *entry.get("domains", []))
    ]
    names = pl.DataFrame(spelt, {"name": pl.String(), "house": pl.String()}, orient="row")
    keys = names.select(key=fold_name(pl.col("name")), known="house")
    keys = keys.unique("key", keep="last", maintain_order=True)
    return Outlets(pl.DataFrame(rows, OUTLETS, orient="row"), names, keys)


def merge_owners(articles: pl.DataFrame, outlets: Outlets) -> pl.DataFrame:
    """
    Return article and outlet, the outlet replaced by its owner group where one is known.

    Copies inside one group are one publisher's: what counts outlets counts these.
    """
    named = name_outlets(articles, outlets)
    owner = pl.when(pl.col("group") != "").then("group").otherwise("outlet")
    return named.select("article", outlet=owner)


def name_outlets(articles: pl.DataFrame, outlets: Outlets) -> pl.DataFrame:
    """Return article and outlet with what `outlets.toml` says of it: group, timezone, partner_of."""
    rows = articles.select("article", "outlet", key=fold_name(pl.col("outlet")))
    rows = rows.join(outlets.keys, on="key", how="left", maintain_order="left")
    said = rows.join(outlets.table.rename({"outlet": "known"}), on="known", how="left", maintain_order="left")
    texts = [pl.col(key).fill_null("") for key in TEXT_KEYS]
    return said.select("article", "outlet", *texts, pl.col("partner_of").fill_null([]))


def _check_entry(entry: object, where: str) -> None:
    keys = ", ".join(sorted({*TEXT_KEYS, *LIST_KEYS}))
    if not isinstance(entry, dict):
        raise ParameterError(f"{where}: expected a table of {keys}, got {entry!r}")
    check_keys(entry, (*TEXT_KEYS, *LIST_KEYS), where)
    for key, value in entry.items():
        if key in TEXT_KEYS and not isinstance(value, str):
            raise ParameterError(f"{where} {key}: expected a string, got {value!r}")
        if key in LIST_KEYS and not (
            isinstance(value, list) and all(isinstance(item, str) for item in value)
        ):
            raise ParameterError(f"{where} {key}: expected a list of strings, got {value!r}")
    _check_zone(entry.get("timezone", ""), where)


def _check_zone(zone: str, where: str) -> None:
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        told = f"{where} timezone: expected an IANA name such as Asia/Ho_Chi_Minh, got {zone!r}"
        raise ParameterError(told) from error
