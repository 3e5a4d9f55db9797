"""Who was first in each cluster, how that is known, and who does not say whose text it is."""

from .audit import count_sources, find_uncredited, make_follow_table
from .mentions import drop_mentioned
from .verdicts import find_origins

__all__ = ["count_sources", "drop_mentioned", "find_origins", "find_uncredited", "make_follow_table"]
