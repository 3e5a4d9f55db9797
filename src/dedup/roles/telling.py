"""Which rule of a list decides, and changing roles that were told, and the reasons."""

from collections.abc import Iterable

import polars as pl


def number_first(whens: Iterable[pl.Expr]) -> pl.Expr:
    """Return the number of the first condition that holds, null where none does."""
    return pl.coalesce(pl.when(when).then(pl.lit(i, pl.UInt8)) for i, when in enumerate(whens))


def tell(blocks: pl.DataFrame, when: pl.Expr, role: str, reason: str) -> pl.DataFrame:
    """Return the blocks with another role and reason where `when` holds."""
    return blocks.with_columns(
        role=pl.when(when).then(pl.lit(role, blocks.schema["role"])).otherwise("role"),
        role_reason=pl.when(when).then(pl.lit(reason, blocks.schema["role_reason"])).otherwise("role_reason"),
    )


def tell_rows(blocks: pl.DataFrame, rows: pl.Series, role: str, reason: str) -> pl.DataFrame:
    """Return the blocks with another role and reason at `rows`, of which most batches have none."""
    if rows.is_empty():
        return blocks
    changes = rows.alias("row").to_frame()
    return retell(blocks, changes.with_columns(role=pl.lit(role), role_reason=pl.lit(reason)))


def retell(blocks: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Return the blocks with the roles and reasons of CHANGES: row, role, role_reason."""
    return blocks.with_columns(
        blocks[name].scatter(changes["row"], changes[name].cast(blocks.schema[name]))
        for name in ("role", "role_reason")
    )
