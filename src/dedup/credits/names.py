"""What stands in a credit's place -> whom it credits."""

import re

import polars as pl

from ..agencies import Agencies
from ..classes import quicken
from .patterns import ACCOUNT, CLEAR, DATED, HOUSE, INITIALS, NOBODY, STAFF

# Between two names in one credit: "Trí Dũng/TTXVN", "Markus Schreiber, AP", "Jo | AFP | Getty Images".
BETWEEN = r"\s*(?:[/|;,•，、]|\s[-–—]\s|\s(?:and|và|et|y|und)\s)\s*"
LISTED = r"\s*(?:[;,，、]|\s(?:and|và|et|y|und)\s)\s*"
VIA = r"^(.*?)\s*\bvia\s+(.+)$"


ASKED = ["name", "via", "role", "as_written", "ambiguous", "whole"]


def make_author_pattern(wires: pl.Series) -> str:
    """Return what captures one of `wires` behind an author's name: "Jo Tan Associated Press"."""
    word, known = r"\p{Lu}[\p{L}\p{M}.'’-]*\s", "|".join(map(re.escape, wires))
    desk = r"(?:\s(?:Staff|News))?(?:\s(?:Writers?|Correspondents?|Reporters?|Staff))?"
    return rf"^(?:{word}){{2,8}}(?:[Ff]or\s)?(?:[Tt]he\s)?[(\[]?({known}|{CLEAR})[)\]]?{desk}$"


def name_creditors(found: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """
    Return the rows of `found` with `creditor`, one row a creditor.

    A name in the table becomes its agency; of several names those in the table are
    kept.  Where none is, the last is kept as written if the place allows it: it is
    the house, those before it are people.  What stands after "via" passed it on.

    Parameters
    ----------
    found : frame with name, via, role: String, as_written, ambiguous, whole: Boolean
        One row a credit; `via` may be null; `whole`: the name is one, whatever stands in it.
    agencies : Agencies
        The table names are looked up in, case and all.

    """
    # One photographer signs many pictures: each name is taken apart once.
    asked = found.select(ASKED).unique(maintain_order=True).with_row_index("row")
    rows = asked.with_columns(
        name=_tidy(pl.col("name").str.replace(VIA, "$1")),
        via=_tidy(pl.coalesce(pl.col("name").str.extract(VIA, 2), "via")),
        passed=pl.lit(value=False),
    )
    passed = rows.filter(pl.col("via").is_not_null()).with_columns(name="via", passed=pl.lit(value=True))
    named = _look_up(pl.concat([_part_lists(rows, agencies), passed]), agencies)
    sole = pl.col("passed").all().over("row")
    role = pl.when(pl.col("passed") & ~sole).then(pl.lit("via")).otherwise("role")
    named = named.select("row", "creditor", said=role)
    found = found.join(asked, on=ASKED, nulls_equal=True, maintain_order="left")
    found = found.join(named, on="row", maintain_order="left_right")
    return found.with_columns(role="said").drop("row", "said", "name", "via", "whole")


def _part_lists(rows: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    """Return one row a house where a text is credited to several: "(Theo RT, AFP)"."""
    several = (pl.col("role") == "text") & pl.col("as_written")
    whole = pl.col("whole") | pl.col("name").is_in(agencies.names["name"].implode())
    parts = pl.col("name").str.replace_all(LISTED, "\x1f").str.split("\x1f")
    listed = pl.when(several & ~whole).then(parts).otherwise(pl.concat_list("name"))
    return rows.with_columns(name=listed).explode("name")


def _look_up(rows: pl.DataFrame, agencies: Agencies) -> pl.DataFrame:
    parts = pl.col("name").str.replace_all(BETWEEN, "\x1f").str.split("\x1f")
    split = rows.with_row_index("item").with_columns(part=pl.concat_list("name", parts))
    split = split.with_columns(place=pl.int_ranges(pl.col("part").list.len())).explode("part", "place")
    names = agencies.names.select(part="name", agency="agency", weak="ambiguous")
    known = split.with_columns(part=_tidy(pl.col("part"))).join(
        names, on="part", how="left", maintain_order="left"
    )
    hit = pl.col("agency").is_not_null() & (pl.col("ambiguous") | ~pl.col("weak"))
    whole = pl.col("place") == 0
    known = known.with_columns(hit=hit).with_columns(
        whole_hit=(pl.col("hit") & whole).any().over("item"),
        any_hit=pl.col("hit").any().over("item"),
        last=pl.col("place") == pl.col("place").max().over("item"),
    )
    # "T/h" is one mark, not a person and a house.
    placed = pl.when(pl.col("whole") | (pl.col("role") == "self")).then(whole).otherwise("last")
    written = (
        pl.col("as_written") & placed & (_is_name(pl.col("part")) | pl.col("part").str.contains(f"^{STAFF}$"))
    )
    kept = pl.when("whole_hit").then(whole).when("any_hit").then("hit").otherwise(written)
    return known.filter(kept).select(*rows.columns, creditor=pl.coalesce("agency", "part"))


def _is_name(part: pl.Expr) -> pl.Expr:
    house = part.str.contains(quicken(HOUSE)) & ~part.str.contains(quicken(DATED))
    # A text is a house's; a picture may be a reporter's who signs with initials.
    person = part.str.contains(quicken(INITIALS)) | part.str.contains(quicken(ACCOUNT))
    person = (pl.col("role") == "text") & person
    return ~part.is_in(NOBODY) & house & ~person & (part.str.len_chars() > 1)


def _tidy(name: pl.Expr) -> pl.Expr:
    plain = name.str.normalize("NFKC").str.replace_all(r"\s+", " ").str.strip_chars(" .,:;-–—/|\"'“”")
    # "TTXVN (Thông tấn xã Việt Nam)" spells the name out.
    return plain.str.replace(r"\s*\([^)]*\)?$", "").str.replace(r"^([^(]*)\)$", "$1")
