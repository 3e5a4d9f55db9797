"""LABELLED -> who may carry whose text, by what the tables say of outlets."""

import polars as pl

from ..corpus import Known
from ..origins.members import join_tokens, make_voices
from ..outlets import name_outlets


def find_partners(sources: pl.DataFrame, known: Known) -> pl.DataFrame:
    """
    Return outlet, outlet_b of LABELLED: each outlet, and those that one of its `partner_of` names.

    A partner is an agency with all that speaks for it, or an outlet by any of its names.
    """
    told = name_outlets(sources, known.outlets).select("outlet", name="partner_of").unique("outlet")
    told = join_tokens(told.explode("name").drop_nulls("name"), "name", known.agencies)
    voices = make_voices(sources, known.agencies).rename({"outlet": "outlet_b"})
    return told.join(voices, on="token").select("outlet", "outlet_b").unique().sort("outlet", "outlet_b")
