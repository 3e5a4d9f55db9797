"""Who was first in each cluster, how that is known, and who does not say whose text it is."""

from .audit import count_sources, find_uncredited, make_follow_table
from .verdicts import find_origins

__all__ = ["count_sources", "find_origins", "find_uncredited", "make_follow_table"]
